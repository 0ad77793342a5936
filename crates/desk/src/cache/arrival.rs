//! How a citizen who comes from the backend is stored: what is as before is left alone.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{Area, Person, PersonId, What, danish_day};
use exchange::{JournalEntry, JournalLine, Row, area_name};
use rusqlite::{OptionalExtension, Transaction, params};

use super::citizens::{as_far_as_readable, rows_of};
use super::names::{folded, sort_key};
use super::{FileError, blob};
use super::{bookings, due};

/// Somebody as a feed item brings them.
pub(super) struct Arrival<'a> {
    pub subject: PersonId,
    pub version: u64,
    pub rows: &'a [Row],
    pub journal: &'a [JournalLine],
    pub fetched_at: DateTime<Utc>,
    /// The Danish day of the look-up, for a citizen outside the scope.
    pub looked_up_on: Option<NaiveDate>,
}

/// Stores a citizen, unless a later version is here. What the name index lacks is added to `names`.
pub(super) fn store(step: &Transaction, arrival: &Arrival, names: &mut BTreeMap<i64, String>) -> Result<(), FileError> {
    // What a later version has written is kept as it is; the citizen is found by the rest.
    let (person, unread) = as_far_as_readable(arrival.subject, arrival.rows);
    let subject = blob(arrival.subject.0);
    let before = before(step, arrival.subject)?;
    if before.as_ref().is_some_and(|before| before.is_stale) {
        step.prepare_cached("DELETE FROM journal WHERE subject = ?1")?.execute([&subject])?;
    }
    let fresh = before.as_ref().filter(|before| !before.is_stale);
    // A look-up and a page may overtake each other. Only the feed says that somebody has left the scope.
    let looked_up_on = arrival.looked_up_on.filter(|_| !fresh.is_some_and(|before| before.in_scope));
    let looked_up_on = looked_up_on.map(|day| day.to_string());
    if fresh.is_some_and(|before| before.version > arrival.version) {
        step.prepare_cached("UPDATE citizen SET looked_up_on = ?2 WHERE subject = ?1")?
            .execute(params![subject, looked_up_on])?;
        return Ok(());
    }
    let head = Head {
        name: person.basic().name.unwrap_or_default(),
        birth_date: person.birth_date().map(|day| day.to_string()),
    };
    let needs_an_eye = unread.is_none() && needs_an_eye(&person, danish_day(arrival.fetched_at));
    let id = match &before {
        Some(before) => {
            step.prepare_cached(
                "UPDATE citizen SET version = ?2, fetched_at = ?3, looked_up_on = ?4, needs_an_eye = ?5, unread = ?6,
                     stale = 0
                 WHERE id = ?1",
            )?
            .execute(params![
                before.id,
                arrival.version.cast_signed(),
                arrival.fetched_at.timestamp_millis(),
                looked_up_on,
                needs_an_eye,
                unread.is_some(),
            ])?;
            if before.head != head {
                names.insert(before.id, head.store_again(step, before.id)?);
            }
            before.id
        }
        None => {
            let mut insert = step.prepare_cached(
                "INSERT INTO citizen
                     (subject, version, fetched_at, looked_up_on, name, sort_key, birth_date, needs_an_eye, unread)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?;
            let folded = folded(&head.name);
            let id = insert.insert(params![
                subject,
                arrival.version.cast_signed(),
                arrival.fetched_at.timestamp_millis(),
                looked_up_on,
                head.name,
                sort_key(&folded),
                head.birth_date,
                needs_an_eye,
                unread.is_some(),
            ])?;
            names.insert(id, folded);
            id
        }
    };
    let was_here = before.is_some();
    let are_others = store_records(step, id, arrival, was_here)?;
    // What lay here unread is as before, and nobody has filed it by its time.
    if are_others || before.is_some_and(|before| before.is_unread) {
        bookings::store(step, id, &person)?;
    }
    due::store(step, id, &person, was_here)?;
    store_numbers(step, id, &person, was_here)?;
    store_journal(step, arrival)
}

/// What a citizen is found by, beside the numbers.
#[derive(PartialEq, Eq)]
struct Head {
    name: String,
    birth_date: Option<String>,
}

impl Head {
    /// Says by which name the citizen is found from now on.
    fn store_again(&self, step: &Transaction, id: i64) -> Result<String, FileError> {
        let folded = folded(&self.name);
        step.prepare_cached("UPDATE citizen SET name = ?2, sort_key = ?3, birth_date = ?4 WHERE id = ?1")?
            .execute(params![id, self.name, sort_key(&folded), self.birth_date])?;
        step.prepare_cached("DELETE FROM name_index WHERE rowid = ?1")?.execute([id])?;
        Ok(folded)
    }
}

/// Writes the rows that are not as before, and drops those that are no more. Says whether the bookings are others.
fn store_records(step: &Transaction, id: i64, arrival: &Arrival, was_here: bool) -> Result<bool, FileError> {
    let mut before = if was_here { rows_of(step, id)? } else { Vec::new() };
    let mut put = step.prepare_cached(
        "INSERT INTO record (citizen, area, version, schema, body) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (citizen, area)
         DO UPDATE SET version = excluded.version, schema = excluded.schema, body = excluded.body",
    )?;
    let mut books = false;
    for row in arrival.rows {
        let same = before.iter().position(|old| old.area == row.area).map(|at| before.swap_remove(at));
        if same.as_ref() != Some(row) {
            books |= row.area == Area::Bookings;
            let version = arrival.version.cast_signed();
            put.execute(params![id, area_name(row.area), version, row.schema, row.body])?;
        }
    }
    let mut drop = step.prepare_cached("DELETE FROM record WHERE citizen = ?1 AND area = ?2")?;
    for gone in before {
        books |= gone.area == Area::Bookings;
        drop.execute(params![id, area_name(gone.area)])?;
    }
    Ok(books)
}

/// Writes the numbers that are not as before. A number that a merge has moved leaves its former owner here.
fn store_numbers(step: &Transaction, id: i64, person: &Person, was_here: bool) -> Result<(), FileError> {
    let current = person.current_number();
    let mut known: Vec<(String, bool)> =
        person.numbers.known.iter().map(|number| (number.digits().to_owned(), *number == current)).collect();
    if was_here {
        known.sort_unstable();
        let mut find = step.prepare_cached("SELECT number, current FROM number WHERE citizen = ?1 ORDER BY number")?;
        let before = find.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        if before.collect::<Result<Vec<(String, bool)>, _>>()? == known {
            return Ok(());
        }
        step.prepare_cached("DELETE FROM number WHERE citizen = ?1")?.execute([id])?;
    }
    let mut put =
        step.prepare_cached("INSERT OR REPLACE INTO number (number, citizen, current) VALUES (?1, ?2, ?3)")?;
    for (number, is_current) in known {
        put.execute(params![number, id, is_current])?;
    }
    Ok(())
}

/// A citizen's row as it stood.
pub(super) struct Before {
    id: i64,
    version: u64,
    is_stale: bool,
    in_scope: bool,
    /// Whether some of its rows could not be read.
    is_unread: bool,
    head: Head,
}

pub(super) fn before(step: &Transaction, subject: PersonId) -> Result<Option<Before>, FileError> {
    let mut find = step.prepare_cached(
        "SELECT id, version, stale, looked_up_on IS NULL, unread, name, birth_date FROM citizen WHERE subject = ?1",
    )?;
    let found = find.query_row([blob(subject.0)], |row| {
        Ok(Before {
            id: row.get(0)?,
            version: row.get::<_, i64>(1)?.unsigned_abs(),
            is_stale: row.get(2)?,
            in_scope: row.get(3)?,
            is_unread: row.get(4)?,
            head: Head { name: row.get(5)?, birth_date: row.get(6)? },
        })
    });
    Ok(found.optional()?)
}

fn store_journal(step: &Transaction, arrival: &Arrival) -> Result<(), FileError> {
    let mut insert = step.prepare_cached(
        "INSERT OR REPLACE INTO journal (subject, sequence, at, is_news, body) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for line in arrival.journal {
        insert.execute(params![
            blob(arrival.subject.0),
            line.sequence.cast_signed(),
            line.at.timestamp_millis(),
            is_news(&line.entry),
            serde_json::to_string(line)?
        ])?;
    }
    Ok(())
}

/// Whether the page of the day may have something to say of the citizen, whatever has come in lately.
fn needs_an_eye(person: &Person, today: NaiveDate) -> bool {
    let is_999 = person.basic().municipality.is_some_and(|municipality| municipality.is_999);
    is_999 || (person.jobcentre_on(today).is_none() && !person.is_dead())
}

/// Whether a line may stand on the page of the day.
fn is_news(entry: &JournalEntry) -> bool {
    match entry {
        JournalEntry::Change(what) => matches!(
            what,
            What::NumberChanged { .. }
                | What::PersonsMerged { .. }
                | What::StatusRecorded { .. }
                | What::ProtectionRecorded { .. }
        ),
        JournalEntry::Notice(_) => true,
        JournalEntry::Message { .. } | JournalEntry::NotDone(_) => false,
    }
}
