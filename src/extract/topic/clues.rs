//! What speaks for and against a phrase as a topic: where it stands, what stands around it, of what
//! words it is made, what the catalogue knows.

use crate::curated::Word;
use crate::document::BlockKind;
use crate::extract::page::Page;
use crate::extract::token::flag;
use crate::extract::topic::candidates::At;
use crate::extract::topic::candidates::Candidate;
use crate::extract::topic::candidates::Form;
use crate::extract::topic::scene::Scene;
use crate::extract::words;
use crate::model::feature::Features;
use crate::model::feature::few;
use crate::vocabulary::Kind;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// So many places of a candidate are looked at.
const PLACES: usize = 12;

/// How many candidates each stem is part of.
pub struct Crowd<'c> {
    stems: BTreeMap<&'c str, usize>,
    /// How many whole phrases stand in each sentence.
    sentences: BTreeMap<(usize, u16), usize>,
}

impl<'c> Crowd<'c> {
    /// Counts the stems of candidates.
    pub fn of(page: &Page, candidates: &'c [Candidate]) -> Crowd<'c> {
        let mut stems = BTreeMap::new();
        for stem in candidates.iter().flat_map(|c| &c.stems) {
            *stems.entry(stem.as_str()).or_default() += 1;
        }
        let mut sentences = BTreeMap::new();
        let whole = |at: &&At| matches!(at.form, Form::Phrase | Form::Known);
        for at in candidates.iter().flat_map(|c| &c.places).filter(whole) {
            *sentences.entry(sentence(page, at)).or_default() += 1;
        }
        Crowd { stems, sentences }
    }
}

/// The block and the sentence of a place.
fn sentence(page: &Page, at: &At) -> (usize, u16) {
    (at.block, page.token(at.block, at.range.start).sentence)
}

/// All features of a candidate.
pub fn features<'p>(
    page: &'p Page,
    scene: &Scene,
    crowd: &Crowd,
    candidate: &Candidate,
) -> Features<'p> {
    let mut features = Features::default();
    let f = &mut features;
    catalogue(page, f, candidate);
    note(page, scene, f, candidate);
    spread(page, f, candidate);
    company(crowd, f, candidate);
    f.flag_if("a tag", candidate.tag);
    for (n, at) in candidate.places.iter().take(PLACES).enumerate() {
        if n == 0 {
            make(page, f, at);
            position(page, f, at);
        }
        stands(page, scene, f, at);
        around(page, scene, f, at);
        let rivals = crowd.sentences.get(&sentence(page, at)).copied().unwrap_or(0);
        let title = page.is_heading(at.block) || scene.subject(at.block, &at.range).is_some();
        f.of(if title { "phrases in the title" } else { "phrases in the sentence" }, few(rivals));
        marks(page, f, at);
    }
    features
}

/// What the catalogue says of it.
fn catalogue(page: &Page, f: &mut Features, candidate: &Candidate) {
    let Some(known) = candidate.known else {
        f.flag("in no catalogue");
        return;
    };
    let tier = match known.score {
        0..20 => "0",
        20..40 => "1",
        40..60 => "2",
        60.. => "3",
    };
    f.of(if known.ambiguous { "known, ambiguous" } else { "known" }, tier);
    f.flag_if("known by an alias", known.alias);
    f.flag_if("near to a known topic", candidate.entry.is_none());
    if let Some(entry) = candidate.entry.map(|id| page.lexicon.entry(id)) {
        f.flag_if("part of a broader topic", !entry.parent.is_empty());
    }
}

/// What the note as a whole is like.
fn note(page: &Page, scene: &Scene, f: &mut Features, candidate: &Candidate) {
    f.of("talks in the note", few(page.sessions.len().div_ceil(4)));
    let titled = candidate.stems.iter().all(|stem| scene.title.iter().any(|w| w.starts_with(stem)));
    f.flag_if("in the note's title", titled && !candidate.stems.is_empty());
}

