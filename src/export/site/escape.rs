//! The only way from a text to a page. Templates write through [`write_text`], whatever a value
//! holds; markup is only what this crate drew itself and wrapped in a safe value.

use minijinja::Value;
use std::fmt;
use std::fmt::Write;

/// Writes a text so that it stays text between tags and in quoted attributes. Controls and marks
/// that would turn the direction of what follows go, as no reader can see them.
pub fn write_text(out: &mut impl Write, text: &str) -> fmt::Result {
    let mut plain = 0;
    for (at, c) in text.char_indices() {
        let instead = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#39;",
            '\n' | '\t' | '\r' | '\u{2028}' | '\u{2029}' => " ",
            c if is_unseen(c) => "",
            _ => continue,
        };
        out.write_str(&text[plain..at])?;
        out.write_str(instead)?;
        plain = at + c.len_utf8();
    }
    out.write_str(&text[plain..])
}

/// As [`write_text`], as a string.
pub fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    // Writing to a string cannot fail.
    let _ = write_text(&mut out, text);
    out
}

/// A path with a place to break the line after each `/`.
pub fn breakable(path: &str) -> Value {
    Value::from_safe_string(text(path).replace('/', "/<wbr>"))
}

/// JSON for a script element: it cannot end the element, nor open a comment in it.
pub fn script(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '\n' => out.push(c),
            c if "<>&\u{2028}\u{2029}".contains(c) || is_unseen(c) => {
                out.push_str(&format!("\\u{:04x}", c as u32));
            }
            c => out.push(c),
        }
    }
    out
}

/// Characters that change what is shown without being seen.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}
