//! The desk's three files, by durability. The only place with SQL in this crate.

mod access;
mod arrival;
mod bookings;
mod citizens;
mod commands;
mod contact;
mod due;
mod feed;
mod inbox;
mod kept;
mod names;
mod restored;
mod salvage;
mod schema;
mod stored;
#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::{fs, io};

use chrono::{DateTime, Utc};
use domain::{CommandId, PersonId};
use rusqlite::Connection;
use rusqlite::types::Value;
use sealed::{Durability, FileTrouble, Key, OpenError};
use serde::Serialize;
use uuid::Uuid;

pub(crate) use access::{AccessLog, HandedIn};
pub(crate) use citizens::Named;
pub(crate) use commands::{Added, NewCommand, Renewed, TypedAgain};
pub(crate) use contact::Gone;
pub(crate) use inbox::Folded;
pub(crate) use kept::KeptDraft;
pub(crate) use names::name_query;
pub(crate) use restored::Lives;
pub(crate) use salvage::{Salvaged, SavedCommand, SavedDraft, salvage};
pub(crate) use stored::{Counts, Stored};

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
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error("a file cannot be read or written")]
    Store(#[from] rusqlite::Error),
    #[error(transparent)]
    Row(#[from] exchange::RowError),
    #[error("a stored value cannot be read")]
    Value(#[from] serde_json::Error),
}

impl FileError {
    /// What somebody can do about it.
    pub fn trouble(&self) -> FileTrouble {
        match self {
            Self::Open(OpenError::NotEncrypted | OpenError::WrongKeyOrDamaged) => FileTrouble::Damaged,
            Self::Open(OpenError::Unreadable(cause)) => cause.trouble(),
            Self::Store(error) => sealed::trouble(error),
            Self::Open(OpenError::LaterVersion { .. }) | Self::Row(_) | Self::Value(_) => FileTrouble::Other,
        }
    }

    /// Whether the file will never be read here: another try, or more room, does not help.
    pub fn is_for_ever(&self) -> bool {
        self.trouble() == FileTrouble::Damaged || matches!(self, Self::Open(OpenError::LaterVersion { .. }))
    }
}

impl Cache {
    pub const FILE: &str = "cache.db";

    pub fn open(folder: &Path, key: &Key) -> Result<Self, FileError> {
        let _ = remove(&folder.join(OF_A_RUN));
        Self::at(&folder.join(Self::FILE), key)
    }

    /// A cache for one run. Its key is in memory alone, so that nobody can read the file afterwards; the next run removes
    /// it. One that was kept before goes.
    pub fn of_this_run(folder: &Path) -> Result<Self, FileError> {
        remove(&folder.join(Self::FILE)).map_err(OpenError::from)?;
        remove(&folder.join(OF_A_RUN)).map_err(OpenError::from)?;
        let key = Key::random().map_err(|error| OpenError::from(io::Error::from(error)))?;
        Self::at(&folder.join(OF_A_RUN), &key)
    }

    fn at(path: &Path, key: &Key) -> Result<Self, FileError> {
        let writing = sealed::open(path, key, Durability::Normal, schema::CACHE)?;
        let reading = sealed::open(path, key, Durability::Normal, schema::CACHE)?;
        Ok(Self { reading: Mutex::new(reading), writing: Mutex::new(writing) })
    }

    fn reading(&self) -> MutexGuard<'_, Connection> {
        held(&self.reading)
    }

    fn writing(&self) -> MutexGuard<'_, Connection> {
        held(&self.writing)
    }

    /// Several reads of the file as it is at one moment.
    fn at_once<T>(&self, act: impl FnOnce(&Connection) -> Result<T, FileError>) -> Result<T, FileError> {
        let file = self.reading();
        let moment = file.unchecked_transaction()?;
        let done = act(&moment)?;
        moment.finish()?;
        Ok(done)
    }
}

impl Files {
    /// The file in which something is damaged, if one is. Reads them all to their ends.
    pub fn damaged(&self) -> Option<&'static str> {
        let is_damaged = |file: &Connection| {
            // What it has in memory was whole when it was read; the file is what counts.
            let _ = file.execute_batch("PRAGMA shrink_memory");
            whole(file).is_err_and(|why| why.trouble() == FileTrouble::Damaged)
        };
        if is_damaged(&self.outbox.file()) {
            Some(Outbox::FILE)
        } else if is_damaged(&self.cache.reading()) {
            Some(Cache::FILE)
        } else if is_damaged(&self.access.file()) {
            Some(AccessLog::FILE)
        } else {
            None
        }
    }
}

impl Outbox {
    pub const FILE: &str = "outbox.db";

    pub fn open(folder: &Path, key: &Key) -> Result<Self, FileError> {
        let path = folder.join(Self::FILE);
        let file = sealed::open_irreplaceable(&path, key, Durability::Full, schema::OUTBOX)?;
        Ok(Self(Mutex::new(file)))
    }

    /// Reads the file to its end: whether anything in it is damaged.
    pub fn whole(&self) -> Result<(), FileError> {
        whole(&self.file())
    }

    fn file(&self) -> MutexGuard<'_, Connection> {
        held(&self.0)
    }
}

/// Removes a file with what SQLite keeps beside it.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
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

/// Everything in a file, the log beside it included.
fn whole(file: &Connection) -> Result<(), FileError> {
    let found: String = file.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if found == "ok" { Ok(()) } else { Err(OpenError::WrongKeyOrDamaged.into()) }
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
