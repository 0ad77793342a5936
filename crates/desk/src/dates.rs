//! Days and times as the caseworker types and reads them. Always Danish time, never the machine's zone.
//!
//! They are written digit by digit: a week of the calendar has thousands of them, and a pattern is read anew for each.

use chrono::{DateTime, Datelike, Days, NaiveDate, Timelike, Utc, Weekday};
use chrono_tz::Europe::Copenhagen;

use crate::door::Text;

mod holidays;
#[cfg(test)]
mod tests;

pub use holidays::holiday;

/// `18.09.2023`.
#[must_use]
pub fn show(day: NaiveDate) -> String {
    let mut shown = String::with_capacity("18.09.2023".len());
    two(&mut shown, day.day());
    shown.push('.');
    two(&mut shown, day.month());
    shown.push('.');
    year(&mut shown, day.year());
    shown
}

/// `2023-09-18`: a day at the door.
#[must_use]
pub fn iso(day: NaiveDate) -> String {
    let mut shown = String::with_capacity("2023-09-18T10:05".len());
    year(&mut shown, day.year());
    shown.push('-');
    two(&mut shown, day.month());
    shown.push('-');
    two(&mut shown, day.day());
    shown
}

/// `10.05`: Danish time.
#[must_use]
pub fn time(instant: DateTime<Utc>) -> String {
    clock(&instant.with_timezone(&Copenhagen))
}

/// `10.05`: what a clock shows.
#[must_use]
pub fn clock(local: &impl Timelike) -> String {
    let mut shown = String::with_capacity("10.05".len());
    two(&mut shown, local.hour());
    shown.push('.');
    two(&mut shown, local.minute());
    shown
}

/// `2023-09-18T10:05`: a moment at the door, Danish time.
#[must_use]
pub fn at(instant: DateTime<Utc>) -> String {
    let local = instant.with_timezone(&Copenhagen);
    let mut shown = iso(local.date_naive());
    shown.push('T');
    two(&mut shown, local.hour());
    shown.push(':');
    two(&mut shown, local.minute());
    shown
}

/// Two digits.
fn two(to: &mut String, number: u32) {
    to.extend([number / 10 % 10, number % 10].into_iter().filter_map(|digit| char::from_digit(digit, 10)));
}

/// Four digits; a year with more has all of them.
fn year(to: &mut String, year: i32) {
    match u32::try_from(year) {
        Ok(year) if year < 10_000 => {
            two(to, year / 100);
            two(to, year % 100);
        }
        _ => to.push_str(&year.to_string()),
    }
}

/// `kl. 10.05` today, `18.09.2023 kl. 10.05` on another day.
#[must_use]
pub fn moment(instant: DateTime<Utc>, today: NaiveDate) -> Text {
    let (day, time) = (domain::danish_day(instant), time(instant));
    if day == today {
        Text::new(format!("kl. {time}"), format!("at {time}"))
    } else {
        let day = show(day);
        Text::new(format!("{day} kl. {time}"), format!("{day} at {time}"))
    }
}

/// Reads a day as typed: `18.09.2023`, `18.9.23`, `18.9`, `1809`, `180923`, `18092023`, `2023-09-18`, `d` for today,
/// `+7`, `-1`, `uge 38 ma`.
///
/// # Errors
/// A sentence that says what is wrong and what may be typed.
pub fn read(typed: &str, today: NaiveDate) -> Result<NaiveDate, Text> {
    let typed: String = typed.chars().filter(|c| !is_invisible(*c)).collect::<String>().trim().to_lowercase();
    if typed.is_empty() {
        return Err(Text::new(
            "Skriv en dato, for eksempel 18.09.2023, 1809 eller d for i dag.",
            "Write a date, for example 18.09.2023, 1809 or d for today.",
        ));
    }
    if matches!(typed.as_str(), "d" | "i dag" | "idag" | "today") {
        return Ok(today);
    }
    if let Some(week) = typed.strip_prefix("uge").or_else(|| typed.strip_prefix("week")) {
        return week_day(week, today);
    }
    if typed.starts_with(['+', '-', '\u{2212}']) {
        return days_away(&typed, today);
    }
    calendar_day(&typed, today)
}

/// Marks that come along when a date is pasted.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// `+7`, `-1`.
fn days_away(typed: &str, today: NaiveDate) -> Result<NaiveDate, Text> {
    let mut signs = typed.chars();
    let is_later = signs.next() == Some('+');
    let digits = signs.as_str().trim();
    let is_number = (1..=5).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let Some(days) = digits.parse::<u64>().ok().filter(|_| is_number) else { return Err(not_a_date()) };
    let day = if is_later { today.checked_add_days(Days::new(days)) } else { today.checked_sub_days(Days::new(days)) };
    day.filter(|day| is_near(day.year())).ok_or_else(too_far)
}

