//! What meets a deadline: a booking, and the conversation that is held.

use super::{
    booked_by,
    deadlines::{of_type, with_deadline},
    world,
};
use crate::{
    Command, Decision, NoticeKind, RecordId, RefusalCode, RuleId,
    contact_course::{ConversationType, DeadlineContent, DeadlineState, WrittenBooking, WrittenConversation},
    testing::{
        A, World, cancel_booking, change_booking, change_deadline, change_seen, conversation, day, deadline, fund,
        hold, job_conversation, jobnet, line, make_booking, set_deadline, withdraw_deadline,
    },
};

fn state(world: &World, record: RecordId) -> DeadlineState {
    world.person(A).deadlines.find(record).unwrap().state
}

/// SB-DEADLINE: a booking of the type takes its place, whoever makes it; cancelled or of another type, it stands open again.
#[test]
fn a_deadline_and_its_booking_do_not_stand_side_by_side() {
    let (world, record) = with_deadline();
    let (other, _) = booked_by(world.clone(), &line(), of_type(2, "2023-09-20T10:00"));
    assert_eq!(state(&other, record), DeadlineState::Open, "a booking of another type");
    let self_booked = WrittenBooking { self_booked: true, ..job_conversation("2023-09-20T10:00") };
    for (actor, booking) in [
        (line(), job_conversation("2023-09-20T10:00")),
        (fund("90"), job_conversation("2023-09-20T10:00")),
        (jobnet(), self_booked),
    ] {
        let (booked, booking) = booked_by(world.clone(), &actor, booking);
        assert_eq!(state(&booked, record), DeadlineState::Booked { booking }, "{actor:?}");
    }
    let (booked, booking) = booked_by(world, &line(), job_conversation("2023-09-20T10:00"));
    let becomes = |kind| change_booking(A, booking, of_type(kind, "2023-09-20T10:00"));
    let moved = booked.clone().with(&line(), &change_booking(A, booking, job_conversation("2023-09-21T10:00")));
    assert_eq!(state(&moved, record), DeadlineState::Booked { booking }, "moved");
    let two = booked.clone().with(&line(), &becomes(2));
    assert_eq!(state(&two, record), DeadlineState::Open, "of another type");
    let back = change_seen(A, two.seen(A, booking), of_type(7, "2023-09-20T10:00"));
    let again = two.with(&line(), &back);
    assert_eq!(state(&again, record), DeadlineState::Booked { booking }, "and back");
    assert_eq!(state(&booked.with(&line(), &cancel_booking(A, booking)), record), DeadlineState::Open, "cancelled");
}

/// SB-DEADLINE: one that is set, or becomes of the type, beside a booking that lies ahead is met by the first of them.
#[test]
fn a_deadline_beside_a_coming_booking_is_met_by_it() {
    let two = deadline(2, "2023-10-02", "2023-10-20");
    let (later, _) = booked_by(world(), &line(), of_type(2, "2023-09-25T10:00"));
    let (both, first) = booked_by(later, &fund("90"), of_type(2, "2023-09-20T10:00"));
    let cancelled = both.clone().with(&fund("90"), &cancel_booking(A, first));
    let second = both.person(A).bookings.records[0].id;
    let (changed, _) = booked_by(world(), &line(), of_type(12, "2023-09-20T10:00"));
    for (case, world, met_by) in [
        ("no booking", world(), None),
        ("one of another type", changed, None),
        ("two", both.clone(), Some(first)),
        ("a minute before the first begins", both.clone().at("2023-09-20T09:59"), Some(first)),
        ("the first begins", both.clone().at("2023-09-20T10:00"), Some(second)),
        ("the first is cancelled", cancelled, Some(second)),
        ("both have begun", both.clone().at("2023-09-25T10:00"), None),
        ("the first meets another one", both.clone().with(&line(), &set_deadline(A, two)), Some(second)),
    ] {
        let becomes = met_by.map_or(DeadlineState::Open, |booking| DeadlineState::Booked { booking });
        let set = world.clone().with(&line(), &set_deadline(A, two));
        assert_eq!(state(&set, set.last_command().record(0)), becomes, "{case}: set");
        let other = world.with(&line(), &set_deadline(A, deadline(1, "2023-10-02", "2023-10-20")));
        let record = other.last_command().record(0);
        let changed = other.with(&line(), &change_deadline(A, record, 1, two));
        assert_eq!(state(&changed, record), becomes, "{case}: changed");
    }
}

