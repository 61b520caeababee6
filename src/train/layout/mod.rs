//! Learns the weights of [`crate::layout`] from notes with answers.
//!
//! Every stage learns from what the stages before it make of notes that they have not seen: the notes are divided into
//! folds by author or repository, and for each fold there are weights that were learnt from the others.

pub mod answers;
pub mod label;
pub mod copies;
pub mod fit;

use crate::curated::lexicon::Lexicon;
use crate::document::Document;
use crate::document::parser;
use crate::layout::Layout;
use crate::layout::STAGES;
use crate::layout::employer;
use crate::layout::forms::Forms;
use crate::layout::kind;
use crate::layout::math;
use crate::layout::reading;
use crate::layout::reading::Cell;
use crate::layout::session::decode;
use crate::layout::session::normal;
use crate::layout::siblings;
use crate::layout::slot;
use crate::layout::speaker;
use crate::layout::speaker::Pair;
use crate::layout::weights::Features;
use crate::layout::weights::LayoutModel;
use crate::layout::weights::Linear;
use crate::note::Note;
use crate::train::layout::answers::Answers;
use crate::train::layout::fit::FOLDS;
use crate::train::layout::fit::Questions;
use crate::train::layout::label::CellLabel;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// How much a copy weighs.
const COPY: f32 = 0.2;
/// How much it weighs where the question is what fills which part of a form.
const COPY_OF_FORM: f32 = 0.5;

/// How much more a note weighs that tells of no session.
const UNRELATED: f32 = 2.0;

/// How much it weighs where the question is what its siblings say: those of a copy agree more than notes do.
const COPY_OF_SIBLINGS: f32 = 0.05;

/// A note with answers, and what has been made of it so far.
pub struct Lesson {
    /// What has been read.
    pub layout: Layout,
    /// The answers.
    pub answers: Answers,
    /// The author or repository: notes of one are in one fold.
    pub group: String,
    /// The collection whose notes are siblings; `None` for a note on its own.
    pub collection: Option<String>,
    /// How much it weighs.
    pub weight: f32,
    /// Whether it is a copy.
    pub copy: bool,
    fold: usize,
    index: usize,
}

impl Lesson {
    /// Reads notes of one author or repository, and as many copies of them in other forms. `collection` is the
    /// repository's name.
    pub fn of(
        notes: &[(String, Vec<u8>, Answers)],
        group: &str,
        collection: Option<&str>,
        copies_wanted: u64,
        lexicon: &Lexicon,
    ) -> Vec<Lesson> {
        let read: Vec<(Note, Document)> = notes
            .iter()
            .map(|(path, bytes, _)| {
                let (note, _) = Note::new(path, bytes);
                let (document, _) = parser::parse(&note);
                (note, document)
            })
            .collect();
        let lesson = |note: &Note, document: &Document, answers: &Answers, weight, collection| {
            let copy = weight != 1.0;
            // Most notes of a blog tell of no session, but few of those with answers do not.
            let weight = if answers.talks.is_empty() { weight * UNRELATED } else { weight };
            Lesson {
                layout: Layout::new(note, document, lexicon),
                answers: answers.clone(),
                group: group.to_string(),
                collection,
                weight,
                copy,
                fold: 0,
                index: 0,
            }
        };
        let own = collection.map(str::to_string);
        let of = read.iter().zip(notes);
        let mut lessons: Vec<Lesson> =
            of.map(|((n, d), (.., a))| lesson(n, d, a, 1.0, own.clone())).collect();
        lessons.iter_mut().for_each(|l| l.layout.cut_cells());
        let mut more = Vec::new();
        for copy in 0..copies_wanted {
            let of = read.iter().zip(&lessons);
            let of: Vec<_> = of.map(|((n, d), l)| (n, d, &l.layout, &l.answers)).collect();
            let seed = crate::name::fingerprint(group).wrapping_add(copy * 7919);
            for made in copies::copies(&of, seed) {
                let (note, _) = Note::new(&made.path, made.text.as_bytes());
                let (document, _) = parser::parse(&note);
                let name = format!("{group}~{copy}.{}", made.style);
                let siblings = made.split || collection.is_some();
                more.push(lesson(&note, &document, &made.answers, COPY, siblings.then_some(name)));
            }
        }
        lessons.extend(more);
        lessons
    }
}

