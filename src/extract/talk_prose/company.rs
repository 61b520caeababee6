//! “Y had two talks on Z from X1 and X2”: a talk and an employer for each.

use crate::extract::draft::Place;
use crate::extract::draft::Stretch;
use crate::extract::page::MentionRange;
use crate::extract::page::Page;
use crate::extract::session;
use crate::extract::session::Found;
use crate::extract::subject;
use crate::extract::talk_prose::RULE;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use std::ops::Range;

/// A sentence on the talks that a company brought.
struct Brought {
    company: MentionRange,
    sentence: u16,
    people: Vec<MentionRange>,
    /// What the talks were about; at least one phrase.
    subjects: Vec<Range<usize>>,
}

/// Records such talks of a block and gives their speakers.
pub fn talks(page: &mut Page, block: usize) -> Vec<usize> {
    let Some(brought) = read(page, block) else { return Vec::new() };
    let (company, at) = brought.company;
    let first = brought.subjects[0].clone();
    let about = page.text(block, first.clone());
    let heading = page.document.blocks[block].section.filter(|&h| !page.blocks[h].is_empty());
    for (n, (person, range)) in brought.people.iter().enumerate() {
        let place = Place::words(block, at.start..range.end);
        page.claim(*person, Relation::WorksAt, company, place, RULE, 0.9);
        let article = if n == 0 { "A" } else { "Another" };
        let found = Found {
            block,
            title: first.clone(),
            made: Some(format!("{article} talk on {about}")),
            speakers: vec![*person],
            extent: vec![Stretch { block, first: brought.sentence, last: brought.sentence }],
            confidence: 0.85,
        };
        let talk = session::add(page, RULE, found);
        let more = brought.subjects.iter().skip(1).map(|r| (block, r.clone()));
        let above = heading.map(|h| (h, 0..page.blocks[h].len()));
        page.sessions[talk].subjects.extend(more.chain(above));
    }
    brought.people.into_iter().map(|(person, _)| person).collect()
}

/// Reads the sentence that begins with the first company of a block.
fn read(page: &Page, block: usize) -> Option<Brought> {
    let company = page.mentions_in(block, Kind::Company).into_iter().next()?;
    let end = company.1.end;
    let had = matches!(
        page.key(block, end),
        "had" | "gave" | "brought" | "presented" | "delivered" | "did" | "held"
    );
    let talks =
        |i: &usize| matches!(page.key(block, *i), "talks" | "sessions" | "presentations" | "demos");
    let session = (end..end + 8).find(talks).filter(|_| had)?;
    let sentence = page.token(block, session).sentence;
    let mut people = page.mentions_in_sentence(block, sentence, Kind::Person);
    people.retain(|(_, r)| r.start > session);
    let by = people.first()?.1.start - 1;
    if !matches!(page.key(block, by), "from" | "by" | "with") {
        return None;
    }
    let on = |i: &usize| matches!(page.key(block, *i), "on" | "about" | "around");
    let subjects = subject::phrases(page, block, (session + 1..session + 3).find(on)? + 1);
    (!subjects.is_empty()).then_some(Brought { company, sentence, people, subjects })
}
