//! What a thing could be taken for: others that were kept apart from it, and why.

use crate::entity::{Because, Entity, Offer};
use crate::graph::{EdgeRef, Graph};
use crate::query::about;
use crate::query::answers;
use crate::query::namesakes::Namesakes;
use crate::vocabulary::{Kind, Relation};

/// Another thing that is not this one, or may be it.
#[derive(Clone, Debug)]
pub struct Lookalike<'g> {
    /// The other.
    pub other: &'g Entity,
    /// What is known of it: of one that may be the same, where it is named first.
    pub fact: Option<Fact<'g>>,
    /// Why they are two, in words.
    pub why: &'g str,
    /// The correction that says so, as `file:line`.
    pub entry: Option<&'g str>,
    /// How to join the two, if they may be one.
    pub offer: Option<&'g Offer>,
}

/// What a note says of a thing: “who worked at Quillworks”.
#[derive(Clone, Debug)]
pub struct Fact<'g> {
    /// “who worked at”.
    pub words: &'static str,
    /// Where, what, or in which note.
    pub thing: &'g Entity,
    /// The note and the line that say so, unless a correction does.
    pub place: Option<(&'g str, usize)>,
}

/// What was kept apart from a thing; then those of the same name, if it is not one of hallway's own words,
/// of which nothing was decided.
pub fn lookalikes<'g>(
    graph: &'g Graph,
    namesakes: &Namesakes,
    entity: &Entity,
) -> Vec<Lookalike<'g>> {
    let decided = decided(graph, entity);
    let is_known = |other: &Entity| decided.iter().any(|apart| apart.other.id == other.id);
    let alike = namesakes.all(&entity.id).iter().filter(|_| !entity.untitled);
    let alike = alike.filter(|id| **id != entity.id).filter_map(|id| graph.node(id));
    let alike = alike.filter(|other| !other.untitled && !is_known(other)).map(|other| {
        let fact = done(graph, other).or_else(|| named(graph, other));
        let why = "nothing in the notes joins the two";
        Lookalike { other, fact, why, entry: None, offer: None }
    });
    let alike: Vec<Lookalike> = alike.collect();
    decided.into_iter().chain(alike).collect()
}

fn decided<'g>(graph: &'g Graph, entity: &Entity) -> Vec<Lookalike<'g>> {
    let apart = graph.decisions(&entity.id).filter_map(|decision| {
        let Because::KeptApart { from, why, entry, offer } = &decision.because else { return None };
        let other = graph.node(from)?;
        let fact = match offer {
            Some(_) => named(graph, other),
            None => done(graph, other).or_else(|| named(graph, other)),
        };
        let (why, entry) = (why.trim_end_matches('.'), entry.as_deref());
        Some(Lookalike { other, fact, why, entry, offer: offer.as_ref() })
    });
    apart.collect()
}

/// What somebody did, or who gave a talk.
fn done<'g>(graph: &'g Graph, entity: &Entity) -> Option<Fact<'g>> {
    let out = |relation| graph.targets(&entity.id, relation).into_iter().next();
    let tell = |words, edge: Option<EdgeRef<'g>>| {
        let edge = edge?;
        let cited = answers::best(edge.evidence());
        let place = cited.map(|c| (c.note.as_str(), c.evidence.line));
        Some(Fact { words, thing: edge.other(&entity.id).0, place })
    };
    match entity.kind {
        Kind::Person => tell("who worked at", about::jobs(graph, entity).into_iter().next())
            .or_else(|| tell("who spoke at", out(Relation::SpokeAt)))
            .or_else(|| tell("who gave", out(Relation::Gave)))
            .or_else(|| tell("who wrote", out(Relation::Wrote))),
        Kind::Talk => {
            tell("given by", graph.sources(&entity.id, Relation::Gave).into_iter().next())
        }
        Kind::Company | Kind::Tool | Kind::Topic | Kind::Event | Kind::Note => None,
    }
}

/// Where a thing is named first.
fn named<'g>(graph: &'g Graph, entity: &'g Entity) -> Option<Fact<'g>> {
    let first = entity.mentions.first()?;
    let place = Some((first.note.as_str(), first.evidence.line));
    Some(Fact { words: "named in", thing: graph.note(&first.note)?, place })
}
