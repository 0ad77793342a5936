use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{CprNumber, Person, PersonId};
use exchange::{JournalLine, Purpose, Row, RowError, area_named, read_rows};
use rusqlite::{Connection, OptionalExtension, ToSql, params};

use super::{Cache, FileError, blob, moment, person};
use crate::Known;

/// One more than a list shows: whether there are more.
const HITS: i64 = 21;

/// Somebody in a list: as much of the rows as this version can read.
pub(crate) struct Named {
    pub person: Person,
    pub in_scope: bool,
    /// What could not be read, and is left out.
    pub unread: Option<RowError>,
}

impl Cache {
    /// Who has or had `number`.
    pub fn by_number(&self, number: CprNumber) -> Result<Option<PersonId>, FileError> {
        let file = self.reading();
        let mut find = file.prepare_cached(
            "SELECT subject FROM number JOIN citizen ON citizen.id = number.citizen WHERE number.number = ?1",
        )?;
        let found = find.query_row([number.digits()], |row| person(row.get_ref(0)?.as_blob()?)).optional()?;
        Ok(found)
    }

    /// The citizen now: after merges.
    pub fn survivor(&self, subject: PersonId) -> Result<PersonId, FileError> {
        survivor(&self.reading(), subject)
    }

    /// The citizens now: after merges.
    pub fn survivors<T: FromIterator<PersonId>>(
        &self,
        subjects: impl IntoIterator<Item = PersonId>,
    ) -> Result<T, FileError> {
        self.at_once(|file| subjects.into_iter().map(|subject| survivor(file, subject)).collect())
    }

    /// Those who are here for the day only, because they were looked up.
    pub fn outside_the_scope(&self, subjects: &BTreeSet<PersonId>) -> Result<Vec<PersonId>, FileError> {
        self.at_once(|file| {
            let mut find =
                file.prepare_cached("SELECT 1 FROM citizen WHERE subject = ?1 AND looked_up_on IS NOT NULL")?;
            let mut outside = Vec::new();
            for subject in subjects {
                if find.exists([blob(subject.0)])? {
                    outside.push(*subject);
                }
            }
            Ok(outside)
        })
    }

