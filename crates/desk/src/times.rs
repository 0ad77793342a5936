//! Times of day and lengths as the caseworker types them, and the instants that they are in Denmark.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc, offset::LocalResult};
use chrono_tz::Europe::Copenhagen;

use crate::{dates, door::Text};

#[cfg(test)]
mod tests;

/// How a meeting ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// At a time of the same day.
    Time(TimeTyped),
    /// After so many minutes.
    Minutes(u32),
}

/// A time of day as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeTyped {
    time: NaiveTime,
    /// Said for the hour that comes twice in the night when summer time ends.
    half: Option<Half>,
}

/// Which of the two hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Half {
    Summer,
    Winter,
}

/// Reads a time: `10`, `9.30`, `09:30`, `0930`, `kl. 10`; in the night when the clock is set back `2.30 sommertid` or
/// `2.30 vintertid`.
///
/// # Errors
/// A sentence that says what is wrong and what may be typed.
pub fn read(typed: &str) -> Result<TimeTyped, Text> {
    let typed = typed.trim().to_lowercase();
    let typed = typed.strip_prefix("kl").map_or(typed.as_str(), |rest| rest.trim_start_matches('.')).trim();
    let (digits, half) = match typed.split_once(' ').map(|(time, half)| (time, half.trim())) {
        Some((time, "sommertid" | "sommer" | "s")) => (time, Some(Half::Summer)),
        Some((time, "vintertid" | "vinter" | "v")) => (time, Some(Half::Winter)),
        Some(_) => return Err(not_a_time()),
        None => (typed, None),
    };
    let (hour, minute) = match digits.split_once(['.', ':']) {
        Some((hour, minute)) if minute.len() == 2 => (hour, minute),
        Some(_) => return Err(not_a_time()),
        None => match digits.len() {
            1 | 2 => (digits, "00"),
            3 | 4 if digits.is_ascii() => digits.split_at(digits.len() - 2),
            _ => return Err(not_a_time()),
        },
    };
    let is_number = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(hour) || !is_number(minute) {
        return Err(not_a_time());
    }
    let (Ok(hour), Ok(minute)) = (hour.parse(), minute.parse()) else { return Err(not_a_time()) };
    let time = NaiveTime::from_hms_opt(hour, minute, 0).ok_or_else(|| {
        Text::new(
            "Det klokkeslæt findes ikke. Døgnet går fra 00.00 til 23.59.",
            "There is no such time. The day goes from 00.00 to 23.59.",
        )
    })?;
    Ok(TimeTyped { time, half })
}

/// Reads the end of what begins at `from`: a time, `10.45`, or a length, `45`, `45 min`, `1 t`. A number without a unit is
/// the time it can be, where a meeting could end then: `11` after 10.00, `930` after 8.30.
///
/// # Errors
/// A sentence that says what is wrong and what may be typed.
pub fn read_until(typed: &str, from: TimeTyped) -> Result<Until, Text> {
    let typed = typed.trim().to_lowercase();
    let (digits, unit) = typed.split_at(typed.bytes().take_while(u8::is_ascii_digit).count());
    match (digits.len(), unit.trim().trim_end_matches('.')) {
        (1..=4, "") => without_unit(digits, from),
        (1..=4, "m" | "min" | "minutter") => length(digits, 1),
        (1..=4, "t" | "time" | "timer") => length(digits, 60),
        (_, "") => Err(no_end()),
        _ => read(&typed).map(Until::Time),
    }
}

fn without_unit(digits: &str, from: TimeTyped) -> Result<Until, Text> {
    /// Nobody means a longer meeting in minutes.
    const LONGEST: u32 = 480;
    // Twenty after ten in the morning is a length, and so is fifteen; eleven is a time.
    let soon = TimeDelta::hours(4);
    let time = read(digits);
    let later = time.as_ref().ok().map(|until| until.time - from.time).filter(|later| TimeDelta::zero() < *later);
    let is_time = match digits.len() {
        1 | 2 => later.is_some_and(|later| later <= soon),
        3 => later.is_some() || digits.parse().is_ok_and(|minutes: u32| LONGEST < minutes),
        _ => true,
    };
    if is_time { time.map(Until::Time) } else { length(digits, 1) }
}

