//! The paper of a Graphviz file: how a name is spelled, and statements as they come.

use crate::export::properties::PropertyValue;
use crate::export::map::text;
use graphviz_rust::dot_structures as dot;
use graphviz_rust::dot_structures::Stmt;
use graphviz_rust::printer::{DotPrinter, PrinterContext};
use std::io;

/// A graph to which statements are added one by one.
pub struct Sheet<'o> {
    context: PrinterContext,
    out: &'o mut dyn io::Write,
}

impl<'o> Sheet<'o> {
    /// Begins a graph.
    pub fn open(name: &str, out: &'o mut dyn io::Write) -> io::Result<Sheet<'o>> {
        let mut context = PrinterContext::default();
        // Printing a graph without statements leaves the context as it must be within one.
        let empty = dot::Graph::DiGraph { id: quoted(name), strict: false, stmts: Vec::new() };
        let text = empty.print(&mut context);
        writeln!(out, "{}", text.trim_end_matches(['}', '\n']))?;
        Ok(Sheet { context, out })
    }

    /// Adds a statement, on a line of its own.
    pub fn add(&mut self, stmt: &Stmt) -> io::Result<()> {
        writeln!(self.out, "{}", stmt.print(&mut self.context))
    }

    /// Ends the graph.
    pub fn close(self) -> io::Result<()> {
        self.out.write_all(b"}\n")
    }
}

/// A whole graph as text.
pub fn print(name: &str, stmts: Vec<Stmt>) -> String {
    let graph = dot::Graph::DiGraph { id: quoted(name), strict: false, stmts };
    // A context must not be used twice: its indent grows.
    graph.print(&mut PrinterContext::default()) + "\n"
}

/// A text as a quoted id: the printer of `graphviz-rust` adds nothing to it and takes nothing away.
/// Graphviz reads backslash sequences and HTML entities in labels, so both are spelled out.
pub fn quoted(text: &str) -> dot::Id {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text::clean(text).chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
    out.push('"');
    dot::Id::Escaped(out)
}

/// An attribute.
pub fn pair(name: &str, value: &str) -> dot::Attribute {
    dot::Attribute(dot::Id::Plain(name.to_string()), quoted(value))
}

/// A property as an attribute: text spelled as in labels, a list as JSON.
pub fn property(name: &str, value: PropertyValue) -> dot::Attribute {
    match value {
        PropertyValue::List(_) | PropertyValue::Json(_) => {
            let json = format!("\"{}\"", json(&value.into_text()));
            dot::Attribute(dot::Id::Plain(name.to_string()), dot::Id::Escaped(json))
        }
        _ => pair(name, &value.into_text()),
    }
}

/// JSON within a quoted id. Graphviz has no way to write a backslash before a quote, nor two of them
/// that mean one; JSON has other spellings for both.
fn json(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => out.push_str("\\\""),
            '&' => out.push_str("\\u0026"),
            '\\' => match chars.next() {
                Some('"') => out.push_str("\\u0022"),
                Some('\\') => out.push_str("\\u005c"),
                next => {
                    out.push('\\');
                    out.extend(next);
                }
            },
            c => out.push(c),
        }
    }
    out
}

/// A node by its id.
pub fn id(name: &str) -> dot::NodeId {
    dot::NodeId(quoted(name), None)
}
