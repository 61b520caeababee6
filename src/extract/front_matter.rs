//! What the front matter and inline fields say: author, speakers, event, company.

use crate::document::Text;
use crate::extract::draft::Place;
use crate::extract::draft::Said;
use crate::extract::page::Page;
use crate::extract::words;
use crate::finding::End;
use crate::name;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use crate::vocabulary::Role;

const RULE: &str = "front-matter";

/// Fields with the author of the note.
const AUTHOR: &[&str] = &["author", "authors", "by", "byline", "creator"];
/// Fields with speakers.
const SPEAKER: &[&str] = &["presenter", "presenters", "speaker", "speakers"];
/// Fields with companies.
const COMPANY: &[&str] = &["company", "employer", "organisation", "organization"];

/// Reads the fields that name people and companies. The event is read by `event-covered`.
pub fn run(page: &mut Page) {
    let document = page.document;
    for field in document.fields.iter().filter(|f| f.block.is_none()) {
        let key = plain(&field.key);
        for value in field.values.iter().flat_map(split) {
            let place = Place::Front(value.clone());
            if words::has(AUTHOR, key) {
                author(page, &value);
            } else if words::has(SPEAKER, key) {
                let person = page.mention(Kind::Person, &value.value, place, RULE, 0.95);
                page.role(person, Role::Speaker);
            } else if words::has(COMPANY, key) {
                page.mention(Kind::Company, &value.value, place, RULE, 0.9);
            }
        }
    }
}

/// A field's key without the tables around it: `author` of `extra.author.name`.
fn plain(key: &str) -> &str {
    let key = key.strip_suffix(".name").unwrap_or(key);
    let tables = ["params.", "extra.", "taxonomies.", "meta."];
    tables.iter().fold(key, |key, table| key.trim_start_matches(table))
}

/// One value may name several: “A, B and C”, “A & B”.
fn split(text: &Text) -> Vec<Text> {
    let value = &text.value;
    if value.contains("http") || value.contains('{') {
        return vec![];
    }
    let parts = value.split([',', '&', ';']).flat_map(|p| p.split(" and "));
    let parts = parts.map(str::trim).filter(|p| !p.is_empty());
    parts.map(|p| Text { value: p.to_string(), span: text.span }).collect()
}

/// Words in the names of authors who are nobody in particular.
const NOBODY: &[&str] =
    &["admin", "anonymous", "blog", "contributors", "editors", "guest", "staff", "team"];

/// An author, unless it is a team or the site itself.
fn author(page: &mut Page, value: &Text) {
    let text = value.value.split('<').next().unwrap_or_default().trim();
    let spelled = text.trim_start_matches('@').replace('_', " ");
    let parts = name::words(&spelled);
    let team =
        parts.iter().any(|w| words::has(NOBODY, w.as_str()) || words::has(words::COMPANY_WORDS, w));
    if team || parts.is_empty() || parts.len() > 5 || !spelled.chars().any(char::is_alphabetic) {
        return;
    }
    let known = |w: &String| {
        let n = page.lexicon.name_word(w);
        n.given > 2 || n.surname > 2
    };
    let handle = parts.len() == 1 && (text.starts_with('@') || !known(&parts[0]));
    let lower = !spelled.chars().any(char::is_uppercase);
    let shown = if lower && parts.len() > 1 && parts.iter().any(known) {
        parts.iter().map(|w| name::capitalised(w)).collect::<Vec<_>>().join(" ")
    } else if handle && text.starts_with('@') {
        text.to_string()
    } else {
        spelled.clone()
    };
    let confidence = if handle { 0.6 } else { 0.95 };
    let person = page.mention(Kind::Person, &shown, Place::Front(value.clone()), RULE, confidence);
    page.role(person, Role::Author);
    page.say(Said {
        subject: End::Thing(person),
        relation: Relation::Wrote,
        object: End::Note,
        place: Place::Front(value.clone()),
        rule: RULE,
        confidence: 0.95,
        reasons: String::new(),
    });
}
