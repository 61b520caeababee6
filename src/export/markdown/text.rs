//! Words as Markdown: what a name or sentence holds stays text, whatever it is.

use crate::date::Date;
use crate::export::address;
use crate::query::quote::Quote;

/// Characters that are shown of a quote that stands alone.
const ALONE: usize = 280;
/// Characters that are shown of a quote within a line.
const INLINE: usize = 110;

/// A name or sentence with everything escaped that Markdown or HTML could take for markup, on one
/// line. Controls go; marks that would turn the direction of what follows are spelled out.
pub fn escape(text: &str) -> String {
    if text.bytes().all(|b| b.is_ascii_alphanumeric() || b" ,.;:?()'-/".contains(&b)) {
        return text.to_string();
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut last = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied().unwrap_or(' ');
        match c {
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                out.push_str(&format!("\\\\u{{{:x}}}", c as u32));
            }
            c if c.is_control() || c == '\u{2028}' || c == '\u{2029}' => {
                if !last.is_whitespace() {
                    out.push(' ');
                }
                last = ' ';
                continue;
            }
            c => {
                if is_markup(last, c, next) {
                    out.push('\\');
                }
                out.push(c);
            }
        }
        last = c;
    }
    out
}

/// Whether a character between these two could be taken for markup. Round brackets alone never
/// are: what would make them a link is escaped.
fn is_markup(last: char, c: char, next: char) -> bool {
    match c {
        '\\' | '[' | ']' | '<' | '>' | '*' | '`' | '|' | '~' | '$' => true,
        // Inside a word neither is markup.
        '_' => !(last.is_alphanumeric() && next.is_alphanumeric()),
        '#' => !last.is_alphanumeric(),
        '&' => next.is_alphanumeric() || next == '#',
        _ => false,
    }
}

/// The text as code. Commands only: a name in it must be [`plain`].
pub fn code(text: &str) -> String {
    format!("`{text}`")
}

/// Whether a name can stand in a command between quotation marks.
pub fn plain(name: &str) -> bool {
    name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '.' | '+' | '#' | '/'))
}

/// A link; the text is Markdown already.
pub fn link(text: &str, target: &str) -> String {
    ["[", text, "](", target, ")"].concat()
}

/// A sentence that stands alone, cut to its telling part, the match bold.
pub fn quote(quote: &Quote) -> String {
    not_a_list(&cut(quote, ALONE))
}

/// A sentence within a line, in quotation marks.
pub fn inline(quote: &Quote) -> String {
    format!("“{}”", cut(quote, INLINE))
}

fn cut(quote: &Quote, limit: usize) -> String {
    let cut = quote.excerpt(limit);
    let mut out = String::new();
    if cut.more_before {
        out.push_str("… ");
    }
    out.push_str(&escape(cut.before));
    if !cut.hit.trim().is_empty() {
        out.push_str(&format!("**{}**", escape(cut.hit)));
    }
    out.push_str(&escape(cut.after));
    if cut.more_after {
        out.push_str(" …");
    }
    out.trim().to_string()
}

/// The text with its first characters escaped if a line that begins so would be a list or rule.
fn not_a_list(text: &str) -> String {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = &text[digits..];
    if digits > 0 && rest.starts_with(['.', ')'])
        || digits == 0 && rest.starts_with(['-', '+', '='])
    {
        format!("{}\\{rest}", &text[..digits])
    } else {
        text.to_string()
    }
}

/// The time that two days enclose: “2019-05-02 to 2019-07-23”, or the one day. A year and a day in
/// it are the year.
pub fn time(first: Date, last: Date) -> String {
    let (first, last) = (first.to_string(), last.to_string());
    if last.starts_with(&first) { first } else { format!("{first} to {last}") }
}

/// A web address as a link that shows its host; `None` for anything else.
pub fn web(url: &str) -> Option<String> {
    let host = address::host(url)?;
    url.chars().all(|c| !"()[]`".contains(c)).then(|| link(&escape(host), url))
}

/// A value of the front matter: plain where YAML reads it as text, else quoted.
pub fn yaml(text: &str) -> String {
    let word =
        |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'' | '.' | ',' | '(' | ')');
    let begins = text.starts_with(|c: char| c.is_alphabetic()) && !text.ends_with(' ');
    let taken = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];
    if begins && text.chars().all(word) && !taken.contains(&text.to_lowercase().as_str()) {
        text.to_string()
    } else {
        quoted(text)
    }
}

/// A value in quotation marks, as YAML and JSON both read it.
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control()
                || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}') =>
            {
                out.push_str(&format!("\\u{:04x}", c as u32));
            }
            c => out.push(c),
        }
    }
    out + "\""
}
