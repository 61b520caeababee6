//! `hallway search WORDS…`

use crate::cli::answering::Answering;
use crate::cli::list::rows;
use crate::cli::screen::{Screen, print_rows};
use crate::cli::session::{Session, did_you_mean};
use crate::cli::text::Text;
use crate::cli::who;
use crate::cli::{Format, Outcome, count, role};
use clap::Args;
use hallway::query::find::MatchKind;
use hallway::query::namesakes::Namesakes;
use hallway::query::search::{self, EntityMatch, SearchView};
use hallway::store::Error;
use serde::Serialize;

/// Names, other names and sentences that have all the words, best first; slips are forgiven
#[derive(Args)]
pub struct Search {
    /// Words, in any order and form
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    /// At most so many names, and as many sentences
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = count)]
    limit: usize,
    #[command(flatten)]
    answering: Answering,
}

/// A line of JSONL: a name or a sentence.
#[derive(Serialize)]
#[serde(untagged)]
enum Line<'a> {
    Thing(&'a EntityMatch),
    Sentence(&'a hallway::query::answers::Answer),
}

impl Search {
    /// Answers; exit code 1 if nothing has the words.
    pub fn run(&self, session: &Session) -> Result<Outcome, Error> {
        let Some((graph, filter)) = self.answering.filters.open(session)? else {
            return Ok(Outcome::Nothing);
        };
        let asked = self.words.join(" ");
        let found = search::search(&graph, &session.lexicon, &filter, &asked, self.limit);
        match self.answering.format {
            Format::Text if found.is_empty() => self.nothing(&found),
            Format::Text => show(&found, &Namesakes::new(&graph), session).print()?,
            format => {
                let things = found.entities.iter().map(Line::Thing);
                let lines: Vec<Line> =
                    things.chain(found.sentences.iter().map(Line::Sentence)).collect();
                print_rows(format, &found, &lines)?;
            }
        }
        Ok(if found.is_empty() { Outcome::Nothing } else { Outcome::Done })
    }

    fn nothing(&self, found: &SearchView) {
        let mut screen = Screen::stderr();
        let (asked, with) = (&found.asked, self.answering.filters.with());
        let text = format!("No name and no sentence that tells of one has “{asked}”{with}.");
        screen.hanging(0, 2, Text::plain(&text));
        did_you_mean(&mut screen, "search", &found.did_you_mean);
        screen.report();
    }
}

fn show(found: &SearchView, namesakes: &Namesakes, session: &Session) -> Screen {
    let mut screen = Screen::stdout();
    if let Some(words) = &found.taken_for {
        let text = Text::plain("Nothing has “").add(role::NONE, &found.asked);
        let text = text.add(role::NONE, "”; this is for ").add(role::KEY, words);
        screen.hanging(0, 2, text);
        screen.blank();
    }
    if !found.entities.is_empty() {
        let named: Vec<_> = found.entities.iter().map(|hit| (&hit.row, how(hit))).collect();
        rows(&mut screen, &named, namesakes);
        more(&mut screen, found.entities_total - found.entities.len(), "name", "names");
    }
    if !found.sentences.is_empty() && !found.entities.is_empty() {
        screen.blank();
    }
    for (i, answer) in found.sentences.iter().enumerate() {
        if i > 0 {
            screen.blank();
        }
        who::sentence(&mut screen, answer, session);
    }
    if found.sentences_total > found.sentences.len() {
        screen.blank();
        more(&mut screen, found.sentences_total - found.sentences.len(), "sentence", "sentences");
    }
    screen
}

fn more(screen: &mut Screen, count: usize, one: &str, many: &str) {
    if count > 0 {
        let what = if count == 1 { one } else { many };
        let text = format!("and {count} more {what}: --limit");
        screen.line(Text::new().add(role::SOFT, &text));
    }
}

/// What stands behind a name that does not itself have the words.
fn how(hit: &EntityMatch) -> Text {
    let why = match (&hit.alias, hit.by) {
        (Some(alias), _) => format!("  also {alias}"),
        (None, MatchKind::Spelling) => "  another spelling".to_string(),
        (
            None,
            MatchKind::Id
            | MatchKind::Name
            | MatchKind::Alias
            | MatchKind::Words
            | MatchKind::Prefix,
        ) => String::new(),
    };
    Text::new().add(role::SOFT, &why)
}
