//! What the front matter and inline fields say: author, speakers, event, company.

use crate::document::SpannedText;
use crate::extract::draft::Place;
use crate::extract::draft::Said;
use crate::extract::page::Page;
use crate::extract::words;
use crate::extract::words::List;
use crate::finding::End;
use crate::name;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;
use crate::vocabulary::Role;

const RULE: &str = "front-matter";

/// Fields with the author of the note.
static AUTHOR: List = List::of(&["author", "authors", "by", "byline", "creator"]);
/// Fields with speakers.
static SPEAKER: List = List::of(&["presenter", "presenters", "speaker", "speakers"]);
/// Fields with companies.
static COMPANY: List = List::of(&["company", "employer", "organisation", "organization"]);

/// Reads the fields that name people and companies. The event is read by `event-covered`.
pub fn run(page: &mut Page) {
    let document = page.document;
    let mut speakers: Vec<usize> = Vec::new();
    let mut companies: Vec<(usize, Place)> = Vec::new();
    for field in document.fields.iter().filter(|f| f.block.is_none()) {
        let key = plain(&field.key);
        for value in field.values.iter().flat_map(split) {
            let place = Place::Front(value.clone());
            if AUTHOR.has(key) {
                author(page, &value);
            } else if SPEAKER.has(key) {
                let person = page.mention(Kind::Person, &value.value, place, RULE, 0.95);
                page.role(person, Role::Speaker);
                speakers.push(person);
            } else if COMPANY.has(key) {
                let company = page.mention(Kind::Company, &value.value, place.clone(), RULE, 0.9);
                companies.push((company, place));
            }
        }
    }
    // One speaker and one company belong together; of several nobody can tell.
    if let ([speaker], [(company, place)]) = (&speakers[..], &companies[..]) {
        page.claim(*speaker, Relation::WorksAt, *company, place.clone(), RULE, 0.85);
    }
}

/// A field's key without the tables around it: `author` of `extra.author.name`.
fn plain(key: &str) -> &str {
    let key = key.strip_suffix(".name").unwrap_or(key);
    let tables = ["params.", "extra.", "taxonomies.", "meta."];
    tables.iter().fold(key, |key, table| key.trim_start_matches(table))
}

/// One value may name several: “A, B and C”, “A & B”.
fn split(text: &SpannedText) -> Vec<SpannedText> {
    let value = &text.value;
    if value.contains("http") || value.contains('{') {
        return vec![];
    }
    let parts = value.split([',', '&', ';']).flat_map(|p| p.split(" and "));
    let parts = parts.map(str::trim).filter(|p| !p.is_empty());
    parts.map(|p| SpannedText { value: p.to_string(), span: text.span }).collect()
}

/// Words in the names of authors who are nobody in particular.
static NOBODY: List = List::of(&[
    "admin", "anonymous", "automation", "blog", "bot", "committee", "community", "contributors",
    "council", "developers", "editors", "everyone", "guest", "maintainers", "members",
    "membership", "organisers", "organizers", "project", "staff", "team", "undersigned", "wg",
]);

/// An author, unless it is a team or the site itself.
fn author(page: &mut Page, value: &SpannedText) {
    let text = value.value.split(['<', '(']).next().unwrap_or_default().trim();
    let spelled = text.trim_start_matches('@').replace('_', " ");
    let parts = name::words(&spelled);
    let team = parts.iter().any(|w| NOBODY.has(w.as_str()) || words::COMPANY_WORDS.has(w));
    if let [.., _, last] = &parts[..]
        && last == "team"
    {
        author_team(page, value, text);
    }
    let role = parts.iter().any(|w| words::ROLES.has(w.as_str()));
    let given = |w: &String| page.lexicon.name_word(w).given > 2;
    let role = role && !parts.first().is_some_and(given);
    if team
        || role
        || parts.is_empty()
        || parts.len() > 5
        || !spelled.chars().any(char::is_alphabetic)
    {
        return;
    }
    let handle = parts.len() == 1 && (text.starts_with('@') || !is_name(page, &parts[0]));
    let shown = if handle && text.starts_with('@') { text } else { &spelled };
    let shown = in_capitals(page, shown, &parts);
    let confidence = if handle { 0.6 } else { 0.95 };
    let person = page.mention(Kind::Person, &shown, Place::Front(value.clone()), RULE, confidence);
    page.role(person, Role::Author);
    if let Some(employer) = employer(page, &value.value) {
        let place = Place::Front(value.clone());
        let company = page.mention(Kind::Company, &employer, place.clone(), RULE, 0.85);
        page.claim(person, Relation::WorksAt, company, place, RULE, 0.85);
    }
    page.say(Said {
        subject: End::Entity(person),
        relation: Relation::Wrote,
        object: End::Note,
        place: Place::Front(value.clone()),
        rule: RULE,
        confidence: 0.95,
        reasons: String::new(),
    });
}

/// A name written all in small letters as others write it.
fn in_capitals(page: &Page, shown: &str, parts: &[String]) -> String {
    let lower = parts.len() > 1 && !shown.chars().any(char::is_uppercase);
    if !lower || !parts.iter().any(|w| is_name(page, w)) {
        return shown.to_string();
    }
    parts.iter().map(|w| name::capitalised(w)).collect::<Vec<_>>().join(" ")
}

/// Whether a word is common enough as a name.
fn is_name(page: &Page, word: &str) -> bool {
    let known = page.lexicon.name_word(word);
    known.given > 2 || known.surname > 2
}

/// “Ana Souza (Wibble)”: the company that a byline gives in brackets.
fn employer(page: &Page, byline: &str) -> Option<String> {
    let (_, rest) = byline.split_once('(')?;
    let (inside, _) = rest.split_once(')')?;
    let said = inside.rsplit_once(" at ").map(|(_, company)| company);
    let employer = said.unwrap_or(inside).trim();
    let known = is_company(page, employer);
    let named = said.is_some() && employer.starts_with(char::is_uppercase);
    (known || named).then(|| employer.to_string())
}

/// “Wibble team”: the company whose team wrote the note.
fn author_team(page: &mut Page, value: &SpannedText, text: &str) {
    let company = text.rsplit(' ').nth(1).unwrap_or_default();
    let key = name::key(company);
    let forms = [key.as_str(), key.trim_end_matches('s')];
    let made_up = forms.iter().all(|form| page.lexicon.word(form).is_none());
    if is_company(page, company) || made_up && company.starts_with(char::is_uppercase) {
        page.mention(Kind::Company, company, Place::Front(value.clone()), RULE, 0.85);
    }
}

/// Whether the catalogue knows a name as a company's, above all else.
fn is_company(page: &Page, name: &str) -> bool {
    let senses = page.lexicon.senses(&name::key(name));
    senses.iter().any(|s| s.kind == Kind::Company && !s.ambiguous)
}