/// SB-DEADLINE: when its booking goes, another of the type that lies ahead takes its place, also the one that is made then.
#[test]
fn another_booking_takes_the_place_of_the_one_that_goes() {
    let world = world().with(&line(), &set_deadline(A, deadline(2, "2023-10-02", "2023-10-20")));
    let record = world.last_command().record(0);
    let (alone, first) = booked_by(world, &line(), of_type(2, "2023-09-18T11:00"));
    let (two, second) = booked_by(alone.clone(), &line(), of_type(2, "2023-09-25T10:00"));
    let held_as = |kind| WrittenConversation {
        kind: ConversationType(kind),
        booking: Some(first),
        ..conversation("2023-09-18T11:00")
    };
    let cancel = cancel_booking(A, first);
    let another_type = change_booking(A, first, of_type(1, "2023-09-18T11:00"));
    let held_as_another = hold(A, held_as(1), None);
    let with_next = hold(A, held_as(1), Some(of_type(2, "2023-10-02T10:00")));
    let held = hold(A, held_as(2), Some(of_type(2, "2023-10-02T10:00")));
    let open = DeadlineState::Open;
    let booked = |booking| DeadlineState::Booked { booking };
    for (case, world, command, at, becomes) in [
        ("cancelled", &two, &cancel, "2023-09-18T10:30", booked(second)),
        ("of another type", &two, &another_type, "2023-09-18T10:30", booked(second)),
        ("held as another type", &two, &held_as_another, "2023-09-18T12:00", booked(second)),
        ("cancelled, and the other has begun", &two, &cancel, "2023-09-25T10:00", open),
        ("cancelled, alone", &alone, &cancel, "2023-09-18T10:30", open),
        ("of another type, alone", &alone, &another_type, "2023-09-18T10:30", open),
        ("held as another type, alone", &alone, &held_as_another, "2023-09-18T12:00", open),
    ] {
        let after = world.clone().at(at).with(&line(), command);
        assert_eq!(state(&after, record), becomes, "{case}");
    }
    let after = |command| alone.clone().at("2023-09-18T12:00").with(&line(), command);
    let next = after(&with_next);
    assert_eq!(state(&next, record), booked(next.last_command().record(1)), "held as another type, with the next");
    let held = after(&held);
    let conversation = held.last_command().record(0);
    assert_eq!(state(&held, record), DeadlineState::Held { conversation }, "held, with the next");
}

fn notices(world: &World, command: &Command) -> Vec<NoticeKind> {
    let Decision { notices, .. } = world.decides(&line(), command).unwrap();
    notices.into_iter().filter(|notice| notice.rule == RuleId::SbDeadline).map(|notice| notice.kind).collect()
}

/// SB-DEADLINE: a booking after the last day for holding is told, when it is made and when it is moved there.
#[test]
fn a_booking_that_comes_too_late_is_told() {
    let (world, _) = with_deadline();
    let late = vec![NoticeKind::BookedAfterDeadline { hold_by: day("2023-10-20") }];
    for (start, told) in [("2023-10-19T10:00", vec![]), ("2023-10-20T23:30", vec![]), ("2023-10-21T00:00", late)] {
        assert_eq!(notices(&world, &make_booking(A, job_conversation(start))), told, "made: {start}");
        let (booked, booking) = booked_by(world.clone(), &line(), job_conversation("2023-09-20T10:00"));
        let moved = change_booking(A, booking, job_conversation(start));
        assert_eq!(notices(&booked, &moved), told, "moved: {start}");
    }
}

/// SB-DEADLINE: a booking after the last day for holding does not meet a deadline that is set beside it.
#[test]
fn a_deadline_is_met_by_no_booking_that_comes_too_late() {
    for (start, is_met) in [("2023-10-19T10:00", true), ("2023-10-20T23:30", true), ("2023-10-21T00:00", false)] {
        let (world, booking) = booked_by(world(), &line(), of_type(2, start));
        let set = world.with(&line(), &set_deadline(A, deadline(2, "2023-10-02", "2023-10-20")));
        let becomes = if is_met { DeadlineState::Booked { booking } } else { DeadlineState::Open };
        assert_eq!(state(&set, set.last_command().record(0)), becomes, "{start}");
    }
}

