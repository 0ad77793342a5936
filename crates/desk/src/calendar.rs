//! The calendar: the conversations of some days, with what waits carried out.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Copenhagen;
use domain::{Area, PersonId, RecordId, contact_course::Booking};

use crate::door::{CalendarAsk, CalendarView, DeskError};
use crate::policy::keeps_everybody;
use crate::room::{Room, guard};
use crate::view;

/// Six weeks.
const MOST_DAYS: u32 = 42;

impl Room {
    pub fn calendar(&self, ask: &CalendarAsk) -> Result<CalendarView, DeskError> {
        let from: NaiveDate = ask.from.parse().map_err(|_| DeskError::Malformed)?;
        let count = ask.days.clamp(1, MOST_DAYS);
        let after = from.checked_add_days(Days::new(u64::from(count))).ok_or(DeskError::Malformed)?;
        let window = (midnight(from), midnight(after));
        // Asked before the rows are read: what is settled meanwhile is in them then, or is worked out here.
        let apart = self.with_bookings_apart()?;
        let mut found = self.stored_bookings(window)?;
        self.work_out(&mut found, &apart, window);
        found.sort_by_key(|one| (one.booking.content.start, one.booking.id));
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

    /// As the backend last said.
    fn stored_bookings(&self, (from, to): (DateTime<Utc>, DateTime<Utc>)) -> Result<Vec<view::Found>, DeskError> {
        let stored = self.files.cache.bookings(from, to)?.into_iter().map(|booked| view::Found {
            subject: booked.subject,
            name: booked.name,
            booking: booked.booking,
            known: view::Said::TheSame,
        });
        Ok(stored.collect())
    }

    /// Those on whom something of a booking is not in the rows: it waits, or it is accepted and nothing was pulled since.
    fn with_bookings_apart(&self) -> Result<BTreeSet<PersonId>, DeskError> {
        let queue = self.queue()?;
        let has_pulled = guard(&self.sync).has_pulled_since_push();
        let accepted = if has_pulled { Vec::new() } else { self.files.outbox.accepted_last()? };
        let waiting = queue.into_iter().map(|queued| (queued.subject, queued.area));
        let of_bookings = waiting
            .chain(accepted)
            .filter(|(_, area)| matches!(area, Some(Area::Bookings | Area::HeldConversations)))
            .map(|(subject, _)| subject);
        Ok(self.files.cache.survivors(of_bookings)?)
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
            found.extend(after.bookings.records.iter().filter(is_in).map(|booking| view::Found {
                subject: known.id,
                name: view::name_of(&after),
                booking: booking.clone(),
                known: match before.get(&booking.id) {
                    None => view::Said::Nothing,
                    Some(said) if *said == booking => view::Said::TheSame,
                    Some(said) => view::Said::Otherwise(Box::new((*said).clone())),
                },
            }));
        }
    }
}

/// When a day begins in Denmark. On the nights when the clock changes, midnight is never the hour that is changed.
fn midnight(day: NaiveDate) -> DateTime<Utc> {
    let local = day.and_time(NaiveTime::MIN);
    Copenhagen.from_local_datetime(&local).earliest().map_or_else(|| local.and_utc(), |at| at.to_utc())
}
