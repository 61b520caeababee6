//! What to believe of characters that would be valid UTF-8 if they were bytes.
//!
//! `É“` is two bytes of `ɓ`, and `é` with a no-break space and `»` is three of `頻`; but both are right
//! as they are. So each such sequence is judged by what can follow a letter in right text, by the
//! letters around it, and by its company: sequences that touch it, or others in the file that give
//! characters of the same script.

use super::windows1252::{char_of, high_byte_of};

/// A few characters that are one character read in a wrong encoding.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sequence {
    /// How many characters it has, from 2 to 4.
    pub(super) len: usize,
    /// The character it stands for.
    pub(super) ch: char,
    pub(super) script: Script,
    pub(super) faith: Faith,
    second: char,
    /// Whether right text could have it within one word: `éšž`.
    is_letters: bool,
}

/// How far a sequence is believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Faith {
    /// Right text does not have it.
    Sure,
    /// Believed if the file surely has others of the script.
    Likely,
    /// Believed only if it touches one that is believed.
    Company,
}

/// What a mended character belongs to: evidence for one script is none for another.
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
    /// A half row of the code chart; more or less, each has a script to itself.
    Row(u32),
}

/// How a character may follow a letter in right text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// As the end of a word, with another word perhaps touching it: dashes, quotes, spaces.
    Stop,
    /// As a footnote mark, trade mark, ordinal and the like.
    Mark,
    /// As a letter, in Czech and its neighbours.
    Letter,
    /// Never.
    Alien,
}

/// The sequences that touch one another from `at` on.
pub(super) fn chain(chars: &[char], at: usize) -> Vec<Sequence> {
    let mut next = at;
    std::iter::from_fn(|| {
        let sequence = sequence(chars, next)?;
        next += sequence.len;
        Some(sequence)
    })
    .collect()
}

/// Whether a chain is believed without other evidence.
pub(super) fn is_sure(chain: &[Sequence]) -> bool {
    let Some(first) = chain.first() else { return false };
    let like_first = || chain.iter().filter(|s| s.script == first.script && !s.is_letters);
    // A list of letters (`Å–Ä–Ö`) has the same sign after each.
    let is_unlike_a_list = || chain.windows(2).any(|pair| pair[0].second != pair[1].second);
    chain.iter().any(|s| s.faith == Faith::Sure)
        || match (first.script, like_first().count()) {
            (Script::Accent, _) => false,
            (Script::Latin | Script::Sign, _) if first.len == 2 => is_unlike_a_list(),
            (_, 0 | 1) => false,
            (_, 2) => like_first().any(|s| s.len > 2 || class(s.second) == Class::Alien),
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
    let around = Around::new(chars, at, len);
    let faith = match (len, script) {
        (2, Script::Control) => Faith::Sure,
        (2, _) if lead == 'Â' => sign(&around, class),
        (2, Script::Latin) => latin(&around, class, ch),
        (2, Script::Sign) => Faith::Company,
        (2, Script::Accent) => accent(&around, class),
        (2, _) => Faith::Likely,
        _ => wide(&around, class, script),
    };
    let is_letters = chars[at + 1..at + len].iter().all(|ch| self::class(*ch) == Class::Letter);
    Some(Sequence { len, ch, script, faith, second, is_letters })
}

/// The script of a character that notes may have. Others are taken for chance.
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

fn class(ch: char) -> Class {
    match ch {
        '…' | '–' | '—' | '‘' | '’' | '“' | '”' | '‹' | '›' | '«' | '»' | '\u{a0}' | '\u{ad}' => {
            Class::Stop
        }
        '•' | '·' | '™' | '®' | '©' | '¹' | '²' | '³' | '°' | 'º' | 'ª' | '´' | '†' | '‡' => {
            Class::Mark
        }
        'š' | 'ž' | 'Š' | 'Ž' => Class::Letter,
        _ => Class::Alien,
    }
}

/// A sequence and what stands round it; a space where there is nothing.
struct Around<'a> {
    sequence: &'a [char],
    before: char,
    second_before: char,
    /// Three characters or fewer.
    after: &'a [char],
}