/// SB-DEADLINE: a deadline that is met by a booking that comes too late is taken over by one that comes in time, when that is
/// made or moved, or when the late one is moved there; it goes to no booking that comes too late as well.
#[test]
fn a_booking_in_time_takes_the_deadline_over_from_a_late_one() {
    let two = deadline(2, "2023-10-02", "2023-10-20");
    let world = world().with(&line(), &set_deadline(A, two));
    let record = world.last_command().record(0);
    let (late, first) = booked_by(world.clone(), &line(), of_type(2, "2023-10-21T00:00"));
    let (in_time, early) = booked_by(world, &line(), of_type(2, "2023-09-25T10:00"));
    for (case, start, takes_over) in [
        ("in time", "2023-09-25T10:00", true),
        ("on the last day", "2023-10-20T23:30", true),
        ("too late as well, though earlier", "2023-10-21T09:00", false),
    ] {
        let (both, second) = booked_by(late.clone(), &line(), of_type(2, start));
        let becomes = DeadlineState::Booked { booking: if takes_over { second } else { first } };
        assert_eq!(state(&both, record), becomes, "made: {case}");
        let (both, second) = booked_by(late.clone(), &line(), of_type(2, "2023-10-23T10:00"));
        let moved = both.with(&line(), &change_booking(A, second, of_type(2, start)));
        let becomes = DeadlineState::Booked { booking: if takes_over { second } else { first } };
        assert_eq!(state(&moved, record), becomes, "moved: {case}");

        let (both, second) = booked_by(in_time.clone(), &line(), of_type(2, start));
        let moves_the_first = change_booking(A, early, of_type(2, "2023-10-24T10:00"));
        let told = notices(&both, &moves_the_first);
        assert_eq!(told.is_empty(), takes_over, "told: {case}");
        let becomes = DeadlineState::Booked { booking: if takes_over { second } else { early } };
        assert_eq!(state(&both.with(&line(), &moves_the_first), record), becomes, "the other moved away: {case}");
    }
    let (other_type, _) = booked_by(late, &line(), of_type(1, "2023-09-25T10:00"));
    assert_eq!(state(&other_type, record), DeadlineState::Booked { booking: first }, "one of another type");
}

/// SB-DEADLINE: a deadline that a booking meets is changed like another; the booking meets it on, while it comes in time or
/// no other does, and is of its type.
#[test]
fn a_deadline_that_is_met_is_changed() {
    use RefusalCode::*;
    let (world, record) = with_deadline();
    let (booked, first) = booked_by(world, &line(), job_conversation("2023-10-10T10:00"));
    let (other, _) = booked_by(booked.clone(), &line(), of_type(2, "2023-10-10T12:00"));
    let two = other.person(A).bookings.records.iter().find(|one| one.content.kind.0 == 2).unwrap().id;
    let met = DeadlineState::Booked { booking: first };
    for (case, world, at, content, becomes) in [
        ("the day of the booking", &booked, "2023-09-18", deadline(7, "2023-10-02", "2023-10-10"), Ok(met)),
        ("the day before it", &booked, "2023-09-18", deadline(7, "2023-10-02", "2023-10-09"), Ok(met)),
        ("of another type", &booked, "2023-09-18", deadline(2, "2023-10-02", "2023-10-20"), Ok(DeadlineState::Open)),
        (
            "of the type of another booking",
            &other,
            "2023-09-18",
            deadline(2, "2023-10-02", "2023-10-20"),
            Ok(DeadlineState::Booked { booking: two }),
        ),
        (
            "its last day for booking has passed",
            &booked,
            "2023-10-03",
            deadline(7, "2023-10-02", "2023-10-27"),
            Ok(met),
        ),
        ("to one that has passed", &booked, "2023-10-03", deadline(7, "2023-10-01", "2023-10-27"), Err(DeadlinePassed)),
        (
            "of a type that cannot be self-booked",
            &booked,
            "2023-09-18",
            deadline(17, "2023-10-02", "2023-10-20"),
            Err(NotSelfBookable),
        ),
        (
            "of another type, and the last day for booking has passed",
            &booked,
            "2023-10-03",
            deadline(2, "2023-10-02", "2023-10-27"),
            Err(DeadlinePassed),
        ),
        ("held today at the earliest", &booked, "2023-10-10", deadline(7, "2023-10-02", "2023-10-10"), Ok(met)),
        ("held yesterday", &booked, "2023-10-10", deadline(7, "2023-10-02", "2023-10-09"), Err(DeadlinePassed)),
        (
            "held by a day that has passed and is left",
            &booked,
            "2023-10-21",
            DeadlineContent { at_once: true, ..deadline(7, "2023-10-02", "2023-10-20") },
            Ok(met),
        ),
        ("held before booked", &booked, "2023-09-18", deadline(7, "2023-10-02", "2023-10-01"), Err(HeldBeforeBooked)),
        ("nothing new", &booked, "2023-09-18", deadline(7, "2023-10-02", "2023-10-20"), Err(NothingChanged)),
    ] {
        let world = world.clone().at(&format!("{at}T09:00"));
        let change = change_deadline(A, record, 1, content);
        match (world.decides(&line(), &change), becomes) {
            (Ok(_), Ok(becomes)) => assert_eq!(state(&world.with(&line(), &change), record), becomes, "{case}"),
            (Err(refusal), Err(code)) => assert_eq!(refusal.code, code, "{case}"),
            (decided, _) => panic!("{case}: {decided:?}"),
        }
    }
    let becomes = |content| change_deadline(A, record, 1, content);
    let shorter = becomes(deadline(7, "2023-10-02", "2023-10-09"));
    assert_eq!(notices(&booked, &shorter), [NoticeKind::BookedAfterDeadline { hold_by: day("2023-10-09") }]);
    for (case, kind, book_by, told) in [
        ("of another type, with seven days to book in", 2, "2023-09-25", vec![NoticeKind::DeadlineShort]),
        ("with eight", 2, "2023-09-26", vec![]),
        ("of the same type, which is booked", 7, "2023-09-25", vec![]),
    ] {
        assert_eq!(notices(&booked, &becomes(deadline(kind, book_by, "2023-10-20"))), told, "{case}");
    }
    let met_by_another = becomes(deadline(2, "2023-09-25", "2023-10-20"));
    assert_eq!(notices(&other, &met_by_another), [], "of another type, which is booked too");
}

