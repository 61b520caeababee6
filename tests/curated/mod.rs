//! The catalogue, the user's additions to it, and the checks of both.

use hallway::curated::check;
use hallway::curated::entry::EntryId;
use hallway::curated::entry::Sense;
use hallway::curated::layout;
use hallway::curated::lexicon::CommonWord;
use hallway::curated::lexicon::Lexicon;
use hallway::curated::lexicon::NameWord;
use hallway::curated::overrides::Overrides;
use hallway::name;
use hallway::vocabulary::Kind;
use proptest::prelude::*;

mod overrides;

const TABLES: [(&str, &str); 13] = [
    ("tools.tsv", include_str!("../../data/tools.tsv")),
    ("companies.tsv", include_str!("../../data/companies.tsv")),
    ("topics.tsv", include_str!("../../data/topics.tsv")),
    ("events.tsv", include_str!("../../data/events.tsv")),
    ("gathered/tools.tsv", include_str!("../../data/gathered/tools.tsv")),
    ("gathered/companies.tsv", include_str!("../../data/gathered/companies.tsv")),
    ("gathered/topics.tsv", include_str!("../../data/gathered/topics.tsv")),
    ("gathered/events.tsv", include_str!("../../data/gathered/events.tsv")),
    ("given_names.tsv", include_str!("../../data/given_names.tsv")),
    ("surnames.tsv", include_str!("../../data/surnames.tsv")),
    ("nicknames.tsv", include_str!("../../data/nicknames.tsv")),
    ("common_words.tsv", include_str!("../../data/common_words.tsv")),
    ("extra.tsv", include_str!("../../data/extra.tsv")),
];

/// Kind and name of every sense of a spelling.
fn senses(lexicon: &Lexicon, text: &str) -> Vec<(Kind, String)> {
    let found = lexicon.senses(&name::key(text));
    let named = |sense: &Sense| {
        let entry = lexicon.entry(sense.entry);
        (entry.kind, entry.name.to_string())
    };
    found.iter().map(named).collect()
}

#[test]
fn spellings_lead_to_one_entry() {
    let lexicon = Lexicon::embedded();
    for spelling in ["HashiCorp", "Hashicorp", "Hashi Corp", "hashi-corp"] {
        assert!(
            senses(&lexicon, spelling).contains(&(Kind::Company, "HashiCorp".into())),
            "{spelling}"
        );
    }
    for spelling in ["k8s", "Kubernetes", "KUBERNETES"] {
        assert_eq!(senses(&lexicon, spelling), [(Kind::Tool, "Kubernetes".into())], "{spelling}");
    }
    for (wording, topic) in [
        ("feature toggles", "feature flags"),
        ("multiple cloud providers", "multi-cloud"),
        ("Building Teams", "team building"),
        ("anomalous activity", "anomaly detection"),
        ("failure management", "managing failure"),
        ("trunk based development", "trunk-based development"),
    ] {
        assert!(senses(&lexicon, wording).contains(&(Kind::Topic, topic.into())), "{wording}");
    }
}

#[test]
fn a_hash_grown_word_by_word_is_the_hash_of_the_key() {
    let lexicon = Lexicon::embedded();
    let grown = ["feature", "flags"].iter().fold(layout::START, |h, word| layout::extend(h, word));
    assert_eq!(grown, name::fingerprint(&name::key("Feature Flags")));
    assert!(lexicon.knows_hash(grown));
    assert!(!lexicon.knows_hash(layout::extend(grown, "unheardof")));
}

#[test]
fn a_known_name_may_be_written_as_two_words() {
    let added = "[[add]]\nkind = \"tool\"\nname = \"Élan VortexQ7\"\n";
    let lexicon = Lexicon::with(&Overrides::parse("overrides.toml", added).0);
    let hash = |key: &str| layout::extend(layout::START, key);
    for (first, whole) in [
        ("feature", "featureflags"),
        ("hashi", "hashicorp"),
        ("micro", "microservices"),
        ("node", "nodejs"),
        ("elan", "elanvortexq7"),
        ("elanvortex", "elanvortexq7"),
        ("elanvortexq", "elanvortexq7"),
    ] {
        assert!(lexicon.knows(whole), "{whole}");
        assert!(lexicon.may_begin(hash(first)), "{first}");
        assert!(lexicon.may_begin(hash(whole)), "{whole}");
    }
    let strange = ["zzqxvkjw", "featureflagsunheardof", "elanvor", "elanvortexqunheardof"];
    assert!(strange.iter().any(|key| !lexicon.may_begin(hash(key))));
}

