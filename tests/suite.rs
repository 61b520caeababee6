//! All integration tests in one program, so that the library is linked once: `cargo test`. A word
//! after that chooses by name, for example a module: `cargo test rules`.
//!
//! A module stands beside the files that it reads and compares with. `tests/common.rs` tells how they
//! are compared, and how all of them are written anew.

mod common;
mod hall;
mod words;

mod architecture;
mod cli;
mod content;
mod curated;
mod date;
mod docs;
mod document;
mod dot;
mod export;
mod fault;
mod filter;
mod forms;
mod generators;
mod layouts;
mod link;
mod map;
mod namesakes;
mod note;
mod output;
mod query;
mod related;
mod resolve;
mod rules;
mod schema;
mod serve;
mod similar_notes;
mod site;
mod store;
mod summaries;
#[cfg(feature = "train")]
mod train;
