//! Who is who: every fixture of `tests/resolve/`, and what must hold for any notes at all.

mod resolution;

use crate::common::{golden, markdown};
use hallway::curated::correction::{Correction, Instruction};
use hallway::curated::lexicon::Lexicon;
use hallway::curated::overrides::Overrides;
use hallway::diagnostic::Diagnostic;
use hallway::entity::Resolution;
use hallway::finding::{Claim, End, Findings, Mention, NoteEntity, NoteLink};
use hallway::name;
use hallway::resolve::{confidence, resolve};
use hallway::vocabulary::{Kind, Relation, Role};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);

fn run(text: &str) -> Resolution {
    let (notes, overrides) = resolution::read(text);
    resolve(&notes, &LEXICON, &overrides)
}

/// Each `## section` has a block ```` ```notes ```` and what it gives in a block ```` ```gives ````.
#[test]
fn fixtures() {
    let paths = markdown("resolve");
    assert!(paths.len() >= 5, "the fixtures are gone");
    for path in paths {
        let text = std::fs::read_to_string(&path).expect("a fixture");
        golden(&path, &again(&text));
    }
}

/// The fixture with all results as they are now.
fn again(text: &str) -> String {
    let (mut out, mut input, mut block) = (String::new(), String::new(), "");
    for line in text.lines() {
        match (block, line) {
            ("", "```notes" | "```notes and links") => {
                block = if line.ends_with("links") { "links" } else { "notes" };
                input.clear();
            }
            ("notes" | "links", "```") => {
                let gives = resolution::in_words(&run(&input), block == "links");
                out.push_str(&format!("```\n\n```gives\n{gives}```\n"));
                block = "after";
                continue;
            }
            ("notes" | "links", line) => input.push_str(&format!("{line}\n")),
            ("after", "```gives" | "") => continue,
            ("after", "```") => {
                block = "";
                continue;
            }
            ("after", _) => continue,
            _ => {}
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// The blocks for `overrides.toml` that a diagnostic offers.
fn offered(told: &Diagnostic) -> impl Iterator<Item = &str> {
    told.help.iter().map(String::as_str).filter(|help| help.starts_with("[["))
}

/// Every block that is offered can be pasted: it is understood, and that question is not asked again.
fn assert_pastable(notes: &[Findings]) -> usize {
    let first = resolve(notes, &LEXICON, &Overrides::default());
    let blocks: Vec<&str> = first.diagnostics.iter().flat_map(offered).collect();
    for block in &blocks {
        let (overrides, problems) = Overrides::parse("overrides.toml", block);
        assert!(problems.is_empty() && overrides.corrections.len() == 1, "{block}\n{problems:?}");
        let again = resolve(notes, &LEXICON, &overrides);
        for told in &again.diagnostics {
            assert!(told.code != "unmatched-override", "{block}\n{told:?}");
            assert!(offered(told).all(|other| other != *block), "{block}\n{told:?}");
        }
    }
    blocks.len()
}

#[test]
fn what_is_offered_can_be_pasted() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/resolve");
    let mut count = 0;
    for file in ["people.md", "things.md", "overrides.md"] {
        let text = std::fs::read_to_string(format!("{folder}/{file}")).expect("a fixture");
        for notes in text.split("```notes\n").skip(1) {
            let notes = notes.split("```").next().unwrap_or_default();
            count += assert_pastable(&resolution::read(notes).0);
        }
    }
    assert!(count > 12, "there is hardly anything to ask: {count}");
}

#[test]
fn names_are_cut_only_where_nothing_is_lost() {
    assert_eq!(name::without_legal_form("Oddware, Inc."), "Oddware");
    assert_eq!(name::without_legal_form("Oddware Pty Ltd"), "Oddware");
    assert_eq!(name::without_legal_form("Barrel & Co."), "Barrel & Co.");
    assert_eq!(name::without_legal_form("Limited"), "Limited");
    assert_eq!(name::without_article("The Brass Lantern"), "Brass Lantern");
    assert_eq!(name::without_article("Theodora"), "Theodora");
    assert_eq!(name::split_version("Python 3.12"), Some(("Python", "3.12")));
    assert_eq!(name::split_version("Rails v5.x"), Some(("Rails", "v5.x")));
    assert_eq!(name::split_version("HTTP/2"), None);
    assert_eq!(name::split_version("3.12"), None);
    for (word, name) in
        [("kim", "Kim"), ("jean-luc", "Jean-Luc"), ("mcoar", "McOar"), ("o'reef", "O'Reef")]
    {
        assert_eq!(name::capitalised(word), name);
    }
    assert_eq!(name::singular("feature flags"), "feature flag");
    assert_eq!(name::singular("bug bounties"), "bug bounty");
    for kept in ["DNS", "analysis", "consensus", "statelessness", "gas"] {
        assert_eq!(name::singular(kept), kept);
    }
}

#[test]
fn years_are_found_in_names_of_events() {
    let odd = |year| Some(("OddConf".to_string(), year));
    for text in [
        "OddConf 2015", "OddConf2015", "2015 OddConf", "OddConf (2015)", "OddConf '15",
        "OddConf’15",
    ] {
        assert_eq!(name::split_year(text), odd(2015), "{text}");
    }
    assert_eq!(name::split_year("OddConf '99"), odd(1999));
    assert_eq!(
        name::split_year("OddConf EU 2015 Berlin"),
        Some(("OddConf EU Berlin".into(), 2015))
    );
    for text in
        ["OddConf", "OddConf 12", "29C3", "2015", "Web 2.0", "OddConf 20155", "OddConf 3000"]
    {
        assert_eq!(name::split_year(text), None, "{text}");
    }
}

#[test]
fn further_notes_make_a_little_surer() {
    let together = |told: &[(u64, f32)]| confidence::together(told.to_vec());
    assert_eq!(together(&[(1, 0.6)]), 0.6);
    assert_eq!(together(&[(1, 0.6), (1, 0.5)]), 0.6, "one note counts once");
    let two = together(&[(1, 0.6), (2, 0.6)]);
    assert!(two > 0.6 && two < 0.75, "{two}");
    assert!(together(&(0..1000).map(|i| (i, 0.9)).collect::<Vec<_>>()) <= 0.99);
    assert_eq!(together(&[(1, 1.0), (2, 0.3)]), 1.0, "never less than the best");
    assert_eq!(together(&[]), 0.0);
}

const TWO_NOTES: &str = "\
note a.md 2015-05-20 A
person Kim Berg
company Acme
claim Kim Berg > works_at > Acme
note b.md 2015-05-21 B
person Kim Berg
company Acme
tool Wobble
claim Kim Berg > works_at > Acme
claim Kim Berg > talked_about > Wobble
";

#[test]
fn a_note_given_twice_counts_once() {
    let (mut notes, none) = resolution::read(TWO_NOTES);
    let once = resolve(&notes, &LEXICON, &none);
    notes.push(notes[1].clone());
    assert_eq!(once, resolve(&notes, &LEXICON, &none));
    let link = once.edges.iter().find(|l| l.relation == Relation::WorksAt).expect("a link");
    assert_eq!(link.evidence.len(), 2);
}

#[test]
fn a_title_without_end_is_cut() {
    let (mut notes, none) = resolution::read(TWO_NOTES);
    notes[0].title = Some("ä".repeat(100_000));
    let all = resolve(&notes, &LEXICON, &none);
    let note = all.entities.iter().find(|e| e.id.0 == "note/a").expect("the note");
    assert_eq!(note.name, "ä".repeat(200) + "…");
}

#[test]
fn a_note_taken_out_takes_its_findings_along() {
    let (mut notes, none) = resolution::read(TWO_NOTES);
    notes.truncate(1);
    let rest = resolve(&notes, &LEXICON, &none);
    let ids: Vec<&str> = rest.entities.iter().map(|e| e.id.0.as_str()).collect();
    assert_eq!(ids, ["company/acme", "note/a", "person/kim-berg"]);
    assert!(rest.edges.iter().flat_map(|l| &l.evidence).all(|c| c.note == "a.md"));
}

#[test]
fn a_copy_of_a_note_makes_nothing_surer() {
    let (mut notes, none) = resolution::read(TWO_NOTES);
    let mut copy = notes[0].clone();
    copy.note = "copy/a.md".into();
    notes.truncate(1);
    let alone = resolve(&notes, &LEXICON, &none);
    notes.push(copy);
    let both = resolve(&notes, &LEXICON, &none);
    let sure = |r: &Resolution| {
        let link = r.edges.iter().find(|l| l.relation == Relation::WorksAt);
        link.expect("a link").confidence
    };
    assert_eq!(sure(&alone), sure(&both));
}

#[test]
fn broken_findings_do_no_harm() {
    let (mut notes, none) = resolution::read(TWO_NOTES);
    let claim = notes[0].claims[0].clone();
    notes[0].claims.push(Claim { object: End::Entity(99), ..claim });
    notes[0].entities[0].mentions.clear();
    notes[0].entities[1].name = String::new();
    notes[0].links.push(NoteLink {
        target: "../../../%zz%e9#".into(),
        wiki: false,
        evidence: resolution::evidence(1, 1.0),
    });
    let whole = resolve(&notes, &LEXICON, &none);
    assert_whole(&whole, &notes, &none);
}

/// What holds for every resolution.
fn assert_whole(resolution: &Resolution, notes: &[Findings], overrides: &Overrides) {
    let ids: Vec<&str> = resolution.entities.iter().map(|e| e.id.0.as_str()).collect();
    assert!(ids.windows(2).all(|w| w[0] < w[1]), "ids are sorted and different: {ids:?}");
    let known: BTreeSet<&str> = ids.into_iter().collect();
    for link in &resolution.edges {
        assert!(known.contains(link.subject.0.as_str()), "{} has no entity", link.subject);
        assert!(known.contains(link.object.0.as_str()), "{} has no entity", link.object);
        assert!(link.subject != link.object && !link.evidence.is_empty());
        assert!((0.0..=1.0).contains(&link.confidence));
    }
    let triple = |l: &hallway::entity::Edge| (l.subject.clone(), l.relation, l.object.clone());
    assert!(resolution.edges.windows(2).all(|w| triple(&w[0]) < triple(&w[1])));
    assert!(resolution.decisions.windows(2).all(|w| w[0] < w[1]));
    for entity in resolution.entities.iter().filter(|e| e.kind != Kind::Note) {
        let start = resolution.decisions.partition_point(|d| d.entity < entity.id);
        let first = resolution.decisions.get(start);
        assert!(first.is_some_and(|d| d.entity == entity.id), "{} has no decision", entity.id);
    }
    let ignored = |thing: &NoteEntity| {
        overrides.corrections.iter().any(|c| match &c.instruction {
            Instruction::Ignore { name, .. } => name::key(name) == name::key(&thing.name),
            _ => false,
        })
    };
    for note in notes {
        let mentions =
            |m: &Mention| {
                resolution.entities.iter().flat_map(|e| &e.mentions).any(|s| {
                    s.note == note.note && s.evidence.span <= m.evidence.span && s.count > 0
                })
            };
        let there =
            note.entities.iter().filter(|t| !ignored(t)).flat_map(|t| &t.mentions).all(mentions);
        assert!(there, "something of {} was lost", note.note);
    }
    let mentions = |r: &Resolution| -> usize {
        r.entities.iter().flat_map(|e| &e.mentions).map(|s| s.count).sum()
    };
    let told: usize = notes
        .iter()
        .flat_map(|n| &n.entities)
        .filter(|t| !ignored(t))
        .map(|t| t.mentions.len())
        .sum();
    assert_eq!(mentions(resolution), told, "every mention lands in exactly one entity");
}

const NAMES: [&str; 24] = [
    "Kim Berg", "K. Berg", "Berg", "Kim", "Kim A. Berg", "Kim Ada Berg", "kim berg", "KIM BERG",
    "Robert Oxbow", "Bob Oxbow", "R. Oxbow", "@kimberg", "郭學聰", "Acme", "Acme Inc.", "Wobble",
    "Wobble 2", "Wobble 2.1", "OddConf", "OddConf 2015", "OddConf '16", "Keynote",
    "Boats in Production", "+",
];

fn any_thing() -> impl Strategy<Value = NoteEntity> {
    let url = prop_oneof![
        4 => Just(None),
        1 => Just(Some("https://twitter.com/kimberg".to_string())),
        1 => Just(Some("https://twitter.com/oxbow".to_string())),
        1 => Just(Some("https://oddconf.example/".to_string())),
    ];
    let entry =
        prop_oneof![3 => Just(None), 1 => (1..3).prop_map(|l| Some(format!("tools.tsv:{l}")))];
    (0..6usize, 0..NAMES.len(), url, entry, any::<bool>(), 1..100u8, 1..9usize).prop_map(
        |(kind, name, url, entry, flag, sure, line)| NoteEntity {
            kind: Kind::FOUND[kind],
            name: NAMES[name].to_string(),
            aliases: vec![],
            entry,
            roles: if flag { vec![Role::Author] } else { vec![] },
            untitled: flag,
            url,
            confidence: f32::from(sure) / 100.0,
            mentions: vec![Mention {
                text: NAMES[name].to_string(),
                evidence: resolution::evidence(line, 0.8),
            }],
        },
    )
}

fn any_note() -> impl Strategy<Value = Findings> {
    let claims = prop::collection::vec((0..8usize, 0..12usize, 0..8usize, 1..9usize), 0..8);
    let things = prop::collection::vec(any_thing(), 0..8);
    let targets = ["n1.md", "../x/index.md", "@/n2.md", "n3", "/2015/01/01/n4.html"];
    (things, claims, 2014..2017u16, 0..targets.len()).prop_map(
        move |(things, claims, year, target)| {
            let count = things.len();
            let end = |i: usize| if i < count { End::Entity(i) } else { End::Note };
            let claims = claims.into_iter().map(|(subject, relation, object, line)| Claim {
                subject: end(subject),
                relation: Relation::ALL[relation],
                object: end(object),
                evidence: vec![resolution::evidence(line, 0.7)],
            });
            Findings {
                date: Some(hallway::date::Date { year, month: 1, day: 1 }),
                claims: claims.collect(),
                entities: things,
                links: vec![NoteLink {
                    target: targets[target].to_string(),
                    wiki: target == 3,
                    evidence: resolution::evidence(1, 1.0),
                }],
                ..Findings::default()
            }
        },
    )
}

fn any_notes() -> impl Strategy<Value = Vec<Findings>> {
    prop::collection::vec(any_note(), 0..7).prop_map(|mut notes| {
        for (i, note) in notes.iter_mut().enumerate() {
            note.note = if i % 3 == 2 { format!("d{i}/index.md") } else { format!("n{i}.md") };
            note.hash = i as u64 + 1;
        }
        notes
    })
}

fn any_overrides() -> impl Strategy<Value = Overrides> {
    let name = || (0..NAMES.len()).prop_map(|i| NAMES[i].to_string());
    let kind = (0..6usize).prop_map(|k| Kind::FOUND[k]);
    let instruction = prop_oneof![
        (name(), name()).prop_map(|(a, b)| Instruction::Same { names: vec![a, b], kind: None }),
        (name(), name())
            .prop_map(|(a, b)| Instruction::Different { names: vec![a, b], kind: None }),
        (name(), name()).prop_map(|(of, is)| Instruction::Name { of, is, kind: None, note: None }),
        (name(), kind).prop_map(|(of, is)| Instruction::Kind { of, is }),
    ];
    prop::collection::vec(instruction, 0..5).prop_map(|instructions| Overrides {
        file: "overrides.toml".into(),
        corrections: instructions
            .into_iter()
            .enumerate()
            .map(|(i, instruction)| Correction { line: i + 1, instruction })
            .collect(),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn the_order_of_the_notes_does_not_matter(
        (notes, shuffled) in any_notes().prop_flat_map(|n| (Just(n.clone()), Just(n).prop_shuffle())),
        overrides in any_overrides(),
    ) {
        let one = resolve(&notes, &LEXICON, &overrides);
        prop_assert_eq!(&one, &resolve(&shuffled, &LEXICON, &overrides));
        assert_whole(&one, &notes, &overrides);
    }

    #[test]
    fn any_offer_can_be_pasted(notes in any_notes()) {
        assert_pastable(&notes);
    }

    #[test]
    fn what_the_user_keeps_apart_stays_apart(
        notes in any_notes(),
        a in 0..NAMES.len(),
        b in 0..NAMES.len(),
        c in 0..NAMES.len(),
    ) {
        let names = [a, b, c].map(|i| NAMES[i].to_string());
        let keys: BTreeSet<String> = names.iter().map(|n| name::key(n)).collect();
        prop_assume!(keys.len() == 3);
        let [a, b, c] = names;
        // `Acme Inc.` alone is shown as `Acme` without being anything else.
        prop_assume!(!a.starts_with(&b) && !b.starts_with(&a));
        let rule = |instruction| Correction { line: 1, instruction };
        let same = |one: &String| Instruction::Same { names: vec![c.clone(), one.clone()], kind: None };
        let corrections = vec![
            rule(same(&a)),
            rule(same(&b)),
            rule(Instruction::Different { names: vec![a.clone(), b.clone()], kind: None }),
        ];
        let overrides = Overrides { file: "overrides.toml".into(), corrections };
        let resolution = resolve(&notes, &LEXICON, &overrides);
        for entity in resolution.entities.iter().filter(|e| e.kind != Kind::Note) {
            let written = || entity.mentions.iter().flat_map(|s| &s.written);
            let has = |name: &String| entity.name == *name || written().any(|w| w == name);
            prop_assert!(!(has(&a) && has(&b)), "{} has both {a} and {b}", entity.id);
        }
    }
}
