//! The same notes in other forms: each copy sets the sessions of a note again in a form drawn at random, so that models
//! see many more forms than there are authors. Only folds that learn from a note see its copies.

use crate::document::Document;
use crate::layout::Layout;
use crate::layout::session::normal;
use crate::layout::unit::UnitKind;
use crate::note::Note;
use crate::train::layout::answers::AnswerTalk;
use crate::train::layout::answers::Answers;
use crate::train::layout::label;
use crate::train::numbers::random::Random;
use std::ops::Range;

const SEPARATORS: [&str; 17] = [
    " - ", " – ", " — ", ": ", " | ", " by ", " with ", " / ", ", ", " by: ", " // ", " -- ",
    " -  ", " • ", " · ", " ~ ", " -",
];
const LABELS: [&str; 30] = [
    "Speaker: ", "Speakers: ", "By ", "by ", "Presenter: ", "**Speaker**: ", "**Speaker:** ",
    "Presented by ", "Who: ", "*Speaker:* ", "Presenters: ", "Talk by ", "with ", "Speaker - ",
    "speaker: ", "Given by ", "_Speaker_ ", "Author: ", "Host: ", "Talk given by ", "speaker:: ",
    "Referent: ", "Vortrag von ", "Ponente: ", "Intervenant : ", "Relatore: ", "Spreker: ",
    "Palestrante: ", "**Who** ", "🎤 ",
];
const ROLES: [&str; 16] = [
    "Software Engineer", "CTO", "Senior Developer", "Developer Advocate", "Engineering Manager",
    "Co-founder", "Principal Engineer", "VP of Engineering", "Professor", "Lead Designer",
    "Product Manager", "Staff SRE", "Head of Data", "Consultant", "freelance developer",
    "Entwicklerin",
];
const ORGANISATIONS: [&str; 32] = [
    "Google", "Netflix", "Spotify", "GitHub", "Shopify", "Zalando", "Microsoft", "Red Hat", "ING",
    "Monzo", "Fastly", "HashiCorp", "Adobe", "Etsy", "Trivago", "SoundCloud", "Quillworks",
    "Northlight Labs", "Vantor", "Blueferry", "Kestrel Data", "Umbra Systems", "Tallow & Finch",
    "Ostrava Soft", "Lumenry", "Pellucid", "Gravel Street", "University of Turku", "ETH Zürich",
    "Harbourlight", "Sevenmile", "Ferrowire GmbH",
];

/// How a copy writes its sessions.
struct Style {
    order: &'static str,
    separator: &'static str,
    person: &'static str,
    title: &'static str,
    before: &'static str,
    behind: &'static str,
    label: &'static str,
    line: &'static str,
    extra: &'static str,
    join: &'static str,
    container: &'static str,
    level: usize,
    place: &'static str,
    employers: bool,
    /// Whether only the sessions are kept, as in raw notes.
    bare: bool,
}

fn pick<T: Copy>(random: &mut Random, list: &[T]) -> T {
    list[random.below(list.len())]
}

