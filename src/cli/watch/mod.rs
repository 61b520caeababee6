//! `hallway watch`, and the loop that it shares with `hallway serve`.

use crate::cli::build::BuildCommand;
use crate::cli::options::{GlobalOptions, Outcome};
use crate::cli::problems;
use crate::cli::screen;
use crate::cli::screen::Screen;
use crate::cli::text::StyledText;
use crate::cli::watch::paths::WatchedPaths;
use crate::cli::workspace::{Workspace, folder_name};
use clap::Args;
use hallway::diagnostic::Diagnostic;
use hallway::store::Error;
use notify::{EventKind, RecommendedWatcher, Watcher};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

mod paths;

/// Build, and build again whenever a note changes
///
/// Changes to the corrections, hallway.toml and templates count, too. Stop it with Ctrl-C; a running
/// build is finished first.
#[derive(Args)]
pub struct WatchCommand {
    #[command(flatten)]
    build: BuildCommand,
}

impl WatchCommand {
    /// Builds until Ctrl-C.
    pub fn run(&self, global: &GlobalOptions) -> Result<Outcome, Error> {
        let watching = WatchLoop::start(&self.build, global)?;
        if watching.built && !global.quiet {
            let folder = folder_name(&watching.notes);
            screen::print(&format!("\nWatching {folder} for changes (Ctrl-C stops it)\n"))?;
        }
        watching.run(|_| {})
    }
}

/// A build starts once nothing has changed for this long: an editor writes several files per save.
const QUIET: Duration = Duration::from_millis(60);
/// A build starts after this long even if changes keep coming.
const PATIENCE: Duration = Duration::from_millis(600);

enum WatchEvent {
    Changed(PathBuf),
    End,
}

/// Builds, waits for a change, and builds again.
pub struct WatchLoop<'a> {
    build: &'a BuildCommand,
    global: &'a GlobalOptions,
    sender: Sender<WatchEvent>,
    signals: Receiver<WatchEvent>,
    /// Watches until it is dropped.
    watcher: Option<RecommendedWatcher>,
    paths: WatchedPaths,
    /// The notes folder of the last build.
    notes: PathBuf,
    /// The folder that the last build wrote.
    pub output: PathBuf,
    /// Whether the first build found notes.
    pub built: bool,
}