/// How often it stands, and over how many sections.
fn spread(page: &Page, f: &mut Features, candidate: &Candidate) {
    let places = &candidate.places;
    let section = |at: &At| page.document.blocks[at.block].section;
    let sections: BTreeSet<Option<usize>> = places.iter().take(50).map(section).collect();
    let count = |form: Form| places.iter().filter(|at| at.form == form).count();
    f.amount("times", (places.len() as f32).ln_1p());
    f.amount("sections", (sections.len() as f32).ln_1p());
    f.of("places", few(places.len()));
    f.flag_if("once", places.len() == 1);
    f.flag_if("only part of phrases", count(Form::Part) == places.len());
    f.flag_if("a joined phrase", count(Form::Joined) > 0);
    f.amount("share as a phrase of its own", share(count(Form::Phrase), places.len()));
}

fn share(part: usize, whole: usize) -> f32 {
    if whole == 0 { 0.0 } else { part as f32 / whole as f32 }
}

/// Other candidates that have words of it.
fn company(crowd: &Crowd, f: &mut Features, candidate: &Candidate) {
    let counts =
        || candidate.stems.iter().map(|s| crowd.stems.get(s.as_str()).copied().unwrap_or(0));
    f.amount("rivals with its rarest word", (counts().min().unwrap_or(0) as f32).ln_1p());
    f.amount("rivals with its commonest word", (counts().max().unwrap_or(0) as f32).ln_1p());
}

/// Endings of nouns for concepts, activities and people.
const ENDINGS: &[&str] = &[
    "ability", "ibility", "ization", "isation", "ation", "ition", "tion", "sion", "ity", "ment",
    "ments", "ness", "ance", "ence", "ism", "ics", "ing", "ings", "ogy", "ure", "ures", "ers",
    "ors", "er", "or", "ist", "age", "ship", "ies", "ions", "als", "al", "ed", "ly", "es", "s",
];

/// Of what words it is made.
fn make<'p>(page: &'p Page, f: &mut Features<'p>, at: &At) {
    let inside = || at.range.clone().filter(|&i| page.token(at.block, i).is(flag::WORD));
    let count = inside().count();
    f.of("words", few(count));
    let (Some(first), Some(last)) = (inside().next(), inside().last()) else { return };
    let head = page.key(at.block, last);
    let ending = ENDINGS.iter().find(|e| head.len() > e.len() + 1 && head.ends_with(*e));
    f.of("its head ends in", ending.copied().unwrap_or("none of these"));
    f.of("first word", class(page, at.block, first));
    f.of("last word", class(page, at.block, last));
    if count == 1 {
        f.of("alone", class(page, at.block, last));
        f.of("alone, common", few(frequency(page, at.block, last) / 2));
    }
    for i in inside() {
        if frequency(page, at.block, i) >= COMMON {
            f.of(if i == last { "head" } else { "word" }, page.key(at.block, i));
        }
    }
    let rare = inside().map(|i| frequency(page, at.block, i)).min().unwrap_or(0);
    let common = inside().map(|i| frequency(page, at.block, i)).max().unwrap_or(0);
    f.amount("its rarest word is common", rare as f32 / 10.0);
    f.amount("its commonest word is common", common as f32 / 10.0);
    let unknown = inside().filter(|&i| page.lexicon.word(page.key(at.block, i)).is_none()).count();
    f.of("its rarest word, class", few(rare / 2));
    f.amount("words of no list", share(unknown, count));
    let head_topic = page.spots[at.block].iter().any(|s| {
        s.from == last && s.to == last + 1 && s.senses.iter().any(|x| x.kind == Kind::Topic)
    });
    f.flag_if("its head is a known topic", head_topic && count > 1);
    known_part(page, f, at);
}

