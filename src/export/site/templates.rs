//! The templates: those compiled in, and those of the user that take their places.

use crate::diagnostic::Diagnostic;
use crate::export::map::palette;
use crate::export::pages::templates;
use crate::export::site::escape;
use minijinja::{Environment, Value};
use std::collections::BTreeMap;

/// All templates, by name.
pub const BUILT_IN: [(&str, &str); 14] = [
    ("404.html", include_str!("templates/404.html")),
    ("base.html", include_str!("templates/base.html")),
    ("browse.html", include_str!("templates/browse.html")),
    ("company.html", include_str!("templates/company.html")),
    ("event.html", include_str!("templates/event.html")),
    ("feed.xml", include_str!("templates/feed.xml")),
    ("links.xml", include_str!("templates/links.xml")),
    ("note.html", include_str!("templates/note.html")),
    ("parts.html", include_str!("templates/parts.html")),
    ("person.html", include_str!("templates/person.html")),
    ("search.html", include_str!("templates/search.html")),
    ("start.html", include_str!("templates/start.html")),
    ("subject.html", include_str!("templates/subject.html")),
    ("talk.html", include_str!("templates/talk.html")),
];

/// A file that is no template but may be replaced too: its name, and what makes it.
pub type Asset = (&'static str, fn() -> String);

/// All such files.
pub const ASSETS: [Asset; 2] = [
    ("style.css", || palette::page_style(include_str!("assets/style.css"))),
    ("hallway.js", || include_str!("assets/hallway.js").to_string()),
];

/// The folder of the user's own templates, beside `hallway.toml`.
pub const FOLDER: &str = "hallway-templates";

/// The user's own files of that folder, by name.
pub type Own = BTreeMap<String, String>;

/// Ready to render with.
pub struct Templates<'t> {
    built_in: Environment<'t>,
    /// With the user's in their places; `None` if there are none.
    own: Option<Environment<'t>>,
}

impl<'t> Templates<'t> {
    /// Compiles all templates. A template of the user's that is none is told of and left out.
    pub fn new(own: &'t Own) -> (Templates<'t>, Vec<Diagnostic>) {
        let mut problems = Vec::new();
        let built_in = environment(&mut problems, BUILT_IN);
        let theirs: Vec<(&str, &str)> =
            own.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let templates = theirs.iter().filter(|(name, _)| !is_asset(name)).copied();
        let own = templates.clone().next().is_some().then(|| {
            let mut environment = environment(&mut problems, BUILT_IN);
            for (name, text) in templates {
                if let Err(error) = environment.add_template(name, text) {
                    problems.push(problem(&error));
                }
            }
            environment
        });
        (Templates { built_in, own }, problems)
    }

    /// A page, and what went wrong in the user's templates; then it is made with those compiled in.
    pub fn render(&self, name: &str, context: &Value) -> (String, Option<Diagnostic>) {
        let with = |environment: &Environment| environment.get_template(name)?.render(context);
        match self.own.as_ref().map(with) {
            Some(Ok(text)) => (text, None),
            Some(Err(error)) => (with(&self.built_in).unwrap_or_default(), Some(problem(&error))),
            None => match with(&self.built_in) {
                Ok(text) => (text, None),
                Err(error) => (String::new(), Some(problem(&error))),
            },
        }
    }
}

/// Whether a file is copied as it is.
pub fn is_asset(name: &str) -> bool {
    ASSETS.iter().any(|(asset, _)| *asset == name)
}

fn environment<'t>(
    problems: &mut Vec<Diagnostic>,
    templates: impl IntoIterator<Item = (&'t str, &'t str)>,
) -> Environment<'t> {
    let mut environment = templates::environment(|out, text| escape::write_text(out, text));
    environment.add_filter("breakable", |path: &str| escape::breakable(path));
    for (name, text) in templates {
        if let Err(error) = environment.add_template(name, text) {
            problems.push(problem(&error));
        }
    }
    environment
}

fn problem(error: &minijinja::Error) -> Diagnostic {
    let mut innermost = error;
    while let Some(inner) =
        std::error::Error::source(innermost).and_then(|e| e.downcast_ref::<minijinja::Error>())
    {
        innermost = inner;
    }
    let name = format!("{FOLDER}/{}", innermost.name().unwrap_or_default());
    let message = match innermost.detail() {
        Some(detail) => format!("{}: {detail}", innermost.kind()),
        None => innermost.kind().to_string(),
    };
    Diagnostic::error(&name, "template", message)
        .at(innermost.line().unwrap_or(0), 0)
        .help("The page was made with the template that comes with hallway.")
}
