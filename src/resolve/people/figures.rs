//! People as far as they are joined, and the search for the only one whom a short form fits.
//!
//! Definition: a short form *wants* patterns, a full form *offers* them, as `N. Salceda` wants and
//! `Néstor Salceda` offers `n salceda`. It is joined if exactly one person offers what it wants and
//! shares a clue with it; those of the same note come before all others.
//! Cost: sorts the patterns and clues of those who offer what somebody wants; no pairs.

use crate::entity::Because;
use crate::name;
use crate::resolve::doubts::Doubt;
use crate::resolve::doubts::Why;
use crate::resolve::groups::Groups;
use crate::resolve::people::clues;
use crate::resolve::people::clues::Clue;
use crate::resolve::people::clues::Clues;
use crate::resolve::people::profile;
use crate::resolve::scene::Scene;
use crate::vocabulary::Kind;
use std::collections::BTreeMap;

/// More people of one pattern and clue than this are a crowd in which nobody is recognised.
const CROWD: usize = 32;

/// A person, as far as joined.
pub struct Figure<'a> {
    /// Its nodes, in order.
    pub nodes: Vec<usize>,
    /// The words of its different names, the fullest first.
    pub forms: Vec<&'a [String]>,
}

/// How a short form is recognised.
pub struct Fit<W, O, C> {
    /// What a short form wants; nothing if it is not short.
    pub wants: W,
    /// What a full name offers.
    pub offers: O,
    /// Whether this clue supports this pattern.
    pub counts: C,
    /// Why a pair without support is kept apart; `None` if it is not worth telling.
    pub doubt: Option<Why>,
}

/// Everybody but stand-ins, by first mention.
pub fn figures<'a>(scene: &'a Scene, groups: &Groups) -> Vec<Figure<'a>> {
    let mut by_root: Vec<(usize, usize)> =
        scene.of_kind(Kind::Person).map(|i| (groups.find(i), i)).collect();
    by_root.sort_unstable();
    let mut figures: Vec<Figure> = Vec::new();
    for group in by_root.chunk_by(|a, b| a.0 == b.0) {
        let nodes: Vec<usize> = group.iter().map(|g| g.1).collect();
        let mut forms: Vec<&[String]> =
            nodes.iter().map(|&i| &scene.nodes[i].form.words[..]).collect();
        forms.retain(|words| !words.is_empty() && !profile::is_placeholder(words));
        forms.sort_by(|a, b| fullness(b).cmp(&fullness(a)).then_with(|| a.cmp(b)));
        forms.dedup();
        if !forms.is_empty() {
            figures.push(Figure { nodes, forms });
        }
    }
    figures.sort_by_key(|f| f.nodes[0]);
    figures
}

/// Joins every short form with the only figure that it fits, and tells of those left over.
pub fn join_fitting<W, O, C>(
    scene: &Scene,
    clues: &Clues,
    groups: &mut Groups,
    fit: Fit<W, O, C>,
) -> Vec<Doubt>
where
    W: Fn(&Figure) -> Vec<String>,
    O: Fn(&[String]) -> Vec<String>,
    C: Fn(&str, Clue) -> bool,
{
    let figures = figures(scene, groups);
    let wants = |(i, figure)| Some((i, (fit.wants)(figure))).filter(|w| !w.1.is_empty());
    let wanted: Vec<(usize, Vec<String>)> = figures.iter().enumerate().filter_map(wants).collect();
    let offers = Offers::new(clues, &figures, &wanted, &fit.offers);
    let search = Search { clues, groups, figures: &figures, offers };
    let mut joins: Vec<(usize, usize, Clue)> = Vec::new();
    let mut doubts = Vec::new();
    for (short, patterns) in &wanted {
        match search.supported(*short, patterns, &fit.counts)[..] {
            [(full, clue)] => joins.push((*short, full, clue)),
            _ => doubts.extend(search.left_over(*short, patterns, fit.doubt)),
        }
    }
    for (short, full, clue) in joins {
        let support = clues.in_words(scene, clue);
        groups.join(figures[short].nodes[0], figures[full].nodes[0], Because::Similar { support });
    }
    doubts
}

/// What a search looks at.
struct Search<'a> {
    clues: &'a Clues,
    groups: &'a Groups,
    figures: &'a [Figure<'a>],
    offers: Offers,
}

