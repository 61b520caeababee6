//! What speaks for and against a speaker having talked about something.

use crate::document::BlockKind;
use crate::extract::page::Page;
use crate::extract::token::flag;
use crate::extract::told_of_talk::reach::MentionSite;
use crate::extract::told_of_talk::reach::Reach;
use crate::extract::words;
use crate::extract::words::List;
use crate::model::feature::Features;
use crate::model::feature::few;
use crate::name;
use crate::vocabulary::Kind;
use crate::vocabulary::Role;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// What holds for all pairs of a note.
pub struct Notes {
    /// In how many talks each thing stands, and in how many titles.
    talks: BTreeMap<usize, (usize, usize)>,
    /// How many things stand in each talk.
    things: Vec<usize>,
    /// How many talks each speaker gave.
    spoken: BTreeMap<usize, usize>,
    /// The words of the note's title.
    title: BTreeSet<String>,
}

impl Notes {
    /// Counts over the talks of a page.
    pub fn of(page: &Page, talks: &[BTreeMap<usize, Vec<MentionSite>>]) -> Notes {
        let mut counts: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for (thing, sites) in talks.iter().flatten() {
            let titled = sites.iter().any(|site| matches!(site.way, Reach::Title(_)));
            let count = counts.entry(*thing).or_default();
            *count = (count.0 + 1, count.1 + usize::from(titled));
        }
        let mut spoken = BTreeMap::new();
        for person in page.sessions.iter().flat_map(|s| &s.speakers) {
            *spoken.entry(*person).or_default() += 1;
        }
        let title = page.document.title.as_ref().map_or("", |t| t.value.as_str());
        let title = name::words(title).into_iter().collect();
        Notes { talks: counts, things: talks.iter().map(BTreeMap::len).collect(), spoken, title }
    }
}

/// All features of a speaker and a thing.
pub fn features<'p>(
    page: &'p Page,
    notes: &Notes,
    (person, thing): (usize, usize),
    reached: &[(Option<usize>, Vec<MentionSite>)],
) -> Features<'p> {
    let mut features = Features::default();
    let f = &mut features;
    object(page, notes, f, thing);
    let spoken = notes.spoken.get(&person).copied().unwrap_or(0);
    f.of("talks of the speaker", few(spoken));
    let sites: usize = reached.iter().map(|(_, sites)| sites.len()).sum();
    f.amount("times in reach", (sites as f32).ln_1p());
    let all = page.things[thing].mentions.len().max(1);
    f.amount("share of its places", (sites as f32 / all as f32).min(1.0));
    let told = reached.iter().filter(|(talk, _)| talk.is_some()).count();
    f.flag_if("in no talk of the speaker", told == 0);
    for (talk, sites) in reached {
        if let Some(talk) = talk {
            f.amount("things in the talk", (notes.things[*talk] as f32).ln_1p());
            f.of("speakers of the talk", few(page.sessions[*talk].speakers.len()));
            first(f, sites);
        }
        for site in sites.iter().take(PLACES) {
            stands(f, site);
            people(page, f, person, site);
            around(page, f, site);
        }
    }
    features
}

/// So many places in a talk are looked at.
const PLACES: usize = 12;

/// What the thing is like in the whole note.
fn object<'p>(page: &'p Page, notes: &Notes, f: &mut Features<'p>, thing: usize) {
    let draft = &page.things[thing];
    f.of("it is a", draft.kind.word());
    let sure = match &draft.judged {
        Some(answer) => answer.probability,
        None => draft.mentions.iter().map(|seen| seen.confidence).fold(0.0, f32::max),
    };
    let tool = draft.kind == Kind::Tool;
    f.amount(if tool { "sure that it is a tool" } else { "sure that it is a topic" }, sure);
    f.of(if tool { "tool, sure by" } else { "topic, sure by" }, tenth(sure));
    if let Some(entry) = draft.entry.map(|id| page.lexicon.entry(id)) {
        f.flag("in the catalogue");
        f.of("class", entry.class);
    }
    let all = page.sessions.len().max(1) as f32;
    let (talks, titles) = notes.talks.get(&thing).copied().unwrap_or_default();
    f.amount("share of the note's talks", talks as f32 / all);
    f.of("talks with it", few(talks));
    f.of("titles with it", few(titles));
    let words = name::words(&draft.name);
    f.flag_if("in the note's title", words.iter().all(|w| notes.title.contains(w)));
    f.of("words", few(words.len()));
}

