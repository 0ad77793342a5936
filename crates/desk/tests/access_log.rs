//! The access log reaches the backend, also after the desk has lost the end of it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod world;

use rusqlite::Connection;
use world::*;

/// The desk's file, while no desk is open.
fn file(world: &World) -> Connection {
    let key = sealed::header::exercise_key(&world.desk_folder()).unwrap();
    let as_it_is = [sealed::Migration { version: 1, sql: "" }];
    sealed::open(&world.desk_folder().join("access.db"), &key, sealed::Durability::Full, &as_it_is).unwrap()
}

/// The chain's name, how many links it has, and how many the backend has taken over.
fn chain(world: &World) -> (String, u64, u64) {
    let sql = "SELECT device, (SELECT count(*) FROM link), handed_in FROM chain";
    file(world).query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap()
}

fn look(world: &World, times: usize) {
    let desk = world.desk();
    (0..times).for_each(|_| drop(open_by(&desk, METTE)));
    for _ in 0..3 {
        world.pass(6);
        desk.settle();
    }
}

#[test]
fn a_desk_that_has_lost_links_hands_the_rest_in_as_another_chain_and_says_so() {
    let world = World::new();
    look(&world, 1);
    let path = world.desk_folder().join("access.db");
    let copy = path.with_extension("copy");
    std::fs::copy(&path, &copy).unwrap();
    look(&world, 2);
    let (device, links, handed_in) = chain(&world);
    assert_eq!((links, handed_in), (3, 3));
    std::fs::copy(&copy, &path).unwrap();

    look(&world, 4);
    let (other, links, handed_in) = chain(&world);
    assert_eq!((links, handed_in), (5, 5));
    assert_ne!(device, other);
    assert_eq!(world.bundled.broken_links(&device).unwrap(), [2]);
    assert!(world.bundled.broken_links(&other).unwrap().is_empty());
    assert_eq!(world.open().unwrap().notices().len(), 1);
    assert!(world.open().unwrap().notices().is_empty(), "once");
}

#[test]
fn a_chain_shorter_than_what_was_handed_in_begins_anew() {
    let world = World::new();
    look(&world, 2);
    file(&world).execute("UPDATE chain SET handed_in = 9", []).unwrap();
    assert_eq!(world.open().unwrap().notices().len(), 1);
    look(&world, 1);
    let (_, links, handed_in) = chain(&world);
    assert_eq!((links, handed_in), (3, 3));
}

#[test]
fn a_piece_that_does_not_hold_is_handed_in_once_and_that_is_said() {
    let world = World::new();
    let desk = world.desk();
    switch(&desk, false);
    open_by(&desk, METTE);
    drop(desk);
    file(&world).execute_batch("DROP TRIGGER link_text_stays; UPDATE link SET hash = 'another'").unwrap();
    look(&world, 1);
    let (device, links, handed_in) = chain(&world);
    assert_eq!((links, handed_in), (2, 0));
    assert_eq!(world.bundled.broken_links(&device).unwrap(), [1]);
    assert_eq!(world.open().unwrap().notices().len(), 1);
}
