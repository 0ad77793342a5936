use chrono::{DateTime, Utc};
use chrono_tz::Europe::Copenhagen;

use super::{days_after, end, instant, read, read_until, typed};

fn at(day: &str, typed: &str) -> Result<DateTime<Utc>, String> {
    let typed = read(typed).map_err(|text| text.da)?;
    instant(day.parse().unwrap(), typed).map_err(|text| text.da)
}

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[test]
fn a_time_is_typed_in_many_ways() {
    for typed in ["10", "10.00", "10:00", "1000", "kl. 10", "kl 10.00", " 10 "] {
        assert_eq!(at("2023-09-20", typed), Ok(utc("2023-09-20T08:00:00Z")), "{typed}");
    }
    for (typed, expected) in
        [("9", "07:00"), ("9.30", "07:30"), ("09:30", "07:30"), ("930", "07:30"), ("0", "22:00"), ("23.59", "21:59")]
    {
        let day = if typed == "0" { "2023-09-21" } else { "2023-09-20" };
        assert_eq!(at(day, typed), Ok(utc(&format!("2023-09-20T{expected}:00Z"))), "{typed}");
    }
}

#[test]
fn rubbish_gets_a_sentence() {
    for typed in
        ["", "x", "24", "25", "10.60", "10.5", "10.005", "-1", "1e1", "10 efter", "½", "æøå", "+10", "10.-1", "100000"]
    {
        assert!(read(typed).is_err(), "{typed}");
    }
}

/// The instant of an end on that day, in Danish time: `20 08:45` for the day and the time.
fn until(from: &str, typed: &str) -> Result<String, String> {
    let day = "2023-09-20".parse().unwrap();
    let from = read(from).unwrap();
    let ends = read_until(typed, from).and_then(|until| end(day, instant(day, from)?, until));
    ends.map(|end| end.with_timezone(&Copenhagen).format("%d %H.%M").to_string()).map_err(|text| text.da)
}

#[test]
fn an_end_is_a_time_or_a_length() {
    for (from, typed, expected) in [
        ("10", "45", "20 10.45"),
        ("10", "45 min", "20 10.45"),
        ("10", "45 min.", "20 10.45"),
        ("10", "1 t", "20 11.00"),
        ("10", "2 timer", "20 12.00"),
        ("10", "0", "20 10.00"),
        ("10", "10.45", "20 10.45"),
        ("10", "10:45", "20 10.45"),
        ("10", "kl. 10.45", "20 10.45"),
        ("10", "1045", "20 10.45"),
        ("10", "9.00", "20 09.00"),
        // One or two digits: an hour of the next four, else minutes.
        ("10", "11", "20 11.00"),
        ("10.30", "11", "20 11.00"),
        ("8", "9", "20 09.00"),
        ("11", "11", "20 11.11"),
        ("11.30", "11", "20 11.41"),
        ("10", "14", "20 14.00"),
        ("10", "15", "20 10.15"),
        ("10", "20", "20 10.20"),
        ("13", "15", "20 15.00"),
        ("10", "30", "20 10.30"),
        ("9", "5", "20 09.05"),
        ("10", "11 min", "20 10.11"),
        // Three: a time after the start, or more minutes than anybody meets.
        ("0830", "930", "20 09.30"),
        ("8", "830", "20 08.30"),
        ("10", "930", "20 09.30"),
        ("10", "120", "20 12.00"),
        ("10", "480", "20 18.00"),
        ("4", "445", "20 04.45"),
        ("5", "445", "20 12.25"),
        ("10", "500", "20 05.00"),
        // Four with a unit: a meeting past midnight.
        ("10", "1440 min", "21 10.00"),
        ("10", "1000 min", "21 02.40"),
        ("10", "1440", "20 14.40"),
    ] {
        assert_eq!(until(from, typed), Ok(expected.to_owned()), "{typed} after {from}");
    }
    for typed in ["x", "10.60", "45 uger", "99999", "99999 min", "-45", "", "2460", "999", "490", "min"] {
        assert!(until("10", typed).is_err(), "{typed}");
    }
}

/// The night of 29 October 2023 has the hour from two to three twice, and that of 31 March 2024 not at all.
#[test]
fn on_the_nights_that_the_clock_is_set_somebody_is_asked() {
    assert!(at("2023-10-29", "2.30").is_err_and(|text| text.contains("to gange")));
    assert_eq!(at("2023-10-29", "2.30 sommertid"), Ok(utc("2023-10-29T00:30:00Z")));
    assert_eq!(at("2023-10-29", "2.30 vintertid"), Ok(utc("2023-10-29T01:30:00Z")));
    assert_eq!(at("2023-10-29", "1.59"), Ok(utc("2023-10-28T23:59:00Z")));
    assert_eq!(at("2023-10-29", "3"), Ok(utc("2023-10-29T02:00:00Z")));
    assert!(at("2024-03-31", "2.30").is_err_and(|text| text.contains("findes ikke")));
    assert_eq!(at("2024-03-31", "1.59"), Ok(utc("2024-03-31T00:59:00Z")));
    assert_eq!(at("2024-03-31", "3.00"), Ok(utc("2024-03-31T01:00:00Z")));
    for again in ["2023-10-29T00:30:00Z", "2023-10-29T01:30:00Z", "2023-10-29T02:00:00Z", "2023-09-20T08:05:00Z"] {
        assert_eq!(at(&again[..10], &typed(utc(again))), Ok(utc(again)), "typed again");
    }
    assert_eq!(at("2024-03-31", "10 vintertid"), Ok(utc("2024-03-31T08:00:00Z")), "said where it need not be said");
}

#[test]
fn a_clock_that_is_moved_by_days_shows_the_same_time() {
    for (now, days, later) in [
        ("2023-09-18T08:05:00Z", 1, "2023-09-19T08:05:00Z"),
        // Summer time ends in between: the day has 25 hours.
        ("2023-10-28T10:00:00Z", 1, "2023-10-29T11:00:00Z"),
        ("2023-10-25T00:30:00Z", 4, "2023-10-29T00:30:00Z"),
        // There is no 02.30 in that night.
        ("2023-03-25T01:30:00Z", 1, "2023-03-26T01:30:00Z"),
        ("2023-03-20T09:00:00Z", 7, "2023-03-27T08:00:00Z"),
    ] {
        assert_eq!(days_after(utc(now), days), Some(utc(later)), "{now}");
    }
}
