//! The files of the maps.

use crate::export::File;
use crate::export::Options;
use crate::export::dot;
use crate::export::map::TOPIC_MAP;
use crate::export::map::draw;
use crate::export::map::draw::MapStyle;
use crate::graph::Graph;

/// The topic map as SVG and for Graphviz, and a map of each year if there are several.
pub fn run(_: &Graph, options: &Options) -> Vec<File> {
    let style = MapStyle { list: "summaries/README.md".to_string(), ..MapStyle::default() };
    let dot_options = dot::DotOptions::default();
    let mut files = vec![
        File {
            path: TOPIC_MAP.to_string(),
            text: draw::svg(&options.map, &options.layout, &style),
        },
        File {
            path: "topic-map.dot".to_string(),
            text: dot::topic_dot(&options.map, &dot_options),
        },
    ];
    files.extend(options.years.iter().map(|year| {
        let (pages, list) = ("../summaries/".to_string(), "../summaries/README.md".to_string());
        let style = MapStyle { pages, list, ..year.style() };
        File { path: year.path(), text: draw::svg(&year.view, &year.layout, &style) }
    }));
    files
}
