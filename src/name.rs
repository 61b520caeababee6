//! Normal forms of a name: without case, accents, spacing and legal suffixes, and as a slug.
//!
//! Shared with the build script, so that the compiled catalogue and the program use the same forms; it uses nothing of
//! the crate.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text without accents, with other Latin letters spelled out, in the same case.
pub fn fold(text: &str) -> String {
    folded(text).into_owned()
}

fn folded(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'ß' => out.push_str("ss"),
            'ø' => out.push('o'),
            'Ø' => out.push('O'),
            'ł' => out.push('l'),
            'Ł' => out.push('L'),
            'đ' | 'ð' => out.push('d'),
            'Đ' | 'Ð' => out.push('D'),
            'æ' => out.push_str("ae"),
            'Æ' => out.push_str("AE"),
            'œ' => out.push_str("oe"),
            'Œ' => out.push_str("OE"),
            'þ' => out.push_str("th"),
            'Þ' => out.push_str("Th"),
            'ı' => out.push('i'),
            '’' | '‘' | 'ʼ' => out.push('\''),
            '‐' | '‑' | '–' | '—' => out.push('-'),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// The key of a name, which is the same for all its spellings: folded, in lower case, only letters and digits (and
/// `+`, `#`), with `&` as “and”. `Hashi Corp`, `HashiCorp` and `Hashicorp` have the same key. A name in another script
/// keeps its letters.
pub fn key(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in folded(text).chars() {
        match c {
            c if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            '&' => out.push_str("and"),
            '+' | '#' => out.push(c),
            c if c.is_alphanumeric() => out.extend(c.to_lowercase()),
            _ => {}
        }
    }
    if out.is_empty() { text.to_lowercase() } else { out }
}

/// The [`fingerprint`] of the [`key`] of a text.
pub fn key_hash(text: &str) -> u64 {
    let plain = |b: &u8| b.is_ascii_alphanumeric() || *b == b' ';
    if !text.as_bytes().iter().all(plain) || text.trim_start().is_empty() {
        return fingerprint(&key(text));
    }
    let letters = text.bytes().filter(|b| *b != b' ').map(|b| b.to_ascii_lowercase());
    letters.fold(EMPTY, step)
}

/// The folded lower-case words of a name: `["nestor", "salceda"]`.
pub fn words(text: &str) -> Vec<String> {
    split(&lower(text)).map(str::to_string).collect()
}

/// The text folded and in lower case, ready for [`split`].
pub fn lower(text: &str) -> Cow<'_, str> {
    match folded(text) {
        Cow::Borrowed(plain) if !plain.bytes().any(|b| b.is_ascii_uppercase()) => plain.into(),
        folded => folded.to_lowercase().into(),
    }
}

/// The words of a name that is folded and in lower case.
pub fn split(lower: &str) -> impl DoubleEndedIterator<Item = &str> {
    lower
        .split(|c: char| !(c.is_alphanumeric() || c == '+' || c == '#'))
        .filter(|word| !word.is_empty())
}

/// A name as part of a file name or id: folded, in lower case, words joined with `-`. `C++` and `C#` differ from `C`.
/// Never empty: a name without any letter or digit becomes its code points.
pub fn slug(text: &str) -> String {
    let spelled = text.replace('+', " plus ").replace('#', " sharp ").replace('&', " and ");
    let folded = fold(&spelled).to_lowercase().replace('\'', "");
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    if words.is_empty() {
        return text.chars().map(|c| format!("u{:x}", c as u32)).collect::<Vec<_>>().join("-");
    }
    let mut out = words.join("-");
    if out.len() > 80 {
        // File systems allow 255 bytes; the hash at the end keeps long titles apart.
        let cut = (0..=72).rev().find(|&i| out.is_char_boundary(i)).unwrap_or(0);
        let tail = fingerprint(&out);
        out.truncate(cut);
        out = format!("{}-{:06x}", out.trim_end_matches('-'), tail & 0xff_ffff);
    }
    out
}

/// The FNV-1a hash of the bytes, the same on all builds and platforms.
pub fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(EMPTY, step)
}

/// The hash of the empty text.
const EMPTY: u64 = 0xcbf2_9ce4_8422_2325;

fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

/// Words at the end of a company's name that give its legal form.
const LEGAL_FORMS: [&str; 26] = [
    "ab", "ag", "aps", "bv", "co", "corp", "corporation", "gmbh", "inc", "incorporated", "kg",
    "kk", "limited", "llc", "llp", "ltd", "nv", "oy", "pbc", "plc", "pty", "sa", "sarl", "sas",
    "se", "srl",
];

