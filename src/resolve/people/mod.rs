//! Which people are one. Joining two people is the worst error hallway can make, so only a full name
//! or an account joins by itself; everything shorter needs support, and must fit one person only.

use crate::resolve::doubts::Doubt;
use crate::resolve::groups::Groups;
use crate::resolve::people::clues::Clues;
use crate::resolve::scene::Scene;

pub mod bare_names;
pub mod clues;
pub mod figures;
pub mod full_names;
pub mod profile;
pub mod profiles;
pub mod short_names;
pub mod transliterated;

/// A way to tell that two people are one. The rules run in order, each on what the former ones left.
struct Rule {
    join: fn(&Scene, &Clues, &mut Groups) -> Vec<Doubt>,
}

const RULES: [Rule; 8] = [
    Rule { join: full_names::join },
    Rule { join: transliterated::join },
    Rule { join: profiles::join },
    Rule { join: short_names::join_middle_names },
    Rule { join: short_names::join_nicknames },
    Rule { join: short_names::join_initials },
    Rule { join: short_names::join_handles },
    Rule { join: bare_names::join },
];

/// Joins people, and gives the pairs on which a human should decide.
pub fn join(scene: &Scene, groups: &mut Groups) -> Vec<Doubt> {
    let clues = clues::gather(scene, groups);
    RULES.iter().flat_map(|rule| (rule.join)(scene, &clues, groups)).collect()
}
