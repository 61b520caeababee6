//! hallway: who talked about what, out of your own conference notes.
//!
//! The modules stand in the order in which data flows; each may use only those above it.
//! `docs/architecture.md` draws the house.

pub mod span;
pub mod diagnostic;
pub mod date;
pub mod note;
pub mod document;
pub mod name;
pub mod vocabulary;
pub mod curated;
pub mod finding;
pub mod extract;
pub mod entity;
pub mod resolve;
pub mod graph;
pub mod query;
pub mod export;
pub mod store;
