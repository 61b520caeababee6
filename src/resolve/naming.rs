//! The name that is shown of an entity, and its aliases.

use crate::curated::correction::Instruction;
use crate::name;
use crate::resolve::people::profile;
use crate::resolve::record::Record;
use crate::resolve::records::Records;
use crate::vocabulary::Kind;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// The name of a cluster, and the correction that gives it, if one does: the user's name, else the
/// catalogue's, else the fullest form, with its accents, that most notes use. A person who has only a given
/// name or surname, and an account, goes by the account.
pub fn shown(records: &Records, members: &[usize]) -> (String, Option<usize>) {
    match preferred(records, members) {
        (name, None) if records[members[0]].kind == Kind::Person => {
            (account_name(records, members, &name).unwrap_or(name), None)
        }
        preferred => preferred,
    }
}

/// The account of a person whose name is a single word: `@nvest`. If the account is made of names it gives
/// those: `nils-vestergaard-4a0b` gives `Nils Vestergaard`.
fn account_name(records: &Records, members: &[usize], name: &str) -> Option<String> {
    let words = name::words(name);
    let [word] = &words[..] else { return None };
    let known = records.lexicon.name_word(word);
    let coined = name.chars().skip(1).any(|c| !c.is_lowercase());
    if profile::is_handle(name) || coined && known.given.max(known.surname) == 0 {
        return None;
    }
    let aliases = members.iter().flat_map(|&i| &records[i].entity.aliases);
    let account = aliases.filter_map(|alias| alias.strip_prefix('@')).min()?;
    let is_name = |part: &&str| part.len() > 1 && part.chars().all(char::is_alphabetic);
    let parts: Vec<&str> = account.split('-').take_while(is_name).collect();
    match parts.len() {
        2.. if parts.iter().any(|part| name::key(part) == *word) => {
            let parts: Vec<String> = parts.into_iter().map(name::capitalised).collect();
            Some(parts.join(" "))
        }
        _ => Some(format!("@{account}")),
    }
}

/// The name that the user, the catalogue or most notes give.
fn preferred(records: &Records, members: &[usize]) -> (String, Option<usize>) {
    let corrections = &records.corrections.overrides.corrections;
    let renamed = members.iter().filter_map(|&i| records[i].renamed).min();
    let instruction = renamed.map(|correction| (correction, &corrections[correction].instruction));
    if let Some((correction, Instruction::Name { is, .. })) = instruction {
        return (is.clone(), Some(correction));
    }
    let same = members.iter().filter_map(|&i| records.corrections.shown_name(i)).min();
    let has_first_name = |correction: usize| {
        let mut bearers =
            records.corrections.hits(correction).filter(|h| h.0 == 0).map(|h| h.1).peekable();
        bearers.peek().is_none() || bearers.any(|i| members.binary_search(&i).is_ok())
    };
    if let Some((correction, name)) = same.filter(|s| has_first_name(s.0)) {
        return (name.to_string(), Some(correction));
    }
    let first = &records[members[0]];
    if members.iter().all(|&i| records[i].form.name == first.form.name) {
        return (first.form.name.clone(), None);
    }
    let catalogued = members.iter().any(|&i| records[i].entry.is_some());
    let mut forms: BTreeMap<&str, (usize, &Record)> = BTreeMap::new();
    for &i in members {
        let record = &records[i];
        if !catalogued || record.entry.is_some() {
            forms.entry(&record.form.name).or_insert((0, record)).0 += 1;
        }
    }
    let best = forms.iter().max_by_key(|(form, (count, record))| rank(record, form, *count));
    (best.map_or(String::new(), |(form, _)| form.to_string()), None)
}

/// The aliases, without spelling variants of the name, a person's lone given name or surname, and plurals of
/// topics.
pub fn aliases(records: &Records, members: &[usize], shown: &str) -> Vec<String> {
    let plain = |i: &usize| {
        let entity = records[*i].entity;
        entity.aliases.is_empty() && entity.name == shown
    };
    let mut forms: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
    for &i in members.iter().filter(|i| !plain(i)) {
        let entity = records[i].entity;
        for form in entity.aliases.iter().chain([&entity.name]) {
            *forms.entry(name::key(form)).or_default().entry(form).or_default() += 1;
        }
    }
    if forms.is_empty() {
        return Vec::new();
    }
    forms.remove(&name::key(shown));
    let is = |kind| members.first().is_some_and(|&i| records[i].kind == kind);
    if is(Kind::Topic) {
        let singular = |form: &str| name::key(&name::singular(form));
        forms.retain(|_, spellings| spellings.keys().all(|s| singular(s) != singular(shown)));
    }
    let is_person = is(Kind::Person);
    let words: BTreeSet<String> = name::words(shown).into_iter().collect();
    let is_part = |key: &str| is_person && words.contains(key);
    let most_used = |spellings: BTreeMap<&str, usize>| {
        let best = spellings.into_iter().max_by_key(|(form, count)| (*count, Reverse(*form)));
        best.map(|(form, _)| form.trim().to_string())
    };
    let others = forms.into_iter().filter(|(key, _)| !is_part(key));
    let mut aliases: Vec<String> = others.filter_map(|(_, s)| most_used(s)).collect();
    aliases.retain(|a| !a.is_empty());
    aliases.sort();
    aliases.dedup();
    aliases
}

/// What makes a name better, the most important first: an event's year; the number of full words in a
/// person's name; that it is neither `all lower` nor `ALL CAPITALS`; accents; the number of notes that use
/// it; for people, topics and events a longer name, for tools and companies a shorter one.
fn rank<'a>(
    record: &Record,
    form: &'a str,
    count: usize,
) -> (bool, usize, bool, bool, usize, isize, Reverse<&'a str>) {
    let is_person = record.kind == Kind::Person;
    let full = record.form.words.iter().filter(|w| !name::is_initial(w)).count();
    let full = if is_person && !profile::is_handle(form) { full } else { 0 };
    let mixed = form.chars().any(char::is_lowercase) && form.chars().any(char::is_uppercase);
    let length = match record.kind {
        Kind::Person | Kind::Topic | Kind::Event => form.len() as isize,
        _ => -(form.len() as isize),
    };
    let dated = record.kind == Kind::Event && name::split_year(form).is_some();
    (dated, full, is_person && mixed, !form.is_ascii(), count, length, Reverse(form))
}
