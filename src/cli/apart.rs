//! What tells a thing from others on a screen: its namesakes, and what may be the same.

use crate::cli::role;
use crate::cli::screen::Screen;
use crate::cli::session::{Session, quoted};
use crate::cli::text::Text;
use hallway::entity::Entity;
use hallway::graph::Graph;
use hallway::query::find;
use hallway::query::lookalikes;
use hallway::query::namesakes::Namesakes;
use hallway::vocabulary::EntityId;

/// Tells of others that have the same name: `another person, of Initech:  hallway about
/// person/kim-berg-initech`.
pub fn others(
    screen: &mut Screen,
    command: &str,
    graph: &Graph,
    namesakes: &Namesakes,
    entity: &Entity,
) {
    const SHOWN: usize = 3;
    for other in find::namesakes(graph, entity).into_iter().take(SHOWN) {
        let lead = if other.kind == entity.kind { "another" } else { "also a" };
        let lead = Text::new().add(role::SOFT, &format!("{lead} {}", other.kind));
        let whose = namesakes.of(&other.id).map(|q| format!(", {q}")).unwrap_or_default();
        let lead = lead.add(role::SOFT, &whose);
        let command = format!(":  hallway {command} {}", quoted(&other.id.0));
        screen.hanging(0, 2, lead.add(role::SOFT, &command));
    }
}

/// What may be the same: `perhaps also A. Lund  a.md:3, kept apart: one name is only an initial`.
pub fn perhaps(
    screen: &mut Screen,
    graph: &Graph,
    namesakes: &Namesakes,
    entity: &Entity,
    session: &Session,
) {
    const SHOWN: usize = 3;
    let apart = lookalikes::lookalikes(graph, namesakes, entity).into_iter();
    for apart in apart.filter(|apart| apart.offer.is_some()).take(SHOWN) {
        let text = Text::new()
            .add(role::SOFT, "perhaps also ")
            .add(role::of(apart.other.kind), &apart.other.name)
            .join(qualified(namesakes, &apart.other.id));
        let place = apart.fact.and_then(|fact| fact.place);
        let text = match place {
            Some((note, line)) => text.add(role::SOFT, "  ").join(screen.place(
                role::SOFT,
                &session.notes,
                note,
                line,
            )),
            None => text,
        };
        let why = format!(", kept apart: {}", apart.why);
        screen.hanging(0, 2, text.add(role::SOFT, &why));
    }
}

/// What tells a thing from its namesakes, after its name: ` of Initech`.
pub fn qualified(namesakes: &Namesakes, id: &EntityId) -> Text {
    let qualifier = namesakes.of(id).map(|q| format!(" {q}")).unwrap_or_default();
    Text::new().add(role::SOFT, &qualifier)
}
