//! Writes the catalogue in the format of `layout`.

use crate::entries::TableEntry;
use crate::layout;
use crate::name;
use crate::word_breaks;
use crate::words;
use crate::words::WordTables;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// The strings, and the binary part that refers to them.
pub fn write(entries: &[TableEntry], words: &WordTables) -> (String, Vec<u8>) {
    let mut writer = CatalogueWriter::default();
    // The empty text is at offset 0, so that a missing record reads as one without texts.
    writer.text("");
    for (at, entry) in entries.iter().enumerate() {
        writer.entry(at, entry);
    }
    let keys = writer.keys(entries);
    let urls = writer.urls(entries);
    let names = names(entries, words, &keys);
    let filter = filter(&keys, &beginnings(entries, words));
    let nicknames = writer.nicknames(words);
    let tables = [
        writer.table(&keys),
        writer.table(&urls),
        writer.table(&packed(&words.ordinary)),
        writer.table(&packed(&names)),
        writer.table(&nicknames),
    ];
    writer.assemble(filter, tables)
}

/// The sections as they are written.
#[derive(Default)]
struct CatalogueWriter {
    strings: String,
    known: BTreeMap<String, u32>,
    entries: Vec<u32>,
    forms: Vec<u32>,
    lists: Vec<u32>,
    editions: Vec<u32>,
}

/// How good an item is (the least is best), its entry, and the number to be listed.
type RankedItem<R> = (R, u32, u32);

/// Whether the name of the entry is missing in the address, then its score.
type UrlRank = (bool, Reverse<u16>);

/// Two numbers for each key of a table, often the start and length of a list.
type Slots = BTreeMap<String, (u32, u32)>;

impl CatalogueWriter {
    fn text(&mut self, text: &str) -> u32 {
        if let Some(&at) = self.known.get(text) {
            return at;
        }
        let at = self.strings.len() as u32;
        let len = layout::length_as_text(text.len()).expect("a cell is shorter than 16 KiB");
        self.strings.extend(len.map(char::from));
        self.strings.push_str(text);
        self.known.insert(text.to_string(), at);
        at
    }

    fn entry(&mut self, at: usize, entry: &TableEntry) {
        let first_form = self.forms.len() as u32 / 3;
        let spellings = [(entry.name.clone(), entry.ambiguous)];
        for (form, ambiguous) in spellings.iter().chain(&entry.aliases) {
            let text = self.text(form);
            self.forms.extend([text, at as u32, *ambiguous as u32]);
        }
        let first_edition = self.editions.len() as u32 / 5;
        for [year, rest @ ..] in &entry.editions {
            self.editions.push(year.parse().unwrap_or(0));
            let texts: Vec<u32> = rest.iter().map(|part| self.text(part)).collect();
            self.editions.extend(texts);
        }
        let fields = [
            entry.kind as u32,
            entry.ambiguous as u32,
            entry.score as u32,
            entry.line as u32,
            self.text(&entry.file),
            self.text(&entry.class),
            self.text(&entry.name),
            self.text(&entry.homepage),
            self.text(&entry.handle),
            self.text(&entry.parent),
            self.text(&entry.clash),
            first_form,
            1 + entry.aliases.len() as u32,
            first_edition,
            entry.editions.len() as u32,
        ];
        assert_eq!(fields.len(), layout::ENTRY_FIELDS);
        self.entries.extend(fields);
    }

    /// The spellings with each key: the better attested entry first, its name before its aliases.
    fn keys(&mut self, entries: &[TableEntry]) -> Slots {
        let mut found: BTreeMap<String, Vec<RankedItem<Reverse<u16>>>> = BTreeMap::new();
        let mut form = 0;
        for (at, entry) in entries.iter().enumerate() {
            let spellings = std::iter::once(&entry.name).chain(entry.aliases.iter().map(|a| &a.0));
            for text in spellings {
                let ranked = (Reverse(entry.score), at as u32, form);
                found.entry(name::key(text)).or_default().push(ranked);
                form += 1;
            }
        }
        found.into_iter().map(|(key, forms)| (key, self.ranked_list(forms))).collect()
    }

    /// The entries with each address. A company may share its host with all its tools: the entry whose name is in
    /// the host comes first.
    fn urls(&mut self, entries: &[TableEntry]) -> Slots {
        let owners = lone_owners(entries);
        let mut found: BTreeMap<String, Vec<RankedItem<UrlRank>>> = BTreeMap::new();
        for (at, entry) in entries.iter().enumerate() {
            for url in addresses(entry, &owners) {
                let named = url.contains(&name::key(&entry.name));
                let ranked = ((!named, Reverse(entry.score)), at as u32, at as u32);
                found.entry(url).or_default().push(ranked);
            }
        }
        found.into_iter().map(|(url, entries)| (url, self.ranked_list(entries))).collect()
    }

    fn ranked_list<R: Ord>(&mut self, mut items: Vec<RankedItem<R>>) -> (u32, u32) {
        items.sort();
        let start = self.lists.len() as u32;
        self.lists.extend(items.iter().map(|item| item.2));
        (start, items.len() as u32)
    }

    fn nicknames(&mut self, words: &WordTables) -> Slots {
        let mut slots = Slots::new();
        for (nickname, names) in &words.nicknames {
            let start = self.lists.len() as u32;
            let texts: Vec<u32> = names.iter().map(|name| self.text(name)).collect();
            self.lists.extend(&texts);
            slots.insert(nickname.clone(), (start, texts.len() as u32));
        }
        slots
    }

