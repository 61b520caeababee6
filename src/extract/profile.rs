//! Links that lead to a person's, a company's or a tool's own page.

use crate::extract::words::List;

/// A page that belongs to one account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile<'a> {
    /// `github.com`, `twitter.com` …
    pub host: &'a str,
    /// The account's name there.
    pub account: &'a str,
}

/// Hosts whose first path part is an account (perhaps after a fixed part).
const HOSTS: &[(&str, &str)] = &[
    ("about.me", ""),
    ("bsky.app", "profile/"),
    ("fosstodon.org", "@"),
    ("github.com", ""),
    ("gitlab.com", ""),
    ("hachyderm.io", "@"),
    ("linkedin.com", "in/"),
    ("mastodon.social", "@"),
    ("speakerdeck.com", ""),
    ("twitter.com", ""),
    ("x.com", ""),
];

/// First path parts that are no accounts.
static RESERVED: List = List::of(&[
    "about", "apps", "collections", "explore", "features", "hashtag", "home", "i", "intent",
    "login", "marketplace", "orgs", "search", "share", "sponsors", "status", "topics",
]);

/// The account that a URL is the front page of; `None` for a page below it or of another host.
pub fn of(url: &str) -> Option<Profile<'_>> {
    let (host, path) = split(url)?;
    let (_, before) = HOSTS.iter().find(|(h, _)| host == *h)?;
    let account = path.strip_prefix(before)?;
    let account = account.trim_start_matches("#!/").trim_start_matches('@').trim_end_matches('/');
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '%');
    let ok = !account.is_empty() && account.chars().all(plain) && !RESERVED.has(account);
    ok.then_some(Profile { host, account })
}

/// Whether only people have accounts there (a code host has companies too).
pub fn is_personal(profile: &Profile) -> bool {
    profile.host == "linkedin.com"
}

/// Host without `www.` or `mobile.`, and path without query and fragment.
pub fn split(url: &str) -> Option<(&str, &str)> {
    let after = |scheme: &str| {
        let (head, rest) = url.split_at_checked(scheme.len())?;
        head.eq_ignore_ascii_case(scheme).then_some(rest)
    };
    let rest = after("https://").or_else(|| after("http://")).or_else(|| after("//"))?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host = host.strip_prefix("www.").or(host.strip_prefix("mobile.")).unwrap_or(host);
    let path = if path.starts_with("#!/") { path } else { path.split(['?', '#']).next()? };
    Some((host, path))
}
