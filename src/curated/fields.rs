//! Reads the fields of entries in `overrides.toml`, and reports what is wrong with its place.

use crate::diagnostic::Diagnostic;
use crate::name;
use crate::span::LineIndex;
use crate::span::floor_char_boundary;
use crate::vocabulary::Kind;
use std::collections::BTreeSet;
use std::ops::Range;
use toml::Spanned;
use toml::de::DeTable;
use toml::de::DeValue;

/// The most mistakes in a file that are reported.
const MOST: usize = 200;
/// How many bytes of a line are shown on either side of the start of a mistake.
const SHOWN: usize = 300;

/// The file that is being read, with the problems found so far.
pub struct OverridesFile<'t> {
    file: &'t str,
    text: &'t str,
    lines: LineIndex,
    problems: Vec<Diagnostic>,
}

impl<'t> OverridesFile<'t> {
    /// A file without problems so far.
    pub fn new(file: &'t str, text: &'t str) -> OverridesFile<'t> {
        OverridesFile { file, text, lines: LineIndex::new(text), problems: vec![] }
    }

    /// The line, from 1, of a byte.
    pub fn line(&self, offset: usize) -> usize {
        self.lines.line(offset)
    }

    /// The problems, in the order of the file.
    pub fn problems(mut self) -> Vec<Diagnostic> {
        self.problems.sort_by_key(|problem| (problem.line, problem.column));
        self.problems
    }

    /// Reports that the text is not TOML here.
    pub fn syntax(&mut self, message: &str, span: Range<usize>) {
        let help = "The entries that could be read are used. Strings need quotes, and every entry \
                    starts with a line [[same]], [[different]], [[name]], [[kind]], [[ignore]], \
                    [[never-link]] or [[add]].";
        self.tell("override-syntax", message, span, "not TOML", help);
    }

    /// Reports a word that means nothing here; `what` is `entry` or `key`.
    pub fn unknown(&mut self, word: &Spanned<impl AsRef<str>>, what: &str, known: &[&str]) {
        let given = word.get_ref().as_ref();
        let alike = |other: &&&str| strsim::jaro_winkler(given, other);
        let near = known.iter().max_by(|a, b| alike(a).total_cmp(&alike(b)));
        let help = match near.filter(|near| alike(near) > 0.8) {
            Some(near) => format!("It is ignored. Did you mean “{near}”?"),
            None => format!("It is ignored. Known are: {}.", known.join(", ")),
        };
        let message = format!("there is no {what} “{given}”");
        self.tell("override-unknown", &message, word.span(), &format!("unknown {what}"), &help);
    }

    /// Reports an entry that is not written `[[word]]`.
    pub fn not_a_list(&mut self, word: &Spanned<impl AsRef<str>>) {
        let given = word.get_ref().as_ref();
        let help =
            format!("It is ignored. Write [[{given}]], with two brackets, above its fields.");
        let message = format!("“{given}” is not a list of entries");
        self.tell("override-type", &message, word.span(), "two brackets are needed", &help);
    }

    /// Reports an entry that contradicts an earlier one.
    pub fn contradiction(&mut self, message: &str, span: Range<usize>) {
        let help = "This entry, the later of the two, is ignored. Delete one of them.";
        self.tell("override-contradiction", message, span, "contradicts the earlier entry", help);
    }

    fn tell(&mut self, code: &str, message: &str, span: Range<usize>, label: &str, help: &str) {
        if self.problems.len() == MOST {
            return;
        }
        let start = floor_char_boundary(self.text, span.start);
        let place = self.lines.place(self.text, start);
        let line = self.lines.line_span(self.text, place.line);
        let start = start.clamp(line.start, line.end);
        // A line may be as long as the file; only the part around the mark is shown.
        let from = floor_char_boundary(self.text, line.start.max(start.saturating_sub(SHOWN)));
        let to = floor_char_boundary(self.text, line.end.min(start + SHOWN));
        let end = floor_char_boundary(self.text, span.end.clamp(start, to));
        let problem = Diagnostic::error(self.file, code, message)
            .at(place.line, place.column)
            .excerpt(&self.text[from..to], start - from, end - from, label)
            .help(help);
        self.problems.push(problem);
    }
}

/// The fields of one entry. A method that reports a problem gives `None`.
pub struct EntryFields<'p, 't, 'e> {
    reader: &'p mut OverridesFile<'t>,
    word: &'e str,
    header: Range<usize>,
    table: &'e DeTable<'e>,
}

