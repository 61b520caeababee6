//! The right answers for atoms, readings and pairs, found by comparing texts with a note's answers.

use crate::layout::Layout;
use crate::layout::atom::EVENT;
use crate::layout::atom::KNOWN_COMPANY;
use crate::layout::atom::ORGANISATION;
use crate::layout::atom::OTHER;
use crate::layout::atom::PERSON;
use crate::layout::atom::ROLE;
use crate::layout::atom::TITLE;
use crate::layout::labels::Classes;
use crate::layout::reading::Cell;
use crate::layout::session::SessionAt;
use crate::layout::session::normal;
use crate::layout::session::title;
use crate::train::gold;
use crate::train::layout::answers::Answers;
use crate::vocabulary::Kind;
use std::collections::BTreeSet;

/// The right slot of each atom; `None` where it cannot be told.
pub fn slots(layout: &Layout, answers: &Answers) -> Vec<Option<usize>> {
    let sheet = &layout.sheet;
    let titles: BTreeSet<&str> =
        answers.talks.iter().flat_map(|t| &t.forms).map(String::as_str).collect();
    let mut labels = vec![None; sheet.atoms.len()];
    let mut after_person = false;
    for unit in &sheet.units {
        let atoms = unit.atoms.clone();
        let mut titled = vec![false; sheet.atoms.len()];
        for i in atoms.clone() {
            for j in (i..atoms.end.min(i + 9)).rev() {
                let text = normal(&unit.text[sheet.atoms[i].start..sheet.atoms[j].end]);
                if titles.contains(text.as_str()) {
                    titled[i..=j].fill(true);
                    break;
                }
            }
        }
        let any_title = atoms.clone().any(|a| titled[a]);
        let text = |a: usize| normal(&unit.text[sheet.atoms[a].start..sheet.atoms[a].end]);
        // A role may stand in the line below the name.
        let mut person = after_person;
        after_person = false;
        for a in atoms.clone() {
            let key = text(a);
            labels[a] = match () {
                () if titled[a] => Some(TITLE),
                () if within(&key, &answers.people, 1) => Some(PERSON),
                () if within(&key, &answers.organisations, 1) => Some(ORGANISATION),
                () if within(&key, &answers.events, 1) => Some(EVENT),
                () => None,
            };
            after_person |= labels[a] == Some(PERSON);
        }
        person |= after_person;
        after_person &= unit.text.len() < 100;
        for a in atoms {
            if labels[a].is_some() {
                continue;
            }
            let atom = &sheet.atoms[a];
            let role = sheet.words_of(atom).iter().any(|w| w.classes.is(Classes::ROLE));
            let key = text(a);
            let part = |title: &&str| format!(" {title} ").contains(&format!(" {key} "));
            labels[a] = match () {
                () if person && role => Some(ROLE),
                () if !answers.complete && (atom.class == 1 || atom.known & KNOWN_COMPANY != 0) => {
                    None
                }
                () if !any_title && key.contains(' ') && titles.iter().any(part) => None,
                () => Some(OTHER),
            };
        }
    }
    labels
}

/// Whether a text is one of some names, or has little more in it.
fn within(key: &str, names: &BTreeSet<String>, slack: usize) -> bool {
    let words = |s: &str| s.split(' ').count();
    !key.is_empty()
        && (names.contains(key)
            || names.iter().any(|n| {
                n.len() > 3
                    && words(key) - words(n).min(words(key)) <= slack
                    && format!(" {key} ").contains(&format!(" {n} "))
            }))
}

/// What is right of a cell.
#[derive(Clone, Debug, Default)]
pub struct CellLabel {
    /// The talk that each reading is the title of.
    pub readings: Vec<Option<usize>>,
    /// How much it weighs in training.
    pub weight: f32,
}

impl CellLabel {
    /// Whether the cell holds a session.
    pub fn is_session(&self) -> bool {
        self.readings.iter().any(Option::is_some)
    }
}

