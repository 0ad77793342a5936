//! What a desk pulls: its own jobcentre's citizens, as they are now, and word of those who left.
#![allow(clippy::unwrap_used, clippy::panic, reason = "in a test a fault is a failure")]

mod support;

use domain::{Actor, Now};
use exchange::{Backend, FeedItem, Scope};
use support::{World, affiliation, caseworker, change, comment, fund, instant, person, present, pull_all};

fn journal(item: &FeedItem) -> Vec<String> {
    match item {
        FeedItem::Present { journal, .. } => journal.iter().map(|line| line.kind.clone()).collect(),
        FeedItem::Gone { .. } => Vec::new(),
    }
}

#[test]
fn a_desk_gets_its_own_jobcentres_citizens_and_nobody_else() {
    let mut world = World::new();
    let (ours, theirs) = (world.citizen(1, "75100"), world.citizen(2, "10100"));
    assert_eq!(present(&pull_all(&world.desk("75100"), None, 10).0), [ours]);
    assert_eq!(present(&pull_all(&world.desk("10100"), None, 10).0), [theirs]);
    for actor in [Actor::Cpr, fund("90")] {
        assert_eq!(pull_all(&world.backend.connect(actor), None, 10).0, []);
    }
}

#[test]
fn pages_are_bounded_and_together_bring_everybody_once() {
    let mut world = World::new();
    let mut all: Vec<_> = (1..=7).map(|nth| world.citizen(nth, "75100")).collect();
    all.sort_unstable();
    let desk = world.desk("75100");
    for limit in [1, 3, 7, 8] {
        let (items, cursor) = pull_all(&desk, None, limit);
        assert_eq!(present(&items), all, "in pages of {limit}");
        let page = desk.pull(Scope::Jobcentre, Some(cursor), limit).unwrap();
        assert_eq!((page.items, page.more, page.next), (Vec::new(), false, cursor));
    }
    let first = desk.pull(Scope::Jobcentre, None, 3).unwrap();
    let versions = first.items.iter().map(|item| match item {
        FeedItem::Present { version, .. } => *version,
        FeedItem::Gone { .. } => 0,
    });
    assert!(versions.is_sorted_by(|a, b| a < b));
}

#[test]
fn a_change_brings_the_citizen_with_the_new_lines_alone() {
    let mut world = World::new();
    let citizen = world.citizen(1, "75100");
    world.citizen(2, "75100");
    let desk = world.desk("75100");
    let (_, cursor) = pull_all(&desk, None, 10);
    world.done(&caseworker("75100"), &comment(citizen, "Ringede."));
    let (items, _) = pull_all(&desk, Some(cursor), 10);
    assert_eq!(present(&items), [citizen]);
    assert_eq!(journal(&items[0]), ["write_comment"]);
}

#[test]
fn a_citizen_who_moves_is_gone_here_and_arrives_whole_there() {
    let mut world = World::new();
    let citizen = world.citizen(1, "75100");
    world.done(&caseworker("75100"), &comment(citizen, "Fra Aarhus."));
    let (aarhus, copenhagen) = (world.desk("75100"), world.desk("10100"));
    let (before, here) = pull_all(&aarhus, None, 10);
    let (_, there) = pull_all(&copenhagen, None, 10);
    world.done(&caseworker("75100"), &affiliation(citizen, "10100", "2023-10-02"));

    let subject = person(&before[0]).id;
    let (gone, here) = pull_all(&aarhus, Some(here), 10);
    assert_eq!(gone, [FeedItem::Gone { subject, survivor: None, is_ours: false }]);
    let (come, there) = pull_all(&copenhagen, Some(there), 10);
    assert_eq!(present(&come), [citizen]);
    assert_eq!(
        journal(&come[0]),
        [
            "register_person",
            "register_person",
            "register_person",
            "register_affiliation",
            "write_comment",
            "register_affiliation",
            "register_affiliation"
        ]
    );

    // And back again: whole once more, though this desk has had the citizen before.
    world.set("2023-10-05T08:00:00Z");
    world.done(&caseworker("10100"), &affiliation(citizen, "75100", "2023-10-05"));
    assert_eq!(pull_all(&copenhagen, Some(there), 10).0, [FeedItem::Gone { subject, survivor: None, is_ours: false }]);
    let (back, _) = pull_all(&aarhus, Some(here), 10);
    assert!(journal(&back[0]).len() > 7);
}

#[test]
fn an_affiliation_that_begins_by_the_passing_of_days_moves_the_citizen() {
    let mut world = World::new();
    let citizen = world.citizen(1, "75100");
    let (aarhus, copenhagen) = (world.desk("75100"), world.desk("10100"));
    let planned = world.seal(&affiliation(citizen, "10100", "2023-11-01"));
    let now = Now::at(instant("2023-11-01T08:00:00Z"));
    world.backend.execute_at(&caseworker("75100"), &[planned], now).unwrap();
    let (before, here) = pull_all(&aarhus, None, 10);
    let (_, there) = pull_all(&copenhagen, None, 10);
    assert_eq!(present(&before), [citizen], "not before its day");

    // 31 October, one minute before and one minute after midnight in Denmark.
    world.set("2023-10-31T22:59:00Z");
    assert_eq!(pull_all(&aarhus, Some(here), 10).0, []);
    world.set("2023-10-31T23:01:00Z");
    let subject = person(&before[0]).id;
    let (gone, here) = pull_all(&aarhus, Some(here), 10);
    assert_eq!(gone, [FeedItem::Gone { subject, survivor: None, is_ours: false }]);
    let (come, there) = pull_all(&copenhagen, Some(there), 10);
    assert_eq!(present(&come), [citizen]);
    assert!(journal(&come[0]).contains(&"register_person".to_owned()), "with the whole journal");

    // An exercise clock may be put back.
    world.set("2023-10-15T08:00:00Z");
    assert_eq!(present(&pull_all(&aarhus, Some(here), 10).0), [citizen]);
    assert_eq!(pull_all(&copenhagen, Some(there), 10).0, [FeedItem::Gone { subject, survivor: None, is_ours: false }]);
}

