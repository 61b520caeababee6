//! The maps of the site: in pages, with links to other pages, and as files of their own.

use crate::entity::Entity;
use crate::export::map;
use crate::export::map::draw::{self, MapStyle};
use crate::export::map::fan as fan_map;
use crate::export::map::layout::MapLayout;
use crate::export::map::years::YearMap;
use crate::export::pages::context::PageContext;
use crate::export::site::frame;
use crate::export::site::frame::SiteRenderer;
use crate::export::{File, Options};
use crate::query::map::MapView;
use crate::vocabulary::EntityId;
use minijinja::Value;

/// The fan round an entity; nothing if it has fewer than two neighbours.
pub fn fan(page: &PageContext, entity: &Entity) -> Option<Value> {
    let address = |id: &EntityId| page.href(id);
    let svg = fan_map::svg(page.graph(), &entity.id, &style(&address, "around"));
    svg.map(Value::from_safe_string)
}

/// The programme of an event; nothing if there is none to draw.
pub fn programme(page: &PageContext, event: &Entity) -> Option<Value> {
    let address = |id: &EntityId| page.href(id);
    let svg = map::event::svg(page.graph(), &event.id, &style(&address, "programme-map"));
    svg.map(Value::from_safe_string)
}

/// The topic map; nothing if nothing is on it.
pub fn topic(page: &PageContext, view: &MapView, layout: &MapLayout, name: &str) -> Option<Value> {
    if view.nodes.is_empty() {
        return None;
    }
    let address = |id: &EntityId| page.href(id);
    Some(Value::from_safe_string(draw::svg(view, layout, &style(&address, name))))
}

/// How a map is drawn into a page.
fn style<'a>(address: &'a (dyn Fn(&EntityId) -> String + Sync), within: &'a str) -> MapStyle<'a> {
    let list = "browse.html".to_string();
    MapStyle { list, address: Some(address), within: Some(within), ..MapStyle::default() }
}

/// The maps as files of their own: the topic map, and one of each year.
pub fn files(site: &SiteRenderer) -> Vec<File> {
    let Options { map, layout, years, .. } = site.pages.options;
    let draw = |path: String, view: &MapView, layout: &MapLayout, style: MapStyle| {
        let page = site.page(&path);
        let address = |id: &EntityId| page.href(id);
        let list = format!("{}browse.html", page.root);
        let style = MapStyle { address: Some(&address), list, ..style };
        frame::file(&path, draw::svg(view, layout, &style))
    };
    let mut files = vec![draw("map.svg".to_string(), map, layout, MapStyle::default())];
    let of_year = |y: &YearMap| draw(y.path(), &y.view, &y.layout, y.style());
    files.extend(years.iter().map(of_year));
    files
}
