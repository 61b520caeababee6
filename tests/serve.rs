//! `hallway serve` and `hallway watch`, as a browser and an editor meet them. What takes time is waited
//! for; how long it takes is not judged.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const NOTE: &str = "---\ntitle: A day at Harbor Conf\ndate: 2024-05-20\n---\n\n\
    Mara Lindqvist of Grafana Labs spoke about service meshes.\n";

/// A running program in a folder of its own; both end with the test.
struct Running {
    folder: TempDir,
    child: Child,
    said: Receiver<String>,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Running {
    fn start(arguments: &[&str]) -> Running {
        let folder = TempDir::new().unwrap();
        fs::create_dir(folder.path().join("notes")).unwrap();
        fs::write(folder.path().join("notes/day.md"), NOTE).unwrap();
        Running::start_in(folder, arguments)
    }

    fn start_in(folder: TempDir, arguments: &[&str]) -> Running {
        Running::start_with(folder, arguments, None)
    }

    /// With programs of its own, if a path to them is named.
    fn start_with(folder: TempDir, arguments: &[&str], programs: Option<&Path>) -> Running {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hallway"));
        command.envs(programs.map(|path| ("PATH", path)));
        command.args(arguments).current_dir(&folder).stdin(Stdio::null());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (sender, said) = channel();
        let streams: [Box<dyn Read + Send>; 2] =
            [Box::new(child.stdout.take().unwrap()), Box::new(child.stderr.take().unwrap())];
        for stream in streams {
            let sender = sender.clone();
            std::thread::spawn(move || {
                for line in BufReader::new(stream).lines().map_while(Result::ok) {
                    let _ = sender.send(line);
                }
            });
        }
        Running { folder, child, said }
    }

    /// The line with these words, once it is said.
    fn says(&self, words: &str) -> String {
        let mut heard = String::new();
        while let Ok(line) = self.said.recv_timeout(PATIENCE) {
            if line.contains(words) {
                return line;
            }
            heard += &format!("{line}\n");
        }
        panic!("“{words}” was not said, but\n{heard}");
    }

    /// Its address, `127.0.0.1:4780`.
    fn address(&self) -> String {
        let line = self.says("http://");
        line.split("http://").nth(1).unwrap().split('/').next().unwrap().to_string()
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }
}

const PATIENCE: Duration = Duration::from_secs(120);

/// Waits until something is so.
fn until(what: &str, mut so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !so() {
        assert!(start.elapsed() < PATIENCE, "{what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn serve() -> (Running, String) {
    let running = Running::start(&["serve", "--port", "0"]);
    let address = running.address();
    (running, address)
}

/// The answer to these bytes.
fn ask(address: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

fn get(address: &str, path: &str) -> String {
    ask(address, &format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n\r\n"))
}

/// Saves as most editors do: a new file takes the place of the old one.
fn save(path: &Path, text: &str) {
    let beside = path.with_extension("md.tmp");
    fs::write(&beside, text).unwrap();
    fs::rename(beside, path).unwrap();
}

#[test]
fn pages_are_served_as_a_browser_needs_them() {
    let (running, address) = serve();
    let start = get(&address, "/");
    assert!(start.starts_with("HTTP/1.1 200 OK\r\n"), "{start}");
    for header in [
        "Content-Type: text/html; charset=utf-8\r\n",
        "Cache-Control: no-store\r\n",
        "X-Content-Type-Options: nosniff\r\n",
        "Cross-Origin-Resource-Policy: same-origin\r\n",
    ] {
        assert!(start.contains(header), "{header}{start}");
    }
    assert!(start.contains("/.hallway/reload.js"), "a served page listens");
    let on_disk = fs::read_to_string(running.path("output/site/index.html")).unwrap();
    assert!(!on_disk.contains(".hallway"), "a file stays as it was built");

    assert!(get(&address, "/style.css?v=1").contains("Content-Type: text/css; charset=utf-8\r\n"));
    assert!(get(&address, "/.hallway/reload.js").contains("EventSource"));
    let head = ask(&address, &format!("HEAD / HTTP/1.1\r\nHost: {address}\r\n\r\n"));
    assert!(head.starts_with("HTTP/1.1 200 ") && head.ends_with("\r\n\r\n"), "{head}");
    let post = ask(&address, &format!("POST / HTTP/1.1\r\nHost: {address}\r\n\r\n"));
    assert!(post.starts_with("HTTP/1.1 405 "), "{post}");

    fs::create_dir_all(running.path("output/site/ä b")).unwrap();
    fs::write(running.path("output/site/ä b/index.html"), "<p>inner").unwrap();
    let inner = get(&address, "/%C3%A4%20b");
    assert!(inner.contains("Location: /%C3%A4%20b/\r\n"), "{inner}");
    assert!(get(&address, "/%C3%A4%20b/").contains("<p>inner"));
    let outside = get(&address, "//%C3%A4%20b");
    assert!(outside.contains("Location: /%C3%A4%20b/\r\n"), "to no other host: {outside}");
}

#[test]
fn what_is_not_there_is_told_by_the_sites_own_page() {
    let (running, address) = serve();
    let missing = get(&address, "/some/where/else.html");
    assert!(missing.starts_with("HTTP/1.1 404 Not Found\r\n"), "{missing}");
    assert!(missing.contains("<base href=\"/\">") && missing.contains("Nothing stands here"));
    assert!(get(&address, "/index.html/").starts_with("HTTP/1.1 404 "));
    fs::remove_file(running.path("output/site/404.html")).unwrap();
    assert!(get(&address, "/nowhere").starts_with("HTTP/1.1 404 Not Found\r\n"));
}

#[test]
fn the_page_for_what_is_not_there_leads_to_this_site_and_not_to_the_published_one() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("day.md"), NOTE).unwrap();
    let toml = "base_url = \"https://notes.example/a&b\"\n";
    fs::write(folder.path().join("hallway.toml"), toml).unwrap();
    let running = Running::start_in(folder, &["serve", "--port", "0"]);
    let address = running.address();
    let missing = get(&address, "/some/where/else.html");
    assert!(missing.contains("href=\"/style.css\"") && missing.contains("href=\"/browse.html\""));
    assert!(!missing.contains("https://notes.example/"), "{missing}");
    let on_disk = fs::read_to_string(running.path("output/site/404.html")).unwrap();
    assert!(on_disk.contains("href=\"https://notes.example/a&amp;b/browse.html\""), "{on_disk}");
}

#[test]
fn nothing_outside_of_the_site_is_served() {
    let (running, address) = serve();
    fs::write(running.path("secret.txt"), "the secret").unwrap();
    fs::write(running.path("output/secret.txt"), "the secret").unwrap();
    let whole = running.path("secret.txt");
    let whole = whole.to_string_lossy();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(running.path("secret.txt"), running.path("output/site/l.txt"))
            .unwrap();
        std::os::unix::fs::symlink(running.folder.path(), running.path("output/site/up")).unwrap();
    }
    let double = format!("/{whole}");
    for path in [
        "/../secret.txt",
        "/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2E%2e%2Fsecret.txt",
        "/entities/../../secret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "/secret.txt%00.html",
        "/%2e%2",
        "/%ff",
        "/l.txt",
        "/up/secret.txt",
        "secret.txt",
        "*",
        "http://localhost/../secret.txt",
        &whole,
        &double,
    ] {
        let answer = get(&address, path);
        assert!(answer.starts_with("HTTP/1.1 40"), "{path}: {answer}");
        assert!(!answer.contains("the secret"), "{path}: {answer}");
    }
    let long = format!("GET / HTTP/1.1\r\nHost: {address}\r\nX: {}", "a".repeat(17_000));
    assert!(ask(&address, &long).starts_with("HTTP/1.1 431 "));
    assert!(ask(&address, "\x01\x02\r\n\r\n").starts_with("HTTP/1.1 400 "));
}

#[test]
fn only_those_who_mean_this_computer_are_answered() {
    let (_running, address) = serve();
    let port = address.rsplit(':').next().unwrap();
    let status = |headers: &str| {
        let answer = ask(&address, &format!("GET / HTTP/1.1\r\n{headers}\r\n"));
        answer.split(' ').nth(1).unwrap_or_default().to_string()
    };
    assert_eq!(status(&format!("Host: localhost:{port}\r\n")), "200");
    assert_eq!(status("Host: LOCALHOST\r\n"), "200");
    for host in ["evil.example", "localhost.evil.example", "evil.example:4780", "127.0.0.1.x", ""] {
        assert_eq!(status(&format!("Host: {host}\r\n")), "403", "{host}");
    }
    assert_eq!(status(""), "400");
    assert_eq!(status("Host: localhost\r\nHost: evil.example\r\n"), "400");
}

#[test]
fn a_change_shows_and_the_page_is_told() {
    let (running, address) = serve();
    let mut events = TcpStream::connect(&address).unwrap();
    events.set_read_timeout(Some(PATIENCE)).unwrap();
    let question = format!("GET /.hallway/changes HTTP/1.1\r\nHost: {address}\r\n\r\n");
    events.write_all(question.as_bytes()).unwrap();
    let mut lines = BufReader::new(events).lines().map_while(Result::ok);
    assert!(lines.any(|l| l == ": listening"));

    save(&running.path("notes/day.md"), &NOTE.replace("Mara Lindqvist", "Odalys Brandvold"));
    assert!(lines.any(|l| l.starts_with("data: ")), "the open page is told");
    assert!(get(&address, "/search.html").starts_with("HTTP/1.1 200 "));
    assert!(get(&address, "/people/odalys-brandvold.html").contains("Odalys Brandvold"));
    assert!(get(&address, "/people/mara-lindqvist.html").starts_with("HTTP/1.1 404 "));
    // A page that was read before the build asks with its number and is told at once.
    let mut late = TcpStream::connect(&address).unwrap();
    late.set_read_timeout(Some(PATIENCE)).unwrap();
    let question = question.replace("changes", "changes?1");
    late.write_all(question.as_bytes()).unwrap();
    let mut lines = BufReader::new(late).lines().map_while(Result::ok);
    assert!(lines.any(|l| l.starts_with("data: ")));
}

#[test]
fn whatever_a_build_reads_calls_for_another() {
    let running = Running::start(&["watch"]);
    running.says("Watching");
    let graph = || fs::read_to_string(running.path("output/graph.json")).unwrap_or_default();
    let has = |what: &str, words: &str| until(what, || graph().contains(words));

    fs::create_dir_all(running.path("notes/new/deep")).unwrap();
    fs::write(running.path("notes/new/deep/b.md"), NOTE.replace("Mara", "Ysolde")).unwrap();
    has("a note in a new folder", "Ysolde Lindqvist");
    has("a company", "company/grafana-labs");
    fs::rename(running.path("notes/new"), running.path("notes/other")).unwrap();
    has("a folder with another name", "other/deep/b.md");
    fs::remove_dir_all(running.path("notes/other")).unwrap();
    until("a folder that is gone", || !graph().contains("Ysolde"));
    fs::write(running.path("overrides.toml"), "[[ignore]]\nname = \"Grafana Labs\"\n").unwrap();
    until("corrections", || !graph().contains("company/grafana-labs"));
    fs::create_dir(running.path("hallway-templates")).unwrap();
    fs::write(running.path("hallway-templates/style.css"), "/* mine */").unwrap();
    let style = running.path("output/site/style.css");
    until("a template", || fs::read_to_string(&style).is_ok_and(|s| s == "/* mine */"));
    fs::create_dir(running.path("vault")).unwrap();
    fs::write(running.path("vault/c.md"), NOTE.replace("Mara", "Benedikta")).unwrap();
    fs::write(running.path("hallway.toml"), "notes = \"vault\"\n").unwrap();
    has("another notes folder", "Benedikta Lindqvist");
    fs::write(running.path("vault/c.md"), NOTE.replace("Mara", "Clothilde")).unwrap();
    has("a change in it", "Clothilde Lindqvist");
}

#[test]
fn mistakes_are_told_and_do_not_end_it() {
    let running = Running::start(&["watch"]);
    running.says("Watching");
    let index = fs::read_to_string(running.path("output/site/index.html")).unwrap();
    fs::write(running.path("hallway.toml"), "notes = [").unwrap();
    running.says("error");
    fs::write(running.path("hallway.toml"), "").unwrap();
    fs::rename(running.path("notes/day.md"), running.path("day.txt")).unwrap();
    running.says("no Markdown files");
    let now = fs::read_to_string(running.path("output/site/index.html")).unwrap();
    assert_eq!(now, index, "the last good site stays");
    fs::rename(running.path("day.txt"), running.path("notes/day.md")).unwrap();
    fs::write(running.path("notes/b.md"), NOTE.replace("Mara", "Ysolde")).unwrap();
    running.says("written in");
}

/// If what a build writes called for another build, the account of the second change would not be
/// the next one.
#[test]
fn what_a_build_writes_calls_for_no_other() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("day.md"), NOTE).unwrap();
    let running = Running::start_in(folder, &["watch"]);
    running.says("Watching");
    fs::write(running.path("b.md"), NOTE.replace("Mara", "Ysolde")).unwrap();
    running.says("b.md: ");
    until("the page", || running.path("output/site/people/ysolde-lindqvist.html").exists());
    fs::write(running.path("output/site/stray.md"), "stray").unwrap();
    fs::write(running.path("c.md"), NOTE.replace("Mara", "Clothilde")).unwrap();
    // A file that is made and then written to may call for two builds, the second with nothing new.
    loop {
        let next = running.said.recv_timeout(PATIENCE).unwrap();
        assert!(!next.contains("stray"), "{next}");
        if next.starts_with("c.md") || next.starts_with("b.md and") {
            break;
        }
    }
}

