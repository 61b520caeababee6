//! A note entity as resolution compares it.

use crate::curated::lexicon::Lexicon;
use crate::finding::Findings;
use crate::finding::NoteEntity;
use crate::resolve::name_form::NameForm;
use crate::vocabulary::Kind;

/// A note entity with the user's corrections applied and its name in normal form.
pub struct Record<'a> {
    /// Index of the note.
    pub note: usize,
    /// The note entity as it was found.
    pub entity: &'a NoteEntity,
    /// The entry of the catalogue, or of the overrides, that it was matched with.
    pub entry: Option<&'a str>,
    /// Its kind, as corrected.
    pub kind: Kind,
    /// Its name, as corrected, ready for comparison.
    pub form: NameForm,
    /// The rank of the name's key among all keys: comparing ranks is comparing keys.
    pub rank: usize,
    /// Whether the user wants it left out.
    pub ignored: bool,
    /// Index of the correction that renamed it.
    pub renamed: Option<usize>,
    /// Index of the correction that gives its kind.
    pub retyped: Option<usize>,
}

/// The records of a note, in order of first mention, not yet corrected.
pub fn of_note(note: usize, findings: &Findings) -> impl Iterator<Item = Record<'_>> {
    findings.entities.iter().map(move |entity| Record {
        note,
        entity,
        entry: entity.entry.as_deref(),
        kind: entity.kind,
        form: NameForm::new(entity.kind, &entity.name, entity.entry.is_some()),
        rank: 0,
        ignored: false,
        renamed: None,
        retyped: None,
    })
}

/// Undoes the shortening of names where it may be wrong: `Hashi Corp` stays whole beside `HashiCorp`;
/// `Windows 10` loses its number only if a note, or the catalogue, has `Windows`; a single word loses its
/// ending only if the catalogue knows the rest as a tool.
pub fn restore_full_names(records: &mut [Record], lexicon: &Lexicon) {
    if records.iter().all(|r| r.form.whole.is_none()) {
        return;
    }
    let mut known: Vec<(Kind, String)> = records
        .iter()
        .filter(|r| r.form.whole.is_none() && matches!(r.kind, Kind::Company | Kind::Tool))
        .map(|r| (r.kind, r.form.key.clone()))
        .collect();
    known.sort();
    known.dedup();
    let is_known = |kind, key: &str| {
        known.binary_search_by(|(k, name)| (*k, name.as_str()).cmp(&(kind, key))).is_ok()
    };
    for record in records {
        let Some(whole) = &record.form.whole else { continue };
        let is_supported = record.form.certain
            || is_known(record.kind, &record.form.key)
            || match record.entity.name.contains(' ') {
                true => lexicon.knows(&record.form.key),
                false => is_known_tool(lexicon, &record.form.key),
            };
        if is_known(record.kind, whole) || !is_supported {
            record.form.restore(&record.entity.name);
        }
    }
}

/// Whether the catalogue has a tool with this key, and the name is unambiguous.
fn is_known_tool(lexicon: &Lexicon, key: &str) -> bool {
    lexicon.senses(key).iter().any(|sense| sense.kind == Kind::Tool && !sense.ambiguous)
}
