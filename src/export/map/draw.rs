//! A plan as SVG: lands, then ties, then marks with their names, then the legend.

use crate::export::map::MapStyle;
use crate::export::map::Plan;
use crate::export::map::label;
use crate::export::map::label::Anchor;
use crate::export::map::label::Label;
use crate::export::map::label::Tier;
use crate::export::map::legend;
use crate::export::map::mark;
use crate::export::map::palette;
use crate::export::map::pen::Pen;
use crate::export::map::shore;
use crate::export::map::text;
use crate::export::map::text::number;
use crate::query::map::MapEdge;
use crate::query::map::MapNode;
use crate::query::map::MapView;
use crate::query::map::Proof;
use crate::vocabulary::EntityId;
use crate::vocabulary::Kind;
use std::collections::BTreeMap;

/// Longest sentence of a note in a tooltip, in characters.
const QUOTE: usize = 280;

/// The map as a file of its own.
pub fn svg(view: &MapView, plan: &Plan, style: &MapStyle) -> String {
    // A plan of another view would be a mistake of the caller, but no reason to fall over.
    if view.nodes.is_empty() || plan.at.len() != view.nodes.len() {
        return empty(style);
    }
    let (foot, legend) = match style.within {
        Some(_) => (0.0, String::new()),
        None => legend::legend(view, plan.width, plan.height),
    };
    let parts = [lands(view, plan), ties(view, plan, style), things(view, plan, style), legend];
    let words = (style.title.as_str(), describe(view, style));
    let class = if plan.width < plan.height { "big tall" } else { "big wide" };
    let class = if style.within.is_some() { class } else { "big" };
    sheet(class, (plan.width, plan.height + foot), words, &parts.concat(), style)
}

