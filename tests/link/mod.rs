//! A block of links in a post: outside of it every byte stays.

use crate::common::{files, golden};
use hallway::document;
use hallway::link::block::{LinkRefusal, add, put};
use hallway::link::front_matter;
use hallway::link::mentions::{self, LinkableMention};
use hallway::link::removal::remove;
use hallway::link::style::{self, LinkWriter, Style};
use hallway::markers;
use hallway::markers::ManagedBlock;
use hallway::note::Note;
use hallway::span::Span;
use hallway::store::file;
use hallway::vocabulary::EntityId;
use proptest::prelude::*;
use std::fs;

fn items(style: Style) -> Vec<String> {
    let site = LinkWriter { style, ..LinkWriter::default() };
    let link = |to: &str, title: &str| site.link("posts/new.md", to, title);
    let links = [link("posts/2020-01-02-old.md", "An [old] note"), link("other.md", "Another")];
    links.into_iter().flatten().collect()
}

/// What must hold for any text: linking twice is linking once, taking the block out gives the text back,
/// and what is read of the note is the same with the block and without.
fn holds(text: &str) {
    for style in Style::ALL {
        let items = items(style);
        let Ok(linked) = put(text, ManagedBlock::Earlier, style, &items) else { continue };
        assert_eq!(
            put(&linked, ManagedBlock::Earlier, style, &items).as_ref(),
            Ok(&linked),
            "{style:?} twice"
        );
        assert_eq!(
            put(&linked, ManagedBlock::Earlier, style, &items[1..])
                .and_then(|l| put(&l, ManagedBlock::Earlier, style, &items))
                .as_ref(),
            Ok(&linked)
        );
        if markers::find_blocks(text).is_empty() {
            assert_eq!(remove(&linked), text, "{style:?} taken out");
            let both = add(&linked, ManagedBlock::Later, style, &items[0]);
            let both =
                both.and_then(|both| add(&both, ManagedBlock::Later, style, &items[1])).unwrap();
            assert_eq!(add(&both, ManagedBlock::Later, style, &items[0]).as_ref(), Ok(&both));
            assert_eq!(remove(&both), text, "{style:?} both taken out");
            let words = |text: &str| {
                let note = Note::new("posts/new.md", text.as_bytes()).0;
                let blocks = document::parser::parse(&note).0.blocks;
                blocks.into_iter().map(|b| b.text).collect::<Vec<_>>()
            };
            assert_eq!(words(&linked), words(text), "{style:?} is no text");
            mentions_hold(text, &linked, style);
            lists_hold(text, style);
        }
    }
}

/// The same for lists in front matter.
fn lists_hold(text: &str, style: Style) {
    let targets = ["a \"b\".md".to_string(), "[[c]]".to_string()];
    let Ok(listed) = front_matter::put(text, ManagedBlock::Earlier, style, &targets) else {
        return;
    };
    assert_ne!(listed, text);
    let again = front_matter::put(&listed, ManagedBlock::Earlier, style, &targets);
    assert_eq!(again.as_ref(), Ok(&listed), "{style:?} list twice");
    assert_eq!(remove(&listed), text, "{style:?} list taken out");
    let both = front_matter::add(&listed, ManagedBlock::Later, style, &targets[1]);
    let both = both
        .and_then(|both| front_matter::add(&both, ManagedBlock::Later, style, &targets[0]))
        .unwrap();
    assert_eq!(
        front_matter::add(&both, ManagedBlock::Later, style, &targets[1]).as_ref(),
        Ok(&both),
        "{style:?}"
    );
    let again = front_matter::put(&both, ManagedBlock::Earlier, style, &targets);
    assert_eq!(again.as_ref(), Ok(&both), "{style:?} stays where it is");
    assert_eq!(remove(&both), text, "{style:?} both lists taken out");
}

