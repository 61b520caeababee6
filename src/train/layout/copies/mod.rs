//! The same notes in other forms: each copy sets the sessions of a note again in a form drawn at random, so that models
//! see many more forms than there are authors. Only folds that learn from a note see its copies.

pub mod style;
pub mod names;

use crate::document::Document;
use crate::layout::Layout;
use crate::layout::session::normal;
use crate::layout::unit::UnitKind;
use crate::note::Note;
use crate::train::layout::answers::Answers;
use crate::train::layout::copies::style::Style;
use crate::train::layout::copies::style::pick;
use crate::train::layout::label;
use crate::train::numbers::random::Random;
use std::ops::Range;

/// How notes of few words begin.
const HEADS: [&str; 14] = [
    "# SomeConf 2016\n\n",
    "# Day 1\n\n",
    "",
    "",
    "Notes from DevDays, 3 May 2019\n\n",
    "# Track A\n\nSeats were full.\n\n",
    "# Notizen vom DevTag 2018\n\n",
    "---\ntitle: SomeConf 2016, day two\n---\n\n",
    "# Friday\n\n## Main stage\n\n",
    "# Notes from FooConf 2022\n\n",
    "# Trip report: two days at DevDays\n\nIt rained.\n\n",
    "---\ntitle: An evening with the Ruby group\n---\n\n",
    "# FooConf 2019 notes\n\n",
    "---\ntitle: What I saw at SomeConf\ndate: 2018-05-04\n---\n\nGood days.\n\n",
];

/// So many notes of a repository have one style.
const OF_A_STYLE: usize = 8;

/// A copy of a note.
pub struct NoteCopy {
    /// The number of its style: copies in one style are siblings.
    pub style: usize,
    /// Whether it is one of the notes into which a note was split.
    pub split: bool,
    /// Its path.
    pub path: String,
    /// Its text.
    pub text: String,
    /// The answers.
    pub answers: Answers,
}

/// Copies of some notes of one author or repository.
pub fn copies(notes: &[(&Note, &Document, &Layout, &Answers)], seed: u64) -> Vec<NoteCopy> {
    let mut random = Random::new(seed);
    let mut all = Vec::new();
    for (number, some) in notes.chunks(OF_A_STYLE).enumerate() {
        let style = Style::draw(&mut random);
        if style.merge {
            let mut copier = Copier { style: &style, random: &mut random };
            if let Some((path, text, answers)) = copier.merge(some) {
                all.push(NoteCopy { style: number, split: false, path, text, answers });
                continue;
            }
        }
        for of in some {
            let (note, document, layout, answers) = *of;
            let mut copier = Copier { style: &style, random: &mut random };
            let parts = if style.split {
                copier.split(note, document, layout, answers)
            } else {
                Vec::new()
            };
            let split = !parts.is_empty();
            let copies = if split {
                parts
            } else {
                copier.copy(note, document, layout, answers.clone()).into_iter().collect()
            };
            let copy =
                |(path, text, answers)| NoteCopy { style: number, split, path, text, answers };
            all.extend(copies.into_iter().map(copy));
        }
        let of_style: Vec<&NoteCopy> = all.iter().filter(|copy| copy.style == number).collect();
        if style.index
            && of_style.len() >= 3
            && of_style.iter().all(|copy| copy.answers.talks.len() == 1)
        {
            let index = index(&of_style, &mut random);
            all.push(index);
        }
    }
    all
}

