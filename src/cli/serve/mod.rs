//! `hallway serve`: the site on loopback, for the person at this computer and nobody else.
//!
//! A small server of its own: one request a connection, a thread for each. What it must do is less than what a
//! framework would have to be kept from doing. The request itself is parsed by httparse.

use crate::cli::build::{Build, Folders};
use crate::cli::screen::{self, Screen};
use crate::cli::watch::Loop;
use crate::cli::{Global, Outcome, problems};
use clap::Args;
use hallway::diagnostic::Diagnostic;
use hallway::store::Error;
use reload::Version;
use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

mod reload;
mod request;
mod response;

/// Build, show the site in a browser, and show anew what changes
///
/// Only this computer can open it. Pages reload when a note, the corrections, hallway.toml or a template
/// change. Ctrl-C ends it.
#[derive(Args)]
pub struct Serve {
    #[command(flatten)]
    folders: Folders,
    /// The port; 0 is any that is free [default: 4780, or the next that is free]
    #[arg(short, long, value_name = "PORT")]
    port: Option<u16>,
    /// Also open it in the browser
    #[arg(long)]
    open: bool,
}

const PORT: u16 = 4780;
/// How many ports are tried if the user names none.
const TRIED: u16 = 20;
/// How many connections may be open; a browser takes six and then waits.
const OPEN: usize = 64;

impl Serve {
    /// Serves until it is told to end.
    pub fn run(&self, global: &Global) -> Result<Outcome, Error> {
        // A port that is taken is told before the work and not after it.
        let listener = self.listen().map_err(|e| {
            let address = format!("127.0.0.1:{}", self.port.unwrap_or(PORT));
            Error::disk("listen on", Path::new(&address))(e)
        })?;
        let build = Build::whole(self.folders.clone());
        let building = Loop::start(&build, global)?;
        let address = listener.local_addr().map_err(Error::disk("ask", Path::new("")))?;
        let site = Arc::new(Site::of(&building.output));
        let shown = Arc::clone(&site);
        std::thread::spawn(move || shown.serve(&listener));
        if building.built {
            screen::print(&format!("\nhttp://{address}/  Ctrl-C ends it\n"))?;
            if self.open {
                std::thread::spawn(move || open_browser(&format!("http://{address}/")));
            }
        }
        building.run(|output| site.built(output))
    }

    fn listen(&self) -> io::Result<TcpListener> {
        let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
        match self.port {
            Some(port) => bind(port),
            None => (PORT..PORT + TRIED)
                .map(bind)
                .find(|tried| !matches!(tried, Err(e) if e.kind() == ErrorKind::AddrInUse))
                .unwrap_or_else(|| bind(0)),
        }
    }
}

/// Opens a browser, which Ctrl-C then leaves alone. Without one the user opens the address.
fn open_browser(address: &str) {
    if let Err(error) = open::that_detached(address) {
        let told = Diagnostic::warning("", "browser", format!("no browser was opened: {error}"));
        let mut screen = Screen::stderr();
        problems::one(&mut screen, Path::new(""), &told.help(format!("Open {address} yourself.")));
        screen.report();
    }
}

/// What is shown.
pub struct Site {
    /// `output/site`; another if `hallway.toml` comes to name another output folder.
    folder: RwLock<PathBuf>,
    /// Goes up with each build.
    pub version: Version,
}

impl Site {
    fn of(output: &Path) -> Site {
        Site { folder: RwLock::new(output.join("site")), version: Version::new() }
    }

    /// The folder that is shown now.
    pub fn folder(&self) -> PathBuf {
        self.folder.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn built(&self, output: &Path) {
        *self.folder.write().unwrap_or_else(PoisonError::into_inner) = output.join("site");
        self.version.next();
    }

    fn serve(self: Arc<Site>, listener: &TcpListener) {
        let open = Arc::new(AtomicUsize::new(0));
        for stream in listener.incoming().flatten() {
            let (site, open) = (Arc::clone(&self), Arc::clone(&open));
            if open.fetch_add(1, Ordering::Relaxed) >= OPEN {
                open.fetch_sub(1, Ordering::Relaxed);
                continue;
            }
            std::thread::spawn(move || {
                // Whoever asked may be gone; then there is nobody to tell.
                let _ = response::answer(&site, stream);
                open.fetch_sub(1, Ordering::Relaxed);
            });
        }
    }
}
