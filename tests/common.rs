//! Five invented notes, already resolved: what the tests of questions and pages are asked about.
//! No person, company, tool or event in it exists.

use hallway::date::Date;
use hallway::entity::{Because, Citation, Decision, Edge, Entity, NoteMentions, Resolution};
use hallway::finding::Evidence;
use hallway::graph::{Graph, assemble};
use hallway::span::Span;
use hallway::vocabulary::{EntityId, Kind, Relation, Role};
use snapbox::data::{Data, DataFormat};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub const FIRST: &str = "posts/harbor-conf-2023.md";
pub const SECOND: &str = "posts/2024/harbor-conf.md";
pub const MEETUP: &str = "posts/tuesday meetup.md";
pub const IDEAS: &str = "ideas.md";
pub const EMPTY: &str = "posts/index.md";

/// The graph of the five notes.
pub fn harbor() -> Graph {
    assemble(resolution())
}

pub fn resolution() -> Resolution {
    let mut story = Story::default();
    notes(&mut story);
    first_conference(&mut story);
    second_conference(&mut story);
    meetup_and_ideas(&mut story);
    story.finish()
}

fn notes(s: &mut Story) {
    s.note(FIRST, "Three days at Harbor Conf", Some("2023-05-14"));
    s.note(SECOND, "Harbor Conf, the second time", Some("2024-05-20"));
    s.note(MEETUP, "What I heard on Tuesday", Some("2023-09-05"));
    s.note(IDEAS, "Ideas to come back to", None);
    s.note(EMPTY, "Everything I wrote", Some("2022-01-02"));
}

fn first_conference(s: &mut Story) {
    let first = "note/posts/harbor-conf-2023";
    let conf = s.thing(Kind::Event, "Harbor Conf 2023");
    s.entity(&conf).first_seen = Some(date("2023-05-10"));
    s.see(&conf, FIRST, 8, "Three days at Harbor Conf 2023 went by quickly.");
    s.link(
        first,
        Relation::Covers,
        &conf,
        FIRST,
        8,
        "Three days at Harbor Conf 2023 went by quickly.",
        0.97,
    );
    let ines = s.thing(Kind::Person, "Ines Okafor");
    s.entity(&ines).roles = vec![Role::Author];
    s.see(&ines, FIRST, 3, "Ines Okafor");
    s.link(&ines, Relation::Wrote, first, FIRST, 3, "Ines Okafor", 0.99);

    let q = "Mara Lindqvist of Tidewater Labs gave “Flags Without Fear”, in which every release hides behind feature flags until the numbers look right.";
    let (mara, tide) = (s.speaker("Mara Lindqvist"), s.thing(Kind::Company, "Tidewater Labs"));
    let (talk, flags) =
        (s.thing(Kind::Talk, "Flags Without Fear"), s.thing(Kind::Topic, "feature flags"));
    s.entity(&flags).aliases = vec!["feature toggles".into()];
    for id in [&mara, &tide, &talk, &flags] {
        s.see(id, FIRST, 12, q);
    }
    s.link(&mara, Relation::WorksAt, &tide, FIRST, 12, q, 0.96);
    s.talk(&mara, &talk, &conf, (FIRST, 12, q), 0.97);
    s.about(&mara, &talk, &flags, (FIRST, 12, q), 0.95);
    let q = "Her team keeps its switches in Beacon, which answers in under a millisecond.";
    let beacon = s.thing(Kind::Tool, "Beacon");
    s.see(&beacon, FIRST, 14, q);
    s.about(&mara, &talk, &beacon, (FIRST, 14, q), 0.81);

    let q = "Tomás Vega (Quillworks) made the case for testing in production, with flags to keep the blast radius small.";
    let (tomas, quill) = (s.speaker("Tomás Vega"), s.thing(Kind::Company, "Quillworks"));
    let talk = s.untitled("A talk on testing in production");
    let testing = s.thing(Kind::Topic, "testing in production");
    for id in [&tomas, &quill, &talk, &testing] {
        s.see(id, FIRST, 18, q);
    }
    s.link(&tomas, Relation::WorksAt, &quill, FIRST, 18, q, 0.95);
    s.talk(&tomas, &talk, &conf, (FIRST, 18, q), 0.9);
    s.about(&tomas, &talk, &testing, (FIRST, 18, q), 0.93);
    s.about(&tomas, &talk, &flags, (FIRST, 18, q), 0.62);

    let q = "Jun Hasegawa showed Lantern, live and without slides.";
    let (jun, lantern) = (s.speaker("Jun Hasegawa"), s.thing(Kind::Tool, "Lantern"));
    let talk = s.untitled("A demonstration of Lantern");
    for id in [&jun, &lantern, &talk] {
        s.see(id, FIRST, 23, q);
    }
    s.entity(&lantern).url = Some("https://lantern.example/docs".into());
    s.talk(&jun, &talk, &conf, (FIRST, 23, q), 0.88);
    s.about(&jun, &talk, &lantern, (FIRST, 23, q), 0.9);
    s.link(&quill, Relation::Makes, &lantern, FIRST, 24, "Lantern comes from Quillworks.", 0.7);

    let q = "I missed the name of whoever gave “Budgets for Errors”, but error budgets made sense to me for the first time.";
    let (talk, budgets) =
        (s.thing(Kind::Talk, "Budgets for Errors"), s.thing(Kind::Topic, "error budgets"));
    s.see(&talk, FIRST, 27, q);
    s.see(&budgets, FIRST, 27, q);
    s.link(&talk, Relation::PartOf, &conf, FIRST, 27, q, 0.9);
    s.link(&talk, Relation::About, &budgets, FIRST, 27, q, 0.9);
}

