//! What a desk pulls that asks for the caseload: those whom the caseworker is contact person for, and word of those who
//! have left it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "in a test a fault is a failure")]

mod support;

use backend::Connection;
use domain::{Actor, CaseworkerId};
use exchange::{Backend, Cursor, FeedItem, Scope};
use support::{
    World, affiliation, caseworker, change, comment, contact_person, end_contact_person, person, present, pull_scope,
};

fn anna() -> Actor {
    caseworker("75100")
}

fn bent() -> Actor {
    Actor::Caseworker { caseworker: CaseworkerId("bent".to_owned()), jobcentre: "75100".parse().unwrap() }
}

fn pulled(desk: &Connection, cursor: Option<Cursor>) -> (Vec<FeedItem>, Cursor) {
    pull_scope(desk, Scope::Caseload, cursor, 10)
}

fn kinds(item: &FeedItem) -> Vec<&str> {
    match item {
        FeedItem::Present { journal, .. } => journal.iter().map(|line| line.kind.as_str()).collect(),
        FeedItem::Gone { .. } => panic!("gone"),
    }
}

/// SB-CONTACT-PERSON: each caseworker has the own caseload, also those of one name at two jobcentres.
#[test]
fn a_desk_gets_its_own_caseload_and_nobody_else() {
    let mut world = World::new();
    let (one, two, theirs) = (world.citizen(1, "75100"), world.citizen(2, "75100"), world.citizen(3, "10100"));
    world.done(&anna(), &contact_person(one));
    for (actor, citizen) in [(bent(), one), (bent(), two), (caseworker("10100"), theirs)] {
        world.done(&actor, &contact_person(citizen));
    }
    let desk = |actor| world.backend.connect(actor);
    assert_eq!(present(&pulled(&desk(anna()), None).0), [one]);
    assert_eq!(present(&pulled(&desk(caseworker("10100")), None).0), [theirs], "another Anna");
    for limit in [1, 2] {
        let both = pull_scope(&desk(bent()), Scope::Caseload, None, limit).0;
        assert_eq!(present(&both), [one, two], "in pages of {limit}");
    }
    assert_eq!(pulled(&desk(caseworker("46100")), None).0, []);
    assert_eq!(pulled(&desk(Actor::Cpr), None).0, []);
}

#[test]
fn who_comes_into_the_caseload_arrives_whole_and_then_with_what_is_new() {
    let mut world = World::new();
    let citizen = world.citizen(1, "75100");
    world.done(&bent(), &comment(citizen, "Fra før."));
    let desk = world.backend.connect(anna());
    let (nobody, cursor) = pulled(&desk, None);
    assert_eq!(nobody, []);
    world.done(&anna(), &contact_person(citizen));
    let (come, cursor) = pulled(&desk, Some(cursor));
    assert_eq!(present(&come), [citizen]);
    assert!(kinds(&come[0]).contains(&"register_person"), "with the whole journal");
    assert_eq!(person(&come[0]).comments.records.len(), 1);

    world.done(&bent(), &comment(citizen, "Nyt."));
    let (news, cursor) = pulled(&desk, Some(cursor));
    assert_eq!(kinds(&news[0]), ["write_comment"]);
    assert_eq!(pulled(&desk, Some(cursor)).0, []);
    let world = world.reopen();
    assert_eq!(pulled(&world.backend.connect(anna()), Some(cursor)).0, [], "also after the store was opened again");
}

/// SB-CONTACT-PERSON: the last day counts. Nobody writes anything at midnight, and the citizen is gone all the same.
#[test]
fn who_leaves_the_caseload_is_gone_when_the_last_day_is_over() {
    let mut world = World::new();
    let citizen = world.citizen(1, "75100");
    world.done(&anna(), &contact_person(citizen));
    world.done(&bent(), &contact_person(citizen));
    let (desk, colleague) = (world.backend.connect(anna()), world.backend.connect(bent()));
    let (before, here) = pulled(&desk, None);
    let (_, there) = pulled(&colleague, None);
    let subject = person(&before[0]).id;
    world.done(&anna(), &end_contact_person(citizen));
    let (still, here) = pulled(&desk, Some(here));
    assert_eq!(present(&still), [citizen]);
    let (_, there) = pulled(&colleague, Some(there));

    // One minute before and one minute after midnight in Denmark.
    world.set("2023-10-02T21:59:00Z");
    assert_eq!(pulled(&desk, Some(here)).0, []);
    world.set("2023-10-02T22:01:00Z");
    let (gone, here) = pulled(&desk, Some(here));
    assert_eq!(gone, [FeedItem::Gone { subject, survivor: None, is_ours: true }]);
    assert_eq!(pulled(&colleague, Some(there)).0, [], "the colleague's caseload is as it was");
    let (jobcentre, _) = pull_scope(&desk, Scope::Jobcentre, None, 10);
    assert_eq!(present(&jobcentre), [citizen]);

    // Back again, whole; an exercise clock may also be put back.
    world.done(&anna(), &contact_person(citizen));
    let (back, here) = pulled(&desk, Some(here));
    assert!(kinds(&back[0]).contains(&"register_person"));
    world.set("2023-10-01T12:00:00Z");
    assert_eq!(pulled(&desk, Some(here)).0, [FeedItem::Gone { subject, survivor: None, is_ours: true }]);
}

