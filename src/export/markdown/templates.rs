//! The templates of the summaries, and what they can call: links, places and quotes as Markdown.
//!
//! Filters return safe values, made of escaped texts; all else is escaped where it is written.

use crate::export::markdown::text;
use crate::export::pages::templates;
use crate::query::english;
use minijinja::{Environment, Error, State, Value};

/// All templates, by name.
pub const BUILT_IN: [(&str, &str); 9] = [
    ("company.md", include_str!("templates/company.md")),
    ("event.md", include_str!("templates/event.md")),
    ("list.md", include_str!("templates/list.md")),
    ("note.md", include_str!("templates/note.md")),
    ("parts.md", include_str!("templates/parts.md")),
    ("person.md", include_str!("templates/person.md")),
    ("start.md", include_str!("templates/start.md")),
    ("subject.md", include_str!("templates/subject.md")),
    ("talk.md", include_str!("templates/talk.md")),
];

/// What a page remembers while it is written: the note of the last place that was given.
const LAST: &str = "last note";

/// All templates, compiled.
pub fn environment() -> Environment<'static> {
    let mut environment = templates::environment(|out, text| out.write_str(&text::escape(text)));
    environment.add_function("section", section);
    environment.add_filter("link", |entity: &Value| listed(entity).map(safe));
    environment.add_filter("name", |entity: &Value| link(entity).map(safe));
    environment.add_filter("commas", |list: &Value| Ok(safe(parts(list)?.join(", "))));
    environment.add_filter("series", |list: &Value| Ok(safe(english::join_and(&parts(list)?))));
    environment.add_filter("at", at);
    environment.add_filter("full", full);
    environment.add_filter("line", |place: &Value| line(place).map(safe));
    environment.add_filter("quote", |quote: &Value| Ok(safe(text::not_a_list(&sentence(quote)?))));
    environment.add_filter("inline", |quote: &Value| Ok(safe(format!("“{}”", sentence(quote)?))));
    environment.add_filter("web", |home: &Value| Ok(text::web(&string(home, "href")?).map(safe)));
    environment.add_filter("target", |href: &str| safe(text::target(href)));
    environment.add_filter("verbatim", |code: &str| safe(text::verbatim(code)));
    environment.add_filter("command", command);
    for (name, text) in BUILT_IN {
        let added = environment.add_template(name, text);
        debug_assert!(added.is_ok(), "{added:?}");
    }
    environment
}

/// A heading. Who starts to read there has not seen the places above.
fn section(state: &mut State, words: &str) -> Value {
    state.set_temp(LAST, Value::UNDEFINED);
    safe(format!("## {}", text::escape(words)))
}

/// A place: `path:line`, or `:line` alone where the last place was in the same note.
fn at(state: &mut State, place: &Value) -> Result<Value, Error> {
    if state.get_temp(LAST) == Some(place.get_attr("path")?) {
        return line(place).map(safe);
    }
    full(state, place)
}

/// A place, always with its path.
fn full(state: &mut State, place: &Value) -> Result<Value, Error> {
    let path = string(place, "path")?;
    let shown = format!("{}:{}", text::escape(&path), place.get_attr("line")?);
    state.set_temp(LAST, place.get_attr("path")?);
    Ok(safe(text::link(&shown, &text::target(&string(place, "href")?))))
}

/// A place without its path.
fn line(place: &Value) -> Result<String, Error> {
    let shown = format!(":{}", place.get_attr("line")?);
    Ok(text::link(&shown, &text::target(&string(place, "href")?)))
}

/// A link to an entity; a name of hallway's own in italics.
fn link(entity: &Value) -> Result<String, Error> {
    let name = text::escape(&string(entity, "name")?);
    let link = text::link(&name, &text::target(&string(entity, "href")?));
    Ok(if entity.get_attr("own")?.is_true() { format!("*{link}*") } else { link })
}

/// As [`link`], with the qualifier, if there is one.
fn listed(entity: &Value) -> Result<String, Error> {
    let link = link(entity)?;
    Ok(match entity.get_attr("qualifier")?.as_str() {
        Some(qualifier) => format!("{link} {}", text::escape(qualifier)),
        None => link,
    })
}

/// Links and dates, without those that are none.
fn parts(list: &Value) -> Result<Vec<String>, Error> {
    let there = list.try_iter()?.filter(|part| !part.is_none());
    there
        .map(|part| match part.get_attr("iso")?.as_str() {
            Some(day) => Ok(text::escape(day)),
            None => listed(&part),
        })
        .collect()
}

/// A sentence with the words that matter bold.
fn sentence(quote: &Value) -> Result<String, Error> {
    let escaped = |name| Ok::<String, Error>(text::escape(&string(quote, name)?));
    let hit = match escaped("hit")? {
        blank if blank.trim().is_empty() => String::new(),
        hit => format!("**{hit}**"),
    };
    Ok(format!("{}{hit}{}", escaped("before")?, escaped("after")?).trim().to_string())
}

/// A command about the entity of a page, as code.
fn command(head: &Value, verb: &str) -> Result<Value, Error> {
    let asked = match head.get_attr("asked")?.as_str() {
        Some(asked) => format!("\"{}\"", asked.replace('`', "")),
        None => "…".to_string(),
    };
    Ok(safe(format!("`hallway {verb} {asked}`")))
}

fn string(of: &Value, name: &str) -> Result<String, Error> {
    Ok(of.get_attr(name)?.as_str().unwrap_or_default().to_string())
}

fn safe(markdown: String) -> Value {
    Value::from_safe_string(markdown)
}
