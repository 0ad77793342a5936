//! The desk's three files, by durability. The only place with SQL in this crate.

mod access;
mod citizens;
mod commands;
mod contact;
mod feed;
mod kept;
mod names;
mod schema;
mod stored;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::{fs, io};

use chrono::{DateTime, Utc};
use domain::{CommandId, PersonId};
use rusqlite::Connection;
use rusqlite::types::Value;
use sealed::{Durability, Key, Migration, OpenError};
use serde::Serialize;
use uuid::Uuid;

pub(crate) use access::{AccessLog, HandedIn};
pub(crate) use citizens::Named;
pub(crate) use commands::NewCommand;
pub(crate) use contact::Gone;
pub(crate) use names::name_query;
pub(crate) use stored::Stored;

/// The three files of a desk.
pub(crate) struct Files {
    /// What the backend last said. NORMAL: can be fetched again.
    pub cache: Cache,
    /// What is written here. FULL: survives a power cut.
    pub outbox: Outbox,
    /// Who looked at whom. NORMAL, append-only.
    pub access: AccessLog,
}

/// The name of a cache that is for one run.
const OF_A_RUN: &str = "cache-of-a-run.db";

/// The copy of the backend's rows.
pub(crate) struct Cache {
    /// For looking up while a page is being written.
    reading: Mutex<Connection>,
    writing: Mutex<Connection>,
}

/// The commands, drafts and settings of this desk.
pub(crate) struct Outbox(Mutex<Connection>);

/// A file failed, or holds what this version cannot read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FileError {
    #[error("a file cannot be read or written")]
    Store(#[from] rusqlite::Error),
    #[error(transparent)]
    Row(#[from] exchange::RowError),
    #[error("a stored value cannot be read")]
    Value(#[from] serde_json::Error),
}

/// Which file does not open, and why.
#[derive(Debug)]
pub(crate) struct NotOpened {
    pub path: PathBuf,
    pub error: OpenError,
}

impl Cache {
    pub fn open(folder: &Path, key: &Key) -> Result<Self, NotOpened> {
        let _ = remove(&folder.join(OF_A_RUN));
        Self::at(&folder.join("cache.db"), key)
    }

    /// A cache for one run. Its key is in memory alone, so that nobody can read the file afterwards; the next run removes
    /// it. One that was kept before goes.
    pub fn of_this_run(folder: &Path) -> Result<Self, Box<dyn std::error::Error>> {
        remove(&folder.join("cache.db"))?;
        remove(&folder.join(OF_A_RUN))?;
        Self::at(&folder.join(OF_A_RUN), &Key::random()?).map_err(|not_opened| not_opened.error.into())
    }

    fn at(path: &Path, key: &Key) -> Result<Self, NotOpened> {
        let writing = open(path, key, Durability::Normal, schema::CACHE)?;
        let reading = open(path, key, Durability::Normal, schema::CACHE)?;
        Ok(Self { reading: Mutex::new(reading), writing: Mutex::new(writing) })
    }

    fn reading(&self) -> MutexGuard<'_, Connection> {
        held(&self.reading)
    }

    fn writing(&self) -> MutexGuard<'_, Connection> {
        held(&self.writing)
    }
}

impl Outbox {
    pub fn open(folder: &Path, key: &Key) -> Result<Self, NotOpened> {
        open(&folder.join("outbox.db"), key, Durability::Full, schema::OUTBOX).map(|file| Self(Mutex::new(file)))
    }

    fn file(&self) -> MutexGuard<'_, Connection> {
        held(&self.0)
    }
}

/// Removes a file with what SQLite keeps beside it.
fn remove(path: &Path) -> io::Result<()> {
    for suffix in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        match fs::remove_file(&name) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

fn open(path: &Path, key: &Key, durability: Durability, migrations: &[Migration]) -> Result<Connection, NotOpened> {
    sealed::open(path, key, durability, migrations).map_err(|error| NotOpened { path: path.to_owned(), error })
}

/// A transaction that was left by a panic has been rolled back, so the file behind a poisoned lock is sound.
fn held(file: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    file.lock().unwrap_or_else(PoisonError::into_inner)
}

fn blob(id: Uuid) -> Value {
    Value::Blob(id.as_bytes().to_vec())
}

fn person(bytes: &[u8]) -> rusqlite::Result<PersonId> {
    uuid(bytes).map(PersonId)
}

fn command(bytes: &[u8]) -> rusqlite::Result<CommandId> {
    uuid(bytes).map(CommandId)
}

fn uuid(bytes: &[u8]) -> rusqlite::Result<Uuid> {
    Uuid::from_slice(bytes).map_err(|_| rusqlite::Error::InvalidQuery)
}

fn moment(millis: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(millis).unwrap_or_default()
}

fn text_of(value: &impl Serialize) -> Result<String, FileError> {
    Ok(serde_json::to_string(value)?)
}
