//! Membership of an unemployment fund (a-kassemedlemskab). Not a moved area: a record stays filed under its number, and
//! is read across all the person's numbers (S23-1.1e).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    Actor, Area, CprNumber, Decision, FundCode, Period, Person, RecordId, Refusal, RefusalCode, RuleId, What,
    WrittenNumber,
    decide::{Case, ForTheDead},
};

#[cfg(test)]
mod tests;

/// The memberships of one person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Memberships {
    /// In no order that means anything.
    pub records: Vec<MembershipRecord>,
}

/// One membership.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MembershipRecord {
    /// Its id.
    pub id: RecordId,
    /// The number it is filed under.
    pub number: CprNumber,
    /// Which fund.
    pub fund: FundCode,
    /// Both ends included.
    pub period: Period,
}

/// A fund registers that a citizen has joined it.
pub(crate) fn decide_start(
    case: &Case,
    number: &WrittenNumber,
    fund: FundCode,
    from: NaiveDate,
) -> Result<Decision, Refusal> {
    let (person, number) = case.addressed(Area::Membership, number, ForTheDead::Never)?;
    own_fund(case, fund)?;
    if from > case.occasion.now.today {
        return refuse(RefusalCode::MembershipInFuture);
    }
    let starts = Period::open(from);
    if person.memberships.records.iter().any(|record| record.period.overlaps(&starts)) {
        return refuse(RefusalCode::MembershipOverlap);
    }
    let record = case.occasion.command.record(0);
    Ok(one(person, What::MembershipStarted { record, number, fund, from }))
}

/// A fund registers that a citizen has left it. Ending what stands is allowed on the dead (S23-1.4a), and on the number
/// that the membership is filed under (S23-1.1i).
pub(crate) fn decide_end(
    case: &Case,
    number: &WrittenNumber,
    fund: FundCode,
    to: NaiveDate,
) -> Result<Decision, Refusal> {
    let (person, number) = case.citizen(number)?;
    // After a merge each number may have an open one: the one filed under the number that is named comes first.
    let of_fund = person.memberships.records.iter().filter(|record| record.fund == fund && record.period.to.is_none());
    let open = of_fund.max_by_key(|record| (record.number == number, record.id));
    if open.is_none_or(|record| record.number != number) {
        case.on_the_current_number(Area::Membership, person, number)?;
    }
    case.alive(person, ForTheDead::Always)?;
    own_fund(case, fund)?;
    let Some(open) = open else { return refuse(RefusalCode::NoMembership) };
    if to < open.period.from {
        return refuse(RefusalCode::MembershipEndsBeforeStart);
    }
    Ok(one(person, What::MembershipEnded { record: open.id, fund, before: open.period, to }))
}

/// Guard 5, rights: only a fund (4575), and only for itself (4586).
fn own_fund(case: &Case, fund: FundCode) -> Result<(), Refusal> {
    match case.actor {
        Actor::Fund { fund: own } if *own == fund => Ok(()),
        Actor::Fund { .. } => refuse(RefusalCode::OtherFund),
        Actor::Caseworker { .. } | Actor::Cpr | Actor::Jobnet | Actor::CaseSystem { .. } => Err(Case::no_rights()),
    }
}

fn refuse<T>(code: RefusalCode) -> Result<T, Refusal> {
    Err(Refusal::new(code, RuleId::SbMembership))
}

fn one(person: &Person, what: What) -> Decision {
    let mut decision = Decision::default();
    decision.change(person.id, RuleId::SbMembership, what);
    decision
}

impl Person {
    /// The number under which the present membership is filed, where it is not the current one.
    #[must_use]
    pub fn membership_filed_under(&self, day: NaiveDate) -> Option<CprNumber> {
        let held = self.memberships.records.iter().find(|record| record.period.holds(day))?;
        Some(held.number).filter(|number| *number != self.current_number())
    }
}
