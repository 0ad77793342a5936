use serde::{Deserialize, Serialize};

use crate::RuleId;

/// A refusal: nothing of the command is carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// DFDG's code, or ours.
    pub code: RefusalCode,
    /// The rule that says so.
    pub rule: RuleId,
}

impl Refusal {
    pub(crate) fn new(code: RefusalCode, rule: RuleId) -> Self {
        Self { code, rule }
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $code:literal $(, $text:literal)?;)*) => {
        /// Why a command is refused. The numbers are DFDG's; `SB-` is our own series, where DFDG's number is not known.
        /// Numbers are never reused.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum RefusalCode {
            $($(#[$doc])* #[serde(rename = $code)] $variant,)*
        }

        impl RefusalCode {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The code as people write it: `9460`, `SB-1001`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)*
                }
            }

            /// DFDG's text, to the letter, where it is known to the letter.
            #[must_use]
            pub fn text(self) -> Option<&'static str> {
                match self {
                    $(Self::$variant => codes!(@text $($text)?),)*
                }
            }
        }
    };
    (@text $text:literal) => { Some($text) };
    (@text) => { None };
}

codes! {
    /// A number that does not fit DFDG's pattern.
    BadNumber = "1001";
    /// A command that does not hold what its kind asks for.
    BadMessage = "1014";
    /// Nobody has the number.
    UnknownPerson = "4404", "Person med det angivne CPR-nummer findes ikke";
    /// The citizen is dead.
    Dead = "4405", "Borgeren med det specificerede CPR nummer er død";
    /// The actor may not do this.
    NoRights = "4575", "Du har ikke rettigheder til at gennemføre denne handling";
    /// A membership overlaps an earlier one.
    MembershipOverlap = "4582";
    /// A membership starts in the future.
    MembershipInFuture = "4585";
    /// A fund registers for another fund.
    OtherFund = "4586";
    /// The jobcentre does not exist, or is closed.
    UnknownJobcentre = "4695";
    /// A comment with HTML tags.
    HtmlInComment = "4933";
    /// Registration on a number that is not the citizen's current one (S23-1.1h).
    FormerNumber = "9460", "Det er ikke tilladt at registrere oplysninger på borgers ikke-aktuelle personnummer";
    /// A comment without text.
    EmptyComment = "SB-1001";
    /// A comment of more than 1500 characters.
    LongComment = "SB-1002";
    /// No such comment stands.
    UnknownComment = "SB-1003";
    /// An affiliation that starts on or before the start of the present one.
    AffiliationTooEarly = "SB-1101";
    /// The citizen is in that jobcentre already.
    SameJobcentre = "SB-1102";
    /// An affiliation that starts after today.
    AffiliationInFuture = "SB-1103";
    /// A change of number from a number to itself.
    SameNumber = "SB-1201";
    /// No membership of the fund to end.
    NoMembership = "SB-1301";
    /// A membership that would end before it starts.
    MembershipEndsBeforeStart = "SB-1302";
    /// A new person with a number that is registered with other data.
    KnownPerson = "SB-1401";
    /// The caseworker is the citizen's contact person already.
    AlreadyContactPerson = "SB-1501";
    /// The caseworker, or the colleague who is named, is not the citizen's contact person.
    NoContactPerson = "SB-1502";
    /// The same id with another content.
    IdTaken = "SB-9001";
    /// A fault inside a decision (S22-2a).
    Fault = "SB-9002";
}