/// Topics of the catalogue that are part of it, or of which it is part.
fn known_part(page: &Page, f: &mut Features, at: &At) {
    for spot in &page.spots[at.block] {
        let topic = spot.senses.iter().find(|s| s.kind == Kind::Topic);
        let Some(sense) = topic.filter(|s| !s.ambiguous) else { continue };
        let (from, to) = (at.range.start, at.range.end);
        let longer = spot.from <= from && to <= spot.to && spot.to - spot.from > to - from;
        let shorter = from <= spot.from && spot.to <= to && spot.to - spot.from < to - from;
        let strong = sense.score >= 40;
        f.flag_if("part of a known topic", longer && strong);
        f.flag_if("holds a known topic", shorter && strong && spot.to - spot.from > 1);
    }
}

/// Words this common or more may be features themselves.
const COMMON: usize = 6;

fn frequency(page: &Page, block: usize, i: usize) -> usize {
    page.lexicon.word(page.key(block, i)).map_or(0, |w| usize::from(w.frequency))
}

/// What kind of word stands there.
fn class(page: &Page, block: usize, i: usize) -> &'static str {
    let token = page.token(block, i);
    let key = page.key(block, i);
    if let Some(thing) = page.owner(block, i).filter(|&t| page.things[t].kind != Kind::Talk) {
        return page.things[thing].kind.word();
    }
    match page.lexicon.word(key) {
        _ if token.is(flag::CODE) => "code",
        _ if token.is(flag::CAMEL) => "camel case",
        _ if token.is(flag::UPPER) => "upper case",
        None if token.is(flag::CAPITAL) => "of no list, capital",
        None => "of no list",
        Some(_) if key.ends_with("ing") => "gerund",
        Some(w) if w.capital >= 60 => "usually capital",
        Some(w) => match (w.parts & Word::NOUN, w.parts & Word::VERB, w.parts & Word::ADJECTIVE) {
            (0, _, 0) => "no noun",
            (0, _, _) => "adjective",
            (_, 0, 0) => "noun",
            (_, 0, _) => "noun or adjective",
            (_, _, 0) => "noun or verb",
            _ => "noun, verb or adjective",
        },
    }
}

/// Where in the note it first stands.
fn position(page: &Page, f: &mut Features, at: &At) {
    let place = at.block * 10 / page.blocks.len().max(1);
    f.of("first stands in tenth", ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"][place.min(9)]);
}

/// What part of the note a place is.
fn stands(page: &Page, scene: &Scene, f: &mut Features, at: &At) {
    let sentence = page.token(at.block, at.range.start).sentence;
    if let Some(subject) = scene.subject(at.block, &at.range) {
        let all = share(at.range.len(), subject.range.len());
        f.flag(if subject.title {
            "in the title of a talk"
        } else {
            "what a talk is said to be about"
        });
        f.amount(if subject.title { "share of a title" } else { "share of a description" }, all);
        f.flag_if("all of a title", subject.title && all > 0.99);
        f.flag_if("begins a title", subject.title && subject.range.start == at.range.start);
        f.flag_if("ends a title", subject.title && subject.range.end == at.range.end);
        f.of("in a title as", form(at.form));
    } else if let Some(told) = scene.told(at.block, sentence) {
        let depth = told.before + usize::from(sentence.saturating_sub(told.stretch.first));
        f.of("on a talk, sentence", few(depth / 2));
    } else {
        f.flag("outside of talks");
    }
    match page.document.blocks[at.block].kind {
        BlockKind::Heading(level) => {
            f.of("in a heading of level", few(usize::from(level)));
            f.amount("share of a heading", share(at.range.len(), page.blocks[at.block].len()));
            f.of("in a heading as", form(at.form));
        }
        BlockKind::Item { .. } => {
            f.flag("in a list");
            f.flag_if("begins an item", at.range.start == 0);
        }
        BlockKind::Cell { .. } => f.flag("in a table"),
        BlockKind::Paragraph => f.flag_if("in a first sentence", sentence == 0),
    }
    f.flag_if("in a quote", page.document.blocks[at.block].quoted > 0);
}

fn form(form: Form) -> &'static str {
    match form {
        Form::Known => "a known name",
        Form::Phrase => "a phrase",
        Form::Joined => "a joined phrase",
        Form::Part => "a part of a phrase",
    }
}