fn length(digits: &str, minutes: u32) -> Result<Until, Text> {
    let number: u32 = digits.parse().map_err(|_| no_end())?;
    number.checked_mul(minutes).map(Until::Minutes).ok_or_else(no_end)
}

/// A length as it is typed. It stays the same when the meeting is moved.
#[must_use]
pub fn typed_length(minutes: i64) -> String {
    format!("{minutes} min")
}

/// The instant at which a clock in Denmark shows the time on the day.
///
/// # Errors
/// A sentence: the clock is set forward over it, or shows it twice.
pub fn instant(day: NaiveDate, typed: TimeTyped) -> Result<DateTime<Utc>, Text> {
    let shown = dates::clock(&typed.time);
    match (Copenhagen.from_local_datetime(&day.and_time(typed.time)), typed.half) {
        (LocalResult::Single(instant), _)
        | (LocalResult::Ambiguous(instant, _), Some(Half::Summer))
        | (LocalResult::Ambiguous(_, instant), Some(Half::Winter)) => Ok(instant.to_utc()),
        (LocalResult::Ambiguous(..), None) => Err(Text::new(
            format!(
                "Uret stilles tilbage den nat, og kl. {shown} kommer to gange. Skriv {shown} sommertid eller {shown} vintertid."
            ),
            format!(
                "The clock is set back that night, and {shown} comes twice. Write {shown} sommertid (summer time) or {shown} vintertid (winter time)."
            ),
        )),
        (LocalResult::None, _) => Err(Text::new(
            format!("Uret stilles frem den nat, og kl. {shown} findes ikke. Skriv et andet klokkeslæt."),
            format!("The clock is set forward that night, and there is no {shown}. Write another time."),
        )),
    }
}

/// The instant at which a clock in Denmark shows the same time so many days later; an hour later where there is no such
/// time.
#[must_use]
pub fn days_after(now: DateTime<Utc>, days: u64) -> Option<DateTime<Utc>> {
    let local = now.with_timezone(&Copenhagen).naive_local().checked_add_days(Days::new(days))?;
    let shown = |local| Copenhagen.from_local_datetime(&local).earliest().map(|instant| instant.to_utc());
    shown(local).or_else(|| shown(local + TimeDelta::hours(1)))
}

/// An instant as it is typed: with the half of the night where it comes twice.
#[must_use]
pub fn typed(instant: DateTime<Utc>) -> String {
    let local = instant.with_timezone(&Copenhagen).naive_local();
    let time = dates::clock(&local);
    match Copenhagen.from_local_datetime(&local) {
        LocalResult::Ambiguous(first, _) if first.to_utc() == instant => format!("{time} sommertid"),
        LocalResult::Ambiguous(..) => format!("{time} vintertid"),
        LocalResult::Single(_) | LocalResult::None => time,
    }
}

/// The instant at which a meeting ends that begins at `start` on the day.
///
/// # Errors
/// As [`instant`].
pub fn end(day: NaiveDate, start: DateTime<Utc>, until: Until) -> Result<DateTime<Utc>, Text> {
    match until {
        Until::Time(time) => instant(day, time),
        Until::Minutes(minutes) => Ok(start + TimeDelta::minutes(i64::from(minutes))),
    }
}

fn no_end() -> Text {
    Text::new(
        "Skriv, hvor mange minutter samtalen varer, for eksempel 45, eller hvornår den slutter, for eksempel 10.45.",
        "Write for how many minutes the conversation lasts, for example 45, or when it ends, for example 10.45.",
    )
}

fn not_a_time() -> Text {
    Text::new(
        "Det er ikke et klokkeslæt. Skriv for eksempel 10, 9.30 eller 0930.",
        "That is not a time. Write for example 10, 9.30 or 0930.",
    )
}
