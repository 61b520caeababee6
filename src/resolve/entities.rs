//! Makes entities of clusters: their names, ids, mentions and dates.

use crate::curated::entry::EntryId;
use crate::date::Date;
use crate::entity::Entity;
use crate::entity::NoteMentions;
use crate::finding::Claim;
use crate::finding::Mention;
use crate::name;
use crate::resolve::clusters::Clusters;
use crate::resolve::confidence;
use crate::resolve::ids;
use crate::resolve::naming;
use crate::resolve::notes;
use crate::resolve::records::Records;
use crate::vocabulary::EntityId;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use crate::vocabulary::Role;
use rayon::prelude::*;

/// The entities, and which one each record and each note became.
pub struct Entities {
    /// Sorted by id, notes included.
    pub list: Vec<Entity>,
    /// By record: its entity; `None` if the user wants it left out.
    pub of_record: Vec<Option<usize>>,
    /// By note: its entity.
    pub of_note: Vec<usize>,
    /// By entity: the correction that gave it its name.
    pub named_by: Vec<Option<usize>>,
}

/// What an entity was made of.
enum Origin {
    Cluster(usize),
    Note(usize),
}

/// Makes an entity of every cluster and of every note.
pub fn build(records: &Records, clusters: &Clusters) -> Entities {
    let members = members(records, clusters);
    let names: Vec<(String, Option<usize>)> =
        members.par_iter().map(|members| naming::shown(records, members)).collect();
    let ids = ids::ids(records, clusters, &members, &names);
    let named = members.par_iter().zip(names).zip(ids).enumerate();
    let mut built: Vec<(Entity, Option<usize>, Origin)> = named
        .map(|(cluster, ((members, (name, named_by)), id))| {
            (entity(records, members, id, name), named_by, Origin::Cluster(cluster))
        })
        .collect();
    for (note, entity) in notes::entities(&records.notes).into_iter().enumerate() {
        built.push((entity, None, Origin::Note(note)));
    }
    built.par_sort_by(|a, b| a.0.id.cmp(&b.0.id));
    let mut entities = Entities {
        list: Vec::with_capacity(built.len()),
        of_record: vec![None; records.len()],
        of_note: vec![0; records.notes.len()],
        named_by: Vec::with_capacity(built.len()),
    };
    for (at, (entity, named_by, origin)) in built.into_iter().enumerate() {
        match origin {
            Origin::Cluster(cluster) => {
                members[cluster].iter().for_each(|&i| entities.of_record[i] = Some(at));
            }
            Origin::Note(note) => entities.of_note[note] = at,
        }
        entities.list.push(entity);
        entities.named_by.push(named_by);
    }
    entities
}

/// The members of each cluster in order; the clusters by their first member.
fn members(records: &Records, clusters: &Clusters) -> Vec<Vec<usize>> {
    let mut at: Vec<usize> = vec![usize::MAX; records.len()];
    let mut members: Vec<Vec<usize>> = Vec::new();
    for (i, record) in records.iter().enumerate() {
        if record.ignored {
            continue;
        }
        let root = clusters.find(i);
        if at[root] == usize::MAX {
            at[root] = members.len();
            members.push(Vec::new());
        }
        members[at[root]].push(i);
    }
    members
}

fn entity(records: &Records, members: &[usize], id: EntityId, name: String) -> Entity {
    let found = || members.iter().map(|&i| records[i].entity);
    let kind = records[members[0]].kind;
    let aliases = naming::aliases(records, members, &name);
    let confidences = members
        .iter()
        .map(|&i| (records.notes[records[i].note].hash, records[i].entity.confidence));
    let (first_seen, last_seen) = seen(records, members);
    Entity {
        id,
        kind,
        aliases,
        roles: if kind == Kind::Person { roles(found().flat_map(|e| &e.roles)) } else { vec![] },
        untitled: kind == Kind::Talk && found().all(|e| e.untitled),
        url: found().find_map(|e| e.url.clone()).or_else(|| homepage(records, members)),
        confidence: confidence::together(confidences.collect()),
        mentions: mentions(records, members, &name),
        first_seen,
        last_seen,
        path: None,
        hash: None,
        name,
    }
}

