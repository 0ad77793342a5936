use super::{booked, booked_by, code, moved, world};
use crate::{
    Actor, NotDone, NoticeKind, Period, RecordId, RefusalCode, RuleId, What,
    contact_course::{
        Authorities, BookingChange, BookingState, ContactGroupCode, ConversationForm, ConversationType, LegalityRow,
        Participant, ParticipantRole, Participation, ResettingRow, WrittenConversation,
    },
    testing::{
        A, AARHUS, B, FAVRSKOV, World, cancel_booking, caseworker_of, change_booking, change_seen, change_status,
        contact_group, conversation, day, fund, hold, job_conversation, jobnet, line, system_of,
    },
};

fn this_morning() -> WrittenConversation {
    conversation("2023-09-18T08:30")
}

fn from_booking(booking: RecordId, at: &str) -> WrittenConversation {
    WrittenConversation { booking: Some(booking), ..conversation(at) }
}

/// SB-HELD, S23-1.8a: the guards in their order (S23-1.1l); of two that fail, the first answers.
#[test]
fn who_registers_a_held_conversation() {
    use RefusalCode::*;
    let dead = world().with(&Actor::Cpr, &change_status(A, "90", None));
    let renumbered = || world().with_change(A, B, "20230917");
    let future = conversation("2023-09-19T08:30");
    for (case, world, actor, on, conversation, refused) in [
        ("the own jobcentre", world(), line(), A, this_morning(), None),
        ("its system", world(), system_of(AARHUS, 17), A, this_morning(), None),
        ("another jobcentre", world(), caseworker_of(FAVRSKOV), A, this_morning(), Some(NoRights)),
        ("the jobcentre that the citizen has left", moved(world()), line(), A, this_morning(), Some(NoRights)),
        ("the own fund", world(), fund("90"), A, this_morning(), None),
        ("another fund", world(), fund("91"), A, this_morning(), Some(OtherFundsMember)),
        ("the citizen", world(), jobnet(), A, this_morning(), Some(NoRights)),
        ("the register", world(), Actor::Cpr, A, this_morning(), Some(NoRights)),
        ("on a former number", renumbered(), line(), A, this_morning(), Some(FormerNumber)),
        ("on the current number", renumbered(), line(), B, this_morning(), None),
        ("on the dead", dead, line(), A, this_morning(), Some(Dead)),
        ("no rights, and in the future", world(), fund("91"), A, future, Some(OtherFundsMember)),
    ] {
        assert_eq!(code(world.decides(&actor, &hold(on, conversation, None))), refused, "{case}");
    }
}

