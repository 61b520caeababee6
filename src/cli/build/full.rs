//! A build of the whole output folder.

use crate::cli::build::counts::GraphCounts;
use crate::cli::build::report::{BuildReport, show_example};
use crate::cli::progress::Progress;
use crate::cli::screen::Screen;
use crate::cli::text::StyledText;
use crate::cli::theme;
use crate::cli::workspace::Workspace;
use hallway::export::site::{self, templates};
use hallway::export::{File, Options};
use hallway::query::map::MapView;
use hallway::store::{self, Error, output};
use std::path::Path;
use std::time::Instant;

/// Runs the whole pipeline and writes the output folder. `None`, and nothing written, if there are no
/// notes.
pub fn build(workspace: &Workspace, output: &Path) -> Result<Option<BuildReport>, Error> {
    let started = Instant::now();
    let progress = Progress::start("reading notes", workspace.quiet);
    let reading = workspace.read(&workspace.notes, output)?;
    let notes = reading.sources.len();
    if notes == 0 {
        return Ok(None);
    }
    progress.now(format!("finding names in {notes} notes"));
    let (graph, note_problems) = workspace.join(reading);
    progress.now("drawing maps and pages".to_string());
    let former = store::read_optional(&output.join("graph.json"))?;
    let former = former.and_then(|text| GraphCounts::of_json(&text));
    let base_url = workspace.project.config.base_url.as_deref().unwrap_or_default();
    let options = Options {
        templates: workspace.project.texts(templates::FOLDER, is_template)?,
        ..Options::new(&graph, &output::way(output, &workspace.notes), base_url)
    };
    let mut output_problems = site::problems(&graph, &options);
    let files = hallway::render(&graph, &options);
    progress.now(format!("writing {} files", files.len()));
    let written = output::write_output(output, &files)?;
    output_problems.extend(written.diagnostics.iter().cloned());
    let time = started.elapsed();
    let changed = written.changed + written.removed > 0;

    let mut summary = Screen::stdout();
    let counts = GraphCounts::of_graph(&graph);
    summary.hanging(0, 2, counts.headline(time, former.as_ref(), changed));
    summary.blank();
    counts.table(&mut summary, former.as_ref().filter(|_| changed));
    summary.blank();
    show_output(&mut summary, output, &files, &options.map);
    show_example(&mut summary, &graph, workspace);
    Ok(Some(BuildReport { time, written, note_problems, output_problems, summary }))
}

/// “Open: output/site/index.html  42 pages”, then what else was written.
fn show_output(screen: &mut Screen, output: &Path, files: &[File], map: &MapView) {
    let has = |name: &&&str| files.iter().any(|f| f.path == **name);
    let entry = ["site/index.html", "summaries/README.md"].iter().find(has).unwrap_or(&"");
    let count = |end: &str, one: &str, many: &str| {
        let n = files.iter().filter(|f| f.path.ends_with(end)).count();
        format!("{n} {}", if n == 1 { one } else { many })
    };
    let path = output.join(entry).to_string_lossy().into_owned();
    let pages = count(".html", "page", "pages");
    let text = StyledText::new()
        .add(theme::SOFT, "Open: ")
        .join(screen.place(theme::NONE, Path::new(""), &path, 0))
        .add(theme::SOFT, &format!("  {pages}"));
    screen.hanging(0, 6, text);
    let summaries = count(".md", "Markdown summary", "Markdown summaries");
    let also = format!("also {summaries}, {} and graph.json", count(".svg", "map", "maps"));
    screen.hanging(6, 6, StyledText::new().add(theme::SOFT, &also));
    let (drawn, total) = (map.nodes.len(), map.total);
    if drawn < total {
        let text = format!("topic-map.svg shows the {drawn} most relevant of {total} entities");
        screen.hanging(6, 6, StyledText::new().add(theme::SOFT, &text));
    }
}

/// Whether a file is one of the user's own templates or assets of the site.
fn is_template(name: &str) -> bool {
    name.ends_with(".html") || name.ends_with(".xml") || templates::is_asset(name)
}