proptest! {
    #[test]
    fn what_a_name_begins_with_ends_with_all_of_it(text in "\\PC{0,12}") {
        let parts = hallway::curated::word_breaks::beginnings(&text, |part| part.len() % 2 == 1);
        let key = name::key(&text);
        prop_assert!(parts.iter().all(|part| key.starts_with(part.as_str())));
        prop_assert_eq!(parts.last(), Some(&key));
    }
}

fn name_of(lexicon: &Lexicon, id: EntryId) -> String {
    lexicon.entry(id).name.to_string()
}

#[test]
fn one_spelling_may_have_several_senses() {
    let docker = senses(&Lexicon::embedded(), "docker");
    assert!(docker.contains(&(Kind::Tool, "Docker".into())), "{docker:?}");
    assert!(docker.contains(&(Kind::Company, "Docker".into())), "{docker:?}");
}

#[test]
fn an_ordinary_word_is_marked_and_a_coined_one_is_not() {
    let lexicon = Lexicon::embedded();
    for (spelling, kind, ambiguous) in [
        ("Go", Kind::Tool, true),
        ("Chef", Kind::Tool, true),
        ("Target", Kind::Company, true),
        ("Square", Kind::Company, true),
        ("Grafana", Kind::Tool, false),
        ("Sysdig", Kind::Company, false),
        (".NET", Kind::Tool, true),
        ("re:Invent", Kind::Event, true),
    ] {
        let found = lexicon.senses(&name::key(spelling));
        let sense = found.iter().find(|s| lexicon.entry(s.entry).kind == kind);
        assert_eq!(sense.map(|s| s.ambiguous), Some(ambiguous), "{spelling}");
    }
}

#[test]
fn amendments_are_carried_out() {
    let lexicon = Lexicon::embedded();
    let extra = TABLES.iter().find(|(file, _)| *file == "extra.tsv").unwrap().1;
    let amended: Vec<Vec<&str>> = extra.lines().map(|line| line.split('\t').collect()).collect();
    assert!(amended.contains(&vec!["DevOps Enterprise Summit", "event", "ambiguous", "DOES"]));
    let found = lexicon.senses("does");
    let summit = found.iter().find(|s| name_of(&lexicon, s.entry) == "DevOps Enterprise Summit");
    assert_eq!(summit.map(|s| (s.surface, s.ambiguous)), Some(("DOES", true)));
    for dropped in amended.iter().filter(|row| row.get(2) == Some(&"drop") && row[3].is_empty()) {
        let left = senses(&lexicon, dropped[0]);
        let kind = Kind::parse(dropped[1]).unwrap();
        assert!(!left.contains(&(kind, dropped[0].to_string())), "{dropped:?}");
    }
}

#[test]
fn an_entry_says_who_makes_it_and_where_it_is_written() {
    let lexicon = Lexicon::embedded();
    let sense = lexicon.senses("terraform")[0];
    let entry = lexicon.entry(sense.entry);
    assert_eq!((entry.name, entry.class, entry.parent), ("Terraform", "tool", "HashiCorp"));
    assert!(lexicon.aliases(sense.entry).contains(&"HashiCorp Terraform"));
    let lines: Vec<&str> = TABLES[0].1.lines().collect();
    assert_eq!(entry.origin_file, "tools.tsv");
    assert!(lines[entry.origin_line as usize - 1].starts_with("Terraform\t"));
}

#[test]
fn what_is_in_no_table_is_not_found() {
    let lexicon = Lexicon::embedded();
    for key in ["", "zzqx", "kuberneteskubernetes", "ünlikely", "\u{0}", "feature flags"] {
        assert!(lexicon.senses(key).is_empty(), "{key:?}");
        assert!(!lexicon.knows(key), "{key:?}");
        assert_eq!(lexicon.word(key), None, "{key:?}");
        assert_eq!(lexicon.name_word(key), NameWord::default(), "{key:?}");
        assert!(lexicon.nicknames(key).is_empty(), "{key:?}");
    }
    assert_eq!(lexicon.entry(EntryId(u32::MAX)).name, "");
    assert!(lexicon.aliases(EntryId(u32::MAX)).is_empty());
    assert!(lexicon.editions(EntryId(u32::MAX)).is_empty());
}

