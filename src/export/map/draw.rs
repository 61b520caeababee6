//! A plan as SVG: lands, then ties, then marks with their names, then the legend.

use crate::export::map::MapStyle;
use crate::export::map::Plan;
use crate::export::map::geometry::Point;
use crate::export::map::label;
use crate::export::map::label::Anchor;
use crate::export::map::label::Label;
use crate::export::map::label::Tier;
use crate::export::map::legend;
use crate::export::map::mark;
use crate::export::map::palette;
use crate::export::map::shore;
use crate::export::map::text;
use crate::export::map::text::number;
use crate::query::map::MapEdge;
use crate::query::map::MapNode;
use crate::query::map::MapView;
use crate::query::map::Proof;
use crate::vocabulary::EntityId;
use crate::vocabulary::Kind;

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
        Some(name) => (format!(" id=\"{name}\""), String::new()),
        None => (" xmlns=\"http://www.w3.org/2000/svg\"".to_string(), palette::style() + "\n"),
    };
    format!(
        "<svg class=\"hw {class}\"{own} \
         viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"group\" \
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

/// “sentence” (note:line), for a tooltip.
pub fn quoted(proof: &Proof) -> String {
    let words = text::shorten(&proof.words, QUOTE);
    format!("“{words}” ({}:{})", proof.note, proof.line)
}

/// A map of nothing still says so.
fn empty(style: &MapStyle) -> String {
    let words = "Nothing to draw yet: these notes name no people, companies, tools, topics, talks \
                 or events.";
    let line = |y: usize, class: &str, words: &str| {
        format!(
            "<text class=\"{class}\" x=\"360\" y=\"{y}\" text-anchor=\"middle\">{words}</text>\n"
        )
    };
    let content = line(82, "l l1", &text::xml(&style.title)) + &line(112, "l l2", words);
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

/// The ties; on a cut map without tooltips, which would be most of the file.
fn ties(view: &MapView, plan: &Plan, style: &MapStyle) -> String {
    let mut out = String::from("<g class=\"e\" aria-hidden=\"true\">\n");
    for edge in &view.edges {
        let line = line(plan.at[edge.source], plan.at[edge.target]);
        let class = class_of(edge);
        let own = style.within.map_or(String::new(), |_| ends(view, edge));
        if view.nodes.len() < view.total {
            out += &match own.as_str() {
                "" => format!("<path{class} d=\"{line}\"/>\n"),
                own => format!("<g{own}><path{class} d=\"{line}\"/></g>\n"),
            };
            continue;
        }
        let words = text::xml(&in_words(view, edge));
        out += &format!(
            "<g{own}><path class=\"hit\" d=\"{line}\"/><path{class} d=\"{line}\"/>\
             <title>{words}</title></g>\n"
        );
    }
    out + "</g>\n"
}

/// By what a page's style and script know the ends of a tie.
fn ends(view: &MapView, edge: &MapEdge) -> String {
    let MapEdge { source, target, .. } = edge;
    let (one, other) = (view.nodes[*source].kind, view.nodes[*target].kind);
    format!(" class=\"x-{one} x-{other}\" data-a=\"{source}\" data-b=\"{target}\"")
}

fn line(from: Point, to: Point) -> String {
    format!("M{} {}L{} {}", number(from.x), number(from.y), number(to.x), number(to.y))
}

fn class_of(edge: &MapEdge) -> String {
    let weight = match edge.weight {
        0..=2 => "",
        3..=9 => "w2",
        _ => "w3",
    };
    let classes: Vec<&str> = [weight, if edge.unsure { "unsure" } else { "" }]
        .into_iter()
        .filter(|c| !c.is_empty())
        .collect();
    match classes.is_empty() {
        true => String::new(),
        false => format!(" class=\"{}\"", classes.join(" ")),
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
    let quote = node.quote.as_ref().map_or(String::new(), |q| format!(". {}", quoted(q)));
    let own = style.within.map_or(String::new(), |name| format!(" id=\"{name}-{i}\""));
    format!(
        "<g role=\"listitem\"><a{own} class=\"{class}\" href=\"{}\" aria-label=\"{}\"><title>{}</title>\
         {}{}{}</a></g>\n",
        page(&node.id, node.kind, style),
        text::xml(&words),
        text::xml(&(words.clone() + &quote)),
        mark::mark(node.kind, at, radius + 6.0, "ring"),
        mark::mark(node.kind, at, radius, "m"),
        name(node, &plan.labels[i], plan, i)
    )
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
        Anchor::Middle => (rect.center().x, " text-anchor=\"middle\""),
        Anchor::End => (rect.right, " text-anchor=\"end\""),
    };
    let (x, y) = (number(x), number(rect.top + label.tier.size() * 0.88));
    let more = match label.more.as_str() {
        "" => String::new(),
        more => format!("<tspan class=\"more\" dx=\"2\"> {more}</tspan>"),
    };
    let text = text::xml(&label.text);
    format!("<text class=\"l {class}{own}\" x=\"{x}\" y=\"{y}\"{anchor}>{text}{more}</text>")
}
