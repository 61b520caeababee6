//! A map of the graph, or of the part around some things: what is most telling, what ties it
//! together, and which of it is often noted together.
//!
//! Notes are not drawn; what two things owe to the same note comes as a tie between them.

use crate::entity::Entity;
use crate::graph::Graph;
use crate::query::SURE;
use crate::vocabulary::{EntityId, Kind, Relation};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

pub mod web;
pub mod choose;
pub mod lands;

/// What to draw, and how much of it.
#[derive(Clone, Debug)]
pub struct MapOptions {
    /// How many things at most.
    pub limit: usize,
    /// Only what lies around these; empty for the whole graph.
    pub around: Vec<EntityId>,
    /// How many steps around them.
    pub depth: usize,
}

impl Default for MapOptions {
    fn default() -> MapOptions {
        MapOptions { limit: 120, around: Vec::new(), depth: 2 }
    }
}

/// The map: plain values, nothing about paper or pen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapView {
    /// The things drawn, best connected first.
    pub nodes: Vec<MapNode>,
    /// The ties drawn, by both ends; each pair of things at most once.
    pub edges: Vec<MapEdge>,
    /// How many lands there are; a node's land is smaller than this.
    pub lands: usize,
    /// How many things there are in all, drawn or not. Notes are not counted.
    pub total: usize,
}

/// One thing on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct MapNode {
    /// Its id.
    pub id: EntityId,
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// The name is hallway's own words for a talk without a title.
    pub untitled: bool,
    /// Whether it may not be what it is said to be.
    pub unsure: bool,
    /// How many ties it has in all, drawn or not.
    pub links: usize,
    /// How many of its neighbours were left out for want of room.
    pub hidden: usize,
    /// The group of things that it is often noted with. `None` for what belongs to several.
    pub land: Option<usize>,
    /// Where it is named best.
    pub quote: Option<Proof>,
}

/// A tie between two things on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct MapEdge {
    /// Index of the first end in `MapView::nodes`.
    pub source: usize,
    /// Index of the other end.
    pub target: usize,
    /// How they are tied.
    pub tie: Tie,
    /// Whether no piece of evidence is sure.
    pub unsure: bool,
    /// How many pieces of evidence there are.
    pub weight: usize,
    /// The best of them.
    pub quote: Option<Proof>,
}

/// How two things are tied: said outright, or by way of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// A relation of the graph.
    Said(Relation),
    /// The person wrote a note that covers the event.
    WroteAbout,
    /// One sentence names both.
    NotedWith,
    /// A note that covers the event names the thing.
    CameUpAt,
}

impl Tie {
    /// How it reads from the source: “works at”.
    pub fn words(self) -> &'static str {
        match self {
            Tie::Said(relation) => relation.forward(),
            Tie::WroteAbout => "wrote about",
            Tie::NotedWith => "is noted with",
            Tie::CameUpAt => "came up at",
        }
    }
}

/// A sentence and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Proof {
    /// The sentence.
    pub words: String,
    /// Path of the note.
    pub note: String,
    /// Line, from 1.
    pub line: usize,
}

/// Draws up the map. The same graph gives the same view.
///
/// Where not all fits, talks are folded into what they tell (who talked about what, and where), then
/// the most telling things are kept: see `choose`.
pub fn map(graph: &Graph, options: &MapOptions) -> MapView {
    of_web(web::around(web::weave(graph), &options.around, options.depth), options.limit)
}

/// A map for each year in which notes tie things, the first year first.
///
/// Cost: the web is woven once; then as a map of what is told in the year.
pub fn years(graph: &Graph, limit: usize) -> Vec<(u16, MapView)> {
    let notes = graph.of_kind(Kind::Note);
    let year_of: BTreeMap<&str, u16> =
        notes.filter_map(|note| Some((note.path.as_deref()?, note.first_seen?.year))).collect();
    let year_of = |note: &str| year_of.get(note).copied();
    let web = web::weave(graph);
    let told = web.strands.iter().flat_map(|s| s.evidence.iter().filter_map(|e| year_of(e.0)));
    let years: BTreeSet<u16> = told.collect();
    let view = |year| (year, of_web(web::told_in(&web, year, &year_of), limit));
    years.into_iter().map(view).filter(|(_, view)| view.nodes.len() > 2).collect()
}

