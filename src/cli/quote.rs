//! Quotes from notes.

use crate::cli::screen::Screen;
use crate::cli::text::StyledText;
use crate::cli::theme;
use hallway::query::quote::Quote;

/// Shows a sentence in quotation marks, its match underlined, on at most three lines.
pub fn show_quote(screen: &mut Screen, quote: &Quote) {
    const LINES: usize = 3;
    let width = screen.width.saturating_sub(2);
    let mut limit = (width * LINES).min(280);
    let mut lines = words(quote, limit).wrap(width);
    while lines.len() > LINES && limit > 20 {
        limit -= 8;
        lines = words(quote, limit).wrap(width);
    }
    for line in lines {
        screen.line(StyledText::plain("  ").join(line));
    }
}

fn words(quote: &Quote, limit: usize) -> StyledText {
    let cut = quote.excerpt(limit);
    StyledText::plain(if cut.more_before { "“… " } else { "“" })
        .add(theme::NONE, cut.before)
        .add(theme::HIT, cut.hit)
        .add(theme::NONE, cut.after)
        .add(theme::NONE, if cut.more_after { " …”" } else { "”" })
}
