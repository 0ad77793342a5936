//! What the authority does, on the tables of a store.

mod access;
mod batch;
mod execute;
mod inbox;
mod look_up;
mod pull;
mod scope;

use chrono::NaiveDate;
use domain::CommandId;
use exchange::{Epoch, MOST_ASKED};

use crate::store::{StoreError, Tables};
pub use access::{AccessChecked, ChainChecked};
pub(crate) use access::{accesses, hand_in, handed_in, verify};
#[cfg(feature = "faults")]
pub(crate) use execute::Fault;
pub(crate) use execute::{Decider, Task, execute};
pub(crate) use inbox::{mark, messages};
pub(crate) use look_up::look_up;
pub(crate) use pull::pull;

/// The most subjects or messages in one answer, whatever is asked for.
const MOST: usize = 1_000;

/// Makes a new store ready.
pub(crate) fn begin(tables: Tables, today: NaiveDate, first: Epoch) -> Result<(), StoreError> {
    if tables.epoch()?.is_none() {
        tables.set_epoch(first)?;
        tables.set_settled(today)?;
    }
    Ok(())
}

/// Which of the commands were never answered in this store.
pub(crate) fn unknown(tables: Tables, commands: &[CommandId]) -> Result<Vec<CommandId>, StoreError> {
    let mut unknown = Vec::new();
    for id in commands.iter().take(MOST_ASKED) {
        if !tables.is_answered(*id)? {
            unknown.push(*id);
        }
    }
    Ok(unknown)
}

/// The store's present life.
pub(crate) fn epoch(tables: Tables) -> Result<Epoch, StoreError> {
    tables.epoch()?.ok_or(StoreError::Value)
}
