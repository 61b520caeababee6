//! The event that a title names: “Reflections on SomeConf 2019”, “My trip to QCon London”.

use crate::curated::entry::EntryId;
use crate::document::Block;
use crate::document::SpannedText;
use crate::extract::draft::Place;
use crate::extract::event;
use crate::extract::event_covered::EventName;
use crate::extract::event_covered::has_event_word;
use crate::extract::page::Page;
use crate::extract::spot;
use crate::extract::token;
use crate::extract::token::Words;
use crate::extract::token::flag;
use crate::extract::words;
use crate::extract::words::List;
use crate::name;
use crate::span::Span;
use crate::vocabulary::Kind;
use std::ops::Range;

/// A title with its words.
struct Title<'t> {
    text: &'t str,
    words: Words,
}

impl Title<'_> {
    /// The words of a range, as written.
    fn written(&self, range: &Range<usize>) -> &str {
        let (first, last) = (self.words.tokens[range.start], self.words.tokens[range.end - 1]);
        &self.text[first.start as usize..last.end as usize]
    }

    /// Whether any of these flags is set for a word.
    fn is(&self, i: usize, flags: u16) -> bool {
        self.words.tokens[i].is(flags)
    }
}

/// From the title: a known series, or what is left when the usual words around it are cut.
pub fn read(page: &Page) -> Option<EventName> {
    let written = &page.document.title.clone().unwrap_or_else(|| file_name(&page.note.path));
    let text = &with_years(page, &written.value);
    let words = token::tokens(text, &[], std::slice::from_ref(&(0..text.len())));
    let title = Title { text, words };
    let year = event::year_in(text);
    let named = |name: String, entry: Option<EntryId>, confidence: f32| EventName {
        name,
        year,
        entry,
        place: place_of(page, written),
        confidence,
        whole: true,
    };
    if let Some((range, entry)) = series(page, &title) {
        let before = more_before(&title, &range);
        let entry = (before == 0).then_some(entry);
        let range = with_region(page, &title, range.start - before..range.end);
        return Some(named(without_year(title.written(&range)), entry, 0.93));
    }
    let name = stripped(&title)?;
    let event_word = has_event_word(&name);
    if !event_word && is_report(&title, &name) {
        return None;
    }
    let again = || page.document.blocks.iter().take(12).any(|b| b.text.contains(&name));
    let short = || name.split(' ').count() <= 4;
    let told = || (short() || again()) && tells_of_talks(page);
    if !event_word && (year.is_none() && !tells_of_visit(&title) || !told()) {
        return None;
    }
    let confidence = if event_word && year.is_some() { 0.9 } else { 0.8 };
    Some(named(name, None, confidence))
}

