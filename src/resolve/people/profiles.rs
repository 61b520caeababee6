//! The same account is the same person, whatever the name; the same page of another kind only if
//! the names may be one person's.

use crate::entity::Because;
use crate::resolve::doubts::Doubt;
use crate::resolve::groups::Groups;
use crate::resolve::people::clues::Clue;
use crate::resolve::people::clues::Clues;
use crate::resolve::people::profile;
use crate::resolve::scene::Scene;
use crate::vocabulary::Kind;

/// Joins people who share an account or page.
pub fn join(scene: &Scene, clues: &Clues, groups: &mut Groups) -> Vec<Doubt> {
    let mut linked: Vec<(Clue, usize)> = Vec::new();
    for i in scene.of_kind(Kind::Person) {
        let own = clues.of(i).iter().filter(|c| matches!(c, Clue::Profile(_)));
        linked.extend(own.map(|&c| (c, i)));
    }
    linked.sort_unstable();
    for block in linked.chunk_by(|a, b| a.0 == b.0) {
        let (clue, first) = block[0];
        for &(_, i) in &block[1..] {
            let may = clues.is_account(clue)
                || profile::may_share_page(&scene.nodes[i], &scene.nodes[first]);
            if may {
                let support = clues.in_words(scene, clue);
                groups.join(i, first, Because::Similar { support });
            }
        }
    }
    Vec::new()
}
