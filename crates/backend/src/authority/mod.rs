//! What the authority does, on the tables of a store.

mod access;
mod batch;
mod epoch;
mod execute;
mod fund_reads;
mod inbox;
mod look_up;
mod pull;
mod scope;

use domain::CommandId;
use exchange::MOST_ASKED;

use crate::store::{StoreError, Tables};
pub use access::{AccessChecked, ChainChecked};
pub(crate) use access::{accesses, hand_in, handed_in, verify};
pub(crate) use epoch::{begin, begin_anew, epoch};
#[cfg(feature = "faults")]
pub(crate) use execute::Fault;
pub(crate) use execute::{Decider, Task, execute};
pub(crate) use fund_reads::fund_reads;
pub(crate) use inbox::{mark, messages};
pub(crate) use look_up::look_up;
pub(crate) use pull::pull;

/// The most subjects or messages in one answer, whatever is asked for.
const MOST: usize = 1_000;

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
