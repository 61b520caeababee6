//! How plausible it is that characters which would be valid UTF-8 as bytes are one character read in a wrong
//! encoding.
//!
//! `É“` is the two bytes of `ɓ`, and `é` with a no-break space and `»` is the three of `頻`; but both may be right as
//! they are. Each such sequence is judged by what can follow a letter in correct text, by the letters around it, by
//! the sequences next to it, and by others in the file that give characters of the same script.

use crate::note::windows1252::{char_of, high_byte_of};

/// A few characters that may be one character read in a wrong encoding.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sequence {
    /// How many characters it has, from 2 to 4.
    pub(super) len: usize,
    /// The character it stands for.
    pub(super) ch: char,
    pub(super) script: Script,
    pub(super) plausibility: Plausibility,
    second: char,
    /// Whether correct text could have it within a word: `éšž`.
    is_letters: bool,
}

/// How plausible it is that a sequence is one character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Plausibility {
    /// Correct text does not have it.
    Sure,
    /// Accepted if the file has sure ones of the same script.
    Likely,
    /// Accepted only next to a sequence that is accepted.
    WithNeighbour,
}

/// The script of a repaired character. Evidence for one script does not count for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Script {
    Control,
    Sign,
    Latin,
    Vietnamese,
    Accent,
    Han,
    Hangul,
    Picture,
    /// A block of 128 code points; roughly, each is a script of its own.
    Row(u32),
}

/// How a character may follow a letter in correct text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CharClass {
    /// As the end of a word, perhaps directly before another: dashes, quotes, spaces.
    Stop,
    /// As a footnote mark, trade mark sign, ordinal and the like.
    Mark,
    /// As a letter, in Czech and related languages.
    Letter,
    /// Never.
    Alien,
}

/// The adjacent sequences from `at` on.
pub(super) fn chain(chars: &[char], at: usize) -> Vec<Sequence> {
    let mut next = at;
    std::iter::from_fn(|| {
        let sequence = sequence(chars, next)?;
        next += sequence.len;
        Some(sequence)
    })
    .collect()
}

/// Whether a chain is accepted without other evidence.
pub(super) fn is_sure(chain: &[Sequence]) -> bool {
    let Some(first) = chain.first() else { return false };
    let like_first = || chain.iter().filter(|s| s.script == first.script && !s.is_letters);
    // A list of letters (`Å–Ä–Ö`) has the same sign after each.
    let is_unlike_a_list = || chain.windows(2).any(|pair| pair[0].second != pair[1].second);
    chain.iter().any(|s| s.plausibility == Plausibility::Sure)
        || match (first.script, like_first().count()) {
            (Script::Accent, _) => false,
            (Script::Latin | Script::Sign, _) if first.len == 2 => is_unlike_a_list(),
            (_, 0 | 1) => false,
            (_, 2) => like_first().any(|s| s.len > 2 || class(s.second) == CharClass::Alien),
            _ => true,
        }
}

fn sequence(chars: &[char], at: usize) -> Option<Sequence> {
    let lead = *chars.get(at).filter(|ch| matches!(ch, '\u{c2}'..='\u{f4}'))?;
    let len = match lead {
        ..'\u{e0}' => 2,
        ..'\u{f0}' => 3,
        _ => 4,
    };
    let mut bytes = [lead as u8; 4];
    for (byte, ch) in bytes[1..len].iter_mut().zip(chars.get(at + 1..at + len)?) {
        *byte = high_byte_of(*ch)?;
    }
    let ch = std::str::from_utf8(&bytes[..len]).ok()?.chars().next()?;
    let ch = if ch <= '\u{9f}' { char_of(ch as u8) } else { ch };
    let script = script(ch)?;
    let second = chars[at + 1];
    let class = class(second);
    let around = Surroundings::new(chars, at, len);
    let plausibility = match (len, script) {
        (2, Script::Control) => Plausibility::Sure,
        (2, _) if lead == 'Â' => sign(&around, class),
        (2, Script::Latin) => latin(&around, class, ch),
        (2, Script::Sign) => Plausibility::WithNeighbour,
        (2, Script::Accent) => accent(&around, class),
        (2, _) => Plausibility::Likely,
        _ => wide(&around, class, script),
    };
    let is_letters = chars[at + 1..at + len].iter().all(|ch| self::class(*ch) == CharClass::Letter);
    Some(Sequence { len, ch, script, plausibility, second, is_letters })
}