/// All roles; “mentioned” is left out beside any other.
fn roles<'a>(roles: impl Iterator<Item = &'a Role>) -> Vec<Role> {
    let mut roles: Vec<Role> = roles.copied().collect();
    roles.sort();
    roles.dedup();
    if roles.len() > 1 {
        roles.retain(|r| *r != Role::Mentioned);
    }
    roles
}

/// The mentions in each note, with the first of them as evidence.
fn mentions(records: &Records, members: &[usize], name: &str) -> Vec<NoteMentions> {
    let mut by_note: Vec<NoteMentions> = Vec::new();
    for in_note in members.chunk_by(|&a, &b| records[a].note == records[b].note) {
        let mentions = || in_note.iter().flat_map(|&i| &records[i].entity.mentions);
        let place = |m: &&Mention| (m.evidence.span, m.evidence.line);
        let Some(first) = mentions().min_by_key(place) else { continue };
        let mut written: Vec<String> =
            mentions().map(|m| &m.text).filter(|t| *t != name).cloned().collect();
        written.sort();
        written.dedup();
        by_note.push(NoteMentions {
            note: records.path(in_note[0]).to_string(),
            written,
            count: mentions().count(),
            evidence: first.evidence.clone(),
        });
    }
    by_note
}

/// The dates of the first and last note. The first is an event's own date where the catalogue has it; for
/// an event with a year in its name only notes of that year can give the day.
fn seen(records: &Records, members: &[usize]) -> (Option<Date>, Option<Date>) {
    let dates = || members.iter().filter_map(|&i| records.notes[records[i].note].date);
    let year = members.iter().find_map(|&i| records[i].form.year);
    let year = year.map(|year| Date { year, month: 0, day: 0 });
    // A note covers an event that has taken place: one that the catalogue dates later is another.
    let covered = members.iter().filter_map(|&i| covered_on(records, i)).min();
    let held = members.iter().find_map(|&i| start_of_edition(records, i));
    let held = held.filter(|held| covered.is_none_or(|covered| covered >= *held));
    let noted = match year {
        Some(year) => dates().filter(|date| date.year == year.year).min(),
        None => dates().min(),
    };
    let first = held.or(noted).or(year);
    (first, dates().max().or(held).or(year).max(first))
}

/// The day of the note that covers an event, if the note has one.
fn covered_on(records: &Records, record: usize) -> Option<Date> {
    let note = records[record].note;
    let covers = |claim: &Claim| {
        claim.relation == Relation::Covers && records.record_of(note, claim.object) == Some(record)
    };
    let date = records.notes[note].date.filter(|date| date.day != 0)?;
    records.notes[note].claims.iter().any(covers).then_some(date)
}

/// The first day of an event, if the catalogue has exactly one edition in its year.
fn start_of_edition(records: &Records, record: usize) -> Option<Date> {
    let record = &records[record];
    let year = record.form.year?;
    let entry = entry(records, record.entry?, &record.form.key)?;
    let editions = records.lexicon.editions(entry);
    let mut of_year = editions.iter().filter(|e| e.year == year && !e.start.is_empty());
    match (of_year.next(), of_year.next()) {
        (Some(only), None) => Date::parse(only.start),
        _ => None,
    }
}

/// The homepage in the catalogue.
fn homepage(records: &Records, members: &[usize]) -> Option<String> {
    let record = members.iter().map(|&i| &records[i]).find(|r| r.entry.is_some())?;
    let entry = entry(records, record.entry?, &name::key(&record.entity.name))?;
    let homepage = records.lexicon.entry(entry).homepage;
    (!homepage.is_empty()).then(|| homepage.to_string())
}

/// The catalogue entry at `file:line`, looked up by its name.
fn entry(records: &Records, origin: &str, key: &str) -> Option<EntryId> {
    let (file, line) = origin.rsplit_once(':')?;
    let senses = records.lexicon.senses(key);
    senses.into_iter().map(|s| s.entry).find(|&id| {
        let entry = records.lexicon.entry(id);
        entry.origin_file == file && Ok(entry.origin_line) == line.parse()
    })
}
