//! Mermaid: a flowchart of the whole graph. What a flowchart cannot show is in comments: each node and edge
//! follows its line of `graph.json`.

use crate::export::Options;
use crate::export::json;
use crate::export::map::{palette, text};
use crate::graph::{EdgeRef, Graph};
use crate::query::SURE;
use crate::query::map::MapView;
use crate::vocabulary::Kind;
use std::io;

/// Writes the graph.
pub fn export(graph: &Graph, _: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all(head().as_bytes())?;
    for (place, entity) in graph.nodes().enumerate() {
        comment(&json::line(&json::node(graph, entity)), out)?;
        writeln!(out, "  n{place}{}:::{}", shape(entity.kind, &entity.name), entity.kind.word())?;
    }
    graph.edges().try_for_each(|e| edge(&e, out))
}

/// The topic map as `export::map` draws it, with a box around each cluster.
pub fn topic(view: &MapView) -> String {
    let mut out = head();
    let mut clusters = vec![String::new(); view.clusters];
    let mut alone = String::new();
    for (place, node) in view.nodes.iter().enumerate() {
        let line = format!("n{place}{}:::{}\n", shape(node.kind, &node.name), node.kind.word());
        match node.cluster.and_then(|cluster| clusters.get_mut(cluster)) {
            Some(cluster) => *cluster += &format!("    {line}"),
            None => alone += &format!("  {line}"),
        }
    }
    for (number, cluster) in clusters.iter().enumerate().filter(|(_, cluster)| !cluster.is_empty())
    {
        out += &format!("  subgraph land{number}[\" \"]\n{cluster}  end\n");
    }
    out += &alone;
    for edge in &view.edges {
        let line = if edge.unsure { "-.-" } else { "---" };
        out += &format!("  n{} {line}|{}| n{}\n", edge.source, edge.relation.words(), edge.target);
    }
    out
}

fn head() -> String {
    let class = |kind: Kind| {
        format!("  classDef {} stroke:{},stroke-width:2px\n", kind.word(), palette::of(kind))
    };
    Kind::ALL.map(class).iter().fold("flowchart LR\n".to_string(), |head, class| head + class)
}

/// A comment. A `%` would start a directive even in a comment, so it is escaped in JSON.
fn comment(json: &str, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "  %% {}", json.replace('%', "\\u0025"))
}

/// The name between the brackets for the kind.
fn shape(kind: Kind, name: &str) -> String {
    let name = escape(name);
    match kind {
        Kind::Person => format!("([\"{name}\"])"),
        Kind::Company => format!("[\"{name}\"]"),
        Kind::Tool => format!("{{{{\"{name}\"}}}}"),
        Kind::Topic => format!("(\"{name}\")"),
        Kind::Talk => format!("[/\"{name}\"/]"),
        Kind::Event => format!("[[\"{name}\"]]"),
        Kind::Note => format!(">\"{name}\"]"),
    }
}

/// An arrow, dotted if it is unsure.
fn edge(edge: &EdgeRef, out: &mut dyn io::Write) -> io::Result<()> {
    comment(&json::line(&json::edge(edge)), out)?;
    let (source, target) = edge.ends;
    let arrow = if edge.confidence() < SURE { "-.->" } else { "-->" };
    writeln!(out, "  n{source} {arrow}|{}| n{target}", edge.relation().forward())
}

/// A label without syntax of Mermaid, HTML or Markdown: every character that may mean something to one of
/// them is written as its number.
fn escape(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut only_digits = true;
    for c in text::clean(name).chars() {
        let plain = match c {
            ' ' | ',' | '/' | '\'' => true,
            // After a number at the start it would make a list, as “-” would.
            '.' | '-' => !only_digits,
            c => c.is_alphanumeric() || !c.is_ascii(),
        };
        only_digits &= c.is_ascii_digit() || c == ' ';
        match plain {
            true => out.push(c),
            false => out.push_str(&format!("#{};", c as u32)),
        }
    }
    // Mermaid rejects empty labels.
    if out.trim().is_empty() { "#160;".to_string() } else { out }
}
