//! From groups of nodes to entities with names, ids, sightings and dates.

use crate::date::Date;
use crate::entity::Entity;
use crate::entity::NoteMentions;
use crate::finding::Claim;
use crate::name;
use crate::resolve::confidence;
use crate::resolve::groups::Groups;
use crate::resolve::ids;
use crate::resolve::naming;
use crate::resolve::notes;
use crate::resolve::scene::Scene;
use crate::vocabulary::EntityId;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use crate::vocabulary::Role;
use rayon::prelude::*;

/// The entities, and which one each node became.
pub struct Cast {
    /// Sorted by id, notes included.
    pub entities: Vec<Entity>,
    /// By node: its entity; `None` if the user left it out.
    pub of: Vec<Option<usize>>,
    /// By note: its entity.
    pub of_note: Vec<usize>,
    /// By entity: the correction that named it.
    pub named_by: Vec<Option<usize>>,
}

impl Cast {
    /// The name of the entity that a node became; empty if there is none.
    pub fn name(&self, node: usize) -> &str {
        self.of[node].map_or("", |entity| &self.entities[entity].name)
    }
}

/// Makes an entity of every group, and of every note.
pub fn cast(scene: &Scene, groups: &Groups) -> Cast {
    let members = members(scene, groups);
    let names: Vec<(String, Option<usize>)> =
        members.par_iter().map(|nodes| naming::shown(scene, nodes)).collect();
    let ids = ids::ids(scene, groups, &members, &names);
    let groups = members.par_iter().zip(names).zip(ids).enumerate();
    let mut entities: Vec<(Entity, Option<usize>, Origin)> = groups
        .map(|(group, ((nodes, (name, rule)), id))| {
            (entity(scene, nodes, id, name), rule, Origin::Group(group))
        })
        .collect();
    for (note, entity) in notes::entities(&scene.notes).into_iter().enumerate() {
        entities.push((entity, None, Origin::Note(note)));
    }
    entities.par_sort_by(|a, b| a.0.id.cmp(&b.0.id));
    let mut cast = Cast {
        entities: Vec::with_capacity(entities.len()),
        of: vec![None; scene.nodes.len()],
        of_note: vec![0; scene.notes.len()],
        named_by: Vec::with_capacity(entities.len()),
    };
    for (at, (entity, rule, origin)) in entities.into_iter().enumerate() {
        match origin {
            Origin::Group(group) => members[group].iter().for_each(|&i| cast.of[i] = Some(at)),
            Origin::Note(note) => cast.of_note[note] = at,
        }
        cast.entities.push(entity);
        cast.named_by.push(rule);
    }
    cast
}

/// What an entity was made of.
enum Origin {
    Group(usize),
    Note(usize),
}

/// The groups, each with its nodes in order, by first node.
fn members(scene: &Scene, groups: &Groups) -> Vec<Vec<usize>> {
    let mut at: Vec<usize> = vec![usize::MAX; scene.nodes.len()];
    let mut members: Vec<Vec<usize>> = Vec::new();
    for (i, node) in scene.nodes.iter().enumerate() {
        if node.ignored {
            continue;
        }
        let root = groups.find(i);
        if at[root] == usize::MAX {
            at[root] = members.len();
            members.push(Vec::new());
        }
        members[at[root]].push(i);
    }
    members
}

fn entity(scene: &Scene, nodes: &[usize], id: EntityId, name: String) -> Entity {
    let things = || nodes.iter().map(|&i| scene.nodes[i].thing);
    let kind = scene.nodes[nodes[0]].kind;
    let aliases = naming::aliases(scene, nodes, &name);
    let told = nodes
        .iter()
        .map(|&i| (scene.notes[scene.nodes[i].note].hash, scene.nodes[i].thing.confidence));
    let (first_seen, last_seen) = seen(scene, nodes);
    Entity {
        id,
        kind,
        aliases,
        roles: if kind == Kind::Person { roles(things().flat_map(|t| &t.roles)) } else { vec![] },
        untitled: kind == Kind::Talk && things().all(|t| t.untitled),
        url: things().find_map(|t| t.url.clone()).or_else(|| homepage(scene, nodes)),
        confidence: confidence::together(told.collect()),
        mentions: sightings(scene, nodes, &name),
        first_seen,
        last_seen,
        path: None,
        hash: None,
        name,
    }
}

