use crate::{
    Area, CprNumber, Decision, Period, Person, RecordId, RuleId, What,
    person::{BasicData, Standing},
};

/// One thing that gave way when two records of the same person became one (S23-1.1f).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeEntry {
    /// The older number, whose record gave way.
    pub number: CprNumber,
    /// The newer number, whose record stands.
    pub gave_way_to: CprNumber,
    /// What gave way.
    pub lost: Lost,
}

/// What gave way in a merge, with before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lost {
    /// The end of a period.
    Cut {
        /// Which area.
        area: Area,
        /// Which record.
        record: RecordId,
        /// As registered.
        before: Period,
        /// As it stands.
        after: Period,
    },
    /// A whole period.
    Dropped {
        /// Which area.
        area: Area,
        /// Which record.
        record: RecordId,
        /// As registered.
        before: Period,
    },
    /// A single value of the basic data: what the older number had, where the newer has another.
    Value {
        /// Only the fields that gave way.
        before: Box<BasicData>,
        /// The same fields as they stand.
        after: Box<BasicData>,
    },
}

/// The citizen's merge report. It is read from the records themselves, which keep what they were registered as; so it
/// is the same whatever the order in which the changes of number arrived.
#[must_use]
pub fn merge_report(person: &Person) -> Vec<MergeEntry> {
    let mut report: Vec<MergeEntry> = Vec::new();
    let number_of =
        |id: RecordId| person.affiliations.records.iter().find(|record| record.id == id).map(|record| record.number);
    for record in &person.affiliations.records {
        let area = Area::Affiliation;
        let (by, lost) = match record.standing {
            Standing::InFull => continue,
            Standing::Cut { to, by } => {
                let after = Period { from: record.registered.from, to: Some(to) };
                (by, Lost::Cut { area, record: record.id, before: record.registered, after })
            }
            Standing::Dropped { by } => (by, Lost::Dropped { area, record: record.id, before: record.registered }),
        };
        let gave_way_to = number_of(by).unwrap_or_else(|| person.current_number());
        report.push(MergeEntry { number: record.number, gave_way_to, lost });
    }
    report.extend(lost_values(person));
    report
}

fn lost_values(person: &Person) -> Vec<MergeEntry> {
    let mut merged = merged_persons(person).into_iter();
    let Some((stands_on, mut stands)) = merged.next() else { return Vec::new() };
    let mut lost = Vec::new();
    for (number, data) in merged {
        let (before, after) = conflict(&data, &stands);
        if before != BasicData::default() {
            let value = Lost::Value { before: Box::new(before), after: Box::new(after) };
            lost.push(MergeEntry { number, gave_way_to: stands_on, lost: value });
        }
        stands.fill_from(&data);
    }
    lost
}

/// The persons that were merged into this one, the newest first: each with its newest number that anything is said of, and
/// what was known of it. A person reaches back to the number that CPR registered it with; what is said of its later
/// numbers replaces what was said before, and is no conflict.
fn merged_persons(person: &Person) -> Vec<(CprNumber, BasicData)> {
    let mut merged: Vec<(CprNumber, BasicData)> = Vec::new();
    let mut begun: Option<(CprNumber, BasicData)> = None;
    for number in person.numbers.newest_first() {
        let data = person.basic_data.of(number);
        if data == BasicData::default() {
            continue;
        }
        let (first, mut known) = begun.take().unwrap_or_else(|| (number, BasicData::default()));
        known.fill_from(&data);
        if data.registered {
            merged.push((first, known));
        } else {
            begun = Some((first, known));
        }
    }
    merged.extend(begun);
    merged
}

