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
    /// The keys of texts with which other notes link to this one.
    pub linked: Vec<u64>,
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
            sheet.hosts.push(host(&link.target));
            let letters = link.target.chars().filter(|c| c.is_ascii_alphanumeric());
            sheet.targets.push(letters.map(|c| c.to_ascii_lowercase()).collect());
        }
        sheet.file_words();
        sheet.count();
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

/// Where a link leads.
fn host(target: &str) -> Host {
    let lower = target.to_ascii_lowercase();
    let has = |parts: &[&str]| parts.iter().any(|part| lower.contains(part));
    let Some((_, rest)) = lower.split_once("://") else {
        return if lower.starts_with("mailto:") { Host::Profile } else { Host::Note };
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
