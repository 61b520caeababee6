//! The learnt weights: tables of hashed features, and boosted trees. They are figures without names.

use std::sync::OnceLock;

/// Features of one thing: hashes with amounts.
#[derive(Clone, Debug, Default)]
pub struct Features {
    list: Vec<(u32, f32)>,
}

impl Features {
    /// No features.
    pub fn new() -> Features {
        Features::default()
    }

    /// Adds a feature that is true.
    pub fn flag(&mut self, name: &'static str) {
        self.list.push((hash(name, 0, 0), 1.0));
    }

    /// Adds a feature that is true for one value.
    pub fn of(&mut self, name: &'static str, value: u32) {
        self.list.push((hash(name, value, 0), 1.0));
    }

    /// Adds a feature that is true for a pair of values.
    pub fn pair(&mut self, name: &'static str, a: u32, b: u32) {
        self.list.push((hash(name, a, b), 1.0));
    }

    /// Adds a feature with an amount.
    pub fn amount(&mut self, name: &'static str, value: u32, amount: f32) {
        if amount != 0.0 {
            self.list.push((hash(name, value, 0), amount));
        }
    }

    /// Removes all, but keeps the room.
    pub fn clear(&mut self) {
        self.list.clear();
    }

    /// Removes what was added after the first `len`.
    pub fn truncate(&mut self, len: usize) {
        self.list.truncate(len);
    }

    /// The hashes with their amounts.
    pub fn all(&self) -> &[(u32, f32)] {
        &self.list
    }
}

/// The hash of a feature: of its name by eight bytes at a time, then of its values.
fn hash(name: &'static str, a: u32, b: u32) -> u32 {
    let mut hash = 0;
    let mut rest = name.as_bytes();
    while !rest.is_empty() {
        let (eight, more) = rest.split_at(rest.len().min(8));
        let word = eight.iter().fold(0, |word: u64, byte| word << 8 | u64::from(*byte));
        hash = mix(hash, word);
        rest = more;
    }
    let hash = mix(mix(hash, u64::from(a) << 32 | u64::from(b)), 0x5bd1);
    ((hash >> 32) as u32).max(1)
}

