//! The deadlines on the page of the day: whose, when, and with what waits.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod world;

use chrono::{DateTime, Utc};
use desk::Desk;
use desk::door::*;
use domain::contact_course::{ConversationType, DeadlineContent, WrittenBooking};
use domain::{Actor, Command, WrittenNumber};
use sealed::header::exercise_key;
use world::*;

/// To be booked by 4 October and held by 18 October.
fn deadline_for(number: &str) -> Command {
    let day = |day| chrono::NaiveDate::from_ymd_opt(2023, 10, day).unwrap();
    let content = DeadlineContent { kind: ConversationType::JOB, book_by: day(4), hold_by: day(18), at_once: false };
    Command::SetDeadline { number: WrittenNumber(number.into()), deadline: content }
}

/// A booking of that type.
fn job() -> BookingFields {
    BookingFields { conversation_type: "7".into(), ..fields() }
}

fn due(desk: &Desk) -> Vec<DueLine> {
    desk.my_day(Nothing {}).unwrap().due
}

fn names(desk: &Desk) -> Vec<String> {
    due(desk).into_iter().map(|line| line.citizen.name).collect()
}

fn at(world: &World, desk: &Desk, moment: DateTime<Utc>) {
    world.clock.set(moment);
    desk.settle();
}

/// The day before the last day for booking, the day, and the day after.
#[test]
fn a_deadline_stands_on_the_page_from_its_last_day_on() {
    let world = World::new();
    world.colleague("kollega", &deadline_for(METTE));
    let desk = world.desk();
    at(&world, &desk, danish(2023, 10, 3, 12, 0));
    assert_eq!(due(&desk), []);
    at(&world, &desk, danish(2023, 10, 4, 12, 0));
    let [line] = &due(&desk)[..] else { panic!("{:?}", due(&desk)) };
    assert_eq!((line.is_overdue, line.code.as_str(), &line.booking), (false, "7", &None));
    assert_eq!(line.standing.da, "Sidste dag for booking er i dag");
    assert_eq!(line.citizen.number.shown, "150385-••••");
    at(&world, &desk, danish(2023, 10, 5, 12, 0));
    assert_eq!(due(&desk)[0].standing.da, "Overskredet i går: ikke booket");
    assert!(due(&desk)[0].is_overdue);
}

/// A colleague's citizen is a colleague's to see to; one whom nobody has is everybody's; a citizen who has moved is not ours.
#[test]
fn of_ones_own_citizens_and_of_those_without_a_contact_person() {
    let world = World::new();
    for number in [METTE, AAGE, ÅSE, BO] {
        world.colleague("kollega", &deadline_for(number));
    }
    world.becomes_contact_person("line", METTE);
    world.becomes_contact_person("kollega", AAGE);
    let desk = world.desk();
    at(&world, &desk, danish(2023, 10, 4, 12, 0));
    assert_eq!(names(&desk), ["Bo Bang", "Mette Øvelsen", "Åse Ågård"]);
    world.becomes_contact_person("kollega", BO);
    world.moves(ÅSE, "46100");
    desk.settle();
    assert_eq!(names(&desk), ["Mette Øvelsen"]);
}

/// Nobody is contact person any more: the citizen is everybody's again, and stands on the page of the last one once.
#[test]
fn who_was_contact_person_sees_a_deadline_once() {
    let world = World::new();
    world.becomes_contact_person("line", METTE);
    let desk = world.desk();
    let mette = open_by(&desk, METTE);
    no_rest(&desk);
    confirm(&desk, draft(&mette, DraftForm::EndContactPerson { caseworker: None }));
    desk.settle();
    world.colleague("kollega", &deadline_for(METTE));
    at(&world, &desk, danish(2023, 10, 4, 12, 0));
    assert_eq!(names(&desk), ["Mette Øvelsen"]);
}

