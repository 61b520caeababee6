//! Notes: bytes of any kind become text, broken encodings are mended and right text never is, and
//! every place of the text is found again on disk.

use encoding_rs::WINDOWS_1252;
use hallway::diagnostic::Diagnostic;
use hallway::note::Note;
use hallway::span::{Position, Span};
use proptest::prelude::{Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};

fn note(bytes: &[u8]) -> Note {
    Note::new("notes/a.md", bytes).0
}

fn told(bytes: &[u8]) -> Vec<Diagnostic> {
    Note::new("notes/a.md", bytes).1
}

/// The text as it looks when UTF-8 was read as Windows-1252, so many times.
fn spoil(text: &str, times: usize) -> String {
    (0..times).fold(text.to_string(), |text, _| {
        WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    })
}

fn span_of(note: &Note, part: &str) -> Span {
    let start = note.text.find(part).unwrap_or_else(|| panic!("no “{part}” in “{}”", note.text));
    Span::new(start, start + part.len())
}

#[test]
fn mends_what_was_saved_in_the_wrong_encoding() {
    let sentences = [
        "Néstor met Zoë, Łukasz and Jürgen in Málaga",
        "Dąbrowski, Wątroba and Szymański from Kraków",
        "Dvořák, Přemysl, Šárka and Růžena; Erdős and Gőz",
        "Ştefan and Ioniță went to București and Iași",
        "Nguyễn Thị Hường and Đặng Văn Mỗi in Hồ Chí Minh",
        "Ångström, Öztürk, Ólafur and Élodie were there too",
        "KÖLN and MÜNCHEN; Søren, Bjørn, Åsa and Jón Þór",
        "“Naïve” — it’s a ‘test’ … of 20 °C, £5 and ½ of §3 • ok™",
        "😎 and 👍🏽, ❤️ and ✅ → done ⚡ for €5",
        "Привет, как дела? Я и он в Москве",
        "Καλημέρα κόσμε, τι κάνεις και πώς",
        "שלום עולם وشكرا جزيلا على الحضور",
        "日本語のテキストと山田太郎さん",
        "한국어 문장과 김철수 씨",
        "สวัสดีชาวโลก और हिन्दी में",
        "«\u{a0}Voilà\u{a0}», dit-elle\u{a0}: «\u{a0}déjà\u{a0}!\u{a0}»",
    ];
    for sentence in sentences {
        for times in 1..=3 {
            let spoilt = spoil(sentence, times);
            let (note, told) = Note::new("a.md", spoilt.as_bytes());
            assert_eq!(note.text, sentence, "spoilt {times} times: {spoilt}");
            assert_eq!(note.as_written(Span::new(0, note.text.len())), spoilt);
            assert!(told.iter().all(|d| d.code == "mended-text") && !told.is_empty(), "{told:?}");
        }
    }
}

#[test]
fn mends_within_a_line_that_is_right_elsewhere() {
    let line = format!("Néstor and {}, “São” and {}", spoil("Néstor", 1), spoil("Zoë", 2));
    assert_eq!(note(line.as_bytes()).text, "Néstor and Néstor, “São” and Zoë");
}

#[test]
fn mends_what_lost_a_byte_if_the_file_has_other_evidence() {
    for (spoilt, mended) in [
        ("VoilÃ  donc la citÃ©", "Voilà donc la cité"),
        ("VoilÃ donc la citÃ©, lÃ -bas", "Voilà donc la cité, là-bas"),
        ("VoilÃ  donc, catalÃ ns de la citÃ©", "Voilà donc, catalàns de la cité"),
        ("CitÃ©.Â Puis", "Cité. Puis"),
        ("â€œRight,â€ she said", "“Right,” she said"),
        ("â€œRight,â€\u{fffd} she said", "“Right,” she said"),
        ("ðŸ˜Ž and â\u{9d}¤ï¸ too", "😎 and ❤\u{fe0f} too"),
    ] {
        assert_eq!(note(spoilt.as_bytes()).text, mended);
    }
    for alone in ["VoilÃ  donc", "Right,â€ she said", "Right.Â Then"] {
        assert_eq!(note(alone.as_bytes()).text, alone);
    }
}

#[test]
fn reads_controls_of_latin_1_as_windows_1252() {
    assert_eq!(note("It\u{92}s \u{93}so\u{94}".as_bytes()).text, "It’s “so”");
    assert_eq!(note("ItÂ’s in quotes".as_bytes()).text, "It’s in quotes");
}

