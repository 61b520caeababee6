//! The only pen: a page holds one note while rules read it, and nothing gets into the findings but
//! through [`Page::mention`] and [`Page::say`], which want a place.

use crate::curated::lexicon::Lexicon;
use crate::document::Block;
use crate::document::Document;
use crate::extract::draft::Draft;
use crate::extract::draft::Place;
use crate::extract::draft::Said;
use crate::extract::draft::Seen;
use crate::extract::draft::Session;
use crate::extract::spot;
use crate::extract::spot::Spot;
use crate::extract::token;
use crate::extract::token::Words;
use crate::finding::End;
use crate::layout::Layout;
use crate::model::oracle::Oracle;
use crate::name;
use crate::note::Note;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use crate::vocabulary::Role;
use std::collections::BTreeMap;
use std::ops::Range;

mod reading;

/// A thing, and the tokens of a block that name it.
pub type MentionRange = (usize, Range<usize>);

/// One note on the desk.
pub struct Page<'a> {
    /// The note.
    pub note: &'a Note,
    /// Its parts.
    pub document: &'a Document,
    /// Its form.
    pub layout: &'a Layout,
    /// What is known.
    pub lexicon: &'a Lexicon,
    /// Whom to ask where no rule knows.
    pub oracle: &'a Oracle<'a>,
    /// The tokens of each block.
    pub blocks: Vec<Words>,
    /// The names of the catalogue that stand in each block, whatever they mean there.
    pub spots: Vec<Vec<Spot<'a>>>,
    /// The things found so far.
    pub things: Vec<Draft>,
    /// What was said of them.
    pub claims: Vec<Said>,
    /// The talks found so far.
    pub sessions: Vec<Session>,
    /// The event that the note covers.
    pub covered: Option<usize>,
    /// Whether the note as a whole is about that event, so that what names no other belongs to it.
    pub one_event: bool,
    /// Which thing each token belongs to.
    owners: Vec<Vec<Option<u32>>>,
    /// Whether any token of a block belongs to something, or once did: in most blocks none does.
    owned: Vec<bool>,
    /// Which thing a kind and the hash of a folded name lead to.
    index: BTreeMap<(Kind, u64), usize>,
}

