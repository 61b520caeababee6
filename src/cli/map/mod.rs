//! `hallway map [NAME…]`

use crate::cli::filter::FilterOptions;
use crate::cli::hints::not_found;
use crate::cli::options::{Outcome, count};
use crate::cli::screen;
use crate::cli::screen::Screen;
use crate::cli::text::StyledText;
use crate::cli::theme;
use crate::cli::workspace::Workspace;
use clap::{Args, ValueEnum};
use hallway::export::dot::{self, DotOptions};
use hallway::export::map::arrange::arrange;
use hallway::export::map::draw::{self, MapStyle};
use hallway::export::map::layout::Canvas;
use hallway::export::map::{event, fan};
use hallway::export::mermaid;
use hallway::graph::Graph;
use hallway::query::find;
use hallway::query::map::{MapOptions, MapView};
use hallway::store::{Error, file, output};
use hallway::vocabulary::{EntityId, Kind};
use std::path::{Path, PathBuf};

#[cfg_attr(not(feature = "png"), path = "png_missing.rs")]
mod png;

/// Draw a map of the graph, or of the part around some entities
///
/// Entities that are often mentioned together are drawn close together. A single entity is drawn as a fan
/// of what it is connected to, a single event as its programme; --depth draws these as a map, too. Use
/// the filters for a map of one year or company, or of people and topics only.
#[derive(Args)]
pub struct MapCommand {
    /// Only the neighbourhood of these entities: names, or ids such as topic/feature-flags
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// How many steps around them [default: 1 for one entity, 2 for several]
    #[arg(long, value_name = "N", requires = "names")]
    depth: Option<usize>,
    /// At most N entities, the most relevant ones
    #[arg(long, value_name = "N", default_value_t = MapOptions::default().limit, value_parser = count)]
    limit: usize,
    /// Output format [default: from the file extension, else svg]
    #[arg(long, value_enum)]
    format: Option<MapFormat>,
    /// The file to write; - for standard output [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Enlarge a PNG by this factor
    #[arg(long, value_name = "N", default_value_t = 2.0, value_parser = scale)]
    scale: f32,
    #[command(flatten)]
    filters: FilterOptions,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum MapFormat {
    /// For browsers: self-contained, with links and quotes
    Svg,
    /// For Graphviz
    Dot,
    /// A raster image, drawn with the installed fonts (needs the build feature png)
    Png,
    /// For a Mermaid code block in Markdown
    Mermaid,
}

impl MapCommand {
    /// Draws the map. Exit code 1 if there is nothing to draw.
    pub fn run(&self, workspace: &Workspace) -> Result<Outcome, Error> {
        if self.format() == MapFormat::Png {
            png::check()?;
        }
        let Some((graph, filter)) = self.filters.open(workspace)? else {
            return Ok(Outcome::Nothing);
        };
        let mut around = Vec::new();
        for name in &self.names {
            match find::one(&graph, &workspace.lexicon, name) {
                Ok(entity) => around.push(entity.id.clone()),
                Err(near) => {
                    not_found(workspace, name, "map", &near);
                    return Ok(Outcome::Nothing);
                }
            }
        }
        let part = filter.part(&graph, &around.iter().collect::<Vec<_>>());
        let pages = self.pages(workspace);
        let picture = Picture { map: self, graph: &part, around: &around, pages };
        let view = picture.view();
        if view.nodes.is_empty() {
            let mut screen = Screen::stderr();
            let text = format!("There is nothing to draw{}.", self.filters.with());
            screen.paragraph(0, StyledText::plain(&text));
            screen.report();
            return Ok(Outcome::Nothing);
        }
        match self.format() {
            MapFormat::Png => self.write(&png::of(&picture.svg(&view), self.scale)?)?,
            MapFormat::Svg => self.write(picture.svg(&view).as_bytes())?,
            MapFormat::Dot => self.write(dot::topic_dot(&view, &picture.dot()).as_bytes())?,
            MapFormat::Mermaid => self.write(mermaid::topic(&view).as_bytes())?,
        }
        if !workspace.quiet && self.output.is_some() {
            self.report(&view);
        }
        Ok(Outcome::Done)
    }

