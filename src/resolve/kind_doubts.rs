//! Names that were read as several kinds, for a human to decide: those of which one reading gave way, and
//! those that are two things in the graph although the catalogue knows no two.

use crate::diagnostic::Diagnostic;
use crate::resolve::cast::Cast;
use crate::resolve::doubts;
use crate::resolve::kinds;
use crate::resolve::scene::Scene;
use crate::vocabulary::Kind;
use std::collections::BTreeMap;

/// More names than this are not worth anybody's evening.
const MOST: usize = 10;

/// Tells of both; the best supported first.
pub fn tell(scene: &Scene, cast: &Cast) -> Vec<Diagnostic> {
    // Nothing is lost when a topic turns out to be a thing.
    let told = scene.conflicts.iter().filter(|conflict| conflict.was != Kind::Topic);
    let gave_way = told.map(|conflict| {
        let name = &scene.nodes[conflict.node].thing.name;
        let (was, is) = (conflict.was, conflict.is);
        let message = format!("“{name}” was read as {} here, as {} elsewhere", a(was), a(is));
        let why = format!("Taken for {}, as more notes say. If that is right", a(is));
        diagnostic(scene, conflict.node, message, Vec::new(), (why, is, was))
    });
    let stayed = both(scene, cast).into_iter().map(|(first, last)| {
        let name = &scene.nodes[last].thing.name;
        let [is, was] = [first, last].map(|node| scene.nodes[node].kind);
        let message = format!("“{name}” is {} and {}", a(was), a(is));
        let width = was.word().len().max(is.word().len());
        let place = |node: usize, kind: Kind| {
            format!("{:width$}  {}:{}", kind.word(), scene.path(node), scene.line(node))
        };
        let places = vec![place(last, was), place(first, is)];
        let why = format!("Taken for two things. If all are {}", is.plural());
        diagnostic(scene, last, message, places, (why, is, was))
    });
    gave_way.take(MOST).chain(stayed.take(MOST)).collect()
}

/// A kind with its article.
fn a(kind: Kind) -> String {
    let article = if kind.word().starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {kind}")
}

fn diagnostic(
    scene: &Scene,
    node: usize,
    message: String,
    places: Vec<String>,
    (why, is, was): (String, Kind, Kind),
) -> Diagnostic {
    let name = doubts::quoted(&scene.nodes[node].thing.name);
    let file = scene.corrections.file();
    let mut told =
        Diagnostic::warning(scene.path(node), "kind-conflict", message).at(scene.line(node), 0);
    told.help.extend(places);
    told.help(format!("{why}, in {file} (else “{was}” in place of “{is}”):"))
        .help(format!("[[kind]]\nof = {name}\nis = \"{is}\""))
}

/// A node of each of two kinds that one name has, the heavier first. What the catalogue knows for both is
/// no question, nor is what the user said; a talk may be called like its topic, a person alone by a
/// given name like anything, an event of a year like what it is about, and a word like a name but for
/// its capital.
fn both(scene: &Scene, cast: &Cast) -> Vec<(usize, usize)> {
    let mut readings: BTreeMap<usize, BTreeMap<Kind, Reading>> = BTreeMap::new();
    for kind in [Kind::Person, Kind::Company, Kind::Tool, Kind::Topic, Kind::Event] {
        for i in scene.of_kind(kind).filter(|&i| cast.of[i].is_some()) {
            let node = &scene.nodes[i];
            let lone = kind == Kind::Person && node.form.words.len() < 2;
            if lone || kind == Kind::Event && node.form.year.is_some() {
                continue;
            }
            let of_name = readings.entry(node.rank).or_default();
            let reading = of_name.entry(kind).or_insert(Reading { node: i, ..Reading::default() });
            reading.weight += node.thing.confidence;
            reading.sure |= node.entry.is_some() || node.retyped.is_some();
        }
    }
    let mut pairs: Vec<(f32, usize, usize)> = Vec::new();
    for kinds in readings.into_values().filter(|kinds| kinds.len() > 1) {
        let mut kinds: Vec<Reading> = kinds.into_values().collect();
        kinds.sort_by(|a, b| {
            (b.sure, b.weight).partial_cmp(&(a.sure, a.weight)).unwrap_or(a.node.cmp(&b.node))
        });
        let [first, .., last] = &kinds[..] else { continue };
        let (a, b) = (&scene.nodes[first.node], &scene.nodes[last.node]);
        if !last.sure && kinds::written_alike(a.thing, b.thing) {
            pairs.push((last.weight, first.node, last.node));
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    pairs.into_iter().map(|(_, a, b)| (a, b)).collect()
}

/// What speaks for one kind of a name.
#[derive(Default)]
struct Reading {
    node: usize,
    weight: f32,
    sure: bool,
}
