//! What the page of an entity holds, kind by kind: what templates find in `it`, but for drawings.

use crate::entity::Entity;
use crate::export::pages::context::PageContext;
use crate::export::pages::format::PageFormat;
use crate::export::pages::parts;
use crate::export::pages::parts::{QUOTE, Quoted, SHOWN};
use crate::export::pages::view::{
    AnswerItem, DateLabel, ItemGroup, ListItem, PageHead, PageLink, SourceLink, Truncated, value,
};
use crate::graph::EdgeRef;
use crate::query::SURE;
use crate::query::about;
use crate::query::about::CitedQuote;
use crate::query::answers;
use crate::query::answers::Answer;
use crate::query::description;
use crate::query::description::Description;
use crate::query::english::{capitalize, count};
use crate::query::neighbours;
use crate::query::neighbours::NeighbourRef;
use crate::query::programme;
use crate::query::programme::ProgrammeTalk;
use crate::query::related::reasons::RelatedReason;
use crate::query::similar_notes::SimilarNote;
use crate::vocabulary::{Kind, Relation};
use minijinja::{Value, context};
use serde::Serialize;

/// The page of an entity.
pub struct EntityPage {
    /// Its head.
    pub head: PageHead,
    /// All that it holds, the head included, as templates see it.
    pub view: Value,
}

/// One talk of a programme.
#[derive(Serialize)]
struct SessionItem {
    talk: PageLink,
    speakers: Vec<AnswerItem>,
    on: Vec<PageLink>,
    unsure: bool,
    told: Option<AnswerItem>,
}

/// An earlier note like the one of the page.
#[derive(Serialize)]
struct SimilarItem {
    note: PageLink,
    day: Option<DateLabel>,
    /// The note of the page links to it.
    linked: bool,
    /// The titles differ in numbers only.
    series: bool,
    /// What both name, and where the earlier one does.
    things: Vec<(PageLink, SourceLink)>,
}

/// What the page of an entity holds.
pub fn page(page: &PageContext, entity: &Entity) -> EntityPage {
    let (lead, sections) = match entity.kind {
        Kind::Person => person(page, entity),
        Kind::Company => company(page, entity),
        Kind::Topic | Kind::Tool => subject(page, entity),
        Kind::Talk => talk(page, entity),
        Kind::Event => event(page, entity),
        Kind::Note => note(page, entity),
    };
    let head = page.head(entity, &lead);
    let view = context! { head => value(&head), ..sections };
    EntityPage { head, view }
}

/// A topic or tool: who talked about it.
fn subject(page: &PageContext, subject: &Entity) -> (Description, Value) {
    let answers = answers::on(page.graph(), subject);
    let made = page.graph().sources(&subject.id, Relation::Makes);
    let sections = context! {
        // By name, with all that is known, and in the order of the graph, for a line.
        makers => value(page.related(subject, Relation::Makes, &[Kind::Company], &Quoted::new())),
        made_by => value(made.iter().map(|e| page.entity(e.source)).collect::<Vec<_>>()),
        answers => value(page.answers(&answers)),
        years => value(page.years(&answers)),
        near => value(near(page, subject)),
        notes => value(page.notes(subject, |_| true)),
    };
    (description::subject(subject, &answers), sections)
}

/// A company: its people and when they were there, and what they talked about.
fn company(page: &PageContext, company: &Entity) -> (Description, Value) {
    let (graph, most) = (page.graph(), page.set.format.most(5 * SHOWN));
    let people = about::jobs(graph, company);
    let mut answers = answers::from(graph, company);
    answers.retain(|a| a.talk.is_some() || !a.subjects.is_empty());
    let tools = graph.targets(&company.id, Relation::Makes);
    // Summaries mark the company in a sentence, the site marks the person.
    let said = |job: &EdgeRef| match page.set.format {
        PageFormat::Markdown => parts::best(job, [company, job.source]),
        PageFormat::Html => parts::best(job, [job.source, company]),
    };
    let sentences: Vec<CitedQuote> = people.iter().filter_map(said).collect();
    // Of more than these none is quoted in a summary.
    let quoted = sentences.iter().filter(|_| people.len() <= parts::FULL).map(parts::key).collect();
    let sections = context! {
        people => value(Truncated::of(&people, most, |job| {
            page.evidence(job, company, said(job), QUOTE, &Quoted::new())
        })),
        talks => value(Truncated::of(&answers, most, |a| page.answer(a))),
        years => value(page.years(&answers)),
        makes => value(page.related(company, Relation::Makes, &[Kind::Tool], &quoted)),
        tools => value(Truncated::of(&tools, 3, |e| page.entity(e.target))),
        near => value(near(page, company)),
        notes => value(page.notes(company, |_| true)),
    };
    (description::company(company, people.len(), &answers), sections)
}

