//! The tags of template languages: Liquid, shortcodes of Hugo and Zola, attribute lists of Kramdown, JSX.

use crate::span::floor_char_boundary;
use std::collections::BTreeMap;

/// Searches a text ahead of the current offset.
pub struct Lookahead<'t> {
    text: &'t str,
    /// What was searched and where it was found.
    found: BTreeMap<String, Option<usize>>,
}

impl<'t> Lookahead<'t> {
    /// Searches this text.
    pub fn new(text: &'t str) -> Lookahead<'t> {
        Lookahead { text, found: BTreeMap::new() }
    }

    /// The text from `at` on as far as a tag may reach: not over a blank line.
    pub fn window(&self, at: usize) -> &'t str {
        let end = floor_char_boundary(self.text, at + 2048);
        let window = &self.text[at..end];
        let blank = window.find("\n\n").into_iter().chain(window.find("\n\r\n")).min();
        &window[..blank.unwrap_or(window.len())]
    }

    /// The offset of the next `what`, however far. `from` never decreases, so that each is found only once.
    pub fn find(&mut self, from: usize, what: &str) -> Option<usize> {
        if let Some(known) = self.found.get(what).filter(|at| at.is_none_or(|at| at >= from)) {
            return *known;
        }
        let found = self.text[from..].find(what).map(|at| from + at);
        self.found.insert(what.to_string(), found);
        found
    }
}

/// Tags whose content is not prose.
const NO_PROSE: [&str; 16] = [
    "chart", "code", "codeblock", "comment", "css", "graphviz", "highlight", "javascript", "katex",
    "math", "mermaid", "plantuml", "prism", "script", "sourcecode", "style",
];

/// The length of what a brace at `at` opens: the tag, or everything up to its closing tag if its content is not
/// prose.
pub fn tag_len(ahead: &mut Lookahead, at: usize) -> Option<usize> {
    let window = ahead.window(at);
    let close = match window.as_bytes().get(1)? {
        b'%' => "%}",
        b'{' => match window.as_bytes().get(2)? {
            b'<' => ">}}",
            b'%' => "%}}",
            _ => "}}",
        },
        b':' | b'/' => "}",
        b'#' | b'.' => return attributes_len(window),
        _ => return None,
    };
    let len = 2 + window[2..].find(close)? + close.len();
    let inside = window[2..len - close.len()].trim_start_matches(['<', '%', '-', ' ', '\n', '\t']);
    let name = inside.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("");
    let pair = NO_PROSE.binary_search(&name).is_ok() && close != "}" && close != "}}";
    let self_closed = window[..len - close.len()].trim_end().ends_with('/');
    if !pair || self_closed {
        return Some(len);
    }
    let name = name.to_string();
    let open = window[..close.len()].to_string();
    Some(closing_tag_end(ahead, at + len, &open, close, &name).map_or(len, |end| end - at))
}

/// The end of the tag that closes `name`, searched from `from` on.
fn closing_tag_end(
    ahead: &mut Lookahead,
    from: usize,
    open: &str,
    close: &str,
    name: &str,
) -> Option<usize> {
    let forms = match open.starts_with("{%") {
        true => [format!("{{% end{name} "), format!("{{%end{name}"), format!("{{%- end{name}")],
        false => [format!("{open} /{name}"), format!("{open}/{name}"), format!("{open} / {name}")],
    };
    let start = forms.iter().filter_map(|form| ahead.find(from, form)).min()?;
    let end = ahead.window(start).find(close)?;
    Some(start + end + close.len())
}

/// The length of `{#id}` or `{.class key="x"}`.
fn attributes_len(window: &str) -> Option<usize> {
    let len = window.find('}')? + 1;
    let inside = &window[2..len - 1];
    let fits = |c: char| c.is_alphanumeric() || "-_.# =\"':%".contains(c);
    (inside.starts_with(char::is_alphabetic) && inside.chars().all(fits)).then_some(len)
}

/// The length of a JSX tag whose attributes are not valid HTML: `<Talk tags={["a", "b"]} />`. The window begins
/// with `<` and a capital.
pub fn jsx_len(window: &str) -> Option<usize> {
    let bytes = window.as_bytes();
    let mut depth = 0i32;
    let mut braces = false;
    for (at, byte) in bytes.iter().enumerate().skip(1) {
        match byte {
            b'{' => (depth, braces) = (depth + 1, true),
            b'}' => depth -= 1,
            b'>' if depth == 0 && bytes[at - 1] != b'=' => return braces.then_some(at + 1),
            b'<' if depth == 0 => return None,
            _ => {}
        }
    }
    None
}
