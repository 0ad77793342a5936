//! Whether what a desk has read is part of the store's own past.
//!
//! Every opening of the store begins an epoch, and the store keeps how far those before it came. A restored copy lacks what
//! the store lived through after it was taken, and begins an epoch that the lost life never had. So a desk that has read
//! of the lost life is known at once, however far the copy has come since by other commands or by the passing of days.

use chrono::NaiveDate;
use exchange::Epoch;

use crate::store::{Heads, StoreError, Tables};

/// Begins an epoch with the opening of the store, which may be new.
pub(crate) fn begin(tables: Tables, today: NaiveDate, next: Epoch) -> Result<(), StoreError> {
    match tables.epoch()? {
        Some(last) => tables.end_epoch(last, tables.heads()?)?,
        None => tables.set_settled(today)?,
    }
    tables.set_epoch(next)
}

/// Begins an epoch that has no past: nothing that a desk has read counts any more.
pub(crate) fn begin_anew(tables: Tables, next: Epoch) -> Result<(), StoreError> {
    tables.forget_epochs()?;
    tables.set_epoch(next)
}

/// The present one.
pub(crate) fn epoch(tables: Tables) -> Result<Epoch, StoreError> {
    tables.epoch()?.ok_or(StoreError::Value)
}

/// Whether this store has lived through what was read in `epoch` as far as `read`. Where it has not, the desk reads from
/// the start. Nothing is written for it: a desk that makes up a cursor costs nobody but itself.
pub(super) fn has_lived(tables: Tables, epoch: Epoch, read: Heads) -> Result<bool, StoreError> {
    let came = match self::epoch(tables)? == epoch {
        true => Some(tables.heads()?),
        false => tables.ended_epoch(epoch)?,
    };
    Ok(came.is_some_and(|came| read.feed <= came.feed && read.message <= came.message && read.mark <= came.mark))
}
