//! The one sentence under the name of a thing: counts and facts only, what is zero left out.

use crate::date::Date;
use crate::entity::Entity;
use crate::graph::{EdgeRef, Graph};
use crate::query::answer::Answer;
use crate::query::who::Sum;
use crate::query::words::{and, capital, count};
use crate::query::{EntityName, EntityRef};
use crate::vocabulary::{EntityId, Kind, Relation};
use std::collections::BTreeSet;

/// A part of the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DescriptionPart {
    /// Words of hallway's own.
    Words(String),
    /// A thing that has a page.
    Entity(EntityRef),
    /// The time between two days, or the one day if they are the same.
    Time(Date, Date),
}

/// The sentence; empty if there is nothing to say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Description {
    /// Its parts, in order.
    pub pieces: Vec<DescriptionPart>,
}

impl Description {
    /// As a sentence of its own: “By A at B.” for “ by A at B”.
    pub fn alone(mut self) -> Description {
        if let Some(DescriptionPart::Words(first)) = self.pieces.first_mut() {
            *first = capital(first.trim_start_matches([',', ' ']));
        }
        let ends =
            matches!(self.pieces.last(), Some(DescriptionPart::Words(last)) if last.ends_with('.'));
        if !ends && !self.pieces.is_empty() {
            self.say(".");
        }
        self
    }

    fn say(&mut self, words: impl AsRef<str>) {
        match self.pieces.last_mut() {
            Some(DescriptionPart::Words(last)) => last.push_str(words.as_ref()),
            _ => self.pieces.push(DescriptionPart::Words(words.as_ref().to_string())),
        }
    }

    fn thing(&mut self, thing: &EntityRef) {
        self.pieces.push(DescriptionPart::Entity(thing.clone()));
    }

    /// “a, b and c”
    fn things(&mut self, things: &[EntityRef]) {
        for (i, thing) in things.iter().enumerate() {
            match i {
                0 => {}
                i if i + 1 == things.len() => self.say(" and "),
                _ => self.say(", "),
            }
            self.thing(thing);
        }
    }
}

/// “3 people talked about it, in 3 talks at 2 events, from 2019-05-02 to 2019-07-23.”
pub fn subject(subject: &Entity, answers: &[Answer]) -> Description {
    let mut lead = Description::default();
    let notes = count(subject.mentions.len(), "note names it", "notes name it");
    if answers.is_empty() {
        lead.say(format!("Nobody is noted as having talked about it; {notes}."));
        return lead;
    }
    let sum = Sum::of(answers);
    lead.say(match sum.people {
        0 => "Talked about by speakers whom the notes do not name".to_string(),
        n => capital(&format!("{} talked about it", count(n, "person", "people"))),
    });
    if sum.talks > 0 {
        lead.say(format!(", in {}", count(sum.talks, "talk", "talks")));
    }
    if sum.events > 0 {
        lead.say(format!(" at {}", count(sum.events, "event", "events")));
    }
    if let (Some(first), Some(last)) = (sum.first, sum.last) {
        let one = last.to_string().starts_with(&first.to_string());
        lead.say(match (one, last.day) {
            (false, _) => ", from ",
            (true, 0) => ", in ",
            (true, _) => ", on ",
        });
        lead.pieces.push(DescriptionPart::Time(first, last));
    }
    lead.say(".");
    lead
}

/// “Spoke at X, while at Company. One talk, in one note.”
pub fn person(graph: &Graph, person: &Entity, talks: &[Answer]) -> Description {
    let mut lead = Description::default();
    let joined = |relation| -> Vec<EntityRef> {
        graph.targets(&person.id, relation).iter().map(|e| e.target.into()).collect()
    };
    let (events, companies) = (joined(Relation::SpokeAt), joined(Relation::WorksAt));
    match (&events[..], &companies[..]) {
        ([], []) => {}
        ([event], [company]) => {
            lead.say("Spoke at ");
            lead.thing(event);
            lead.say(", while at ");
            lead.thing(company);
            lead.say(". ");
        }
        ([], many) => {
            lead.say("Worked at ");
            lead.things(many);
            lead.say(". ");
        }
        (few, _) if few.len() <= 3 => {
            lead.say("Spoke at ");
            lead.things(few);
            lead.say(". ");
        }
        (many, _) => lead.say(format!("Spoke at {} events. ", many.len())),
    }
    lead.say(noted(graph, person, talks.len()));
    lead
}

/// “Wrote 3 of the notes. 2 talks, in one note.”
fn noted(graph: &Graph, person: &Entity, talks: usize) -> String {
    let own = wrote(graph, person);
    let mut sentences = Vec::new();
    if !own.is_empty() {
        sentences.push(format!("Wrote {}.", count(own.len(), "of the notes", "of the notes")));
    }
    let others = person.mentions.iter().filter(|m| !own.contains(m.note.as_str())).count();
    let notes = count(others, "note", "notes");
    let gave = capital(&count(talks, "talk", "talks"));
    match (talks, others) {
        (0, 0) => {}
        (0, _) => sentences.push(format!("Named in {notes}.")),
        (_, 0) => sentences.push(format!("{gave}.")),
        (_, _) => sentences.push(format!("{gave}, in {notes}.")),
    }
    sentences.join(" ")
}

/// The paths of the notes that a person wrote.
pub fn wrote<'g>(graph: &'g Graph, person: &Entity) -> BTreeSet<&'g str> {
    let written = graph.targets(&person.id, Relation::Wrote);
    written.iter().filter_map(|e| e.target.path.as_deref()).collect()
}

