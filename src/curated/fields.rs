//! Reads the fields of an entry of `overrides.toml` and tells, with its place, whatever is wrong.

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

/// How many mistakes of a file are told, at most.
const MOST: usize = 200;
/// How many bytes of a line are shown on each side of a mistake's beginning.
const SHOWN: usize = 300;

/// The file that is read, and what was found wrong in it so far.
pub struct Page<'t> {
    file: &'t str,
    text: &'t str,
    lines: LineIndex,
    problems: Vec<Diagnostic>,
}

impl<'t> Page<'t> {
    /// A file with nothing found wrong yet.
    pub fn new(file: &'t str, text: &'t str) -> Page<'t> {
        Page { file, text, lines: LineIndex::new(text), problems: vec![] }
    }

    /// The line, from 1, of a byte.
    pub fn line(&self, offset: usize) -> usize {
        self.lines.line(offset)
    }

    /// What was found wrong, in the order of the file.
    pub fn problems(mut self) -> Vec<Diagnostic> {
        self.problems.sort_by_key(|problem| (problem.line, problem.column));
        self.problems
    }

    /// The text is not TOML here.
    pub fn syntax(&mut self, message: &str, span: Range<usize>) {
        let help = "The entries that could be read are used. Strings need quotes, and every entry a \
                    line [[same]], [[different]], [[name]], [[kind]], [[ignore]], [[never-link]] or \
                    [[add]] above it.";
        self.tell("override-syntax", message, span, "not understood here", help);
    }

    /// A word that means nothing here; `what` is `entry` or `key`.
    pub fn unknown(&mut self, word: &Spanned<impl AsRef<str>>, what: &str, known: &[&str]) {
        let given = word.get_ref().as_ref();
        let alike = |other: &&&str| strsim::jaro_winkler(given, other);
        let near = known.iter().max_by(|a, b| alike(a).total_cmp(&alike(b)));
        let help = match near.filter(|near| alike(near) > 0.8) {
            Some(near) => format!("It is left out. Did you mean “{near}”?"),
            None => format!("It is left out. There are: {}.", known.join(", ")),
        };
        let message = format!("there is no {what} “{given}”");
        self.tell("override-unknown", &message, word.span(), &format!("unknown {what}"), &help);
    }

    /// An entry that is not written `[[word]]`.
    pub fn not_a_list(&mut self, word: &Spanned<impl AsRef<str>>) {
        let given = word.get_ref().as_ref();
        let help =
            format!("It is left out. Write [[{given}]], with two brackets, above its fields.");
        let message = format!("“{given}” is not a list of entries");
        self.tell("override-type", &message, word.span(), "two brackets are needed", &help);
    }

    /// An entry that cannot hold together with an earlier one.
    pub fn contradiction(&mut self, message: &str, span: Range<usize>) {
        let help = "This entry, the later one, is left out. Delete one of the two.";
        self.tell("override-contradiction", message, span, "contradicts it", help);
    }

    fn tell(&mut self, code: &str, message: &str, span: Range<usize>, label: &str, help: &str) {
        if self.problems.len() == MOST {
            return;
        }
        let start = floor_char_boundary(self.text, span.start);
        let place = self.lines.place(self.text, start);
        let line = self.lines.line_span(self.text, place.line);
        let start = start.clamp(line.start, line.end);
        // A line may be as long as the file; what is far from the mark helps nobody.
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

/// The fields of one entry. A method gives `None` when it has told that something is wrong.
pub struct Fields<'p, 't, 'e> {
    page: &'p mut Page<'t>,
    word: &'e str,
    header: Range<usize>,
    table: &'e DeTable<'e>,
}

