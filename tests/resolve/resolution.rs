//! Findings written by hand, and a resolution in words, for the fixtures in `tests/resolve/`.
//!
//! A line a thing: `note PATH DATE TITLE` begins a note, then `person NAME | also X, Y | role speaker |
//! url U | sure 0.6 | entry F:1 | made up`, `claim X > works_at > Y` (`this` is the note), `link T`, `wiki T`.
//! Corrections: `same A | B`, `different A | B`, `name A | B | in PATH`, `kind A | tool`, `ignore A | in PATH`.

use hallway::curated::correction::{Correction, Instruction};
use hallway::curated::overrides::Overrides;
use hallway::date::Date;
use hallway::entity::{Because, Resolution};
use hallway::finding::{Claim, End, Evidence, Findings, Mention, NoteEntity, NoteLink};
use hallway::span::Span;
use hallway::vocabulary::{Kind, Relation, Role};
use std::fmt::Write;

/// The input of one fixture. Panics on lines that are none of the above: a test is to be corrected.
pub fn read(text: &str) -> (Vec<Findings>, Overrides) {
    let mut notes: Vec<Findings> = Vec::new();
    let mut overrides = Overrides { file: "overrides.toml".into(), corrections: Vec::new() };
    for (at, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let (word, rest) = line.trim().split_once(' ').expect("a word and more");
        if let Some(instruction) = correction(word, rest) {
            overrides.corrections.push(Correction { line: at + 1, instruction });
        } else if word == "note" {
            notes.push(note(rest));
        } else {
            add(notes.last_mut().expect("a note before its things"), word, rest, at);
        }
    }
    (notes, overrides)
}

fn correction(word: &str, rest: &str) -> Option<Instruction> {
    let names: Vec<String> = rest.split(" | ").map(|n| n.trim().to_string()).collect();
    let of = names[0].clone();
    let second = || names[1].clone();
    Some(match word {
        "same" => Instruction::Same { names, kind: None },
        "different" => Instruction::Different { names, kind: None },
        "name" => {
            let note = names.get(2).map(|n| n.trim_start_matches("in ").to_string());
            Instruction::Name { of, is: second(), kind: None, note }
        }
        "kind" => Instruction::Kind { of, is: Kind::parse(&names[1]).expect("a kind") },
        "ignore" => {
            let note = names.get(1).map(|n| n.trim_start_matches("in ").to_string());
            Instruction::Ignore { name: of, kind: None, note }
        }
        _ => return None,
    })
}

fn note(rest: &str) -> Findings {
    let mut words = rest.splitn(3, ' ');
    let path = words.next().expect("a path").to_string();
    let date = words.next().and_then(date);
    let title = words.next().map(str::to_string);
    let hash = hallway::name::fingerprint(&path);
    Findings { note: path, title, date, hash, ..Findings::default() }
}

fn date(text: &str) -> Option<Date> {
    let mut parts = text.split('-').map(|p| p.parse::<u16>().ok());
    let year = parts.next()??;
    let mut part = || parts.next().flatten().unwrap_or(0) as u8;
    Some(Date { year, month: part(), day: part() })
}

fn add(note: &mut Findings, word: &str, rest: &str, at: usize) {
    if let Some(kind) = Kind::parse(word) {
        note.entities.push(thing(kind, rest, at));
        return;
    }
    match word {
        "claim" => {
            let parts: Vec<&str> = rest.split(" > ").collect();
            let end = |name: &str| match name {
                "this" => End::Note,
                name => End::Entity(find(note, name)),
            };
            let relation = Relation::ALL.into_iter().find(|r| r.word() == parts[1]);
            note.claims.push(Claim {
                subject: end(parts[0]),
                relation: relation.expect("a relation"),
                object: end(parts[2]),
                evidence: vec![evidence(at, 0.9)],
            });
        }
        "link" | "wiki" => note.links.push(NoteLink {
            target: rest.to_string(),
            wiki: word == "wiki",
            evidence: evidence(at, 1.0),
        }),
        _ => panic!("“{word}” is no word of a fixture"),
    }
}

