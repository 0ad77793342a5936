//! What the backend must know of referrals, and what it must say of a command on them.

use chrono::NaiveDate;
use domain::communication::ReferralContent;
use domain::{Command, CommandId, JobcentreCode, RecordId, RefusalCode, danish_day};

use super::meetings::{At, Diary};

/// A referral to another operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Referral {
    /// Its id.
    pub id: RecordId,
    /// Which jobcentre has referred.
    pub by: JobcentreCode,
    /// What it says.
    pub says: ReferralContent,
    /// How often it was written.
    pub times: u32,
}

impl Diary {
    /// What the backend must say of a referral from the jobcentre that has the citizen.
    pub(super) fn objection_to_referral(&self, says: &ReferralContent) -> Option<RefusalCode> {
        if says.to.is_some_and(|to| to < says.from) {
            return Some(RefusalCode::ReferralEndsBeforeStart);
        }
        self.is_referred(None, says, says.to).then_some(RefusalCode::ReferredAlready)
    }

    /// What the backend must say when `own` ends a referral, which need not have the citizen any more.
    pub(super) fn objection_to_end(
        &self,
        command: &Command,
        own: Option<JobcentreCode>,
        at: At,
    ) -> Option<RefusalCode> {
        let Command::EndReferral { record, revision, to, .. } = command else { panic!("that ends no referral") };
        let has_the_citizen = at.present == own;
        let Some(one) = self.referrals.iter().find(|one| one.id == *record) else {
            return Some(if has_the_citizen { RefusalCode::UnknownReferral } else { RefusalCode::NoRights });
        };
        let is_longer = one.says.to.is_some_and(|before| before < *to);
        match () {
            () if !has_the_citizen && (is_longer || Some(one.by) != own) => Some(RefusalCode::NoRights),
            () if one.says.to.is_some_and(|last| last < danish_day(at.now)) => Some(RefusalCode::ReferralIsOver),
            () if one.times != *revision => Some(RefusalCode::ReferralChangedMeanwhile),
            () if *to < one.says.from => Some(RefusalCode::ReferralEndsBeforeStart),
            () if one.says.to == Some(*to) => Some(RefusalCode::NothingChanged),
            () if is_longer && self.is_referred(Some(one.id), &one.says, Some(*to)) => {
                Some(RefusalCode::ReferredAlready)
            }
            () => None,
        }
    }

    /// Whether another referral to the same business has one of the days.
    fn is_referred(&self, but: Option<RecordId>, says: &ReferralContent, to: Option<NaiveDate>) -> bool {
        let mut others = self.referrals.iter().filter(|one| Some(one.id) != but);
        others.any(|one| {
            let is_same = one.says.operator.cvr == says.operator.cvr;
            is_same && one.says.to.is_none_or(|last| says.from <= last) && to.is_none_or(|to| one.says.from <= to)
        })
    }

    /// An accepted command on a referral is carried out.
    pub(super) fn carry_out_on_referrals(&mut self, id: CommandId, command: &Command, at: At) {
        match command {
            Command::RegisterReferral { referral, .. } => {
                let (id, by, says) = (id.record(0), at.present.unwrap(), *referral.clone());
                self.referrals.push(Referral { id, by, says, times: 1 });
            }
            Command::EndReferral { record, to, .. } => {
                let one = self.referrals.iter_mut().find(|one| one.id == *record).unwrap();
                one.says.to = Some(*to);
                one.times += 1;
            }
            _ => panic!("that is no command on a referral"),
        }
    }
}
