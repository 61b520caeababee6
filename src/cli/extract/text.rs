//! What one note says as text: its lines with the mentions coloured, and a table.

use crate::cli::names::lower_first;
use crate::cli::screen::{NARROW, Screen};
use crate::cli::text::StyledText;
use crate::cli::theme;
use hallway::finding::{Claim, End, Findings, NoteEntity};
use hallway::query::SURE;
use hallway::span::Span;
use hallway::store::notes::Source;
use hallway::vocabulary::Kind;

/// Words of context on each side of a mention.
const CONTEXT: usize = 3;

/// Shows one note, with its path above it if `named`.
pub fn note(screen: &mut Screen, source: &Source, findings: &Findings, named: bool) {
    if named {
        screen.line(StyledText::new().path(theme::KEY, &findings.note, None));
    }
    if findings.entities.is_empty() {
        screen.line(StyledText::plain("Nothing found in this note."));
        return;
    }
    lines(screen, source, findings);
    screen.blank();
    entities(screen, findings);
    if findings.claims.iter().any(|c| c.subject != End::Note) {
        screen.blank();
        claims(screen, findings);
    }
}

/// A mention to be coloured.
struct MentionMark {
    span: Span,
    line: usize,
    kind: Kind,
}

/// The lines with mentions, each cut to the words around them.
fn lines(screen: &mut Screen, source: &Source, findings: &Findings) {
    let marks = marks(findings);
    let gutter = marks.last().map_or(0, |m| m.line.to_string().len()).max(4);
    for group in marks.chunk_by(|a, b| a.line == b.line) {
        let number = format!("{:>gutter$}  ", group[0].line);
        let wide = screen.width.saturating_sub(number.len());
        let text = marked(&source.bytes, group, screen.color);
        for (i, line) in text.wrap(wide).into_iter().enumerate() {
            let lead = if i == 0 { number.as_str() } else { "" };
            screen.line(StyledText::new().add(theme::SOFT, lead).pad(gutter + 2).join(line));
        }
    }
}

/// All mentions by place; of two that overlap, the one that begins first, else the longer.
fn marks(findings: &Findings) -> Vec<MentionMark> {
    // Mentions of talks that hallway named come last, as other entities are within them.
    let (named, unnamed): (Vec<&NoteEntity>, Vec<&NoteEntity>) =
        findings.entities.iter().partition(|entity| !entity.untitled);
    let entities = named.into_iter().chain(unnamed);
    let mut all: Vec<MentionMark> = entities
        .flat_map(|entity| entity.mentions.iter().map(|m| (entity.kind, m)))
        .map(|(kind, m)| MentionMark { span: m.evidence.span, line: m.evidence.line, kind })
        .filter(|mark| !mark.span.is_empty())
        .collect();
    all.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    let mut end = 0;
    all.retain(|mark| {
        let free = mark.span.start >= end;
        end = end.max(mark.span.end);
        free
    });
    all
}

fn marked(bytes: &[u8], group: &[MentionMark], color: bool) -> StyledText {
    let line_start =
        bytes[..group[0].span.start].iter().rposition(|b| *b == b'\n').map_or(0, |i| i + 1);
    let last = group[group.len() - 1].span.end;
    let line_end = bytes[last..].iter().position(|b| *b == b'\n').map_or(bytes.len(), |i| last + i);
    let mut text = StyledText::new();
    let mut at = line_start;
    for mark in group {
        let gap = String::from_utf8_lossy(&bytes[at..mark.span.start]);
        text = text.add(theme::NONE, &context(&gap, at == line_start));
        let name = String::from_utf8_lossy(&bytes[mark.span.range()]);
        text = match color {
            true => text.add(theme::of(mark.kind), &name),
            false => text.add(theme::NONE, &format!("[{name}]({})", mark.kind)),
        };
        at = mark.span.end;
    }
    text.add(theme::NONE, &tail(&String::from_utf8_lossy(&bytes[at..line_end])))
}

/// The words between two mentions, or before the first; if long, without the middle or beginning.
fn context(gap: &str, first: bool) -> String {
    let words: Vec<&str> = gap.split_inclusive(char::is_whitespace).collect();
    if first {
        let skip = words.len().saturating_sub(CONTEXT);
        let lead = if skip > 0 { "… " } else { "" };
        return format!("{lead}{}", words[skip..].concat());
    }
    if words.len() <= 2 * CONTEXT {
        return gap.to_string();
    }
    let (head, end) = (words[..CONTEXT].concat(), words[words.len() - CONTEXT..].concat());
    format!("{} … {end}", head.trim_end())
}

