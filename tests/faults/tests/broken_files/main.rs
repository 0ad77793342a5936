//! Every file of a program with everything that can be wrong with it: what is said, and what is kept.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops at what it did not expect, and says what it did"
)]

mod place;
#[cfg(target_os = "linux")]
mod read_only;

use std::fs;
use std::path::{Path, PathBuf};

use faults::made_up;
use place::{NEW, Place, tries};

/// The files, and in which folder.
const FILES: [(&str, &str); 4] =
    [("backend", "backend.db"), ("desk", "cache.db"), ("desk", "outbox.db"), ("desk", "access.db")];
const PAGE: usize = 4096;

/// What is wrong with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrong {
    /// There is no room for another page (`max_page_count`).
    NoRoom,
    FirstPage,
    MiddlePage,
    LastPage,
    /// The middle of the log of a program that was killed.
    Log,
    Empty,
    LaterSchema,
}

const WRONG: [Wrong; 7] =
    [Wrong::NoRoom, Wrong::FirstPage, Wrong::MiddlePage, Wrong::LastPage, Wrong::Log, Wrong::Empty, Wrong::LaterSchema];

#[test]
fn every_file_says_what_is_wrong_with_it_and_keeps_what_can_be_kept() {
    for (folder, file) in FILES {
        for wrong in WRONG {
            let place = Place::new(wrong == Wrong::Log);
            let path = place.path().join(folder).join(file);
            break_it(&path, wrong);
            let broken = fs::read(&path).unwrap();
            let told = tries(place.path());
            println!("{file:11}{:13}{}", format!("{wrong:?}"), told.said.join(", "));

            let first = told.said.first().map(String::as_str);
            if let Some(expected) = must_be_said(file, wrong) {
                assert_eq!(first, Some(expected), "{file} {wrong:?}");
            }
            let is_page = matches!(wrong, Wrong::FirstPage | Wrong::MiddlePage | Wrong::LastPage);
            let aside = PathBuf::from(format!("{}.set-aside-1", path.display()));
            let is_anew = aside.exists() || file == "cache.db" && first == Some("notice");
            if is_anew {
                assert_eq!(first, Some("notice"), "{file} {wrong:?}: nothing is replaced in silence");
                assert!(file == "cache.db" || file == "access.db", "{file} cannot be made again");
                assert_eq!(aside.exists(), file == "access.db", "a copy of citizens is not kept");
                place.has_everything(&told, file, wrong);
            } else if wrong == Wrong::NoRoom {
                sealed::testing::be_full(&path, false);
                place.has_everything(&told, file, wrong);
            } else if !told.is_open {
                assert!(fs::read(&path).unwrap() == broken, "{file} {wrong:?}: it is left as it was");
            } else if told.said.is_empty() {
                // Nothing that was needed lay there.
                place.has_everything(&told, file, wrong);
            }
            if is_page && !is_anew {
                let check = sealed::check(&path, &made_up::key()).unwrap();
                assert!(!check.broken_pages.is_empty(), "{file} {wrong:?}: whoever reads it all finds it");
            }
        }
    }
}

/// What is said first, where it does not depend on what lies in the page.
fn must_be_said(file: &str, wrong: Wrong) -> Option<&'static str> {
    Some(match (file, wrong) {
        ("backend.db", Wrong::FirstPage | Wrong::Log | Wrong::Empty) => "does not open: Backend(Damaged)",
        ("backend.db" | "outbox.db", Wrong::LaterSchema) => "does not open: LaterVersion",
        ("outbox.db", Wrong::FirstPage | Wrong::MiddlePage | Wrong::LastPage | Wrong::Log | Wrong::Empty) => {
            "does not open: Outbox(Damaged)"
        }
        ("cache.db" | "access.db", Wrong::FirstPage | Wrong::Empty | Wrong::LaterSchema) => "notice",
        ("backend.db", Wrong::NoRoom) => "panel: out_of_order",
        ("cache.db", Wrong::NoRoom) => "panel: file",
        ("outbox.db" | "access.db", Wrong::NoRoom) => "a file cannot be used",
        _ => return None,
    })
}

fn break_it(path: &Path, wrong: Wrong) {
    let pages = fs::read(path).unwrap().len() / PAGE;
    match wrong {
        Wrong::NoRoom => sealed::testing::be_full(path, true),
        Wrong::FirstPage => flip(path, 2_000),
        Wrong::MiddlePage => flip(path, pages / 2 * PAGE + 2_000),
        Wrong::LastPage => flip(path, (pages - 1) * PAGE + 2_000),
        Wrong::Log => {
            let log = PathBuf::from(format!("{}-wal", path.display()));
            let middle = fs::read(&log).unwrap().len() / 2;
            flip(&log, middle);
        }
        Wrong::Empty => fs::write(path, []).unwrap(),
        Wrong::LaterSchema => made_up::reading(path).pragma_update(None, "user_version", 1_000).unwrap(),
    }
}

fn flip(path: &Path, byte: usize) {
    let mut bytes = fs::read(path).unwrap();
    bytes[byte] ^= 1;
    fs::write(path, bytes).unwrap();
}

#[test]
fn where_nothing_is_wrong_nothing_is_said() {
    let place = Place::new(false);
    let told = tries(place.path());
    assert!(told.said.is_empty() && told.is_open && told.confirmed > 0);
    assert_eq!(place.texts().iter().filter(|text| *text == NEW).count(), told.confirmed);
}