proptest! {
    #[test]
    fn a_key_is_known_exactly_if_it_has_senses(key in "[a-z]{1,6}|\\PC{0,12}") {
        let lexicon = Lexicon::embedded();
        prop_assert_eq!(lexicon.knows(&key), !lexicon.senses(&key).is_empty());
        lexicon.by_url(&key);
    }

    #[test]
    fn no_overrides_make_it_fall_over(text in "(\\[\\[(same|add|different|name|x)\\]\\]\n|names = |kind = |[\"a-z\\[\\],= \n]){0,40}") {
        let (overrides, problems) = Overrides::parse("overrides.toml", &text);
        Lexicon::with(&overrides);
        let lines = text.lines().count().max(1);
        prop_assert!(problems.iter().all(|p| p.line >= 1 && p.line <= lines + 1));
    }
}

#[test]
fn every_spelling_of_every_entry_leads_back_to_it() {
    let lexicon = Lexicon::embedded();
    for id in (0..).map(EntryId).take_while(|id| !lexicon.entry(*id).name.is_empty()) {
        let spellings = [vec![lexicon.entry(id).name], lexicon.aliases(id)].concat();
        for spelling in spellings {
            let found = lexicon.senses(&name::key(spelling));
            assert!(found.iter().any(|sense| sense.entry == id), "{spelling}");
            assert!(lexicon.knows(&name::key(spelling)), "{spelling}");
            let scores: Vec<u16> = found.iter().map(|s| lexicon.entry(s.entry).score).collect();
            assert!(scores.is_sorted_by(|a, b| a >= b), "{spelling}: {scores:?}");
        }
    }
}

#[test]
fn addresses_are_found_however_they_are_written() {
    let lexicon = Lexicon::embedded();
    for url in [
        "https://falco.org",
        "http://www.falco.org/",
        "FALCO.org",
        "falco.org:443/?utm_source=x#top",
        "https://github.com/falcosecurity/falco",
        "github.com/FalcoSecurity/falco/",
        "https://github.com/falcosecurity/falco.git",
        "https://github.com/falcosecurity/falco/blob/master/README.md",
        "git://github.com/falcosecurity/falco",
    ] {
        let found: Vec<_> = lexicon.by_url(url).iter().map(|id| name_of(&lexicon, *id)).collect();
        assert!(found.contains(&"Falco".to_string()), "{url}: {found:?}");
    }
    for url in ["", "https://", "falco.org/somewhere/else", "github.com/falcosecurity/other", "///"]
    {
        assert!(lexicon.by_url(url).is_empty(), "{url}");
    }
}

#[test]
fn a_shared_address_gives_its_owner_first() {
    let lexicon = Lexicon::embedded();
    let found = lexicon.by_url("https://grafana.com");
    assert_eq!(name_of(&lexicon, found[0]), "Grafana");
    assert!(found.iter().any(|id| name_of(&lexicon, *id) == "Grafana Loki"));
}

#[test]
fn events_know_their_editions_and_devopsdays_its_cities() {
    let lexicon = Lexicon::embedded();
    let barcelona = lexicon.senses(&name::key("DevOpsDays Barcelona"))[0].entry;
    assert_eq!(lexicon.entry(barcelona).parent, "devopsdays");
    let editions = lexicon.editions(barcelona);
    assert!(editions.iter().all(|e| (e.city, e.country) == ("Barcelona", "Spain")));
    assert!(editions.iter().any(|e| e.year == 2013) && editions.is_sorted_by_key(|e| e.year));
    let series = lexicon.senses("devopsdays")[0].entry;
    assert!(lexicon.editions(series).len() > 100);
}

#[test]
fn words_and_names_say_what_they_are() {
    let lexicon = Lexicon::embedded();
    let the = lexicon.word("the").unwrap();
    assert!(the.parts & CommonWord::FUNCTION != 0 && the.frequency > 8);
    let deploy = lexicon.word("deploy").unwrap();
    assert!(deploy.parts & CommonWord::VERB != 0 && deploy.capital < 50);
    let alice = lexicon.name_word("alice");
    assert!(alice.given >= 7 && !alice.word, "{alice:?}");
    let baker = lexicon.name_word("baker");
    assert!(baker.surname >= 7 && baker.word, "{baker:?}");
    assert!(lexicon.name_word("jenkins").thing && lexicon.name_word("austin").place);
    assert!(lexicon.name_word("nestor").given > 0, "found without its accent");
    assert!(lexicon.nicknames("bob").contains(&"robert"));
}

const ADD: &str = r#"
[[add]]
kind = "tool"
name = "Our Builder"
aliases = ["ourb"]
homepage = "https://builder.example/start"
made_by = "Example Ltd"

[[add]]
kind = "tool"
name = "grafana"
aliases = ["the wall"]
ambiguous = true
"#;