/// Learning in progress.
pub struct Course {
    /// All lessons.
    pub lessons: Vec<Lesson>,
    /// The weights of each fold, learnt from the others; the last ones are learnt from all.
    pub weights: Vec<LayoutModel>,
    /// What the notes of each collection have in common so far.
    pub forms: BTreeMap<String, Forms>,
    /// What is told of the progress.
    pub log: fn(&str),
}

impl Course {
    /// Divides lessons into folds by group: the largest group goes to the smallest fold.
    pub fn new(mut lessons: Vec<Lesson>, log: fn(&str)) -> Course {
        let mut sizes: BTreeMap<String, usize> = BTreeMap::new();
        for lesson in &lessons {
            *sizes.entry(lesson.group.clone()).or_default() += lesson.layout.sheet.units.len();
        }
        let mut groups: Vec<(&String, &usize)> = sizes.iter().collect();
        groups.sort_by_key(|(name, size)| (std::cmp::Reverse(**size), (*name).clone()));
        let mut loads = [0; FOLDS];
        let mut fold_of: BTreeMap<String, usize> = BTreeMap::new();
        for (name, size) in groups {
            let fold = (0..FOLDS).min_by_key(|&f| (loads[f], f)).unwrap_or(0);
            loads[fold] += size;
            fold_of.insert(name.clone(), fold);
        }
        let mut forms: BTreeMap<String, Forms> = BTreeMap::new();
        for (index, lesson) in lessons.iter_mut().enumerate() {
            lesson.index = index;
            lesson.fold = fold_of.get(&lesson.group).copied().unwrap_or(0);
            if let Some(collection) = &lesson.collection {
                let forms = forms.entry(collection.clone()).or_default();
                forms.sample.insert(lesson.layout.sheet.path.clone());
            }
        }
        Course { lessons, weights: vec![LayoutModel::default(); FOLDS + 1], forms, log }
    }

    /// The fold of each group.
    pub fn folds(&self) -> BTreeMap<&str, usize> {
        self.lessons.iter().map(|l| (l.group.as_str(), l.fold)).collect()
    }

    /// Learns everything. Afterwards each lesson holds what weights that have not seen it make of it.
    pub fn run(&mut self) {
        self.learn_slots();
        self.learn_readings();
        self.learn_sessions();
        self.learn_pairs();
    }

    /// Reads all lessons further, each with the weights of its fold and the forms of its collection.
    fn each(&mut self, read: impl Fn(&mut Layout, &Forms, &LayoutModel) + Sync) {
        let (forms, weights, none) = (&self.forms, &self.weights, Forms::default());
        self.lessons.par_iter_mut().for_each(|lesson| {
            let forms = lesson.collection.as_ref().and_then(|c| forms.get(c)).unwrap_or(&none);
            read(&mut lesson.layout, forms, &weights[lesson.fold]);
        });
    }

    /// Counts what a stage has made of the notes of each collection.
    fn count(&mut self, stage: usize) {
        for lesson in &self.lessons {
            if let Some(forms) = lesson.collection.as_ref().and_then(|c| self.forms.get_mut(c)) {
                (STAGES[stage].count)(&lesson.layout, forms);
            }
        }
    }

    /// The forms of a lesson's collection.
    fn forms_of<'a>(forms: &'a BTreeMap<String, Forms>, none: &'a Forms, l: &Lesson) -> &'a Forms {
        l.collection.as_ref().and_then(|c| forms.get(c)).unwrap_or(none)
    }

    /// Makes questions on forms, not on what is a session: for these copies weigh more.
    fn ask_form(&self, make: impl Fn(&Lesson, &Forms, &mut Questions) + Sync) -> Questions {
        self.ask_weighed(COPY_OF_FORM / COPY, make)
    }