/// SB-HELD: each check, on both sides of its boundary.
#[test]
fn what_was_held_is_looked_at() {
    use RefusalCode::*;
    let someone = |name: &str| Participant {
        name: name.to_owned(),
        role: ParticipantRole::Interpreter,
        form: ConversationForm(2),
    };
    let with = |change: &dyn Fn(&mut WrittenConversation)| {
        let mut conversation = this_morning();
        change(&mut conversation);
        conversation
    };
    let (with_booking, booking) = booked();
    let cancelled = with_booking.clone().with(&line(), &cancel_booking(A, booking));
    let held = with_booking.clone().with(&line(), &hold(A, from_booking(booking, "2023-09-18T08:00"), None));
    let stranger = RecordId(uuid::Uuid::nil());
    let (of_fund, funds) = booked_by(world(), &fund("90"), job_conversation("2023-09-20T10:00"));
    let (moved_since, moved) = booked();
    let made = moved_since.last_command();
    let moved_since = moved_since.with(&line(), &change_booking(A, moved, job_conversation("2023-09-27T10:00")));
    for (case, world, conversation, refused) in [
        ("from the fund's booking", of_fund, from_booking(funds, "2023-09-18T08:00"), Some(NoRights)),
        ("form 9", world(), with(&|c| c.form = ConversationForm(9)), Some(BadForm)),
        ("type 21", world(), with(&|c| c.kind = ConversationType(21)), Some(BadType)),
        ("this very minute", world(), conversation("2023-09-18T09:00"), None),
        ("in a minute", world(), conversation("2023-09-18T09:01"), Some(HeldInFuture)),
        ("two years ago", world(), conversation("2021-09-18T09:00"), None),
        (
            "with another authority, and unsaid",
            world(),
            with(&|c| c.with_more_authorities = true),
            Some(NoParticipation),
        ),
        (
            "alone, and it came",
            world(),
            with(&|c| c.participation = Some(Participation::TookPart)),
            Some(NoParticipation),
        ),
        (
            "with another authority, and it stayed away",
            world(),
            with(&|c| (c.with_more_authorities, c.participation) = (true, Some(Participation::StayedAway))),
            None,
        ),
        ("from a booking", with_booking.clone(), from_booking(booking, "2023-09-18T08:00"), None),
        (
            "from a booking that nobody knows",
            with_booking,
            from_booking(stranger, "2023-09-18T08:00"),
            Some(UnknownBooking),
        ),
        ("from a cancelled booking", cancelled, from_booking(booking, "2023-09-18T08:00"), Some(BookingDoesNotStand)),
        ("from a booking that is held", held, from_booking(booking, "2023-09-18T08:10"), Some(BookingIsHeld)),
        ("an agreement of 2000 characters", world(), with(&|c| c.agreement = Some("å".repeat(2000))), None),
        ("an agreement of 2001", world(), with(&|c| c.agreement = Some("å".repeat(2001))), Some(LongBookingText)),
        ("a participant", world(), with(&|c| c.participants = vec![someone("Tolk Tolkesen")]), None),
        (
            "a participant in form 9",
            world(),
            with(&|c| c.participants = vec![Participant { form: ConversationForm(9), ..someone("Tolk") }]),
            Some(BadForm),
        ),
        ("20 participants", world(), with(&|c| c.participants = vec![someone("Tolk"); 20]), None),
        ("21 participants", world(), with(&|c| c.participants = vec![someone("Tolk"); 21]), Some(BadParticipant)),
        (
            "from a booking that was moved since",
            moved_since.clone(),
            WrittenConversation { booking_seen: vec![made], ..from_booking(moved, "2023-09-18T08:00") },
            Some(BookingChangedMeanwhile),
        ),
        (
            "from a booking as it stands",
            moved_since.clone(),
            WrittenConversation {
                booking_seen: moved_since.seen(A, moved).1,
                ..from_booking(moved, "2023-09-18T08:00")
            },
            None,
        ),
        ("a participant without a name", world(), with(&|c| c.participants = vec![someone(" ")]), Some(BadParticipant)),
        (
            "a name of 101 characters",
            world(),
            with(&|c| c.participants = vec![someone(&"å".repeat(101))]),
            Some(BadParticipant),
        ),
    ] {
        assert_eq!(code(world.decides(&line(), &hold(A, conversation, None))), refused, "{case}");
    }
}

fn yes(kind: u32, form: u32) -> ResettingRow {
    let period = Period::open(day("2020-01-01"));
    ResettingRow { kind: ConversationType(kind), form: ConversationForm(form), is_resetting: true, period }
}

/// SB-HELD: none before the latest that resets; two that reset not at the same minute; one minute apart is enough.
#[test]
fn the_contact_course_is_reset_in_order() {
    use RefusalCode::*;
    let mut world = world();
    world.reference.resetting = vec![yes(7, 1)];
    let world = world.with(&line(), &hold(A, conversation("2023-09-18T08:30"), None));
    let of = |kind: u32, form: u32, at: &str| WrittenConversation {
        kind: ConversationType(kind),
        form: ConversationForm(form),
        ..conversation(at)
    };
    for (case, conversation, refused) in [
        ("a minute before, and resets", of(7, 1, "2023-09-18T08:29"), Some(HeldBeforeResetting)),
        ("a minute before, and is not known to", of(12, 1, "2023-09-18T08:29"), Some(HeldBeforeResetting)),
        ("at the same minute, and resets", of(7, 1, "2023-09-18T08:30"), Some(HeldWithResetting)),
        ("at the same minute, and is not known to", of(7, 2, "2023-09-18T08:30"), Some(HeldTwice)),
        ("at the same minute, of another type", of(12, 1, "2023-09-18T08:30"), None),
        ("a minute after", of(7, 1, "2023-09-18T08:31"), None),
    ] {
        assert_eq!(code(world.decides(&line(), &hold(A, conversation, None))), refused, "{case}");
    }
    let unknown = world.decides(&line(), &hold(A, of(12, 1, "2023-09-18T08:40"), None)).unwrap();
    assert_eq!(unknown.not_done.iter().map(|one| &one.what).collect::<Vec<_>>(), [&NotDone::ResettingUnknown]);
    let known = world.decides(&line(), &hold(A, of(7, 1, "2023-09-18T08:40"), None)).unwrap();
    assert!(known.not_done.is_empty());
}

