//! A map as SVG: clusters, then edges, then marks with their labels, then the legend.

use crate::export::map::cluster_outline;
use crate::export::map::label;
use crate::export::map::label::Anchor;
use crate::export::map::label::Label;
use crate::export::map::label::Tier;
use crate::export::map::layout::MapLayout;
use crate::export::map::legend;
use crate::export::map::mark;
use crate::export::map::palette;
use crate::export::map::path_data::PathData;
use crate::export::map::text;
use crate::export::map::text::number;
use crate::query::map::MapEdge;
use crate::query::map::MapNode;
use crate::query::map::MapView;
use crate::query::map::projection::MapEvidence;
use crate::vocabulary::EntityId;
use crate::vocabulary::Kind;
use std::collections::BTreeMap;

/// How a map is drawn, and where its links lead.
#[derive(Clone)]
pub struct MapStyle<'a> {
    /// Its title: the question that the map answers.
    pub title: String,
    /// The relative path from the map's folder to the summaries, with `/` at the end.
    pub pages: String,
    /// The file extension of a summary, with its dot.
    pub ending: String,
    /// The relative path to the same as a list; empty if there is none.
    pub list: String,
    /// The link to an entity's page, if it is not made of `pages`, kind, id and `ending`.
    pub address: Option<&'a (dyn Fn(&EntityId) -> String + Sync)>,
    /// The id of the map in a page, which has the style and the legend; `None` for a file of its own.
    pub within: Option<&'a str>,
}

impl Default for MapStyle<'_> {
    fn default() -> MapStyle<'static> {
        MapStyle {
            title: "Who talked about what".to_string(),
            pages: "summaries/".to_string(),
            ending: ".md".to_string(),
            list: String::new(),
            address: None,
            within: None,
        }
    }
}

/// The greatest length of a sentence in a tooltip, in characters.
const QUOTE: usize = 280;

/// The map as a file of its own, or for a page.
pub fn svg(view: &MapView, layout: &MapLayout, style: &MapStyle) -> String {
    // The layout of another view would be a mistake of the caller, but no reason to panic.
    if view.nodes.is_empty() || layout.at.len() != view.nodes.len() {
        return empty(style);
    }
    let (foot, legend) = match style.within {
        Some(_) => (0.0, String::new()),
        None => legend::legend(view, layout.width, layout.height),
    };
    let parts = [
        clusters(view, layout),
        edges(view, layout, style),
        entiedges(view, layout, style),
        legend,
    ];
    let words = (style.title.as_str(), describe(view, style));
    let class = if layout.width < layout.height { "big tall" } else { "big wide" };
    let class = if style.within.is_some() { class } else { "big" };
    document(class, (layout.width, layout.height + foot), words, &parts.concat(), style)
}

/// An SVG document with title, description, style and this content; in a page an element without the
/// style.
pub fn document(
    class: &str,
    size: (f64, f64),
    words: (&str, String),
    content: &str,
    style: &MapStyle,
) -> String {
    let (width, height) = (number(size.0), number(size.1));
    let (title, description) = (text::xml(words.0), text::xml(&words.1));
    let name = style.within.unwrap_or("map");
    let (own, css) = match style.within {
        Some(name) => (format!("id=\"{name}\""), String::new()),
        None => (
            format!("xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\""),
            palette::style() + "\n",
        ),
    };
    format!(
        "<svg class=\"hw {class}\" {own} viewBox=\"0 0 {width} {height}\" role=\"group\" \
         aria-labelledby=\"{name}-title\" aria-describedby=\"{name}-words\">\n\
         <title id=\"{name}-title\">{title}</title>\n\
         <desc id=\"{name}-words\">{description}</desc>\n\
         {css}{content}</svg>\n"
    )
}

/// The height of a visible title, in pixels, and the greatest length, in characters.
const TITLE: f64 = 30.0;
const LONGEST_TITLE: usize = 90;

/// A picture of this size below its title, which is then visible, and the size of both.
pub fn titled(title: &str, size: (f64, f64), content: &str) -> ((f64, f64), String) {
    let title = text::shorten(title, LONGEST_TITLE);
    let width = size.0.max(text::bold_width(&title, 13.0) + 20.0);
    let text = format!(
        "<text class=\"l2\" font-weight=\"600\" aria-hidden=\"true\" x=\"8\" y=\"20\">{}</text>\n",
        text::xml(&title)
    );
    let below = format!("<g transform=\"translate(0 {})\">\n{content}</g>\n", number(TITLE));
    ((width, size.1 + TITLE), text + &below)
}

/// The link to an entity's page.
pub fn page(id: &EntityId, kind: Kind, style: &MapStyle) -> String {
    if let Some(address) = style.address {
        return text::xml(&address(id));
    }
    text::xml(&format!("{}{}/{}{}", style.pages, kind.plural(), id.slug(), style.ending))
}