#[test]
fn leaves_right_text_alone() {
    for right in [
        "éšžé…”",
        "São Paulo — “smart” 😎 日本語",
        "É“x” and “Ã”, «Â», „Ä“ and 'Ã'",
        "Ã la carte; Ã, Ä and Å are letters",
        "CAFÉ… AMANHÃ… IRMÃ” MAÇÃ’ NÃO, PÅ… SÅ” DIÄ– LÅ™ NESTLÉ® AMANHÃ—HOJE",
        "Ä–Ö–Ü, À · Â · Ã · Ä, Å–Ä–Ö, 25 Å² and Å³",
        "le café\u{a0}» à la qualité\u{a0}»… voilà\u{a0}», société¹² coûté\u{a0}£5, dit-il à\u{a0}«\u{a0}Paul\u{a0}»",
        "«está»… y está»—dijo; no sé…¿y tú? más—¿cómo?",
        "víš… máš” áž’ Úžasný ÚŽASNÝ VÝŠKA: „tož…“",
        "coborâ…” hotărâ”… hotărâ–",
        "Groß–“ß”, ESPAÑ“Ñ”, Ð…, Ø§, 2×½, 3×£5",
        "naïve café’s—which café…”",
        "Ελληνικά, русский, українська, עברית, العربية, हिन्दी, ไทย, 한국어, 中文",
        "Nguyễn Thị Hường, Đặng Văn; Łódź, Dąbrowski, Příliš žluťoučký kůň",
    ] {
        let (note, told) = Note::new("a.md", right.as_bytes());
        assert_eq!(note.text, right);
        assert_eq!(told, []);
        // Nor is it changed beside text that is wrong, in other lines or in the same.
        let both = format!("{right}\n{}\nthen", spoil("Néstor’s — 😎 Łukasz", 1));
        let mended = format!("{right}\nNéstor’s — 😎 Łukasz\nthen");
        assert_eq!(self::note(both.as_bytes()).text, mended);
    }
}

#[test]
fn leaves_code_alone() {
    let spoilt = spoil("Müller", 1);
    for (code, text) in [
        (format!("{spoilt} not `{spoilt}`"), format!("Müller not `{spoilt}`")),
        (format!("``a ` {spoilt}`` `{spoilt}"), format!("``a ` {spoilt}`` `Müller")),
        (format!("```text\n{spoilt}\n```\n{spoilt}"), format!("```text\n{spoilt}\n```\nMüller")),
        (format!("> ~~~~\n{spoilt}\n~~~\n{spoilt}"), format!("> ~~~~\n{spoilt}\n~~~\n{spoilt}")),
    ] {
        assert_eq!(note(code.as_bytes()).text, text);
    }
}

#[test]
fn tells_each_mended_word_with_its_place() {
    let text = "# Notes\n\nShout out to NÃ©stor Salceda. NÃ©stor Salceda's!\n";
    let told = told(text.as_bytes());
    assert_eq!(told.len(), 1);
    let excerpt = told[0].excerpt.clone().unwrap();
    assert_eq!(told[0].message, "a name was saved in the wrong encoding");
    assert_eq!((told[0].line, told[0].column), (3, 14));
    assert_eq!(excerpt.text, "Shout out to NÃ©stor Salceda. NÃ©stor Salceda's!");
    assert_eq!(&excerpt.text[excerpt.start..excerpt.end], "NÃ©stor Salceda");
    assert_eq!(excerpt.label, "read as “Néstor Salceda”");
    assert_eq!(
        told[0].help,
        ["One more place in this note was repaired. The file was not changed."]
    );
}

#[test]
fn tells_the_first_words_and_counts_the_others() {
    let text = spoil("café, déjà, Zoë Łuk, naïve, it’s", 1);
    let told = told(text.as_bytes());
    let labels: Vec<_> = told.iter().map(|d| d.excerpt.as_ref().unwrap().label.as_str()).collect();
    assert_eq!(labels, ["read as “café”", "read as “déjà”", "read as “Zoë Łuk”"]);
    assert_eq!(told[1].help, ["The file was not changed."]);
    assert!(told[2].help[0].starts_with("2 more places"), "{:?}", told[2].help);
}

#[test]
fn reads_utf_16() {
    let text = "Zoë 😎\n日本";
    let units: Vec<u16> = text.encode_utf16().collect();
    let little: Vec<u8> = units.iter().flat_map(|u| u.to_le_bytes()).collect();
    let big: Vec<u8> = units.iter().flat_map(|u| u.to_be_bytes()).collect();
    for (mark, body) in [([0xff, 0xfe], little), ([0xfe, 0xff], big)] {
        let bytes = [&mark[..], &body].concat();
        let (note, told) = Note::new("a.md", &bytes);
        assert_eq!(note.text, text);
        assert_eq!(told[0].message, "the file is UTF-16");
        assert_eq!(note.on_disk(span_of(&note, "ë")), Span::new(6, 8));
        assert_eq!(note.on_disk(span_of(&note, "😎")), Span::new(10, 14));
        assert_eq!(note.on_disk(span_of(&note, "本")), Span::new(18, 20));
        assert_eq!(note.place(span_of(&note, "本").start), Position { line: 2, column: 2 });
    }
}

