use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{CaseworkerId, Period, Person};

use super::Seen;
use crate::dates;
use crate::door::{ContactPersonView, Text};

/// Who is contact person today, each once; what waits is marked.
pub(super) fn contact_persons(seen: &Seen) -> Vec<ContactPersonView> {
    let known = today(&seen.known.person, seen.today);
    let mut shown: Vec<_> = today(seen.after, seen.today).into_iter().collect();
    shown.sort_by_key(|(caseworker, period)| (period.from, *caseworker));
    let view = |(caseworker, period): (&CaseworkerId, Period)| ContactPersonView {
        caseworker: caseworker.0.clone(),
        name: seen.names.of(caseworker),
        can_end: can_end(seen, caseworker),
        since: dates::iso(period.from),
        until: period.to.map(dates::iso),
        waiting: match known.get(caseworker) {
            None => Some(Text::new("Venter på at blive sendt", "Waits to be sent")),
            Some(before) if *before != period => {
                Some(Text::new("Afslutningen venter på at blive sendt", "The end waits to be sent"))
            }
            Some(_) => None,
        },
    };
    shown.into_iter().map(view).collect()
}

/// Whether who looks is contact person and has not ended it.
pub(super) fn is_contact_person(seen: &Seen) -> bool {
    seen.after.contact_persons.open_of(seen.caseworker, seen.own).next().is_some()
}

/// Whether the caseworker is a colleague who has not been ended. Whoever is shown is of the jobcentre that has the citizen:
/// a user name at another one is somebody else's.
fn can_end(seen: &Seen, caseworker: &CaseworkerId) -> bool {
    let is_of_own_jobcentre = seen.after.jobcentre_on(seen.today) == Some(seen.own);
    let is_open = seen.after.contact_persons.open_of(caseworker, seen.own).next().is_some();
    caseworker != seen.caseworker && is_of_own_jobcentre && is_open
}

/// Several records of one caseworker, as a merge leaves them, are one: from the first of their days to the last.
fn today(person: &Person, today: NaiveDate) -> BTreeMap<&CaseworkerId, Period> {
    let mut periods: BTreeMap<&CaseworkerId, Period> = BTreeMap::new();
    for record in person.contact_persons_on(today) {
        let one = periods.entry(&record.caseworker).or_insert(record.period);
        one.from = one.from.min(record.period.from);
        one.to = one.to.zip(record.period.to).map(|(one, other)| one.max(other));
    }
    periods
}