/// As above: what is left out of the notes is not even told of.
#[test]
fn what_is_left_out_calls_for_no_build() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("day.md"), NOTE).unwrap();
    fs::write(folder.path().join(".gitignore"), "private\n").unwrap();
    fs::write(folder.path().join("hallway.toml"), "exclude = [\"drafts/\"]\n").unwrap();
    fs::create_dir(folder.path().join("private")).unwrap();
    fs::create_dir(folder.path().join("drafts")).unwrap();
    let running = Running::start_in(folder, &["watch"]);
    running.says("Watching");
    for path in ["private/b.md", "drafts/c.md", "picture.png", "private/deep"] {
        match path.contains('.') {
            true => fs::write(running.path(path), NOTE).unwrap(),
            false => fs::create_dir(running.path(path)).unwrap(),
        }
        // Longer than what the loop waits for more, so that each would call for a build of its own.
        std::thread::sleep(Duration::from_millis(150));
    }
    save(&running.path("day.md"), &NOTE.replace("Mara", "Ysolde"));
    let next = running.said.recv_timeout(PATIENCE).unwrap();
    assert!(next.starts_with("day.md: ") && next.contains("written"), "{next}");

    fs::write(running.path(".gitignore"), "").unwrap();
    let next = running.says("written");
    assert!(next.starts_with(".gitignore: "), "{next}");
    until("a note that is no longer left out", || {
        fs::read_to_string(running.path("output/graph.json")).unwrap().contains("private/b.md")
    });
}

