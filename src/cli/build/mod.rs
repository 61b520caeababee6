//! `hallway build`

use crate::cli::link::style;
use crate::cli::progress::Progress;
use crate::cli::screen::Screen;
use crate::cli::session::Session;
use crate::cli::text::Text;
use crate::cli::{Global, Outcome, problems, role};
use clap::Args;
use hallway::diagnostic::Diagnostic;
use hallway::export::{File, Options, site};
use hallway::link::style::Style;
use hallway::query::map::MapView;
use hallway::store::output::{self, Written};
use hallway::store::{self, Error};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

mod account;
pub mod content;

use account::Counts;

/// Read every note; write the graph, maps and linked summaries
///
/// Files in the output folder that hallway did not write are left alone, and what you write outside
/// the markers of a summary stays.
#[derive(Args)]
pub struct Build {
    #[command(flatten)]
    folders: Folders,
    /// Write only the linked summaries, as content of your own site or vault
    ///
    /// They go to the folder hallway/ in its content, unless another is named.
    #[arg(long, value_parser = style(), value_name = "STYLE")]
    style: Option<Style>,
}

/// Where to read and where to write.
#[derive(Args, Clone)]
pub struct Folders {
    /// The notes folder, as --notes
    #[arg(value_name = "NOTES", conflicts_with = "notes")]
    from: Option<PathBuf>,
    /// The folder to write [default: output, or what hallway.toml says]
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

impl Build {
    /// Builds; exit code 1 and nothing written if there are no notes.
    pub fn run(&self, global: &Global) -> Result<Outcome, Error> {
        let (session, output) = self.open(global)?;
        let Some(done) = self.now(&session, &output)? else {
            session.no_notes();
            return Ok(Outcome::Nothing);
        };
        done.tell(&session)?;
        Ok(Outcome::Done)
    }

    /// The whole output folder, and no content for another site.
    pub fn whole(folders: Folders) -> Build {
        Build { folders, style: None }
    }

    /// What is to be built, and the folder in which it is written.
    pub fn open(&self, global: &Global) -> Result<(Session, PathBuf), Error> {
        let notes = self.folders.from.clone().or(global.notes.clone());
        let session = Session::open(&Global { notes, ..global.clone() })?;
        let output = self.folders.output.clone().unwrap_or_else(|| match self.style() {
            Some(style) => content::folder_of(&session, style),
            None => session.project.output(),
        });
        Ok((session, output))
    }

    /// Reads the notes and writes what was asked for; `None` and nothing written if there are none.
    pub fn now(&self, session: &Session, output: &Path) -> Result<Option<Done>, Error> {
        output::check_apart(&session.notes, output)?;
        match self.style() {
            Some(style) => content::now(session, style, output),
            None => now(session, output),
        }
    }

