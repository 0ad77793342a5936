//! What a piece of work has written in a file, so that the reference can write the same rows and no others.

use std::collections::HashMap;

use rusqlite::{Connection, params_from_iter, types::Value};

use crate::{
    Failure,
    bare::{self, Row},
};

/// The rows that are in a file after the work and were not, or not so, before it.
pub struct Changes(Vec<TableChanges>);

struct TableChanges {
    table: String,
    inserted: Vec<Row>,
    updated: Vec<Row>,
    /// Where the key stands in a row.
    key: Vec<usize>,
    /// The columns that were changed in any row.
    changed: Vec<usize>,
    insert: String,
    update: String,
    delete: String,
    deleted: Vec<Row>,
}

/// One transaction of the reference: a piece of the changes, and which tables of them.
#[derive(Clone, Copy)]
pub struct Piece {
    /// From 0.
    pub nth: usize,
    pub of: usize,
}

impl Changes {
    pub fn between(before: &Connection, after: &Connection) -> Result<Self, Failure> {
        let tables = bare::tables(after)?;
        Ok(Self(tables.into_iter().map(|table| TableChanges::between(before, after, table)).collect::<Result<_, _>>()?))
    }

    /// How many rows were written.
    pub fn count(&self) -> usize {
        self.0.iter().map(|table| table.inserted.len() + table.updated.len() + table.deleted.len()).sum()
    }

    /// The same but for the tables whose names begin so.
    pub fn without(mut self, beginning: &str) -> Self {
        self.0.retain(|one| !one.table.starts_with(beginning));
        self
    }

    /// The rows of each table in the order in which they were written, which `nth` says of each: so a piece is on the same
    /// pages of the file as it was then. By their keys they would lie beside each other.
    pub fn in_the_order(mut self, nth: impl Fn(&Row) -> Option<usize>) -> Self {
        for one in &mut self.0 {
            one.inserted.sort_by_key(&nth);
            one.updated.sort_by_key(&nth);
        }
        self
    }

    /// The rows that came into a table.
    pub fn inserted(&self, table: &str) -> &[Row] {
        self.0.iter().find(|one| one.table == table).map_or(&[], |one| &one.inserted)
    }

    /// The rows of a table that were changed, as they were afterwards.
    pub fn updated(&self, table: &str) -> &[Row] {
        self.0.iter().find(|one| one.table == table).map_or(&[], |one| &one.updated)
    }

    /// Writes a piece, in the transaction that is open.
    pub fn write(&self, file: &Connection, piece: Piece) -> Result<(), Failure> {
        for table in &self.0 {
            table.write(file, piece)?;
        }
        Ok(())
    }
}

impl TableChanges {
    fn between(before: &Connection, after: &Connection, table: String) -> Result<Self, Failure> {
        let columns = bare::columns(after, &table)?;
        let at = |is_key| (0..columns.len()).filter(|at| columns[*at].1 == is_key).collect::<Vec<usize>>();
        let (key, rest) = (at(true), at(false));
        let key_of = |row: &Row| format!("{:?}", key.iter().map(|at| &row[*at]).collect::<Vec<&Value>>());
        let all = format!("SELECT * FROM {table}");
        let mut old: HashMap<String, Row> =
            bare::rows(before, &all)?.into_iter().map(|row| (key_of(&row), row)).collect();
        let (mut inserted, mut updated, mut changed) = (Vec::new(), Vec::new(), Vec::new());
        for row in bare::rows(after, &all)? {
            match old.remove(&key_of(&row)) {
                None => inserted.push(row),
                Some(was) if was != row => {
                    changed.extend(rest.iter().filter(|at| was[**at] != row[**at]));
                    updated.push(row);
                }
                Some(_) => {}
            }
        }
        changed.sort_unstable();
        changed.dedup();
        let named = |which: &[usize], between: &str| {
            which.iter().map(|at| format!("{} = ?", columns[*at].0)).collect::<Vec<_>>().join(between)
        };
        Ok(Self {
            insert: bare::insert(&table, columns.len()),
            update: format!("UPDATE {table} SET {} WHERE {}", named(&changed, ", "), named(&key, " AND ")),
            delete: format!("DELETE FROM {table} WHERE {}", named(&key, " AND ")),
            deleted: old.into_values().collect(),
            table,
            inserted,
            updated,
            key,
            changed,
        })
    }

    fn write(&self, file: &Connection, piece: Piece) -> Result<(), Failure> {
        for row in share(&self.deleted, piece) {
            file.prepare_cached(&self.delete)?.execute(params_from_iter(self.key.iter().map(|at| &row[*at])))?;
        }
        for row in share(&self.inserted, piece) {
            file.prepare_cached(&self.insert)?.execute(params_from_iter(row))?;
        }
        // What is counted on, like the last feed number, is written in every transaction.
        let updated = if self.updated.len() < piece.of { self.updated.as_slice() } else { share(&self.updated, piece) };
        for row in updated {
            let values = self.changed.iter().chain(&self.key).map(|at| &row[*at]);
            file.prepare_cached(&self.update)?.execute(params_from_iter(values))?;
        }
        Ok(())
    }
}

/// The rows of a piece; all pieces together are all rows.
pub fn share<T>(rows: &[T], Piece { nth, of }: Piece) -> &[T] {
    let edge = |nth| rows.len() * nth / of.max(1);
    rows.get(edge(nth)..edge(nth + 1)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(sql: &str) -> Connection {
        let file = Connection::open_in_memory().unwrap();
        file.execute_batch("CREATE TABLE one (id INTEGER PRIMARY KEY, a TEXT, b TEXT)").unwrap();
        file.execute_batch(sql).unwrap();
        file
    }

    #[test]
    fn pieces_come_in_the_order_of_writing() {
        let (before, after) = (file(""), file("INSERT INTO one VALUES (1, 'b', ''), (2, 'c', ''), (3, 'a', '')"));
        let nth = |row: &Row| ["a", "b", "c"].iter().position(|a| row[1] == Value::Text((*a).to_owned()));
        let changes = Changes::between(&before, &after).unwrap().in_the_order(nth);
        changes.write(&before, Piece { nth: 0, of: 3 }).unwrap();
        assert_eq!(bare::rows(&before, "SELECT id FROM one").unwrap(), [[Value::Integer(3)]]);
    }

    #[test]
    fn what_is_written_again_gives_the_same_file() {
        let before = "INSERT INTO one VALUES (1, 'a', 'b'), (2, 'a', 'b'), (3, 'a', 'b')";
        let after = "INSERT INTO one VALUES (1, 'a', 'b'), (3, 'a', 'c'), (4, 'd', 'e'), (5, 'f', 'g')";
        let (before, after) = (file(before), file(after));
        let changes = Changes::between(&before, &after).unwrap();
        assert_eq!(changes.count(), 4);
        for nth in 0..2 {
            changes.write(&before, Piece { nth, of: 2 }).unwrap();
        }
        let all = "SELECT * FROM one ORDER BY id";
        assert_eq!(bare::rows(&before, all).unwrap(), bare::rows(&after, all).unwrap());
    }
}