    /// The citizen's present id and every id that was merged into it.
    pub fn ids(&self, subject: PersonId) -> Result<Vec<PersonId>, FileError> {
        self.at_once(|file| {
            let mut find = file.prepare_cached(
                "WITH RECURSIVE one (id) AS (
                    VALUES (?1) UNION SELECT alias FROM alias JOIN one ON alias.survivor = one.id
                 ) SELECT id FROM one",
            )?;
            let subject = survivor(file, subject)?;
            let ids = find.query_map([blob(subject.0)], |row| person(row.get_ref(0)?.as_blob()?))?;
            Ok(ids.collect::<Result<_, _>>()?)
        })
    }

    /// The citizens whom the page of the day may speak of: those who need an eye, and those with news since `since`.
    pub fn for_the_day(&self, since: DateTime<Utc>) -> Result<Vec<Known>, FileError> {
        let subjects: Vec<PersonId> = {
            let file = self.reading();
            let mut find = file.prepare_cached(
                "SELECT subject FROM citizen WHERE looked_up_on IS NULL AND (needs_an_eye
                    OR subject IN (SELECT subject FROM journal WHERE is_news AND at >= ?1))
                 ORDER BY sort_key LIMIT 500",
            )?;
            let subjects = find.query_map([since.timestamp_millis()], |row| person(row.get_ref(0)?.as_blob()?))?;
            subjects.collect::<Result<_, _>>()?
        };
        let known = subjects.into_iter().map(|subject| self.readable(subject));
        known.filter_map(Result::transpose).collect()
    }

    /// A citizen with the journal, if this version can read all of it.
    pub fn readable(&self, subject: PersonId) -> Result<Option<Known>, FileError> {
        match self.known(subject) {
            Err(FileError::Row(_)) => Ok(None),
            known => known,
        }
    }

    /// A citizen with the journal, under any id that was ever theirs.
    pub fn known(&self, subject: PersonId) -> Result<Option<Known>, FileError> {
        self.at_once(|file| {
            let subject = survivor(file, subject)?;
            let Some(Rows { rows, version, fetched_at, in_scope }) = rows(file, subject)? else { return Ok(None) };
            let (person, journal) = (read_rows(subject, &rows)?, journal(file, subject)?);
            Ok(Some(Known { person, version, journal, fetched_at, in_scope }))
        })
    }

    /// A citizen without the journal.
    pub fn named(&self, subject: PersonId) -> Result<Option<Named>, FileError> {
        self.at_once(|file| named(file, survivor(file, subject)?))
    }

    /// The current number of each of these citizens, who are named by their present ids.
    pub fn current_numbers(&self, subjects: &BTreeSet<PersonId>) -> Result<BTreeMap<PersonId, CprNumber>, FileError> {
        self.at_once(|file| {
            let mut find = file.prepare_cached(
                "SELECT number.number FROM citizen JOIN number ON number.citizen = citizen.id
                 WHERE citizen.subject = ?1 AND number.current",
            )?;
            let mut current = BTreeMap::new();
            for subject in subjects {
                let digits: Option<String> = find.query_row([blob(subject.0)], |row| row.get(0)).optional()?;
                current.extend(digits.and_then(|digits| Some((*subject, digits.parse().ok()?))));
            }
            Ok(current)
        })
    }

    /// Those whose names fit a [query](super::name_query), in the order of their names; one more than a list shows.
    pub fn by_name(&self, query: &str) -> Result<Vec<Named>, FileError> {
        self.list(
            "SELECT subject FROM citizen WHERE id IN (SELECT rowid FROM name_index WHERE name_index MATCH ?1)
             ORDER BY sort_key, id LIMIT ?2",
            &[&query, &HITS],
        )
    }

    /// Those born on one of the days.
    pub fn by_birth_date(&self, days: &[NaiveDate]) -> Result<Vec<Named>, FileError> {
        let day = |at: usize| days.get(at).map(NaiveDate::to_string);
        self.list(
            "SELECT subject FROM citizen WHERE birth_date IN (?1, ?2, ?3) ORDER BY sort_key, id LIMIT ?4",
            &[&day(0), &day(1), &day(2), &HITS],
        )
    }

    /// Those who have or had a number that begins with these digits.
    pub fn by_first_digits(&self, digits: &str) -> Result<Vec<Named>, FileError> {
        self.list(
            "SELECT subject FROM citizen WHERE id IN
                (SELECT citizen FROM number WHERE number >= ?1 AND number < ?1 || ':')
             ORDER BY sort_key, id LIMIT ?2",
            &[&digits, &HITS],
        )
    }

    /// A piece of the list of all citizens in scope, in the order of their names.
    pub fn page(&self, from: u32, count: u32) -> Result<Vec<Named>, FileError> {
        self.list(
            "SELECT subject FROM citizen WHERE looked_up_on IS NULL ORDER BY sort_key, id LIMIT ?2 OFFSET ?1",
            &[&from, &count],
        )
    }

    /// How many citizens are in scope.
    pub fn count(&self) -> Result<u32, FileError> {
        let file = self.reading();
        let mut count = file.prepare_cached("SELECT count(*) FROM citizen WHERE looked_up_on IS NULL")?;
        Ok(count.query_row([], |row| row.get(0))?)
    }

    /// How many citizens have records of a form that this version cannot read; it counts to 100.
    pub fn unread(&self) -> Result<u32, FileError> {
        // Stored by another version, some may be readable by now.
        let named = self.list("SELECT subject FROM citizen WHERE unread LIMIT 100", &[])?;
        Ok(u32::try_from(named.iter().filter(|named| named.unread.is_some()).count()).unwrap_or(u32::MAX))
    }

    /// The purpose that was given for the citizen on that day.
    pub fn purpose(&self, subject: PersonId, day: NaiveDate) -> Result<Option<Purpose>, FileError> {
        let file = self.reading();
        let mut find = file.prepare_cached("SELECT purpose FROM purpose WHERE subject = ?1 AND day = ?2")?;
        let text: Option<String> =
            find.query_row(params![blob(subject.0), day.to_string()], |row| row.get(0)).optional()?;
        Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
    }

    /// Keeps the purpose for the day.
    pub fn keep_purpose(&self, subject: PersonId, day: NaiveDate, purpose: &Purpose) -> Result<(), FileError> {
        let text = serde_json::to_string(purpose)?;
        self.writing().execute(
            "INSERT OR REPLACE INTO purpose (subject, day, purpose) VALUES (?1, ?2, ?3)",
            params![blob(subject.0), day.to_string(), text],
        )?;
        Ok(())
    }

    fn list(&self, sql: &str, values: &[&dyn ToSql]) -> Result<Vec<Named>, FileError> {
        self.at_once(|file| {
            let mut find = file.prepare_cached(sql)?;
            let subjects = find.query_map(values, |row| person(row.get_ref(0)?.as_blob()?))?;
            let subjects: Vec<PersonId> = subjects.collect::<Result<_, _>>()?;
            let mut found = Vec::with_capacity(subjects.len());
            for subject in subjects {
                found.extend(named(file, subject)?);
            }
            Ok(found)
        })
    }
}

