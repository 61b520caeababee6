//! `hallway search WORDS…`

use crate::cli::filter::AnswerOptions;
use crate::cli::hints::did_you_mean;
use crate::cli::list::rows;
use crate::cli::options::{AnswerFormat, Outcome, count};
use crate::cli::screen::{Screen, print_rows};
use crate::cli::text::StyledText;
use crate::cli::theme;
use crate::cli::who;
use crate::cli::workspace::Workspace;
use clap::Args;
use hallway::query::find::MatchKind;
use hallway::query::namesakes::Namesakes;
use hallway::query::search::{self, EntityMatch, SearchView};
use hallway::store::Error;
use serde::Serialize;

/// Search names, aliases, and sentences in which something was found
///
/// Typos are tolerated.
#[derive(Args)]
pub struct SearchCommand {
    /// The words, in any order and form
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    /// At most N names and N sentences
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = count)]
    limit: usize,
    #[command(flatten)]
    answer: AnswerOptions,
}

/// A line of JSONL: a name or a sentence.
#[derive(Serialize)]
#[serde(untagged)]
enum SearchLine<'a> {
    Entity(&'a EntityMatch),
    Sentence(&'a hallway::query::answers::Answer),
}

impl SearchCommand {
    /// Prints what is found. Exit code 1 if nothing is.
    pub fn run(&self, workspace: &Workspace) -> Result<Outcome, Error> {
        let Some((graph, filter)) = self.answer.filters.open(workspace)? else {
            return Ok(Outcome::Nothing);
        };
        let asked = self.words.join(" ");
        let found = search::search(&graph, &workspace.lexicon, &filter, &asked, self.limit);
        match self.answer.format {
            AnswerFormat::Text if found.is_empty() => self.nothing(&found, workspace),
            AnswerFormat::Text => show(&found, &Namesakes::new(&graph), workspace).print()?,
            format => {
                let entities = found.entities.iter().map(SearchLine::Entity);
                let lines: Vec<SearchLine> =
                    entities.chain(found.sentences.iter().map(SearchLine::Sentence)).collect();
                print_rows(format, &found, &lines)?;
            }
        }
        Ok(if found.is_empty() { Outcome::Nothing } else { Outcome::Done })
    }

    fn nothing(&self, found: &SearchView, workspace: &Workspace) {
        let mut screen = Screen::stderr();
        let (asked, with) = (&found.asked, self.answer.filters.with());
        let text = format!("Nothing found for “{asked}”{with}.");
        screen.hanging(0, 2, StyledText::plain(&text));
        did_you_mean(&mut screen, workspace, "search", &found.did_you_mean);
        screen.report();
    }
}

fn show(found: &SearchView, namesakes: &Namesakes, workspace: &Workspace) -> Screen {
    let mut screen = Screen::stdout();
    if let Some(words) = &found.taken_for {
        let text = StyledText::plain("Nothing found for “").add(theme::NONE, &found.asked);
        let text = text.add(theme::NONE, "”; showing results for ").add(theme::KEY, words);
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
        who::show_sentence(&mut screen, answer, workspace);
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
        let text = format!("and {count} more {what} (--limit shows more)");
        screen.line(StyledText::new().add(theme::SOFT, &text));
    }
}

/// Why a name matches that does not contain the words itself.
fn how(hit: &EntityMatch) -> StyledText {
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
    StyledText::new().add(theme::SOFT, &why)
}
