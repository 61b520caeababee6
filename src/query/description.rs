//! The one sentence under the name of an entity: counts and facts, without what is zero.

use crate::date::Date;
use crate::entity::Entity;
use crate::graph::{EdgeRef, Graph};
use crate::query::answers::Answer;
use crate::query::english::{capitalize, count, join_and};
use crate::query::who::AnswerCounts;
use crate::query::{EntityName, EntityRef};
use crate::vocabulary::{EntityId, Kind, Relation};
use std::collections::BTreeSet;

/// A part of a description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DescriptionPart {
    /// Text of hallway's own.
    Text(String),
    /// An entity, to be shown as a link to its page.
    Entity(EntityRef),
    /// From one date to another; one date if they are the same.
    Dates(Date, Date),
}

/// A description of an entity; empty if there is nothing to say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Description {
    /// Its parts, in order.
    pub parts: Vec<DescriptionPart>,
}

impl Description {
    /// The description as a sentence of its own: “By A at B.” for “ by A at B”.
    pub fn as_sentence(mut self) -> Description {
        if let Some(DescriptionPart::Text(first)) = self.parts.first_mut() {
            *first = capitalize(first.trim_start_matches([',', ' ']));
        }
        let ends =
            matches!(self.parts.last(), Some(DescriptionPart::Text(last)) if last.ends_with('.'));
        if !ends && !self.parts.is_empty() {
            self.push(".");
        }
        self
    }

    fn push(&mut self, words: impl AsRef<str>) {
        match self.parts.last_mut() {
            Some(DescriptionPart::Text(last)) => last.push_str(words.as_ref()),
            _ => self.parts.push(DescriptionPart::Text(words.as_ref().to_string())),
        }
    }

    fn push_entity(&mut self, entity: &EntityRef) {
        self.parts.push(DescriptionPart::Entity(entity.clone()));
    }

    /// “a, b and c”
    fn push_entities(&mut self, entities: &[EntityRef]) {
        for (i, entity) in entities.iter().enumerate() {
            match i {
                0 => {}
                i if i + 1 == entities.len() => self.push(" and "),
                _ => self.push(", "),
            }
            self.push_entity(entity);
        }
    }
}

/// “3 people talked about it, in 3 talks at 2 events, from 2019-05-02 to 2019-07-23.”
pub fn subject(subject: &Entity, answers: &[Answer]) -> Description {
    let mut text = Description::default();
    let notes = count(subject.mentions.len(), "note names it", "notes name it");
    if answers.is_empty() {
        text.push(format!("Nobody is noted as having talked about it; {notes}."));
        return text;
    }
    let sum = AnswerCounts::of(answers);
    text.push(match sum.people {
        0 => "Talked about by speakers whom the notes do not name".to_string(),
        n => capitalize(&format!("{} talked about it", count(n, "person", "people"))),
    });
    if sum.talks > 0 {
        text.push(format!(", in {}", count(sum.talks, "talk", "talks")));
    }
    if sum.events > 0 {
        text.push(format!(" at {}", count(sum.events, "event", "events")));
    }
    if let (Some(first), Some(last)) = (sum.first, sum.last) {
        let one = last.to_string().starts_with(&first.to_string());
        text.push(match (one, last.day) {
            (false, _) => ", from ",
            (true, 0) => ", in ",
            (true, _) => ", on ",
        });
        text.parts.push(DescriptionPart::Dates(first, last));
    }
    text.push(".");
    text
}

/// “Spoke at X, while at Company. One talk, in one note.”
pub fn person(graph: &Graph, person: &Entity, talks: &[Answer]) -> Description {
    let mut text = Description::default();
    let joined = |relation| -> Vec<EntityRef> {
        graph.targets(&person.id, relation).iter().map(|e| e.target.into()).collect()
    };
    let (events, companies) = (joined(Relation::SpokeAt), joined(Relation::WorksAt));
    match (&events[..], &companies[..]) {
        ([], []) => {}
        ([event], [company]) => {
            text.push("Spoke at ");
            text.push_entity(event);
            text.push(", while at ");
            text.push_entity(company);
            text.push(". ");
        }
        ([], many) => {
            text.push("Worked at ");
            text.push_entities(many);
            text.push(". ");
        }
        (few, _) if few.len() <= 3 => {
            text.push("Spoke at ");
            text.push_entities(few);
            text.push(". ");
        }
        (many, _) => text.push(format!("Spoke at {} events. ", many.len())),
    }
    text.push(noted(graph, person, talks.len()));
    text
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
    let gave = capitalize(&count(talks, "talk", "talks"));
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
    let mut text = Description::default();
    let notes = count(company.mentions.len(), "note", "notes");
    if people == 0 {
        text.push(format!("Named in {notes}; nobody is noted as working there."));
        return text;
    }
    let talks: BTreeSet<&EntityName> = answers.iter().filter_map(|a| a.talk.as_ref()).collect();
    let gave = match talks.len() {
        0 => String::new(),
        n => format!(" and gave {}", count(n, "talk", "talks")),
    };
    let people = capitalize(&count(people, "person", "people"));
    text.push(format!("{people} worked there{gave}, in {notes}."));
    text
}

