//! Texts written as they are made, on all threads, and only so many at a time that no large graph is
//! held as text.

use rayon::prelude::*;
use std::io;

/// How many texts are made before they are written.
const AT_A_TIME: usize = 4096;

/// Writes the text of each item, in order, with `between` between them.
pub fn write<T: Sync>(
    items: &[T],
    between: &str,
    text: impl Fn(&T) -> String + Sync,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    for (i, some) in items.chunks(AT_A_TIME).enumerate() {
        let texts: Vec<String> = some.par_iter().map(&text).collect();
        let lead = if i == 0 { "" } else { between };
        write!(out, "{lead}{}", texts.join(between))?;
    }
    Ok(())
}
