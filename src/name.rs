//! Normal forms of a name: without case, accents, spacing and legal suffixes, and as a slug.
//!
//! Used by the build script too, so that the compiled catalogue and the program fold names alike;
//! it therefore uses nothing of the crate.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text without accents, other letters of the Latin script spelled out; case is kept.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_string();
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
    out
}

/// The key under which two spellings of one name meet: folded, lower case, letters and digits
/// (and `+`, `#`) only, `&` as “and”. `Hashi Corp`, `HashiCorp` and `Hashicorp` share one.
/// A name in another script keeps its letters.
pub fn key(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in fold(text).chars() {
        match c {
            '&' => out.push_str("and"),
            '+' | '#' => out.push(c),
            c if c.is_alphanumeric() => out.extend(c.to_lowercase()),
            _ => {}
        }
    }
    if out.is_empty() { text.to_lowercase() } else { out }
}

/// The folded lower-case words of a name: `["nestor", "salceda"]`.
pub fn words(text: &str) -> Vec<String> {
    fold(text)
        .to_lowercase()
        .split(|c: char| !(c.is_alphanumeric() || c == '+' || c == '#'))
        .filter(|w| !w.is_empty())
        .map(str::to_string)
        .collect()
}

/// A name as part of a file name or id: folded, lower case, words joined with `-`. `C++` and `C#`
/// stay apart from `C`. Never empty: a name without any letter or digit is spelled in code points.
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
        // File systems stop at 255 bytes; the tail is a fingerprint so that long titles stay apart.
        let cut = (0..=72).rev().find(|&i| out.is_char_boundary(i)).unwrap_or(0);
        let tail = fingerprint(&out);
        out.truncate(cut);
        out = format!("{}-{:06x}", out.trim_end_matches('-'), tail & 0xff_ffff);
    }
    out
}

/// FNV-1a over the bytes: small, stable over builds and platforms.
pub fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ b as u64).wrapping_mul(0x0100_0000_01b3))
}
