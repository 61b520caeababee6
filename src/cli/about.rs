//! `hallway about NAME`

use crate::cli::answering::Answering;
use crate::cli::apart::{others, perhaps, qualified};
use crate::cli::filter::Filters;
use crate::cli::screen::{NARROW, Screen, print_view};
use crate::cli::session::{Session, offer};
use crate::cli::text::Text;
use crate::cli::who::lower_first;
use crate::cli::{Format, Outcome, role};
use clap::Args;
use hallway::entity::Entity;
use hallway::graph::Graph;
use hallway::name;
use hallway::note::Note;
use hallway::query::about::{self, EntityRelation};
use hallway::query::english;
use hallway::query::namesakes::Namesakes;
use hallway::query::neighbours::Neighbour;
use hallway::query::{EntityRef, find};
use hallway::store::Error;
use hallway::vocabulary::{EntityId, Kind};
use std::collections::BTreeSet;

/// One thing's card: other names, who, what, when, and where each fact stands
#[derive(Args)]
pub struct About {
    /// A name or part of one, or an id such as person/nestor-salceda
    #[arg(required = true, value_name = "NAME")]
    name: Vec<String>,
    /// Every relation, not just the 12 most telling of each
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    answering: Answering,
}

/// How many of one relation are shown without `--all`.
const LIMIT: usize = 12;

impl About {
    /// Answers; exit code 1 if there is no such thing.
    pub fn run(&self, session: &Session) -> Result<Outcome, Error> {
        let asked = self.name.join(" ");
        let Some((graph, filter)) = self.answering.filters.open(session)? else {
            return Ok(Outcome::Nothing);
        };
        let view = filter.view(&graph);
        match find::one(&graph, &session.lexicon, &asked).map(|e| (e, view.node(&e.id))) {
            Err(near) => not_found(&asked, "about", &near),
            Ok((entity, None)) => left_out(entity, &self.answering.filters),
            Ok((whole, Some(entity))) => {
                let mut card = about::about(&view, entity);
                card.relations.retain(|tie| filter.kind(tie.other.kind));
                card.neighbours.retain(|near| filter.kind(near.entity.kind));
                match self.answering.format {
                    Format::Text => {
                        let namesakes = Namesakes::new(&graph);
                        let is_empty = !card.relations.iter().any(is_shown);
                        let left_out = is_empty.then(|| self.left_out(&graph, whole)).flatten();
                        self.screen(&card, (&view, entity), &namesakes, left_out, session)
                            .print()?;
                    }
                    format => print_view(format, &card)?,
                }
                return Ok(Outcome::Done);
            }
        }
        Ok(Outcome::Nothing)
    }

    /// “Left out with --kind tool: 2 topics and 1 talk.” `None` if nothing is joined with the thing.
    fn left_out(&self, graph: &Graph, entity: &Entity) -> Option<String> {
        let card = about::about(graph, entity);
        let others: BTreeSet<(Kind, &EntityId)> = card
            .relations
            .iter()
            .filter(|t| is_shown(t))
            .map(|t| (t.other.kind, &t.other.id))
            .collect();
        let of_kind = |kind: Kind| {
            let n = others.iter().filter(|(k, _)| *k == kind).count();
            (n > 0).then(|| english::count(n, kind.word(), kind.plural()))
        };
        let counts: Vec<String> = Kind::FOUND.into_iter().filter_map(of_kind).collect();
        let with = self.answering.filters.with();
        (!counts.is_empty()).then(|| format!("Left out{with}: {}.", english::join_and(&counts)))
    }

    fn screen(
        &self,
        card: &about::AboutView,
        (graph, entity): (&Graph, &Entity),
        namesakes: &Namesakes,
        left_out: Option<String>,
        session: &Session,
    ) -> Screen {
        let mut screen = Screen::stdout();
        head(&mut screen, card, namesakes, session);
        others(&mut screen, "about", graph, namesakes, entity);
        perhaps(&mut screen, graph, namesakes, entity, session);
        if let Some(left_out) = left_out {
            screen.blank();
            screen.paragraph(0, Text::new().add(role::SOFT, &left_out));
        }
        let limit = if self.all { usize::MAX } else { LIMIT };
        ties(&mut screen, card, namesakes, session, limit);
        screen.blank();
        screen.paragraph(0, foot(card, namesakes));
        screen
    }
}

/// Whether a card lists a relation: notes are counted below.
fn is_shown(tie: &EntityRelation) -> bool {
    tie.other.kind != Kind::Note
}

/// Says that a name is not known, and what may have been meant.
pub fn not_found(asked: &str, command: &str, near: &[EntityRef]) {
    unknown(asked, |name| format!("hallway {command} {name}"), near);
}

/// The same; `command` makes of a name what to run instead.
pub fn unknown(asked: &str, command: impl Fn(&str) -> String, near: &[EntityRef]) {
    let mut screen = Screen::stderr();
    screen.hanging(0, 2, Text::plain(&format!("Nothing in the notes is called “{asked}”.")));
    offer(&mut screen, command, near);
    screen.report();
}

/// Says that a thing is known, but not under these filters.
pub fn left_out(entity: &Entity, filters: &Filters) {
    let mut screen = Screen::stderr();
    let text = Text::plain("The notes name ")
        .add(role::of(entity.kind), &entity.name)
        .add(role::NONE, &format!(" ({}), but not{}.", entity.kind, filters.with()));
    screen.hanging(0, 2, text);
    screen.report();
}

