//! `hallway about NAME`

use crate::cli::filter::AnswerOptions;
use crate::cli::hints::{filtered_out, not_found};
use crate::cli::names::{inline_name, qualifier, show_lookalikes, show_namesakes};
use crate::cli::options::{AnswerFormat, Outcome};
use crate::cli::screen::{NARROW, Screen, print_view};
use crate::cli::text::StyledText;
use crate::cli::theme;
use crate::cli::workspace::Workspace;
use clap::Args;
use hallway::entity::Entity;
use hallway::graph::Graph;
use hallway::name;
use hallway::note::Note;
use hallway::query::about::{self, EntityRelation};
use hallway::query::english;
use hallway::query::find;
use hallway::query::namesakes::Namesakes;
use hallway::query::neighbours::Neighbour;
use hallway::store::Error;
use hallway::vocabulary::{EntityId, Kind};
use std::collections::BTreeSet;

/// What the notes say about one entity, each fact with its place
#[derive(Args)]
pub struct AboutCommand {
    /// A name or part of one, or an id such as person/nestor-salceda
    #[arg(required = true, value_name = "NAME")]
    name: Vec<String>,
    /// Show all relations, not only the 12 most relevant of each
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    answer: AnswerOptions,
}

/// How many edges of one relation are shown without `--all`.
const LIMIT: usize = 12;

impl AboutCommand {
    /// Prints the card. Exit code 1 if there is no such entity.
    pub fn run(&self, workspace: &Workspace) -> Result<Outcome, Error> {
        let asked = self.name.join(" ");
        let Some((graph, filter)) = self.answer.filters.open(workspace)? else {
            return Ok(Outcome::Nothing);
        };
        let view = filter.view(&graph);
        match find::one(&graph, &workspace.lexicon, &asked).map(|e| (e, view.node(&e.id))) {
            Err(near) => not_found(workspace, &asked, "about", &near),
            Ok((entity, None)) => filtered_out(entity, &self.answer.filters.with()),
            Ok((whole, Some(entity))) => {
                let mut card = about::about(&view, entity);
                card.relations.retain(|tie| filter.kind(tie.other.kind));
                card.neighbours.retain(|near| filter.kind(near.entity.kind));
                match self.answer.format {
                    AnswerFormat::Text => {
                        let namesakes = Namesakes::new(&graph);
                        let is_empty = !card.relations.iter().any(is_shown);
                        let hidden = is_empty.then(|| self.hidden(&graph, whole)).flatten();
                        self.screen(&card, (&view, entity), &namesakes, hidden, workspace)
                            .print()?;
                    }
                    format => print_view(format, &card)?,
                }
                return Ok(Outcome::Done);
            }
        }
        Ok(Outcome::Nothing)
    }

    /// “Hidden by --kind tool: 2 topics and 1 talk.” `None` if the entity has no relations.
    fn hidden(&self, graph: &Graph, entity: &Entity) -> Option<String> {
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
        let flags = self.answer.filters.flags();
        (!counts.is_empty()).then(|| format!("Hidden by {flags}: {}.", english::join_and(&counts)))
    }

    fn screen(
        &self,
        card: &about::AboutView,
        (graph, entity): (&Graph, &Entity),
        namesakes: &Namesakes,
        hidden: Option<String>,
        workspace: &Workspace,
    ) -> Screen {
        let mut screen = Screen::stdout();
        head(&mut screen, card, namesakes, workspace);
        show_namesakes(&mut screen, "about", graph, namesakes, entity, workspace);
        show_lookalikes(&mut screen, graph, namesakes, entity, workspace);
        if let Some(hidden) = hidden {
            screen.blank();
            screen.paragraph(0, StyledText::new().add(theme::SOFT, &hidden));
        }
        let limit = if self.all { usize::MAX } else { LIMIT };
        relations(&mut screen, card, namesakes, workspace, limit);
        screen.blank();
        screen.paragraph(0, foot(card, namesakes));
        screen
    }
}

/// Whether the card lists a relation: notes are only counted.
fn is_shown(tie: &EntityRelation) -> bool {
    tie.other.kind != Kind::Note
}

fn head(
    screen: &mut Screen,
    card: &about::AboutView,
    namesakes: &Namesakes,
    workspace: &Workspace,
) {
    let mut words = vec![card.kind.word().to_string()];
    words.extend(card.roles.iter().map(|r| r.word().to_string()));
    if !card.aliases.is_empty() {
        words.push(format!("also {}", card.aliases.join(", ")));
    }
    let name = StyledText::new().add(theme::key(card.kind), &card.name);
    let name = name.join(qualifier(namesakes, &card.id));
    let name = name.add(theme::SOFT, &format!("  {}", words.join(", ")));
    let unsure = if card.unsure { "  unsure" } else { "" };
    screen.hanging(0, 2, name.add(theme::UNSURE, unsure));
    if card.untitled {
        screen.paragraph(
            0,
            StyledText::new()
                .add(theme::SOFT, "the notes give no title; hallway made this name up"),
        );
    }
    let own = name::words(&card.name);
    // A part of the name alone tells nothing new.
    let short = |form: &str| name::words(form).iter().all(|word| own.contains(word));
    for written in card.misspellings.iter().filter(|w| !short(&w.text)) {
        let place = screen.place(theme::SOFT, &workspace.notes, &written.note, written.line);
        let lead = StyledText::new().add(theme::SOFT, &format!("written {} in ", written.text));
        // Typos differ, too; only broken encodings were repaired.
        let is_repaired = Note::new("", written.text.as_bytes()).0.text != written.text;
        let repaired = if is_repaired { ", repaired" } else { "" };
        screen.hanging(0, 2, lead.join(place).add(theme::SOFT, repaired));
    }
}