/// A system that has more to tell than it can keep forgets the rest, and says so.
#[cfg(target_os = "linux")]
#[test]
fn changes_that_the_system_lost_count_of_are_built() {
    let running = Running::start(&["watch"]);
    running.says("Watching");
    let kept = fs::read_to_string("/proc/sys/fs/inotify/max_queued_events").unwrap();
    let kept: usize = kept.trim().parse().unwrap();
    let signal = |name: &str| {
        let id = running.child.id().to_string();
        assert!(Command::new("kill").args([name, &id]).status().unwrap().success());
    };
    signal("-STOP");
    let hidden = running.path("notes/.hidden");
    for _ in 0..kept / 2 + 1 {
        fs::write(&hidden, "").unwrap();
        fs::remove_file(&hidden).unwrap();
    }
    save(&running.path("notes/day.md"), &NOTE.replace("Mara", "Ysolde"));
    signal("-CONT");
    until("the change", || {
        fs::read_to_string(running.path("output/graph.json")).unwrap().contains("Ysolde Lindqvist")
    });
}

#[test]
fn another_output_folder_is_told_of_and_shown() {
    let (running, address) = serve();
    fs::write(running.path("hallway.toml"), "output = \"public\"\n").unwrap();
    running.says("public");
    until("a page of the new folder", || {
        fs::write(running.path("public/site/mark.txt"), "here").is_ok()
            && get(&address, "/mark.txt").contains("here")
    });
    fs::create_dir(running.path("vault")).unwrap();
    fs::write(running.path("vault/c.md"), NOTE.replace("Mara", "Benedikta")).unwrap();
    fs::write(running.path("hallway.toml"), "output = \"public\"\nnotes = \"vault\"\n").unwrap();
    running.says("vault");
    until("the new notes", || get(&address, "/").contains("Benedikta Lindqvist"));
}