    fn format(&self) -> MapFormat {
        let ending = self.output.as_ref().and_then(|path| path.extension());
        self.format.unwrap_or(match ending.and_then(|e| e.to_str()) {
            Some("dot" | "gv") => MapFormat::Dot,
            Some("png") => MapFormat::Png,
            Some("mmd" | "mermaid") => MapFormat::Mermaid,
            _ => MapFormat::Svg,
        })
    }

    /// The file to write, unless it is standard output.
    fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| *path != Path::new("-"))
    }

    /// The path from the picture to the output folder, for its links.
    fn pages(&self, workspace: &Workspace) -> String {
        let folder = self.file().and_then(Path::parent).filter(|f| !f.as_os_str().is_empty());
        output::way(folder.unwrap_or(Path::new(".")), &workspace.project.output()) + "/"
    }

    fn write(&self, bytes: &[u8]) -> Result<(), Error> {
        match self.file() {
            Some(path) => file::stream(path, |out| out.write_all(bytes)),
            None => screen::print_bytes(bytes),
        }
    }

    /// “the 120 most relevant of 408 entities, 213 edges; --limit draws more”
    fn report(&self, view: &MapView) {
        let mut screen = Screen::stderr();
        let (drawn, total, edges) = (view.nodes.len(), view.total, view.edges.len());
        let entities = match drawn < total {
            true => format!("the {drawn} most relevant of {total} entities"),
            false => format!("{drawn} {}", if drawn == 1 { "entity" } else { "entities" }),
        };
        let edges = format!("{edges} edge{}", if edges == 1 { "" } else { "s" });
        let hint = if drawn < total { "; --limit draws more" } else { "" };
        screen.hanging(
            0,
            2,
            StyledText::new().add(theme::SOFT, &format!("{entities}, {edges}{hint}")),
        );
        screen.report();
    }
}

/// The part of the graph to draw.
struct Picture<'a> {
    map: &'a MapCommand,
    graph: &'a Graph,
    around: &'a [EntityId],
    /// The path to the output folder, with a slash at the end.
    pages: String,
}

impl Picture<'_> {
    /// One event as its programme, one entity as a fan, everything else as a map; also entities for
    /// which the others have nothing to draw.
    fn svg(&self, view: &MapView) -> String {
        let style = self.style();
        let one = match self.around {
            [one] if self.map.depth.is_none() => self.graph.node(one),
            _ => None,
        };
        let programme = one.filter(|entity| entity.kind == Kind::Event);
        let programme = programme.and_then(|entity| event::svg(self.graph, &entity.id, &style));
        programme
            .or_else(|| fan::svg(self.graph, &one?.id, &style))
            .unwrap_or_else(|| draw::svg(view, &arrange(view, Canvas::Wide), &style))
    }

    fn view(&self) -> MapView {
        let depth = self.map.depth.unwrap_or(if self.around.len() == 1 { 1 } else { 2 });
        let options = MapOptions { limit: self.map.limit, around: self.around.to_vec(), depth };
        hallway::query::map::map(self.graph, &options)
    }

    fn style(&self) -> MapStyle<'static> {
        let names: Vec<&str> =
            self.around.iter().filter_map(|id| Some(self.graph.node(id)?.name.as_str())).collect();
        let title = match &names[..] {
            [] => MapStyle::default().title,
            names => format!("Around {}", names.join(", ")),
        };
        let pages = format!("{}summaries/", self.pages);
        let list = format!("{pages}README.md");
        MapStyle { title, pages, list, ..MapStyle::default() }
    }

    fn dot(&self) -> DotOptions {
        DotOptions { pages: format!("{}summaries/", self.pages), ..DotOptions::default() }
    }
}

fn scale(text: &str) -> Result<f32, String> {
    match text.parse() {
        Ok(scale) if (0.1..=8.0).contains(&scale) => Ok(scale),
        _ => Err("expected a number from 0.1 to 8".to_string()),
    }
}
