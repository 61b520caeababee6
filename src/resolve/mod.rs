//! Entity resolution: decides which note entities are the same entity. The only stage that sees more
//! than one note.

use crate::curated::lexicon::Lexicon;
use crate::curated::overrides::Overrides;
use crate::entity::Resolution;
use crate::finding::Findings;
use crate::resolve::clusters::Clusters;

mod ambiguous_kinds;
mod clusters;
pub mod confidence;
mod constraints;
mod corrections;
mod decisions;
mod duplicates;
mod edges;
mod editions;
mod entities;
mod ids;
mod kinds;
mod name_form;
mod naming;
pub mod note_links;
mod notes;
mod people;
mod record;
mod records;
mod same_name;
mod spelling;
mod talks;
mod uncertain_pair;
mod unmatched;

/// Joins the findings of all notes. Deterministic: the order of `findings` does not matter.
///
/// Cost: a few sorts of all records; no rule compares all pairs.
pub fn resolve(findings: &[Findings], lexicon: &Lexicon, overrides: &Overrides) -> Resolution {
    let records = records::read(findings, lexicon, overrides);
    let mut clusters = Clusters::new(records.len());
    constraints::keep_apart(&records, &mut clusters);
    constraints::join_same(&records, &mut clusters);
    same_name::join_catalogued(&records, &mut clusters);
    same_name::join_alike(&records, &mut clusters);
    // Companies and events come before the people they support, and people before the talks they tell apart.
    let mut uncertain = people::join(&records, &mut clusters);
    talks::join(&records, &mut clusters);
    uncertain.extend(spelling::similar_names(&records, &clusters));

    let entities = entities::build(&records, &clusters);
    let (note_links, broken) = note_links::follow(&records.notes, |key| records.has_name(key));
    let edges = edges::edges(&records, &entities, &note_links);
    let (duplicates, kept_apart) = duplicates::report(&records, &entities, uncertain);
    let mut decisions = decisions::decisions(&records, &clusters, &entities);
    decisions.extend(kept_apart);
    decisions.sort();

    let mut diagnostics = unmatched::diagnostics(&records, &entities);
    diagnostics.extend(ambiguous_kinds::diagnostics(&records, &entities));
    diagnostics.extend(duplicates);
    diagnostics.extend(broken);
    Resolution { entities: entities.list, edges, decisions, diagnostics }
}
