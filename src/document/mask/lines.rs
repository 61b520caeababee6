//! What a line is: code, a property, a heading without a space, an import.

/// A code fence that is open: its character, its length, and whether it stands in a block quote.
pub type Fence = (char, usize, bool);

/// The fence that is open after `line` if `fence` was before it.
pub fn fence_after(fence: Option<Fence>, line: &str) -> Option<Fence> {
    let quoted = line.trim_start().starts_with('>');
    let content = without_containers(line).trim_end();
    let mark = content.chars().next().filter(|c| matches!(c, '`' | '~'));
    let len = mark.map_or(0, |mark| content.len() - content.trim_start_matches(mark).len());
    match fence {
        Some((_, _, true)) if !quoted => None,
        Some((open, open_len, _)) => {
            let closes = mark == Some(open) && len >= open_len && content.len() == len;
            if closes { None } else { fence }
        }
        None => {
            let mark =
                mark.filter(|mark| len >= 3 && !(*mark == '`' && content[len..].contains('`')));
            mark.map(|mark| (mark, len, quoted))
        }
    }
}

/// The line without the marks of block quotes and list items before it.
pub fn without_containers(line: &str) -> &str {
    let mut rest = line.trim_start_matches([' ', '\t']);
    loop {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let bullet = if rest.starts_with('>') {
            1
        } else if ["- ", "* ", "+ "].iter().any(|mark| rest.starts_with(mark)) {
            2
        } else if (1..=4).contains(&digits) && rest[digits..].starts_with(". ") {
            digits + 2
        } else {
            return rest;
        };
        rest = rest[bullet..].trim_start_matches([' ', '\t']);
    }
}

/// The length of the code span at the start of `line`, or of its backticks if it does not end.
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

/// The number of hashes of a heading from level two on that lacks the space behind them.
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

/// The key of a line that is only `key:: value` (Logseq, Dataview), and where it begins.
pub fn property_line(line: &str) -> Option<(usize, String)> {
    if !line.contains("::") {
        return None;
    }
    let content = without_containers(line);
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

/// The key that `text` begins with, if `::` and white space follow it.
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
