//! Recognises special parts of lines: code spans, block ids, properties, headings without a space, imports.

use crate::fence;

/// The length of the code span at the start of `line`, or of its backticks if it is not closed.
pub fn code_len(line: &str) -> usize {
    let open = line.len() - line.trim_start_matches('`').len();
    let mut at = open;
    while let Some(next) = line[at..].find('`') {
        at += next;
        let close = line[at..].len() - line[at..].trim_start_matches('`').len();
        at += close;
        if close == open {
            return at;
        }
    }
    open.max(1)
}

/// The length of the block id `^id` at `at`, which must be the last word of its line.
pub fn block_id_len(text: &str, at: usize, line_start: usize, line_end: usize) -> Option<usize> {
    let before = &text[line_start..at];
    let id = text[at + 1..line_end].trim_end();
    let alone = before.is_empty() || before.ends_with([' ', '\t']);
    let fits = !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    (alone && fits).then_some(id.len() + 1)
}

/// The number of hashes of a heading of level two or more without a space after them.
pub fn tight_heading(line: &str) -> Option<usize> {
    let title = line.trim_start_matches('#');
    let hashes = line.len() - title.len();
    let begins = title.starts_with(|c: char| c.is_alphanumeric() || "*_[\"'“`".contains(c));
    ((2..=6).contains(&hashes) && begins).then_some(hashes)
}

/// Whether a line is an `import` or `export` of MDX.
pub fn is_mdx(line: &str) -> bool {
    let quoted = |text: &str| text.contains(['"', '\'']);
    match line.strip_prefix("import ") {
        Some(rest) => {
            rest.starts_with(['"', '\'', '{'])
                || rest.split_once(" from ").is_some_and(|(_, from)| quoted(from))
        }
        None => line.strip_prefix("export ").is_some_and(|rest| {
            ["const ", "default ", "function ", "let ", "{"]
                .iter()
                .any(|word| rest.starts_with(word))
        }),
    }
}

/// The key of a line that is only `key:: value` (Logseq, Dataview), and its offset.
pub fn property_line(line: &str) -> Option<(usize, String)> {
    if !line.contains("::") {
        return None;
    }
    let content = fence::without_containers(line);
    let bare = content.trim_start_matches(['*', '_']);
    let marks = content.len() - bare.len();
    let key = match marks {
        0 => property_key(bare)?,
        _ => {
            let (key, rest) = bare.split_once(['*', '_'])?;
            let rest = rest.trim_start_matches(['*', '_']);
            (rest.starts_with(":: ") && is_key(key)).then_some(key)?
        }
    };
    Some((line.len() - content.len(), key.to_string()))
}

/// The key at the start of `text`, if `::` and white space follow it.
pub fn property_key(text: &str) -> Option<&str> {
    let colons = text.bytes().take(42).position(|b| b == b':')?;
    let (key, rest) = (&text[..colons], text[colons..].strip_prefix("::")?);
    let separated = rest.is_empty() || rest.starts_with(char::is_whitespace);
    (separated && is_key(key)).then_some(key)
}

fn is_key(key: &str) -> bool {
    key.len() <= 40
        && key.starts_with(char::is_alphabetic)
        && !key.ends_with(' ')
        && key.split(' ').count() <= 3
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '/' | '.'))
}
