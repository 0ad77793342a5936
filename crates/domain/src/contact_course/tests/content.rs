use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{code, world};
use crate::{
    CaseworkerId, RefusalCode, RuleId, What,
    contact_course::{
        BookingChange, BookingContent, Cancelling, ConversationForm, ConversationType, Meeting, Rebooking,
        WrittenBooking,
    },
    testing::{A, danish, day, job_conversation, line, make_booking},
};

/// A change of an ordinary booking.
type Twist = fn(&mut WrittenBooking);

fn twisted(twist: Twist) -> WrittenBooking {
    let mut booking = job_conversation("2023-09-20T10:00");
    twist(&mut booking);
    booking
}

/// SB-BOOKING: each check of what is written, with DFDG's code where it has one, on both sides of its boundary.
#[test]
fn what_is_written_is_looked_at() {
    use RefusalCode::*;
    let cases: [(&str, Twist, Option<RefusalCode>); 58] = [
        ("an ordinary one", |_| {}, None),
        ("form 0", |b| b.form = ConversationForm(0), Some(BadForm)),
        ("form 1", |b| b.form = ConversationForm(1), None),
        ("form 7, in a gap of the list", |b| b.form = ConversationForm(7), None),
        ("form 9", |b| b.form = ConversationForm(9), Some(BadForm)),
        ("type 0", |b| b.kind = ConversationType(0), Some(BadType)),
        ("type 14, in a gap of the list", |b| b.kind = ConversationType(14), None),
        ("type 20", |b| b.kind = ConversationType(20), None),
        ("type 21", |b| b.kind = ConversationType(21), Some(BadType)),
        ("the last minute of yesterday", |b| b.start = danish("2023-09-17T23:59"), Some(StartBeforeToday)),
        ("the first minute of today, though it is nine", |b| b.start = danish("2023-09-18T00:00"), None),
        ("tomorrow", |b| b.start = danish("2023-09-19T00:00"), None),
        ("1823", |b| b.start = danish("1823-09-20T10:00"), Some(StartBeforeToday)),
        ("ends a minute before it starts", |b| b.end = Some(danish("2023-09-20T09:59")), Some(EndBeforeStart)),
        ("ends when it starts", |b| b.end = Some(danish("2023-09-20T10:00")), None),
        ("ends a minute after it starts", |b| b.end = Some(danish("2023-09-20T10:01")), None),
        ("neither alone nor in a group", |b| b.meeting = "lunch".to_owned(), Some(BadMeeting)),
        (
            "a last day for rebooking, and none",
            |b| b.rebooking_deadline = Some(day("2023-09-19")),
            Some(RebookingDeadlineWithoutRebooking),
        ),
        ("rebooking without a last day", |b| b.rebooking_possible = true, Some(RebookingWithoutDeadline)),
        ("rebooking until a day", |b| rebooking(b, "2023-09-19"), None),
        (
            "a last day for cancelling, and none",
            |b| b.cancelling_deadline = Some(day("2023-09-19")),
            Some(CancellingDeadlineWithoutCancelling),
        ),
        ("cancelling without a last day", |b| b.cancelling_possible = true, None),
        ("cancelling until a day", |b| cancelling(b, "2023-09-19"), None),
        ("two years ahead", |b| b.start = danish("2025-09-17T23:59"), None),
        ("two years and a day ahead", |b| b.start = danish("2025-09-18T00:00"), Some(TooFarAhead)),
        ("9999", |b| b.start = danish("9999-12-31T10:00"), Some(TooFarAhead)),
        ("24 hours long", |b| b.minutes = Some(24 * 60), None),
        ("a minute longer", |b| b.minutes = Some(24 * 60 + 1), Some(TooLong)),
        ("as many minutes as there are", |b| b.minutes = Some(u32::MAX), Some(TooLong)),
        ("an end and a length that agree", |b| end_and_length(b, "2023-09-20T10:45"), None),
        ("an end and a length that do not", |b| end_and_length(b, "2023-09-20T10:46"), Some(TwoEnds)),
        ("a group without its meeting", |b| b.meeting = WrittenBooking::GROUP.to_owned(), Some(NoGroupMeeting)),
        (
            "a group",
            |b| {
                b.meeting = WrittenBooking::GROUP.to_owned();
                b.group_meeting = Some(Uuid::nil());
            },
            None,
        ),
        ("alone in a group", |b| b.group_meeting = Some(Uuid::nil()), Some(GroupOfOne)),
        ("rebooking until the day of the meeting", |b| rebooking(b, "2023-09-20"), None),
        ("rebooking until the day after", |b| rebooking(b, "2023-09-21"), Some(DeadlineAfterMeeting)),
        ("cancelling until the day of the meeting", |b| cancelling(b, "2023-09-20"), None),
        ("cancelling until the day after", |b| cancelling(b, "2023-09-21"), Some(DeadlineAfterMeeting)),
        ("digital without a link", |b| b.form = ConversationForm::DIGITAL, Some(NoLink)),
        ("digital with blanks for a link", |b| digital(b, "  "), Some(NoLink)),
        ("digital", |b| digital(b, "https://moede.example.dk/rum/7"), None),
        ("no link", |b| digital(b, "moede i rum 7"), Some(BadLink)),
        ("a link to no host", |b| digital(b, "https://"), Some(BadLink)),
        ("a link that runs", |b| digital(b, "javascript:alert(1)"), Some(BadLink)),
        ("a link to a file", |b| digital(b, "file:///etc/passwd"), Some(BadLink)),
        ("a bad link where none is needed", |b| b.link = Some("rum 7".to_owned()), Some(BadLink)),
        ("two digits", |b| b.phone = Some("11".to_owned()), Some(BadPhone)),
        ("three digits", |b| b.phone = Some("112".to_owned()), None),
        ("a plus and twenty digits", |b| b.phone = Some(format!("+{}", "4".repeat(20))), None),
        ("21 digits", |b| b.phone = Some("4".repeat(21)), Some(BadPhone)),
        ("a telephone number with letters", |b| b.phone = Some("8713O2O2".to_owned()), Some(BadPhone)),
        ("a title of 100 characters", |b| b.title = Some("å".repeat(100)), None),
        ("a title of 101", |b| b.title = Some("å".repeat(101)), Some(LongBookingText)),
        ("a link of 2,000 characters", |b| digital(b, &link(2000)), None),
        ("a link of 2,001", |b| digital(b, &link(2001)), Some(LongLinkOrUser)),
        ("a user name of 255 characters", |b| b.caseworker = Some(CaseworkerId("å".repeat(255))), None),
        ("a user name of 256", |b| b.caseworker = Some(CaseworkerId("å".repeat(256))), Some(LongLinkOrUser)),
        ("a description of 5,000 characters", |b| b.description = Some("å".repeat(5000)), Some(LongBookingText)),
    ];
    for (case, twist, refused) in cases {
        let answer = world().decides(&line(), &make_booking(A, twisted(twist)));
        assert_eq!(answer.as_ref().err().map(|refusal| refusal.rule), refused.map(|_| RuleId::SbBooking), "{case}");
        assert_eq!(code(answer), refused, "{case}");
    }
}

