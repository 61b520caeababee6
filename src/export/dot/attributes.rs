//! The attributes of graphs, nodes and edges for Graphviz, and how their values are quoted.

use crate::export::map::palette;
use crate::export::map::text;
use crate::export::properties::PropertyValue;
use crate::vocabulary::Kind;
use graphviz_rust::dot_structures as dot;
use graphviz_rust::dot_structures::Stmt;

/// The number of nodes from which on Graphviz uses a faster layout.
const LARGE: usize = 400;

/// The default attributes of the graph, its nodes and its edges. A large graph uses the layout `sfdp`, a
/// small one `fdp`, which draws the clusters.
pub fn defaults(nodes: usize, label: &str) -> Vec<Stmt> {
    let layout: &[(&str, &str)] = match nodes >= LARGE {
        true => &[
            ("layout", "sfdp"),
            ("overlap", "prism0"),
            ("K", "0.9"),
            ("outputorder", "edgesfirst"),
        ],
        false => {
            &[("layout", "fdp"), ("overlap", "prism"), ("K", "0.7"), ("outputorder", "edgesfirst")]
        }
    };
    let mut graph: Vec<dot::Attribute> = layout.iter().map(|(k, v)| pair(k, v)).collect();
    graph.extend([
        pair("splines", "line"),
        pair("bgcolor", palette::light("paper")),
        pair("fontname", "Helvetica"),
        pair("fontcolor", palette::light("soft")),
    ]);
    if !label.is_empty() {
        graph.push(pair("label", label));
    }
    let node = vec![
        pair("style", "filled"),
        pair("fillcolor", palette::light("paper")),
        pair("fontname", "Helvetica"),
        pair("fontcolor", palette::light("ink")),
        pair("penwidth", "1.6"),
        pair("margin", "0.08,0.04"),
    ];
    let edge = vec![pair("color", palette::light("line")), pair("arrowsize", "0.5")];
    vec![
        Stmt::GAttribute(dot::GraphAttributes::Graph(graph)),
        Stmt::GAttribute(dot::GraphAttributes::Node(node)),
        Stmt::GAttribute(dot::GraphAttributes::Edge(edge)),
    ]
}

/// The attributes of a node: shape and colour show the kind. Topics, talks, notes and what is unsure are
/// not filled.
pub fn of_node(kind: Kind, name: &str, unsure: bool) -> Vec<dot::Attribute> {
    let shape = match kind {
        Kind::Person | Kind::Topic => "ellipse",
        Kind::Company => "box",
        Kind::Tool => "hexagon",
        Kind::Talk => "plaintext",
        Kind::Event => "diamond",
        Kind::Note => "note",
    };
    let mut attributes = vec![
        pair("label", &text::shorten(name, 48)),
        pair("shape", shape),
        pair("color", palette::of(kind)),
    ];
    let is_hollow = unsure || matches!(kind, Kind::Topic | Kind::Talk | Kind::Note);
    if !is_hollow {
        attributes.push(pair("fillcolor", palette::of(kind)));
        attributes.push(pair("fontcolor", palette::light("paper")));
    }
    if unsure {
        attributes.push(pair("style", "filled,dashed"));
    }
    attributes
}

/// The attributes of an edge: dotted if unsure, and wider with more evidence.
pub fn of_edge(tooltip: String, unsure: bool, weight: usize) -> Vec<dot::Attribute> {
    let mut attributes = vec![pair("edgetooltip", &tooltip)];
    if unsure {
        attributes.push(pair("style", "dotted"));
    }
    match weight {
        0..=2 => {}
        3..=9 => attributes.push(pair("penwidth", "2.2")),
        _ => attributes.push(pair("penwidth", "3.5")),
    }
    attributes
}

/// A text as a quoted id, which the printer of `graphviz-rust` does not change. Backslashes and `&` are
/// escaped, since Graphviz interprets backslash sequences and HTML entities in labels.
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

/// An attribute with a quoted value.
pub fn pair(name: &str, value: &str) -> dot::Attribute {
    dot::Attribute(dot::Id::Plain(name.to_string()), quoted(value))
}

/// A property as an attribute: text as in labels, a list as JSON.
pub fn property(name: &str, value: PropertyValue) -> dot::Attribute {
    match value {
        PropertyValue::List(_) | PropertyValue::Json(_) => {
            let json = format!("\"{}\"", json(&value.into_text()));
            dot::Attribute(dot::Id::Plain(name.to_string()), dot::Id::Escaped(json))
        }
        _ => pair(name, &value.into_text()),
    }
}

/// JSON for a quoted id. Graphviz cannot represent a backslash before a quote, nor an escaped backslash;
/// JSON has other escapes for both.
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

/// The id of a node.
pub fn node_id(name: &str) -> dot::NodeId {
    dot::NodeId(quoted(name), None)
}
