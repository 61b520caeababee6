//! IRIs of entities, and of addresses in notes. An invalid one would make the whole file unreadable.

/// The base if no address is configured. The domain `.invalid` is reserved (RFC 2606), so it never
/// belongs to anybody.
const DEFAULT_BASE: &str = "https://hallway.invalid/";

/// The base of all IRIs, with a slash at the end.
pub fn base(base_url: &str) -> String {
    let whole = |base: &String| base.ends_with('/') && !base.contains(['?', '#']);
    web(base_url).filter(whole).unwrap_or_else(|| DEFAULT_BASE.to_string())
}

/// The IRI of an entity, relative to the base: its id, percent-encoded.
pub fn encode(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for byte in id.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// A web address as an IRI, with invalid characters percent-encoded. `None` if it is not a web address.
pub fn web(text: &str) -> Option<String> {
    let (scheme, rest) = text.trim().split_once("://")?;
    if !matches!(scheme, "http" | "https") {
        return None;
    }
    let (host, rest) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let (name, port) = host.split_once(':').unwrap_or((host, ""));
    let in_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let is_host = !name.is_empty() && name.chars().all(in_name);
    if !is_host || !port.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (path, fragment) = rest.split_once('#').map_or((rest, None), |(p, f)| (p, Some(f)));
    let fragment = fragment.map(|f| format!("#{}", escape(f))).unwrap_or_default();
    Some(format!("{scheme}://{host}{}{fragment}", escape(path)))
}

/// Percent-encodes what is neither allowed nor already encoded.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (i, byte) in text.bytes().enumerate() {
        let coded = |hex: &[u8]| hex.iter().all(u8::is_ascii_hexdigit);
        match byte {
            b'%' if text.as_bytes().get(i + 1..i + 3).is_some_and(coded) => out.push('%'),
            byte if byte.is_ascii_alphanumeric() || b"/?:@!$&'()*+,;=-._~".contains(&byte) => {
                out.push(char::from(byte));
            }
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
