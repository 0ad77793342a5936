//! The calendar: the conversations of some days, with what waits carried out.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Copenhagen;
use domain::{
    Area, Decision, PersonId, RecordId, What,
    contact_course::{Booking, BookingChange},
};

use crate::door::{BookingRef, CalendarAsk, CalendarEntry, CalendarOf, CalendarView, DeskError, SavedFile, Text};
use crate::policy::keeps_everybody;
use crate::room::{Room, asked, guard, person_id, record_id};
use crate::{dates, view};

/// Six weeks.
const MOST_DAYS: u32 = 42;

impl Room {
    pub fn calendar(&self, ask: &CalendarAsk) -> Result<CalendarView, DeskError> {
        let from = dates::read(&ask.from, self.today()).map_err(|text| DeskError::Asked { text })?;
        let count = ask.days.clamp(1, MOST_DAYS);
        let after = from.checked_add_days(Days::new(u64::from(count))).ok_or(DeskError::Malformed)?;
        let found = self.bookings_between((midnight(from), midnight(after)))?;
        let offline_since = guard(&self.sync).offline_since();
        Ok(view::calendar(&view::Shown {
            from,
            count,
            whose: ask.whose,
            found: &found,
            caseworker: &self.who.id,
            own: self.who.jobcentre,
            names: &self.names,
            now: self.now(),
            is_partial: !keeps_everybody(self.policy.scope),
            as_of: view::calendar_as_of(offline_since, self.today()),
        }))
    }

    /// Writes a booking to a file that other calendars read. The citizen has been opened, so that it is noted who looked.
    pub fn export_booking(&self, of: &BookingRef) -> Result<SavedFile, DeskError> {
        let (known, after) = self.as_they_will_be(self.opened(person_id(&of.citizen)?)?)?;
        let record = record_id(&of.booking)?;
        let booking = after.bookings.find(record).ok_or_else(no_such_booking)?;
        let is_sent = known.bookings.find(record) == Some(booking);
        let text = view::icalendar(&view::Exported {
            person: &after,
            booking,
            is_sent,
            exercise: self.exercise,
            now: self.now(),
        });
        let day = dates::iso(booking.content.day());
        let file = self.write_file(|nth| format!("indkaldelse-{day}-{nth}.ics"), &text)?;
        Ok(SavedFile { file: file.display().to_string() })
    }

    /// The caseworker's own conversations of today that are not cancelled.
    pub fn conversations_of_today(&self) -> Result<Vec<CalendarEntry>, DeskError> {
        let ask = CalendarAsk { from: dates::iso(self.today()), days: 1, whose: CalendarOf::Mine };
        let mut entries = self.calendar(&ask)?.entries;
        entries.retain(|entry| entry.is_mine && entry.booking.state != "cancelled");
        Ok(entries)
    }

    /// Whom else the caseworkers of what the decision books meet at those times. Others' bookings are no part of what is
    /// decided on, so it is no rule's notice.
    pub fn also_meets(&self, subject: PersonId, decision: &Decision) -> Result<Option<Text>, DeskError> {
        let booked = decision.changes.iter().find_map(|change| match &change.what {
            What::Booking { change: BookingChange::Made { content, .. }, .. } => Some(content),
            What::Booking { change: BookingChange::Changed { after, .. }, .. } => Some(after),
            _ => None,
        });
        let Some(content) = booked else { return Ok(None) };
        let found = self.bookings_between((content.start, content.end_or_soon()))?;
        Ok(view::also_meets_told(&found, subject, content, &self.who.id, &self.names))
    }

    /// All that is booked at this desk between two moments, in the order of time, with what waits carried out.
    fn bookings_between(&self, window: (DateTime<Utc>, DateTime<Utc>)) -> Result<Vec<view::Found>, DeskError> {
        // Asked before the rows are read: what is settled meanwhile is in them then, or is worked out here.
        let apart = self.with_apart(&[Area::Bookings, Area::HeldConversations])?;
        let mut found = self.stored_bookings(window)?;
        self.work_out(&mut found, &apart, window);
        found.sort_by_key(|one| (one.booking.start, one.booking.id));
        Ok(found)
    }

    /// As the backend last said.
    fn stored_bookings(&self, (from, to): (DateTime<Utc>, DateTime<Utc>)) -> Result<Vec<view::Found>, DeskError> {
        let stored = self.files.cache.bookings(from, to)?.into_iter().map(|booked| view::Found {
            subject: booked.subject,
            name: booked.name,
            booking: booked.booking,
            waiting: None,
        });
        Ok(stored.collect())
    }

    /// These citizens are shown as they will be.
    fn work_out(
        &self,
        found: &mut Vec<view::Found>,
        apart: &BTreeSet<PersonId>,
        (from, to): (DateTime<Utc>, DateTime<Utc>),
    ) {
        for subject in apart {
            let Ok((known, after)) = self.as_they_will_be(*subject) else { continue };
            let before: HashMap<RecordId, &Booking> =
                known.bookings.records.iter().map(|booking| (booking.id, booking)).collect();
            found.retain(|one| one.subject != known.id);
            let is_in = |booking: &&Booking| booking.content.start < to && from < booking.content.end_or_soon();
            found.extend(after.bookings.records.iter().filter(is_in).map(|booking| {
                let said = before.get(&booking.id).copied();
                view::Found::worked_out(known.id, view::name_of(&after), booking, said)
            }));
        }
    }
}

/// When a day begins in Denmark. On the nights when the clock changes, midnight is never the hour that is changed.
fn midnight(day: NaiveDate) -> DateTime<Utc> {
    let local = day.and_time(NaiveTime::MIN);
    Copenhagen.from_local_datetime(&local).earliest().map_or_else(|| local.and_utc(), |at| at.to_utc())
}

fn no_such_booking() -> DeskError {
    asked(
        "Samtalen er her ikke mere. Åbn borgeren igen.",
        "The conversation is not here any more. Open the citizen again.",
    )
}
