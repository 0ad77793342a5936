//! The desk's three files, by durability. The only place with SQL in this crate.

mod access;
mod citizens;
mod commands;
mod feed;
mod kept;
mod names;
mod schema;
mod stored;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

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
        let path = folder.join("cache.db");
        let writing = open(&path, key, Durability::Normal, schema::CACHE)?;
        let reading = open(&path, key, Durability::Normal, schema::CACHE)?;
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
