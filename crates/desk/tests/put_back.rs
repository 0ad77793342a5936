//! A backup is put in the place of the backend's file and nobody tells the backend: it is found out, and only then.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod world;

use std::fs;

use chrono::Days;
use desk::Desk;
use desk::door::*;
use domain::{Actor, CaseworkerId, Command, CommandId, Now, WrittenNumber, danish_day};
use exchange::{Clock, Envelope};
use world::*;

fn lost(desk: &Desk) -> Vec<String> {
    let refused = desk.outbox(Nothing {}).unwrap().refused;
    let lost = refused.into_iter().filter(|entry| matches!(entry.state, EntryState::Lost { .. }));
    lost.map(|entry| entry.command).collect()
}

fn kinds(desk: &Desk) -> Vec<String> {
    desk.trouble(Nothing {}).unwrap().troubles.into_iter().map(|trouble| trouble.kind).collect()
}

fn told_of(desk: &Desk) -> usize {
    let groups = desk.inbox(InboxAsk { with_done: true, most: 500 }).unwrap().groups;
    groups.into_iter().map(|group| group.lines.len()).sum()
}

fn accepted(world: &World, desk: &Desk, text: &str) -> String {
    let entry = confirm(desk, comment(&open_by(desk, METTE).citizen, text));
    world.pass(9);
    desk.settle();
    assert!(is_accepted(desk, &entry));
    entry.command
}

/// What comes between the restore and the desk's next pull.
struct Case {
    name: &'static str,
    then: fn(&World),
    /// How many messages the restored backend has in the end.
    messages: usize,
}

const CASES: [Case; 4] = [
    Case { name: "the same day", then: |_| {}, messages: 0 },
    Case { name: "days later, which have moved somebody", then: |world| world.pass(4 * 86_400), messages: 0 },
    Case { name: "a change of number comes first", then: |world| world.new_number(BO, AAGE), messages: 1 },
    Case { name: "so much comes first that it is further than before", then: overtakes, messages: 1 },
];

/// The store has a citizen who moves away by the passing of two days.
fn will_move(world: &World, number: &str) {
    let (jobcentre, at) = ("46100".parse().unwrap(), world.clock.now());
    let from = danish_day(at) + Days::new(2);
    let command = Command::RegisterAffiliation { number: WrittenNumber(number.into()), jobcentre, from };
    let raw = Envelope::of(CommandId(uuid::Uuid::now_v7()), 1, &command, at).seal();
    let actor = Actor::Caseworker { caseworker: CaseworkerId("andre".into()), jobcentre };
    world.bundled.execute_at(&actor, &[raw], Now { today: from, instant: at }).unwrap();
}

fn overtakes(world: &World) {
    world.new_number(METTE, METTE_NEW);
    for jobcentre in ["46100", "75100"].repeat(5) {
        world.moves(BO, jobcentre);
        world.pass(86_400);
    }
}

#[test]
fn what_it_has_lost_is_told_and_what_comes_later_is_delivered() {
    for Case { name, then, messages } in CASES {
        let mut world = World::new();
        let desk = world.desk();
        accepted(&world, &desk, "Før sikkerhedskopien.");
        will_move(&world, AAGE);
        drop(desk);
        let copy = world.folder.path().join("copy.db");
        world.with_closed_backend(|file| fs::copy(file, &copy).unwrap());

        let desk = world.desk();
        let gone = accepted(&world, &desk, "Efter sikkerhedskopien.");
        for (old, new) in [(METTE, METTE_NEW), (METTE_NEW, METTE_NEWEST)] {
            world.new_number(old, new);
        }
        desk.settle();
        assert_eq!(told_of(&desk), 2, "{name}");
        drop(desk);

        world.with_closed_backend(|file| fs::copy(&copy, file).unwrap());
        then(&world);
        let desk = world.desk();
        assert_eq!(lost(&desk), [gone], "{name}");
        assert_eq!(kinds(&desk), ["lost", "restored"], "{name}");
        assert_eq!(comments(&desk, METTE), ["Før sikkerhedskopien."], "{name}");
        assert_eq!(told_of(&desk), messages, "{name}: the present life's messages and no other");
        world.register(NOBODY, "Nora Ny");
        world.new_number(ÅSE, NOBODY);
        world.pass(60);
        desk.settle();
        assert_eq!(told_of(&desk), messages + 1, "{name}");
    }
}

/// The cache knows no more how far it had come; the outbox knows in which epoch.
#[test]
fn it_is_found_out_by_a_desk_whose_cache_is_made_anew_too() {
    let mut world = World::new();
    let copy = world.folder.path().join("copy.db");
    world.with_closed_backend(|file| fs::copy(file, &copy).unwrap());
    let desk = world.desk();
    let gone = accepted(&world, &desk, "Efter sikkerhedskopien.");
    drop(desk);
    world.with_closed_backend(|file| fs::copy(&copy, file).unwrap());
    loses_its_cache(&world);
    let desk = world.desk();
    assert_eq!((lost(&desk), kinds(&desk)), (vec![gone], vec!["lost".to_owned(), "restored".to_owned()]));
}

/// A copy that was taken of an open store knows the epoch, and a desk whose cache is gone has read nothing of it.
#[test]
fn a_copy_of_an_open_store_is_asked_what_it_knows() {
    let mut world = World::new();
    let desk = world.desk();
    let kept = accepted(&world, &desk, "Før sikkerhedskopien.");
    let copies = ["backend.db", "backend.db-wal"].map(|name| {
        let (copy, file) =
            (world.folder.path().join(format!("copy-{name}")), world.backend_file().with_file_name(name));
        fs::copy(&file, &copy).unwrap();
        (copy, file)
    });
    let gone = accepted(&world, &desk, "Efter sikkerhedskopien.");
    drop(desk);
    world.with_closed_backend(|_| copies.iter().for_each(|(copy, file)| _ = fs::copy(copy, file).unwrap()));
    loses_its_cache(&world);
    let desk = world.desk();
    assert_eq!((lost(&desk), kinds(&desk)), (vec![gone], vec!["lost".to_owned()]));
    assert!(matches!(entry_of(&desk, &kept).state, EntryState::Accepted { .. }));
}

#[test]
fn a_backend_that_is_only_opened_again_is_not_taken_for_a_restored_one() {
    let mut world = World::new();
    let desk = world.desk();
    let command = accepted(&world, &desk, "Bliver stående.");
    drop(desk);
    for with_cache in [true, true, false, true] {
        world.with_closed_backend(|_| {});
        if !with_cache {
            loses_its_cache(&world);
        }
        let desk = world.desk();
        assert_eq!((lost(&desk), kinds(&desk)), (vec![], vec![]), "with cache: {with_cache}");
        assert!(matches!(entry_of(&desk, &command).state, EntryState::Accepted { .. }));
        assert_eq!(comments(&desk, METTE)[0], "Bliver stående.");
        accepted(&world, &desk, "Bliver stående.");
    }
}

fn loses_its_cache(world: &World) {
    for file in ["cache.db", "cache.db-wal", "cache.db-shm"] {
        let _ = fs::remove_file(world.desk_folder().join(file));
    }
}
