//! First mentions of things as links to their pages.
//!
//! A mention becomes `[Falco]`, and where it leads stands in a block of definitions at the end of the note:
//! the author's text stays easy to read, and what was done is easy to undo. Wiki links have no
//! definitions; there the block lists the links.

use crate::curated::overrides::{Overrides, What};
use crate::document::managed;
use crate::document::{self, Block, BlockKind, Document, MarkKind};
use crate::entity::Entity;
use crate::finding::{Findings, NoteEntity};
use crate::graph::Graph;
use crate::link::style::Site;
use crate::link::{Refused, put as put_block, remove};
use crate::name;
use crate::note::Note;
use crate::query::SURE;
use crate::span::Span;
use crate::vocabulary::{EntityId, Kind, Relation};
use std::collections::BTreeSet;

/// A mention that can become a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// What it names.
    pub id: EntityId,
    /// The name on its page.
    pub name: String,
    /// The words in the text.
    pub span: Span,
}

/// The first mentions of things that other notes name too, by place.
///
/// A mention counts where its words are plain text: no heading, table, link or code. Nothing is linked that
/// the author links somewhere in the note, that is unsure, or that the user said is not to be linked.
/// `findings` are those of `text`.
pub fn first(
    text: &str,
    findings: &Findings,
    graph: &Graph,
    overrides: &Overrides,
) -> Vec<Mention> {
    let (note, _) = Note::new(&findings.note, text.as_bytes());
    let (document, _) = document::parse(&note);
    let Some(node) = graph.note(&findings.note) else { return vec![] };
    let mut found: Vec<Mention> = Vec::new();
    for edge in graph.targets(&node.id, Relation::Mentions) {
        let entity = edge.target;
        if entity.kind == Kind::Note || entity.confidence < SURE || entity.mentions.len() < 2 {
            continue;
        }
        if is_never_linked(entity, overrides) {
            continue;
        }
        let spans = places(entity, findings, text);
        let uses: Vec<Use> =
            spans.iter().map(|span| usage(&note, &document, text, *span)).collect();
        if uses.contains(&Use::Linked) {
            continue;
        }
        if let Some(first) = uses.iter().position(|how| *how == Use::Plain) {
            let (id, name) = (entity.id.clone(), entity.name.clone());
            found.push(Mention { id, name, span: spans[first] });
        }
    }
    // Of names one in the other the longer stays.
    found.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end), m.id.clone()));
    let mut end = 0;
    found.retain(|m| {
        m.span.start >= end && {
            end = m.span.end;
            true
        }
    });
    found
}

fn is_never_linked(entity: &Entity, overrides: &Overrides) -> bool {
    let forms: Vec<String> =
        std::iter::once(&entity.name).chain(&entity.aliases).map(|form| name::key(form)).collect();
    overrides.rules.iter().any(|rule| match &rule.what {
        What::NeverLink { name, kind } => {
            kind.is_none_or(|kind| kind == entity.kind) && forms.contains(&name::key(name))
        }
        _ => false,
    })
}

/// Where a note names a thing, by place: the thing of its findings that has the entity's first mention.
fn places(entity: &Entity, findings: &Findings, text: &str) -> Vec<Span> {
    let here = entity.mentions.iter().find(|sighting| sighting.note == findings.note);
    let first = here.map(|sighting| sighting.evidence.span);
    let spans =
        |thing: &NoteEntity| thing.mentions.iter().map(|m| m.evidence.span).collect::<Vec<_>>();
    let of_kind = findings.entities.iter().filter(|thing| thing.kind == entity.kind);
    let all = of_kind.map(spans).find(|spans| spans.iter().any(|span| Some(*span) == first));
    let is_text = |span: &Span| text.get(span.range()).is_some();
    // The topic in the name of a conference is not what its words mean.
    let all_spans = findings.entities.iter().flat_map(spans).collect::<Vec<_>>();
    let is_part = |span: &Span| {
        let covers = |other: &Span| other.start <= span.start && span.end <= other.end;
        all_spans.iter().any(|other| other != span && covers(other))
    };
    all.unwrap_or_default().into_iter().filter(|span| is_text(span) && !is_part(span)).collect()
}

/// How the words of a mention stand in the text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    /// As words of a paragraph or an item of a list.
    Plain,
    /// In a link of the author's.
    Linked,
    /// In a heading, a table, code, front matter, or across markup.
    Other,
}

