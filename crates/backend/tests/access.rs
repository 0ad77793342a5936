//! Looking a citizen up, and what is written of it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "in a test a fault is a failure")]

mod support;

use backend::ChainChecked;
use domain::{Actor, CaseworkerId, PersonId};
use exchange::{
    AccessAction, AccessEntry, AccessHead, AccessLink, Accessed, Accesses, Backend, Broken, LookUp, NotedBy, Purpose,
    TypedNumber, first_broken,
};
use proptest::prelude::*;
use rusqlite::Connection;
use sealed::{Durability, Migration, OpenError};
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
            let LookUp::Found(found) = world.desk(code).look_up(typed, Some(&purpose())).unwrap() else {
                panic!("nobody")
            };
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
    assert_eq!(world.desk("75100").look_up(number(1), Some(&purpose())).unwrap(), LookUp::Unknown);
    assert_eq!(entries(&world)[0].action, AccessAction::Search { hits: 0 });
}

#[test]
fn only_caseworkers_look_citizens_up() {
    let mut world = World::new();
    let citizen = world.citizen(1, "75100");
    for actor in [Actor::Cpr, support::fund("90")] {
        assert_eq!(world.backend.connect(actor).look_up(citizen, Some(&purpose())).unwrap(), LookUp::Unknown);
    }
}

#[test]
fn no_number_stands_in_the_access_log() {
    let mut world = World::new();
    let citizen = world.citizen(1, "75100");
    world.desk("10100").look_up(citizen, Some(&purpose())).unwrap();
    let links = world.backend.access_log().unwrap();
    assert!(!links.is_empty() && links.iter().all(|link| !link.entry.contains(citizen.digits())));
}

#[test]
fn without_a_purpose_only_an_own_citizen_is_found_and_nothing_else_is_said() {
    let mut world = World::new();
    let citizen = world.citizen(1, "75100");
    assert!(matches!(world.desk("75100").look_up(citizen, None).unwrap(), LookUp::Found(_)));
    assert_eq!(entries(&world)[0].purpose, None);
    for asked in [citizen, number(9)] {
        assert_eq!(world.desk("10100").look_up(asked, None).unwrap(), LookUp::AskPurpose);
    }
    assert_eq!(entries(&world).len(), 1);
}

fn chain(of: u64) -> Vec<AccessLink> {
    chain_of((0..of).map(|nth| {
        let hits = u32::try_from(nth).unwrap();
        AccessEntry {
            action: AccessAction::Search { hits },
            subject: None,
            ..opening(nth, PersonId(uuid::Uuid::nil()))
        }
    }))
}

/// Anna of Jobcenter Aarhus opens somebody, the `nth` second of the day.
fn opening(nth: u64, subject: PersonId) -> AccessEntry {
    AccessEntry {
        at: support::instant(support::START) + chrono::TimeDelta::seconds(i64::try_from(nth).unwrap()),
        caseworker: CaseworkerId("anna".to_owned()),
        jobcentre: "75100".parse().unwrap(),
        action: AccessAction::Open { typed: TypedNumber::Current },
        subject: Some(subject),
        purpose: None,
        online: false,
    }
}

