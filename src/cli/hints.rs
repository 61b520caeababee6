//! What is printed when there is no answer: names that are not known, and what may have been meant.

use crate::cli::screen::Screen;
use crate::cli::text::StyledText;
use crate::cli::theme;
use crate::cli::workspace::Workspace;
use hallway::entity::Entity;
use hallway::query::EntityRef;
use std::path::Path;

/// Says that no entity has this name, and suggests similar ones: `hallway COMMAND NAME`.
pub fn not_found(workspace: &Workspace, asked: &str, command: &str, near: &[EntityRef]) {
    unknown(workspace, asked, |name| format!("{command} {name}"), near);
}

/// The same; `words` turns a name into the words after `hallway` to try instead.
pub fn unknown(
    workspace: &Workspace,
    asked: &str,
    words: impl Fn(&str) -> String,
    near: &[EntityRef],
) {
    let mut screen = Screen::stderr();
    screen.hanging(0, 2, StyledText::plain(&format!("Nothing in the notes is called “{asked}”.")));
    suggest(&mut screen, workspace, words, near);
    screen.report();
}

/// Says that an entity exists, but that the filters leave nothing of it. `with` names the filters, as
/// `FilterOptions::with` does.
pub fn filtered_out(entity: &Entity, with: &str) {
    let mut screen = Screen::stderr();
    let text = StyledText::plain("The notes mention ")
        .add(theme::of(entity.kind), &entity.name)
        .add(theme::NONE, &format!(" ({}), but not{with}.", entity.kind));
    screen.hanging(0, 2, text);
    screen.report();
}

/// Suggests similar names: `Did you mean Falco (tool)?  hallway who Falco`.
pub fn did_you_mean(
    screen: &mut Screen,
    workspace: &Workspace,
    command: &str,
    entities: &[EntityRef],
) {
    suggest(screen, workspace, |name| format!("{command} {name}"), entities);
}

fn suggest(
    screen: &mut Screen,
    workspace: &Workspace,
    words: impl Fn(&str) -> String,
    entities: &[EntityRef],
) {
    for (i, entity) in entities.iter().enumerate() {
        let lead = if i == 0 { "Did you mean " } else { "or " };
        let text = StyledText::plain(lead)
            .add(theme::of(entity.kind), &entity.name)
            .add(theme::NONE, &format!(" ({})?  ", entity.kind))
            .command(theme::SOFT, &command(workspace, &words(&quoted(&entity.name))));
        screen.hanging(0, 2, text);
    }
}

/// A command to run next, on the same notes, given its words after `hallway`:
/// `hallway who Falco --notes vault`.
pub fn command(workspace: &Workspace, words: &str) -> String {
    let real = |path: &Path| path.canonicalize().ok();
    let path = |flag: &str, path: &Path| format!(" {flag} {}", quoted(&path.to_string_lossy()));
    let folder = workspace.folder.as_ref().map(|folder| path("-C", folder)).unwrap_or_default();
    let notes = match real(&workspace.notes) == real(&workspace.project.notes()) {
        true => String::new(),
        false => path("--notes", &workspace.notes),
    };
    format!("hallway{folder} {words}{notes}")
}

/// A name as one word of a shell command.
pub fn quoted(name: &str) -> String {
    let safe = |c: char| c.is_alphanumeric() || "-_./+:@".contains(c);
    match name.chars().all(safe) && !name.is_empty() {
        true => name.to_string(),
        false if !name.contains(['"', '$', '`', '\\', '!']) => format!("\"{name}\""),
        false => format!("'{}'", name.replace('\'', "'\\''")),
    }
}
