use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    Actor, Area, CprNumber, Decision, Period, Person, RecordId, Refusal, RefusalCode, RuleId, What, WrittenNumber,
    contact_course::ContactGroupCode,
    decide::{Case, ForTheDead},
};

/// The contact groups (kontaktgrupper) of one person. Not a moved area: each stays filed under its number (S23-1.1e).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactGroups {
    /// In no order that means anything.
    pub records: Vec<ContactGroup>,
}

/// A citizen's time in one contact group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactGroup {
    /// Its id.
    pub id: RecordId,
    /// The number it is filed under.
    pub number: CprNumber,
    /// Which group.
    pub group: ContactGroupCode,
    /// Both ends included.
    pub period: Period,
}

/// What happens to a citizen's contact groups.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactGroupChange {
    /// One begins.
    Started {
        /// The number it is filed under.
        number: CprNumber,
        /// Which group.
        group: ContactGroupCode,
        /// First day.
        from: NaiveDate,
    },
    /// One ends.
    Ended {
        /// Which group.
        group: ContactGroupCode,
        /// As it was.
        before: Period,
        /// Last day.
        to: NaiveDate,
    },
}

impl ContactGroups {
    pub(crate) fn carry_out(&mut self, record: RecordId, change: &ContactGroupChange) {
        match change {
            ContactGroupChange::Started { number, group, from } => {
                let period = Period::open(*from);
                self.records.push(ContactGroup { id: record, number: *number, group: *group, period });
                self.records.sort_by_key(|record| record.id);
            }
            ContactGroupChange::Ended { to, .. } => {
                for group in self.records.iter_mut().filter(|group| group.id == record) {
                    group.period.to = Some(*to);
                }
            }
        }
    }
}

impl Person {
    /// The contact group on `day`, read across all numbers (S23-1.1e); the newest number's where two stand.
    #[must_use]
    pub fn contact_group_on(&self, day: NaiveDate) -> Option<ContactGroupCode> {
        let held = |number: CprNumber| {
            let mut groups = self.contact_groups.records.iter().filter(|record| record.number == number);
            groups.find(|record| record.period.holds(day))
        };
        self.numbers.newest_first().into_iter().find_map(held).map(|record| record.group)
    }
}

/// The system of the jobcentre that has the citizen says which contact group they are in from a day on; the one before ends
/// the day before. It is a fact from outside: which group is right is not decided here.
pub(crate) fn decide_contact_group(
    case: &Case,
    number: &WrittenNumber,
    group: ContactGroupCode,
    from: NaiveDate,
) -> Result<Decision, Refusal> {
    let (person, number) = case.addressed(Area::ContactGroups, number, ForTheDead::Never)?;
    match case.actor {
        Actor::CaseSystem { jobcentre, .. } if person.jobcentre_on(case.occasion.now.today) == Some(*jobcentre) => {}
        _ => return Err(Case::no_rights()),
    }
    let refuse = |code| Err(Refusal::new(code, RuleId::SbContactGroup));
    let open = person.contact_groups.records.iter().filter(|record| record.period.to.is_none_or(|to| from <= to));
    let mut decision = Decision::default();
    for record in open {
        let Some(to) = from.pred_opt().filter(|to| record.period.from <= *to) else {
            return refuse(RefusalCode::ContactGroupTooEarly);
        };
        let change = ContactGroupChange::Ended { group: record.group, before: record.period, to };
        decision.change(person.id, RuleId::SbContactGroup, What::ContactGroup { record: record.id, change });
    }
    let change = ContactGroupChange::Started { number, group, from };
    let record = case.occasion.command.record(0);
    decision.change(person.id, RuleId::SbContactGroup, What::ContactGroup { record, change });
    Ok(decision)
}
