//! A note as layout sees it: its units and atoms, and what the note as a whole says of them.

use crate::curated::lexicon::Lexicon;
use crate::document::Document;
use crate::layout::atom;
use crate::layout::atom::Atom;
use crate::layout::atom::KNOWN_COMPANY;
use crate::layout::atom::KNOWN_EVENT;
use crate::layout::labels::Classes;
use crate::layout::unit;
use crate::layout::unit::Unit;
use crate::layout::unit::UnitKind;
use crate::layout::weights::mix;
use crate::layout::word::Code;
use crate::layout::word::Word;
use crate::name;
use crate::note::Note;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// The kinds of places that links lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Host {
    /// No link.
    None,
    /// A profile on a social network.
    Profile,
    /// An owner on a host of code.
    Owner,
    /// A repository.
    Repository,
    /// A video.
    Video,
    /// Slides or a paper.
    Slides,
    /// Wikipedia.
    Encyclopedia,
    /// A site's first page.
    Root,
    /// Another page of a site.
    Page,
    /// Another note.
    Note,
    /// A place in the same note.
    Anchor,
}

/// What the words of a unit tell, wherever they stand in it.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// The hashes of what looks like full names.
    pub names: Vec<u32>,
    /// How many words for talks it has.
    pub talks: u32,
    /// How many verbs of speaking.
    pub speech: u32,
    /// How many words.
    pub words: u32,
}

/// A note with its units.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Path of the note.
    pub path: String,
    /// Hash of its folder.
    pub folder: u64,
    /// The units in order.
    pub units: Vec<Unit>,
    /// The atoms of all units.
    pub atoms: Vec<Atom>,
    /// The words of all atoms.
    pub words: Vec<Word>,
    /// What each unit tells.
    pub told: Vec<Told>,
    /// Where each link of the document leads.
    pub hosts: Vec<Host>,
    /// The letters and digits of each link's target.
    pub targets: Vec<String>,
    /// The words of the file's name.
    pub file_words: Vec<u32>,
    /// Whether a heading or a short line begins the note, or its front matter has a title.
    pub headed: bool,
    /// How often each word with a capital stands in the body, by [`Word::any`].
    pub capitals: BTreeMap<u32, u8>,
    /// How many headings there are of each level.
    pub levels: [u16; 8],
    /// What each level is among those that the note has: 9 for one title above others, else 0, 1, 2, 3.
    pub ranks: [u8; 8],
    /// The stem that each link leads to, if it may be a note.
    pub stems: Vec<Option<u64>>,
    /// Whether each link leads to another note of the collection; empty if that is not known.
    pub to_notes: Vec<bool>,
    /// The probabilities that the note tells of several sessions, of one, of none.
    pub kind: [f32; 3],
}

impl Sheet {
    /// Reads a note. Cost: linear.
    pub fn new(note: &Note, document: &Document, lexicon: &Lexicon) -> Sheet {
        let mut sheet = Sheet {
            path: note.path.clone(),
            folder: folder_hash(&note.path),
            units: unit::units(note, document),
            kind: [1.0 / 3.0; 3],
            ..Sheet::default()
        };
        for unit in &mut sheet.units {
            atom::cut(unit, lexicon, &mut sheet.atoms, &mut sheet.words);
        }
        for link in &document.links {
            let host = host(&link.target);
            sheet.hosts.push(host);
            sheet.stems.push((host == Host::Note).then(|| stem(&link.target)));
            let letters = link.target.chars().filter(|c| c.is_ascii_alphanumeric());
            sheet.targets.push(letters.map(|c| c.to_ascii_lowercase()).collect());
        }
        sheet.file_words();
        sheet.count();
        sheet.repeats();
        sheet.told = sheet.units.iter().map(|unit| sheet.told(unit)).collect();
        for i in 0..sheet.atoms.len() {
            sheet.atoms[i].class = sheet.class(i);
        }
        sheet
    }

    fn file_words(&mut self) {
        let Some(file) = self.units.first() else { return };
        let words = &self.words;
        let of = file.atoms.clone().flat_map(|a| words[self.atoms[a].words.clone()].iter());
        let list: Vec<u32> = of.map(|word| word.any).collect();
        let name = file.text.to_lowercase();
        let nothing = matches!(name.as_str(), "readme" | "index" | "notes" | "");
        self.file_words = if nothing { Vec::new() } else { list };
    }

