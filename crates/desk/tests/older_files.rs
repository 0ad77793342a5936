//! The desk's files of every schema that was released open, and hold what they held.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod world;

use std::fs;
use std::path::{Path, PathBuf};

use desk::door::*;
use sealed::Migration;
use world::*;

/// A desk of schema 1: a comment is accepted, one waits, and one is typed and not confirmed.
/// Made by [`make_the_files_of_schema_1`] with the program that had schema 1.
const FILES: [&str; 4] = ["cache.db", "outbox.db", "access.db", "sagsbord.json"];

#[test]
fn the_files_of_schema_1_open_and_have_what_fresh_ones_have() {
    let old = World::new();
    fs::create_dir_all(old.desk_folder()).unwrap();
    for file in FILES {
        fs::copy(fixtures().join(file), old.desk_folder().join(file)).unwrap();
    }
    old.pass(9);
    let desk = old.desk();
    let accepted = desk.outbox(Nothing {}).unwrap().accepted;
    assert_eq!(accepted.iter().map(|entry| entry.summary.as_str()).collect::<Vec<_>>(), ["Fra skema 1."]);
    let mette = open_by(&desk, METTE);
    assert_eq!(mette.comments.iter().map(|comment| comment.text.as_str()).collect::<Vec<_>>(), ["Fra skema 1."]);
    assert!(matches!(&mette.drafts[0].form, DraftForm::Comment { text } if text == "Ikke bekræftet."));
    let [typed] = &desk.outbox(Nothing {}).unwrap().drafts[..] else { panic!("one draft") };
    assert_eq!((typed.summary.da.as_str(), typed.is_here), ("Ikke bekræftet.", true));
    let more = comment(&mette.citizen, "Ikke bekræftet, og mere.");
    desk.save_draft(SaveDraft { draft: more.clone() }).unwrap();
    assert_eq!(open_by(&desk, METTE).drafts, [more]);
    drop(desk);

    let fresh = World::new();
    drop(fresh.desk());
    for file in ["cache.db", "outbox.db", "access.db"] {
        assert_eq!(schema(&old.desk_folder(), file), schema(&fresh.desk_folder(), file), "{file}");
    }
}

fn schema(folder: &Path, file: &str) -> Vec<String> {
    let key = sealed::header::exercise_key(folder).unwrap();
    let file = sealed::open(&folder.join(file), &key, sealed::Durability::Normal, &[NEWEST]).unwrap();
    sealed::schema_of(&file).unwrap()
}

/// Only so that a file of any schema opens without being touched.
const NEWEST: Migration = Migration { version: u32::MAX >> 1, sql: "" };

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/schema-1")
}

#[test]
#[ignore = "writes the files that the test above reads; run it once for each schema that is released"]
fn make_the_files_of_schema_1() {
    let world = World::new();
    let desk = world.desk();
    let mette = open_by(&desk, METTE);
    switch(&desk, false);
    confirm(&desk, comment(&mette.citizen, "Fra skema 1."));
    desk.save_draft(SaveDraft { draft: comment(&mette.citizen, "Ikke bekræftet.") }).unwrap();
    world.pass(9);
    drop(desk);
    fs::create_dir_all(fixtures()).unwrap();
    for file in FILES {
        fs::copy(world.desk_folder().join(file), fixtures().join(file)).unwrap();
    }
}
