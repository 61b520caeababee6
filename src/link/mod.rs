//! Links in notes and pages: blocks of links to other notes, lists of them in front matter, mentions as links,
//! and summaries as content of a site or vault. Text in, text out.
//!
//! *Invariant:* outside of the managed parts of a note every byte stays, except for the signs that make a mention a
//! link. Linking twice is the same as linking once, and removing the links gives the former bytes back.

pub mod style;
pub mod block;
pub mod front_matter;
pub mod removal;
pub mod items;
pub mod mentions;
pub mod content;
