use exchange::Epoch;
use rusqlite::OptionalExtension;

use super::Tables;
use crate::store::StoreError;

/// The last number of the feed, of the messages and of the marks: how far an epoch came, or how far a desk has read.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Heads {
    pub feed: u64,
    pub message: u64,
    pub mark: u64,
}

impl Tables<'_> {
    /// How far the store has come.
    pub fn heads(self) -> Result<Heads, StoreError> {
        let mut find = self.0.prepare_cached(
            "SELECT (SELECT ifnull(max(sequence), 0) FROM message), (SELECT ifnull(max(position), 0) FROM message_mark)",
        )?;
        let (message, mark) = find.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Heads { feed: self.feed_head()?, message, mark })
    }

    /// Notes that an epoch came no further than this.
    pub fn end_epoch(self, epoch: Epoch, heads: Heads) -> Result<(), StoreError> {
        self.0.prepare_cached("INSERT INTO epoch (id, feed, message, mark) VALUES (?1, ?2, ?3, ?4)")?.execute((
            epoch.0.as_bytes(),
            heads.feed,
            heads.message,
            heads.mark,
        ))?;
        Ok(())
    }

    /// How far an epoch came that is over; none where this store has not lived through it.
    pub fn ended_epoch(self, epoch: Epoch) -> Result<Option<Heads>, StoreError> {
        let mut find = self.0.prepare_cached("SELECT feed, message, mark FROM epoch WHERE id = ?1")?;
        let heads = find.query_row([epoch.0.as_bytes()], |row| {
            Ok(Heads { feed: row.get(0)?, message: row.get(1)?, mark: row.get(2)? })
        });
        Ok(heads.optional()?)
    }

    /// Forgets every epoch that is over.
    pub fn forget_epochs(self) -> Result<(), StoreError> {
        self.0.prepare_cached("DELETE FROM epoch")?.execute([])?;
        Ok(())
    }
}
