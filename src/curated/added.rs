//! The entries that the user adds with `[[add]]`, with the same look-ups as the catalogue.

use crate::curated::compiled::CompiledCatalogue;
use crate::curated::correction::Instruction;
use crate::curated::entry::CatalogueEntry;
use crate::curated::entry::EntryId;
use crate::curated::entry::Sense;
use crate::curated::entry::Senses;
use crate::curated::layout;
use crate::curated::overrides::Overrides;
use crate::curated::word_breaks;
use crate::name;
use crate::vocabulary::Kind;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// The score of a user's entry, higher than any in the catalogue.
const SCORE: u16 = 1000;

/// All added entries, numbered from 0.
#[derive(Default)]
pub struct AddedEntries {
    file: String,
    entries: Vec<AddedEntry>,
    /// Hashes of the beginnings of all spellings (see `word_breaks`), sorted.
    beginnings: Vec<u64>,
    /// Hash of a key → the key, and the entries with the index of their spelling.
    keys: BTreeMap<u64, (String, Vec<(usize, usize)>)>,
    /// Address → entries.
    urls: BTreeMap<String, Vec<usize>>,
    /// The catalogue entries that are replaced, sorted.
    hidden: Vec<u32>,
}

#[derive(Debug)]
struct AddedEntry {
    kind: Kind,
    class: &'static str,
    homepage: String,
    handle: &'static str,
    parent: String,
    clash: &'static str,
    line: usize,
    /// The name, then the aliases, each with whether it needs support.
    forms: Vec<(String, bool)>,
    replaces: Option<u32>,
}

impl AddedEntries {
    /// Reads the additions in the corrections.
    pub fn read(catalogue: &CompiledCatalogue, overrides: &Overrides) -> AddedEntries {
        let mut added = AddedEntries { file: overrides.file.clone(), ..AddedEntries::default() };
        for correction in &overrides.corrections {
            if let Some(entry) =
                AddedEntry::read(catalogue, correction.line, &correction.instruction)
            {
                added.push(entry);
            }
        }
        let is_word = |part: &str| catalogue.find(catalogue.words, part).is_some();
        let forms = added.entries.iter().flat_map(|entry| &entry.forms);
        let beginnings = forms.flat_map(|(text, _)| word_breaks::beginnings(text, is_word));
        added.beginnings = beginnings.map(|key| layout::extend(layout::START, &key)).collect();
        added.beginnings.sort_unstable();
        added.hidden = added.entries.iter().filter_map(|entry| entry.replaces).collect();
        added.hidden.sort_unstable();
        added
    }

    fn push(&mut self, entry: AddedEntry) {
        let at = self.entries.len();
        for (form, (text, _)) in entry.forms.iter().enumerate() {
            let key = name::key(text);
            let hash = layout::extend(layout::START, &key);
            let (_, found) = self.keys.entry(hash).or_insert((key, Vec::new()));
            if !found.iter().any(|(entry, _)| *entry == at) {
                found.push((at, form));
            }
        }
        let repository = match entry.handle {
            "" => String::new(),
            handle => format!("github.com/{handle}"),
        };
        for url in [entry.homepage.as_str(), &repository].into_iter().filter(|url| !url.is_empty())
        {
            let found = self.urls.entry(layout::url_key(url)).or_default();
            if !found.contains(&at) {
                found.push(at);
            }
        }
        self.entries.push(entry);
    }

    /// All additions as one text, for hashing; empty if there are none.
    pub fn text(&self) -> String {
        self.entries.iter().map(|entry| format!("{entry:?}\n")).collect()
    }

    /// Whether an added key has this hash.
    pub fn knows(&self, hash: u64) -> bool {
        self.keys.contains_key(&hash)
    }

    /// Whether an added key may begin with the text with this hash.
    pub fn may_begin(&self, hash: u64) -> bool {
        self.beginnings.binary_search(&hash).is_ok()
    }

    /// Whether an entry of the catalogue is replaced.
    pub fn hides(&self, entry: u32) -> bool {
        self.hidden.binary_search(&entry).is_ok()
    }

