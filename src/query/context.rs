//! The context of evidence: the event, the date, and where the person worked then. A sentence seldom
//! says all of it; the rest follows from other edges of the graph.

use crate::date::Date;
use crate::entity::{Citation, Entity};
use crate::graph::{EdgeRef, Graph};
use crate::vocabulary::{EntityId, Kind, Relation};

/// The context of a piece of evidence, for one person.
#[derive(Clone, Copy, Debug)]
pub struct Context<'g> {
    /// At which event.
    pub event: Option<&'g Entity>,
    /// The event's date where known, else the note's.
    pub date: Option<Date>,
    /// Where the person worked then.
    pub company: Option<&'g Entity>,
}

/// The context of what a person did, perhaps in a talk, as cited.
pub fn context<'g>(
    graph: &'g Graph,
    person: Option<&Entity>,
    talk: Option<&Entity>,
    cited: &Citation,
) -> Context<'g> {
    at_event(graph, event(graph, person, talk, &cited.note), person, cited)
}

/// The contexts of a piece of evidence: one for each person involved, the speakers of a talk among
/// them; one without a company if there is no person.
pub fn contexts<'g>(graph: &'g Graph, edge: &EdgeRef<'g>, cited: &Citation) -> Vec<Context<'g>> {
    let ends = [edge.source, edge.target];
    let end = |kind: Kind| ends.into_iter().find(|e| e.kind == kind);
    let talk = end(Kind::Talk);
    let speakers = || talk.map(|t| graph.sources(&t.id, Relation::Gave)).unwrap_or_default();
    let people: Vec<Option<&Entity>> = match end(Kind::Person) {
        Some(person) => vec![Some(person)],
        None => speakers().iter().map(|gave| Some(gave.source)).collect(),
    };
    let context = |person: Option<&Entity>| {
        let event = end(Kind::Event).or_else(|| event(graph, person, talk, &cited.note));
        let context = at_event(graph, event, person, cited);
        Context { company: end(Kind::Company).or(context.company), ..context }
    };
    if people.is_empty() { vec![context(None)] } else { people.into_iter().map(context).collect() }
}

fn at_event<'g>(
    graph: &'g Graph,
    event: Option<&'g Entity>,
    person: Option<&Entity>,
    cited: &Citation,
) -> Context<'g> {
    let date = event.and_then(|e| e.first_seen).or(cited.date);
    let company = person.and_then(|p| employer(graph, &p.id, &cited.note, date));
    Context { event, date, company }
}

/// Where a person worked: as this note says; else as the note closest in time says, at most a year
/// away; else, if dates are missing, the only employer that any note names.
pub fn employer<'g>(
    graph: &'g Graph,
    person: &EntityId,
    note: &str,
    date: Option<Date>,
) -> Option<&'g Entity> {
    let jobs = graph.targets(person, Relation::WorksAt);
    let here = jobs.iter().filter(|j| j.evidence().iter().any(|c| c.note == note));
    if let Some(job) = here.max_by(|a, b| a.confidence().total_cmp(&b.confidence())) {
        return Some(job.target);
    }
    let distance = |c: &Citation| Some(days(c.date?).abs_diff(days(date?)));
    let nearest = jobs.iter().filter_map(|j| {
        let days = j.evidence().iter().filter_map(distance).min()?;
        Some((days, j.target))
    });
    match nearest.min_by_key(|(days, company)| (*days, &company.id)) {
        Some((days, company)) => (days <= YEAR).then_some(company),
        None => match &jobs[..] {
            [only] => Some(only.target),
            _ => None,
        },
    }
}

/// How many days away another note may be: people change jobs.
const YEAR: u32 = 366;

/// Days in a calendar with months of equal length; good enough for comparing.
fn days(date: Date) -> u32 {
    u32::from(date.year) * 366 + u32::from(date.month) * 30 + u32::from(date.day)
}

/// The event of the talk; else the one at which the person spoke according to this note, unless the
/// note has several talks of theirs; else the only event that the note covers, unless the note also
/// has talks of other events.
fn event<'g>(
    graph: &'g Graph,
    person: Option<&Entity>,
    talk: Option<&Entity>,
    note: &str,
) -> Option<&'g Entity> {
    let of_talk = talk.and_then(|t| graph.targets(&t.id, Relation::PartOf).first().copied());
    let here = |edge: &EdgeRef| edge.evidence().iter().any(|c| c.note == note);
    let spoke = || {
        let gave = graph.targets(&person?.id, Relation::Gave);
        let events = graph.targets(&person?.id, Relation::SpokeAt);
        let count = |edges: &[EdgeRef]| edges.iter().filter(|e| here(e)).count();
        let certain = talk.is_none() || count(&events) == 1 && count(&gave) == 1;
        events.into_iter().find(here).filter(|_| certain)
    };
    let covered =
        || covered(graph, note).filter(|event| talk.is_none() || is_only_event(graph, event, note));
    of_talk.or_else(spoke).map(|edge| edge.target).or_else(covered)
}

/// The event that a note covers, if it covers exactly one.
pub fn covered<'g>(graph: &'g Graph, note: &str) -> Option<&'g Entity> {
    match &graph.targets(&graph.note(note)?.id, Relation::Covers)[..] {
        [only] => Some(only.target),
        _ => None,
    }
}

/// Whether no talk in the note was given at another event.
fn is_only_event(graph: &Graph, event: &Entity, note: &str) -> bool {
    let here = |edge: &EdgeRef| edge.evidence().iter().any(|c| c.note == note);
    let named = graph.note(note).map(|n| graph.targets(&n.id, Relation::Mentions));
    let mut others = named.iter().flatten().map(|edge| edge.target).filter(|e| e.id != event.id);
    !others
        .any(|e| e.kind == Kind::Event && graph.sources(&e.id, Relation::PartOf).iter().any(here))
}
