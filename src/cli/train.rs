//! `hallway train POSTS ANSWERS` (build feature `train`)

use crate::cli::extract::json;
use crate::cli::options::Outcome;
use crate::cli::screen;
use clap::Args;
use hallway::curated::lexicon::Lexicon;
use hallway::store::Error;
use hallway::store::notes::{self, Choice};
use hallway::train::gold::Gold;
use hallway::train::scores::Scores;
use hallway::train::{self, Example};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Train the models on posts with answers
///
/// Prints how well the findings agree with the answers, in cross-validation: the models that judge a
/// post have not seen it. With --write, the weights learnt from all posts replace those in data/models.
#[derive(Args)]
pub struct TrainCommand {
    /// The folder of posts
    posts: PathBuf,
    /// The folder of answers, one JSON file per post
    answers: PathBuf,
    /// Write the weights to data/models
    #[arg(long)]
    write: bool,
    /// Write the findings for each post, like extract --format jsonl
    #[arg(long, value_name = "FILE")]
    found: Option<PathBuf>,
    /// Write what the rules asked, with features and right answers, as JSON Lines
    #[arg(long, value_name = "FILE")]
    asked: Option<PathBuf>,
}

impl TrainCommand {
    /// Trains the models, prints the table, and writes the files asked for.
    pub fn run(&self) -> Result<Outcome, Error> {
        let lexicon = Lexicon::embedded();
        let examples = self.examples(&lexicon)?;
        if examples.is_empty() {
            return Ok(Outcome::Nothing);
        }
        let failed = || Error::disk("learn", &self.posts);
        let findings = train::cross_validate(&examples, &lexicon).map_err(failed())?;
        let mut scores = Scores::default();
        for (example, found) in examples.iter().zip(&findings) {
            scores.add(example.gold(), found);
        }
        screen::print(&scores.table())?;
        if let Some(file) = &self.found {
            write(file, &json::lines(&findings))?;
        }
        if let Some(file) = &self.asked {
            let rows: Vec<String> = train::asked(&examples, &lexicon)
                .map_err(failed())?
                .iter()
                .map(|row| serde_json::to_string(row).unwrap_or_default() + "\n")
                .collect();
            write(file, &rows.concat())?;
        }
        if self.write {
            let all: Vec<&Example> = examples.iter().collect();
            for model in train::learn(&all, &lexicon).map_err(failed())? {
                let file = format!("data/models/{}.tsv", model.question.word());
                write(Path::new(&file), &table(&model))?;
            }
        }
        Ok(Outcome::Done)
    }

    /// The posts that have answers, in the order of their names.
    fn examples(&self, lexicon: &Lexicon) -> Result<Vec<Example>, Error> {
        let mut examples = Vec::new();
        for source in notes::read(&self.posts, &Choice::default())?.sources {
            let file = self.answers.join(&source.path).with_extension("json");
            let text = std::fs::read_to_string(&file).map_err(Error::disk("read", &file))?;
            let gold: Gold = serde_json::from_str(&text)
                .map_err(|error| Error::disk("understand", &file)(error.into()))?;
            examples.push(Example::new(&source.path, &source.bytes, gold, lexicon));
        }
        Ok(examples)
    }
}

/// A model as a table of weights.
fn table(model: &train::LearntModel) -> String {
    let mut out = format!(
        "# What speaks for a yes of the model “{}”, and against it; written by hallway train.\n\
         # p = 1 / (1 + e^-(bias + sum of weight x amount)); the answer is yes from 0.5 on.\n",
        model.question.word(),
    );
    for (name, weight) in &model.weights {
        let _ = writeln!(out, "{name}\t{weight:.3}");
    }
    out
}

fn write(path: &Path, text: &str) -> Result<(), Error> {
    std::fs::write(path, text).map_err(Error::disk("write", path))
}