fn tail(rest: &str) -> String {
    let words: Vec<&str> = rest.trim_end().split_inclusive(char::is_whitespace).collect();
    match words.len() > CONTEXT {
        true => format!("{} …", words[..CONTEXT].concat().trim_end()),
        false => words.concat(),
    }
}

/// Kind, name, other form or role, doubt, confidence, line.
fn entities(screen: &mut Screen, findings: &Findings) {
    let narrow = screen.width < NARROW;
    let cells: Vec<[StyledText; 4]> = findings.entities.iter().map(|t| cells(t, narrow)).collect();
    let widest = |column: usize| cells.iter().map(|c| c[column].width()).max().unwrap_or(0);
    let (names, forms) = (widest(1).max(12), widest(2));
    // The name takes what the other columns leave, and wraps.
    let others = 2 + 9 + 2 + forms + 1 + NUMBERS;
    let room = screen.width.saturating_sub(others).clamp(12, names);
    for [kind, name, form, numbers] in cells {
        let mut lines = name.wrap(room).into_iter();
        let first = lines.next().unwrap_or_default();
        let line = StyledText::plain("  ").join(kind.pad(9)).join(first.pad(room + 2));
        screen.line(line.join(form.pad(forms + 1)).join(numbers));
        lines.for_each(|rest| screen.line(StyledText::new().pad(11).join(rest)));
    }
}

/// Columns of confidence and line.
const NUMBERS: usize = 4 + 3 + 4;

/// On a narrow terminal there is no room for roles and other forms.
fn cells(entity: &NoteEntity, narrow: bool) -> [StyledText; 4] {
    let form = match entity.kind {
        _ if narrow => String::new(),
        Kind::Person => entity.roles.first().map_or("", |r| r.word()).to_string(),
        _ => written(entity).map_or(String::new(), |form| format!("“{}”", short(form))),
    };
    let unsure = if entity.confidence < SURE { "unsure" } else { "" };
    let gap = if form.is_empty() || unsure.is_empty() { "" } else { "  " };
    let line = entity.mentions.first().map_or(0, |m| m.evidence.line);
    [
        StyledText::new().add(theme::SOFT, entity.kind.word()),
        StyledText::new().add(theme::of(entity.kind), &entity.name),
        StyledText::plain(&form).add(theme::NONE, gap).add(theme::UNSURE, unsure),
        StyledText::new().add(theme::SOFT, &format!("{:.2}  {line:>3}", entity.confidence)),
    ]
}

/// The beginning of a long form; the note above shows all of it.
fn short(form: &str) -> String {
    const LONGEST: usize = 16;
    match form.chars().count() {
        n if n <= LONGEST => form.to_string(),
        _ => form.chars().take(LONGEST - 1).chain(['…']).collect(),
    }
}

/// The form in the note if it differs from the name; `None` for talks that hallway named.
fn written(entity: &NoteEntity) -> Option<&str> {
    let first = entity.mentions.first()?;
    (first.text != entity.name && !entity.untitled).then_some(first.text.as_str())
}

/// “Néstor Salceda works at Sysdig”, confidence and line.
fn claims(screen: &mut Screen, findings: &Findings) {
    for claim in findings.claims.iter().filter(|c| c.subject != End::Note) {
        let line = claim.evidence.first().map_or(0, |e| e.line);
        let numbers = format!("{:.2}  {line:>3}", claim.confidence());
        let room = screen.width.saturating_sub(2 + 2 + numbers.len());
        for (i, text) in sentence(claim, findings).wrap(room).into_iter().enumerate() {
            match i {
                0 => screen.line(
                    StyledText::plain("  ").join(text.pad(room + 2)).add(theme::SOFT, &numbers),
                ),
                _ => screen.line(StyledText::plain("    ").join(text)),
            }
        }
    }
}

fn sentence(claim: &Claim, findings: &Findings) -> StyledText {
    let name = |text: StyledText, end: End| match end {
        End::Note => text.add(theme::NONE, "this note"),
        End::Entity(i) => {
            let entity = &findings.entities[i];
            let name =
                if entity.untitled { lower_first(&entity.name) } else { entity.name.clone() };
            text.add(theme::of(entity.kind), &name)
        }
    };
    let subject = name(StyledText::new(), claim.subject);
    name(subject.add(theme::SOFT, &format!(" {} ", claim.relation.forward())), claim.object)
}
