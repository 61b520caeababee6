//! Dates: every form that notes use, and nothing that is no date.

use hallway::date::Date;
use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

/// Each line has an input and what it should give, `-` for nothing.
fn check(read: impl Fn(&str) -> Option<Date>, table: &str) {
    for line in table.trim().lines() {
        let (input, expected) = line.rsplit_once("=>").expect("a line with =>");
        let found = read(input.trim()).map_or("-".to_string(), |date| date.to_string());
        assert_eq!(found, expected.trim(), "in “{}”", input.trim());
    }
}

#[test]
fn parses_dates_made_of_numbers() {
    check(
        Date::parse,
        "
        2019-07-23 => 2019-07-23
        2019-7-3 => 2019-07-03
        2019-07-23T20:08:21+01:00 => 2019-07-23
        2019-07-23T20:08:21.123Z => 2019-07-23
        2019-07-23 20:08:21 +0100 => 2019-07-23
        2019-07-23 20:08 => 2019-07-23
        2019-07-23, 8:08 PM => 2019-07-23
        \"2019-07-23\" => 2019-07-23
        <2019-07-23 Tue> => 2019-07-23
        [2019-07-23 Tue 10:30] => 2019-07-23
        2019/07/23 => 2019-07-23
        2019.07.23 => 2019-07-23
        2019_07_23 => 2019-07-23
        20190723 => 2019-07-23
        201907232008 => 2019-07-23
        20190723200821 => 2019-07-23
        2019072320 => 2019-07-23
        1563912501 => 2019-07-23
        1563912501000 => 2019-07-23
        0000000000 => 1970-01-01
        1582934400 => 2020-02-29
        23.07.2019 => 2019-07-23
        3.7.2019 => 2019-07-03
        23/07/2019 => 2019-07-23
        07/23/2019 => 2019-07-23
        23-07-2019 10:00 => 2019-07-23
        07/05/2019 => 2019
        07/07/2019 => 2019-07-07
        2019-07 => 2019-07
        2019/07 => 2019-07
        07/2019 => 2019-07
        2019 => 2019
        2019年7月23日 => 2019-07-23
        2019年07月 => 2019-07
        2019년 7월 23일 => 2019-07-23
        ",
    );
}

#[test]
fn parses_dates_with_month_names() {
    check(
        Date::parse,
        "
        July 23, 2019 => 2019-07-23
        July 23rd 2019 at 10:30 => 2019-07-23
        Jul. 23, 2019 => 2019-07-23
        23 July 2019 => 2019-07-23
        23rd of July 2019 => 2019-07-23
        the 23rd of July, 2019 => 2019-07-23
        JULY 23, 2019 => 2019-07-23
        Tuesday, 23 July 2019 => 2019-07-23
        Tue, 23 Jul 2019 10:00:00 GMT => 2019-07-23
        Tue Jul 23 20:08:21 2019 +0100 => 2019-07-23
        Tue Jul 23 20:08:21 EDT 2019 => 2019-07-23
        23-Jul-2019 => 2019-07-23
        2019-Jul-23 => 2019-07-23
        2019 July 23 => 2019-07-23
        Jul 2019 => 2019-07
        July, 2019 => 2019-07
        March 2019 => 2019-03
        Sept 2019 => 2019-09
        23. Juli 2019 => 2019-07-23
        Dienstag, den 5. März 2019 => 2019-03-05
        1er août 2019 => 2019-08-01
        mardi 12 février 2019 à 10:30 => 2019-02-12
        5 de octubre de 2019 => 2019-10-05
        Sábado, 7 de setembro de 2019 => 2019-09-07
        5 ago 2019 => 2019-08-05
        12 mei 2019 => 2019-05-12
        1º maggio 2019 => 2019-05-01
        Mars 2019 => 2019-03
        ",
    );
}

#[test]
fn parses_nothing_else() {
    check(
        Date::parse,
        "
        2019-02-29 => -
        2020-02-30 => -
        2019-13-01 => -
        2019-04-31 => -
        2019-00-10 => -
        2019-07-00 => -
        31.02.2019 => -
        31/31/2019 => -
        February 30, 2019 => -
        1969 => -
        2100 => -
        1900-01-01 => -
        23.07.19 => -
        20191323 => -
        99999999999999999999999 => -
        9999999999 => -
        2019-W30 => -
        2019-07-23 and so on => -
        July => -
        July 23 => -
        true => -
        {{ now }} => -
        - => -
        2019-2020 => -
        2019-07/23 => -
        ",
    );
    assert_eq!(Date::parse(""), None);
}

#[test]
fn reads_dates_in_file_names() {
    check(
        Date::from_name,
        "
        2019-07-23-slug.md => 2019-07-23
        2019-7-3-slug.md => 2019-07-03
        2019-07-23.md => 2019-07-23
        2019_07_23.md => 2019-07-23
        2019.07.23 A title.md => 2019-07-23
        20190723-x => 2019-07-23
        20190723T101112--title__tag.md => 2019-07-23
        201907231011 title.md => 2019-07-23
        2019-07-slug => 2019-07
        2019-07 => 2019-07
        2019-13-slug => 2019
        2019-3-things-i-learned => 2019
        2019-conference => 2019
        2019 => 2019
        conference-2019-07-23.md => 2019-07-23
        conference2019-07-23.md => 2019-07-23
        day-one-20190723.md => 2019-07-23
        conference-2019 => -
        conference-2019-07 => -
        conference-2019-day-2.md => -
        2019th-thing => -
        2048x => -
        index.md => -
        1984-a-review => 1984
        2101-a-journey => -
        ",
    );
}

