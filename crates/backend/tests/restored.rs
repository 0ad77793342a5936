//! A backup is put in the file's place and nobody says so: whoever has read of the lost life reads from the start.
#![allow(clippy::unwrap_used, clippy::panic, reason = "in a test a fault is a failure")]

mod support;

use std::fs;

use domain::Actor;
use exchange::{Backend, Cursor, InboxCursor, Mark, MarkKind, Scope};
use support::{World, affiliation, caseworker, change, comment, day, instant, number, present, pull_all};
use uuid::Uuid;

/// A life that a restored copy has not lived, and what comes in the copy before a desk does.
struct Case {
    name: &'static str,
    lost: fn(&mut World),
    then: fn(&mut World),
}

const CASES: [Case; 6] = [
    Case { name: "the same day", lost: writes, then: |_| {} },
    Case {
        name: "days later, with citizens who move by them",
        lost: writes,
        then: |world| world.set("2023-10-05T08:00:00Z"),
    },
    Case { name: "only a message", lost: renumbers, then: |_| {} },
    Case { name: "only a mark", lost: marks, then: |_| {} },
    Case { name: "overtaken by other commands", lost: writes, then: |world| (0..9).for_each(|_| writes(world)) },
    Case { name: "overtaken in everything", lost: marks, then: everything },
];

fn writes(world: &mut World) {
    world.done(&caseworker("75100"), &comment(number(1), "Ringede."));
}

fn renumbers(world: &mut World) {
    world.done(&Actor::Cpr, &change(number(4), number(5), "20231001"));
}

fn marks(world: &mut World) {
    let message = world.desk("75100").messages(None, 10).unwrap().messages[0].id;
    let mark = Mark { id: Uuid::now_v7(), message, what: MarkKind::Done, at: instant(support::START) };
    world.desk("75100").mark(&[mark]).unwrap();
}

fn everything(world: &mut World) {
    writes(world);
    renumbers(world);
    marks(world);
}

/// Two citizens who move to another jobcentre on the next days, one who stays, and a message that is opened.
fn world() -> World {
    let mut world = World::new();
    world.citizen(1, "75100");
    for (nth, from) in [(2, "2023-10-03"), (3, "2023-10-04")] {
        let citizen = world.citizen(nth, "75100");
        let planned = world.seal(&affiliation(citizen, "10100", from));
        let now = domain::Now { today: day(from), instant: instant(support::START) };
        world.backend.execute_at(&caseworker("75100"), &[planned], now).unwrap();
    }
    world.citizen(4, "75100");
    world.done(&Actor::Cpr, &change(number(1), number(6), "20231001"));
    world.done(&Actor::Cpr, &change(number(6), number(1), "20231001"));
    marks(&mut world);
    world
}

fn read(world: &World) -> (Cursor, InboxCursor) {
    (pull_all(&world.desk("75100"), None, 100).1, world.desk("75100").messages(None, 100).unwrap().next)
}

#[test]
fn whoever_has_read_of_a_lost_life_reads_from_the_start() {
    for Case { name, lost, then } in CASES {
        let elsewhere = tempfile::tempdir().unwrap();
        let copy = elsewhere.path().join("copy.db");
        let mut world = world().closed(|file| _ = fs::copy(file, &copy).unwrap());
        let before = read(&world);
        lost(&mut world);
        let (feed, inbox) = read(&world);
        assert!((feed.position, inbox.message, inbox.mark) > (before.0.position, before.1.message, before.1.mark));

        let mut world = world.closed(|file| _ = fs::copy(&copy, file).unwrap());
        then(&mut world);
        let desk = world.desk("75100");
        let (all, _) = pull_all(&desk, None, 100);
        let page = desk.pull(Scope::Jobcentre, Some(feed), 100).unwrap();
        assert_eq!((page.from_the_start, present(&page.items)), (true, present(&all)), "{name}");
        let whole = desk.messages(None, 100).unwrap();
        let page = desk.messages(Some(inbox), 100).unwrap();
        assert_eq!((page.from_the_start, page.messages, page.marks), (true, whole.messages, whole.marks), "{name}");

        // And that once.
        let (feed, inbox) = read(&world);
        let world = world.reopen();
        assert!(!world.desk("75100").pull(Scope::Jobcentre, Some(feed), 100).unwrap().from_the_start, "{name}");
        assert!(!world.desk("75100").messages(Some(inbox), 100).unwrap().from_the_start, "{name}");
    }
}

/// A copy that was taken while the store was open ends in the middle of an epoch, which goes on elsewhere.
#[test]
fn an_epoch_that_went_on_elsewhere_is_known_as_far_as_it_came_here() {
    let world = world();
    let (feed, inbox) = read(&world);
    let mut world = world.reopen();
    everything(&mut world);
    let desk = world.desk("75100");
    let begins = |cursor| desk.pull(Scope::Jobcentre, Some(cursor), 100).unwrap().from_the_start;
    assert!(!begins(feed));
    assert!(begins(Cursor { position: feed.position + 1, ..feed }));
    let begins = |cursor| desk.messages(Some(cursor), 100).unwrap().from_the_start;
    assert!(!begins(inbox));
    assert!(begins(InboxCursor { message: inbox.message + 1, ..inbox }));
    assert!(begins(InboxCursor { mark: inbox.mark + 1, ..inbox }));
}

/// A copy of before a change that is put back before anything else was read: nothing of it is lost to anybody.
#[test]
fn what_was_read_before_the_copy_holds_in_it() {
    let elsewhere = tempfile::tempdir().unwrap();
    let copy = elsewhere.path().join("copy.db");
    let world = world();
    let (feed, inbox) = read(&world);
    let mut world = world.closed(|file| _ = fs::copy(file, &copy).unwrap());
    writes(&mut world);
    let world = world.closed(|file| _ = fs::copy(&copy, file).unwrap());
    let page = world.desk("75100").pull(Scope::Jobcentre, Some(feed), 100).unwrap();
    assert_eq!((page.from_the_start, page.items), (false, Vec::new()));
    assert!(!world.desk("75100").messages(Some(inbox), 100).unwrap().from_the_start);
}
