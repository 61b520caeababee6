//! First mentions of entities as links to their pages.
//!
//! A mention becomes `[Falco]`, and its target is defined in a block at the end of the note, so that the text stays
//! easy to read and the links are easy to remove. Wiki links have no definitions; for them the block lists the
//! links.

use crate::curated::correction::Instruction;
use crate::curated::overrides::Overrides;
use crate::document::parser;
use crate::document::{Block, BlockKind, Document, MarkKind};
use crate::entity::Entity;
use crate::finding::{Findings, NoteEntity};
use crate::graph::Graph;
use crate::link::block::{self, LinkRefusal};
use crate::link::removal::{remove, unlinked};
use crate::link::style::LinkWriter;
use crate::markers::ManagedBlock;
use crate::name;
use crate::note::Note;
use crate::query::SURE;
use crate::span::Span;
use crate::vocabulary::{EntityId, Kind, Relation};
use std::collections::BTreeSet;

/// A mention that can become a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkableMention {
    /// The entity.
    pub id: EntityId,
    /// The name of the entity, as on its page.
    pub name: String,
    /// The words of the mention in the text.
    pub span: Span,
}

/// The first mentions of entities that other notes mention too, in order.
///
/// The words of a mention must be plain text, not in a heading, table, link or code. Entities that the author
/// links somewhere in the note, that are unsure, or that the user does not want linked are left out. `findings`
/// are those of `text`.
pub fn first(
    text: &str,
    findings: &Findings,
    graph: &Graph,
    overrides: &Overrides,
) -> Vec<LinkableMention> {
    let (note, _) = Note::new(&findings.note, text.as_bytes());
    let (document, _) = parser::parse(&note);
    let Some(node) = graph.note(&findings.note) else { return vec![] };
    let mut found: Vec<LinkableMention> = Vec::new();
    for edge in graph.targets(&node.id, Relation::Mentions) {
        let entity = edge.target;
        if entity.kind == Kind::Note || entity.confidence < SURE || entity.mentions.len() < 2 {
            continue;
        }
        if is_never_linked(entity, overrides) {
            continue;
        }
        let spans = places(entity, findings, text);
        let uses: Vec<MentionUse> =
            spans.iter().map(|span| usage(&note, &document, text, *span)).collect();
        if uses.contains(&MentionUse::Linked) {
            continue;
        }
        if let Some(first) = uses.iter().position(|how| *how == MentionUse::Plain) {
            let (id, name) = (entity.id.clone(), entity.name.clone());
            found.push(LinkableMention { id, name, span: spans[first] });
        }
    }
    // Of overlapping mentions the longer stays.
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
    overrides.corrections.iter().any(|correction| match &correction.instruction {
        Instruction::NeverLink { name, kind } => {
            kind.is_none_or(|kind| kind == entity.kind) && forms.contains(&name::key(name))
        }
        _ => false,
    })
}

/// The mentions of an entity in a note: those of the note entity with the entity's first mention.
fn places(entity: &Entity, findings: &Findings, text: &str) -> Vec<Span> {
    let here = entity.mentions.iter().find(|mentions| mentions.note == findings.note);
    let first = here.map(|mentions| mentions.evidence.span);
    let spans =
        |found: &NoteEntity| found.mentions.iter().map(|m| m.evidence.span).collect::<Vec<_>>();
    let of_kind = findings.entities.iter().filter(|found| found.kind == entity.kind);
    let all = of_kind.map(spans).find(|spans| spans.iter().any(|span| Some(*span) == first));
    let is_text = |span: &Span| text.get(span.range()).is_some();
    // A topic in the name of a conference is not what those words mean.
    let all_spans = findings.entities.iter().flat_map(spans).collect::<Vec<_>>();
    let is_part = |span: &Span| {
        let covers = |other: &Span| other.start <= span.start && span.end <= other.end;
        all_spans.iter().any(|other| other != span && covers(other))
    };
    all.unwrap_or_default().into_iter().filter(|span| is_text(span) && !is_part(span)).collect()
}

/// How the words of a mention are used in the text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum MentionUse {
    /// As words of a paragraph or an item of a list.
    Plain,
    /// In a link of the author's.
    Linked,
    /// In a heading, a table, code, front matter, or across markup.
    Other,
}

