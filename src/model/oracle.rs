//! Asks the models, and records the questions if they are needed for training.

use crate::model::Models;
use crate::model::Question;
use crate::model::feature::Features;
use std::cell::RefCell;

/// A model's answer, if it is yes.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelAnswer {
    /// The probability, from 0 to 1.
    pub probability: f32,
    /// What spoke for it and against it.
    pub reasons: String,
}

/// A question that was asked: a training row, once the right answer is added.
#[derive(Clone, Debug, PartialEq)]
pub struct AskedQuestion {
    /// The question.
    pub question: Question,
    /// The names that it is about: that of an entity, or those of a subject and an object.
    pub about: Vec<String>,
    /// Its features with their amounts.
    pub features: Vec<(String, f32)>,
}

/// Answers questions with some models.
pub struct Oracle<'m> {
    models: &'m Models,
    recorded: Option<RefCell<Vec<AskedQuestion>>>,
}

impl<'m> Oracle<'m> {
    /// Answers questions.
    pub fn new(models: &'m Models) -> Oracle<'m> {
        Oracle { models, recorded: None }
    }

    /// Answers questions and records them.
    pub fn recording(models: &'m Models) -> Oracle<'m> {
        Oracle { models, recorded: Some(RefCell::default()) }
    }

    /// The questions recorded so far.
    pub fn recorded(self) -> Vec<AskedQuestion> {
        self.recorded.map(RefCell::into_inner).unwrap_or_default()
    }

    /// The model's answer, if it is yes.
    pub fn ask(
        &self,
        question: Question,
        about: &[&str],
        features: &Features,
    ) -> Option<ModelAnswer> {
        if let Some(recorded) = &self.recorded {
            let about = about.iter().map(|name| name.to_string()).collect();
            let features = features.all().iter().map(|f| (f.to_string(), f.amount)).collect();
            recorded.borrow_mut().push(AskedQuestion { question, about, features });
        }
        let weights = self.models.of(question);
        let probability = weights.yes(features)?;
        Some(ModelAnswer { probability, reasons: weights.reasons(features) })
    }
}
