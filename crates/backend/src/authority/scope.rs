use chrono::NaiveDate;
use domain::Person;

use crate::store::{StoreError, Tables};

/// The days on which the citizen's jobcentre may become another, because an affiliation begins or has ended.
pub(super) fn turns(person: &Person) -> Vec<NaiveDate> {
    let periods = person.affiliations.records.iter().filter_map(|record| record.period());
    let mut days: Vec<NaiveDate> =
        periods.flat_map(|period| [Some(period.from), period.to.and_then(|to| to.succ_opt())]).flatten().collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// Lets the scopes stand for `today`: whoever changes jobcentre because days have passed moves, though nobody has written
/// anything. An exercise clock may also go back.
pub(super) fn settle(tables: Tables, today: NaiveDate) -> Result<(), StoreError> {
    let settled = tables.settled()?.ok_or(StoreError::Value)?;
    if settled == today {
        return Ok(());
    }
    let mut head = tables.feed_head()?;
    for subject in tables.turned(settled.min(today), settled.max(today))? {
        let jobcentre = match tables.person(subject) {
            Ok(person) => person.jobcentre_on(today),
            // One row of a later form must not keep everybody else from being read.
            Err(StoreError::Row(_)) => continue,
            Err(error) => return Err(error),
        };
        if tables.holder(subject)? != jobcentre.map(|code| code.to_string()) {
            head += 1;
            tables.place(subject, jobcentre, head)?;
        }
    }
    tables.set_settled(today)?;
    tables.set_feed_head(head)
}
