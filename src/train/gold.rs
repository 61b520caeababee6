//! The gold standard: the answers of a careful reader for a post, and which of them a name means.

use crate::name;
use crate::vocabulary::Kind;
use serde::Deserialize;
use std::collections::BTreeSet;

/// The answers for one post.
#[derive(Clone, Debug, Deserialize)]
pub struct Gold {
    /// The file name of the post.
    pub post: String,
    people: Vec<GoldItem>,
    companies: Vec<GoldItem>,
    tools: Vec<GoldItem>,
    topics: Vec<GoldItem>,
    events: Vec<GoldItem>,
    talks: Vec<GoldItem>,
    /// Person, company, certainty.
    pub works_at: Vec<(String, String, String)>,
    /// Person, topic or tool, certainty.
    pub talked_about: Vec<(String, String, String)>,
}

/// An entity that is expected or possible.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldItem {
    /// Its name, or for a talk its title, if the post has one.
    #[serde(alias = "title")]
    name: Option<String>,
    #[serde(default)]
    forms: Vec<String>,
    /// `speaker`, `author` or `other`.
    #[serde(default)]
    pub role: String,
    /// The speakers of a talk.
    #[serde(default)]
    pub speakers: Vec<String>,
    certainty: String,
}

impl GoldItem {
    /// Whether it is expected, so that missing it is a mistake.
    pub fn must(&self) -> bool {
        self.certainty == MUST && self.name.is_some()
    }

    /// The name and the other forms that mean it.
    fn names(&self) -> impl Iterator<Item = &str> {
        self.name.iter().chain(&self.forms).map(String::as_str)
    }
}

/// The certainty of an expected answer.
pub const MUST: &str = "must";

impl Gold {
    /// The answers of a kind.
    pub fn items(&self, kind: Kind) -> &[GoldItem] {
        match kind {
            Kind::Person => &self.people,
            Kind::Company => &self.companies,
            Kind::Tool => &self.tools,
            Kind::Topic => &self.topics,
            Kind::Event => &self.events,
            Kind::Talk => &self.talks,
            Kind::Note => &[],
        }
    }

    /// The answer that a name means: by main names first, then by any form; without those to skip.
    pub fn find(&self, kind: Kind, name: &str, skip: &BTreeSet<usize>) -> Option<usize> {
        let items = || self.items(kind).iter().enumerate().filter(|(i, _)| !skip.contains(i));
        let main = items().find(|(_, item)| item.names().take(1).any(|n| same(kind, n, name)));
        let any = || items().find(|(_, item)| item.names().any(|n| same(kind, n, name)));
        main.or_else(any).map(|(i, _)| i)
    }

    /// The answer that a name means.
    pub fn means(&self, kind: Kind, name: &str) -> Option<usize> {
        self.find(kind, name, &BTreeSet::new())
    }

    /// The answers that an object of `talked_about` may mean: some names are both a topic and a tool.
    pub fn subjects(&self, name: &str) -> Vec<(Kind, usize)> {
        let read = |kind| self.means(kind, name).map(|i| (kind, i));
        [Kind::Topic, Kind::Tool].into_iter().filter_map(read).collect()
    }
}

/// Whether two names of a kind mean the same, as the scoring does it.
pub fn same(kind: Kind, a: &str, b: &str) -> bool {
    if squash(a) == squash(b) {
        return true;
    }
    let (a, b) = (tokens(a), tokens(b));
    if a.is_empty() || b.is_empty() {
        return false;
    }
    let shared = a.intersection(&b).count();
    let overlap = |a: &BTreeSet<String>, b: &BTreeSet<String>| {
        a.intersection(b).count() as f64 / a.union(b).count().max(1) as f64
    };
    match kind {
        Kind::Topic => a == b || overlap(&a, &b) >= 0.6,
        Kind::Talk => overlap(&a, &b) >= 0.6 || shared >= 3 && (a.is_subset(&b) || b.is_subset(&a)),
        Kind::Event => {
            let (years, other) = (by_year(&a), by_year(&b));
            let differ = !years.0.is_empty() && !other.0.is_empty() && years.0 != other.0;
            let alike = !years.1.is_empty() && years.1 == other.1;
            !differ && (alike || overlap(&years.1, &other.1) >= 0.6)
        }
        _ => a == b,
    }
}

/// The years among some words, and the rest.
fn by_year(words: &BTreeSet<String>) -> (BTreeSet<String>, BTreeSet<String>) {
    let year = |w: &&String| {
        w.len() == 4
            && (w.starts_with("19") || w.starts_with("20"))
            && w.bytes().all(|b| b.is_ascii_digit())
    };
    let (years, rest): (Vec<&String>, Vec<&String>) = words.iter().partition(year);
    (years.into_iter().cloned().collect(), rest.into_iter().cloned().collect())
}

/// Small letters and digits (and `+#@`) with single spaces, possessives left out.
fn plain(text: &str) -> String {
    let mut text = name::fold(text).to_lowercase();
    for mark in ["’s", "'s", "`s"] {
        text = text.replace(&format!("{mark} "), " ");
        text = text.strip_suffix(mark).unwrap_or(&text).to_string();
    }
    let kept = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '#' | '@');
    let words: Vec<&str> = text.split(|c: char| !kept(c)).filter(|w| !w.is_empty()).collect();
    words.join(" ")
}

/// Words that are ignored in the name of an organisation.
const SUFFIXES: &[&str] = &["co", "corp", "corporation", "gmbh", "inc", "llc", "ltd", "plc", "the"];

/// A name without spaces and ignored words.
fn squash(text: &str) -> String {
    let plain = plain(text);
    plain.split(' ').filter(|w| SUFFIXES.binary_search(w).is_err()).collect()
}

/// Words that are ignored in a title or topic.
const STOP: &[&str] = &[
    "a", "an", "and", "are", "at", "for", "how", "in", "is", "its", "my", "of", "on", "or", "our",
    "the", "to", "with", "your",
];

/// The words of a name in the singular.
fn tokens(text: &str) -> BTreeSet<String> {
    let plain = plain(text);
    let words = plain.split(' ').filter(|w| !w.is_empty() && STOP.binary_search(w).is_err());
    words.map(singular).collect()
}

fn singular(word: &str) -> String {
    if word.len() <= 3 {
        return word.to_string();
    }
    let ending = ["ies", "es", "s"].into_iter().find(|e| word.ends_with(e)).unwrap_or("");
    word[..word.len() - ending.len()].to_string()
}
