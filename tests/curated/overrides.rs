//! `overrides.toml`: what is read, and what is told of mistakes.

use hallway::curated::correction::Instruction;
use hallway::curated::overrides::Overrides;
use hallway::vocabulary::Kind;

/// What is told, as `line:column code message [marked text]`.
fn told(text: &str) -> Vec<String> {
    let (_, problems) = Overrides::parse("overrides.toml", text);
    let line = |p: &hallway::diagnostic::Diagnostic| {
        let marked = p.excerpt.as_ref().map_or("", |e| &e.text[e.start..e.end]);
        assert!(!p.help.is_empty(), "{p:?}");
        format!("{}:{} {} {} [{marked}]", p.line, p.column, p.code, p.message)
    };
    problems.iter().map(line).collect()
}

#[test]
fn every_kind_of_entry_is_read_in_the_order_of_the_file() {
    let text = r#"
[[ignore]]
name = "Lorem"
note = "posts/a.md"

[[merge]]
names = ["Jane Roe", "J. Roe"]
kind = "person"

[[name]]
of = "hashi corp"
is = "HashiCorp"

[[different]]
names = ["Jane Roe", "Janet Roe"]

[[kind]]
of = "Jenkins"
is = "Tool"

[[same]]
names = ["Ops Days", "devopsdays"]
"#;
    let (overrides, problems) = Overrides::parse("overrides.toml", text);
    assert_eq!(problems, []);
    let texts = |names: &[&str]| names.iter().map(|n| n.to_string()).collect::<Vec<_>>();
    let expected = [
        (
            2,
            Instruction::Ignore {
                name: "Lorem".into(),
                kind: None,
                note: Some("posts/a.md".into()),
            },
        ),
        (6, Instruction::Same { names: texts(&["Jane Roe", "J. Roe"]), kind: Some(Kind::Person) }),
        (
            10,
            Instruction::Name {
                of: "hashi corp".into(),
                is: "HashiCorp".into(),
                kind: None,
                note: None,
            },
        ),
        (14, Instruction::Different { names: texts(&["Jane Roe", "Janet Roe"]), kind: None }),
        (17, Instruction::Kind { of: "Jenkins".into(), is: Kind::Tool }),
        (21, Instruction::Same { names: texts(&["Ops Days", "devopsdays"]), kind: None }),
    ];
    let read: Vec<(usize, Instruction)> =
        overrides.corrections.into_iter().map(|r| (r.line, r.instruction)).collect();
    assert_eq!(read, expected);
}

#[test]
fn a_wrong_entry_is_told_with_its_place_and_the_others_are_used() {
    let text = r#"[[same]]
names = []

[[sane]]
names = ["a", "b"]

[[name]]
of = "x"

[[kind]]
of = "Jenkins"
is = "colour"

[[add]]
kind = "person"
name = "Somebody"

[[same]]
nmaes = ["a", "b"]

[[ignore]]
name = 7

[[ignore]]
name = "kept"
"#;
    assert_eq!(
        told(text),
        [
            "2:9 override-type “names” of [[same]] has no names [[]]",
            "4:3 override-unknown there is no entry “sane” [sane]",
            "7:1 override-missing [[name]] has no “is” [[[name]]]",
            "12:6 override-type “is” of [[kind]] is not one of person, company, tool, topic, talk, event [\"colour\"]",
            "15:8 override-type “kind” of [[add]] is not one of company, tool, topic, event [\"person\"]",
            "19:1 override-unknown there is no key “nmaes” [nmaes]",
            "22:8 override-type “name” of [[ignore]] is not a string in quotes [7]",
        ]
    );
    let (overrides, problems) = Overrides::parse("overrides.toml", text);
    assert_eq!(overrides.corrections.len(), 1);
    assert_eq!(overrides.corrections[0].line, 24);
    assert!(problems[1].help[0].contains("Did you mean “same”?"), "{:?}", problems[1]);
}

