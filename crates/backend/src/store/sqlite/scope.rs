use chrono::NaiveDate;
use domain::{JobcentreCode, PersonId};
use rusqlite::{OptionalExtension, Rows};

use super::{Tables, uuid};
use crate::store::StoreError;

/// One subject of a scope, as desks meet it in the feed.
pub(crate) struct InScope {
    pub subject: PersonId,
    /// Place in the feed.
    pub position: u64,
    /// Where it came into the scope.
    pub entered: u64,
    /// Not there any more.
    pub gone: bool,
    /// Who it was merged into, if it was.
    pub survivor: Option<PersonId>,
}

impl Tables<'_> {
    /// Puts the subject into the scope of `jobcentre` and of nobody else, at `position` in the feed.
    pub fn place(self, subject: PersonId, jobcentre: Option<JobcentreCode>, position: u64) -> Result<(), StoreError> {
        let before = self.holder(subject)?;
        let (id, code) = (subject.0.as_bytes(), jobcentre.map(|code| code.to_string()));
        if before == code {
            self.0
                .prepare_cached("UPDATE scope SET position = ?2 WHERE subject = ?1 AND gone = 0")?
                .execute((id, position))?;
            return Ok(());
        }
        self.0
            .prepare_cached("UPDATE scope SET position = ?2, gone = 1 WHERE subject = ?1 AND gone = 0")?
            .execute((id, position))?;
        if let Some(code) = code {
            self.0
                .prepare_cached(
                    "INSERT INTO scope (jobcentre, subject, position, entered, gone) VALUES (?1, ?2, ?3, ?3, 0) \
                     ON CONFLICT DO UPDATE SET position = ?3, entered = ?3, gone = 0",
                )?
                .execute((code, id, position))?;
        }
        Ok(())
    }

    /// The jobcentre that has the subject in its scope.
    pub fn holder(self, subject: PersonId) -> Result<Option<String>, StoreError> {
        let mut find = self.0.prepare_cached("SELECT jobcentre FROM scope WHERE subject = ?1 AND gone = 0")?;
        Ok(find.query_row([subject.0.as_bytes()], |row| row.get(0)).optional()?)
    }

    /// A piece of a jobcentre's scope after `position`, in the order of the feed; with those who are gone, or without.
    pub fn scope(
        self,
        jobcentre: JobcentreCode,
        position: u64,
        with_gone: bool,
        limit: usize,
    ) -> Result<Vec<InScope>, StoreError> {
        let mut all = self.0.prepare_cached(
            "SELECT subject, position, entered, gone, survivor FROM scope LEFT JOIN alias ON absorbed = subject \
             WHERE jobcentre = ?1 AND position > ?2 AND gone <= ?3 ORDER BY position LIMIT ?4",
        )?;
        in_scope(all.query((jobcentre.as_str(), position, with_gone, limit))?)
    }

    /// Notes the days on which the subject's scopes may change because time passes.
    pub fn set_turns(self, subject: PersonId, days: &[NaiveDate]) -> Result<(), StoreError> {
        let id = subject.0.as_bytes();
        self.0.prepare_cached("DELETE FROM scope_turn WHERE subject = ?1")?.execute([id])?;
        let mut add = self.0.prepare_cached("INSERT OR IGNORE INTO scope_turn (day, subject) VALUES (?1, ?2)")?;
        for day in days {
            add.execute((day.to_string(), id))?;
        }
        Ok(())
    }

    /// Whose scopes may have changed after the day `after` and until `day`.
    pub fn turned(self, after: NaiveDate, day: NaiveDate) -> Result<Vec<PersonId>, StoreError> {
        let mut all = self
            .0
            .prepare_cached("SELECT DISTINCT subject FROM scope_turn WHERE day > ?1 AND day <= ?2 ORDER BY subject")?;
        let found = all.query_map([after.to_string(), day.to_string()], |row| row.get(0))?;
        found.map(|bytes| uuid(bytes?).map(PersonId)).collect()
    }
}

/// Rows of subject, position, entered, gone and survivor.
pub(super) fn in_scope(mut found: Rows) -> Result<Vec<InScope>, StoreError> {
    let mut scope = Vec::new();
    while let Some(row) = found.next()? {
        let survivor: Option<Vec<u8>> = row.get(4)?;
        scope.push(InScope {
            subject: PersonId(uuid(row.get(0)?)?),
            position: row.get(1)?,
            entered: row.get(2)?,
            gone: row.get(3)?,
            survivor: survivor.map(|bytes| uuid(bytes).map(PersonId)).transpose()?,
        });
    }
    Ok(scope)
}
