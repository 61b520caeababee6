//! What programs read is what `docs/schema/` promises: each answering command is run on the sample
//! notes, and what it prints must fit its schema, which allows nothing that it does not name.

use jsonschema::{Registry, Validator};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
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
    let mut wrong = Vec::new();
    for asked in ASKED {
        let whole = parse(&hallway(asked, "json"));
        let all = schema(asked[0], "");
        wrong.extend(misfits(asked, &all, &whole));
        assert_strict(asked, &all, &whole);
        let lines = hallway(asked, "jsonl");
        for line in lines.lines() {
            let part = if by_line(asked[0], &whole) { "#/$defs/line" } else { "" };
            wrong.extend(misfits(asked, &schema(asked[0], part), &parse(line)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn saved_graph_fits_its_schema() {
    let graph = fs::read_to_string("output/graph.json").unwrap();
    let graph = parse(&graph);
    assert!(graph["nodes"].as_array().is_some_and(|nodes| nodes.len() > 50));
    let wrong = misfits(&["graph.json"], &schema("graph", ""), &graph);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
fn assert_strict(asked: &[&str], schema: &Validator, answer: &Value) {
    for place in objects(answer, String::new()) {
        let mut changed = answer.clone();
        changed.pointer_mut(&place).unwrap()["surprise"] = json!(1);
        assert!(!schema.is_valid(&changed), "{asked:?}: a field more at {place:?}");
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

fn misfits(asked: &[&str], schema: &Validator, answer: &Value) -> Vec<String> {
    let told = |e: jsonschema::ValidationError| format!("{asked:?} at {}: {e}", e.instance_path());
    schema.iter_errors(answer).map(told).collect()
}

fn schema(name: &str, part: &str) -> Validator {
    let read = |name: &str| {
        let path = Path::new(FOLDER).join(format!("{name}.json"));
        parse(&fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display())))
    };
    let mut registry = Registry::new();
    for name in ["common", name] {
        registry = registry.add(format!("{BASE}{name}.json"), read(name)).unwrap();
    }
    let registry = registry.prepare().unwrap();
    let wanted = json!({"$ref": format!("{BASE}{name}.json{part}")});
    jsonschema::options().with_registry(&registry).build(&wanted).unwrap()
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
