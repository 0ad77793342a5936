//! Bookings: a row for each of their codes and rules.

use domain::{
    CaseworkerId, Period, RefusalCode, RuleId,
    contact_course::{
        ContactGroupCode, ConversationForm, ConversationType, LegalityRow, Participant, ParticipantRole, ResettingRow,
        SourceSystem, WrittenBooking, WrittenConversation,
    },
};

use super::{
    Case,
    commands::{affiliation, book, cancel, code, contact_group, held, hold, job_conversation, join, rebook},
    table::{self, A, AFTER, BEFORE, Before, LINE, accepted, refused, registered, with},
};

const NOON: &str = "2023-09-18T12:00";
const MORNING: &str = "2023-09-20T10:00";
/// When the booking that the others are about was made.
const BOOKED: &str = "2023-09-02T08:00";

pub fn all() -> Vec<Case> {
    let all = [of_dfdgs_codes(), of_our_codes(), who_may(), what_stands(), what_is_told(), what_was_held()];
    all.into_iter().flatten().collect()
}

fn ours() -> Before {
    with(registered(A), [(BEFORE, LINE, affiliation(A, "75100", "2023-09-01"))])
}

fn member() -> Before {
    with(ours(), [(BEFORE, "fund:90", join(A, "90", "2023-09-01"))])
}

fn booked(booking: WrittenBooking) -> Before {
    with(ours(), [(BOOKED, LINE, book(A, booking))])
}

/// The record that the third of the commands before has made.
fn record() -> domain::RecordId {
    made().record(0)
}

fn made() -> domain::CommandId {
    exercise::command_id(exercise::moment(BOOKED).unwrap_or_default(), "2")
}

fn written(change: impl FnOnce(&mut WrittenBooking)) -> WrittenBooking {
    let mut booking = job_conversation(MORNING);
    change(&mut booking);
    booking
}

fn refused_as_written(name: &'static str, code: RefusalCode, change: impl FnOnce(&mut WrittenBooking)) -> Case {
    refused(name, ours(), LINE, book(A, written(change)), code, RuleId::SbBooking)
}

fn of_dfdgs_codes() -> Vec<Case> {
    use RefusalCode as Code;
    let day = || Some(code("2023-09-19"));
    vec![
        refused_as_written("a_form_outside_the_list", Code::BadForm, |b| b.form = ConversationForm(9)),
        refused_as_written("a_type_outside_the_list", Code::BadType, |b| b.kind = ConversationType(21)),
        refused_as_written("a_meeting_yesterday", Code::StartBeforeToday, |b| {
            b.start = job_conversation("2023-09-17T10:00").start;
        }),
        refused_as_written("a_meeting_that_ends_before_it_begins", Code::EndBeforeStart, |b| {
            b.end = Some(job_conversation("2023-09-20T09:59").start);
        }),
        refused_as_written("a_meeting_of_no_kind", Code::BadMeeting, |b| b.meeting = "lunch".to_owned()),
        refused_as_written("a_last_day_for_no_rebooking", Code::RebookingDeadlineWithoutRebooking, |b| {
            b.rebooking_deadline = day();
        }),
        refused_as_written("rebooking_without_a_last_day", Code::RebookingWithoutDeadline, |b| {
            b.rebooking_possible = true;
        }),
        refused_as_written("a_last_day_for_no_cancelling", Code::CancellingDeadlineWithoutCancelling, |b| {
            b.cancelling_deadline = day();
        }),
        refused("no_booking_to_cancel", ours(), LINE, cancel(A, record()), Code::UnknownBooking, RuleId::SbBooking),
    ]
}

