use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

macro_rules! rules {
    ($($variant:ident = $id:literal),* $(,)?) => {
        /// The name of a rule. S23 and S22 are DFDG's release notes of 18 September 2023 and 28 June 2022; SB is ours.
        /// The texts stand in `assets/rules`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[allow(non_camel_case_types, reason = "the names are the rules' own")]
        pub enum RuleId {
            $(#[doc = $id] #[serde(rename = $id)] $variant,)*
        }

        impl RuleId {
            /// Every rule, in order.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The id as people write it.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $id,)*
                }
            }
        }
    };
}

rules! {
    S23_1_1a = "S23-1.1a",
    S23_1_1b = "S23-1.1b",
    S23_1_1c = "S23-1.1c",
    S23_1_1d = "S23-1.1d",
    S23_1_1e = "S23-1.1e",
    S23_1_1f = "S23-1.1f",
    S23_1_1g = "S23-1.1g",
    S23_1_1h = "S23-1.1h",
    S23_1_1i = "S23-1.1i",
    S23_1_1j = "S23-1.1j",
    S23_1_1k = "S23-1.1k",
    S23_1_1l = "S23-1.1l",
    S23_1_2a = "S23-1.2a",
    S23_1_2b = "S23-1.2b",
    S23_1_3a = "S23-1.3a",
    S23_1_3b = "S23-1.3b",
    S23_1_4a = "S23-1.4a",
    S23_1_6a = "S23-1.6a",
    S23_1_7a = "S23-1.7a",
    S23_1_8a = "S23-1.8a",
    S22_2a = "S22-2a",
    SbId = "SB-ID",
    SbComment = "SB-COMMENT",
    SbContactPerson = "SB-CONTACT-PERSON",
    SbReferral = "SB-REFERRAL",
    SbAffiliation = "SB-AFFILIATION",
    SbMembership = "SB-MEMBERSHIP",
    SbRegister = "SB-REGISTER",
    SbBooking = "SB-BOOKING",
    SbBookingMessage = "SB-BOOKING-MESSAGE",
    SbHeld = "SB-HELD",
    SbDoubleBooking = "SB-DOUBLE-BOOKING",
    SbLegality = "SB-LEGALITY",
    SbParticipation = "SB-PARTICIPATION",
    SbDeadline = "SB-DEADLINE",
    SbFundReads = "SB-FUND-READS",
    SbContactGroup = "SB-CONTACT-GROUP",
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for RuleId {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.iter().copied().find(|rule| rule.as_str() == text).ok_or_else(|| format!("no rule is called {text}"))
    }
}
