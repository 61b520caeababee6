//! Which part of the graph is asked: by date, event, company, kind and confidence.
//!
//! Definition: every piece of evidence has a context: an event, a date and a company
//! (`query::context`). A filter keeps the evidence with a context that passes all its conditions. It
//! drops relations without evidence left, and entities that no remaining note names. An event is
//! filtered by its own date. A mention of an entity in a note is kept if the note covers one of the
//! events, or if the note is evidence of a relation of the entity that is kept. A date without a day or
//! month passes if some day of it would. Where a date, event or company is asked for, evidence without
//! one does not pass.
//!
//! Kinds are not a matter of evidence: each query says what they leave out.
//!
//! Cost: one pass over all evidence, and a copy of what is kept; nothing without a filter.

use crate::date::Date;
use crate::entity::{Citation, Edge, Entity};
use crate::graph::{EdgeRef, Graph};
use crate::query::EntityName;
use crate::query::answers::Answer;
use crate::query::context::{Context, contexts, covered};
use crate::vocabulary::{EntityId, Kind};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// What to leave out. The default leaves out nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Only these kinds of entities; empty for all.
    pub kinds: Vec<Kind>,
    /// Only what happened at one of these events; empty for all.
    pub events: Vec<EntityId>,
    /// Only what concerns people who worked at one of these companies then; empty for all.
    pub companies: Vec<EntityId>,
    /// Nothing before this day, month or year.
    pub since: Option<Date>,
    /// Nothing after this day, month or year.
    pub until: Option<Date>,
    /// The lowest confidence that passes, 0 to 1.
    pub min_confidence: f32,
}

impl Filter {
    /// Whether all evidence passes. Ignores kinds.
    pub fn is_empty(&self) -> bool {
        !self.asks_context() && self.min_confidence <= 0.0
    }

    /// Whether entities of this kind are wanted.
    pub fn kind(&self, kind: Kind) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }

    /// The kinds that are asked for, or these if none are.
    pub fn kinds_or<'a>(&'a self, others: &'a [Kind]) -> &'a [Kind] {
        if self.kinds.is_empty() { others } else { &self.kinds }
    }

    /// Whether this date passes.
    pub fn date(&self, date: Option<Date>) -> bool {
        if self.since.is_none() && self.until.is_none() {
            return true;
        }
        date.is_some_and(|date| {
            self.since.is_none_or(|since| last_day(date) >= first_day(since))
                && self.until.is_none_or(|until| first_day(date) <= last_day(until))
        })
    }

    /// Whether an answer passes.
    pub fn answer(&self, answer: &Answer) -> bool {
        let id = |named: &Option<EntityName>| named.as_ref().map(|n| n.id.clone());
        answer.confidence >= self.min_confidence
            && self.date(answer.date)
            && within(&self.events, id(&answer.event).as_ref())
            && within(&self.companies, id(&answer.company).as_ref())
    }

    /// The part of the graph that passes. Ignores kinds.
    pub fn view<'g>(&self, graph: &'g Graph) -> Cow<'g, Graph> {
        if self.is_empty() {
            return Cow::Borrowed(graph);
        }
        let edges = self.edges(graph);
        let ends = |edge: &Edge| [edge.subject.clone(), edge.object.clone()];
        let claimed: BTreeSet<(EntityId, String)> = edges
            .iter()
            .filter(|_| self.asks_place())
            .flat_map(|e| e.evidence.iter().flat_map(|c| ends(e).map(|id| (id, c.note.clone()))))
            .collect();
        GraphFilter { filter: self, graph, claimed }.apply(edges)
    }

    /// As [`Filter::view`], also without entities of other kinds, except those to keep. For maps,
    /// exports and paths.
    pub fn part<'g>(&self, graph: &'g Graph, keep: &[&EntityId]) -> Cow<'g, Graph> {
        let view = self.view(graph);
        if self.kinds.is_empty() {
            return view;
        }
        let wanted = |e: &&Entity| self.kind(e.kind) || keep.contains(&&e.id);
        let entities = view.nodes().filter(wanted).cloned().collect();
        let edges = view.edges().map(|edge| edge.edge.clone()).collect();
        Cow::Owned(view.part(entities, edges))
    }

    fn asks_context(&self) -> bool {
        self.asks_place() || self.since.is_some() || self.until.is_some()
    }

    fn asks_place(&self) -> bool {
        !self.events.is_empty() || !self.companies.is_empty()
    }

    fn context(&self, context: &Context) -> bool {
        self.date(context.date)
            && within(&self.events, context.event.map(|e| &e.id))
            && within(&self.companies, context.company.map(|c| &c.id))
    }

    /// The edges between entities other than notes, with the evidence that passes.
    fn edges(&self, graph: &Graph) -> Vec<Edge> {
        let passes = |edge: &EdgeRef, cited: &Citation| {
            !self.asks_context() || contexts(graph, edge, cited).iter().any(|s| self.context(s))
        };
        graph
            .edges()
            .filter(|edge| !edge.touches_note() && edge.confidence() >= self.min_confidence)
            .filter_map(|edge| kept(&edge, !self.asks_context(), |cited| passes(&edge, cited)))
            .collect()
    }
}

