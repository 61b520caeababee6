//! `hallway watch`, and the loop that it shares with `hallway serve`.

use crate::cli::build::Build;
use crate::cli::screen::{self, Screen};
use crate::cli::session::Session;
use crate::cli::text::Text;
use crate::cli::{Global, Outcome, problems};
use clap::Args;
use hallway::diagnostic::Diagnostic;
use hallway::store::Error;
use notify::{EventKind, RecommendedWatcher, Watcher};
use places::Places;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

mod places;

/// Build, and build again whenever a note changes
///
/// Also when corrections, hallway.toml or templates change. Ctrl-C ends it; a build that is running is finished.
#[derive(Args)]
pub struct Watch {
    #[command(flatten)]
    build: Build,
}

impl Watch {
    /// Builds until it is told to end.
    pub fn run(&self, global: &Global) -> Result<Outcome, Error> {
        Loop::start(&self.build, global)?.run(|_| {})
    }
}

/// How long nothing must change before a build: an editor that saves touches several files.
const QUIET: Duration = Duration::from_millis(60);
/// After this a build begins even if changes still come.
const PATIENCE: Duration = Duration::from_millis(600);

enum Signal {
    Changed(PathBuf),
    End,
}

/// Builds, waits for a change, and builds again.
pub struct Loop<'a> {
    build: &'a Build,
    global: &'a Global,
    sender: Sender<Signal>,
    signals: Receiver<Signal>,
    /// What is watched now; it ends when this is dropped.
    watcher: Option<RecommendedWatcher>,
    places: Places,
    /// The notes folder of the last build.
    notes: PathBuf,
    /// The folder that the last build wrote.
    pub output: PathBuf,
    /// Whether the first build found notes.
    pub built: bool,
}

impl<'a> Loop<'a> {
    /// Watches and builds for the first time, with the account of `hallway build`. Errors as that does.
    pub fn start(build: &'a Build, global: &'a Global) -> Result<Loop<'a>, Error> {
        let (session, output) = build.open(global)?;
        if session.notes == Path::new("-") {
            let message = "standard input cannot be watched";
            let told = Diagnostic::error("", "usage", message).help("Name a folder with --notes.");
            return Err(Error::Config(Box::new(told)));
        }
        let (sender, signals) = channel();
        let end = sender.clone();
        // It can only fail when it is done twice.
        let _ = ctrlc::set_handler(move || end.send(Signal::End).unwrap_or_default());
        let (watcher, places, notes) = (None, Places::default(), session.notes.clone());
        let mut this =
            Loop { build, global, sender, signals, watcher, places, notes, output, built: false };
        this.watch(&session, &this.output.clone())?;
        let Some(done) = build.now(&session, &this.output)? else {
            session.no_notes();
            return Ok(this);
        };
        this.built = true;
        done.tell(&session)?;
        Ok(this)
    }

    /// Goes on until Ctrl-C; `built` is called after each build that wrote something, with the folder.
    pub fn run(mut self, mut built: impl FnMut(&Path)) -> Result<Outcome, Error> {
        if !self.built {
            return Ok(Outcome::Nothing);
        }
        while let Some(changed) = self.wait() {
            let changed = self.places.read_anew(changed);
            if changed.is_empty() {
                continue;
            }
            match self.again(&changed) {
                Ok(true) => built(&self.output),
                Ok(false) => {}
                Err(error) => {
                    let mut screen = Screen::stderr();
                    problems::one(&mut screen, Path::new(""), &error.diagnostic());
                    screen.report();
                }
            }
        }
        Ok(Outcome::Done)
    }

    /// Builds again; whether anything was written.
    fn again(&mut self, changed: &BTreeSet<PathBuf>) -> Result<bool, Error> {
        let (session, output) = self.build.open(self.global)?;
        self.watch(&session, &output)?;
        let Some(done) = self.build.now(&session, &output)? else {
            session.no_notes();
            return Ok(false);
        };
        if !session.quiet {
            session.report(&done.diagnostics);
            screen::print(&(self.places.line(changed, &done) + "\n"))?;
            self.tell_of_others(&session.notes, &output);
        }
        let moved = output != self.output;
        (self.notes, self.output) = (session.notes, output);
        Ok(moved || done.written.changed + done.written.removed > 0)
    }

    /// Says which folders `hallway.toml` names in place of those of the last build.
    fn tell_of_others(&self, notes: &Path, output: &Path) {
        let mut screen = Screen::stderr();
        let (old, new) = (self.output.to_string_lossy(), output.to_string_lossy());
        if notes != self.notes {
            let text = format!("Notes are read from {} from now on.", notes.to_string_lossy());
            screen.hanging(0, 2, Text::plain(&text));
        }
        if output != self.output {
            let text = format!("Written to {new} from now on; {old} stays as it is.");
            screen.hanging(0, 2, Text::plain(&text));
        }
        screen.report();
    }

    /// Watches what the next build will read. Done before each build, as folders come and go and
    /// `hallway.toml` may name others; what changes during the build counts for the next.
    fn watch(&mut self, session: &Session, output: &Path) -> Result<(), Error> {
        let places = Places::of(session, self.global, output);
        let (sender, seen) = (self.sender.clone(), places.clone());
        let tell = move |event: notify::Result<notify::Event>| {
            let paths = match event {
                Ok(event) if matches!(event.kind, EventKind::Access(_)) => return,
                Ok(event) if !event.need_rescan() => event.paths,
                // What else changed is not known: the system has lost count, or cannot watch a folder.
                Ok(_) | Err(_) => vec![seen.notes.clone()],
            };
            for path in paths.into_iter().filter(|path| seen.concerns(path)) {
                // Nobody listens when the program is about to end.
                let _ = sender.send(Signal::Changed(path));
            }
        };
        let failed = |e: notify::Error| {
            Error::disk("watch", &session.notes)(match e.kind {
                notify::ErrorKind::Io(error) => error,
                other => std::io::Error::other(notify::Error::new(other)),
            })
        };
        let mut watcher = notify::recommended_watcher(tell).map_err(failed)?;
        for (path, mode) in places.watched() {
            watcher.watch(&path, mode).map_err(failed)?;
        }
        (self.watcher, self.places) = (Some(watcher), places);
        Ok(())
    }

    /// Waits for changes, until no more come for a moment; `None` when it is time to end.
    fn wait(&self) -> Option<BTreeSet<PathBuf>> {
        let mut changed = BTreeSet::new();
        let mut next = self.signals.recv().ok();
        let first = Instant::now();
        loop {
            match next {
                Some(Signal::Changed(path)) => changed.insert(path),
                Some(Signal::End) => return None,
                None => return (!changed.is_empty()).then_some(changed),
            };
            let left = PATIENCE.saturating_sub(first.elapsed());
            next = self.signals.recv_timeout(QUIET.min(left)).ok();
        }
    }
}
