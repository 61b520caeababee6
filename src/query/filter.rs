//! Which part of the graph to ask: told when, at which event, by people of which company, how surely.
//!
//! Definition: every piece of evidence is told at an event, on a date and by people who work
//! somewhere, as an answer made of it would show (`query::answer::scenes`). A filter keeps the
//! evidence whose scene passes all of it; a relation without any left goes, and so does what no note
//! is left to name. An event goes by its own date. What only a note says of a thing, that it names
//! it, is kept if the note covers one of the events, or if a relation of the thing that is kept
//! stands in that note. A date that knows only its year or month passes if it may lie within.
//! What is known of no date, event or company does not pass where one is asked for.
//!
//! Kinds are no matter of evidence: each question says what they leave out.
//!
//! Cost: one pass over all evidence, and a copy of what is kept; none of it without a filter.

use crate::date::Date;
use crate::entity::{Citation, Edge, Entity};
use crate::graph::{EdgeRef, Graph};
use crate::query::answer::{Answer, Scene, covered, scenes};
use crate::vocabulary::{EntityId, Kind};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// What to leave out. The default leaves out nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Only these kinds of things; empty for all.
    pub kinds: Vec<Kind>,
    /// Only what was told at one of these; empty for all.
    pub events: Vec<EntityId>,
    /// Only what was told by people who worked at one of these then; empty for all.
    pub companies: Vec<EntityId>,
    /// Nothing before this day, month or year.
    pub since: Option<Date>,
    /// Nothing after this day, month or year.
    pub until: Option<Date>,
    /// Nothing less sure than this, 0 to 1.
    pub min_confidence: f32,
}

impl Filter {
    /// Whether all evidence passes. Kinds are not counted.
    pub fn is_empty(&self) -> bool {
        !self.asks_scene() && self.min_confidence <= 0.0
    }

    /// Whether things of this kind are wanted.
    pub fn kind(&self, kind: Kind) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }

    /// The kinds that are wanted, or these if none is asked for.
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
        let id = |named: &Option<crate::query::EntityName>| named.as_ref().map(|n| n.id.clone());
        answer.confidence >= self.min_confidence
            && self.date(answer.date)
            && within(&self.events, id(&answer.event).as_ref())
            && within(&self.companies, id(&answer.company).as_ref())
    }

    /// The graph without what does not pass. Kinds leave nothing out here.
    pub fn view<'g>(&self, graph: &'g Graph) -> Cow<'g, Graph> {
        if self.is_empty() {
            return Cow::Borrowed(graph);
        }
        let links = self.relations(graph);
        let ends = |link: &Edge| [link.subject.clone(), link.object.clone()];
        let told: BTreeSet<(EntityId, String)> = links
            .iter()
            .filter(|_| self.asks_place())
            .flat_map(|l| l.evidence.iter().flat_map(|c| ends(l).map(|id| (id, c.note.clone()))))
            .collect();
        Sieve { filter: self, graph, told }.shake(links)
    }

    /// As [`Filter::view`], also without things of other kinds, but for those to keep. For maps,
    /// exports and ways.
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

    fn asks_scene(&self) -> bool {
        self.asks_place() || self.since.is_some() || self.until.is_some()
    }

    fn asks_place(&self) -> bool {
        !self.events.is_empty() || !self.companies.is_empty()
    }

    fn scene(&self, scene: &Scene) -> bool {
        self.date(scene.date)
            && within(&self.events, scene.event.map(|e| &e.id))
            && within(&self.companies, scene.company.map(|c| &c.id))
    }

    /// Relations but those of notes, with the evidence that passes.
    fn relations(&self, graph: &Graph) -> Vec<Edge> {
        let passes = |edge: &EdgeRef, cited: &Citation| {
            !self.asks_scene() || scenes(graph, edge, cited).iter().any(|s| self.scene(s))
        };
        graph
            .edges()
            .filter(|edge| !edge.touches_note() && edge.confidence() >= self.min_confidence)
            .filter_map(|edge| kept(&edge, !self.asks_scene(), |cited| passes(&edge, cited)))
            .collect()
    }
}

/// The relation with the evidence that passes. One that only a correction says, without evidence,
/// stays where `unproven` may.
fn kept(edge: &EdgeRef, unproven: bool, passes: impl Fn(&Citation) -> bool) -> Option<Edge> {
    let evidence: Vec<Citation> = edge.evidence().iter().filter(|c| passes(c)).cloned().collect();
    let stays = !evidence.is_empty() || unproven && edge.evidence().is_empty();
    stays.then(|| Edge { evidence, ..edge.edge.clone() })
}