/// “2 people worked there and gave 3 talks, in 2 notes.”
pub fn company(company: &Entity, people: usize, answers: &[Answer]) -> Description {
    let mut lead = Description::default();
    let notes = count(company.mentions.len(), "note", "notes");
    if people == 0 {
        lead.say(format!("Named in {notes}; nobody is noted as working there."));
        return lead;
    }
    let talks: BTreeSet<&EntityName> = answers.iter().filter_map(|a| a.talk.as_ref()).collect();
    let gave = match talks.len() {
        0 => String::new(),
        n => format!(" and gave {}", count(n, "talk", "talks")),
    };
    let people = capital(&count(people, "person", "people"));
    lead.say(format!("{people} worked there{gave}, in {notes}."));
    lead
}

/// “By A of Company and B at Event, 2019-07-23.”
pub fn talk(talk: &Entity, answers: &[Answer]) -> Description {
    let mut lead = Description::default();
    let of_kind = |named: &EntityName, kind| thing(named, kind);
    let speakers: Vec<&Answer> = answers.iter().filter(|a| a.person.is_some()).collect();
    for (i, answer) in speakers.iter().enumerate() {
        lead.say(match i {
            0 => " by ",
            i if i + 1 == speakers.len() => " and ",
            _ => ", ",
        });
        if let Some(person) = &answer.person {
            lead.thing(&of_kind(person, Kind::Person));
        }
        if let Some(company) = &answer.company {
            lead.say(" of ");
            lead.thing(&of_kind(company, Kind::Company));
        }
    }
    if let Some(event) = answers.iter().find_map(|a| a.event.as_ref()) {
        lead.say(" at ");
        lead.thing(&of_kind(event, Kind::Event));
    }
    if let Some(date) = answers.iter().find_map(|a| a.date).or(talk.first_seen) {
        lead.say(", ");
        lead.pieces.push(DescriptionPart::Time(date, date));
    }
    lead.say(".");
    if speakers.is_empty() {
        lead.say(" The notes do not name the speaker.");
    }
    lead
}

/// “5 talks by 5 named people of 4 companies, as Sam Atkins noted it.”
pub fn event(graph: &Graph, event: &Entity, answers: &[Answer], talks: usize) -> Description {
    let different = |pick: fn(&Answer) -> Option<&EntityName>| {
        answers.iter().filter_map(pick).map(|n| &n.id).collect::<BTreeSet<_>>().len()
    };
    let people = different(|a| a.person.as_ref());
    let companies = different(|a| a.company.as_ref());
    let mut sum = Vec::new();
    if talks > 0 {
        sum.push(count(talks, "talk", "talks"));
    }
    if people > 0 {
        let by = if talks > 0 { "by " } else { "" };
        sum.push(format!("{by}{}", count(people, "named person", "named people")));
    }
    if companies > 0 {
        sum.push(format!("of {}", count(companies, "company", "companies")));
    }
    let mut lead = Description::default();
    if sum.is_empty() {
        return lead;
    }
    lead.say(capital(&sum.join(" ")));
    let writers = writers_about(graph, event);
    if !writers.is_empty() {
        lead.say(", as ");
        lead.things(&writers);
        lead.say(" noted it");
    }
    lead.say(".");
    lead
}

/// Who wrote the notes that cover an event.
fn writers_about(graph: &Graph, event: &Entity) -> Vec<EntityRef> {
    let told = graph.sources(&event.id, Relation::Covers);
    let writers: BTreeSet<EntityRef> = told
        .iter()
        .flat_map(|note| graph.sources(&note.source.id, Relation::Wrote))
        .map(|wrote: EdgeRef| EntityRef::from(wrote.source))
        .collect();
    writers.into_iter().collect()
}

/// “, by Sam Atkins, on DevOps Barcelona 2019”
pub fn note(graph: &Graph, note: &Entity) -> Description {
    let mut lead = Description::default();
    let things = |edges: &[EdgeRef], pick: fn(&EdgeRef) -> EntityRef| -> Vec<EntityRef> {
        edges.iter().map(pick).collect()
    };
    let writers = things(&graph.sources(&note.id, Relation::Wrote), |e| e.source.into());
    if !writers.is_empty() {
        lead.say(", by ");
        lead.things(&writers);
    }
    let events = things(&graph.targets(&note.id, Relation::Covers), |e| e.target.into());
    if !events.is_empty() {
        lead.say(", on ");
        lead.things(&events);
    }
    lead
}

/// “12 notes with 8 people, 16 topics and 3 tools.”
pub fn all(graph: &Graph) -> Description {
    let of = |kind: Kind| count(graph.of_kind(kind).count(), kind.word(), kind.plural());
    let kinds =
        [Kind::Person, Kind::Company, Kind::Talk, Kind::Event, Kind::Topic, Kind::Tool].into_iter();
    let parts: Vec<String> =
        kinds.filter(|kind| graph.of_kind(*kind).next().is_some()).map(of).collect();
    let notes = of(Kind::Note);
    let mut lead = Description::default();
    lead.say(match parts.is_empty() {
        true => capital(&format!("{notes}, and nothing found in them.")),
        false => capital(&format!("{notes} with {}.", and(&parts))),
    });
    lead
}

fn thing(named: &EntityName, kind: Kind) -> EntityRef {
    let (id, name): (&EntityId, &String) = (&named.id, &named.name);
    EntityRef { id: id.clone(), kind, name: name.clone(), untitled: named.untitled }
}
