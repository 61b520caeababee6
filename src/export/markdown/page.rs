//! The pages: what `pages` says they hold, written with templates; and front matter.

use crate::entity::Entity;
use crate::export::map;
use crate::export::map::years;
use crate::export::markdown::templates;
use crate::export::markdown::text;
use crate::export::pages::context::{PageContext, PageSet};
use crate::export::pages::entities;
use crate::export::pages::format::PageFormat;
use crate::export::pages::lists;
use crate::export::pages::lists::EntityRow;
use crate::export::pages::view::value;
use crate::export::{File, Options};
use crate::graph::Graph;
use crate::markers::{PAGE_BEGIN, PAGE_END};
use crate::query::answers;
use crate::query::description;
use crate::query::english::{capitalize, count};
use crate::query::list;
use crate::query::list::{ListOrder, ListRow};
use crate::vocabulary::Kind;
use minijinja::{Environment, Value, context};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// From so many entities on, a list has a heading for each letter or year.
const HEADINGS: usize = 100;
/// The kinds of which the start page shows the best connected.
const MOST: [Kind; 5] = [Kind::Topic, Kind::Person, Kind::Company, Kind::Tool, Kind::Event];

/// A page without its markers and front matter, of which each tool has its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryPage {
    /// Path below the output folder.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Other names of what it is about.
    pub names: Vec<String>,
    /// The kind of what it is about; `None` for lists.
    pub kind: Option<Kind>,
    /// Markdown, without the markers.
    pub body: String,
}

impl SummaryPage {
    /// As plain Markdown, with YAML that Obsidian and code hosts read.
    pub fn file(self) -> File {
        let SummaryPage { path, title, names, kind, body } = self;
        let mut head = format!("title: {}\n", text::yaml(&title));
        if !names.is_empty() {
            let names: Vec<String> = names.iter().map(|name| text::quoted(name)).collect();
            head += &format!("aliases: [{}]\n", names.join(", "));
        }
        head += &kind.map_or(String::new(), |kind| format!("kind: {kind}\n"));
        let (begin, end) = (PAGE_BEGIN, PAGE_END);
        File { path, text: format!("---\n{head}---\n{begin}\n{body}\n{end}\n") }
    }
}

/// Rows of a list under a heading; it is empty on short lists.
#[derive(Serialize)]
struct ListSection {
    heading: String,
    rows: Vec<EntityRow>,
}

/// Writes pages.
pub struct Renderer<'g> {
    pages: PageSet<'g>,
    templates: Environment<'static>,
}

impl<'g> Renderer<'g> {
    /// Compiles the templates.
    pub fn new(graph: &'g Graph, options: &'g Options) -> Renderer<'g> {
        let pages = PageSet::new(graph, options, PageFormat::Markdown);
        Renderer { pages, templates: templates::environment() }
    }

    /// The page of an entity.
    pub fn entity(&self, entity: &Entity) -> SummaryPage {
        let path = self.pages.graph.place(&entity.id).and_then(|place| self.pages.paths.get(place));
        let page = self.page(path.map_or(self.pages.format.start(), String::as_str));
        let template = match entity.kind {
            Kind::Person => "person.md",
            Kind::Company => "company.md",
            Kind::Topic | Kind::Tool => "subject.md",
            Kind::Talk => "talk.md",
            Kind::Event => "event.md",
            Kind::Note => "note.md",
        };
        let held = entities::page(&page, entity);
        let view = context! { ..own(&page, entity), ..held.view };
        let forms = held.head.forms.iter().map(|form| form.text.clone());
        let names: BTreeSet<String> = entity.aliases.iter().cloned().chain(forms).collect();
        SummaryPage {
            names: names.into_iter().collect(),
            kind: Some(entity.kind),
            ..self.write(&page, template, self.pages.namesakes.name(&entity.into()), view)
        }
    }

    /// All entities of a kind, by name; notes newest first.
    pub fn list(&self, kind: Kind) -> SummaryPage {
        let page = self.page(&self.pages.format.list(kind));
        let mut rows = list::list(self.pages.graph, kind, ListOrder::Name);
        if kind == Kind::Note {
            rows.sort_by_key(|r| Reverse(r.first_seen));
        }
        let sections: Vec<ListSection> = if rows.len() < HEADINGS {
            vec![section(&page, String::new(), &rows)]
        } else {
            let runs = rows.chunk_by(|a, b| heading(a) == heading(b));
            runs.map(|run| section(&page, heading(&run[0]), run)).collect()
        };
        let all = capitalize(&count(rows.len(), kind.word(), kind.plural()));
        let heading = capitalize(kind.plural());
        let view = context! {
            heading => &heading,
            count => (!rows.is_empty()).then_some(all),
            start => page.to(self.pages.format.start()),
            tables => value(sections),
        };
        self.write(&page, "list.md", heading, view)
    }

    /// What there is, what is new, what is best connected.
    pub fn start(&self) -> SummaryPage {
        let PageSet { graph, options, format, .. } = &self.pages;
        let page = self.page(format.start());
        let kinds = Kind::ALL
            .map(|kind| (capitalize(kind.plural()), page.list(kind), graph.of_kind(kind).count()));
        let years = options.years.iter().map(|y| (y.year, page.to_output(&y.path())));
        let view = context! {
            heading => "What the notes tell",
            lede => value(page.lede(&description::all(graph))),
            map => drawn(&page, map::TOPIC_MAP),
            years => value(years.collect::<Vec<_>>()),
            kinds => value(kinds),
            new => value(lists::newest(&page)),
            most => value(lists::connected(&page, &MOST)),
        };
        self.write(&page, "start.md", "What the notes tell".to_string(), view)
    }

    fn page(&self, path: &str) -> PageContext<'_> {
        PageContext::new(&self.pages, path)
    }

    fn write(&self, page: &PageContext, template: &str, title: String, it: Value) -> SummaryPage {
        let template = self.templates.get_template(template);
        let body = template.and_then(|template| template.render(context! { it }));
        // The templates are compiled in, so this is a mistake in one of them.
        debug_assert!(body.is_ok(), "{body:?}");
        let body = body.unwrap_or_default();
        let path = format!("{}/{}", self.pages.format.folder(), page.path);
        SummaryPage { path, title, names: Vec::new(), kind: None, body: text::tidy(&body) }
    }
}

/// What only summaries show: of a note its answers, of others the map that was drawn of them.
fn own(page: &PageContext, entity: &Entity) -> Value {
    match entity.kind {
        Kind::Note => {
            let answers = answers::in_note(page.graph(), entity);
            let answers: Vec<_> = answers.iter().map(|a| page.answer(a)).collect();
            context! { spoken => value(answers) }
        }
        _ => {
            let stem = page.path.trim_end_matches(".md");
            context! { map => drawn(page, &format!("{}/{stem}.svg", years::FOLDER)) }
        }
    }
}

/// The way to a map, if it is drawn.
fn drawn(page: &PageContext, map: &str) -> Option<String> {
    page.set.options.maps.contains(map).then(|| page.to_output(map))
}

fn section(page: &PageContext, heading: String, rows: &[ListRow]) -> ListSection {
    ListSection { heading, rows: rows.iter().map(|row| lists::row(page, row)).collect() }
}

/// The year of a note, the first letter of anything else.
fn heading(row: &ListRow) -> String {
    match (row.kind, row.first_seen) {
        (Kind::Note, Some(day)) => day.year.to_string(),
        (Kind::Note, None) => "Without a date".to_string(),
        _ => list::by_name(&row.name).chars().take(1).flat_map(char::to_uppercase).collect(),
    }
}
