//! The programme of an event in three columns: talk, speaker, and the company at the time.

use crate::entity::Entity;
use crate::export::map::draw;
use crate::export::map::draw::MapStyle;
use crate::export::map::geometry::Point;
use crate::export::map::mark;
use crate::export::map::path_data::CurvedLines;
use crate::export::map::text;
use crate::export::map::text::number;
use crate::graph::EdgeRef;
use crate::graph::Graph;
use crate::vocabulary::{EntityId, Kind, Relation};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// The x positions of the columns, and their headings.
const COLUMNS: [(f64, &str); 3] = [(14.0, "Talk"), (390.0, "Speaker"), (620.0, "Company then")];

/// The width of the picture, the height of a row and of the headings, in pixels.
const WIDTH: f64 = 800.0;
const ROW: f64 = 40.0;
const TOP: f64 = 40.0;

/// The greatest number of talks; those with most evidence are drawn.
const MOST: usize = 20;

/// The greatest length of a name in each column, in characters.
const LONGEST: [usize; 3] = [44, 24, 22];

/// The entities in each column, and the edges from one column to the next.
#[derive(Default)]
struct Programme<'g> {
    columns: [Vec<&'g Entity>; 3],
    lines: Vec<(&'g EntityId, &'g EntityId, f32)>,
}

/// Who gave which talk at an event, and for whom they worked then; `None` if no talk has a speaker.
pub fn svg(graph: &Graph, event: &EntityId, style: &MapStyle) -> Option<String> {
    let name = &graph.node(event)?.name;
    let programme = programme(graph, event);
    if programme.columns[1].is_empty() {
        return None;
    }
    let heights = heights(&programme);
    let rows = programme.columns.iter().map(Vec::len).max().unwrap_or(0);
    let title = format!("{name}: who gave which talk, and for whom they worked then");
    let talks = programme.columns[0].len();
    let words = format!("{talks} talks, their speakers and the companies that they worked for.");
    let content = drawn(&programme, &heights, style);
    let size = (WIDTH, TOP + rows as f64 * ROW + 4.0);
    // In a page the heading above it says the same.
    let (size, content) = match style.within {
        Some(_) => (size, content),
        None => draw::titled(&title, size, &content),
    };
    Some(draw::document("layers", size, (&title, words), &content, style))
}

/// The talks of the event, their speakers, and their companies according to the same notes.
fn programme<'g>(graph: &'g Graph, event: &EntityId) -> Programme<'g> {
    let mut talks = graph.sources(event, Relation::PartOf);
    talks.sort_by_key(|t| Reverse(t.evidence().len()));
    talks.truncate(MOST);
    let notes: BTreeSet<&str> =
        talks.iter().flat_map(|t| t.evidence()).map(|c| c.note.as_str()).collect();
    let mut programme = Programme::default();
    for talk in &talks {
        programme.columns[0].push(talk.source);
        for gave in graph.sources(&talk.source.id, Relation::Gave) {
            add(&mut programme.columns[1], gave.source);
            programme.lines.push((&talk.source.id, &gave.source.id, gave.confidence()));
        }
    }
    let then = |e: &EdgeRef| e.evidence().iter().any(|c| notes.contains(c.note.as_str()));
    for person in programme.columns[1].clone() {
        for works in graph.targets(&person.id, Relation::WorksAt).into_iter().filter(then) {
            add(&mut programme.columns[2], works.target);
            programme.lines.push((&person.id, &works.target.id, works.confidence()));
        }
    }
    programme
}

fn add<'g>(column: &mut Vec<&'g Entity>, entity: &'g Entity) {
    if !column.iter().any(|e| e.id == entity.id) {
        column.push(entity);
    }
}

