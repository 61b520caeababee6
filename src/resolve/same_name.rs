//! Companies, tools, topics and events with the same name, or the same catalogue entry, are one. People
//! and talks have rules of their own, since two of them may well share a name.

use crate::resolve::clusters::Clusters;
use crate::resolve::record::Record;
use crate::resolve::records::Records;
use crate::vocabulary::Kind;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The kinds whose names are unique.
const KINDS: [Kind; 4] = [Kind::Company, Kind::Tool, Kind::Topic, Kind::Event];

/// Joins records with the same catalogue entry, whatever their names. Events also need the same year.
pub fn join_catalogued(records: &Records, clusters: &mut Clusters) {
    for kind in KINDS {
        let mut members: Vec<usize> =
            records.of_kind(kind).filter(|&i| records[i].entry.is_some()).collect();
        members.sort_by_key(|&i| (records[i].entry, records[i].form.year, i));
        for pair in members.windows(2) {
            let (a, b) = (&records[pair[0]], &records[pair[1]]);
            if (a.entry, a.form.year) == (b.entry, b.form.year) && !renamed_apart(a, b) {
                clusters.unite(pair[1], pair[0]);
            }
        }
    }
}

/// Joins equal names. If the catalogue has two entries with that name, records without an entry go to the
/// one with more records. Topics with the same name are always one: nobody means two by `operating
/// system` and `operating systems`.
pub fn join_alike(records: &Records, clusters: &mut Clusters) {
    for kind in KINDS {
        let mut members: Vec<usize> = records.of_kind(kind).collect();
        let name = |i: usize| (records[i].rank, records[i].form.year);
        members.sort_unstable_by_key(|&i| (name(i), i));
        for block in members.chunk_by(|&a, &b| name(a) == name(b)) {
            match kind {
                Kind::Topic => clusters.unite_all(block.iter().copied()),
                _ => join_block(records, clusters, block),
            }
        }
    }
}

fn join_block(records: &Records, clusters: &mut Clusters, block: &[usize]) {
    let mut by_entry: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for &i in block {
        if let Some(entry) = records[i].entry {
            by_entry.entry(entry).or_insert((0, i)).0 += 1;
        }
    }
    let main = by_entry.iter().max_by_key(|(_, (count, first))| (*count, Reverse(*first)));
    let main = main.map(|(entry, _)| *entry);
    let of = |i: usize| records[i].entry.or(main);
    let mut members = block.to_vec();
    members.sort_by_key(|&i| (of(i), i));
    for one in members.chunk_by(|&a, &b| of(a) == of(b)) {
        clusters.unite_all(one.iter().copied());
    }
}

/// Whether the user gave two records of one entry different names.
fn renamed_apart(a: &Record, b: &Record) -> bool {
    (a.renamed.is_some() || b.renamed.is_some()) && a.form.key != b.form.key
}