fn second_conference(s: &mut Story) {
    let conf = s.thing(Kind::Event, "Harbor Conf 2024");
    let (mara, quill) = (s.speaker("Mara Lindqvist"), s.thing(Kind::Company, "Quillworks"));
    let (talk, flags) =
        (s.thing(Kind::Talk, "Flags, One Year On"), s.thing(Kind::Topic, "feature flags"));
    let q = "Mara Lindquist, now at Quillworks, came back with “Flags, One Year On”: most of her feature toggles were gone again.";
    for id in [&mara, &quill, &talk, &flags] {
        s.see(id, SECOND, 9, q);
    }
    s.see(&conf, SECOND, 6, "Harbor Conf 2024 had moved to a bigger hall.");
    s.link(
        "note/posts/2024/harbor-conf",
        Relation::Covers,
        &conf,
        SECOND,
        6,
        "Harbor Conf 2024 had moved to a bigger hall.",
        0.96,
    );
    let ines = s.thing(Kind::Person, "Ines Okafor");
    s.see(&ines, SECOND, 3, "Ines Okafor");
    s.link(&ines, Relation::Wrote, "note/posts/2024/harbor-conf", SECOND, 3, "Ines Okafor", 0.99);
    s.written(&mara, SECOND, "Mara Lindquist");
    s.link(&mara, Relation::WorksAt, &quill, SECOND, 9, q, 0.94);
    s.talk(&mara, &talk, &conf, (SECOND, 9, q), 0.96);
    s.about(&mara, &talk, &flags, (SECOND, 9, q), 0.92);
    s.link(
        "note/posts/2024/harbor-conf",
        Relation::LinksTo,
        "note/posts/harbor-conf-2023",
        SECOND,
        5,
        "Last year is told in another note.",
        1.0,
    );
    s.decide(
        &mara,
        "Mara Lindquist",
        SECOND,
        Because::Similar { support: "both spoke at Harbor Conf".into() },
    );
}

fn meetup_and_ideas(s: &mut Story) {
    let (tomas, lantern) = (s.speaker("Tomás Vega"), s.thing(Kind::Tool, "Lantern"));
    let q = "Over a beer Tomás Vega told us why he put Lantern in front of everything.";
    s.see(&tomas, MEETUP, 7, q);
    s.see(&lantern, MEETUP, 7, q);
    s.link(&tomas, Relation::TalkedAbout, &lantern, MEETUP, 7, q, 0.68);
    let from = EntityId("person/jun-hasegawa".into());
    let why = "they talked to each other".into();
    s.decide(&tomas, "Tomás", MEETUP, Because::KeptApart { from, why, entry: None, offer: None });
    let (flags, testing) =
        (s.thing(Kind::Topic, "feature flags"), s.thing(Kind::Topic, "testing in production"));
    s.see(&flags, IDEAS, 4, "Read up on feature flags and testing in production.");
    s.see(&testing, IDEAS, 4, "Read up on feature flags and testing in production.");
}