impl<'a> WatchLoop<'a> {
    /// Starts watching and builds for the first time, with the output and errors of `hallway build`.
    pub fn start(
        build: &'a BuildCommand,
        global: &'a GlobalOptions,
    ) -> Result<WatchLoop<'a>, Error> {
        let (workspace, output) = build.open(global)?;
        if workspace.notes == Path::new("-") {
            let message = "cannot watch standard input";
            let error =
                Diagnostic::error("", "usage", message).help("Choose a folder with --notes.");
            return Err(Error::Config(Box::new(error)));
        }
        let (sender, signals) = channel();
        let end = sender.clone();
        // This fails only if a handler was already set.
        let _ = ctrlc::set_handler(move || end.send(WatchEvent::End).unwrap_or_default());
        let (watcher, paths, notes) = (None, WatchedPaths::default(), workspace.notes.clone());
        let mut this = WatchLoop {
            build,
            global,
            sender,
            signals,
            watcher,
            paths,
            notes,
            output,
            built: false,
        };
        this.watch(&workspace, &this.output.clone())?;
        let Some(report) = build.build(&workspace, &this.output)? else {
            workspace.report_no_notes();
            return Ok(this);
        };
        this.built = true;
        report.print(&workspace)?;
        Ok(this)
    }

    /// Runs until Ctrl-C. Calls `built` with the output folder after each build that wrote something.
    pub fn run(mut self, mut built: impl FnMut(&Path)) -> Result<Outcome, Error> {
        if !self.built {
            return Ok(Outcome::Nothing);
        }
        while let Some(changed) = self.wait() {
            let changed = self.paths.relevant(changed);
            if changed.is_empty() {
                continue;
            }
            match self.again(&changed) {
                Ok(true) => built(&self.output),
                Ok(false) => {}
                Err(error) => {
                    let mut screen = Screen::stderr();
                    problems::show_one(&mut screen, Path::new(""), &error.diagnostic());
                    screen.report();
                }
            }
        }
        Ok(Outcome::Done)
    }

    /// Builds again. Returns whether anything was written.
    fn again(&mut self, changed: &BTreeSet<PathBuf>) -> Result<bool, Error> {
        let (workspace, output) = self.build.open(self.global)?;
        self.watch(&workspace, &output)?;
        let Some(report) = self.build.build(&workspace, &output)? else {
            workspace.report_no_notes();
            return Ok(false);
        };
        if !workspace.quiet {
            screen::print(&(self.paths.summary(changed, &report) + "\n"))?;
            if let Some(problems) = report.problems(&workspace) {
                problems.report();
            }
            self.report_moves(&workspace.notes, &output);
        }
        let moved = output != self.output;
        (self.notes, self.output) = (workspace.notes, output);
        Ok(moved || report.written.changed + report.written.removed > 0)
    }

    /// Reports if `hallway.toml` names other folders than for the last build.
    fn report_moves(&self, notes: &Path, output: &Path) {
        let mut screen = Screen::stderr();
        let (old, new) = (self.output.to_string_lossy(), output.to_string_lossy());
        if notes != self.notes {
            let text = format!("Now reading notes from {}.", notes.to_string_lossy());
            screen.hanging(0, 2, StyledText::plain(&text));
        }
        if output != self.output {
            let text = format!("Now writing to {new}; {old} is left as it is.");
            screen.hanging(0, 2, StyledText::plain(&text));
        }
        screen.report();
    }

    /// Watches what the next build will read. Called before each build, as folders come and go and
    /// `hallway.toml` may name others; changes during the build count for the next one.
    fn watch(&mut self, workspace: &Workspace, output: &Path) -> Result<(), Error> {
        let paths = WatchedPaths::of(workspace, self.global, output);
        let (sender, seen) = (self.sender.clone(), paths.clone());
        let tell = move |event: notify::Result<notify::Event>| {
            let paths = match event {
                Ok(event) if matches!(event.kind, EventKind::Access(_)) => return,
                Ok(event) if !event.need_rescan() => event.paths,
                // Events were lost, or a folder cannot be watched: anything may have changed.
                Ok(_) | Err(_) => vec![seen.notes.clone()],
            };
            for path in paths.into_iter().filter(|path| seen.concerns(path)) {
                // Sending fails only when the program is about to end.
                let _ = sender.send(WatchEvent::Changed(path));
            }
        };
        let failed = |e: notify::Error| {
            Error::disk("watch", &workspace.notes)(match e.kind {
                notify::ErrorKind::Io(error) => error,
                other => std::io::Error::other(notify::Error::new(other)),
            })
        };
        let mut watcher = notify::recommended_watcher(tell).map_err(failed)?;
        for (path, mode) in paths.watched() {
            watcher.watch(&path, mode).map_err(failed)?;
        }
        (self.watcher, self.paths) = (Some(watcher), paths);
        Ok(())
    }

    /// Waits for changes, until no more come for a moment. `None` at Ctrl-C.
    fn wait(&self) -> Option<BTreeSet<PathBuf>> {
        let mut changed = BTreeSet::new();
        let mut next = self.signals.recv().ok();
        let first = Instant::now();
        loop {
            match next {
                Some(WatchEvent::Changed(path)) => changed.insert(path),
                Some(WatchEvent::End) => return None,
                None => return (!changed.is_empty()).then_some(changed),
            };
            let left = PATIENCE.saturating_sub(first.elapsed());
            next = self.signals.recv_timeout(QUIET.min(left)).ok();
        }
    }
}