fn find(note: &Findings, name: &str) -> usize {
    let found = note.entities.iter().position(|t| t.name == name);
    found.unwrap_or_else(|| panic!("“{name}” is not in {}", note.note))
}

/// A thing as a fixture writes it.
fn thing(kind: Kind, text: &str, at: usize) -> NoteEntity {
    let mut fields = text.split(" | ");
    let name = fields.next().expect("a name").to_string();
    let mut thing = NoteEntity {
        kind,
        aliases: Vec::new(),
        entry: None,
        roles: Vec::new(),
        untitled: false,
        url: None,
        confidence: 0.9,
        mentions: vec![Mention { text: name.clone(), evidence: evidence(at, 0.9) }],
        name,
    };
    for field in fields {
        match field.split_once(' ').expect("a field and its value") {
            ("also", names) => thing.aliases = names.split(", ").map(str::to_string).collect(),
            ("entry", entry) => thing.entry = Some(entry.to_string()),
            ("url", url) => thing.url = Some(url.to_string()),
            ("sure", sure) => thing.confidence = sure.parse().expect("a number"),
            ("role", "author") => thing.roles.push(Role::Author),
            ("role", "speaker") => thing.roles.push(Role::Speaker),
            ("made", "up") => thing.untitled = true,
            (field, _) => panic!("“{field}” is no field of a fixture"),
        }
    }
    thing
}

/// Evidence on a line.
pub fn evidence(line: usize, confidence: f32) -> Evidence {
    let span = Span::new(line * 10, line * 10 + 5);
    Evidence {
        span,
        line: line + 1,
        quote: "…".into(),
        rule: "fixture".into(),
        confidence,
        reasons: "".into(),
    }
}

/// What came out, in lines: entities, links (mentions left out), reasons, diagnostics.
pub fn in_words(resolution: &Resolution, with_notes: bool) -> String {
    let mut out = String::new();
    for entity in &resolution.entities {
        if entity.kind == Kind::Note && !with_notes {
            continue;
        }
        write!(out, "{}: {}", entity.id, entity.name).unwrap();
        if !entity.aliases.is_empty() {
            write!(out, "; also {}", entity.aliases.join(", ")).unwrap();
        }
        let notes = entity.mentions.iter().map(|m| m.note.as_str()).chain(entity.path.as_deref());
        let notes: Vec<&str> = notes.collect();
        writeln!(out, "; in {}", notes.join(", ")).unwrap();
    }
    for link in resolution.edges.iter().filter(|l| l.relation != Relation::Mentions) {
        let times = if link.evidence.len() > 1 {
            format!(" ×{}", link.evidence.len())
        } else {
            String::new()
        };
        writeln!(out, "{} {} {}{times}", link.subject, link.relation.word(), link.object).unwrap();
    }
    for decision in &resolution.decisions {
        let why = match &decision.because {
            Because::SameName if decision.form == name_of(resolution, &decision.entity.0) => {
                continue;
            }
            Because::SameName => "same name".to_string(),
            Because::SameNote => "same note".to_string(),
            Because::Catalogue { entry } => format!("catalogue {entry}"),
            Because::Override { file, line } => format!("{file}:{line}"),
            Because::Similar { support } => support.clone(),
            Because::KeptApart { from, why, entry, .. } => {
                let entry = entry.as_ref().map(|e| format!(" ({e})")).unwrap_or_default();
                format!("apart from {from}: {why}{entry}")
            }
        };
        writeln!(out, "“{}” is {}: {why}", decision.form, decision.entity).unwrap();
    }
    for told in &resolution.diagnostics {
        writeln!(out, "{} {}:{} {}", told.code, told.path, told.line, told.message).unwrap();
        for line in told.help.iter().flat_map(|h| h.lines()) {
            writeln!(out, "    {line}").unwrap();
        }
    }
    out
}

fn name_of<'a>(resolution: &'a Resolution, id: &str) -> &'a str {
    let entity = resolution.entities.iter().find(|e| e.id.0 == id);
    entity.map_or("", |e| &e.name)
}
