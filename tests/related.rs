//! Which earlier notes are offered for a post, and in which order.

use hallway::query::related::NoteIndex;
use hallway::query::related::signals::{SIGNALS, SignalGroup};
use hallway::store::notes::Source;
use proptest::prelude::*;

fn note(path: &str, text: &str) -> Source {
    Source { path: path.to_string(), bytes: text.as_bytes().to_vec() }
}

fn dated(path: &str, date: &str, text: &str) -> Source {
    note(path, &format!("---\ndate: {date}\n---\n\n{text}\n"))
}

fn index(sources: &[Source]) -> NoteIndex {
    NoteIndex::new(sources.iter().map(hallway::words).collect())
}

/// The paths that the words alone choose for a post.
fn chosen(index: &NoteIndex, post: &str) -> Vec<String> {
    let number = index.notes().iter().position(|n| n.note == post).expect("the post is there");
    let chosen = index.candidates(number, &SignalGroup::ALL);
    chosen.iter().map(|c| index.notes()[c.note].note.clone()).collect()
}

#[test]
fn only_earlier_notes_are_offered() {
    let text = "Lighthouse keepers count the ferries.";
    let index = index(&[
        dated("a.md", "2020-05-01", text),
        dated("b.md", "2020-05-02", text),
        dated("c.md", "2020-05-02", text),
        dated("d.md", "2020-05-03", text),
        note("undated.md", text),
    ]);
    assert_eq!(chosen(&index, "a.md"), ["undated.md"]);
    assert_eq!(chosen(&index, "b.md"), ["a.md", "undated.md"]);
    assert_eq!(chosen(&index, "c.md"), ["b.md", "a.md", "undated.md"]);
    assert_eq!(chosen(&index, "undated.md"), ["d.md", "b.md", "c.md", "a.md"]);
}

#[test]
fn endings_and_small_words_make_no_difference() {
    let index = index(&[
        dated("engines.md", "2020-01-01", "Ferry engines were tested in the harbour."),
        dated("soup.md", "2020-01-02", "The onions are in the soup, and they were good."),
        dated("post.md", "2020-01-03", "We are testing an engine of a ferry; they were in it."),
    ]);
    assert_eq!(chosen(&index, "post.md"), ["engines.md"]);
}

/// The list is searched as a sorted one, and for no word that is longer than its longest.
#[test]
fn no_word_of_the_small_ones_joins_two_notes() {
    let list = include_str!("../src/terms/stop_words.rs");
    let (list, _) = list.split_once("];").expect("the list comes first");
    let words: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
    assert!(words.len() > 150, "{words:?}");
    assert!(words.is_sorted(), "they are looked up by halves");
    assert!(words.iter().all(|word| word.len() <= 9), "longer ones are never looked up");
    let text = words.join(" ");
    let index = index(&[dated("a.md", "2020-01-01", &text), dated("b.md", "2020-01-02", &text)]);
    assert!(chosen(&index, "b.md").is_empty());
}

#[test]
fn a_note_whose_title_the_post_writes_out_comes_first() {
    let same = "Onions, soup and a long evening in the kitchen by the sea.";
    let titled = |path: &str, title: &str| {
        note(path, &format!("---\ntitle: {title}\ndate: 2020-01-01\n---\n\n{same}\n"))
    };
    let index = index(&[
        titled("a.md", "Evening one"),
        titled("b.md", "The Lighthouse Ledger"),
        titled("c.md", "Evening two"),
        dated("post.md", "2020-02-01", "More soup with onions, as in the lighthouse ledger."),
    ]);
    assert_eq!(chosen(&index, "post.md")[0], "b.md");
}

#[test]
fn rarer_words_count_more() {
    let mut sources: Vec<Source> = (0..20)
        .map(|i| dated(&format!("n{i:02}.md"), "2020-01-01", "Harbour ferry lighthouse."))
        .collect();
    sources.push(dated("rare.md", "2020-01-01", "Harbour astrolabe kitchen window."));
    sources.push(dated("post.md", "2020-01-02", "Harbour astrolabe, harbour, harbour."));
    assert_eq!(chosen(&index(&sources), "post.md")[0], "rare.md");
}

#[test]
fn nothing_is_too_little_to_be_asked() {
    assert!(index(&[]).notes().is_empty());
    assert!(chosen(&index(&[note("a.md", "")]), "a.md").is_empty());
    let index = index(&[note("a.md", "the and of"), note("b.md", "it was so")]);
    assert!(chosen(&index, "a.md").is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Any notes, in any order: the same answer, each signal from 0 to 1, best first.
    #[test]
    fn any_notes_can_be_asked(texts in prop::collection::vec("\\PC{0,80}", 1..8), turn in 0_usize..8) {
        let source = |(i, text): (usize, &String)| match i % 3 {
            0 => note(&format!("{i}.md"), text),
            _ => dated(&format!("{i}.md"), &format!("2020-01-0{}", i % 4 + 1), text),
        };
        let sources: Vec<Source> = texts.iter().enumerate().map(source).collect();
        let mut turned = sources.clone();
        turned.rotate_left(turn % sources.len());
        let (index, other) = (index(&sources), index(&turned));
        for post in 0..sources.len() {
            let chosen = index.candidates(post, &SignalGroup::ALL);
            prop_assert!(chosen.iter().all(|c| c.note != post));
            for candidate in &chosen {
                for (signal, value) in SIGNALS.iter().zip(candidate.signals) {
                    prop_assert!((0.0..=1.0).contains(&value), "{} is {value}", signal.name);
                }
                prop_assert!((0.0..=1.0).contains(&candidate.cosine));
            }
            let scores: Vec<f32> = chosen.iter().map(|c| c.score(&SignalGroup::ALL)).collect();
            prop_assert!(scores.windows(2).all(|pair| pair[0] >= pair[1]));
            let again: Vec<usize> = other.candidates(post, &SignalGroup::ALL).iter().map(|c| c.note).collect();
            prop_assert_eq!(chosen.iter().map(|c| c.note).collect::<Vec<_>>(), again);
        }
    }
}
