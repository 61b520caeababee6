//! The embedded catalogue, read in place: nothing is parsed or copied when the program starts.
//!
//! Every read is checked, so that a damaged file gives empty answers and never a panic.

use crate::curated::layout;

static CATALOGUE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalogue.bin"));
static STRINGS: &str = include_str!(concat!(env!("OUT_DIR"), "/catalogue.txt"));

/// A hash table of the catalogue.
#[derive(Clone, Copy)]
pub struct HashTable {
    hashes: &'static [[u8; 8]],
    slots: &'static [[u8; 12]],
}

/// The sections of the catalogue.
pub struct CompiledCatalogue {
    entries: &'static [u8],
    forms: &'static [u8],
    lists: &'static [u8],
    editions: &'static [u8],
    filter: &'static [u8],
    /// `name::key` of a spelling → list of forms.
    pub keys: HashTable,
    /// `url_key` of an address → list of entries.
    pub urls: HashTable,
    /// Folded word → packed word.
    pub words: HashTable,
    /// Folded word → packed name word.
    pub names: HashTable,
    /// Folded nickname → list of texts.
    pub nicknames: HashTable,
}

impl CompiledCatalogue {
    /// Locates the sections. Cost: a dozen reads.
    pub fn open() -> CompiledCatalogue {
        let start = |n: usize| number(CATALOGUE, 8 + 4 * n) as usize;
        let section = |n: usize| CATALOGUE.get(start(n)..start(n + 1)).unwrap_or(&[]);
        let table = |n: usize| {
            let bytes = section(n);
            let hashes = 8 * number(bytes, 0) as usize;
            let (hashes, slots) =
                bytes.get(4..).and_then(|b| b.split_at_checked(hashes)).unwrap_or_default();
            HashTable { hashes: hashes.as_chunks().0, slots: slots.as_chunks().0 }
        };
        CompiledCatalogue {
            entries: section(layout::ENTRIES),
            forms: section(layout::FORMS),
            lists: section(layout::LISTS),
            editions: section(layout::EDITIONS),
            filter: section(layout::FILTER),
            keys: table(layout::KEYS),
            urls: table(layout::URLS),
            words: table(layout::WORDS),
            names: table(layout::NAMES),
            nicknames: table(layout::NICKNAMES),
        }
    }

    /// A hash of everything in the catalogue.
    pub fn fingerprint(&self) -> u64 {
        wide(CATALOGUE, 0)
    }

    /// How many entries there are.
    pub fn count(&self) -> u32 {
        (self.entries.len() / (4 * layout::ENTRY_FIELDS)) as u32
    }

    /// The fields of an entry; all 0 if there is no entry with this number.
    pub fn entry(&self, at: u32) -> [u32; layout::ENTRY_FIELDS] {
        record(self.entries, at)
    }

    /// The text of a spelling, its entry, and whether it is ambiguous.
    pub fn form(&self, at: u32) -> (&'static str, u32, bool) {
        let [text, entry, ambiguous] = record(self.forms, at);
        (text_at(text), entry, ambiguous != 0)
    }

    /// The year of an edition, and where its city, country, start and end are among the strings.
    pub fn edition(&self, at: u32) -> [u32; 5] {
        record(self.editions, at)
    }

    /// The numbers of a list.
    pub fn list(&self, (start, len): (u32, u32)) -> impl Iterator<Item = u32> {
        let lists = self.lists;
        (start..start.saturating_add(len)).map(move |at| number(lists, 4 * at as usize))
    }

    /// The text at an offset of the strings.
    pub fn text(&self, at: u32) -> &'static str {
        text_at(at)
    }

    /// The two numbers under a key.
    pub fn find(&self, table: HashTable, key: &str) -> Option<(u32, u32)> {
        let hash = layout::extend(layout::START, key);
        let slot = table.find(hash, |text| is_text(text, key))?;
        Some((slot[1], slot[2]))
    }

    /// The two numbers under the key with this hash. The key itself is not compared, since it is far away in
    /// memory: about one unknown word in 2⁴⁷ is taken for a known one.
    pub fn find_hashed(&self, table: HashTable, hash: u64) -> Option<(u32, u32)> {
        let slot = table.find(hash, |_| true)?;
        Some((slot[1], slot[2]))
    }

    /// The key with this hash, and the list of its spellings. The key is not compared either.
    pub fn spelled(&self, hash: u64) -> Option<(&'static str, (u32, u32))> {
        let [text, start, len] = self.keys.find(hash, |_| true)?;
        Some((text_at(text), (start, len)))
    }

    /// Whether the key of a spelling has this hash. One false positive in about 2⁴⁸; no false negatives.
    pub fn knows(&self, hash: u64) -> bool {
        self.filter(hash) & layout::WHOLE != 0 && self.keys.find(hash, |_| true).is_some()
    }

    /// Whether the key of a spelling may begin with the text with this hash, up to a word break. One false
    /// positive in about ten; no false negatives.
    pub fn may_begin(&self, hash: u64) -> bool {
        self.filter(hash) & layout::BEGINS != 0
    }

    /// The bits of a hash in the filter.
    fn filter(&self, hash: u64) -> u8 {
        let (byte, left) = layout::filter_place(hash, self.filter.len().max(1));
        self.filter.get(byte).map_or(0, |bits| bits >> left & 3)
    }
}

impl HashTable {
    /// The slot with this hash whose text `is_meant`.
    fn find(self, hash: u64, is_meant: impl Fn(u32) -> bool) -> Option<[u32; 3]> {
        let wanted = layout::stored(hash);
        let mut at = layout::place(hash, self.hashes.len().max(1));
        for _ in 0..self.hashes.len() {
            let here = u64::from_le_bytes(*self.hashes.get(at)?);
            if here == 0 {
                return None;
            }
            if here == wanted {
                let [text, a, b] = numbers(self.slots.get(at)?);
                if is_meant(text) {
                    return Some([text, a, b]);
                }
            }
            at = if at + 1 < self.hashes.len() { at + 1 } else { 0 };
        }
        None
    }
}

fn record<const N: usize>(section: &[u8], at: u32) -> [u32; N] {
    let start = at as usize * N * 4;
    section.get(start..start + 4 * N).map_or([0; N], numbers)
}

/// The numbers in some bytes; 0 past the end.
fn numbers<const N: usize>(bytes: &[u8]) -> [u32; N] {
    let fours = bytes.as_chunks::<4>().0;
    std::array::from_fn(|field| fours.get(field).map_or(0, |four| u32::from_le_bytes(*four)))
}

/// Whether the text at an offset of the strings is this one.
fn is_text(at: u32, text: &str) -> bool {
    let (at, strings) = (at as usize, STRINGS.as_bytes());
    let Some(&[low, high]) = strings.get(at..at + 2) else { return false };
    layout::length_of_text([low, high]) == text.len()
        && strings.get(at + 2..at + 2 + text.len()) == Some(text.as_bytes())
}

fn text_at(at: u32) -> &'static str {
    let at = at as usize;
    let Some(&[low, high]) = STRINGS.as_bytes().get(at..at + 2) else { return "" };
    STRINGS.get(at + 2..at + 2 + layout::length_of_text([low, high])).unwrap_or("")
}

fn number(bytes: &[u8], at: usize) -> u32 {
    let four = bytes.get(at..at + 4).and_then(|four| four.try_into().ok());
    four.map_or(0, u32::from_le_bytes)
}

fn wide(bytes: &[u8], at: usize) -> u64 {
    let eight = bytes.get(at..at + 8).and_then(|eight| eight.try_into().ok());
    eight.map_or(0, u64::from_le_bytes)
}
