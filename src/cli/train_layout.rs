//! `hallway train-layout FOLDER…` (build feature `train`)

use crate::cli::options::Outcome;
use clap::Args;
use hallway::curated::lexicon::Lexicon;
use hallway::store::Error;
use hallway::store::notes::{self, Choice};
use hallway::train::layout::answers::Answers;
use hallway::train::layout::{Course, Lesson};
use rayon::prelude::*;
use serde_json::Value;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Train the reading of forms on notes with answers
///
/// Each folder has `posts` and `gold`: for each post an object with its answers, or for each folder of posts
/// (a repository) a list of its sessions. Prints how well each stage does on notes that it has not seen.
#[derive(Args)]
pub struct TrainLayoutCommand {
    /// Folders with posts and gold
    #[arg(required = true)]
    folders: Vec<PathBuf>,
    /// How many copies of each note in other forms to learn from as well
    #[arg(long, value_name = "N", default_value_t = 3)]
    copies: u64,
    /// Write the weights learnt from all notes to this file
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,
    /// Write the weights of each fold and a list of folds to this folder
    #[arg(long, value_name = "FOLDER")]
    folds: Option<PathBuf>,
    /// Write what was missed and what is wrong
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,
}

impl TrainLayoutCommand {
    /// Trains, and writes what was asked for.
    pub fn run(&self) -> Result<Outcome, Error> {
        let lexicon = Lexicon::embedded();
        let mut lessons = Vec::new();
        for folder in &self.folders {
            lessons.extend(read_folder(folder, self.copies, &lexicon)?);
        }
        let start = std::time::Instant::now();
        eprintln!("{} notes", lessons.len());
        let mut course = Course::new(lessons, |line| eprintln!("{line}"));
        course.run();
        eprintln!("{:.0} s", start.elapsed().as_secs_f32());
        if let Some(folder) = &self.folds {
            std::fs::create_dir_all(folder).map_err(Error::disk("write", folder))?;
            let mut list = String::new();
            for (group, fold) in course.folds() {
                let _ = writeln!(list, "{group}\t{fold}");
            }
            write(&folder.join("folds.tsv"), list.as_bytes())?;
            for (fold, weights) in course.weights.iter_mut().enumerate() {
                write(&folder.join(format!("{fold}.bin")), &weights.write())?;
            }
        }
        if let Some(file) = &self.errors {
            write(file, course.errors().as_bytes())?;
        }
        if let Some(file) = &self.write {
            let all = course.weights.last_mut().map(|w| w.write()).unwrap_or_default();
            write(file, &all)?;
        }
        Ok(Outcome::Done)
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    std::fs::write(path, bytes).map_err(Error::disk("write", path))
}

fn value(file: &Path) -> Result<Value, Error> {
    let text = std::fs::read_to_string(file).map_err(Error::disk("read", file))?;
    serde_json::from_str(&text).map_err(|error| Error::disk("understand", file)(error.into()))
}

/// The lessons of a folder.
fn read_folder(folder: &Path, copies: u64, lexicon: &Lexicon) -> Result<Vec<Lesson>, Error> {
    let (posts, gold) = (folder.join("posts"), folder.join("gold"));
    let set = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut files: Vec<PathBuf> = std::fs::read_dir(&gold)
        .map_err(Error::disk("read", &gold))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .collect();
    files.sort();
    let lessons = files.par_iter().map(|file| {
        let answers = value(file)?;
        match answers.as_array() {
            Some(rows) => {
                let name = file.file_stem().unwrap_or_default().to_string_lossy();
                let notes = repository(&posts.join(&*name), rows)?;
                Ok(Lesson::of(&notes, &name, Some(&name), copies, lexicon))
            }
            None => {
                let (note, group) = post(&posts, &set, &answers)?;
                // Posts of one folder are siblings, though their authors are not the same.
                let mut lessons = Lesson::of(&[note], &group, None, copies, lexicon);
                lessons[0].collection = Some(set.clone());
                Ok(lessons)
            }
        }
    });
    Ok(lessons.collect::<Result<Vec<_>, Error>>()?.into_iter().flatten().collect())
}

/// A note with its path and answers.
type Answered = (String, Vec<u8>, Answers);

/// A post and its author.
fn post(posts: &Path, set: &str, answers: &Value) -> Result<(Answered, String), Error> {
    let name = answers["post"].as_str().unwrap_or_default();
    let path = posts.join(name);
    let bytes = std::fs::read(&path).map_err(Error::disk("read", &path))?;
    let author = name.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
    let author = author.split('-').next().unwrap_or(author);
    let group = if set == "elsewhere" { format!("elsewhere:{author}") } else { author.to_string() };
    Ok(((name.to_string(), bytes, Answers::of_post(answers)), group))
}

/// The notes of a repository that tell of sessions.
fn repository(folder: &Path, rows: &[Value]) -> Result<Vec<Answered>, Error> {
    let sources = notes::read(folder, &Choice::default())?.sources;
    let answered = |source: notes::Source| {
        let of: Vec<&Value> = rows.iter().filter(|r| r["note"] == source.path.as_str()).collect();
        let answers = Answers::of_rows(&of);
        (!of.is_empty()).then_some((source.path, source.bytes, answers))
    };
    Ok(sources.into_iter().filter_map(answered).collect())
}
