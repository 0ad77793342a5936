//! What these tests share: files with notes in them, and running one test inside something else.
#![allow(dead_code, reason = "each test uses its part")]

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use rusqlite::Connection;
use sealed::{Durability, Key, Migration, OpenError, open};

pub const PAGE: usize = 4096;
pub const V1: Migration =
    Migration { version: 1, sql: "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL)" };
pub const V2: Migration =
    Migration { version: 2, sql: "ALTER TABLE note ADD COLUMN by TEXT; CREATE INDEX note_by ON note (by)" };
pub const V3: Migration = Migration { version: 3, sql: "CREATE TABLE more (x)" };

pub fn key(nth: u8) -> Key {
    Key::from_bytes([nth; 32])
}

pub fn opened(path: &Path) -> Result<Connection, OpenError> {
    open(path, &key(1), Durability::Full, &[V1])
}

pub fn note(file: &Connection, text: &str) -> rusqlite::Result<usize> {
    file.execute("INSERT INTO note (text) VALUES (?1)", [text])
}

/// As many notes of about a kilobyte, in one transaction.
pub fn note_many(file: &mut Connection, count: usize) {
    let all = file.transaction().unwrap();
    for nth in 0..count {
        note(&all, &format!("{nth} {}", "x".repeat(1000))).unwrap();
    }
    all.commit().unwrap();
}

/// A closed file of a good many pages.
pub fn many_pages(path: &Path) -> Vec<u8> {
    let mut file = opened(path).unwrap();
    note_many(&mut file, 100);
    file.close().unwrap();
    let bytes = fs::read(path).unwrap();
    assert!(bytes.len() > 20 * PAGE);
    bytes
}

pub fn notes(file: &Connection) -> rusqlite::Result<Vec<String>> {
    file.prepare("SELECT text FROM note ORDER BY id")?.query_map([], |row| row.get(0))?.collect()
}

/// Runs the ignored test called `name`, of the program that runs now, at the end of `command`.
pub fn run_inside(command: &mut Command, name: &str) -> Output {
    command.arg(std::env::current_exe().unwrap()).args(["--exact", name, "--ignored", "--nocapture"]);
    let output = command.output().unwrap();
    assert!(
        output.status.success() && String::from_utf8_lossy(&output.stdout).contains("1 passed"),
        "{name}: {}\n{}\n{}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    output
}
