//! Resolution of people. Joining two people is the worst error hallway can make, so only a full name or an
//! account is enough by itself; every shorter name needs a shared attribute, and must fit one person only.

use crate::resolve::clusters::Clusters;
use crate::resolve::people::attributes::Attributes;
use crate::resolve::records::Records;
use crate::resolve::uncertain_pair::UncertainPair;

mod attributes;
mod full_names;
mod matching;
pub mod profile;
mod same_profile;
mod short_names;

/// A rule that joins people, and gives the pairs that it cannot decide.
type PersonRule = fn(&Records, &Attributes, &mut Clusters) -> Vec<UncertainPair>;

/// The rules in order; each works on the clusters that the earlier ones left.
const RULES: [PersonRule; 8] = [
    full_names::join_equal,
    full_names::join_transliterated,
    same_profile::join,
    short_names::join_middle_names,
    short_names::join_nicknames,
    short_names::join_initials,
    short_names::join_handles,
    short_names::join_bare_names,
];

/// Joins people, and gives the pairs that a person should decide.
pub fn join(records: &Records, clusters: &mut Clusters) -> Vec<UncertainPair> {
    let attributes = attributes::collect(records, clusters);
    RULES.iter().flat_map(|rule| rule(records, &attributes, clusters)).collect()
}
