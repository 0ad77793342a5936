use rusqlite::{Connection, TransactionBehavior};

use crate::OpenError;

/// One step of a file's schema. Steps are only ever added.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// From 1, without gaps.
    pub version: u32,
    /// What to do, as SQL.
    pub sql: &'static str,
}

/// Refuses a file that a later version of the program has written.
pub(crate) fn check(connection: &Connection, migrations: &[Migration]) -> Result<(), OpenError> {
    let found = version(connection)?;
    let known = migrations.last().map_or(0, |last| last.version);
    if found > known { Err(OpenError::LaterVersion { found, known }) } else { Ok(()) }
}

/// Takes the steps that the file has not taken, each in a transaction of its own.
pub(crate) fn migrate(connection: &mut Connection, migrations: &[Migration]) -> Result<(), OpenError> {
    for migration in migrations {
        let step = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if version(&step)? < migration.version {
            step.execute_batch(migration.sql)?;
            step.pragma_update(None, "user_version", migration.version)?;
        }
        step.commit()?;
    }
    Ok(())
}

/// Everything that the schema consists of, in an order of its own: an upgraded file must have the same as a fresh one.
///
/// # Errors
/// The file cannot be read.
pub fn schema_of(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut all =
        connection.prepare("SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_master ORDER BY 1")?;
    let mut schema: Vec<String> = all.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    schema
        .push(format!("version {}", connection.pragma_query_value(None, "user_version", |row| row.get::<_, u32>(0))?));
    Ok(schema)
}

pub(crate) fn version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}