/// Words that say what comes after them is the subject.
const CUES: &[&str] = &[
    "about", "around", "covered", "covering", "covers", "discussed", "discussing", "explained",
    "explaining", "introduced", "introducing", "on", "regarding", "topic", "topics", "toward",
    "towards",
];

/// The words before and after a place.
fn around<'p>(page: &'p Page, scene: &Scene, f: &mut Features<'p>, at: &At) {
    let (block, from, to) = (at.block, at.range.start, at.range.end);
    let title = page.is_heading(block) || scene.subject(block, &at.range).is_some();
    let near = |i: usize| i < page.blocks[block].len() && page.same_sentence(block, from, i);
    let names = if title { ["before in a title", "after in a title"] } else { ["before", "after"] };
    match from.checked_sub(1).filter(|&i| near(i)) {
        Some(i) => word(page, f, names[0], (block, i)),
        None => f.of(names[0], "nothing"),
    }
    if near(to) {
        word(page, f, names[1], (block, to));
    } else {
        f.of(names[1], "nothing");
    }
    let back = (from.saturating_sub(4)..from).filter(|&i| near(i));
    if !title {
        f.flag_if(
            "after a word for subjects",
            back.clone().any(|i| words::has(CUES, page.key(block, i))),
        );
        f.flag_if(
            "after a word for speaking",
            back.clone().any(|i| words::has(words::SPEAKS, page.key(block, i))),
        );
        f.flag_if(
            "after a word for talks",
            back.clone().any(|i| words::has(words::SESSION, page.key(block, i))),
        );
    }
}

/// An ordinary word, or a mark of punctuation.
fn word<'p>(page: &'p Page, f: &mut Features<'p>, name: &'static str, (block, i): (usize, usize)) {
    let key = page.key(block, i);
    if let Some(thing) = page.owner(block, i).filter(|&t| page.things[t].kind != Kind::Talk) {
        f.of(name, page.things[thing].kind.word());
    } else if frequency(page, block, i) >= COMMON {
        f.of(name, key);
    } else if key.is_empty() && MARKS.contains(&page.word(block, i)) {
        f.of(name, page.word(block, i));
    }
}

/// Marks of punctuation that count.
const MARKS: &[&str] =
    &["(", ")", ",", ".", ":", "'s", "’s", "/", "-", "–", "\"", "“", "”", "!", "?", ";", "&"];

/// How a place is marked up, and what else its words belong to.
fn marks(page: &Page, f: &mut Features, at: &At) {
    let any = |flags: u16| at.range.clone().any(|i| page.token(at.block, i).is(flags));
    f.flag_if("in emphasis", any(flag::EMPHASIS | flag::STRONG));
    f.flag_if("in quotation marks", any(flag::QUOTED));
    f.flag_if("in code", any(flag::CODE));
    let link = page.token(at.block, at.range.start).link;
    f.flag_if("in a link", link > 0);
    let whole = link > 0
        && page.token(at.block, at.range.end - 1).link == link
        && page.token(at.block, at.range.end).link != link
        && (at.range.start == 0 || page.token(at.block, at.range.start - 1).link != link);
    f.flag_if("all of a link", whole);
    let plain = page.token(at.block, at.range.start);
    f.flag_if(
        "with a capital inside",
        plain.is(flag::CAPITAL) && !plain.is(flag::FIRST) && !page.is_heading(at.block),
    );
    let owned = |kind: Kind| {
        at.range.clone().filter(|&i| page.owner_of(at.block, i, kind).is_some()).count()
    };
    let tool = share(owned(Kind::Tool), at.range.len());
    if tool > 0.0 {
        f.amount("share of a tool's name", tool);
        f.flag_if("nothing but a tool's name", tool > 0.99);
    }
}