#[test]
fn reads_broken_utf_16() {
    let (note, told) = Note::new("a.md", b"\xff\xfea\0\x00\xd8b\0c");
    assert_eq!(note.text, "a\u{fffd}b\u{fffd}");
    assert_eq!(told[0].message, "the file is invalid UTF-16");
    assert_eq!((told[0].line, told[0].column), (1, 2));
    assert_eq!(note.on_disk(Span::new(4, 5)), Span::new(6, 8));
    assert_eq!(note.on_disk(Span::new(5, 8)), Span::new(8, 9));
}

#[test]
fn reads_windows_1252() {
    let (note, told) = Note::new("a.md", b"One\nZo\xeb \x93met\x94 J\xfcrgen");
    assert_eq!(note.text, "One\nZoë “met” Jürgen");
    assert_eq!(note.on_disk(span_of(&note, "“met”")), Span::new(8, 13));
    assert_eq!(told[0].message, "the file is not UTF-8");
    assert_eq!((told[0].line, told[0].column), (2, 3));
    assert_eq!(told[0].excerpt.as_ref().unwrap().label, "read as “ë”");
}

#[test]
fn reads_stray_bytes_among_utf_8() {
    let (note, told) = Note::new("a.md", b"Zo\xc3\xab, Ren\xc3\xa9 and J\xfcrgen");
    assert_eq!(note.text, "Zoë, René and Jürgen");
    assert_eq!(told[0].message, "1 byte is not UTF-8");
    assert_eq!((told[0].line, told[0].column), (1, 16));
    assert_eq!(note.on_disk(span_of(&note, "Jürgen")), Span::new(16, 22));
}

#[test]
fn takes_byte_order_marks_away() {
    for mark in ["\u{feff}", "ï»¿", "\u{feff}\u{feff}", "\u{feff}ï»¿"] {
        let bytes = format!("{mark}---\ntitle: x");
        let (note, told) = Note::new("a.md", bytes.as_bytes());
        assert_eq!(note.text, "---\ntitle: x");
        assert_eq!(told, []);
        assert_eq!(note.on_disk(Span::new(0, 3)), Span::new(mark.len(), mark.len() + 3));
    }
    assert_eq!(note("\u{feff}".as_bytes()).on_disk(Span::new(0, 0)), Span::new(3, 3));
}

#[test]
fn tells_of_nul_bytes() {
    let told = told(b"one\ntw\0o");
    assert_eq!((told[0].code.as_str(), told[0].line, told[0].column), ("encoding", 2, 3));
}

#[test]
fn finds_the_way_back_round_mended_text() {
    let disk = "A\nby NÃ©stor Ã‰lan, ok";
    let note = note(disk.as_bytes());
    assert_eq!(note.text, "A\nby Néstor Élan, ok");
    let on_disk = |part: &str| &disk[note.on_disk(span_of(&note, part)).range()];
    assert_eq!(on_disk("Néstor"), "NÃ©stor");
    assert_eq!(on_disk("é"), "Ã©");
    assert_eq!(on_disk("stor"), "stor");
    assert_eq!(on_disk("Élan, ok"), "Ã‰lan, ok");
    assert_eq!(note.as_written(span_of(&note, "Néstor Élan")), "NÃ©stor Ã‰lan");
    // Half of the mended character stands for the whole of it.
    let accent = span_of(&note, "é");
    assert_eq!(note.as_written(Span::new(accent.start + 1, accent.end)), "Ã©");
    assert_eq!(note.place(span_of(&note, "Élan").start), Position { line: 2, column: 12 });
    assert_eq!(note.line(span_of(&note, "Élan").start), 2);
}

#[test]
fn fingerprints_the_bytes_on_disk() {
    let (plain, mark) = (note(b"x"), note(b"\xef\xbb\xbfx"));
    assert_eq!(plain.text, mark.text);
    assert_ne!(plain.hash(), mark.hash());
    assert_eq!(plain.hash(), note(b"x").hash());
}

/// A name as Europeans write them, with enough small letters that it is seen to be one. (Not
/// with Š first or à second: spoilt, they are a capital and a space, which may be right.)
fn name() -> impl Strategy<Value = String> {
    let western = "([A-Z][á-öø-ÿ]?([a-z][ß-öø-ÿ]?){1,4}|[ÀÁÉÍÓÚÄÅÆÇÑÖØÜÞ])[a-z]{2}";
    let polish = "([A-Z]([a-z][ąćęłńóśźż]?){1,4}|[A-Z][ąćęłńóśźż]|[ŁŚŻ])[a-z]{2}";
    let czech = "([A-Z]([a-z][áčďéěíňóřšťúůýž]?){1,4}|[A-Z][áčďéěíňóřšťúůýž]|[ČŘŽÚ])[a-z]{2}";
    let others = "[A-Z](([a-z][öőüű]?){1,4}|([a-z][ăâîșț]?){1,4}|[a-zğışöü]{1,8}|([a-z][čšžćđ]?){1,4})[a-z]{2}";
    prop_oneof![western, polish, czech, others]
}

