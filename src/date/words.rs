//! The words in dates, in the seven languages of most notes.

/// What a word means in a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A month, from 1. A doubtful name is also another word (`set`, `Mars`), and counts only with a day.
    Month { month: u8, is_doubtful: bool },
    /// A day of the week, which is skipped.
    Weekday,
    /// `of`, `the`, `de`: skipped.
    Of,
    /// `to`, `and`: joins the ends of a range.
    To,
    /// `st`, `th`: makes a number a day of the month.
    Ordinal,
    /// Anything else.
    Other,
}

/// The full names of each month, and the short ones. Accents may be missing.
#[rustfmt::skip]
const MONTHS: [(&str, &str); 12] = [
    ("january janvier januar jänner enero janeiro januari gennaio", "jan janv ene genn"),
    ("february février fevrier februar feber febrero fevereiro februari febbraio", "feb févr fev febr"),
    ("march mars märz maerz marzo março maart", "mrz mrt"),
    ("april avril abril aprile", "apr avr abr"),
    ("may mai mayo maio mei maggio", ""),
    ("june juin juni junio junho giugno", "jun"),
    ("july juillet juli julio julho luglio", "jul juil"),
    ("august août aout agosto augustus", "aug"),
    ("september septembre septiembre setiembre setembro settembre", "sep sept"),
    ("october octobre oktober octubre outubro ottobre", "oct okt ott"),
    ("november novembre noviembre novembro", "nov"),
    ("december décembre decembre dezember diciembre dezembro dicembre", "dec dez déc dic"),
];

/// Short names of months that are often other words.
const DOUBTFUL: [(&str, u8); 9] = [
    ("mar", 3),
    ("mag", 5),
    ("giu", 6),
    ("lug", 7),
    ("ago", 8),
    ("set", 9),
    ("gen", 1),
    ("fév", 2),
    ("sett", 9),
];

#[rustfmt::skip]
const WEEKDAYS: &str = "monday tuesday wednesday thursday friday saturday sunday \
    mon tue tues wed thu thur thurs fri sat sun \
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so \
    lundi mardi mercredi jeudi vendredi samedi dimanche \
    lunes martes miércoles miercoles jueves viernes sábado sabado domingo \
    segunda terça quarta quinta sexta feira \
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag \
    lunedì martedì mercoledì giovedì venerdì sabato domenica";

const OF: &str = "of the de del di den der du le el il am on";
const TO: &str = "to and till until through thru bis und au et al y e a en tot";
const ORDINALS: &str = "st nd rd th er º ª";

/// The meaning of a word.
pub(super) fn meaning(word: &str) -> Meaning {
    // No word here is longer.
    if word.len() > 12 {
        return Meaning::Other;
    }
    let lower = word.to_lowercase();
    let is_in = |list: &str| list.split(' ').any(|known| known == lower);
    let position = MONTHS.iter().position(|(names, short)| is_in(names) || is_in(short));
    if let Some(at) = position {
        // The planet, or French in March.
        return Meaning::Month { month: at as u8 + 1, is_doubtful: word == "Mars" };
    }
    match DOUBTFUL.iter().find(|(known, _)| *known == lower) {
        Some((_, month)) => Meaning::Month { month: *month, is_doubtful: true },
        None if is_in(OF) => Meaning::Of,
        None if is_in(TO) => Meaning::To,
        None if is_in(ORDINALS) => Meaning::Ordinal,
        None if is_in(WEEKDAYS) => Meaning::Weekday,
        None => Meaning::Other,
    }
}
