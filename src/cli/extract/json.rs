//! What one note says as one JSON object: the schema is documented and does not change.

use hallway::date::Date;
use hallway::diagnostic::Diagnostic;
use hallway::finding::{End, Evidence, Findings, NoteEntity};
use hallway::query::rounded;
use hallway::vocabulary::{EntityId, Kind, Relation, Role};
use serde::Serialize;
use std::collections::BTreeSet;

/// One object a note, each on a line.
pub fn lines(findings: &[Findings]) -> String {
    findings.iter().map(|f| serde_json::to_string(&object(f)).expect(KEYS) + "\n").collect()
}

/// All notes as one array.
pub fn array(findings: &[Findings]) -> String {
    let objects: Vec<Note> = findings.iter().map(object).collect();
    serde_json::to_string_pretty(&objects).expect(KEYS) + "\n"
}

const KEYS: &str = "all keys are strings";

#[derive(Serialize)]
struct Note<'a> {
    note: &'a str,
    title: Option<&'a str>,
    date: Option<Date>,
    tags: &'a [String],
    entities: Vec<Entity<'a>>,
    relations: Vec<Claim<'a>>,
    diagnostics: &'a [Diagnostic],
}

#[derive(Serialize)]
struct Entity<'a> {
    id: EntityId,
    kind: Kind,
    name: &'a str,
    /// `"title": null` for a talk that hallway named; else left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<Null>,
    aliases: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    roles: Option<&'a [Role]>,
    #[serde(serialize_with = "rounded")]
    confidence: f32,
    mentions: Vec<Mention<'a>>,
}

/// Serialises as `null`.
#[derive(Serialize)]
struct Null;

#[derive(Serialize)]
struct Mention<'a> {
    start: usize,
    end: usize,
    line: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct Claim<'a> {
    subject: EntityId,
    predicate: Relation,
    object: EntityId,
    #[serde(serialize_with = "rounded")]
    confidence: f32,
    evidence: Vec<Place<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    start: usize,
    end: usize,
    line: usize,
    rule: &'a str,
    quote: &'a str,
}

fn object(findings: &Findings) -> Note<'_> {
    let ids = ids(&findings.entities);
    let id = |end: End| match end {
        End::Note => note_id(&findings.note),
        End::Entity(i) => ids[i].clone(),
    };
    let claims = findings.claims.iter().map(|claim| Claim {
        subject: id(claim.subject),
        predicate: claim.relation,
        object: id(claim.object),
        confidence: claim.confidence(),
        evidence: claim.evidence.iter().map(place).collect(),
    });
    Note {
        note: &findings.note,
        title: findings.title.as_deref(),
        date: findings.date,
        tags: &findings.tags,
        entities: findings.entities.iter().zip(&ids).map(|(t, id)| entity(t, id)).collect(),
        relations: claims.collect(),
        diagnostics: &findings.diagnostics,
    }
}

fn entity<'a>(thing: &'a NoteEntity, id: &EntityId) -> Entity<'a> {
    let mentions = thing.mentions.iter().map(|m| Mention {
        start: m.evidence.span.start,
        end: m.evidence.span.end,
        line: m.evidence.line,
        text: &m.text,
    });
    Entity {
        id: id.clone(),
        kind: thing.kind,
        name: &thing.name,
        title: thing.untitled.then_some(Null),
        aliases: &thing.aliases,
        roles: (thing.kind == Kind::Person).then_some(&thing.roles),
        confidence: thing.confidence,
        mentions: mentions.collect(),
    }
}

fn place(evidence: &Evidence) -> Place<'_> {
    let Evidence { span, line, quote, rule, .. } = evidence;
    Place { start: span.start, end: span.end, line: *line, rule, quote }
}

/// Kind and slug; where two things of a note would share one, the later gets a number.
pub fn ids(things: &[NoteEntity]) -> Vec<EntityId> {
    let mut taken = BTreeSet::new();
    let mut unique = |id: EntityId| {
        let numbered = (2..).map(|n| EntityId(format!("{id}-{n}")));
        let mut free = std::iter::once(id.clone()).chain(numbered).filter(|i| !taken.contains(i));
        let id = free.next().expect("numbers do not end");
        taken.insert(id.clone());
        id
    };
    things.iter().map(|thing| unique(EntityId::new(thing.kind, &thing.name))).collect()
}

/// The id of a note: its path without extension.
fn note_id(path: &str) -> EntityId {
    let stem = path.rsplit_once('.').filter(|(_, end)| !end.contains('/')).map_or(path, |(s, _)| s);
    EntityId(format!("{}/{stem}", Kind::Note))
}
