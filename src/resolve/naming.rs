//! What an entity is called: the name shown and the other names.

use crate::curated::overrides::What;
use crate::name;
use crate::resolve::people::profile;
use crate::resolve::scene::Node;
use crate::resolve::scene::Scene;
use crate::vocabulary::Kind;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// The name of some nodes that are one, and the correction that says so, if one does: the user's name,
/// else the catalogue's, else the fullest form, with its accents, that most notes use. A given name or
/// surname alone is nobody's: beside an account that is the name.
pub fn shown(scene: &Scene, nodes: &[usize]) -> (String, Option<usize>) {
    match said(scene, nodes) {
        (name, None) if scene.nodes[nodes[0]].kind == Kind::Person => {
            (account_name(scene, nodes, &name).unwrap_or(name), None)
        }
        said => said,
    }
}

/// The account of a person whose name is one word: `@nvest`; of one that is made of names, the names:
/// `nils-vestergaard-4a0b` gives `Nils Vestergaard`.
fn account_name(scene: &Scene, nodes: &[usize], name: &str) -> Option<String> {
    let words = name::words(name);
    let [word] = &words[..] else { return None };
    let known = scene.lexicon.name_word(word);
    let coined = name.chars().skip(1).any(|c| !c.is_lowercase());
    if profile::is_handle(name) || coined && known.given.max(known.surname) == 0 {
        return None;
    }
    let aliases = nodes.iter().flat_map(|&i| &scene.nodes[i].thing.aliases);
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

fn said(scene: &Scene, nodes: &[usize]) -> (String, Option<usize>) {
    let rules = &scene.corrections.overrides.rules;
    let renamed = nodes.iter().filter_map(|&i| scene.nodes[i].renamed).min();
    if let Some((rule, What::Name { is, .. })) = renamed.map(|rule| (rule, &rules[rule].what)) {
        return (is.clone(), Some(rule));
    }
    let same = nodes.iter().filter_map(|&i| scene.corrections.shown(i)).min();
    let belongs = |rule: usize| {
        let mut bearers = scene.corrections.hits(rule).filter(|h| h.0 == 0).map(|h| h.1).peekable();
        bearers.peek().is_none() || bearers.any(|i| nodes.binary_search(&i).is_ok())
    };
    if let Some((rule, name)) = same.filter(|s| belongs(s.0)) {
        return (name.to_string(), Some(rule));
    }
    let first = &scene.nodes[nodes[0]];
    if nodes.iter().all(|&i| scene.nodes[i].form.name == first.form.name) {
        return (first.form.name.clone(), None);
    }
    let catalogued = nodes.iter().any(|&i| scene.nodes[i].entry.is_some());
    let mut forms: BTreeMap<&str, (usize, &Node)> = BTreeMap::new();
    for &i in nodes {
        let node = &scene.nodes[i];
        if !catalogued || node.entry.is_some() {
            forms.entry(&node.form.name).or_insert((0, node)).0 += 1;
        }
    }
    let best = forms.iter().max_by_key(|(form, (count, node))| rank(node, form, *count));
    (best.map_or(String::new(), |(form, _)| form.to_string()), None)
}

/// The other names: not the spelling variants of the name, not a person's given name or surname
/// alone, not a topic in the plural.
pub fn aliases(scene: &Scene, nodes: &[usize], shown: &str) -> Vec<String> {
    let plain = |i: &usize| {
        let thing = scene.nodes[*i].thing;
        thing.aliases.is_empty() && thing.name == shown
    };
    let mut forms: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
    for &i in nodes.iter().filter(|i| !plain(i)) {
        let thing = scene.nodes[i].thing;
        for form in thing.aliases.iter().chain([&thing.name]) {
            *forms.entry(name::key(form)).or_default().entry(form).or_default() += 1;
        }
    }
    if forms.is_empty() {
        return Vec::new();
    }
    forms.remove(&name::key(shown));
    let is = |kind| nodes.first().is_some_and(|&i| scene.nodes[i].kind == kind);
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

/// What makes a form better, the most important first: an event's year; how many full words a person's
/// name has; that it is neither `all lower` nor `ALL CAPITALS`; accents; how many notes use it; of people,
/// topics and events the longer, of products and companies the shorter.
fn rank<'a>(
    node: &Node,
    form: &'a str,
    count: usize,
) -> (bool, usize, bool, bool, usize, isize, Reverse<&'a str>) {
    let is_person = node.kind == Kind::Person;
    let full = node.form.words.iter().filter(|w| !name::is_initial(w)).count();
    let full = if is_person && !profile::is_handle(form) { full } else { 0 };
    let mixed = form.chars().any(char::is_lowercase) && form.chars().any(char::is_uppercase);
    let length = match node.kind {
        Kind::Person | Kind::Topic | Kind::Event => form.len() as isize,
        _ => -(form.len() as isize),
    };
    let dated = node.kind == Kind::Event && name::split_year(form).is_some();
    (dated, full, is_person && mixed, !form.is_ascii(), count, length, Reverse(form))
}
