//! Entities that could be mistaken for another: those that were kept apart from it, and why.

use crate::entity::{Because, Entity, Offer};
use crate::graph::{EdgeRef, Graph};
use crate::query::about;
use crate::query::answers;
use crate::query::namesakes::Namesakes;
use crate::vocabulary::{Kind, Relation};

/// Another entity that could be mistaken for this one, or may be the same.
#[derive(Clone, Debug)]
pub struct Lookalike<'g> {
    /// The other.
    pub other: &'g Entity,
    /// A fact about it; if the two may be one, where it is named first.
    pub fact: Option<LookalikeFact<'g>>,
    /// Why they are two, in words.
    pub why: &'g str,
    /// The correction that keeps them apart, as `file:line`.
    pub entry: Option<&'g str>,
    /// How to make the two one, if they may be.
    pub offer: Option<&'g Offer>,
}

/// A fact about an entity: “who worked at Quillworks”.
#[derive(Clone, Debug)]
pub struct LookalikeFact<'g> {
    /// “who worked at”.
    pub words: &'static str,
    /// The company, event, talk or note.
    pub entity: &'g Entity,
    /// The note and the line that say so; `None` if only a correction does.
    pub place: Option<(&'g str, usize)>,
}

/// The entities that were kept apart from this one; then others of the same name, unless hallway made
/// the name up.
pub fn lookalikes<'g>(
    graph: &'g Graph,
    namesakes: &Namesakes,
    entity: &Entity,
) -> Vec<Lookalike<'g>> {
    let decided = decided(graph, entity);
    let is_known = |other: &Entity| decided.iter().any(|known| known.other.id == other.id);
    let alike = namesakes.all(&entity.id).iter().filter(|_| !entity.untitled);
    let alike = alike.filter(|id| **id != entity.id).filter_map(|id| graph.node(id));
    let alike = alike.filter(|other| !other.untitled && !is_known(other)).map(|other| {
        let fact = known_fact(graph, other).or_else(|| first_mention(graph, other));
        let why = "nothing in the notes joins the two";
        Lookalike { other, fact, why, entry: None, offer: None }
    });
    let alike: Vec<Lookalike> = alike.collect();
    decided.into_iter().chain(alike).collect()
}

fn decided<'g>(graph: &'g Graph, entity: &Entity) -> Vec<Lookalike<'g>> {
    let kept_apart = graph.decisions(&entity.id).filter_map(|decision| {
        let Because::KeptApart { from, why, entry, offer } = &decision.because else { return None };
        let other = graph.node(from)?;
        let fact = match offer {
            Some(_) => first_mention(graph, other),
            None => known_fact(graph, other).or_else(|| first_mention(graph, other)),
        };
        let (why, entry) = (why.trim_end_matches('.'), entry.as_deref());
        Some(Lookalike { other, fact, why, entry, offer: offer.as_ref() })
    });
    kept_apart.collect()
}

/// What a person did, or who gave a talk.
fn known_fact<'g>(graph: &'g Graph, entity: &Entity) -> Option<LookalikeFact<'g>> {
    let out = |relation| graph.targets(&entity.id, relation).into_iter().next();
    let fact = |words, edge: Option<EdgeRef<'g>>| {
        let edge = edge?;
        let cited = answers::best(edge.evidence());
        let place = cited.map(|c| (c.note.as_str(), c.evidence.line));
        Some(LookalikeFact { words, entity: edge.other(&entity.id).0, place })
    };
    match entity.kind {
        Kind::Person => fact("who worked at", about::jobs(graph, entity).into_iter().next())
            .or_else(|| fact("who spoke at", out(Relation::SpokeAt)))
            .or_else(|| fact("who gave", out(Relation::Gave)))
            .or_else(|| fact("who wrote", out(Relation::Wrote))),
        Kind::Talk => {
            fact("given by", graph.sources(&entity.id, Relation::Gave).into_iter().next())
        }
        Kind::Company | Kind::Tool | Kind::Topic | Kind::Event | Kind::Note => None,
    }
}

/// Where an entity is named first.
fn first_mention<'g>(graph: &'g Graph, entity: &'g Entity) -> Option<LookalikeFact<'g>> {
    let first = entity.mentions.first()?;
    let place = Some((first.note.as_str(), first.evidence.line));
    Some(LookalikeFact { words: "named in", entity: graph.note(&first.note)?, place })
}
