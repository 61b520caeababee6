//! The parts that pages of several kinds have in common.

use crate::entity::{Citation, Entity};
use crate::export::pages::context::PageContext;
use crate::export::pages::format::PageFormat;
use crate::export::pages::view::{
    AnswerItem, AnswerList, CutQuote, DateLabel, EvidenceItem, HomePage, ItemGroup, LeadPart,
    ListItem, LookalikeItem, NoteItem, PageHead, SentenceItem, SpellingItem, Truncated, YearCount,
};
use crate::graph::EdgeRef;
use crate::name;
use crate::query::about;
use crate::query::about::{CitedQuote, Misspelling};
use crate::query::answers;
use crate::query::answers::Answer;
use crate::query::description::{Description, DescriptionPart};
use crate::query::english::capitalize;
use crate::query::lookalikes;
use crate::query::lookalikes::Lookalike;
use crate::query::neighbours::NeighbourRef;
use crate::query::timeline;
use crate::query::{EntityName, SURE};
use crate::vocabulary::{Kind, Relation};
use std::collections::BTreeSet;

/// Of a list of hundreds, the entries that are shown.
pub const SHOWN: usize = 20;
/// From so many answers on, not all of them are shown in full.
pub const FULL: usize = 5 * SHOWN;
/// Of the answers that are not shown in full, those that get a line.
const LINES: usize = 200;
/// Characters that are shown of a quote.
pub const QUOTE: usize = 280;
/// From so many talks a year on, a bar stands for them.
const BAR: usize = 9;

/// The sentences that a page has in full: note, line, words.
pub type Quoted<'q> = BTreeSet<(&'q str, usize, &'q str)>;

