//! The items of a block: for each suggested note a link, and what both notes mention.

use crate::link::style::LinkWriter;
use crate::query::english;
use crate::query::related::RelatedView;
use crate::query::related::Suggestion;
use crate::query::related::reasons::RelatedReason;

/// The suggestions that a post can link to and does not yet, each with its item.
pub fn items<'r>(writer: &LinkWriter, related: &'r RelatedView) -> Vec<(&'r Suggestion, String)> {
    new_suggestions(related).filter_map(|s| Some((s, item(writer, &related.post, s)?))).collect()
}

/// The same for front matter, each with its value.
pub fn values<'r>(writer: &LinkWriter, related: &'r RelatedView) -> Vec<(&'r Suggestion, String)> {
    let value = |s: &Suggestion| writer.value(&related.post, &s.note, &s.title);
    new_suggestions(related).filter_map(|s| Some((s, value(s)?))).collect()
}

/// The suggestions that the post does not link to yet.
fn new_suggestions(related: &RelatedView) -> impl Iterator<Item = &Suggestion> {
    related.related.iter().filter(|s| !s.reasons.contains(&RelatedReason::Linked))
}

fn item(writer: &LinkWriter, post: &str, suggestion: &Suggestion) -> Option<String> {
    let link = writer.link(post, &suggestion.note, &suggestion.title)?;
    let name = |reason: &RelatedReason| match reason {
        RelatedReason::Names { entity, .. } => Some(writer.text(&entity.name)),
        _ => None,
    };
    let names: Vec<String> = suggestion.reasons.iter().filter_map(name).collect();
    Some(match names.is_empty() {
        true => link,
        false => format!("{link}: also about {}", english::join_and(&names)),
    })
}
