//! People with the same account are one, whatever their names. People with the same page of another kind are
//! one only if their names may belong to one person.

use crate::entity::Because;
use crate::resolve::clusters::Clusters;
use crate::resolve::people::attributes::Attribute;
use crate::resolve::people::attributes::Attributes;
use crate::resolve::people::profile;
use crate::resolve::records::Records;
use crate::resolve::uncertain_pair::UncertainPair;
use crate::vocabulary::Kind;

/// Joins people who share an account or page.
pub fn join(
    records: &Records,
    attributes: &Attributes,
    clusters: &mut Clusters,
) -> Vec<UncertainPair> {
    let mut linked: Vec<(Attribute, usize)> = Vec::new();
    for i in records.of_kind(Kind::Person) {
        let own = attributes.of(i).iter().filter(|c| matches!(c, Attribute::Profile(_)));
        linked.extend(own.map(|&c| (c, i)));
    }
    linked.sort_unstable();
    for block in linked.chunk_by(|a, b| a.0 == b.0) {
        let (attribute, first) = block[0];
        for &(_, i) in &block[1..] {
            let may = attributes.is_account(attribute)
                || profile::may_share_page(&records[i], &records[first]);
            if may {
                let support = attributes.in_words(records, attribute);
                clusters.join(i, first, Because::Similar { support });
            }
        }
    }
    Vec::new()
}