impl<'p, 't, 'e> EntryFields<'p, 't, 'e> {
    /// The fields of an entry of which only these keys are known; `None` if it has others.
    pub fn new(
        reader: &'p mut OverridesFile<'t>,
        word: &'e str,
        entry: &'e Spanned<DeValue<'e>>,
        keys: &[&str],
    ) -> Option<EntryFields<'p, 't, 'e>> {
        let DeValue::Table(table) = entry.get_ref() else {
            let help = format!("It is ignored. Write [[{word}]] above its fields.");
            reader.tell(
                "override-type",
                "an entry is not a table",
                entry.span(),
                "no fields",
                &help,
            );
            return None;
        };
        let known = |key: &Spanned<_>| keys.contains(&AsRef::<str>::as_ref(key.get_ref()));
        let unknown: Vec<_> = table.keys().filter(|key| !known(key)).collect();
        unknown.iter().for_each(|key| reader.unknown(key, "key", keys));
        unknown.is_empty().then(|| EntryFields { reader, word, header: entry.span(), table })
    }

    /// A text that is required and must not be empty.
    pub fn text(&mut self, key: &str) -> Option<String> {
        match self.optional_text(key)? {
            Some(text) => Some(text),
            None => self.missing(key),
        }
    }

    /// An optional text.
    pub fn optional_text(&mut self, key: &str) -> Option<Option<String>> {
        let Some(value) = self.table.get(key) else { return Some(None) };
        match value.get_ref() {
            DeValue::String(text) if !text.trim().is_empty() => Some(Some(text.trim().to_string())),
            DeValue::String(_) => self.wrong(key, "is empty", value.span()),
            _ => self.wrong(key, "is not a string in quotes", value.span()),
        }
    }

    /// A list of different names. A single name stands for all its bearers.
    pub fn names(&mut self, key: &str) -> Option<Vec<String>> {
        let Some(value) = self.table.get(key) else { return self.missing(key) };
        let names = self.optional_list(key)?;
        let distinct = BTreeSet::from_iter(&names).len() == names.len();
        if names.is_empty() {
            return self.wrong(key, "has no names", value.span());
        }
        if !distinct {
            return self.wrong(key, "has one name twice", value.span());
        }
        let first = name::key(&names[0]);
        let parts = self.word.starts_with(['d', 'n']) && names.len() > 1;
        if parts && names.iter().all(|n| name::key(n) == first) {
            return self.wrong(
                key,
                "differ only in case and accents, so that they cannot be kept apart",
                value.span(),
            );
        }
        Some(names)
    }

    /// An optional list of texts.
    pub fn optional_list(&mut self, key: &str) -> Option<Vec<String>> {
        let Some(value) = self.table.get(key) else { return Some(vec![]) };
        let DeValue::Array(items) = value.get_ref() else {
            return self.wrong(key, "is not a list of strings in quotes", value.span());
        };
        let mut texts = vec![];
        for item in items.iter() {
            match item.get_ref() {
                DeValue::String(text) if !name::key(text.trim()).is_empty() => {
                    texts.push(text.trim().to_string());
                }
                DeValue::String(_) => return self.wrong(key, "has an empty string", item.span()),
                _ => {
                    return self.wrong(
                        key,
                        "has an item that is not a string in quotes",
                        item.span(),
                    );
                }
            }
        }
        Some(texts)
    }

    /// One of these kinds, required.
    pub fn kind(&mut self, key: &str, kinds: &[Kind]) -> Option<Kind> {
        let word = self.text(key)?;
        match Kind::parse(&word).filter(|kind| kinds.contains(kind)) {
            Some(kind) => Some(kind),
            None => {
                let words: Vec<&str> = kinds.iter().map(|kind| kind.word()).collect();
                let message = format!("is not one of {}", words.join(", "));
                let span = self.table.get(key).map_or(self.header.clone(), Spanned::span);
                self.wrong(key, &message, span)
            }
        }
    }

    /// An optional kind.
    pub fn optional_kind(&mut self, key: &str) -> Option<Option<Kind>> {
        match self.table.get(key) {
            Some(_) => self.kind(key, &Kind::FOUND).map(Some),
            None => Some(None),
        }
    }

    /// An optional `true` or `false`; false by default.
    pub fn optional_flag(&mut self, key: &str) -> Option<bool> {
        let Some(value) = self.table.get(key) else { return Some(false) };
        match value.get_ref() {
            DeValue::Boolean(flag) => Some(*flag),
            _ => self.wrong(key, "is neither true nor false", value.span()),
        }
    }

    fn missing<T>(&mut self, key: &str) -> Option<T> {
        let message = format!("[[{}]] has no “{key}”", self.word);
        let help = format!("The entry is ignored. {}", self.example());
        self.reader.tell("override-missing", &message, self.header.clone(), "this entry", &help);
        None
    }

    fn wrong<T>(&mut self, key: &str, what: &str, span: Range<usize>) -> Option<T> {
        let message = format!("“{key}” of [[{}]] {what}", self.word);
        let help = format!("The entry is ignored. {}", self.example());
        self.reader.tell("override-type", &message, span, "this value", &help);
        None
    }

    fn example(&self) -> &'static str {
        match self.word {
            "name" => "Write: of = \"nestor salceda\" and is = \"Néstor Salceda\".",
            "kind" => "Write: of = \"Jenkins\" and is = \"tool\".",
            "ignore" => "Write: name = \"Lorem\", and kind or note to narrow it.",
            "add" => "Write: kind = \"tool\" and name = \"Our Builder\".",
            _ => "Write: names = [\"One name\", \"Another name\"].",
        }
    }
}
