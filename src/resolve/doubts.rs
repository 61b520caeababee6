//! What only a human can decide: pairs that may be one, and namesakes. Each is told with lines for the
//! overrides that may be pasted as they stand: they are understood, and it is not told again.

use crate::diagnostic::Diagnostic;
use crate::entity::Because;
use crate::entity::Decision;
use crate::entity::Offer;
use crate::finding::Claim;
use crate::name;
use crate::resolve::cast::Cast;
use crate::resolve::parted;
use crate::resolve::parted::Parted;
use crate::resolve::people::profile;
use crate::resolve::scene::Scene;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use std::cmp::Reverse;
use std::collections::BTreeSet;

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
    /// `@nvestergaard` beside `Nils Vestergaard`
    Handle,
    /// The same name, but the notes contradict.
    Namesakes,
    /// The same name and other employers in one month: taken as one all the same.
    OneOrTwo,
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
            Why::Namesakes | Why::OneOrTwo => 1.0,
            Why::MiddleName => 0.8,
            Why::Nickname => 0.7,
            Why::Longer | Why::Spelling | Why::Handle => 0.5,
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
            Why::Handle => "one is a handle that spells the other's name",
            Why::Namesakes => "people of this name have different accounts and different employers",
            Why::OneOrTwo => "the notes of one month name different employers",
        }
    }
}

/// Tells of the pairs, the most probable first, and notes all of them as decisions of both.
pub fn tell(scene: &Scene, cast: &Cast, doubts: Vec<Doubt>) -> (Vec<Diagnostic>, Vec<Decision>) {
    let parted = Parted::new(scene, cast);
    let mut pairs: Vec<(Doubt, usize, usize)> = Vec::new();
    for doubt in doubts {
        let (a, b) = (cast.of[doubt.a], cast.of[doubt.b]);
        let Some((a, b)) = a.zip(b) else { continue };
        if (a == b) == (doubt.why == Why::OneOrTwo) && !parted.are(a, b) {
            pairs.push((doubt, a.min(b), a.max(b)));
        }
    }
    pairs.sort_by(|x, y| (x.1, x.2).cmp(&(y.1, y.2)).then(y.0.score.total_cmp(&x.0.score)));
    pairs.dedup_by_key(|p| (p.1, p.2));
    let mut decisions = parted.decisions(scene, cast);
    for (doubt, a, b) in pairs.iter().filter(|(_, a, b)| a != b) {
        let why = doubt.why.words().to_string();
        // Namesakes are two until the user says otherwise; all others may be one.
        let offer = || offer(scene, doubt, &ranked(scene, cast, doubt));
        let offer = if doubt.why == Why::Namesakes { None } else { offer().into_iter().next() };
        decisions.extend(parted::decide(cast, [*a, *b], |from| Because::KeptApart {
            from,
            why: why.clone(),
            entry: None,
            offer: offer.clone(),
        }));
    }
    pairs.sort_by(|x, y| y.0.score.total_cmp(&x.0.score).then((x.1, x.2).cmp(&(y.1, y.2))));
    // One answer settles all pairs of the same two names.
    let mut asked: BTreeSet<[&str; 2]> = BTreeSet::new();
    pairs.retain(|(doubt, ..)| {
        let mut names = [doubt.a, doubt.b].map(|node| known_as(scene, cast, node));
        names.sort_unstable();
        asked.insert(names)
    });
    pairs.truncate(MOST);
    (pairs.iter().map(|(d, ..)| diagnostic(scene, cast, d)).collect(), decisions)
}

