//! How a copy writes its sessions, drawn at random.

use crate::train::numbers::random::Random;

const SEPARATORS: [&str; 17] = [
    " - ", " – ", " — ", ": ", " | ", " by ", " with ", " / ", ", ", " by: ", " // ", " -- ",
    " -  ", " • ", " · ", " ~ ", " -",
];
const LABELS: [&str; 30] = [
    "Speaker: ", "Speakers: ", "By ", "by ", "Presenter: ", "**Speaker**: ", "**Speaker:** ",
    "Presented by ", "Who: ", "*Speaker:* ", "Presenters: ", "Talk by ", "with ", "Speaker - ",
    "speaker: ", "Given by ", "_Speaker_ ", "Author: ", "Host: ", "Talk given by ", "speaker:: ",
    "Referent: ", "Vortrag von ", "Ponente: ", "Intervenant : ", "Relatore: ", "Spreker: ",
    "Palestrante: ", "**Who** ", "🎤 ",
];
const ORDERS: [&str; 17] = [
    "TS", "TS", "TS", "T(S)", "ST", "ST", "ST", "S on T", "T/S", "T/S", "T/S", "S/T", "T/L", "T/L",
    "T/L", "T", "record",
];
const PEOPLE: [&str; 22] = [
    "n", "n", "n", "n (c)", "n (c)", "n, r at c", "n @h", "[n]", "n, c", "n - c", "n @ c",
    "n, r, c", "n of c", "n (r, c)", "n (@h)", "n\nr • c", "n  \nr, c", "n\nc", "n (r)",
    "n (r)(@h)", "n @h (c)", "n [c]",
];
/// Before a session; `1` is its number, `A` a letter, `tm` a time. Half of all copies have nothing there.
const BEFORE: [&str; 30] = [
    "1. ", "tm ", "tm–tm ", "tm - ", "A. ", "(1) ", "[A] ", "#1 ", "Talk: ", "Session: ",
    "Keynote: ", "Lightning talk: ", "Talk 1 - ", "Talk #1: ", "Workshop — ", "📌 ", "Track A: ",
    "Room 2 | ", "[Keynote] ", "Opening keynote - ", "Vortrag: ", "Charla: ", "Day 2 - ", "tm | ",
    "SomeConf 2016: ", "DevDays - ", "Railsconf: ", "Workshop: ", "Fireside chat: ", "Panel: ",
];
/// Behind a session. Half of all copies have nothing there.
const BEHIND: [&str; 17] = [
    " (9:30am)",
    " [video](https://video.example/abc)",
    " #notes",
    " (EN)",
    " - Room 3",
    " ([slides](https://slides.example/s.pdf))",
    " - 30 min",
    " 🎉",
    " (slides)",
    " [JA]",
    " (keynote)",
    " [talk](https://talks.example/x)",
    " - tm",
    " (video)",
    " ★★★",
    " | Track B",
    " talk",
];
const EXTRAS: [&str; 12] = [
    "Date: 2019-05-14",
    "Room: Main hall",
    "*14 May 2018, 10:00*",
    "Slides: https://slides.example/14",
    "@handle",
    "Track: Data",
    "**Time:** 10:15",
    "[Video](https://video.example/v)",
    "Level: intermediate",
    "tags:: #talk",
    "Duration: 40 min",
    "Link: https://talks.example/9",
];
const REMARKS: [&str; 8] = [
    "Good one.\n",
    "- slides are online\n",
    "Mostly about trade-offs.\n",
    "- ask about the numbers\n- try it at home\n",
    "Room was full.\n",
    "- Slow start\n- The demo failed, the idea is sound\n- Questions about cost\n",
    "The middle part is worth a second look, the rest we knew.\n",
    "\n* why now\n* what next\n",
];

/// What stands among sessions in a schedule and is none.
const PAUSES: [&str; 22] = [
    "Coffee break",
    "Lunch",
    "Registration & coffee",
    "Closing remarks",
    "Break",
    "Drinks",
    "Welcome",
    "Lunch & sponsor hall",
    "Doors open",
    "Pause",
    "Mittagspause",
    "Ankommen",
    "Intervalo",
    "Credenciamento",
    "Descanso",
    "Pausa café",
    "Déjeuner",
    "Pranzo",
    "Borrel",
    "Party",
    "Dinner",
    "Closing, sponsored by Quillworks",
];