impl Style {
    fn draw(random: &mut Random) -> Style {
        Style {
            order: pick(
                random,
                &[
                    "TS", "TS", "TS", "ST", "ST", "ST", "T/S", "T/S", "T/S", "S/T", "T/L", "T/L",
                    "T/L", "T",
                ],
            ),
            separator: pick(random, &SEPARATORS),
            person: pick(
                random,
                &[
                    "n", "n", "n", "n (c)", "n (c)", "n, r at c", "n @h", "[n]", "n, c", "n - c",
                    "n @ c", "n, r, c", "n of c",
                ],
            ),
            title: pick(random, &["t", "t", "t", "t", "t", "q", "e", "b", "l"]),
            before: pick(
                random,
                &[
                    "", "", "", "", "", "", "", "1. ", "tm ", "tm–tm ", "Talk: ", "Session: ",
                    "tm - ", "A. ", "(1) ", "Keynote: ", "Keynote: ", "Lightning talk: ",
                    "Talk 1 - ", "Workshop — ", "📌 ",
                ],
            ),
            behind: pick(
                random,
                &[
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    " (9:30am)",
                    " [video](https://video.example/abc)",
                    " #notes",
                    " (EN)",
                    " - Room 3",
                    " ([slides](https://slides.example/s.pdf))",
                    " - 30 min",
                    " 🎉",
                ],
            ),
            label: pick(random, &LABELS),
            line: pick(random, &["p", "p", "h", "e", "b", "li", "q", "hs"]),
            extra: pick(
                random,
                &[
                    "",
                    "",
                    "",
                    "",
                    "",
                    "Date: 2019-05-14",
                    "Room: Main hall",
                    "*14 May 2018, 10:00*",
                    "Slides: https://slides.example/14",
                    "@handle",
                ],
            ),
            join: pick(random, &[" and ", ", ", " & ", " / ", "; ", " + "]),
            container: pick(random, &["as is", "as is", "h", "h", "b", "p"]),
            level: pick(random, &[1, 2, 2, 3, 3, 4]),
            place: pick(
                random,
                &["line", "line", "line", "line", "line", "field", "field", "file"],
            ),
            employers: random.unit() < 0.6,
            bare: random.unit() < 0.35,
        }
    }
}

/// A copy: path, text and answers.
pub type NoteCopy = (String, String, Answers);

/// Copies of some notes of one author or repository in one form each.
pub fn copies(notes: &[(&Note, &Document, &Layout, &Answers)], seed: u64) -> Vec<NoteCopy> {
    let mut random = Random::new(seed);
    let style = Style::draw(&mut random);
    let copy = |(note, document, layout, answers): &(&Note, &Document, &Layout, &Answers)| {
        copy(note, document, layout, answers, &style, &mut random)
    };
    notes.iter().filter_map(copy).collect()
}

/// What a session's lines are in the note.
struct Found {
    talk: usize,
    kind: UnitKind,
    level: usize,
    title: Range<usize>,
    byline: Option<Range<usize>>,
    told: bool,
}

fn copy(
    note: &Note,
    document: &Document,
    layout: &Layout,
    answers: &Answers,
    style: &Style,
    random: &mut Random,
) -> Option<NoteCopy> {
    let found = find(document, layout, answers);
    let mut answers = answers.clone();
    let single = answers.talks.len() == 1;
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut path = note.path.clone();
    let mut head = String::new();
    for (k, f) in found.iter().enumerate() {
        let talk = answers.talks[f.talk].clone();
        let people = if f.told { talk.names.clone() } else { Vec::new() };
        let employers = employers(&people, style, random, &mut answers);
        let text = if single
            && style.place != "line"
            && document.fields.is_empty()
            && f.kind != UnitKind::Item
        {
            elsewhere(style, &talk, &people, f.talk, &mut path, &mut head, &mut answers)
        } else {
            render(style, k, f, talk.title.as_deref()?, &people, &employers, random)
        };
        edits.push((f.title.clone(), text));
        edits.extend(f.byline.clone().map(|line| (line, String::new())));
    }
    if edits.is_empty() {
        return None;
    }
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    if style.bare {
        let text = head + &bare(&edits, &found, random);
        let plain = format!(" {} ", normal(&text));
        answers.talks.retain(|t| t.forms.iter().any(|f| plain.contains(&format!(" {f} "))));
        return (!answers.talks.is_empty()).then_some((path, text, answers));
    }
    let mut text = head;
    let mut at = 0;
    for (range, with) in edits {
        if range.start < at {
            continue;
        }
        text += &note.text[at..range.start];
        text += &with;
        at = range.end;
    }
    text += &note.text[at..];
    Some((path, text, answers))
}

/// The sessions alone, at most a few of them, with a remark here and there.
fn bare(edits: &[(Range<usize>, String)], found: &[Found], random: &mut Random) -> String {
    let items = found.iter().all(|f| f.kind == UnitKind::Item);
    let first = random.below(edits.len());
    let many = 1 + random.below(12);
    let mut text = String::new();
    for (_, with) in edits[first..].iter().take(many).filter(|(_, with)| !with.is_empty()) {
        text += if items { "- " } else { "" };
        text += with;
        text += if items { "\n" } else { "" };
        if !items && random.unit() < 0.5 {
            text += pick(
                random,
                &[
                    "Good one.\n",
                    "- slides are online\n",
                    "Mostly about trade-offs.\n",
                    "- ask about the numbers\n- try it at home\n",
                ],
            );
        }
    }
    text
}

