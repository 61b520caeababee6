//! From one document to its findings: a table of rules, each a file or folder of its own, that read a
//! page and write on it with one pen ([`page::Page`]). A rule knows no other rule; what it needs of
//! what was found before it reads from the page, and what several rules need is a helper above them.

use crate::curated::lexicon::Lexicon;
use crate::document::Document;
use crate::finding::Findings;
use crate::layout::Layout;
use crate::model::oracle::Oracle;
use crate::note::Note;

// What all rules share, in reading order.
pub mod words;
pub mod token;
pub mod spot;
pub mod draft;
pub mod page;
pub mod report;
pub mod people;
pub mod profile;
pub mod org;
pub mod event;
pub mod speaking;
pub mod subject;
pub mod title;
pub mod title_line;
pub mod session;

// The rules, in the order of `RULES`.
pub mod front_matter;
pub mod person_name;
pub mod profile_link;
pub mod event_covered;
pub mod known_name;
pub mod event_name;
pub mod refer_back;
pub mod person_at_company;
pub mod named_tool;
pub mod colleague;
pub mod one_kind;
pub mod weighed_name;
pub mod called_tool;
pub mod layout_session;
pub mod talk_titled;
pub mod talk_prose;
pub mod speaker_cue;
pub mod topic;
pub mod told_of_talk;
pub mod at_event;
pub mod catalogue_maker;

mod finish;

/// A rule: what it is called in evidence and fixtures, what it looks for, and the code.
pub struct Rule {
    /// Its name, kebab-case.
    pub name: &'static str,
    /// What it looks for, in one line.
    pub about: &'static str,
    /// Reads the page and writes what it finds.
    pub run: fn(&mut page::Page),
}

/// All rules, in the order in which they read the page: names first, then who is who within the
/// note, then talks, then what was said in them.
pub const RULES: &[Rule] = &[
    Rule {
        name: "front-matter",
        about: "author, speakers and company in front matter",
        run: front_matter::run,
    },
    Rule {
        name: "person-name",
        about: "full names of people in prose, headings and lists",
        run: person_name::run,
    },
    Rule {
        name: "profile-link",
        about: "people named by a link to their profile",
        run: profile_link::run,
    },
    Rule {
        name: "event-covered",
        about: "the event that the note is about",
        run: event_covered::run,
    },
    Rule {
        name: "known-name",
        about: "tools, companies and events of the catalogue",
        run: known_name::run,
    },
    Rule { name: "event-name", about: "events by the look of their names", run: event_name::run },
    Rule {
        name: "refer-back",
        about: "first names and surnames of people named in full",
        run: refer_back::run,
    },
    Rule {
        name: "person-at-company",
        about: "who works where: from, at, of, brackets, roles",
        run: person_at_company::run,
    },
    Rule {
        name: "named-tool",
        about: "tools by their links and by the look of their names",
        run: named_tool::run,
    },
    Rule {
        name: "colleague",
        about: "the author and colleagues, where a note says whose team wrote it",
        run: colleague::run,
    },
    Rule {
        name: "one-kind",
        about: "a name that employs is the company, not its product",
        run: one_kind::run,
    },
    Rule {
        name: "weighed-name",
        about: "tools and companies, weighed by a model",
        run: weighed_name::run,
    },
    Rule {
        name: "called-tool",
        about: "tools that a sentence calls one: “a library called …”",
        run: called_tool::run,
    },
    Rule {
        name: "layout-session",
        about: "sessions that the note's form shows, with speakers and employers",
        run: layout_session::run,
    },
    Rule {
        name: "talk-titled",
        about: "titles in quotation marks, emphasis or links",
        run: talk_titled::run,
    },
    Rule {
        name: "talk-prose",
        about: "talks that a sentence tells of without a title",
        run: talk_prose::run,
    },
    Rule {
        name: "speaker-cue",
        about: "speakers whose talk is not told of",
        run: speaker_cue::run,
    },
    Rule { name: "topic", about: "topics of talks, headings and tags", run: topic::run },
    Rule { name: "told-of-talk", about: "what each talk was about", run: told_of_talk::run },
    Rule { name: "at-event", about: "the event a talk was given at", run: at_event::run },
    Rule {
        name: "catalogue-maker",
        about: "makers of tools that the note names too",
        run: catalogue_maker::run,
    },
];

/// Finds what one note says.
pub fn extract(
    note: &Note,
    document: &Document,
    layout: &Layout,
    lexicon: &Lexicon,
    oracle: &Oracle,
) -> Findings {
    let mut page = page::Page::new(note, document, layout, lexicon, oracle);
    for rule in RULES {
        (rule.run)(&mut page);
    }
    finish::findings(page)
}
