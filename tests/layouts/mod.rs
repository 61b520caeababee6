//! What is read of the form of each note in `tests/layouts`. `SNAPSHOTS=overwrite cargo test layouts` rewrites what is
//! expected; read the diff.

use crate::common::{golden, markdown};
use hallway::curated::lexicon::Lexicon;
use hallway::document::parser;
use hallway::layout;
use hallway::layout::describe;
use hallway::layout::forms::Forms;
use hallway::layout::math;
use hallway::layout::weights::LayoutModel;
use hallway::note::Note;
use proptest::prelude::*;

fn read(text: &str, describe: fn(&layout::Layout) -> String) -> String {
    let (note, _) = Note::new("note.md", text.as_bytes());
    let (document, _) = parser::parse(&note);
    let (lexicon, model) = (Lexicon::embedded(), LayoutModel::embedded());
    describe(&layout::read(&note, &document, &lexicon, &Forms::default(), model))
}

#[test]
fn every_form_is_read_as_it_should() {
    for path in markdown("layouts") {
        let text = std::fs::read_to_string(&path).unwrap();
        golden(
            path.with_extension("txt").canonicalize().unwrap_or(path.with_extension("txt")),
            &read(&text, describe::sessions),
        );
    }
}

#[test]
fn the_model_comes_back_as_it_was_written() {
    let bytes = include_bytes!("../../data/models/layout.bin");
    let mut model = LayoutModel::read(bytes).expect("the model can be read");
    assert!(model.write() == bytes);
    assert!(LayoutModel::read(&bytes[..bytes.len() / 2]).is_none());
    assert!(bytes.len() < 2_000_000, "{} bytes", bytes.len());
}

#[test]
fn folders_are_surveyed_from_their_beginnings() {
    let notes: Vec<(String, String)> = (0..200)
        .map(|n| (format!("day/{n}.md"), format!("# Talk number {n}\n\nBy Ana Souza\n")))
        .collect();
    let bytes: Vec<(&str, &[u8])> =
        notes.iter().map(|(path, text)| (path.as_str(), text.as_bytes())).collect();
    let forms = layout::survey(&bytes, &Lexicon::embedded(), LayoutModel::embedded());
    assert_eq!(forms.sample.len(), 40);
    let alone = layout::survey(&bytes[..1], &Lexicon::embedded(), LayoutModel::embedded());
    assert!(alone.sample.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_has_a_form(text in "[\\PC\n\t]{0,200}", marks in "([#*_>|:\\-(\\[\"“’@.,/ 0-9a-zA-Zé漢]{0,12}\n?){0,30}") {
        for text in [&text, &marks] {
            prop_assert_eq!(read(text, describe::all), read(text, describe::all));
        }
    }

    #[test]
    fn exponential_and_logarithm_are_inverse(x in -40.0f32..40.0) {
        let back = math::ln(math::exp(x));
        prop_assert!((back - x).abs() < 1e-3 + x.abs() * 1e-4, "{x} {back}");
        prop_assert!((math::exp(x) / x.exp() - 1.0).abs() < 1e-4);
    }
}
