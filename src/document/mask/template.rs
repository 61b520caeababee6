//! The tags of template languages: Liquid, Hugo's and Zola's shortcodes, Kramdown's attribute
//! lists, JSX.

use crate::document::mask::Scan;

/// What stands between the opening and the closing tag of these is no prose.
const NO_PROSE: [&str; 16] = [
    "chart", "code", "codeblock", "comment", "css", "graphviz", "highlight", "javascript", "katex",
    "math", "mermaid", "plantuml", "prism", "script", "sourcecode", "style",
];

/// The length of what a brace at `at` opens: the tag, or all up to its closing tag if what stands
/// between them is no prose.
pub fn tag_len(scan: &mut Scan, at: usize) -> Option<usize> {
    let window = scan.window(at);
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
    Some(closing_tag_end(scan, at + len, &open, close, &name).map_or(len, |end| end - at))
}

/// The end of the tag that closes `name`, looked for from `from` on.
fn closing_tag_end(
    scan: &mut Scan,
    from: usize,
    open: &str,
    close: &str,
    name: &str,
) -> Option<usize> {
    let forms = match open.starts_with("{%") {
        true => [format!("{{% end{name} "), format!("{{%end{name}"), format!("{{%- end{name}")],
        false => [format!("{open} /{name}"), format!("{open}/{name}"), format!("{open} / {name}")],
    };
    let start = forms.iter().filter_map(|form| scan.find_to_end(from, form)).min()?;
    let end = scan.window(start).find(close)?;
    Some(start + end + close.len())
}

/// The length of `{#id}` or `{.class key="x"}`.
fn attributes_len(window: &str) -> Option<usize> {
    let len = window.find('}')? + 1;
    let inside = &window[2..len - 1];
    let fits = |c: char| c.is_alphanumeric() || "-_.# =\"':%".contains(c);
    (inside.starts_with(char::is_alphabetic) && inside.chars().all(fits)).then_some(len)
}

/// The length of a JSX tag whose attributes HTML could not read: `<Talk tags={["a", "b"]} />`. The
/// window begins with `<` and a capital.
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
