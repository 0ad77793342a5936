use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    Area, CaseworkerId, CprNumber, Decision, JobcentreCode, Period, Person, RecordId, Refusal, RefusalCode, RuleId,
    What, WrittenNumber,
    decide::{Case, ForTheDead},
    person::{Filed, Record},
};

/// Contact persons (kontaktpersoner) of one person. Several may stand on the same day.
pub type ContactPersons = Filed<ContactPerson>;

/// One caseworker who is, or was, contact person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactPerson {
    /// Its id.
    pub id: RecordId,
    /// The number it was registered under.
    pub number: CprNumber,
    /// Who.
    pub caseworker: CaseworkerId,
    /// Where the caseworker was employed then. A user name belongs to a jobcentre's own directory.
    pub jobcentre: JobcentreCode,
    /// Both ends included.
    pub period: Period,
}

impl Record for ContactPerson {
    const AREA: Area = Area::ContactPersons;

    fn id(&self) -> RecordId {
        self.id
    }
}

impl ContactPersons {
    /// The open records of one caseworker: none or one, and after a merge perhaps several.
    pub fn open_of<'a>(
        &'a self,
        caseworker: &'a CaseworkerId,
        jobcentre: JobcentreCode,
    ) -> impl Iterator<Item = &'a ContactPerson> {
        self.records.iter().filter(move |record| {
            record.caseworker == *caseworker && record.jobcentre == jobcentre && record.period.to.is_none()
        })
    }
}

impl Person {
    /// Who is contact person on `day`.
    ///
    /// [ours] Only those of the jobcentre that has the citizen on that day: a move puts the others out of effect, and ends
    /// no record. So it does not matter whether a period at a jobcentre is registered or cut by a merge before or after.
    pub fn contact_persons_on(&self, day: NaiveDate) -> impl Iterator<Item = &ContactPerson> {
        let present = self.jobcentre_on(day);
        let records = self.contact_persons.records.iter();
        records.filter(move |record| Some(record.jobcentre) == present && record.period.holds(day))
    }
}

/// A caseworker becomes the citizen's contact person, from today.
pub(crate) fn decide_contact_person(case: &Case, number: &WrittenNumber) -> Result<Decision, Refusal> {
    let (person, number) = case.addressed(Area::ContactPersons, number, ForTheDead::Never)?;
    let (caseworker, jobcentre) = own_citizen(case, person)?;
    if person.contact_persons.open_of(caseworker, jobcentre).next().is_some() {
        return refuse(RefusalCode::AlreadyContactPerson);
    }
    let (record, from) = (case.occasion.command.record(0), case.occasion.now.today);
    let what = What::ContactPersonStarted { record, number, caseworker: caseworker.clone(), jobcentre, from };
    Ok(all(person, [what]))
}

/// A caseworker, or the colleague who is named, is the citizen's contact person until today. Ending what stands is allowed
/// on the dead (S23-1.4a).
///
/// [ours] A colleague's of the own jobcentre too: who has left cannot end it. A user name belongs to a jobcentre's own
/// directory, so the same name at another one is somebody else, and is not ended.
///
/// [ours] Also on a citizen who is another jobcentre's by now: else it would count again when the citizen comes back.
///
/// [ours] After a merge one caseworker may have two open records, of which neither is lost: both end.
pub(crate) fn decide_contact_person_end(
    case: &Case,
    number: &WrittenNumber,
    colleague: Option<&CaseworkerId>,
) -> Result<Decision, Refusal> {
    let (person, _) = case.addressed(Area::ContactPersons, number, ForTheDead::Always)?;
    let (caseworker, jobcentre) = case.caseworker()?;
    let whose = colleague.unwrap_or(caseworker);
    let ends = person.contact_persons.open_of(whose, jobcentre).map(|open| {
        // A record never ends before it begins, also where an exercise clock was set back.
        let to = case.occasion.now.today.max(open.period.from);
        What::ContactPersonEnded { record: open.id, caseworker: whose.clone(), before: open.period, to }
    });
    let decision = all(person, ends);
    if decision.changes.is_empty() {
        own_citizen(case, person)?;
        return refuse(RefusalCode::NoContactPerson);
    }
    Ok(decision)
}

/// [ours] Of the caseworker's own jobcentre alone: on a citizen whom no jobcentre has, a contact person would count nowhere.
fn own_citizen<'a>(case: &Case<'a>, person: &Person) -> Result<(&'a CaseworkerId, JobcentreCode), Refusal> {
    let (caseworker, own) = case.caseworker()?;
    if person.jobcentre_on(case.occasion.now.today) == Some(own) {
        Ok((caseworker, own))
    } else {
        Err(Case::no_rights())
    }
}

fn refuse<T>(code: RefusalCode) -> Result<T, Refusal> {
    Err(Refusal::new(code, RuleId::SbContactPerson))
}

fn all(person: &Person, changes: impl IntoIterator<Item = What>) -> Decision {
    let mut decision = Decision::default();
    changes.into_iter().for_each(|what| decision.change(person.id, RuleId::SbContactPerson, what));
    decision
}