/// The fields that both have, with different values: what is lost, and what stands.
fn conflict(older: &BasicData, newer: &BasicData) -> (BasicData, BasicData) {
    fn split<T: Clone + PartialEq>(older: &Option<T>, newer: &Option<T>) -> (Option<T>, Option<T>) {
        match (older, newer) {
            (Some(older), Some(newer)) if older != newer => (Some(older.clone()), Some(newer.clone())),
            _ => (None, None),
        }
    }
    let (name, name_after) = split(&older.name, &newer.name);
    let (birth_date, birth_date_after) = split(&older.birth_date, &newer.birth_date);
    let (address, address_after) = split(&older.address, &newer.address);
    let real = |data: &BasicData| data.municipality.filter(|municipality| municipality.real.is_some());
    let is_same = real(older).map(|one| one.real) == real(newer).map(|one| one.real);
    let (municipality, municipality_after) = if is_same { (None, None) } else { split(&real(older), &real(newer)) };
    let (protection, protection_after) = split(&older.protection, &newer.protection);
    // A former number's own status (60 'number changed') is no conflict: it is said of the number, not of the person.
    (
        BasicData { registered: false, name, birth_date, address, municipality, protection, status: None },
        BasicData {
            registered: false,
            name: name_after,
            birth_date: birth_date_after,
            address: address_after,
            municipality: municipality_after,
            protection: protection_after,
            status: None,
        },
    )
}

/// What is left of each period when the ones on older numbers give way to the ones on newer (S23-1.1f).
///
/// `age` is 0 for the newest number. [ours] The newest are settled first, and an older period gives way only to what
/// stands of the newer ones. So the result is a function of the records alone, and the same in any order of arrival.
pub(crate) fn settle_overlaps(periods: &[(RecordId, usize, Period)]) -> Vec<(RecordId, Standing)> {
    let mut by_age: Vec<&(RecordId, usize, Period)> = periods.iter().collect();
    by_age.sort_by_key(|(id, age, period)| (*age, period.from, *id));
    let mut stands: Vec<(usize, RecordId, Period)> = Vec::new();
    let mut settled = Vec::new();
    for (id, age, registered) in by_age {
        let newer = stands.iter().filter(|(other, _, period)| other < age && period.overlaps(registered));
        let standing = match newer.min_by_key(|(_, id, period)| (period.from, *id)) {
            None => Standing::InFull,
            Some((_, by, first)) if first.from <= registered.from => Standing::Dropped { by: *by },
            Some((_, by, first)) => match first.from.pred_opt() {
                Some(to) => Standing::Cut { to, by: *by },
                None => Standing::Dropped { by: *by },
            },
        };
        if let Some(period) = standing.of(*registered) {
            stands.push((*age, *id, period));
        }
        settled.push((*id, standing));
    }
    settled
}

/// The changes that bring `person`'s areas with forbidden overlap in order after a merge.
pub(crate) fn settle(person: &Person, decision: &mut Decision) {
    let area = Area::Affiliation;
    let ages = person.numbers.newest_first();
    let age = |number: CprNumber| ages.iter().position(|other| *other == number).unwrap_or(ages.len());
    let periods: Vec<_> =
        person.affiliations.records.iter().map(|record| (record.id, age(record.number), record.registered)).collect();
    for (id, standing) in settle_overlaps(&periods) {
        let Some(record) = person.affiliations.records.iter().find(|record| record.id == id) else {
            continue;
        };
        if record.standing == standing {
            continue;
        }
        let before = record.registered;
        let what = match standing {
            Standing::InFull => What::PeriodRestored { area, record: id, after: before },
            Standing::Cut { to, by } => {
                let after = Period { from: before.from, to: Some(to) };
                What::PeriodCut { area, record: id, before, after, by }
            }
            Standing::Dropped { by } => What::PeriodDropped { area, record: id, before, by },
        };
        decision.change(person.id, RuleId::S23_1_1f, what);
    }
}

/// How many fields of the basic data gave way.
pub(crate) fn count_lost_values(person: &Person) -> usize {
    let count = |entry: &MergeEntry| match &entry.lost {
        Lost::Value { before, .. } => [
            before.name.is_some(),
            before.birth_date.is_some(),
            before.address.is_some(),
            before.municipality.is_some(),
            before.protection.is_some(),
        ]
        .into_iter()
        .filter(|lost| *lost)
        .count(),
        Lost::Cut { .. } | Lost::Dropped { .. } => 0,
    };
    lost_values(person).iter().map(count).sum()
}
