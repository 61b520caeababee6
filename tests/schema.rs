//! What programs read is what `docs/schema/` promises: each answering command is run on the sample
//! notes, and what it prints must fit its schema, which allows nothing that it does not name.

use boon::{Compiler, Schemas};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

const FOLDER: &str = "docs/schema";
const BASE: &str = "https://hallway.invalid/schema/";

/// Questions whose answers differ in form; each is asked for JSON and for JSONL.
const ASKED: [&[&str]; 28] = [
    &["who", "feature flags"],
    &["who", "Sysdig"],
    &["who", "observability", "--since", "2018", "--min-confidence", "0.8"],
    &["who", "Falko"],
    &["who", "scaled deployments"],
    &["about", "nestor"],
    &["about", "KubeCon NA 2019"],
    &["about", "talk/a-talk-on-type-safe-feature-flags"],
    &["about", "feature flags", "--kind", "person"],
    &["list", "people"],
    &["list", "talks", "--event", "KubeCon"],
    &["list", "--kind", "topic,tool,note", "--limit", "20"],
    &["path", "nestor", "Red Hat"],
    &["path", "nestor", "nestor"],
    &["path", "nestor", "Red Hat", "--kind", "tool", "--since", "2022"],
    &["timeline"],
    &["timeline", "Kubernetes", "--until", "2019"],
    &["search", "flag"],
    &["search", "falko"],
    &["search", "Kubernetis clustre"],
    &["search", "zzz"],
    &["explain", "Red Hat"],
    &["explain", "nestor", "Sysdig"],
    &["related", "notes/posts/supply-chain-and-feature-flags.md"],
    &["related", "notes/posts/promcon-2018.md", "--top", "40"],
    &["extract"],
    &["extract", "notes/devops-barcelona-2019.md", "--all"],
    &["check"],
];

#[test]
fn answers_fit_their_schemas() {
    for asked in ASKED {
        let whole = parse(&hallway(asked, "json"));
        let fits = schema(asked[0], "");
        fits(&whole).unwrap_or_else(|e| panic!("{asked:?}: {e}"));
        assert_strict(asked, &fits, &whole);
        let part = if by_line(asked[0], &whole) { "#/$defs/line" } else { "" };
        let fits = schema(asked[0], part);
        for line in hallway(asked, "jsonl").lines() {
            fits(&parse(line)).unwrap_or_else(|e| panic!("{asked:?}, a line: {e}"));
        }
    }
}

#[test]
fn saved_graph_fits_its_schema() {
    let graph = fs::read_to_string("output/graph.json").unwrap();
    let graph = parse(&graph);
    assert!(graph["nodes"].as_array().is_some_and(|nodes| nodes.len() > 50));
    schema("graph", "")(&graph).unwrap_or_else(|e| panic!("{e}"));
}

#[test]
fn every_command_with_json_has_its_schema() {
    let help = text(&["help"]);
    let commands = help.lines().skip_while(|l| *l != "Commands:").skip(1);
    let commands = commands.take_while(|l| l.starts_with("  ")).filter_map(|l| {
        let name = l.strip_prefix("  ")?.split(' ').next()?;
        (!name.is_empty()).then_some(name)
    });
    // What `export` writes are the formats of others, but for the graph, which has a schema.
    let commands: Vec<&str> =
        commands.filter(|name| *name != "help" && *name != "export").collect();
    assert!(commands.contains(&"who"), "{help}");
    let has_json = |name: &&str| text(&["help", name]).contains("- json:");
    let with_json: BTreeSet<&str> = commands.into_iter().filter(has_json).collect();
    let asked: BTreeSet<&str> = ASKED.iter().map(|asked| asked[0]).collect();
    assert_eq!(with_json, asked, "these are asked above");
    let files = fs::read_dir(FOLDER).unwrap().map(|file| file.unwrap().path());
    let files: BTreeSet<String> =
        files.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    let wanted = with_json.iter().copied().chain(["graph", "common"]).map(str::to_string);
    assert_eq!(files, wanted.collect());
}

/// A field more is noticed, wherever it stands.
fn assert_strict(asked: &[&str], fits: impl Fn(&Value) -> Result<(), String>, answer: &Value) {
    for place in objects(answer, String::new()) {
        let mut changed = answer.clone();
        changed.pointer_mut(&place).unwrap()["surprise"] = json!(1);
        assert!(fits(&changed).is_err(), "{asked:?}: a field more at {place:?}");
    }
}

/// Whether a line of JSONL is a part of the answer, and not all of it.
fn by_line(command: &str, whole: &Value) -> bool {
    match command {
        "about" | "path" => false,
        "explain" => whole.is_array(),
        _ => true,
    }
}

/// The pointers of all objects in it.
fn objects(value: &Value, at: String) -> Vec<String> {
    match value {
        Value::Object(fields) => {
            let inner = fields.iter().flat_map(|(key, v)| objects(v, format!("{at}/{key}")));
            inner.chain([at.clone()]).collect()
        }
        Value::Array(items) => {
            let first = items.iter().enumerate().take(2);
            first.flat_map(|(i, v)| objects(v, format!("{at}/{i}"))).collect()
        }
        _ => vec![],
    }
}

/// Checks answers: what does not fit is told.
fn schema(name: &str, part: &str) -> impl Fn(&Value) -> Result<(), String> {
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    for name in ["common", name] {
        let path = format!("{FOLDER}/{name}.json");
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
        compiler.add_resource(&format!("{BASE}{name}.json"), parse(&text)).unwrap();
    }
    let wanted = format!("{BASE}{name}.json{part}");
    let schema = compiler.compile(&wanted, &mut schemas).unwrap();
    move |answer| schemas.validate(answer, schema).map_err(|e| e.to_string())
}

fn hallway(asked: &[&str], format: &str) -> String {
    let said = text(&[asked, &["--format", format]].concat());
    assert!(format == "jsonl" || !said.is_empty(), "{asked:?} says nothing");
    said
}

fn text(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hallway"));
    let done = command.args(arguments).env("COLUMNS", "80").output().unwrap();
    assert!(
        done.status.code() != Some(2),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&done.stderr)
    );
    String::from_utf8(done.stdout).unwrap()
}

fn parse(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|e| panic!("{e}: {text}"))
}