/// A person: the talks, what they talked about, where they worked.
fn person(page: &PageContext, person: &Entity) -> (Description, Value) {
    let graph = page.graph();
    let mut talks = answers::by(graph, person);
    talks.retain(|a| a.talk.is_some());
    let jobs = about::jobs(graph, person);
    let own = description::wrote(graph, person);
    let key = |a: &'_ Answer| (a.note.clone(), a.line, a.quote.text.clone());
    let quoted: Vec<_> = parts::in_full(&talks).0.iter().map(key).collect();
    let quoted: Quoted =
        quoted.iter().map(|(note, line, text)| (&**note, *line, &**text)).collect();
    let subjects = [Kind::Topic, Kind::Tool];
    let sections = context! {
        talks => value(page.answers(&talks)),
        count => talks.len(),
        subjects => value(page.related(person, Relation::TalkedAbout, &subjects, &quoted)),
        jobs => value(Truncated::of(&jobs, page.set.format.most(SHOWN), |job| {
            page.inline_evidence(job, person, &quoted)
        })),
        near => value(around(page, person)),
        wrote => value(page.notes(person, |path| own.contains(path))),
        notes => value(page.notes(person, |path| !own.contains(path))),
    };
    (description::person(graph, person, &talks), sections)
}

/// Who was at the same events, and at the same companies.
fn around(page: &PageContext, person: &Entity) -> Vec<ItemGroup> {
    let near = neighbours::neighbour_refs(page.graph(), person);
    let group = |(words, kind): (&str, Kind)| {
        let through = |n: &&NeighbourRef| n.through.is_some_and(|other| other.kind == kind);
        let of_kind: Vec<NeighbourRef> = near.iter().filter(through).copied().collect();
        let items = page.near(Kind::Person, &of_kind);
        ItemGroup { words: words.to_string(), all: String::new(), count: of_kind.len(), items }
    };
    let ways = [("At the same event", Kind::Event), ("At the same company", Kind::Company)];
    ways.into_iter().map(group).filter(|g| g.count > 0).collect()
}

/// A talk: speakers, event, subjects, and what the notes say.
fn talk(page: &PageContext, talk: &Entity) -> (Description, Value) {
    let lead = description::talk(talk, &answers::in_talk(page.graph(), talk));
    let said = about::sentences(page.graph(), talk);
    let quoted: Quoted = said.iter().take(SHOWN).map(parts::key).collect();
    let subjects = [Kind::Topic, Kind::Tool];
    let sections = context! {
        // The same as the lead, to go on after “Talk”.
        tail => value(page.lede(&lead)),
        said => value(Truncated::of(&said, SHOWN, |s| page.sentence(s))),
        subjects => value(page.related(talk, Relation::About, &subjects, &quoted)),
        notes => value(page.notes(talk, |_| true)),
    };
    (lead.as_sentence(), sections)
}

/// An event: who gave what, the programme as the notes tell it, what they do not say.
fn event(page: &PageContext, event: &Entity) -> (Description, Value) {
    let (graph, format) = (page.graph(), page.set.format);
    let answers = answers::at(graph, event);
    let sessions = programme::talks(&answers);
    let others: Vec<&Answer> = answers.iter().filter(|a| a.talk.is_none()).collect();
    let noted = event.mentions.iter().filter_map(|m| graph.note(&m.note)?.first_seen).min();
    let own = event.first_seen.filter(|own| Some(*own) != noted);
    let sections = context! {
        // Its own day where a note tells it, and the day of the first note about it.
        day => value(own.map(DateLabel::of)),
        noted => value(noted.map(DateLabel::of)),
        count => sessions.len(),
        programme => value(Truncated::of(&sessions, format.most(300), |s| session(page, s))),
        missing => value(programme::missing(&sessions)),
        also => value(Truncated::of(&others, format.most(5 * SHOWN), |a| page.answer(a))),
        subjects => value(subjects(page, &sessions)),
        near => value(near(page, event)),
        notes => value(page.notes(event, |_| true)),
    };
    (description::event(graph, event, &answers, sessions.len()), sections)
}