    /// The key with this hash, and its senses; entries are numbered from `first`.
    pub fn spelled(&self, hash: u64, first: u32) -> (&str, Senses<'_>) {
        let Some((key, found)) = self.keys.get(&hash) else { return ("", Senses::new()) };
        let sense = |&(entry, form): &(usize, usize)| {
            let AddedEntry { kind, forms, .. } = &self.entries[entry];
            let (surface, ambiguous) = &forms[form];
            let entry = EntryId(first + entry as u32);
            Sense { entry, kind: *kind, score: SCORE, surface, ambiguous: *ambiguous }
        };
        (key, found.iter().map(sense).collect())
    }

    /// The entries with this `url_key`, numbered from `first`.
    pub fn by_url(&self, key: &str, first: u32) -> Vec<EntryId> {
        let found = self.urls.get(key).map_or(&[][..], Vec::as_slice);
        found.iter().map(|at| EntryId(first + *at as u32)).collect()
    }

    /// The entry with this number, from 0.
    pub fn entry(&self, at: u32) -> Option<CatalogueEntry<'_>> {
        let entry = self.entries.get(at as usize)?;
        let (name, ambiguous) = &entry.forms[0];
        Some(CatalogueEntry {
            kind: entry.kind,
            name,
            class: entry.class,
            homepage: &entry.homepage,
            handle: entry.handle,
            parent: &entry.parent,
            ambiguous: *ambiguous,
            clash: entry.clash,
            score: SCORE,
            origin_file: &self.file,
            origin_line: entry.line as u32,
        })
    }

    /// The aliases of the entry with this number.
    pub fn aliases(&self, at: u32) -> Option<Vec<&str>> {
        let entry = self.entries.get(at as usize)?;
        Some(entry.forms.iter().skip(1).map(|(text, _)| text.as_str()).collect())
    }

    /// The catalogue entry that the entry with this number replaces.
    pub fn replaced(&self, at: u32) -> Option<u32> {
        self.entries.get(at as usize)?.replaces
    }
}

impl AddedEntry {
    /// The entry that a correction adds, if it adds one.
    fn read(
        catalogue: &CompiledCatalogue,
        line: usize,
        instruction: &Instruction,
    ) -> Option<AddedEntry> {
        let Instruction::Add { kind, name, aliases, homepage, made_by, ambiguous } = instruction
        else {
            return None;
        };
        let replaces = same_in_catalogue(catalogue, *kind, name);
        let fields = catalogue.entry(replaces.unwrap_or(u32::MAX));
        let [_, _, _, _, _, class, _, known_homepage, handle, parent, clash, first, count, ..] =
            fields;
        let text = |at| if replaces.is_some() { catalogue.text(at) } else { "" };
        let or =
            |mine: &String, known| if mine.is_empty() { text(known).into() } else { mine.clone() };
        let mut forms = vec![(name.clone(), *ambiguous)];
        let known = (first..first + count).map(|form| catalogue.form(form));
        let known = known.map(|(text, _, unsure)| (text.to_string(), unsure));
        let mut seen = BTreeSet::from([name.clone()]);
        for form in aliases.iter().map(|alias| (alias.clone(), false)).chain(known) {
            if seen.insert(form.0.clone()) {
                forms.push(form);
            }
        }
        Some(AddedEntry {
            kind: *kind,
            class: text(class),
            homepage: or(homepage, known_homepage),
            handle: text(handle),
            parent: or(made_by, parent),
            clash: text(clash),
            line,
            forms,
            replaces,
        })
    }
}

/// The catalogue entry of this kind whose name (not an alias) has the same key.
fn same_in_catalogue(catalogue: &CompiledCatalogue, kind: Kind, name: &str) -> Option<u32> {
    let key = name::key(name);
    let forms = catalogue.find(catalogue.keys, &key)?;
    catalogue.list(forms).map(|form| catalogue.form(form).1).find(|&entry| {
        let [its_kind, _, _, _, _, _, its_name, ..] = catalogue.entry(entry);
        layout::KINDS.get(its_kind as usize) == Some(&kind.word())
            && name::key(catalogue.text(its_name)) == key
    })
}
