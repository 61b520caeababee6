//! `hallway map [NAME…]`

use crate::cli::about::not_found;
use crate::cli::filter::Filters;
use crate::cli::screen::{self, Screen};
use crate::cli::session::Session;
use crate::cli::text::Text;
use crate::cli::{Outcome, count, role};
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

/// A map of the graph, or of the part around some things
///
/// Of the whole graph, of several things, and with --depth an atlas: what is often noted together lies
/// together. Of one thing what it touches, as a fan; of one event who gave what, talk by talk. The filters
/// make a map of a year, a company, or of people and topics alone.
#[derive(Args)]
pub struct Map {
    /// Only what lies around these things: names, or ids such as topic/feature-flags
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// How many steps around them [default: 1 around one, 2 around several]
    #[arg(long, value_name = "N", requires = "names")]
    depth: Option<usize>,
    /// How many things at most; the most telling are kept
    #[arg(long, value_name = "N", default_value_t = MapOptions::default().limit, value_parser = count)]
    limit: usize,
    /// In which form [default: as the file's name ends, else svg]
    #[arg(long, value_enum)]
    format: Option<Form>,
    /// The file to write; - for standard output [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// How many times larger the picture is, of png
    #[arg(long, value_name = "N", default_value_t = 2.0, value_parser = scale)]
    scale: f32,
    #[command(flatten)]
    filters: Filters,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A picture for a browser: self-contained, with links and the sentences
    Svg,
    /// For Graphviz
    Dot,
    /// A picture, drawn with the fonts of this machine (needs the build feature `png`)
    Png,
    /// For Mermaid, in a code block of Markdown
    Mermaid,
}

impl Map {
    /// Draws; exit code 1 if there is nothing to draw.
    pub fn run(&self, session: &Session) -> Result<Outcome, Error> {
        if self.form() == Form::Png {
            png::check()?;
        }
        let Some((graph, filter)) = self.filters.open(session)? else {
            return Ok(Outcome::Nothing);
        };
        let mut around = Vec::new();
        for name in &self.names {
            match find::one(&graph, &session.lexicon, name) {
                Ok(entity) => around.push(entity.id.clone()),
                Err(near) => {
                    not_found(name, "map", &near);
                    return Ok(Outcome::Nothing);
                }
            }
        }
        let part = filter.part(&graph, &around.iter().collect::<Vec<_>>());
        let pages = self.pages(session);
        let picture = Picture { map: self, graph: &part, around: &around, pages };
        let view = picture.view();
        if view.nodes.is_empty() {
            let mut screen = Screen::stderr();
            let text = format!("There is nothing to draw{}.", self.filters.with());
            screen.paragraph(0, Text::plain(&text));
            screen.report();
            return Ok(Outcome::Nothing);
        }
        match self.form() {
            Form::Png => self.write(&png::of(&picture.svg(&view), self.scale)?)?,
            Form::Svg => self.write(picture.svg(&view).as_bytes())?,
            Form::Dot => self.write(dot::topic_dot(&view, &picture.dot()).as_bytes())?,
            Form::Mermaid => self.write(mermaid::topic(&view).as_bytes())?,
        }
        if !session.quiet && self.output.is_some() {
            self.account(&view);
        }
        Ok(Outcome::Done)
    }

    fn form(&self) -> Form {
        let ending = self.output.as_ref().and_then(|path| path.extension());
        self.format.unwrap_or(match ending.and_then(|e| e.to_str()) {
            Some("dot" | "gv") => Form::Dot,
            Some("png") => Form::Png,
            Some("mmd" | "mermaid") => Form::Mermaid,
            _ => Form::Svg,
        })
    }

    /// The file that is asked for, if it is one.
    fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| *path != Path::new("-"))
    }

    /// The way from the picture to the output folder, where its links lead.
    fn pages(&self, session: &Session) -> String {
        let folder = self.file().and_then(Path::parent).filter(|f| !f.as_os_str().is_empty());
        output::way(folder.unwrap_or(Path::new(".")), &session.project.output()) + "/"
    }

    fn write(&self, bytes: &[u8]) -> Result<(), Error> {
        match self.file() {
            Some(path) => file::stream(path, |out| out.write_all(bytes)),
            None => screen::print_bytes(bytes),
        }
    }

    /// “map.svg  the 120 most telling of 408 things, 213 ties”
    fn account(&self, view: &MapView) {
        let mut screen = Screen::stderr();
        let (drawn, total, ties) = (view.nodes.len(), view.total, view.edges.len());
        let things = match drawn < total {
            true => format!("the {drawn} most telling of {total} things"),
            false => format!("{drawn} thing{}", if drawn == 1 { "" } else { "s" }),
        };
        let ties = format!("{ties} tie{}", if ties == 1 { "" } else { "s" });
        let hint = if drawn < total { "; --limit draws more" } else { "" };
        screen.hanging(0, 2, Text::new().add(role::SOFT, &format!("{things}, {ties}{hint}")));
        screen.report();
    }
}

/// What is to be drawn.
struct Picture<'a> {
    map: &'a Map,
    graph: &'a Graph,
    around: &'a [EntityId],
    /// The way to the output folder, with a slash at the end.
    pages: String,
}

impl Picture<'_> {
    /// An event by its programme, one thing as a fan, all else as an atlas; so are things about which
    /// neither has anything to draw.
    fn svg(&self, view: &MapView) -> String {
        let style = self.style();
        let one = match self.around {
            [one] if self.map.depth.is_none() => self.graph.node(one),
            _ => None,
        };
        let programme = one.filter(|thing| thing.kind == Kind::Event);
        let programme = programme.and_then(|thing| event::svg(self.graph, &thing.id, &style));
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
        _ => Err("a scale is a number from 0.1 to 8".to_string()),
    }
}
