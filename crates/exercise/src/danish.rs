use chrono::{DateTime, LocalResult, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Europe::Copenhagen;

/// Why a text is no moment in Danish time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MomentError {
    /// Not `2023-09-18T10:05`.
    #[error("a moment is written 2023-09-18T10:05")]
    Form,
    /// The clock was put forward over it.
    #[error("the clock skips this hour: it is put forward from 02:00 to 03:00")]
    Skipped,
    /// The clock was put back over it, so it came twice.
    #[error("this hour comes twice: write +02:00 after it for the first time, +01:00 for the second")]
    Twice,
}

/// The instant of a moment in Danish time, `2023-09-18T10:05`, whatever the machine's own zone.
///
/// In the hour that comes twice when the clock is put back, the offset says which: `2023-10-29T02:30+01:00`.
///
/// # Errors
/// [`MomentError`].
pub fn moment(text: &str) -> Result<DateTime<Utc>, MomentError> {
    let (local, offset) = match text.len() {
        22 => (text.get(..16), text.get(16..)),
        _ => (Some(text), None),
    };
    let local = local.and_then(|local| NaiveDateTime::parse_from_str(local, "%Y-%m-%dT%H:%M").ok());
    let local = local.ok_or(MomentError::Form)?;
    let found = match (Copenhagen.from_local_datetime(&local), offset) {
        (LocalResult::None, _) => return Err(MomentError::Skipped),
        (LocalResult::Single(moment), None) => moment,
        (LocalResult::Ambiguous(..), None) => return Err(MomentError::Twice),
        (LocalResult::Ambiguous(first, _), Some("+02:00")) => first,
        (LocalResult::Ambiguous(_, second), Some("+01:00")) => second,
        (LocalResult::Single(moment), Some(offset)) if moment.format("%:z").to_string() == offset => moment,
        (_, Some(_)) => return Err(MomentError::Form),
    };
    Ok(found.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danish_moments_are_read_also_in_both_clock_change_nights() {
        for (text, expected) in [
            ("2023-09-18T10:05", Ok("2023-09-18T08:05:00Z")),
            ("2023-01-02T00:30", Ok("2023-01-01T23:30:00Z")),
            ("2023-09-18T10:05+02:00", Ok("2023-09-18T08:05:00Z")),
            ("2023-09-18T10:05+01:00", Err(MomentError::Form)),
            ("2023-03-26T01:59", Ok("2023-03-26T00:59:00Z")),
            ("2023-03-26T02:30", Err(MomentError::Skipped)),
            ("2023-03-26T03:00", Ok("2023-03-26T01:00:00Z")),
            ("2023-10-29T01:59", Ok("2023-10-28T23:59:00Z")),
            ("2023-10-29T02:30", Err(MomentError::Twice)),
            ("2023-10-29T02:30+02:00", Ok("2023-10-29T00:30:00Z")),
            ("2023-10-29T02:30+01:00", Ok("2023-10-29T01:30:00Z")),
            ("2023-10-29T03:00", Ok("2023-10-29T02:00:00Z")),
            ("2023-02-31T10:00", Err(MomentError::Form)),
            ("18.09.2023 10.05", Err(MomentError::Form)),
            ("2023-09-18", Err(MomentError::Form)),
            ("ååååååååååå", Err(MomentError::Form)),
            ("", Err(MomentError::Form)),
        ] {
            let expected = expected.map(|instant| instant.parse::<DateTime<Utc>>().unwrap());
            assert_eq!(moment(text), expected, "{text}");
        }
    }
}
