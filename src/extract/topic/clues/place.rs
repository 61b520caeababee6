//! Where a phrase stands and what stands around it.

use crate::document::BlockKind;
use crate::extract::page::Page;
use crate::extract::token::flag;
use crate::extract::topic::candidate::PhraseForm;
use crate::extract::topic::candidate::PhrasePlace;
use crate::extract::topic::clues::make;
use crate::extract::topic::clues::share;
use crate::extract::topic::scene::Scene;
use crate::extract::words;
use crate::extract::words::List;
use crate::model::feature::Features;
use crate::model::feature::few;
use crate::vocabulary::Kind;

/// Where in the note it first stands.
pub fn position(page: &Page, f: &mut Features, at: &PhrasePlace) {
    let place = at.block * 10 / page.blocks.len().max(1);
    f.of("first stands in tenth", ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"][place.min(9)]);
}

/// The class of the last word says more together with the part of the note.
pub fn head_where(page: &Page, scene: &Scene, at: &PhrasePlace) -> &'static str {
    let sentence = page.token(at.block, at.range.start).sentence;
    match scene.subject(at.block, &at.range) {
        Some(subject) if subject.title => "last word, in a title",
        Some(_) => "last word, in a description",
        None if page.is_heading(at.block) => "last word, in a heading",
        None if scene.told(at.block, sentence).is_some() => "last word, on a talk",
        None => "last word, outside of talks",
    }
}

/// What part of the note a place is.
pub fn stands(page: &Page, scene: &Scene, f: &mut Features, at: &PhrasePlace) {
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

fn form(form: PhraseForm) -> &'static str {
    match form {
        PhraseForm::Known => "a known name",
        PhraseForm::Phrase => "a phrase",
        PhraseForm::Joined => "a joined phrase",
        PhraseForm::Part => "a part of a phrase",
    }
}

/// Words that say what comes after them is the subject.
static CUES: List = List::of(&[
    "about", "around", "covered", "covering", "covers", "discussed", "discussing", "explained",
    "explaining", "introduced", "introducing", "on", "regarding", "topic", "topics", "toward",
    "towards",
]);

/// The words before and after a place.
pub fn around<'p>(page: &'p Page, scene: &Scene, f: &mut Features<'p>, at: &PhrasePlace) {
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
        f.flag_if("after a word for subjects", back.clone().any(|i| page.is_in(&CUES, block, i)));
        f.flag_if(
            "after a word for speaking",
            back.clone().any(|i| page.is_in(&words::SPEAKS, block, i)),
        );
        f.flag_if(
            "after a word for talks",
            back.clone().any(|i| page.is_in(&words::SESSION, block, i)),
        );
    }
}

/// An ordinary word, or a mark of punctuation.
fn word<'p>(page: &'p Page, f: &mut Features<'p>, name: &'static str, (block, i): (usize, usize)) {
    let key = page.key(block, i);
    if let Some(thing) = page.owner(block, i).filter(|&t| page.things[t].kind != Kind::Talk) {
        f.of(name, page.things[thing].kind.word());
    } else if make::common(page.dictionary(block, i)) >= make::COMMON {
        f.of(name, key);
    } else if key.is_empty() && MARKS.has(page.word(block, i)) {
        f.of(name, page.word(block, i));
    }
}

/// Marks of punctuation that count.
static MARKS: List =
    List::of(&["!", "&", "'s", "(", ")", ",", "-", ".", "/", ":", ";", "?", "–", "’s", "“", "”"]);

/// How a place is marked up, and what else its words belong to.
pub fn marks(page: &Page, f: &mut Features, at: &PhrasePlace) {
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