fn head(screen: &mut Screen, card: &about::AboutView, namesakes: &Namesakes, session: &Session) {
    let mut words = vec![card.kind.word().to_string()];
    words.extend(card.roles.iter().map(|r| r.word().to_string()));
    if !card.aliases.is_empty() {
        words.push(format!("also {}", card.aliases.join(", ")));
    }
    let name = Text::new().add(role::key(card.kind), &card.name);
    let name = name.join(qualified(namesakes, &card.id));
    let name = name.add(role::SOFT, &format!("  {}", words.join(", ")));
    let unsure = if card.unsure { "  unsure" } else { "" };
    screen.hanging(0, 2, name.add(role::UNSURE, unsure));
    if card.untitled {
        screen.paragraph(
            0,
            Text::new().add(role::SOFT, "the name is hallway's: the notes give no title"),
        );
    }
    let own = name::words(&card.name);
    // A given name alone is no news.
    let short = |form: &str| name::words(form).iter().all(|word| own.contains(word));
    for written in card.misspellings.iter().filter(|w| !short(&w.text)) {
        let place = screen.place(role::SOFT, &session.notes, &written.note, written.line);
        let lead = Text::new().add(role::SOFT, &format!("written {} in ", written.text));
        // Slips are written otherwise too; only broken encodings were mended.
        let mended = Note::new("", written.text.as_bytes()).0.text != written.text;
        let mended = if mended { ", mended" } else { "" };
        screen.hanging(0, 2, lead.join(place).add(role::SOFT, mended));
    }
}

/// One relation of the card as it will stand: name, doubt and place.
struct Row<'a> {
    words: &'static str,
    name: Text,
    place: Text,
    tie: &'a EntityRelation,
}

/// The relations in three columns; places stand below names where they do not fit beside them.
fn ties(
    screen: &mut Screen,
    card: &about::AboutView,
    namesakes: &Namesakes,
    session: &Session,
    limit: usize,
) {
    let rows: Vec<Row> = card
        .relations
        .iter()
        .filter(|tie| is_shown(tie))
        .map(|tie| Row {
            words: tie.words(),
            name: other(tie, namesakes),
            place: place(screen, session, tie),
            tie,
        })
        .collect();
    let groups: Vec<&[Row]> = rows.chunk_by(|a, b| a.words == b.words).collect();
    let visible = || groups.iter().flat_map(|group| group.iter().take(limit));
    let first = visible().map(|r| r.words.len()).max().unwrap_or(0) + 2;
    let second = visible().map(|r| r.name.width()).max().unwrap_or(0) + 2;
    let third = visible().map(|r| r.place.width()).max().unwrap_or(0);
    let beside = screen.width >= NARROW && first + second + third <= screen.width;
    if !rows.is_empty() {
        screen.blank();
    }
    for group in groups {
        for (i, row) in group.iter().take(limit).enumerate() {
            let words = if i == 0 { row.words } else { "" };
            tie(screen, words, row, (first, second), beside);
        }
        if group.len() > limit {
            let more = format!("and {} more: --all", group.len() - limit);
            screen.line(Text::new().pad(first).add(role::SOFT, &more));
        }
    }
}

fn tie(screen: &mut Screen, words: &str, row: &Row, columns: (usize, usize), beside: bool) {
    let (first, second) = columns;
    let lead = Text::new().add(role::SOFT, words).pad(first);
    if beside {
        screen.line(lead.join(row.name.clone().pad(second)).join(row.place.clone()));
        return;
    }
    let room = screen.width.saturating_sub(first);
    for (i, line) in row.name.wrap(room).into_iter().enumerate() {
        let lead = if i == 0 { lead.clone() } else { Text::new().pad(first) };
        screen.line(lead.join(line));
    }
    if !row.tie.evidence.is_empty() {
        screen.line(Text::new().pad(first).join(row.place.clone()));
    }
}

fn other(tie: &EntityRelation, namesakes: &Namesakes) -> Text {
    let other = &tie.other;
    let shown = if other.untitled { lower_first(&other.name) } else { other.name.clone() };
    let name = Text::new().add(role::of(other.kind), &shown);
    let name = name.join(qualified(namesakes, &other.id));
    if tie.unsure() { name.add(role::UNSURE, "  unsure") } else { name }
}

fn place(screen: &Screen, session: &Session, tie: &EntityRelation) -> Text {
    match tie.evidence.first() {
        Some(said) => screen.place(role::SOFT, &session.notes, &said.note, said.line),
        None => Text::new(),
    }
}

/// “First and last seen 2019-07-23, in 1 note. Near: Alex Soto (same event).”
fn foot(card: &about::AboutView, namesakes: &Namesakes) -> Text {
    let seen = match (card.first_seen, card.last_seen) {
        (Some(first), Some(last)) if first == last => format!("First and last seen {first}, in "),
        (Some(first), Some(last)) => format!("First seen {first}, last {last}, in "),
        (Some(date), None) | (None, Some(date)) => format!("Seen {date}, in "),
        (None, None) => "In ".to_string(),
    };
    let count = card.notes.len();
    let notes = if count == 1 { "1 note.".to_string() } else { format!("{count} notes.") };
    near(Text::plain(&(seen + &notes)), &card.neighbours, namesakes)
}

fn near(mut text: Text, near: &[Neighbour], namesakes: &Namesakes) -> Text {
    for (i, one) in near.iter().enumerate() {
        let lead = if i == 0 { " Near: " } else { ", " };
        text = text.add(role::NONE, lead).add(role::of(one.entity.kind), &one.entity.name);
        text = text.join(qualified(namesakes, &one.entity.id));
        // The reason stands once, after the last neighbour that has it.
        let why = through(one);
        if near.get(i + 1).is_none_or(|next| through(next) != why) {
            text = text.add(role::NONE, &format!(" ({why})"));
        }
    }
    if near.is_empty() { text } else { text.add(role::NONE, ".") }
}

fn through(near: &Neighbour) -> String {
    match &near.through {
        Some(thing) => format!("same {}", thing.kind),
        None => "same notes".to_string(),
    }
}
