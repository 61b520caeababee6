//! Names that were read as several kinds, for a person to decide: those where one kind gave way to
//! another, and those that became two entities although the catalogue does not have both.

use crate::diagnostic::Diagnostic;
use crate::resolve::duplicates;
use crate::resolve::entities::Entities;
use crate::resolve::kinds;
use crate::resolve::records::Records;
use crate::vocabulary::Kind;
use std::collections::BTreeMap;

/// No more names than this are reported of each sort.
const MOST: usize = 10;

/// Reports both sorts, the best supported first.
pub fn diagnostics(records: &Records, entities: &Entities) -> Vec<Diagnostic> {
    // Nothing is lost when a topic turns out to be a tool, a company or an event.
    let conflicts = records.conflicts.iter().filter(|conflict| conflict.was != Kind::Topic);
    let gave_way = conflicts.map(|conflict| {
        let name = &records[conflict.record].entity.name;
        let (was, is) = (conflict.was, conflict.is);
        let message = format!("“{name}” was read as {} here, as {} elsewhere", a(was), a(is));
        let why = format!("Treated as {}, as in more notes. If that is right", a(is));
        diagnostic(records, conflict.record, message, Vec::new(), (why, is, was))
    });
    let stayed = two_kinds(records, entities).into_iter().map(|(first, last)| {
        let name = &records[last].entity.name;
        let [is, was] = [first, last].map(|record| records[record].kind);
        let message = format!("“{name}” is both {} and {}", a(was), a(is));
        let width = was.word().len().max(is.word().len());
        let place = |record: usize, kind: Kind| {
            format!("{:width$}  {}:{}", kind.word(), records.path(record), records.line(record))
        };
        let places = vec![place(last, was), place(first, is)];
        let why = format!("Treated as two entities. If all are {}", is.plural());
        diagnostic(records, last, message, places, (why, is, was))
    });
    gave_way.take(MOST).chain(stayed.take(MOST)).collect()
}

/// A kind with its article.
fn a(kind: Kind) -> String {
    let article = if kind.word().starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {kind}")
}

fn diagnostic(
    records: &Records,
    record: usize,
    message: String,
    places: Vec<String>,
    (why, is, was): (String, Kind, Kind),
) -> Diagnostic {
    let name = duplicates::quoted(&records[record].entity.name);
    let file = records.corrections.file();
    let mut diagnostic = Diagnostic::warning(records.path(record), "kind-conflict", message)
        .at(records.line(record), 0);
    diagnostic.help.extend(places);
    diagnostic
        .help(format!("{why}, in {file} (or “{was}” instead of “{is}”):"))
        .help(format!("[[kind]]\nof = {name}\nis = \"{is}\""))
}

/// A record of each of two kinds for one name, the better supported first. Not reported is what the
/// catalogue has as both or the user gave a kind. A talk may have the name of its topic, a lone given name
/// may be anything, the edition of an event may have the name of its subject, and a word may differ from a
/// name by its capital only.
fn two_kinds(records: &Records, entities: &Entities) -> Vec<(usize, usize)> {
    let mut supports: BTreeMap<usize, BTreeMap<Kind, KindSupport>> = BTreeMap::new();
    for kind in [Kind::Person, Kind::Company, Kind::Tool, Kind::Topic, Kind::Event] {
        for i in records.of_kind(kind).filter(|&i| entities.of_record[i].is_some()) {
            let record = &records[i];
            let lone = kind == Kind::Person && record.form.words.len() < 2;
            if lone || kind == Kind::Event && record.form.year.is_some() {
                continue;
            }
            let by_kind = supports.entry(record.rank).or_default();
            let support =
                by_kind.entry(kind).or_insert(KindSupport { record: i, ..KindSupport::default() });
            support.weight += record.entity.confidence;
            support.sure |= record.entry.is_some() || record.retyped.is_some();
        }
    }
    let mut pairs: Vec<(f32, usize, usize)> = Vec::new();
    for kinds in supports.into_values().filter(|kinds| kinds.len() > 1) {
        let mut kinds: Vec<KindSupport> = kinds.into_values().collect();
        kinds.sort_by(|a, b| {
            (b.sure, b.weight).partial_cmp(&(a.sure, a.weight)).unwrap_or(a.record.cmp(&b.record))
        });
        let [first, .., last] = &kinds[..] else { continue };
        let (a, b) = (&records[first.record], &records[last.record]);
        if !last.sure && kinds::written_alike(a.entity, b.entity) {
            pairs.push((last.weight, first.record, last.record));
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    pairs.into_iter().map(|(_, a, b)| (a, b)).collect()
}

/// What speaks for one kind of a name.
#[derive(Default)]
struct KindSupport {
    record: usize,
    weight: f32,
    sure: bool,
}
