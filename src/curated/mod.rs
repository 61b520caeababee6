//! What is known before any note is read: the catalogue that is compiled in, and the user's `overrides.toml`.
//! Entries of both have the same fields, and each keeps its file and line.

pub mod layout;
pub mod word_breaks;
pub mod tables;
mod compiled;
pub mod entry;
pub mod correction;
mod contradictions;
mod fields;
pub mod overrides;
mod added;
pub mod lexicon;
pub mod check;
