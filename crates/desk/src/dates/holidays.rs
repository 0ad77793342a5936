//! Danish public holidays.

use chrono::{Datelike, Days, NaiveDate};

use crate::door::Text;

/// The last year in which Store Bededag was a holiday.
const LAST_STORE_BEDEDAG: i32 = 2023;

/// The holiday on `day`, if it is one.
#[must_use]
pub fn holiday(day: NaiveDate) -> Option<Text> {
    let fixed = match (day.month(), day.day()) {
        (1, 1) => Some(("Nytårsdag", "New Year's Day")),
        (12, 25) => Some(("Juledag", "Christmas Day")),
        (12, 26) => Some(("2. juledag", "Boxing Day")),
        _ => None,
    };
    let name = fixed.or_else(|| by_easter(day))?;
    Some(Text::new(name.0, name.1))
}

fn by_easter(day: NaiveDate) -> Option<(&'static str, &'static str)> {
    let first = easter(day.year())?.checked_sub_days(Days::new(3))?;
    match (day - first).num_days() {
        0 => Some(("Skærtorsdag", "Maundy Thursday")),
        1 => Some(("Langfredag", "Good Friday")),
        3 => Some(("Påskedag", "Easter Sunday")),
        4 => Some(("2. påskedag", "Easter Monday")),
        29 if day.year() <= LAST_STORE_BEDEDAG => Some(("Store Bededag", "Great Prayer Day")),
        42 => Some(("Kristi Himmelfartsdag", "Ascension Day")),
        52 => Some(("Pinsedag", "Whit Sunday")),
        53 => Some(("2. pinsedag", "Whit Monday")),
        _ => None,
    }
}

/// Easter Sunday in the Gregorian calendar: the anonymous algorithm of 1876.
fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - b / 4 - g + 15).rem_euclid(30);
    let l = (32 + 2 * b.rem_euclid(4) + 2 * (c / 4) - h - c.rem_euclid(4)).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let of_march = h + l - 7 * m + 22;
    NaiveDate::from_ymd_opt(year, 3, 1)?.checked_add_days(Days::new(u64::try_from(of_march - 1).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_where_the_almanac_has_it() {
        for (year, day) in [
            (1961, "1961-04-02"),
            (2000, "2000-04-23"),
            (2008, "2008-03-23"),
            (2011, "2011-04-24"),
            (2019, "2019-04-21"),
            (2023, "2023-04-09"),
            (2024, "2024-03-31"),
            (2025, "2025-04-20"),
            (2026, "2026-04-05"),
            (2038, "2038-04-25"),
            (2285, "2285-03-22"),
        ] {
            assert_eq!(easter(year).map(|day| day.to_string()).as_deref(), Some(day));
        }
    }

    #[test]
    fn every_holiday_of_two_years_is_known() {
        let of = |year: i32| -> Vec<(String, String)> {
            let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
            let days = first.iter_days().take_while(|day| day.year() == year);
            days.filter_map(|day| Some((day.format("%d.%m").to_string(), holiday(day)?.da))).collect()
        };
        let named = |days: &[(&str, &str)]| -> Vec<(String, String)> {
            days.iter().map(|(day, name)| ((*day).to_owned(), (*name).to_owned())).collect()
        };
        let of_2023 = [
            ("01.01", "Nytårsdag"),
            ("06.04", "Skærtorsdag"),
            ("07.04", "Langfredag"),
            ("09.04", "Påskedag"),
            ("10.04", "2. påskedag"),
            ("05.05", "Store Bededag"),
            ("18.05", "Kristi Himmelfartsdag"),
            ("28.05", "Pinsedag"),
            ("29.05", "2. pinsedag"),
            ("25.12", "Juledag"),
            ("26.12", "2. juledag"),
        ];
        let of_2024 = [
            ("01.01", "Nytårsdag"),
            ("28.03", "Skærtorsdag"),
            ("29.03", "Langfredag"),
            ("31.03", "Påskedag"),
            ("01.04", "2. påskedag"),
            ("09.05", "Kristi Himmelfartsdag"),
            ("19.05", "Pinsedag"),
            ("20.05", "2. pinsedag"),
            ("25.12", "Juledag"),
            ("26.12", "2. juledag"),
        ];
        assert_eq!(of(2023), named(&of_2023));
        assert_eq!(of(2024), named(&of_2024), "without Store Bededag");
    }
}
