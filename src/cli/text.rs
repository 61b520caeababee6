//! Styled text with its width on a terminal, and wrapping.

use anstyle::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A line or paragraph of a screen: pieces, each in one style. Control characters are escaped when text
/// is added, as it may come from notes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StyledText {
    pieces: Vec<TextPiece>,
}

#[derive(Clone, Debug, PartialEq)]
struct TextPiece {
    text: String,
    style: Style,
    /// The target of a hyperlink.
    link: Option<String>,
    /// A path or a command: never wrapped, so that it can be copied.
    whole: bool,
}

impl StyledText {
    /// Empty text.
    pub fn new() -> StyledText {
        StyledText::default()
    }

    /// Unstyled text.
    pub fn plain(text: &str) -> StyledText {
        StyledText::new().add(Style::new(), text)
    }

    /// Appends text in a style.
    pub fn add(self, style: Style, text: &str) -> StyledText {
        self.push(TextPiece { text: escaped(text), style, link: None, whole: false })
    }

    /// Appends a path, which is never wrapped, as a hyperlink to `link` if there is one.
    pub fn path(self, style: Style, path: &str, link: Option<String>) -> StyledText {
        self.push(TextPiece { text: escaped(path), style, link, whole: true })
    }

    /// Appends a command, which is never wrapped.
    pub fn command(self, style: Style, command: &str) -> StyledText {
        self.path(style, command, None)
    }

    /// Appends another text.
    pub fn join(mut self, other: StyledText) -> StyledText {
        self.pieces.extend(other.pieces);
        self
    }

    /// Pads the text with spaces to this many columns.
    pub fn pad(self, columns: usize) -> StyledText {
        let blanks = columns.saturating_sub(self.width());
        self.add(Style::new(), &" ".repeat(blanks))
    }

    /// The text without trailing spaces.
    pub fn trimmed(mut self) -> StyledText {
        while let Some(last) = self.pieces.last_mut().filter(|p| !p.whole) {
            last.text.truncate(last.text.trim_end_matches(' ').len());
            if !last.text.is_empty() {
                break;
            }
            self.pieces.pop();
        }
        self
    }

    /// Width in columns: wide characters count two, combining marks none.
    pub fn width(&self) -> usize {
        self.pieces.iter().map(|p| p.text.width()).sum()
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.pieces.iter().all(|p| p.text.is_empty())
    }

    /// Wraps the text between words into lines of at most `width` columns. A word wider than that is
    /// broken at the end of the line; a path is not.
    pub fn wrap(&self, width: usize) -> Vec<StyledText> {
        let width = width.max(1);
        let (mut lines, mut line, mut used) = (Vec::new(), StyledText::new(), 0);
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

    /// The text with escape codes for its hyperlinks and, with `color`, for its styles.
    pub fn ansi(&self, color: bool) -> String {
        let mut out = String::new();
        let alike = |a: &TextPiece, b: &TextPiece| a.style == b.style && a.link == b.link;
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

    fn push(mut self, piece: TextPiece) -> StyledText {
        if !piece.text.is_empty() {
            self.pieces.push(piece);
        }
        self
    }

    /// The words, each with the spaces before it; a word may have pieces in several styles.
    fn words(&self, width: usize) -> Vec<TextWord> {
        let mut words: Vec<TextWord> = vec![TextWord::default()];
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
                    words.push(TextWord::default());
                    append(&mut words.last_mut().expect("just pushed").gap, piece, c);
                } else if breaks_before(c, &last.text, width) {
                    words.push(TextWord::default());
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
struct TextWord {
    gap: Vec<TextPiece>,
    text: StyledText,
}

/// Whether a line may break before this character without a space: between wide characters, and within
/// a word that fills a line.
fn breaks_before(c: char, word: &StyledText, width: usize) -> bool {
    let wide = c.width().unwrap_or(0);
    let last = word.pieces.last().filter(|p| !p.whole).and_then(|p| p.text.chars().last());
    wide > 0
        && last.is_some_and(|l| wide == 2 && l.is_alphanumeric() || word.width() + wide > width)
}

fn append(pieces: &mut Vec<TextPiece>, like: &TextPiece, c: char) {
    match pieces.last_mut() {
        Some(last) if last.style == like.style && !last.whole => last.text.push(c),
        _ => pieces.push(TextPiece { text: c.to_string(), ..like.clone() }),
    }
}

/// The text on one line, with control characters and bidi overrides escaped: a note must not be able to
/// move the cursor, colour the screen or reorder text.
pub fn escaped(text: &str) -> String {
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
