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
    /// A conversation form outside the list.
    BadForm = "90000", "Den angivne samtaleform er ugyldig";
    /// A conversation type outside the list.
    BadType = "90001", "Den angivne samtaletype er ugyldig";
    /// A booking that starts on a day before today.
    StartBeforeToday = "90002", "MoedeStarttidspunkt kan ikke være tidligere end dags dato";
    /// A booking that ends before it starts.
    EndBeforeStart = "90004", "MoedeSluttidspunkt kan ikke være tidligere end moedestarttidspunktet";
    /// A meeting that is neither individual nor of a group.
    BadMeeting = "90005", "Den angivne MoedeGruppeType er ugyldig";
    /// A fund, on a citizen who is no member of any (S23-1.8a).
    NoMember = "90006", "Borgeren er ikke medlem af en a-kasse";
    /// A fund, on another fund's member (S23-1.8a).
    OtherFundsMember = "90007", "Borgeren er medlem af en anden a-kasse";
    /// A last day for rebooking where that is not possible.
    RebookingDeadlineWithoutRebooking = "90009", "OmbookingFrist kan ikke sættes når ombook ikke er muligt";
    /// No last day for rebooking where that is possible.
    RebookingWithoutDeadline = "90010", "OmbookingFrist er påkrævet når ombook er muligt";
    /// A last day for cancelling where that is not possible.
    CancellingDeadlineWithoutCancelling = "90014", "Aflysningsfrist kan ikke sættes når aflysning ikke er mulig";
    /// No such booking of the citizen's.
    UnknownBooking = "90036", "Det angivne BookingId er ikke kendt i systemet";
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
    /// A contact group that would begin on or before the first day of the one before.
    ContactGroupTooEarly = "SB-1601";
    /// A booking further ahead than anybody means.
    TooFarAhead = "SB-2001";
    /// A meeting of more than a day.
    TooLong = "SB-2002";
    /// A length that leads to another end than the one that is given.
    TwoEnds = "SB-2003";
    /// A group meeting that is not named.
    NoGroupMeeting = "SB-2004";
    /// An individual meeting with the name of a group meeting.
    GroupOfOne = "SB-2005";
    /// A last day for rebooking or cancelling after the day of the meeting.
    DeadlineAfterMeeting = "SB-2006";
    /// A digital meeting without a link.
    NoLink = "SB-2007";
    /// A link that is no address on the web.
    BadLink = "SB-2008";
    /// A telephone number that cannot be called.
    BadPhone = "SB-2009";
    /// A title, a place, a description or a reason with too many characters.
    LongBookingText = "SB-2010";
    /// A conversation type that is illegal in the citizen's contact group.
    IllegalType = "SB-2011";
    /// A second coming booking of a type that comes alone.
    AnotherSuchBooking = "SB-2012";
    /// A booking that another system owns.
    OwnedByAnotherSystem = "SB-2013";
    /// A booking that has been written since it was looked at.
    BookingChangedMeanwhile = "SB-2014";
    /// A booking that is cancelled already.
    BookingDoesNotStand = "SB-2015";
    /// A change that changes nothing.
    NothingChanged = "SB-2016";
    /// A conversation that citizens cannot book themselves.
    NotSelfBookable = "SB-2017";
    /// Something that the booking does not let the citizen do, or not any more.
    NotForTheCitizen = "SB-2018";
    /// A link or a user name with too many characters.
    LongLinkOrUser = "SB-2019";
    /// A conversation that has not begun.
    HeldInFuture = "SB-2101";
    /// A conversation earlier than the latest that resets the contact course.
    HeldBeforeResetting = "SB-2102";
    /// Two conversations at one moment that both reset the contact course.
    HeldWithResetting = "SB-2103";
    /// The same type at the same moment twice.
    HeldTwice = "SB-2104";
    /// A conversation with another authority that does not say whether it took part, or the other way round.
    NoParticipation = "SB-2105";
    /// A participant without a name, or with a name of more than 100 characters.
    BadParticipant = "SB-2106";
    /// A booking whose conversation is held already.
    BookingIsHeld = "SB-2107";
    /// Another authority in a conversation that is not joint.
    NotJoint = "SB-2201";
    /// No other authority has the citizen today.
    NoGuest = "SB-2202";
    /// A name or another word of a guest with more than 256 characters.
    LongGuestText = "SB-2203";
    /// A mail address that is none.
    BadEmail = "SB-2204";
    /// An authority that the citizen, or it itself, has said no to.
    ParticipationDeclined = "SB-2205";
    /// A choice to take back that nobody has made.
    NoChoice = "SB-2206";
    /// The authority that summons cannot stay away.
    NotTheGuest = "SB-2207";
    /// The same choice twice.
    ChosenAlready = "SB-2208";
    /// A last day for booking before today.
    DeadlinePassed = "SB-2301";
    /// A last day for holding before the last day for booking.
    HeldBeforeBooked = "SB-2302";
    /// A deadline beside a coming booking that fulfils it.
    BookedAlready = "SB-2303";
    /// A second open deadline of the same type.
    AnotherSuchDeadline = "SB-2304";
    /// No such deadline of the citizen's.
    UnknownDeadline = "SB-2305";
    /// A deadline whose conversation was held, or that was taken back.
    DeadlineIsDone = "SB-2306";
    /// A deadline that has been written since it was looked at.
    DeadlineChangedMeanwhile = "SB-2307";
    /// A CVR number that is not eight digits.
    BadCvr = "SB-2401";
    /// A P-number that is not ten digits.
    BadPNumber = "SB-2402";
    /// An operator without a name, or with a name of more than 256 characters.
    BadOperatorName = "SB-2403";
    /// A reason for a referral of more than 2000 characters.
    LongReferralReason = "SB-2404";
    /// A referral that ends before it begins.
    ReferralEndsBeforeStart = "SB-2405";
    /// A second referral to the same operator on the same day.
    ReferredAlready = "SB-2406";
    /// No such referral of the citizen's.
    UnknownReferral = "SB-2407";
    /// A referral whose last day has passed.
    ReferralIsOver = "SB-2408";
    /// A referral that has been written since it was looked at.
    ReferralChangedMeanwhile = "SB-2409";
    /// The same id with another content.
    IdTaken = "SB-9001";
    /// A fault inside a decision (S22-2a).
    Fault = "SB-9002";
}
