//! Parsing of requests. They are not trusted: another site may have made the browser send them.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// A valid request.
#[derive(Debug, PartialEq, Eq)]
pub struct Request {
    /// Whether it is a `HEAD` request, answered without a body.
    pub head: bool,
    /// The parts of the path, decoded; none is `..`.
    pub parts: Vec<String>,
    /// Whether the path ends with a slash.
    pub folder: bool,
    /// The part after `?`.
    pub query: String,
}

/// The status of a request that is refused.
pub type ErrorStatus = &'static str;

const BAD: ErrorStatus = "400 Bad Request";
const LONGEST: usize = 16 * 1024;

/// Reads the head of a request. The inner error is the status to answer with.
pub fn read(stream: &mut impl Read) -> io::Result<Result<Request, ErrorStatus>> {
    let mut bytes = Vec::new();
    let mut piece = [0; 2048];
    while !bytes.windows(4).any(|w| w == b"\r\n\r\n") {
        if bytes.len() > LONGEST {
            return Ok(Err("431 Request Header Fields Too Large"));
        }
        match stream.read(&mut piece)? {
            0 => return Ok(Err(BAD)),
            n => bytes.extend_from_slice(piece.get(..n).unwrap_or_default()),
        }
    }
    Ok(parse(&bytes))
}

fn parse(bytes: &[u8]) -> Result<Request, ErrorStatus> {
    let mut headers = [httparse::EMPTY_HEADER; 100];
    let mut asked = httparse::Request::new(&mut headers);
    match asked.parse(bytes) {
        Ok(httparse::Status::Complete(_)) => {}
        _ => return Err(BAD),
    }
    let mut hosts = asked.headers.iter().filter(|h| h.name.eq_ignore_ascii_case("host"));
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return Err(BAD) };
    if !is_local(host.value) {
        return Err("403 Forbidden");
    }
    let head = match asked.method {
        Some("GET") => false,
        Some("HEAD") => true,
        _ => return Err("405 Method Not Allowed"),
    };
    let target = asked.path.unwrap_or_default().split('#').next().unwrap_or_default();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let parts = parts(path).ok_or(BAD)?;
    Ok(Request { head, parts, folder: path.ends_with('/'), query: query.to_string() })
}

/// Whether the `Host` header names this computer. Other names may come from DNS rebinding.
fn is_local(host: &[u8]) -> bool {
    let host = String::from_utf8_lossy(host).to_ascii_lowercase();
    let (name, port) = host.trim().rsplit_once(':').map_or((host.trim(), "0"), |(n, p)| (n, p));
    matches!(name, "localhost" | "127.0.0.1") && port.parse::<u16>().is_ok()
}

/// The parts of a path; `None` if it is invalid or leads out of the site.
fn parts(path: &str) -> Option<Vec<String>> {
    let path = String::from_utf8(decoded(path.strip_prefix('/')?)?).ok()?;
    let bad = |part: &str| part == ".." || part.contains(['\\', '\0']);
    let parts: Vec<&str> = path.split('/').filter(|p| !p.is_empty() && *p != ".").collect();
    (!parts.iter().any(|part| bad(part))).then(|| parts.into_iter().map(str::to_string).collect())
}

/// Decodes percent-encoding; `None` if it is invalid.
fn decoded(text: &str) -> Option<Vec<u8>> {
    let mut bytes = text.bytes();
    let mut out = Vec::new();
    while let Some(byte) = bytes.next() {
        let hex = |b: Option<u8>| char::from(b?).to_digit(16);
        out.push(match byte {
            b'%' => u8::try_from(hex(bytes.next())? * 16 + hex(bytes.next())?).ok()?,
            byte => byte,
        });
    }
    Some(out)
}

/// The file at a path in a folder, with symbolic links resolved; `None` if there is none, or if it is
/// outside the folder.
pub fn find(folder: &Path, parts: &[String]) -> Option<PathBuf> {
    let folder = folder.canonicalize().ok()?;
    let path = parts.iter().fold(folder.clone(), |path, part| path.join(part));
    path.canonicalize().ok().filter(|path| path.starts_with(&folder))
}