impl Search<'_> {
    /// Whom a short form fits with support, each with the most telling clue. If the same note names some
    /// of them, the others do not count.
    fn supported(
        &self,
        short: usize,
        patterns: &[String],
        counts: &impl Fn(&str, Clue) -> bool,
    ) -> Vec<(usize, Clue)> {
        let own = self.clues.together(&self.figures[short].nodes);
        let mut best: BTreeMap<usize, Clue> = BTreeMap::new();
        let mut beside: Vec<usize> = Vec::new();
        for pattern in patterns {
            for &clue in own.iter().filter(|c| counts(pattern, **c)) {
                for full in self.offers.with(pattern, clue) {
                    if !self.may_be(short, &own, full) || self.is_refuted(short, &own, full, clue) {
                        continue;
                    }
                    if matches!(clue, Clue::Note(_)) {
                        beside.push(full);
                    }
                    let known = best.entry(full).or_insert(clue);
                    *known = clue.min(*known);
                }
            }
        }
        best.into_iter().filter(|(f, _)| beside.is_empty() || beside.contains(f)).collect()
    }

    /// The pairs of a short form that was not joined; where more than two fit there is nothing to ask.
    fn left_over(&self, short: usize, patterns: &[String], why: Option<Why>) -> Vec<Doubt> {
        let Some(why) = why else { return Vec::new() };
        let own = self.clues.together(&self.figures[short].nodes);
        let near = self.offers.all(patterns).filter(|&f| self.may_be(short, &own, f));
        let near: Vec<usize> = near.take(3).collect();
        let why = match near.len() {
            1 => why,
            2 => Why::Several,
            _ => return Vec::new(),
        };
        let first = |figure: usize| self.figures[figure].nodes[0];
        near.iter().map(|&full| Doubt::new(first(short), first(full), why)).collect()
    }

    /// Whether nothing speaks against it.
    fn may_be(&self, short: usize, own: &[Clue], full: usize) -> bool {
        let (a, b) = (&self.figures[short], &self.figures[full]);
        full != short
            && middles_agree(a, b)
            && !self.groups.apart(a.nodes[0], b.nodes[0])
            && !self.clues.accounts_differ(own, &self.clues.together(&b.nodes))
    }

    /// An event has room for two people, and so has a note for two full names: other employers speak
    /// against such support.
    fn is_refuted(&self, short: usize, own: &[Clue], full: usize, clue: Clue) -> bool {
        let is_weak = match clue {
            Clue::Event(_) | Clue::Author => true,
            Clue::Note(_) => self.figures[short].forms[0].len() > 1,
            Clue::Profile(_) | Clue::Talk(_) | Clue::Company(_) => false,
        };
        is_weak && clues::employers_differ(own, &self.clues.together(&self.figures[full].nodes))
    }
}

/// Who offers what is wanted.
struct Offers {
    patterns: Vec<String>,
    /// Pattern, clue, figure; sorted.
    by_clue: Vec<(usize, Clue, usize)>,
}

impl Offers {
    fn new(
        clues: &Clues,
        figures: &[Figure],
        wanted: &[(usize, Vec<String>)],
        offers: &impl Fn(&[String]) -> Vec<String>,
    ) -> Offers {
        let mut patterns: Vec<String> = wanted.iter().flat_map(|w| w.1.iter().cloned()).collect();
        patterns.sort();
        patterns.dedup();
        let mut by_clue = Vec::new();
        for (i, figure) in figures.iter().enumerate() {
            for pattern in figure.forms.iter().flat_map(|form| offers(form)) {
                if let Ok(at) = patterns.binary_search(&pattern) {
                    by_clue.extend(clues.together(&figure.nodes).iter().map(|&clue| (at, clue, i)));
                }
            }
        }
        by_clue.sort_unstable();
        by_clue.dedup();
        Offers { patterns, by_clue }
    }

    /// The figures that offer a pattern and share a clue.
    fn with(&self, pattern: &str, clue: Clue) -> impl Iterator<Item = usize> + '_ {
        let at = self.patterns.binary_search_by(|p| p.as_str().cmp(pattern)).unwrap_or(usize::MAX);
        let start = self.by_clue.partition_point(|o| (o.0, o.1) < (at, clue));
        let here = self.by_clue[start..].iter().take_while(move |o| (o.0, o.1) == (at, clue));
        here.take(CROWD).map(|o| o.2)
    }

    /// The first figures that offer any of the patterns.
    fn all(&self, patterns: &[String]) -> std::collections::btree_set::IntoIter<usize> {
        let mut all = std::collections::BTreeSet::new();
        for pattern in patterns {
            let at = self.patterns.binary_search(pattern).unwrap_or(usize::MAX);
            let start = self.by_clue.partition_point(|o| o.0 < at);
            let here = self.by_clue[start..].iter().take_while(|o| o.0 == at);
            all.extend(here.take(CROWD).map(|o| o.2));
        }
        all.into_iter()
    }
}

/// How many words are more than initials.
fn fullness(words: &[String]) -> usize {
    words.iter().filter(|w| !name::is_initial(w)).count()
}

/// Whether middle names and initials, where both have some, may be the same.
fn middles_agree(a: &Figure, b: &Figure) -> bool {
    let initial = |f: &Figure| -> Vec<char> {
        let middles = f.forms.iter().filter(|w| w.len() > 2).map(|w| &w[1]);
        middles.filter_map(|m| m.chars().next()).collect()
    };
    let (a, b) = (initial(a), initial(b));
    a.is_empty() || b.is_empty() || a.iter().any(|c| b.contains(c))
}