/// The sentence, shortened, and `note:line`.
pub fn quote_and_place(evidence: &MapEvidence) -> (String, String) {
    (text::shorten(&evidence.quote, QUOTE), format!("{}:{}", evidence.note, evidence.line))
}

/// “sentence” (note:line), for a tooltip.
fn quoted(evidence: &MapEvidence) -> String {
    let (quote, place) = quote_and_place(evidence);
    format!("“{quote}” ({place})")
}

/// A map without entities, which says so.
fn empty(style: &MapStyle) -> String {
    let words = "Nothing to draw yet: these notes name no people, companies, tools, topics, talks \
                 or events.";
    let line = |y: usize, class: &str, words: &str| {
        format!("<text class=\"{class}\" x=\"360\" y=\"{y}\">{words}</text>\n")
    };
    let content = line(82, "l1 mid", &text::xml(&style.title)) + &line(112, "l2 mid", words);
    document("big", (720.0, 180.0), (&style.title, words.to_string()), &content, style)
}

/// The map in words, for screen readers.
fn describe(view: &MapView, style: &MapStyle) -> String {
    let drawn = view.nodes.len();
    let mut words = match (drawn, drawn < view.total) {
        (_, true) => format!(
            "The {} most relevant of {} entities in these notes",
            text::count(drawn),
            text::count(view.total)
        ),
        (1, _) => "One entity in these notes".to_string(),
        _ => format!("{} entities in these notes", text::count(drawn)),
    };
    let subjects: Vec<&str> =
        (0..view.clusters).filter_map(|cluster| main_subject(view, cluster)).collect();
    if view.clusters > 1 {
        words += &format!(
            ", in {} groups that are often mentioned together: {}",
            view.clusters,
            subjects.join(", ")
        );
    }
    words += ".";
    let between: Vec<&str> =
        view.nodes.iter().filter(|n| n.cluster.is_none()).map(|n| n.name.as_str()).collect();
    if !between.is_empty() {
        words += &format!(" Between them: {}.", between.join(", "));
    }
    if !style.list.is_empty() {
        words += &format!(" The same as a list: {}.", style.list);
    }
    words
}

/// The name that represents a cluster: its best connected topic or tool, else its best connected entity.
fn main_subject(view: &MapView, cluster: usize) -> Option<&str> {
    let inside = || view.nodes.iter().filter(move |n| n.cluster == Some(cluster));
    let subject = inside().find(|n| matches!(n.kind, Kind::Topic | Kind::Tool));
    subject.or_else(|| inside().next()).map(|n| n.name.as_str())
}

fn clusters(view: &MapView, layout: &MapLayout) -> String {
    let mut out = String::from("<g aria-hidden=\"true\">\n");
    for cluster in 0..view.clusters {
        let inside: Vec<usize> =
            (0..view.nodes.len()).filter(|&i| view.nodes[i].cluster == Some(cluster)).collect();
        let (outline, tint) = (cluster_outline::outline(layout, &inside), layout.tints[cluster]);
        out += &format!("<path class=\"land land{tint}\" d=\"{outline}\"/>\n");
    }
    out + "</g>\n"
}

/// The edges; with tooltips if the map is a file of its own and has all entities. Otherwise the tooltips
/// would be most of the file.
fn edges(view: &MapView, layout: &MapLayout, style: &MapStyle) -> String {
    let whole = view.nodes.len() == view.total && style.within.is_none();
    let edges = if whole { single(view, layout) } else { bundled(view, layout, style) };
    format!("<g class=\"e\" aria-hidden=\"true\">\n{edges}</g>\n")
}

/// Each edge with its tooltip, and an invisible broad line to point at.
fn single(view: &MapView, layout: &MapLayout) -> String {
    let mut out = String::new();
    for edge in &view.edges {
        let mut path = PathData::default();
        let line = path.start(layout.at[edge.source]).line(layout.at[edge.target]).data();
        let (class, words) = (classed(&class_of(edge)), text::xml(&in_words(view, edge)));
        out += &format!(
            "<g><path class=\"hit\" d=\"{line}\"/><path{class} d=\"{line}\"/>\
             <title>{words}</title></g>\n"
        );
    }
    out
}

/// One path for all edges of the same style; in a page one for each pair of kinds, which its style can
/// hide, with the numbers of the ends for its script.
fn bundled(view: &MapView, layout: &MapLayout, style: &MapStyle) -> String {
    let mut bundles: BTreeMap<Vec<String>, (PathData, Vec<String>)> = BTreeMap::new();
    for edge in &view.edges {
        let mut class = class_of(edge);
        if style.within.is_some() {
            let mut kinds = [view.nodes[edge.source].kind, view.nodes[edge.target].kind];
            kinds.sort();
            class.splice(..0, kinds.map(|kind| format!("x-{kind}")));
        }
        let (path, ends) = bundles.entry(class).or_default();
        path.start(layout.at[edge.source]).line(layout.at[edge.target]);
        ends.push(format!("{} {}", edge.source, edge.target));
    }
    let drawn = bundles.iter().map(|(class, (path, ends))| {
        let ends =
            style.within.map_or(String::new(), |_| format!(" data-e=\"{}\"", ends.join(" ")));
        format!("<path{}{ends} d=\"{}\"/>\n", classed(class), path.data())
    });
    drawn.collect()
}

