//! Learns the models of [`crate::model`] from posts with answers, and evaluates them by cross-validation: the results
//! for a post come from models that have not seen it.
//!
//! Rules ask questions one after the other, and later ones depend on earlier answers. So a model learns from rows
//! that were made with the answers of models which had not seen the post either.

use crate::curated::lexicon::Lexicon;
use crate::document::Document;
use crate::document::parser;
use crate::extract;
use crate::finding::Findings;
use crate::layout::Layout;
use crate::layout::forms::Forms;
use crate::layout::read as layout_of;
use crate::layout::weights::LayoutModel;
use crate::model::oracle::{AskedQuestion, Oracle};
use crate::model::{Models, Question, Weights};
use crate::note::Note;
use crate::train::fit::TrainingRow;
use crate::train::gold::{Gold, MUST};
use crate::vocabulary::Kind;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeSet;
use std::io;

pub mod numbers;
pub mod gold;
pub mod scores;
pub mod fit;
pub mod layout;

/// The number of parts that the posts are divided into; each is left out once.
pub const FOLDS: usize = 5;

/// A post with its answers.
pub struct Example {
    note: Note,
    document: Document,
    layout: Layout,
    gold: Gold,
}

impl Example {
    /// Reads a post from its bytes.
    pub fn new(path: &str, bytes: &[u8], gold: Gold, lexicon: &Lexicon) -> Example {
        let (note, _) = Note::new(path, bytes);
        let (document, _) = parser::parse(&note);
        let (forms, weights) = (Forms::default(), LayoutModel::embedded());
        let layout = layout_of(&note, &document, lexicon, &forms, weights);
        Example { note, document, layout, gold }
    }

    /// The answers.
    pub fn gold(&self) -> &Gold {
        &self.gold
    }

    /// The findings with these models.
    pub fn found(&self, lexicon: &Lexicon, models: &Models) -> Findings {
        extract::extract(&self.note, &self.document, &self.layout, lexicon, &Oracle::new(models))
    }

    /// The questions that rules ask about it, with the right answers.
    fn rows(&self, lexicon: &Lexicon, models: &Models, question: Question) -> Vec<TrainingRow> {
        let oracle = Oracle::recording(models);
        extract::extract(&self.note, &self.document, &self.layout, lexicon, &oracle);
        let recorded = oracle.recorded().into_iter().filter(|asked| asked.question == question);
        recorded.map(|asked| self.answered(asked)).collect()
    }

    /// The right answer to a question.
    fn answered(&self, asked: AskedQuestion) -> TrainingRow {
        let name = |i: usize| asked.about.get(i).map_or("", String::as_str);
        let (meaning, must) = match asked.question {
            Question::Tool => self.entity(Kind::Tool, name(0)),
            Question::Company => self.entity(Kind::Company, name(0)),
            Question::Topic => self.entity(Kind::Topic, name(0)),
            Question::TalkedAbout => self.talked_about(name(0), name(1), name(2)),
        };
        let name = name(0).to_string();
        TrainingRow { name, features: asked.features, yes: meaning.is_some(), meaning, must }
    }

    fn entity(&self, kind: Kind, name: &str) -> (Option<usize>, bool) {
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

    /// The number of expected answers.
    fn expected(&self, question: Question) -> usize {
        let entities = |kind| self.gold.items(kind).iter().filter(|item| item.must()).count();
        let pairs = |all: &[(String, String, String)]| all.iter().filter(|p| p.2 == MUST).count();
        match question {
            Question::Tool => entities(Kind::Tool),
            Question::Company => entities(Kind::Company),
            Question::Topic => entities(Kind::Topic),
            Question::TalkedAbout => pairs(&self.gold.talked_about),
        }
    }
}

/// A model with the names of its features, to be written to a file.
pub struct LearntModel {
    /// The question that it answers.
    pub question: Question,
    /// The names of its features with their weights.
    pub weights: Vec<(String, f32)>,
}

/// The indices of the posts in each part: the first of every five, the second …
fn folds(count: usize) -> Vec<Vec<usize>> {
    (0..FOLDS).map(|fold| (fold..count).step_by(FOLDS).collect()).collect()
}

/// A question with its right answer, to look at what models learn from.
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

/// All questions about some posts. Earlier questions are answered by models that have learnt from all of them.
/// Errors: of the disk.
pub fn asked(examples: &[Example], lexicon: &Lexicon) -> io::Result<Vec<Lesson>> {
    let models = models(&learn(&examples.iter().collect::<Vec<_>>(), lexicon)?);
    let lessons = |example: &Example| {
        let oracle = Oracle::recording(&models);
        extract::extract(&example.note, &example.document, &example.layout, lexicon, &oracle);
        let lesson = |asked: AskedQuestion| {
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
        oracle.recorded().into_iter().map(lesson).collect::<Vec<_>>()
    };
    Ok(examples.iter().flat_map(lessons).collect())
}

/// Learns all models from some posts. Errors: of the disk.
pub fn learn(examples: &[&Example], lexicon: &Lexicon) -> io::Result<Vec<LearntModel>> {
    let folds = folds(examples.len());
    // For each part, models that have not seen it.
    let mut without: Vec<Models> = vec![Models::default(); FOLDS];
    let mut learnt = Vec::new();
    for question in Question::ALL {
        let rows: Vec<Vec<(usize, TrainingRow)>> = (0..FOLDS)
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
        let mut predicted = Vec::new();
        for (fold, rows) in rows.iter().enumerate() {
            let model = Weights::new(&weights[fold]);
            predicted.extend(rows.iter().map(|(i, row)| (probability(&model, row), row, *i)));
        }
        let expected = examples.iter().map(|e| e.expected(question)).sum();
        if question == Question::Topic {
            predicted = fit::without_rivals(predicted);
        }
        let scale = fit::scale(&predicted, expected);
        let mut weights: Vec<Vec<(String, f32)>> =
            weights.into_iter().map(|weights| scale.apply(weights)).collect();
        for (fold, models) in without.iter_mut().enumerate() {
            models.put(question, Weights::new(&weights[fold]));
        }
        learnt.push(LearntModel { question, weights: weights.pop().unwrap_or_default() });
    }
    Ok(learnt)
}

/// The probability that a model gives for a row.
fn probability(model: &Weights, row: &TrainingRow) -> f32 {
    model.probability_of(row.features.iter().map(|(name, amount)| (name.as_str(), *amount)))
}

/// The learnt models, ready for use.
pub fn models(learnt: &[LearntModel]) -> Models {
    let mut models = Models::default();
    for model in learnt {
        models.put(model.question, Weights::new(&model.weights));
    }
    models
}

/// The findings in each post with models that have not seen it, in the order of the posts. Errors: of the disk.
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
