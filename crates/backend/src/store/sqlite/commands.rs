use domain::CommandId;
use exchange::Verdict;
use rusqlite::OptionalExtension;

use super::Tables;
use crate::store::StoreError;

/// What is kept of an answered command.
pub(crate) struct Stored {
    /// Of the text that was answered.
    pub digest: Vec<u8>,
    /// The answer.
    pub verdict: Verdict,
}

impl Tables<'_> {
    /// What was answered to this id, if anything.
    pub fn verdict(self, id: CommandId) -> Result<Option<Stored>, StoreError> {
        let mut find = self.0.prepare_cached("SELECT digest, verdict FROM command WHERE id = ?1")?;
        let found = find.query_row([id.0.as_bytes()], |row| Ok((row.get(0)?, row.get::<_, String>(1)?))).optional()?;
        found.map(|(digest, text)| Ok(Stored { digest, verdict: serde_json::from_str(&text)? })).transpose()
    }

    /// Whether this id has an answer.
    pub fn is_answered(self, id: CommandId) -> Result<bool, StoreError> {
        Ok(self.0.prepare_cached("SELECT 1 FROM command WHERE id = ?1")?.exists([id.0.as_bytes()])?)
    }

    /// Keeps an answer, for ever. An id that has one is an error: a verdict never changes.
    pub fn keep_verdict(self, digest: [u8; 32], verdict: &Verdict) -> Result<(), StoreError> {
        self.0.prepare_cached("INSERT INTO command (id, digest, verdict) VALUES (?1, ?2, ?3)")?.execute((
            verdict.id.0.as_bytes(),
            digest,
            serde_json::to_string(verdict)?,
        ))?;
        Ok(())
    }
}
