//! What is known before any note is read: the catalogue that is compiled in, and the user's `overrides.toml`.
//! Entries of both have the same fields, and each keeps its file and line.

pub mod layout;
pub mod word_breaks;
pub mod tables;
pub mod compiled;
pub mod entry;
pub mod word;
pub mod correction;
pub mod contradictions;
pub mod fields;
pub mod overrides;
pub mod added;
pub mod lexicon;
pub mod check;