fn rebooking(booking: &mut WrittenBooking, last: &str) {
    (booking.rebooking_possible, booking.rebooking_deadline) = (true, Some(day(last)));
}

fn cancelling(booking: &mut WrittenBooking, last: &str) {
    (booking.cancelling_possible, booking.cancelling_deadline) = (true, Some(day(last)));
}

fn digital(booking: &mut WrittenBooking, link: &str) {
    (booking.form, booking.link) = (ConversationForm::DIGITAL, Some(link.to_owned()));
}

fn link(length: usize) -> String {
    let host = "https://moede.example/";
    host.to_owned() + &"x".repeat(length - host.len())
}

fn end_and_length(booking: &mut WrittenBooking, end: &str) {
    (booking.end, booking.minutes) = (Some(danish(end)), Some(45));
}

/// The checks have one order: of two that fail, the first in the list answers.
#[test]
fn of_two_faults_the_first_answers() {
    use RefusalCode::*;
    let faults: [(RefusalCode, Twist); 19] = [
        (BadForm, |b| b.form = ConversationForm(99)),
        (BadType, |b| b.kind = ConversationType(99)),
        (StartBeforeToday, |b| b.start = danish("2023-09-01T10:00")),
        (EndBeforeStart, |b| b.end = Some(danish("2023-08-01T10:00"))),
        (BadMeeting, |b| b.meeting = "lunch".to_owned()),
        (RebookingDeadlineWithoutRebooking, |b| {
            (b.rebooking_possible, b.rebooking_deadline) = (false, Some(day("2026-01-01")))
        }),
        (CancellingDeadlineWithoutCancelling, |b| {
            (b.cancelling_possible, b.cancelling_deadline) = (false, Some(day("2026-01-01")))
        }),
        (TooFarAhead, |b| b.start = danish("2033-09-01T10:00")),
        (TwoEnds, |b| (b.end, b.minutes) = (Some(danish("2099-09-01T10:00")), Some(31))),
        (TooLong, |b| b.minutes = Some(100_000)),
        (NoGroupMeeting, |b| b.meeting = WrittenBooking::GROUP.to_owned()),
        (NotSelfBookable, |b| (b.self_booked, b.kind) = (true, ConversationType::JOINT)),
        (DeadlineAfterMeeting, |b| rebooking(b, "2044-09-01")),
        (BadLink, |b| b.link = Some("rum 7".to_owned())),
        (BadPhone, |b| b.phone = Some("x".to_owned())),
        (LongBookingText, |b| b.place = Some("å".repeat(101))),
        (LongBookingText, |b| b.title = Some("å".repeat(101))),
        (LongBookingText, |b| b.description = Some("å".repeat(2001))),
        (LongLinkOrUser, |b| b.caseworker = Some(CaseworkerId("å".repeat(256)))),
    ];
    for (at, (first, one)) in faults.iter().enumerate() {
        for (_, other) in &faults[at + 1..] {
            let mut booking = job_conversation("2023-09-20T10:00");
            other(&mut booking);
            one(&mut booking);
            let answer = code(world().decides(&line(), &make_booking(A, booking)));
            assert_eq!(answer, Some(*first), "{first:?}");
        }
    }
}

