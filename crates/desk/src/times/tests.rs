use chrono::{DateTime, Utc};

use super::{Until, end, instant, read, read_until, typed};

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

#[test]
fn an_end_is_a_time_or_a_length() {
    let of = |typed: &str| {
        let (day, start) = ("2023-09-20".parse().unwrap(), utc("2023-09-20T08:00:00Z"));
        read_until(typed).and_then(|until| end(day, start, until)).map_err(|text| text.da)
    };
    for (typed, expected) in [
        ("45", "08:45"),
        ("45 min", "08:45"),
        ("45 min.", "08:45"),
        ("1 t", "09:00"),
        ("2 timer", "10:00"),
        ("0", "08:00"),
        ("10.45", "08:45"),
        ("10:45", "08:45"),
        ("1045", "08:45"),
        ("120", "10:00"),
        ("9.00", "07:00"),
    ] {
        assert_eq!(of(typed), Ok(utc(&format!("2023-09-20T{expected}:00Z"))), "{typed}");
    }
    assert_eq!(read_until("999"), Ok(Until::Minutes(999)));
    for typed in ["x", "10.60", "45 uger", "99999", "-45", "", "2460"] {
        assert!(of(typed).is_err(), "{typed}");
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