    /// Makes the questions of all lessons, in their order.
    fn ask(&self, make: impl Fn(&Lesson, &Forms, &mut Questions) + Sync) -> Questions {
        self.ask_weighed(1.0, make)
    }

    fn ask_weighed(
        &self,
        of_copies: f32,
        make: impl Fn(&Lesson, &Forms, &mut Questions) + Sync,
    ) -> Questions {
        let none = Forms::default();
        let parts: Vec<Questions> = self
            .lessons
            .par_iter()
            .map(|lesson| {
                let weight = if lesson.copy { lesson.weight * of_copies } else { lesson.weight };
                let mut questions = Questions::of_fold(lesson.fold, weight);
                make(lesson, Self::forms_of(&self.forms, &none, lesson), &mut questions);
                questions
            })
            .collect();
        Questions::join(parts)
    }

    fn learn_slots(&mut self) {
        let labels: Vec<Vec<Option<usize>>> =
            self.lessons.par_iter().map(|l| label::slots(&l.layout, &l.answers)).collect();
        let questions = self.ask_form(|lesson, _, q| {
            let mut f = Features::new();
            each_atom(lesson, &labels[lesson.index], |u, a, label| {
                slot::of_atom(&lesson.layout.sheet, u, a, &mut f);
                q.put(&f, label as u8, 1.0);
            });
        });
        (self.log)(&format!("slots: {} atoms", questions.len()));
        let models = questions.linear(6, 0.5, 80);
        self.set(models, |w, m| w.slots = m);
        self.each(|layout, forms, weights| (STAGES[0].read)(layout, forms, weights));
        self.count(0);
        let questions = self.ask_form(|lesson, forms, q| {
            let sheet = &lesson.layout.sheet;
            let local = slot::places(sheet);
            let mut f = Features::new();
            each_atom(lesson, &labels[lesson.index], |u, a, label| {
                slot::of_atom(sheet, u, a, &mut f);
                slot::of_others(sheet, u, a, &local, forms, &mut f);
                q.put(&f, label as u8, 1.0);
            });
        });
        let models = questions.linear(6, 0.2, 80);
        self.set(models, |w, m| w.slots_again = m);
        self.each(|layout, forms, weights| {
            slot::again(&mut layout.sheet, forms, weights);
            layout.cut_cells();
        });
        let right: (usize, usize) = self
            .lessons
            .iter()
            .zip(&labels)
            .flat_map(|(l, labels)| l.layout.sheet.atoms.iter().zip(labels))
            .filter_map(|(atom, label)| label.filter(|l| *l < 5).map(|l| atom.is(l)))
            .fold((0, 0), |(right, all), is| (right + usize::from(is), all + 1));
        (self.log)(&format!("slots again: {right:?} of what is none of the rest"));
    }

    fn set(&mut self, models: Vec<Linear>, put: impl Fn(&mut LayoutModel, Linear)) {
        for (weights, model) in self.weights.iter_mut().zip(models) {
            put(weights, model);
        }
    }

