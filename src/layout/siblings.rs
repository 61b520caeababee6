//! Siblings: the cells of one section, of one kind in the note, and at one place of the notes of a folder. What most of
//! them are read like, the others are likely read like, too; and one that has no siblings stays what it is.
//!
//! Definition: for each group the weighted means of the readings' shares by signature (which reading?), and of the
//! cells' probabilities by signature (is it a session?), without the cell itself; with the tree above and below, they
//! are a row for boosted trees. Cost: linear in the cells. Source: our own.

use crate::layout::forms::Forms;
use crate::layout::labels::Classes;
use crate::layout::math;
use crate::layout::reading;
use crate::layout::reading::AMOUNTS;
use crate::layout::reading::Amounts;
use crate::layout::reading::Byline;
use crate::layout::reading::Cell;
use crate::layout::reading::Reading;
use crate::layout::sheet::Sheet;
use crate::layout::slot;
use crate::layout::tally::Sum;
use crate::layout::tally::Tally;
use crate::layout::unit::CELL;
use crate::layout::unit::UnitKind;
use crate::layout::weights::Features;
use crate::layout::weights::Linear;
use crate::layout::weights::Trees;
use crate::layout::weights::mix;
use crate::layout::word::Code;

/// The groups that a cell belongs to: its section's, its note's, its folder's, the whole collection's.
pub type Groups = [Option<u64>; 4];

/// The first group that notes share.
const SHARED: usize = 2;

/// The groups of a cell.
pub fn groups(sheet: &Sheet, cell: &Cell) -> Groups {
    let unit = &sheet.units[cell.unit];
    let mut kind = u64::from(sheet.kind_of(unit));
    if unit.kind == UnitKind::Row {
        let start = sheet.atoms[cell.reading().0].start;
        kind += 10_000 * (1 + unit.text[..start].matches(CELL).count() as u64);
    }
    if unit.kind == UnitKind::Line {
        let above = unit.heading.map_or(0, |h| u64::from(sheet.units[h].level));
        kind += 1000 * (1 + unit.nth.min(2) as u64 * 8 + above);
    }
    let item = if unit.kind == UnitKind::Item { unit.item.map_or(0, |i| i + 1) } else { 0 };
    let section = mix(mix(31, kind), (unit.heading.map_or(0, |h| h + 1) * 100_000 + item) as u64);
    let place = match (unit.top, unit.kind) {
        (Some(top), _) => Some(1_000_000 + u64::from(top)),
        (None, UnitKind::Field) => Some(2_000_000 + u64::from(slot::field_class(&unit.key))),
        (None, UnitKind::File | UnitKind::Heading | UnitKind::Bold | UnitKind::Row) => Some(kind),
        _ => None,
    };
    let folder = place.map(|place| mix(mix(33, place), sheet.folder));
    let all = place.map(|place| mix(34, place));
    [Some(section), Some(mix(32, kind)), folder, all]
}

/// Adds what the shares of a cell's readings say, by group and signature.
fn vote(tally: &mut Tally, key: u64, weight: f32, best: &[(u64, f32)]) {
    tally.count(mix(key, 0), weight);
    for (signature, share) in best {
        tally.count(mix(key, *signature), weight * share);
    }
}

/// The signatures of a cell's readings, each with its best share.
fn best_shares(sheet: &Sheet, cell: &Cell, bylines: &[Byline]) -> Vec<(u64, f32)> {
    let mut best: Vec<(u64, f32)> = Vec::new();
    for (reading, share) in cell.readings.iter().zip(&cell.shares) {
        for signature in reading::signatures(sheet, cell, *reading, bylines) {
            match best.iter_mut().find(|(s, _)| *s == signature) {
                Some((_, most)) => *most = most.max(*share),
                None => best.push((signature, *share)),
            }
        }
    }
    best
}

/// How much a cell weighs in the votes of its siblings.
fn weight(cell: &Cell) -> f32 {
    cell.alone + 0.02
}

/// Counts the votes on readings that the folder shares.
pub fn count_votes(sheet: &Sheet, cells: &[Cell], bylines: &[Byline], tally: &mut Tally) {
    for cell in cells {
        let best = best_shares(sheet, cell, bylines);
        for key in groups(sheet, cell).into_iter().skip(SHARED).flatten() {
            vote(tally, key, weight(cell), &best);
        }
    }
}

