//! Deadlines, and who takes part in joint conversations: a row for each of their codes and rules.

use domain::{
    RefusalCode as Code, RuleId as Rule,
    contact_course::{ConversationType, DeadlineContent, GuestDetails, WrittenBooking, WrittenChooser},
};

use super::{
    Case,
    commands::{
        affiliation, book, change_deadline, choose, deadline, job_conversation, join, set_deadline, take_no_part,
        take_part, withdraw_deadline,
    },
    table::{A, AFTER, BEFORE, Before, LINE, accepted, refused, registered, with},
};

const MORNING: &str = "2023-09-20T10:00";
/// When the record that the others are about was made.
const MADE: &str = "2023-09-02T08:00";

pub fn all() -> Vec<Case> {
    [who_takes_part(), who_may_say_so(), choices(), what_a_deadline_says(), what_becomes_of_a_deadline()]
        .into_iter()
        .flatten()
        .collect()
}

fn member() -> Before {
    let ours = with(registered(A), [(BEFORE, LINE, affiliation(A, "75100", "2023-09-01"))]);
    with(ours, [(BEFORE, "fund:90", join(A, "90", "2023-09-01"))])
}

/// The record that the fourth of the commands before has made.
fn record() -> domain::RecordId {
    let at = exercise::moment(MADE).unwrap_or_default();
    exercise::command_id(at, "3").record(0)
}

fn joint() -> Before {
    let booking = WrittenBooking { kind: ConversationType::JOINT, ..job_conversation(MORNING) };
    with(member(), [(MADE, LINE, book(A, booking))])
}

fn with_the_fund() -> Before {
    with(joint(), [(AFTER, LINE, take_part(A, record(), GuestDetails::default()))])
}

fn who_takes_part() -> Vec<Case> {
    let asked = take_part(A, record(), GuestDetails::default());
    let job = with(member(), [(MADE, LINE, book(A, job_conversation(MORNING)))]);
    let alone = with(registered(A), [(BEFORE, LINE, affiliation(A, "75100", "2023-09-01"))]);
    let booking = WrittenBooking { kind: ConversationType::JOINT, ..job_conversation(MORNING) };
    let of_the_alone = exercise::command_id(exercise::moment(MADE).unwrap_or_default(), "2").record(0);
    let guest = |change: fn(&mut GuestDetails)| {
        let mut details = GuestDetails::default();
        change(&mut details);
        take_part(A, record(), details)
    };
    let rule = Rule::SbParticipation;
    vec![
        accepted("the_fund_takes_part", AFTER, joint(), LINE, asked.clone(), &[rule, Rule::S23_1_7a]),
        accepted(
            "the_fund_takes_no_part_any_more",
            AFTER,
            with_the_fund(),
            LINE,
            take_no_part(A, record()),
            &[rule, Rule::S23_1_7a, Rule::S23_1_6a],
        ),
        refused("a_guest_in_what_is_not_joint", job, LINE, asked, Code::NotJoint, rule),
        refused(
            "a_joint_conversation_of_no_member",
            with(alone, [(MADE, LINE, book(A, booking))]),
            LINE,
            take_part(A, of_the_alone, GuestDetails::default()),
            Code::NoGuest,
            rule,
        ),
        refused(
            "a_guest_with_a_long_name",
            joint(),
            LINE,
            guest(|one| one.name = Some("å".repeat(257))),
            Code::LongGuestText,
            rule,
        ),
        refused(
            "a_guest_with_a_bad_address",
            joint(),
            LINE,
            guest(|one| one.email = Some("samtaler".to_owned())),
            Code::BadEmail,
            rule,
        ),
    ]
}

fn who_may_say_so() -> Vec<Case> {
    let declined = with(joint(), [(AFTER, LINE, choose(A, WrittenChooser::Citizen, false))]);
    vec![refused(
        "a_guest_whom_the_citizen_does_not_want",
        declined,
        LINE,
        take_part(A, record(), GuestDetails::default()),
        Code::ParticipationDeclined,
        Rule::SbParticipation,
    )]
}

fn choices() -> Vec<Case> {
    use WrittenChooser::{Citizen, Guest};
    let rule = Rule::SbParticipation;
    let declined = || with(member(), [(AFTER, LINE, choose(A, Citizen, false))]);
    vec![
        accepted("the_citizen_says_no", AFTER, member(), LINE, choose(A, Citizen, false), &[rule]),
        refused("a_yes_after_no_no", member(), LINE, choose(A, Citizen, true), Code::NoChoice, rule),
        refused("a_second_no", declined(), LINE, choose(A, Citizen, false), Code::ChosenAlready, rule),
        refused("who_summons_stays_away", joint(), LINE, choose(A, Guest, false), Code::NotTheGuest, rule),
    ]
}

fn ordinary() -> DeadlineContent {
    deadline(ConversationType::JOB, "2023-10-02", "2023-10-20")
}

fn with_deadline() -> Before {
    with(member(), [(MADE, LINE, set_deadline(A, ordinary()))])
}

fn what_a_deadline_says() -> Vec<Case> {
    let rule = Rule::SbDeadline;
    let of = |book_by, hold_by| set_deadline(A, deadline(ConversationType::JOB, book_by, hold_by));
    let booked = with(member(), [(MADE, LINE, book(A, job_conversation(MORNING)))]);
    vec![
        accepted("a_deadline", AFTER, member(), LINE, set_deadline(A, ordinary()), &[rule]),
        refused("a_deadline_yesterday", member(), LINE, of("2023-09-17", "2023-10-20"), Code::DeadlinePassed, rule),
        refused("held_before_booked", member(), LINE, of("2023-10-02", "2023-10-01"), Code::HeldBeforeBooked, rule),
        refused("a_deadline_beside_its_booking", booked, LINE, set_deadline(A, ordinary()), Code::BookedAlready, rule),
        refused(
            "a_second_deadline_of_the_type",
            with_deadline(),
            LINE,
            set_deadline(A, ordinary()),
            Code::AnotherSuchDeadline,
            rule,
        ),
    ]
}

fn what_becomes_of_a_deadline() -> Vec<Case> {
    let rule = Rule::SbDeadline;
    let later = deadline(ConversationType::JOB, "2023-10-09", "2023-10-27");
    let changed = with(with_deadline(), [(AFTER, LINE, change_deadline(A, record(), 1, later))]);
    let booked = with(with_deadline(), [(AFTER, LINE, book(A, job_conversation(MORNING)))]);
    let taken_back = with(with_deadline(), [(AFTER, LINE, withdraw_deadline(A, record(), 1))]);
    let change = |content| change_deadline(A, record(), 1, content);
    vec![
        accepted(
            "a_booking_meets_a_deadline",
            AFTER,
            with_deadline(),
            LINE,
            book(A, job_conversation(MORNING)),
            &[Rule::SbBooking, rule, Rule::SbBookingMessage],
        ),
        refused("no_deadline_to_change", member(), LINE, change(later), Code::UnknownDeadline, rule),
        accepted("a_deadline_that_is_met", AFTER, booked, LINE, change(later), &[rule]),
        refused("a_deadline_that_is_done_with", taken_back, LINE, change(later), Code::DeadlineIsDone, rule),
        refused(
            "a_deadline_changed_by_another",
            changed,
            LINE,
            change(ordinary()),
            Code::DeadlineChangedMeanwhile,
            rule,
        ),
    ]
}