#[test]
fn who_moves_to_another_jobcentre_leaves_the_caseload_and_comes_back_with_it() {
    let mut world = World::new();
    let citizen = world.citizen(1, "75100");
    world.done(&anna(), &contact_person(citizen));
    let desk = world.backend.connect(anna());
    let (before, cursor) = pulled(&desk, None);
    world.done(&anna(), &affiliation(citizen, "10100", "2023-10-02"));
    let (gone, cursor) = pulled(&desk, Some(cursor));
    assert_eq!(gone, [FeedItem::Gone { subject: person(&before[0]).id, survivor: None, is_ours: false }]);

    world.set("2023-10-05T08:00:00Z");
    world.done(&anna(), &affiliation(citizen, "75100", "2023-10-05"));
    assert_eq!(present(&pulled(&desk, Some(cursor)).0), [citizen], "nobody has ended it");
}

#[test]
fn a_merge_brings_the_survivor_into_the_caseload() {
    let mut world = World::new();
    let (old, new) = (world.citizen(1, "75100"), world.citizen(2, "75100"));
    world.done(&anna(), &contact_person(old));
    world.done(&bent(), &contact_person(new));
    let (desk, colleague) = (world.backend.connect(anna()), world.backend.connect(bent()));
    let (old_items, here) = pulled(&desk, None);
    let (new_items, there) = pulled(&colleague, None);
    let (absorbed, survivor) = (person(&old_items[0]).id, person(&new_items[0]).id);
    world.done(&Actor::Cpr, &change(old, new, "20231001"));

    let (items, _) = pulled(&desk, Some(here));
    assert!(items.contains(&FeedItem::Gone { subject: absorbed, survivor: Some(survivor), is_ours: true }));
    assert_eq!(present(&items), [new]);
    let (items, _) = pulled(&colleague, Some(there));
    let [FeedItem::Present { subject, aliases, journal, .. }] = &items[..] else { panic!("{items:?}") };
    assert_eq!((*subject, &aliases[..]), (survivor, &[absorbed][..]));
    assert!(journal.iter().filter(|line| line.kind == "register_contact_person").count() == 2, "both histories");
    let ids = [person(&old_items[0]), person(&new_items[0])].map(|person| person.contact_persons.records[0].id);
    let merged = person(&items[0]).contact_persons.records;
    assert!(merged.len() == 2 && merged.iter().all(|record| ids.contains(&record.id)));
}

/// A survivor of another jobcentre takes the citizen out of the caseload.
#[test]
fn a_merge_into_a_citizen_of_another_jobcentre_takes_the_citizen_out() {
    let mut world = World::new();
    let (old, new) = (world.citizen(1, "75100"), world.citizen(2, "10100"));
    world.done(&anna(), &contact_person(old));
    let desk = world.backend.connect(anna());
    let (before, cursor) = pulled(&desk, None);
    world.done(&Actor::Cpr, &change(old, new, "20231001"));
    let survivor = person(&pull_scope(&world.desk("10100"), Scope::Jobcentre, None, 10).0[0]).id;
    let subject = person(&before[0]).id;
    let gone = [FeedItem::Gone { subject, survivor: Some(survivor), is_ours: false }];
    assert_eq!(pulled(&desk, Some(cursor)).0, gone);
}

#[test]
fn a_cursor_of_another_life_begins_from_the_start() {
    let mut world = World::new();
    let citizen = world.citizen(1, "75100");
    world.done(&anna(), &contact_person(citizen));
    let desk = world.backend.connect(anna());
    let (_, cursor) = pulled(&desk, None);
    world.backend.begin_new_epoch().unwrap();
    let page = desk.pull(Scope::Caseload, Some(cursor), 10).unwrap();
    assert!(page.from_the_start);
    assert_eq!(present(&page.items), [citizen]);
}