/// The sessions whose lines can be set again.
fn find(document: &Document, layout: &Layout, answers: &Answers) -> Vec<Found> {
    let labels = label::cells(layout, answers);
    let sheet = &layout.sheet;
    let mut found: Vec<Found> = Vec::new();
    for (cell, label) in layout.cells.iter().zip(&labels) {
        let unit = &sheet.units[cell.unit];
        let Some(talk) = label.readings.iter().flatten().next().copied() else { continue };
        let usable = matches!(
            unit.kind,
            UnitKind::Heading | UnitKind::Bold | UnitKind::Item | UnitKind::Line
        );
        if !usable
            || unit.text.len() > 240
            || found.iter().any(|f| f.talk == talk)
            || label.weight < 0.5
        {
            continue;
        }
        let Some(title) = lines(document, layout, cell.unit) else { continue };
        let names = &answers.talks[talk].names;
        let tells = |u: usize| {
            let text = format!(" {} ", normal(&sheet.units[u].text));
            names.iter().any(|n| text.contains(&format!(" {} ", normal(n))))
        };
        let above = unit.heading.is_some_and(tells);
        let below = (cell.unit + 1..sheet.units.len().min(cell.unit + 4))
            .take_while(|&u| sheet.units[u].text.len() < 130)
            .find(|&u| tells(u));
        let byline =
            below.and_then(|u| lines(document, layout, u)).filter(|b| b.start >= title.end);
        if above {
            continue;
        }
        let told = tells(cell.unit) || byline.is_some();
        found.push(Found {
            talk,
            kind: unit.kind,
            level: unit.level.clamp(1, 6) as usize,
            title,
            byline,
            told,
        });
    }
    found
}

/// The whole lines of a unit in the note's text.
fn lines(document: &Document, layout: &Layout, unit: usize) -> Option<Range<usize>> {
    let unit = &layout.sheet.units[unit];
    let (block, range) = unit.locate(0..unit.text.len())?;
    let block = &document.blocks[block];
    let span =
        if matches!(unit.kind, UnitKind::Heading) { block.span } else { block.source(range) };
    Some(span.range())
}

fn employers(
    people: &[String],
    style: &Style,
    random: &mut Random,
    answers: &mut Answers,
) -> Vec<Option<&'static str>> {
    people
        .iter()
        .map(|person| {
            let name = pick(random, &ORGANISATIONS);
            let told = style.employers && style.person.contains('c') && random.unit() < 0.8;
            if told {
                answers.organisations.insert(normal(name));
                answers.works.push((vec![normal(person)], vec![normal(name)]));
            }
            told.then_some(name)
        })
        .collect()
}

fn person(style: &Style, name: &str, employer: Option<&str>, random: &mut Random) -> String {
    let handle: String = normal(name).chars().filter(char::is_ascii_alphabetic).take(10).collect();
    let form = match (style.person, employer) {
        ("[n]", _) => return format!("[{name}](https://twitter.com/{handle})"),
        ("n @h", _) => return format!("{name} @{handle}"),
        (form, Some(_)) => form,
        (_, None) => "n",
    };
    let role = pick(random, &ROLES);
    let put = |c: char| match c {
        'n' => name.to_string(),
        'c' => employer.unwrap_or("").to_string(),
        'r' => role.to_string(),
        other => other.to_string(),
    };
    let words: Vec<String> = form
        .split(' ')
        .map(|word| {
            let bare: String = word.chars().filter(char::is_ascii_alphabetic).collect();
            if matches!(bare.as_str(), "n" | "c" | "r") {
                word.chars().map(put).collect()
            } else {
                word.to_string()
            }
        })
        .collect();
    words.join(" ")
}

