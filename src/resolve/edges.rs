//! The edges between entities, with the evidence of all notes.

use crate::entity::Citation;
use crate::entity::Edge;
use crate::finding::End;
use crate::finding::Evidence;
use crate::resolve::confidence;
use crate::resolve::entities::Entities;
use crate::resolve::note_links::ResolvedLink;
use crate::resolve::records::Records;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use rayon::prelude::*;

/// One piece of evidence for an edge. Ends are entities.
struct EdgeEvidence<'a> {
    ends: (usize, Relation, usize),
    note: usize,
    evidence: &'a Evidence,
    confidence: f32,
}

/// The edges of all claims, a `Mentions` edge from its note for every record, and a `LinksTo` edge for each
/// of these links. Claims about ignored records are left out, as are those whose relation does not fit the
/// kinds of both ends any more.
pub fn edges<'a>(
    records: &Records<'a>,
    entities: &Entities,
    note_links: &[ResolvedLink<'a>],
) -> Vec<Edge> {
    let mut evidence = claims(records, entities);
    evidence.extend(mentions(records, entities));
    evidence.extend(note_links.iter().map(|&(from, to, evidence)| EdgeEvidence {
        ends: (entities.of_note[from], Relation::LinksTo, entities.of_note[to]),
        note: from,
        evidence,
        confidence: evidence.confidence,
    }));
    let place = |s: &EdgeEvidence| (s.ends, s.note, s.evidence.span, s.evidence.line);
    evidence.par_sort_by(|a, b| {
        let text = |s: &EdgeEvidence<'a>| (&s.evidence.rule, &s.evidence.quote);
        (place(a).cmp(&place(b)))
            .then_with(|| b.confidence.total_cmp(&a.confidence))
            .then_with(|| text(a).cmp(&text(b)))
    });
    let blocks: Vec<&[EdgeEvidence]> = evidence.chunk_by(|a, b| a.ends == b.ends).collect();
    blocks.par_iter().map(|block| edge(records, entities, block)).collect()
}

/// One edge from all its evidence, sorted by place.
fn edge(records: &Records, entities: &Entities, all: &[EdgeEvidence]) -> Edge {
    let (subject, relation, object) = all[0].ends;
    let confidences = all.iter().map(|s| (records.notes[s.note].hash, s.confidence)).collect();
    let mut kept: Vec<&EdgeEvidence> = Vec::with_capacity(all.len());
    for s in all {
        let same = |k: &&EdgeEvidence| {
            (k.note, k.evidence.span, &k.evidence.rule)
                == (s.note, s.evidence.span, &s.evidence.rule)
        };
        // Equal ones are close together, as all are sorted by place.
        if !kept.iter().rev().take(8).any(same) {
            kept.push(s);
        }
    }
    let cited = kept.into_iter().map(|s| Citation {
        note: records.notes[s.note].note.clone(),
        date: records.notes[s.note].date,
        evidence: s.evidence.clone(),
    });
    Edge {
        subject: entities.list[subject].id.clone(),
        relation,
        object: entities.list[object].id.clone(),
        confidence: confidence::together(confidences),
        evidence: cited.collect(),
    }
}

fn claims<'a>(records: &Records<'a>, entities: &Entities) -> Vec<EdgeEvidence<'a>> {
    let mut all = Vec::new();
    for (note, findings) in records.notes.iter().enumerate() {
        let entity = |end: End| match end {
            End::Note => Some(entities.of_note[note]),
            End::Entity(_) => entities.of_record[records.record_of(note, end)?],
        };
        for claim in &findings.claims {
            let ends = entity(claim.subject).zip(entity(claim.object));
            let Some((subject, object)) = ends else { continue };
            let kinds = (entities.list[subject].kind, entities.list[object].kind);
            if subject == object || !fits_kinds(claim.relation, kinds) {
                continue;
            }
            let ends = (subject, claim.relation, object);
            all.extend(claim.evidence.iter().map(|evidence| EdgeEvidence {
                ends,
                note,
                evidence,
                confidence: evidence.confidence,
            }));
        }
    }
    all
}

/// Every record is mentioned by its note; the evidence is its first mention.
fn mentions<'a>(records: &Records<'a>, entities: &Entities) -> Vec<EdgeEvidence<'a>> {
    let of = |(i, entity): (usize, &Option<usize>)| {
        let record = &records[i];
        Some(EdgeEvidence {
            ends: (entities.of_note[record.note], Relation::Mentions, (*entity)?),
            note: record.note,
            evidence: &record.entity.mentions.first()?.evidence,
            confidence: record.entity.confidence,
        })
    };
    entities.of_record.iter().enumerate().filter_map(of).collect()
}

/// Whether a relation fits these kinds, which corrections and other notes may have changed.
fn fits_kinds(relation: Relation, kinds: (Kind, Kind)) -> bool {
    use Kind::{Company, Event, Note, Person, Talk, Tool, Topic};
    match relation {
        Relation::WorksAt => kinds == (Person, Company),
        Relation::Gave => kinds == (Person, Talk),
        Relation::SpokeAt => kinds == (Person, Event),
        Relation::TalkedAbout => matches!(kinds, (Person, Topic | Tool)),
        Relation::About => matches!(kinds, (Talk, Topic | Tool)),
        Relation::PartOf => kinds == (Talk, Event),
        Relation::Makes => kinds == (Company, Tool),
        Relation::Wrote => kinds == (Person, Note),
        Relation::Covers => kinds == (Note, Event),
        Relation::Mentions => kinds.0 == Note,
        Relation::LinksTo | Relation::RelatedTo => kinds == (Note, Note),
    }
}
