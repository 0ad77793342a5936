use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    Area, Change, CprNumber, Decision, JobcentreCode, Period, PersonId, RecordId, Refusal, RefusalCode, RuleId, What,
    WrittenNumber,
    decide::{Case, ForTheDead},
    person::{Filed, Record, Standing},
};

/// Jobcentre affiliations (jobcentertilhørsforhold) of one person. No two stand on the same day.
pub type Affiliations = Filed<Affiliation>;

/// One affiliation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Affiliation {
    /// Its id.
    pub id: RecordId,
    /// The number it was registered under.
    pub number: CprNumber,
    /// Where.
    pub jobcentre: JobcentreCode,
    /// As registered.
    pub registered: Period,
    /// What a merge has left of it.
    pub standing: Standing,
}

impl Affiliation {
    /// The days that stand; none when a merge dropped it.
    #[must_use]
    pub fn period(&self) -> Option<Period> {
        self.standing.of(self.registered)
    }
}

impl Record for Affiliation {
    const AREA: Area = Area::Affiliation;

    fn id(&self) -> RecordId {
        self.id
    }
}

impl Affiliations {
    /// The one that holds `day`.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Option<&Affiliation> {
        self.records.iter().find(|record| record.period().is_some_and(|period| period.holds(day)))
    }

    /// The open one, else the one that ends last: what a new one follows.
    fn last(&self) -> Option<(&Affiliation, Period)> {
        let standing = self.records.iter().filter_map(|record| record.period().map(|period| (record, period)));
        standing.max_by_key(|(record, period)| (period.to.is_none(), period.to, period.from, record.id))
    }

    /// The changes that move the person to `jobcentre` on the day `from`.
    pub(crate) fn moves(
        &self,
        subject: PersonId,
        rule: RuleId,
        record: RecordId,
        number: CprNumber,
        jobcentre: JobcentreCode,
        from: NaiveDate,
    ) -> Vec<Change> {
        let mut changes = Vec::new();
        if let Some((last, before)) = self.last().filter(|(_, period)| period.to.is_none_or(|to| from <= to))
            && let Some(to) = from.pred_opt()
        {
            let what = What::AffiliationEnded { record: last.id, jobcentre: last.jobcentre, before, to };
            changes.push(Change { subject, rule, what });
        }
        changes.push(Change { subject, rule, what: What::AffiliationStarted { record, number, jobcentre, from } });
        changes
    }

    /// What a person registers on the citizen ends everything that began before it, also what a merge has cut: a later merge,
    /// which settles from what was registered, must not bring back days that somebody has given to another.
    pub(crate) fn start(&mut self, affiliation: Affiliation, today: NaiveDate) {
        let from = affiliation.registered.from;
        for earlier in self.records.iter_mut().filter(|record| record.registered.from < from) {
            if earlier.registered.to.is_none_or(|to| from <= to) {
                earlier.registered.to = from.pred_opt();
            }
        }
        self.add(affiliation, today);
    }
}

/// A caseworker registers that the citizen belongs to a jobcentre from a day on. Allowed on the dead from the release
/// (S23-1.4a).
///
/// [ours] Who may: a caseworker of the jobcentre that has the citizen or of the one that receives them.
pub(crate) fn decide_affiliation(
    case: &Case,
    number: &WrittenNumber,
    jobcentre: JobcentreCode,
    from: NaiveDate,
) -> Result<Decision, Refusal> {
    let today = case.occasion.now.today;
    let (person, number) = case.addressed(Area::Affiliation, number, ForTheDead::FromTheRelease)?;
    let (_, own) = case.caseworker()?;
    let present = person.jobcentre_on(today);
    if own != jobcentre && present.is_some_and(|present| present != own) {
        return Err(Case::no_rights());
    }

    let refuse = |code| Err(Refusal::new(code, RuleId::SbAffiliation));
    if case.reference.open_jobcentre(jobcentre, from).is_none() {
        return refuse(RefusalCode::UnknownJobcentre);
    }
    if from > today {
        return refuse(RefusalCode::AffiliationInFuture);
    }
    if present == Some(jobcentre) {
        return refuse(RefusalCode::SameJobcentre);
    }
    if person.affiliations.last().is_some_and(|(_, last)| from <= last.from) {
        return refuse(RefusalCode::AffiliationTooEarly);
    }

    let rule = if person.is_dead() { RuleId::S23_1_4a } else { RuleId::SbAffiliation };
    let record = case.occasion.command.record(0);
    let changes = person.affiliations.moves(person.id, rule, record, number, jobcentre, from);
    Ok(Decision { changes, ..Decision::default() })
}
