//! Whose deadlines need somebody, by the caseworker who is contact person.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::{CaseworkerId, Person, PersonId};
use rusqlite::Transaction;

use super::{Cache, FileError, person};

/// The most citizens whom the page of the day looks through.
const MOST: i64 = 500;

impl Cache {
    /// The citizens in scope with a deadline that needs somebody on `day`, who have `caseworker` as a contact person or
    /// have none: longest due first. As the backend last said, and as it stood when it did.
    pub fn with_due_deadlines(&self, caseworker: &CaseworkerId, day: NaiveDate) -> Result<Vec<PersonId>, FileError> {
        let file = self.reading();
        let mut find = file.prepare_cached(
            "SELECT citizen.subject FROM due JOIN citizen ON citizen.id = due.citizen
             WHERE due.caseworker IN (?1, '') AND due.day <= ?2 AND citizen.looked_up_on IS NULL
             GROUP BY citizen.id ORDER BY min(due.day), citizen.sort_key LIMIT ?3",
        )?;
        let subjects =
            find.query_map((caseworker.0.as_str(), day.to_string(), MOST), |row| person(row.get_ref(0)?.as_blob()?))?;
        Ok(subjects.collect::<Result<_, _>>()?)
    }
}

/// Files the deadlines of a citizen anew.
pub(super) fn store(step: &Transaction, id: i64, person: &Person, was_here: bool) -> Result<(), FileError> {
    if was_here {
        step.prepare_cached("DELETE FROM due WHERE citizen = ?1")?.execute([id])?;
    }
    let Some(day) = person.deadlines.records.iter().filter_map(domain::contact_course::Deadline::due_from).min() else {
        return Ok(());
    };
    let mut insert = step.prepare_cached("INSERT INTO due (caseworker, day, citizen) VALUES (?1, ?2, ?3)")?;
    for caseworker in those_who_may_act(person) {
        insert.execute((caseworker, day.to_string(), id))?;
    }
    Ok(())
}

/// Every caseworker who ever was contact person, since a day may make one of them so; and nobody, unless one is without an
/// end. Who it is on a day is worked out on that day.
fn those_who_may_act(person: &Person) -> BTreeSet<&str> {
    let records = &person.contact_persons.records;
    let is_open = records.iter().any(|record| record.period.to.is_none());
    let nobody = (!is_open).then_some("");
    records.iter().map(|record| record.caseworker.0.as_str()).chain(nobody).collect()
}
