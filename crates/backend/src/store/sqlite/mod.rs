mod access;
mod caseload;
mod commands;
mod epochs;
mod feed;
mod journal;
mod messages;
mod people;
mod scope;
mod settings;

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};
use sealed::{Durability, Key, Migration, OpenError};

use super::StoreError;
pub(crate) use access::OWN;
pub(crate) use epochs::Heads;
pub(crate) use journal::Line;
pub(crate) use messages::NewMessage;
pub(crate) use scope::InScope;

const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, sql: include_str!("schema_1.sql") },
    Migration { version: 2, sql: include_str!("schema_2.sql") },
    Migration { version: 3, sql: include_str!("schema_3.sql") },
    Migration { version: 4, sql: include_str!("schema_4.sql") },
];

/// The bundled backend's store: one encrypted file, one writer.
pub(crate) struct Store {
    connection: Connection,
}

impl Store {
    /// Opens the store, or makes it.
    pub fn open(path: &Path, key: &Key) -> Result<Self, OpenError> {
        Ok(Self { connection: sealed::open(path, key, Durability::Full, MIGRATIONS)? })
    }

    /// Reads.
    pub fn read<T>(&self, act: impl FnOnce(Tables) -> Result<T, StoreError>) -> Result<T, StoreError> {
        act(Tables(&self.connection))
    }

    /// Reads and writes, whole or not at all: what `act` returns leaves only after the commit.
    pub fn write<T>(&mut self, act: impl FnOnce(Tables) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = act(Tables(&transaction))?;
        transaction.commit()?;
        Ok(done)
    }

    /// Lets every commit fail, or none.
    #[cfg(feature = "faults")]
    pub fn fail_commits(&mut self, fail: bool) -> Result<(), StoreError> {
        Ok(self.connection.commit_hook(fail.then_some(|| true))?)
    }
}

/// The tables of the store.
#[derive(Clone, Copy)]
pub(crate) struct Tables<'a>(&'a Connection);

impl Tables<'_> {
    /// One command within a batch: where `act` returns `Err`, what it wrote is taken back and the batch goes on.
    pub fn apart<T, R>(
        self,
        act: impl FnOnce() -> Result<Result<T, R>, StoreError>,
    ) -> Result<Result<T, R>, StoreError> {
        self.0.prepare_cached("SAVEPOINT command")?.execute([])?;
        let done = act()?;
        if done.is_err() {
            self.0.prepare_cached("ROLLBACK TO command")?.execute([])?;
        }
        self.0.prepare_cached("RELEASE command")?.execute([])?;
        Ok(done)
    }
}

fn uuid(bytes: Vec<u8>) -> Result<uuid::Uuid, StoreError> {
    uuid::Uuid::from_slice(&bytes).map_err(|_| StoreError::Value)
}

fn stamp(instant: chrono::DateTime<chrono::Utc>) -> String {
    instant.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)
}

fn unstamp(text: &str) -> Result<chrono::DateTime<chrono::Utc>, StoreError> {
    text.parse().map_err(|_| StoreError::Value)
}
