use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    Actor, Area, CaseworkerId, CprNumber, Decision, JobcentreCode, Occasion, Period, Person, RecordId, Refusal,
    RefusalCode, RuleId, What, WrittenNumber,
    decide::{Case, ForTheDead},
    person::{Filed, Record},
};

/// The most characters of an operator's name.
pub const MAX_OPERATOR_NAME: usize = 256;

/// The most characters of a referral's reason.
pub const MAX_REFERRAL_REASON: usize = 2000;

/// Referrals to other operators (henvisninger til anden aktør) of one person.
pub type Referrals = Filed<Referral>;

/// One referral: an operator does something for the jobcentre, which stays responsible.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Referral {
    /// Its id.
    pub id: RecordId,
    /// The number it was registered under.
    pub number: CprNumber,
    /// Whose it is.
    pub jobcentre: JobcentreCode,
    /// Who registered it; none where another system of the jobcentre did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caseworker: Option<CaseworkerId>,
    /// What it says. Its last day is another once it has been ended.
    pub content: ReferralContent,
    /// How often it has been written, from 1: who ends it says which one they saw.
    pub revision: u32,
    /// When the backend registered it, UTC.
    pub registered: DateTime<Utc>,
}

/// What a referral says, in a command too. DFDG's own form of it is not known.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferralContent {
    /// To whom.
    pub operator: Operator,
    /// First day.
    pub from: NaiveDate,
    /// Last day; none while it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
    /// Why, and to what. At most [`MAX_REFERRAL_REASON`] characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Another operator (anden aktør).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operator {
    /// The business: eight digits.
    pub cvr: String,
    /// The place of work: ten digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub p_number: Option<String>,
    /// 1 to [`MAX_OPERATOR_NAME`] characters.
    pub name: String,
}

/// What happens to a referral.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferralChange {
    /// It is registered.
    Registered {
        /// The number it is registered under.
        number: CprNumber,
        /// Whose it is.
        jobcentre: JobcentreCode,
        /// By whom; none where another system does it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        caseworker: Option<CaseworkerId>,
        /// What it says.
        content: Box<ReferralContent>,
    },
    /// It has a last day, or another one.
    Ended {
        /// To whom it is.
        operator: Operator,
        /// As it was.
        before: Period,
        /// Last day.
        to: NaiveDate,
    },
}

impl ReferralChange {
    /// To whom.
    #[must_use]
    pub fn operator(&self) -> &Operator {
        match self {
            Self::Registered { content, .. } => &content.operator,
            Self::Ended { operator, .. } => operator,
        }
    }
}

impl ReferralContent {
    /// Both ends included.
    #[must_use]
    pub fn period(&self) -> Period {
        Period { from: self.from, to: self.to }
    }
}

impl Referral {
    /// Whether its last day has passed on `day`.
    #[must_use]
    pub fn is_over(&self, day: NaiveDate) -> bool {
        self.content.to.is_some_and(|to| to < day)
    }
}

impl Record for Referral {
    const AREA: Area = Area::OperatorReferrals;

    fn id(&self) -> RecordId {
        self.id
    }
}

impl Referrals {
    /// The referral with `id`, over or not.
    #[must_use]
    pub fn find(&self, id: RecordId) -> Option<&Referral> {
        self.records.iter().find(|referral| referral.id == id)
    }

    pub(crate) fn carry_out(&mut self, record: RecordId, change: &ReferralChange, occasion: Occasion) {
        match change {
            ReferralChange::Registered { number, jobcentre, caseworker, content } => self.add(
                Referral {
                    id: record,
                    number: *number,
                    jobcentre: *jobcentre,
                    caseworker: caseworker.clone(),
                    content: (**content).clone(),
                    revision: 1,
                    registered: occasion.now.instant,
                },
                occasion.now.today,
            ),
            ReferralChange::Ended { to, .. } => self.change(record, |referral| {
                referral.content.to = Some(*to);
                referral.revision += 1;
            }),
        }
    }
}

/// A jobcentre refers its citizen to another operator.
///
/// [ours] Only the jobcentre that has the citizen. That anybody is told of a referral is not known, so nobody is.
pub(crate) fn decide_referral(
    case: &Case,
    number: &WrittenNumber,
    content: &ReferralContent,
) -> Result<Decision, Refusal> {
    let (person, number) = case.addressed(Area::OperatorReferrals, number, ForTheDead::Never)?;
    let (caseworker, jobcentre) = employed(case)?;
    if person.jobcentre_on(case.occasion.now.today) != Some(jobcentre) {
        return Err(Case::no_rights());
    }
    looked_at(content)?;
    alone(person, None, &content.operator, content.period())?;
    let (caseworker, content) = (caseworker.cloned(), Box::new(content.clone()));
    let change = ReferralChange::Registered { number, jobcentre, caseworker, content };
    Ok(only(person, case.occasion.command.record(0), change))
}

