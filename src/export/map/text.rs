//! Text on maps: cleaning, measuring and shortening.

/// The text without invisible characters that do harm: control characters, marks and overrides of
/// writing direction, and what XML does not allow. Line breaks and tabs become spaces.
pub fn clean(text: &str) -> String {
    let keep = |c: &char| {
        !matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
            | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fff9}'..='\u{fffb}')
    };
    let spaced = |c: char| if c.is_whitespace() { ' ' } else { c };
    text.chars().filter(keep).map(spaced).filter(|c| !c.is_control()).collect()
}

/// The text cleaned and escaped for XML, for elements and attributes.
pub fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in clean(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// The text in at most `limit` characters, with “…” if it is cut: between words if a word ends in the
/// second half.
pub fn shorten(text: &str, limit: usize) -> String {
    let text = clean(text);
    if text.chars().count() <= limit {
        return text;
    }
    let head: String = text.chars().take(limit.saturating_sub(1)).collect();
    let at_word = head.rfind(' ').filter(|&i| head[..i].chars().count() * 2 >= limit);
    let head = &head[..at_word.unwrap_or(head.len())];
    format!("{}…", head.trim_end_matches([' ', ',', ';', ':', '-', '–']))
}

/// The approximate width of the text, in pixels, at this font size. The reader's font is not known: these
/// are the widths of DejaVu Sans, the widest common one.
pub fn width(text: &str, size: f64) -> f64 {
    let of = |c: char| match c {
        'i' | 'j' | 'l' | '.' | ',' | '\'' | ' ' | ':' => 0.32,
        't' | 'f' | 'r' | '-' | '(' | ')' => 0.4,
        'm' | 'w' | 'W' | 'M' => 0.9,
        'c' | 's' | 'z' => 0.54,
        c if c as u32 > 0x2e80 => 1.0,
        c if c.is_uppercase() => 0.7,
        _ => 0.62,
    };
    text.chars().map(of).sum::<f64>() * size
}

/// The same for the bold serif font of large labels.
pub fn bold_width(text: &str, size: f64) -> f64 {
    1.14 * width(text, size)
}

/// A number with at most one decimal.
pub fn number(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    match (tenths / 10, (tenths % 10).abs()) {
        (whole, 0) => whole.to_string(),
        (0, tenth) if tenths < 0 => format!("-0.{tenth}"),
        (whole, tenth) => format!("{whole}.{tenth}"),
    }
}

/// A count with thousands separators: 3,412.
pub fn count(value: usize) -> String {
    let digits = value.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