impl<'a> Page<'a> {
    /// Lays a note on the desk.
    pub fn new(
        note: &'a Note,
        document: &'a Document,
        layout: &'a Layout,
        lexicon: &'a Lexicon,
        oracle: &'a Oracle<'a>,
    ) -> Page<'a> {
        let words = |b: &Block| token::tokens(&b.text, &b.marks, &b.sentences);
        let blocks: Vec<Words> = document.blocks.iter().map(words).collect();
        let spots = blocks.iter().zip(&document.blocks);
        let spots = spots.map(|(w, b)| spot::spots(w, &b.text, lexicon)).collect();
        let owners = blocks.iter().map(|b| vec![None; b.len()]).collect();
        let owned = vec![false; blocks.len()];
        Page {
            note,
            document,
            layout,
            lexicon,
            oracle,
            blocks,
            spots,
            things: Vec::new(),
            claims: Vec::new(),
            sessions: Vec::new(),
            covered: None,
            one_event: false,
            owners,
            owned,
            index: BTreeMap::new(),
        }
    }

    /// Records that `name`, a thing of this kind, stands at `place`. Gives the thing; the same name
    /// gives the same thing.
    pub fn mention(
        &mut self,
        kind: Kind,
        name: &str,
        place: Place,
        rule: &'static str,
        confidence: f32,
    ) -> usize {
        let thing = self.thing(kind, name);
        self.mention_of(thing, place, rule, confidence);
        thing
    }

    /// Records one more place of a thing already found.
    pub fn mention_of(&mut self, thing: usize, place: Place, rule: &'static str, confidence: f32) {
        if let Place::Words { block, from, to } = place {
            debug_assert!(from < to && to <= self.blocks[block].len());
            self.owned[block] = true;
            for i in from..to {
                self.owners[block][i].get_or_insert(thing as u32);
            }
        }
        let mentions = &mut self.things[thing].mentions;
        if !mentions.iter().any(|seen| seen.place == place) {
            mentions.push(Seen { place, rule, confidence });
        }
    }

    /// The thing of this kind with this name, made if it is new.
    fn thing(&mut self, kind: Kind, name: &str) -> usize {
        let key = (kind, name::key_hash(name));
        if let Some(&thing) = self.index.get(&key) {
            return thing;
        }
        self.things.push(Draft {
            kind,
            name: name.to_string(),
            aliases: Vec::new(),
            entry: None,
            roles: Vec::new(),
            untitled: false,
            url: None,
            judged: None,
            mentions: Vec::new(),
        });
        self.index.insert(key, self.things.len() - 1);
        self.things.len() - 1
    }

    /// Makes one thing of two: all that was found of `from` becomes part of `into`.
    pub fn join(&mut self, from: usize, into: usize) {
        let mentions = std::mem::take(&mut self.things[from].mentions);
        self.things[into].mentions.extend(mentions);
        for owner in self.owners.iter_mut().flatten().filter(|o| **o == Some(from as u32)) {
            *owner = Some(into as u32);
        }
    }

    /// Takes a thing off the page with all that was said of it: it was none.
    pub fn forget(&mut self, thing: usize) {
        self.things[thing].mentions.clear();
        for owner in self.owners.iter_mut().flatten().filter(|o| **o == Some(thing as u32)) {
            *owner = None;
        }
        let end = End::Entity(thing);
        self.claims.retain(|said| said.subject != end && said.object != end);
    }

    /// Lets another name that the note uses lead to a thing, unless it leads elsewhere already.
    pub fn also_named(&mut self, thing: usize, alias: &str) {
        self.known_as(thing, alias);
        let draft = &mut self.things[thing];
        if draft.name != alias && !draft.aliases.iter().any(|a| a == alias) {
            draft.aliases.push(alias.to_string());
        }
    }

    /// Lets a name that the note may not use lead to a thing, unless it leads elsewhere already.
    pub fn known_as(&mut self, thing: usize, name: &str) {
        let kind = self.things[thing].kind;
        self.index.entry((kind, name::key_hash(name))).or_insert(thing);
    }

    /// The thing of this kind with this name, if it was found.
    pub fn find(&self, kind: Kind, name: &str) -> Option<usize> {
        self.index.get(&(kind, name::key_hash(name))).copied()
    }

    /// Records a claim.
    pub fn say(&mut self, said: Said) {
        self.claims.push(said);
    }

    /// Records a claim on two things.
    pub fn claim(
        &mut self,
        subject: usize,
        relation: Relation,
        object: usize,
        place: Place,
        rule: &'static str,
        confidence: f32,
    ) {
        let (subject, object) = (End::Entity(subject), End::Entity(object));
        let reasons = String::new();
        self.say(Said { subject, relation, object, place, rule, confidence, reasons });
    }

    /// Gives a person a role.
    pub fn role(&mut self, person: usize, role: Role) {
        let roles = &mut self.things[person].roles;
        if !roles.contains(&role) {
            roles.push(role);
        }
    }

    /// The thing that a token belongs to.
    pub fn owner(&self, block: usize, token: usize) -> Option<usize> {
        self.owners[block].get(token).copied().flatten().map(|t| t as usize)
    }

    /// The thing of this kind that a token belongs to.
    pub fn owner_of(&self, block: usize, token: usize, kind: Kind) -> Option<usize> {
        self.owner(block, token).filter(|&t| self.things[t].kind == kind)
    }

    /// The mention that covers a token: the thing and its range of tokens.
    pub fn mention_at(&self, block: usize, token: usize) -> Option<MentionRange> {
        let owner = self.owners[block].get(token).copied().flatten()?;
        let same = |i: &usize| self.owners[block][*i] == Some(owner);
        let from = (0..=token).rev().take_while(same).last().unwrap_or(token);
        let to = (token..self.blocks[block].len()).take_while(same).last().unwrap_or(token);
        Some((owner as usize, from..to + 1))
    }

    /// The mentions of one kind in a block, by place.
    pub fn mentions_in(&self, block: usize, kind: Kind) -> Vec<MentionRange> {
        self.mentions_among(block, 0..self.blocks[block].len(), kind)
    }

    /// The mentions of one kind that begin among some tokens of a block, by place.
    fn mentions_among(&self, block: usize, tokens: Range<usize>, kind: Kind) -> Vec<MentionRange> {
        let mut found = Vec::new();
        if !self.owned[block] {
            return found;
        }
        let mut i = tokens.start;
        let owned = |from: usize| {
            let owners = self.owners[block].get(from..tokens.end)?;
            owners.iter().position(Option::is_some).map(|gap| from + gap)
        };
        while let Some((thing, range)) = owned(i).and_then(|at| self.mention_at(block, at)) {
            i = range.end;
            if self.things[thing].kind == kind && range.start >= tokens.start {
                found.push((thing, range));
            }
        }
        found
    }
}