impl PageContext<'_> {
    /// The head of the page of an entity.
    pub fn head(&self, entity: &Entity, lede: &Description) -> PageHead {
        let forms = about::misspellings(entity);
        // One flag, many flags: nobody needs to be told.
        let key = |name: &str| name::key(&name::singular(&name.to_lowercase()));
        let slips = forms.iter().filter(|w| key(&w.text) != key(&entity.name));
        let form = |w: &Misspelling| SpellingItem {
            place: self.place(&w.note, w.line),
            text: w.text.clone(),
        };
        let written: Vec<SpellingItem> = slips.take(SHOWN).map(form).collect();
        let joined = !written.is_empty() || !entity.aliases.is_empty();
        let asked = self.asked(entity);
        PageHead {
            kind: entity.kind.word(),
            list: self.list(entity.kind),
            name: entity.name.clone(),
            qualifier: self.qualifier(&entity.id),
            own: entity.untitled,
            unsure: entity.confidence < SURE,
            aka: entity.aliases.clone(),
            written,
            forms: forms.iter().take(SHOWN).map(form).collect(),
            lede: self.lede(lede),
            home: entity.url.as_deref().and_then(HomePage::of),
            apart: self.lookalikes(entity),
            explain: asked.filter(|_| joined).map(|n| format!("hallway explain \"{n}\"")),
            asked: asked.map(str::to_string),
        }
    }

    /// The name of an entity, or its id where several have the name or a shell could mistake it.
    fn asked<'e>(&self, entity: &'e Entity) -> Option<&'e str> {
        let is_plain = |name: &&str| {
            let plain = |c: char| c.is_alphanumeric() || " -.+#/".contains(c);
            name.chars().all(plain)
        };
        let name =
            Some(entity.name.as_str()).filter(|_| self.set.namesakes.of(&entity.id).is_none());
        name.into_iter().chain([entity.id.0.as_str()]).find(is_plain)
    }

    /// The one sentence with its links.
    pub fn lede(&self, lead: &Description) -> Vec<LeadPart> {
        let part = |part: &DescriptionPart| match part {
            DescriptionPart::Text(words) => {
                LeadPart { words: Some(words.clone()), ..LeadPart::default() }
            }
            DescriptionPart::Entity(entity) => {
                LeadPart { entity: Some(self.entity_ref(entity)), ..LeadPart::default() }
            }
            DescriptionPart::Dates(first, last) => {
                LeadPart { days: Some(DateLabel::range(*first, *last)), ..LeadPart::default() }
            }
        };
        lead.parts.iter().map(part).collect()
    }

    fn lookalikes(&self, entity: &Entity) -> Vec<LookalikeItem> {
        let item = |other: Lookalike| LookalikeItem {
            other: self.entity(other.other),
            words: other.fact.as_ref().map_or("", |fact| fact.words),
            entity: other.fact.as_ref().map(|fact| self.entity(fact.entity)),
            place: other
                .fact
                .and_then(|fact| fact.place)
                .map(|(note, line)| self.place(note, line)),
            why: other.why.to_string(),
            entry: other.entry.map(str::to_string),
            say: other.offer.map(|offer| offer.say.clone()),
            paste: other.offer.iter().flat_map(|o| o.paste.lines()).map(str::to_string).collect(),
        };
        let all = lookalikes::lookalikes(self.graph(), &self.set.namesakes, entity);
        all.into_iter().take(SHOWN).map(item).collect()
    }

    /// One answer.
    pub fn answer(&self, answer: &Answer) -> AnswerItem {
        let link = |named: &Option<EntityName>, kind| named.as_ref().map(|n| self.named(n, kind));
        AnswerItem {
            person: link(&answer.person, Kind::Person),
            company: link(&answer.company, Kind::Company),
            talk: link(&answer.talk, Kind::Talk),
            event: link(&answer.event, Kind::Event),
            day: answer.date.map(DateLabel::of),
            on: answer.subjects.iter().map(|s| self.entity_ref(s)).collect(),
            unsure: answer.unsure(),
            quote: CutQuote::of(&answer.quote, QUOTE),
            place: self.place(&answer.note, answer.line),
        }
    }

    /// Answers, all of tens, of hundreds the first in full.
    pub fn answers(&self, answers: &[Answer]) -> AnswerList {
        let (full, rest) = in_full(answers);
        AnswerList {
            full: full.iter().map(|a| self.answer(a)).collect(),
            lines: rest.iter().take(LINES).map(|a| self.answer(a)).collect(),
            more: rest.len().saturating_sub(LINES),
        }
    }

    /// A sentence, and where it stands.
    pub fn sentence(&self, said: &CitedQuote) -> SentenceItem {
        let place = self.place(&said.note, said.line);
        SentenceItem { quote: CutQuote::of(&said.quote, QUOTE), place }
    }

    /// The other end of an edge with the sentence that says so, cut to so many characters; `quoted` is
    /// what the page has above.
    pub fn evidence(
        &self,
        edge: &EdgeRef,
        of: &Entity,
        said: Option<CitedQuote>,
        chars: usize,
        quoted: &Quoted,
    ) -> EvidenceItem {
        let other = edge.other(&of.id).0;
        let dates = || edge.evidence().iter().filter_map(|c: &Citation| c.date);
        let days = dates().min().zip(dates().max());
        // The page of Quillworks need not say that its people are of Quillworks.
        let known = self.qualifier_names(&other.id, &of.id);
        EvidenceItem {
            entity: if known { self.entity(other) } else { self.listed(other) },
            qualifier: self.qualifier(&other.id),
            days: days.map(|(first, last)| DateLabel::range(first, last)).unwrap_or_default(),
            unsure: edge.confidence() < SURE,
            repeated: said.as_ref().is_some_and(|s| quoted.contains(&key(s))),
            place: said.as_ref().map(|s| self.place(&s.note, s.line)),
            quote: said.map(|s| CutQuote::of(&s.quote, chars)),
        }
    }

    /// The other end of an edge with the best sentence that says so, in a line of a list.
    pub fn inline_evidence(&self, edge: &EdgeRef, of: &Entity, quoted: &Quoted) -> EvidenceItem {
        let said = best(edge, [edge.other(&of.id).0, of]);
        self.evidence(edge, of, said, self.set.format.evidence_chars(), quoted)
    }

    /// What a relation joins an entity with; `quoted` is what the page has above.
    pub fn related(
        &self,
        entity: &Entity,
        relation: Relation,
        kinds: &[Kind],
        quoted: &Quoted,
    ) -> Truncated<EvidenceItem> {
        let edges = about::edges_with(self.graph(), entity, relation, kinds);
        Truncated::of(&edges, 5 * SHOWN, |edge| self.inline_evidence(edge, entity, quoted))
    }

    /// The notes that name an entity, newest first.
    pub fn notes(&self, entity: &Entity, wanted: impl Fn(&str) -> bool) -> Truncated<NoteItem> {
        let mut notes = about::notes(self.graph(), entity);
        notes.retain(|path| wanted(path) && self.graph().note(path).is_some());
        let shown = notes.iter().take(SHOWN).filter_map(|path| self.note_item(entity, path));
        let shown: Vec<NoteItem> = shown.collect();
        let all = match self.set.format {
            PageFormat::Markdown => String::new(),
            PageFormat::Html => all_notes(&self.href(&entity.id)),
        };
        Truncated { more: notes.len() - shown.len(), shown, all }
    }

    fn note_item(&self, entity: &Entity, path: &str) -> Option<NoteItem> {
        let note = self.graph().note(path)?;
        let line = entity.mentions.iter().find(|m| m.note == path).map(|m| m.evidence.line);
        let place = self.place(path, line.unwrap_or(1));
        Some(NoteItem { note: self.entity(note), day: note.first_seen.map(DateLabel::of), place })
    }

    /// What stands near an entity of this kind, nearest first.
    pub fn near(&self, kind: Kind, near: &[NeighbourRef]) -> Truncated<ListItem> {
        Truncated::of(near, self.set.format.neighbours(kind), |n| ListItem {
            entity: self.listed(n.entity),
            beside: match (n.through, n.times) {
                (None, 2..) => format!("{} notes", n.times),
                _ => String::new(),
            },
            unsure: n.entity.confidence < SURE,
        })
    }

    /// Entities of a kind under its heading, with nothing beside them.
    pub fn group(&self, kind: Kind, all: &[&Entity], limit: usize) -> ItemGroup {
        let items = Truncated::of(all, limit, |e| ListItem {
            entity: self.listed(e),
            beside: String::new(),
            unsure: e.confidence < SURE,
        });
        let words = capitalize(kind.plural());
        ItemGroup { words, all: self.list(kind), count: all.len(), items }
    }

    /// Talks a year; nothing if there are too few to tell anything.
    pub fn years(&self, answers: &[Answer]) -> Vec<YearCount> {
        let years = timeline::years(answers);
        let most = years.iter().map(|(_, talks)| *talks).max().unwrap_or(0);
        let height = |talks: usize| if most < BAR { 0 } else { (talks * 90).div_ceil(most) };
        let year = |(year, talks): (u16, usize)| YearCount { year, talks, height: height(talks) };
        years.into_iter().map(year).collect()
    }
}

/// The best sentence for an edge, with the first of these that it names marked.
pub fn best(edge: &EdgeRef, marks: [&Entity; 2]) -> Option<CitedQuote> {
    answers::best(edge.evidence()).map(|cited| about::cited_quote(cited, &marks))
}

/// The answers that are shown in full, and the others.
pub fn in_full(answers: &[Answer]) -> (&[Answer], &[Answer]) {
    answers.split_at(if answers.len() <= FULL { answers.len() } else { SHOWN })
}

/// A sentence as it is looked for among those that a page has.
pub fn key(said: &CitedQuote) -> (&str, usize, &str) {
    (&said.note, said.line, &said.quote.text)
}

/// The list of all notes that name an entity, by the path or address of its page on the site.
pub fn all_notes(page: &str) -> String {
    format!("{}/notes.html", page.trim_end_matches(".html"))
}