/// “By A of Company and B at Event, 2019-07-23.”
pub fn talk(talk: &Entity, answers: &[Answer]) -> Description {
    let mut text = Description::default();
    let of_kind = |named: &EntityName, kind| with_kind(named, kind);
    let speakers: Vec<&Answer> = answers.iter().filter(|a| a.person.is_some()).collect();
    for (i, answer) in speakers.iter().enumerate() {
        text.push(match i {
            0 => " by ",
            i if i + 1 == speakers.len() => " and ",
            _ => ", ",
        });
        if let Some(person) = &answer.person {
            text.push_entity(&of_kind(person, Kind::Person));
        }
        if let Some(company) = &answer.company {
            text.push(" of ");
            text.push_entity(&of_kind(company, Kind::Company));
        }
    }
    if let Some(event) = answers.iter().find_map(|a| a.event.as_ref()) {
        text.push(" at ");
        text.push_entity(&of_kind(event, Kind::Event));
    }
    if let Some(date) = answers.iter().find_map(|a| a.date).or(talk.first_seen) {
        text.push(", ");
        text.parts.push(DescriptionPart::Dates(date, date));
    }
    text.push(".");
    if speakers.is_empty() {
        text.push(" The notes do not name the speaker.");
    }
    text
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
    let mut text = Description::default();
    if sum.is_empty() {
        return text;
    }
    text.push(capitalize(&sum.join(" ")));
    let writers = writers_about(graph, event);
    if !writers.is_empty() {
        text.push(", as ");
        text.push_entities(&writers);
        text.push(" noted it");
    }
    text.push(".");
    text
}

/// Who wrote the notes that cover an event.
fn writers_about(graph: &Graph, event: &Entity) -> Vec<EntityRef> {
    let covering = graph.sources(&event.id, Relation::Covers);
    let writers: BTreeSet<EntityRef> = covering
        .iter()
        .flat_map(|note| graph.sources(&note.source.id, Relation::Wrote))
        .map(|wrote: EdgeRef| EntityRef::from(wrote.source))
        .collect();
    writers.into_iter().collect()
}

/// “, by Sam Atkins, on DevOps Barcelona 2019”
pub fn note(graph: &Graph, note: &Entity) -> Description {
    let mut text = Description::default();
    let entities = |edges: &[EdgeRef], pick: fn(&EdgeRef) -> EntityRef| -> Vec<EntityRef> {
        edges.iter().map(pick).collect()
    };
    let writers = entities(&graph.sources(&note.id, Relation::Wrote), |e| e.source.into());
    if !writers.is_empty() {
        text.push(", by ");
        text.push_entities(&writers);
    }
    let events = entities(&graph.targets(&note.id, Relation::Covers), |e| e.target.into());
    if !events.is_empty() {
        text.push(", on ");
        text.push_entities(&events);
    }
    text
}

/// “12 notes with 8 people, 16 topics and 3 tools.”
pub fn all(graph: &Graph) -> Description {
    let of = |kind: Kind| count(graph.of_kind(kind).count(), kind.word(), kind.plural());
    let kinds =
        [Kind::Person, Kind::Company, Kind::Talk, Kind::Event, Kind::Topic, Kind::Tool].into_iter();
    let parts: Vec<String> =
        kinds.filter(|kind| graph.of_kind(*kind).next().is_some()).map(of).collect();
    let notes = of(Kind::Note);
    let mut text = Description::default();
    text.push(match parts.is_empty() {
        true => capitalize(&format!("{notes}, and nothing found in them.")),
        false => capitalize(&format!("{notes} with {}.", join_and(&parts))),
    });
    text
}

fn with_kind(named: &EntityName, kind: Kind) -> EntityRef {
    let (id, name): (&EntityId, &String) = (&named.id, &named.name);
    EntityRef { id: id.clone(), kind, name: name.clone(), untitled: named.untitled }
}
