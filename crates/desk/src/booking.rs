//! The form of a booking: from what is typed to what is written in a command, and back.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    CaseworkerId, Command, Person,
    contact_course::{Authority, ConversationForm, ConversationType, Meeting, WrittenBooking},
};
use uuid::Uuid;

#[cfg(test)]
mod tests;

use crate::{
    dates,
    door::{BookingFields, Text},
    times,
};

/// Who fills in a form, and on which day.
pub(crate) struct Writer<'a> {
    /// Who holds the conversation where nobody is named; none where nobody is known who would.
    pub holds: Option<&'a CaseworkerId>,
    /// Who summons.
    pub authority: Authority,
    pub today: NaiveDate,
}

/// What is typed, as a command has it.
///
/// # Errors
/// A sentence about the first field that is not right yet.
pub(crate) fn read(fields: &BookingFields, writer: &Writer) -> Result<WrittenBooking, Text> {
    let kind = code(&fields.conversation_type).map(ConversationType);
    let kind =
        kind.ok_or_else(|| Text::new("Vælg samtaletype fra listen.", "Choose the conversation type from the list."))?;
    let form = code(&fields.form).map(ConversationForm);
    let form =
        form.ok_or_else(|| Text::new("Vælg samtaleform fra listen.", "Choose the conversation form from the list."))?;
    let day = dates::read(&fields.day, writer.today)?;
    let from = times::read(&fields.from)?;
    let start = times::instant(day, from)?;
    let end = match fields.until.trim() {
        "" => None,
        until => Some(times::end(day, start, times::read_until(until, from)?)?),
    };
    let deadline = |is_possible: bool, typed: &str| match typed.trim() {
        typed if !is_possible || typed.is_empty() => Ok(None),
        typed => dates::read(typed, writer.today).map(Some),
    };
    let meeting = if fields.is_group { WrittenBooking::GROUP } else { WrittenBooking::INDIVIDUAL };
    Ok(WrittenBooking {
        kind,
        form,
        meeting: meeting.to_owned(),
        group_meeting: fields.is_group.then(|| group_meeting(writer.authority, kind, start)),
        start,
        end,
        minutes: None,
        place: said(&fields.place),
        phone: said(&fields.phone.split_whitespace().collect::<String>()),
        link: said(&fields.link),
        title: said(&fields.title),
        description: said(&fields.description),
        caseworker: said(&fields.caseworker).map(CaseworkerId).or_else(|| writer.holds.cloned()),
        rebooking_possible: fields.can_rebook,
        rebooking_deadline: deadline(fields.can_rebook, &fields.rebook_until)?,
        cancelling_possible: fields.can_cancel,
        cancelling_deadline: deadline(fields.can_cancel, &fields.cancel_until)?,
        owner: None,
        self_booked: false,
    })
}

/// What no form has a field for stays as it is: which system owns the booking, that the citizen made it, who holds it where
/// nobody is named, and the group meeting as long as it is the same one.
pub(crate) fn as_it_stands(mut command: Command, after: &Person) -> Command {
    if let Command::ChangeBooking { record, booking, .. } = &mut command
        && let Some(stands) = after.bookings.find(*record)
    {
        let content = &stands.content;
        booking.owner = content.owner;
        booking.self_booked = content.self_booked;
        booking.caseworker = booking.caseworker.take().or_else(|| content.caseworker.clone());
        if let (Meeting::Group(meeting), Some(written)) = (content.meeting, &mut booking.group_meeting)
            && (content.kind, content.start) == (booking.kind, booking.start)
        {
            *written = meeting;
        }
    }
    command
}

/// A form filled as a booking is written: to change it, or to correct it.
pub(crate) fn fields(written: &WrittenBooking) -> BookingFields {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let day = |day: Option<NaiveDate>| day.map(dates::show).unwrap_or_default();
    // As a length: who moves the meeting means it to be as long as before. Seconds have no field.
    let minute = |instant: DateTime<Utc>| instant.timestamp().div_euclid(60);
    let until = |end: DateTime<Utc>| match minute(end) - minute(written.start) {
        minutes @ 0.. => times::typed_length(minutes),
        _ => times::typed(end),
    };
    let length = written.minutes.map(|minutes| times::typed_length(minutes.into()));
    BookingFields {
        conversation_type: written.kind.to_string(),
        form: written.form.to_string(),
        fund_takes_part: false,
        is_group: written.meeting == WrittenBooking::GROUP,
        day: dates::show(domain::danish_day(written.start)),
        from: times::typed(written.start),
        until: written.end.map(until).or(length).unwrap_or_default(),
        place: text(&written.place),
        phone: text(&written.phone),
        link: text(&written.link),
        title: text(&written.title),
        description: text(&written.description),
        caseworker: written.caseworker.as_ref().map(|caseworker| caseworker.0.clone()).unwrap_or_default(),
        can_rebook: written.rebooking_possible,
        rebook_until: day(written.rebooking_deadline),
        can_cancel: written.cancelling_possible,
        cancel_until: day(written.cancelling_deadline),
    }
}

/// Whoever is booked by the same authority to a group meeting of the same type at the same time, meets the others there.
fn group_meeting(authority: Authority, kind: ConversationType, start: DateTime<Utc>) -> Uuid {
    const SPACE: Uuid = Uuid::from_u128(0x1f3e_6a90_57c4_4d1b_8e02_b6d1_94c7_20af);
    let of = match authority {
        Authority::Jobcentre(jobcentre) => jobcentre.to_string(),
        Authority::Fund(fund) => format!("fund {fund}"),
    };
    Uuid::new_v5(&SPACE, format!("{of}/{kind}/{}", start.timestamp()).as_bytes())
}

fn code(typed: &str) -> Option<u32> {
    typed.trim().parse().ok()
}

fn said(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
