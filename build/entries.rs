//! The entries of the catalogue: companies, tools, topics and events, one for each however many tables have it.

use crate::TableText;
use crate::layout::KINDS;
use crate::name;
use crate::tables;
use crate::tables::TableRow;
use std::collections::BTreeMap;

/// An entry, from all rows about it.
#[derive(Default)]
pub struct TableEntry {
    pub kind: usize,
    pub name: String,
    pub class: String,
    pub homepage: String,
    pub handle: String,
    pub parent: String,
    pub clash: String,
    pub ambiguous: bool,
    pub score: u16,
    pub file: String,
    pub line: usize,
    /// Spellings besides the name, and whether each needs support.
    pub aliases: Vec<(String, bool)>,
    pub editions: Vec<[String; 5]>,
}

/// All entries, in the order of the tables, amended as `extra.tsv` says.
pub fn read(sources: &[TableText]) -> Vec<TableEntry> {
    let mut entries: Vec<TableEntry> = vec![];
    let mut known = BTreeMap::new();
    for source in sources {
        let Some(kind) = KINDS.iter().position(|kind| *kind == source.table.about) else {
            continue;
        };
        let columns = tables::header(&source.text).map_or(vec![], |(_, columns)| columns);
        for row in tables::rows(&source.text, &columns) {
            let entry = entry(kind, &source.file, &row);
            let at = *known.entry((kind, name::key(&entry.name))).or_insert(entries.len());
            match entries.get_mut(at) {
                Some(first) => first.join(entry),
                None => entries.push(entry),
            }
        }
    }
    for source in sources.iter().filter(|source| source.table.about == "amendment") {
        let columns = tables::header(&source.text).map_or(vec![], |(_, columns)| columns);
        for row in tables::rows(&source.text, &columns) {
            amend(&mut entries, &known, &row);
        }
    }
    entries.retain(|entry| !entry.name.is_empty());
    entries
}

fn entry(kind: usize, file: &str, row: &TableRow) -> TableEntry {
    let first = |columns: [&str; 2]| columns.map(|c| row.get(c)).concat();
    let unsure = row.list("amb_aliases");
    let aliases = row.list("aliases").into_iter();
    TableEntry {
        kind,
        name: row.name().to_string(),
        class: row.get("kind").to_string(),
        homepage: first(["homepage", "url"]),
        handle: if file.ends_with("events.tsv") {
            row.get("twitter").to_string()
        } else {
            first(["github", "handle"])
        },
        parent: ["made_by", "broader", "parent"].map(|c| row.get(c)).concat(),
        clash: row.get("clash").to_string(),
        ambiguous: row.get("ambiguous") == "y",
        score: score(kind, row),
        file: file.to_string(),
        line: row.line,
        aliases: aliases.map(|a| (a.to_string(), unsure.contains(&a) || key_is_short(a))).collect(),
        editions: row.list("editions").into_iter().map(edition).collect(),
    }
}

fn key_is_short(alias: &str) -> bool {
    name::key(alias).chars().count() <= 2
}

/// The score in the table if it has one; else one computed from a topic's tier, or from an event's sources and
/// editions.
fn score(kind: usize, row: &TableRow) -> u16 {
    let sources = row.list("source").len() as u16;
    match (KINDS[kind], row.get("score").parse::<u16>()) {
        (_, Ok(score)) => score,
        ("topic", _) => 20 * row.get("tier").parse::<u16>().unwrap_or(2),
        ("event", _) if sources > 0 => 6 * sources + 2 * row.list("editions").len().min(10) as u16,
        _ => tables::OWN_SCORE,
    }
}

fn edition(text: &str) -> [String; 5] {
    let mut parts = text.split(':').map(str::to_string);
    std::array::from_fn(|_| parts.next().unwrap_or_default())
}

impl TableEntry {
    /// Adds the values of another row about the same entity. Values that are there stay, so that the first row,
    /// one written by hand before one that was gathered, says whether a name needs support.
    fn join(&mut self, other: TableEntry) {
        for (mine, theirs) in [
            (&mut self.class, other.class),
            (&mut self.homepage, other.homepage),
            (&mut self.handle, other.handle),
            (&mut self.parent, other.parent),
            (&mut self.clash, other.clash),
        ] {
            if mine.is_empty() {
                *mine = theirs;
            }
        }
        self.score = self.score.max(other.score);
        let mut more = other.aliases;
        if other.name != self.name {
            more.push((other.name, other.ambiguous));
        }
        for (alias, unsure) in more {
            match self.aliases.iter_mut().find(|(known, _)| *known == alias) {
                Some(_) => {}
                None if alias != self.name => self.aliases.push((alias, unsure)),
                None => {}
            }
        }
        self.join_editions(other.editions);
    }

    /// Editions with the same year and city are one; the one with dates stays.
    fn join_editions(&mut self, more: Vec<[String; 5]>) {
        let id = |e: &[String; 5]| {
            (e[0].clone(), name::key(e[1].split(',').next().unwrap_or("")), e[3].clone())
        };
        self.editions.extend(more);
        self.editions.sort_by_key(id);
        let dated: Vec<_> = self.editions.iter().filter(|e| !e[3].is_empty()).map(id).collect();
        let told = |e: &[String; 5]| {
            let (year, city, _) = id(e);
            dated.iter().any(|d| d.0 == year && (d.1 == city || city.is_empty()))
        };
        self.editions.retain(|e| !e[3].is_empty() || !told(e));
        self.editions.dedup_by_key(|e| id(e));
    }
}

/// Carries out one row of `extra.tsv`; a row about an entity that no table has does nothing.
fn amend(entries: &mut [TableEntry], known: &BTreeMap<(usize, String), usize>, row: &TableRow) {
    let Some(kind) = KINDS.iter().position(|kind| *kind == row.get("kind")) else { return };
    let Some(&at) = known.get(&(kind, name::key(row.name()))) else { return };
    let (entry, forms) = (&mut entries[at], row.list("forms"));
    match (row.get("do"), forms.is_empty()) {
        ("alias", _) => {
            for form in forms {
                if form != entry.name && !entry.aliases.iter().any(|(alias, _)| alias == form) {
                    entry.aliases.push((form.to_string(), false));
                }
            }
        }
        ("ambiguous", true) => entry.ambiguous = true,
        ("ambiguous", false) => {
            let named = entry.aliases.iter_mut().filter(|(a, _)| forms.contains(&a.as_str()));
            named.for_each(|(_, unsure)| *unsure = true);
        }
        ("drop", true) => *entry = TableEntry::default(),
        ("drop", false) => entry.aliases.retain(|(alias, _)| !forms.contains(&alias.as_str())),
        (other, _) => panic!("extra.tsv:{}: “{other}” is not alias, ambiguous or drop", row.line),
    }
}