impl<'p, 't, 'e> Fields<'p, 't, 'e> {
    /// The fields of an entry of which only these keys are known; `None` if it has others.
    pub fn new(
        page: &'p mut Page<'t>,
        word: &'e str,
        entry: &'e Spanned<DeValue<'e>>,
        keys: &[&str],
    ) -> Option<Fields<'p, 't, 'e>> {
        let DeValue::Table(table) = entry.get_ref() else {
            let help = format!("It is left out. Write [[{word}]] above its fields.");
            page.tell("override-type", "an entry is not a table", entry.span(), "no fields", &help);
            return None;
        };
        let known = |key: &Spanned<_>| keys.contains(&AsRef::<str>::as_ref(key.get_ref()));
        let unknown: Vec<_> = table.keys().filter(|key| !known(key)).collect();
        unknown.iter().for_each(|key| page.unknown(key, "key", keys));
        unknown.is_empty().then(|| Fields { page, word, header: entry.span(), table })
    }

    /// A text that must be there and must not be empty.
    pub fn text(&mut self, key: &str) -> Option<String> {
        match self.optional_text(key)? {
            Some(text) => Some(text),
            None => self.missing(key),
        }
    }

    /// A text that may be left away.
    pub fn optional_text(&mut self, key: &str) -> Option<Option<String>> {
        let Some(value) = self.table.get(key) else { return Some(None) };
        match value.get_ref() {
            DeValue::String(text) if !text.trim().is_empty() => Some(Some(text.trim().to_string())),
            DeValue::String(_) => self.wrong(key, "is empty", value.span()),
            _ => self.wrong(key, "is not a text in quotes", value.span()),
        }
    }

    /// Names, no two alike. One alone speaks of all who bear it.
    pub fn names(&mut self, key: &str) -> Option<Vec<String>> {
        let Some(value) = self.table.get(key) else { return self.missing(key) };
        let names = self.optional_list(key)?;
        let distinct = BTreeSet::from_iter(&names).len() == names.len();
        if names.is_empty() {
            return self.wrong(key, "holds no name", value.span());
        }
        if !distinct {
            return self.wrong(key, "says one name twice", value.span());
        }
        let first = name::key(&names[0]);
        let parts = self.word.starts_with(['d', 'n']) && names.len() > 1;
        if parts && names.iter().all(|n| name::key(n) == first) {
            return self.wrong(
                key,
                "are alike but for case and accents: no rule can part them",
                value.span(),
            );
        }
        Some(names)
    }

    /// A list of texts, empty if left away.
    pub fn optional_list(&mut self, key: &str) -> Option<Vec<String>> {
        let Some(value) = self.table.get(key) else { return Some(vec![]) };
        let DeValue::Array(items) = value.get_ref() else {
            return self.wrong(key, "is not a list of texts in quotes", value.span());
        };
        let mut texts = vec![];
        for item in items.iter() {
            match item.get_ref() {
                DeValue::String(text) if !name::key(text.trim()).is_empty() => {
                    texts.push(text.trim().to_string());
                }
                DeValue::String(_) => return self.wrong(key, "holds an empty text", item.span()),
                _ => return self.wrong(key, "holds what is not a text in quotes", item.span()),
            }
        }
        Some(texts)
    }

    /// One of these kinds, which must be there.
    pub fn kind(&mut self, key: &str, kinds: &[Kind]) -> Option<Kind> {
        let word = self.text(key)?;
        match Kind::parse(&word).filter(|kind| kinds.contains(kind)) {
            Some(kind) => Some(kind),
            None => {
                let words: Vec<&str> = kinds.iter().map(|kind| kind.word()).collect();
                let message = format!("is none of {}", words.join(", "));
                let span = self.table.get(key).map_or(self.header.clone(), Spanned::span);
                self.wrong(key, &message, span)
            }
        }
    }

    /// A kind that may be left away.
    pub fn optional_kind(&mut self, key: &str) -> Option<Option<Kind>> {
        match self.table.get(key) {
            Some(_) => self.kind(key, &Kind::FOUND).map(Some),
            None => Some(None),
        }
    }

    /// `true` or `false`; false if left away.
    pub fn optional_flag(&mut self, key: &str) -> Option<bool> {
        let Some(value) = self.table.get(key) else { return Some(false) };
        match value.get_ref() {
            DeValue::Boolean(flag) => Some(*flag),
            _ => self.wrong(key, "is neither true nor false", value.span()),
        }
    }

    fn missing<T>(&mut self, key: &str) -> Option<T> {
        let message = format!("[[{}]] has no “{key}”", self.word);
        let help = format!("The entry is left out. {}", self.example());
        self.page.tell("override-missing", &message, self.header.clone(), "this entry", &help);
        None
    }

    fn wrong<T>(&mut self, key: &str, what: &str, span: Range<usize>) -> Option<T> {
        let message = format!("“{key}” of [[{}]] {what}", self.word);
        let help = format!("The entry is left out. {}", self.example());
        self.page.tell("override-type", &message, span, "this value", &help);
        None
    }

    fn example(&self) -> &'static str {
        match self.word {
            "name" => "It is written: of = \"nestor salceda\" and is = \"Néstor Salceda\".",
            "kind" => "It is written: of = \"Jenkins\" and is = \"tool\".",
            "ignore" => "It is written: name = \"Lorem\", and kind or note to narrow it.",
            "add" => "It is written: kind = \"tool\" and name = \"Our Builder\".",
            _ => "It is written: names = [\"One name\", \"Another name\"].",
        }
    }
}