/// SB-DEADLINE: a conversation is registered as held where that can be: not a fund's, and not before it has begun.
#[test]
fn a_deadline_that_others_hold_or_that_is_to_come_leads_to_its_conversation() {
    let world = World::new();
    world.joins(METTE, "90");
    world.colleague("kollega", &deadline_for(METTE));
    let desk = world.desk();
    let by_the_fund = Command::MakeBooking {
        number: WrittenNumber(METTE.into()),
        booking: Box::new(WrittenBooking { kind: ConversationType::JOB, caseworker: None, ..in_room_nine() }),
        guest: None,
    };
    world.acts(&Actor::Fund { fund: "90".parse().unwrap() }, &by_the_fund);
    at(&world, &desk, danish(2023, 10, 19, 9, 0));
    let [line] = &due(&desk)[..] else { panic!("{:?}", due(&desk)) };
    assert_eq!((line.can_book, &line.booking), (false, &None), "the fund's");

    let world = World::new();
    let (desk, late) = (world.desk(), BookingFields { day: "30.10.2023".into(), ..job() });
    world.colleague("kollega", &deadline_for(METTE));
    at(&world, &desk, danish(2023, 10, 2, 9, 0));
    let mette = open_by(&desk, METTE);
    no_rest(&desk);
    confirm(&desk, draft(&mette, DraftForm::MakeBooking { fields: late }));
    desk.settle();
    at(&world, &desk, danish(2023, 10, 30, 9, 59));
    assert_eq!(
        due(&desk).iter().map(|line| (line.can_book, line.booking.is_some())).collect::<Vec<_>>(),
        [(false, false)]
    );
    at(&world, &desk, danish(2023, 10, 30, 10, 0));
    assert_eq!(
        due(&desk).iter().map(|line| (line.can_book, line.booking.is_some())).collect::<Vec<_>>(),
        [(false, true)]
    );
}

/// Offline: a booking that waits meets the deadline; one that is booked and not held is due after its last day.
#[test]
fn what_waits_is_counted() {
    let (world, desk, mette) = with_mette();
    world.colleague("kollega", &deadline_for(METTE));
    at(&world, &desk, danish(2023, 10, 5, 9, 0));
    assert_eq!(names(&desk), ["Mette Øvelsen"]);
    switch(&desk, false);
    confirm(&desk, draft(&mette, DraftForm::MakeBooking { fields: job() }));
    assert_eq!(due(&desk), []);
    switch(&desk, true);
    world.pass(9);
    desk.settle();
    assert_eq!(due(&desk), []);
    switch(&desk, false);
    world.clock.set(danish(2023, 10, 18, 9, 0));
    assert_eq!(due(&desk), []);
    world.clock.set(danish(2023, 10, 19, 9, 0));
    let [line] = &due(&desk)[..] else { panic!("{:?}", due(&desk)) };
    assert_eq!((line.is_overdue, line.booking.is_some()), (true, true), "{line:?}");
    let held = HeldFields { day: "07.10.2023".into(), from: "10.00".into(), conversation_type: "7".into(), ..held() };
    confirm(
        &desk,
        draft(
            &mette,
            DraftForm::HeldConversation { booking: line.booking.clone(), seen: Vec::new(), fields: held, next: None },
        ),
    );
    assert_eq!(due(&desk), []);
}

/// A desk that knew no deadlines fetches those who have some once more.
#[test]
fn deadlines_that_an_earlier_version_has_fetched_are_found() {
    let world = World::new();
    world.colleague("kollega", &deadline_for(METTE));
    drop(world.desk());
    let cache = as_it_is(&world.desk_folder().join("cache.db"), &exercise_key(&world.desk_folder()).unwrap());
    cache.execute_batch("DROP TABLE due; PRAGMA user_version = 5").unwrap();
    drop(cache);
    let desk = world.desk();
    at(&world, &desk, danish(2023, 10, 4, 12, 0));
    assert_eq!(names(&desk), ["Mette Øvelsen"]);
}
