//! What nodes, edges and groups look like to Graphviz.

use crate::export::dot::sheet::pair;
use crate::export::dot::sheet::quoted;
use crate::export::map::palette;
use crate::export::map::text;
use crate::vocabulary::Kind;
use graphviz_rust::dot_structures as dot;
use graphviz_rust::dot_structures::Stmt;

/// From this many nodes on, the attributes ask Graphviz for the quick way.
const LARGE: usize = 400;

/// What holds for all nodes and edges. A large graph asks for `sfdp` with straight lines; a small one
/// for `fdp`, which draws the clusters.
pub fn head(nodes: usize, label: &str) -> Vec<Stmt> {
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

/// Shape and colour say the kind: filled, but for topics, which are rings, and what is unsure.
pub fn looks(kind: Kind, name: &str, unsure: bool) -> Vec<dot::Attribute> {
    let shape = match kind {
        Kind::Person | Kind::Topic => "ellipse",
        Kind::Company => "box",
        Kind::Tool => "hexagon",
        Kind::Talk => "plaintext",
        Kind::Event => "diamond",
        Kind::Note => "note",
    };
    let mut looks = vec![
        pair("label", &text::shorten(name, 48)),
        pair("shape", shape),
        pair("color", palette::of(kind)),
    ];
    let hollow = unsure || matches!(kind, Kind::Topic | Kind::Talk | Kind::Note);
    if !hollow {
        looks.push(pair("fillcolor", palette::of(kind)));
        looks.push(pair("fontcolor", palette::light("paper")));
    }
    if unsure {
        looks.push(pair("style", "filled,dashed"));
    }
    looks
}

/// A line is dotted if unsure, and wider with more evidence.
pub fn line(tooltip: String, unsure: bool, weight: usize) -> Vec<dot::Attribute> {
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

/// Statements within a box of this tint.
pub fn cluster(name: &str, label: &str, tint: &str, mut inside: Vec<Stmt>) -> Stmt {
    let attributes = vec![
        pair("label", label),
        pair("style", "filled,rounded"),
        pair("color", tint),
        pair("fillcolor", tint),
    ];
    inside.insert(0, Stmt::GAttribute(dot::GraphAttributes::Graph(attributes)));
    Stmt::Subgraph(dot::Subgraph { id: quoted(&format!("cluster_{name}")), stmts: inside })
}
