#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use chrono::NaiveDate;
use domain::{
    CaseworkerId, Command, CommandId, Person, PersonId, RecordId, WrittenNumber,
    contact_course::{
        Authority, Booking, BookingContent, BookingState, Cancelling, ConversationForm, ConversationType, Meeting,
        Rebooking, WrittenBooking,
    },
};
use uuid::Uuid;

use super::*;

const RECORD: RecordId = RecordId(Uuid::from_u128(7));
const MADE: CommandId = CommandId(Uuid::from_u128(8));
/// A group meeting that another desk has named.
const NAMED: Uuid = Uuid::from_u128(9);

fn line() -> CaseworkerId {
    CaseworkerId("line".into())
}

fn writer(holds: Option<&CaseworkerId>) -> Writer<'_> {
    let today = NaiveDate::from_ymd_opt(2023, 9, 18).unwrap();
    Writer { holds, authority: Authority::Jobcentre("75100".parse().unwrap()), today }
}

/// Somebody with one booking, to a group meeting that nobody in particular holds.
fn person() -> Person {
    let content = BookingContent {
        kind: ConversationType::JOB,
        form: ConversationForm(1),
        meeting: Meeting::Group(NAMED),
        start: "2023-09-20T08:00:00Z".parse().unwrap(),
        end: Some("2023-09-20T08:45:00Z".parse().unwrap()),
        place: None,
        phone: None,
        link: None,
        title: None,
        description: None,
        caseworker: None,
        rebooking: Rebooking::No,
        cancelling: Cancelling::No,
        owner: None,
        self_booked: false,
    };
    let booking = Booking {
        id: RECORD,
        number: "1503851234".parse().unwrap(),
        by: Authority::Jobcentre("75100".parse().unwrap()),
        content,
        guest: None,
        writings: vec![MADE],
        registered: "2023-09-18T08:00:00Z".parse().unwrap(),
        state: BookingState::Planned,
    };
    let mut person = Person::new(PersonId(Uuid::from_u128(1)));
    person.bookings.records.push(booking);
    person
}

/// The booking after its form was filled in, changed by `typed`, and saved.
fn changed(person: &Person, typed: fn(&mut BookingFields)) -> WrittenBooking {
    let stands = person.bookings.find(RECORD).unwrap();
    let mut fields = fields(&WrittenBooking::from(&stands.content));
    typed(&mut fields);
    let written = read(&fields, &writer(None)).unwrap();
    let number = WrittenNumber("1503851234".into());
    let command = Command::ChangeBooking { number, record: RECORD, seen: vec![MADE], booking: Box::new(written) };
    match as_it_stands(command, person) {
        Command::ChangeBooking { booking, .. } => *booking,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_change_of_words_leaves_the_group_meeting_and_nobody_who_holds_it() {
    let written = changed(&person(), |fields| fields.title = "Husk CV".into());
    assert_eq!(written.group_meeting, Some(NAMED));
    assert_eq!(written.caseworker, None);
    let mut held = person();
    held.bookings.records[0].content.caseworker = Some(line());
    assert_eq!(changed(&held, |fields| fields.caseworker = "  ".into()).caseworker, Some(line()), "emptied");
    let other = changed(&held, |fields| fields.caseworker = "anders".into());
    assert_eq!(other.caseworker, Some(CaseworkerId("anders".into())));
}

#[test]
fn who_meets_at_another_time_is_in_another_group_meeting() {
    let moved = changed(&person(), |fields| fields.from = "9".into());
    let new = fields(&moved);
    let made = read(&new, &writer(None)).unwrap();
    assert_ne!(moved.group_meeting, Some(NAMED));
    assert_eq!(moved.group_meeting, made.group_meeting, "the one of everybody who is summoned to it");
    let of_another_type = changed(&person(), |fields| fields.conversation_type = "1".into());
    assert_ne!(of_another_type.group_meeting, Some(NAMED));
    assert_eq!(changed(&person(), |fields| fields.is_group = false).group_meeting, None);
}

#[test]
fn a_new_booking_is_held_by_who_makes_it_where_nobody_is_named() {
    let mut empty = fields(&WrittenBooking::from(&person().bookings.records[0].content));
    let own = line();
    assert_eq!(read(&empty, &writer(Some(&own))).unwrap().caseworker, Some(line()));
    empty.caseworker = "anders".into();
    assert_eq!(read(&empty, &writer(Some(&own))).unwrap().caseworker, Some(CaseworkerId("anders".into())));
}

#[test]
fn a_meeting_that_is_moved_stays_as_long_as_it_was() {
    let mut person = person();
    for (end, filled_in, moved_to_nine) in [
        ("2023-09-20T08:45:00Z", "45 min", "2023-09-20T07:45:00Z"),
        ("2023-09-20T08:45:30Z", "45 min", "2023-09-20T07:45:00Z"),
        ("2023-09-21T08:00:00Z", "1440 min", "2023-09-21T07:00:00Z"),
        // One that ends before it begins, as somebody wrote it, can be corrected.
        ("2023-09-20T07:30:00Z", "09.30", "2023-09-20T07:30:00Z"),
    ] {
        person.bookings.records[0].content.end = Some(end.parse().unwrap());
        let stands = WrittenBooking::from(&person.bookings.records[0].content);
        assert_eq!(fields(&stands).until, filled_in);
        let moved = changed(&person, |fields| fields.from = "9".into());
        assert_eq!(moved.end, Some(moved_to_nine.parse().unwrap()), "{filled_in}");
    }
    person.bookings.records[0].content.end = None;
    assert_eq!(changed(&person, |fields| fields.from = "9".into()).end, None);
}
