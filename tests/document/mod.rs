//! Documents as text, and what holds for any document.

use crate::common::{golden, markdown};
use hallway::diagnostic::Diagnostic;
use hallway::document::Document;
use hallway::document::parser::parse;
use hallway::note::Note;
use hallway::span::Span;
use proptest::prelude::*;

mod dump;

/// Each `tests/document/x.md` reads as `x.txt` says.
#[test]
fn documents_read_as_written_down() {
    let paths = markdown("document");
    assert!(paths.len() >= 25, "only {} fixtures", paths.len());
    for path in paths {
        let bytes = std::fs::read(&path).expect("a readable fixture");
        let name = path.file_name().and_then(|name| name.to_str()).expect("a plain name");
        let (note, _) = Note::new(name, &bytes);
        let (document, diagnostics) = parse(&note);
        assert_holds(&note, &document);
        let found = told(&diagnostics) + &dump::document(&note, &document);
        golden(path.with_extension("txt"), &found);
    }
}

fn told(diagnostics: &[Diagnostic]) -> String {
    let line = |told: &Diagnostic| {
        let excerpt = told.excerpt.as_ref().map_or(String::new(), |excerpt| {
            format!(
                "  {}\n  {}{} {}\n",
                excerpt.text,
                " ".repeat(excerpt.start),
                "^".repeat(excerpt.end - excerpt.start),
                excerpt.label
            )
        });
        format!(
            "{:?} {}:{} {}: {}\n{excerpt}  {}\n",
            told.severity,
            told.line,
            told.column,
            told.code,
            told.message,
            told.help.join(" ")
        )
    };
    diagnostics.iter().map(line).collect()
}

/// What holds for every document: places are places, text is the text of its place.
fn assert_holds(note: &Note, document: &Document) {
    let stands = |span: Span| {
        assert!(note.text.get(span.range()).is_some(), "{span:?} is no place in {:?}", note.text);
    };
    stands(document.head);
    document.tags.iter().chain(&document.title).for_each(|text| stands(text.span));
    document.fields.iter().flat_map(|field| &field.values).for_each(|text| stands(text.span));
    for link in &document.links {
        stands(link.span);
        if let Some((block, range)) = &link.block {
            assert!(document.blocks[*block].text.get(range.clone()).is_some(), "{link:?}");
        }
    }
    assert!(document.links.is_sorted_by_key(|link| link.span.start));
    for (index, block) in document.blocks.iter().enumerate() {
        stands(block.span);
        assert!(block.section.is_none_or(|section| section < index));
        assert!(block.parent.is_none_or(|parent| parent < index));
        assert_eq!(block.text, block.text.trim());
        for mark in &block.marks {
            assert!(block.text.get(mark.range.clone()).is_some_and(|words| !words.is_empty()));
            stands(block.source(mark.range.clone()));
        }
        let mut end = 0;
        for sentence in &block.sentences {
            assert!(sentence.start >= end && block.text[end..sentence.start].trim().is_empty());
            stands(block.source(sentence.clone()));
            end = sentence.end;
        }
        assert!(block.text[end..].trim().is_empty());
        for (at, c) in block.text.char_indices() {
            let span = block.source(at..at + c.len_utf8());
            stands(span);
            let replaced = block.decoded.iter().any(|(range, _)| range.contains(&at));
            assert!(
                replaced || note.text[span.range()] == *c.to_string(),
                "{:?} at {at}",
                block.text
            );
        }
    }
}

/// Reads a note, checks what holds for all, and gives the document.
fn read(text: &str) -> Document {
    let (note, _) = Note::new("notes/x.md", text.as_bytes());
    let (document, _) = parse(&note);
    assert_holds(&note, &document);
    document
}

#[test]
fn hostile_notes_are_read_to_their_end() {
    let notes = [
        "[".repeat(50_000),
        "[[a]](".repeat(5_000),
        "> ".repeat(20_000) + "x",
        "- ".repeat(5_000) + "x",
        "<blockquote><ul><li>x".repeat(2_000),
        "{% highlight x %}\n".repeat(5_000),
        "(http://a)".repeat(5_000),
        "[a:: ".repeat(5_000),
        "---\n".to_string() + &"a: [\n".repeat(5_000) + "---\n",
        "+++\na=".to_string() + &"[".repeat(5_000) + "\n+++\n",
        "{\"a\":".repeat(5_000),
    ];
    for note in notes {
        let (note, _) = Note::new("x.md", (note + "\n\nThe end.").as_bytes());
        let _ = parse(&note);
    }
}

#[test]
fn cells_beyond_the_limit_are_told_and_not_read() {
    let row = "| a ".repeat(200) + "|\n";
    let table = row.clone() + &"|-".repeat(200) + "|\n" + &row.repeat(60) + "\nAfter the table.";
    let (note, _) = Note::new("x.md", table.as_bytes());
    let (document, diagnostics) = parse(&note);
    assert_eq!(document.blocks.len(), 10_001);
    assert_eq!(document.blocks[10_000].text, "After the table.");
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].code, "large-table");
}

#[test]
fn a_date_comes_from_the_path_if_the_note_gives_none() {
    for path in ["2019-07-23-harbour.md", "posts/2019/07/23/harbour.md", "2019-07-23/index.md"] {
        let (note, _) = Note::new(path, b"Text.");
        let date = parse(&note).0.date.map(|date| date.to_string());
        assert_eq!(date.as_deref(), Some("2019-07-23"), "{path}");
    }
}

/// Pieces of Markdown, HTML, templates and front matter, in any order.
fn markdownish() -> impl Strategy<Value = String> {
    let pieces = [
        "# ", "## ", "\n", "\n\n", "- ", "  ", "    ", "> ", "1. ", "| a | b |\n|---|---|\n", "|",
        "word ", "Two words. ", "é", "日本。", "*", "**", "_", "`", "```\n", "[", "]", "(", ")",
        "[[", "]]", "![", "|x", "](u)", "<p>", "</p>", "<li>", "<ul>", "</ul>", "<a href=\"u\">",
        "</a>", "<td>", "<table>", "<h2>", "</h2>", "<br>", "<!--", "-->", "<pre>", "</pre>",
        "<img alt=\"b\" src=x>", "&amp;", "&eacute;", "&", "{{< x >}}", "{{", "}}",
        "{% highlight %}", "{% endhighlight %}", "%%", "key:: v", "[k:: ", "#tag",
        "https://e.org/x", ":tada:", "[^1]", "[^1]: ", "^id", "---\n", "+++\n", "title: x\n",
        "a = 1\n", "\r\n", "\\", "~~", ": ", "\u{a0}", "\t", "<code>", "TODO ", "[ ] ",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..60).prop_map(|all| all.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_holds_for_all_holds_for_any_markup(text in markdownish()) {
        read(&text);
    }

    #[test]
    fn what_holds_for_all_holds_for_any_text(text in "\\PC{0,200}") {
        read(&text);
    }

    #[test]
    fn plain_words_come_back_as_they_are(words in prop::collection::vec("[a-z]{1,9}", 1..30)) {
        let text = words.join(" ");
        let document = read(&text);
        prop_assert_eq!(&document.blocks[0].text, &text);
        prop_assert_eq!(document.blocks[0].source(0..text.len()), Span::new(0, text.len()));
    }
}
