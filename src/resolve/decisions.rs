//! Why each name belongs to its entity.

use crate::entity::Because;
use crate::entity::Decision;
use crate::resolve::clusters::Clusters;
use crate::resolve::entities::Entities;
use crate::resolve::records::Records;
use crate::vocabulary::Kind;

/// One decision for each name of each entity, sorted: why a rule joined it, that the catalogue or the same
/// note has it as an alias, or that it is the name itself.
pub fn decisions(records: &Records, clusters: &Clusters, entities: &Entities) -> Vec<Decision> {
    let mut decisions: Vec<(usize, &str, Option<usize>, Because)> = Vec::new();
    for (record, because) in &clusters.joined {
        if let Some(entity) = entities.of_record[*record] {
            let note = matches!(because, Because::Similar { .. }).then_some(records[*record].note);
            decisions.push((entity, &records[*record].entity.name, note, because.clone()));
        }
    }
    for (record, support) in &records.dated {
        if let Some(entity) = entities.of_record[*record] {
            let because = Because::Similar { support: support.clone() };
            let record = &records[*record];
            decisions.push((entity, &record.entity.name, Some(record.note), because));
        }
    }
    for (i, record) in records.iter().enumerate() {
        let Some(entity) = entities.of_record[i] else { continue };
        decisions.push((entity, &record.entity.name, None, Because::SameName));
        let same =
            records.corrections.shown_name(i).filter(|_| entities.named_by[entity].is_some());
        let corrections = record.renamed.into_iter().chain(record.retyped);
        for correction in corrections.chain(same.map(|s| s.0)) {
            let because = records.corrections.because(correction);
            decisions.push((entity, &record.entity.name, None, because));
        }
        for alias in &record.entity.aliases {
            decisions.push(match &record.entry {
                Some(entry) if record.kind != Kind::Person => {
                    (entity, alias, None, Because::Catalogue { entry: entry.to_string() })
                }
                _ => (entity, alias, Some(record.note), Because::SameNote),
            });
        }
        if let Some(entry) = &record.entry {
            let because = Because::Catalogue { entry: entry.to_string() };
            decisions.push((entity, &record.entity.name, None, because));
        }
    }
    decisions.extend(names(records, entities));
    decisions.sort_by(|a, b| (a.0, a.1, &a.3, a.2).cmp(&(b.0, b.1, &b.3, b.2)));
    // Of several notes with the same reason the first is kept.
    decisions.dedup_by(|later, kept| (later.0, later.1, &later.3) == (kept.0, kept.1, &kept.3));
    // `SameName` sorts first; it counts only where there is no better reason.
    decisions.dedup_by(|later, kept| {
        let better = (later.0, later.1) == (kept.0, kept.1) && kept.3 == Because::SameName;
        if better {
            std::mem::swap(later, kept);
        }
        better
    });
    let named = decisions.into_iter().map(|(entity, form, note, because)| Decision {
        entity: entities.list[entity].id.clone(),
        form: form.to_string(),
        note: note.map(|n| records.notes[n].note.clone()),
        because,
    });
    let mut decisions: Vec<Decision> = named.collect();
    decisions.sort();
    decisions
}

/// The name shown, with its reason: a correction, or that the notes have it.
fn names<'a>(
    records: &Records,
    entities: &'a Entities,
) -> impl Iterator<Item = (usize, &'a str, Option<usize>, Because)> {
    let found = entities.list.iter().enumerate().filter(|(_, e)| e.kind != Kind::Note);
    let reasons: Vec<Because> = found
        .clone()
        .map(|(at, _)| match entities.named_by[at] {
            Some(correction) => records.corrections.because(correction),
            None => Because::SameName,
        })
        .collect();
    found.zip(reasons).map(|((at, entity), because)| (at, entity.name.as_str(), None, because))
}
