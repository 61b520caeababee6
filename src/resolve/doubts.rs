//! What only a human can decide: pairs that may be one, namesakes, names of several kinds. Each is told
//! with the lines to paste into the overrides.

use crate::diagnostic::Diagnostic;
use crate::entity::Because;
use crate::entity::Decision;
use crate::resolve::cast::Cast;
use crate::resolve::scene::Scene;
use crate::vocabulary::Kind;

/// More pairs than this are not worth anybody's evening.
const MOST: usize = 20;

/// Two nodes that were kept apart.
#[derive(Clone, Copy, Debug)]
pub struct Doubt {
    /// The shorter or earlier one.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// Why they were kept apart.
    pub why: Why,
    /// How likely they are one, 0 to 1, by looks.
    pub score: f32,
}

/// Why two that look alike were kept apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// `N. Salceda`
    Initial,
    /// `Bob Smith`
    Nickname,
    /// `Greg Mullane` beside `Greg Sabino Mullane`
    MiddleName,
    /// `João Moura` beside `João Moura Lima`
    Longer,
    /// A letter or two differ.
    Spelling,
    /// More than one person fits.
    Several,
    /// `John B. Quill`, `John Q. Quill` and `John Quill`.
    OtherInitials,
    /// The same name, but the notes contradict.
    Namesakes,
}

impl Doubt {
    /// A pair that was kept apart.
    pub fn new(a: usize, b: usize, why: Why) -> Doubt {
        Doubt { a, b, why, score: why.likely() }
    }
}

impl Why {
    /// How likely such a pair is one, 0 to 1.
    pub fn likely(self) -> f32 {
        match self {
            Why::Namesakes => 1.0,
            Why::MiddleName => 0.8,
            Why::Nickname => 0.7,
            Why::Longer | Why::Spelling => 0.5,
            Why::Initial | Why::Several | Why::OtherInitials => 0.4,
        }
    }

    /// In words, after “Kept apart:”.
    pub fn words(self) -> &'static str {
        match self {
            Why::Initial => "one name is only an initial",
            Why::Nickname => "one first name may be short for the other, or may not",
            Why::MiddleName => "one has a name more in the middle",
            Why::Several => "more than one person fits",
            Why::OtherInitials => "the initials in the middle tell them apart",
            Why::Longer => "one has a name more at the end",
            Why::Spelling => "they are spelled differently",
            Why::Namesakes => "people of this name have different accounts and different employers",
        }
    }
}

/// Tells of the pairs, the most probable first, and notes them as decisions of both.
pub fn tell(scene: &Scene, cast: &Cast, doubts: Vec<Doubt>) -> (Vec<Diagnostic>, Vec<Decision>) {
    let mut pairs: Vec<(Doubt, usize, usize)> = Vec::new();
    for doubt in doubts {
        let (a, b) = (cast.of[doubt.a], cast.of[doubt.b]);
        let Some((a, b)) = a.zip(b) else { continue };
        if a != b {
            pairs.push((doubt, a.min(b), a.max(b)));
        }
    }
    pairs.sort_by(|x, y| (x.1, x.2).cmp(&(y.1, y.2)).then(y.0.score.total_cmp(&x.0.score)));
    pairs.dedup_by_key(|p| (p.1, p.2));
    pairs.sort_by(|x, y| y.0.score.total_cmp(&x.0.score).then((x.1, x.2).cmp(&(y.1, y.2))));
    pairs.truncate(MOST);
    let diagnostics = pairs.iter().map(|(d, ..)| diagnostic(scene, cast, d)).collect();
    let decisions = pairs.iter().flat_map(|(d, a, b)| {
        [(*a, *b), (*b, *a)].map(|(one, other)| Decision {
            entity: cast.entities[one].id.clone(),
            form: cast.entities[one].name.clone(),
            note: None,
            because: Because::KeptApart {
                from: cast.entities[other].id.clone(),
                why: d.why.words().to_string(),
            },
        })
    });
    (diagnostics, decisions.collect())
}

fn diagnostic(scene: &Scene, cast: &Cast, doubt: &Doubt) -> Diagnostic {
    let kind = scene.nodes[doubt.a].kind;
    let many = if kind == Kind::Person { "people" } else { kind.plural() };
    let names = [doubt.a, doubt.b].map(|node| cast.name(node).to_string());
    let (code, message) = match doubt.why {
        Why::Namesakes => ("namesakes", format!("two {many} are called “{}”", names[0])),
        _ => ("perhaps-same", format!("two {many} may be one")),
    };
    let place = |node: usize, name: &str| {
        let width = names.iter().map(|n| n.chars().count()).max().unwrap_or(0);
        format!("{name:width$}  {}:{}", scene.path(node), scene.line(node))
    };
    let mut told = Diagnostic::warning(scene.path(doubt.a), code, message)
        .at(scene.line(doubt.a), 0)
        .help(place(doubt.a, &names[0]))
        .help(place(doubt.b, &names[1]));
    let file = scene.corrections.file();
    let why = doubt.why.words();
    told = match doubt.why {
        Why::Namesakes => told.help(format!("Kept apart: {why}.")),
        _ => told.help(format!("Kept apart: {why}. To merge, in {file}:")).help(format!(
            "[[same]]\nnames = [{}, {}]",
            quoted(&names[0]),
            quoted(&names[1])
        )),
    };
    told
}

/// Tells of names that were read as several kinds.
pub fn tell_conflicts(scene: &Scene) -> Vec<Diagnostic> {
    let told = scene.conflicts.iter().map(|conflict| {
        let name = &scene.nodes[conflict.node].thing.name;
        let (was, is) = (conflict.was, conflict.is);
        let message = format!("“{name}” was read as a {was} here, as a {is} elsewhere");
        Diagnostic::warning(scene.path(conflict.node), "kind-conflict", message)
            .at(scene.line(conflict.node), 0)
            .help(format!(
                "Taken for a {is}, as more notes say. To say what it is, in {}:",
                scene.corrections.file()
            ))
            .help(format!("[[kind]]\nof = {}\nis = \"{was}\"", quoted(name)))
    });
    told.collect()
}

/// A TOML string.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