#[test]
fn broken_toml_is_told_and_the_rest_is_used() {
    let text =
        "[[ignore]]\nname = \"One\"\n\n[[ignore]]\nname = \"Two\n\n[[ignore]]\nname = \"Three\"\n";
    let (overrides, problems) = Overrides::parse("overrides.toml", text);
    assert_eq!(problems[0].line, 5, "{problems:?}");
    assert_eq!(problems[0].code, "override-syntax");
    let lines: Vec<usize> = overrides.corrections.iter().map(|rule| rule.line).collect();
    assert!(lines.contains(&1) && lines.contains(&7), "{lines:?}");
}

#[test]
fn one_bracket_too_few_is_explained() {
    assert_eq!(
        told("[same]\nnames = [\"a\", \"b\"]\n"),
        ["1:2 override-type “same” is not a list of entries [same]"]
    );
}

#[test]
fn of_two_entries_that_contradict_each_other_the_later_is_left_out() {
    let text = r#"[[same]]
names = ["Ann Lee", "A. Lee"]

[[same]]
names = ["A. Lee", "alee"]

[[different]]
names = ["ann lee", "alee"]

[[different]]
names = ["Bo", "Beau"]

[[same]]
names = ["Beau", "Bo", "B."]

[[same]]
names = ["Beau", "Bo"]
kind = "tool"

[[name]]
of = "x"
is = "X"

[[name]]
of = "X"
is = "Ex"

[[add]]
kind = "tool"
name = "Thing"

[[add]]
kind = "tool"
name = "thing"
"#;
    assert_eq!(
        told(text),
        [
            "7:1 override-contradiction “ann lee” and “alee” are made one by line 4 [[[different]]]",
            "13:1 override-contradiction “Beau” and “Bo” are kept apart by line 10 [[[same]]]",
            "16:1 override-contradiction “Beau” and “Bo” are kept apart by line 10 [[[same]]]",
            "24:1 override-contradiction “X” is already shown as “X” by line 20 [[[name]]]",
            "32:1 override-contradiction the tool “thing” is already added by line 28 [[[add]]]",
        ]
    );
}

#[test]
fn rules_about_different_kinds_do_not_contradict() {
    let text = r#"[[same]]
names = ["Docker", "Docker Inc"]
kind = "company"

[[different]]
names = ["Docker", "Docker Inc"]
kind = "tool"
"#;
    assert_eq!(told(text), [""; 0]);
}

#[test]
fn names_that_no_rule_can_part_are_told() {
    assert_eq!(
        told("[[different]]\nnames = [\"Jose\", \"José\"]\n"),
        [
            "2:9 override-type “names” of [[different]] differ only in case and accents, so that they cannot be kept apart [[\"Jose\", \"José\"]]"
        ]
    );
}

#[test]
fn the_template_is_in_force_nowhere_and_right_everywhere() {
    let template = Overrides::template();
    let (overrides, problems) = Overrides::parse("overrides.toml", template);
    assert_eq!((overrides.corrections.len(), problems.len()), (0, 0));
    let entry = |line: &&str| line.starts_with("# [[") || line.contains(" = ") || *line == "#";
    let live: Vec<&str> = template
        .lines()
        .filter(entry)
        .filter(|line| !line.contains("`"))
        .map(|line| line.trim_start_matches(['#', ' ']))
        .collect();
    let (overrides, problems) = Overrides::parse("overrides.toml", &live.join("\n"));
    assert_eq!(problems, []);
    assert_eq!(overrides.corrections.len(), 7);
}

#[test]
fn a_hostile_file_is_told_briefly() {
    let text = format!("same = [{}]", "{}, ".repeat(20_000));
    let (overrides, problems) = Overrides::parse("overrides.toml", &text);
    assert!(overrides.corrections.is_empty());
    assert!((1..=200).contains(&problems.len()), "{}", problems.len());
    assert!(problems.iter().all(|p| p.excerpt.as_ref().is_some_and(|e| e.text.len() <= 600)));
}

#[test]
fn a_mark_stays_within_its_line_whatever_stands_there() {
    let text = "[[name]]\nof = \"é\"\nis = [\n\"日本\",\n]\nfarbe = '日'\n";
    for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
        let (_, problems) = Overrides::parse("overrides.toml", &text[..end]);
        for excerpt in problems.iter().filter_map(|p| p.excerpt.as_ref()) {
            assert!(excerpt.text.get(excerpt.start..excerpt.end).is_some(), "{excerpt:?}");
        }
    }
}