    fn count(&mut self) {
        for unit in &self.units {
            if unit.kind == UnitKind::Heading {
                self.levels[unit.level.min(7) as usize] += 1;
            }
        }
        let used: Vec<usize> = (0..8).filter(|l| self.levels[*l] > 0).collect();
        let titled = used.len() > 1 && self.levels[used[0]] == 1;
        for (rank, level) in used.iter().enumerate() {
            let below = if titled { rank.saturating_sub(1) } else { rank };
            self.ranks[*level] = if titled && rank == 0 { 9 } else { below.min(3) as u8 };
        }
        let first = self.units.iter().filter(|u| u.top.is_some_and(|top| top < 2));
        let short = |u: &Unit| u.is_heading() || u.kind == UnitKind::Line && u.text.len() < 80;
        let title = |u: &Unit| u.kind == UnitKind::Field && u.key == "title";
        self.headed = first.clone().any(short) || self.units.iter().any(title);
        for unit in &self.units {
            let body = matches!(
                unit.kind,
                UnitKind::Prose | UnitKind::Line | UnitKind::Item | UnitKind::Quote
            );
            for word in unit.atoms.clone().flat_map(|a| &self.words[self.atoms[a].words.clone()]) {
                if body && word.code.is_capital() {
                    let count = self.capitals.entry(word.any).or_default();
                    *count = count.saturating_add(1);
                }
            }
        }
    }

    /// Counts in how many units of a kind the words of an atom stand: labels do in many, titles in one.
    fn repeats(&mut self) {
        let mut counts: BTreeMap<(u32, u64), u8> = BTreeMap::new();
        let kinds: Vec<u32> = self.units.iter().map(|u| self.kind_of(u)).collect();
        for (unit, kind) in self.units.iter().zip(&kinds) {
            for (n, atom) in self.atoms[unit.atoms.clone()].iter().enumerate() {
                let before = &self.atoms[unit.atoms.start..unit.atoms.start + n];
                if !before.iter().any(|other| other.key == atom.key) {
                    let count = counts.entry((*kind, atom.key)).or_default();
                    *count = count.saturating_add(1);
                }
            }
        }
        for (unit, kind) in self.units.iter().zip(&kinds) {
            for atom in &mut self.atoms[unit.atoms.clone()] {
                let all = counts.get(&(*kind, atom.key)).copied().unwrap_or(1);
                atom.again = all.saturating_sub(1).min(3);
            }
        }
    }

    /// Finds which links lead to other notes of the collection.
    pub fn find_notes(&mut self, stems: &BTreeSet<u64>) {
        let own = stem(&self.path);
        let leads = |stem: &Option<u64>| stem.is_some_and(|s| s != own && stems.contains(&s));
        self.to_notes = self.stems.iter().map(leads).collect();
    }

    fn told(&self, unit: &Unit) -> Told {
        let mut told = Told::default();
        let (Some(first), Some(last)) = (self.atoms_of(unit).first(), self.atoms_of(unit).last())
        else {
            return told;
        };
        let words = &self.words[first.words.start..last.words.end];
        told.words = words.len() as u32;
        for (i, word) in words.iter().enumerate() {
            told.talks += u32::from(word.classes.is(Classes::TALK));
            told.speech += u32::from(word.classes.is(Classes::SPEECH));
            let Some(next) = words.get(i + 1) else { continue };
            let beside = next.start <= word.end + 1;
            if beside && looks_like_person(&words[i..i + 2]) {
                told.names.push(word.any.rotate_left(5) ^ next.any);
            }
        }
        told
    }

    /// The words of an atom.
    pub fn words_of(&self, atom: &Atom) -> &[Word] {
        &self.words[atom.words.clone()]
    }

    /// The atoms of a unit.
    pub fn atoms_of(&self, unit: &Unit) -> &[Atom] {
        &self.atoms[unit.atoms.clone()]
    }

    /// The text of an atom.
    pub fn text(&self, unit: &Unit, atom: &Atom) -> String {
        unit.text[atom.start..atom.end].to_string()
    }