    fn learn_readings(&mut self) {
        let questions = self.ask(|lesson, _, q| {
            let mut f = Features::new();
            kind::features(&lesson.layout.sheet, &lesson.layout.bylines, &mut f);
            let titled = lesson.answers.talks.iter().filter(|t| t.must).count();
            q.put(&f, [kind::NONE, kind::ONE, kind::SEVERAL][titled.min(2)] as u8, 1.0);
        });
        let models = questions.linear(3, 0.05, 80);
        self.set(models, |w, m| w.kind = m);
        self.each(|layout, _, weights| {
            kind::find(&mut layout.sheet, &layout.bylines, weights);
        });
        let questions = self.ask_form(|lesson, _, q| {
            let layout = &lesson.layout;
            let mut f = Features::new();
            for (cell, label) in layout.cells.iter().zip(label::cells(layout, &lesson.answers)) {
                if !label.is_session() || cell.readings.len() < 2 {
                    continue;
                }
                q.open_group(label.weight);
                for (reading, talk) in cell.readings.iter().zip(&label.readings) {
                    reading::features(&layout.sheet, cell, *reading, &layout.bylines, true, &mut f);
                    q.put(&f, u8::from(talk.is_some()), 1.0);
                }
            }
        });
        let models = questions.conditional(0.3, 150);
        self.set(models, |w, m| w.reading = m);
        self.each(|layout, _, weights| {
            let none = Linear::default();
            reading::choose(
                &layout.sheet, &mut layout.cells, &layout.bylines, &weights.reading, &none,
            );
        });
        self.learn_cells(|w, m| w.cell = m, |w| &w.cell);
        self.each(|layout, _, _| reading::prune(&mut layout.cells));
        self.count(1);
        let questions = self.ask_form(|lesson, forms, q| {
            let layout = &lesson.layout;
            let labels = label::cells(layout, &lesson.answers);
            let mut last = usize::MAX;
            siblings::votes(&layout.sheet, &layout.cells, &layout.bylines, forms, |c, r, f| {
                let label = &labels[c];
                if !label.is_session() || label.readings.len() < 2 {
                    return;
                }
                if last != c {
                    q.open_group(label.weight);
                    last = c;
                }
                q.put(f, u8::from(label.readings[r].is_some()), 1.0);
            });
        });
        let models = questions.conditional(0.3, 150);
        self.set(models, |w, m| w.reading_again = m);
        self.each(|layout, forms, weights| {
            let model = &weights.reading_again;
            siblings::choose_again(&layout.sheet, &mut layout.cells, &layout.bylines, forms, model);
        });
        self.learn_cells(|w, m| w.cell_again = m, |w| &w.cell_again);
        self.count(2);
    }

    /// Learns whether cells are sessions by their best readings, and asks.
    fn learn_cells(
        &mut self,
        put: impl Fn(&mut LayoutModel, Linear),
        model: impl Fn(&LayoutModel) -> &Linear + Sync,
    ) {
        let questions = self.ask(|lesson, _, q| {
            let layout = &lesson.layout;
            let mut f = Features::new();
            for (cell, label) in layout.cells.iter().zip(label::cells(layout, &lesson.answers)) {
                let bylines = &layout.bylines;
                reading::features(&layout.sheet, cell, cell.reading(), bylines, false, &mut f);
                q.put(&f, u8::from(label.is_session()), label.weight);
            }
        });
        let models = questions.linear(2, 0.05, 80);
        self.set(models, put);
        self.each(|layout, _, weights| {
            reading::ask(&layout.sheet, &mut layout.cells, &layout.bylines, model(weights));
        });
        let (mut right, mut all) = (0, 0);
        for lesson in &self.lessons {
            let labels = label::cells(&lesson.layout, &lesson.answers);
            for (cell, label) in lesson.layout.cells.iter().zip(labels) {
                if label.is_session() && cell.readings.len() > 1 {
                    all += 1;
                    right += usize::from(label.readings[cell.best].is_some());
                }
            }
        }
        (self.log)(&format!("readings: {right} of {all} right; sessions: {}", self.score(true)));
    }

    fn learn_sessions(&mut self) {
        let questions = self.ask_weighed(COPY_OF_SIBLINGS / COPY, |lesson, forms, q| {
            let layout = &lesson.layout;
            let rows = siblings::rows(&layout.sheet, &layout.cells, &layout.bylines, forms);
            for (row, label) in rows.iter().zip(label::cells(layout, &lesson.answers)) {
                q.put_row(row, label.is_session(), label.weight);
            }
        });
        for (weights, trees) in self.weights.iter_mut().zip(questions.trees()) {
            weights.session = trees;
        }
        self.each(|layout, forms, weights| {
            let rows = siblings::rows(&layout.sheet, &layout.cells, &layout.bylines, forms);
            siblings::judge(&mut layout.cells, &rows, &weights.session);
        });
        self.calibrate();
        (self.log)(&format!("sessions with siblings: {}", self.score(false)));
    }