/// All roles; that somebody is named as well says nothing beside another.
fn roles<'a>(roles: impl Iterator<Item = &'a Role>) -> Vec<Role> {
    let mut roles: Vec<Role> = roles.copied().collect();
    roles.sort();
    roles.dedup();
    if roles.len() > 1 {
        roles.retain(|r| *r != Role::Mentioned);
    }
    roles
}

fn sightings(scene: &Scene, nodes: &[usize], name: &str) -> Vec<NoteMentions> {
    let mut sightings: Vec<NoteMentions> = Vec::new();
    for in_note in nodes.chunk_by(|&a, &b| scene.nodes[a].note == scene.nodes[b].note) {
        let mentions = || in_note.iter().flat_map(|&i| &scene.nodes[i].thing.mentions);
        let place = |m: &&crate::finding::Mention| (m.evidence.span, m.evidence.line);
        let Some(first) = mentions().min_by_key(place) else { continue };
        let mut written: Vec<String> =
            mentions().map(|m| &m.text).filter(|t| *t != name).cloned().collect();
        written.sort();
        written.dedup();
        sightings.push(NoteMentions {
            note: scene.path(in_note[0]).to_string(),
            written,
            count: mentions().count(),
            evidence: first.evidence.clone(),
        });
    }
    sightings
}

/// Dates of the first and last note; an event's own date, where it is known, comes first. Of an
/// event whose name tells the year only notes of that year can tell the day.
fn seen(scene: &Scene, nodes: &[usize]) -> (Option<Date>, Option<Date>) {
    let dates = || nodes.iter().filter_map(|&i| scene.notes[scene.nodes[i].note].date);
    let year = nodes.iter().find_map(|&i| scene.nodes[i].form.year);
    let year = year.map(|year| Date { year, month: 0, day: 0 });
    // Who tells of an event was there: one that the catalogue dates later is another.
    let told = nodes.iter().filter_map(|&i| told_on(scene, i)).min();
    let held = nodes.iter().find_map(|&i| edition(scene, i));
    let held = held.filter(|held| told.is_none_or(|told| told >= *held));
    let noted = match year {
        Some(year) => dates().filter(|date| date.year == year.year).min(),
        None => dates().min(),
    };
    let first = held.or(noted).or(year);
    (first, dates().max().or(held).or(year).max(first))
}

/// The day of the note that covers an event, if it tells the day.
fn told_on(scene: &Scene, node: usize) -> Option<Date> {
    let note = scene.nodes[node].note;
    let covers = |claim: &Claim| {
        claim.relation == Relation::Covers && scene.node_of(note, claim.object) == Some(node)
    };
    let date = scene.notes[note].date.filter(|date| date.day != 0)?;
    scene.notes[note].claims.iter().any(covers).then_some(date)
}

/// When the catalogue says that an event began.
fn edition(scene: &Scene, node: usize) -> Option<Date> {
    let node = &scene.nodes[node];
    let year = node.form.year?;
    let entry = entry(scene, node.entry?, &node.form.key)?;
    let editions = scene.lexicon.editions(entry);
    let mut of_year = editions.iter().filter(|e| e.year == year && !e.start.is_empty());
    match (of_year.next(), of_year.next()) {
        (Some(only), None) => Date::parse(only.start),
        _ => None,
    }
}

/// The homepage that the catalogue knows.
fn homepage(scene: &Scene, nodes: &[usize]) -> Option<String> {
    let node = nodes.iter().map(|&i| &scene.nodes[i]).find(|n| n.entry.is_some())?;
    let entry = entry(scene, node.entry?, &name::key(&node.thing.name))?;
    let homepage = scene.lexicon.entry(entry).homepage;
    (!homepage.is_empty()).then(|| homepage.to_string())
}

/// The entry that a finding calls `file:line`, looked up by its name.
fn entry(scene: &Scene, origin: &str, key: &str) -> Option<crate::curated::EntryId> {
    let (file, line) = origin.rsplit_once(':')?;
    let senses = scene.lexicon.senses(key);
    senses.into_iter().map(|s| s.entry).find(|&id| {
        let entry = scene.lexicon.entry(id);
        entry.origin_file == file && Ok(entry.origin_line) == line.parse()
    })
}