/// SB-DEADLINE: the booking of a deadline that is taken back, or becomes of another type, meets the next one of its type that it
/// comes in time for, while it is still to come.
#[test]
fn a_freed_booking_meets_the_next_deadline() {
    let two = deadline(2, "2023-10-02", "2023-10-20");
    let (booked, booking) = booked_by(world(), &line(), of_type(2, "2023-10-10T10:00"));
    let met = booked.with(&line(), &set_deadline(A, two));
    let first = met.last_command().record(0);
    let late = deadline(2, "2023-10-02", "2023-10-09");
    for (case, content, at, is_met) in [
        ("in time", two, "2023-10-02T09:00", true),
        ("too late", late, "2023-10-02T09:00", false),
        ("a minute before it begins", two, "2023-10-10T09:59", true),
        ("it begins", two, "2023-10-10T10:00", false),
    ] {
        let both = met.clone().with(&line(), &set_deadline(A, content));
        let second = both.last_command().record(0);
        assert_eq!(state(&both, second), DeadlineState::Open, "{case}: the booking meets the first one");
        let both = both.at(at);
        let becomes = if is_met { DeadlineState::Booked { booking } } else { DeadlineState::Open };
        let changed =
            both.clone().with(&line(), &change_deadline(A, first, 1, deadline(12, "2023-10-20", "2023-10-20")));
        assert_eq!(state(&changed, second), becomes, "{case}: of another type");
        let withdrawn = both.with(&line(), &withdraw_deadline(A, first, 1));
        assert_eq!(state(&withdrawn, second), becomes, "{case}: taken back");
    }
}

/// SB-DEADLINE: a booking of a day that has passed, and is not held, gives way to one that comes in time, and to a conversation
/// that is held without it. On its own day it still may be held.
#[test]
fn a_booking_that_was_not_held_gives_way() {
    let two = deadline(2, "2023-10-02", "2023-10-20");
    let set = world().with(&line(), &set_deadline(A, two));
    let record = set.last_command().record(0);
    let (booked, first) = booked_by(set, &line(), of_type(2, "2023-10-10T10:00"));
    for (at, gives_way) in [("2023-10-09T12:00", false), ("2023-10-10T23:59", false), ("2023-10-11T00:00", true)] {
        let world = booked.clone().at(at);
        let stands = DeadlineState::Booked { booking: first };
        let (next, second) = booked_by(world.clone(), &line(), of_type(2, "2023-10-17T10:00"));
        let becomes = if gives_way { DeadlineState::Booked { booking: second } } else { stands };
        assert_eq!(state(&next, record), becomes, "{at}: booked again");
        let held_at = WrittenConversation { kind: ConversationType(2), ..conversation("2023-10-09T09:00") };
        let held = world.clone().with(&line(), &hold(A, held_at, None));
        let conversation = held.last_command().record(0);
        let becomes = if gives_way { DeadlineState::Held { conversation } } else { stands };
        assert_eq!(state(&held, record), becomes, "{at}: held without it");

        let (late, second) = booked_by(world, &line(), of_type(2, "2023-10-25T10:00"));
        assert_eq!(state(&late, record), stands, "{at}: booked again, too late");
        let longer = late.with(&line(), &change_deadline(A, record, 1, deadline(2, "2023-10-02", "2023-10-27")));
        let longer = state(&longer, record);
        assert_eq!(
            longer,
            if gives_way { DeadlineState::Booked { booking: second } } else { stands },
            "{at}: and longer"
        );
    }
}

