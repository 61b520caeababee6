//! What pages hold, whatever their format: one model for the Markdown summaries and the HTML site.
//!
//! `entities` and `lists` say what stands on the page of each kind of entity, on lists and on start
//! pages, as plain values (`view`). A format writes them with its own templates; `format` says where
//! its pages are, how they link, and how much of a list they show. A new section is a value there and
//! a few lines in the templates of both formats.

pub mod view;
pub mod format;
pub mod templates;
pub mod context;
pub mod parts;
pub mod entities;
pub mod lists;