/// How a mention is used. Words in which an encoding was repaired are not found in the document.
fn usage(note: &Note, document: &Document, text: &str, span: Span) -> MentionUse {
    let words = &text[span.range()];
    let place = |block: &'_ Block| {
        let ranges = block.text.match_indices(words).map(|(at, _)| at..at + words.len());
        ranges.into_iter().find(|range| note.on_disk(block.source(range.clone())) == span)
    };
    let place = document.blocks.iter().find_map(|block| Some((block, place(block)?)));
    let Some((block, range)) = place else { return MentionUse::Other };
    let meets = |kind: fn(&MarkKind) -> bool| {
        let marks = block.marks.iter().filter(|mark| kind(&mark.kind));
        marks.into_iter().any(|m| m.range.start < range.end && range.start < m.range.end)
    };
    if meets(|kind| matches!(kind, MarkKind::Link(_))) {
        return MentionUse::Linked;
    }
    let is_prose = matches!(block.kind, BlockKind::Paragraph | BlockKind::Item { .. });
    let is_marked =
        meets(|kind| matches!(kind, MarkKind::Code | MarkKind::Image(_) | MarkKind::Tag));
    if is_prose && !is_marked && stands_alone(text, span) {
        MentionUse::Plain
    } else {
        MentionUse::Other
    }
}

/// Whether brackets around these words make a link and nothing else.
fn stands_alone(text: &str, span: Span) -> bool {
    let words = &text[span.range()];
    // `[x]` is a checked box.
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

/// The text with links for these mentions instead of the existing ones, and the number of links. Spans are in the
/// text that [`unlinked`] gives, in order. Mentions that are not plain text, whose page cannot be linked, or whose
/// link would change how the rest is read stay text.
pub fn put(
    text: &str,
    writer: &LinkWriter,
    from: &str,
    mentions: &[(LinkableMention, String)],
) -> Result<(String, usize), LinkRefusal> {
    let text = unlinked(text);
    // Managed blocks are not the author's text.
    let outside = remove(&text);
    let folded = outside.to_lowercase();
    let (note, _) = Note::new(from, text.as_bytes());
    let (document, _) = parser::parse(&note);
    let is_plain = |span| usage(&note, &document, &text, span) == MentionUse::Plain;
    let mut labels = BTreeSet::new();
    let mut chosen: Vec<MentionLink> = Vec::new();
    for (mention, page) in mentions {
        let Some(words) = text.get(mention.span.range()).filter(|_| is_plain(mention.span)) else {
            continue;
        };
        let Some((link, entry)) = writer.mention(from, page, words, &mention.name) else {
            continue;
        };
        // A second text of this form would become a link too, or be taken for this one.
        let label = format!("[{}]", words.to_lowercase());
        if !folded.contains(&label) && !outside.contains(&link) && labels.insert(label) {
            chosen.push(MentionLink { span: mention.span, link, entry });
        }
    }
    let write = |chosen: &[MentionLink]| with_links(&text, writer, chosen);
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

/// A mention with its link and the entry of the block.
struct MentionLink {
    span: Span,
    link: String,
    entry: String,
}

/// The text with these links and their block.
fn with_links(
    text: &str,
    writer: &LinkWriter,
    chosen: &[MentionLink],
) -> Result<String, LinkRefusal> {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for change in chosen {
        out += &text[at..change.span.start];
        out += &change.link;
        at = change.span.end;
    }
    out += &text[at..];
    let entries: Vec<String> = chosen.iter().map(|change| change.entry.clone()).collect();
    block::put(&out, ManagedBlock::Mentions, writer.style, &entries)
}

/// Whether two texts have the same blocks and words, so that every link is read as one.
fn reads_the_same(old: &str, new: &str) -> bool {
    let blocks = |text: &str| {
        let (note, _) = Note::new("", text.as_bytes());
        let words = parser::parse(&note).0.blocks.into_iter();
        words.map(|block| (block.kind, block.text)).collect::<Vec<_>>()
    };
    blocks(old) == blocks(new)
}