/// The script of a character that notes may have. `None` for others, which are taken for coincidence.
fn script(ch: char) -> Option<Script> {
    Some(match ch {
        '\u{80}'..='\u{9f}' => Script::Control,
        '\u{c0}'..='\u{17f}' | 'Ơ' | 'ơ' | 'Ư' | 'ư' | 'Ș'..='ț' | 'Ə' | 'ə' => {
            Script::Latin
        }
        '\u{a0}'..='\u{bf}' | 'ƒ' | 'ˆ' | '˜' | '\u{2000}'..='\u{2bff}' => Script::Sign,
        '\u{300}'..='\u{338}' => Script::Accent,
        'Α'..='ώ' | 'Ѐ'..='ԯ' | 'Ա'..='֏' | 'א'..='ת' | '؀'..='ۿ' => {
            Script::Row(ch as u32 >> 7)
        }
        '\u{900}'..='\u{fff}' | 'ა'..='ჿ' | 'ሀ'..='፿' => Script::Row(ch as u32 >> 7),
        'Ạ'..='ỹ' => Script::Vietnamese,
        '\u{3000}'..='\u{9fff}' | '\u{ff01}'..='\u{ffef}' | '\u{20000}'..='\u{323af}' => {
            Script::Han
        }
        '가'..='힣' => Script::Hangul,
        '\u{fe0e}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}' => Script::Picture,
        '\u{fb00}'..='\u{fb06}' | '\u{1d400}'..='\u{1d7ff}' => Script::Row(ch as u32 >> 7),
        _ => return None,
    })
}

fn class(ch: char) -> CharClass {
    match ch {
        '…' | '–' | '—' | '‘' | '’' | '“' | '”' | '‹' | '›' | '«' | '»' | '\u{a0}' | '\u{ad}' => {
            CharClass::Stop
        }
        '•' | '·' | '™' | '®' | '©' | '¹' | '²' | '³' | '°' | 'º' | 'ª' | '´' | '†' | '‡' => {
            CharClass::Mark
        }
        'š' | 'ž' | 'Š' | 'Ž' => CharClass::Letter,
        _ => CharClass::Alien,
    }
}

/// A sequence and the characters around it; spaces at the ends of the text.
struct Surroundings<'a> {
    sequence: &'a [char],
    before: char,
    second_before: char,
    /// Three characters or fewer.
    after: &'a [char],
}

impl Surroundings<'_> {
    fn new(chars: &[char], at: usize, len: usize) -> Surroundings<'_> {
        let before = |n: usize| at.checked_sub(n).map_or(' ', |i| chars[i]);
        let end = at + len;
        Surroundings {
            sequence: &chars[at..end],
            before: before(1),
            second_before: before(2),
            after: &chars[end..chars.len().min(end + 3)],
        }
    }

    fn next(&self) -> char {
        self.after.first().copied().unwrap_or(' ')
    }

    /// `Dą…`: the second letter of a word that begins with a capital.
    fn follows_an_initial(&self) -> bool {
        self.before.is_uppercase() && !is_letter(self.second_before)
    }

    /// `“Ã”`: a letter that the text is about.
    fn is_quoted(&self) -> bool {
        let is_quote = |ch| "‘’“”‹›«»„‚\"'".contains(ch);
        is_quote(self.before) && is_quote(self.sequence[1])
    }

    /// The rest of a Vietnamese syllable.
    fn next_ends_a_syllable(&self) -> bool {
        let rest: String = self.after.iter().take_while(|ch| ch.is_alphabetic()).collect();
        matches!(&*rest, "n" | "ng" | "nh" | "m" | "t" | "c" | "ch" | "p" | "i" | "u")
    }
}

/// Whether it is a lower-case letter, after which correct text has no capital.
pub(super) fn is_small(ch: char) -> bool {
    ch.is_lowercase() && is_letter(ch)
}

fn is_letter(ch: char) -> bool {
    ch.is_alphabetic() && !matches!(ch, 'ª' | 'º')
}