#[test]
fn front_matter_takes_a_list_where_its_syntax_has_one() {
    let put = |style, text: &str| {
        front_matter::put(text, ManagedBlock::Earlier, style, &["a.md".to_string()])
    };
    let cases = [
        (Style::Hugo, "---\ntitle: x # mine\ntags: [a]\n---\nText\n"),
        (Style::Jekyll, "---\r\ntitle: |\r\n  x\r\n---\r\n"),
        (Style::Hugo, "+++\ntitle = 'x'\n[params]\na = 1\n+++\n"),
        (Style::Zola, "+++\ntitle = 'x'\n+++\n"),
        (
            Style::Zola,
            "+++\ntitle = 'x'\n\n[extra] # mine\na = 1\n[taxonomies]\ntags = ['b']\n+++\n",
        ),
        (Style::Zola, "---\ntitle: x\nextra:\n  a: 1\n---\n"),
        (Style::Logseq, "title:: x\ntags:: a, b\n\n- Text\n"),
    ];
    let mut seen = String::new();
    for (style, text) in cases {
        let listed = put(style, text).unwrap();
        seen += &format!("{}\n{listed}\n", style.word());
        lists_hold(text, style);
        // It stays front matter that hallway reads, and says nothing more.
        let read = |text: &str| {
            let (document, problems) =
                document::parser::parse(&Note::new("x.md", text.as_bytes()).0);
            assert_eq!(problems, []);
            document.fields.into_iter().map(|f| (f.key, f.values.len())).collect::<Vec<_>>()
        };
        assert_eq!(read(&listed), read(text));
    }
    golden("link/front-matter-lists.txt", &seen.replace('\r', "\\r"));
    for (style, text, refused) in [
        (Style::Hugo, "Text\n", LinkRefusal::NoFrontMatter),
        (Style::Hugo, "{\"title\": \"x\"}\n\nText\n", LinkRefusal::NoFrontMatter),
        (Style::Zola, "---\ntitle: x\n---\n", LinkRefusal::NoFrontMatter),
        (Style::Logseq, "- Text\n", LinkRefusal::NoFrontMatter),
        (Style::Hugo, "---\nrelated: [b.md]\n---\n", LinkRefusal::OwnList),
        (Style::Hugo, "---\n{title: x}\n---\n", LinkRefusal::FrontMatter),
        (Style::Hugo, "---\ntitle: a: b\n---\n", LinkRefusal::FrontMatter),
    ] {
        assert_eq!(put(style, text), Err(refused), "{text}");
    }
}

/// The same for links of mentions, here of any words of the text, alone and together with a block.
fn mentions_hold(text: &str, with_block: &str, style: Style) {
    let site = LinkWriter { style, above: "a/b/".to_string(), ..LinkWriter::default() };
    let word = |(at, word): (usize, &str)| {
        let span = Span::new(at, at + word.len());
        let id = EntityId(format!("topic/{at}"));
        let mention = LinkableMention { id, name: word.to_string(), span };
        (mention, "../out/x.md".to_string())
    };
    let mut at = 0;
    let words = text.split_inclusive(char::is_whitespace).map(|part| {
        let start = at;
        at += part.len();
        (start, part.trim_matches(|c: char| !c.is_alphanumeric()), part)
    });
    let words = words.filter(|(_, word, _)| word.chars().count() > 1);
    let mentions: Vec<(LinkableMention, String)> = words
        .map(|(start, inner, part)| word((start + part.find(inner).unwrap_or(0), inner)))
        .take(12)
        .collect();
    for base in [text, with_block] {
        let Ok((linked, count)) = mentions::put(base, &site, "posts/new.md", &mentions) else {
            continue;
        };
        let again = mentions::put(&linked, &site, "posts/new.md", &mentions);
        assert_eq!(again.as_ref(), Ok(&(linked.clone(), count)), "{style:?} mentions twice");
        assert_eq!(markers::linked_mentions(&linked).len(), count, "{style:?}: {linked}");
        assert_eq!(remove(&linked), text, "{style:?} mentions taken out");
        let read = |text: &str| {
            let note = Note::new("posts/new.md", text.as_bytes()).0;
            let document = document::parser::parse(&note).0;
            let blocks = document.blocks.into_iter().map(|b| (b.text, b.sentences, b.marks));
            let links = document.links.into_iter().map(|link| link.target);
            (blocks.collect::<Vec<_>>(), links.collect::<Vec<_>>())
        };
        assert_eq!(read(&linked), read(base), "{style:?} reads otherwise: {linked}");
    }
}

#[test]
fn endings_of_all_kinds_come_back() {
    let texts = [
        "",
        "\n",
        "\n\n",
        "text",
        "text\n",
        "text\n\n",
        "a\r\nb",
        "a\r\nb\r\n",
        "a\r",
        "\u{feff}a\n",
        "\u{feff}---\r\ntitle: x\r\n---\r\n\r\nText\r\n",
        "---\ntitle: x\n---",
        "- a\n- b",
        "| a | b |\n|---|---|\n| c | d |",
        "> quote",
        "[x]: y.md 'Z'\n",
        "```\ncode\n```",
        "a\nb\r\n",
        "{{< youtube x >}}",
        "{% raw %}\nx\n{% endraw %}\n",
        "+++\ntitle = \"x\"\n+++\n",
        "title:: x\n- a\n",
    ];
    texts.into_iter().for_each(holds);
}