impl Around<'_> {
    fn new(chars: &[char], at: usize, len: usize) -> Around<'_> {
        let before = |n: usize| at.checked_sub(n).map_or(' ', |i| chars[i]);
        let end = at + len;
        Around {
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

    /// `“Ã”`: a letter that is spoken of.
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

/// Whether a capital letter after this one would be inside a word, which right text does not have.
pub(super) fn is_small(ch: char) -> bool {
    ch.is_lowercase() && is_letter(ch)
}

fn is_letter(ch: char) -> bool {
    ch.is_alphabetic() && !matches!(ch, 'ª' | 'º')
}

/// `Ã©` and the like: the lead is a capital letter, so right text has it at the end of a word in
/// capitals (`AMANHÃ…`, `PÅ”`), or alone.
fn latin(around: &Around, class: Class, ch: char) -> Faith {
    let (lead, mark) = (around.sequence[0], around.sequence[1]);
    let small_next = around.next().is_ascii_lowercase();
    let in_word = is_letter(around.before);
    let after_capitals = in_word && !around.follows_an_initial();
    match class {
        Class::Alien | Class::Letter => Faith::Sure,
        _ if around.is_quoted() && !small_next => Faith::Company,
        _ if around.is_quoted() => Faith::Likely,
        _ if is_small(around.before) => Faith::Sure,
        _ if ch == '×' && around.before.is_numeric() => Faith::Sure,
        Class::Mark if small_next && !after_capitals => Faith::Sure,
        Class::Mark if small_next || (lead == 'Ã' && !in_word) => Faith::Likely,
        Class::Stop if mark == '\u{a0}' && lead == 'Ã' && !in_word => Faith::Likely,
        Class::Stop if mark == '\u{a0}' && small_next && !after_capitals => Faith::Likely,
        _ if mark == '\u{a0}' || after_capitals => Faith::Company,
        _ if in_word && small_next && is_small(ch) => Faith::Sure,
        _ if in_word && around.next().is_ascii_uppercase() => Faith::Likely,
        // Only these can have a word on either side without a space.
        _ if !in_word && small_next && !matches!(mark, '…' | '–' | '—' | '’' | '”' | '\u{ad}') => {
            Faith::Sure
        }
        _ if !in_word && small_next && lead == 'Ã' && mark != '—' => Faith::Sure,
        _ if !in_word && small_next => Faith::Likely,
        _ => Faith::Company,
    }
}

/// `Â°`, `Â’` and the like.
fn sign(around: &Around, class: Class) -> Faith {
    let after_word =
        is_small(around.before) || around.before.is_numeric() || ".,;:!?)%".contains(around.before);
    let after_capital = around.before.is_uppercase();
    // Windows-1252's own signs are Latin-1's controls: only half as telling.
    let is_half_telling = around.sequence[1] >= '\u{100}';
    match class {
        _ if around.is_quoted() => Faith::Company,
        _ if after_word => Faith::Sure,
        Class::Stop if after_capital && around.sequence[1] != '\u{a0}' => Faith::Company,
        Class::Stop | Class::Letter => Faith::Likely,
        Class::Mark if after_capital && is_half_telling => Faith::Company,
        Class::Mark if after_capital => Faith::Likely,
        _ if is_half_telling => Faith::Likely,
        Class::Mark | Class::Alien => Faith::Sure,
    }
}

/// `eÌ` and a control character: an accent apart from its letter.
fn accent(around: &Around, class: Class) -> Faith {
    let sure = class == Class::Alien && around.before.is_ascii_alphabetic();
    if sure { Faith::Sure } else { Faith::Likely }
}

/// Three or four characters: the lead is a small letter, so right text has it at the end of a word,
/// and then two signs (`café…”`).
fn wide(around: &Around, class: Class, script: Script) -> Faith {
    let (lead, first, second) = (around.sequence[0], around.sequence[1], around.sequence[2]);
    let is_control = |ch: &char| matches!(ch, '\u{80}'..='\u{9f}');
    // Spanish has these after a letter where a space was forgotten.
    let class = if matches!(first, '¿' | '¡') { Class::Stop } else { class };
    match class {
        _ if around.sequence.iter().any(is_control) => Faith::Sure,
        Class::Alien => Faith::Sure,
        _ if script == Script::Vietnamese => {
            let sure = first == 'º' || self::class(second) == Class::Alien;
            if sure || around.next_ends_a_syllable() { Faith::Sure } else { Faith::Likely }
        }
        Class::Mark | Class::Letter if lead == 'â' => Faith::Sure,
        Class::Stop if is_letter(around.before) || first == '\u{a0}' => Faith::Company,
        Class::Stop if lead == 'â' && self::class(second) != Class::Stop => Faith::Sure,
        Class::Stop => Faith::Likely,
        Class::Mark | Class::Letter => Faith::Likely,
    }
}
