use super::{booked, booked_by, code, moved, world};
use crate::{
    Actor, Command, CommandId, Refusal, RefusalCode, RuleId,
    contact_course::{Authority, BookingState, Cancelling, ConversationType, Rebooking, SourceSystem, WrittenBooking},
    person::Filing,
    testing::{
        A, AARHUS, B, FAVRSKOV, World, cancel_booking, caseworker_of, change_booking, change_seen, change_status,
        danish, day, end_membership, fund, job_conversation, jobnet, line, make_booking, number, system_of,
    },
};

fn ordinary() -> WrittenBooking {
    job_conversation("2023-09-20T10:00")
}

fn self_booked() -> WrittenBooking {
    WrittenBooking { self_booked: true, ..ordinary() }
}

/// SB-BOOKING and S23-1.8a: the guards of a booking in their order (S23-1.1l); of two that fail, the first answers.
#[test]
fn a_citizen_is_summoned() {
    use RefusalCode::*;
    let dead = || world().with(&Actor::Cpr, &change_status(A, "90", None));
    let renumbered = || world().with_change(A, B, "20230917");
    let joint = WrittenBooking { kind: ConversationType::JOINT, ..ordinary() };
    let self_booked_joint = WrittenBooking { kind: ConversationType::JOINT, ..self_booked() };
    let joint_too = self_booked_joint.clone();
    let owned = WrittenBooking { owner: Some(SourceSystem(17)), ..ordinary() };
    let bad = WrittenBooking { form: crate::contact_course::ConversationForm(99), ..ordinary() };
    let nobodys = World::new().with_person(A);
    for (case, world, actor, on, booking, refused) in [
        ("by the own jobcentre", world(), line(), A, ordinary(), None),
        ("by its system", world(), system_of(AARHUS, 17), A, ordinary(), None),
        ("by another jobcentre", world(), caseworker_of(FAVRSKOV), A, ordinary(), Some(NoRights)),
        ("by another jobcentre's system", world(), system_of(FAVRSKOV, 17), A, ordinary(), Some(NoRights)),
        ("by the jobcentre that the citizen has left", moved(world()), line(), A, ordinary(), Some(NoRights)),
        ("whom no jobcentre has", nobodys.clone(), line(), A, ordinary(), Some(NoRights)),
        ("by the register", world(), Actor::Cpr, A, ordinary(), Some(NoRights)),
        ("by the own fund", world(), fund("90"), A, ordinary(), None),
        ("by another fund", world(), fund("91"), A, ordinary(), Some(OtherFundsMember)),
        ("by a fund, of no member", nobodys.clone(), fund("90"), A, ordinary(), Some(NoMember)),
        ("through Jobnet", world(), jobnet(), A, self_booked(), None),
        ("through Jobnet, and not self-booked", world(), jobnet(), A, ordinary(), Some(NotSelfBookable)),
        ("through Jobnet, to a joint conversation", world(), jobnet(), A, self_booked_joint, Some(NotSelfBookable)),
        (
            "by a system, self-booked, to a joint one",
            world(),
            system_of(AARHUS, 17),
            A,
            joint_too,
            Some(NotSelfBookable),
        ),
        ("by a system, and its own", world(), system_of(AARHUS, 17), A, owned.clone(), None),
        ("by a system, and another's", world(), system_of(AARHUS, 18), A, owned.clone(), Some(OwnedByAnotherSystem)),
        ("by a caseworker, and a system's", world(), line(), A, owned.clone(), Some(OwnedByAnotherSystem)),
        ("by a fund, and a system's", world(), fund("90"), A, owned, Some(OwnedByAnotherSystem)),
        ("through Jobnet, whom no jobcentre has", nobodys, jobnet(), A, self_booked(), Some(NoRights)),
        ("to a joint conversation", world(), line(), A, joint, None),
        ("no number", world(), line(), "31028", ordinary(), Some(BadNumber)),
        ("nobody", world(), line(), B, ordinary(), Some(UnknownPerson)),
        ("a former number", renumbered(), line(), A, ordinary(), Some(FormerNumber)),
        ("a former number, and no rights", renumbered(), fund("91"), A, ordinary(), Some(FormerNumber)),
        ("the current number", renumbered(), line(), B, ordinary(), None),
        ("the dead", dead(), line(), A, ordinary(), Some(Dead)),
        ("the dead, and no rights", dead(), fund("91"), A, ordinary(), Some(Dead)),
        ("no rights, and a bad form", world(), fund("91"), A, bad, Some(OtherFundsMember)),
    ] {
        assert_eq!(code(world.decides(&actor, &make_booking(on, booking))), refused, "{case}");
    }
}

