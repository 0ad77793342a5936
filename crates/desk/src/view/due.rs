use chrono::{DateTime, Utc};
use domain::{
    CaseworkerId, JobcentreCode, Person,
    contact_course::{Authority, Booking, Deadline, DeadlineState, Due},
    danish_day,
};

use super::{deadlines::standing, hit, reference::conversation_type};
use crate::{dates, door::DueLine};

/// The deadlines of a citizen that need the caseworker today: those of their own jobcentre, on the living, where they are
/// contact person or nobody is.
#[must_use]
pub fn due(person: &Person, (caseworker, own): (&CaseworkerId, JobcentreCode), now: DateTime<Utc>) -> Vec<DueLine> {
    let today = danish_day(now);
    let mut contacts = person.contact_persons_on(today).peekable();
    let is_theirs = contacts.peek().is_none() || contacts.any(|contact| contact.caseworker == *caseworker);
    if !is_theirs || person.is_dead() || person.jobcentre_on(today) != Some(own) {
        return Vec::new();
    }
    let deadlines = person.deadlines.records.iter();
    let ours = deadlines.filter(|deadline| deadline.by.acts_as(Authority::Jobcentre(own)));
    ours.filter_map(|deadline| line(person, deadline, now)).collect()
}

fn line(person: &Person, deadline: &Deadline, now: DateTime<Utc>) -> Option<DueLine> {
    let today = danish_day(now);
    let is_overdue = match deadline.due(today) {
        Due::InTime => return None,
        Due::Today => false,
        Due::NotBooked | Due::NotHeld => true,
    };
    let booking = match deadline.state {
        DeadlineState::Booked { booking } => person.bookings.find(booking),
        DeadlineState::Open | DeadlineState::Held { .. } | DeadlineState::Withdrawn { .. } => None,
    };
    let can_hold = |booking: &&Booking| matches!(booking.by, Authority::Jobcentre(_)) && booking.content.start <= now;
    Some(DueLine {
        citizen: hit(person, None, today),
        deadline: deadline.id.to_string(),
        conversation_type: conversation_type(deadline.content.kind),
        code: deadline.content.kind.to_string(),
        standing: standing(deadline, person, today),
        is_overdue,
        since: deadline.due_from().map(dates::iso)?,
        can_book: booking.is_none(),
        booking: booking.filter(can_hold).map(|booking| booking.id.to_string()),
    })
}