/// One row of the card: relation, name with “unsure”, and place.
struct RelationRow<'a> {
    words: &'static str,
    name: StyledText,
    place: StyledText,
    tie: &'a EntityRelation,
}

/// Shows the relations in three columns; places go below the names where they do not fit beside them.
fn relations(
    screen: &mut Screen,
    card: &about::AboutView,
    namesakes: &Namesakes,
    workspace: &Workspace,
    limit: usize,
) {
    let rows: Vec<RelationRow> = card
        .relations
        .iter()
        .filter(|tie| is_shown(tie))
        .map(|tie| RelationRow {
            words: tie.words(),
            name: other_end(tie, namesakes),
            place: place(screen, workspace, tie),
            tie,
        })
        .collect();
    let groups: Vec<&[RelationRow]> = rows.chunk_by(|a, b| a.words == b.words).collect();
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
            relation(screen, words, row, (first, second), beside);
        }
        if group.len() > limit {
            let more = format!("and {} more (--all shows them)", group.len() - limit);
            screen.line(StyledText::new().pad(first).add(theme::SOFT, &more));
        }
    }
}

fn relation(
    screen: &mut Screen,
    words: &str,
    row: &RelationRow,
    columns: (usize, usize),
    beside: bool,
) {
    let (first, second) = columns;
    let lead = StyledText::new().add(theme::SOFT, words).pad(first);
    if beside {
        screen.line(lead.join(row.name.clone().pad(second)).join(row.place.clone()));
        return;
    }
    let room = screen.width.saturating_sub(first);
    for (i, line) in row.name.wrap(room).into_iter().enumerate() {
        let lead = if i == 0 { lead.clone() } else { StyledText::new().pad(first) };
        screen.line(lead.join(line));
    }
    if !row.tie.evidence.is_empty() {
        screen.line(StyledText::new().pad(first).join(row.place.clone()));
    }
}

fn other_end(tie: &EntityRelation, namesakes: &Namesakes) -> StyledText {
    let other = &tie.other;
    let name = StyledText::new().add(theme::of(other.kind), &inline_name(other));
    let name = name.join(qualifier(namesakes, &other.id));
    if tie.unsure() { name.add(theme::UNSURE, "  unsure") } else { name }
}

fn place(screen: &Screen, workspace: &Workspace, tie: &EntityRelation) -> StyledText {
    match tie.evidence.first() {
        Some(one) => screen.place(theme::SOFT, &workspace.notes, &one.note, one.line),
        None => StyledText::new(),
    }
}

/// “Seen 2019-07-23, in 1 note. Neighbours: Alex Soto (same event).”
fn foot(card: &about::AboutView, namesakes: &Namesakes) -> StyledText {
    let seen = match (card.first_seen, card.last_seen) {
        (Some(first), Some(last)) if first == last => format!("Seen {first}, in "),
        (Some(first), Some(last)) => format!("First seen {first}, last seen {last}, in "),
        (Some(date), None) | (None, Some(date)) => format!("Seen {date}, in "),
        (None, None) => "In ".to_string(),
    };
    let count = card.notes.len();
    let notes = if count == 1 { "1 note.".to_string() } else { format!("{count} notes.") };
    near(StyledText::plain(&(seen + &notes)), &card.neighbours, namesakes)
}

fn near(mut text: StyledText, near: &[Neighbour], namesakes: &Namesakes) -> StyledText {
    for (i, one) in near.iter().enumerate() {
        let lead = if i == 0 { " Neighbours: " } else { ", " };
        text = text.add(theme::NONE, lead).add(theme::of(one.entity.kind), &one.entity.name);
        text = text.join(qualifier(namesakes, &one.entity.id));
        // The reason is shown once, after the last neighbour that shares it.
        let why = through(one);
        if near.get(i + 1).is_none_or(|next| through(next) != why) {
            text = text.add(theme::NONE, &format!(" ({why})"));
        }
    }
    if near.is_empty() { text } else { text.add(theme::NONE, ".") }
}

fn through(near: &Neighbour) -> String {
    match &near.through {
        Some(entity) => format!("same {}", entity.kind),
        None => "same notes".to_string(),
    }
}
