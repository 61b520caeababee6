//! Links and handles that identify a person.

use crate::resolve::record::Record;
use crate::resolve::records::Records;
use crate::vocabulary::Kind;
use std::collections::BTreeSet;

/// Hosts on which the first part of the path (after a fixed one, if any) is an account: host, fixed part, name of
/// the site.
const HOSTS: [(&str, &str, &str); 16] = [
    ("twitter.com", "", "twitter"),
    ("mobile.twitter.com", "", "twitter"),
    ("x.com", "", "twitter"),
    ("github.com", "", "github"),
    ("gitlab.com", "", "gitlab"),
    ("linkedin.com", "in", "linkedin"),
    ("bsky.app", "profile", "bluesky"),
    ("facebook.com", "", "facebook"),
    ("instagram.com", "", "instagram"),
    ("speakerdeck.com", "", "speakerdeck"),
    ("slideshare.net", "", "slideshare"),
    ("metacpan.org", "author", "cpan"),
    ("orcid.org", "", "orcid"),
    ("keybase.io", "", "keybase"),
    ("about.me", "", "about.me"),
    ("sessionize.com", "", "sessionize"),
];

/// The account that an address leads to, as `twitter/nobody`; a Mastodon or Medium `@name` counts
/// with its host. `None` for any other page.
pub fn account(url: &str) -> Option<String> {
    let (_, rest) = url.trim().split_once("://")?;
    let rest = rest.split(['?', '#']).next()?.to_lowercase();
    let (host, path) = rest.split_once('/')?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let host = host.strip_suffix(".linkedin.com").map_or(host, |_| "linkedin.com");
    let parts: Vec<&str> = path.split('/').filter(|p| !p.is_empty()).collect();
    if matches!(parts[..], [account] if account.len() > 1 && account.starts_with('@')) {
        return Some(format!("{host}/{}", parts[0]));
    }
    let (_, before, site) = HOSTS.iter().find(|h| h.0 == host)?;
    match parts[..] {
        [account] if before.is_empty() => Some(format!("{site}/{}", account.trim_matches('@'))),
        [first, account] if first == *before => Some(format!("{site}/{account}")),
        _ => None,
    }
}

/// The accounts of a person: that of the link, and any `@name`, which is taken for a Twitter account.
pub fn accounts(record: &Record) -> Vec<String> {
    let forms = std::iter::once(&record.entity.name).chain(&record.entity.aliases);
    let handles = forms
        .filter_map(|f| f.strip_prefix('@'))
        .filter(|h| h.len() > 1 && h.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'));
    let mut accounts: Vec<String> =
        handles.map(|h| format!("twitter/{}", h.to_lowercase())).collect();
    accounts.extend(record.entity.url.as_deref().and_then(account));
    accounts.sort();
    accounts.dedup();
    accounts
}

/// The address of a page that is not an account, for comparison, always with `https://`; `None` for accounts.
pub fn page(record: &Record) -> Option<String> {
    let url = record.entity.url.as_deref()?;
    if account(url).is_some() {
        return None;
    }
    let (_, rest) = url.trim().split_once("://")?;
    let rest = rest.to_lowercase();
    let rest = rest.strip_prefix("www.").unwrap_or(&rest);
    Some(format!("https://{}", rest.trim_end_matches('/')))
}

/// Whether an address is an account rather than a page.
pub fn is_account(address: &str) -> bool {
    !address.starts_with("https://")
}

/// Addresses that one note gives to several people, such as that of a schedule. They identify nobody.
pub fn shared(records: &Records) -> BTreeSet<String> {
    let mut seen: Vec<(usize, String, usize)> = Vec::new();
    for i in records.of_kind(Kind::Person) {
        let record = &records[i];
        let addresses = accounts(record).into_iter().chain(page(record));
        seen.extend(addresses.map(|a| (record.note, a, record.rank)));
    }
    seen.sort();
    seen.dedup();
    let twice = seen.windows(2).filter(|w| (w[0].0, &w[0].1) == (w[1].0, &w[1].1));
    twice.map(|w| w[0].1.clone()).collect()
}

/// Whether two names that link to one page may belong to one person: they have the same last name and first
/// letter, or one is a word of the other.
pub fn may_share_page(a: &Record, b: &Record) -> bool {
    let (ours, theirs) = (&a.form.words, &b.form.words);
    let initial = |words: &[String]| words.first().and_then(|w| w.chars().next());
    match (&ours[..], &theirs[..]) {
        ([one], many) | (many, [one]) => many.contains(one),
        _ => ours.last() == theirs.last() && initial(ours) == initial(theirs),
    }
}

/// Whether a name is a handle rather than a person's name: `@nobody`, `nobody_42`.
pub fn is_handle(text: &str) -> bool {
    text.starts_with('@') || text.contains(|c: char| c == '_' || c.is_ascii_digit())
}

/// The word of a name that is a single word; `None` for a handle.
pub fn lone_word<'a>(record: &'a Record) -> Option<&'a str> {
    match &record.form.words[..] {
        [word] if !is_handle(&record.form.name) && word.is_ascii() => Some(word),
        _ => None,
    }
}

/// Whether a name is a placeholder for somebody the note does not name: `Various speakers`, `TBA`.
pub fn is_placeholder(words: &[String]) -> bool {
    const WORDS: [&str; 24] = [
        "all", "and", "anonymous", "be", "confirmed", "everyone", "guest", "guests", "many",
        "more", "multiple", "nobody", "others", "panel", "panelists", "presenters", "several",
        "speaker", "speakers", "tba", "tbc", "tbd", "unknown", "various",
    ];
    !words.is_empty() && words.iter().all(|w| WORDS.contains(&w.as_str()))
}