/// A resolution in the making.
#[derive(Default)]
pub struct Story {
    made: Resolution,
}

impl Story {
    pub fn note(&mut self, path: &str, title: &str, day: Option<&str>) {
        let stem = path.strip_suffix(".md").unwrap_or(path);
        let mut note = entity(EntityId(format!("note/{stem}")), Kind::Note, title);
        note.first_seen = day.map(date);
        note.last_seen = note.first_seen;
        note.path = Some(path.to_string());
        note.hash = Some(format!("{:016x}", hallway::name::fingerprint(path)));
        self.made.entities.push(note);
    }

    /// The thing with this name, made on first use.
    pub fn thing(&mut self, kind: Kind, name: &str) -> String {
        let id = EntityId::new(kind, name);
        if !self.made.entities.iter().any(|e| e.id == id) {
            self.made.entities.push(entity(id.clone(), kind, name));
            let because = Because::SameName;
            self.made.decisions.push(Decision {
                entity: id.clone(),
                form: name.into(),
                note: None,
                because,
            });
        }
        id.0
    }

    pub fn speaker(&mut self, name: &str) -> String {
        let id = self.thing(Kind::Person, name);
        self.entity(&id).roles = vec![Role::Speaker];
        id
    }

    pub fn untitled(&mut self, name: &str) -> String {
        let id = self.thing(Kind::Talk, name);
        self.entity(&id).untitled = true;
        id
    }

    pub fn entity(&mut self, id: &str) -> &mut Entity {
        self.made.entities.iter_mut().find(|e| e.id.0 == id).expect("made before")
    }

    /// The note names the thing there.
    pub fn see(&mut self, id: &str, note: &str, line: usize, quote: &str) {
        let evidence = evidence(line, quote, 0.95);
        let seen = NoteMentions { note: note.into(), written: vec![], count: 1, evidence };
        self.entity(id).mentions.push(seen);
        let stem = note.strip_suffix(".md").unwrap_or(note).to_string();
        self.link(&format!("note/{stem}"), Relation::Mentions, id, note, line, quote, 0.95);
    }

    pub fn written(&mut self, id: &str, note: &str, text: &str) {
        let seen = self.entity(id).mentions.iter_mut().find(|m| m.note == note).expect("seen");
        seen.written.push(text.to_string());
    }

    #[allow(clippy::too_many_arguments)] // reads as the sentence it makes
    pub fn link(
        &mut self,
        subject: &str,
        relation: Relation,
        object: &str,
        note: &str,
        line: usize,
        quote: &str,
        confidence: f32,
    ) {
        let day = self.made.entities.iter().find(|e| e.path.as_deref() == Some(note));
        let cited = Citation {
            note: note.to_string(),
            date: day.and_then(|e| e.first_seen),
            evidence: evidence(line, quote, confidence),
        };
        let (subject, object) = (EntityId(subject.into()), EntityId(object.into()));
        let same =
            |l: &&mut Edge| l.subject == subject && l.relation == relation && l.object == object;
        if let Some(link) = self.made.edges.iter_mut().find(same) {
            link.confidence = link.confidence.max(confidence);
            link.evidence.push(cited);
        } else {
            self.made.edges.push(Edge {
                subject,
                relation,
                object,
                confidence,
                evidence: vec![cited],
            });
        }
    }

    /// The person gave the talk at the event.
    pub fn talk(
        &mut self,
        person: &str,
        talk: &str,
        event: &str,
        at: (&str, usize, &str),
        confidence: f32,
    ) {
        let (note, line, quote) = at;
        self.link(person, Relation::Gave, talk, note, line, quote, confidence);
        self.link(person, Relation::SpokeAt, event, note, line, quote, confidence);
        self.link(talk, Relation::PartOf, event, note, line, quote, confidence);
    }

