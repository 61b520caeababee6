//! Asking the models, and keeping what was asked when somebody wants to learn from it.

use crate::model::Models;
use crate::model::Question;
use crate::model::feature::Features;
use std::cell::RefCell;

/// A model's yes.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// How sure, from 0 to 1.
    pub probability: f32,
    /// What spoke for it and against it.
    pub reasons: String,
}

/// What was asked: a row to learn from, once somebody says what the answer should have been.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The question.
    pub question: Question,
    /// The names that it was about: a thing's, or a subject's and an object's.
    pub about: Vec<String>,
    /// The features with their amounts.
    pub features: Vec<(String, f32)>,
}

/// Answers questions with some models.
pub struct Oracle<'m> {
    models: &'m Models,
    heard: Option<RefCell<Vec<Asked>>>,
}

impl<'m> Oracle<'m> {
    /// Only answers.
    pub fn new(models: &'m Models) -> Oracle<'m> {
        Oracle { models, heard: None }
    }

    /// Answers, and keeps what was asked.
    pub fn listening(models: &'m Models) -> Oracle<'m> {
        Oracle { models, heard: Some(RefCell::default()) }
    }

    /// What was asked so far.
    pub fn heard(self) -> Vec<Asked> {
        self.heard.map(RefCell::into_inner).unwrap_or_default()
    }

    /// The model's answer, if it is yes.
    pub fn ask(&self, question: Question, about: &[&str], features: &Features) -> Option<Answer> {
        if let Some(heard) = &self.heard {
            let about = about.iter().map(|name| name.to_string()).collect();
            let features = features.all().iter().map(|f| (f.to_string(), f.amount)).collect();
            heard.borrow_mut().push(Asked { question, about, features });
        }
        let weights = self.models.of(question);
        let probability = weights.yes(features)?;
        Some(Answer { probability, reasons: weights.reasons(features) })
    }
}
