use super::{booked, booked_by, code, world};
use crate::{
    NoticeKind, Period, RefusalCode, RuleId,
    contact_course::{
        Authority, ContactGroupCode, ConversationForm, ConversationType, DoubleBooking, Legality, LegalityRow,
        WrittenBooking, legality,
    },
    testing::{
        A, AARHUS, B, World, cancel_booking, change_booking, contact_group, danish, day, fund, job_conversation, line,
        make_booking, system_of,
    },
};

fn of_type(kind: u32, start: &str) -> WrittenBooking {
    WrittenBooking { kind: ConversationType(kind), ..job_conversation(start) }
}

/// SB-BOOKING: of the types 4 and 7 a citizen has at most one coming booking; of the others as many as there are.
#[test]
fn two_types_come_alone() {
    let another = Some(RefusalCode::AnotherSuchBooking);
    for kind in 1..=20 {
        let (world, record) = booked_by(world(), &line(), of_type(kind, "2023-09-20T10:00"));
        let second = |world: &World| code(world.decides(&line(), &make_booking(A, of_type(kind, "2023-10-20T10:00"))));
        let alone = kind == 4 || kind == 7;
        assert_eq!(second(&world), another.filter(|_| alone), "type {kind}");
        assert_eq!(second(&world.clone().at("2023-09-20T09:59")), another.filter(|_| alone), "type {kind}, before it");
        assert_eq!(second(&world.clone().at("2023-09-20T10:00")), None, "type {kind}, once it has begun");
        assert_eq!(second(&world.clone().with(&line(), &cancel_booking(A, record))), None, "type {kind}, cancelled");
        let moved = change_booking(A, record, of_type(kind, "2023-10-20T10:00"));
        assert_eq!(code(world.decides(&line(), &moved)), None, "type {kind}, moved itself");
    }
    let (two, _) = booked_by(booked().0, &line(), of_type(2, "2023-09-22T10:00"));
    let record = two.last_command().record(0);
    let becomes = change_booking(A, record, of_type(7, "2023-09-22T10:00"));
    assert_eq!(code(two.decides(&line(), &becomes)), another, "a booking that becomes a second one");
}

/// SB-DOUBLE-BOOKING: who shares a moment is named, with the authority that summons; who only meets is not.
#[test]
fn a_double_booking_is_told_before_it_happens() {
    let with_end = |start: &str, minutes: u32| WrittenBooking { minutes: Some(minutes), ..of_type(15, start) };
    let (world, funds) = booked_by(world(), &fund("90"), with_end("2023-09-20T13:30", 30));
    for (case, start, minutes, is_double) in [
        ("ends when the other begins", "2023-09-20T13:00", 30, false),
        ("ends a minute later", "2023-09-20T13:00", 31, true),
        ("at the same time", "2023-09-20T13:30", 30, true),
        ("within it", "2023-09-20T13:40", 5, true),
        ("around it", "2023-09-20T13:00", 120, true),
        ("begins in its last minute", "2023-09-20T13:59", 30, true),
        ("begins when the other ends", "2023-09-20T14:00", 30, false),
        ("without a length, within it", "2023-09-20T13:45", 0, true),
        ("the day after", "2023-09-21T13:30", 30, false),
    ] {
        let decision = world.decides(&line(), &make_booking(A, with_end(start, minutes))).unwrap();
        let double = DoubleBooking {
            booking: funds,
            by: Authority::Fund("90".parse().unwrap()),
            kind: ConversationType(15),
            start: danish("2023-09-20T13:30"),
            end: Some(danish("2023-09-20T14:00")),
        };
        let expected = if is_double { vec![NoticeKind::DoubleBooking(double)] } else { vec![] };
        let told: Vec<NoticeKind> = decision.notices.iter().map(|notice| notice.kind.clone()).collect();
        assert_eq!(told, expected, "{case}");
        assert!(decision.notices.iter().all(|notice| notice.rule == RuleId::SbDoubleBooking), "{case}");
    }
    let gone = world.with(&fund("90"), &cancel_booking(A, funds));
    let decision = gone.decides(&line(), &make_booking(A, with_end("2023-09-20T13:30", 30))).unwrap();
    assert!(decision.notices.is_empty(), "a cancelled one is in nobody's way");
}

fn row(kind: u32, group: u32, is_legal: bool, from: &str, to: Option<&str>) -> LegalityRow {
    let period = Period { from: day(from), to: to.map(day) };
    LegalityRow { kind: ConversationType(kind), group: ContactGroupCode(group), is_legal, period }
}

/// SB-LEGALITY: three answers, with the day before, the day and the day after each boundary.
#[test]
fn the_table_of_legality_is_dated() {
    let rows = [row(5, 10, true, "2023-09-18", None), row(2, 10, false, "2023-09-18", Some("2023-09-30"))];
    for (kind, group, on, expected) in [
        (5, 10, "2023-09-17", Legality::Unknown),
        (5, 10, "2023-09-18", Legality::Legal),
        (5, 10, "2023-09-19", Legality::Legal),
        (5, 7, "2023-09-19", Legality::Unknown),
        (2, 10, "2023-09-17", Legality::Unknown),
        (2, 10, "2023-09-18", Legality::Illegal),
        (2, 10, "2023-09-30", Legality::Illegal),
        (2, 10, "2023-10-01", Legality::Unknown),
    ] {
        let answer = legality(&rows, ConversationType(kind), ContactGroupCode(group), day(on));
        assert_eq!(answer, expected, "type {kind} in group {group} on {on}");
    }
}

