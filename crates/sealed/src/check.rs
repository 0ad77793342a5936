use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use crate::{FileTrouble, Key, OpenError, log, open, trouble};

/// What a thorough reading of a file has found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// How many pages the file has.
    pub pages: u64,
    /// Those that are not as they were written with this key; by number, from 1. After a power cut the log may still have
    /// one of them whole.
    pub broken_pages: Vec<u64>,
    /// How many things SQLite finds wrong in pages that are as they were written, at most 100.
    pub faults: usize,
    /// Committed transactions lie behind a damaged part of the write-ahead log and are out of reach.
    pub log_is_broken: bool,
}

impl Check {
    /// Nothing is wrong. An empty file has lost what it had.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.pages > 0 && self.broken_pages.is_empty() && self.faults == 0 && !self.log_is_broken
    }

    /// The file was written with this key: a page of it proves that. Where none does, the key is another one, or too
    /// much is damaged to know.
    #[must_use]
    pub fn key_fits(&self) -> bool {
        u64::try_from(self.broken_pages.len()).is_ok_and(|broken| broken < self.pages)
    }
}

/// Reads a file from end to end and changes nothing in it; SQLite may leave an empty log beside it. For when a file does not open, or has failed; it takes about as
/// long as copying it.
///
/// # Errors
/// [`OpenError::NotEncrypted`], and [`OpenError::Unreadable`] where the file cannot even be read.
pub fn check(path: &Path, key: &Key) -> Result<Check, OpenError> {
    open::refuse_plain(path)?;
    let log_is_broken = log::is_broken(path)?;
    let length = path.metadata()?.len();
    let pages = length.div_ceil(open::PAGE);
    let mut broken_pages = broken_pages(&open_to_read(path, key)?)?;
    if length % open::PAGE != 0 && broken_pages.last() != Some(&pages) {
        broken_pages.push(pages);
    }
    let faults = if broken_pages.is_empty() { faults(&open_to_read(path, key)?)? } else { 0 };
    Ok(Check { pages, broken_pages, faults, log_is_broken })
}

/// Opens a file as it is, only to read: to save what can be saved of a damaged one. Nothing is proved of it. A connection
/// that has met a broken page answers nothing more, so each question may need a new one.
///
/// # Errors
/// [`OpenError::NotEncrypted`], and [`OpenError::Unreadable`] where there is no such file.
pub fn open_to_read(path: &Path, key: &Key) -> Result<Connection, OpenError> {
    open::refuse_plain(path)?;
    let connection = open::connection(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    open::give_key(&connection, key)?;
    Ok(connection)
}

/// The cipher answers with a line for each page that fails, and has no other way of naming it.
fn broken_pages(connection: &Connection) -> rusqlite::Result<Vec<u64>> {
    let mut lines = connection.prepare("PRAGMA cipher_integrity_check")?;
    let pages = lines.query_map([], |row| row.get::<_, String>(0).map(|line| page_in(&line)))?;
    pages.collect()
}

fn page_in(line: &str) -> u64 {
    let digits = line.split_once("page ").map_or("", |(_, rest)| rest).split(|c: char| !c.is_ascii_digit()).next();
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

fn faults(connection: &Connection) -> rusqlite::Result<usize> {
    let mut lines = match connection.prepare("PRAGMA quick_check") {
        Err(error) if trouble(&error) == FileTrouble::Damaged => return Ok(1),
        lines => lines?,
    };
    let lines = lines.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>();
    match lines {
        Ok(lines) if lines == ["ok"] => Ok(0),
        Ok(lines) => Ok(lines.len()),
        Err(error) if trouble(&error) == FileTrouble::Damaged => Ok(1),
        Err(error) => Err(error),
    }
}