    /// The talk is about the subject, and so the person talked about it.
    pub fn about(
        &mut self,
        person: &str,
        talk: &str,
        subject: &str,
        at: (&str, usize, &str),
        confidence: f32,
    ) {
        let (note, line, quote) = at;
        self.link(talk, Relation::About, subject, note, line, quote, confidence);
        self.link(person, Relation::TalkedAbout, subject, note, line, quote, confidence);
    }

    pub fn decide(&mut self, id: &str, form: &str, note: &str, because: Because) {
        let entity = EntityId(id.into());
        self.made.decisions.push(Decision {
            entity,
            form: form.into(),
            note: Some(note.into()),
            because,
        });
    }

    /// Sorts as `resolve` does and works out when things were first and last seen.
    pub fn finish(mut self) -> Resolution {
        let days: Vec<(String, Option<Date>)> = self
            .made
            .entities
            .iter()
            .filter_map(|e| Some((e.path.clone()?, e.first_seen)))
            .collect();
        for entity in self.made.entities.iter_mut().filter(|e| e.kind != Kind::Note) {
            let seen =
                |m: &NoteMentions| days.iter().find(|(path, _)| *path == m.note).and_then(|d| d.1);
            entity.mentions.sort_by(|a, b| a.note.cmp(&b.note));
            entity.first_seen = entity.first_seen.or(entity.mentions.iter().filter_map(seen).min());
            entity.last_seen = entity.mentions.iter().filter_map(seen).max();
        }
        self.made.entities.sort_by(|a, b| a.id.cmp(&b.id));
        self.made.edges.sort_by(|a, b| {
            (&a.subject, a.relation, &a.object).cmp(&(&b.subject, b.relation, &b.object))
        });
        self.made.decisions.sort();
        self.made
    }
}

fn entity(id: EntityId, kind: Kind, name: &str) -> Entity {
    Entity {
        id,
        kind,
        name: name.to_string(),
        aliases: vec![],
        roles: vec![],
        untitled: false,
        url: None,
        confidence: 0.95,
        mentions: vec![],
        first_seen: None,
        last_seen: None,
        path: None,
        hash: None,
    }
}

fn evidence(line: usize, quote: &str, confidence: f32) -> Evidence {
    let span = Span::new(line * 100, line * 100 + quote.len());
    Evidence {
        span,
        line,
        quote: quote.to_string(),
        rule: "by-hand".into(),
        confidence,
        reasons: "".into(),
    }
}

pub fn date(text: &str) -> Date {
    let part = |i: usize| text.split('-').nth(i).and_then(|p| p.parse().ok()).unwrap_or(0);
    Date { year: part(0), month: part(1) as u8, day: part(2) as u8 }
}

/// Compares with a file below `tests/`. `SNAPSHOTS=overwrite cargo test` writes all of them anew.
#[track_caller]
pub fn golden(path: impl AsRef<Path>, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(path);
    // Raw: what looks like a wildcard of snapbox stands for itself.
    let expected = Data::read_from(&file, Some(DataFormat::Text)).raw();
    snapbox::assert_data_eq!(text, expected);
}

/// All files below a folder, those in folders of it too, sorted.
pub fn files(folder: impl AsRef<Path>) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.as_ref().to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { open.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

/// The Markdown files of a folder below `tests/`.
pub fn markdown(folder: &str) -> Vec<PathBuf> {
    let paths = files(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder));
    paths.into_iter().filter(|path| path.extension() == Some("md".as_ref())).collect()
}

/// A program that this test needs. Where it is not installed, the output of `cargo test` says that
/// the test was skipped, and the test should end.
pub fn program(name: &str) -> Option<Command> {
    let found = Command::new(name).arg("--version").stdin(Stdio::null()).output();
    if found.is_ok() {
        return Some(Command::new(name));
    }
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("a test");
    let line = format!("test {test} ... skipped, {name} is not installed\n");
    // The output of a test that passes is not shown, but for what goes straight to standard error.
    std::io::stderr().write_all(line.as_bytes()).unwrap();
    None
}
