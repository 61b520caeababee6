//! Learning the models of [`crate::model`] from posts with answers, and telling honestly how well that
//! goes: what is reported of a post was learnt without it.
//!
//! Rules ask their questions one after the other, and later ones build on earlier answers. So a model
//! learns from rows that were made with answers of models which had not seen the post either.

use crate::curated::Lexicon;
use crate::document::{self, Document};
use crate::extract;
use crate::finding::Findings;
use crate::model::ask::{Asked, Oracle};
use crate::model::{Models, Question, Weights};
use crate::note::Note;
use crate::train::fit::Row;
use crate::train::gold::{Gold, MUST};
use crate::vocabulary::Kind;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeSet;
use std::io;

pub mod gold;
pub mod tally;
pub mod fit;

/// Into how many parts the posts are divided; each is left out once.
pub const FOLDS: usize = 5;

/// A post with its answers.
pub struct Example {
    note: Note,
    document: Document,
    gold: Gold,
}

impl Example {
    /// A post read from its bytes.
    pub fn new(path: &str, bytes: &[u8], gold: Gold) -> Example {
        let (note, _) = Note::new(path, bytes);
        let (document, _) = document::parse(&note);
        Example { note, document, gold }
    }

    /// The answers.
    pub fn gold(&self) -> &Gold {
        &self.gold
    }

    /// What is found in it with these models.
    pub fn found(&self, lexicon: &Lexicon, models: &Models) -> Findings {
        extract::extract(&self.note, &self.document, lexicon, &Oracle::new(models))
    }

    /// What rules ask of it, with the right answers.
    fn rows(&self, lexicon: &Lexicon, models: &Models, question: Question) -> Vec<Row> {
        let oracle = Oracle::listening(models);
        extract::extract(&self.note, &self.document, lexicon, &oracle);
        let heard = oracle.heard().into_iter().filter(|asked| asked.question == question);
        heard.map(|asked| self.answered(asked)).collect()
    }

    /// The right answer to a question.
    fn answered(&self, asked: Asked) -> Row {
        let name = |i: usize| asked.about.get(i).map_or("", String::as_str);
        let (meaning, must) = match asked.question {
            Question::Tool => self.thing(Kind::Tool, name(0)),
            Question::Company => self.thing(Kind::Company, name(0)),
            Question::Topic => self.thing(Kind::Topic, name(0)),
            Question::TalkedAbout => self.talked_about(name(0), name(1), name(2)),
        };
        let name = name(0).to_string();
        Row { name, features: asked.features, yes: meaning.is_some(), meaning, must }
    }

    fn thing(&self, kind: Kind, name: &str) -> (Option<usize>, bool) {
        let meaning = self.gold.means(kind, name);
        (meaning, meaning.is_some_and(|m| self.gold.items(kind)[m].must()))
    }

    /// `kind` is the word for the kind of the object.
    fn talked_about(&self, person: &str, object: &str, kind: &str) -> (Option<usize>, bool) {
        let gold = &self.gold;
        let kind = if kind == Kind::Tool.word() { Kind::Tool } else { Kind::Topic };
        let who = gold.means(Kind::Person, person);
        let Some(what) = gold.means(kind, object).filter(|_| who.is_some()) else {
            return (None, false);
        };
        let told = gold.talked_about.iter().position(|(p, o, _)| {
            gold.means(Kind::Person, p) == who && gold.subjects(o).contains(&(kind, what))
        });
        (told, told.is_some_and(|i| gold.talked_about[i].2 == MUST))
    }

    /// How many answers are expected.
    fn expected(&self, question: Question) -> usize {
        let things = |kind| self.gold.items(kind).iter().filter(|item| item.must()).count();
        let pairs = |all: &[(String, String, String)]| all.iter().filter(|p| p.2 == MUST).count();
        match question {
            Question::Tool => things(Kind::Tool),
            Question::Company => things(Kind::Company),
            Question::Topic => things(Kind::Topic),
            Question::TalkedAbout => pairs(&self.gold.talked_about),
        }
    }
}

/// A model with names for its weights, as it is written down.
pub struct Learnt {
    /// The question that it answers.
    pub question: Question,
    /// Features with their weights, by name.
    pub weights: Vec<(String, f32)>,
}

/// The parts of some posts: the first of each five, the second …
fn folds(count: usize) -> Vec<Vec<usize>> {
    (0..FOLDS).map(|fold| (fold..count).step_by(FOLDS).collect()).collect()
}