/// What stands is what was written, with an end from the length and without blanks.
#[test]
fn what_is_written_stands() {
    let mut written = job_conversation("2023-09-20T10:00");
    written.minutes = Some(45);
    written.place = Some("  lokale 2.14 ".to_owned());
    written.title = Some(" ".to_owned());
    written.phone = Some("+4587132020".to_owned());
    rebooking(&mut written, "2023-09-19");
    cancelling(&mut written, "2023-09-18");
    let content = made(&written);
    assert_eq!(content.end, Some(danish("2023-09-20T10:45")));
    assert_eq!((content.place.as_deref(), content.title.as_deref()), (Some("lokale 2.14"), None));
    assert_eq!((content.meeting, content.rebooking), (Meeting::Individual, Rebooking::Until(day("2023-09-19"))));
    assert_eq!(content.cancelling, Cancelling::Until(day("2023-09-18")));

    let again = made(&WrittenBooking::from(&content));
    assert_eq!(again, content, "what stands can be written again, and says the same");
}

fn made(written: &WrittenBooking) -> BookingContent {
    let decision = world().decides(&line(), &make_booking(A, written.clone())).unwrap();
    match &decision.changes[0].what {
        What::Booking { change: BookingChange::Made { content, .. }, .. } => content.as_ref().clone(),
        other => panic!("{other:?}"),
    }
}

/// Both nights on which the clock is set: a meeting is as long as it is, and belongs to the Danish day.
#[test]
fn a_meeting_is_an_instant_whatever_the_clock_says() {
    let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
    for (start, the_day) in [
        ("2023-10-28T22:30:00Z", "2023-10-29"),
        ("2023-10-29T00:30:00Z", "2023-10-29"),
        ("2023-10-29T01:30:00Z", "2023-10-29"),
        ("2023-10-29T22:30:00Z", "2023-10-29"),
        ("2023-10-29T23:00:00Z", "2023-10-30"),
        ("2024-03-30T22:59:00Z", "2024-03-30"),
        ("2024-03-30T23:00:00Z", "2024-03-31"),
        ("2024-03-31T00:59:00Z", "2024-03-31"),
        ("2024-03-31T01:00:00Z", "2024-03-31"),
        ("2024-03-31T21:59:00Z", "2024-03-31"),
        ("2024-03-31T22:00:00Z", "2024-04-01"),
    ] {
        let mut written = job_conversation("2023-09-20T10:00");
        (written.start, written.minutes) = (at(start), Some(60));
        let content = made(&written);
        assert_eq!(content.day(), day(the_day), "{start}");
        assert_eq!((content.end.unwrap() - content.start).num_minutes(), 60, "{start}");
    }
}
