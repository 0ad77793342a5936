//! Looking a citizen up, and what is written of it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "in a test a fault is a failure")]

mod support;

use domain::Actor;
use exchange::{
    AccessAction, AccessEntry, AccessHead, AccessLink, Backend, LookUp, Purpose, TypedNumber, first_broken,
};
use support::{World, change, number};

fn purpose() -> Purpose {
    Purpose { id: "moving_here".to_owned(), note: "Flytter i november.".to_owned() }
}

fn entries(world: &World) -> Vec<AccessEntry> {
    let links = world.backend.access_log().unwrap();
    assert_eq!(first_broken(&AccessHead::default(), links.clone()), None);
    links.iter().map(|link| serde_json::from_str(&link.entry).unwrap()).collect()
}

/// S23-1.1g.
#[test]
fn any_number_finds_the_citizen_in_scope_or_not_and_is_logged() {
    let mut world = World::new();
    let citizen = world.citizen(1, "75100");
    world.done(&Actor::Cpr, &change(citizen, number(2), "20231001"));
    for (code, in_scope) in [("75100", true), ("10100", false)] {
        for typed in [citizen, number(2)] {
            let LookUp::Found(found) = world.desk(code).look_up(typed, &purpose()).unwrap() else { panic!("nobody") };
            assert_eq!(found.in_scope, in_scope);
            assert_eq!(support::person(&found.item).current_number(), number(2));
        }
    }
    let logged = entries(&world);
    let actions: Vec<_> = logged.iter().map(|entry| entry.action).collect();
    let (former, current) = (TypedNumber::Former, TypedNumber::Current);
    assert_eq!(actions, [former, current, former, current].map(|typed| AccessAction::Open { typed }));
    assert!(logged.iter().all(|entry| entry.purpose == Some(purpose()) && entry.subject.is_some() && entry.online));
    assert!(
        logged.iter().all(|entry| entry.at > support::instant("2026-01-01T00:00:00Z")),
        "real time, in exercises too"
    );
}

#[test]
fn a_look_up_that_finds_nobody_is_logged_as_well() {
    let world = World::new();
    assert_eq!(world.desk("75100").look_up(number(1), &purpose()).unwrap(), LookUp::Unknown);
    assert_eq!(entries(&world)[0].action, AccessAction::Search { hits: 0 });
}

#[test]
fn only_caseworkers_look_citizens_up() {
    let mut world = World::new();
    let citizen = world.citizen(1, "75100");
    for actor in [Actor::Cpr, support::fund("90")] {
        assert_eq!(world.backend.connect(actor).look_up(citizen, &purpose()).unwrap(), LookUp::Unknown);
    }
}

#[test]
fn no_number_stands_in_the_access_log() {
    let mut world = World::new();
    let citizen = world.citizen(1, "75100");
    world.desk("10100").look_up(citizen, &purpose()).unwrap();
    let links = world.backend.access_log().unwrap();
    assert!(!links.is_empty() && links.iter().all(|link| !link.entry.contains(citizen.digits())));
}

fn chain(of: u64) -> Vec<AccessLink> {
    let entry = |nth: u64| AccessEntry {
        at: support::instant(support::START),
        caseworker: domain::CaseworkerId("anna".to_owned()),
        jobcentre: "75100".parse().unwrap(),
        action: AccessAction::Search { hits: u32::try_from(nth).unwrap() },
        subject: None,
        purpose: None,
        online: false,
    };
    let mut head = AccessHead::default();
    let link = |nth| {
        let link = head.next(&entry(nth));
        head = link.head();
        link
    };
    (0..of).map(link).collect()
}

#[test]
fn a_desk_hands_its_log_in_piece_by_piece_and_again() {
    let world = World::new();
    let desk = world.desk("75100");
    let links = chain(5);
    assert_eq!(desk.hand_in("pc-1", &links[..2]).unwrap(), links[1].head());
    assert_eq!(desk.hand_in("pc-1", &links).unwrap(), links[4].head());
    assert_eq!(desk.hand_in("pc-1", &links[1..3]).unwrap(), links[4].head(), "known links are passed over");
    assert_eq!(desk.hand_in("pc-2", &links[..1]).unwrap(), links[0].head(), "each device has a chain of its own");
    assert!(world.backend.broken_links("pc-1").unwrap().is_empty());
}

#[test]
fn a_chain_that_does_not_hold_is_taken_as_far_as_it_does_and_noted() {
    let world = World::new();
    let desk = world.desk("75100");
    let mut links = chain(5);
    links[3].entry = links[3].entry.replace("hits\":3", "hits\":0");
    assert_eq!(desk.hand_in("pc-1", &links).unwrap(), links[2].head());
    assert_eq!(world.backend.broken_links("pc-1").unwrap(), [4]);
    let gap = [chain(6)[5].clone()];
    assert_eq!(desk.hand_in("pc-1", &gap).unwrap(), links[2].head());
    assert_eq!(world.backend.broken_links("pc-1").unwrap(), [4, 6]);
}

#[test]
fn a_link_told_otherwise_than_before_is_noted() {
    let world = World::new();
    let desk = world.desk("75100");
    let mut links = chain(3);
    desk.hand_in("pc-1", &links).unwrap();
    links[1].entry = links[1].entry.replace("hits\":1", "hits\":9");
    assert_eq!(desk.hand_in("pc-1", &links).unwrap(), links[2].head());
    assert_eq!(world.backend.broken_links("pc-1").unwrap(), [2]);
}