fn of_web(web: web::Web, limit: usize) -> MapView {
    let total = web.things.len();
    let web = if total > limit { web::fold_talks(&web) } else { web };
    let chosen = choose::choose(&web, limit);
    let strands = without_implied(&web, &chosen);
    let lands = lands::lands(&web, &chosen, &strands);
    view(&web, &chosen, &strands, &lands, total)
}

/// The strands between chosen things, without those that a drawn path by way of a talk tells too:
/// who talked about what and where is said by the talk.
fn without_implied<'w, 'g>(web: &'w web::Web<'g>, chosen: &[usize]) -> Vec<&'w web::Strand<'g>> {
    let drawn = |i: &usize| chosen.binary_search(i).is_ok();
    let mut talks: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for strand in &web.strands {
        for (end, other) in [(strand.source, strand.target), (strand.target, strand.source)] {
            if web.things[other].kind == Kind::Talk && drawn(&other) {
                talks.entry(end).or_default().push(other);
            }
        }
    }
    let none = Vec::new();
    let share_a_talk = |a: usize, b: usize| {
        let (a, b) = (talks.get(&a).unwrap_or(&none), talks.get(&b).unwrap_or(&none));
        a.iter().any(|talk| b.contains(talk))
    };
    let implied = |strand: &web::Strand| match strand.tie {
        Tie::Said(Relation::TalkedAbout | Relation::SpokeAt) | Tie::NotedWith | Tie::CameUpAt => {
            share_a_talk(strand.source, strand.target)
        }
        _ => false,
    };
    web.strands.iter().filter(|s| drawn(&s.source) && drawn(&s.target) && !implied(s)).collect()
}

fn view(
    web: &web::Web,
    chosen: &[usize],
    strands: &[&web::Strand],
    lands: &[Option<usize>],
    total: usize,
) -> MapView {
    let mut degree = vec![0usize; web.things.len()];
    strands.iter().flat_map(|s| [s.source, s.target]).for_each(|end| degree[end] += 1);
    let mut order: Vec<(usize, Option<usize>)> =
        chosen.iter().copied().zip(lands.iter().copied()).collect();
    order.sort_by_key(|&(i, _)| (Reverse(degree[i]), web.things[i].kind, &web.things[i].id));
    let numbers = numbers(&order);
    let around = web.neighbours();
    let mut place = vec![usize::MAX; web.things.len()];
    let mut nodes = Vec::with_capacity(order.len());
    for &(i, land) in &order {
        place[i] = nodes.len();
        let hidden = around[i].iter().filter(|n| chosen.binary_search(n).is_err()).count();
        let land = land.and_then(|land| numbers.iter().position(|&n| n == land));
        nodes.push(node(web.things[i], land, degree[i], hidden));
    }
    let mut edges: Vec<MapEdge> = strands.iter().map(|s| edge(s, &place)).collect();
    edges.sort_by_key(|e| (e.source, e.target));
    MapView { nodes, edges, lands: numbers.len(), total }
}

/// The lands in the order in which they are numbered: the first is that of the best connected thing.
fn numbers(order: &[(usize, Option<usize>)]) -> Vec<usize> {
    let mut numbers = Vec::new();
    for land in order.iter().filter_map(|(_, land)| *land) {
        if !numbers.contains(&land) {
            numbers.push(land);
        }
    }
    numbers
}

fn node(thing: &Entity, land: Option<usize>, drawn: usize, hidden: usize) -> MapNode {
    let best = thing.mentions.iter().max_by(|a, b| {
        a.evidence.confidence.total_cmp(&b.evidence.confidence).then(b.note.cmp(&a.note))
    });
    MapNode {
        id: thing.id.clone(),
        kind: thing.kind,
        name: thing.name.clone(),
        untitled: thing.untitled,
        unsure: thing.confidence < SURE,
        links: drawn + hidden,
        hidden,
        land,
        quote: best.map(|s| web::proof(&s.note, &s.evidence)),
    }
}

fn edge(strand: &web::Strand, place: &[usize]) -> MapEdge {
    MapEdge {
        source: place[strand.source],
        target: place[strand.target],
        tie: strand.tie,
        unsure: strand.confidence < SURE,
        weight: strand.evidence.len().max(1),
        quote: strand.best().map(|(note, evidence)| web::proof(note, evidence)),
    }
}
