//! Debug text of what holds names, addresses and comments. It ends in logs, so it says of what kind a value is and which
//! record it is of, never what it holds.

use std::fmt;

use crate::{
    What,
    communication::{Comment, ReferralContent},
    contact_course::{Booking, BookingChange, BookingContent, BookingState},
    person::{Address, BasicData},
};

/// The kind alone.
impl fmt::Debug for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self {
            Self::PersonRegistered { .. } => "PersonRegistered",
            Self::NumberChanged { .. } => "NumberChanged",
            Self::PersonsMerged { .. } => "PersonsMerged",
            Self::RecordsFollow { .. } => "RecordsFollow",
            Self::PeriodCut { .. } => "PeriodCut",
            Self::PeriodDropped { .. } => "PeriodDropped",
            Self::PeriodRestored { .. } => "PeriodRestored",
            Self::NameRecorded { .. } => "NameRecorded",
            Self::BirthDateRecorded { .. } => "BirthDateRecorded",
            Self::AddressRecorded { .. } => "AddressRecorded",
            Self::MunicipalityRecorded { .. } => "MunicipalityRecorded",
            Self::ProtectionRecorded { .. } => "ProtectionRecorded",
            Self::StatusRecorded { .. } => "StatusRecorded",
            Self::AffiliationStarted { .. } => "AffiliationStarted",
            Self::AffiliationEnded { .. } => "AffiliationEnded",
            Self::MembershipStarted { .. } => "MembershipStarted",
            Self::MembershipEnded { .. } => "MembershipEnded",
            Self::CommentWritten { .. } => "CommentWritten",
            Self::CommentCorrected { .. } => "CommentCorrected",
            Self::CommentWithdrawn { .. } => "CommentWithdrawn",
            Self::ContactPersonStarted { .. } => "ContactPersonStarted",
            Self::ContactPersonEnded { .. } => "ContactPersonEnded",
            Self::Referral { .. } => "Referral",
            Self::Booking { .. } => "Booking",
            Self::HeldConversation { .. } => "HeldConversation",
            Self::ParticipationChoice { .. } => "ParticipationChoice",
            Self::Deadline { .. } => "Deadline",
            Self::ContactGroup { .. } => "ContactGroup",
        };
        write!(f, "What({kind})")
    }
}

/// Which of the fields are said.
impl fmt::Debug for BasicData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { registered, name, birth_date, address, municipality, protection, status } = self;
        f.debug_struct("BasicData")
            .field("registered", registered)
            .field("name", &name.is_some())
            .field("birth_date", &birth_date.is_some())
            .field("address", &address.is_some())
            .field("municipality", municipality)
            .field("protection", protection)
            .field("status", status)
            .finish()
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Address(•••••)")
    }
}

/// The id alone, and whether it stands.
impl fmt::Debug for Booking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Booking({} {:?})", self.id, self.state)
    }
}

/// Without the reason.
impl fmt::Debug for BookingState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = match self {
            Self::Planned => "Planned",
            Self::Cancelled { .. } => "Cancelled",
            Self::Held { .. } => "Held",
        };
        f.write_str(state)
    }
}

/// The type alone.
impl fmt::Debug for BookingContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BookingContent(type {})", self.kind)
    }
}

/// The kind alone.
impl fmt::Debug for BookingChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self {
            Self::Made { .. } => "Made",
            Self::Participation { .. } => "Participation",
            Self::Changed { .. } => "Changed",
            Self::Cancelled { .. } => "Cancelled",
            Self::Held { .. } => "Held",
        };
        write!(f, "BookingChange({kind})")
    }
}

/// The id alone.
impl fmt::Debug for Comment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Comment({})", self.id)
    }
}

/// The operator alone, without the reason.
impl fmt::Debug for ReferralContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ReferralContent(operator {})", self.operator.cvr)
    }
}