    /// Shifts the log-odds of sessions so that as many are expected of the notes themselves, each with the same weight
    /// and without copies, as there are.
    fn calibrate(&mut self) {
        let own = self.lessons.iter().filter(|lesson| !lesson.copy);
        let cells: Vec<(f32, bool)> = own
            .flat_map(|lesson| {
                let labels = label::cells(&lesson.layout, &lesson.answers);
                let odds = lesson.layout.cells.iter().map(|c| math::logit(c.together, 1e-6));
                odds.zip(labels).map(|(o, label)| (o, label.is_session())).collect::<Vec<_>>()
            })
            .collect();
        let right = cells.iter().filter(|(_, is)| *is).count() as f32;
        let expected =
            |shift: f32| cells.iter().map(|(odds, _)| math::logistic(odds + shift)).sum::<f32>();
        let (mut low, mut high) = (-3.0f32, 3.0f32);
        for _ in 0..30 {
            let middle = (low + high) / 2.0;
            if expected(middle) < right { low = middle } else { high = middle }
        }
        (self.log)(&format!("shift of log-odds: {low:.2}"));
        self.weights.iter_mut().for_each(|weights| weights.session.base += low);
        let shifted = |cell: &mut Cell| {
            cell.together = math::logistic(math::logit(cell.together, 1e-6) + low);
        };
        self.lessons.iter_mut().for_each(|l| l.layout.cells.iter_mut().for_each(shifted));
    }

    fn learn_pairs(&mut self) {
        self.each(|layout, _, _| layout.make_pairs());
        let gave = |lesson: &Lesson| -> Vec<Option<bool>> {
            let labels: Vec<CellLabel> = label::cells(&lesson.layout, &lesson.answers);
            let talks =
                label::talks_of_sessions(&lesson.layout.sessions, &lesson.layout.cells, &labels);
            let pair = |p: &Pair| {
                let of = &talks[p.session];
                (!of.is_empty())
                    .then(|| label::gave(&lesson.answers, of, &lesson.layout.people[p.person].name))
            };
            lesson.layout.pairs.iter().map(pair).collect()
        };
        let ask_pairs = |course: &Course| {
            course.ask_form(|lesson, _, q| {
                for (pair, right) in lesson.layout.pairs.iter().zip(gave(lesson)) {
                    if let Some(right) = right {
                        q.put(&pair.features, u8::from(right), 1.0);
                    }
                }
            })
        };
        let models = ask_pairs(self).linear(2, 0.3, 80);
        self.set(models, |w, m| w.speaker = m);
        self.each(|layout, _, weights| {
            speaker::first(&mut layout.pairs, weights);
            layout.make_employments();
        });
        let ask_works = |course: &Course| {
            course.ask_form(|lesson, _, q| {
                let layout = &lesson.layout;
                for pair in &layout.employments {
                    let person = &layout.people[pair.person];
                    let known = normal(&person.name);
                    if !lesson.answers.complete && !lesson.answers.people.contains(&known) {
                        continue;
                    }
                    let text = &layout.sheet.units[pair.unit].text[pair.range.0..pair.range.1];
                    q.put(
                        &pair.features,
                        u8::from(label::works(&lesson.answers, &person.name, text)),
                        1.0,
                    );
                }
            })
        };
        let models = ask_works(self).linear(2, 0.3, 80);
        self.set(models, |w, m| w.employer = m);
        self.each(|layout, _, weights| employer::first(&mut layout.employments, weights));
        self.count(3);
        self.each(|layout, forms, _| {
            let sessions = layout.sessions.len();
            speaker::add_siblings(&layout.sheet, sessions, &mut layout.pairs, forms);
            employer::add_siblings(&layout.sheet, &mut layout.employments, forms);
        });
        let models = ask_pairs(self).linear(2, 0.3, 80);
        self.set(models, |w, m| w.speaker_again = m);
        let models = ask_works(self).linear(2, 0.3, 80);
        self.set(models, |w, m| w.employer_again = m);
        self.each(|layout, _, weights| {
            speaker::again(&mut layout.pairs, weights);
            employer::again(&mut layout.employments, weights);
        });
        let (mut right, mut given, mut all) = (0, 0, 0);
        for lesson in &self.lessons {
            all += lesson
                .answers
                .talks
                .iter()
                .filter(|t| t.must)
                .map(|t| t.speakers.len())
                .sum::<usize>();
            for (pair, is) in lesson.layout.pairs.iter().zip(gave(lesson)) {
                let told =
                    pair.together > 0.5 && lesson.layout.sessions[pair.session].confidence > 0.5;
                given += usize::from(told);
                right += usize::from(told && is == Some(true));
            }
        }
        (self.log)(&format!("speakers: {right} right of {given} given, {all} wanted"));
    }