/// A question with its right answer, for whoever wants to look at what models learn from.
#[derive(Clone, Debug, Serialize)]
pub struct Lesson {
    post: String,
    question: &'static str,
    about: Vec<String>,
    features: Vec<(String, f32)>,
    yes: bool,
    must: bool,
    meaning: Option<usize>,
}

/// All that is asked of some posts, earlier questions being answered by models that have learnt from
/// all of them. Errors: of the disk.
pub fn asked(examples: &[Example], lexicon: &Lexicon) -> io::Result<Vec<Lesson>> {
    let models = models(&learn(&examples.iter().collect::<Vec<_>>(), lexicon)?);
    let lessons = |example: &Example| {
        let oracle = Oracle::listening(&models);
        extract::extract(&example.note, &example.document, lexicon, &oracle);
        let lesson = |asked: Asked| {
            let row = example.answered(asked.clone());
            Lesson {
                post: example.note.path.clone(),
                question: asked.question.word(),
                about: asked.about,
                features: asked.features,
                yes: row.yes,
                must: row.must,
                meaning: row.meaning,
            }
        };
        oracle.heard().into_iter().map(lesson).collect::<Vec<_>>()
    };
    Ok(examples.iter().flat_map(lessons).collect())
}

/// Learns all models from some posts. Errors: of the disk.
pub fn learn(examples: &[&Example], lexicon: &Lexicon) -> io::Result<Vec<Learnt>> {
    let folds = folds(examples.len());
    // Models that have not seen one of the parts.
    let mut without: Vec<Models> = vec![Models::default(); FOLDS];
    let mut learnt = Vec::new();
    for question in Question::ALL {
        let rows: Vec<Vec<(usize, Row)>> = (0..FOLDS)
            .into_par_iter()
            .map(|fold| {
                let asked = |&i: &usize| {
                    let rows = examples[i].rows(lexicon, &without[fold], question);
                    rows.into_iter().map(move |row| (i, row))
                };
                folds[fold].iter().flat_map(asked).collect()
            })
            .collect();
        if rows.iter().flatten().all(|(_, row)| !row.yes) {
            continue;
        }
        let weights: Vec<Vec<(String, f32)>> = (0..=FOLDS)
            .into_par_iter()
            .map(|left_out| {
                let kept = rows.iter().enumerate().filter(|(fold, _)| *fold != left_out);
                fit::weights(
                    &kept.flat_map(|(_, rows)| rows.iter().map(|(_, r)| r)).collect::<Vec<_>>(),
                )
            })
            .collect::<io::Result<_>>()?;
        let mut told = Vec::new();
        for (fold, rows) in rows.iter().enumerate() {
            let model = Weights::new(&weights[fold]);
            told.extend(rows.iter().map(|(i, row)| (probability(&model, row), row, *i)));
        }
        let expected = examples.iter().map(|e| e.expected(question)).sum();
        if question == Question::Topic {
            told = fit::without_rivals(told);
        }
        let scale = fit::scale(&told, expected);
        let mut weights: Vec<Vec<(String, f32)>> =
            weights.into_iter().map(|weights| scale.apply(weights)).collect();
        for (fold, models) in without.iter_mut().enumerate() {
            models.put(question, Weights::new(&weights[fold]));
        }
        learnt.push(Learnt { question, weights: weights.pop().unwrap_or_default() });
    }
    Ok(learnt)
}

/// What a model says of a row.
fn probability(model: &Weights, row: &Row) -> f32 {
    model.probability_of(row.features.iter().map(|(name, amount)| (name.as_str(), *amount)))
}

/// Models in use from those that were learnt.
pub fn models(learnt: &[Learnt]) -> Models {
    let mut models = Models::default();
    for model in learnt {
        models.put(model.question, Weights::new(&model.weights));
    }
    models
}

/// What is found in each post by models that have not seen it, in the order of the posts.
/// Errors: of the disk.
pub fn cross_validate(examples: &[Example], lexicon: &Lexicon) -> io::Result<Vec<Findings>> {
    let mut found: Vec<(usize, Findings)> = Vec::new();
    for fold in folds(examples.len()) {
        let left_out: BTreeSet<usize> = fold.into_iter().collect();
        let kept = examples.iter().enumerate().filter(|(i, _)| !left_out.contains(i));
        let learnt = learn(&kept.map(|(_, example)| example).collect::<Vec<_>>(), lexicon)?;
        let models = models(&learnt);
        found.extend(left_out.into_iter().map(|i| (i, examples[i].found(lexicon, &models))));
    }
    found.sort_by_key(|(i, _)| *i);
    Ok(found.into_iter().map(|(_, findings)| findings).collect())
}
