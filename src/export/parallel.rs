//! Writes a list of texts that are made on all threads, in batches, so that a large graph is never in
//! memory as text.

use rayon::prelude::*;
use std::io;

/// The number of texts in a batch.
const BATCH: usize = 4096;

/// Writes the text of each item, in order, with a separator.
///
/// # Errors
///
/// If the stream cannot be written.
pub fn write<T: Sync>(
    items: &[T],
    separator: &str,
    text: impl Fn(&T) -> String + Sync,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    for (i, batch) in items.chunks(BATCH).enumerate() {
        let texts: Vec<String> = batch.par_iter().map(&text).collect();
        let first = if i == 0 { "" } else { separator };
        write!(out, "{first}{}", texts.join(separator))?;
    }
    Ok(())
}
