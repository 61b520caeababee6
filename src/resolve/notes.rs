//! Notes as entities. The id is made from the path, so that two notes called `index.md` stay apart.

use crate::entity::Entity;
use crate::finding::Findings;
use crate::resolve::ids::UsedIds;
use crate::vocabulary::EntityId;
use crate::vocabulary::Kind;

/// An entity for each note. The notes must be in order of their paths.
pub fn entities(notes: &[&Findings]) -> Vec<Entity> {
    let mut used = UsedIds::new(std::iter::empty());
    let ids = notes.iter().map(|note| {
        let id = EntityId::new(Kind::Note, place(&note.note));
        if used.add(&id) { id } else { used.take(&id, own_name(&note.note).into_iter()) }
    });
    let ids: Vec<EntityId> = ids.collect();
    ids.into_iter().zip(notes).map(|(id, note)| entity(id, note)).collect()
}

/// The path without its extension; for the index page of a folder (`index.md`) the folder.
pub fn place(path: &str) -> &str {
    let bare = without_extension(path);
    match bare.rsplit_once('/') {
        Some((folder, "index" | "_index")) => folder,
        _ => bare,
    }
}

/// The path without its extension.
pub fn without_extension(path: &str) -> &str {
    let file = path.rfind('/').map_or(0, |slash| slash + 1);
    match path[file..].rfind('.') {
        Some(dot) if dot > 0 => &path[..file + dot],
        _ => path,
    }
}

/// The part that distinguishes `talks/index.md` from `talks.md`: `index`.
fn own_name(path: &str) -> Option<String> {
    let bare = without_extension(path);
    let file = bare.rsplit('/').next()?;
    (place(path) != bare).then(|| file.trim_start_matches('_').to_string())
}

/// The longest name of a note, in characters. Anything longer is not a title, and would fill every list.
const LONGEST: usize = 200;

/// The title, else the name of the file.
fn name(note: &Findings) -> String {
    let title = note.title.as_deref().map(str::trim).filter(|t| !t.is_empty());
    let file = place(&note.note).rsplit('/').next().unwrap_or(&note.note);
    let name = title.unwrap_or(file);
    match name.char_indices().nth(LONGEST) {
        None => name.to_string(),
        Some((end, _)) => format!("{}…", name[..end].trim_end()),
    }
}

fn entity(id: EntityId, note: &Findings) -> Entity {
    Entity {
        id,
        kind: Kind::Note,
        name: name(note),
        aliases: Vec::new(),
        roles: Vec::new(),
        untitled: false,
        url: None,
        confidence: 1.0,
        mentions: Vec::new(),
        first_seen: note.date,
        last_seen: note.date,
        path: Some(note.note.clone()),
        hash: Some(format!("{:016x}", note.hash)),
    }
}
