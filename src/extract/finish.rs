//! From the page to the findings: places become evidence, drafts become entities.

use crate::document::DocumentLink;
use crate::document::LinkKind;
use crate::extract::draft::Draft;
use crate::extract::draft::Place;
use crate::extract::page::Page;
use crate::extract::token::fold_space;
use crate::finding::Claim;
use crate::finding::End;
use crate::finding::Evidence;
use crate::finding::Findings;
use crate::finding::Mention;
use crate::finding::NoteEntity;
use crate::finding::NoteLink;
use crate::span::Span;
use crate::span::floor_char_boundary;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use crate::vocabulary::Role;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// A quote longer than this many bytes is cut at words on both sides of what it is quoted for.
const QUOTE: usize = 280;

/// Takes everything off the page.
pub fn findings(page: Page) -> Findings {
    let document = page.document;
    let claims = claims(&page);
    let entities: Vec<NoteEntity> =
        page.things.iter().filter(|d| named(d)).map(|d| thing(&page, d)).collect();
    Findings {
        note: page.note.path.clone(),
        title: document.title.as_ref().map(|t| fold_space(&t.value).into_owned()),
        date: document.date,
        tags: document.tags.iter().map(|t| t.value.clone()).collect(),
        hash: page.note.hash(),
        links: links(&page),
        diagnostics: Vec::new(),
        entities,
        claims,
    }
}

/// A draft with its evidence.
fn thing(page: &Page, draft: &Draft) -> NoteEntity {
    let reasons: Arc<str> = draft.judged.as_ref().map_or("", |answer| &answer.reasons).into();
    let mut mentions: Vec<Mention> = draft
        .mentions
        .iter()
        .map(|seen| {
            let confidence = draft.judged.as_ref().map_or(seen.confidence, |a| a.probability);
            Mention {
                text: match &seen.place {
                    Place::Path(text) => text.clone(),
                    place => page.note.as_written(span(page, place)),
                },
                evidence: evidence(page, &seen.place, seen.rule, confidence, &reasons),
            }
        })
        .collect();
    mentions.sort_by(|a, b| {
        let (a, b) = (&a.evidence, &b.evidence);
        (a.span, &a.rule).cmp(&(b.span, &b.rule))
    });
    mentions.dedup_by(|a, b| a.evidence.span == b.evidence.span);
    let mut roles = draft.roles.clone();
    if draft.kind == Kind::Person && roles.is_empty() {
        roles.push(Role::Mentioned);
    }
    roles.sort();
    let mut aliases = draft.aliases.clone();
    aliases.sort();
    let best = mentions.iter().map(|m| m.evidence.confidence).fold(0.0, f32::max);
    let entry = draft.entry.map(|id| {
        let entry = page.lexicon.entry(id);
        format!("{}:{}", entry.origin_file, entry.origin_line)
    });
    NoteEntity {
        kind: draft.kind,
        name: draft.name.clone(),
        aliases,
        entry,
        roles,
        untitled: draft.untitled,
        url: draft.url.clone(),
        confidence: best,
        mentions,
    }
}

/// Whether a draft is still a thing: one that became part of another is none.
fn named(draft: &Draft) -> bool {
    !draft.mentions.is_empty()
}

/// One claim for each subject, relation and object.
fn claims(page: &Page) -> Vec<Claim> {
    // Where each draft stands among the things that are left.
    let places: Vec<usize> = page
        .things
        .iter()
        .scan(0, |next, draft| {
            let place = *next;
            *next += usize::from(named(draft));
            Some(place)
        })
        .collect();
    let end = |end: End| match end {
        End::Note => End::Note,
        End::Entity(i) => End::Entity(places[i]),
    };
    let mut joined: BTreeMap<(End, Relation, End), Vec<Evidence>> = BTreeMap::new();
    for said in &page.claims {
        let reasons = Arc::from(said.reasons.as_str());
        let evidence = evidence(page, &said.place, said.rule, said.confidence, &reasons);
        let all = joined.entry((end(said.subject), said.relation, end(said.object))).or_default();
        if !all.iter().any(|e| e.span == evidence.span && e.rule == evidence.rule) {
            all.push(evidence);
        }
    }
    let mut claims: Vec<Claim> = joined
        .into_iter()
        .map(|((subject, relation, object), mut evidence)| {
            evidence.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
            Claim { subject, relation, object, evidence }
        })
        .collect();
    claims.sort_by_key(|c| (c.evidence[0].span, c.relation, c.subject, c.object));
    claims
}

