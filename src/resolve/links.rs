//! The relations between entities, with the evidence of all notes.

use crate::entity::Citation;
use crate::entity::Edge;
use crate::finding::End;
use crate::finding::Evidence;
use crate::resolve::cast::Cast;
use crate::resolve::confidence;
use crate::resolve::scene::Scene;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use rayon::prelude::*;

/// One note's word for a relation. Ends are entities.
struct Said<'a> {
    ends: (usize, Relation, usize),
    note: usize,
    evidence: &'a Evidence,
    confidence: f32,
}

/// All claims; a mention by its note for every thing; and the links between notes that are given.
/// Claims about what the user left out go, as do those that no longer make sense for the kinds.
pub fn links<'a>(
    scene: &Scene<'a>,
    cast: &Cast,
    between_notes: &[(usize, usize, &'a Evidence)],
) -> Vec<Edge> {
    let mut said = claims(scene, cast);
    said.extend(mentions(scene, cast));
    said.extend(between_notes.iter().map(|&(from, to, evidence)| Said {
        ends: (cast.of_note[from], Relation::LinksTo, cast.of_note[to]),
        note: from,
        evidence,
        confidence: evidence.confidence,
    }));
    let place = |s: &Said| (s.ends, s.note, s.evidence.span, s.evidence.line);
    said.par_sort_by(|a, b| {
        let text = |s: &Said<'a>| (&s.evidence.rule, &s.evidence.quote);
        (place(a).cmp(&place(b)))
            .then_with(|| b.confidence.total_cmp(&a.confidence))
            .then_with(|| text(a).cmp(&text(b)))
    });
    let blocks: Vec<&[Said]> = said.chunk_by(|a, b| a.ends == b.ends).collect();
    blocks.par_iter().map(|block| link(scene, cast, block)).collect()
}

fn link(scene: &Scene, cast: &Cast, said: &[Said]) -> Edge {
    let (subject, relation, object) = said[0].ends;
    let told = said.iter().map(|s| (scene.notes[s.note].hash, s.confidence)).collect();
    let mut kept: Vec<&Said> = Vec::with_capacity(said.len());
    for s in said {
        let same = |k: &&Said| {
            (k.note, k.evidence.span, &k.evidence.rule)
                == (s.note, s.evidence.span, &s.evidence.rule)
        };
        // Sorted by place, so that equals stand close together.
        if !kept.iter().rev().take(8).any(same) {
            kept.push(s);
        }
    }
    let cited = kept.into_iter().map(|s| Citation {
        note: scene.notes[s.note].note.clone(),
        date: scene.notes[s.note].date,
        evidence: s.evidence.clone(),
    });
    Edge {
        subject: cast.entities[subject].id.clone(),
        relation,
        object: cast.entities[object].id.clone(),
        confidence: confidence::together(told),
        evidence: cited.collect(),
    }
}

fn claims<'a>(scene: &Scene<'a>, cast: &Cast) -> Vec<Said<'a>> {
    let mut said = Vec::new();
    for (note, findings) in scene.notes.iter().enumerate() {
        let entity = |end: End| match end {
            End::Note => Some(cast.of_note[note]),
            End::Entity(_) => cast.of[scene.node_of(note, end)?],
        };
        for claim in &findings.claims {
            let ends = entity(claim.subject).zip(entity(claim.object));
            let Some((subject, object)) = ends else { continue };
            let kinds = (cast.entities[subject].kind, cast.entities[object].kind);
            if subject == object || !makes_sense(claim.relation, kinds) {
                continue;
            }
            let ends = (subject, claim.relation, object);
            said.extend(claim.evidence.iter().map(|evidence| Said {
                ends,
                note,
                evidence,
                confidence: evidence.confidence,
            }));
        }
    }
    said
}

/// Every thing is mentioned by its note; the evidence is the first mention.
fn mentions<'a>(scene: &Scene<'a>, cast: &Cast) -> Vec<Said<'a>> {
    let of = |(i, entity): (usize, &Option<usize>)| {
        let node = &scene.nodes[i];
        Some(Said {
            ends: (cast.of_note[node.note], Relation::Mentions, (*entity)?),
            note: node.note,
            evidence: &node.thing.mentions.first()?.evidence,
            confidence: node.thing.confidence,
        })
    };
    cast.of.iter().enumerate().filter_map(of).collect()
}

/// Whether a relation joins these kinds. Kinds change when the user or other notes know better.
fn makes_sense(relation: Relation, kinds: (Kind, Kind)) -> bool {
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
