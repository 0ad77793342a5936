//! Who reads a message (S23-1.1j): resolved on reading, by the day of receipt.
#![allow(clippy::unwrap_used, reason = "in a test a fault is a failure")]

mod support;

use domain::{Actor, Command, MessageBody};
use exchange::{Backend, InboxMessage};
use support::{World, change, day, fund, number};

fn inbox(world: &World, actor: Actor) -> Vec<InboxMessage> {
    world.backend.connect(actor).messages(0, 100).unwrap()
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
fn a_message_says_whether_it_concerns_the_reader_and_follows_a_merge() {
    let mut world = World::new();
    let (citizen, other) = (world.citizen(1, "75100"), world.citizen(3, "10100"));
    world.done(&Actor::Cpr, &change(citizen, number(2), "20231001"));
    let concerns = |world: &World, code| inbox(world, support::caseworker(code))[0].concerns_us;
    assert!(concerns(&world, "75100") && !concerns(&world, "10100"));
    let before = inbox(&world, support::caseworker("75100"))[0].clone();
    assert!(
        matches!(before.message.body, MessageBody::GetCprChanged { old, new, .. } if (old, new) == (citizen, number(2)))
    );

    world.done(&Actor::Cpr, &change(number(2), other, "20231002"));
    let after = inbox(&world, support::caseworker("10100"))[0].clone();
    assert_eq!((after.sequence, after.message), (before.sequence, before.message));
    assert_ne!(after.subject, before.subject, "the citizen is the survivor now");
    assert!(concerns(&world, "10100") && !concerns(&world, "75100"));
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
    assert_eq!(read.len(), 1);
    assert!(read[0].concerns_us);
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
    let sequences =
        |after, limit| desk.messages(after, limit).unwrap().iter().map(|it| it.sequence).collect::<Vec<_>>();
    assert_eq!(sequences(0, 3), [1, 2, 3]);
    assert_eq!(sequences(3, 3), [4]);
    assert!(sequences(4, 3).is_empty());
}

#[test]
fn the_same_event_twice_tells_nobody_again() {
    let mut world = World::new();
    let citizen = world.citizen(1, "75100");
    world.done(&Actor::Cpr, &change(citizen, number(2), "20231001"));
    world.done(&Actor::Cpr, &change(citizen, number(2), "20231001"));
    assert_eq!(inbox(&world, support::caseworker("75100")).len(), 1);
}