fn tenth(share: f32) -> &'static str {
    ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"][((share * 10.0) as usize).min(9)]
}

/// The surest of several places.
fn first(f: &mut Features, sites: &[MentionSite]) {
    let titled = |s: &MentionSite| matches!(s.way, Reach::Title(_) | Reach::Description(_));
    f.flag_if("only told of", !sites.iter().any(titled));
    f.of("times in a talk", few(sites.len()));
    let depth =
        sites.iter().filter_map(|s| if let Reach::Told(d) = s.way { Some(d) } else { None });
    if let Some(depth) = depth.min() {
        f.of("first told in sentence", few(depth / 2));
    }
}

/// How a place belongs to the talk.
fn stands(f: &mut Features, site: &MentionSite) {
    match site.way {
        Reach::Title(share) => {
            f.flag("in the title");
            f.amount("share of the title", share);
            f.flag_if("all of the title", share > 0.99);
        }
        Reach::Description(share) => {
            f.flag("what the talk is said to be about");
            f.amount("share of the description", share);
        }
        Reach::Told(depth) => f.of("told in sentence", few(depth)),
        Reach::Beside => f.flag("in a sentence on the speaker"),
    }
}

/// Who is named before a place.
fn people(page: &Page, f: &mut Features, person: usize, site: &MentionSite) {
    let sentence = page.sentence(site.block, page.token(site.block, site.range.start).sentence);
    let speaker = |i: usize| {
        let owner = page.owner_of(site.block, i, Kind::Person)?;
        page.things[owner].roles.contains(&Role::Speaker).then_some(owner)
    };
    let from = site.range.start.saturating_sub(60);
    let last = (from..site.range.start).rev().find_map(speaker);
    match last {
        Some(p) if p == person => f.flag("the speaker is named last"),
        Some(_) => f.flag("another speaker is named last"),
        None => {}
    }
    let here = sentence.take(200).filter_map(speaker).collect::<BTreeSet<_>>();
    f.flag_if("the sentence names the speaker", here.contains(&person));
    f.flag_if("the sentence names others", here.iter().any(|p| *p != person));
}

/// The words before and after a place, and its markup.
fn around<'p>(page: &'p Page, f: &mut Features<'p>, site: &MentionSite) {
    let (block, from, to) = (site.block, site.range.start, site.range.end);
    let near = |i: usize| i < page.blocks[block].len() && page.same_sentence(block, from, i);
    let titled = matches!(site.way, Reach::Title(_));
    let word = |i: usize| {
        let key = page.key(block, i);
        page.dictionary(block, i).is_some_and(|w| w.frequency >= 6).then_some(key)
    };
    if let Some(key) = from.checked_sub(1).filter(|&i| near(i)).and_then(word) {
        f.of(if titled { "before in the title" } else { "before" }, key);
    }
    if let Some(key) = Some(to).filter(|&i| near(i)).and_then(word) {
        f.of("after", key);
    }
    let back = (from.saturating_sub(5)..from).filter(|&i| near(i));
    let said = |list: &List| back.clone().any(|i| list.has(page.key(block, i)));
    f.flag_if("after a word for speaking", !titled && said(&words::SPEAKS));
    f.flag_if("after a word for talks", !titled && said(&words::SESSION));
    let token = page.token(block, from);
    f.flag_if("in a link", token.link > 0);
    f.flag_if("in code", token.is(flag::CODE));
    f.flag_if("in emphasis", token.is(flag::STRONG | flag::EMPHASIS));
    match page.document.blocks[block].kind {
        BlockKind::Item { .. } => f.flag("in a list"),
        BlockKind::Heading(_) => f.flag("in a heading"),
        BlockKind::Cell { .. } => f.flag("in a table"),
        BlockKind::Paragraph => {}
    }
}