/// SB-HELD: the same type at the same minute twice is refused; another type, or another minute, is not.
#[test]
fn nothing_is_held_twice() {
    let world = world().with(&line(), &hold(A, this_morning(), None));
    let other_type = WrittenConversation { kind: ConversationType(12), ..this_morning() };
    for (case, conversation, refused) in [
        ("the same", this_morning(), Some(RefusalCode::HeldTwice)),
        ("another type", other_type, None),
        ("another minute", conversation("2023-09-18T08:31"), None),
    ] {
        assert_eq!(code(world.decides(&line(), &hold(A, conversation, None))), refused, "{case}");
    }
}

/// SB-LEGALITY: judged by the contact group on the day it was held.
#[test]
fn a_held_conversation_is_legal_on_its_day() {
    let system = system_of(AARHUS, 17);
    let mut world = world().with(&system, &contact_group(A, 10, "2023-09-15"));
    world.reference.legality = vec![LegalityRow {
        kind: ConversationType::JOB,
        group: ContactGroupCode(10),
        is_legal: false,
        period: Period::open(day("2023-01-01")),
    }];
    let on = |at: &str| world.decides(&line(), &hold(A, conversation(at), None));
    assert_eq!(code(on("2023-09-14T08:30")), None, "the day before");
    assert_eq!(code(on("2023-09-15T08:30")), Some(RefusalCode::IllegalType));
    let phone = WrittenConversation { kind: ConversationType(12), ..this_morning() };
    let decision = world.decides(&line(), &hold(A, phone, None)).unwrap();
    let told = decision.notices.iter().any(|notice| matches!(notice.kind, NoticeKind::LegalityUnknown { .. }));
    assert!(told, "unknown is told and not refused");
}

/// SB-HELD: the booking is held with it, and the next one is made in the same step.
#[test]
fn a_booking_is_held_and_the_next_one_made() {
    let (mut world, booking) = booked_by(world(), &line(), job_conversation("2023-09-18T08:30"));
    let next = job_conversation("2023-10-18T10:00");
    let written = WrittenConversation {
        booking: Some(booking),
        agreement: Some(" Søger to job om ugen. ".to_owned()),
        with_more_authorities: true,
        participation: Some(Participation::TookPart),
        ..this_morning()
    };
    let decision = world.does(&line(), &hold(A, written, Some(next.clone()))).unwrap();
    let (held, made) = (world.last_command().record(0), world.last_command().record(1));
    assert!(matches!(
        &decision.changes[1].what,
        What::Booking { record, change: BookingChange::Held { conversation, .. } } if (*record, *conversation) == (booking, held)
    ));
    let person = world.person(A);
    assert_eq!(person.bookings.find(booking).unwrap().state, BookingState::Held { conversation: held });
    assert_eq!(person.bookings.find(made).unwrap().content.start, next.start);
    let content = &person.held_conversations.records[0].content;
    assert_eq!(content.agreement.as_deref(), Some("Søger to job om ugen."));
    assert_eq!(content.authorities, Authorities::Two(Participation::TookPart));
    assert_eq!(decision.messages.len(), 1, "the fund is told of the next booking");

    for command in [change_seen(A, world.seen(A, booking), next), cancel_booking(A, booking)] {
        assert_eq!(code(world.decides(&line(), &command)), Some(RefusalCode::BookingIsHeld));
    }
}