fn class_of(edge: &MapEdge) -> Vec<String> {
    let weight = match edge.weight {
        0..=2 => None,
        3..=9 => Some("w2"),
        _ => Some("w3"),
    };
    let doubt = edge.unsure.then_some("unsure");
    weight.into_iter().chain(doubt).map(str::to_string).collect()
}

fn classed(classes: &[String]) -> String {
    match classes {
        [] => String::new(),
        classes => format!(" class=\"{}\"", classes.join(" ")),
    }
}

/// “Ada works at Acme: “sentence” (note:line), unsure”.
fn in_words(view: &MapView, edge: &MapEdge) -> String {
    let (source, target) = (&view.nodes[edge.source].name, &view.nodes[edge.target].name);
    let place = edge.evidence.as_ref().map_or(String::new(), |q| format!(": {}", quoted(q)));
    let doubt = if edge.unsure { ", unsure" } else { "" };
    format!("{source} {} {target}{place}{doubt}", edge.relation.words())
}

fn entiedges(view: &MapView, layout: &MapLayout, style: &MapStyle) -> String {
    let mut out = String::from("<g role=\"list\">\n");
    for (i, node) in view.nodes.iter().enumerate() {
        out += &entity(node, layout, i, style);
    }
    out + "</g>\n"
}

fn entity(node: &MapNode, layout: &MapLayout, i: usize, style: &MapStyle) -> String {
    let (at, radius) = (layout.at[i], layout.radius[i]);
    let mut class = node.kind.word().to_string();
    if let Some(cluster) = node.cluster {
        class += &format!(" in{}", layout.tints[cluster]);
    }
    let doubt = if node.unsure { ", unsure" } else { "" };
    class += if node.unsure { " unsure" } else { "" };
    let links = match node.degree {
        1 => "1 link".to_string(),
        links => format!("{links} links"),
    };
    let words =
        format!("{}, {}{doubt}, {links}", spoken_name(&node.name, &layout.labels[i]), node.kind);
    let drawn = mark::mark(node.kind, at, radius) + &name(node, &layout.labels[i], layout, i);
    let page = page(&node.id, node.kind, style);
    linked((&class, &page), &words, node.evidence.as_ref(), &drawn, style)
}

/// A link around something drawn, with its class and description. In a page the title is the description;
/// in a file of its own it has the sentence too, and the description alone is for screen readers.
pub fn linked(
    (class, page): (&str, &str),
    words: &str,
    evidence: Option<&MapEvidence>,
    drawn: &str,
    style: &MapStyle,
) -> String {
    let words = text::xml(words);
    let title = match (style.within, evidence) {
        (None, Some(evidence)) => {
            let quote = text::xml(&quoted(evidence));
            format!(" aria-label=\"{words}\"><title>{words}. {quote}</title>")
        }
        _ => format!("><title>{words}</title>"),
    };
    format!("<g role=\"listitem\"><a class=\"{class}\" href=\"{page}\"{title}{drawn}</a></g>\n")
}

/// The name for screen readers. It contains all of the visible label, so that links can be chosen by
/// voice.
fn spoken_name(name: &str, label: &Label) -> String {
    match (label.more.as_str(), label.text == name) {
        ("", _) => name.to_string(),
        (more, true) => format!("{name} {more}"),
        (more, false) => format!("{} {more} ({name})", label.text),
    }
}

/// The label at its position, or hidden until the mark is pointed at.
fn name(node: &MapNode, label: &Label, layout: &MapLayout, i: usize) -> String {
    let own = if node.untitled { " own" } else { "" };
    let (side, class) = match (label.side, label.tier) {
        (Some(side), Tier::Large) => (side, "l1"),
        (Some(side), Tier::Medium) => (side, "l2"),
        (Some(side), Tier::Small) => (side, "l3"),
        (None, _) => (usize::from(layout.at[i].x > layout.width / 2.0), "l3 z"),
    };
    let rect = label::place(layout.at[i], layout.radius[i], label.size, side);
    let (x, anchor) = match label::anchor(side) {
        Anchor::Start => (rect.left, ""),
        Anchor::Middle => (rect.center().x, " mid"),
        Anchor::End => (rect.right, " end"),
    };
    let (x, y) = (number(x), number(rect.top + label.tier.size() * 0.88));
    let more = match label.more.as_str() {
        "" => String::new(),
        more => format!("<tspan class=\"more\" dx=\"2\"> {more}</tspan>"),
    };
    let text = text::xml(&label.text);
    format!("<text class=\"{class}{anchor}{own}\" x=\"{x}\" y=\"{y}\">{text}{more}</text>")
}
