//! Questions about the five invented notes; the answers stand in `tests/query/`.

use crate::common::{golden, harbor};
use hallway::curated::lexicon::Lexicon;
use hallway::export::json;
use hallway::graph::Graph;
use hallway::query::filter::Filter;
use hallway::query::list::ListOrder;
use hallway::query::quote::Quote;
use hallway::query::who::WhoView;
use hallway::query::{about, explain, find, list, path, search, timeline, who};
use hallway::vocabulary::Kind;
use serde::Serialize;

fn pretty(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).expect("views serialise") + "\n"
}

fn who(graph: &Graph, asked: &str) -> WhoView {
    who::who(graph, &Lexicon::embedded(), &Filter::default(), asked)
}

#[test]
fn who_answers_each_kind_of_thing() {
    let graph = harbor();
    let questions = [
        ("topic", "Feature Flags"),
        ("narrower", "testing"),
        ("tool", "lantern"),
        ("person", "mara lindqvist"),
        ("company", "Quillworks"),
        ("talk", "Budgets for Errors"),
        ("event", "harbor-conf 2023"),
        ("note", "posts/tuesday meetup.md"),
        ("several", "flags"),
        ("sentence", "keeping a switch"),
        ("nothing", "Lantren"),
    ];
    for (file, asked) in questions {
        golden(format!("query/who-{file}.json"), &pretty(&who(&graph, asked)));
    }
}

#[test]
fn who_sums_up_its_answers() {
    let sum = who(&harbor(), "feature flags").counts;
    assert_eq!((sum.people, sum.talks, sum.events, sum.notes), (2, 3, 2, 2));
    assert_eq!(sum.first.map(|d| d.to_string()).as_deref(), Some("2023-05-10"));
    assert_eq!(sum.last.map(|d| d.to_string()).as_deref(), Some("2024-05-20"));
}

#[test]
fn about_shows_a_card() {
    let graph = harbor();
    for (file, asked) in [("person", "Mara Lindqvist"), ("topic", "feature toggles")] {
        let entity = find::one(&graph, &Lexicon::embedded(), asked).expect("known");
        golden(format!("query/about-{file}.json"), &pretty(&about::about(&graph, entity)));
    }
    let mara =
        about::about(&graph, find::one(&graph, &Lexicon::embedded(), "mara").expect("known"));
    let written: Vec<&str> = mara.misspellings.iter().map(|w| w.text.as_str()).collect();
    assert_eq!(written, ["Mara Lindquist"]);
    let near: Vec<&str> = mara.neighbours.iter().map(|n| n.entity.name.as_str()).collect();
    assert_eq!(near, ["Jun Hasegawa", "Tomás Vega"]);
}

#[test]
fn lists_explanations_paths_and_times() {
    let graph = harbor();
    let one = |asked| find::one(&graph, &Lexicon::embedded(), asked).expect("known");
    golden(
        "query/list-topics.json",
        &pretty(&list::list(&graph, Kind::Topic, ListOrder::Mentions)),
    );
    golden("query/explain.json", &pretty(&explain::explain(&graph, one("mara"))));
    let between = explain::between(&graph, one("Quillworks"), one("Mara Lindqvist"));
    golden("query/explain-two.json", &pretty(&between));
    golden("query/path.json", &pretty(&path::path(&graph, one("Jun Hasegawa"), one("Beacon"))));
    golden("query/timeline.json", &pretty(&timeline::of(&graph, one("feature flags"))));
    let names = |sort| -> Vec<String> {
        list::list(&graph, Kind::Person, sort).into_iter().map(|r| r.name).collect()
    };
    let by_name = ["Ines Okafor", "Jun Hasegawa", "Mara Lindqvist", "Tomás Vega"];
    assert_eq!(names(ListOrder::Name), by_name);
    assert_eq!(names(ListOrder::Mentions)[0], "Mara Lindqvist");
    let dates: Vec<_> = timeline::all(&graph, &timeline::SUBJECTS).iter().map(|m| m.date).collect();
    assert!(dates.is_sorted(), "{dates:?}");
}

