//! The topic map: what is chosen, and that its picture keeps the drawing rules.

use crate::common;
use crate::common::golden;
use crate::hall;
use hallway::export::map as atlas;
use hallway::export::map::draw::MapStyle;
use hallway::export::map::label::{self, Tier};
use hallway::export::map::layout::Canvas;
use hallway::export::map::text;
use hallway::query::map::projection::MapRelation;
use hallway::query::map::{MapOptions, MapView, map, years};
use hallway::vocabulary::{Kind, Relation};

fn view(graph: &hallway::graph::Graph) -> MapView {
    map(graph, &MapOptions::default())
}

fn svg(view: &MapView) -> String {
    atlas::draw::svg(view, &atlas::arrange::arrange(view, Canvas::Wide), &MapStyle::default())
}

/// The start of every tag must find its end, attributes must be quoted, and text must hold no bare
/// `<` or `&`.
fn assert_well_formed(xml: &str) {
    let mut open: Vec<&str> = Vec::new();
    for part in xml.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or_else(|| panic!("no end: <{part}"));
        assert!(!text.contains('>'), "bare > after <{tag}>");
        assert_eq!(tag.matches('"').count() % 2, 0, "quotes of <{tag}>");
        for bare in part.split('&').skip(1) {
            let name = bare.split(';').next().unwrap_or_default();
            assert!(["amp", "lt", "gt", "quot", "#39"].contains(&name), "bare & in {part}");
        }
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        match tag.strip_prefix('/') {
            Some(closed) => assert_eq!(open.pop(), Some(closed)),
            None if tag.ends_with('/') => {}
            None => open.push(name),
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
}

fn assert_drawing_rules(view: &MapView) {
    let plan = atlas::arrange::arrange(view, Canvas::Wide);
    let paper = atlas::geometry::Rect::sized(0.0, 0.0, plan.width, plan.height);
    let mut boxes = Vec::new();
    for (i, node) in view.nodes.iter().enumerate() {
        let mark = atlas::geometry::Rect::round(plan.at[i], plan.radius[i]);
        assert_eq!(mark.outside(&paper), 0.0, "{} is off the paper", node.name);
        let label = &plan.labels[i];
        match label.side {
            Some(side) => {
                let name = label::place(plan.at[i], plan.radius[i], label.size, side);
                assert_eq!(name.outside(&paper), 0.0, "the name {} is off the paper", node.name);
                boxes.push((name, &node.name));
            }
            None => assert!(
                label.tier == Tier::Small || node.kind == Kind::Talk,
                "{} has no room",
                node.name
            ),
        }
    }
    for (i, (a, one)) in boxes.iter().enumerate() {
        for (b, other) in &boxes[..i] {
            assert_eq!(a.overlap(b), 0.0, "{one} and {other} overlap");
        }
    }
}

#[test]
fn the_picture_of_a_small_hall() {
    golden("map/small.svg", &svg(&view(&hall::small())));
}

#[test]
fn the_same_bytes_twice_and_on_any_number_of_threads() {
    let once = svg(&view(&hall::crowd(18)));
    assert_eq!(once, svg(&view(&hall::crowd(18))));
    let elsewhere = std::thread::spawn(|| svg(&view(&hall::crowd(18)))).join();
    assert_eq!(Some(once), elsewhere.ok());
}

#[test]
fn pictures_keep_the_rules_and_are_well_formed() {
    for graph in [hall::small(), hall::crowd(9), hall::crowd(24)] {
        let view = view(&graph);
        assert_drawing_rules(&view);
        assert_well_formed(&svg(&view));
    }
}

#[test]
fn a_drawn_talk_tells_who_spoke_about_what() {
    let view = view(&hall::small());
    let between = |a: &str, b: &str| {
        view.edges.iter().find(|e| {
            let ends = (view.nodes[e.source].name.as_str(), view.nodes[e.target].name.as_str());
            ends == (a, b) || ends == (b, a)
        })
    };
    assert!(between("Ada Example", "slow builds").is_none(), "the talk tells that");
    assert!(between("Ada Example", "Faster by Half").is_some());
    let author = between("Wendy Writer", "HallConf 2024").map(|e| e.relation);
    assert_eq!(author, Some(MapRelation::WroteAbout));
    let place = between("Ada Example", "Acme").and_then(|e| e.evidence.clone());
    assert_eq!(place.map(|p| (p.note, p.line)), Some(("hallconf.md".to_string(), 3)));
}

#[test]
fn a_cut_map_folds_talks_and_says_what_it_left_out() {
    let graph = hall::crowd(60);
    let options = MapOptions { limit: 30, ..MapOptions::default() };
    let view = map(&graph, &options);
    assert!(view.nodes.len() <= 30 && view.nodes.len() > 20, "{}", view.nodes.len());
    assert!(view.nodes.iter().all(|n| n.kind != Kind::Talk));
    assert!(view.edges.iter().any(|e| e.relation == MapRelation::Claimed(Relation::TalkedAbout)));
    assert_eq!(view.total, graph.nodes().filter(|e| e.kind != Kind::Note).count());
    let svg = svg(&view);
    let words =
        format!("Showing the {} most relevant of {}.", view.nodes.len(), text::count(view.total));
    assert!(svg.contains(&words), "{words}");
    assert!(!svg.contains("class=\"hit\""), "no tooltips on the ties of a cut map");
}

/// How many of the nodes have no tie.
fn alone(view: &MapView) -> usize {
    let tied = |i: usize| view.edges.iter().any(|e| e.source == i || e.target == i);
    (0..view.nodes.len()).filter(|&i| !tied(i)).count()
}

#[test]
fn a_small_limit_draws_so_many_and_what_ties_them() {
    let graph = hall::crowd(60);
    let whole = map(&graph, &MapOptions::default());
    for limit in [1, 2, 3, 4, 5, 8, 13] {
        let view = map(&graph, &MapOptions { limit, ..MapOptions::default() });
        assert_eq!(view.nodes.len(), limit);
        assert_eq!(alone(&view), usize::from(limit == 1), "of {limit}");
        let drawn = |id| whole.nodes.iter().any(|n| n.id == id);
        assert!(view.nodes.iter().all(|n| drawn(n.id.clone())), "of {limit}, the most relevant");
    }
}

#[test]
fn of_nothing_but_pairs_a_limit_draws_whole_ones() {
    let mut hall = hall::Hall::default();
    for n in 0..9 {
        let note = format!("{n}.md");
        let person = hall.thing(&note, Kind::Person, &format!("Person {n}"), 1);
        let company = hall.thing(&note, Kind::Company, &format!("Company {n}"), 1);
        hall.link(&note, &person, Relation::WorksAt, &company, 0.9, 1);
    }
    let graph = hall.graph();
    for (limit, drawn) in [(1, 1), (2, 2), (7, 6), (17, 16), (18, 18)] {
        let view = map(&graph, &MapOptions { limit, ..MapOptions::default() });
        assert_eq!((view.nodes.len(), view.edges.len()), (drawn, drawn / 2), "of {limit}");
    }
}

/// The ends that a page's script reads are those of its lines.
#[test]
fn a_page_draws_ties_that_look_alike_as_one() {
    let view = view(&hall::crowd(24));
    let plan = atlas::arrange::arrange(&view, Canvas::Wide);
    let style = MapStyle { within: Some("map"), ..MapStyle::default() };
    let svg = atlas::draw::svg(&view, &plan, &style);
    assert_well_formed(&svg);
    let mut ties = Vec::new();
    for path in svg.split("<path ").filter(|path| path.contains("data-e=")) {
        let attribute = |name: &str| path.split_once(name)?.1.split('"').next();
        let (ends, lines) = (attribute("data-e=\"").unwrap(), attribute(" d=\"M").unwrap());
        let ends: Vec<usize> = ends.split(' ').map(|end| end.parse().unwrap()).collect();
        for (ends, line) in ends.chunks(2).zip(lines.split('M')) {
            let at = plan.at[ends[0]];
            let start = format!("{} {}", text::number(at.x), text::number(at.y));
            assert!(line.starts_with(&start), "{line} begins at {start}");
            ties.push((ends[0], ends[1]));
        }
    }
    ties.sort_unstable();
    let drawn: Vec<_> = view.edges.iter().map(|edge| (edge.source, edge.target)).collect();
    assert_eq!(ties, drawn);
    assert!(!svg.contains("aria-label=") && svg.contains("<title>"), "one name each, in the title");
}

#[test]
fn a_map_around_something_ends_after_its_steps() {
    let graph = hall::small();
    let around = vec![hallway::vocabulary::EntityId::new(Kind::Company, "Acme")];
    let view = map(&graph, &MapOptions { around, depth: 1, ..MapOptions::default() });
    let mut names: Vec<&str> = view.nodes.iter().map(|n| n.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["Acme", "Ada Example", "buildtool"]);
}

#[test]
fn hostile_names_stay_text() {
    let name = "<script>alert(\"&\")</script> ]]> \u{202e}drawkcab\u{7}";
    let mut hall = hall::Hall::default();
    let note = "<b>&\".md";
    let person = hall.thing(note, Kind::Person, name, 1);
    let company = hall.thing(note, Kind::Company, &"W".repeat(200), 2);
    hall.link(note, &person, Relation::WorksAt, &company, 0.9, 2);
    let svg = svg(&view(&hall.graph()));
    assert_well_formed(&svg);
    assert!(!svg.contains("<script") && !svg.contains('\u{202e}') && !svg.contains('\u{7}'));
    assert!(svg.contains("&lt;script&gt;alert(&quot;&amp;&quot;)&lt;/script&gt;"));
}

#[test]
fn nothing_and_one_thing_make_a_picture_with_a_sentence() {
    let nothing = svg(&view(&hall::Hall::default().graph()));
    assert_well_formed(&nothing);
    assert!(nothing.contains("Nothing to draw yet"));

    let mut hall = hall::Hall::default();
    hall.thing("a.md", Kind::Topic, "silence", 1);
    let one = view(&hall.graph());
    assert_eq!(one.nodes.len(), 1);
    assert_drawing_rules(&one);
    let picture = svg(&one);
    assert_well_formed(&picture);
    assert!(picture.contains("One entity in these notes."));
    assert!(picture.contains("href=\"summaries/topics/silence.md\""));
}

#[test]
fn numbers_have_one_decimal_at_most() {
    let cases = [(0.04, "0"), (-0.06, "-0.1"), (12.0, "12"), (12.26, "12.3"), (-3.55, "-3.6")];
    for (value, written) in cases {
        assert_eq!(text::number(value), written);
    }
}

#[test]
fn a_fan_and_a_programme() {
    let (graph, style) = (hall::small(), MapStyle::default());
    let id = |kind, name| hallway::vocabulary::EntityId::new(kind, name);
    let fan = atlas::fan::svg(&graph, &id(Kind::Person, "Ada Example"), &style).unwrap();
    assert_well_formed(&fan);
    golden("map/fan.svg", &fan);
    assert_eq!(atlas::fan::svg(&graph, &id(Kind::Tool, "pagerbot"), &style), None);

    let event = id(Kind::Event, "HallConf 2024");
    let programme = atlas::event::svg(&graph, &event, &style).unwrap();
    assert_well_formed(&programme);
    golden("map/event.svg", &programme);
    assert_eq!(atlas::event::svg(&graph, &id(Kind::Event, "Nowhere"), &style), None);
}

/// Widths in pixels as DejaVu Serif Bold, the widest font that the great names may get, sets them.
#[test]
fn great_names_have_room_in_the_widest_font() {
    let set =
        [("DevOps Barcelona 2019", 232.0), ("site reliability engineering", 262.0), ("eBPF", 53.0)];
    for (name, width) in set {
        let room = text::bold_width(name, 18.0);
        assert!((width..1.2 * width).contains(&room), "{name}: {room}");
    }
}

#[test]
fn a_map_of_a_year_shows_what_its_notes_told() {
    let graph = common::harbor();
    let years = years(&graph, 60);
    assert!(years.len() > 1, "{:?}", years.iter().map(|(year, _)| year).collect::<Vec<_>>());
    for (year, view) in years {
        assert!(!view.edges.is_empty());
        for quote in view.edges.iter().filter_map(|edge| edge.evidence.as_ref()) {
            let note = graph.note(&quote.note).and_then(|note| note.first_seen);
            assert_eq!(note.map(|date| date.year), Some(year), "{quote:?}");
        }
    }
}