/// A company's name without its legal form: `Sysdig, Inc.` gives `Sysdig`. `Marks & Co` keeps it, as does a name that
/// is nothing else. Legal forms of two letters count only with a capital.
pub fn without_legal_form(name: &str) -> &str {
    let mut rest = name.trim();
    while let Some((head, last)) = rest.rsplit_once(char::is_whitespace) {
        let word: String = last.chars().filter(|c| c.is_alphanumeric()).collect();
        let head = head.trim_end_matches(|c: char| c == ',' || c.is_whitespace());
        let is_form = LEGAL_FORMS.contains(&word.to_lowercase().as_str())
            && (word.len() > 2 || word.starts_with(char::is_uppercase));
        if !is_form || head.is_empty() || head.ends_with(['&', '+']) || head.ends_with(" and") {
            break;
        }
        rest = head;
    }
    rest
}

/// A name without a leading “the”.
pub fn without_article(name: &str) -> &str {
    match name.split_once(char::is_whitespace) {
        Some((the, rest)) if the.eq_ignore_ascii_case("the") && !rest.trim().is_empty() => {
            rest.trim_start()
        }
        _ => name,
    }
}

/// A tool's name and the version at its end: `Python 3.12` gives `("Python", "3.12")`. `HTTP/2`, `S3` and `Neo4j` have
/// no version.
pub fn split_version(name: &str) -> Option<(&str, &str)> {
    let (head, last) = name.trim().rsplit_once(char::is_whitespace)?;
    let digits = last.strip_prefix(['v', 'V']).unwrap_or(last);
    let is_part = |p: &str| p == "x" || (!p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()));
    let is_version =
        digits.starts_with(|c: char| c.is_ascii_digit()) && digits.split('.').all(is_part);
    is_version.then(|| (head.trim_end(), last)).filter(|(head, _)| !head.is_empty())
}

/// An event's name without its year, and the year: `PGCon2010`, `PGCon 2010`, `2010 PGCon` and
/// `PGCon '10` all give `("PGCon", 2010)`.
pub fn split_year(name: &str) -> Option<(String, u16)> {
    let folded: Vec<(usize, char)> = name.char_indices().collect();
    let mut start = 0;
    while start < folded.len() {
        let run = folded[start..].iter().take_while(|(_, c)| c.is_ascii_digit()).count();
        if let Some(found) = year_at(name, &folded, start, run) {
            return Some(found);
        }
        start += run.max(1);
    }
    None
}

/// The name without the run of digits at `start`, and the year, if it is one.
fn year_at(name: &str, chars: &[(usize, char)], start: usize, run: usize) -> Option<(String, u16)> {
    let short = start > 0 && matches!(chars[start - 1].1, '\'' | '’' | '‘');
    let from = chars.get(if short { start - 1 } else { start })?.0;
    let to = chars.get(start + run).map_or(name.len(), |c| c.0);
    let digits: u16 = match run {
        2 | 4 => name[chars[start].0..to].parse().ok()?,
        _ => return None,
    };
    let year = match (run, short, digits) {
        (4, _, 1970..=2099) => digits,
        (2, true, 70..) => 1900 + digits,
        (2, true, _) => 2000 + digits,
        _ => return None,
    };
    let rest = format!("{} {}", name[..from].trim_end(), name[to..].trim_start());
    let rest = rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '-' | '(' | ')'));
    (!rest.is_empty()).then(|| (rest.to_string(), year))
}

/// A noun phrase with its last word in the singular, for comparison only: `feature flags` gives
/// `feature flag`. Short words, `-ss`, `-us`, `-is` and capitals (`DNS`) stay.
pub fn singular(phrase: &str) -> String {
    let Some(stem) = phrase.strip_suffix('s') else { return phrase.to_string() };
    let last = phrase.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or(phrase);
    let is_plural = last.chars().count() >= 5
        && last.chars().any(char::is_lowercase)
        && !stem.ends_with(['s', 'u', 'i']);
    match stem.strip_suffix("ie") {
        _ if !is_plural => phrase.to_string(),
        Some(stem) => format!("{stem}y"),
        None => stem.to_string(),
    }
}

/// Whether a word of a name is only an initial.
pub fn is_initial(word: &str) -> bool {
    word.chars().count() == 1 && word.is_ascii()
}

/// A word of a name with a capital, also in each part of a double name and after `Mc` or `O'`.
pub fn capitalised(word: &str) -> String {
    let mut out = String::new();
    let mut start = 0;
    for (at, c) in word.char_indices() {
        let part = &word[start..at];
        let prefix = part.eq_ignore_ascii_case("mc") || matches!(part, "o'" | "o’" | "O'" | "O’");
        if at == start || prefix {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
        if c == '-' {
            start = at + c.len_utf8();
        }
    }
    out
}