fn session(page: &PageContext, session: &ProgrammeTalk) -> SessionItem {
    let named = session.answers.iter().filter(|a| a.person.is_some());
    SessionItem {
        talk: page.named(session.talk, Kind::Talk),
        speakers: named.map(|a| page.answer(a)).collect(),
        on: session.subjects().iter().map(|s| page.entity_ref(s)).collect(),
        unsure: session.confidence() < SURE,
        told: session.answers.first().map(|a| page.answer(a)),
    }
}

/// Topics, then tools, those of most talks first.
fn subjects(page: &PageContext, sessions: &[ProgrammeTalk]) -> Vec<ItemGroup> {
    let group = |kind: Kind| {
        let all = programme::subjects(sessions, kind);
        let items = Truncated::of(&all, page.set.format.most(10), |(subject, talks)| ListItem {
            entity: page.entity_ref(subject),
            beside: if *talks > 1 { count(*talks, "talk", "talks") } else { String::new() },
            unsure: false,
        });
        ItemGroup { words: capitalize(kind.plural()), all: String::new(), count: all.len(), items }
    };
    [Kind::Topic, Kind::Tool].into_iter().map(group).filter(|g| g.count > 0).collect()
}

/// A note: what is in it, and the notes that it is joined with. Each format adds what it tells of the
/// sentences.
fn note(page: &PageContext, note: &Entity) -> (Description, Value) {
    let lead = description::note(page.graph(), note);
    let file = note.path.as_deref().map(|path| context! { href => page.note_file(path), path });
    let links = |edges: Vec<EdgeRef>| {
        let most = page.set.format.most(SHOWN);
        Truncated::of(&edges, most, |e| dated(page, e.other(&note.id).0))
    };
    let sections = context! {
        // The same as the lead, to go on after “Note”.
        tail => value(page.lede(&lead)),
        day => value(note.first_seen.map(DateLabel::of)),
        file,
        contents => value(contents(page, note)),
        like => value(similar(page, note)),
        earlier => value(links(page.graph().targets(&note.id, Relation::LinksTo))),
        later => value(links(page.graph().sources(&note.id, Relation::LinksTo))),
    };
    (lead.as_sentence(), sections)
}

/// What the note names, kind by kind.
fn contents(page: &PageContext, note: &Entity) -> Vec<ItemGroup> {
    let named = page.graph().targets(&note.id, Relation::Mentions);
    let group = |kind: Kind| {
        let mut all: Vec<&Entity> =
            named.iter().map(|e| e.target).filter(|e| e.kind == kind).collect();
        all.sort_by_cached_key(|e| (e.name.to_lowercase(), e.id.clone()));
        page.group(kind, &all, page.set.format.most(5 * SHOWN))
    };
    Kind::FOUND.into_iter().map(group).filter(|g| g.count > 0).collect()
}

/// The earlier notes that name the same entities.
fn similar(page: &PageContext, note: &Entity) -> Vec<SimilarItem> {
    let both = |earlier: &Entity, reason: &RelatedReason| {
        let RelatedReason::Names { entity: thing, line, .. } = reason else { return None };
        let entity = page.graph().node(&thing.id)?;
        Some((page.listed(entity), page.place(earlier.path.as_deref()?, *line)))
    };
    let item = |SimilarNote { note, reasons }: SimilarNote| SimilarItem {
        note: page.entity(note),
        day: note.first_seen.map(DateLabel::of),
        linked: reasons.contains(&RelatedReason::Linked),
        series: reasons.contains(&RelatedReason::Series),
        things: reasons.iter().filter_map(|reason| both(note, reason)).collect(),
    };
    page.set.similar.earlier(note).into_iter().map(item).collect()
}

fn dated(page: &PageContext, note: &Entity) -> ListItem {
    let beside = note.first_seen.map(|d| DateLabel::of(d).text).unwrap_or_default();
    ListItem { entity: page.entity(note), beside, unsure: false }
}

fn near(page: &PageContext, entity: &Entity) -> Truncated<ListItem> {
    page.near(entity.kind, &neighbours::neighbour_refs(page.graph(), entity))
}
