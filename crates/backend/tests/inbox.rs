//! Who reads a message (S23-1.1j), resolved on reading by the day of receipt; and what a jobcentre has done with it.
#![allow(clippy::unwrap_used, reason = "in a test a fault is a failure")]

mod support;

use std::fs;

use domain::{Actor, CaseworkerId, Command, MessageBody};
use exchange::{Backend, Concern, InboxMessage, InboxPage, KeptMark, Mark, MarkKind, MessageId};
use support::{World, change, day, fund, instant, number};
use uuid::Uuid;

fn page(world: &World, actor: Actor) -> InboxPage {
    world.backend.connect(actor).messages(None, 100).unwrap()
}

fn inbox(world: &World, actor: Actor) -> Vec<InboxMessage> {
    page(world, actor).messages
}

fn concern(world: &World, code: &str) -> Vec<Concern> {
    inbox(world, support::caseworker(code)).iter().map(|message| message.concern).collect()
}

#[test]
fn every_main_jobcentre_open_on_the_day_reads_the_same_one_message() {
    let mut world = World::at("2023-06-30T08:00:00Z");
    let citizen = world.citizen(1, "75100");
    world.done(&Actor::Cpr, &change(citizen, number(2), "20230629"));
    world.set("2023-07-01T08:00:00Z");
    world.done(&Actor::Cpr, &change(number(2), number(3), "20230630"));

    let reads = |code| inbox(&world, support::caseworker(code)).iter().map(|it| it.sequence).collect::<Vec<_>>();
    assert_eq!(reads("75100"), [1, 2]);
    assert_eq!(reads("10100"), [1, 2]);
    assert_eq!(reads("75101"), [1], "closed on 30 June: told on its last day, and not on the day after");
    assert!(reads("10110").is_empty(), "a sub-jobcentre");
    assert!(reads("99900").is_empty(), "none at all");
    assert_eq!(inbox(&world, Actor::Cpr), []);
}

#[test]
fn a_message_says_whether_the_citizen_was_the_readers_and_never_changes() {
    let mut world = World::new();
    let (citizen, other) = (world.citizen(1, "75100"), world.citizen(3, "10100"));
    world.done(&Actor::Cpr, &change(citizen, number(2), "20231001"));
    assert_eq!((concern(&world, "75100"), concern(&world, "10100")), (vec![Concern::Ours], vec![Concern::Others]));
    let before = inbox(&world, support::caseworker("75100"));
    let body = before[0].read().unwrap().body;
    assert!(matches!(body, MessageBody::GetCprChanged { old, new, .. } if (old, new) == (citizen, number(2))));
    assert_eq!((before[0].kind(), before[0].is_to_everybody()), ("GetCprChanged", true));

    world.done(&Actor::Cpr, &change(number(2), other, "20231002"));
    assert_eq!(inbox(&world, support::caseworker("75100"))[..1], before, "though the citizen is another's now");
    assert_eq!(concern(&world, "75100"), [Concern::Ours, Concern::Ours]);
    assert_eq!(concern(&world, "10100"), [Concern::Others, Concern::Ours], "both had one of the two");
}

#[test]
fn the_present_fund_is_told_and_no_other() {
    let mut world = World::new();
    let citizen = world.citizen(1, "75100");
    let starts =
        Command::StartMembership { number: citizen.into(), fund: "90".parse().unwrap(), from: day("2023-05-01") };
    world.done(&fund("90"), &starts);
    world.done(&Actor::Cpr, &change(citizen, number(2), "20231001"));
    let read = inbox(&world, fund("90"));
    assert_eq!(read.iter().map(|message| (message.id.nth, message.concern)).collect::<Vec<_>>(), [(1, Concern::Ours)]);
    assert_eq!(inbox(&world, fund("91")), []);
}