/// Words of the file whose encoding was mended are not found in the document.
fn usage(note: &Note, document: &Document, text: &str, span: Span) -> Use {
    let words = &text[span.range()];
    let place = |block: &'_ Block| {
        let ranges = block.text.match_indices(words).map(|(at, _)| at..at + words.len());
        ranges.into_iter().find(|range| note.on_disk(block.source(range.clone())) == span)
    };
    let place = document.blocks.iter().find_map(|block| Some((block, place(block)?)));
    let Some((block, range)) = place else { return Use::Other };
    let meets = |kind: fn(&MarkKind) -> bool| {
        let marks = block.marks.iter().filter(|mark| kind(&mark.kind));
        marks.into_iter().any(|m| m.range.start < range.end && range.start < m.range.end)
    };
    if meets(|kind| matches!(kind, MarkKind::Link(_))) {
        return Use::Linked;
    }
    let is_prose = matches!(block.kind, BlockKind::Paragraph | BlockKind::Item { .. });
    let is_marked =
        meets(|kind| matches!(kind, MarkKind::Code | MarkKind::Image(_) | MarkKind::Tag));
    if is_prose && !is_marked && stands_alone(text, span) { Use::Plain } else { Use::Other }
}

/// Whether brackets round these words are a link and nothing else.
fn stands_alone(text: &str, span: Span) -> bool {
    let words = &text[span.range()];
    // `[x]` is a box that is ticked.
    let is_word =
        words.chars().count() > 1 && !words.contains(|c| "[]()`*<>|\\{}!^#\n\r".contains(c));
    let touches =
        |c: Option<char>, signs: &str| c.is_some_and(|c| c.is_alphanumeric() || signs.contains(c));
    let before = text[..span.start].chars().next_back();
    let after = text[span.end..].chars().next();
    // Some tools read `[Falco] [more]` as one link.
    let joins = text[span.end..].trim_start_matches(' ').starts_with('[');
    is_word && !touches(before, "[!\\@#/-_&`") && !touches(after, "[](:/-_`@") && !joins
}

/// The text with these mentions as links, in place of those that are there, and how many there are. Places
/// count in the text that [`unlinked`] gives, in order. What is no plain text, what the site cannot lead to and
/// what would change how the rest is read stays as it is.
pub fn put(
    text: &str,
    site: &Site,
    from: &str,
    mentions: &[(Mention, String)],
) -> Result<(String, usize), Refused> {
    let text = unlinked(text);
    // What our own blocks say is no text of the author's.
    let outside = remove(&text);
    let folded = outside.to_lowercase();
    let (note, _) = Note::new(from, text.as_bytes());
    let (document, _) = document::parse(&note);
    let is_plain = |span| usage(&note, &document, &text, span) == Use::Plain;
    let mut labels = BTreeSet::new();
    let mut chosen: Vec<Change> = Vec::new();
    for (mention, page) in mentions {
        let Some(words) = text.get(mention.span.range()).filter(|_| is_plain(mention.span)) else {
            continue;
        };
        let Some((link, entry)) = site.mention(from, page, words, &mention.name) else { continue };
        // A second text of this form would become a link too, or be taken for ours.
        let label = format!("[{}]", words.to_lowercase());
        if !folded.contains(&label) && !outside.contains(&link) && labels.insert(label) {
            chosen.push(Change { span: mention.span, link, entry });
        }
    }
    let write = |chosen: &[Change]| written(&text, site, chosen);
    let linked = write(&chosen)?;
    if reads_the_same(&text, &linked) {
        return Ok((linked, chosen.len()));
    }
    chosen.retain(|one| {
        write(std::slice::from_ref(one)).is_ok_and(|linked| reads_the_same(&text, &linked))
    });
    let linked = write(&chosen)?;
    if reads_the_same(&text, &linked) { Ok((linked, chosen.len())) } else { Ok((write(&[])?, 0)) }
}

/// A mention that becomes a link.
struct Change {
    span: Span,
    link: String,
    entry: String,
}

fn written(text: &str, site: &Site, chosen: &[Change]) -> Result<String, Refused> {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for change in chosen {
        out += &text[at..change.span.start];
        out += &change.link;
        at = change.span.end;
    }
    out += &text[at..];
    let entries: Vec<String> = chosen.iter().map(|change| change.entry.clone()).collect();
    put_block(&out, managed::Block::Mentions, site.style, &entries)
}

/// Whether two texts have the same blocks of words: every link was read as one.
fn reads_the_same(old: &str, new: &str) -> bool {
    let blocks = |text: &str| {
        let (note, _) = Note::new("", text.as_bytes());
        let words = document::parse(&note).0.blocks.into_iter();
        words.map(|block| (block.kind, block.text)).collect::<Vec<_>>()
    };
    blocks(old) == blocks(new)
}

/// The text with its links of mentions as text again; the block that lists them stays.
pub fn unlinked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for mention in managed::mentions(text) {
        if mention.link.start < at {
            continue;
        }
        out += &text[at..mention.link.start];
        out += &text[mention.words.range()];
        at = mention.link.end;
    }
    out + &text[at..]
}