    /// The class of an atom, by which its neighbours know it.
    fn class(&self, i: usize) -> u8 {
        let atom = &self.atoms[i];
        let words = self.words_of(atom);
        let loud = words.first().is_some_and(|w| w.code.is_capital());
        match () {
            () if atom.pattern.is_some() => 20 + atom.pattern.map_or(0, |p| p as u8),
            () if looks_like_person(words) => 1,
            () if atom.known & KNOWN_EVENT != 0 => 2,
            () if words.len() <= 7 && words.iter().any(|w| w.classes.is(Classes::ROLE)) => 3,
            () if atom.known & KNOWN_COMPANY != 0 => 4,
            () if words.is_empty() => 5,
            () if words.len() <= 2 => 6 + u8::from(loud),
            () if words.len() <= 9 => 8 + u8::from(loud),
            () => 10,
        }
    }

    /// The hash of a unit's kind and level, as siblings share it.
    pub fn kind_of(&self, unit: &Unit) -> u32 {
        let level = match unit.kind {
            UnitKind::Heading => unit.level.min(4),
            UnitKind::Item => unit.level.min(2) + 4 * u8::from(unit.ordered),
            _ => 0,
        };
        unit.kind as u32 * 16 + u32::from(level)
    }
}

/// Whether words look like the full name of a person.
pub fn looks_like_person(words: &[Word]) -> bool {
    let named = |w: &Word| {
        w.code.is_name() || matches!(w.code, Code::Unknown | Code::Initial | Code::Particle)
    };
    let [first, .., last] = words else { return false };
    let clean = words.iter().all(|w| !w.classes.is(Classes::ROLE) && named(w));
    let known = first.code.is_given()
        || first.code == Code::Both && last.code.is_name()
        || matches!(first.code, Code::Unknown | Code::Surname)
            && matches!(last.code, Code::Surname | Code::Given);
    words.len() <= 4 && clean && known && last.code.is_capital() && last.code != Code::Initial
}

/// The hash of a note's folder.
pub fn folder_hash(path: &str) -> u64 {
    mix(7, name::fingerprint(path.rsplit_once('/').map_or("", |(folder, _)| folder)))
}

/// Whether a path without a scheme is that of a note or page, not of a picture or another file.
fn is_note(path: &str) -> bool {
    let path = path.split(['#', '?']).next().unwrap_or("");
    let file = path.rsplit('/').next().unwrap_or("");
    let ends = ["md", "markdown", "html", "htm", "org"];
    let extension = file.rsplit_once('.').map(|(_, extension)| extension);
    extension.is_none_or(|e| ends.contains(&e) || e.contains(' ') || e.len() > 5)
}

/// Where a link leads.
fn host(target: &str) -> Host {
    let lower = target.to_ascii_lowercase();
    let has = |parts: &[&str]| parts.iter().any(|part| lower.contains(part));
    let Some((_, rest)) = lower.split_once("://") else {
        return match () {
            () if lower.starts_with("mailto:") => Host::Profile,
            () if lower.starts_with('#') => Host::Anchor,
            () if is_note(&lower) => Host::Note,
            () if lower.ends_with(".pdf") => Host::Slides,
            () => Host::Page,
        };
    };
    let path = rest.split_once('/').map_or("", |(_, path)| path).trim_matches('/');
    match () {
        () if has(&["twitter.com", "//x.com", "mastodon", "bsky", "linkedin.com", "/@"]) => {
            Host::Profile
        }
        () if has(&["github.com", "gitlab.com"]) && path.contains('/') => Host::Repository,
        () if has(&["github.com", "gitlab.com"]) => Host::Owner,
        () if has(&["youtu", "vimeo"]) => Host::Video,
        () if has(&["slideshare", "speakerdeck", "slides", ".pdf", "docs.google"]) => Host::Slides,
        () if has(&["wikipedia"]) => Host::Encyclopedia,
        () if path.is_empty() => Host::Root,
        () => Host::Page,
    }
}

/// The hash of a file's name without its extension, of a path or a link's target.
pub fn stem(path: &str) -> u64 {
    let path = path.split(['#', '?']).next().unwrap_or("");
    let file = path.rsplit('/').next().unwrap_or("").replace("%20", " ");
    let stem = file.rsplit_once('.').map_or(&*file, |(stem, extension)| {
        if matches!(extension, "md" | "markdown" | "mdx" | "html" | "org") { stem } else { &file }
    });
    name::fingerprint(&name::key(stem))
}