    fn table(&mut self, slots: &Slots) -> Vec<u8> {
        let capacity = (slots.len() * 3 / 2).max(1);
        let mut hashes = vec![0u64; capacity];
        let mut values = vec![[0u32; 3]; capacity];
        for (key, &(a, b)) in slots {
            let hash = layout::extend(layout::START, key);
            let mut at = layout::place(hash, capacity);
            while hashes[at] != 0 {
                at = (at + 1) % capacity;
            }
            hashes[at] = layout::stored(hash);
            values[at] = [self.text(key), a, b];
        }
        let mut bytes = (capacity as u32).to_le_bytes().to_vec();
        bytes.extend(hashes.iter().flat_map(|hash| hash.to_le_bytes()));
        bytes.extend(values.iter().flatten().flat_map(|number| number.to_le_bytes()));
        bytes
    }

    fn assemble(self, filter: Vec<u8>, tables: [Vec<u8>; 5]) -> (String, Vec<u8>) {
        let numbers = |row: &[u32]| row.iter().flat_map(|n| n.to_le_bytes()).collect::<Vec<u8>>();
        let mut sections = vec![
            numbers(&self.entries),
            numbers(&self.forms),
            numbers(&self.lists),
            numbers(&self.editions),
            filter,
        ];
        sections.extend(tables);
        assert_eq!(sections.len(), layout::SECTIONS);
        let mut at = 8 + 4 * (layout::SECTIONS as u32 + 1);
        let mut body = at.to_le_bytes().to_vec();
        for section in &sections {
            at += section.len() as u32;
            body.extend(at.to_le_bytes());
        }
        body.extend(sections.concat());
        let step = |h: u64, b: &u8| (h ^ *b as u64).wrapping_mul(0x0100_0000_01b3);
        let start = layout::extend(layout::START, &self.strings);
        let fingerprint = body.iter().fold(start, step);
        (self.strings, [fingerprint.to_le_bytes().to_vec(), body].concat())
    }
}

/// GitHub organisations with the repository of a single entry.
fn lone_owners(entries: &[TableEntry]) -> BTreeSet<String> {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| !entry.handle.is_empty()) {
        let handle = entry.handle.to_lowercase();
        let owner = handle.split('/').next().unwrap_or("");
        *count.entry(owner.to_string()).or_default() += 1;
    }
    count.into_iter().filter(|(_, n)| *n == 1).map(|(owner, _)| owner).collect()
}

/// The addresses of an entry, each once.
fn addresses(entry: &TableEntry, lone_owners: &BTreeSet<String>) -> BTreeSet<String> {
    let mut urls = BTreeSet::from([layout::url_key(&entry.homepage)]);
    let handle = entry.handle.to_lowercase();
    let owner = handle.split('/').next().unwrap_or("");
    let sites: &[&str] = match layout::KINDS[entry.kind] {
        "company" => &["github.com", "twitter.com"],
        "event" => &["twitter.com"],
        _ => &["github.com"],
    };
    for site in sites.iter().filter(|_| !handle.is_empty()) {
        urls.insert(layout::url_key(&format!("{site}/{handle}")));
    }
    if handle.contains('/') && lone_owners.contains(owner) {
        urls.insert(format!("github.com/{owner}"));
    }
    urls.remove("");
    urls
}

/// The words in people's names, marked if they are also the name of an entry or of a place where an event was.
fn names(entries: &[TableEntry], words: &WordTables, keys: &Slots) -> BTreeMap<String, u32> {
    let mark = |word: &String| if keys.contains_key(word) { words::THING } else { 0 };
    let marked = words.names.iter().map(|(word, bits)| (word.clone(), bits | mark(word)));
    let mut names: BTreeMap<String, u32> = marked.collect();
    for [_, city, country, ..] in entries.iter().flat_map(|entry| &entry.editions) {
        for place in [city, country] {
            let parts = name::words(place);
            // “Online” and “Nice” are words, and so is the “Town” of “Cape Town”.
            for part in parts.iter().filter(|part| !words.ordinary.contains_key(*part)) {
                *names.entry(part.clone()).or_default() |= words::PLACE;
            }
        }
    }
    names
}

fn packed(words: &BTreeMap<String, u32>) -> Slots {
    words.iter().map(|(word, bits)| (word.clone(), (*bits, 0))).collect()
}

/// The keys of everything that a text may have up to a word break of a spelling.
fn beginnings(entries: &[TableEntry], words: &WordTables) -> BTreeSet<String> {
    let spellings = |entry: &TableEntry| {
        let aliases = entry.aliases.iter().map(|(alias, _)| alias.clone());
        std::iter::once(entry.name.clone()).chain(aliases).collect::<Vec<String>>()
    };
    let is_word = |part: &str| words.ordinary.contains_key(part);
    let all = entries.iter().flat_map(spellings);
    all.flat_map(|spelling| word_breaks::beginnings(&spelling, is_word)).collect()
}

/// The filter: two bits for each key and beginning, in so many bytes that nine of ten other hashes have none set.
fn filter(keys: &Slots, beginnings: &BTreeSet<String>) -> Vec<u8> {
    let bytes = (beginnings.len() * 2).next_power_of_two();
    let mut filter = vec![0u8; bytes];
    for key in beginnings {
        let (byte, left) = layout::filter_place(layout::extend(layout::START, key), bytes);
        let whole = if keys.contains_key(key) { layout::WHOLE } else { 0 };
        filter[byte] |= (layout::BEGINS | whole) << left;
    }
    filter
}
