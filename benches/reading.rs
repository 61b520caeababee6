//! How fast notes are read on one thread, stage by stage, and how fast the program starts.
//!
//! ```sh
//! cargo bench                                     # the sample notes, read again and again
//! HALLWAY_NOTES=~/vault cargo bench               # a corpus of your own, and all folders below it
//! cargo bench -- extract                          # only what has this word in its name
//! ```
//! Each line is the best of some rounds: other programs make a round slower, nothing makes it faster.

use hallway::curated::lexicon::Lexicon;
use hallway::document::parser;
use hallway::extract;
use hallway::layout;
use hallway::layout::forms::Forms;
use hallway::layout::weights::LayoutModel;
use hallway::model::Models;
use hallway::model::oracle::Oracle;
use hallway::note::Note;
use hallway::store::notes;
use hallway::store::notes::Source;
use std::error::Error;
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Rounds of a measurement that lasts; short ones get more.
const ROUNDS: u32 = 3;
/// A corpus with less than this many bytes is read so often that a round reads that many.
const ENOUGH: usize = 4_000_000;

fn main() -> Result<(), Box<dyn Error>> {
    // Cargo itself passes `--bench`; what is left is the word that chooses.
    let chosen = std::env::args().skip(1).find(|a| !a.starts_with("--")).unwrap_or_default();
    let sources = corpus()?;
    let bench = Bench { chosen, bytes: sources.iter().map(|s| s.bytes.len()).sum() };
    println!("{} notes, {:.2} MB", sources.len(), bench.bytes as f64 / 1e6);
    throughput(&bench, &sources);
    start(&bench, &sources[0]);
    Ok(())
}

/// The notes to read: those that the environment names, or the samples.
fn corpus() -> Result<Vec<Source>, Box<dyn Error>> {
    let named = std::env::var_os("HALLWAY_NOTES").unwrap_or_else(|| "notes".into());
    let sources = notes::read(Path::new(&named), &notes::Choice::default())?.sources;
    if sources.is_empty() {
        return Err(format!("no notes in {}", named.display()).into());
    }
    Ok(sources)
}

fn throughput(bench: &Bench, sources: &[Source]) {
    let lexicon = Lexicon::embedded();
    let models = Models::embedded();
    let oracle = Oracle::new(&models);
    let notes: Vec<Note> = sources.iter().map(|s| Note::new(&s.path, &s.bytes).0).collect();
    let documents: Vec<_> = notes.iter().map(|note| parser::parse(note).0).collect();
    bench.speed("decode", || {
        sources.iter().for_each(|s| drop(black_box(Note::new(&s.path, &s.bytes))));
    });
    bench.speed("parse", || notes.iter().for_each(|n| drop(black_box(parser::parse(n)))));
    let (forms, model) = (Forms::default(), LayoutModel::embedded());
    let layout = |(n, d)| layout::read(n, d, &lexicon, &forms, model);
    bench.speed("layout", || {
        notes.iter().zip(&documents).for_each(|pair| drop(black_box(layout(pair))));
    });
    let layouts: Vec<_> = notes.iter().zip(&documents).map(layout).collect();
    bench.speed("extract", || {
        let all = notes.iter().zip(&documents).zip(&layouts);
        all.for_each(|((n, d), l)| drop(black_box(extract::extract(n, d, l, &lexicon, &oracle))));
    });
    bench.speed("read (all four)", || {
        sources.iter().for_each(|s| drop(black_box(hallway::read(s, &lexicon, &forms))));
    });
}

fn start(bench: &Bench, source: &Source) {
    bench.time("catalogue opened, one note read", || {
        drop(black_box(hallway::read(source, &Lexicon::embedded(), &Forms::default())));
    });
    bench.time("hallway --version", || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hallway"));
        let status = command.arg("--version").stdout(Stdio::null()).status();
        assert!(status.is_ok_and(|s| s.success()), "hallway does not start");
    });
}

/// What to measure, and against how much text.
struct Bench {
    chosen: String,
    bytes: usize,
}

impl Bench {
    /// Prints how many megabytes of notes a second `work`, which goes over all of them, gets through.
    fn speed(&self, name: &str, work: impl Fn()) {
        if name.contains(&self.chosen) {
            let again = ENOUGH.div_ceil(self.bytes).max(1);
            let best = best(ROUNDS, || (0..again).for_each(|_| work()));
            let speed = (self.bytes * again) as f64 / 1e6 / best.as_secs_f64();
            println!("{name:32} {speed:8.1} MB/s");
        }
    }

    /// Prints how long `work` takes.
    fn time(&self, name: &str, work: impl Fn()) {
        if name.contains(&self.chosen) {
            let best = best(20, work);
            println!("{name:32} {:8.2} ms", best.as_secs_f64() * 1e3);
        }
    }
}

/// The shortest of some rounds.
fn best(rounds: u32, work: impl Fn()) -> Duration {
    let round = |_| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    (0..rounds).map(round).min().unwrap_or_default()
}
