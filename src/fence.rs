//! Code fences of Markdown: which lines of a text are code.

/// A code fence that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenFence {
    /// A backtick or a tilde.
    sign: char,
    /// How many of them there are.
    len: usize,
    /// Whether it is in a block quote, at the end of which it ends too.
    quoted: bool,
}

/// The fence that is open after `line` if `fence` was open before it.
pub fn after(fence: Option<OpenFence>, line: &str) -> Option<OpenFence> {
    let quoted = line.trim_start().starts_with('>');
    let content = without_containers(line).trim_end();
    let sign = content.chars().next().filter(|c| matches!(c, '`' | '~'));
    let len = sign.map_or(0, |sign| content.len() - content.trim_start_matches(sign).len());
    match fence {
        Some(open) if open.quoted && !quoted => None,
        Some(open) => {
            let closes = sign == Some(open.sign) && len >= open.len && content.len() == len;
            if closes { None } else { fence }
        }
        None => {
            let is_span = |sign| sign == '`' && content[len..].contains('`');
            let sign = sign.filter(|sign| len >= 3 && !is_span(*sign));
            sign.map(|sign| OpenFence { sign, len, quoted })
        }
    }
}

/// The line without the markers of block quotes and list items at its start.
pub fn without_containers(line: &str) -> &str {
    let mut rest = line.trim_start_matches([' ', '\t']);
    loop {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let marker = if rest.starts_with('>') {
            1
        } else if ["- ", "* ", "+ "].iter().any(|bullet| rest.starts_with(bullet)) {
            2
        } else if (1..=4).contains(&digits) && rest[digits..].starts_with(". ") {
            digits + 2
        } else {
            return rest;
        };
        rest = rest[marker..].trim_start_matches([' ', '\t']);
    }
}
