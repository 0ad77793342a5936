use super::{booked_by, moved, world};
use crate::{
    Actor, Audience, MessageBody, RuleId,
    contact_course::{Authority, ConversationType, Happening, WrittenBooking},
    testing::{
        A, AARHUS, FAVRSKOV, World, cancel_booking, caseworker_of, change_booking, change_seen, danish, end_membership,
        fund, invite, job_conversation, jobnet, line, make_booking, number, start_membership, system_of,
    },
};

fn of_type(kind: u32) -> WrittenBooking {
    WrittenBooking {
        kind: ConversationType(kind),
        self_booked: kind != ConversationType::JOINT.0,
        cancelling_possible: true,
        ..job_conversation("2023-09-20T10:00")
    }
}

fn told(world: &World, actor: &Actor, kind: u32) -> Vec<Audience> {
    let decision = world.decides(actor, &make_booking(A, of_type(kind))).unwrap();
    assert!(decision.messages.iter().all(|message| message.rules == [RuleId::SbBookingMessage]));
    decision.messages.into_iter().map(|message| message.to).collect()
}

/// SB-BOOKING-MESSAGE: the other authorities that have the citizen, and not the one that does it. A fund hears of the types
/// that it may see.
#[test]
fn the_other_authorities_are_told() {
    let (jobcentre, a_kasse) = (Audience::Jobcentre(AARHUS.parse().unwrap()), Audience::Fund("90".parse().unwrap()));
    for (case, actor, kind, expected) in [
        ("the jobcentre's", line(), 7, vec![a_kasse]),
        ("its system's", system_of(AARHUS, 17), 7, vec![a_kasse]),
        ("of a type that funds do not see", line(), 2, vec![]),
        ("the fund's", fund("90"), 7, vec![jobcentre]),
        ("the citizen's", jobnet(), 7, vec![jobcentre, a_kasse]),
        ("the citizen's, of a type that funds do not see", jobnet(), 4, vec![jobcentre]),
    ] {
        assert_eq!(told(&world(), &actor, kind), expected, "{case}");
    }
    for kind in 1..=20 {
        let sees = [7, 8, 9, 10, 11, 12, 13, 15, 17].contains(&kind);
        assert_eq!(told(&world(), &line(), kind).is_empty(), !sees, "type {kind}");
    }
    let left = world().with(&fund("90"), &end_membership(A, "90", "2023-09-17"));
    assert!(told(&left, &line(), 7).is_empty(), "no fund has the citizen");
}

/// One message for each time that something happens, and it says what.
#[test]
fn each_change_is_told_once() {
    let (mut world, record) = booked_by(world(), &line(), job_conversation("2023-09-20T10:00"));
    let later = job_conversation("2023-09-21T10:00");
    for (command, happening) in [
        (change_booking(A, record, later.clone()), Happening::Changed),
        (cancel_booking(A, record), Happening::Cancelled),
    ] {
        let decision = world.does(&line(), &command).unwrap();
        let by = Authority::Jobcentre(AARHUS.parse().unwrap());
        let (kind, start) = (ConversationType::JOB, danish("2023-09-21T10:00"));
        let body = MessageBody::GetBookings { number: number(A), booking: record, happening, by, kind, start };
        assert_eq!(decision.messages.iter().map(|message| &message.body).collect::<Vec<_>>(), [&body]);
    }
}

/// SB-BOOKING-MESSAGE: what becomes of a type that funds do not see is gone for the fund, and what becomes of one that they
/// see is new to it.
#[test]
fn a_fund_is_told_of_what_it_may_see() {
    let a_kasse = Audience::Fund("90".parse().unwrap());
    for (case, before, after, expected) in [
        ("of one that it sees to another", 7, 12, Some((Happening::Changed, 12))),
        ("to one that it does not see", 7, 2, Some((Happening::Cancelled, 7))),
        ("to one that it sees", 2, 7, Some((Happening::Made, 7))),
        ("of one that it does not see to another", 2, 3, None),
    ] {
        let of = |kind: u32| WrittenBooking { kind: ConversationType(kind), ..job_conversation("2023-09-20T10:00") };
        let (mut world, record) = booked_by(world(), &line(), of(before));
        let decision = world.does(&line(), &change_booking(A, record, of(after))).unwrap();
        let told = decision.messages.iter().map(|message| match &message.body {
            MessageBody::GetBookings { happening, kind, .. } => (message.to, *happening, kind.0),
            other => panic!("{other:?}"),
        });
        let expected = expected.map(|(happening, kind)| (a_kasse, happening, kind));
        assert_eq!(told.collect::<Vec<_>>(), Vec::from_iter(expected), "{case}");
    }
}

/// SB-BOOKING-MESSAGE: who stands on a booking is told of what becomes of it, also where it has the citizen no more; never
/// the one that does it.
#[test]
fn who_stands_on_a_booking_is_told() {
    let [aarhus, favrskov] = [AARHUS, FAVRSKOV].map(|code| Audience::Jobcentre(code.parse().unwrap()));
    let [member, joined] = ["90", "91"].map(|code| Audience::Fund(code.parse().unwrap()));
    let joint = |start: &str| WrittenBooking { kind: ConversationType::JOINT, ..job_conversation(start) };
    let (ours, record) = booked_by(world(), &line(), joint("2023-09-20T10:00"));
    let with = ours.with(&line(), &invite(A, record));
    let left = with.clone().with(&fund("90"), &end_membership(A, "90", "2023-09-17"));
    let other = left.clone().with(&fund("91"), &start_membership(A, "91", "2023-09-18"));
    let (of_fund, by_fund) = booked_by(world(), &fund("90"), joint("2023-09-20T10:00"));
    let with_us = of_fund.clone().with(&fund("90"), &invite(A, by_fund));
    let next = || caseworker_of(FAVRSKOV);
    for (case, world, actor, record, expected) in [
        ("the guest", with.clone(), line(), record, vec![member]),
        ("a guest that has lost its member", left, line(), record, vec![member]),
        ("and the fund that has won one", other, line(), record, vec![joined, member]),
        ("no former jobcentre that summoned", moved(with), next(), record, vec![member]),
        ("we, as guests", with_us.clone(), fund("90"), by_fund, vec![aarhus]),
        ("we, as former guests", moved(with_us), fund("90"), by_fund, vec![favrskov, aarhus]),
        ("no former jobcentre that is no guest", moved(of_fund), fund("90"), by_fund, vec![favrskov]),
    ] {
        let seen = world.seen(A, record);
        for command in [cancel_booking(A, record), change_seen(A, seen, joint("2023-09-21T10:00"))] {
            let decision = world.decides(&actor, &command).unwrap();
            let told = decision.messages.iter().filter(|one| matches!(one.body, MessageBody::GetBookings { .. }));
            assert_eq!(told.map(|message| message.to).collect::<Vec<_>>(), expected, "{case}, {command:?}");
        }
    }
}
