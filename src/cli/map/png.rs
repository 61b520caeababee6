//! A map as PNG, in its light colours and with the installed fonts (build feature `png`).

use hallway::export::map::palette;
use hallway::store::Error;
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree};
use std::io;
use std::path::Path;
use std::sync::Arc;

/// Fonts to fall back to; the first that is installed is used.
const SANS: [&str; 7] =
    ["Inter", "Helvetica Neue", "Segoe UI", "Noto Sans", "Liberation Sans", "Arial", "DejaVu Sans"];
const SERIF: [&str; 7] = [
    "Charter", "Cambria", "Noto Serif", "Georgia", "Liberation Serif", "Times New Roman",
    "DejaVu Serif",
];

/// Does nothing: this build can draw PNG.
pub fn check() -> Result<(), Error> {
    Ok(())
}

/// Draws an SVG, enlarged by `scale`.
pub fn of(svg: &str, scale: f32) -> Result<Vec<u8>, Error> {
    draw(svg, scale)
        .map_err(|message| Error::disk("draw", Path::new("map.png"))(io::Error::other(message)))
}

fn draw(svg: &str, scale: f32) -> Result<Vec<u8>, String> {
    let mut options = Options::default();
    let fonts = Arc::make_mut(&mut options.fontdb);
    fonts.load_system_fonts();
    let sans = installed(fonts, &SANS).ok_or("no fonts are installed to draw names with")?;
    let serif = installed(fonts, &SERIF).unwrap_or_else(|| sans.clone());
    fonts.set_sans_serif_family(sans);
    fonts.set_serif_family(serif);
    let tree = Tree::from_str(svg, &options).map_err(|e| e.to_string())?;
    let size = tree.size().to_int_size().scale_by(scale).ok_or("the picture has no size")?;
    let mut picture = Pixmap::new(size.width(), size.height()).ok_or("the picture is too large")?;
    picture.fill(paper());
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut picture.as_mut());
    picture.encode_png().map_err(|e| e.to_string())
}

/// The background colour, which the SVG does not set.
fn paper() -> Color {
    let digits = palette::light("paper").trim_start_matches('#');
    let [_, red, green, blue] = u32::from_str_radix(digits, 16).unwrap_or(0xff_ffff).to_be_bytes();
    Color::from_rgba8(red, green, blue, u8::MAX)
}

/// The first of these families that is installed, else any.
fn installed(fonts: &Database, wanted: &[&str]) -> Option<String> {
    let families = || fonts.faces().flat_map(|face| &face.families).map(|(name, _)| name.as_str());
    let named = wanted.iter().copied().find(|name| families().any(|family| family == *name));
    named.or_else(|| families().min()).map(str::to_string)
}
