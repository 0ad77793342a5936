//! What opening an encrypted file promises.
#![allow(clippy::unwrap_used, reason = "in a test a fault is a failure")]

mod support;

use std::{fs, path::Path};

use sealed::{Durability, FolderLock, LockError, Migration, OpenError, header, open, schema_of, set_aside};
use support::{V1, V2, key};

fn written(path: &Path, text: &str) {
    let file = open(path, &key(1), Durability::Full, &[V1]).unwrap();
    file.execute("INSERT INTO note (text) VALUES (?1)", [text]).unwrap();
}

fn first_note(path: &Path) -> String {
    let file = open(path, &key(1), Durability::Full, &[V1]).unwrap();
    file.query_row("SELECT text FROM note", [], |row| row.get(0)).unwrap()
}

#[test]
fn nothing_in_the_file_can_be_read_without_the_key() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    written(&path, "blåbærgrød");
    let bytes = fs::read(&path).unwrap();
    assert!(!bytes.starts_with(b"SQLite format 3"));
    let hidden = "blåbærgrød".as_bytes();
    assert!(!bytes.windows(hidden.len()).any(|window| window == hidden));
    assert_eq!(first_note(&path), "blåbærgrød");
}

#[test]
fn a_wrong_key_says_so_and_leaves_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    written(&path, "her");
    assert!(matches!(open(&path, &key(2), Durability::Full, &[V1]), Err(OpenError::WrongKeyOrDamaged)));
    assert_eq!(first_note(&path), "her");
}

#[test]
fn a_plain_file_is_refused_and_left() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    rusqlite::Connection::open(&path)
        .unwrap()
        .execute_batch("CREATE TABLE plain (x); INSERT INTO plain VALUES (7)")
        .unwrap();
    assert!(matches!(open(&path, &key(1), Durability::Full, &[V1]), Err(OpenError::NotEncrypted)));
    let plain = rusqlite::Connection::open(&path).unwrap();
    assert_eq!(plain.query_row("SELECT x FROM plain", [], |row| row.get::<_, i64>(0)).unwrap(), 7);
}

#[test]
fn a_damaged_file_says_so_and_can_be_set_aside() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    written(&path, "her");
    let mut bytes = fs::read(&path).unwrap();
    bytes[100] ^= 0xff;
    fs::write(&path, &bytes).unwrap();
    assert!(matches!(open(&path, &key(1), Durability::Full, &[V1]), Err(OpenError::WrongKeyOrDamaged)));

    let aside = set_aside(&path).unwrap();
    assert_eq!(fs::read(&aside).unwrap(), bytes);
    written(&path, "ny");
    assert_eq!(first_note(&path), "ny");
    assert_ne!(set_aside(&path).unwrap(), aside, "a second one does not cover the first");
}

#[test]
fn the_write_ahead_log_is_set_aside_with_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    for companion in ["", "-wal", "-shm"] {
        fs::write(folder.path().join(format!("a.db{companion}")), companion).unwrap();
    }
    let aside = set_aside(&path).unwrap();
    for companion in ["", "-wal", "-shm"] {
        let moved = format!("{}{companion}", aside.display());
        assert_eq!(fs::read_to_string(moved).unwrap(), companion);
        assert!(!folder.path().join(format!("a.db{companion}")).exists());
    }
}

#[test]
fn a_later_schema_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    drop(open(&path, &key(1), Durability::Full, &[V1, V2]).unwrap());
    let refused = open(&path, &key(1), Durability::Full, &[V1]);
    assert!(matches!(refused, Err(OpenError::LaterVersion { found: 2, known: 1 })));
}

#[test]
fn an_upgraded_file_is_as_a_fresh_one_and_keeps_what_it_had() {
    let folder = tempfile::tempdir().unwrap();
    let (old, fresh) = (folder.path().join("old.db"), folder.path().join("fresh.db"));
    written(&old, "fra før");
    let old = open(&old, &key(1), Durability::Full, &[V1, V2]).unwrap();
    let fresh = open(&fresh, &key(1), Durability::Full, &[V1, V2]).unwrap();
    assert_eq!(schema_of(&old).unwrap(), schema_of(&fresh).unwrap());
    assert_eq!(old.query_row("SELECT text FROM note", [], |row| row.get::<_, String>(0)).unwrap(), "fra før");
}

#[test]
fn a_step_that_fails_leaves_the_file_at_the_step_before() {
    const BAD: Migration = Migration { version: 2, sql: "CREATE TABLE half (x); CREATE TABLE note (again)" };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    written(&path, "her");
    assert!(matches!(open(&path, &key(1), Durability::Full, &[V1, BAD]), Err(OpenError::Unreadable(_))));
    let file = open(&path, &key(1), Durability::Full, &[V1]).unwrap();
    assert!(!schema_of(&file).unwrap().iter().any(|part| part.contains("half")));
}

#[test]
fn durability_and_journal_are_as_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    for (name, durability, synchronous) in [("a.db", Durability::Full, 2), ("b.db", Durability::Normal, 1)] {
        let file = open(&folder.path().join(name), &key(1), durability, &[V1]).unwrap();
        let pragma = |name| file.pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0)).unwrap();
        assert_eq!(pragma("synchronous"), rusqlite::types::Value::Integer(synchronous));
        assert_eq!(pragma("journal_mode"), rusqlite::types::Value::Text("wal".to_owned()));
        assert_eq!(pragma("foreign_keys"), rusqlite::types::Value::Integer(1));
    }
}

#[test]
fn a_second_instance_cannot_take_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let first = FolderLock::take(folder.path()).unwrap();
    assert!(matches!(FolderLock::take(folder.path()), Err(LockError::InUse)));
    drop(first);
    assert!(FolderLock::take(folder.path()).is_ok());
}

#[test]
fn an_exercise_folder_keeps_its_key() {
    let folder = tempfile::tempdir().unwrap();
    let other = tempfile::tempdir().unwrap();
    let key = header::exercise_key(folder.path()).unwrap();
    assert_eq!(header::exercise_key(folder.path()).unwrap(), key);
    assert_ne!(header::exercise_key(other.path()).unwrap(), key);
}

#[test]
fn an_exercise_folder_is_refused_in_earnest() {
    let folder = tempfile::tempdir().unwrap();
    assert!(header::refuse_exercise(folder.path()).is_ok());
    header::exercise_key(folder.path()).unwrap();
    assert!(matches!(header::refuse_exercise(folder.path()), Err(header::HeaderError::ExerciseHeader)));
}

#[test]
fn a_header_that_is_none_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sagsbord.json");
    for (text, not_exercise) in
        [("{ \"mode\": \"live\" }", true), ("{ \"mode\": \"exercise\", \"key\": \"ab\" }", false), ("", false)]
    {
        fs::write(&path, text).unwrap();
        let refused = header::exercise_key(folder.path()).unwrap_err();
        assert_eq!(matches!(refused, header::HeaderError::NotAnExercise), not_exercise, "{text}");
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }
}

#[test]
fn a_key_shows_nothing_of_itself() {
    assert_eq!(format!("{:?}", key(171)), "Key(…)");
}