/// S23-1.8a: the day of registration counts, both ends included, and not the day of the meeting.
#[test]
fn a_fund_summons_from_the_first_day_of_a_membership_to_the_last() {
    let left = world().with(&fund("90"), &end_membership(A, "90", "2023-09-18"));
    for (at, refused) in [
        ("2023-08-31T09:00", Some(RefusalCode::NoMember)),
        ("2023-09-01T09:00", None),
        ("2023-09-18T23:59", None),
        ("2023-09-19T00:00", Some(RefusalCode::NoMember)),
    ] {
        let answer = left.clone().at(at).decides(&fund("90"), &make_booking(A, ordinary()));
        assert_eq!(answer.err(), refused.map(|code| Refusal { code, rule: RuleId::S23_1_8a }), "{at}");
    }
    let joins = left.at("2023-09-20T09:00").with(&fund("91"), &crate::testing::start_membership(A, "91", "2023-09-20"));
    let on = |at: &str| {
        code(joins.clone().at(at).decides(&fund("91"), &make_booking(A, job_conversation("2023-10-02T10:00"))))
    };
    assert_eq!(on("2023-09-19T09:00"), Some(RefusalCode::NoMember), "the day before");
    assert_eq!(on("2023-09-20T09:00"), None);
    assert_eq!(on("2023-09-21T09:00"), None, "the day after");
}

/// SB-BOOKING: who changes what stands, and what must be so. Changes are content, so not on the dead (S23-1.4a).
#[test]
fn a_booking_is_changed() {
    use RefusalCode::*;
    let later = || job_conversation("2023-09-21T10:00");
    let (world, record) = booked();
    let (of_fund, funds) = booked_by(super::world(), &fund("90"), ordinary());
    let owned_by = |system: u32| WrittenBooking { owner: Some(SourceSystem(system)), ..ordinary() };
    let (owned, by_system) = booked_by(super::world(), &system_of(AARHUS, 17), owned_by(17));
    let kept = WrittenBooking { owner: Some(SourceSystem(17)), ..later() };
    let cancelled = world.clone().with(&line(), &cancel_booking(A, record));
    let dead = world.clone().with(&Actor::Cpr, &change_status(A, "90", None));
    let renumbered = world.clone().with_change(A, B, "20230917");
    let moved_on = world.clone().with(&line(), &change_booking(A, record, job_conversation("2023-09-22T10:00")));
    let stranger = crate::RecordId(uuid::Uuid::nil());
    for (case, world, actor, command, refused) in [
        ("by who summoned", world.clone(), line(), change_booking(A, record, later()), None),
        (
            "to before today",
            world.clone(),
            line(),
            change_booking(A, record, job_conversation("2023-09-17T10:00")),
            Some(StartBeforeToday),
        ),
        ("to what it says", world.clone(), line(), change_booking(A, record, ordinary()), Some(NothingChanged)),
        ("that is not there", world.clone(), line(), change_booking(A, stranger, later()), Some(UnknownBooking)),
        (
            "that is not there, and no rights",
            world.clone(),
            fund("91"),
            change_booking(A, stranger, later()),
            Some(OtherFundsMember),
        ),
        ("that is cancelled", cancelled, line(), change_booking(A, record, later()), Some(BookingDoesNotStand)),
        (
            "by the new jobcentre",
            moved(world.clone()),
            caseworker_of(FAVRSKOV),
            change_booking(A, record, later()),
            None,
        ),
        ("by the former jobcentre", moved(world.clone()), line(), change_booking(A, record, later()), Some(NoRights)),
        ("the jobcentre's, by the fund", world.clone(), fund("90"), change_booking(A, record, later()), Some(NoRights)),
        ("the fund's, by the jobcentre", of_fund.clone(), line(), change_booking(A, funds, later()), Some(NoRights)),
        ("the fund's own", of_fund, fund("90"), change_booking(A, funds, later()), None),
        ("by its system", owned.clone(), system_of(AARHUS, 17), change_booking(A, by_system, kept.clone()), None),
        (
            "by another system",
            owned.clone(),
            system_of(AARHUS, 18),
            change_booking(A, by_system, kept.clone()),
            Some(OwnedByAnotherSystem),
        ),
        ("a system's, in Sagsbord", owned, line(), change_booking(A, by_system, kept), Some(OwnedByAnotherSystem)),
        ("on the dead", dead, line(), change_booking(A, record, later()), Some(Dead)),
        ("on a former number", renumbered.clone(), line(), change_booking(A, record, later()), Some(FormerNumber)),
        ("on the current number", renumbered, line(), change_booking(B, record, later()), None),
        (
            "that a colleague has moved since",
            moved_on.clone(),
            line(),
            change_booking(A, record, later()),
            Some(BookingChangedMeanwhile),
        ),
        (
            "as a colleague has moved it",
            moved_on.clone(),
            line(),
            change_seen(A, moved_on.seen(A, record), later()),
            None,
        ),
    ] {
        assert_eq!(code(world.decides(&actor, &command)), refused, "{case}");
    }
}