#[test]
fn a_merged_id_is_gone_and_names_the_survivor_who_brings_both_histories() {
    let mut world = World::new();
    let (old, new) = (world.citizen(1, "75100"), world.citizen(2, "10100"));
    world.done(&caseworker("75100"), &comment(old, "Fra det gamle nummer."));
    let (aarhus, copenhagen) = (world.desk("75100"), world.desk("10100"));
    let (old_items, here) = pull_all(&aarhus, None, 10);
    let (new_items, there) = pull_all(&copenhagen, None, 10);
    let (absorbed, survivor) = (person(&old_items[0]).id, person(&new_items[0]).id);
    world.done(&Actor::Cpr, &change(old, new, "20231001"));

    let (gone, _) = pull_all(&aarhus, Some(here), 10);
    assert_eq!(gone, [FeedItem::Gone { subject: absorbed, survivor: Some(survivor), is_ours: false }]);
    let (come, _) = pull_all(&copenhagen, Some(there), 10);
    let [FeedItem::Present { subject, aliases, journal, .. }] = &come[..] else { panic!("{come:?}") };
    assert_eq!((*subject, &aliases[..]), (survivor, &[absorbed][..]));
    assert!(journal.iter().any(|line| line.kind == "write_comment"), "the absorbed person's history too");
    assert!(journal.iter().all(|line| line.subject == survivor));
    assert!(journal.is_sorted_by(|a, b| a.sequence < b.sequence));
    assert_eq!(person(&come[0]).comments.records.len(), 1);
}

#[test]
fn an_alias_points_to_the_last_survivor_of_a_chain_of_merges() {
    let mut world = World::new();
    let numbers: Vec<_> = (1..=3).map(|nth| world.citizen(nth, "75100")).collect();
    let desk = world.desk("75100");
    let (items, cursor) = pull_all(&desk, None, 10);
    let id_of = |number| items.iter().map(person).find(|person| person.current_number() == number).unwrap().id;
    let ids: Vec<_> = numbers.iter().map(|number| id_of(*number)).collect();
    let batch = [
        world.seal(&change(numbers[0], numbers[1], "20230901")),
        world.seal(&change(numbers[1], numbers[2], "20231001")),
    ];
    world.backend.execute(&Actor::Cpr, &batch).unwrap();
    let (items, _) = pull_all(&desk, Some(cursor), 10);
    for absorbed in &ids[..2] {
        assert!(items.contains(&FeedItem::Gone { subject: *absorbed, survivor: Some(ids[2]), is_ours: false }));
    }
    assert_eq!(present(&items), [numbers[2]]);
}

#[test]
fn a_cursor_of_another_life_begins_from_the_start() {
    let mut world = World::new();
    let citizens = [world.citizen(1, "75100"), world.citizen(2, "75100")];
    let desk = world.desk("75100");
    let (_, cursor) = pull_all(&desk, None, 10);
    world.backend.begin_new_epoch().unwrap();
    assert_ne!(desk.handshake().unwrap().epoch, cursor.epoch);

    let first = desk.pull(Scope::Jobcentre, Some(cursor), 1).unwrap();
    assert!(first.from_the_start && first.more);
    assert_eq!(first.next.epoch, desk.handshake().unwrap().epoch);
    let second = desk.pull(Scope::Jobcentre, Some(first.next), 1).unwrap();
    assert!(!second.from_the_start && !second.more);
    let mut brought = [present(&first.items), present(&second.items)].concat();
    brought.sort_unstable();
    assert_eq!(brought, {
        let mut all = citizens;
        all.sort_unstable();
        all
    });
}

#[test]
fn a_cursor_from_ahead_of_a_restored_store_begins_from_the_start() {
    let mut world = World::new();
    let citizen = world.citizen(1, "75100");
    let desk = world.desk("75100");
    let (_, mut cursor) = pull_all(&desk, None, 10);
    cursor.position += 1;
    let page = desk.pull(Scope::Jobcentre, Some(cursor), 10).unwrap();
    assert!(page.from_the_start);
    assert_eq!(present(&page.items), [citizen]);
}

#[test]
fn the_cursor_holds_when_the_store_is_opened_again() {
    let mut world = World::new();
    world.citizen(1, "75100");
    let (_, cursor) = pull_all(&world.desk("75100"), None, 10);
    let mut world = world.reopen().reopen();
    let page = world.desk("75100").pull(Scope::Jobcentre, Some(cursor), 10).unwrap();
    assert_eq!((page.items, page.from_the_start), (Vec::new(), false));
    assert_ne!(page.next.epoch, cursor.epoch, "each opening is an epoch of its own");
    let new = world.citizen(2, "75100");
    for cursor in [cursor, page.next] {
        let page = world.desk("75100").pull(Scope::Jobcentre, Some(cursor), 10).unwrap();
        assert_eq!((present(&page.items), page.from_the_start), (vec![new], false));
    }
}
