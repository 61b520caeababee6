//! Templates of pages. Every value that one writes is escaped in the way of its format.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::ValueKind;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, UndefinedBehavior};
use std::fmt;

/// Writes a text so that it stays text.
pub type WriteText = fn(&mut Output, &str) -> fmt::Result;

/// An environment without templates. Whatever a template is called, what it writes goes through
/// `write_text`; markup is only what this crate made itself and wrapped in a safe value.
pub fn environment<'t>(write_text: WriteText) -> Environment<'t> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.unwrap_or_default());
    // On for all: what macros return is safe then, as all of it was escaped when it was written.
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_formatter(move |out, _, value| {
        if value.is_safe() {
            return out.write_str(value.as_str().unwrap_or_default()).map_err(Error::from);
        }
        match (value.as_str(), value.kind()) {
            (Some(text), _) => write_text(out, text).map_err(Error::from),
            (None, ValueKind::None) => Ok(()),
            (None, ValueKind::Undefined) => Err(Error::from(ErrorKind::UndefinedError)),
            (None, _) => write_text(out, &value.to_string()).map_err(Error::from),
        }
    });
    environment
}