fn of_our_codes() -> Vec<Case> {
    use RefusalCode as Code;
    vec![
        refused_as_written("a_meeting_in_the_year_9999", Code::TooFarAhead, |b| {
            b.start = job_conversation("9999-09-20T10:00").start;
        }),
        refused_as_written("a_meeting_of_a_week", Code::TooLong, |b| b.minutes = Some(7 * 24 * 60)),
        refused_as_written("an_end_and_another_length", Code::TwoEnds, |b| {
            (b.end, b.minutes) = (Some(job_conversation("2023-09-20T10:45").start), Some(30));
        }),
        refused_as_written("a_group_meeting_without_a_name", Code::NoGroupMeeting, |b| {
            b.meeting = WrittenBooking::GROUP.to_owned();
        }),
        refused_as_written("alone_in_a_group_meeting", Code::GroupOfOne, |b| b.group_meeting = Some(record().0)),
        refused_as_written("cancelling_until_after_the_meeting", Code::DeadlineAfterMeeting, |b| {
            (b.cancelling_possible, b.cancelling_deadline) = (true, Some(code("2023-09-21")));
        }),
        refused_as_written("a_digital_meeting_without_a_link", Code::NoLink, |b| b.form = ConversationForm::DIGITAL),
        refused_as_written("a_link_that_is_none", Code::BadLink, |b| b.link = Some("rum 7".to_owned())),
        refused_as_written("a_telephone_number_with_letters", Code::BadPhone, |b| b.phone = Some("87I3".to_owned())),
        refused_as_written("a_description_of_5000_characters", Code::LongBookingText, |b| {
            b.description = Some("å".repeat(5000));
        }),
        refused_as_written("a_user_name_of_256_characters", Code::LongLinkOrUser, |b| {
            b.caseworker = Some(CaseworkerId("x".repeat(256)));
        }),
        Case {
            suppose: vec![LegalityRow {
                kind: ConversationType::JOB,
                group: ContactGroupCode(10),
                is_legal: false,
                period: Period::open(code("2023-01-01")),
            }],
            ..refused(
                "a_type_that_is_illegal_in_the_group",
                with(ours(), [(BEFORE, "system:75100/17", contact_group(A, 10, "2023-09-01"))]),
                LINE,
                book(A, job_conversation(MORNING)),
                Code::IllegalType,
                RuleId::SbLegality,
            )
        },
        refused(
            "a_second_of_a_type_that_comes_alone",
            booked(job_conversation(MORNING)),
            LINE,
            book(A, job_conversation("2023-10-20T10:00")),
            Code::AnotherSuchBooking,
            RuleId::SbBooking,
        ),
        refused(
            "a_contact_group_on_the_first_day_of_another",
            with(ours(), [(BEFORE, "system:75100/17", contact_group(A, 2, "2023-09-01"))]),
            "system:75100/17",
            contact_group(A, 10, "2023-09-01"),
            Code::ContactGroupTooEarly,
            RuleId::SbContactGroup,
        ),
    ]
}

fn who_may() -> Vec<Case> {
    use RefusalCode as Code;
    let fund = RuleId::S23_1_8a;
    let conversation = || book(A, job_conversation(MORNING));
    let joint = written(|b| (b.kind, b.self_booked) = (ConversationType::JOINT, true));
    let owned = || {
        let booking = written(|b| b.owner = Some(SourceSystem(17)));
        with(ours(), [(BOOKED, "system:75100/17", book(A, booking))])
    };
    let fixed = || booked(job_conversation(MORNING));
    vec![
        refused("a_fund_summons_who_is_no_member", ours(), "fund:90", conversation(), Code::NoMember, fund),
        refused("a_fund_summons_anothers_member", member(), "fund:91", conversation(), Code::OtherFundsMember, fund),
        refused(
            "a_citizen_books_a_joint_conversation",
            ours(),
            "jobnet",
            book(A, joint),
            Code::NotSelfBookable,
            RuleId::SbBooking,
        ),
        refused(
            "a_booking_that_a_system_owns",
            owned(),
            LINE,
            cancel(A, record()),
            Code::OwnedByAnotherSystem,
            RuleId::SbBooking,
        ),
        refused(
            "a_citizen_cancels_what_stands_fast",
            fixed(),
            "jobnet",
            cancel(A, record()),
            Code::NotForTheCitizen,
            RuleId::SbBooking,
        ),
    ]
}

