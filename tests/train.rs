//! Learning: what counts as right, what is learnt from rows, and that nothing is judged by a model which
//! has seen it. Runs with `cargo test --features train`.
#![cfg(feature = "train")]

use hallway::curated::lexicon::Lexicon;
use hallway::train::fit::{self, TrainingRow};
use hallway::train::gold::{Gold, same};
use hallway::train::scores::Scores;
use hallway::train::{self, Example};
use hallway::vocabulary::Kind;

#[test]
fn names_mean_the_same_in_other_spellings_only() {
    assert!(same(Kind::Person, "Néstor Salceda", "nestor salceda"));
    assert!(same(Kind::Company, "Acme, Inc.", "Acme"));
    assert!(same(Kind::Topic, "feature flag", "Feature Flags"));
    assert!(same(Kind::Event, "DevOps Days 2019", "DevOps Days"));
    assert!(same(Kind::Talk, "Flags without fear", "Flags Without Fear: a story of flags"));
    assert!(!same(Kind::Event, "DevOps Days 2019", "DevOps Days 2018"));
    assert!(!same(Kind::Person, "Ana Souza", "Ana"));
    assert!(!same(Kind::Topic, "feature flags", "feature engineering"));
}

fn row(feature: &str, yes: bool) -> TrainingRow {
    let features = vec![(feature.to_string(), 1.0)];
    TrainingRow { name: String::new(), features, yes, meaning: None, must: yes }
}

#[test]
fn what_goes_with_yes_weighs_for_it() {
    let mut rows = vec![row("in code", true); 30];
    rows.extend(vec![row("a verb", false); 30]);
    let weights = fit::weights(&rows.iter().collect::<Vec<_>>()).unwrap();
    let of = |name: &str| weights.iter().find(|(n, _)| n == name).map_or(0.0, |(_, w)| *w);
    assert!(of("in code") > 0.5, "{weights:?}");
    assert!(of("a verb") < -0.5, "{weights:?}");
}

/// A note on an event with a tool that nobody knows, and what should be found in it.
fn example(number: usize) -> Example {
    let tool = format!("quill{}press", ["a", "b", "c", "d", "e", "f", "g"][number % 7]);
    let note = format!(
        "# Notes from DevOps Barcelona 2019\n\nMaria Sanders builds her pages with `{tool}` and \
         showed `{tool}` to us. Lunch was paella at Can Solé.\n"
    );
    let answers = format!(
        r#"{{"post": "{number}.md", "companies": [], "topics": [], "talks": [], "works_at": [],
        "talked_about": [["Maria Sanders", "{tool}", "must"]],
        "people": [{{"name": "Maria Sanders", "role": "speaker", "certainty": "must"}}],
        "events": [{{"name": "DevOps Barcelona 2019", "certainty": "must"}}],
        "tools": [{{"name": "{tool}", "certainty": "must"}}]}}"#
    );
    let gold: Gold = serde_json::from_str(&answers).unwrap();
    Example::new(&format!("{number}.md"), note.as_bytes(), gold, &Lexicon::embedded())
}

#[test]
fn a_tool_of_unseen_notes_is_learnt_from_others() {
    let examples: Vec<Example> = (0..20).map(example).collect();
    let found = train::cross_validate(&examples, &Lexicon::embedded()).unwrap();
    let mut scores = Scores::default();
    examples.iter().zip(&found).for_each(|(e, f)| scores.add(e.gold(), f));
    assert!(scores.f1("tool") > 0.9, "{}", scores.table());
    assert_eq!(scores.f1("person"), 1.0, "{}", scores.table());
}
