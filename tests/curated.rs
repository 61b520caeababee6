//! The catalogue, the user's additions to it, and the checks of both.

use hallway::curated::Lexicon;
use hallway::curated::layout;
use hallway::name;
use hallway::vocabulary::Kind;

/// Kind and name of every sense of a spelling.
fn senses(lexicon: &Lexicon, text: &str) -> Vec<(Kind, String)> {
    let found = lexicon.senses(&name::key(text));
    let named = |sense: &hallway::curated::Sense| {
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
    assert!(senses(&lexicon, "feature toggles").contains(&(Kind::Topic, "feature flags".into())));
}

#[test]
fn a_hash_grown_word_by_word_is_the_hash_of_the_key() {
    let lexicon = Lexicon::embedded();
    let grown = ["feature", "flags"].iter().fold(layout::START, |h, word| layout::extend(h, word));
    assert_eq!(grown, name::fingerprint(&name::key("Feature Flags")));
    assert!(lexicon.knows_hash(grown));
    assert!(!lexicon.knows_hash(layout::extend(grown, "unheardof")));
}
