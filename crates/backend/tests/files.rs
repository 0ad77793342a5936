//! Opening the store's file: what does not open is said, and left.
#![allow(clippy::unwrap_used, reason = "in a test a fault is a failure")]

mod support;

use std::{fs, path::Path, sync::Arc};

use backend::Bundled;
use domain::Actor;
use exchange::SetClock;
use sealed::{Durability, Key, Migration, OpenError};
use support::{World, comment, instant, number};

fn opened(folder: &Path, key: &Key) -> Result<Bundled, OpenError> {
    let clock = Arc::new(SetClock::at(instant(support::START)));
    Bundled::open(folder, key, reference::lists(), clock)
}

fn closed_world() -> tempfile::TempDir {
    let mut world = World::new();
    world.citizen(1, "75100");
    let World { folder, backend, .. } = world;
    drop(backend);
    folder
}

#[test]
fn a_wrong_key_says_so() {
    let folder = closed_world();
    assert!(matches!(opened(folder.path(), &Key::from_bytes([8; 32])), Err(OpenError::WrongKeyOrDamaged)));
    assert!(opened(folder.path(), &support::key()).is_ok(), "and nothing is lost");
}

#[test]
fn a_plain_file_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let plain = rusqlite::Connection::open(folder.path().join("backend.db")).unwrap();
    plain.execute_batch("CREATE TABLE setting (name, value)").unwrap();
    drop(plain);
    assert!(matches!(opened(folder.path(), &support::key()), Err(OpenError::NotEncrypted)));
}

#[test]
fn a_damaged_file_says_so() {
    let folder = closed_world();
    let path = folder.path().join("backend.db");
    let mut bytes = fs::read(&path).unwrap();
    bytes[2000] ^= 1;
    fs::write(&path, bytes).unwrap();
    assert!(matches!(opened(folder.path(), &support::key()), Err(OpenError::WrongKeyOrDamaged)));
}

#[test]
fn a_file_of_a_later_version_says_so() {
    let folder = closed_world();
    let later = Migration { version: 1000, sql: "CREATE TABLE later (x)" };
    let file = folder.path().join("backend.db");
    drop(sealed::open(&file, &support::key(), Durability::Full, &[later]).unwrap());
    assert!(matches!(opened(folder.path(), &support::key()), Err(OpenError::LaterVersion { found: 1000, .. })));
}

#[test]
fn no_citizen_can_be_read_in_the_files() {
    let mut world = World::new();
    let citizen = world.citizen(1, "75100");
    world.done(&support::caseworker("75100"), &comment(citizen, "hemmeligblåbærgrød"));
    for file in fs::read_dir(world.folder.path()).unwrap() {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        for hidden in [citizen.digits(), "hemmeligblåbærgrød", "Øvelse"] {
            assert!(!bytes.windows(hidden.len()).any(|window| window == hidden.as_bytes()));
        }
    }
}

/// Made by [`make_the_file_of_schema_1`] with the program that had schema 1.
const SCHEMA_1: &[u8] = include_bytes!("files/schema-1.db");

#[test]
fn a_file_of_schema_1_opens_and_has_what_a_fresh_one_has() {
    let (old, fresh) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::write(old.path().join("backend.db"), SCHEMA_1).unwrap();
    let mut world = World::over(old);
    assert_eq!(world.person(number(2)).comments.records[0].text, "Fra skema 1.");
    world.done(&Actor::Cpr, &support::change(number(2), number(3), "20231002"));
    assert_eq!(world.person(number(1)).current_number(), number(3));

    let World { folder: old, backend, .. } = world;
    drop(backend);
    drop(opened(fresh.path(), &support::key()).unwrap());
    let schema = |folder: &Path| {
        let file = sealed::open(&folder.join("backend.db"), &support::key(), Durability::Full, &[NEWEST]).unwrap();
        sealed::schema_of(&file).unwrap()
    };
    assert_eq!(schema(old.path()), schema(fresh.path()));
}

/// Only so that a file of any schema opens without being touched.
const NEWEST: Migration = Migration { version: u32::MAX >> 1, sql: "" };

#[test]
#[ignore = "writes the file that the test above reads; run it once for each schema that is released"]
fn make_the_file_of_schema_1() {
    let mut world = World::new();
    let citizen = world.citizen(1, "75100");
    world.done(&support::caseworker("75100"), &comment(citizen, "Fra skema 1."));
    world.done(&Actor::Cpr, &support::change(citizen, number(2), "20231001"));
    let World { folder, backend, .. } = world;
    drop(backend);
    let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    fs::create_dir_all(&files).unwrap();
    fs::copy(folder.path().join("backend.db"), files.join("schema-1.db")).unwrap();
}
