//! “PyCon” without a year: the edition that its note is about, if there is no doubt which.
//!
//! A note that covers one event calls it by more and less than its name: what has the same words
//! but *conference*, or only some of them, and no other year, is that event. The catalogue knows better
//! if it knows both. A year in another form of the name (`dotGo2015`) is that of the name.
//!
//! *PyCon 2015* and *PyCon 2016* are two events. A mention without a year is taken for an edition if its
//! note names exactly one edition of the series; or if the note covers the event and the edition of
//! the note's own year is named elsewhere. Otherwise it stays what it is: a series.

use crate::date::Date;
use crate::finding::Claim;
use crate::finding::End;
use crate::finding::Findings;
use crate::name;
use crate::resolve::scene::Node;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Gives undated mentions their year, and says which got one and why.
pub fn date(notes: &[&Findings], starts: &[usize], nodes: &mut [Node]) -> Vec<(usize, String)> {
    let covered = covered(notes, starts);
    date_by_alias(nodes);
    let mut told = call_by_one_name(&covered, nodes);
    told.extend(date_by_note(notes, &covered, nodes));
    told
}

fn is_event(node: &Node) -> bool {
    node.kind == Kind::Event && !node.ignored
}

/// The year in the only other form of a name that has one.
fn date_by_alias(nodes: &mut [Node]) {
    for node in nodes.iter_mut().filter(|n| is_event(n) && n.form.year.is_none()) {
        let years: BTreeSet<u16> = node
            .thing
            .aliases
            .iter()
            .filter_map(|alias| name::split_year(alias))
            .filter(|(series, _)| name::key(name::without_article(series)) == node.form.key)
            .map(|(_, year)| year)
            .collect();
        if let (Some(&year), 1) = (years.first(), years.len()) {
            node.form.year = Some(year);
            node.form.name = format!("{} {year}", node.form.name);
        }
    }
}

/// Gives what else a note calls the only event that it covers the same name and year.
fn call_by_one_name(covered: &BTreeSet<usize>, nodes: &mut [Node]) -> Vec<(usize, String)> {
    let mut of_note: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &i in covered.iter().filter(|&&i| is_event(&nodes[i])) {
        of_note.entry(nodes[i].note).or_default().push(i);
    }
    let mut told = Vec::new();
    for i in 0..nodes.len() {
        let Some(&[main]) = of_note.get(&nodes[i].note).map(Vec::as_slice) else { continue };
        let (one, event) = (&nodes[i], &nodes[main]);
        let years = [one.form.year, event.form.year];
        let agree = years[0] == years[1] || years.contains(&None);
        let known = one.entry.is_some() && event.entry.is_some();
        let told_by_user = one.renamed.is_some() || event.renamed.is_some();
        if !is_event(one) || one.rank == event.rank || known || told_by_user || !agree {
            continue;
        }
        if is_part(one, event) {
            let (rank, year) = (event.rank, years[0].or(years[1]));
            let name = fuller(one, event, year);
            if telling(one).len() < telling(event).len() {
                // The catalogue knows the shorter name for another event.
                nodes[i].entry = None;
            }
            for node in [i, main] {
                // Names meet by their rank.
                (nodes[node].rank, nodes[node].form.year) = (rank, year);
                nodes[node].form.name = name.clone();
            }
            told.push((i, "the event that the note covers".to_string()));
        }
    }
    told
}

/// The name of two that says more; of equals that of the catalogue, else the second; with its year.
fn fuller(one: &Node, event: &Node, year: Option<u16>) -> String {
    let says = |node: &Node| (telling(node).len(), node.entry.is_some());
    let best = if says(one) > says(event) { one } else { event };
    match year {
        Some(year) if name::split_year(&best.form.name).is_none() => {
            format!("{} {year}", best.form.name)
        }
        _ => best.form.name.clone(),
    }
}

/// The words of an event's name that tell it from others.
fn telling(node: &Node) -> BTreeSet<String> {
    let series = name::split_year(&node.form.name).map(|s| s.0);
    let words = name::words(series.as_deref().unwrap_or(&node.form.name)).into_iter();
    words.filter(|w| !matches!(w.as_str(), "the" | "conference" | "conf")).collect()
}

/// Whether the words of one name are among those of the other. Both must have some that tell.
fn is_part(a: &Node, b: &Node) -> bool {
    let (ours, theirs) = (telling(a), telling(b));
    !ours.is_empty() && !theirs.is_empty() && (ours.is_subset(&theirs) || theirs.is_subset(&ours))
}

fn date_by_note(
    notes: &[&Findings],
    covered: &BTreeSet<usize>,
    nodes: &mut [Node],
) -> Vec<(usize, String)> {
    let mut named: BTreeMap<usize, BTreeSet<u16>> = BTreeMap::new();
    let mut in_note: BTreeMap<(usize, usize), BTreeSet<u16>> = BTreeMap::new();
    for node in nodes.iter().filter(|n| is_event(n)) {
        if let Some(year) = node.form.year {
            named.entry(node.rank).or_default().insert(year);
            in_note.entry((node.note, node.rank)).or_default().insert(year);
        }
    }
    let undated = nodes.iter().enumerate().filter(|(_, n)| is_event(n) && n.form.year.is_none());
    let mut dated: Vec<(usize, u16, String)> = Vec::new();
    for (i, node) in undated {
        let of_note = notes[node.note].date.map(|d| d.year).filter(|_| covered.contains(&i));
        let elsewhere =
            of_note.filter(|y| named.get(&node.rank).is_some_and(|all| all.contains(y)));
        match in_note.get(&(node.note, node.rank)) {
            Some(years) if years.len() == 1 && recent(years, notes[node.note].date) => dated
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
        nodes[i].form.year = Some(year);
    }
    dated.into_iter().map(|(i, _, support)| (i, support)).collect()
}

/// The nodes that their own notes cover.
fn covered(notes: &[&Findings], starts: &[usize]) -> BTreeSet<usize> {
    let covers = |c: &&Claim| c.relation == Relation::Covers && c.subject == End::Note;
    let of_note = notes.iter().zip(starts).flat_map(|(note, start)| {
        note.claims.iter().filter(covers).filter_map(move |c| match c.object {
            End::Entity(thing) if thing < note.entities.len() => Some(start + thing),
            End::Entity(_) | End::Note => None,
        })
    });
    of_note.collect()
}

/// Whether a note of this date can mean these editions without saying the year: not one that was
/// yet to come, nor one of long ago.
fn recent(years: &BTreeSet<u16>, date: Option<Date>) -> bool {
    date.is_none_or(|d| years.iter().all(|&y| y == d.year || y + 1 == d.year))
}