/// An index of notes that tell of one session each: nothing in it is a session that no note tells of.
fn index(notes: &[&NoteCopy], random: &mut Random) -> NoteCopy {
    let form = random.below(5);
    let title = pick(random, &["Conference notes", "SomeConf 2016", "Talks", "Notes from DevDays"]);
    let mut text = format!("# {title}\n\n");
    if form == 0 {
        text += "| Talk | Speaker | Notes |\n|---|---|---|\n";
    }
    let mut answers = Answers::default();
    for copy in notes {
        let talk = &copy.answers.talks[0];
        let (title, names) = (talk.title.clone().unwrap_or_default(), talk.names.join(", "));
        let file = copy.path.rsplit('/').next().unwrap_or("");
        text += &match form {
            0 => format!("| {title} | {names} | [Link](/{file}) |\n"),
            1 => format!("* [{title}]({file})\n"),
            2 => format!("- [{title}](./{file}) - {names}\n"),
            3 => format!("1. {title} by {names}: [notes]({file})\n"),
            _ => format!("[{names}: {title}]({file})\n\n"),
        };
        answers.people.extend(copy.answers.people.iter().cloned());
    }
    let folder =
        notes[0].path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let path = format!("{folder}README.md");
    NoteCopy { style: notes[0].style, split: notes[0].split, path, text, answers }
}

/// What a session's lines are in the note.
struct Found {
    talk: usize,
    unit: usize,
    kind: UnitKind,
    level: usize,
    title: Range<usize>,
    byline: Option<Range<usize>>,
    told: bool,
}

/// Sets notes again in a style.
struct Copier<'a> {
    style: &'a Style,
    random: &'a mut Random,
}

/// A person as a copy names them.
struct Named {
    name: String,
    employer: Option<String>,
}

