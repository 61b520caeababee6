//! A page in the making: links from where it stands, and the parts that pages have in common.

use crate::entity::Entity;
use crate::export::Options;
use crate::export::address;
use crate::export::map::draw::MapStyle;
use crate::export::map::fan;
use crate::export::site::browse;
use crate::export::site::shown::{day, days, language, quote};
use crate::export::site::templates::Templates;
use crate::export::site::view::{
    Answers, Few, Item, Link, NoteLine, Place, Proof, Quote, Told, Year,
};
use crate::graph::{EdgeRef, Graph};
use crate::query::about;
use crate::query::about::CitedQuote;
use crate::query::answers;
use crate::query::answers::Answer;
use crate::query::namesakes::Namesakes;
use crate::query::neighbours::NeighbourRef;
use crate::query::similar_notes::SimilarNotes;
use crate::query::timeline;
use crate::query::{EntityName, EntityRef, SURE};
use crate::vocabulary::{EntityId, Kind, Relation};
use minijinja::Value;

/// Of a list of hundreds, the entries that are shown.
pub const SHOWN: usize = 20;
/// Of a list beside the answer, the entries that are shown.
pub const BESIDE: usize = 5;
/// Of the answers that are not shown in full, those that get a line.
const LINES: usize = 200;
/// From so many talks a year on, a bar stands for them.
const BAR: usize = 9;

/// What all pages share.
pub struct Site<'g> {
    /// The graph.
    pub graph: &'g Graph,
    /// Where the notes are, and at which address the site is published.
    pub options: &'g Options,
    /// What pages are made with.
    pub templates: Templates<'g>,
    /// What tells things of one name apart.
    pub namesakes: Namesakes,
    /// Which notes name the same.
    pub alike: SimilarNotes<'g>,
    /// For each node the way to its page from the start page.
    pub hrefs: Vec<String>,
    /// “Made by hallway from 12 notes, the newest of 23 July 2019.”
    pub made: String,
}

/// One page.
pub struct Page<'s> {
    /// What all pages share.
    pub site: &'s Site<'s>,
    /// Where it stands, below the folder of the site.
    pub path: String,
    /// The way up to the start page's folder: `../`.
    pub root: String,
}

impl<'s> Page<'s> {
    /// A page at a path below the folder of the site, as written on disk.
    pub fn new(site: &'s Site, path: &str) -> Page<'s> {
        let root = "../".repeat(path.matches('/').count());
        Page { site, path: path.to_string(), root }
    }

    /// The graph.
    pub fn graph(&self) -> &'s Graph {
        self.site.graph
    }

    /// The way to the page of a thing.
    pub fn href(&self, id: &EntityId) -> String {
        let place = self.graph().place(id);
        let href = place.and_then(|place| self.site.hrefs.get(place));
        format!("{}{}", self.root, href.map_or("index.html", String::as_str))
    }

    /// The way to the list of a kind.
    pub fn list(&self, kind: Kind) -> String {
        format!("{}browse/{}.html", self.root, kind.plural())
    }

    /// A link to a thing.
    pub fn thing(&self, thing: &EntityRef) -> Link {
        self.link(&thing.id, thing.kind, &thing.name, thing.untitled)
    }

    /// A link to a thing of this kind.
    pub fn named(&self, named: &EntityName, kind: Kind) -> Link {
        self.link(&named.id, kind, &named.name, named.untitled)
    }

    /// A link to a thing of the graph.
    pub fn entity(&self, entity: &Entity) -> Link {
        self.link(&entity.id, entity.kind, &entity.name, entity.untitled)
    }

    /// A link to a thing where nothing beside it tells it from its namesakes.
    pub fn listed(&self, entity: &Entity) -> Link {
        let qualifier = self.site.namesakes.of(&entity.id).map(|q| q.to_string());
        Link { qualifier, ..self.entity(entity) }
    }

    fn link(&self, id: &EntityId, kind: Kind, name: &str, own: bool) -> Link {
        let (kind, href) = (kind.word(), self.href(id));
        Link { kind, href, name: name.to_string(), own, lang: language(name), qualifier: None }
    }

    /// A place in a note.
    pub fn place(&self, note: &str, line: usize) -> Place {
        let page = self.graph().note(note).map(|n| self.href(&n.id));
        let href = page.map_or_else(|| self.note_file(note), |page| format!("{page}#L{line}"));
        Place { href, path: super::escape::breakable(note), line }
    }

    /// The way to the note itself.
    pub fn note_file(&self, note: &str) -> String {
        let notes = self.site.options.notes.trim_end_matches('/');
        if address::host(notes).is_some() {
            return format!("{notes}/{}", address::target(note));
        }
        // The notes are given as seen from the output folder, one above the site's.
        let up = if notes.starts_with('/') { String::new() } else { format!("{}../", self.root) };
        let between = if notes.is_empty() { "" } else { "/" };
        format!("{up}{}", address::target(&format!("{notes}{between}{note}")))
    }

    /// A sentence, and where it stands.
    pub fn said(&self, said: &CitedQuote) -> (Quote, Place) {
        (quote(&said.quote), self.place(&said.note, said.line))
    }

