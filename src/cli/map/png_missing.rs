//! Stands in for `png.rs` when the build feature `png` is off.

use hallway::diagnostic::Diagnostic;
use hallway::store::Error;

/// Fails with instructions, before any note is read.
pub fn check() -> Result<(), Error> {
    let problem = Diagnostic::error("", "png", "this build of hallway cannot draw PNG".to_string());
    let help = "Use --format svg, or install with `cargo install --path . --features png`; \
                the released binaries include it, too.";
    Err(Error::Config(Box::new(problem.help(help))))
}

/// Never reached: `check` comes first.
pub fn of(_svg: &str, _scale: f32) -> Result<Vec<u8>, Error> {
    check().map(|()| Vec::new())
}
