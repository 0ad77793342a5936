use chrono::NaiveDate;
use domain::{Actor, Audience, JobcentreCode, Period, Reference};
use exchange::InboxMessage;

use super::{MOST, scope::settle};
use crate::store::{StoreError, Tables};

/// The messages to the actor's authority. "Every jobcentre" is every main jobcentre open on the day of receipt
/// (S23-1.1j), which is resolved here, at reading.
pub(crate) fn messages(
    tables: Tables,
    reference: &Reference,
    actor: &Actor,
    today: NaiveDate,
    (after, limit): (u64, usize),
) -> Result<Vec<InboxMessage>, StoreError> {
    let page = (after, limit.min(MOST));
    match actor {
        Actor::Caseworker { jobcentre, .. } => {
            let Some(open) = open_as_main(reference, *jobcentre) else { return Ok(Vec::new()) };
            settle(tables, today)?;
            tables.messages(Audience::EveryJobcentre, open, Some(*jobcentre), page)
        }
        Actor::Fund { fund } => tables.messages(Audience::Fund(*fund), Period::open(NaiveDate::MIN), None, page),
        Actor::Cpr => Ok(Vec::new()),
    }
}

/// The days on which the jobcentre is open, if it is a main one.
fn open_as_main(reference: &Reference, code: JobcentreCode) -> Option<Period> {
    let jobcentre = reference.jobcentres.iter().find(|jobcentre| jobcentre.code == code && code.is_main())?;
    Some(Period { from: jobcentre.open_from, to: jobcentre.open_to })
}