/// Of the two in one form, neither is carried out where one is refused; a type that comes alone gives way to its own next.
#[test]
fn the_next_booking_is_looked_at_too() {
    let (world, booking) = booked_by(world(), &line(), job_conversation("2023-09-18T10:00"));
    let early = WrittenConversation { booking: Some(booking), ..conversation("2023-09-18T08:55") };
    let yesterday = job_conversation("2023-09-17T10:00");
    let refusal = world.decides(&line(), &hold(A, early.clone(), Some(yesterday))).unwrap_err();
    assert_eq!((refusal.code, refusal.rule), (RefusalCode::StartBeforeToday, RuleId::SbBooking));
    let next = job_conversation("2023-10-18T10:00");
    assert_eq!(code(world.decides(&line(), &hold(A, early, Some(next.clone())))), None, "its own has been held");
    let without = conversation("2023-09-18T08:55");
    assert_eq!(code(world.decides(&line(), &hold(A, without, Some(next)))), Some(RefusalCode::AnotherSuchBooking));
}

/// S23-1.1c: held conversations follow to the new number, and a merge keeps those of both.
#[test]
fn held_conversations_follow_to_the_new_number() {
    let both = World::new().with_person(A).with_person(B);
    let both = both.with_affiliation(A, AARHUS, "2021-03-01").with_affiliation(B, AARHUS, "2022-03-01");
    let both = both.with(&line(), &hold(A, this_morning(), None)).with(&line(), &hold(B, this_morning(), None));
    assert_eq!(both.with_change(A, B, "20230917").person(B).held_conversations.records.len(), 2);
}

/// SB-HELD: each authority registers what it has summoned to; the present jobcentre also what the former one has.
#[test]
fn a_booking_is_held_by_who_summoned() {
    use RefusalCode::NoRights;
    let (ours, record) = booked();
    let (of_fund, funds) = booked_by(world(), &fund("90"), job_conversation("2023-09-20T10:00"));
    for (case, world, actor, booking, refused) in [
        ("ours, by us", ours.clone(), line(), record, None),
        ("ours, by the fund", ours.clone(), fund("90"), record, Some(NoRights)),
        ("ours, by the next jobcentre", moved(ours), caseworker_of(FAVRSKOV), record, None),
        ("the fund's, by the fund", of_fund.clone(), fund("90"), funds, None),
        ("the fund's, by us", of_fund, line(), funds, Some(NoRights)),
    ] {
        let command = hold(A, from_booking(booking, "2023-09-18T08:00"), None);
        assert_eq!(code(world.decides(&actor, &command)), refused, "{case}");
    }
}

/// SB-HELD: where a booking has a guest, it is said whether the guest came.
#[test]
fn of_a_guest_it_is_said_whether_it_came() {
    use super::participation::{joint, with_the_fund};
    let (with_the_fund, guests) = with_the_fund();
    let (alone, own) = booked_by(world(), &line(), joint("2023-09-20T10:00"));
    let no = Some(RefusalCode::NoParticipation);
    for (case, world, booking, with_more_authorities, participation, refused) in [
        ("nothing said", &with_the_fund, guests, false, None, no),
        ("more authorities, and nothing said of them", &with_the_fund, guests, true, None, no),
        ("it came", &with_the_fund, guests, true, Some(Participation::TookPart), None),
        ("it stayed away", &with_the_fund, guests, true, Some(Participation::StayedAway), None),
        ("no guest, and nothing said", &alone, own, false, None, None),
        ("no guest, and one came", &alone, own, true, Some(Participation::TookPart), None),
    ] {
        let kind = ConversationType::JOINT;
        let from = from_booking(booking, "2023-09-18T08:00");
        let held = WrittenConversation { kind, with_more_authorities, participation, ..from };
        assert_eq!(code(world.decides(&line(), &hold(A, held, None))), refused, "{case}");
    }
}