#[test]
fn finds_the_start_of_what_prose_tells() {
    check(
        Date::find_in,
        "
        It was on March 19–22, 2024, in Paris. => 2024-03-19
        from the 19th to 22nd of March, 2024 => 2024-03-19
        from 30 September to 2 October 2019 => 2019-09-30
        from 30 December to 2 January 2020 => 2019-12-30
        March 30 – April 2, 2024 => 2024-03-30
        on 26/27 September 2019 => 2019-09-26
        the 26th and 27th of September, 2019 => 2019-09-26
        26 & 27 Sept. 2019 => 2019-09-26
        on Tuesday 4 and Wednesday 5 June 2019 => 2019-06-04
        between 4, 5 and 6 June 2019 => 2019-06-04
        in June 2018 => 2018-06
        in June/July 2018 we => 2018-06
        December–January 2019 => 2018-12
        vom 23. bis 25. Juli 2019 in Berlin => 2019-07-23
        23.–25. Juli 2019 => 2019-07-23
        am 23.-25.07.2019 => 2019-07-23
        30.09.–02.10.2019 => 2019-09-30
        du 4 au 6 mars 2019 => 2019-03-04
        en mars 2019 => 2019-03
        del 5 al 7 de octubre de 2019 => 2019-10-05
        dal 23 al 25 maggio 2019 => 2019-05-23
        on 2019-07-23 (Tuesday) => 2019-07-23
        on July 23rd, 2019 => 2019-07-23
        between May 3 2019 and June 5 2020 => 2019-05-03
        In chapter 3, July 2019 => 2019-07
        At 05/06/2019 it began => 2019
        31 February 2019 => 2019-02
        foo12 May 2019 => 2019-05
        2019年7月23日に => 2019-07-23
        ",
    );
}

#[test]
fn finds_no_date_where_prose_has_none() {
    check(
        Date::find_in,
        "
        In 2019 we went there. => -
        on March 19 => -
        The rover of Mars 2020 landed. => -
        All set 2019 => -
        Nov 12 10:30 backup-2019 => -
        5 out of 2019 people => -
        You may be one of 2019 people. => -
        version 2019.2 and 10.2019 => -
        20190723 => -
        ports 2000-2010 => -
        ",
    );
}

#[test]
fn finds_the_place_of_a_date() {
    let text = "Zürich, from 30 September to 2 October 2019 (again).";
    let (_, span) = Date::find(text).unwrap();
    assert_eq!(&text[span.range()], "30 September to 2 October 2019");
}

#[test]
fn orders_dates_by_time() {
    let dates = ["2018-12-31", "2019", "2019-01", "2019-01-01", "2019-02", "2020"];
    let dates: Vec<Date> = dates.iter().map(|text| Date::parse(text).unwrap()).collect();
    assert!(dates.is_sorted());
}

#[test]
fn is_saved_as_text() {
    let date = Date::new(2019, 7, 0).unwrap();
    assert_eq!(serde_json::to_string(&date).unwrap(), "\"2019-07\"");
    assert_eq!(serde_json::from_str::<Date>("\"2019-07\"").unwrap(), date);
    assert!(serde_json::from_str::<Date>("\"2019-17\"").is_err());
}

proptest! {
    #[test]
    fn any_text_is_read(text in "(\\PC|[0-9 .,/–-]|2019|[0-3][0-9]| May | to | of |th|mars ){0,30}") {
        let _ = (Date::parse(&text), Date::from_name(&text));
        if let Some((date, span)) = Date::find(&text) {
            prop_assert_eq!(Date::new(date.year, date.month, date.day), Some(date));
            prop_assert!(text.get(span.range()).is_some_and(|found| !found.is_empty()));
        }
    }

    #[test]
    fn what_is_written_is_read(year in 1970..=2099u16, month in 0..=12u8, day in 0..=31u8) {
        if let Some(date) = Date::new(year, month, day) {
            prop_assert_eq!(Date::parse(&date.to_string()), Some(date));
        } else {
            prop_assert!(month == 0 || day > 28);
        }
    }
}

#[test]
fn days_are_counted_over_leap_years() {
    let days = |text: &str| Date::parse(text).unwrap().days();
    assert_eq!(days("1970-01-01"), 0);
    assert_eq!(days("1970-12-31"), 364);
    assert_eq!(days("2000-02-29"), days("2000-02-28") + 1);
    assert_eq!(days("2000-03-01"), 11_017);
    assert_eq!(days("2019"), days("2019-01-01"));
    for year in 1970..2099 {
        let leap = year % 4 == 0;
        let next = days(&format!("{}-01-01", year + 1));
        assert_eq!(next - days(&format!("{year}-01-01")), if leap { 366 } else { 365 }, "{year}");
    }
}
