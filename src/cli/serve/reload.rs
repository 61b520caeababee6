//! Open pages reload after a build: server-sent events, and a script that listens for them. The script
//! is added to pages as they are sent, never to the files.

use hallway::export::site::escape;
use std::io::{self, Write};
use std::net::TcpStream;
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The first part of addresses that are not files of the site.
pub const PREFIX: &str = ".hallway";

/// Listens only while the page is visible: a browser opens at most six connections to one server, and
/// tabs in the background would use them up. Sends the version of the page, so that no build is missed.
pub const SCRIPT: &str = "\
'use strict';
(() => {
  const at = document.currentScript.dataset.version;
  let source = null;
  const listen = () => {
    if (document.hidden) { source?.close(); source = null; return; }
    if (source) return;
    source = new EventSource('/.hallway/changes?' + at);
    source.onmessage = () => { source.close(); location.reload(); };
  };
  document.addEventListener('visibilitychange', listen);
  addEventListener('pagehide', () => { source?.close(); source = null; });
  addEventListener('pageshow', listen);
  listen();
})();
";

/// The number of the last build. It starts with the time, so that pages of an earlier server reload,
/// too.
pub struct BuildVersion {
    now: Mutex<u64>,
    changed: Condvar,
}

impl BuildVersion {
    /// The number of the first build.
    pub fn new() -> BuildVersion {
        let time = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let now = u64::try_from(time.as_millis()).unwrap_or_default();
        BuildVersion { now: Mutex::new(now), changed: Condvar::new() }
    }

    /// The number of the last build.
    pub fn now(&self) -> u64 {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts another build.
    pub fn next(&self) {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.changed.notify_all();
    }

    /// Waits until the number changes, for at most ten seconds. Returns the current number.
    fn other_than(&self, known: u64) -> u64 {
        const WAIT: Duration = Duration::from_secs(10);
        let now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.changed.wait_timeout_while(now, WAIT, |now| *now == known);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }
}

/// Sends a page an event for each build after the one that it shows, until it disconnects.
pub fn send_events(version: &BuildVersion, shown: &str, stream: &mut TcpStream) -> io::Result<()> {
    let mut known = shown.parse().unwrap_or_else(|_| version.now());
    stream.write_all(b": listening\n\n")?;
    loop {
        let now = version.other_than(known);
        // Without a build, a comment shows whether the client is still connected.
        let text = if now == known { ":\n\n".to_string() } else { format!("data: {now}\n\n") };
        stream.write_all(text.as_bytes())?;
        known = now;
    }
}

/// A page with the script that listens. The script is a file of its own, as a template's content
/// security policy may forbid inline scripts.
pub fn with_script(page: Vec<u8>, version: u64) -> Vec<u8> {
    let tag = format!("<script src=\"/{PREFIX}/reload.js\" data-version=\"{version}\"></script>\n");
    let at = last(&page, b"</body>").unwrap_or(page.len());
    insert(page, at, &tag)
}

/// A page whose links are relative to the root of the served site, not to where it is published.
pub fn from_root(page: Vec<u8>, published: &str) -> Vec<u8> {
    let page = match String::from_utf8(page) {
        Ok(text) if !published.is_empty() => {
            text.replace(&format!("=\"{}", escape::text(published)), "=\"/").into_bytes()
        }
        Ok(text) => text.into_bytes(),
        Err(other) => other.into_bytes(),
    };
    let head = b"<head>";
    match page.windows(head.len()).position(|w| w.eq_ignore_ascii_case(head)) {
        Some(at) => insert(page, at + head.len(), "<base href=\"/\">"),
        None => page,
    }
}

fn last(page: &[u8], tag: &[u8]) -> Option<usize> {
    page.windows(tag.len()).rposition(|w| w.eq_ignore_ascii_case(tag))
}

fn insert(mut page: Vec<u8>, at: usize, text: &str) -> Vec<u8> {
    page.splice(at..at, text.bytes());
    page
}
