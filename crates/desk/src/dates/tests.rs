use chrono::{NaiveDate, TimeZone, Utc};

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn a_day_is_read_as_it_is_typed() {
    let today = day("2023-09-18");
    for (typed, read_as) in [
        ("18.09.2023", "2023-09-18"),
        ("18.9.23", "2023-09-18"),
        ("18.9", "2023-09-18"),
        ("18.9.", "2023-09-18"),
        (" 1809 ", "2023-09-18"),
        ("180923", "2023-09-18"),
        ("18092023", "2023-09-18"),
        ("18-09-2023", "2023-09-18"),
        ("18/9", "2023-09-18"),
        ("18 9 2023", "2023-09-18"),
        ("2023-09-18", "2023-09-18"),
        ("\u{202e}18.09.2023\u{200f}", "2023-09-18"),
        ("29.02.2024", "2024-02-29"),
        ("01.01.43", "2043-01-01"),
        ("01.01.44", "1944-01-01"),
        ("d", "2023-09-18"),
        ("D", "2023-09-18"),
        ("i dag", "2023-09-18"),
        ("+7", "2023-09-25"),
        ("+ 7", "2023-09-25"),
        ("-1", "2023-09-17"),
        ("−1", "2023-09-17"),
        ("+0", "2023-09-18"),
        ("uge 38 ma", "2023-09-18"),
        ("uge 38 sø", "2023-09-24"),
        ("Uge 38 Mandag", "2023-09-18"),
        ("uge38fr", "2023-09-22"),
        ("uge 1 ma", "2023-01-02"),
    ] {
        assert_eq!(read(typed, today), Ok(day(read_as)), "{typed}");
    }
}

/// The ISO year of a day may differ from its calendar year.
#[test]
fn a_week_is_of_the_iso_year_of_today() {
    for (today, typed, read_as) in [
        ("2021-01-01", "uge 53 fr", "2021-01-01"),
        ("2024-12-30", "uge 1 ma", "2024-12-30"),
        ("2020-06-01", "uge 53 sø", "2021-01-03"),
    ] {
        assert_eq!(read(typed, day(today)), Ok(day(read_as)), "{typed} on {today}");
    }
}

#[test]
fn what_is_no_day_gets_a_sentence() {
    let today = day("2023-09-18");
    for (typed, says) in [
        ("", "Skriv en dato"),
        ("   ", "Skriv en dato"),
        ("30.02.2023", "februar 2023 har 28 dage"),
        ("30.02.2024", "februar 2024 har 29 dage"),
        ("3102", "februar 2023 har 28 dage"),
        ("31.04", "april 2023 har 30 dage"),
        ("00.05.2023", "maj 2023 har 31 dage"),
        ("18.13.2023", "måned 13"),
        ("1800", "måned 0"),
        ("18", "ikke en dato"),
        ("189", "ikke en dato"),
        ("18092", "ikke en dato"),
        ("18.09.202", "ikke en dato"),
        ("18.09.02023", "ikke en dato"),
        ("18.09.2023.1", "ikke en dato"),
        ("i morgen", "ikke en dato"),
        ("+", "ikke en dato"),
        ("+x", "ikke en dato"),
        ("+123456", "ikke en dato"),
        ("--1", "ikke en dato"),
        ("+99999", "for langt væk"),
        ("18.09.0023", "for langt væk"),
        ("18.09.9999", "for langt væk"),
        ("uge", "ikke en dato"),
        ("uge ma", "ikke en dato"),
        ("uge 38", "dagen i ugen"),
        ("uge 38 m", "ma, ti, on"),
        ("uge 38 xx", "ma, ti, on"),
        ("uge 53 ma", "ingen uge 53 i 2023"),
        ("uge 0 ma", "ingen uge 0"),
        ("uge 999 ma", "ikke en dato"),
        ("١٨٠٩", "ikke en dato"),
        ("18.09.2023; DROP TABLE", "ikke en dato"),
    ] {
        let sentence = read(typed, today).expect_err(typed);
        assert!(sentence.da.contains(says), "{typed}: {}", sentence.da);
        assert!(!sentence.en.is_empty(), "{typed}");
    }
    let long = "1".repeat(300);
    assert!(read(&long, today).expect_err("300 digits").da.len() < 200, "a sentence does not repeat what was typed");
}

/// Both nights of the clock change, and summer and winter.
#[test]
fn moments_are_told_in_danish_time() {
    for (utc, shown, at_the_door) in [
        ((2023, 9, 18, 8, 5), "10.05", "2023-09-18T10:05"),
        ((2023, 12, 31, 23, 30), "00.30", "2024-01-01T00:30"),
        ((2023, 3, 26, 0, 59), "01.59", "2023-03-26T01:59"),
        ((2023, 3, 26, 1, 0), "03.00", "2023-03-26T03:00"),
        ((2023, 10, 29, 0, 30), "02.30", "2023-10-29T02:30"),
        ((2023, 10, 29, 1, 30), "02.30", "2023-10-29T02:30"),
    ] {
        let (year, month, day, hour, minute) = utc;
        let instant = Utc.with_ymd_and_hms(year, month, day, hour, minute, 0).unwrap();
        assert_eq!((time(instant).as_str(), at(instant).as_str()), (shown, at_the_door));
    }
}

#[test]
fn a_moment_names_its_day_unless_it_is_today() {
    let instant = Utc.with_ymd_and_hms(2023, 9, 18, 8, 5, 0).unwrap();
    assert_eq!(moment(instant, day("2023-09-18")).da, "kl. 10.05");
    assert_eq!(moment(instant, day("2023-09-19")).da, "18.09.2023 kl. 10.05");
    assert_eq!((show(day("2023-09-08")), iso(day("2023-09-08"))), ("08.09.2023".to_owned(), "2023-09-08".to_owned()));
    assert_eq!((show(day("0823-11-30")), show(NaiveDate::MAX)), ("30.11.0823".to_owned(), "31.12.262142".to_owned()));
}
