//! The answers for a note's form: its sessions, people, organisations and events.

use crate::layout::session::normal;
use serde_json::Value;
use std::collections::BTreeSet;

/// A session that a note tells of.
#[derive(Clone, Debug, Default)]
pub struct AnswerTalk {
    /// Its title, if the note has one.
    pub title: Option<String>,
    /// The normal forms of all that is right as a title.
    pub forms: Vec<String>,
    /// The normal forms of each speaker's name.
    pub speakers: Vec<Vec<String>>,
    /// The names of its speakers as given.
    pub names: Vec<String>,
    /// Whether missing it is a mistake.
    pub must: bool,
}

/// The answers for a note.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    /// Its sessions.
    pub talks: Vec<AnswerTalk>,
    /// Normal forms of people.
    pub people: BTreeSet<String>,
    /// Normal forms of organisations.
    pub organisations: BTreeSet<String>,
    /// Normal forms of events.
    pub events: BTreeSet<String>,
    /// Who works where, each with all forms.
    pub works: Vec<(Vec<String>, Vec<String>)>,
    /// Whether all people and organisations of the note are listed.
    pub complete: bool,
}

fn text(value: &Value, key: &str) -> Option<String> {
    value.get(key)?.as_str().filter(|s| !s.is_empty()).map(str::to_string)
}

fn texts(value: &Value, key: &str) -> Vec<String> {
    let list = value.get(key).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(|v| v.as_str()).map(str::to_string).collect()
}

/// The normal forms of an entity's name.
fn forms(value: &Value, name: &str) -> Vec<String> {
    let all = text(value, name).into_iter().chain(texts(value, "forms"));
    all.map(|n| normal(&n)).filter(|n| !n.is_empty()).collect()
}

impl Answers {
    /// The answers for a post: an object with people, companies, events, talks.
    pub fn of_post(gold: &Value) -> Answers {
        let list = |key: &str| gold.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
        let people: Vec<Vec<String>> = list("people").iter().map(|p| forms(p, "name")).collect();
        let companies: Vec<Vec<String>> =
            list("companies").iter().map(|p| forms(p, "name")).collect();
        let of = |all: &[Vec<String>], name: &str| {
            let name = normal(name);
            all.iter().find(|f| f.contains(&name)).cloned().unwrap_or_else(|| vec![name])
        };
        let (talks, works) = (list("talks"), list("works_at"));
        let talks = talks.iter().map(|talk| {
            let must = text(talk, "certainty").is_none_or(|c| c == "must");
            let title = text(talk, "title");
            let names = texts(talk, "speakers");
            let speakers = names.iter().map(|s| of(&people, s)).collect();
            let must = must && title.is_some();
            AnswerTalk { must, title, forms: forms(talk, "title"), speakers, names }
        });
        let works = works.iter().filter_map(|w| {
            let (person, company) = (w.get(0)?.as_str()?, w.get(1)?.as_str()?);
            Some((of(&people, person), of(&companies, company)))
        });
        Answers {
            talks: talks.collect(),
            works: works.collect(),
            people: people.iter().flatten().cloned().collect(),
            organisations: companies.iter().flatten().cloned().collect(),
            events: list("events").iter().flat_map(|e| forms(e, "name")).collect(),
            complete: true,
        }
    }

    /// The answers for a note of a repository: the rows of its sessions.
    pub fn of_rows(rows: &[&Value]) -> Answers {
        let mut answers = Answers::default();
        for row in rows {
            let speakers = texts(row, "speakers");
            answers.people.extend(speakers.iter().map(|s| normal(s)));
            answers.events.extend(text(row, "event").map(|e| normal(&e)));
            let employers = row.get("company").and_then(Value::as_object);
            for (person, company) in employers.into_iter().flatten() {
                let company = normal(company.as_str().unwrap_or(""));
                answers.organisations.insert(company.clone());
                answers.works.push((vec![normal(person)], vec![company]));
            }
            answers.talks.push(AnswerTalk {
                title: text(row, "title"),
                forms: forms(row, "title"),
                speakers: speakers.iter().map(|s| vec![normal(s)]).collect(),
                names: speakers,
                must: true,
            });
        }
        answers
    }
}
