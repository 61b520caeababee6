//! The values of dense columns, sorted into at most 255 bins each.

use rayon::prelude::*;

/// The most bins of a column.
pub(crate) const BINS: usize = 255;

/// A column that varies.
pub(crate) struct Column {
    /// Its number.
    pub feature: u16,
    /// The thresholds between its bins, ascending: a value at most `thresholds[b]` is in bin `b` or a lower one. What
    /// is no number is in the last bin.
    pub thresholds: Vec<f32>,
    /// The bin of each chosen row.
    pub bins: Vec<u8>,
}

/// The columns that vary over the chosen rows of a matrix stored row by row.
pub(crate) fn columns(values: &[f32], width: usize, chosen: &[u32]) -> Vec<Column> {
    let column = |feature: usize| {
        let of_rows: Vec<f32> =
            chosen.iter().map(|&i| values[i as usize * width + feature]).collect();
        let thresholds = thresholds(of_rows.clone());
        let bin = |x: &f32| thresholds.partition_point(|t| x.is_nan() || x > t) as u8;
        let bins = of_rows.iter().map(bin).collect();
        Column { feature: feature as u16, thresholds, bins }
    };
    let all = (0..width).into_par_iter().map(column);
    all.filter(|column| !column.thresholds.is_empty()).collect()
}

/// Places the thresholds: between all different values if there are few, otherwise so that bins have about as many
/// rows.
fn thresholds(mut values: Vec<f32>) -> Vec<f32> {
    values.sort_unstable_by(f32::total_cmp);
    let same = |a: &f32, b: &f32| a == b || a.is_nan() && b.is_nan();
    let runs: Vec<(f32, usize)> = values.chunk_by(same).map(|run| (run[0], run.len())).collect();
    if runs.len() <= BINS {
        return runs.windows(2).map(|pair| between(pair[0].0, pair[1].0)).collect();
    }
    let mut out = Vec::with_capacity(BINS - 1);
    let mut rows = values.len();
    let mut filled = 0;
    for pair in runs.windows(2) {
        let bins = BINS - out.len();
        filled += pair[0].1;
        // The bin is full, or the next value is so frequent that it fills one alone.
        if bins > 1 && filled.max(pair[1].1) * bins >= rows {
            out.push(between(pair[0].0, pair[1].0));
            rows -= filled;
            filled = 0;
        }
    }
    out
}

/// The middle of two values; the lower one if there is no number between them.
fn between(low: f32, high: f32) -> f32 {
    let middle = ((f64::from(low) + f64::from(high)) / 2.0) as f32;
    if middle < high { middle } else { low }
}