/// SB-BOOKING: cancelling counts as registering (S23-1.1h), and is not refused on the dead (S23-1.4a).
#[test]
fn a_booking_is_cancelled() {
    use RefusalCode::*;
    let (world, record) = booked();
    let (of_fund, funds) = booked_by(super::world(), &fund("90"), ordinary());
    let left = of_fund.clone().with(&fund("90"), &end_membership(A, "90", "2023-09-17"));
    let owned = WrittenBooking { owner: Some(SourceSystem(17)), ..ordinary() };
    let (owned, by_system) = booked_by(super::world(), &system_of(AARHUS, 17), owned);
    let cancelled = world.clone().with(&line(), &cancel_booking(A, record));
    let dead = world.clone().with(&Actor::Cpr, &change_status(A, "90", None));
    let renumbered = world.clone().with_change(A, B, "20230917");
    for (case, world, actor, command, refused) in [
        ("by who summoned", world.clone(), line(), cancel_booking(A, record), None),
        ("after it began", world.clone().at("2023-09-20T10:30"), line(), cancel_booking(A, record), None),
        ("twice", cancelled, line(), cancel_booking(A, record), Some(BookingDoesNotStand)),
        ("by the fund", world.clone(), fund("90"), cancel_booking(A, record), Some(NoRights)),
        ("by the new jobcentre", moved(world.clone()), caseworker_of(FAVRSKOV), cancel_booking(A, record), None),
        ("the fund's, by the jobcentre", of_fund, line(), cancel_booking(A, funds), Some(NoRights)),
        ("the fund's own, of a former member", left, fund("90"), cancel_booking(A, funds), None),
        ("a system's, in Sagsbord", owned, line(), cancel_booking(A, by_system), Some(OwnedByAnotherSystem)),
        ("on the dead", dead, line(), cancel_booking(A, record), None),
        ("on a former number", renumbered.clone(), line(), cancel_booking(A, record), Some(FormerNumber)),
        ("on the current number", renumbered, line(), cancel_booking(B, record), None),
    ] {
        assert_eq!(code(world.decides(&actor, &command)), refused, "{case}");
    }
    let reason = |length: usize| Command::CancelBooking {
        number: A.parse::<crate::CprNumber>().unwrap().into(),
        record,
        seen: Vec::new(),
        reason: Some("å".repeat(length)),
    };
    assert_eq!(code(world.decides(&line(), &reason(2000))), None);
    assert_eq!(code(world.decides(&line(), &reason(2001))), Some(LongBookingText));
    let done = world.with(&line(), &reason(3));
    let booking = done.person(A).bookings.find(record).unwrap();
    assert!(matches!(&booking.state, BookingState::Cancelled { reason: Some(reason), .. } if reason == "ååå"));
}