fn chain_of(entries: impl IntoIterator<Item = AccessEntry>) -> Vec<AccessLink> {
    let mut head = AccessHead::default();
    let link = |entry| {
        let link = head.next(&entry);
        head = link.head();
        link
    };
    entries.into_iter().map(link).collect()
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

fn known(world: &World, jobcentre: &str, citizen: domain::CprNumber) -> Vec<Accessed> {
    let subject = world.person(citizen).id;
    match world.desk(jobcentre).accesses(subject, Some(&purpose())).unwrap() {
        Accesses::Known { entries, unread: 0 } => entries,
        other => panic!("{other:?}"),
    }
}

#[test]
fn who_asks_learns_when_from_where_and_why_and_of_others_nothing_that_names_them() {
    let mut world = World::new();
    let citizen = world.citizen(1, "75100");
    world.desk("10100").look_up(citizen, Some(&purpose())).unwrap();
    let stranger =
        AccessEntry { caseworker: CaseworkerId("birthe".to_owned()), ..opening(1, world.person(citizen).id) };
    let own = opening(2, world.person(citizen).id);
    world.desk("75100").hand_in("pc-1", &chain_of([stranger, own])).unwrap();
    let (of_desks, of_backend): (Vec<_>, Vec<_>) =
        known(&world, "75100", citizen).into_iter().partition(|entry| entry.noted == NotedBy::Desk);
    assert_eq!(of_desks.iter().map(|entry| entry.yours).collect::<Vec<_>>(), [true, false], "the latest first");
    assert_eq!(world.backend.broken_links("pc-1").unwrap(), [1], "kept, and noted: anna handed it in, not birthe");
    let elsewhere = of_backend.iter().find(|entry| entry.jobcentre == "10100".parse().unwrap()).unwrap();
    assert_eq!((elsewhere.purpose.as_deref(), elsewhere.yours), (Some("moving_here"), false));
    let text = serde_json::to_string(&(of_desks, of_backend)).unwrap();
    for hidden in ["anna", "birthe", "Flytter i november"] {
        assert!(!text.contains(hidden), "{hidden}");
    }
}

#[test]
fn the_question_is_noted_and_needs_a_purpose_outside_the_own_jobcentre() {
    let mut world = World::new();
    let citizen = world.citizen(1, "75100");
    let subject = world.person(citizen).id;
    let before = entries(&world).len();
    assert_eq!(world.desk("10100").accesses(subject, None).unwrap(), Accesses::AskPurpose);
    assert_eq!(world.backend.connect(Actor::Cpr).accesses(subject, Some(&purpose())).unwrap(), Accesses::AskPurpose);
    assert_eq!(entries(&world).len(), before);
    assert!(matches!(world.desk("75100").accesses(subject, None).unwrap(), Accesses::Known { .. }));
    let last = entries(&world).pop().unwrap();
    assert_eq!((last.action, last.subject), (AccessAction::Log, Some(subject)));
}

#[test]
fn a_merged_citizen_has_the_uses_of_both() {
    let mut world = World::new();
    let (old, new) = (world.citizen(1, "75100"), world.citizen(2, "75100"));
    let links = chain_of([opening(1, world.person(old).id), opening(2, world.person(new).id)]);
    world.desk("75100").hand_in("pc-1", &links).unwrap();
    world.done(&Actor::Cpr, &change(old, new, "20231001"));
    for typed in [old, new] {
        let desks = known(&world, "75100", typed).into_iter().filter(|entry| entry.noted == NotedBy::Desk);
        assert_eq!(desks.count(), 2);
    }
}

#[test]
fn an_entry_that_cannot_be_read_is_counted_and_one_that_is_no_entry_is_nobodys() {
    let mut world = World::new();
    let citizen = world.citizen(1, "75100");
    let subject = world.person(citizen).id;
    let mut links = chain_of([opening(1, subject)]);
    let later = format!("{{\"subject\":\"{subject}\",\"action\":\"of_a_later_version\"}}");
    for entry in [later.as_str(), "no entry"] {
        links.push(linked(&links[links.len() - 1].head(), entry));
    }
    assert_eq!(world.desk("75100").hand_in("pc-1", &links).unwrap(), links[2].head());
    let Accesses::Known { unread, .. } = world.desk("75100").accesses(subject, None).unwrap() else { panic!() };
    assert_eq!(unread, 1);
}

/// A link with any text for an entry, as a desk of another version would make it.
fn linked(head: &AccessHead, entry: &str) -> AccessLink {
    use sha2::{Digest, Sha256};
    let sequence = head.sequence + 1;
    let hash = Sha256::new().chain_update(&head.hash).chain_update(sequence.to_be_bytes()).chain_update(entry);
    let hash = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    AccessLink { sequence, entry: entry.to_owned(), hash }
}

/// A backend that has noted three look-ups and has been handed five links, and what somebody with its key does to it.
fn tampered(sql: &str) -> World {
    let mut world = World::new();
    let citizen = world.citizen(1, "75100");
    (0..3).for_each(|_| drop(world.desk("75100").look_up(citizen, None).unwrap()));
    world.desk("75100").hand_in("pc-1", &chain(5)).unwrap();
    let World { folder, backend, .. } = world;
    drop(backend);
    file(&folder).execute_batch(sql).unwrap();
    World::over(folder)
}

fn file(folder: &tempfile::TempDir) -> Connection {
    let path = folder.path().join("backend.db");
    let open = |version| sealed::open(&path, &support::key(), Durability::Full, &[Migration { version, sql: "" }]);
    match open(1) {
        Err(OpenError::LaterVersion { found, .. }) => open(found).unwrap(),
        opened => opened.unwrap(),
    }
}

const WITHOUT_TRIGGERS: &str = "DROP TRIGGER access_stays; DROP TRIGGER access_text_stays;
    DROP TRIGGER access_handed_in_stays; DROP TRIGGER access_handed_in_text_stays;";

#[test]
fn what_is_done_to_a_chain_is_found_and_the_link_is_named() {
    use Broken::{Altered, Missing};
    let sound = tampered("").backend.verify_access().unwrap();
    assert_eq!(sound.own, ChainChecked { links: 3, broken: None });
    assert_eq!(sound.devices, [("pc-1".to_owned(), ChainChecked { links: 5, broken: None })]);
    for (done, broken) in [
        ("UPDATE access_handed_in SET entry = replace(entry, 'anna', 'bodil') WHERE sequence = 2", Altered(2)),
        ("DELETE FROM access_handed_in WHERE sequence = 3", Missing(3)),
        ("DELETE FROM access_handed_in WHERE sequence >= 4", Missing(4)),
        ("DELETE FROM access_handed_in", Missing(1)),
        (
            "UPDATE access_handed_in SET sequence = sequence + 10 WHERE sequence > 2;
             UPDATE access_handed_in SET sequence = sequence - 9 WHERE sequence > 10;
             INSERT INTO access_handed_in SELECT device, 3, entry, hash FROM access_handed_in WHERE sequence = 1",
            Altered(3),
        ),
        (
            "UPDATE access_handed_in SET sequence = 99 WHERE sequence = 2;
             UPDATE access_handed_in SET sequence = 2 WHERE sequence = 4;
             UPDATE access_handed_in SET sequence = 4 WHERE sequence = 99",
            Altered(2),
        ),
    ] {
        let world = tampered(&format!("{WITHOUT_TRIGGERS} {done}"));
        let checked = world.backend.verify_access().unwrap();
        assert_eq!(checked.devices[0].1.broken, Some(broken), "{done}");
        assert_eq!(checked.own.broken, None, "{done}");
    }
    for (done, broken) in [
        ("UPDATE access SET entry = replace(entry, 'anna', 'bodil') WHERE sequence = 2", Altered(2)),
        ("DELETE FROM access WHERE sequence = 2", Missing(2)),
        ("DELETE FROM access WHERE sequence = 3", Missing(3)),
    ] {
        let world = tampered(&format!("{WITHOUT_TRIGGERS} {done}"));
        let checked = world.backend.verify_access().unwrap();
        assert_eq!((checked.own.broken, checked.devices[0].1.broken), (Some(broken), None), "{done}");
    }
}

/// Somebody who makes every hash anew is found by the head that was noted before.
#[test]
fn a_chain_that_is_made_anew_from_the_first_link_does_not_fit_the_noted_head() {
    let mut forged = tampered(WITHOUT_TRIGGERS);
    let mut other = chain(5);
    other[0].entry = other[0].entry.replace("anna", "bodil");
    let mut head = AccessHead::default();
    for link in &mut other {
        *link = linked(&head, &link.entry);
        head = link.head();
    }
    let World { folder, backend, .. } = forged;
    drop(backend);
    for link in other {
        file(&folder)
            .execute(
                "UPDATE access_handed_in SET entry = ?2, hash = ?3 WHERE sequence = ?1",
                (link.sequence, link.entry, link.hash),
            )
            .unwrap();
    }
    forged = World::over(folder);
    assert_eq!(forged.backend.verify_access().unwrap().devices[0].1.broken, Some(Broken::Altered(5)));
}

#[test]
fn an_older_copy_of_the_own_chain_is_found_by_the_head_noted_since() {
    let world = tampered(&format!(
        "{WITHOUT_TRIGGERS} CREATE TABLE copy AS SELECT * FROM access WHERE sequence < 3;
         DELETE FROM access; INSERT INTO access SELECT * FROM copy; DROP TABLE copy;"
    ));
    world.desk("75100").look_up(number(1), None).unwrap();
    assert_eq!(world.backend.verify_access().unwrap().own.broken, Some(Broken::Altered(3)));
    assert_eq!(world.backend.access_log().unwrap().len(), 3, "look-ups are still noted");
}

#[test]
fn the_tables_of_the_log_take_no_change() {
    let World { folder, backend, .. } = tampered("");
    drop(backend);
    for (table, column) in [("access", "hash"), ("access_handed_in", "hash"), ("access_head", "device")] {
        for sql in [format!("DELETE FROM {table}"), format!("UPDATE {table} SET {column} = 'x'")] {
            assert!(file(&folder).execute(&sql, []).is_err(), "{sql}");
        }
    }
    assert!(file(&folder).execute("UPDATE access_head SET sequence = 1 WHERE device = 'pc-1'", []).is_err());
    file(&folder).execute("INSERT INTO access_broken VALUES ('pc-1', 2, '')", []).unwrap();
    assert!(file(&folder).execute("DELETE FROM access_broken", []).is_err());
}

#[test]
fn what_was_handed_in_can_be_compared_link_by_link() {
    let world = World::new();
    let (desk, links) = (world.desk("75100"), chain(5));
    desk.hand_in("pc-1", &links).unwrap();
    assert_eq!(desk.handed_in("pc-1", 2).unwrap(), links[1].head());
    assert_eq!(desk.handed_in("pc-1", u64::MAX).unwrap(), links[4].head());
    assert_eq!(desk.handed_in("pc-2", 2).unwrap(), AccessHead::default());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// However a log is cut in pieces, and however often a piece comes again, the backend has the same log.
    #[test]
    fn pieces_of_any_size_in_any_repetition_are_one_log(pieces in prop::collection::vec((0_usize..6, 1_usize..5), 1..9)) {
        let world = World::new();
        let (desk, links) = (world.desk("75100"), chain(12));
        let mut taken: usize = 0;
        for (back, size) in pieces {
            let from = taken.saturating_sub(back);
            let to = (from + size).min(links.len());
            let head = desk.hand_in("pc-1", &links[from..to]).unwrap();
            taken = taken.max(to);
            prop_assert_eq!(&head, &links[taken - 1].head());
        }
        desk.hand_in("pc-1", &links[taken..]).unwrap();
        prop_assert_eq!(desk.handed_in("pc-1", u64::MAX).unwrap(), links[11].head());
        prop_assert!(world.backend.broken_links("pc-1").unwrap().is_empty());
        let checked = world.backend.verify_access().unwrap();
        prop_assert_eq!(&checked.devices[..], &[("pc-1".to_owned(), ChainChecked { links: 12, broken: None })][..]);
    }
}
