use domain::PersonId;
use rusqlite::OptionalExtension;

use super::Tables;
use crate::store::StoreError;

impl Tables<'_> {
    /// The subject's latest feed number.
    pub fn version(self, subject: PersonId) -> Result<u64, StoreError> {
        let mut find = self.0.prepare_cached("SELECT version FROM feed WHERE subject = ?1")?;
        Ok(find.query_row([subject.0.as_bytes()], |row| row.get(0)).optional()?.unwrap_or(0))
    }

    /// Notes the subject's feed number.
    pub fn set_version(self, subject: PersonId, version: u64) -> Result<(), StoreError> {
        self.0
            .prepare_cached(
                "INSERT INTO feed (subject, version) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET version = excluded.version",
            )?
            .execute((subject.0.as_bytes(), version))?;
        Ok(())
    }

    /// Notes the feed number at which `survivor` took somebody over.
    pub fn set_merged(self, survivor: PersonId, version: u64) -> Result<(), StoreError> {
        self.0
            .prepare_cached("UPDATE alias SET merged = ?2 WHERE survivor = ?1")?
            .execute((survivor.0.as_bytes(), version))?;
        Ok(())
    }

    /// Whether the subject has taken somebody over after the feed number `after`: then a desk may lack their history.
    pub fn has_merged_since(self, subject: PersonId, after: u64) -> Result<bool, StoreError> {
        let mut find = self.0.prepare_cached("SELECT 1 FROM alias WHERE survivor = ?1 AND merged > ?2")?;
        Ok(find.exists((subject.0.as_bytes(), after))?)
    }
}
