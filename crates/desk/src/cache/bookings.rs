//! The bookings of everybody here, by their time.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Person, PersonId};
use rusqlite::{Transaction, params};

use super::{Cache, FileError, blob, person};
use crate::drawn::Drawn;

/// A booking, and whose it is.
pub(crate) struct Booked {
    pub subject: PersonId,
    pub name: String,
    pub booking: Drawn,
}

/// No meeting is longer, so none that began earlier reaches into a window.
const LONGEST: TimeDelta = TimeDelta::hours(24);

impl Cache {
    /// The bookings of citizens in scope that share a moment with the window, in the order of time; the cancelled too.
    pub fn bookings(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<Vec<Booked>, FileError> {
        let file = self.reading();
        let mut find = file.prepare_cached(
            "SELECT citizen.subject, citizen.name, booking.body
             FROM booking JOIN citizen ON citizen.id = booking.citizen
             WHERE booking.start >= ?1 AND booking.start < ?2 AND booking.until > ?3 AND citizen.looked_up_on IS NULL
             ORDER BY booking.start",
        )?;
        let earliest = from.checked_sub_signed(LONGEST).unwrap_or(from);
        let mut found =
            find.query(params![earliest.timestamp_millis(), to.timestamp_millis(), from.timestamp_millis()])?;
        let mut booked = Vec::new();
        while let Some(row) = found.next()? {
            let subject = person(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?)?;
            let body = row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?;
            booked.push(Booked { subject, name: row.get(1)?, booking: serde_json::from_str(body)? });
        }
        Ok(booked)
    }
}

/// Writes the bookings of a citizen anew.
pub(super) fn store(step: &Transaction, id: i64, person: &Person) -> Result<(), FileError> {
    step.prepare_cached("DELETE FROM booking WHERE citizen = ?1")?.execute([id])?;
    let mut put =
        step.prepare_cached("INSERT INTO booking (citizen, record, start, until, body) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for booking in &person.bookings.records {
        put.execute(params![
            id,
            blob(booking.id.0),
            booking.content.start.timestamp_millis(),
            booking.content.end_or_soon().timestamp_millis(),
            serde_json::to_string(&Drawn::of(booking))?,
        ])?;
    }
    Ok(())
}