#[test]
fn search_ranks_names_and_sentences() {
    let graph = harbor();
    let search = |asked: &str, limit| {
        search::search(&graph, &Lexicon::embedded(), &Filter::default(), asked, limit)
    };
    golden("query/search.json", &pretty(&search("flag", 3)));
    golden("query/search-alias.json", &pretty(&search("toggles", 3)));
    golden("query/search-slip.json", &pretty(&search("festure flags", 2)));
    golden("query/search-nothing.json", &pretty(&search("Lantrenne", 3)));
    // Words closer together come first, of those the newest.
    let lines = |asked: &str| -> Vec<usize> {
        search(asked, 9).sentences.iter().map(|answer| answer.line).collect()
    };
    assert_eq!(lines("feature flags"), [12, 4, 9]);
    assert_eq!(lines("numbers hides"), [12]);
    assert_eq!(search("", 9).entities_total, 0);
}

#[test]
fn names_are_found_but_near_ones_only_offered() {
    let graph = harbor();
    let found = |asked: &str| match find::one(&graph, &Lexicon::embedded(), asked) {
        Ok(entity) => entity.id.0.clone(),
        Err(near) => format!("? {}", near.iter().map(|t| &*t.name).collect::<Vec<_>>().join(", ")),
    };
    assert_eq!(found("person/tomas-vega"), "person/tomas-vega");
    assert_eq!(found("TOMAS  VEGA"), "person/tomas-vega");
    assert_eq!(found("vega"), "person/tomas-vega");
    assert_eq!(found("ideas.md"), "note/ideas");
    assert_eq!(found("feature-toggles"), "topic/feature-flags");
    assert_eq!(found("lanter"), "tool/lantern");
    assert_eq!(found("Lantren"), "? Lantern");
    assert_eq!(found("harbor conf"), "? Harbor Conf 2023, Harbor Conf 2024");
    assert_eq!(found("zzz"), "? ");
    assert_eq!(found(""), "? ");
}

#[test]
fn quotes_are_marked_and_cut_between_words() {
    let quote = Quote::new("Wir sahen Feature-Flags, éclairs und mehr.", ["feature flag"]);
    assert_eq!(&quote.text[quote.range()], "Feature-Flags");
    assert_eq!(Quote::new("a goal", ["go"]).hit, (0, 0));
    let long = format!("{} needle {}", "hay ".repeat(100).trim(), "straw ".repeat(100).trim());
    let quote = Quote::new(&long, ["needle"]);
    let cut = quote.excerpt(60);
    assert!(cut.more_before && cut.more_after);
    assert_eq!(cut.hit, "needle");
    assert!(cut.before.starts_with("hay") && cut.after.ends_with("straw"), "{cut:?}");
    let whole = Quote::new("short", []);
    assert_eq!((whole.excerpt(60).after, whole.excerpt(60).more_after), ("short", false));
}

proptest::proptest! {
    #[test]
    fn quotes_of_any_text_can_be_cut(text in "\\PC{0,80}", form in "\\PC{0,8}", limit in 0usize..60) {
        let quote = Quote::new(&text, [form.as_str()]);
        let cut = quote.excerpt(limit);
        let whole = format!("{}{}{}", cut.before, cut.hit, cut.after);
        proptest::prop_assert!(text.contains(&whole));
        proptest::prop_assert!(whole.chars().count() <= limit.max(cut.hit.chars().count()));
    }
}

#[test]
fn a_saved_graph_is_the_graph() {
    let text = json::write(&harbor());
    golden("query/graph.json", &text);
    let again = json::read(&text).expect("as written");
    assert_eq!(json::write(&again), text);
    let asked = who(&harbor(), "feature flags");
    assert_eq!(
        serde_json::to_value(who(&again, "feature flags")).ok(),
        serde_json::to_value(asked).ok()
    );
    let told = json::read("{\"nodes\":[{}]}").expect_err("no id");
    assert!(told.to_string().contains("id"), "{told}");
}