#[test]
fn an_inbox_is_read_on_from_where_one_stood() {
    let mut world = World::new();
    let mut held = world.citizen(1, "75100");
    for nth in 2..=5 {
        world.done(&Actor::Cpr, &change(held, number(nth), &format!("2023100{nth}")));
        held = number(nth);
    }
    let desk = world.desk("75100");
    let read = |cursor, limit| {
        let page = desk.messages(cursor, limit).unwrap();
        (page.messages.iter().map(|it| it.sequence).collect::<Vec<_>>(), page.more, page.next, page.from_the_start)
    };
    let (first, more, next, anew) = read(None, 3);
    assert_eq!((first.as_slice(), more, anew), ([1, 2, 3].as_slice(), true, false));
    let (rest, more, next, _) = read(Some(next), 3);
    assert_eq!((rest.as_slice(), more), ([4].as_slice(), false));
    assert!(read(Some(next), 3).0.is_empty());

    world.backend.begin_new_epoch().unwrap();
    let (all, _, _, anew) = read(Some(next), 100);
    assert_eq!((all.as_slice(), anew), ([1, 2, 3, 4].as_slice(), true), "another life of the store");
}

#[test]
fn the_same_event_twice_tells_nobody_again() {
    let mut world = World::new();
    let citizen = world.citizen(1, "75100");
    world.done(&Actor::Cpr, &change(citizen, number(2), "20231001"));
    world.done(&Actor::Cpr, &change(citizen, number(2), "20231001"));
    assert_eq!(inbox(&world, support::caseworker("75100")).len(), 1);
}

/// CPR's date cannot be read, in two ways: not the same event, and the same to whoever reads of it.
#[test]
fn two_messages_that_say_the_same_have_the_same_content() {
    let mut world = World::new();
    let citizen = world.citizen(1, "75100");
    world.done(&Actor::Cpr, &change(citizen, number(2), "i går"));
    world.done(&Actor::Cpr, &change(citizen, number(2), "20231399"));
    world.done(&Actor::Cpr, &change(number(2), number(3), "20231001"));
    let [first, again, other] = &inbox(&world, support::caseworker("75100"))[..] else { unreachable!() };
    assert_eq!(first.content(), again.content());
    assert_ne!(first.content(), other.content());
    assert_ne!(first.id, again.id);
}

fn mark(nth: u128, message: MessageId, what: MarkKind) -> Mark {
    Mark { id: Uuid::from_u128(nth), message, what, at: instant("2023-10-02T09:00:00Z") }
}

#[test]
fn what_is_done_is_kept_once_for_the_jobcentre_with_who_did_it() {
    let mut world = World::new();
    let citizen = world.citizen(1, "75100");
    world.done(&Actor::Cpr, &change(citizen, number(2), "20231001"));
    let message = inbox(&world, support::caseworker("75100"))[0].id;
    let (opened, done) = (mark(1, message, MarkKind::Opened), mark(2, message, MarkKind::Done));
    let bo = Actor::Caseworker { caseworker: CaseworkerId("bo".into()), jobcentre: "75100".parse().unwrap() };
    world.desk("75100").mark(&[opened]).unwrap();
    world.desk("75100").mark(&[opened]).unwrap();
    world.backend.connect(bo.clone()).mark(&[done, opened]).unwrap();

    let kept = page(&world, bo.clone()).marks;
    let by = |who: &str| CaseworkerId(who.into());
    assert_eq!(
        kept,
        [KeptMark { position: 1, by: by("anna"), mark: opened }, KeptMark { position: 2, by: by("bo"), mark: done }]
    );
    let after = page(&world, bo.clone()).next;
    assert!(world.backend.connect(bo).messages(Some(after), 100).unwrap().marks.is_empty());
    assert!(page(&world, support::caseworker("10100")).marks.is_empty(), "another jobcentre's own inbox");
    world.backend.connect(Actor::Cpr).mark(&[mark(3, message, MarkKind::Done)]).unwrap();
    assert!(page(&world, Actor::Cpr).marks.is_empty());
}

#[test]
fn marks_outlive_the_program_and_a_new_epoch() {
    let mut world = World::new();
    let citizen = world.citizen(1, "75100");
    world.done(&Actor::Cpr, &change(citizen, number(2), "20231001"));
    let message = inbox(&world, support::caseworker("75100"))[0].id;
    world.desk("75100").mark(&[mark(1, message, MarkKind::Done)]).unwrap();
    let world = world.reopen();
    world.backend.begin_new_epoch().unwrap();
    assert_eq!(page(&world, support::caseworker("75100")).marks.len(), 1);
    for file in fs::read_dir(world.folder.path()).unwrap() {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(7).any(|window| window == b"\"done\""), "encrypted as everything else");
    }
}
