//! Whose word a shown statement is: DFDG's, or our reading of it (a dashed edge).

use domain::{NotDone, NoticeKind, Person, RuleId, What, person::Standing};

use super::reference::{chip, our_reading};
use crate::door::RuleChip;

/// The rule of a change. That a period on the older number is cut is DFDG's word; to which day, and what is dropped or
/// stands again, is our reading (S23-1.1f).
pub(super) fn of_change(what: &What, rule: RuleId) -> RuleChip {
    match what {
        What::PeriodCut { .. } | What::PeriodDropped { .. } | What::PeriodRestored { .. } => our_reading(rule),
        What::PersonRegistered { .. }
        | What::NumberChanged { .. }
        | What::PersonsMerged { .. }
        | What::RecordsFollow { .. }
        | What::NameRecorded { .. }
        | What::BirthDateRecorded { .. }
        | What::AddressRecorded { .. }
        | What::MunicipalityRecorded { .. }
        | What::ProtectionRecorded { .. }
        | What::StatusRecorded { .. }
        | What::AffiliationStarted { .. }
        | What::AffiliationEnded { .. }
        | What::MembershipStarted { .. }
        | What::MembershipEnded { .. }
        | What::CommentWritten { .. }
        | What::CommentCorrected { .. }
        | What::CommentWithdrawn { .. }
        | What::ContactPersonStarted { .. }
        | What::ContactPersonEnded { .. }
        | What::Referral { .. }
        | What::Booking { .. }
        | What::HeldConversation { .. }
        | What::ParticipationChoice { .. }
        | What::Deadline { .. }
        | What::ContactGroup { .. } => chip(rule),
    }
}

/// The rule of a notice. 999 and the day of receipt are DFDG's words; the flag after a merge is ours.
pub(super) fn of_notice(kind: &NoticeKind, rule: RuleId) -> RuleChip {
    match kind {
        NoticeKind::NoAffiliationToday | NoticeKind::MergeConflicts { .. } => our_reading(rule),
        NoticeKind::Municipality999
        | NoticeKind::EventDateReplaced
        | NoticeKind::DoubleBooking(_)
        | NoticeKind::LegalityUnknown { .. }
        | NoticeKind::JointHeldAsAnother
        | NoticeKind::DeadlineShort
        | NoticeKind::BookedAfterDeadline { .. }
        | NoticeKind::FormForReferralsAlone => chip(rule),
    }
}

/// The rule of what is left alone. That the emigrated stay where they are is DFDG's word; the rest is our reading.
pub(super) fn of_not_done(what: &NotDone, rule: RuleId) -> RuleChip {
    match what {
        NotDone::AffiliationKept { .. } | NotDone::ResettingUnknown => chip(rule),
        NotDone::AlreadyKnown
        | NotDone::MunicipalityKept { .. }
        | NotDone::StaysUnderNumber { .. }
        | NotDone::NewerNumberStands
        | NotDone::NotTheCurrentNumber { .. } => our_reading(rule),
    }
}

/// The rule of a refusal. Creating under a former number in an area that is not moved (S23-1.1i), and what is refused
/// on the dead (S23-1.4a), are our readings.
pub(super) fn of_refusal(rule: RuleId) -> RuleChip {
    if matches!(rule, RuleId::S23_1_1i | RuleId::S23_1_4a) { our_reading(rule) } else { chip(rule) }
}

/// Why no jobcentre has the citizen: a merge took the period, or none was ever registered.
pub(super) fn of_no_jobcentre(person: &Person) -> RuleChip {
    let has_given_way = person.affiliations.records.iter().any(|record| record.standing != Standing::InFull);
    if has_given_way { our_reading(RuleId::S23_1_1f) } else { chip(RuleId::SbAffiliation) }
}