/// SB-BOOKING: what the booking lets the citizen do through Jobnet, until the last day for it, that day included.
#[test]
fn a_citizen_moves_and_cancels_as_far_as_the_booking_says() {
    use RefusalCode::NotForTheCitizen;
    let until = |rebooking: Option<&str>, cancelling: Option<Option<&str>>| WrittenBooking {
        rebooking_possible: rebooking.is_some(),
        rebooking_deadline: rebooking.map(day),
        cancelling_possible: cancelling.is_some(),
        cancelling_deadline: cancelling.flatten().map(day),
        ..ordinary()
    };
    let asked = |booking: WrittenBooking, at: &str, change: Option<fn(&mut WrittenBooking)>| {
        let (world, record) = booked_by(super::world(), &line(), booking.clone());
        let mut changed = booking;
        let command = match change {
            Some(change) => {
                change(&mut changed);
                change_booking(A, record, changed)
            }
            None => cancel_booking(A, record),
        };
        code(world.at(at).decides(&jobnet(), &command))
    };
    let later: fn(&mut WrittenBooking) = |booking| booking.start = danish("2023-09-21T11:00");
    let elsewhere: fn(&mut WrittenBooking) = |booking| booking.place = Some("hos mig".to_owned());
    for (case, booking, at, change, refused) in [
        ("moves, and may not", until(None, None), "2023-09-18T09:00", Some(later), Some(NotForTheCitizen)),
        ("moves the day before the last", until(Some("2023-09-19"), None), "2023-09-18T09:00", Some(later), None),
        ("moves on the last day", until(Some("2023-09-19"), None), "2023-09-19T23:59", Some(later), None),
        (
            "moves the day after",
            until(Some("2023-09-19"), None),
            "2023-09-20T00:00",
            Some(later),
            Some(NotForTheCitizen),
        ),
        ("moves on the day, before it", until(Some("2023-09-20"), None), "2023-09-20T09:59", Some(later), None),
        (
            "moves it once it has begun",
            until(Some("2023-09-20"), None),
            "2023-09-20T10:00",
            Some(later),
            Some(NotForTheCitizen),
        ),
        (
            "changes the place",
            until(Some("2023-09-19"), None),
            "2023-09-18T09:00",
            Some(elsewhere),
            Some(NotForTheCitizen),
        ),
        ("cancels, and may not", until(None, None), "2023-09-18T09:00", None, Some(NotForTheCitizen)),
        ("cancels", until(None, Some(None)), "2023-09-20T09:59", None, None),
        ("cancels when it begins", until(None, Some(None)), "2023-09-20T10:00", None, Some(NotForTheCitizen)),
        ("cancels on the last day", until(None, Some(Some("2023-09-19"))), "2023-09-19T23:59", None, None),
        (
            "cancels the day after",
            until(None, Some(Some("2023-09-19"))),
            "2023-09-20T00:00",
            None,
            Some(NotForTheCitizen),
        ),
        (
            "cancels on the last day, and it has begun",
            until(None, Some(Some("2023-09-20"))),
            "2023-09-20T10:00",
            None,
            Some(NotForTheCitizen),
        ),
    ] {
        assert_eq!(asked(booking, at, change), refused, "{case}");
    }
    let (of_fund, record) = booked_by(super::world(), &fund("90"), until(None, Some(None)));
    assert_eq!(code(of_fund.decides(&jobnet(), &cancel_booking(A, record))), Some(RefusalCode::NoRights), "a fund's");
}

/// Two desks move the same booking: the second is told, and nothing of either is lost.
#[test]
fn of_two_who_move_the_same_booking_the_second_is_told() {
    let (mut world, record) = booked();
    let (one, other) = (job_conversation("2023-09-21T10:00"), job_conversation("2023-09-22T10:00"));
    world.does(&line(), &change_booking(A, record, one.clone())).unwrap();
    let refusal = world.does(&line(), &change_booking(A, record, other.clone())).unwrap_err();
    assert_eq!(refusal.code, RefusalCode::BookingChangedMeanwhile);
    let booking = world.person(A).bookings.find(record).unwrap();
    assert_eq!((booking.content.start, booking.writings.len()), (one.start, 2));
    world.does(&line(), &change_seen(A, world.seen(A, record), other.clone())).unwrap();
    assert_eq!(world.person(A).bookings.find(record).unwrap().content.start, other.start);
}

