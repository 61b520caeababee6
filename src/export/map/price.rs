//! The drawing rules: what a break of each costs.

use crate::export::map::label::SIDES;

/// Two ties cross.
pub const CROSSING: f64 = 30.0;
/// A tie runs under a mark that it does not touch: it would tell a lie.
pub const UNDER_MARK: f64 = 160.0;
/// A pixel that two marks share.
pub const TOUCH: f64 = 40.0;
/// A pixel that two marks are too near.
pub const CROWD: f64 = 5.0;
/// A square pixel that two names, or a name and a mark, share.
pub const OVERLAP: f64 = 3.0;
/// Two names on each other at all.
pub const UNREADABLE: f64 = 120.0;
/// A pixel of a tie under a name.
pub const STRUCK: f64 = 0.35;
/// A pixel that a name sticks out of its land.
pub const ABROAD: f64 = 7.0;
/// A small name that does not stand.
pub const UNNAMED: f64 = 70.0;
/// A name off the paper, or a great one that does not stand.
pub const NEVER: f64 = 1e5;
/// A tie within a land, as long as things there lie apart.
pub const LENGTH: f64 = 7.0;
/// A pixel of a tie between lands.
pub const JOURNEY: f64 = 0.04;
/// The eight places: right is read best.
pub const SIDE: [f64; SIDES] = [0.0, 4.0, 6.0, 5.0, 7.0, 7.0, 9.0, 9.0];
