//! What speaks for and against a name at one of its places: markup, and what stands around it.

use crate::extract::page::Page;
use crate::extract::profile;
use crate::extract::token::flag;
use crate::extract::weighed_name::At;
use crate::extract::words;
use crate::model::feature::Features;
use crate::name;

/// Markup at a place.
pub fn format(page: &Page, f: &mut Features, (block, range): &At) {
    let token = page.token(*block, range.start);
    f.flag_if("in code", token.is(flag::CODE));
    f.flag_if("emphasised", token.is(flag::STRONG | flag::EMPHASIS));
    f.flag_if("quoted", token.is(flag::QUOTED));
    f.flag_if("in a picture's description", token.is(flag::IMAGE));
    let Some(link) = token.link.checked_sub(1) else { return };
    let target = &page.document.links[link as usize].target;
    let same = |i: usize| page.token(*block, i).link == token.link;
    let before = range.start > 0 && same(range.start - 1);
    let whole = !before && !same(range.end);
    let Some((host, path)) = profile::split(target) else { return };
    let key = name::key(&page.text(*block, range.clone()));
    let parts = path.split('/').filter(|p| !p.is_empty()).count();
    let place = match host {
        "github.com" | "gitlab.com" | "bitbucket.org" | "codeberg.org" if parts >= 2 => "code",
        "github.com" | "gitlab.com" => "code account",
        "twitter.com" | "x.com" | "linkedin.com" => "profile",
        "youtube.com" | "youtu.be" | "vimeo.com" | "slideshare.net" | "speakerdeck.com" => "slides",
        h if h.ends_with("wikipedia.org") => "encyclopaedia",
        "pypi.org" | "npmjs.com" | "crates.io" | "rubygems.org" => "packages",
        _ if parts == 0 => "home page",
        _ => "page",
    };
    f.of(if whole { "link" } else { "in link" }, place);
    f.flag_if("host is the name", key.len() > 2 && name::key(host).contains(&key));
    f.flag_if(
        "path ends in the name",
        name::key(path.trim_end_matches('/').rsplit('/').next().unwrap_or("")) == key,
    );
}

/// The words before and after a place.
pub fn around<'p>(page: &'p Page, f: &mut Features<'p>, (block, range): &At) {
    let same = |i: usize| page.same_sentence(*block, range.start, i);
    if range.start > 0 && same(range.start - 1) {
        beside(page, f, ("before", "kind before"), (*block, range.start - 1));
        if range.start > 1 && same(range.start - 2) {
            word(page, f, "two before", (*block, range.start - 2));
        }
    } else {
        f.of("before", "start");
    }
    if range.end < page.blocks[*block].len() && same(range.end) {
        beside(page, f, ("after", "kind after"), (*block, range.end));
        if same(range.end + 1) {
            word(page, f, "two after", (*block, range.end + 1));
        }
    } else {
        f.of("after", "end");
    }
}

/// A word beside a place: what it is, and what it belongs to.
fn beside<'p>(
    page: &'p Page,
    f: &mut Features<'p>,
    (name, kind): (&'static str, &'static str),
    (block, i): (usize, usize),
) {
    word(page, f, name, (block, i));
    let key = page.key(block, i);
    let class = match page.owner(block, i) {
        Some(thing) => page.things[thing].kind.word(),
        None if words::ROLES.has(key) => "role",
        None if words::SPEAKS.has(key) => "speaking",
        None if words::SESSION.has(key) => "session",
        None if page.token(block, i).is(flag::CAPITAL) => "capital",
        None if page.token(block, i).is(flag::NUMBER) => "number",
        None => return,
    };
    f.of(kind, class);
}

/// An ordinary word, or a mark of punctuation.
fn word<'p>(page: &'p Page, f: &mut Features<'p>, name: &'static str, (block, i): (usize, usize)) {
    let key = page.key(block, i);
    let common = page.dictionary(block, i).is_some_and(|w| w.frequency >= 6);
    if common {
        f.of(name, key);
    } else if key.is_empty() {
        let mark = page.word(block, i);
        if matches!(
            mark,
            "(" | ")"
                | ","
                | "."
                | ":"
                | "'s"
                | "’s"
                | "/"
                | "-"
                | "–"
                | "\""
                | "“"
                | "”"
                | "!"
                | "?"
                | ";"
        ) {
            f.of(name, if mark == "’s" { "'s" } else { mark });
        }
    }
}

/// Names that stand near a place: tools keep company with tools, employers with people.
pub fn neighbours(page: &Page, f: &mut Features, (block, range): &At) {
    let near = range.start.saturating_sub(5)..(range.end + 5).min(page.blocks[*block].len());
    for i in near.filter(|i| !range.contains(i) && page.same_sentence(*block, range.start, *i)) {
        let Some(thing) = page.owner(*block, i) else { continue };
        f.of("near", page.things[thing].kind.word());
    }
}
