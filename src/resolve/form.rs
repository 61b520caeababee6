//! The form under which a name is compared, kind by kind: companies without their legal form, tools
//! without a version, topics in the singular, events without their year, people without initials
//! in the middle.

use crate::name;
use crate::vocabulary::Kind;

/// A name ready for comparison. Two nodes of one kind with the same `key` and `year` have the same name.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// How it would be shown.
    pub name: String,
    /// What is compared.
    pub key: String,
    /// The year in an event's name.
    pub year: Option<u16>,
    /// The words of a person's name, folded, without titles; empty for other kinds.
    pub words: Vec<String>,
    /// If something was cut off that may belong to the name: the key with it.
    pub whole: Option<String>,
    /// Whether the cut holds even if nobody names the thing without it.
    pub certain: bool,
}

/// What stands before a person's name and is no part of it.
const TITLES: [&str; 7] = ["dr", "mr", "mrs", "ms", "prof", "professor", "sir"];

/// The form of a name. What the catalogue calls by this name is not cut.
pub fn form(kind: Kind, text: &str, catalogued: bool) -> Form {
    let text = text.trim();
    match kind {
        Kind::Person => person(text),
        Kind::Company if !catalogued => company(text),
        Kind::Tool if !catalogued => tool(text),
        Kind::Topic => plain(text, &name::singular(text)),
        Kind::Event => event(text),
        Kind::Company | Kind::Tool | Kind::Talk | Kind::Note => plain(text, text),
    }
}

impl Form {
    /// The same with what was cut off put back.
    pub fn restore(&mut self, text: &str) {
        if let Some(whole) = self.whole.take() {
            (self.key, self.name) = (whole, text.trim().to_string());
        }
    }
}

fn plain(text: &str, compared: &str) -> Form {
    let key = name::key(name::without_article(compared));
    Form { name: text.to_string(), key, certain: true, ..Form::default() }
}

fn company(text: &str) -> Form {
    let short = name::without_legal_form(text);
    let whole = (short != text).then(|| name::key(name::without_article(text)));
    Form { whole, ..plain(short, short) }
}

fn tool(text: &str) -> Form {
    let Some((short, version)) = name::split_version(text) else {
        return match bare_tool(text) {
            Some(short) => {
                let whole = Some(name::key(text));
                Form { whole, certain: false, ..plain(short, short) }
            }
            None => plain(text, text),
        };
    };
    let whole = Some(name::key(name::without_article(text)));
    let certain = version.contains('.') || version.starts_with(['v', 'V']);
    Form { whole, certain, ..plain(short, short) }
}

/// A tool's name without what its address or a plural adds: `OpenLantern.io`, `OpenLanterns`.
fn bare_tool(text: &str) -> Option<&str> {
    const DOMAINS: [&str; 5] = [".com", ".dev", ".io", ".net", ".org"];
    let is_name = |short: &str| short.len() >= 5 && short.chars().all(char::is_alphanumeric);
    let camel = text.chars().skip(1).any(char::is_uppercase);
    let without_domain = DOMAINS.iter().find_map(|domain| text.strip_suffix(domain));
    let plural = || text.strip_suffix('s').filter(|one| camel && !one.ends_with('s'));
    without_domain.or_else(plural).filter(|short| is_name(short))
}

fn event(text: &str) -> Form {
    let Some((series, year)) = name::split_year(text) else { return plain(text, text) };
    Form { year: Some(year), ..plain(text, &series) }
}

fn person(text: &str) -> Form {
    let mut words = name::words(text);
    while words.len() > 2 && TITLES.contains(&words[0].as_str()) {
        words.remove(0);
    }
    let last = words.len().saturating_sub(1);
    let kept = |(i, w): &(usize, &String)| *i == 0 || *i == last || !name::is_initial(w);
    let key: String = words.iter().enumerate().filter(kept).map(|(_, w)| w.as_str()).collect();
    let key = match text.strip_prefix('@') {
        // A handle that happens to be somebody's name in one word is not that name.
        Some(handle) => format!("@{}", handle.to_lowercase()),
        None if key.is_empty() => name::key(text),
        None => key,
    };
    Form { name: text.to_string(), key, words, certain: true, ..Form::default() }
}
