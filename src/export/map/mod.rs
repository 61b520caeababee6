//! Maps as SVG: self-contained, in light and dark, the same bytes for the same view.
//!
//! A map is an atlas. The paper is divided into cells, one for each land (`paper`); springs lay the
//! things out inside their cells (`springs`); then every mark and name moves about until the drawing
//! rules are broken as little as can be (`polish`, by the costs in `price`). Only then is anything
//! drawn (`draw`). Positions come from additions, products and square roots alone, which are exact
//! to the last bit on every machine.

use crate::export::File;
use crate::export::Options;
use crate::export::dot;
use crate::export::map::paper::Paper;
use crate::graph::Graph;
use crate::query;
use crate::query::map::MapView;
use crate::vocabulary::EntityId;
use rayon::prelude::*;

pub mod geometry;
pub mod text;
pub mod palette;
pub mod pen;
pub mod mark;
pub mod label;
pub mod paper;
pub mod springs;
pub mod price;
pub mod boxes;
pub mod sheet;
pub mod polish;
pub mod shore;
pub mod legend;
pub mod draw;
pub mod fan;
pub mod event;

/// What a map needs to know beside what is on it.
#[derive(Clone)]
pub struct MapStyle<'a> {
    /// The question that the map answers; its title.
    pub title: String,
    /// The way from the map's folder to the summaries, ending with `/`.
    pub pages: String,
    /// What a page's file name ends with.
    pub ending: String,
    /// Where the same stands as a list, as seen from the map's folder; empty if nowhere.
    pub list: String,
    /// The link to a thing's page, where it is not made of `pages`, kind, id and `ending`.
    pub address: Option<&'a (dyn Fn(&EntityId) -> String + Sync)>,
    /// The name of the drawing in the page that holds it, which brings style and legend; `None` for
    /// a file of its own.
    pub within: Option<&'a str>,
}

impl Default for MapStyle<'_> {
    fn default() -> MapStyle<'static> {
        MapStyle {
            title: "Who talked about what".to_string(),
            pages: "summaries/".to_string(),
            ending: ".md".to_string(),
            list: String::new(),
            address: None,
            within: None,
        }
    }
}

/// Where everything on the map stands.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The paper's size, without the legend.
    pub width: f64,
    /// See `width`.
    pub height: f64,
    /// For each node the index of its cell.
    pub cell_of: Vec<usize>,
    /// The cells: one for each land, then one for each thing that belongs to several.
    pub cells: Vec<geometry::Rect>,
    /// For each land its tint, one of `palette::TINTS`.
    pub tints: Vec<usize>,
    /// For each node where its mark stands.
    pub at: Vec<geometry::Point>,
    /// For each node the radius of its mark.
    pub radius: Vec<f64>,
    /// For each node its name as it is written beside the mark.
    pub labels: Vec<label::Label>,
}

/// How often the paper grows by a seventh before a name goes without room.
const GROWTHS: usize = 4;

/// The file of the topic map.
pub const TOPIC_MAP: &str = "topic-map.svg";

/// The folder of the maps of single years.
pub const YEARS: &str = "maps";

/// How many things are drawn of a year: a map that is read beside others.
const OF_YEAR: usize = 60;

/// The topic map as SVG, and the same for Graphviz; a map of each year, if there are several.
pub fn run(_: &Graph, options: &Options) -> Vec<File> {
    let style = MapStyle { list: "summaries/README.md".to_string(), ..MapStyle::default() };
    let aside = dot::DotOptions::default();
    let mut files = vec![
        File { path: TOPIC_MAP.to_string(), text: draw::svg(&options.map, &options.plan, &style) },
        File { path: "topic-map.dot".to_string(), text: dot::topic_dot(&options.map, &aside) },
    ];
    files.extend(options.years.iter().map(|year| {
        let (pages, list) = ("../summaries/".to_string(), "../summaries/README.md".to_string());
        let style = MapStyle { pages, list, ..year.style() };
        File { path: of_year(year.year), text: draw::svg(&year.view, &year.plan, &style) }
    }));
    files
}

/// The map of a year, laid out once for all who draw it.
#[derive(Clone, Debug)]
pub struct Year {
    /// Which.
    pub year: u16,
    /// What it shows.
    pub view: MapView,
    /// Where everything stands.
    pub plan: Plan,
}

impl Year {
    /// The usual style with the year in the title.
    pub fn style(&self) -> MapStyle<'static> {
        let usual = MapStyle::default();
        MapStyle { title: format!("{} in {}", usual.title, self.year), ..usual }
    }
}

/// The file of the map of a year.
pub fn of_year(year: u16) -> String {
    format!("{YEARS}/{year}.svg")
}

/// The maps of all years, if there is more than one.
pub fn years(graph: &Graph) -> Vec<Year> {
    let years = query::map::years(graph, OF_YEAR);
    if years.len() < 2 {
        return vec![];
    }
    let laid_out = |(year, view)| {
        let plan = plan(&view, Paper::Wide);
        Year { year, view, plan }
    };
    years.into_par_iter().map(laid_out).collect()
}

/// The topic map as SVG.
pub fn svg(view: &MapView, style: &MapStyle) -> String {
    draw::svg(view, &plan(view, Paper::Wide), style)
}

/// Finds a place for everything. The great names always stand: while some have no room, the paper
/// grows.
pub fn plan(view: &MapView, paper: Paper) -> Plan {
    // What is tied closely needs more room; trying too small a paper first costs as much as drawing it.
    let density = view.edges.len() as f64 / view.nodes.len().max(1) as f64;
    let mut scale = (density / 1.5).clamp(1.0, 1.32);
    for _ in 0..GROWTHS {
        let plan = attempt(view, paper, scale);
        if plan.labels.iter().all(|l| l.side.is_some() || l.tier == label::Tier::Small) {
            return plan;
        }
        scale *= 1.15;
    }
    attempt(view, paper, scale)
}

fn attempt(view: &MapView, paper: Paper, scale: f64) -> Plan {
    let labels = label::labels(view);
    let mut plan = paper::divide(view, labels, paper, scale);
    springs::relax(view, &mut plan);
    polish::polish(view, &mut plan);
    plan
}