/// The y position of everything: talks evenly distributed, the rest level with its neighbours on the left
/// as far as there is room, so that few lines cross.
fn heights<'g>(programme: &Programme<'g>) -> Vec<(&'g EntityId, f64)> {
    let rows = programme.columns.iter().map(Vec::len).max().unwrap_or(0) as f64;
    let step = rows * ROW / programme.columns[0].len().max(1) as f64;
    let even = programme.columns[0].iter().enumerate();
    let mut heights: Vec<(&EntityId, f64)> =
        even.map(|(i, talk)| (&talk.id, TOP + step * (i as f64 + 0.5))).collect();
    for column in &programme.columns[1..] {
        let mut level: Vec<(f64, &EntityId)> = Vec::new();
        for entity in column {
            let left = programme.lines.iter().filter(|l| *l.1 == entity.id);
            let at: Vec<f64> = left.filter_map(|l| height(&heights, l.0)).collect();
            level.push((at.iter().sum::<f64>() / at.len().max(1) as f64, &entity.id));
        }
        level.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut lowest = TOP + ROW / 2.0;
        for (y, _) in &mut level {
            *y = y.max(lowest);
            lowest = *y + ROW;
        }
        let mut highest = TOP + rows * ROW - ROW / 2.0;
        for (y, id) in level.into_iter().rev() {
            heights.push((id, y.min(highest)));
            highest = y.min(highest) - ROW;
        }
    }
    heights
}

fn height(heights: &[(&EntityId, f64)], id: &EntityId) -> Option<f64> {
    heights.iter().find(|(other, _)| *other == id).map(|(_, y)| *y)
}

fn drawn(programme: &Programme, heights: &[(&EntityId, f64)], style: &MapStyle) -> String {
    let heads = COLUMNS.map(|(x, head)| {
        format!("<text class=\"head\" x=\"{}\" y=\"16\">{head}</text>\n", number(x - 6.0))
    });
    let mut lines = CurvedLines::default();
    for (column, entities) in programme.columns.iter().enumerate() {
        for entity in entities {
            for line in programme.lines.iter().filter(|l| *l.0 == entity.id) {
                join(column, &entity.name, line, heights, &mut lines);
            }
        }
    }
    let mut out = lines.svg(&heads.concat()) + "<g role=\"list\">\n";
    for (column, entities) in programme.columns.iter().enumerate() {
        for entity in entities {
            let y = height(heights, &entity.id).unwrap_or(TOP);
            out += &named(entity, column, y, style);
        }
    }
    out + "</g>\n"
}

/// Adds a line from the end of a name to the mark in the next column.
fn join(
    column: usize,
    name: &str,
    line: &(&EntityId, &EntityId, f32),
    heights: &[(&EntityId, f64)],
    lines: &mut CurvedLines,
) {
    let ends = (height(heights, line.0), height(heights, line.1));
    let (Some(from), Some(to)) = ends else { return };
    let right = COLUMNS[(column + 1).min(2)].0 - 10.0;
    let name = text::shorten(name, LONGEST[column]);
    let left = (COLUMNS[column].0 + 22.0 + text::width(&name, 13.4)).min(right - 20.0);
    let bend = ((right - left) / 2.0).max(10.0);
    let controls = [Point::new(left + bend, from), Point::new(right - bend, to)];
    lines.add(line.2, Point::new(left, from), controls, Point::new(right, to));
}

fn named(entity: &Entity, column: usize, y: f64, style: &MapStyle) -> String {
    let at = Point::new(COLUMNS[column].0, y);
    let radius = if entity.kind == Kind::Talk { 3.6 } else { 6.0 };
    let own = if entity.untitled { " own" } else { "" };
    let drawn = format!(
        "{}<text class=\"l2{own}\" x=\"{}\" y=\"{}\">{}</text>",
        mark::mark(entity.kind, at, radius),
        number(at.x + 14.0),
        number(y + 4.5),
        text::xml(&text::shorten(&entity.name, LONGEST[column]))
    );
    let page = draw::page(&entity.id, entity.kind, style);
    let words = format!("{}, {}", entity.name, entity.kind);
    draw::linked((entity.kind.word(), &page), &words, None, &drawn, style)
}