/// The features of each reading of each cell from the votes of siblings; `each` gets them in order.
pub fn votes(
    sheet: &Sheet,
    cells: &[Cell],
    bylines: &[Byline],
    forms: &Forms,
    mut each: impl FnMut(usize, usize, &Features),
) {
    let best: Vec<Vec<(u64, f32)>> =
        cells.iter().map(|cell| best_shares(sheet, cell, bylines)).collect();
    let mut local = Tally::default();
    for (cell, best) in cells.iter().zip(&best) {
        for key in groups(sheet, cell).into_iter().take(SHARED).flatten() {
            vote(&mut local, key, weight(cell), best);
        }
    }
    let mut f = Features::new();
    for (c, cell) in cells.iter().enumerate() {
        let groups = groups(sheet, cell);
        for (r, reading) in cell.readings.iter().enumerate() {
            f.clear();
            let share = cell.shares[r];
            f.amount("share", 0, math::logit(share, 1e-3));
            f.amount("share", 1, share);
            let signatures = reading::signatures(sheet, cell, *reading, bylines);
            for (n, key) in groups.into_iter().enumerate() {
                let Some(key) = key else { continue };
                let tally = if n < SHARED { &local } else { &forms.votes };
                let counted = n < SHARED || forms.counts(sheet, cell.unit);
                let own = if counted { weight(cell) } else { 0.0 };
                let all = tally.of(mix(key, 0)).sums[0] - own;
                if all < 0.1 {
                    f.of("alone", n as u32);
                    continue;
                }
                for (s, signature) in signatures.into_iter().enumerate() {
                    let mine = best[c].iter().find(|(x, _)| *x == signature).map_or(0.0, |b| b.1);
                    let sum = tally.of(mix(key, signature)).sums[0] - own * mine;
                    let mean = (sum / all).clamp(0.0, 1.0);
                    f.amount("vote", (n * 2 + s) as u32, mean);
                    f.amount("vote log", (n * 2 + s) as u32, math::logit(mean, 0.03));
                }
            }
            reading::add_features(sheet, cell, *reading, bylines, true, &mut f);
            each(c, r, &f);
        }
    }
}

/// Chooses the readings again, with the votes of siblings.
pub fn choose_again(
    sheet: &Sheet,
    cells: &mut [Cell],
    bylines: &[Byline],
    forms: &Forms,
    model: &Linear,
) {
    let mut scores: Vec<Vec<f32>> = cells.iter().map(|_| Vec::new()).collect();
    votes(sheet, cells, bylines, forms, |c, _, f| scores[c].push(model.score(f)));
    for (cell, scores) in cells.iter_mut().zip(scores) {
        cell.choose(scores);
    }
}

/// Counts the cells that the folder shares, with their probabilities.
pub fn count_cells(sheet: &Sheet, cells: &[Cell], bylines: &[Byline], tally: &mut Tally) {
    for cell in cells {
        let p = cell.alone;
        let signatures = reading::signatures(sheet, cell, cell.reading(), bylines);
        for key in groups(sheet, cell).into_iter().skip(SHARED).flatten() {
            tally.count(mix(key, 0), p);
            signatures.iter().for_each(|s| tally.count(mix(key, *s), p));
        }
    }
}

/// The rows for the trees, one for each cell.
pub fn rows(sheet: &Sheet, cells: &[Cell], bylines: &[Byline], forms: &Forms) -> Vec<Vec<f32>> {
    let shared = &forms.cells;
    let mut local = Tally::default();
    let mut signed = Vec::new();
    for cell in cells {
        let p = cell.alone;
        let signatures = reading::signatures(sheet, cell, cell.reading(), bylines);
        let groups = groups(sheet, cell);
        for key in groups.into_iter().take(SHARED).flatten() {
            local.count(mix(key, 0), p);
            signatures.iter().for_each(|s| local.count(mix(key, *s), p));
        }
        signed.push((signatures, groups));
    }
    let tree = Tree::new(sheet, cells);
    let mut f = Features::new();
    let row = |(cell, (signatures, groups)): (&Cell, &([u64; 2], Groups))| {
        let amounts = reading::features(sheet, cell, cell.reading(), bylines, false, &mut f);
        let mut row = of_cell(sheet, cell, &amounts);
        let p = cell.alone;
        row.extend([math::logit(p, 1e-4), p]);
        for (n, key) in groups.iter().enumerate() {
            let tally = if n < SHARED { &local } else { shared };
            let counted = n < SHARED || forms.counts(sheet, cell.unit);
            of_group(tally, *key, signatures, p, counted, &mut row);
        }
        tree.row(cell, p, &mut row);
        row
    };
    cells.iter().zip(&signed).map(row).collect()
}

/// What a group says of a cell: seven columns.
fn of_group(
    tally: &Tally,
    key: Option<u64>,
    signatures: &[u64; 2],
    p: f32,
    counted: bool,
    row: &mut Vec<f32>,
) {
    let own = f32::from(u8::from(counted));
    let all = key.map(|key| tally.of(mix(key, 0))).unwrap_or_default();
    let others = all.count - own;
    let Some(key) = key.filter(|_| others >= 1.0) else {
        row.extend([-1.0; 7]);
        return;
    };
    row.push(math::ln(others) / std::f32::consts::LN_2);
    row.push((all.sums[0] - own * p) / others);
    let mut of_signature = |sum: Sum| {
        let same = sum.count - own;
        let rest = sum.sums[0] - own * p;
        row.push(same / others);
        row.push(if same >= 1.0 { rest / same } else { 0.0 });
        rest / others
    };
    let support = of_signature(tally.of(mix(key, signatures[0])));
    of_signature(tally.of(mix(key, signatures[1])));
    row.push(support);
}

