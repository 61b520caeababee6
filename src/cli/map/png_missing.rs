//! What `hallway map --format png` says where the build feature `png` is off.

use hallway::diagnostic::Diagnostic;
use hallway::store::Error;

/// Says how to get PNG, before any note is read.
pub fn check() -> Result<(), Error> {
    let problem = Diagnostic::error("", "png", "this build of hallway cannot draw PNG".to_string());
    let help = "Use --format svg, which needs nothing else, or build with \
                `cargo install --path . --features png`; the released binaries have it too.";
    Err(Error::Config(Box::new(problem.help(help))))
}

/// Never reached: `check` comes first.
pub fn of(_svg: &str, _scale: f32) -> Result<Vec<u8>, Error> {
    check().map(|()| Vec::new())
}