#[test]
fn watch_writes_content_in_a_style_as_build_does() {
    let folder = TempDir::new().unwrap();
    fs::create_dir_all(folder.path().join("content/posts")).unwrap();
    fs::write(folder.path().join("hugo.toml"), "title = \"Notes\"\n").unwrap();
    fs::write(folder.path().join("content/posts/day.md"), NOTE).unwrap();
    let running =
        Running::start_in(folder, &["watch", "--notes", "content/posts", "--style", "hugo"]);
    running.says("pages for hugo in ");
    save(&running.path("content/posts/day.md"), &NOTE.replace("Mara", "Ysolde"));
    running.says("day.md: ");
    assert!(running.path("content/hallway/people/ysolde-lindqvist.md").exists());
    assert!(!running.path("content/hallway/people/mara-lindqvist.md").exists());
    assert!(!running.path("output").exists(), "and nothing else");
}

#[cfg(unix)]
#[test]
fn a_browser_is_opened_if_there_is_one() {
    use std::os::unix::fs::PermissionsExt;
    let start = |browser: Option<&str>| {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("day.md"), NOTE).unwrap();
        let programs = folder.path().join("programs");
        fs::create_dir(&programs).unwrap();
        for name in ["xdg-open", "open"] {
            let Some(script) = browser else { continue };
            fs::write(programs.join(name), script).unwrap();
            fs::set_permissions(programs.join(name), fs::Permissions::from_mode(0o755)).unwrap();
        }
        Running::start_with(folder, &["serve", "--port", "0", "--open"], Some(&programs))
    };
    let running = start(Some("#!/bin/sh\necho \"$1\" > opened\n"));
    let address = running.address();
    until("the browser", || {
        let opened = fs::read_to_string(running.path("opened"));
        opened.is_ok_and(|text| text == format!("http://{address}/\n"))
    });
    let running = start(None);
    let address = running.address();
    running.says("warning[browser]");
    assert!(get(&address, "/").starts_with("HTTP/1.1 200 OK\r\n"), "it goes on");
}

#[test]
fn a_wrong_start_ends_at_once() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let code = |arguments: &[&str], toml: &str| {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("hallway.toml"), toml).unwrap();
        let mut running = Running::start_in(folder, arguments);
        running.child.wait().unwrap().code()
    };
    assert_eq!(code(&["serve", "--port", &port], ""), Some(2), "the port is taken");
    assert_eq!(code(&["serve", "--port", "0"], "notes = ["), Some(2));
    assert_eq!(code(&["watch", "--notes", "-"], ""), Some(2));
    assert_eq!(code(&["serve", "--port", "0"], ""), Some(1), "there are no notes");
}

#[cfg(unix)]
#[test]
fn ctrl_c_is_a_good_end() {
    let (mut running, _) = serve();
    let id = running.child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    assert_eq!(running.child.wait().unwrap().code(), Some(0));
}
