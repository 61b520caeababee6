//! Splits the Markdown of generated pages into text and links.

/// A part of a line.
#[derive(Debug, PartialEq, Eq)]
pub enum TextPart<'t> {
    /// Text with its markup.
    Text(&'t str),
    /// The words of a link, with their markup, and its target.
    Link(&'t str, &'t str),
}

/// The parts of a line, in order. Escaped brackets and code do not begin a link.
pub fn parts(line: &str) -> Vec<TextPart<'_>> {
    let (mut parts, mut from, mut at) = (Vec::new(), 0, 0);
    while at < line.len() {
        at = match line.as_bytes()[at] {
            b'\\' => at + 2,
            b'`' => after_code(line, at),
            b'[' => match link(line, at) {
                Some((words, target, end)) => {
                    parts.push(TextPart::Text(&line[from..at]));
                    parts.push(TextPart::Link(words, target));
                    from = end;
                    end
                }
                None => at + 1,
            },
            _ => at + 1,
        };
    }
    parts.push(TextPart::Text(&line[from..]));
    parts.retain(|part| *part != TextPart::Text(""));
    parts
}

fn after_code(line: &str, at: usize) -> usize {
    let ticks = line[at..].len() - line[at..].trim_start_matches('`').len();
    let close = line[at + ticks..].find(&line[at..at + ticks]);
    close.map_or(at + ticks, |close| at + ticks + close + ticks)
}

/// The link `[words](target)` at this offset: its words, its target, and its end.
fn link(line: &str, at: usize) -> Option<(&str, &str, usize)> {
    let mut close = at + 1;
    loop {
        match line.as_bytes().get(close)? {
            b'\\' => close += 2,
            b']' => break,
            b'[' => return None,
            _ => close += 1,
        }
    }
    let target = line[close + 1..].strip_prefix('(')?;
    let end = target.find(')')?;
    Some((&line[at + 1..close], &target[..end], close + 2 + end + 1))
}

/// Markdown as plain text, without emphasis and escapes.
pub fn plain(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut chars = words.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.extend(chars.next()),
            '*' | '`' => {}
            c => out.push(c),
        }
    }
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace(['[', ']'], " ")
}