/// What is right of each cell of a note.
pub fn cells(layout: &Layout, answers: &Answers) -> Vec<CellLabel> {
    let sheet = &layout.sheet;
    let of = |cell: &Cell, r: usize| title(sheet, cell.unit, cell.readings[r]);
    let titles: Vec<Vec<String>> =
        layout.cells.iter().map(|c| (0..c.readings.len()).map(|r| of(c, r)).collect()).collect();
    let normals: Vec<Vec<String>> =
        titles.iter().map(|all| all.iter().map(|t| normal(t)).collect()).collect();
    let mut labels: Vec<CellLabel> = Vec::new();
    let mut hit = BTreeSet::new();
    for all in &normals {
        let mut label = CellLabel { readings: vec![None; all.len()], weight: 1.0 };
        for (r, text) in all.iter().enumerate() {
            let talk = answers.talks.iter().position(|t| t.forms.contains(text));
            if let Some(talk) = talk {
                label.readings[r] = Some(talk);
                label.weight = if answers.talks[talk].must { 1.0 } else { 0.5 };
                hit.insert(talk);
            }
        }
        labels.push(label);
    }
    nearest(answers, &titles, &normals, &hit, &mut labels);
    let positive: BTreeSet<usize> = (0..labels.len())
        .filter(|&c| labels[c].is_session())
        .map(|c| layout.cells[c].unit)
        .collect();
    for (c, label) in labels.iter_mut().enumerate() {
        if !label.is_session() && !positive.contains(&layout.cells[c].unit) {
            let like = |t: &String| {
                answers
                    .talks
                    .iter()
                    .filter_map(|a| a.title.as_ref())
                    .any(|a| gold::same(Kind::Talk, a, t))
            };
            label.weight = if titles[c].iter().any(like) { 0.4 } else { 1.0 };
        }
    }
    labels
}

/// Where no reading is exactly a title, the nearest one is right.
fn nearest(
    answers: &Answers,
    titles: &[Vec<String>],
    normals: &[Vec<String>],
    hit: &BTreeSet<usize>,
    labels: &mut [CellLabel],
) {
    for (x, talk) in answers.talks.iter().enumerate() {
        let Some(title) = talk.title.as_ref().filter(|_| !hit.contains(&x)) else { continue };
        let mut best: Option<(f64, &String)> = None;
        for (c, all) in titles.iter().enumerate() {
            for (r, text) in all.iter().enumerate() {
                if labels[c].readings[r].is_some() || !gold::same(Kind::Talk, title, text) {
                    continue;
                }
                let overlap = overlap(title, text);
                if best.is_none_or(|(most, _)| overlap > most) {
                    best = Some((overlap, &normals[c][r]));
                }
            }
        }
        let Some((_, normal)) = best else { continue };
        for (c, all) in normals.iter().enumerate() {
            for r in (0..all.len()).filter(|&r| all[r] == *normal) {
                labels[c].readings[r] = Some(x);
                labels[c].weight = 0.7;
            }
        }
    }
}

fn overlap(a: &str, b: &str) -> f64 {
    let words = |s: &str| normal(s).split(' ').map(str::to_string).collect::<BTreeSet<_>>();
    let (a, b) = (words(a), words(b));
    a.intersection(&b).count() as f64 / a.union(&b).count().max(1) as f64
}

/// The talks that each session is, by the labels of its cells.
pub fn talks_of_sessions(
    sessions: &[SessionAt],
    cells: &[Cell],
    labels: &[CellLabel],
) -> Vec<BTreeSet<usize>> {
    let of_place = |unit: usize, reading: (usize, usize)| {
        let at =
            cells.iter().enumerate().find(|(_, c)| c.unit == unit && c.readings.contains(&reading));
        let (c, cell) = at?;
        let r = cell.readings.iter().position(|x| *x == reading)?;
        labels[c].readings[r]
    };
    let of_session = |s: &SessionAt| {
        s.places.iter().filter_map(|(unit, reading)| of_place(*unit, *reading)).collect()
    };
    sessions.iter().map(of_session).collect()
}

/// Whether a name is one of a talk's speakers.
pub fn gave(answers: &Answers, talks: &BTreeSet<usize>, name: &str) -> bool {
    let name = normal(name);
    let same = |form: &String| {
        *form == name || name.contains(' ') && format!(" {form} ").contains(&format!(" {name} "))
    };
    talks.iter().flat_map(|t| &answers.talks[*t].speakers).flatten().any(same)
}

/// Whether a person works for an organisation.
pub fn works(answers: &Answers, person: &str, organisation: &str) -> bool {
    let (person, organisation) = (normal(person), normal(organisation));
    answers.works.iter().any(|(people, firms)| {
        people.contains(&person)
            && firms.iter().any(|f| {
                *f == organisation
                    || f.len() > 3
                        && (organisation.contains(f.as_str()) || f.contains(&organisation))
            })
    })
}
