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
    class: Class,
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
    if chain.iter().any(|s| s.faith == Faith::Sure) {
        return true;
    }
    let Some(first) = chain.first() else { return false };
    let like_first = || chain.iter().filter(|s| s.script == first.script);
    match (first.script, like_first().count()) {
        (_, 0 | 1) | (Script::Control | Script::Accent, _) => false,
        (Script::Latin, _) => like_first().all(|s| s.class != Class::Stop),
        (_, count) => count > 2 || like_first().any(|s| s.len > 2 || s.class == Class::Alien),
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
    let class = class(chars[at + 1]);
    let around = Around::new(chars, at, len);
    let faith = match (len, script) {
        (2, Script::Latin) => latin(&around, class, ch),
        (2, Script::Sign) => sign(&around, class),
        (2, Script::Accent) => Some(accent(&around, class)),
        (2, Script::Control) => Some(Faith::Company),
        (2, _) => Some(Faith::Likely),
        _ => Some(wide(&around, class, script)),
    }?;
    Some(Sequence { len, ch, script, faith, class })
}

/// The script of a character that notes may have. Others are taken for chance.
fn script(ch: char) -> Option<Script> {
    Some(match ch {
        '\u{80}'..='\u{9f}' => Script::Control,
        '\u{c0}'..='\u{17f}' | 'Ơ' | 'ơ' | 'Ư' | 'ư' | 'Ǎ'..='ǜ' | 'Ș'..='ț' | 'Ə' | 'ə' => {
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
        self.before.is_uppercase() && !self.second_before.is_alphabetic()
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
    ch.is_lowercase() && !matches!(ch, 'ª' | 'º')
}

/// `Ã©` and the like: the lead is a capital letter, so right text has it at the end of a word in
/// capitals (`AMANHÃ…`, `PÅ”`), or alone.
fn latin(around: &Around, class: Class, ch: char) -> Option<Faith> {
    let (lead, mark) = (around.sequence[0], around.sequence[1]);
    let small_next = around.next().is_ascii_lowercase();
    let in_word = around.before.is_alphabetic();
    let after_capitals = in_word && !around.follows_an_initial();
    if matches!(class, Class::Alien | Class::Letter) {
        return Some(Faith::Sure);
    }
    if around.is_quoted() {
        return small_next.then_some(Faith::Likely);
    }
    if is_small(around.before) || (ch == '×' && around.before.is_numeric()) {
        return Some(Faith::Sure);
    }
    match class {
        Class::Mark if small_next && !after_capitals => Some(Faith::Sure),
        Class::Mark => (in_word || small_next || lead == 'Ã').then_some(Faith::Likely),
        _ if mark == '\u{a0}' => (lead == 'Ã' && !in_word).then_some(Faith::Likely),
        _ if !small_next => {
            (in_word && around.next().is_ascii_uppercase()).then_some(Faith::Likely)
        }
        _ if around.follows_an_initial() && is_small(ch) => Some(Faith::Sure),
        _ if !in_word && lead == 'Ã' && mark != '—' => Some(Faith::Sure),
        _ => Some(Faith::Likely),
    }
}

/// `Â°`, `Â’` and the like.
fn sign(around: &Around, class: Class) -> Option<Faith> {
    let after_word =
        is_small(around.before) || around.before.is_numeric() || ".,;:!?)%".contains(around.before);
    match class {
        _ if around.is_quoted() => None,
        _ if after_word => Some(Faith::Sure),
        Class::Stop if around.before.is_uppercase() && around.sequence[1] != '\u{a0}' => None,
        Class::Stop | Class::Letter => Some(Faith::Likely),
        Class::Mark if around.before.is_uppercase() => Some(Faith::Likely),
        Class::Mark => Some(Faith::Sure),
        // Windows-1252's own signs are Latin-1's controls: only half as telling.
        Class::Alien if around.sequence[1] >= '\u{100}' => Some(Faith::Likely),
        Class::Alien => Some(Faith::Sure),
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
            if sure || around.next_ends_a_syllable() { Faith::Sure } else { Faith::Company }
        }
        Class::Mark | Class::Letter if lead == 'â' => Faith::Sure,
        Class::Stop => {
            let stands_alone = lead == 'â' && !around.before.is_alphabetic();
            let sure = stands_alone && self::class(second) != Class::Stop;
            if sure { Faith::Sure } else { Faith::Company }
        }
        Class::Mark | Class::Letter => Faith::Likely,
    }
}
