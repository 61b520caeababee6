//! The disk: which files are notes, and that nothing of a reader's is lost when output is written.

use hallway::export::File;
use hallway::store::config::{self, Project};
use hallway::store::notes::{self, Choice};
use hallway::store::output::{OutputChanges, way, write_output};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const PAGE: &str = "<!-- hallway:begin -->\n# Ada\n\nOne talk.\n<!-- hallway:end -->\n";

#[test]
fn notes_are_all_markdown_files_below_the_folder() {
    let dir = folder(&[
        ("b.md", "b"),
        ("a/deep/er.MARKDOWN", "a"),
        ("a/x.mdx", "x"),
        ("a/x.txt", "no note"),
        (".hidden.md", "hidden"),
        (".git/c.md", "hidden"),
        ("drafts/d.md", "ignored by git"),
        (".gitignore", "drafts/\n"),
    ]);
    assert_eq!(paths(dir.path(), &Choice::default()), ["a/deep/er.MARKDOWN", "a/x.mdx", "b.md"]);
}

#[test]
fn globs_choose_among_them() {
    let dir = folder(&[("posts/a.md", ""), ("posts/b.draft.md", ""), ("pages/c.md", "")]);
    let globs = |g: &[&str]| g.iter().map(|g| g.to_string()).collect::<Vec<_>>();
    let include = Choice { include: globs(&["posts/**"]), ..Choice::default() };
    assert_eq!(paths(dir.path(), &include), ["posts/a.md", "posts/b.draft.md"]);
    let exclude = Choice { exclude: globs(&["pages/", "*.draft.md"]), ..Choice::default() };
    assert_eq!(paths(dir.path(), &exclude), ["posts/a.md"]);
    let bad = Choice { exclude: globs(&["a{b"]), ..Choice::default() };
    assert!(notes::read(dir.path(), &bad).unwrap_err().to_string().contains("a{b"));
}

#[test]
fn what_hallway_wrote_is_no_note() {
    let dir = folder(&[("a.md", "a note"), ("out/people/ada.md", "x"), ("copied.md", PAGE)]);
    let choice = Choice { output: dir.path().join("out"), ..Choice::default() };
    let reading = notes::read(dir.path(), &choice).unwrap();
    assert_eq!(reading.sources.len(), 1);
    assert_eq!(reading.skipped, [("copied.md".to_string(), "a summary that hallway wrote")]);
    // A note about hallway may show the marker.
    fs::write(dir.path().join("copied.md"), format!("So:\n```\n{PAGE}```\n")).unwrap();
    assert_eq!(paths(dir.path(), &choice), ["a.md", "copied.md"]);
    // An older output folder is known by its list.
    fs::write(dir.path().join("out/.hallway"), "").unwrap();
    assert_eq!(paths(dir.path(), &Choice::default()), ["a.md", "copied.md"]);
}

#[test]
fn a_file_that_is_no_text_is_left_out_and_told() {
    let dir = folder(&[("a.md", "a stray \u{0} in a note of some length"), ("empty.md", "")]);
    let picture: Vec<u8> = (0..4096u32).map(|i| (i * 7 % 256) as u8).collect();
    fs::write(dir.path().join("picture.md"), picture).unwrap();
    fs::write(dir.path().join("wide.md"), b"\xff\xfea\0 \0n\0o\0t\0e\0").unwrap();
    let reading = notes::read(dir.path(), &Choice::default()).unwrap();
    let told: Vec<(&str, &str)> =
        reading.diagnostics.iter().map(|d| (d.path.as_str(), d.code.as_str())).collect();
    assert_eq!(told, [("picture.md", "unreadable")]);
    assert_eq!(paths(dir.path(), &Choice::default()), ["a.md", "empty.md", "wide.md"]);
}

#[cfg(unix)]
#[test]
fn links_that_lead_in_circles_and_bad_names_are_told() {
    use std::os::unix::ffi::OsStrExt;
    let dir = folder(&[("a/b.md", "b")]);
    std::os::unix::fs::symlink(dir.path(), dir.path().join("a/up")).unwrap();
    std::os::unix::fs::symlink("nowhere.md", dir.path().join("gone.md")).unwrap();
    fs::write(dir.path().join(std::ffi::OsStr::from_bytes(b"caf\xe9.md")), "x").unwrap();
    let reading = notes::read(dir.path(), &Choice::default()).unwrap();
    assert_eq!(reading.sources.len(), 1);
    let mut told: Vec<&str> = reading.diagnostics.iter().map(|d| d.path.as_str()).collect();
    told.sort();
    assert_eq!(told, ["a/up", "caf\u{fffd}.md", "gone.md"]);
}

#[test]
fn a_second_build_changes_nothing() {
    let dir = TempDir::new().unwrap();
    let files = [file("people/ada.md", PAGE), file("graph.json", "{}\n")];
    let first = write_output(dir.path(), &files).unwrap();
    assert_eq!((first.changed, first.unchanged), (2, 0));
    let modified = |path: &str| fs::metadata(dir.path().join(path)).unwrap().modified().unwrap();
    let before = [modified("graph.json"), modified(".hallway")];
    let second = write_output(dir.path(), &files).unwrap();
    assert_eq!(second, OutputChanges { unchanged: 2, ..OutputChanges::default() });
    assert_eq!(before, [modified("graph.json"), modified(".hallway")]);
}

