//! The binary format of the compiled catalogue, shared by the build script, which writes it, and
//! [`compiled`](super::compiled), which reads it in place. It uses nothing of the crate.
//!
//! ```text
//! catalogue.txt   all strings: the length of each ([`length_as_text`]) and itself
//! catalogue.bin   hash u64 | start of each section, u32 × (SECTIONS + 1) | the sections
//! ```
//! All numbers are little endian. A record is a row of u32; a text is given by its offset in the strings, which
//! are a separate file so that the compiler checks that they are UTF-8. A table is its capacity (u32), that
//! many hashes (u64, 0 for an empty slot) and that many slots (the text of the key and two numbers), with
//! linear probing.

/// Records of [`ENTRY_FIELDS`] numbers: the entries.
pub const ENTRIES: usize = 0;
/// Records of text, entry, ambiguous: all spellings, those of one entry together, its name first.
pub const FORMS: usize = 1;
/// Lists of spellings or entries, which slots refer to by start and length.
pub const LISTS: usize = 2;
/// Records of year, city, country, start, end.
pub const EDITIONS: usize = 3;
/// Two bits for each hash ([`BEGINS`], [`WHOLE`]), rarely set for others, so that most look-ups end here.
pub const FILTER: usize = 4;
/// Table: `name::key` of a spelling to a list of spellings, best first.
pub const KEYS: usize = 5;
/// Table: [`url_key`] to a list of entries, best first.
pub const URLS: usize = 6;
/// Table: folded word to its packed [`CommonWord`](super::lexicon::CommonWord).
pub const WORDS: usize = 7;
/// Table: folded word to its packed [`NameWord`](super::lexicon::NameWord).
pub const NAMES: usize = 8;
/// Table: folded nickname to a list of texts.
pub const NICKNAMES: usize = 9;
/// How many sections there are.
pub const SECTIONS: usize = 10;

/// The length of a text as it is written before it: two ASCII characters, so that all the strings are UTF-8.
/// `None` if it is longer than 16 KiB.
pub fn length_as_text(len: usize) -> Option<[u8; 2]> {
    (len < 1 << 14).then_some([(len & 0x7f) as u8, (len >> 7) as u8])
}

/// The length in two such characters.
pub fn length_of_text([low, high]: [u8; 2]) -> usize {
    low as usize | (high as usize) << 7
}

/// Fields of an entry, in order: kind, ambiguous, score, line, file, class, name, homepage,
/// handle, parent, clash, first spelling, number of spellings, first edition, number of editions.
pub const ENTRY_FIELDS: usize = 15;
/// The kinds of entries, by their number.
pub const KINDS: [&str; 4] = ["company", "tool", "topic", "event"];

/// The hash of the empty key.
pub const START: u64 = 0xcbf2_9ce4_8422_2325;

/// The hash of a key extended by `part`: FNV-1a, so that the hash of a key of several words is extended word by
/// word, and `extend(START, key)` is `name::fingerprint(key)`.
pub const fn extend(hash: u64, part: &str) -> u64 {
    let (mut hash, mut at) = (hash, 0);
    while at < part.len() {
        hash = (hash ^ part.as_bytes()[at] as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    hash
}

/// Spreads the bits of a hash, since FNV varies the upper ones little for short keys.
fn spread(hash: u64) -> u64 {
    (hash ^ (hash >> 29)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The slot of a table with this capacity at which the search for a hash begins.
pub fn place(hash: u64, capacity: usize) -> usize {
    ((spread(hash) as u128 * capacity as u128) >> 64) as usize
}

/// The filter bit for the beginning of a key (see [`word_breaks`](super::word_breaks)), which may be the whole
/// key.
pub const BEGINS: u8 = 1;
/// The filter bit for a whole key.
pub const WHOLE: u8 = 2;

/// The byte that has the bits of a hash in a filter of this many bytes (a power of two), and by how much they
/// are shifted to the left.
pub fn filter_place(hash: u64, bytes: usize) -> (usize, u32) {
    let spread = spread(hash);
    let mixed = spread ^ (spread >> 32);
    ((mixed >> 2) as usize & (bytes - 1), (mixed & 3) as u32 * 2)
}

/// A hash as it is stored in a table, where 0 means empty.
pub fn stored(hash: u64) -> u64 {
    hash.max(1)
}

/// The normal form of an address: in lower case, without scheme, `www.`, port, query, fragment, `.git` and
/// trailing slashes. A page of a GitHub repository becomes the repository, and `x.com` becomes
/// `twitter.com`.
pub fn url_key(url: &str) -> String {
    let url = url.trim();
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest).trim_start_matches('/');
    let rest = rest.split(['?', '#']).next().unwrap_or("").to_lowercase();
    let (host, path) = rest.split_once('/').unwrap_or((&rest, ""));
    let host = host.strip_prefix("www.").unwrap_or(host);
    let host = host.split(':').next().unwrap_or(host).trim_end_matches('.');
    let host = if host == "x.com" { "twitter.com" } else { host };
    let steps = path.split('/').filter(|step| !step.is_empty());
    let kept = if host == "github.com" { 2 } else { usize::MAX };
    let mut key = host.to_string();
    for step in steps.take(kept) {
        key.push('/');
        key.push_str(if kept == 2 { step.trim_end_matches(".git") } else { step });
    }
    key
}
