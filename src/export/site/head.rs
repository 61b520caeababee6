//! The head of the page of a thing: its names, the one sentence, and what it could be taken for.

use crate::entity::Entity;
use crate::export::markdown;
use crate::export::site::page::{Page, SHOWN};
use crate::export::site::shown::{days, home};
use crate::export::site::view::{Apart, Head, Piece, Written};
use crate::name;
use crate::query::SURE;
use crate::query::about;
use crate::query::lookalikes;

use crate::query::description::{Description, DescriptionPart};

impl Page<'_> {
    /// The head of the page of a thing.
    pub fn head(&self, entity: &Entity, lede: &Description) -> Head {
        let mut written = about::misspellings(entity);
        // One flag, many flags: nobody needs to be told.
        let key = |name: &str| name::key(&name::singular(&name.to_lowercase()));
        written.retain(|w| key(&w.text) != key(&entity.name));
        let qualifier = self.site.namesakes.of(&entity.id).map(|q| q.to_string());
        let names = if qualifier.is_none() { vec![&entity.name] } else { vec![] };
        let explain = names.into_iter().chain([&entity.id.0]).find(|n| markdown::text::plain(n));
        let joined = !written.is_empty() || !entity.aliases.is_empty();
        Head {
            kind: entity.kind.word(),
            list: self.list(entity.kind),
            name: entity.name.clone(),
            qualifier,
            own: entity.untitled,
            unsure: entity.confidence < SURE,
            aka: entity.aliases.clone(),
            written: (written.into_iter().take(SHOWN))
                .map(|w| Written { place: self.place(&w.note, w.line), text: w.text })
                .collect(),
            lede: self.lede(lede),
            home: entity.url.as_deref().and_then(home),
            apart: self.apart(entity),
            explain: explain.filter(|_| joined).map(|n| format!("hallway explain \"{n}\"")),
        }
    }

    /// The one sentence with its links.
    pub fn lede(&self, lead: &Description) -> Vec<Piece> {
        let piece = |piece: &DescriptionPart| match piece {
            DescriptionPart::Text(words) => {
                Piece { words: Some(words.clone()), ..Piece::default() }
            }
            DescriptionPart::Entity(thing) => {
                Piece { thing: Some(self.thing(thing)), ..Piece::default() }
            }
            DescriptionPart::Dates(first, last) => {
                Piece { days: Some(days(*first, *last)), ..Piece::default() }
            }
        };
        lead.parts.iter().map(piece).collect()
    }

    fn apart(&self, entity: &Entity) -> Vec<Apart> {
        let apart = lookalikes::lookalikes(self.graph(), &self.site.namesakes, entity)
            .into_iter()
            .map(|apart| Apart {
                other: self.entity(apart.other),
                words: apart.fact.as_ref().map_or("", |fact| fact.words),
                thing: apart.fact.as_ref().map(|fact| self.entity(fact.entity)),
                place: apart
                    .fact
                    .and_then(|fact| fact.place)
                    .map(|(note, line)| self.place(note, line)),
                why: apart.why.to_string(),
                entry: apart.entry.map(str::to_string),
                say: apart.offer.map(|offer| offer.say.clone()),
                paste: apart
                    .offer
                    .iter()
                    .flat_map(|o| o.paste.lines())
                    .map(str::to_string)
                    .collect(),
            });
        apart.take(SHOWN).collect()
    }
}
