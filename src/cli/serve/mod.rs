//! `hallway serve`: the site on loopback, for this computer only.
//!
//! A small server: one request per connection, one thread per connection. It needs so little that a
//! framework would mostly have to be locked down. Requests are parsed by httparse.

use crate::cli::build::{BuildCommand, FolderOptions};
use crate::cli::options::{GlobalOptions, Outcome};
use crate::cli::problems;
use crate::cli::screen;
use crate::cli::screen::Screen;
use crate::cli::serve::site::ServedSite;
use crate::cli::watch::WatchLoop;
use clap::Args;
use hallway::diagnostic::Diagnostic;
use hallway::store::Error;
use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

mod reload;
mod request;
mod response;
mod site;

/// Build, show the site in a browser, and reload it on changes
///
/// Only this computer can open the site. It is built again when a note, the corrections, hallway.toml
/// or a template changes. Stop it with Ctrl-C.
#[derive(Args)]
pub struct ServeCommand {
    #[command(flatten)]
    folders: FolderOptions,
    /// The port; 0 for any free one [default: 4780, or the next free one]
    #[arg(short, long, value_name = "PORT")]
    port: Option<u16>,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
}

const PORT: u16 = 4780;
/// How many ports are tried if the user names none.
const TRIED: u16 = 20;
/// How many connections may be open at once; a browser opens six and then waits.
const OPEN: usize = 64;

impl ServeCommand {
    /// Serves until Ctrl-C.
    pub fn run(&self, global: &GlobalOptions) -> Result<Outcome, Error> {
        // Fails before the build if the port is taken.
        let listener = self.listen().map_err(|e| {
            let address = format!("127.0.0.1:{}", self.port.unwrap_or(PORT));
            Error::disk("listen on", Path::new(&address))(e)
        })?;
        let build = BuildCommand::full(self.folders.clone());
        let building = WatchLoop::start(&build, global)?;
        let address = listener.local_addr().map_err(Error::disk("ask", Path::new("")))?;
        let site = Arc::new(ServedSite::new(&building.output));
        let served = Arc::clone(&site);
        std::thread::spawn(move || accept(&served, &listener));
        if building.built {
            screen::print(&format!("\nServing http://{address}/ (Ctrl-C stops it)\n"))?;
            if self.open {
                std::thread::spawn(move || open_browser(&format!("http://{address}/")));
            }
        }
        building.run(|output| site.rebuilt(output))
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

/// Answers connections, each on a thread of its own.
fn accept(site: &Arc<ServedSite>, listener: &TcpListener) {
    let open = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming().flatten() {
        let (site, open) = (Arc::clone(site), Arc::clone(&open));
        if open.fetch_add(1, Ordering::Relaxed) >= OPEN {
            open.fetch_sub(1, Ordering::Relaxed);
            continue;
        }
        std::thread::spawn(move || {
            // An error means that the client is gone.
            let _ = response::answer(&site, stream);
            open.fetch_sub(1, Ordering::Relaxed);
        });
    }
}

/// Opens a browser, detached so that Ctrl-C does not close it. Reports if there is none.
fn open_browser(address: &str) {
    if let Err(error) = open::that_detached(address) {
        let warning =
            Diagnostic::warning("", "browser", format!("could not open a browser: {error}"));
        let mut screen = Screen::stderr();
        problems::show_one(
            &mut screen,
            Path::new(""),
            &warning.help(format!("Open {address} yourself.")),
        );
        screen.report();
    }
}
