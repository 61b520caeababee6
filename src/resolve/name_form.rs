//! The normal form in which a name is compared, for each kind: companies without their legal form, tools
//! without a version, topics in the singular, events without their year, people without middle initials.

use crate::name;
use crate::vocabulary::Kind;

/// A name in normal form. Two records of one kind with the same `key` and `year` have the same name.
#[derive(Clone, Debug, Default)]
pub struct NameForm {
    /// How it is shown.
    pub name: String,
    /// The key that is compared.
    pub key: String,
    /// The year in an event's name.
    pub year: Option<u16>,
    /// The words of a person's name, folded, without titles; empty for other kinds.
    pub words: Vec<String>,
    /// If something was removed that may belong to the name: the key with it.
    pub whole: Option<String>,
    /// Whether it was right to remove it even if no note has the name without it.
    pub certain: bool,
}

/// Titles before a person's name that are not part of it.
const TITLES: [&str; 7] = ["dr", "mr", "mrs", "ms", "prof", "professor", "sir"];

impl NameForm {
    /// The normal form of a name. A name from the catalogue is not shortened.
    pub fn new(kind: Kind, text: &str, is_in_catalogue: bool) -> NameForm {
        let text = text.trim();
        match kind {
            Kind::Person => person(text),
            Kind::Company if !is_in_catalogue => company(text),
            Kind::Tool if !is_in_catalogue => tool(text),
            Kind::Topic => plain(text, &name::singular(text)),
            Kind::Event => event(text),
            Kind::Company | Kind::Tool | Kind::Talk | Kind::Note => plain(text, text),
        }
    }

    /// Puts back what was removed; `text` is the name as written.
    pub fn restore(&mut self, text: &str) {
        if let Some(whole) = self.whole.take() {
            (self.key, self.name) = (whole, text.trim().to_string());
        }
    }
}

fn plain(text: &str, compared: &str) -> NameForm {
    let key = name::key(name::without_article(compared));
    NameForm { name: text.to_string(), key, certain: true, ..NameForm::default() }
}

fn company(text: &str) -> NameForm {
    let short = name::without_legal_form(text);
    let whole = (short != text).then(|| name::key(name::without_article(text)));
    NameForm { whole, ..plain(short, short) }
}

fn tool(text: &str) -> NameForm {
    let Some((short, version)) = name::split_version(text) else {
        return match bare_tool(text) {
            Some(short) => {
                let whole = Some(name::key(text));
                NameForm { whole, certain: false, ..plain(short, short) }
            }
            None => plain(text, text),
        };
    };
    let whole = Some(name::key(name::without_article(text)));
    let certain = version.contains('.') || version.starts_with(['v', 'V']);
    NameForm { whole, certain, ..plain(short, short) }
}

/// A tool's name without a domain or a plural ending: `OpenLantern.io`, `OpenLanterns`.
fn bare_tool(text: &str) -> Option<&str> {
    const DOMAINS: [&str; 5] = [".com", ".dev", ".io", ".net", ".org"];
    let is_name = |short: &str| short.len() >= 5 && short.chars().all(char::is_alphanumeric);
    let camel = text.chars().skip(1).any(char::is_uppercase);
    let without_domain = DOMAINS.iter().find_map(|domain| text.strip_suffix(domain));
    let plural = || text.strip_suffix('s').filter(|one| camel && !one.ends_with('s'));
    without_domain.or_else(plural).filter(|short| is_name(short))
}

fn event(text: &str) -> NameForm {
    let Some((series, year)) = name::split_year(text) else { return plain(text, text) };
    NameForm { year: Some(year), ..plain(text, &series) }
}

fn person(text: &str) -> NameForm {
    let mut words = name::words(text);
    while words.len() > 2 && TITLES.contains(&words[0].as_str()) {
        words.remove(0);
    }
    let last = words.len().saturating_sub(1);
    let kept = |(i, w): &(usize, &String)| *i == 0 || *i == last || !name::is_initial(w);
    let key: String = words.iter().enumerate().filter(kept).map(|(_, w)| w.as_str()).collect();
    let key = match text.strip_prefix('@') {
        // A handle that reads like somebody's name in one word is not that name.
        Some(handle) => format!("@{}", handle.to_lowercase()),
        None if key.is_empty() => name::key(text),
        None => key,
    };
    NameForm { name: text.to_string(), key, words, certain: true, ..NameForm::default() }
}