#[test]
fn an_open_end_takes_no_block() {
    for text in ["```\ncode", "~~~~\n```\n", "text\n<!-- open\n"] {
        assert!(
            put(text, ManagedBlock::Earlier, Style::Markdown, &items(Style::Markdown)).is_err(),
            "{text}"
        );
    }
}

#[test]
fn markers_in_code_are_text() {
    let text =
        format!("```\n{}\n{}\n```\n", ManagedBlock::Earlier.begin(), ManagedBlock::Earlier.end());
    assert!(markers::find_blocks(&text).is_empty());
    assert_eq!(remove(&text), text);
    holds(&text);
}

#[test]
fn a_marker_without_its_other_half_takes_no_text_along() {
    let text = format!("{}\nThe author's words.\n", ManagedBlock::Earlier.begin());
    let linked =
        put(&text, ManagedBlock::Earlier, Style::Markdown, &items(Style::Markdown)).unwrap();
    assert!(linked.starts_with(&text));
    holds(&text);
}

#[test]
fn the_block_stays_where_it_was_moved_and_keeps_its_heading() {
    let text = format!(
        "Above.\n\n{}\n### Read before\nand then\n\n- old\n{}\n\nBelow.\n",
        ManagedBlock::Earlier.begin(),
        ManagedBlock::Earlier.end()
    );
    let linked =
        put(&text, ManagedBlock::Earlier, Style::Markdown, &["[a](a.md)".to_string()]).unwrap();
    let block = "\n### Read before\nand then\n\n- [a](a.md)\n";
    assert_eq!(
        linked,
        format!(
            "Above.\n\n{}{block}{}\n\nBelow.\n",
            ManagedBlock::Earlier.begin(),
            ManagedBlock::Earlier.end()
        )
    );
    holds(&text);
}

#[test]
fn a_block_that_was_moved_goes_without_the_lines_round_it() {
    let (begin, end) = (ManagedBlock::Earlier.begin(), ManagedBlock::Earlier.end());
    let block = format!("{begin}\n## Earlier notes\n\n- [a](a.md)\n{end}");
    for (above, below) in
        [("Above.\n", "\nBelow.\n"), ("# Heading\n", "\n"), ("text\n", ""), ("", "\nx")]
    {
        let wanted = format!("{above}{}", below.trim_start_matches('\n'));
        assert_eq!(remove(&format!("{above}{block}{below}")), wanted);
    }
    let code = format!("Like this:\n\n    {begin}\n    - [a](a.md)\n    {end}\n");
    assert_eq!(remove(&code), code);
    holds(&code);
}

/// Forms from the documentation of each tool.
#[test]
fn each_tool_has_its_own_form() {
    let link = |style, above: &str, from: &str, to: &str, title: &str| {
        let pages = [("pages/x.md", "Page X")].map(|(path, name)| (path.into(), name.into()));
        let ambiguous = vec!["twin".to_string()];
        let above = above.to_string();
        let site = LinkWriter { style, above, ambiguous, pages: pages.into(), hugo_paths: false };
        site.link(from, to, title)
    };
    let is = |found: Option<String>, wanted: &str| assert_eq!(found.as_deref(), Some(wanted));
    for style in [Style::Hugo, Style::Zola, Style::Jekyll] {
        let link = link(style, "", "a.md", "b.md", "{{ site }} and {% raw %}").unwrap_or_default();
        assert!(link.starts_with("[&#123;&#123; site }} and &#123;% raw %}]("), "{link}");
    }
    let old = "posts/2019-07-23-old one.md";
    is(
        link(Style::Markdown, "", "posts/a.md", old, "A [b]"),
        "[A \\[b\\]](2019-07-23-old%20one.md)",
    );
    is(link(Style::Markdown, "", "a/b/c.md", "a/d.md", "D"), "[D](../d.md)");
    is(link(Style::Markdown, "", "c.md", "a/d.md", "D"), "[D](a/d.md)");
    is(
        link(Style::Hugo, "posts/", "a.md", "b/index.md", "B"),
        "[B]({{< relref \"/posts/b/index.md\" >}})",
    );
    assert_eq!(link(Style::Hugo, "", "a.md", "b\"c.md", "B"), None);
    is(link(Style::Zola, "blog/", "a.md", "b.md", "B"), "[B](@/blog/b.md)");
    is(
        link(Style::Jekyll, "", "_posts/2020-01-01-a.md", "_posts/2019-01-01-b.md", "B"),
        "[B]({% post_url 2019-01-01-b %})",
    );
    is(
        link(Style::Jekyll, "", "a.md", "cat/_posts/sub/2019-01-01-b.markdown", "B"),
        "[B]({% post_url cat/sub/2019-01-01-b %})",
    );
    is(link(Style::Jekyll, "", "a.md", "_talks/b.md", "B"), "[B]({% link _talks/b.md %})");
    assert_eq!(link(Style::Jekyll, "", "a.md", "_drafts/b.md", "B"), None);
    assert_eq!(link(Style::Jekyll, "", "a.md", "_posts/ideas.md", "B"), None);
    is(link(Style::Obsidian, "", "a.md", "x/note.md", "A note | two"), "[[note|A note two]]");
    is(link(Style::Obsidian, "", "a.md", "x/note.md", "note"), "[[note]]");
    is(link(Style::Obsidian, "", "a.md", "x/Twin.md", "T"), "[[x/Twin|T]]");
    is(link(Style::Obsidian, "", "a.md", "x/c#.md", "C#"), "[C#](x/c%23.md)");
    is(link(Style::Logseq, "", "a.md", "pages/x___y.md", "x___y"), "[[x/y]]");
    is(link(Style::Logseq, "", "a.md", "pages/x.md", "Page X"), "[[Page X]]");
    is(link(Style::Logseq, "", "a.md", "pages/y.md", "A heading"), "[A heading]([[y]])");
    let day = |path| style::journal(path).unwrap_or_default();
    assert_eq!(day("journals/2019_07_23.md"), "Jul 23rd, 2019");
    assert_eq!(day("journals/2019_07_11.md"), "Jul 11th, 2019");
    assert_eq!(day("pages/2019_07_11.md"), "");
    let paths = LinkWriter { style: Style::Hugo, hugo_paths: true, ..LinkWriter::default() };
    is(paths.link("a.md", "posts/b c.md", "B"), "[B](/posts/b%20c.md)");
}

