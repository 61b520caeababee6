//! The items of a block: a link each, and what both notes name.

use crate::link::style::Site;
use crate::query::english;
use crate::query::related::RelatedView;
use crate::query::related::Suggestion;
use crate::query::related::reasons::RelatedReason;

/// The suggestions that a post does not link to already and can, with an item each.
pub fn items<'r>(site: &Site, related: &'r RelatedView) -> Vec<(&'r Suggestion, String)> {
    wanted(related).filter_map(|s| Some((s, item(site, &related.post, s)?))).collect()
}

/// The same for front matter, a value each.
pub fn values<'r>(site: &Site, related: &'r RelatedView) -> Vec<(&'r Suggestion, String)> {
    let value = |s: &Suggestion| site.value(&related.post, &s.note, &s.title);
    wanted(related).filter_map(|s| Some((s, value(s)?))).collect()
}

/// What the post does not link to already.
fn wanted(related: &RelatedView) -> impl Iterator<Item = &Suggestion> {
    related.related.iter().filter(|s| !s.reasons.contains(&RelatedReason::Linked))
}

fn item(site: &Site, post: &str, suggestion: &Suggestion) -> Option<String> {
    let link = site.link(post, &suggestion.note, &suggestion.title)?;
    let name = |reason: &RelatedReason| match reason {
        RelatedReason::Names { entity: thing, .. } => Some(site.text(&thing.name)),
        _ => None,
    };
    let names: Vec<String> = suggestion.reasons.iter().filter_map(name).collect();
    Some(match names.is_empty() {
        true => link,
        false => format!("{link}: {} too", english::join_and(&names)),
    })
}