/// A title with all years in full: “FOSDEM'20”, “GopherCon ’16”.
fn with_years(page: &Page, title: &str) -> String {
    let word = |word: &str| {
        let core = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let rest = &word[core.len()..];
        let short = core.strip_prefix(['\'', '’', '‘']).and_then(event::year_of);
        let full = short.map(|year| year.to_string());
        let full = full.or_else(|| event::edition(page.lexicon, core));
        full.map_or_else(|| word.to_string(), |full| format!("{full}{rest}"))
    };
    title.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// “Three days at …”, “Back from …”, “My trip to …”.
fn tells_of_visit(title: &Title) -> bool {
    let key = |i: usize| title.words.key_at(i);
    (0..title.words.len()).any(|i| {
        matches!(
            (key(i), key(i + 1)),
            ("days" | "week" | "weekend" | "speaking", "at")
                | ("trip" | "visit", "to")
                | ("back" | "home", "from")
        )
    })
}

/// Words of those who were at a conference.
static TALKS: List = List::of(&[
    "attend", "attended", "attendees", "attending", "conference", "conferences", "keynote",
    "keynotes", "session", "sessions", "speaker", "speakers", "talk", "talks", "workshop",
    "workshops",
]);

/// Whether the text speaks of talks again and again: “Our stack, 2015” is a title too.
fn tells_of_talks(page: &Page) -> bool {
    let places = page.blocks.iter().enumerate();
    let mut told = places
        .flat_map(|(block, words)| (0..words.len()).map(move |i| (block, i)))
        .filter(|&(block, i)| page.is_in(&TALKS, block, i));
    told.nth(2).is_some()
}

/// The longest name of a known series in the title, the first of several.
fn series(page: &Page, title: &Title) -> Option<(Range<usize>, EntryId)> {
    let dated = event::year_in(title.text).is_some();
    let small = !title.text.chars().any(char::is_uppercase);
    let found = spot::spots(&title.words, title.text, page.lexicon).into_iter().filter_map(|s| {
        let range = s.from..s.to;
        let word = page.lexicon.word_hashed(s.hash);
        let ordinary = word.is_some_and(|w| w.frequency > 0);
        let capital = title.is(s.from, flag::CAPITAL | flag::CAMEL);
        let sense = s.senses.iter().find(|x| {
            // An ordinary word is the series only if it is written like it: useR! is no user, re:Invent no
            // invention.
            let written = title.written(&range);
            let marked = !x.surface.chars().all(|c| c.is_alphanumeric() || c == ' ');
            let odd = marked && x.surface.eq_ignore_ascii_case(written);
            let like =
                odd || x.surface == written || !ordinary && (capital || small && s.key.len() > 6);
            let safe = !x.ambiguous || dated && (odd || word.is_none());
            x.kind == Kind::Event && safe && like && s.key.len() > 2
        })?;
        Some((range, sense.entry))
    });
    found.max_by_key(|(range, _)| (range.len(), usize::MAX - range.start))
}

/// How many words before “Ruby Conference” make it another: “*Mountain West* Ruby Conference”.
fn more_before(title: &Title, range: &Range<usize>) -> usize {
    if range.len() < 2 || title.words.key(range.end - 1) != "conference" {
        return 0;
    }
    let names = |i: &usize| {
        let key = title.words.key(*i);
        title.is(*i, flag::CAPITAL) && title.is(*i, flag::WORD) && !BEFORE.has(key)
    };
    (0..range.start).rev().take(3).take_while(names).count()
}

/// Regions that make an edition of a series: “KubeCon *EU*”.
static REGIONS: List = List::of(&[
    "america", "asia", "china", "emea", "eu", "europe", "india", "japan", "na", "north", "uk", "us",
]);

/// Takes the capitalised words beside a known series that make its edition: “QCon *London*”.
fn with_region(page: &Page, title: &Title, range: Range<usize>) -> Range<usize> {
    let edition = |i: &usize| {
        let key = title.words.key(*i);
        title.is(*i, flag::CAPITAL) && (page.lexicon.name_word(key).place || REGIONS.has(key))
    };
    let more = (range.end..title.words.len()).take_while(edition).count();
    range.start..range.end + more
}

/// The name of the file (of an index, its folder's) as a title: `eBPF Summit 2020.md`. It stands at no
/// place of the text.
fn file_name(path: &str) -> SpannedText {
    let stem = |part: &str| part.rsplit_once('.').map_or(part, |(stem, _)| stem).to_string();
    let mut parts = path.rsplit('/').map(stem);
    let first = parts.next().unwrap_or_default();
    let index = matches!(first.as_str(), "index" | "_index" | "README");
    let value = if index { parts.next().unwrap_or(first) } else { first };
    SpannedText { value, span: Span::default() }
}

/// Where the title stands: in the front matter, or the heading that it was taken from.
fn place_of(page: &Page, title: &SpannedText) -> Place {
    let holds = |b: &Block| !title.span.is_empty() && b.span.contains(title.span);
    match page.document.blocks.iter().position(holds) {
        Some(block) if !page.blocks[block].is_empty() => {
            Place::words(block, 0..page.blocks[block].len())
        }
        _ => Place::Front(title.clone()),
    }
}

/// Words that stand before an event in a title: “Reflections on …”, “My notes from …”.
static BEFORE: List = List::of(&[
    "a", "about", "after", "an", "at", "attending", "back", "best", "conference", "experience",
    "favorite", "favourite", "first", "from", "going", "highlights", "impressions", "in",
    "lessons", "looking", "my", "notes", "of", "on", "our", "post", "recap", "recapping",
    "reflecting", "reflections", "report", "review", "speaking", "summary", "takeaways", "talks",
    "the", "thoughts", "to", "top", "trip", "visiting",
]);

/// Words that stand after it: “… recap”, “… trip report, day 2”.
static AFTER: List = List::of(&[
    "and", "conclusion", "day", "days", "experience", "first", "highlights", "impressions", "in",
    "keynotes", "notes", "one", "part", "recap", "reflection", "reflections", "report", "review",
    "roundup", "second", "summary", "takeaways", "the", "third", "thoughts", "three", "trip",
    "two", "up", "wrap", "wrapup",
]);

/// Words of titles that tell what was done and not where one was: “Lighthouse Project Update, May 2021”.
static REPORTS: List = List::of(&[
    "announcement", "announcing", "changelog", "digest", "goals", "introducing", "meeting",
    "minutes", "newsletter", "progress", "release", "released", "releases", "releasing", "results",
    "roadmap", "status", "survey", "update", "updates",
]);

/// Whether a title is that of a report, or its name is but a month.
fn is_report(title: &Title, name: &str) -> bool {
    let is_month = |word: &String| words::MONTHS.has(word);
    name::words(name).iter().all(is_month)
        || (0..title.words.len()).any(|i| REPORTS.has(title.words.key(i)))
}

/// What is left of a title when the usual words and what follows a colon or dash are cut.
fn stripped(title: &Title) -> Option<String> {
    let count = title.words.len();
    let cuts = |i: &usize| {
        let mark = title.written(&(*i..*i + 1));
        words::BREAKS.has(mark) || matches!(mark, "," | "(")
    };
    let mut best: Option<String> = None;
    let mut from = 0;
    for end in (0..count).filter(cuts).chain([count]) {
        let part = core(title, from..end);
        from = end + 1;
        let Some(name) = part.map(|part| title.written(&part)) else { continue };
        let better = best.as_ref().is_none_or(|b| has_event_word(name) && !has_event_word(b));
        if better && name.chars().count() > 2 {
            best = Some(without_year(name));
        }
    }
    best
}

/// A part of a title without the usual words on both sides, if what is left looks like a name.
fn core(title: &Title, mut part: Range<usize>) -> Option<Range<usize>> {
    while !part.is_empty() && BEFORE.has(title.words.key(part.start)) {
        part.start += 1;
    }
    let year = |i: usize| i < part.end && event::is_year(title.written(&(i..i + 1)));
    // “SomeConf 2014 in Berlin”
    let place = |i: &usize| title.words.key(*i) == "in" && *i > part.start && year(i - 1);
    let end = part.clone().find(place).unwrap_or(part.end);
    // “Some Days 2019” are no days of it.
    let days = |i: usize| title.is(i, flag::CAPITAL) && i > part.start && year(i + 1);
    let trails = |&i: &usize| {
        AFTER.has(title.words.key(i)) && !days(i)
            || title.is(i, flag::NUMBER)
            || !title.is(i, flag::WORD)
    };
    let kept = (part.start..end).rev().find(|i| !trails(i));
    let core = part.start..kept.map_or(part.start, |last| last + 1);
    let lower = |i: &usize| !title.is(*i, flag::CAPITAL | flag::CAMEL | flag::NUMBER);
    let named = core.clone().filter(lower).count() * 3 <= core.len();
    // “What I learned at SomeConf”
    let at = core.clone().rev().find(|&i| matches!(title.words.key(i), "at" | "from"));
    let place = at.map(|at| at + 1..core.end).filter(|rest| !rest.is_empty());
    // “Three days at Some Thing”: what stands before “at” is no name.
    let plain = at.is_some_and(|at| (core.start..at).any(|i| lower(&i)));
    let event = place.clone().filter(|rest| {
        has_event_word(title.written(rest)) || plain && !rest.clone().any(|i| lower(&i))
    });
    match event.or(place.filter(|_| !named)) {
        Some(rest) => self::core(title, rest),
        None => (named && !core.is_empty()).then_some(core),
    }
}

/// The name without its year: “2019 State of the Map”.
fn without_year(name: &str) -> String {
    let kept: Vec<&str> = name.split_whitespace().filter(|w| !event::is_year(w)).collect();
    kept.join(" ")
}