/// The edge with the evidence that passes; `None` if there is none. An edge that never had any, since
/// only a correction claims it, is kept if `without_evidence`.
fn kept(
    edge: &EdgeRef,
    without_evidence: bool,
    passes: impl Fn(&Citation) -> bool,
) -> Option<Edge> {
    let evidence: Vec<Citation> = edge.evidence().iter().filter(|c| passes(c)).cloned().collect();
    let keep = !evidence.is_empty() || without_evidence && edge.evidence().is_empty();
    keep.then(|| Edge { evidence, ..edge.edge.clone() })
}

/// Decides which nodes and mentions are kept.
struct GraphFilter<'f, 'g> {
    filter: &'f Filter,
    graph: &'g Graph,
    /// The ends of the edges that are kept, with the notes that are evidence.
    claimed: BTreeSet<(EntityId, String)>,
}

impl<'g> GraphFilter<'_, 'g> {
    /// Adds the edges of notes that pass, and the nodes.
    fn apply(&self, mut edges: Vec<Edge>) -> Cow<'g, Graph> {
        let of_notes = self
            .graph
            .edges()
            .filter(|edge| edge.touches_note() && edge.confidence() >= self.filter.min_confidence);
        edges.extend(of_notes.filter_map(|edge| {
            let entity = if edge.source.kind == Kind::Note { edge.target } else { edge.source };
            kept(&edge, !self.filter.asks_context(), |cited| {
                self.keeps_mention(entity, &cited.note)
            })
        }));
        let connected: BTreeSet<&EntityId> =
            edges.iter().flat_map(|edge| [&edge.subject, &edge.object]).collect();
        // A note is not kept only because another links to it.
        let cited: BTreeSet<&str> =
            edges.iter().flat_map(|edge| edge.evidence.iter().map(|c| c.note.as_str())).collect();
        let is_used = |e: &Entity| match &e.path {
            Some(path) => cited.contains(path.as_str()),
            None => connected.contains(&e.id),
        };
        let entities: Vec<Entity> =
            self.graph.nodes().filter_map(|e| self.entity(e, is_used(e))).collect();
        Cow::Owned(self.graph.part(entities, edges))
    }

    /// Whether the mention of an entity in a note is kept.
    fn keeps_mention(&self, entity: &Entity, note: &str) -> bool {
        let event = covered(self.graph, note);
        if !self.filter.date(self.date_of(note)) {
            return false;
        }
        let Filter { events, companies, .. } = self.filter;
        !self.filter.asks_place()
            || self.claimed.contains(&(entity.id.clone(), note.to_string()))
            || companies.is_empty() && event.is_some_and(|e| events.contains(&e.id))
            || companies.is_empty() && events.contains(&entity.id)
            || events.is_empty() && companies.contains(&entity.id)
    }

    /// The entity with the mentions that are kept; `None` if it does not pass. `is_used`: whether it has
    /// an edge left, or as a note is evidence of one.
    fn entity(&self, entity: &Entity, is_used: bool) -> Option<Entity> {
        let passes = match entity.kind {
            Kind::Event => self.filter.date(entity.first_seen),
            Kind::Note => is_used || self.keeps_mention(entity, entity.path.as_deref()?),
            _ => true,
        };
        if !passes || entity.confidence < self.filter.min_confidence {
            return None;
        }
        let mut entity = entity.clone();
        let before = entity.mentions.len();
        let mentions = std::mem::take(&mut entity.mentions);
        entity.mentions =
            mentions.into_iter().filter(|m| self.keeps_mention(&entity, &m.note)).collect();
        let dated_by_notes = !matches!(entity.kind, Kind::Event | Kind::Note);
        if dated_by_notes && entity.mentions.len() < before {
            let dates =
                || entity.mentions.iter().filter_map(|m| self.graph.note(&m.note)?.first_seen);
            (entity.first_seen, entity.last_seen) = (dates().min(), dates().max());
        }
        let unnamed = before == 0 && !self.filter.asks_context();
        let named = entity.kind == Kind::Note || !entity.mentions.is_empty();
        (is_used || named || unnamed).then_some(entity)
    }

    /// The date of what a note is about: of the event that it covers, else its own.
    fn date_of(&self, note: &str) -> Option<Date> {
        let event = covered(self.graph, note).and_then(|event| event.first_seen);
        event.or(self.graph.note(note).and_then(|n| n.first_seen))
    }
}

fn within(wanted: &[EntityId], id: Option<&EntityId>) -> bool {
    wanted.is_empty() || id.is_some_and(|id| wanted.contains(id))
}

/// For comparing: the first day of a date.
fn first_day(date: Date) -> (u16, u8, u8) {
    (date.year, date.month.max(1), date.day.max(1))
}

/// For comparing: a day that is not before the last day of a date.
fn last_day(date: Date) -> (u16, u8, u8) {
    let or_end = |part: u8, end: u8| if part == 0 { end } else { part };
    (date.year, or_end(date.month, 12), or_end(date.day, 31))
}
