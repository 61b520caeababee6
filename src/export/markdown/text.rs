//! Words as Markdown: what a name or sentence holds stays text, whatever it is.

use crate::export::address;

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

/// A line of code as it stands, unless it would end the block that it is in.
pub fn verbatim(line: &str) -> String {
    let line: String = line.chars().filter(|c| !c.is_control()).collect();
    line.trim_start_matches('`').to_string()
}

/// A link; the text is Markdown already.
pub fn link(text: &str, target: &str) -> String {
    ["[", text, "](", target, ")"].concat()
}

/// An encoded address as the target of a link, without what would end it.
pub fn target(href: &str) -> String {
    let ends = |c: char| c.is_control() || c.is_whitespace() || "()<>\\\"`".contains(c);
    if !href.contains(ends) {
        return href.to_string();
    }
    let mut out = String::with_capacity(href.len() + 8);
    for c in href.chars() {
        if ends(c) {
            c.encode_utf8(&mut [0; 4]).bytes().for_each(|b| out.push_str(&format!("%{b:02X}")));
        } else {
            out.push(c);
        }
    }
    out
}

/// The text with its first characters escaped if a line that begins so would be a list or rule.
pub fn not_a_list(text: &str) -> String {
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

/// The text of a page without blanks at the ends of lines, and with at most one blank line in a row.
pub fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = 0;
    for line in text.trim_start().lines().map(str::trim_end) {
        blank = if line.is_empty() { blank + 1 } else { 0 };
        if blank < 2 {
            out.push_str(line);
            out.push('\n');
        }
    }
    out.truncate(out.trim_end().len());
    out
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