/// How a copy writes its sessions.
pub struct Style {
    /// Order of title (T) and speakers (S), in one line or in two; with a label (L); as a record.
    pub order: &'static str,
    /// What stands between title and speakers.
    pub separator: &'static str,
    /// How a person is told, see [`PEOPLE`].
    pub person: &'static str,
    /// How a title is set: quoted, emphasised, bold, linked.
    pub title: &'static str,
    /// Whether the whole line is a link or bold.
    pub whole: &'static str,
    /// What stands before each session.
    pub before: &'static str,
    /// What stands behind.
    pub behind: &'static str,
    /// The label before who speaks.
    pub label: &'static str,
    /// How a second line is set.
    pub line: &'static str,
    /// A further line.
    pub extra: &'static str,
    /// What joins several speakers.
    pub join: &'static str,
    /// What a session stands in: as it was, a heading, a bold line, a paragraph, an item.
    pub container: &'static str,
    /// The level of its heading.
    pub level: usize,
    /// Where the title of a note's only session stands.
    pub place: &'static str,
    /// Whether employers are told.
    pub employers: bool,
    /// Whether only the sessions are kept, as in raw notes; and then perhaps as a table.
    pub bare: bool,
    /// Whether the sessions of bare notes are rows of a table.
    pub table: bool,
    /// Whether something is told before who speaks.
    pub told: bool,
    /// Whether sessions that are paragraphs follow each other line by line.
    pub dense: bool,
    /// Whether the sections of sessions are notes of their own.
    pub split: bool,
    /// Whether an index note lists the notes.
    pub index: bool,
    /// Whether a schedule has pauses.
    pub pauses: bool,
    /// Whether titles and names are all in small letters.
    pub small: bool,
    /// Whether notes of one session each are one note.
    pub merge: bool,
    /// Whether people have other names.
    pub renamed: bool,
}

/// One of a list.
pub fn pick<T: Copy>(random: &mut Random, list: &[T]) -> T {
    list[random.below(list.len())]
}

/// One of a list in half of all cases, else nothing.
fn perhaps(random: &mut Random, list: &[&'static str]) -> &'static str {
    if random.unit() < 0.5 { "" } else { pick(random, list) }
}

impl Style {
    /// Draws a style.
    pub fn draw(random: &mut Random) -> Style {
        Style {
            order: pick(random, &ORDERS),
            separator: pick(random, &SEPARATORS),
            person: pick(random, &PEOPLE),
            title: pick(random, &["t", "t", "t", "t", "t", "q", "e", "b", "l"]),
            whole: pick(random, &["", "", "", "", "", "", "", "l", "b"]),
            before: perhaps(random, &BEFORE),
            behind: perhaps(random, &BEHIND),
            label: pick(random, &LABELS),
            line: pick(random, &["p", "p", "h", "e", "b", "li", "q", "hs"]),
            extra: perhaps(random, &EXTRAS),
            join: pick(random, &[" and ", ", ", " & ", " / ", "; ", " + "]),
            container: pick(random, &["as is", "as is", "h", "h", "b", "p", "i"]),
            level: pick(random, &[1, 2, 2, 3, 3, 4]),
            place: pick(
                random,
                &["line", "line", "line", "line", "field", "field", "file", "file"],
            ),
            employers: random.unit() < 0.6,
            bare: random.unit() < 0.45,
            table: random.unit() < 0.2,
            told: random.unit() < 0.15,
            dense: random.unit() < 0.3,
            split: random.unit() < 0.4,
            index: random.unit() < 0.7,
            pauses: random.unit() < 0.4,
            small: random.unit() < 0.08,
            merge: random.unit() < 0.4,
            renamed: random.unit() < 0.4,
        }
    }

    /// Something in a schedule that is no session.
    pub fn pause(random: &mut Random) -> &'static str {
        pick(random, &PAUSES)
    }

    /// Something that a note says of a session.
    pub fn remark(random: &mut Random) -> &'static str {
        pick(random, &REMARKS)
    }

    /// What stands before or behind the session of this number.
    pub fn around(mark: &str, k: usize) -> String {
        let time = format!("{:02}:{}", 9 + k % 8, ["00", "15", "30", "45"][k % 4]);
        let letter = char::from(b'A' + (k % 20) as u8);
        let mark = mark.replace("tm", &time);
        if mark.contains("A.") || mark.contains("[A]") {
            return mark.replace('A', &letter.to_string());
        }
        mark.replace('1', &(k + 1).to_string())
    }
}
