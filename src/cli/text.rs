//! Styled text that knows its width on a terminal, and how to wrap.

use anstyle::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// One line (or paragraph) of a screen: pieces, each in one style. What comes from notes is made
/// harmless when it is added.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Text {
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq)]
struct Piece {
    text: String,
    style: Style,
    /// Where a click leads.
    link: Option<String>,
    /// A path: it is there to be copied, so it is never broken.
    whole: bool,
}

impl Text {
    /// Nothing yet.
    pub fn new() -> Text {
        Text::default()
    }

    /// A text in no style.
    pub fn plain(text: &str) -> Text {
        Text::new().add(Style::new(), text)
    }

    /// The text with more at its end.
    pub fn add(self, style: Style, text: &str) -> Text {
        self.push(Piece { text: harmless(text), style, link: None, whole: false })
    }

    /// The text with a path at its end, which is never broken and leads to `link` if that is known.
    pub fn path(self, style: Style, path: &str, link: Option<String>) -> Text {
        self.push(Piece { text: harmless(path), style, link, whole: true })
    }

    /// Both texts in a row.
    pub fn join(mut self, other: Text) -> Text {
        self.pieces.extend(other.pieces);
        self
    }

    /// The text with blanks at its end up to this many columns.
    pub fn pad(self, columns: usize) -> Text {
        let blanks = columns.saturating_sub(self.width());
        self.add(Style::new(), &" ".repeat(blanks))
    }

    /// The text without blanks at its end, which nobody sees but who copies it.
    pub fn trimmed(mut self) -> Text {
        while let Some(last) = self.pieces.last_mut().filter(|p| !p.whole) {
            last.text.truncate(last.text.trim_end_matches(' ').len());
            if !last.text.is_empty() {
                break;
            }
            self.pieces.pop();
        }
        self
    }

    /// How many columns it takes: wide characters two, combining marks none.
    pub fn width(&self) -> usize {
        self.pieces.iter().map(|p| p.text.width()).sum()
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.pieces.iter().all(|p| p.text.is_empty())
    }

    /// The text broken between words into lines of at most `width` columns. A word wider than that
    /// is broken where the line ends; a path is not.
    pub fn wrap(&self, width: usize) -> Vec<Text> {
        let width = width.max(1);
        let (mut lines, mut line, mut used) = (Vec::new(), Text::new(), 0);
        for word in self.words(width) {
            let gap = word.gap.iter().map(|g| g.text.width()).sum::<usize>();
            let wide = word.text.width();
            if used > 0 && used + gap + wide > width {
                lines.push(std::mem::take(&mut line));
                used = 0;
            } else if used > 0 {
                line.pieces.extend(word.gap);
                used += gap;
            }
            line = line.join(word.text);
            used += wide;
        }
        if used > 0 || lines.is_empty() {
            lines.push(line);
        }
        lines
    }

    /// The text with the escape codes of its links, and with those of its styles if it may have `color`.
    pub fn ansi(&self, color: bool) -> String {
        let mut out = String::new();
        let alike = |a: &Piece, b: &Piece| a.style == b.style && a.link == b.link;
        for run in self.pieces.chunk_by(alike) {
            let text: String = run.iter().map(|piece| piece.text.as_str()).collect();
            let style = if color { run[0].style } else { Style::new() };
            out.push_str(&match &run[0].link {
                Some(link) => {
                    format!("\x1b]8;;{link}\x1b\\{style}{text}{style:#}\x1b]8;;\x1b\\")
                }
                None => format!("{style}{text}{style:#}"),
            });
        }
        out
    }

    fn push(mut self, piece: Piece) -> Text {
        if !piece.text.is_empty() {
            self.pieces.push(piece);
        }
        self
    }

    /// The words with the blanks before them; a word may be made of pieces in several styles.
    fn words(&self, width: usize) -> Vec<Word> {
        let mut words: Vec<Word> = vec![Word::default()];
        for piece in &self.pieces {
            if piece.whole {
                words.last_mut().expect("there is one").text.pieces.push(piece.clone());
                continue;
            }
            for c in piece.text.chars() {
                let last = words.last_mut().expect("there is one");
                if c == ' ' && last.text.pieces.is_empty() {
                    append(&mut last.gap, piece, c);
                } else if c == ' ' {
                    words.push(Word::default());
                    append(&mut words.last_mut().expect("just pushed").gap, piece, c);
                } else if breaks_before(c, &last.text, width) {
                    words.push(Word::default());
                    append(&mut words.last_mut().expect("just pushed").text.pieces, piece, c);
                } else {
                    append(&mut last.text.pieces, piece, c);
                }
            }
        }
        words
    }
}

#[derive(Default)]
struct Word {
    gap: Vec<Piece>,
    text: Text,
}

/// Whether a line may break here without a blank: at wide characters, which stand without blanks,
/// and in a word that fills a line.
fn breaks_before(c: char, word: &Text, width: usize) -> bool {
    let wide = c.width().unwrap_or(0);
    let last = word.pieces.last().filter(|p| !p.whole).and_then(|p| p.text.chars().last());
    wide > 0
        && last.is_some_and(|l| wide == 2 && l.is_alphanumeric() || word.width() + wide > width)
}

fn append(pieces: &mut Vec<Piece>, like: &Piece, c: char) {
    match pieces.last_mut() {
        Some(last) if last.style == like.style && !last.whole => last.text.push(c),
        _ => pieces.push(Piece { text: c.to_string(), ..like.clone() }),
    }
}

/// The text on one line, with control characters and bidi overrides spelled out: a note must not
/// move the cursor, colour the screen or turn words round.
pub fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' | '\r' => out.push(' '),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => out.extend(c.escape_unicode()),
            c if c.is_control() => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}