/// `Ã©` and the like: the first is a capital letter, so correct text has it only at the end of a word in capitals
/// (`AMANHÃ…`, `PÅ”`), or alone.
fn latin(around: &Surroundings, class: CharClass, ch: char) -> Plausibility {
    let (lead, mark) = (around.sequence[0], around.sequence[1]);
    let small_next = around.next().is_ascii_lowercase();
    let in_word = is_letter(around.before);
    let after_capitals = in_word && !around.follows_an_initial();
    match class {
        CharClass::Alien | CharClass::Letter => Plausibility::Sure,
        _ if around.is_quoted() && !small_next => Plausibility::WithNeighbour,
        _ if around.is_quoted() => Plausibility::Likely,
        _ if is_small(around.before) => Plausibility::Sure,
        _ if ch == '×' && around.before.is_numeric() => Plausibility::Sure,
        CharClass::Mark if small_next && !after_capitals => Plausibility::Sure,
        CharClass::Mark if small_next || (lead == 'Ã' && !in_word) => Plausibility::Likely,
        CharClass::Stop if mark == '\u{a0}' && lead == 'Ã' && !in_word => Plausibility::Likely,
        CharClass::Stop if mark == '\u{a0}' && small_next && !after_capitals => {
            Plausibility::Likely
        }
        _ if mark == '\u{a0}' || after_capitals => Plausibility::WithNeighbour,
        _ if in_word && small_next && is_small(ch) => Plausibility::Sure,
        _ if in_word && around.next().is_ascii_uppercase() => Plausibility::Likely,
        // Only these can have a word on either side without a space.
        _ if !in_word && small_next && !matches!(mark, '…' | '–' | '—' | '’' | '”' | '\u{ad}') => {
            Plausibility::Sure
        }
        _ if !in_word && small_next && lead == 'Ã' && mark != '—' => Plausibility::Sure,
        _ if !in_word && small_next => Plausibility::Likely,
        _ => Plausibility::WithNeighbour,
    }
}

/// `Â°`, `Â’` and the like.
fn sign(around: &Surroundings, class: CharClass) -> Plausibility {
    let after_word =
        is_small(around.before) || around.before.is_numeric() || ".,;:!?)%".contains(around.before);
    let after_capital = around.before.is_uppercase();
    // Signs that only Windows-1252 has are control characters in Latin-1, and weaker evidence.
    let is_weak = around.sequence[1] >= '\u{100}';
    match class {
        _ if around.is_quoted() => Plausibility::WithNeighbour,
        _ if after_word => Plausibility::Sure,
        CharClass::Stop if after_capital && around.sequence[1] != '\u{a0}' => {
            Plausibility::WithNeighbour
        }
        CharClass::Stop | CharClass::Letter => Plausibility::Likely,
        CharClass::Mark if after_capital && is_weak => Plausibility::WithNeighbour,
        CharClass::Mark if after_capital => Plausibility::Likely,
        _ if is_weak => Plausibility::Likely,
        CharClass::Mark | CharClass::Alien => Plausibility::Sure,
    }
}

/// `eÌ` and a control character: a combining accent.
fn accent(around: &Surroundings, class: CharClass) -> Plausibility {
    let sure = class == CharClass::Alien && around.before.is_ascii_alphabetic();
    if sure { Plausibility::Sure } else { Plausibility::Likely }
}

/// Three or four characters: the first is a lower-case letter, so correct text has it only at the end of a word
/// before two signs (`café…”`).
fn wide(around: &Surroundings, class: CharClass, script: Script) -> Plausibility {
    let (lead, first, second) = (around.sequence[0], around.sequence[1], around.sequence[2]);
    let is_control = |ch: &char| matches!(ch, '\u{80}'..='\u{9f}');
    // Spanish may have these after a letter if a space is missing.
    let class = if matches!(first, '¿' | '¡') { CharClass::Stop } else { class };
    match class {
        _ if around.sequence.iter().any(is_control) => Plausibility::Sure,
        CharClass::Alien => Plausibility::Sure,
        _ if script == Script::Vietnamese => {
            let sure = first == 'º' || self::class(second) == CharClass::Alien;
            if sure || around.next_ends_a_syllable() {
                Plausibility::Sure
            } else {
                Plausibility::Likely
            }
        }
        CharClass::Mark | CharClass::Letter if lead == 'â' => Plausibility::Sure,
        CharClass::Stop if is_letter(around.before) || first == '\u{a0}' => {
            Plausibility::WithNeighbour
        }
        CharClass::Stop if lead == 'â' && self::class(second) != CharClass::Stop => {
            Plausibility::Sure
        }
        CharClass::Stop => Plausibility::Likely,
        CharClass::Mark | CharClass::Letter => Plausibility::Likely,
    }
}
