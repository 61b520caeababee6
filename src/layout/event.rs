//! The event that the notes of a folder tell of, from the folder's name and its index note.
//!
//! Definition: the words of the folder's name without numbers and fillers, if they or the title of its index note look
//! like an event; else the event of the folder above, with a year that only this folder tells. Cost: linear in the
//! folders; the beginning of one note of each. Source: our own.

use crate::curated::lexicon::Lexicon;
use crate::document::BlockKind;
use crate::document::parser;
use crate::layout::labels;
use crate::layout::labels::Classes;
use crate::name;
use crate::note::Note;
use crate::vocabulary::Kind;
use std::collections::BTreeMap;

/// The event of a folder.
#[derive(Clone, Debug, PartialEq)]
pub struct FolderEvent {
    /// Its name, with the year if it is told.
    pub name: String,
    /// Whether the name looks like that of an event; else it is only the name of a folder with talks.
    pub sure: bool,
}

/// What a name without fillers says.
#[derive(Clone, Debug, Default)]
struct Name {
    words: Vec<String>,
    year: Option<u16>,
    like_event: bool,
}

/// The events of all folders, by path. `index` gives the title of a folder's index note.
pub fn of_folders(
    paths: &[&str],
    index: &BTreeMap<String, String>,
    lexicon: &Lexicon,
) -> BTreeMap<String, FolderEvent> {
    let mut events: BTreeMap<String, FolderEvent> = BTreeMap::new();
    let mut folders: Vec<&str> = Vec::new();
    for path in paths {
        let mut rest = *path;
        while let Some((folder, _)) = rest.rsplit_once('/') {
            folders.push(folder);
            rest = folder;
        }
    }
    folders.push("");
    folders.sort_unstable();
    folders.dedup();
    // In this order a folder comes before those below it.
    for folder in folders {
        let above = folder.rsplit_once('/').map_or("", |(above, _)| above);
        let above = (!folder.is_empty()).then(|| events.get(above).cloned()).flatten();
        let own = Name::of_folder(folder.rsplit('/').next().unwrap_or(""), lexicon);
        let title = index.get(folder).map(|title| Name::of_title(title, lexicon));
        if let Some(event) = event(own, title.unwrap_or_default(), above) {
            events.insert(folder.to_string(), event);
        }
    }
    events
}

/// The event of a folder from its own name, from the title of its index note and from the folder above.
fn event(own: Name, title: Name, above: Option<FolderEvent>) -> Option<FolderEvent> {
    let year = own.year.or(title.year);
    let shared = |a: &Name, b: &Name| a.words.iter().any(|w| b.words.iter().any(|x| same(w, x)));
    let written = |name: &Name, sure: bool| {
        let mut words = name.words.clone();
        words.extend(year.map(|year| year.to_string()));
        Some(FolderEvent { name: words.join(" "), sure })
    };
    let dated = own.year.is_some() && !own.words.is_empty();
    if own.like_event || dated && shared(&own, &title) {
        let mut name = own;
        // The index note knows how the words are written.
        for word in &mut name.words {
            if let Some(better) = title.words.iter().find(|x| same(word, x)) {
                word.clone_from(better);
            }
        }
        return written(&name, true);
    }
    if title.like_event || dated && !title.words.is_empty() {
        return written(&title, true);
    }
    match above {
        Some(mut event) => {
            let told = event.name.split(' ').any(|w| year_of(w).is_some());
            if let Some(year) = year.filter(|_| !told) {
                event.name = format!("{} {year}", event.name);
            }
            Some(event)
        }
        None if !own.words.is_empty() && !own.words.iter().all(|w| w.len() < 3) => {
            written(&own, false)
        }
        None => None,
    }
}

/// Whether two words are the same but for case and accents.
fn same(a: &str, b: &str) -> bool {
    name::lower(a) == name::lower(b)
}

/// A year of our time.
fn year_of(word: &str) -> Option<u16> {
    let year = word.parse().ok().filter(|_| word.len() == 4)?;
    (1985..2100).contains(&year).then_some(year)
}

