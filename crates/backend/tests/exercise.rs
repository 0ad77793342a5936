//! The exercise's clock, and the life of its citizens before today.
#![allow(clippy::unwrap_used, clippy::panic, reason = "in a test a fault is a failure")]

mod support;

use backend::exercise::{ExerciseClock, NotMoved, Past, seed};
use chrono::TimeDelta;
use domain::{Actor, Command, CommandId};
use exchange::{Answer, Backend, Clock, FeedItem};
use support::{World, affiliation, caseworker, change, instant, number, present, pull_all, refused, register, verdict};
use uuid::Uuid;

fn past(at: &str, actor: Actor, command: Command) -> Past {
    let id = CommandId(Uuid::from_u128(u128::from(instant(at).timestamp_millis().unsigned_abs())));
    Past { id, at: instant(at), actor, command }
}

fn life() -> Vec<Past> {
    vec![
        past("2021-03-01T09:00:00Z", Actor::Cpr, register(number(1))),
        past("2021-03-02T09:00:00Z", caseworker("75100"), affiliation(number(1), "75100", "2021-03-01")),
        past("2022-05-02T09:00:00Z", Actor::Cpr, change(number(1), number(2), "20220501")),
        past("2023-02-01T09:00:00Z", caseworker("75100"), affiliation(number(2), "10100", "2023-02-01")),
    ]
}

#[test]
fn the_past_is_registered_at_its_own_moments() {
    let world = World::new();
    let answers = seed(&world.backend, &life()).unwrap();
    let decided: Vec<_> = answers.into_iter().map(verdict).collect();
    assert!(decided.iter().all(|verdict| refused(verdict).is_none()));
    assert!(decided.iter().map(|verdict| verdict.decided_at).eq(life().iter().map(|past| past.at)));

    let items = pull_all(&world.desk("10100"), None, 10).0;
    assert_eq!(present(&items), [number(2)], "the scope is today's");
    assert_eq!(pull_all(&world.desk("75100"), None, 10).0, []);
    let [FeedItem::Present { journal, .. }] = &items[..] else { panic!("one citizen") };
    assert!(journal.iter().all(|line| line.at < instant("2023-03-01T00:00:00Z") && line.at == line.written_at));
    let inbox = world.desk("10100").messages(None, 10).unwrap().messages;
    assert_eq!(inbox[0].at, instant("2022-05-02T09:00:00Z"));
}

#[test]
fn a_seeding_that_was_interrupted_is_taken_up_by_doing_it_again() {
    let world = World::new();
    let some: Vec<Answer> = seed(&world.backend, &life()[..2]).unwrap();
    let all = seed(&world.backend, &life()).unwrap();
    assert_eq!(all[..2], some);
    assert_eq!(seed(&world.backend, &life()).unwrap(), all);
    assert_eq!(world.person(number(2)).affiliations.records.len(), 2);
}

#[test]
fn the_clock_goes_on_from_where_it_stood() {
    let folder = tempfile::tempdir().unwrap();
    let start = instant("2023-09-18T07:00:00Z");
    let clock = ExerciseClock::open(folder.path(), start).unwrap();
    let first = clock.now();
    assert!(first >= start && first < start + TimeDelta::minutes(1));
    assert!(clock.now() >= first);

    let moved = instant("2023-12-24T17:00:00Z");
    clock.move_to(moved).unwrap();
    let stood = clock.now();
    assert!(stood >= moved);
    drop(clock);
    let clock = ExerciseClock::open(folder.path(), start).unwrap();
    assert!(
        clock.now() >= stood && clock.now() < stood + TimeDelta::minutes(1),
        "it stood still while nobody was there"
    );

    assert!(matches!(clock.move_to(start), Err(NotMoved::Back)));
    assert!(clock.now() >= stood, "it is never put back");
}