fn diagnostic(scene: &Scene, cast: &Cast, doubt: &Doubt) -> Diagnostic {
    let names = [doubt.a, doubt.b].map(|node| known_as(scene, cast, node));
    let kind = scene.nodes[doubt.a].kind;
    let one = kind.word();
    let many = if kind == Kind::Person { "people" } else { kind.plural() };
    let (code, message) = match doubt.why {
        Why::Namesakes => ("namesakes", format!("two {many} are called “{}”", names[0])),
        Why::OneOrTwo => ("perhaps-namesakes", format!("“{}” may be two {many}", names[0])),
        _ => ("perhaps-same", format!("“{}” and “{}” may be one {one}", names[0], names[1])),
    };
    let width = names.iter().map(|n| n.chars().count()).max().unwrap_or(0);
    let place = |node: usize, name: &str| {
        format!("{name:width$}  {}:{}", scene.path(node), scene.line(node))
    };
    let told = Diagnostic::warning(scene.path(doubt.a), code, message)
        .at(scene.line(doubt.a), 0)
        .help(place(doubt.a, names[0]))
        .help(place(doubt.b, names[1]));
    let kept = if doubt.why == Why::OneOrTwo { "Taken as one, though" } else { "Kept apart:" };
    let names = ranked(scene, cast, doubt);
    let mut told = told;
    for (i, Offer { say, paste }) in offer(scene, doubt, &names).into_iter().enumerate() {
        let lead = if i == 0 { format!("{kept} {}. ", doubt.why.words()) } else { String::new() };
        told = told.help(format!("{lead}{say}:")).help(paste);
    }
    told
}

/// The names of a pair, the better one first.
fn ranked<'a>(scene: &'a Scene, cast: &'a Cast, doubt: &Doubt) -> [&'a str; 2] {
    let mut ranked = [doubt.a, doubt.b].map(|node| {
        let name = known_as(scene, cast, node);
        (rank(cast, node, name), name)
    });
    ranked.sort_by_key(|r| Reverse(r.0));
    ranked.map(|r| r.1)
}

/// Which of two names to show: that of more words, no initials and no handle among them; that of
/// more notes; the longer.
fn rank(cast: &Cast, node: usize, name: &str) -> (usize, usize, usize) {
    let words = name::words(name).into_iter().filter(|w| !name::is_initial(w)).count();
    let full = if profile::is_handle(name) { 0 } else { words };
    let notes = cast.of[node].map_or(0, |entity| cast.entities[entity].mentions.len());
    (full, notes, name.len())
}

/// What the user can do, the likeliest first. The better name comes first.
fn offer(scene: &Scene, doubt: &Doubt, names: &[&str; 2]) -> Vec<Offer> {
    let file = scene.corrections.file();
    let alike = name::key(names[0]) == name::key(names[1]);
    let listed = match alike {
        true => quoted(names[0]),
        false => format!("{}, {}", quoted(names[0]), quoted(names[1])),
    };
    let entry = |word: &str| format!("[[{word}]]\nnames = [{listed}]");
    let offer = |say: String, paste: String| Offer { say, paste };
    match doubt.why {
        Why::Namesakes => vec![offer(
            format!("If they are two, in {file} (“same” if they are one)"),
            entry("different"),
        )],
        Why::OneOrTwo => vec![
            offer(format!("If that is right, in {file}"), entry("same")),
            offer(
                "If they are two, give one another name".to_string(),
                format!(
                    "[[name]]\nof = {}\nis = {}\nnote = {}",
                    quoted(&scene.nodes[doubt.b].thing.name),
                    quoted(&format!("{} ({})", names[1], employer(scene, doubt.b).unwrap_or("2"))),
                    quoted(scene.path(doubt.b))
                ),
            ),
        ],
        _ => {
            vec![offer(format!("To merge, in {file} (“different” if they are two)"), entry("same"))]
        }
    }
}

/// For whom somebody works, as the same note says.
fn employer<'a>(scene: &Scene<'a>, node: usize) -> Option<&'a str> {
    let note = scene.nodes[node].note;
    let end = |end| scene.node_of(note, end);
    let of = |c: &&Claim| c.relation == Relation::WorksAt && end(c.subject) == Some(node);
    let claim = scene.notes[note].claims.iter().find(of)?;
    end(claim.object).map(|company| scene.nodes[company].thing.name.as_str())
}

/// A name that corrections know: the one shown, or what the note says if the user changed that.
fn known_as<'a>(scene: &'a Scene, cast: &'a Cast, node: usize) -> &'a str {
    match cast.of[node] {
        Some(entity) if cast.named_by[entity].is_none() => &cast.entities[entity].name,
        _ => &scene.nodes[node].thing.name,
    }
}

/// A TOML string.
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            // What turns the direction of text would hide in a line that is to be pasted.
            c if c.is_control()
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') =>
            {
                out.push_str(&format!("\\u{:04X}", c as u32))
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
