//! Which edition an event without a year is: *PyCon 2015* and *PyCon 2016* are two events.
//!
//! - A year in an alias (`dotGo2015`) is also that of the name.
//! - A note that covers one event may call it by other names: one with the same words but *conference*, or
//!   only some of them, and no other year, is that event, unless the catalogue has both.
//! - An event without a year is an edition if its note names exactly one edition of the series, or if the
//!   note covers the event and the edition of the note's own year is named elsewhere. Otherwise it stays a
//!   series.

use crate::date::Date;
use crate::finding::Claim;
use crate::finding::End;
use crate::finding::Findings;
use crate::name;
use crate::resolve::record::Record;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Gives undated events their year, and lists which got one and why.
pub fn date(notes: &[&Findings], starts: &[usize], records: &mut [Record]) -> Vec<(usize, String)> {
    let covered = covered(notes, starts);
    date_by_alias(records);
    let mut dated = call_by_one_name(&covered, records);
    dated.extend(date_by_note(notes, &covered, records));
    dated
}

fn is_event(record: &Record) -> bool {
    record.kind == Kind::Event && !record.ignored
}

/// Takes the year from an alias, if all aliases with a year agree.
fn date_by_alias(records: &mut [Record]) {
    for record in records.iter_mut().filter(|n| is_event(n) && n.form.year.is_none()) {
        let years: BTreeSet<u16> = record
            .entity
            .aliases
            .iter()
            .filter_map(|alias| name::split_year(alias))
            .filter(|(series, _)| name::key(name::without_article(series)) == record.form.key)
            .map(|(_, year)| year)
            .collect();
        if let (Some(&year), 1) = (years.first(), years.len()) {
            record.form.year = Some(year);
            record.form.name = format!("{} {year}", record.form.name);
        }
    }
}

/// Gives the other names of the only event that a note covers the same name and year.
fn call_by_one_name(covered: &BTreeSet<usize>, records: &mut [Record]) -> Vec<(usize, String)> {
    let mut of_note: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &i in covered.iter().filter(|&&i| is_event(&records[i])) {
        of_note.entry(records[i].note).or_default().push(i);
    }
    let mut renamed = Vec::new();
    for i in 0..records.len() {
        let Some(&[main]) = of_note.get(&records[i].note).map(Vec::as_slice) else { continue };
        let (one, event) = (&records[i], &records[main]);
        let years = [one.form.year, event.form.year];
        let agree = years[0] == years[1] || years.contains(&None);
        let known = one.entry.is_some() && event.entry.is_some();
        let is_renamed = one.renamed.is_some() || event.renamed.is_some();
        if !is_event(one) || one.rank == event.rank || known || is_renamed || !agree {
            continue;
        }
        if is_part(one, event) {
            let (rank, year) = (event.rank, years[0].or(years[1]));
            let name = fuller(one, event, year);
            if distinctive_words(one).len() < distinctive_words(event).len() {
                // In the catalogue the shorter name is another event.
                records[i].entry = None;
            }
            for record in [i, main] {
                // Names are compared by their rank.
                (records[record].rank, records[record].form.year) = (rank, year);
                records[record].form.name = name.clone();
            }
            renamed.push((i, "the event that the note covers".to_string()));
        }
    }
    renamed
}

/// The name with more words; of equals that of the catalogue, else the second; with its year.
fn fuller(one: &Record, event: &Record, year: Option<u16>) -> String {
    let weight = |record: &Record| (distinctive_words(record).len(), record.entry.is_some());
    let best = if weight(one) > weight(event) { one } else { event };
    match year {
        Some(year) if name::split_year(&best.form.name).is_none() => {
            format!("{} {year}", best.form.name)
        }
        _ => best.form.name.clone(),
    }
}

/// The words that distinguish an event's name from others.
fn distinctive_words(record: &Record) -> BTreeSet<String> {
    let series = name::split_year(&record.form.name).map(|s| s.0);
    let words = name::words(series.as_deref().unwrap_or(&record.form.name)).into_iter();
    words.filter(|w| !matches!(w.as_str(), "the" | "conference" | "conf")).collect()
}

/// Whether the distinctive words of one name are among those of the other. Both must have some.
fn is_part(a: &Record, b: &Record) -> bool {
    let (ours, theirs) = (distinctive_words(a), distinctive_words(b));
    !ours.is_empty() && !theirs.is_empty() && (ours.is_subset(&theirs) || theirs.is_subset(&ours))
}

fn date_by_note(
    notes: &[&Findings],
    covered: &BTreeSet<usize>,
    records: &mut [Record],
) -> Vec<(usize, String)> {
    let mut named: BTreeMap<usize, BTreeSet<u16>> = BTreeMap::new();
    let mut in_note: BTreeMap<(usize, usize), BTreeSet<u16>> = BTreeMap::new();
    for record in records.iter().filter(|n| is_event(n)) {
        if let Some(year) = record.form.year {
            named.entry(record.rank).or_default().insert(year);
            in_note.entry((record.note, record.rank)).or_default().insert(year);
        }
    }
    let undated = records.iter().enumerate().filter(|(_, n)| is_event(n) && n.form.year.is_none());
    let mut dated: Vec<(usize, u16, String)> = Vec::new();
    for (i, record) in undated {
        let of_note = notes[record.note].date.map(|d| d.year).filter(|_| covered.contains(&i));
        let elsewhere =
            of_note.filter(|y| named.get(&record.rank).is_some_and(|all| all.contains(y)));
        match in_note.get(&(record.note, record.rank)) {
            Some(years) if years.len() == 1 && recent(years, notes[record.note].date) => dated
                .extend(
                    years
                        .first()
                        .map(|&y| (i, y, "the only edition that the note names".to_string())),
                ),
            Some(_) => {}
            None => dated
                .extend(elsewhere.map(|y| (i, y, format!("the note that covers it is of {y}")))),
        }
    }
    for &(i, year, _) in &dated {
        records[i].form.year = Some(year);
    }
    dated.into_iter().map(|(i, _, support)| (i, support)).collect()
}

/// The records that their own notes cover.
fn covered(notes: &[&Findings], starts: &[usize]) -> BTreeSet<usize> {
    let covers = |c: &&Claim| c.relation == Relation::Covers && c.subject == End::Note;
    let of_note = notes.iter().zip(starts).flat_map(|(note, start)| {
        note.claims.iter().filter(covers).filter_map(move |c| match c.object {
            End::Entity(entity) if entity < note.entities.len() => Some(start + entity),
            End::Entity(_) | End::Note => None,
        })
    });
    of_note.collect()
}

/// Whether a note of this date can mean these editions without giving the year: they must be of the same
/// year or the year before.
fn recent(years: &BTreeSet<u16>, date: Option<Date>) -> bool {
    date.is_none_or(|d| years.iter().all(|&y| y == d.year || y + 1 == d.year))
}
