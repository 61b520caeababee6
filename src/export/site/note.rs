//! The page of a note: its sentences on which something rests, in the order of its lines, with the
//! things they name marked and who did what beside them.
//!
//! The whole text is not here: no stage opens the notes again, and the graph keeps only these
//! sentences. The page links to the file.

use crate::entity::Entity;
use crate::export::site::Made;
use crate::export::site::frame;
use crate::export::site::frame::About;
use crate::export::site::page::{Page, SHOWN, Site};
use crate::export::site::shown::day;
use crate::export::site::view::{Day, Few, Group, Item, Link, Place, value};
use crate::graph::EdgeRef;
use crate::query::SURE;
use crate::query::description;
use crate::query::english::capitalize;
use crate::query::note_sentences;
use crate::query::note_sentences::NoteSentence;
use crate::query::related::reasons::RelatedReason;
use crate::query::similar_notes::SimilarNote;
use crate::vocabulary::{Kind, Relation};
use minijinja::context;
use serde::Serialize;
use std::collections::BTreeSet;

/// How many sentences are shown.
const LINES: usize = 300;
/// How many characters of a sentence.
const LONGEST: usize = 700;

/// A sentence of the note.
#[derive(Serialize)]
struct Sentence {
    /// The line that it begins at, and further ones at which it is cited.
    line: usize,
    further: Vec<usize>,
    /// Whether it is the first sentence of its line.
    first: bool,
    parts: Vec<Part>,
    others: Vec<Item>,
    claims: Vec<Claim>,
}

/// Words of a sentence, or a name in it.
#[derive(Serialize)]
struct Part {
    words: String,
    thing: Option<Link>,
}

/// Who did what, as a sentence says it.
#[derive(Serialize)]
struct Claim {
    source: Link,
    words: &'static str,
    target: Link,
    unsure: bool,
}

/// An earlier note like this one.
#[derive(Serialize)]
struct Like {
    note: Link,
    day: Option<Day>,
    /// This one links to it.
    linked: bool,
    /// The titles differ in numbers only.
    series: bool,
    /// What both name, and where the earlier one does.
    things: Vec<(Link, Place)>,
}

/// Makes the page.
pub fn page(site: &Site, note: &Entity, path: &str) -> Made {
    let (page, graph) = (Page::new(site, path), site.graph);
    let lead = description::note(graph, note).as_sentence();
    let found = note_sentences::of_note(graph, note);
    let mut known = BTreeSet::new();
    let sentences = Few::of(&found, LINES, |line| sentence(&page, line, &mut known));
    let file = note.path.as_deref().map(|path| (page.note_file(path), path));
    let view = context! {
        head => value(page.head(note, &lead)),
        day => value(note.first_seen.map(day)),
        file => file.map(|(href, path)| context! { href, path => super::escape::breakable(path) }),
        lines => value(sentences),
        contents => value(contents(&page, note)),
        like => value(like(&page, note)),
        earlier => value(linked(&page, note)),
        later => value(linking(&page, note)),
    };
    let words = format!("What was found in “{}”, sentence by sentence.", note.name);
    frame::write(&page, "note.html", About::thing(note, words), view)
}

/// `known` are the lines that are marked already: a line is marked once.
fn sentence(page: &Page, line: &NoteSentence, known: &mut BTreeSet<usize>) -> Sentence {
    let end = line.text.char_indices().nth(LONGEST).map_or(line.text.len(), |(at, _)| at);
    let mut parts = Vec::new();
    let mut at = 0;
    let words = |words: &str| Part { words: words.to_string(), thing: None };
    for mark in line.names.iter().filter(|m| m.end <= end) {
        parts.push(words(&line.text[at..mark.start]));
        let name = line.text[mark.start..mark.end].to_string();
        let link = Link { name, own: false, ..page.entity(mark.entity) };
        parts.push(Part { words: String::new(), thing: Some(link) });
        at = mark.end;
    }
    parts.push(words(&line.text[at..end]));
    if end < line.text.len() {
        parts.push(words(" …"));
    }
    let other = |entity: &&Entity| Item {
        thing: page.listed(entity),
        beside: String::new(),
        unsure: entity.confidence < SURE,
    };
    let others = line.unnamed.iter().map(other).collect();
    let claims = line.claims.iter().map(|e| claim(page, e)).collect();
    let begins = line.lines.first().copied().unwrap_or(1);
    let first = known.insert(begins);
    let further = line.lines.iter().copied().filter(|line| known.insert(*line)).collect();
    Sentence { line: begins, further, first, parts, others, claims }
}

fn claim(page: &Page, edge: &EdgeRef) -> Claim {
    Claim {
        source: page.entity(edge.source),
        words: edge.relation().forward(),
        target: page.entity(edge.target),
        unsure: edge.confidence() < SURE,
    }
}

/// What the note names, kind by kind.
fn contents(page: &Page, note: &Entity) -> Vec<Group> {
    let named = page.graph().targets(&note.id, Relation::Mentions);
    let group = |kind: Kind| {
        let mut all: Vec<&Entity> =
            named.iter().map(|e| e.target).filter(|e| e.kind == kind).collect();
        all.sort_by_cached_key(|e| (e.name.to_lowercase(), e.id.clone()));
        let items = Few::of(&all, 5 * SHOWN, |e| Item {
            thing: page.listed(e),
            beside: String::new(),
            unsure: e.confidence < SURE,
        });
        let (words, all_of_it) = (capitalize(kind.plural()), page.list(kind));
        Group { words, all: all_of_it, count: all.len(), items }
    };
    Kind::FOUND.into_iter().map(group).filter(|g| g.count > 0).collect()
}

/// The earlier notes that name the same things.
fn like(page: &Page, note: &Entity) -> Vec<Like> {
    let earlier = page.site.alike.earlier(note).into_iter();
    let like = |earlier: SimilarNote| Like {
        note: page.entity(earlier.note),
        day: earlier.note.first_seen.map(day),
        linked: earlier.reasons.contains(&RelatedReason::Linked),
        series: earlier.reasons.contains(&RelatedReason::Series),
        things: earlier
            .reasons
            .iter()
            .filter_map(|reason| both(page, earlier.note, reason))
            .collect(),
    };
    earlier.map(like).collect()
}

/// A thing that both notes name, and where the earlier one does.
fn both(page: &Page, note: &Entity, reason: &RelatedReason) -> Option<(Link, Place)> {
    let RelatedReason::Names { entity: thing, line, .. } = reason else { return None };
    let thing = page.graph().node(&thing.id)?;
    Some((page.listed(thing), page.place(note.path.as_deref()?, *line)))
}

/// The notes that this one links to.
fn linked(page: &Page, note: &Entity) -> Few<Item> {
    let edges = page.graph().targets(&note.id, Relation::LinksTo);
    Few::of(&edges, SHOWN, |e| item(page, e.target))
}

fn linking(page: &Page, note: &Entity) -> Few<Item> {
    let edges = page.graph().sources(&note.id, Relation::LinksTo);
    Few::of(&edges, SHOWN, |e| item(page, e.source))
}

fn item(page: &Page, note: &Entity) -> Item {
    let beside = note.first_seen.map(|d| day(d).text).unwrap_or_default();
    Item { thing: page.entity(note), beside, unsure: false }
}
