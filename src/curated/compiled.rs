//! The embedded catalogue, read in place: nothing is parsed or copied when the program starts.
//!
//! Every read is bounded, so that a damaged file gives empty answers and never a panic.

use crate::curated::layout;

static CATALOGUE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalogue.bin"));
static STRINGS: &str = include_str!(concat!(env!("OUT_DIR"), "/catalogue.txt"));

/// A hash table of the catalogue.
#[derive(Clone, Copy)]
pub struct Table {
    bytes: &'static [u8],
    capacity: usize,
}

/// The catalogue's sections.
pub struct Compiled {
    entries: &'static [u8],
    forms: &'static [u8],
    lists: &'static [u8],
    editions: &'static [u8],
    filter: &'static [u8],
    beginnings: &'static [u8],
    /// `name::key` of a spelling → list of forms.
    pub keys: Table,
    /// `url_key` of an address → list of entries.
    pub urls: Table,
    /// Folded word → packed word.
    pub words: Table,
    /// Folded word → packed name word.
    pub names: Table,
    /// Folded nickname → list of texts.
    pub nicknames: Table,
}

impl Compiled {
    /// Finds the sections; costs a dozen reads.
    pub fn open() -> Compiled {
        let start = |n: usize| number(CATALOGUE, 8 + 4 * n) as usize;
        let section = |n: usize| CATALOGUE.get(start(n)..start(n + 1)).unwrap_or(&[]);
        let table = |n: usize| {
            let bytes = section(n);
            Table { bytes: bytes.get(4..).unwrap_or(&[]), capacity: number(bytes, 0) as usize }
        };
        Compiled {
            entries: section(layout::ENTRIES),
            forms: section(layout::FORMS),
            lists: section(layout::LISTS),
            editions: section(layout::EDITIONS),
            filter: section(layout::FILTER),
            beginnings: section(layout::BEGINNINGS),
            keys: table(layout::KEYS),
            urls: table(layout::URLS),
            words: table(layout::WORDS),
            names: table(layout::NAMES),
            nicknames: table(layout::NICKNAMES),
        }
    }

    /// A fingerprint of everything in the catalogue.
    pub fn fingerprint(&self) -> u64 {
        wide(CATALOGUE, 0)
    }

    /// How many entries there are.
    pub fn count(&self) -> u32 {
        (self.entries.len() / (4 * layout::ENTRY_FIELDS)) as u32
    }

    /// The fields of an entry; all 0 if there is none of this number.
    pub fn entry(&self, at: u32) -> [u32; layout::ENTRY_FIELDS] {
        record(self.entries, at)
    }

    /// Text, entry and whether it is ambiguous, of a form.
    pub fn form(&self, at: u32) -> (&'static str, u32, bool) {
        let [text, entry, ambiguous] = record(self.forms, at);
        (text_at(text), entry, ambiguous != 0)
    }

    /// Year, city, country, start and end of an edition.
    pub fn edition(&self, at: u32) -> [u32; 5] {
        record(self.editions, at)
    }

    /// The numbers of a list.
    pub fn list(&self, (start, len): (u32, u32)) -> impl Iterator<Item = u32> {
        let lists = self.lists;
        (start..start.saturating_add(len)).map(move |at| number(lists, 4 * at as usize))
    }

    /// The text at a place among the strings.
    pub fn text(&self, at: u32) -> &'static str {
        text_at(at)
    }

    /// The two numbers under a key.
    pub fn find(&self, table: Table, key: &str) -> Option<(u32, u32)> {
        let hash = layout::extend(layout::START, key);
        table.slots(hash).find(|slot| text_at(slot[0]) == key).map(|slot| (slot[1], slot[2]))
    }

    /// Whether some spelling's key has this hash. Wrong once in some 2⁴⁸ questions, never missing one.
    pub fn knows(&self, hash: u64) -> bool {
        is_in(self.filter, hash) && self.keys.slots(hash).next().is_some()
    }

    /// Whether some spelling's key may begin with the text of this hash. Wrong once in some ten
    /// questions, never missing one.
    pub fn may_begin(&self, hash: u64) -> bool {
        is_in(self.beginnings, hash)
    }
}

impl Table {
    /// The slots whose key has this hash: as good as always none or one.
    fn slots(self, hash: u64) -> impl Iterator<Item = [u32; 3]> {
        let first = layout::place(hash, self.capacity.max(1));
        let wanted = layout::stored(hash);
        let places = (0..self.capacity).map(move |step| {
            let at = first + step;
            if at < self.capacity { at } else { at - self.capacity }
        });
        let found = places.map(move |at| (at, wide(self.bytes, 8 * at)));
        let here = found.take_while(|(_, hash)| *hash != 0).filter(move |(_, h)| *h == wanted);
        here.map(move |(at, _)| {
            let slot = 8 * self.capacity + 12 * at;
            [0, 4, 8].map(|field| number(self.bytes, slot + field))
        })
    }
}

fn record<const N: usize>(section: &[u8], at: u32) -> [u32; N] {
    let start = at as usize * N * 4;
    std::array::from_fn(|field| number(section, start + 4 * field))
}

fn text_at(at: u32) -> &'static str {
    let at = at as usize;
    let Some(&[low, high]) = STRINGS.as_bytes().get(at..at + 2) else { return "" };
    STRINGS.get(at + 2..at + 2 + layout::length_of_text([low, high])).unwrap_or("")
}

/// Whether the bit for a hash is set.
fn is_in(filter: &[u8], hash: u64) -> bool {
    let bit = layout::filter_bit(hash, (filter.len() * 8).max(1));
    filter.get(bit / 8).is_some_and(|byte| byte & (1 << (bit % 8)) != 0)
}

fn number(bytes: &[u8], at: usize) -> u32 {
    let four = bytes.get(at..at + 4).and_then(|four| four.try_into().ok());
    four.map_or(0, u32::from_le_bytes)
}

fn wide(bytes: &[u8], at: usize) -> u64 {
    let eight = bytes.get(at..at + 8).and_then(|eight| eight.try_into().ok());
    eight.map_or(0, u64::from_le_bytes)
}
