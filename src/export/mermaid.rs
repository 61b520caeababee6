//! Mermaid: a flowchart of the whole graph. What a flowchart cannot show stands in comments: each
//! node and edge comes after its line of `graph.json`.

use crate::entity::Entity;
use crate::export::Options;
use crate::export::json;
use crate::export::map::{palette, text};
use crate::graph::{Edge, Graph};
use crate::query::SURE;
use crate::vocabulary::Kind;
use std::io;

/// Writes the graph.
pub fn export(graph: &Graph, _: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all(b"flowchart LR\n")?;
    for kind in Kind::ALL {
        let color = palette::of(kind);
        writeln!(out, "  classDef {} stroke:{color},stroke-width:2px", kind.word())?;
    }
    for (place, entity) in graph.nodes().enumerate() {
        comment(&json::line(&json::node(graph, entity)), out)?;
        writeln!(out, "  n{place}{}:::{}", shape(entity), entity.kind.word())?;
    }
    graph.edges().try_for_each(|e| edge(&e, out))
}

/// A line that Mermaid skips. A `%` would open a directive even in a comment; in JSON it has another
/// spelling.
fn comment(json: &str, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "  %% {}", json.replace('%', "\\u0025"))
}

/// The name between brackets that say the kind.
fn shape(entity: &Entity) -> String {
    let name = escape(&entity.name);
    match entity.kind {
        Kind::Person => format!("([\"{name}\"])"),
        Kind::Company => format!("[\"{name}\"]"),
        Kind::Tool => format!("{{{{\"{name}\"}}}}"),
        Kind::Topic => format!("(\"{name}\")"),
        Kind::Talk => format!("[/\"{name}\"/]"),
        Kind::Event => format!("[[\"{name}\"]]"),
        Kind::Note => format!(">\"{name}\"]"),
    }
}

/// An arrow, dotted where it is unsure.
fn edge(edge: &Edge, out: &mut dyn io::Write) -> io::Result<()> {
    comment(&json::line(&json::edge(edge)), out)?;
    let (source, target) = edge.ends;
    let arrow = if edge.confidence() < SURE { "-.->" } else { "-->" };
    writeln!(out, "  n{source} {arrow}|{}| n{target}", edge.relation().forward())
}

/// A label in which nothing is Mermaid's, HTML's or Markdown's: every sign but those that mean nothing
/// to any of them is written as its number.
fn escape(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut only_digits = true;
    for c in text::clean(name).chars() {
        let plain = match c {
            ' ' | ',' | '/' | '\'' => true,
            // After a number at the start it would begin a list, as “-” would.
            '.' | '-' => !only_digits,
            c => c.is_alphanumeric() || !c.is_ascii(),
        };
        only_digits &= c.is_ascii_digit() || c == ' ';
        match plain {
            true => out.push(c),
            false => out.push_str(&format!("#{};", c as u32)),
        }
    }
    // Mermaid takes no label that is empty.
    if out.trim().is_empty() { "#160;".to_string() } else { out }
}