#[test]
fn what_a_reader_wrote_round_the_markers_stays() {
    let dir = TempDir::new().unwrap();
    write_output(dir.path(), &[file("people/ada.md", PAGE)]).unwrap();
    let ours = dir.path().join("people/ada.md");
    fs::write(&ours, format!("{PAGE}\nMy own words.\n")).unwrap();
    let newer = PAGE.replace("One talk", "Two talks");
    let written = write_output(dir.path(), &[file("people/ada.md", &newer)]).unwrap();
    assert_eq!(written.changed, 1);
    assert_eq!(fs::read_to_string(&ours).unwrap(), format!("{newer}\nMy own words.\n"));
}

#[test]
fn pages_of_what_is_gone_go_unless_somebody_wrote_in_them() {
    let dir = TempDir::new().unwrap();
    let all = [file("people/ada.md", PAGE), file("talks/x/y.md", PAGE), file("graph.json", "{}")];
    write_output(dir.path(), &all).unwrap();
    fs::write(dir.path().join("people/ada.md"), format!("{PAGE}Mine.\n")).unwrap();
    fs::write(dir.path().join("people/own.md"), "Never hallway's.").unwrap();
    let written = write_output(dir.path(), &all[2..]).unwrap();
    assert_eq!(written.removed, 1);
    assert_eq!(codes(dir.path(), &written), [("changed-page", "people/ada.md")]);
    assert!(!dir.path().join("talks").exists(), "folders that are empty go too");
    assert!(dir.path().join("people/own.md").exists());
    // It is told until it is dealt with.
    assert_eq!(write_output(dir.path(), &all[2..]).unwrap().diagnostics.len(), 1);
    fs::remove_file(dir.path().join("people/ada.md")).unwrap();
    assert!(write_output(dir.path(), &all[2..]).unwrap().diagnostics.is_empty());
}

#[test]
fn what_hallway_did_not_write_is_left_alone() {
    let dir = folder(&[("people/ada.md", "A page of mine."), ("graph.json", "mine"), ("maps", "")]);
    let files =
        [file("people/ada.md", PAGE), file("graph.json", "{}"), file("maps/a.svg", "<svg/>")];
    let written = write_output(dir.path(), &files).unwrap();
    let told = codes(dir.path(), &written);
    assert_eq!(
        told.iter().map(|t| t.1).collect::<Vec<_>>(),
        ["graph.json", "maps/a.svg", "people/ada.md"]
    );
    assert!(told.iter().all(|t| t.0 == "foreign-file"));
    assert_eq!(fs::read_to_string(dir.path().join("people/ada.md")).unwrap(), "A page of mine.");
    assert_eq!(fs::read_to_string(dir.path().join("graph.json")).unwrap(), "mine");
    // And it is not taken for hallway's later.
    write_output(dir.path(), &[]).unwrap();
    assert!(dir.path().join("people/ada.md").exists());
}

#[cfg(unix)]
#[test]
fn links_do_not_lead_out_of_the_output_folder() {
    let outside = folder(&[("ada.md", PAGE)]);
    let dir = TempDir::new().unwrap();
    std::os::unix::fs::symlink(outside.path(), dir.path().join("people")).unwrap();
    std::os::unix::fs::symlink(outside.path().join("ada.md"), dir.path().join("own.md")).unwrap();
    let newer = PAGE.replace("One talk", "Two talks");
    let files = [file("people/ada.md", &newer), file("own.md", &newer), file("../up.md", &newer)];
    assert_eq!(write_output(dir.path(), &files).unwrap().diagnostics.len(), 3);
    assert_eq!(fs::read_to_string(outside.path().join("ada.md")).unwrap(), PAGE);
    assert!(!dir.path().parent().unwrap().join("up.md").exists());
    // Nor does a list that somebody wrote.
    fs::write(dir.path().join(".hallway"), "0000000000000000  ../../x\n").unwrap();
    write_output(dir.path(), &[]).unwrap();
}

#[test]
fn configuration_is_found_above_and_checked() {
    let dir = folder(&[("hallway.toml", "notes = \"n\"\nthreshold = 0.6\n"), ("n/deep/a.md", "")]);
    let project = Project::find(&dir.path().join("n/deep")).unwrap();
    assert!(project.notes().ends_with("n") && project.output().ends_with("output"));
    assert_eq!(project.config.threshold, Some(0.6));

    let told = config::parse("hallway.toml", "notes = \"n\"\noutptu = \"x\"\n").unwrap_err();
    let told = told.diagnostic();
    assert_eq!((told.line, told.column), (2, 1));
    assert_eq!(told.help, ["Did you mean “output”?"]);
    assert!(config::parse("hallway.toml", "threshold = 7.0").is_err());
    assert!(config::parse("hallway.toml", "notes = ").is_err());
    assert_eq!(config::parse("hallway.toml", config::TEMPLATE).unwrap(), config::Config::default());
}

#[test]
fn the_way_from_output_to_notes() {
    assert_eq!(way(Path::new("output"), Path::new("notes")), "../notes");
    assert_eq!(way(Path::new("out/a"), Path::new("notes/b")), "../../notes/b");
    assert_eq!(way(Path::new("output"), Path::new(".")), "..");
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = TempDir::new().unwrap();
    for (path, text) in files {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    dir
}

fn paths(root: &Path, choice: &Choice) -> Vec<String> {
    notes::read(root, choice).unwrap().sources.into_iter().map(|s| s.path).collect()
}

fn file(path: &str, text: &str) -> File {
    File { path: path.to_string(), text: text.to_string() }
}

/// The warnings: code, and path below the folder.
fn codes<'w>(dir: &Path, written: &'w OutputChanges) -> Vec<(&'w str, &'w str)> {
    let below = |path: &'w str| path.strip_prefix(dir.to_str().unwrap()).unwrap().trim_matches('/');
    written.diagnostics.iter().map(|d| (d.code.as_str(), below(&d.path))).collect()
}