/// Mixes a number into a hash.
pub fn mix(hash: u64, word: u64) -> u64 {
    let mixed = (hash.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}

/// A linear model: a weight for each feature and column.
#[derive(Clone, Debug, Default)]
pub struct Linear {
    columns: usize,
    bias: Vec<f32>,
    /// Hashes in a table with linear probing; 0 is empty.
    slots: Vec<u32>,
    /// The weights of each slot, in units of [`UNIT`].
    weights: Vec<i16>,
}

/// What a weight is a multiple of.
const UNIT: f32 = 1.0 / 1024.0;

impl Linear {
    /// A model of features with their weights, a row for each.
    pub fn new(columns: usize, bias: Vec<f32>, rows: &[(u32, Vec<f32>)]) -> Linear {
        let quantised = rows.iter().map(|(hash, row)| {
            let row = row.iter().map(|w| (w / UNIT).round().clamp(-32000.0, 32000.0) as i16);
            (*hash, row.collect::<Vec<i16>>())
        });
        Linear::table(columns, bias, quantised.filter(|(_, row)| row.iter().any(|w| *w != 0)))
    }

    fn table(
        columns: usize,
        bias: Vec<f32>,
        rows: impl Iterator<Item = (u32, Vec<i16>)>,
    ) -> Linear {
        let rows: Vec<(u32, Vec<i16>)> = rows.collect();
        let room = (rows.len() * 2).next_power_of_two().max(2);
        let mut model =
            Linear { columns, bias, slots: vec![0; room], weights: vec![0; room * columns] };
        for (hash, row) in rows {
            let at = model.probe(hash);
            model.slots[at] = hash;
            model.weights[at * columns..(at + 1) * columns].copy_from_slice(&row);
        }
        model
    }

    /// The slot of a hash, or the empty one where it would be.
    fn probe(&self, hash: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while self.slots[at] != 0 && self.slots[at] != hash {
            at = (at + 1) & mask;
        }
        at
    }

    /// The scores of some features, one for each column. Without a model all are 0.
    pub fn scores<const N: usize>(&self, features: &Features) -> [f32; N] {
        let mut scores = [0.0; N];
        if self.columns != N {
            return scores;
        }
        scores.copy_from_slice(&self.bias);
        for (hash, amount) in features.all() {
            let at = self.probe(*hash);
            if self.slots[at] != 0 {
                let row = &self.weights[at * N..(at + 1) * N];
                for (score, weight) in scores.iter_mut().zip(row) {
                    *score += f32::from(*weight) * UNIT * amount;
                }
            }
        }
        scores
    }

    /// The score of a model with one column.
    pub fn score(&self, features: &Features) -> f32 {
        self.scores::<1>(features)[0]
    }

    /// How many features it knows.
    pub fn len(&self) -> usize {
        self.slots.iter().filter(|slot| **slot != 0).count()
    }

    /// Whether it knows none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A node of a tree.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Node {
    /// The column that it asks for; [`LEAF`] for a leaf.
    pub column: u16,
    /// Left if the column is at most this.
    pub threshold: f32,
    /// The node to the left.
    pub left: u16,
    /// The node to the right.
    pub right: u16,
    /// What a leaf adds.
    pub value: f32,
}

/// The column of a leaf.
pub const LEAF: u16 = u16::MAX;

/// Boosted trees.
#[derive(Clone, Debug, Default)]
pub struct Trees {
    /// What is there before any tree.
    pub base: f32,
    /// The trees, each from its root.
    pub trees: Vec<Vec<Node>>,
}

impl Trees {
    /// The log-odds for a row. A row without a column that is asked for counts as 0 there.
    pub fn score(&self, row: &[f32]) -> f32 {
        let leaf = |tree: &[Node]| {
            let mut node =
                tree.first().copied().unwrap_or(Node { column: LEAF, ..Node::default() });
            while node.column != LEAF {
                let x = row.get(node.column as usize).copied().unwrap_or_default();
                let next = if x <= node.threshold { node.left } else { node.right };
                node = tree.get(next as usize).copied().unwrap_or_default();
            }
            node.value
        };
        self.base + self.trees.iter().map(|tree| leaf(tree)).sum::<f32>()
    }
}

/// Everything that layout has learnt.
#[derive(Clone, Debug, Default)]
pub struct LayoutModel {
    /// Slots of an atom alone.
    pub slots: Linear,
    /// Slots of an atom with what was made of others.
    pub slots_again: Linear,
    /// The kind of a note.
    pub kind: Linear,
    /// Which reading of a cell is the title.
    pub reading: Linear,
    /// The same with what siblings say.
    pub reading_again: Linear,
    /// Whether a cell is a session, from its best reading.
    pub cell: Linear,
    /// The same, after siblings have chosen the reading.
    pub cell_again: Linear,
    /// Whether it is a session, with its siblings.
    pub session: Trees,
    /// Whether a person gave a session.
    pub speaker: Linear,
    /// The same, with how siblings pair.
    pub speaker_again: Linear,
    /// Whether an organisation employs a person.
    pub employer: Linear,
    /// The same, with how siblings pair.
    pub employer_again: Linear,
    /// Whether a name is the event of a note.
    pub event: Linear,
}

/// The model in use.
static EMBEDDED: OnceLock<LayoutModel> = OnceLock::new();

/// The version of the file's form.
const MAGIC: &[u8; 8] = b"layout-1";

impl LayoutModel {
    /// The weights that come with the program.
    pub fn embedded() -> &'static LayoutModel {
        EMBEDDED.get_or_init(|| {
            LayoutModel::read(include_bytes!("../../data/models/layout.bin")).unwrap_or_default()
        })
    }

    /// Uses another model in place of the one that comes with the program, for cross-validation; false if one is in
    /// use already.
    #[cfg(feature = "train")]
    pub fn replace(model: LayoutModel) -> bool {
        EMBEDDED.set(model).is_ok()
    }

    fn linear(&mut self) -> [&mut Linear; 12] {
        [
            &mut self.slots, &mut self.slots_again, &mut self.kind, &mut self.reading,
            &mut self.reading_again, &mut self.cell, &mut self.cell_again, &mut self.speaker,
            &mut self.speaker_again, &mut self.employer, &mut self.employer_again, &mut self.event,
        ]
    }

    /// Reads weights; `None` if the bytes are none.
    pub fn read(bytes: &[u8]) -> Option<LayoutModel> {
        let mut reader = Reader { bytes: bytes.strip_prefix(MAGIC)? };
        let mut weights = LayoutModel::default();
        for model in weights.linear() {
            *model = reader.linear()?;
        }
        weights.session = reader.trees()?;
        Some(weights)
    }

    /// The weights as bytes, the same for the same weights.
    pub fn write(&mut self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        for model in self.linear() {
            write_linear(&mut out, model);
        }
        write_trees(&mut out, &self.session);
        out
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
}

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.bytes.split_first_chunk::<N>()?;
        self.bytes = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<usize> {
        self.take::<4>().map(|bytes| u32::from_le_bytes(bytes) as usize)
    }

    fn float(&mut self) -> Option<f32> {
        self.take::<4>().map(f32::from_le_bytes)
    }

    fn short(&mut self) -> Option<u16> {
        self.take::<2>().map(u16::from_le_bytes)
    }

    fn linear(&mut self) -> Option<Linear> {
        let (columns, count) = (self.number()?, self.number()?);
        let bias = (0..columns).map(|_| self.float()).collect::<Option<Vec<f32>>>()?;
        let mut rows = Vec::new();
        for _ in 0..count {
            let hash = self.number()? as u32;
            let row = (0..columns).map(|_| self.take::<2>().map(i16::from_le_bytes));
            rows.push((hash, row.collect::<Option<Vec<i16>>>()?));
        }
        Some(Linear::table(columns, bias, rows.into_iter()))
    }

    fn trees(&mut self) -> Option<Trees> {
        let (base, count) = (self.float()?, self.number()?);
        let mut trees = Vec::new();
        for _ in 0..count {
            let nodes = self.number()?;
            let node = |_| {
                Some(Node {
                    column: self.short()?,
                    left: self.short()?,
                    right: self.short()?,
                    threshold: self.float()?,
                    value: self.float()?,
                })
            };
            trees.push((0..nodes).map(node).collect::<Option<Vec<Node>>>()?);
        }
        Some(Trees { base, trees })
    }
}

fn write_linear(out: &mut Vec<u8>, model: &Linear) {
    let mut rows: Vec<usize> = (0..model.slots.len()).filter(|i| model.slots[*i] != 0).collect();
    rows.sort_by_key(|i| model.slots[*i]);
    out.extend((model.columns as u32).to_le_bytes());
    out.extend((rows.len() as u32).to_le_bytes());
    model.bias.iter().for_each(|b| out.extend(b.to_le_bytes()));
    for i in rows {
        out.extend(model.slots[i].to_le_bytes());
        let row = &model.weights[i * model.columns..(i + 1) * model.columns];
        row.iter().for_each(|w| out.extend(w.to_le_bytes()));
    }
}

fn write_trees(out: &mut Vec<u8>, trees: &Trees) {
    out.extend(trees.base.to_le_bytes());
    out.extend((trees.trees.len() as u32).to_le_bytes());
    for tree in &trees.trees {
        out.extend((tree.len() as u32).to_le_bytes());
        for node in tree {
            [node.column, node.left, node.right].iter().for_each(|x| out.extend(x.to_le_bytes()));
            out.extend(node.threshold.to_le_bytes());
            out.extend(node.value.to_le_bytes());
        }
    }
}
