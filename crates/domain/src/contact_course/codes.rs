use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! number_code {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

number_code!(
    /// A conversation type (samtaletype), by DFDG's id. The list is incomplete: an id in a gap is shown with its number.
    ConversationType
);
number_code!(
    /// A conversation form (samtaleform), by DFDG's id: at the jobcentre, by telephone, digital …
    ConversationForm
);
number_code!(
    /// A contact group (kontaktgruppe), by DFDG's id.
    ContactGroupCode
);
number_code!(
    /// The system that a booking comes from (kildesystem, ejersystem), by DFDG's id.
    SourceSystem
);

impl ConversationType {
    /// 4: called opfølgningssamtale by one source, as the type that can have a deadline for booking it oneself.
    pub const FOLLOW_UP_4: Self = Self(4);
    /// 7: jobsamtale.
    pub const JOB: Self = Self(7);
    /// 8: henvisning.
    pub const REFERRAL: Self = Self(8);
    /// 17: the joint conversation of jobcentre and unemployment fund (fælles jobsamtale med dagpengemodtager).
    pub const JOINT: Self = Self(17);

    /// Whether a citizen has at most one coming booking of the type, and no deadline beside it.
    #[must_use]
    pub fn comes_alone(self) -> bool {
        matches!(self, Self::FOLLOW_UP_4 | Self::JOB)
    }

    /// Whether a citizen can book it, and have a deadline for that.
    #[must_use]
    pub fn is_self_bookable(self) -> bool {
        self != Self::JOINT
    }

    /// Whether an unemployment fund may see conversations of the type: 7 to 13, 15 and 17.
    #[must_use]
    pub fn is_seen_by_funds(self) -> bool {
        matches!(self.0, 7..=13 | 15 | 17)
    }
}

impl ConversationForm {
    /// 6: møde direkte på arbejde. Only for [`ConversationType::REFERRAL`], which DFDG does not check.
    pub const AT_WORK: Self = Self(6);
    /// 8: digitalt møde. It needs a link.
    pub const DIGITAL: Self = Self(8);
}

impl SourceSystem {
    /// 32: Jobnet, where citizens serve themselves.
    pub const JOBNET: Self = Self(32);
}

/// The first and the last id of a code list that is not known in full. An id between them that no source names is no
/// mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeRange {
    /// The first id.
    pub first: u32,
    /// The last id.
    pub last: u32,
}

impl CodeRange {
    /// Whether the id is in the list or in a gap of it.
    #[must_use]
    pub fn holds(self, id: u32) -> bool {
        (self.first..=self.last).contains(&id)
    }
}