/// The lines of a session.
fn render(
    style: &Style,
    k: usize,
    found: &Found,
    title: &str,
    people: &[String],
    employers: &[Option<&'static str>],
    random: &mut Random,
) -> String {
    let bold = found.kind == UnitKind::Bold;
    let title = match style.title {
        "q" => format!("“{title}”"),
        "e" if !bold => format!("*{title}*"),
        "b" if !bold => format!("**{title}**"),
        "l" => format!("[{title}](https://talks.example/{k})"),
        _ => title.to_string(),
    };
    let named: Vec<String> =
        people.iter().zip(employers).map(|(p, e)| person(style, p, *e, random)).collect();
    let named = named.join(style.join);
    let time = format!("{:02}:{}", 9 + k % 8, ["00", "15", "30", "45"][k % 4]);
    let before = style.before.replace("tm", &time).replace('1', &(k + 1).to_string());
    let order = if people.is_empty() { "T" } else { style.order };
    let (line, below) = match order {
        "TS" => (format!("{title}{}{named}", style.separator), None),
        "ST" => {
            let separator = if style.separator.contains("by") || style.separator.contains("with") {
                ": "
            } else {
                style.separator
            };
            (format!("{named}{separator}{title}"), None)
        }
        "S/T" => (named, Some(format!("{title}{}", style.behind))),
        "T/S" => (title, Some(named)),
        "T/L" => (title, Some(format!("{}{named}", style.label))),
        _ => (title, None),
    };
    let line = if order == "S/T" {
        format!("{before}{line}")
    } else {
        format!("{before}{line}{}", style.behind)
    };
    if found.kind == UnitKind::Item {
        return match below {
            Some(below) if style.line == "li" => format!("{line}\n  - {below}"),
            Some(below) => format!("{line}\n  {below}"),
            None => line,
        };
    }
    let container = match (style.container, found.kind) {
        ("as is", UnitKind::Heading) => "h",
        ("as is", UnitKind::Bold) => "b",
        ("as is", _) => "p",
        (other, _) => other,
    };
    let level =
        if container == "h" && found.kind == UnitKind::Heading { found.level } else { style.level };
    let mut out = match container {
        "h" => format!("\n{} {line}\n", "#".repeat(level)),
        "b" => format!("\n**{}**\n", line.replace("**", "")),
        _ => format!("\n{line}\n"),
    };
    if let Some(below) = below {
        let plain = below.contains('*') || container != "h";
        out += &match style.line {
            "h" if !plain => format!("{} {below}", "#".repeat((level + 1).min(6))),
            "hs" if !plain => format!("{} {below}", "#".repeat(level)),
            "e" if !below.contains('*') => format!("*{below}*"),
            "b" if !below.contains('*') => format!("**{below}**"),
            "li" => format!("\n- {below}"),
            "q" => format!("\n> {below}"),
            _ => below,
        };
        out.push('\n');
    }
    if !style.extra.is_empty() {
        out += &format!("{}\n", style.extra);
    }
    out + "\n"
}

/// A session whose title stands in front matter or in the name of the file.
fn elsewhere(
    style: &Style,
    talk: &AnswerTalk,
    people: &[String],
    index: usize,
    path: &mut String,
    head: &mut String,
    answers: &mut Answers,
) -> String {
    let title = talk.title.clone().unwrap_or_default();
    if style.place == "field" {
        let list = people.join(", ");
        let key = ["speaker", "speakers", "presenter", "author"][title.len() % 4];
        let speakers = match people.len() {
            0 => String::new(),
            1 => format!("{key}: {list}\n"),
            _ => format!("{key}: [{list}]\n"),
        };
        *head = format!("---\ntitle: \"{}\"\n{speakers}---\n\n", title.replace('"', "'"));
        return String::new();
    }
    let words = normal(&title);
    let name = if title.len().is_multiple_of(2) { words.replace(' ', "-") } else { words.clone() };
    let folder = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    *path = format!("{folder}{name}.md");
    answers.talks[index].forms.push(words);
    if people.is_empty() {
        String::new()
    } else {
        format!("{}{}\n\n", style.label, people.join(style.join))
    }
}
