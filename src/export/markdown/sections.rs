//! The parts that pages of several kinds have in common.

use crate::entity::{Entity, Offer};
use crate::export::markdown::page::{Page, SHOWN, doubt};
use crate::export::markdown::text;
use crate::query::about;
use crate::query::answers;
use crate::query::answers::Answer;
use crate::query::lookalikes;
use crate::query::{EntityName, EntityRef};
use crate::vocabulary::{Kind, Relation};

/// Of the answers that are not quoted in full, those that get a line.
const LINES: usize = 200;

/// Answers in full; of hundreds the best in full, then a line each.
pub fn answers(page: &mut Page, answers: &[Answer], headline: fn(&Page, &Answer) -> String) {
    let shown = if answers.len() <= 5 * SHOWN { answers.len() } else { SHOWN };
    for answer in &answers[..shown] {
        let headline = headline(page, answer);
        page.line(&format!("- {headline}"));
        page.quoted(&answer.quote, &answer.note, answer.line);
    }
    for answer in answers[shown..].iter().take(LINES) {
        let headline = headline(page, answer);
        let place = page.place(&answer.note, answer.line);
        page.line(&format!("- {} {place}", headline.replace("\n  ", " ")));
    }
    let left = answers.len().saturating_sub(shown + LINES);
    if left > 0 {
        page.block(&format!("And {left} more; {} shows all.", page.command("who")));
    }
}

/// “**Person**, Company, date”, then the talk and event on a line of their own.
pub fn by_person(page: &Page, answer: &Answer) -> String {
    let mut first = vec![match &answer.person {
        Some(person) => format!("**{}**", page.named(person)),
        None => "a speaker whom the note does not name".to_string(),
    }];
    first.extend(answer.company.as_ref().map(|c| page.named(c)));
    first.extend(answer.date.map(|d| d.to_string()));
    let at = place_and_time(page, answer.talk.as_ref(), answer.event.as_ref());
    format!("{}{}{at}", first.join(", "), doubt(answer.confidence))
}

/// The talk and event of an answer on a line of their own.
fn place_and_time(page: &Page, talk: Option<&EntityName>, event: Option<&EntityName>) -> String {
    let event = event.map(|e| page.named(e));
    match (talk.map(|t| page.named(t)), event) {
        (Some(talk), Some(event)) => format!("\n  in {talk}, {event}"),
        (Some(talk), None) => format!("\n  in {talk}"),
        (None, Some(event)) => format!("\n  at {event}"),
        (None, None) => String::new(),
    }
}

/// “On a, b.”, with a space before; nothing if there is nothing.
pub fn on(page: &Page, subjects: &[EntityRef]) -> String {
    if subjects.is_empty() {
        return String::new();
    }
    let links: Vec<String> = subjects.iter().map(|s| page.thing(s)).collect();
    format!(" On {}.", links.join(", "))
}

/// What joins this thing with others: a line each, with a sentence and its place.
pub fn ties(page: &mut Page, entity: &Entity, relation: Relation, kinds: &[Kind]) {
    let edges = about::edges_with(page.site.graph, entity, relation, kinds);
    for edge in edges.iter().take(5 * SHOWN) {
        let other = edge.other(&entity.id).0;
        let name = format!("- {}{}", page.listed(other), doubt(edge.confidence()));
        match answers::best(edge.evidence()) {
            None => page.line(&name),
            Some(cited) => {
                let said = about::cited_quote(cited, &[other, entity]);
                let proof = page.proof(&said);
                page.line(&format!("{name}{proof}"));
            }
        }
    }
    if edges.len() > 5 * SHOWN {
        page.line(&format!("- and {} more", edges.len() - 5 * SHOWN));
    }
}

/// The notes that name a thing, newest first.
pub fn in_notes(page: &mut Page, entity: &Entity) {
    let notes = about::notes(page.site.graph, entity);
    note_list(page, entity, &notes);
}

/// Some of the notes that name a thing, with their dates and the place of the first mention.
pub fn note_list(page: &mut Page, entity: &Entity, paths: &[String]) {
    for path in paths.iter().take(SHOWN) {
        let Some(note) = page.site.graph.note(path) else { continue };
        let line = entity.mentions.iter().find(|m| m.note == *path).map(|m| m.evidence.line);
        let date = note.first_seen.map(|d| format!("{d} ")).unwrap_or_default();
        let title = page.link(&note.id, &note.name);
        let place = page.full_place(path, line.unwrap_or(1));
        page.line(&format!("- {date}{title}, {place}"));
    }
    if paths.len() > SHOWN {
        page.line(&format!("- and {} more", paths.len() - SHOWN));
    }
}

/// What is known of each thing that could be taken for this one, and how to join what may be one.
pub fn apart(page: &mut Page, entity: &Entity) {
    for apart in lookalikes::lookalikes(page.site.graph, &page.site.namesakes, entity)
        .into_iter()
        .take(SHOWN)
    {
        let other = page.thing(&apart.other.into());
        let why = text::escape(apart.why);
        let place = apart.fact.as_ref().and_then(|fact| fact.place);
        let place = place.map(|(note, line)| format!(" ({})", page.full_place(note, line)));
        let place = place.unwrap_or_default();
        if let Some(Offer { say, paste }) = apart.offer {
            let say = text::escape(say);
            page.block(&format!("- Perhaps also {other}{place}. Kept apart: {why}. {say}:\n"));
            page.line("  ```toml");
            paste.lines().for_each(|line| page.line(&format!("  {line}")));
            page.line("  ```");
            continue;
        }
        let fact = apart
            .fact
            .as_ref()
            .map(|fact| format!(", {} {}{place}", fact.words, page.thing(&fact.entity.into())));
        let why = match apart.entry {
            Some(entry) => format!("kept apart by {}", text::escape(entry)),
            None => why,
        };
        page.block(&format!("Not {other}{}: {why}.", fact.unwrap_or_default()));
    }
}

/// Other forms in the notes, and how to ask why they are one thing.
pub fn why_one(page: &mut Page, entity: &Entity) {
    let written = about::misspellings(entity);
    if written.is_empty() && entity.aliases.is_empty() {
        return;
    }
    let mut sentences = Vec::new();
    for form in written.iter().take(SHOWN) {
        let place = page.full_place(&form.note, form.line);
        sentences.push(format!("Written {} in {place}.", text::escape(&form.text)));
    }
    sentences.push(format!("Why this is one {}: {}.", entity.kind, page.command("explain")));
    page.block(&sentences.join(" "));
}
