use chrono::{DateTime, NaiveDate, Utc};
use domain::{Actor, CprNumber};
use exchange::{AccessAction, AccessEntry, LookUp, Purpose, Snapshot, TypedNumber};

use super::pull::present;
use crate::store::{StoreError, Tables};

/// One citizen by any number (S23-1.1g), for caseworkers. The look-up is in the access log before the answer leaves, also
/// where nobody was found. Without a purpose only a citizen of the caseworker's own jobcentre is.
pub(crate) fn look_up(
    tables: Tables,
    actor: &Actor,
    (today, at): (NaiveDate, DateTime<Utc>),
    number: CprNumber,
    purpose: Option<&Purpose>,
) -> Result<LookUp, StoreError> {
    let Actor::Caseworker { caseworker, jobcentre } = actor else { return Ok(LookUp::Unknown) };
    let person = tables.subject(number)?.map(|subject| tables.person(subject)).transpose()?;
    let in_scope = person.as_ref().is_some_and(|person| person.jobcentre_on(today) == Some(*jobcentre));
    if !in_scope && purpose.is_none() {
        return Ok(LookUp::AskPurpose);
    }
    let action = match &person {
        None => AccessAction::Search { hits: 0 },
        Some(person) if person.current_number() == number => AccessAction::Open { typed: TypedNumber::Current },
        Some(_) => AccessAction::Open { typed: TypedNumber::Former },
    };
    let entry = AccessEntry {
        at,
        caseworker: caseworker.clone(),
        jobcentre: *jobcentre,
        action,
        subject: person.as_ref().map(|person| person.id),
        purpose: purpose.cloned(),
        online: true,
    };
    tables.add_access(&tables.access_head()?.next(&entry))?;
    let Some(person) = person else { return Ok(LookUp::Unknown) };
    Ok(LookUp::Found(Box::new(Snapshot { item: present(tables, person.id, 0)?, in_scope })))
}