/// S23-1.1b, c and f: bookings hang on the person, and a merge keeps those of both numbers.
#[test]
fn bookings_follow_to_the_new_number() {
    let both = World::new().with_person(A).with_person(B);
    let both = both.with_affiliation(A, AARHUS, "2021-03-01").with_affiliation(B, AARHUS, "2022-03-01");
    let both = both
        .with(&line(), &make_booking(A, ordinary()))
        .with(&line(), &make_booking(B, job_conversation("2023-09-20T10:30")));
    let merged = both.with_change(A, B, "20230917");
    let bookings = &merged.person(B).bookings;
    assert_eq!(bookings.standing().count(), 2, "of a type that comes alone too: nothing is lost");
    assert!(
        bookings
            .records
            .iter()
            .any(|booking| booking.number == number(A) && booking.by == Authority::Jobcentre(AARHUS.parse().unwrap()))
    );

    let before = World::new().at("2023-09-10T09:00").with_person(A).with_affiliation(A, AARHUS, "2021-03-01");
    let before = before.with(&line(), &make_booking(A, ordinary()));
    assert_eq!(before.person(A).bookings.filing, Filing::UnderOwnNumber);
    assert_eq!(before.at("2023-09-18T00:00").with_change(A, B, "20230912").person(B).bookings.filing, Filing::OnPerson);
}

/// SB-BOOKING: a change leaves who booked it; and what the citizen booked never becomes a joint conversation.
#[test]
fn a_self_booked_one_stays_self_booked() {
    let (mut world, record) = booked_by(world(), &jobnet(), self_booked());
    let joint = WrittenBooking { kind: ConversationType::JOINT, ..ordinary() };
    for (case, booking, refused) in [
        ("without the mark, and nothing else", ordinary(), Some(RefusalCode::NothingChanged)),
        ("to a joint conversation", joint, Some(RefusalCode::NotSelfBookable)),
    ] {
        assert_eq!(code(world.decides(&line(), &change_booking(A, record, booking))), refused, "{case}");
    }
    world.does(&line(), &change_booking(A, record, job_conversation("2023-09-21T10:00"))).unwrap();
    let content = &world.person(A).bookings.find(record).unwrap().content;
    assert!(content.self_booked && content.start == danish("2023-09-21T10:00"));
}

/// SB-BOOKING: a citizen who moves a meeting to an earlier day takes the last days for moving and cancelling along.
#[test]
fn the_last_days_are_no_later_than_the_meeting() {
    let booking = WrittenBooking {
        rebooking_possible: true,
        rebooking_deadline: Some(day("2023-09-27")),
        cancelling_possible: true,
        cancelling_deadline: Some(day("2023-09-24")),
        ..job_conversation("2023-09-28T10:00")
    };
    let (world, record) = booked_by(world(), &line(), booking.clone());
    let moved = WrittenBooking { start: danish("2023-09-25T10:00"), ..booking };
    let world = world.with(&jobnet(), &change_booking(A, record, moved));
    let content = &world.person(A).bookings.find(record).unwrap().content;
    assert_eq!(content.rebooking, Rebooking::Until(day("2023-09-25")), "the day of the meeting");
    assert_eq!(content.cancelling, Cancelling::Until(day("2023-09-24")), "as it was");
}

/// SB-BOOKING: who cancels has seen every writing of what they cancel, or says that they have not looked. Their own that
/// waited and never came about is none.
#[test]
fn a_booking_is_cancelled_as_it_was_seen() {
    let (world, record) = booked();
    let made = world.last_command();
    let world = world.with(&line(), &change_booking(A, record, job_conversation("2023-09-27T10:00")));
    let (moved, own) = (world.last_command(), CommandId(uuid::Uuid::nil()));
    let changed = Some(RefusalCode::BookingChangedMeanwhile);
    for (case, seen, refused) in [
        ("as it was made", vec![made], changed),
        ("with one's own that never came about", vec![made, own], changed),
        ("as it stands", vec![made, moved], None),
        ("as it stands, with one's own that never came about", vec![made, moved, own], None),
        ("not looked at", vec![], None),
    ] {
        let cancel = Command::CancelBooking { number: number(A).into(), record, seen: seen.clone(), reason: None };
        assert_eq!(code(world.decides(&line(), &cancel)), refused, "cancelled, {case}");
        // A change has all of the content: it is of what stands, and of nothing else.
        let is_latest = seen.last() == Some(&moved);
        let change = change_seen(A, (record, seen), job_conversation("2023-09-28T10:00"));
        let refused = (!is_latest).then_some(RefusalCode::BookingChangedMeanwhile);
        assert_eq!(code(world.decides(&line(), &change)), refused, "changed, {case}");
    }
}
