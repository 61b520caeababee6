//! The words of `data/labels.tsv`: labels, roles, verbs of speaking, names of days, and what joins titles and names.

use crate::name;
use std::sync::LazyLock;

/// What a word or a label is known as: a bit set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u16);

impl Classes {
    /// A label before the name of who speaks.
    pub const SPEAKER: Classes = Classes(1);
    /// Any other label.
    pub const LABEL: Classes = Classes(1 << 1);
    /// A word for a talk.
    pub const TALK: Classes = Classes(1 << 2);
    /// A word for what somebody does at work.
    pub const ROLE: Classes = Classes(1 << 3);
    /// A verb of speaking.
    pub const SPEECH: Classes = Classes(1 << 4);
    /// A heading that is a part of a note.
    pub const SECTION: Classes = Classes(1 << 5);
    /// A word in the name of an event.
    pub const EVENT: Classes = Classes(1 << 6);
    /// A month.
    pub const MONTH: Classes = Classes(1 << 7);
    /// A day of the week.
    pub const WEEKDAY: Classes = Classes(1 << 8);
    /// “by”
    pub const BY: Classes = Classes(1 << 9);
    /// “with”
    pub const WITH: Classes = Classes(1 << 10);
    /// “at”
    pub const AT: Classes = Classes(1 << 11);
    /// “and”
    pub const AND: Classes = Classes(1 << 12);
    /// “on”
    pub const ON: Classes = Classes(1 << 13);
    /// A word in the names of folders and index notes that says nothing of an event.
    pub const FILLER: Classes = Classes(1 << 14);

    const NAMES: [&str; 15] = [
        "speaker", "label", "talk", "role", "speech", "section", "event", "month", "weekday", "by",
        "with", "at", "and", "on", "filler",
    ];

    /// Whether it is one of these.
    pub fn is(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }

    fn join(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }
}

/// The hashes of all words and labels, sorted, with their classes.
static TABLE: LazyLock<Vec<(u64, Classes)>> = LazyLock::new(|| {
    let rows = include_str!("../../data/labels.tsv").lines().filter(|line| !line.starts_with('#'));
    let mut table: Vec<(u64, Classes)> = Vec::new();
    for (word, class) in rows.filter_map(|row| row.split_once('\t')) {
        if let Some(bit) = Classes::NAMES.iter().position(|name| *name == class) {
            table.push((name::fingerprint(&name::lower(word)), Classes(1 << bit)));
        }
    }
    table.sort_by_key(|(hash, _)| *hash);
    table.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        kept.1 = if same { kept.1.join(next.1) } else { kept.1 };
        same
    });
    table
});

/// What a word or label is known as.
pub fn classes(word: &str) -> Classes {
    classes_of(name::fingerprint(&name::lower(word)))
}

/// The same for the [`name::fingerprint`] of a word in small letters without accents.
pub fn classes_of(hash: u64) -> Classes {
    let found = TABLE.binary_search_by_key(&hash, |(hash, _)| *hash);
    found.map_or(Classes::default(), |at| TABLE[at].1)
}
