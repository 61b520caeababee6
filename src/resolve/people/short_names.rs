//! Shorter forms of a full name: without the middle name, with a nickname, with an initial, as a handle.

use crate::name;
use crate::resolve::doubts::Doubt;
use crate::resolve::doubts::Why;
use crate::resolve::groups::Groups;
use crate::resolve::people::clues::Clue;
use crate::resolve::people::clues::Clues;
use crate::resolve::people::figures;
use crate::resolve::people::figures::Figure;
use crate::resolve::people::figures::Fit;
use crate::resolve::people::profile;
use crate::resolve::scene::Scene;

/// A handle of fewer letters spells no name.
const SPELLS: usize = 5;

/// `Greg Mullane` is `Greg Sabino Mullane`, with support.
pub fn join_middle_names(scene: &Scene, clues: &Clues, groups: &mut Groups) -> Vec<Doubt> {
    let wants = |figure: &Figure| match ends(figure.forms[0]) {
        Some((first, last)) if middles(figure.forms[0]) == 0 => vec![format!("{first} {last}")],
        _ => Vec::new(),
    };
    let offers = |words: &[String]| match ends(words) {
        Some((first, last)) if middles(words) > 0 => vec![format!("{first} {last}")],
        _ => Vec::new(),
    };
    let fit = Fit { wants, offers, counts: |_: &str, _: Clue| true, doubt: Some(Why::MiddleName) };
    figures::join_fitting(scene, clues, groups, fit)
}

/// `Bob Smith` is `Robert Smith`, with support.
pub fn join_nicknames(scene: &Scene, clues: &Clues, groups: &mut Groups) -> Vec<Doubt> {
    let wants = |figure: &Figure| match ends(figure.forms[0]) {
        Some((first, last)) => {
            let given = scene.lexicon.nicknames(first).into_iter().filter(|g| *g != first);
            given.map(|given| format!("{given} {last}")).collect()
        }
        None => Vec::new(),
    };
    let offers = |words: &[String]| match ends(words) {
        Some((first, last)) => vec![format!("{first} {last}")],
        None => Vec::new(),
    };
    let fit = Fit { wants, offers, counts: |_: &str, _: Clue| true, doubt: Some(Why::Nickname) };
    figures::join_fitting(scene, clues, groups, fit)
}

/// `N. Salceda` and `Néstor S.` are `Néstor Salceda`, with support.
pub fn join_initials(scene: &Scene, clues: &Clues, groups: &mut Groups) -> Vec<Doubt> {
    let wants = |figure: &Figure| match figure.forms[0] {
        [first, .., last] if name::is_initial(first) != name::is_initial(last) => {
            vec![format!("{first} {last}")]
        }
        _ => Vec::new(),
    };
    let offers = |words: &[String]| match ends(words) {
        Some((first, last)) => {
            let initial = |word: &str| word.chars().take(1).collect::<String>();
            vec![format!("{} {last}", initial(first)), format!("{first} {}", initial(last))]
        }
        None => Vec::new(),
    };
    let fit = Fit { wants, offers, counts: |_: &str, _: Clue| true, doubt: Some(Why::Initial) };
    figures::join_fitting(scene, clues, groups, fit)
}

/// `@nvestergaard` is `Nils Vestergaard`, with support.
pub fn join_handles(scene: &Scene, clues: &Clues, groups: &mut Groups) -> Vec<Doubt> {
    let wants = |figure: &Figure| {
        let mut names = figure.nodes.iter().map(|&i| &scene.nodes[i].form.name);
        match figure.forms[..] {
            [[word]] if names.all(|name| profile::is_handle(name)) => {
                let letters = word.chars().filter(|c| c.is_alphabetic()).collect::<String>();
                if letters.len() < SPELLS { Vec::new() } else { vec![letters] }
            }
            _ => Vec::new(),
        }
    };
    let offers = |words: &[String]| {
        let Some((first, last)) = ends(words) else { return Vec::new() };
        let initial: String = first.chars().take(1).collect();
        let mut spelled: Vec<String> = (2..=words.len()).map(|n| words[..n].concat()).collect();
        spelled.extend([format!("{first}{last}"), format!("{initial}{last}")]);
        spelled
    };
    let fit = Fit { wants, offers, counts: |_: &str, _: Clue| true, doubt: Some(Why::Handle) };
    figures::join_fitting(scene, clues, groups, fit)
}

/// First and last word of a full name.
fn ends(words: &[String]) -> Option<(&str, &str)> {
    match words {
        [first, .., last] if !name::is_initial(first) && !name::is_initial(last) => {
            Some((first, last))
        }
        _ => None,
    }
}

/// How many names stand between them, initials not counted.
fn middles(words: &[String]) -> usize {
    let between = words.get(1..words.len().saturating_sub(1)).unwrap_or_default();
    between.iter().filter(|w| !name::is_initial(w)).count()
}
