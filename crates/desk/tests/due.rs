//! The deadlines on the page of the day: whose, when, and with what waits.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod world;

use chrono::{DateTime, Utc};
use desk::Desk;
use desk::door::*;
use domain::contact_course::{ConversationType, DeadlineContent};
use domain::{Command, WrittenNumber};
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