    /// What was missed and what is wrong, a line each: the note, how likely it was, the title.
    pub fn errors(&self) -> String {
        let mut out = String::new();
        for lesson in &self.lessons {
            let layout = &lesson.layout;
            let labels = label::cells(layout, &lesson.answers);
            let sessions = decode(&layout.sheet, &layout.cells, 0.5);
            let told = label::talks_of_sessions(&sessions, &layout.cells, &labels);
            let path = format!(
                "{}/{}",
                lesson.collection.as_deref().unwrap_or(&lesson.group),
                layout.sheet.path
            );
            out += &format!("{path} kind {:.2?}\n", layout.sheet.kind);
            for (session, talks) in sessions.iter().zip(&told) {
                let unit = &layout.sheet.units[session.places[0].0];
                let mark = if talks.is_empty() { "+" } else { "=" };
                out += &format!(
                    "  {mark} {:.2} {:?} {} | {}\n",
                    session.confidence, unit.kind, session.title, unit.text
                );
            }
            let found: BTreeSet<usize> = told.into_iter().flatten().collect();
            for (t, talk) in lesson
                .answers
                .talks
                .iter()
                .enumerate()
                .filter(|(t, a)| a.must && !found.contains(t))
            {
                let best =
                    labels.iter().zip(&layout.cells).filter(|(l, _)| l.readings.contains(&Some(t)));
                let best = best.max_by(|a, b| a.1.together.total_cmp(&b.1.together));
                let how = best.map_or("no reading".to_string(), |(l, c)| {
                    let unit = &layout.sheet.units[c.unit];
                    let right = l.readings[c.best].is_some();
                    format!("{:.2} {:?} reading {right} | {}", c.together, unit.kind, unit.text)
                });
                out += &format!("  - {} -- {how}\n", talk.title.as_deref().unwrap_or(""));
            }
        }
        out
    }

    /// Precision, recall and F1 of titles for repositories and posts.
    fn score(&self, alone: bool) -> String {
        let mut out = String::new();
        for (name, of_collection) in [("repositories", true), ("posts", false)] {
            let (mut given, mut right, mut wanted) = (0, 0, 0);
            for lesson in
                self.lessons.iter().filter(|l| l.answers.complete != of_collection && !l.copy)
            {
                let layout = &lesson.layout;
                let labels = label::cells(layout, &lesson.answers);
                let mut cells = layout.cells.clone();
                if alone {
                    cells.iter_mut().for_each(|c| c.together = c.alone);
                }
                wanted += lesson.answers.talks.iter().filter(|t| t.must).count();
                let sessions = decode(&layout.sheet, &cells, 0.5);
                given += sessions.len();
                let told = label::talks_of_sessions(&sessions, &cells, &labels);
                let found: BTreeSet<usize> = told.into_iter().flatten().collect();
                right += found.len();
            }
            let (p, r) = (
                right as f64 / f64::from(given.max(1) as u32),
                right as f64 / f64::from(wanted.max(1) as u32),
            );
            out += &format!(" {name} P {p:.3} R {r:.3} F1 {:.3};", 2.0 * p * r / (p + r).max(1e-9));
        }
        out
    }
}

/// Calls for each atom whose slot is known, with its unit, its index and its slot.
fn each_atom(lesson: &Lesson, labels: &[Option<usize>], mut f: impl FnMut(usize, usize, usize)) {
    for (u, unit) in lesson.layout.sheet.units.iter().enumerate() {
        for a in unit.atoms.clone() {
            if let Some(label) = labels[a] {
                f(u, a, label);
            }
        }
    }
}
