use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{CprNumber, EventDate};

/// The numbers of one person and the changes between them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Numbers {
    /// Every number the person has or had, in no order that means anything.
    pub known: Vec<CprNumber>,
    /// Every change received.
    pub changes: Vec<NumberChange>,
}

/// One change of number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberChange {
    /// Before.
    pub old: CprNumber,
    /// After.
    pub new: CprNumber,
    /// When it happened.
    pub event_date: EventDate,
    /// CPR's date as it came: two events with the same one are the same event.
    pub given: String,
    /// Place in the order of receipt.
    pub receipt: u64,
}

impl Numbers {
    /// The current number (S23-1.1a): the end of the chain, whatever the order of arrival. Only where no end or more than
    /// one is left (a ring; [ours] two ends) the latest event date and then the order of receipt decide.
    #[must_use]
    pub fn current(&self) -> CprNumber {
        let is_end = |number: CprNumber| !self.changes.iter().any(|change| change.old == number);
        let mut ends = self.known.iter().copied().filter(|number| is_end(*number));
        match (ends.next(), ends.next()) {
            (Some(end), None) => end,
            (None, _) => self.latest(|_| true).unwrap_or(CprNumber::NOT_KNOWN),
            (Some(first), Some(_)) => self.latest(is_end).unwrap_or(first),
        }
    }

    /// Every number, the one that became current last first (S23-1.1f), whatever the order of arrival.
    ///
    /// The changes are gone through in the order in which they happened. What the old number brings along is older than all
    /// that hangs on the new one by then, the new number's former numbers included (S23-1.1b); a way back makes the number
    /// that it leads to the newest again.
    #[must_use]
    pub fn newest_first(&self) -> Vec<CprNumber> {
        let mut known = self.known.clone();
        known.sort();
        let mut persons: Vec<Vec<CprNumber>> = known.into_iter().map(|number| vec![number]).collect();
        let mut changes: Vec<&NumberChange> = self.changes.iter().collect();
        changes.sort_by_key(|change| change.age());
        for NumberChange { old, new, .. } in changes {
            let (older, others): (Vec<_>, Vec<_>) =
                persons.into_iter().partition(|numbers| numbers.contains(old) && !numbers.contains(new));
            persons = others;
            if let Some(newer) = persons.iter_mut().find(|numbers| numbers.contains(new)) {
                if older.is_empty() {
                    bring_to_front(newer, *new);
                }
                newer.extend(older.into_iter().flatten());
            }
        }
        let mut newest_first = persons.concat();
        bring_to_front(&mut newest_first, self.current());
        newest_first
    }

    /// The day on which `number` last became the person's number; none for the first.
    #[must_use]
    pub fn since(&self, number: CprNumber) -> Option<NaiveDate> {
        self.last_change_to(number).map(|change| change.event_date.day())
    }

    /// The last day on which a former `number` was the person's; none for the current one.
    #[must_use]
    pub fn until(&self, number: CprNumber) -> Option<NaiveDate> {
        let away = self.changes.iter().filter(|change| change.old == number).max_by_key(|change| change.age())?;
        if number == self.current() { None } else { away.event_date.day().pred_opt() }
    }

    /// Whether this very event has been received before (S23-1.1a).
    #[must_use]
    pub fn has_received(&self, old: CprNumber, new: CprNumber, given: &str) -> bool {
        self.changes.iter().any(|change| change.old == old && change.new == new && change.given == given)
    }

    fn last_change_to(&self, number: CprNumber) -> Option<&NumberChange> {
        self.changes.iter().filter(|change| change.new == number).max_by_key(|change| change.age())
    }

    fn latest(&self, to: impl Fn(CprNumber) -> bool) -> Option<CprNumber> {
        self.changes.iter().filter(|change| to(change.new)).max_by_key(|change| change.age()).map(|change| change.new)
    }
}

fn bring_to_front(numbers: &mut Vec<CprNumber>, number: CprNumber) {
    if let Some(at) = numbers.iter().position(|other| *other == number) {
        let number = numbers.remove(at);
        numbers.insert(0, number);
    }
}

impl NumberChange {
    fn age(&self) -> (NaiveDate, u64) {
        (self.event_date.day(), self.receipt)
    }
}