/// The links to other notes.
fn links(page: &Page) -> Vec<NoteLink> {
    page.document.links.iter().filter(|l| leads_to_note(l)).map(|l| link(page, l)).collect()
}

/// Whether a link can lead to another note: it is no image, no part of this page, no web address.
fn leads_to_note(link: &DocumentLink) -> bool {
    let outside = link.target.starts_with("//")
        || link.target.contains("://")
        || link.target.starts_with("mailto:");
    !matches!(link.kind, LinkKind::Image | LinkKind::Bare)
        && !link.target.is_empty()
        && !link.target.starts_with('#')
        && !outside
}

/// A link with the sentence in which it stands.
fn link(page: &Page, link: &DocumentLink) -> NoteLink {
    let quote = link.block.as_ref().map(|(block, range)| {
        let block = &page.document.blocks[*block];
        let here = |s: &&Range<usize>| s.start <= range.start && range.start < s.end;
        let sentence = block.sentences.iter().find(here).cloned();
        fold_space(&block.text[sentence.unwrap_or(0..block.text.len())])
    });
    NoteLink {
        target: link.target.clone(),
        wiki: matches!(link.kind, LinkKind::Wiki | LinkKind::Front),
        evidence: Evidence {
            span: page.note.on_disk(link.span),
            line: page.note.line(link.span.start),
            quote: shorten(&quote.unwrap_or(Cow::Borrowed(&link.target)), 0, 0),
            rule: "link".into(),
            confidence: 1.0,
            reasons: "".into(),
        },
    }
}

/// The place as a range of the note's text.
fn span(page: &Page, place: &Place) -> Span {
    match place {
        Place::Words { block, from, to } => {
            let tokens = &page.blocks[*block].tokens;
            let range = tokens[*from].start as usize..tokens[*to - 1].end as usize;
            page.document.blocks[*block].source(range)
        }
        Place::Front(text) => text.span,
        Place::Path(_) => Span::new(0, 0),
    }
}

/// What stands at a place, and which rule says so.
fn evidence(
    page: &Page,
    place: &Place,
    rule: &'static str,
    confidence: f32,
    reasons: &Arc<str>,
) -> Evidence {
    let text = span(page, place);
    Evidence {
        span: page.note.on_disk(text),
        line: page.note.line(text.start),
        quote: quote(page, place),
        rule: rule.into(),
        confidence,
        reasons: reasons.clone(),
    }
}

/// The sentences around a place, on one line.
fn quote(page: &Page, place: &Place) -> String {
    match place {
        Place::Front(text) => fold_space(&text.value).into_owned(),
        Place::Path(_) => page.note.path.clone(),
        Place::Words { block, from, to } => {
            let tokens = &page.blocks[*block].tokens;
            let b = &page.document.blocks[*block];
            let start = tokens[*from].start as usize;
            let end = tokens[*to - 1].end as usize;
            let first = b.sentences.partition_point(|s| s.end <= start);
            let first = b.sentences.get(first).map_or(0, |s| s.start.min(start));
            let last = b.sentences.partition_point(|s| s.end < end);
            let last = b.sentences.get(last).map_or(b.text.len(), |s| s.end);
            let last = last.max(end);
            shorten(&b.text[first..last], start - first, end - first)
        }
    }
}

/// At most [`QUOTE`] bytes of a text round the bytes `from..to`, cut at words, cuts shown.
fn shorten(text: &str, from: usize, to: usize) -> String {
    if text.len() <= QUOTE {
        return fold_space(text).into_owned();
    }
    let room = QUOTE.saturating_sub(to - from) / 2;
    let start = if to <= QUOTE { 0 } else { from.saturating_sub(room) };
    let end = (start + QUOTE).max(to).min(text.len());
    let start = floor_char_boundary(text, start);
    let end = floor_char_boundary(text, end);
    let start = if start == 0 {
        0
    } else {
        text[start..].find(' ').map_or(start, |i| (start + i + 1).min(from))
    };
    let end =
        if end == text.len() { end } else { text[..end].rfind(' ').map_or(end, |i| i.max(to)) };
    let (left, right) =
        (if start > 0 { "… " } else { "" }, if end < text.len() { " …" } else { "" });
    format!("{left}{}{right}", fold_space(&text[start..end]))
}