impl Copier<'_> {
    fn copy(
        &mut self,
        note: &Note,
        document: &Document,
        layout: &Layout,
        mut answers: Answers,
    ) -> Option<(String, String, Answers)> {
        let found = find(document, layout, &answers);
        let single = answers.talks.len() == 1;
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        let mut rows = Vec::new();
        let mut path = note.path.clone();
        let mut head = String::new();
        for (k, f) in found.iter().enumerate() {
            let title = answers.talks[f.talk].title.clone()?;
            let people = self.people(f, &mut answers);
            let alone = single && self.style.place != "line" && f.kind != UnitKind::Item;
            let text = if alone && document.fields.is_empty() {
                self.elsewhere(&title, &people, f.talk, &mut path, &mut head, &mut answers)
            } else {
                self.session(k, f, &title, &people)
            };
            rows.push((title, people));
            let mut range = f.title.clone();
            if f.kind == UnitKind::Item && text.starts_with('\n') {
                range.start = note.text[..range.start].rfind('\n').map_or(0, |at| at + 1);
            }
            edits.push((range, text));
            edits.extend(f.byline.clone().map(|line| (line, String::new())));
        }
        if edits.is_empty() {
            return None;
        }
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        if self.style.bare {
            let body = if self.style.table && head.is_empty() && !single {
                self.table(&rows)
            } else {
                self.bare(&edits, &found)
            };
            let top = if head.is_empty() { pick(self.random, &HEADS) } else { "" };
            let text = format!("{head}{top}{body}");
            let plain = format!(" {} ", normal(&text));
            answers.talks.retain(|t| t.forms.iter().any(|f| plain.contains(&format!(" {f} "))));
            return (!answers.talks.is_empty()).then_some((path, text, answers));
        }
        let mut text = head;
        let mut at = 0;
        for (range, with) in edits.into_iter() {
            if range.start >= at {
                text += &note.text[at..range.start];
                text += &with;
                at = range.end;
            }
        }
        text += &note.text[at..];
        Some((path, text, answers))
    }

    /// Notes that tell of one session each as one note with several.
    fn merge(
        &mut self,
        notes: &[(&Note, &Document, &Layout, &Answers)],
    ) -> Option<(String, String, Answers)> {
        let mut all = Answers::default();
        let mut text = pick(self.random, &HEADS).to_string();
        let folder = notes[0].0.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (k, (note, document, layout, answers)) in notes.iter().enumerate() {
            let found = find(document, layout, answers);
            let [f] = &found[..] else { continue };
            let mut answers = (*answers).clone();
            let title = answers.talks[f.talk].title.clone()?;
            let people = self.people(f, &mut answers);
            let f = Found {
                kind: UnitKind::Heading,
                level: self.style.level,
                title: f.title.clone(),
                byline: f.byline.clone(),
                ..*f
            };
            text += &self.session(k, &f, &title, &people);
            let behind = f.byline.as_ref().map_or(f.title.end, |b| b.end.max(f.title.end));
            let indent = if self.style.container == "i" { "  " } else { "" };
            let many = 3 + self.random.below(10);
            let body =
                note.text[behind..].lines().filter(|line| !line.starts_with(['#', '=', '|']));
            for line in body.skip_while(|line| line.trim().is_empty()).take(many) {
                text += &format!("{indent}{line}\n");
            }
            if self.style.pauses && self.random.unit() < 0.2 {
                text += &self.pause(false, "## ");
            }
            all.talks.extend(answers.talks);
            all.people.extend(answers.people);
            all.organisations.extend(answers.organisations);
            all.events.extend(answers.events);
            all.works.extend(answers.works);
        }
        let name = pick(
            self.random,
            &["day-1", "notes", "2019-05-03", "track-a", "friday", "SomeConf 2016", "tag-2"],
        );
        (all.talks.len() >= 2).then(|| (format!("{folder}/{name}.md"), text, all))
    }

    /// The sections of a note's sessions as notes of their own.
    fn split(
        &mut self,
        note: &Note,
        document: &Document,
        layout: &Layout,
        answers: &Answers,
    ) -> Vec<(String, String, Answers)> {
        let units = &layout.sheet.units;
        let mut found = find(document, layout, answers);
        found.retain(|f| units[f.unit].is_heading());
        found.sort_by_key(|f| f.title.start);
        if found.len() < 3 {
            return Vec::new();
        }
        let start_of =
            |u: usize| Some(document.blocks[units[u].pieces.first()?.block].span.range().start);
        let naming = self.random.below(6);
        let mut parts = Vec::new();
        for (k, f) in found.iter().enumerate() {
            let behind = (f.unit + 1..units.len())
                .find(|&u| units[u].is_heading() && units[u].level <= units[f.unit].level);
            let end = behind.and_then(start_of).unwrap_or(note.text.len());
            let end = found.get(k + 1).map_or(end, |next| end.min(next.title.start));
            let mut answers = answers.clone();
            let Some(title) = answers.talks[f.talk].title.clone() else { continue };
            let mut alone = answers.talks[f.talk].clone();
            alone.must = true;
            answers.talks = vec![alone];
            let f = &Found { talk: 0, title: f.title.clone(), byline: f.byline.clone(), ..*f };
            let people = self.people(f, &mut answers);
            let slug = normal(&title)
                .split(' ')
                .take(2 + self.random.below(4))
                .collect::<Vec<_>>()
                .join("-");
            let name = match (naming, people.first()) {
                (0, _) => format!("talk{:02}", k + 1),
                (1, Some(person)) => normal(&person.name).replace(' ', "_"),
                (2, _) => title.replace(['/', ':'], ""),
                (3, _) => slug.replace('-', "_"),
                _ => slug,
            };
            let mut path = format!("conf/{name}.md");
            let mut head = String::new();
            let set = if self.style.place == "line" {
                self.session(k, f, &title, &people)
            } else {
                self.elsewhere(&title, &people, 0, &mut path, &mut head, &mut answers)
            };
            let body = f.byline.as_ref().filter(|b| b.start >= f.title.end && b.end <= end);
            let from = f.title.end.min(end);
            let rest = match body {
                Some(line) => {
                    format!("{}{}", &note.text[from..line.start], &note.text[line.end..end])
                }
                None => note.text[from..end].to_string(),
            };
            parts.push((path, format!("{head}{}\n{rest}", set.trim_start()), answers));
        }
        parts
    }

    /// The speakers of a session, with names and employers of this copy.
    fn people(&mut self, found: &Found, answers: &mut Answers) -> Vec<Named> {
        let talk = &mut answers.talks[found.talk];
        let mut people = Vec::new();
        for (i, name) in talk.names.iter().enumerate().filter(|_| found.told) {
            let mut named = Named { name: name.clone(), employer: None };
            if self.style.renamed {
                named.name = names::person(self.random);
                answers.people.insert(normal(&named.name));
                if let Some(forms) = talk.speakers.get_mut(i) {
                    forms.push(normal(&named.name));
                }
            }
            let told = self.style.person.contains('c') || self.style.order == "record";
            if told && self.style.employers && self.random.unit() < 0.8 {
                let employer = names::organisation(self.random);
                answers.organisations.insert(normal(&employer));
                answers.works.push((vec![normal(&named.name)], vec![normal(&employer)]));
                named.employer = Some(employer);
            }
            people.push(named);
        }
        people
    }

    /// A person in the style.
    fn person(&mut self, person: &Named) -> String {
        let name = &person.name;
        let handle: String =
            normal(name).chars().filter(char::is_ascii_alphabetic).take(10).collect();
        let form = match (self.style.person, &person.employer) {
            ("[n]", _) => return format!("[{name}](https://twitter.com/{handle})"),
            ("n @h", _) => return format!("{name} @{handle}"),
            ("n (@h)", _) => return format!("{name} (@{handle})"),
            (form, Some(_)) => form,
            (_, None) => "n",
        };
        let role = names::role(self.random);
        let put = |c: char| match c {
            'n' => name.clone(),
            'c' => person.employer.clone().unwrap_or_default(),
            'r' => role.to_string(),
            other => other.to_string(),
        };
        let word = |word: &str| -> String {
            let bare: String = word.chars().filter(char::is_ascii_alphabetic).collect();
            let is_slot = matches!(bare.as_str(), "n" | "c" | "r");
            if is_slot { word.chars().map(put).collect() } else { word.to_string() }
        };
        form.split_inclusive([' ', '\n']).map(word).collect()
    }

    fn joined(&mut self, people: &[Named]) -> String {
        let all: Vec<String> = people.iter().map(|p| self.person(p)).collect();
        all.join(self.style.join)
    }

    /// The lines of a session in the place of those that it had.
    fn session(&mut self, k: usize, found: &Found, title: &str, people: &[Named]) -> String {
        let style = self.style;
        let (line, below) = self.lines(k, found.kind == UnitKind::Bold, title, people);
        let line = match style.whole {
            "l" if !line.contains(['[', ']', '\n']) => {
                format!("[{line}](https://talks.example/{k})")
            }
            "b" if !line.contains(['*', '\n']) => format!("**{line}**"),
            _ => line,
        };
        let container = match (style.container, found.kind) {
            ("as is", UnitKind::Item) | ("p", UnitKind::Item) | ("i", UnitKind::Item) => {
                return match below {
                    Some(below) if style.line == "li" => format!("{line}\n  - {below}"),
                    Some(below) => format!("{line}\n  {below}"),
                    None => line,
                };
            }
            ("as is", UnitKind::Heading) => "h",
            ("as is", UnitKind::Bold) => "b",
            ("as is", _) => "p",
            (other, _) => other,
        };
        let as_was = container == "h" && found.kind == UnitKind::Heading;
        let level = if as_was { found.level } else { style.level };
        let mut out = match container {
            "h" => format!("\n{} {line}\n", "#".repeat(level)),
            "b" => format!("\n**{}**\n", line.replace("**", "")),
            "i" => format!("\n- {line}\n"),
            _ if style.dense => format!("{line}\n"),
            _ => format!("\n{line}\n"),
        };
        if container != "i" && style.told {
            out += &format!("\n{}\n\n", Style::remark(self.random).trim());
        }
        if let Some(below) = below {
            let plain = below.contains('*') || container != "h";
            out += &match style.line {
                _ if container == "i" => format!("  {below}"),
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
        if container == "p" && style.dense { out } else { out + "\n" }
    }

    /// The first line of a session, and what stands below it.
    fn lines(
        &mut self,
        k: usize,
        bold: bool,
        title: &str,
        people: &[Named],
    ) -> (String, Option<String>) {
        let style = self.style;
        if style.order == "record" && !bold {
            return (self.record(title, people), None);
        }
        let title = match style.title {
            "q" => format!("“{title}”"),
            "e" if !bold => format!("*{title}*"),
            "b" if !bold => format!("**{title}**"),
            "l" => format!("[{title}](https://talks.example/{k})"),
            _ => title.to_string(),
        };
        let named = self.joined(people);
        let (before, behind) = (Style::around(style.before, k), Style::around(style.behind, k));
        let word = style.separator.contains("by") || style.separator.contains("with");
        let reverse = if word { ": " } else { style.separator };
        let (title, named) =
            if style.small { (title.to_lowercase(), named.to_lowercase()) } else { (title, named) };
        match style.order {
            _ if people.is_empty() => (format!("{before}{title}{behind}"), None),
            "TS" => (format!("{before}{title}{}{named}{behind}", style.separator), None),
            "T(S)" => {
                let named = named.replace(['(', ')'], "");
                (format!("{before}{title} ({named}){behind}"), None)
            }
            "S on T" => (format!("{before}{named} on {title}{behind}"), None),
            "ST" => (format!("{before}{named}{reverse}{title}{behind}"), None),
            "S/T" => (format!("{before}{named}"), Some(format!("{title}{behind}"))),
            "T/S" => (format!("{before}{title}{behind}"), Some(named)),
            "T/L" => (format!("{before}{title}{behind}"), Some(format!("{}{named}", style.label))),
            _ => (format!("{before}{title}{behind}"), None),
        }
    }

    /// A session as lines with labels.
    fn record(&mut self, title: &str, people: &[Named]) -> String {
        let (mark, end) = pick(self.random, &[("", ""), ("**", "**"), ("_", "_")]);
        let label = |name: &str| format!("{mark}{name}:{end} ");
        let of_title = pick(self.random, &["Title", "Talk", "Session", "Titel", "Título", "What"]);
        let mut lines = vec![label(of_title) + title];
        let of_speaker =
            pick(self.random, &["Speaker", "Speakers", "Presenter", "Who", "Referent", "Ponente"]);
        if !people.is_empty() {
            let all: Vec<&str> = people.iter().map(|p| p.name.as_str()).collect();
            lines.push(label(of_speaker) + &all.join(self.style.join));
            let of_firm = pick(self.random, &["Company", "Employer", "Organization", "Firma"]);
            if let ([_], Some(firm)) = (people, people[0].employer.as_ref()) {
                lines.push(label(of_firm) + firm);
            }
        }
        if self.random.unit() < 0.4 {
            lines.push(label("Time") + "10:15");
        }
        let turned = self.random.unit() < 0.3;
        if turned {
            lines.swap(0, 1.min(people.len()));
        }
        lines.join(pick(self.random, &["\n", "  \n", "\n\n"]))
    }

    /// The sessions alone, at most a few of them, with a remark here and there.
    fn bare(&mut self, edits: &[(Range<usize>, String)], found: &[Found]) -> String {
        let items = found.iter().all(|f| f.kind == UnitKind::Item);
        let first = self.random.below(edits.len());
        let many = 1 + self.random.below(7);
        let mut text = String::new();
        for (_, with) in edits[first..].iter().take(many).filter(|(_, with)| !with.is_empty()) {
            let item = items && !with.starts_with('\n');
            text += if item { "- " } else { "" };
            text += with;
            text += if item { "\n" } else { "" };
            if !item && self.random.unit() < 0.6 {
                text += Style::remark(self.random);
            }
            if self.style.pauses && self.random.unit() < 0.3 {
                text += &self.pause(items, with);
            }
        }
        text
    }

    /// Something that is no session, set like one.
    fn pause(&mut self, items: bool, like: &str) -> String {
        let name = Style::pause(self.random);
        let before = Style::around(self.style.before, 3);
        let marks: String = like.trim_start().chars().take_while(|c| *c == '#').collect();
        match items {
            true => format!("- {before}{name}\n"),
            false if marks.is_empty() => format!("\n{before}{name}\n\n"),
            false => format!("\n{marks} {before}{name}\n\n"),
        }
    }

    /// The sessions as rows of a table.
    fn table(&mut self, rows: &[(String, Vec<Named>)]) -> String {
        let columns = pick(self.random, &["tsk", "stk", "kts", "kst", "ts", "st", "tsc", "ktsc"]);
        let names: &[&str] = pick(
            self.random,
            &[
                &["Title", "Speaker", "Time", "Company"],
                &["Talk", "Who", "When", "From"],
                &["Session", "Presenter", "Slot", "Organisation"],
                &["Vortrag", "Referent", "Zeit", "Firma"],
                &["Titre", "Intervenant", "Heure", "Société"],
                &["Charla", "Ponente", "Hora", "Empresa"],
            ],
        );
        let at = |c: char| "tskc".find(c).unwrap_or(0);
        let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
        let mut text = line(columns.chars().map(|c| names[at(c)].to_string()).collect());
        text += &line(columns.chars().map(|_| "---".to_string()).collect());
        for (k, (title, people)) in rows.iter().enumerate() {
            let with_firm = columns.contains('c');
            let all: Vec<String> = people
                .iter()
                .map(|p| if with_firm { p.name.clone() } else { self.person(p) })
                .collect();
            let firm = people.first().and_then(|p| p.employer.clone()).unwrap_or_default();
            let cell = |c: char| match c {
                't' => title.replace('|', "/"),
                's' => all.join(self.style.join).replace('|', "/"),
                'k' => Style::around("tm", k),
                _ => firm.clone(),
            };
            text += &line(columns.chars().map(cell).collect());
            if self.style.pauses && self.random.unit() < 0.25 {
                let name = Style::pause(self.random);
                let cell = |c: char| match c {
                    't' => name.to_string(),
                    'k' => Style::around("tm", k),
                    _ => String::new(),
                };
                text += &line(columns.chars().map(cell).collect());
            }
        }
        text
    }

    /// A session whose title stands in front matter or in the name of the file.
    fn elsewhere(
        &mut self,
        title: &str,
        people: &[Named],
        index: usize,
        path: &mut String,
        head: &mut String,
        answers: &mut Answers,
    ) -> String {
        let all: Vec<&str> = people.iter().map(|p| p.name.as_str()).collect();
        let list = all.join(", ");
        if self.style.place == "field" {
            let key = pick(
                self.random,
                &["speaker", "speakers", "presenter", "author", "by", "talk_speaker", "referent"],
            );
            let speakers = match people.len() {
                0 => String::new(),
                1 => format!("{key}: {list}\n"),
                _ => format!("{key}: [{list}]\n"),
            };
            let firm = people.first().and_then(|p| p.employer.as_ref());
            let firm = firm.map_or(String::new(), |firm| format!("company: {firm}\n"));
            let title = title.replace('"', "'");
            *head = format!("---\ntitle: \"{title}\"\n{speakers}{firm}---\n\n");
            return String::new();
        }
        let words = normal(title);
        let hyphens = self.random.unit() < 0.5;
        let mut name = if hyphens { words.replace(' ', "-") } else { words.clone() };
        let in_name = !hyphens && !people.is_empty() && self.random.unit() < 0.4;
        if in_name {
            name = match self.random.below(3) {
                0 => format!("{list} - {title}"),
                1 => format!("{title} - {list}"),
                _ => format!("{title} ({list})"),
            };
            name = name.replace(['/', ':'], "");
        }
        name = match self.random.below(4) {
            0 => format!("{:02}-{name}", 1 + self.random.below(20)),
            1 => format!("2019-05-{:02}-{name}", 1 + self.random.below(28)),
            _ => name,
        };
        let folder =
            path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        *path = format!("{folder}{name}.md");
        answers.talks[index].forms.push(words);
        match people {
            [] => String::new(),
            _ if in_name => String::new(),
            _ => format!("{}{}\n\n", self.style.label, all.join(self.style.join)),
        }
    }
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
            unit: cell.unit,
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
