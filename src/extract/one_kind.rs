//! One name, one kind: a name that employs somebody in this note is the company there, not its
//! product of the same name.

use crate::extract::page::Page;
use crate::finding::End;
use crate::name;
use crate::vocabulary::Kind;
use crate::vocabulary::Relation;

/// Joins products with the employers whose names they bear.
pub fn run(page: &mut Page) {
    for tool in 0..page.things.len() {
        let draft = &page.things[tool];
        if draft.kind != Kind::Tool || draft.mentions.is_empty() {
            continue;
        }
        let Some(company) = page.find(Kind::Company, &draft.name) else { continue };
        let employs = page
            .claims
            .iter()
            .any(|said| said.relation == Relation::WorksAt && said.object == End::Entity(company));
        let entry = |t: usize| page.things[t].entry.map(|id| page.lexicon.entry(id));
        let score = |t: usize| entry(t).map_or(0, |entry| entry.score);
        let own = name::key(&draft.name) == name::key(&page.things[company].name);
        if employs && own && score(tool) <= score(company) + 40 {
            page.join(tool, company);
        }
    }
}
