//! The maps of single years.

use crate::export::map::arrange::arrange;
use crate::export::map::draw::MapStyle;
use crate::export::map::layout::{Canvas, MapLayout};
use crate::graph::Graph;
use crate::query;
use crate::query::map::MapView;
use rayon::prelude::*;

/// The folder of these maps, below the output folder.
pub const FOLDER: &str = "maps";

/// How many entities are on the map of a year, which is read beside others.
const LIMIT: usize = 60;

/// The map of a year with its layout, shared by all who draw it.
#[derive(Clone, Debug)]
pub struct YearMap {
    /// The year.
    pub year: u16,
    /// What is on it.
    pub view: MapView,
    /// Where everything is.
    pub layout: MapLayout,
}

impl YearMap {
    /// The default style with the year in the title.
    pub fn style(&self) -> MapStyle<'static> {
        let default = MapStyle::default();
        MapStyle { title: format!("{} in {}", default.title, self.year), ..default }
    }

    /// Its file, below the output folder.
    pub fn path(&self) -> String {
        path(self.year)
    }
}

/// The file of the map of a year, below the output folder.
pub fn path(year: u16) -> String {
    format!("{FOLDER}/{year}.svg")
}

/// The maps of all years, if there is more than one.
pub fn years(graph: &Graph) -> Vec<YearMap> {
    let years = query::map::years(graph, LIMIT);
    if years.len() < 2 {
        return vec![];
    }
    let with_layout = |(year, view)| {
        let layout = arrange(&view, Canvas::Wide);
        YearMap { year, view, layout }
    };
    years.into_par_iter().map(with_layout).collect()
}