/// SB-DEADLINE: the conversation that is held fulfils it, from its booking or without one; the next booking fulfils the
/// next deadline and not the one that is being fulfilled.
#[test]
fn a_held_conversation_fulfils_its_deadline() {
    let (world, record) = with_deadline();
    let held = world.clone().with(&line(), &hold(A, conversation("2023-09-18T08:00"), None));
    let as_held = |world: &World| DeadlineState::Held { conversation: world.last_command().record(0) };
    assert_eq!(state(&held, record), as_held(&held), "without a booking");
    let next = Some(job_conversation("2023-10-02T10:00"));
    let with_next = world.clone().with(&line(), &hold(A, conversation("2023-09-18T08:00"), next));
    assert_eq!(state(&with_next, record), as_held(&with_next), "with the next booking");

    for (start, meets) in [("2023-10-20T23:30", false), ("2023-10-21T00:00", true)] {
        let (booked, booking) = booked_by(world.clone(), &line(), job_conversation(start));
        let held = booked.with(&line(), &hold(A, conversation("2023-09-18T08:00"), None));
        let becomes = if meets { as_held(&held) } else { DeadlineState::Booked { booking } };
        assert_eq!(state(&held, record), becomes, "without its booking of {start}");
    }
    let two = world.clone().with(&line(), &set_deadline(A, deadline(2, "2023-10-02", "2023-10-20")));
    let of_two = two.last_command().record(0);
    let (late, _) = booked_by(two, &line(), of_type(2, "2023-10-21T00:00"));
    let held_as_two = WrittenConversation { kind: ConversationType(2), ..conversation("2023-09-18T08:00") };
    let held = late.with(&line(), &hold(A, held_as_two, Some(of_type(2, "2023-10-02T10:00"))));
    assert_eq!(state(&held, of_two), as_held(&held), "without its late booking, with the next");

    let (booked, booking) = booked_by(world, &line(), job_conversation("2023-09-18T09:30"));
    let booked = booked.at("2023-09-18T10:30");
    let from = |kind| WrittenConversation { kind, booking: Some(booking), ..conversation("2023-09-18T09:30") };
    let held = booked.clone().with(&line(), &hold(A, from(ConversationType::JOB), None));
    assert_eq!(state(&held, record), as_held(&held), "from its booking");
    let another = booked.with(&line(), &hold(A, from(ConversationType(12)), None));
    assert_eq!(state(&another, record), DeadlineState::Open, "held as another type");
}

/// SB-DEADLINE: a conversation of before the day on which the deadline was registered does not meet it, however late it
/// comes and whatever booking it came from; one of that Danish day does.
#[test]
fn a_conversation_of_before_the_deadline_does_not_meet_it() {
    let (world, record) = with_deadline();
    let (booked, booking) = booked_by(world.clone(), &line(), job_conversation("2023-09-19T10:00"));
    for (held_at, meets) in [
        ("2023-09-17T10:00", false),
        ("2023-09-17T23:59", false),
        ("2023-09-18T00:00", true),
        ("2023-09-18T23:59", true),
        ("2023-09-19T10:00", true),
    ] {
        let held = world.clone().at("2023-09-20T09:00").with(&line(), &hold(A, conversation(held_at), None));
        let from = WrittenConversation { booking: Some(booking), ..conversation(held_at) };
        let from_booking = booked.clone().at("2023-09-20T09:00").with(&line(), &hold(A, from, None));
        for (how, held) in [("without a booking", held), ("from its booking", from_booking)] {
            let as_held = DeadlineState::Held { conversation: held.last_command().record(0) };
            assert_eq!(state(&held, record), if meets { as_held } else { DeadlineState::Open }, "{how}: {held_at}");
        }
    }
}
