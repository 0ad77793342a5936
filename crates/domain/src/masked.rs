//! Debug text of what holds names, addresses and comments. It ends in logs, so it says of what kind a value is and which
//! record it is of, never what it holds.

use std::fmt;

use crate::{
    What,
    communication::Comment,
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

/// The id alone.
impl fmt::Debug for Comment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Comment({})", self.id)
    }
}