    /// The style of content; plain Markdown is that of the whole output folder.
    fn style(&self) -> Option<Style> {
        self.style.filter(|style| *style != Style::Markdown)
    }
}

/// What there is to tell when all is written.
pub struct Done {
    /// How long it took.
    pub time: Duration,
    /// What was written.
    pub written: Written,
    /// What is wrong with the notes, the corrections and the output folder.
    pub diagnostics: Vec<Diagnostic>,
    /// What a build says of it.
    account: Screen,
}

impl Done {
    /// Tells all of it, unless the user wants to hear nothing.
    pub fn tell(self, session: &Session) -> Result<(), Error> {
        if session.quiet {
            return Ok(());
        }
        session.report(&self.diagnostics);
        self.account.print()
    }
}

/// Runs the whole pipeline and writes the output folder.
fn now(session: &Session, output: &Path) -> Result<Option<Done>, Error> {
    let started = Instant::now();
    let progress = Progress::start("reading notes", session.quiet);
    let reading = session.read(&session.notes, output)?;
    let notes = reading.sources.len();
    if notes == 0 {
        return Ok(None);
    }
    progress.now(format!("finding names in {notes} notes"));
    let (graph, mut diagnostics) = session.join(reading);
    progress.now("drawing maps and pages".to_string());
    let former = store::read_optional(&output.join("graph.json"))?;
    let former = former.and_then(|text| Counts::of_json(&text));
    let base_url = session.project.config.base_url.as_deref().unwrap_or_default();
    let options = Options {
        templates: session.project.templates()?,
        ..Options::new(&graph, &output::way(output, &session.notes), base_url)
    };
    diagnostics.extend(site::problems(&graph, &options));
    let files = hallway::render(&graph, &options);
    progress.now(format!("writing {} files", files.len()));
    let written = output::write_output(output, &files)?;
    diagnostics.extend(written.diagnostics.iter().cloned());
    let (time, now) = (started.elapsed(), Counts::of_graph(&graph));
    let account = Account {
        time,
        written: &written,
        diagnostics: &diagnostics,
        now,
        former,
        files,
        map: options.map,
    };
    let account = account.screen(output);
    Ok(Some(Done { time, written, diagnostics, account }))
}

/// What there is to tell of the whole output folder.
struct Account<'a> {
    time: Duration,
    written: &'a Written,
    diagnostics: &'a [Diagnostic],
    now: Counts,
    former: Option<Counts>,
    files: Vec<File>,
    map: MapView,
}

impl Account<'_> {
    /// What there is now, what is new, where it begins.
    fn screen(&self, output: &Path) -> Screen {
        let (written, diagnostics) = (self.written, self.diagnostics);
        let mut screen = Screen::stdout();
        let nothing_new = written.changed == 0 && written.removed == 0;
        screen.hanging(0, 2, self.now.read(self.time, self.former.as_ref(), nothing_new));
        if !nothing_new {
            screen.blank();
            self.now.table(&mut screen, self.former.as_ref());
            screen.blank();
            screen.hanging(0, 2, self.account(&screen, output));
            self.cut().into_iter().for_each(|text| screen.hanging(0, 2, text));
        }
        let sum = Text::new().add(role::UNSURE, &problems::sum(diagnostics));
        if !sum.is_empty() {
            // What stands in the way in the output folder only a build can tell.
            let again = match diagnostics.len() {
                n if n == written.diagnostics.len() => "",
                1 => "; hallway check shows it again",
                _ => "; hallway check shows them again",
            };
            screen.hanging(0, 2, sum.add(role::NONE, &format!(", shown above{again}")));
        }
        screen
    }

    /// “output/site/index.html  42 pages, 44 maps, graph.json”
    fn account(&self, screen: &Screen, output: &Path) -> Text {
        let files = &self.files;
        let has = |name: &&&str| files.iter().any(|f| f.path == **name);
        let entry = ["site/index.html", "summaries/README.md"].iter().find(has).unwrap_or(&"");
        let count = |ends: &[&str]| {
            files.iter().filter(|f| ends.iter().any(|e| f.path.ends_with(e))).count()
        };
        let counts = [(count(&[".md", ".html"]), "page"), (count(&[".svg"]), "map")];
        let mut words: Vec<String> = (counts.iter().filter(|(n, _)| *n > 0))
            .map(|(n, word)| format!("{n} {word}{}", if *n == 1 { "" } else { "s" }))
            .collect();
        if files.iter().any(|f| f.path == "graph.json") {
            words.push("graph.json".to_string());
        }
        let shown = output.join(entry).to_string_lossy().into_owned();
        screen
            .place(role::NONE, Path::new(""), &shown, 0)
            .add(role::SOFT, &format!("  {}", words.join(", ")))
    }

    /// “topic-map.svg shows the 120 most telling of 3,412”
    fn cut(&self) -> Option<Text> {
        let (drawn, drawable) = (self.map.nodes.len(), self.map.total);
        (drawn < drawable).then(|| {
            let text = format!("topic-map.svg shows the {drawn} most telling of {drawable}");
            Text::new().add(role::SOFT, &text)
        })
    }
}