/// Follows the aliases; a merged person may have been merged again.
pub(super) fn survivor(file: &Connection, subject: PersonId) -> Result<PersonId, FileError> {
    let mut now = subject;
    let mut find = file.prepare_cached("SELECT survivor FROM alias WHERE alias = ?1")?;
    // A chain of aliases is never longer than there are aliases; the limit only guards against a damaged file.
    for _ in 0..64 {
        match find.query_row([blob(now.0)], |row| person(row.get_ref(0)?.as_blob()?)).optional()? {
            Some(next) => now = next,
            None => break,
        }
    }
    Ok(now)
}

/// The rows of a citizen, with what else is known of them.
struct Rows {
    rows: Vec<Row>,
    version: u64,
    fetched_at: DateTime<Utc>,
    in_scope: bool,
}

fn rows(file: &Connection, subject: PersonId) -> Result<Option<Rows>, FileError> {
    let mut find =
        file.prepare_cached("SELECT id, version, fetched_at, looked_up_on IS NULL FROM citizen WHERE subject = ?1")?;
    let head = find.query_row([blob(subject.0)], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?, row.get::<_, bool>(3)?))
    });
    let Some((id, version, fetched_at, in_scope)) = head.optional()? else { return Ok(None) };
    let rows = rows_of(file, id)?;
    Ok(Some(Rows { rows, version: version.unsigned_abs(), fetched_at: moment(fetched_at), in_scope }))
}

/// The rows of a citizen by the id that they have in this file.
pub(super) fn rows_of(file: &Connection, id: i64) -> Result<Vec<Row>, FileError> {
    let mut find = file.prepare_cached("SELECT area, schema, body FROM record WHERE citizen = ?1")?;
    let mut records = find.query([id])?;
    let mut rows = Vec::new();
    while let Some(record) = records.next()? {
        let area = record.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
        let area = area_named(area).ok_or(rusqlite::Error::InvalidQuery)?;
        rows.push(Row { area, schema: record.get(1)?, body: record.get(2)? });
    }
    Ok(rows)
}

fn named(file: &Connection, subject: PersonId) -> Result<Option<Named>, FileError> {
    let Some(found) = rows(file, subject)? else { return Ok(None) };
    let (person, unread) = as_far_as_readable(subject, &found.rows);
    Ok(Some(Named { person, in_scope: found.in_scope, unread }))
}

/// The person without the areas that this version cannot read: enough to be found by, and to be named in a list.
pub(super) fn as_far_as_readable(subject: PersonId, rows: &[Row]) -> (Person, Option<RowError>) {
    if let Ok(person) = read_rows(subject, rows) {
        return (person, None);
    }
    let (mut rows, mut unread) = (rows.to_vec(), None);
    loop {
        let error = match read_rows(subject, &rows) {
            Ok(person) => return (person, unread),
            Err(error) => error,
        };
        let (RowError::LaterForm { area, .. } | RowError::Damaged { area }) = error;
        rows.retain(|row| row.area != area);
        unread.get_or_insert(error);
    }
}

fn journal(file: &Connection, subject: PersonId) -> Result<Vec<JournalLine>, FileError> {
    let mut find = file.prepare_cached("SELECT body FROM journal WHERE subject = ?1 ORDER BY sequence")?;
    let lines = find.query_map([blob(subject.0)], |row| row.get::<_, String>(0))?;
    lines.map(|line| Ok(serde_json::from_str(&line?)?)).collect()
}
