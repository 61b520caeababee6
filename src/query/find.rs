//! Which thing is meant: by id, name or other name; by words in a name; by its beginning. Near
//! misses are only ever offered.

use crate::entity::Entity;
use crate::graph::Graph;
use crate::query::Thing;
use crate::vocabulary::Kind;

/// How the words asked for led to a thing; better ones first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// They are its id.
    Id,
    /// They are its name but for case, accents and spacing.
    Name,
    /// They are one of its other names.
    Alias,
    /// They are all words of its name.
    Words,
    /// Its name, or a word in it, begins with them.
    Prefix,
}

/// Every thing that the words may mean in the best way that any can be meant: never a mixture of
/// exact and loose matches. Best connected first. Empty if there is none.
pub fn find<'g>(graph: &'g Graph, asked: &str) -> Vec<(&'g Entity, How)> {
    let _ = (graph, asked);
    todo!()
}

/// The one thing that is meant: the best connected of those that fit exactly, or the only one
/// that fits loosely. Otherwise what may be meant instead.
pub fn one<'g>(graph: &'g Graph, asked: &str) -> Result<&'g Entity, Vec<Thing>> {
    let _ = (graph, asked);
    todo!()
}

/// As [`one`], among things of one kind.
pub fn one_of_kind<'g>(
    graph: &'g Graph,
    kind: Kind,
    asked: &str,
) -> Result<&'g Entity, Vec<Thing>> {
    let _ = (graph, kind, asked);
    todo!()
}

/// At most five things whose names are like the words asked for, likest first.
pub fn near(graph: &Graph, asked: &str) -> Vec<Thing> {
    let _ = (graph, asked);
    todo!()
}
