//! The items of a block: a link each, and what both notes name.

use crate::link::style::Site;
use crate::query::related::Related;
use crate::query::related::Suggestion;
use crate::query::related::reasons::Reason;
use crate::query::words;

/// The suggestions that a post does not link to already and can, with an item each.
pub fn items<'r>(site: &Site, related: &'r Related) -> Vec<(&'r Suggestion, String)> {
    wanted(related).filter_map(|s| Some((s, item(site, &related.post, s)?))).collect()
}

/// The same for front matter, a value each.
pub fn values<'r>(site: &Site, related: &'r Related) -> Vec<(&'r Suggestion, String)> {
    let value = |s: &Suggestion| site.value(&related.post, &s.note, &s.title);
    wanted(related).filter_map(|s| Some((s, value(s)?))).collect()
}

/// What the post does not link to already.
fn wanted(related: &Related) -> impl Iterator<Item = &Suggestion> {
    related.related.iter().filter(|s| !s.reasons.contains(&Reason::Linked))
}

fn item(site: &Site, post: &str, suggestion: &Suggestion) -> Option<String> {
    let link = site.link(post, &suggestion.note, &suggestion.title)?;
    let name = |reason: &Reason| match reason {
        Reason::Names { thing, .. } => Some(site.text(&thing.name)),
        _ => None,
    };
    let names: Vec<String> = suggestion.reasons.iter().filter_map(name).collect();
    Some(match names.is_empty() {
        true => link,
        false => format!("{link}: {} too", words::and(&names)),
    })
}