/// What decides whether a note's naming of a thing is kept.
struct Sieve<'f, 'g> {
    filter: &'f Filter,
    graph: &'g Graph,
    /// The ends of relations that are kept, with the notes that say them.
    told: BTreeSet<(EntityId, String)>,
}

impl<'g> Sieve<'_, 'g> {
    fn shake(&self, mut links: Vec<Edge>) -> Cow<'g, Graph> {
        let named = self
            .graph
            .edges()
            .filter(|edge| edge.touches_note() && edge.confidence() >= self.filter.min_confidence);
        links.extend(named.filter_map(|edge| {
            let thing = if edge.source.kind == Kind::Note { edge.target } else { edge.source };
            kept(&edge, !self.filter.asks_scene(), |cited| self.names(thing, &cited.note))
        }));
        let joined: BTreeSet<&EntityId> =
            links.iter().flat_map(|link| [&link.subject, &link.object]).collect();
        // A note that another links to is not yet a note that tells something.
        let cited: BTreeSet<&str> =
            links.iter().flat_map(|link| link.evidence.iter().map(|c| c.note.as_str())).collect();
        let stands = |e: &Entity| match &e.path {
            Some(path) => cited.contains(path.as_str()),
            None => joined.contains(&e.id),
        };
        let entities: Vec<Entity> =
            self.graph.nodes().filter_map(|e| self.thing(e, stands(e))).collect();
        Cow::Owned(self.graph.part(entities, links))
    }

    /// Whether it counts that this note names this thing.
    fn names(&self, thing: &Entity, note: &str) -> bool {
        let event = covered(self.graph, note);
        if !self.filter.date(self.day(note)) {
            return false;
        }
        let Filter { events, companies, .. } = self.filter;
        !self.filter.asks_place()
            || self.told.contains(&(thing.id.clone(), note.to_string()))
            || companies.is_empty() && event.is_some_and(|e| events.contains(&e.id))
            || companies.is_empty() && events.contains(&thing.id)
            || events.is_empty() && companies.contains(&thing.id)
    }

    /// The thing as far as it passes.
    fn thing(&self, entity: &Entity, joined: bool) -> Option<Entity> {
        let passes = match entity.kind {
            Kind::Event => self.filter.date(entity.first_seen),
            Kind::Note => joined || self.names(entity, entity.path.as_deref()?),
            _ => true,
        };
        if !passes || entity.confidence < self.filter.min_confidence {
            return None;
        }
        let mut entity = entity.clone();
        let before = entity.mentions.len();
        let mentions = std::mem::take(&mut entity.mentions);
        entity.mentions = mentions.into_iter().filter(|m| self.names(&entity, &m.note)).collect();
        let of_notes = !matches!(entity.kind, Kind::Event | Kind::Note);
        if of_notes && entity.mentions.len() < before {
            let dates =
                || entity.mentions.iter().filter_map(|m| self.graph.note(&m.note)?.first_seen);
            (entity.first_seen, entity.last_seen) = (dates().min(), dates().max());
        }
        let unnamed = before == 0 && !self.filter.asks_scene();
        let named = entity.kind == Kind::Note || !entity.mentions.is_empty();
        let stays = joined || named || unnamed;
        stays.then_some(entity)
    }

    /// When it was that a note tells of.
    fn day(&self, note: &str) -> Option<Date> {
        let event = covered(self.graph, note).and_then(|event| event.first_seen);
        event.or(self.graph.note(note).and_then(|n| n.first_seen))
    }
}

fn within(wanted: &[EntityId], id: Option<&EntityId>) -> bool {
    wanted.is_empty() || id.is_some_and(|id| wanted.contains(id))
}

/// For comparing: the first day that a date may mean.
fn first_day(date: Date) -> (u16, u8, u8) {
    (date.year, date.month.max(1), date.day.max(1))
}

/// For comparing: a day that none it may mean lies after.
fn last_day(date: Date) -> (u16, u8, u8) {
    let or_end = |part: u8, end: u8| if part == 0 { end } else { part };
    (date.year, or_end(date.month, 12), or_end(date.day, 31))
}
