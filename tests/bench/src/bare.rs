//! The reference: plain SQL on files that are opened as Sagsbord opens its own.

use std::path::Path;

use rusqlite::{Connection, types::Value};
use sealed::{Durability, Key, Migration, OpenError};

use crate::Failure;

/// One row of a table, column by column.
pub type Row = Vec<Value>;

/// Opens a file as the program does, whatever its schema.
pub fn open(path: &Path, key: &Key, durability: Durability) -> Result<Connection, Failure> {
    let version = match sealed::open(path, key, durability, &[]) {
        Ok(_) => return Err("the file has no schema".into()),
        Err(OpenError::LaterVersion { found, .. }) => found,
        Err(error) => return Err(error.into()),
    };
    Ok(sealed::open(path, key, durability, &[Migration { version, sql: "" }])?)
}

/// An empty file with the schema of another: the same tables, indices and triggers.
pub fn empty_like(other: &Connection, path: &Path, key: &Key, durability: Durability) -> Result<Connection, Failure> {
    let migrations = [Migration { version: 1, sql: Box::leak(schema(other)?.into_boxed_str()) }];
    Ok(sealed::open(path, key, durability, &migrations)?)
}

fn schema(file: &Connection) -> Result<String, Failure> {
    let mut all = file.prepare(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
         AND (tbl_name NOT LIKE 'name_index_%') ORDER BY rowid",
    )?;
    let statements: Vec<String> = all.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(statements.join(";\n"))
}

/// The tables that hold rows of their own: not what an index of words keeps.
pub fn tables(file: &Connection) -> Result<Vec<String>, Failure> {
    let mut all = file.prepare(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'name_index%'
         ORDER BY rowid",
    )?;
    Ok(all.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// The rows that a query gives.
pub fn rows(file: &Connection, query: &str) -> Result<Vec<Row>, Failure> {
    let mut find = file.prepare(query)?;
    let width = find.column_count();
    let found = find.query_map([], |row| (0..width).map(|column| row.get(column)).collect())?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Steps through what a prepared query gives and takes every value of it, as a reader would.
pub fn read_all(file: &Connection, query: &str, values: impl rusqlite::Params) -> Result<Vec<Row>, Failure> {
    let mut find = file.prepare_cached(query)?;
    let width = find.column_count();
    let found = find.query_map(values, |row| (0..width).map(|column| row.get(column)).collect())?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// `INSERT` of whole rows of so many columns.
pub fn insert(table: &str, columns: usize) -> String {
    format!("INSERT INTO {table} VALUES ({})", vec!["?"; columns].join(", "))
}

/// The columns of a table by name, and which of them are its key.
pub fn columns(file: &Connection, table: &str) -> Result<Vec<(String, bool)>, Failure> {
    let mut all = file.prepare("SELECT name, pk > 0 FROM pragma_table_info(?1)")?;
    Ok(all.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
}
