//! What only a person can decide: pairs of names that may be one entity, and namesakes.
//!
//! Each is reported with lines for `overrides.toml` that can be pasted as they are, after which it is not
//! reported again.

use crate::diagnostic::Diagnostic;
use crate::entity::Because;
use crate::entity::Decision;
use crate::entity::Offer;
use crate::finding::Claim;
use crate::name;
use crate::resolve::constraints;
use crate::resolve::constraints::KeptApart;
use crate::resolve::entities::Entities;
use crate::resolve::people::profile;
use crate::resolve::records::Records;
use crate::resolve::uncertain_pair::UncertainPair;
use crate::resolve::uncertain_pair::Uncertainty;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// No more pairs than this are reported.
const MOST: usize = 20;

/// Reports the pairs, the likeliest first, and adds each as a decision of both entities.
pub fn report(
    records: &Records,
    entities: &Entities,
    uncertain: Vec<UncertainPair>,
) -> (Vec<Diagnostic>, Vec<Decision>) {
    let kept_apart = KeptApart::new(records, entities);
    let mut pairs: Vec<(UncertainPair, usize, usize)> = Vec::new();
    for pair in uncertain {
        let (a, b) = (entities.of_record[pair.a], entities.of_record[pair.b]);
        let Some((a, b)) = a.zip(b) else { continue };
        if (a == b) == (pair.why == Uncertainty::OneOrTwo) && !kept_apart.contains(a, b) {
            pairs.push((pair, a.min(b), a.max(b)));
        }
    }
    let by_likelihood =
        |x: &UncertainPair, y: &UncertainPair| y.likelihood.total_cmp(&x.likelihood);
    pairs.sort_by(|x, y| (x.1, x.2).cmp(&(y.1, y.2)).then(by_likelihood(&x.0, &y.0)));
    pairs.dedup_by_key(|p| (p.1, p.2));
    let mut decisions = kept_apart.decisions(records, entities);
    for (pair, a, b) in pairs.iter().filter(|(_, a, b)| a != b) {
        let why = pair.why.words().to_string();
        let offers = || offers(records, pair, &ranked(records, entities, pair));
        // Namesakes are two until the user says otherwise; all others may be one.
        let is_two = pair.why == Uncertainty::Namesakes;
        let offer = if is_two { None } else { offers().into_iter().next() };
        decisions.extend(constraints::of_both(entities, [*a, *b], |from| Because::KeptApart {
            from,
            why: why.clone(),
            entry: None,
            offer: offer.clone(),
        }));
    }
    pairs.sort_by(|x, y| by_likelihood(&x.0, &y.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    // One answer settles all pairs of the same two names.
    let mut asked: BTreeSet<[&str; 2]> = BTreeSet::new();
    pairs.retain(|(pair, ..)| {
        let mut names = [pair.a, pair.b].map(|record| known_name(records, entities, record));
        names.sort_unstable();
        asked.insert(names)
    });
    pairs.truncate(MOST);
    (pairs.iter().map(|(pair, ..)| diagnostic(records, entities, pair)).collect(), decisions)
}

fn diagnostic(records: &Records, entities: &Entities, pair: &UncertainPair) -> Diagnostic {
    let names = [pair.a, pair.b].map(|record| known_name(records, entities, record));
    let kind = records[pair.a].kind;
    let one = kind.word();
    let many = if kind == Kind::Person { "people" } else { kind.plural() };
    let (code, message) = match pair.why {
        Uncertainty::Namesakes => ("namesakes", format!("two {many} are called “{}”", names[0])),
        Uncertainty::OneOrTwo => ("perhaps-namesakes", format!("“{}” may be two {many}", names[0])),
        _ => ("perhaps-same", format!("“{}” and “{}” may be one {one}", names[0], names[1])),
    };
    let width = names.iter().map(|n| n.chars().count()).max().unwrap_or(0);
    let place = |record: usize, name: &str| {
        format!("{name:width$}  {}:{}", records.path(record), records.line(record))
    };
    let mut diagnostic = Diagnostic::warning(records.path(pair.a), code, message)
        .at(records.line(pair.a), 0)
        .help(place(pair.a, names[0]))
        .help(place(pair.b, names[1]));
    let kept =
        if pair.why == Uncertainty::OneOrTwo { "Taken as one, though" } else { "Kept apart:" };
    let names = ranked(records, entities, pair);
    for (i, Offer { say, paste }) in offers(records, pair, &names).into_iter().enumerate() {
        let lead = if i == 0 { format!("{kept} {}. ", pair.why.words()) } else { String::new() };
        diagnostic = diagnostic.help(format!("{lead}{say}:")).help(paste);
    }
    diagnostic
}

/// The names of a pair, the better one first.
fn ranked<'a>(records: &'a Records, entities: &'a Entities, pair: &UncertainPair) -> [&'a str; 2] {
    let mut ranked = [pair.a, pair.b].map(|record| {
        let name = known_name(records, entities, record);
        (rank(entities, record, name), name)
    });
    ranked.sort_by_key(|r| Reverse(r.0));
    ranked.map(|r| r.1)
}

/// Which of two names to show: the one with more words, not counting initials and handles; of those the
/// one in more notes; of those the longer one.
fn rank(entities: &Entities, record: usize, name: &str) -> (usize, usize, usize) {
    let words = name::words(name).into_iter().filter(|w| !name::is_initial(w)).count();
    let full = if profile::is_handle(name) { 0 } else { words };
    let notes = entities.of_record[record].map_or(0, |entity| entities.list[entity].mentions.len());
    (full, notes, name.len())
}

/// What the user can do, the likeliest first. The better name is shown.
fn offers(records: &Records, pair: &UncertainPair, names: &[&str; 2]) -> Vec<Offer> {
    let file = records.corrections.file();
    let alike = name::key(names[0]) == name::key(names[1]);
    let listed = match alike {
        true => quoted(names[0]),
        false => format!("{}, {}", quoted(names[0]), quoted(names[1])),
    };
    let entry = |word: &str| format!("[[{word}]]\nnames = [{listed}]");
    let offer = |say: String, paste: String| Offer { say, paste };
    match pair.why {
        Uncertainty::Namesakes => vec![offer(
            format!("If they are two, in {file} (“same” if they are one)"),
            entry("different"),
        )],
        Uncertainty::OneOrTwo => vec![
            offer(format!("If that is right, in {file}"), entry("same")),
            offer(
                "If they are two, give one another name".to_string(),
                format!(
                    "[[name]]\nof = {}\nis = {}\nnote = {}",
                    quoted(&records[pair.b].entity.name),
                    quoted(&format!("{} ({})", names[1], employer(records, pair.b).unwrap_or("2"))),
                    quoted(records.path(pair.b))
                ),
            ),
        ],
        _ => {
            vec![offer(format!("To merge, in {file} (“different” if they are two)"), entry("same"))]
        }
    }
}

/// The employer of a person according to the same note.
fn employer<'a>(records: &Records<'a>, record: usize) -> Option<&'a str> {
    let note = records[record].note;
    let end = |end| records.record_of(note, end);
    let of = |c: &&Claim| c.relation == Relation::WorksAt && end(c.subject) == Some(record);
    let claim = records.notes[note].claims.iter().find(of)?;
    end(claim.object).map(|company| records[company].entity.name.as_str())
}

/// A name by which a correction finds the record: the one shown, or that of the note if the user changed it.
fn known_name<'a>(records: &'a Records, entities: &'a Entities, record: usize) -> &'a str {
    match entities.of_record[record] {
        Some(entity) if entities.named_by[entity].is_none() => &entities.list[entity].name,
        _ => &records[record].entity.name,
    }
}

/// A text as a TOML string.
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            // Signs that change the direction of text could hide something in the pasted line.
            c if c.is_control()
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') =>
            {
                out.push_str(&format!("\\u{:04X}", c as u32))
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
