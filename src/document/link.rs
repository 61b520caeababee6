//! Link targets as they are written: URLs in running text, template tags, wiki links.

use crate::span::floor_char_boundary;
use std::ops::Range;

/// The length of the URL at the start of `text`: up to white space or a bracket, without the punctuation of the
/// sentence around it.
pub fn url_len(text: &str) -> usize {
    // No URL in prose is longer; the limit keeps the cost of many in a row linear.
    let text = &text[..floor_char_boundary(text, 2048)];
    let stop = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | '|' | '“' | '”');
    let mut url = &text[..text.find(stop).unwrap_or(text.len())];
    if let Some(wide) = url.find(|c: char| ('\u{3000}'..='\u{9fff}').contains(&c) || c > '\u{ff00}')
    {
        url = &url[..wide];
    }
    let mut open = 0i32;
    let unmatched = url.bytes().position(|b| {
        open += i32::from(b == b'(') - i32::from(b == b')');
        open < 0
    });
    url = &url[..unmatched.unwrap_or(url.len())];
    url.trim_end_matches(['.', ',', ':', ';', '!', '?', '\'', '*', '_', ']', '[', '’', '…']).len()
}

/// The target of a link without its template tags: the argument of `relref` or `post_url`, the path in
/// `{{ "/path" | relative_url }}`, the rest of the target around `{{ site.url }}`.
pub fn target(raw: &str) -> String {
    let mut rest = raw.trim();
    let mut target = String::new();
    while let Some(open) = rest.find("{{").into_iter().chain(rest.find("{%")).min() {
        let close = if rest[open..].starts_with("{%") { "%}" } else { "}}" };
        let Some(len) = rest[open + 2..].find(close) else { break };
        target.push_str(&rest[..open]);
        target.push_str(argument(&rest[open + 2..open + 2 + len]));
        rest = &rest[open + 2 + len + 2..];
    }
    target.push_str(rest);
    target
}

/// The note or path that a template tag names, or nothing.
fn argument(tag: &str) -> &str {
    let tag = tag.trim_matches(['<', '>', '%', '-', ' ', '\t', '\n', '\r']);
    let (name, rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
    let refers = matches!(name, "ref" | "relref" | "post_url" | "link" | "post_link" | "post_path");
    match (refers, quoted(tag)) {
        (true, Some(range)) => &tag[range],
        (true, None) => rest.split_whitespace().next().unwrap_or(""),
        (false, Some(range)) if range.start == 1 => &tag[range],
        _ => "",
    }
}

/// The range of the first quoted string in a tag, without its quotes.
fn quoted(tag: &str) -> Option<Range<usize>> {
    let open = tag.find(['"', '\''])?;
    let len = tag[open + 1..].find(&tag[open..=open])?;
    Some(open + 1..open + 1 + len)
}

/// The target and the shown words in the inside of a wiki link: `[[dir/Note#Part|words]]`.
pub fn wiki(inside: &str) -> (&str, &str) {
    let (target, alias) = match inside.split_once('|') {
        Some((target, alias)) => (target.trim_end_matches('\\').trim(), alias.trim()),
        None => (inside.trim(), ""),
    };
    if alias.is_empty() { (target, shown(target)) } else { (target, alias) }
}

/// What is shown of a wiki target that has no words of its own: the name of the note.
pub fn shown(target: &str) -> &str {
    let name = target.split('#').next().unwrap_or("").trim_end();
    let name = name.rsplit('/').find(|part| !part.is_empty()).unwrap_or("");
    let name = name.strip_suffix(".md").unwrap_or(name);
    if name.is_empty() { target } else { name }
}

/// Whether the description of an image says nothing: it is a file name or a size.
pub fn is_no_description(text: &str) -> bool {
    let text = text.trim();
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b == b'x') {
        return true;
    }
    let Some((_, extension)) = text.rsplit_once('.') else { return false };
    const IMAGES: [&str; 8] = ["avif", "gif", "jpeg", "jpg", "pdf", "png", "svg", "webp"];
    IMAGES.iter().any(|image| extension.eq_ignore_ascii_case(image))
}