    /// One answer.
    pub fn told(&self, answer: &Answer) -> Told {
        let link = |named: &Option<EntityName>, kind| named.as_ref().map(|n| self.named(n, kind));
        Told {
            person: link(&answer.person, Kind::Person),
            company: link(&answer.company, Kind::Company),
            talk: link(&answer.talk, Kind::Talk),
            event: link(&answer.event, Kind::Event),
            day: answer.date.map(day),
            on: answer.subjects.iter().map(|s| self.thing(s)).collect(),
            unsure: answer.unsure(),
            quote: quote(&answer.quote),
            place: self.place(&answer.note, answer.line),
        }
    }

    /// Answers, all of tens, of hundreds the first in full.
    pub fn answers(&self, answers: &[Answer]) -> Answers {
        let full = if answers.len() <= 5 * SHOWN { answers.len() } else { SHOWN };
        let (full, rest) = answers.split_at(full);
        Answers {
            full: full.iter().map(|a| self.told(a)).collect(),
            lines: rest.iter().take(LINES).map(|a| self.told(a)).collect(),
            more: rest.len().saturating_sub(LINES),
        }
    }

    /// The other end of an edge with the best sentence that says so.
    pub fn proof(&self, edge: &EdgeRef, of: &Entity) -> Proof {
        let other = edge.other(&of.id).0;
        let said = answers::best(edge.evidence()).map(|c| about::cited_quote(c, &[other, of]));
        let (quote, place) = said.map(|s| self.said(&s)).unzip();
        let first = edge.evidence().iter().filter_map(|c| c.date).min();
        let last = edge.evidence().iter().filter_map(|c| c.date).max();
        // The page of Quillworks need not say that its people are of Quillworks.
        let qualifier = self.site.namesakes.of(&other.id);
        let known = qualifier.is_some_and(|q| q.entity.as_ref() == Some(&of.id));
        Proof {
            thing: if known { self.entity(other) } else { self.listed(other) },
            days: first.zip(last).map(|(first, last)| days(first, last)).unwrap_or_default(),
            unsure: edge.confidence() < SURE,
            quote,
            place,
        }
    }

    /// What a relation joins a thing with.
    pub fn ties(&self, entity: &Entity, relation: Relation, kinds: &[Kind]) -> Few<Proof> {
        let edges = about::edges_with(self.graph(), entity, relation, kinds);
        Few::of(&edges, 5 * SHOWN, |edge| self.proof(edge, entity))
    }

    /// The notes that name a thing, newest first.
    pub fn notes(&self, entity: &Entity, wanted: impl Fn(&str) -> bool) -> Few<NoteLine> {
        let mut notes = about::notes(self.graph(), entity);
        notes.retain(|path| wanted(path) && self.graph().note(path).is_some());
        let shown = notes.iter().take(SHOWN).filter_map(|path| self.note_line(entity, path));
        let shown: Vec<NoteLine> = shown.collect();
        let own = self.href(&entity.id);
        let all = browse::all_notes(own.trim_end_matches(".html"));
        Few { more: notes.len() - shown.len(), shown, all: format!("{all}.html") }
    }

    fn note_line(&self, entity: &Entity, path: &str) -> Option<NoteLine> {
        let note = self.graph().note(path)?;
        let line = entity.mentions.iter().find(|m| m.note == path).map(|m| m.evidence.line);
        let place = self.place(path, line.unwrap_or(1));
        Some(NoteLine { note: self.entity(note), day: note.first_seen.map(day), place })
    }

    /// What stands near a thing.
    pub fn near(&self, near: &[NeighbourRef], limit: usize) -> Few<Item> {
        Few::of(near, limit, |n| Item {
            thing: self.listed(n.entity),
            beside: match (n.through, n.times) {
                (None, 2..) => format!("{} notes", n.times),
                _ => String::new(),
            },
            unsure: n.entity.confidence < SURE,
        })
    }

    /// The fan round a thing; nothing if it has fewer than two neighbours.
    pub fn fan(&self, entity: &Entity) -> Option<Value> {
        let address = |id: &EntityId| self.href(id);
        fan::svg(self.graph(), &entity.id, &self.map_style(&address, "around"))
            .map(Value::from_safe_string)
    }

    /// How maps are drawn into this page.
    pub fn map_style<'a>(
        &self,
        address: &'a (dyn Fn(&EntityId) -> String + Sync),
        within: &'a str,
    ) -> MapStyle<'a> {
        let list = "browse.html".to_string();
        MapStyle { list, address: Some(address), within: Some(within), ..MapStyle::default() }
    }

    /// Talks a year; nothing if there are too few to tell anything.
    pub fn years(&self, answers: &[Answer]) -> Vec<Year> {
        let years = timeline::years(answers);
        let most = years.iter().map(|(_, talks)| *talks).max().unwrap_or(0);
        let height = |talks: usize| if most < BAR { 0 } else { (talks * 90).div_ceil(most) };
        let year = |(year, talks): (u16, usize)| Year { year, talks, height: height(talks) };
        years.into_iter().map(year).collect()
    }
}
