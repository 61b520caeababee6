//! Answers to requests.

use crate::cli::serve::request::{ErrorStatus, Request};
use crate::cli::serve::site::ServedSite;
use crate::cli::serve::{reload, request};
use hallway::export::Options;
use hallway::export::rdf::iri::encode;
use hallway::store::config::Project;
use std::fs;
use std::io::{self, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::Duration;

/// How long a client may take to send a request or to receive the answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// Headers of every answer: no caching, no content sniffing, no embedding in other sites. Without the
/// resource policy, any site could load the search index, which is a script.
const ALWAYS: &str = "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n\
    Cross-Origin-Resource-Policy: same-origin\r\nX-Frame-Options: SAMEORIGIN\r\n\
    Referrer-Policy: same-origin\r\nConnection: close\r\n";

/// Answers one request.
pub fn answer(site: &ServedSite, mut stream: TcpStream) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let asked = match request::read(&mut stream)? {
        Ok(asked) => asked,
        Err(status) => return refuse(&mut stream, status),
    };
    let parts: Vec<&str> = asked.parts.iter().map(String::as_str).collect();
    match parts[..] {
        [reload::PREFIX, "changes"] if asked.head => {
            send(&mut stream, "200 OK", EVENTS, "", &[], true)
        }
        [reload::PREFIX, "changes"] => {
            head(&mut stream, "200 OK", EVENTS, "")?;
            reload::send_events(&site.version, &asked.query, &mut stream)
        }
        [reload::PREFIX, "reload.js"] => {
            let script = reload::SCRIPT.as_bytes();
            send(&mut stream, "200 OK", content_type(Path::new(".js")), "", script, asked.head)
        }
        _ => file(site, &mut stream, &asked),
    }
}

const EVENTS: &str = "text/event-stream";

fn file(site: &ServedSite, stream: &mut TcpStream, asked: &Request) -> io::Result<()> {
    // Read before the file: a build in between then triggers a reload.
    let version = site.version.now();
    let Some(found) = request::find(&site.folder(), &asked.parts) else {
        return missing(site, stream, asked, version);
    };
    if found.is_dir() && !asked.folder && !asked.parts.is_empty() {
        let path: Vec<String> = asked.parts.iter().map(|part| encode(part)).collect();
        let to = format!("Location: /{}/\r\n", path.join("/"));
        return send(stream, "301 Moved Permanently", TEXT, &to, b"", asked.head);
    }
    let index = [&asked.parts[..], &["index.html".to_string()]].concat();
    let found = match found.is_dir() {
        true => request::find(&site.folder(), &index),
        // `page.html/` would break the page's relative links.
        false => Some(found).filter(|_| !asked.folder),
    };
    // No folders, no pipes.
    let Some(found) = found.filter(|path| path.is_file()) else {
        return missing(site, stream, asked, version);
    };
    let Ok(bytes) = fs::read(&found) else { return missing(site, stream, asked, version) };
    let kind = content_type(&found);
    let bytes = if kind == HTML { reload::with_script(bytes, version) } else { bytes };
    send(stream, "200 OK", kind, "", &bytes, asked.head)
}

/// The site's own 404 page. It may be shown at any path, so its links must be relative to the root.
fn missing(
    site: &ServedSite,
    stream: &mut TcpStream,
    asked: &Request,
    version: u64,
) -> io::Result<()> {
    let own = request::find(&site.folder(), &["404.html".to_string()]).map(fs::read);
    let Some(Ok(page)) = own else { return refuse(stream, "404 Not Found") };
    let page = reload::with_script(reload::from_root(page, &published()), version);
    send(stream, "404 Not Found", HTML, "", &page, asked.head)
}

/// Where the site is published, as `hallway.toml` says now; empty if it does not.
fn published() -> String {
    let project = Project::find(Path::new(".")).unwrap_or_default();
    Options::for_export(&project.config.base_url.unwrap_or_default()).base_url
}

fn refuse(stream: &mut TcpStream, status: ErrorStatus) -> io::Result<()> {
    let more = if status.starts_with("405") { "Allow: GET, HEAD\r\n" } else { "" };
    send(stream, status, TEXT, more, format!("{status}\n").as_bytes(), false)
}

fn send(
    stream: &mut TcpStream,
    status: &str,
    kind: &str,
    more: &str,
    body: &[u8],
    no_body: bool,
) -> io::Result<()> {
    head(stream, status, kind, &format!("{more}Content-Length: {}\r\n", body.len()))?;
    if !no_body {
        stream.write_all(body)?;
    }
    stream.flush()
}

fn head(stream: &mut TcpStream, status: &str, kind: &str, more: &str) -> io::Result<()> {
    let head = format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{ALWAYS}{more}\r\n");
    stream.write_all(head.as_bytes())
}

const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

fn content_type(path: &Path) -> &'static str {
    let name = path.to_string_lossy().to_ascii_lowercase();
    match name.rsplit_once('.').map_or("", |(_, end)| end) {
        "html" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "md" | "txt" => TEXT,
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}