/// A referral has a last day, or until that day has passed another one. Ending what stands is allowed on the dead
/// (S23-1.4a); to prolong it is not.
///
/// [ours] By the jobcentre that has the citizen, whoever referred; and by the one that referred, also after the citizen
/// has moved: else what nobody thought of at the move stood open for ever. To prolong it is no ending either.
pub(crate) fn decide_referral_end(
    case: &Case,
    number: &WrittenNumber,
    (record, revision): (RecordId, u32),
    to: NaiveDate,
) -> Result<Decision, Refusal> {
    let (person, _) = case.addressed(Area::OperatorReferrals, number, ForTheDead::Always)?;
    let (_, jobcentre) = employed(case)?;
    let today = case.occasion.now.today;
    let has_the_citizen = person.jobcentre_on(today) == Some(jobcentre);
    let referral = match person.referrals.find(record) {
        Some(referral) if has_the_citizen || referral.jobcentre == jobcentre => referral,
        None if has_the_citizen => return refuse(RefusalCode::UnknownReferral),
        Some(_) | None => return Err(Case::no_rights()),
    };
    let ReferralContent { operator, from, to: before, .. } = &referral.content;
    let prolongs = before.is_some_and(|before| before < to);
    if prolongs {
        case.alive(person, ForTheDead::Never)?;
        if !has_the_citizen {
            return Err(Case::no_rights());
        }
    }
    if referral.is_over(today) {
        return refuse(RefusalCode::ReferralIsOver);
    }
    if referral.revision != revision {
        return refuse(RefusalCode::ReferralChangedMeanwhile);
    }
    if to < *from {
        return refuse(RefusalCode::ReferralEndsBeforeStart);
    }
    if *before == Some(to) {
        return refuse(RefusalCode::NothingChanged);
    }
    // An earlier last day takes no day from anybody, and after a merge two to one operator may stand side by side.
    if prolongs {
        alone(person, Some(record), operator, Period { from: *from, to: Some(to) })?;
    }
    let before = referral.content.period();
    Ok(only(person, record, ReferralChange::Ended { operator: operator.clone(), before, to }))
}

/// Guard 5, rights: a jobcentre, by its caseworker or by another system of its own.
fn employed<'a>(case: &Case<'a>) -> Result<(Option<&'a CaseworkerId>, JobcentreCode), Refusal> {
    match case.actor {
        Actor::Caseworker { caseworker, jobcentre } => Ok((Some(caseworker), *jobcentre)),
        Actor::CaseSystem { jobcentre, .. } => Ok((None, *jobcentre)),
        Actor::Cpr | Actor::Fund { .. } | Actor::Jobnet => Err(Case::no_rights()),
    }
}

/// What a referral may say.
///
/// [ours] Of the numbers the digits alone are looked at, not whether anybody has them.
fn looked_at(content: &ReferralContent) -> Result<(), Refusal> {
    let Operator { cvr, p_number, name } = &content.operator;
    if !is_digits(cvr, 8) {
        return refuse(RefusalCode::BadCvr);
    }
    if p_number.as_ref().is_some_and(|p_number| !is_digits(p_number, 10)) {
        return refuse(RefusalCode::BadPNumber);
    }
    if name.trim().is_empty() || MAX_OPERATOR_NAME < name.chars().count() {
        return refuse(RefusalCode::BadOperatorName);
    }
    if content.reason.as_ref().is_some_and(|reason| MAX_REFERRAL_REASON < reason.chars().count()) {
        return refuse(RefusalCode::LongReferralReason);
    }
    if content.to.is_some_and(|to| to < content.from) {
        return refuse(RefusalCode::ReferralEndsBeforeStart);
    }
    Ok(())
}

/// [ours] Two referrals to one business do not share a day, whatever its place of work. Those to another one may.
fn alone(person: &Person, but: Option<RecordId>, operator: &Operator, period: Period) -> Result<(), Refusal> {
    let mut others = person.referrals.records.iter().filter(|other| Some(other.id) != but);
    let shares_a_day =
        |other: &Referral| other.content.operator.cvr == operator.cvr && other.content.period().overlaps(&period);
    if others.any(shares_a_day) { refuse(RefusalCode::ReferredAlready) } else { Ok(()) }
}

fn is_digits(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn only(person: &Person, record: RecordId, change: ReferralChange) -> Decision {
    let mut decision = Decision::default();
    decision.change(person.id, RuleId::SbReferral, What::Referral { record, change });
    decision
}

fn refuse<T>(code: RefusalCode) -> Result<T, Refusal> {
    Err(Refusal::new(code, RuleId::SbReferral))
}
