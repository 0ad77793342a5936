use chrono::NaiveDate;
use domain::PersonId;
use exchange::Scope;
use rusqlite::{Connection, OptionalExtension, params};

use super::{Cache, FileError, blob};
use crate::expiry::Contact;

/// Everything of citizens in the cache. Who was merged into whom stays: it names nobody, and what waits needs it.
const CITIZENS: &str = "
    INSERT INTO name_index (name_index) VALUES ('delete-all'); DELETE FROM citizen; DELETE FROM journal; DELETE FROM purpose; DELETE FROM gone;
    DELETE FROM message; DELETE FROM message_mark; DELETE FROM inbox_cursor; DELETE FROM cursor;
";

/// Why a citizen is not here any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gone {
    /// To another jobcentre, or to none.
    Moved,
    /// Merged into somebody who is not here.
    Merged,
    /// Nobody's here any more: the caseworker is not their contact person.
    ContactEnded,
}

impl Gone {
    fn name(self) -> &'static str {
        match self {
            Self::Moved => "moved",
            Self::Merged => "merged",
            Self::ContactEnded => "contact_ended",
        }
    }
}

impl Cache {
    /// Takes note of whose citizens are to lie here from now on. Where that were others, everybody goes in the same step, and
    /// the next pull begins from the start: a citizen whom the policy has left out is not kept until there is a connection.
    pub fn keep_scope(&self, scope: Scope) -> Result<(), FileError> {
        let name = match scope {
            Scope::Jobcentre => "jobcentre",
            Scope::Caseload => "caseload",
            Scope::Nobody => "nobody",
        };
        let mut file = self.writing();
        let step = file.transaction()?;
        if step.execute("UPDATE kept_scope SET scope = ?1 WHERE scope <> ?1", [name])? > 0 {
            step.execute_batch(CITIZENS)?;
        }
        step.commit()?;
        Ok(())
    }

    /// Since when there is no contact; none before the first.
    pub fn contact(&self) -> Result<Option<Contact>, FileError> {
        let file = self.reading();
        let mut find = file.prepare_cached("SELECT seen, days FROM contact")?;
        let found = find.query_row([], |row| Ok((row.get::<_, String>(0)?, row.get(1)?))).optional()?;
        Ok(found.and_then(|(seen, days)| Some(Contact { seen: seen.parse().ok()?, days })))
    }

    /// Keeps it.
    pub fn keep_contact(&self, contact: Contact) -> Result<(), FileError> {
        keep(&self.writing(), contact)
    }

    /// Keeps that there is none, and drops every citizen where that has lasted too long: in one step, or the day would
    /// count as seen with the citizens still here. The next pull begins from the start. Says whether anybody was dropped.
    pub fn go_without_contact(&self, contact: Contact) -> Result<bool, FileError> {
        let drops = contact.is_too_old() && self.cursor()?.is_some();
        let mut file = self.writing();
        let step = file.transaction()?;
        keep(&step, contact)?;
        if drops {
            step.execute_batch(CITIZENS)?;
        }
        step.commit()?;
        Ok(drops)
    }

    /// Why the citizen is not here any more, as far as that is known.
    pub fn gone(&self, subject: PersonId) -> Result<Option<Gone>, FileError> {
        let file = self.reading();
        let mut find = file.prepare_cached("SELECT why FROM gone WHERE subject = ?1")?;
        let why: Option<String> = find.query_row([blob(subject.0)], |row| row.get(0)).optional()?;
        Ok([Gone::Moved, Gone::Merged, Gone::ContactEnded].into_iter().find(|gone| why.as_deref() == Some(gone.name())))
    }
}

fn keep(file: &Connection, contact: Contact) -> Result<(), FileError> {
    file.execute(
        "INSERT OR REPLACE INTO contact (one, seen, days) VALUES (1, ?1, ?2)",
        params![contact.seen.to_string(), contact.days],
    )?;
    Ok(())
}

/// Notes that the citizen has left.
pub(super) fn note_gone(step: &Connection, subject: PersonId, why: Gone, day: NaiveDate) -> Result<(), FileError> {
    step.prepare_cached("INSERT OR REPLACE INTO gone (subject, day, why) VALUES (?1, ?2, ?3)")?.execute(params![
        blob(subject.0),
        day.to_string(),
        why.name()
    ])?;
    Ok(())
}

/// The citizen is here again.
pub(super) fn forget_gone(step: &Connection, subject: PersonId) -> Result<(), FileError> {
    step.prepare_cached("DELETE FROM gone WHERE subject = ?1")?.execute([blob(subject.0)])?;
    Ok(())
}
