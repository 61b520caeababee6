//! What one note says as JSON; the schema is documented in `docs/schema/`.

use hallway::date::Date;
use hallway::diagnostic::Diagnostic;
use hallway::finding::{End, Evidence, Findings, NoteEntity};
use hallway::query::rounded;
use hallway::vocabulary::{EntityId, Kind, Relation, Role};
use serde::Serialize;
use std::collections::BTreeSet;

/// One object per note, each on a line.
pub fn lines(findings: &[Findings]) -> String {
    findings.iter().map(|f| serde_json::to_string(&object(f)).expect(KEYS) + "\n").collect()
}

/// All notes as one array.
pub fn array(findings: &[Findings]) -> String {
    let objects: Vec<NoteJson> = findings.iter().map(object).collect();
    serde_json::to_string_pretty(&objects).expect(KEYS) + "\n"
}

const KEYS: &str = "all keys are strings";

#[derive(Serialize)]
struct NoteJson<'a> {
    note: &'a str,
    title: Option<&'a str>,
    date: Option<Date>,
    tags: &'a [String],
    entities: Vec<EntityJson<'a>>,
    relations: Vec<ClaimJson<'a>>,
    diagnostics: &'a [Diagnostic],
}

#[derive(Serialize)]
struct EntityJson<'a> {
    id: EntityId,
    kind: Kind,
    name: &'a str,
    /// `"title": null` for a talk that hallway named; otherwise left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<NullTitle>,
    aliases: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    roles: Option<&'a [Role]>,
    #[serde(serialize_with = "rounded")]
    confidence: f32,
    mentions: Vec<MentionJson<'a>>,
}

/// Serialises as `null`.
#[derive(Serialize)]
struct NullTitle;

#[derive(Serialize)]
struct MentionJson<'a> {
    start: usize,
    end: usize,
    line: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct ClaimJson<'a> {
    subject: EntityId,
    predicate: Relation,
    object: EntityId,
    #[serde(serialize_with = "rounded")]
    confidence: f32,
    evidence: Vec<EvidenceJson<'a>>,
}

#[derive(Serialize)]
struct EvidenceJson<'a> {
    start: usize,
    end: usize,
    line: usize,
    rule: &'a str,
    quote: &'a str,
}

fn object(findings: &Findings) -> NoteJson<'_> {
    let ids = ids(&findings.entities);
    let id = |end: End| match end {
        End::Note => note_id(&findings.note),
        End::Entity(i) => ids[i].clone(),
    };
    let claims = findings.claims.iter().map(|claim| ClaimJson {
        subject: id(claim.subject),
        predicate: claim.relation,
        object: id(claim.object),
        confidence: claim.confidence(),
        evidence: claim.evidence.iter().map(place).collect(),
    });
    NoteJson {
        note: &findings.note,
        title: findings.title.as_deref(),
        date: findings.date,
        tags: &findings.tags,
        entities: findings.entities.iter().zip(&ids).map(|(t, id)| entity(t, id)).collect(),
        relations: claims.collect(),
        diagnostics: &findings.diagnostics,
    }
}

fn entity<'a>(entity: &'a NoteEntity, id: &EntityId) -> EntityJson<'a> {
    let mentions = entity.mentions.iter().map(|m| MentionJson {
        start: m.evidence.span.start,
        end: m.evidence.span.end,
        line: m.evidence.line,
        text: &m.text,
    });
    EntityJson {
        id: id.clone(),
        kind: entity.kind,
        name: &entity.name,
        title: entity.untitled.then_some(NullTitle),
        aliases: &entity.aliases,
        roles: (entity.kind == Kind::Person).then_some(&entity.roles),
        confidence: entity.confidence,
        mentions: mentions.collect(),
    }
}

fn place(evidence: &Evidence) -> EvidenceJson<'_> {
    let Evidence { span, line, quote, rule, .. } = evidence;
    EvidenceJson { start: span.start, end: span.end, line: *line, rule, quote }
}

/// Ids of kind and slug; if two entities of a note would share one, the later gets a number.
pub fn ids(entities: &[NoteEntity]) -> Vec<EntityId> {
    let mut taken = BTreeSet::new();
    let mut unique = |id: EntityId| {
        let numbered = (2..).map(|n| EntityId(format!("{id}-{n}")));
        let mut free = std::iter::once(id.clone()).chain(numbered).filter(|i| !taken.contains(i));
        let id = free.next().expect("numbers do not end");
        taken.insert(id.clone());
        id
    };
    entities.iter().map(|entity| unique(EntityId::new(entity.kind, &entity.name))).collect()
}

/// The id of a note: its path without extension.
fn note_id(path: &str) -> EntityId {
    let stem = path.rsplit_once('.').filter(|(_, end)| !end.contains('/')).map_or(path, |(s, _)| s);
    EntityId(format!("{}/{stem}", Kind::Note))
}
