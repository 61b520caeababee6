//! Diagnostics: problems in the input, each with a code, a message, a place and what to do.

use serde::{Deserialize, Serialize};

/// The severity. Warnings never stop a run; with `--strict` they give exit code 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Part of the input could not be used.
    Error,
    /// Something was guessed or repaired.
    Warning,
}

/// A problem in a note or data file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The file, relative to the notes folder (or as given on the command line).
    pub path: String,
    /// Line from 1; 0 for the whole file.
    pub line: usize,
    /// Column in characters from 1; 0 for the whole line.
    pub column: usize,
    /// The severity.
    pub severity: Severity,
    /// A stable kebab-case code, such as `front-matter` or `unmatched-override`.
    pub code: String,
    /// What is wrong, as one clause.
    pub message: String,
    /// The line of text with the marked part, if it is to be shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<Excerpt>,
    /// What hallway did about it and what the user can do: paragraphs of whole sentences.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub help: Vec<String>,
}

/// A line of a file with a marked part.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Excerpt {
    /// The line, without its line end.
    pub text: String,
    /// First marked byte of `text`.
    pub start: usize,
    /// One past the last marked byte of `text`.
    pub end: usize,
    /// The label of the mark.
    pub label: String,
}

impl Diagnostic {
    /// A warning about a whole file; extend it with [`Diagnostic::at`] and [`Diagnostic::help`].
    pub fn warning(path: &str, code: &str, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Warning, path, code, message.into())
    }

    /// An error about a whole file.
    pub fn error(path: &str, code: &str, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Error, path, code, message.into())
    }

    fn new(severity: Severity, path: &str, code: &str, message: String) -> Diagnostic {
        let (path, code) = (path.to_string(), code.to_string());
        Diagnostic {
            path,
            line: 0,
            column: 0,
            severity,
            code,
            message,
            excerpt: None,
            help: vec![],
        }
    }

    /// The same, at a line and column (from 1).
    pub fn at(mut self, line: usize, column: usize) -> Diagnostic {
        (self.line, self.column) = (line, column);
        self
    }

    /// The same, showing a line of text with the bytes `start..end` of it marked.
    pub fn excerpt(mut self, text: &str, start: usize, end: usize, label: &str) -> Diagnostic {
        let (text, label) = (text.to_string(), label.to_string());
        self.excerpt = Some(Excerpt { text, start, end, label });
        self
    }

    /// The same, with one more paragraph of help.
    pub fn help(mut self, text: impl Into<String>) -> Diagnostic {
        self.help.push(text.into());
        self
    }
}