/// SB-LEGALITY: illegal is refused, unknown is told and never refused; judged by the group on the day of the meeting.
#[test]
fn a_type_is_legal_illegal_or_unknown_in_the_citizens_group() {
    let system = system_of(AARHUS, 17);
    let mut world = world().with(&system, &contact_group(A, 10, "2023-09-01"));
    world.reference.legality = vec![row(5, 10, true, "2023-01-01", None), row(2, 10, false, "2023-01-01", None)];
    let told = |world: &World, kind: u32, start: &str| {
        let decision = world.decides(&line(), &make_booking(A, of_type(kind, start)));
        decision
            .map(|decision| decision.notices.into_iter().map(|notice| (notice.rule, notice.kind)).collect::<Vec<_>>())
    };
    let unknown = |kind: u32, group: u32| {
        let (kind, group) = (ConversationType(kind), ContactGroupCode(group));
        Ok(vec![(RuleId::SbLegality, NoticeKind::LegalityUnknown { kind, group })])
    };
    let refusal = told(&world, 2, "2023-09-20T10:00").unwrap_err();
    assert_eq!((refusal.code, refusal.rule), (RefusalCode::IllegalType, RuleId::SbLegality));
    assert_eq!(told(&world, 5, "2023-09-20T10:00"), Ok(vec![]));
    assert_eq!(told(&world, 7, "2023-09-20T10:00"), unknown(7, 10));

    let changes = world.with(&system, &contact_group(A, 13, "2023-09-25"));
    assert!(told(&changes, 2, "2023-09-24T10:00").is_err(), "the day before the group changes");
    assert_eq!(told(&changes, 2, "2023-09-25T10:00"), unknown(2, 13), "the day it changes");

    let (booked, record) = booked_by(changes, &line(), of_type(2, "2023-09-25T10:00"));
    let to = |start: &str| code(booked.decides(&line(), &change_booking(A, record, of_type(2, start))));
    assert_eq!(to("2023-09-24T10:00"), Some(RefusalCode::IllegalType), "moved into the group where it is illegal");
    assert_eq!(to("2023-09-25T11:00"), None);
}

/// A booking whose group has changed since keeps its day and type, and may be given another room.
#[test]
fn what_became_illegal_can_still_be_put_right() {
    let (mut world, record) = booked_by(world(), &line(), of_type(2, "2023-09-20T10:00"));
    world = world.with(&system_of(AARHUS, 17), &contact_group(A, 10, "2023-09-18"));
    world.reference.legality = vec![row(2, 10, false, "2023-01-01", None)];
    let elsewhere = WrittenBooking { place: Some("lokale 3".to_owned()), ..of_type(2, "2023-09-20T11:00") };
    assert_eq!(code(world.decides(&line(), &change_booking(A, record, elsewhere))), None);
    let next_day = change_booking(A, record, of_type(2, "2023-09-21T10:00"));
    assert_eq!(code(world.decides(&line(), &next_day)), Some(RefusalCode::IllegalType));
}

/// SB-BOOKING: the form 6 with another type than 8 is told and not refused: DFDG does not check it.
#[test]
fn at_work_is_for_referrals_alone() {
    for (kind, form, is_told) in [(8, 6, false), (7, 6, true), (8, 5, false), (7, 7, false)] {
        let booking = WrittenBooking { form: ConversationForm(form), ..of_type(kind, "2023-09-20T10:00") };
        let decision = world().decides(&line(), &make_booking(A, booking)).unwrap();
        let told = decision.notices.iter().any(|notice| notice.kind == NoticeKind::FormForReferralsAlone);
        assert_eq!(told, is_told, "type {kind} in form {form}");
    }
}

/// SB-DOUBLE-BOOKING: a fund is not told of conversations that it may not see, but for its own.
#[test]
fn a_fund_is_told_of_the_double_bookings_that_it_may_see() {
    for (case, by, kind, is_told) in
        [("a type that it sees", line(), 7, true), ("another", line(), 2, false), ("its own", fund("90"), 2, true)]
    {
        let (world, _) = booked_by(world(), &by, of_type(kind, "2023-09-20T10:00"));
        let command = make_booking(A, of_type(12, "2023-09-20T10:00"));
        let told = |actor| !world.decides(&actor, &command).unwrap().notices.is_empty();
        assert_eq!(told(fund("90")), is_told, "{case}");
        assert!(told(line()), "{case}: a jobcentre sees all");
    }
}

/// SB-BOOKING: two of a type that comes alone can stand after a merge; each may still be moved.
#[test]
fn what_came_by_a_merge_can_be_moved() {
    let other = World::new().with_person(A).with_person(B).with_affiliation(A, AARHUS, "2021-03-01");
    let (world, one) =
        booked_by(other.with_affiliation(B, AARHUS, "2021-03-01"), &line(), of_type(7, "2023-09-20T10:00"));
    let world = world.with(&line(), &make_booking(B, of_type(7, "2023-09-22T10:00"))).with_change(A, B, "20230918");
    let moved = change_booking(B, one, of_type(7, "2023-09-21T10:00"));
    assert_eq!(code(world.decides(&line(), &moved)), None);
    let third = make_booking(B, of_type(7, "2023-09-25T10:00"));
    assert_eq!(code(world.decides(&line(), &third)), Some(RefusalCode::AnotherSuchBooking));
}