#[test]
fn a_changed_file_is_left_alone() {
    let dir = tempfile::TempDir::new().unwrap();
    let path = dir.path().join("a.md");
    fs::write(&path, "mine").unwrap();
    assert!(file::change(&path, b"old", b"new").is_err());
    assert_eq!(fs::read(&path).unwrap(), b"mine");
    file::change(&path, b"mine", b"new").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"new");
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "no other file is left");
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let dir = tempfile::TempDir::new().unwrap();
    let (path, way) = (dir.path().join("a.md"), dir.path().join("way.md"));
    fs::write(&path, "old").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&path, &way).unwrap();
    file::change(&way, b"old", b"new").unwrap();
    assert!(fs::symlink_metadata(&way).unwrap().is_symlink());
    assert_eq!(fs::read(&path).unwrap(), b"new");
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
}

/// A line of any kind of note.
fn line() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "---",
        "+++",
        "title: x",
        "# Heading",
        "- item",
        "  - nested",
        "> quote",
        "```",
        "~~~",
        "    code",
        "| a | b |",
        "|---|---|",
        "<!-- comment -->",
        "<!--",
        "-->",
        "{{< x >}}",
        "{% raw %}",
        "%%",
        "key:: v",
        "[x]: y.md",
        "",
        "",
        "<pre>",
        "</pre>",
        "text",
        "- <!-- hallway:end related -->",
        ManagedBlock::Earlier.begin(),
        ManagedBlock::Earlier.end(),
    ]);
    prop_oneof![4 => known.prop_map(str::to_string), 1 => "\\PC{0,12}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_note_comes_back(
        lines in prop::collection::vec(line(), 0..14),
        crlf in any::<bool>(),
        bom in any::<bool>(),
        ended in any::<bool>(),
    ) {
        let mut text = lines.join(if crlf { "\r\n" } else { "\n" });
        if ended && !text.is_empty() {
            text.push_str(if crlf { "\r\n" } else { "\n" });
        }
        if bom {
            text.insert(0, '\u{feff}');
        }
        holds(&text);
    }
}

/// `HALLWAY_NOTES=~/vault cargo test link -- --ignored` tries the notes of a folder of your own;
/// nothing is written.
#[test]
#[ignore = "reads the notes that HALLWAY_NOTES names"]
fn notes_of_ones_own_come_back() {
    let named = std::env::var_os("HALLWAY_NOTES").expect("HALLWAY_NOTES names a folder");
    let (mut texts, mut refused) = (0, 0);
    for path in std::env::split_paths(&named).flat_map(files) {
        let Ok(text) = String::from_utf8(fs::read(&path).unwrap()) else { continue };
        texts += 1;
        refused += usize::from(
            put(&text, ManagedBlock::Earlier, Style::Markdown, &items(Style::Markdown)).is_err(),
        );
        if std::panic::catch_unwind(|| holds(&text)).is_err() {
            panic!("{}", path.display());
        }
    }
    println!("{texts} files, {refused} with an open end");
}