/// Words and signs in the order in which right text has them.
fn right_text() -> impl Strategy<Value = String> {
    // A letter alone, before two signs that close (`â…”`), cannot be told from a fraction.
    let small = "[a-zß-öø-ÿ]{2,9}|[a-ząćęłńóśźż]{2,9}|[a-záčďéěíňóřšťúůýž]{2,9}";
    // Without Â, which ends no word: before a no-break space it is taken for part of that.
    let capitals = "[A-ZÀÁÃ-ÖØ-Þ]{2,9}|[A-ZÁÉÍÓÔÖÚÝŽŠČĚŘŽĄĆĘŁŚ]{2,9}";
    let foreign = "[а-я]{2,9}|[α-ω]{2,9}|[א-ת]{2,9}|[一-十]{1,9}|[가-깋]{1,9}|[ا-ي]{2,9}";
    let word = prop_oneof![small, capitals, foreign, name()];
    let before =
        prop::sample::select(vec!["", "", "", "“", "«", "«\u{a0}", "‘", "„", "¿", "(", "»"]);
    let after = prop::sample::select(vec![
        "", "", "", "…", "”", "“", "’", "’s", "»", "\u{a0}»", ",", ".", "…”", "”…", "»…", "™", "®",
        "–", "\u{a0}!", "¹", "²", "…»", "»,", "—",
    ]);
    let part = (before, word, after).prop_map(|(b, w, a)| format!("{b}{w}{a}"));
    prop::collection::vec(part, 1..12).prop_map(|parts| parts.join(" "))
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check_spans(&bytes)?;
    }

    #[test]
    fn any_spoilt_bytes_are_read(text in "(\\PC|[À-ô]|[\u{80}-¿]|[€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œŸ]| |\n|`){0,80}") {
        check_spans(text.as_bytes())?;
    }

    #[test]
    fn ascii_is_unchanged(text in "[ -~\r\n\t]{0,200}") {
        let (note, told) = Note::new("a.md", text.as_bytes());
        prop_assert_eq!(&note.text, &text);
        prop_assert_eq!(told, vec![]);
    }

    #[test]
    fn right_text_is_unchanged(text in right_text()) {
        let (note, told) = Note::new("a.md", text.as_bytes());
        prop_assert_eq!(&note.text, &text);
        prop_assert_eq!(told, vec![]);
    }

    #[test]
    fn right_text_beside_spoilt_text_is_unchanged(text in right_text(), times in 1..=3usize) {
        let both = format!("{text}\n{} {text}", spoil("Zoë’s", times));
        prop_assert_eq!(note(both.as_bytes()).text, format!("{text}\nZoë’s {text}"));
    }

    #[test]
    fn spoilt_names_are_mended(names in prop::collection::vec(name(), 1..6), times in 1..=3usize) {
        let right = names.join(" ");
        prop_assert_eq!(note(spoil(&right, times).as_bytes()).text, right);
    }

    #[test]
    fn spoilt_names_are_mended_among_right_ones(right in name(), spoilt in name(), times in 1..=3usize) {
        let text = format!("{right}, {}", spoil(&spoilt, times));
        prop_assert_eq!(note(text.as_bytes()).text, format!("{right}, {spoilt}"));
    }
}

/// That all spans of a note lead to the disk, in order, and all places are within the lines.
fn check_spans(bytes: &[u8]) -> Result<(), proptest::test_runner::TestCaseError> {
    let (note, _) = Note::new("a.md", bytes);
    let disk = std::str::from_utf8(bytes).ok();
    let mut last = Span::new(0, 0);
    for start in 0..=note.text.len() + 1 {
        for len in [0, 1, 2, 7] {
            let on_disk = note.on_disk(Span::new(start, start + len));
            prop_assert!(on_disk.start <= on_disk.end && on_disk.end <= bytes.len());
            if let Some(disk) = disk {
                let written = &disk[on_disk.range()];
                prop_assert_eq!(note.as_written(Span::new(start, start + len)), written);
            }
        }
        let on_disk = note.on_disk(Span::new(start, start + 1));
        prop_assert!(last.start <= on_disk.start && last.end <= on_disk.end.max(last.end));
        prop_assert_eq!(note.place(start).line, note.line(start));
        last = on_disk;
    }
    Ok(())
}