#[test]
fn what_the_user_adds_is_known_like_the_rest() {
    let (overrides, problems) = Overrides::parse("notes/overrides.toml", ADD);
    assert_eq!(problems, []);
    let lexicon = Lexicon::with(&overrides);
    for spelling in ["our builder", "OurBuilder", "OURB"] {
        assert_eq!(senses(&lexicon, spelling), [(Kind::Tool, "Our Builder".into())]);
        assert!(lexicon.knows(&name::key(spelling)));
    }
    let id = lexicon.senses("ourb")[0].entry;
    let entry = lexicon.entry(id);
    assert_eq!((entry.origin_file, entry.origin_line), ("notes/overrides.toml", 2));
    assert_eq!((entry.score, entry.parent), (1000, "Example Ltd"));
    assert_eq!(lexicon.aliases(id), ["ourb"]);
    assert_eq!(lexicon.by_url("builder.example/start/"), [id]);
    assert!(lexicon.editions(id).is_empty());
}

#[test]
fn an_added_entry_takes_the_place_of_the_catalogues() {
    let (overrides, _) = Overrides::parse("overrides.toml", ADD);
    let lexicon = Lexicon::with(&overrides);
    let found = lexicon.senses("grafana");
    let tools: Vec<_> =
        found.iter().filter(|s| lexicon.entry(s.entry).kind == Kind::Tool).collect();
    assert_eq!(tools.len(), 1);
    let entry = lexicon.entry(tools[0].entry);
    assert_eq!((entry.name, entry.ambiguous, entry.origin_line), ("grafana", true, 9));
    assert_eq!((entry.parent, entry.homepage), ("Grafana Labs", "https://grafana.com"));
    assert!(lexicon.by_url("github.com/grafana/grafana").contains(&tools[0].entry));
    assert_eq!(lexicon.senses("thewall")[0].entry, tools[0].entry);
}

#[test]
fn the_fingerprint_changes_with_what_is_added() {
    let plain = Lexicon::embedded().fingerprint();
    let with = |text| Lexicon::with(&Overrides::parse("overrides.toml", text).0).fingerprint();
    assert_eq!(plain, Lexicon::embedded().fingerprint());
    assert_eq!(plain, with(""));
    assert_ne!(plain, with(ADD));
    assert_ne!(with(ADD), with(&ADD.replace("true", "false")));
}

#[test]
fn the_committed_tables_hold_no_mistake() {
    let told: Vec<String> = check::check(&TABLES)
        .iter()
        .map(|p| format!("{}:{}:{} {}", p.path, p.line, p.column, p.message))
        .collect();
    // No spelling of the tables that we write ourselves may mean two things of one kind. What was
    // gathered is told, and not mended by hand.
    let (gathered, ours): (Vec<&String>, Vec<&String>) =
        told.iter().partition(|line| line.starts_with("gathered/"));
    assert!(ours.is_empty(), "{ours:#?}");
    let mistakes: Vec<&&String> =
        gathered.iter().filter(|line| !line.contains(" also means ")).collect();
    assert!(mistakes.is_empty(), "{mistakes:#?}");
}

#[test]
fn mistakes_in_a_table_are_told_with_their_place() {
    let text = "# A remark.\n\
        name\taliases\thomepage\thandle\tkind\tambiguous\n\
        Beta\tBeta|B.\thttp//x\t\tcompany\t\n\
        Alpha\tbeta\t\t\tfirm\tmaybe\n\
        Beta \t\t\t\tcompany\n";
    let told: Vec<(usize, usize, String)> = check::check(&[("companies.tsv", text)])
        .into_iter()
        .map(|p| (p.line, p.column, p.message))
        .collect();
    let expected = [
        (3, 6, "the alias “Beta” is a repetition"),
        (3, 14, "“http//x” is not an address"),
        (4, 1, "“Alpha” is not in order"),
        (4, 1, "“beta” also means “Beta” in line 3"),
        (4, 14, "“firm” is not one of company, foundation, university, government"),
        (4, 19, "“maybe” is neither y nor n"),
        (5, 1, "5 cells, but 6 columns"),
        (5, 1, "a stray space or bar in “Beta ”"),
        (5, 1, "“Beta ” is also in line 3"),
    ];
    assert_eq!(told, expected.map(|(line, column, text)| (line, column, text.to_string())));
    let columns = check::check(&[("topics.tsv", "name\tcolour\n"), ("x.tsv", "")]);
    assert_eq!(columns.len(), 5, "{columns:?}");
}