/// An SVG file with title, description and style around its content; or an element of a page, which
/// has the style.
pub fn sheet(
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

/// The link to a thing's page.
pub fn page(id: &EntityId, kind: Kind, style: &MapStyle) -> String {
    if let Some(address) = style.address {
        return text::xml(&address(id));
    }
    text::xml(&format!("{}{}/{}{}", style.pages, kind.plural(), id.slug(), style.ending))
}

/// The sentence, cut to what is read at a glance, and `note:line`.
pub fn words_and_place(proof: &Proof) -> (String, String) {
    (text::shorten(&proof.words, QUOTE), format!("{}:{}", proof.note, proof.line))
}

/// “sentence” (note:line), for a tooltip.
fn quoted(proof: &Proof) -> String {
    let (words, place) = words_and_place(proof);
    format!("“{words}” ({place})")
}

/// A map of nothing still says so.
fn empty(style: &MapStyle) -> String {
    let words = "Nothing to draw yet: these notes name no people, companies, tools, topics, talks \
                 or events.";
    let line = |y: usize, class: &str, words: &str| {
        format!("<text class=\"{class}\" x=\"360\" y=\"{y}\">{words}</text>\n")
    };
    let content = line(82, "l1 mid", &text::xml(&style.title)) + &line(112, "l2 mid", words);
    sheet("big", (720.0, 180.0), (&style.title, words.to_string()), &content, style)
}

/// The map in words, for who cannot see it.
fn describe(view: &MapView, style: &MapStyle) -> String {
    let drawn = view.nodes.len();
    let mut words = match (drawn, drawn < view.total) {
        (_, true) => format!(
            "The {} most telling of {} things that these notes tell of",
            text::count(drawn),
            text::count(view.total)
        ),
        (1, _) => "One thing that these notes tell of".to_string(),
        _ => format!("{} things that these notes tell of", text::count(drawn)),
    };
    let capitals: Vec<&str> = (0..view.lands).filter_map(|land| capital(view, land)).collect();
    if view.lands > 1 {
        words += &format!(
            ", in {} groups of what is often noted together: {}",
            view.lands,
            capitals.join(", ")
        );
    }
    words += ".";
    let between: Vec<&str> =
        view.nodes.iter().filter(|n| n.land.is_none()).map(|n| n.name.as_str()).collect();
    if !between.is_empty() {
        words += &format!(" Between them: {}.", between.join(", "));
    }
    if !style.list.is_empty() {
        words += &format!(" The same as a list: {}.", style.list);
    }
    words
}

/// The name that stands for a land: its best connected topic or tool, else whatever is there.
fn capital(view: &MapView, land: usize) -> Option<&str> {
    let inside = || view.nodes.iter().filter(move |n| n.land == Some(land));
    let subject = inside().find(|n| matches!(n.kind, Kind::Topic | Kind::Tool));
    subject.or_else(|| inside().next()).map(|n| n.name.as_str())
}

fn lands(view: &MapView, plan: &Plan) -> String {
    let mut out = String::from("<g aria-hidden=\"true\">\n");
    for land in 0..view.lands {
        let inside: Vec<usize> =
            (0..view.nodes.len()).filter(|&i| view.nodes[i].land == Some(land)).collect();
        let (shore, tint) = (shore::shore(plan, &inside), plan.tints[land]);
        out += &format!("<path class=\"land land{tint}\" d=\"{shore}\"/>\n");
    }
    out + "</g>\n"
}

/// The ties, with their words on a whole map of its own. Elsewhere those would be most of the file:
/// a page brings its own card, and a cut map is about the lands.
fn ties(view: &MapView, plan: &Plan, style: &MapStyle) -> String {
    let whole = view.nodes.len() == view.total && style.within.is_none();
    let ties = if whole { told(view, plan) } else { bundled(view, plan, style) };
    format!("<g class=\"e\" aria-hidden=\"true\">\n{ties}</g>\n")
}

/// Each tie with its words, and a broad line that is not seen, to point at.
fn told(view: &MapView, plan: &Plan) -> String {
    let mut out = String::new();
    for edge in &view.edges {
        let mut pen = Pen::default();
        let line = pen.start(plan.at[edge.source]).line(plan.at[edge.target]).data();
        let (class, words) = (classed(&class_of(edge)), text::xml(&in_words(view, edge)));
        out += &format!(
            "<g><path class=\"hit\" d=\"{line}\"/><path{class} d=\"{line}\"/>\
             <title>{words}</title></g>\n"
        );
    }
    out
}

/// One path for all ties that look alike; in a page also for those between the same kinds, which its
/// style switches off together, with the numbers of their ends for its script.
fn bundled(view: &MapView, plan: &Plan, style: &MapStyle) -> String {
    let mut bundles: BTreeMap<Vec<String>, (Pen, Vec<String>)> = BTreeMap::new();
    for edge in &view.edges {
        let mut class = class_of(edge);
        if style.within.is_some() {
            let mut kinds = [view.nodes[edge.source].kind, view.nodes[edge.target].kind];
            kinds.sort();
            class.splice(..0, kinds.map(|kind| format!("x-{kind}")));
        }
        let (pen, ends) = bundles.entry(class).or_default();
        pen.start(plan.at[edge.source]).line(plan.at[edge.target]);
        ends.push(format!("{} {}", edge.source, edge.target));
    }
    let drawn = bundles.iter().map(|(class, (pen, ends))| {
        let ends =
            style.within.map_or(String::new(), |_| format!(" data-e=\"{}\"", ends.join(" ")));
        format!("<path{}{ends} d=\"{}\"/>\n", classed(class), pen.data())
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
    let place = edge.quote.as_ref().map_or(String::new(), |q| format!(": {}", quoted(q)));
    let doubt = if edge.unsure { ", unsure" } else { "" };
    format!("{source} {} {target}{place}{doubt}", edge.tie.words())
}

fn things(view: &MapView, plan: &Plan, style: &MapStyle) -> String {
    let mut out = String::from("<g role=\"list\">\n");
    for (i, node) in view.nodes.iter().enumerate() {
        out += &thing(node, plan, i, style);
    }
    out + "</g>\n"
}

fn thing(node: &MapNode, plan: &Plan, i: usize, style: &MapStyle) -> String {
    let (at, radius) = (plan.at[i], plan.radius[i]);
    let mut class = node.kind.word().to_string();
    if let Some(land) = node.land {
        class += &format!(" in{}", plan.tints[land]);
    }
    let doubt = if node.unsure { ", unsure" } else { "" };
    class += if node.unsure { " unsure" } else { "" };
    let links = match node.links {
        1 => "1 link".to_string(),
        links => format!("{links} links"),
    };
    let words = format!("{}, {}{doubt}, {links}", heard(&node.name, &plan.labels[i]), node.kind);
    let drawn = mark::mark(node.kind, at, radius) + &name(node, &plan.labels[i], plan, i);
    let page = page(&node.id, node.kind, style);
    linked((&class, &page), &words, node.quote.as_ref(), &drawn, style)
}

/// Something drawn as a link with its class, told in words. In a page the title is these words; in a
/// file of its own it has the sentence too, and the words stand apart for who cannot see the map.
pub fn linked(
    (class, page): (&str, &str),
    words: &str,
    proof: Option<&Proof>,
    drawn: &str,
    style: &MapStyle,
) -> String {
    let words = text::xml(words);
    let told = match (style.within, proof) {
        (None, Some(proof)) => {
            let quote = text::xml(&quoted(proof));
            format!(" aria-label=\"{words}\"><title>{words}. {quote}</title>")
        }
        _ => format!("><title>{words}</title>"),
    };
    format!("<g role=\"listitem\"><a class=\"{class}\" href=\"{page}\"{told}{drawn}</a></g>\n")
}

/// The name as it is told to who cannot see it. What is seen is part of it, whole: some speak the
/// links that they see.
fn heard(name: &str, label: &Label) -> String {
    match (label.more.as_str(), label.text == name) {
        ("", _) => name.to_string(),
        (more, true) => format!("{name} {more}"),
        (more, false) => format!("{} {more} ({name})", label.text),
    }
}

/// The name at its place, or hidden until it is asked for.
fn name(node: &MapNode, label: &Label, plan: &Plan, i: usize) -> String {
    let own = if node.untitled { " own" } else { "" };
    let (side, class) = match (label.side, label.tier) {
        (Some(side), Tier::Great) => (side, "l1"),
        (Some(side), Tier::Middle) => (side, "l2"),
        (Some(side), Tier::Small) => (side, "l3"),
        (None, _) => (usize::from(plan.at[i].x > plan.width / 2.0), "l3 z"),
    };
    let rect = label::place(plan.at[i], plan.radius[i], label.size, side);
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
