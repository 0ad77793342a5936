use chrono::NaiveDate;
use domain::{CaseworkerId, JobcentreCode, Person, PersonId};

use crate::store::{StoreError, Tables};

/// In whose scopes a citizen is on a day.
pub(super) struct Scopes {
    jobcentre: Option<JobcentreCode>,
    /// None where nobody was ever contact person: then no caseload knows the citizen.
    caseworkers: Option<Vec<(JobcentreCode, CaseworkerId)>>,
}

impl Scopes {
    pub fn on(person: &Person, day: NaiveDate) -> Self {
        let has_been_in_one = !person.contact_persons.records.is_empty();
        let caseworkers = has_been_in_one.then(|| {
            let contact_persons = person.contact_persons_on(day);
            let mut caseworkers: Vec<_> = contact_persons.map(|one| (one.jobcentre, one.caseworker.clone())).collect();
            caseworkers.sort_unstable();
            caseworkers.dedup();
            caseworkers
        });
        Self { jobcentre: person.jobcentre_on(day), caseworkers }
    }

    /// Of somebody who was merged into another.
    pub fn nobodys() -> Self {
        Self { jobcentre: None, caseworkers: Some(Vec::new()) }
    }

    /// Puts the citizen there and nowhere else, at `position` in the feed.
    pub fn place(&self, tables: Tables, subject: PersonId, position: u64) -> Result<(), StoreError> {
        tables.place(subject, self.jobcentre, position)?;
        match &self.caseworkers {
            Some(caseworkers) => tables.place_in_caseloads(subject, caseworkers, position, true),
            None => Ok(()),
        }
    }

    /// The same where something is not as it stands; a scope that stays as it is hears nothing. Says whether anything was.
    fn place_changed(&self, tables: Tables, subject: PersonId, position: u64) -> Result<bool, StoreError> {
        let is_moved = tables.holder(subject)? != self.jobcentre.map(|code| code.to_string());
        if is_moved {
            tables.place(subject, self.jobcentre, position)?;
        }
        let Some(caseworkers) = &self.caseworkers else { return Ok(is_moved) };
        let stand = tables.caseworkers(subject)?;
        let is_as_it_stands = stand.len() == caseworkers.len()
            && stand.iter().zip(caseworkers).all(|(old, new)| old.0 == new.0.as_str() && old.1 == new.1.0);
        if !is_as_it_stands {
            tables.place_in_caseloads(subject, caseworkers, position, false)?;
        }
        Ok(is_moved || !is_as_it_stands)
    }
}

/// The days on which the citizen's scopes may become others, because an affiliation or a contact person begins or has
/// ended.
pub(super) fn turns(person: &Person) -> Vec<NaiveDate> {
    let affiliations = person.affiliations.records.iter().filter_map(|record| record.period());
    let periods = affiliations.chain(person.contact_persons.records.iter().map(|record| record.period));
    let mut days: Vec<NaiveDate> =
        periods.flat_map(|period| [Some(period.from), period.to.and_then(|to| to.succ_opt())]).flatten().collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// Lets the scopes stand for `today`: whoever changes jobcentre or contact person because days have passed moves, though
/// nobody has written anything. An exercise clock may also go back.
pub(super) fn settle(tables: Tables, today: NaiveDate) -> Result<(), StoreError> {
    let settled = tables.settled()?.ok_or(StoreError::Value)?;
    if settled == today {
        return Ok(());
    }
    let mut head = tables.feed_head()?;
    for subject in tables.turned(settled.min(today), settled.max(today))? {
        let scopes = match tables.person(subject) {
            Ok(person) => Scopes::on(&person, today),
            // One row of a later form must not keep everybody else from being read.
            Err(StoreError::Row(_)) => continue,
            Err(error) => return Err(error),
        };
        if scopes.place_changed(tables, subject, head + 1)? {
            head += 1;
        }
    }
    tables.set_settled(today)?;
    tables.set_feed_head(head)
}