/// What a cell is by itself, as columns.
fn of_cell(sheet: &Sheet, cell: &Cell, amounts: &Amounts) -> Vec<f32> {
    let unit = &sheet.units[cell.unit];
    let (i, j): Reading = cell.reading();
    let mut row = Vec::with_capacity(AMOUNTS + 70);
    row.extend(amounts.row());
    for kind in 0..9u8 {
        row.push(f32::from(u8::from(unit.kind as u8 == kind)));
    }
    let words = &sheet.words[sheet.atoms[i].words.start..sheet.atoms[j].words.end];
    let count = words.len().max(1) as f32;
    let loud = words.iter().filter(|w| w.code.is_capital()).count() as f32;
    let plain = words.iter().filter(|w| matches!(w.code, Code::Small | Code::Common)).count();
    let text = &unit.text[sheet.atoms[i].start..sheet.atoms[j].end];
    let end = text.chars().next_back();
    let truth = |is: bool| f32::from(u8::from(is));
    let level = unit.level.min(7) as usize;
    row.extend([
        f32::from(unit.level),
        words.len() as f32,
        text.len() as f32,
        loud / count,
        plain as f32 / count,
        truth(i > unit.atoms.start),
        truth(j + 1 < unit.atoms.end),
        (j - i + 1) as f32,
        unit.atoms.len() as f32,
        unit.body.min(99) as f32,
        unit.nth.min(9) as f32,
        unit.top.map_or(9.0, f32::from),
        unit.line.0 as f32,
        unit.line.1 as f32,
        truth(matches!(end, Some('.' | ':'))),
        truth(end == Some('?')),
        cell.unit as f32 / sheet.units.len().max(1) as f32,
        if unit.kind == UnitKind::Heading { f32::from(sheet.levels[level]) } else { 0.0 },
        f32::from(sheet.ranks[level]),
        truth(unit.item.is_some()),
        truth(words.iter().take(2).any(|w| w.classes.is(Classes::SECTION))),
    ]);
    row.extend(sheet.kind);
    row
}

/// The probabilities of the units above and below.
struct Tree {
    /// The best of each unit.
    of_unit: Vec<f32>,
    /// Of each unit: the most, the sum and the number of what is one or two levels below.
    below: Vec<(f32, f32, f32)>,
    /// Of each unit: the best above it.
    above: Vec<f32>,
    /// The best two among the first units.
    tops: Vec<(usize, f32)>,
    total: f32,
    by_kind: Tally,
    kinds: Vec<u32>,
}

impl Tree {
    fn new(sheet: &Sheet, cells: &[Cell]) -> Tree {
        let units = &sheet.units;
        let mut of_unit = vec![0.0f32; units.len()];
        let mut held = vec![false; units.len()];
        for cell in cells {
            of_unit[cell.unit] = of_unit[cell.unit].max(cell.alone);
            held[cell.unit] = true;
        }
        let mut below = vec![(0.0f32, 0.0, 0.0); units.len()];
        let mut above = vec![0.0f32; units.len()];
        let parent = |u: usize| match units[u].kind {
            UnitKind::Item => units[u].item.or(units[u].heading),
            _ => units[u].heading,
        };
        let (mut total, mut tops, mut by_kind) = (0.0, Vec::new(), Tally::default());
        for u in 0..units.len() {
            let up = units[u].item.or(units[u].heading);
            above[u] = up.map_or(0.0, |up| above[up].max(of_unit[up]));
            if !held[u] {
                continue;
            }
            total += of_unit[u];
            by_kind.count(u64::from(sheet.kind_of(&units[u])), of_unit[u]);
            if units[u].top.is_some() || matches!(units[u].kind, UnitKind::File | UnitKind::Field) {
                tops.push((u, of_unit[u]));
            }
            let mut up = parent(u);
            for _ in 0..2 {
                let Some(at) = up else { break };
                let sum = &mut below[at];
                *sum = (sum.0.max(of_unit[u]), sum.1 + of_unit[u], sum.2 + 1.0);
                up = units[at].heading;
            }
        }
        let kinds = units.iter().map(|u| sheet.kind_of(u)).collect();
        Tree { of_unit, below, above, tops, total, by_kind, kinds }
    }

    fn row(&self, cell: &Cell, p: f32, row: &mut Vec<f32>) {
        let u = cell.unit;
        let (most, sum, count) = self.below[u];
        let other = self.tops.iter().filter(|(top, _)| *top != u).map(|t| t.1).fold(0.0, f32::max);
        let kind = self.by_kind.of(u64::from(self.kinds[u]));
        row.extend([
            self.above[u],
            most,
            sum,
            if count > 0.0 { sum / count } else { 0.0 },
            other,
            self.total - self.of_unit[u],
            kind.sums[0] - self.of_unit[u],
            cell.shares[cell.best],
            self.of_unit[u] - p,
        ]);
    }
}

/// Asks the trees whether each cell is a session.
pub fn judge(cells: &mut [Cell], rows: &[Vec<f32>], trees: &Trees) {
    for (cell, row) in cells.iter_mut().zip(rows) {
        cell.together = math::logistic(trees.score(row));
    }
}