impl Name {
    /// `2015-11-RubyConf`, `csun2017`, `future_of_web_apps_2014`
    fn of_folder(folder: &str, lexicon: &Lexicon) -> Name {
        let mut spaced = String::new();
        let mut before = ' ';
        for c in folder.chars() {
            // Four digits behind letters are a year.
            if c.is_ascii_digit()
                && before.is_alphabetic()
                && folder.ends_with(|c: char| c.is_ascii_digit())
            {
                spaced.push(' ');
            }
            spaced.push(if matches!(c, '-' | '_' | '+' | '.') { ' ' } else { c });
            before = c;
        }
        Name::of(&spaced, lexicon)
    }

    /// The first part of a title that looks like an event, with the year of the whole.
    fn of_title(title: &str, lexicon: &Lexicon) -> Name {
        let mut parts = title
            .split([':', '|', ',', '(', ')', '–', '—', '/'])
            .flat_map(|part| part.split(" - "))
            .map(|part| Name::of(part, lexicon));
        let first = parts.find(|part| part.like_event);
        let mut name = first.unwrap_or_else(|| Name::of(title, lexicon));
        name.year =
            name.year.or_else(|| title.split(|c: char| !c.is_alphanumeric()).find_map(year_of));
        name
    }

    fn of(text: &str, lexicon: &Lexicon) -> Name {
        let mut name = Name::default();
        for word in text.split(|c: char| c.is_whitespace() || c == '"') {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '!');
            name.year = name.year.or(year_of(word));
            if !word.bytes().any(|b| !b.is_ascii_digit()) || is_date(word) {
                continue;
            }
            name.words.push(word.to_string());
        }
        let filler = |word: &String| labels::classes(word).is(Classes::FILLER);
        while name.words.first().is_some_and(filler) {
            name.words.remove(0);
        }
        while name.words.last().is_some_and(filler) {
            name.words.pop();
        }
        name.like_event =
            (1..=8).contains(&name.words.len()) && is_like_event(&name.words, lexicon);
        name
    }
}

/// `12th`, `3-12-14`
fn is_date(word: &str) -> bool {
    let class = labels::classes(word);
    class.is(Classes::MONTH) || class.is(Classes::WEEKDAY) || !word.contains(char::is_alphabetic)
}

/// Whether words have one like “Summit” or “RubyConf” among them, or are a known event.
fn is_like_event(words: &[String], lexicon: &Lexicon) -> bool {
    let known = |text: &str| {
        let key = name::key(text);
        lexicon.knows(&key)
            && lexicon.senses(&key).iter().any(|s| s.kind == Kind::Event && !s.ambiguous)
    };
    let compound = |word: &str| {
        ["camp", "con", "conf", "days", "fest", "konf"]
            .iter()
            .any(|end| word.len() > end.len() + 2 && word.ends_with(end))
    };
    let lower: Vec<String> = words.iter().map(|w| name::lower(w).into_owned()).collect();
    let named = |word: &String| labels::classes(word).is(Classes::EVENT) && words.len() > 1;
    lower.iter().any(|w| named(w) || compound(w) || known(w)) || known(&words.join(" "))
}

/// Whether a note is the index of its folder, by its path.
pub fn is_index(path: &str) -> bool {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name::lower(file.split('.').next().unwrap_or(""));
    let above = name::lower(folder.rsplit('/').next().unwrap_or(""));
    matches!(&*stem, "readme" | "index" | "_index" | "home") || stem == above && !stem.is_empty()
}

/// The title of an index note.
pub fn title_of_index(path: &str, bytes: &[u8]) -> Option<String> {
    let (note, _) = Note::new(path, bytes);
    let (document, _) = parser::parse(&note);
    let heading = document.blocks.iter().find(|b| matches!(b.kind, BlockKind::Heading(_)));
    let title = document.title.as_ref().map(|t| t.value.clone());
    title.or_else(|| heading.map(|b| b.text.clone()))
}