/// ` 38 ma`: a day of an ISO week of this year.
fn week_day(typed: &str, today: NaiveDate) -> Result<NaiveDate, Text> {
    let typed = typed.trim_start();
    let digits = typed.bytes().take_while(u8::is_ascii_digit).count();
    let (week, day) = typed.split_at(digits);
    let Some(week) = week.parse::<u32>().ok().filter(|_| digits <= 2) else { return Err(not_a_date()) };
    let day = day.trim().trim_end_matches('.');
    if day.is_empty() {
        return Err(Text::new(
            format!("Skriv også dagen i ugen, for eksempel uge {week} ma."),
            format!("Write the day of the week too, for example uge {week} ma."),
        ));
    }
    let Some(day) = weekday(day) else {
        return Err(Text::new(
            format!("Skriv dagen som ma, ti, on, to, fr, lø eller sø, for eksempel uge {week} ma."),
            format!("Write the day as ma, ti, on, to, fr, lø or sø, for example uge {week} ma."),
        ));
    };
    let year = today.iso_week().year();
    NaiveDate::from_isoywd_opt(year, week, day).ok_or_else(|| {
        Text::new(format!("Der er ingen uge {week} i {year}."), format!("There is no week {week} in {year}."))
    })
}

fn weekday(typed: &str) -> Option<Weekday> {
    const NAMES: [(&str, Weekday); 7] = [
        ("mandag", Weekday::Mon),
        ("tirsdag", Weekday::Tue),
        ("onsdag", Weekday::Wed),
        ("torsdag", Weekday::Thu),
        ("fredag", Weekday::Fri),
        ("lørdag", Weekday::Sat),
        ("søndag", Weekday::Sun),
    ];
    let is_long_enough = typed.chars().count() >= 2;
    NAMES.iter().find(|(name, _)| is_long_enough && name.starts_with(typed)).map(|(_, day)| *day)
}

/// Day, month and perhaps year, with or without something between them.
fn calendar_day(typed: &str, today: NaiveDate) -> Result<NaiveDate, Text> {
    let parts: Vec<&str> = typed
        .split(|c: char| matches!(c, '.' | '-' | '/') || c.is_whitespace())
        .filter(|part| !part.is_empty())
        .collect();
    let is_digits = parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    if !is_digits {
        return Err(not_a_date());
    }
    let (day, month, year) = match parts.as_slice() {
        [run] => match run.len() {
            4 => (&run[..2], &run[2..], None),
            6 | 8 => (&run[..2], &run[2..4], Some(&run[4..])),
            _ => return Err(not_a_date()),
        },
        [day, month] if day.len() <= 2 && month.len() <= 2 => (*day, *month, None),
        [year, month, day] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => (*day, *month, Some(*year)),
        [day, month, year] if day.len() <= 2 && month.len() <= 2 => (*day, *month, Some(*year)),
        _ => return Err(not_a_date()),
    };
    let year = match year.map(|year| (year.len(), year.parse::<i32>())) {
        None => today.year(),
        Some((2, Ok(year))) => within_the_century(year, today),
        Some((4, Ok(year))) => year,
        Some(_) => return Err(not_a_date()),
    };
    let (Ok(day), Ok(month)) = (day.parse(), month.parse()) else { return Err(not_a_date()) };
    if !is_near(year) {
        return Err(too_far());
    }
    NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| no_such_day(day, month, year))
}

/// Two digits mean the year at most 20 years ahead, or else the one behind.
fn within_the_century(year: i32, today: NaiveDate) -> i32 {
    let century = today.year() - today.year().rem_euclid(100);
    if century + year <= today.year() + 20 { century + year } else { century + year - 100 }
}

/// A caseworker means no day outside these years; a slip of the finger does.
fn is_near(year: i32) -> bool {
    (1900..=2199).contains(&year)
}

fn not_a_date() -> Text {
    Text::new(
        "Det er ikke en dato. Skriv for eksempel 18.09.2023, 1809, d for i dag, +7 eller uge 38 ma.",
        "That is not a date. Write for example 18.09.2023, 1809, d for today, +7 or uge 38 ma.",
    )
}

fn too_far() -> Text {
    Text::new(
        "Datoen ligger for langt væk. Skriv et år mellem 1900 og 2199.",
        "The date is too far away. Write a year between 1900 and 2199.",
    )
}

fn no_such_day(day: u32, month: u32, year: i32) -> Text {
    const MONTHS: [(&str, &str); 12] = [
        ("januar", "January"),
        ("februar", "February"),
        ("marts", "March"),
        ("april", "April"),
        ("maj", "May"),
        ("juni", "June"),
        ("juli", "July"),
        ("august", "August"),
        ("september", "September"),
        ("oktober", "October"),
        ("november", "November"),
        ("december", "December"),
    ];
    let name = month.checked_sub(1).and_then(|at| MONTHS.get(at as usize));
    let first = NaiveDate::from_ymd_opt(year, month, 1);
    match (name, first.map(|first| first.num_days_in_month())) {
        (Some((da, en)), Some(days)) => Text::new(
            format!("Den dag findes ikke: {da} {year} har {days} dage, og du har skrevet dag {day}."),
            format!("There is no such day: {en} {year} has {days} days, and you wrote day {day}."),
        ),
        _ => Text::new(
            format!(
                "Den måned findes ikke: du har skrevet måned {month}. Skriv dag, måned og år, for eksempel 18.09.2023."
            ),
            format!(
                "There is no such month: you wrote month {month}. Write day, month and year, for example 18.09.2023."
            ),
        ),
    }
}
