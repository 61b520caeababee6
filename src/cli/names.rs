//! How entities are named on a screen, and what tells them apart from others.

use crate::cli::hints::{self, quoted};
use crate::cli::screen::Screen;
use crate::cli::text::StyledText;
use crate::cli::theme;
use crate::cli::workspace::Workspace;
use hallway::entity::Entity;
use hallway::graph::Graph;
use hallway::query::EntityRef;
use hallway::query::find;
use hallway::query::lookalikes;
use hallway::query::namesakes::Namesakes;
use hallway::vocabulary::{EntityId, Kind};

/// How many namesakes and lookalikes are shown.
const SHOWN: usize = 3;

/// Lists other entities of the same name: `another person, of Initech:  hallway about
/// person/kim-berg-initech`.
pub fn show_namesakes(
    screen: &mut Screen,
    command: &str,
    graph: &Graph,
    namesakes: &Namesakes,
    entity: &Entity,
    workspace: &Workspace,
) {
    for other in find::namesakes(graph, entity).into_iter().take(SHOWN) {
        let kind = other.kind.word();
        let lead = match other.kind {
            other if other == entity.kind => "another",
            Kind::Event => "also an",
            _ => "also a",
        };
        let qualifier = namesakes.of(&other.id).map(|q| format!(", {q}")).unwrap_or_default();
        let command = hints::command(workspace, &format!("{command} {}", quoted(&other.id.0)));
        let text = format!("{lead} {kind}{qualifier}:  ");
        screen.hanging(
            0,
            2,
            StyledText::new().add(theme::SOFT, &text).command(theme::SOFT, &command),
        );
    }
}

/// Lists entities that may be the same: `may also be A. Lund  a.md:3, kept apart: one name is only an
/// initial`.
pub fn show_lookalikes(
    screen: &mut Screen,
    graph: &Graph,
    namesakes: &Namesakes,
    entity: &Entity,
    workspace: &Workspace,
) {
    let lookalikes = lookalikes::lookalikes(graph, namesakes, entity).into_iter();
    for lookalike in lookalikes.filter(|one| one.offer.is_some()).take(SHOWN) {
        let other = &lookalike.other;
        let mut text = StyledText::new()
            .add(theme::SOFT, "may also be ")
            .add(theme::of(other.kind), &other.name)
            .join(qualifier(namesakes, &other.id));
        if let Some((note, line)) = lookalike.fact.and_then(|fact| fact.place) {
            let place = screen.place(theme::SOFT, &workspace.notes, note, line);
            text = text.add(theme::SOFT, "  ").join(place);
        }
        let why = format!(", kept apart: {}", lookalike.why);
        screen.hanging(0, 2, text.add(theme::SOFT, &why));
    }
}

/// What follows a name to tell it from its namesakes: ` of Initech`; empty if it has none.
pub fn qualifier(namesakes: &Namesakes, id: &EntityId) -> StyledText {
    let qualifier = namesakes.of(id).map(|q| format!(" {q}")).unwrap_or_default();
    StyledText::new().add(theme::SOFT, &qualifier)
}

/// The name within a line. A talk that hallway had to name begins in lower case: “a talk on testing”.
pub fn inline_name(entity: &EntityRef) -> String {
    if entity.untitled { lower_first(&entity.name) } else { entity.name.clone() }
}

/// The text with its first letter in lower case.
pub fn lower_first(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or(String::new(), |first| first.to_lowercase().chain(chars).collect())
}