fn what_stands() -> Vec<Case> {
    use RefusalCode as Code;
    let standing = || booked(job_conversation(MORNING));
    let later = job_conversation("2023-09-21T10:00");
    let moved =
        || with(standing(), [(BOOKED, LINE, rebook(A, record(), made(), job_conversation("2023-09-22T10:00")))]);
    let cancelled = || with(standing(), [(BOOKED, LINE, cancel(A, record()))]);
    let rule = RuleId::SbBooking;
    vec![
        accepted("a_booking", AFTER, ours(), LINE, book(A, job_conversation(MORNING)), &[rule]),
        accepted("a_booking_is_moved", AFTER, standing(), LINE, rebook(A, record(), made(), later.clone()), &[rule]),
        accepted("a_booking_is_cancelled", AFTER, standing(), LINE, cancel(A, record()), &[rule]),
        refused(
            "a_booking_moved_by_another",
            moved(),
            LINE,
            rebook(A, record(), made(), later.clone()),
            Code::BookingChangedMeanwhile,
            rule,
        ),
        refused(
            "a_cancelled_booking",
            cancelled(),
            LINE,
            rebook(A, record(), made(), later),
            Code::BookingDoesNotStand,
            rule,
        ),
        refused(
            "a_change_of_nothing",
            standing(),
            LINE,
            rebook(A, record(), made(), job_conversation(MORNING)),
            Code::NothingChanged,
            rule,
        ),
        accepted(
            "a_contact_group",
            AFTER,
            ours(),
            "system:75100/17",
            contact_group(A, 10, "2023-09-18"),
            &[RuleId::SbContactGroup],
        ),
    ]
}

fn what_was_held() -> Vec<Case> {
    use RefusalCode as Code;
    const AT: &str = "2023-09-18T08:30";
    const YESTERDAY: &str = "2023-09-17T08:30";
    let rule = RuleId::SbHeld;
    let once = || with(ours(), [(AFTER, LINE, hold(A, held(YESTERDAY)))]);
    let nameless = Participant { name: String::new(), role: ParticipantRole::Mentor, form: ConversationForm(1) };
    let from_booking = |at| hold(A, WrittenConversation { booking: Some(record()), ..held(at) });
    let is_held = with(booked(job_conversation(MORNING)), [(AFTER, LINE, from_booking(YESTERDAY))]);
    let resetting = || {
        vec![ResettingRow {
            kind: ConversationType::JOB,
            form: ConversationForm(1),
            is_resetting: true,
            period: Period::open(code("2020-01-01")),
        }]
    };
    let before = hold(A, held("2023-09-16T08:30"));
    let refused = |name, before, command, code| refused(name, before, LINE, command, code, rule);
    vec![
        accepted("a_held_conversation", NOON, ours(), LINE, hold(A, held(AT)), &[rule]),
        accepted("a_booking_is_held", NOON, booked(job_conversation(MORNING)), LINE, from_booking(AT), &[rule]),
        refused("a_conversation_tomorrow", ours(), hold(A, held("2023-09-19T08:30")), Code::HeldInFuture),
        Case { resets: resetting(), ..refused("before_what_resets", once(), before, Code::HeldBeforeResetting) },
        Case {
            resets: resetting(),
            ..refused("two_that_reset_at_once", once(), hold(A, held(YESTERDAY)), Code::HeldWithResetting)
        },
        refused("the_same_conversation_twice", once(), hold(A, held(YESTERDAY)), Code::HeldTwice),
        refused(
            "two_authorities_and_nothing_said",
            ours(),
            hold(A, WrittenConversation { with_more_authorities: true, ..held(AT) }),
            Code::NoParticipation,
        ),
        refused(
            "a_participant_without_a_name",
            ours(),
            hold(A, WrittenConversation { participants: vec![nameless], ..held(AT) }),
            Code::BadParticipant,
        ),
        table::refused(
            "a_booking_that_is_held_already",
            is_held,
            LINE,
            cancel(A, record()),
            Code::BookingIsHeld,
            RuleId::SbBooking,
        ),
    ]
}

fn what_is_told() -> Vec<Case> {
    let (booking, message) = (RuleId::SbBooking, RuleId::SbBookingMessage);
    let of_fund = with(member(), [(BOOKED, "fund:90", book(A, written(|b| b.kind = ConversationType(15))))]);
    let group = with(ours(), [(BEFORE, "system:75100/17", contact_group(A, 10, "2023-09-01"))]);
    let conversation = || book(A, job_conversation(MORNING));
    vec![
        accepted("the_fund_is_told_of_a_booking", AFTER, member(), LINE, conversation(), &[booking, message]),
        accepted("the_jobcentre_is_told_of_a_booking", AFTER, member(), "fund:90", conversation(), &[booking, message]),
        accepted(
            "a_double_booking",
            AFTER,
            of_fund,
            LINE,
            conversation(),
            &[booking, message, RuleId::SbDoubleBooking],
        ),
        accepted("a_type_of_unknown_legality", AFTER, group, LINE, conversation(), &[booking, RuleId::SbLegality]),
    ]
}
