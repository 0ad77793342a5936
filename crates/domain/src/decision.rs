use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    Area, CaseworkerId, CprNumber, FundCode, JobcentreCode, MunicipalityCode, Occasion, People, Period, PersonId,
    PersonStatus, RecordId, RuleId,
    communication::ReferralChange,
    contact_course::{
        Authority, BookingChange, ChoiceChange, ContactGroupCode, ConversationType, DeadlineChange, DeadlineContent,
        DoubleBooking, Happening, HeldChange,
    },
    person::{Address, Protection},
    status::ContactGroupChange,
};

/// What a command leads to: everything that changes, who is told, what the caseworker should know, and what was
/// deliberately left alone, each with its rule. A value: it can be shown, compared, and carried out in one step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// In the order in which they are carried out.
    pub changes: Vec<Change>,
    /// To other authorities.
    pub messages: Vec<Message>,
    /// To the caseworker.
    pub notices: Vec<Notice>,
    /// What somebody could have expected and does not happen.
    pub not_done: Vec<Undone>,
}

/// One change of one citizen's records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Whose.
    pub subject: PersonId,
    /// Why.
    pub rule: RuleId,
    /// What.
    pub what: What,
}

/// A change of records, with before and after.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// A person is known from now on, under this number.
    PersonRegistered {
        /// The first number.
        number: CprNumber,
    },
    /// A person gets another number, or it becomes known that they did.
    NumberChanged {
        /// Before.
        old: CprNumber,
        /// After.
        new: CprNumber,
        /// The day it happened.
        event_date: EventDate,
        /// CPR's date as it came.
        given: String,
    },
    /// Two persons in the records are one: everything of `absorbed` is the subject's from now on.
    PersonsMerged {
        /// Whose id is an alias from now on.
        absorbed: PersonId,
    },
    /// The records of these areas hang on the person and no longer on their own numbers.
    RecordsFollow {
        /// Those that had records.
        areas: Vec<Area>,
    },
    /// A period on an older number gives way to one on a newer.
    PeriodCut {
        /// Which area.
        area: Area,
        /// Which record.
        record: RecordId,
        /// As registered.
        before: Period,
        /// As it stands.
        after: Period,
        /// What it gives way to.
        by: RecordId,
    },
    /// A period on an older number has no day left.
    PeriodDropped {
        /// Which area.
        area: Area,
        /// Which record.
        record: RecordId,
        /// As registered.
        before: Period,
        /// What it gives way to.
        by: RecordId,
    },
    /// A period that had given way stands again: what it gave way to has itself given way to a still newer number.
    PeriodRestored {
        /// Which area.
        area: Area,
        /// Which record.
        record: RecordId,
        /// As registered, and as it stands.
        after: Period,
    },
    /// CPR's name of the person.
    NameRecorded {
        /// The number the event names.
        number: CprNumber,
        /// None where it was not known.
        before: Option<String>,
        /// From now on.
        after: String,
    },
    /// CPR's date of birth, where it is given beside the number.
    BirthDateRecorded {
        /// The number the event names.
        number: CprNumber,
        /// From now on.
        after: NaiveDate,
    },
    /// CPR's address.
    AddressRecorded {
        /// The number the event names.
        number: CprNumber,
        /// None where it was not known.
        before: Option<Address>,
        /// From now on.
        after: Address,
    },
    /// The municipality that CPR or DFDG gives.
    MunicipalityRecorded {
        /// The number the event names.
        number: CprNumber,
        /// None where it was not known.
        before: Option<MunicipalityCode>,
        /// From now on; 999 leaves the last real one in its place (S23-1.3b).
        after: MunicipalityCode,
    },
    /// Name and address protection.
    ProtectionRecorded {
        /// The number the event names.
        number: CprNumber,
        /// None where it was not known.
        before: Option<Protection>,
        /// From now on.
        after: Protection,
    },
    /// Status in CPR.
    StatusRecorded {
        /// The number the event names.
        number: CprNumber,
        /// None where it was not known.
        before: Option<PersonStatus>,
        /// From now on.
        after: PersonStatus,
    },
    /// An affiliation begins.
    AffiliationStarted {
        /// The new record.
        record: RecordId,
        /// The number it is registered under.
        number: CprNumber,
        /// Where.
        jobcentre: JobcentreCode,
        /// First day.
        from: NaiveDate,
    },
    /// An affiliation ends.
    AffiliationEnded {
        /// Which record.
        record: RecordId,
        /// Where.
        jobcentre: JobcentreCode,
        /// As it was.
        before: Period,
        /// Last day.
        to: NaiveDate,
    },
    /// A membership of an unemployment fund begins.
    MembershipStarted {
        /// The new record.
        record: RecordId,
        /// The number it is filed under.
        number: CprNumber,
        /// Which fund.
        fund: FundCode,
        /// First day.
        from: NaiveDate,
    },
    /// A membership ends.
    MembershipEnded {
        /// Which record.
        record: RecordId,
        /// Which fund.
        fund: FundCode,
        /// As it was.
        before: Period,
        /// Last day.
        to: NaiveDate,
    },
    /// A comment is written.
    CommentWritten {
        /// The new record.
        record: RecordId,
        /// The number it is registered under.
        number: CprNumber,
        /// What it says.
        text: String,
        /// By whom.
        by: CaseworkerId,
    },
    /// A comment says something else.
    CommentCorrected {
        /// Which record.
        record: RecordId,
        /// What it said.
        before: String,
        /// What it says.
        after: String,
    },
    /// A comment is taken back.
    CommentWithdrawn {
        /// Which record.
        record: RecordId,
        /// What it said.
        before: String,
    },
    /// Somebody becomes contact person.
    ContactPersonStarted {
        /// The new record.
        record: RecordId,
        /// The number it is registered under.
        number: CprNumber,
        /// Who.
        caseworker: CaseworkerId,
        /// Where they are employed.
        jobcentre: JobcentreCode,
        /// First day.
        from: NaiveDate,
    },
    /// Somebody is contact person no longer.
    ContactPersonEnded {
        /// Which record.
        record: RecordId,
        /// Who.
        caseworker: CaseworkerId,
        /// As it was.
        before: Period,
        /// Last day.
        to: NaiveDate,
    },
    /// Something of a referral to another operator.
    Referral {
        /// Which record.
        record: RecordId,
        /// What.
        change: ReferralChange,
    },
    /// Something of a booking.
    Booking {
        /// Which record.
        record: RecordId,
        /// What.
        change: BookingChange,
    },
    /// Something of a held conversation.
    HeldConversation {
        /// Which record.
        record: RecordId,
        /// What.
        change: HeldChange,
    },
    /// Something of a choice to stay away from a joint conversation.
    ParticipationChoice {
        /// Which record.
        record: RecordId,
        /// What.
        change: ChoiceChange,
    },
    /// Something of a deadline.
    Deadline {
        /// Which record.
        record: RecordId,
        /// What.
        change: DeadlineChange,
    },
    /// Something of the citizen's contact groups.
    ContactGroup {
        /// Which record.
        record: RecordId,
        /// What.
        change: ContactGroupChange,
    },
}

impl What {
    /// Under which area the change stands in the history.
    #[must_use]
    pub fn area(&self) -> Area {
        match self {
            Self::PersonRegistered { .. }
            | Self::NumberChanged { .. }
            | Self::PersonsMerged { .. }
            | Self::RecordsFollow { .. } => Area::Numbers,
            Self::PeriodCut { area, .. } | Self::PeriodDropped { area, .. } | Self::PeriodRestored { area, .. } => {
                *area
            }
            Self::NameRecorded { .. }
            | Self::BirthDateRecorded { .. }
            | Self::AddressRecorded { .. }
            | Self::MunicipalityRecorded { .. }
            | Self::ProtectionRecorded { .. }
            | Self::StatusRecorded { .. } => Area::BasicData,
            Self::AffiliationStarted { .. } | Self::AffiliationEnded { .. } => Area::Affiliation,
            Self::MembershipStarted { .. } | Self::MembershipEnded { .. } => Area::Membership,
            Self::CommentWritten { .. } | Self::CommentCorrected { .. } | Self::CommentWithdrawn { .. } => {
                Area::Comments
            }
            Self::ContactPersonStarted { .. } | Self::ContactPersonEnded { .. } => Area::ContactPersons,
            Self::Referral { .. } => Area::OperatorReferrals,
            Self::Booking { .. } => Area::Bookings,
            Self::HeldConversation { .. } => Area::HeldConversations,
            Self::ParticipationChoice { .. } => Area::ParticipationChoices,
            Self::Deadline { .. } => Area::BookingDeadlines,
            Self::ContactGroup { .. } => Area::ContactGroups,
        }
    }
}

/// The day of a change of number (S23-1.2b).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventDate {
    /// CPR's date, in the right format.
    FromCpr(NaiveDate),
    /// CPR's date could not be read: the day on which DFDG received the event.
    DayOfReceipt(NaiveDate),
}

impl EventDate {
    /// The day, wherever it is from.
    #[must_use]
    pub fn day(self) -> NaiveDate {
        match self {
            Self::FromCpr(day) | Self::DayOfReceipt(day) => day,
        }
    }
}

/// A message to another authority.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// About whom.
    pub subject: PersonId,
    /// Why it is sent, and why it says what it says.
    pub rules: Vec<RuleId>,
    /// To whom.
    pub to: Audience,
    /// What it says.
    pub body: MessageBody,
}

/// Who gets a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Every main jobcentre open on the day of receipt. One message, resolved at reading.
    EveryJobcentre,
    /// One unemployment fund.
    Fund(FundCode),
    /// One jobcentre.
    Jobcentre(JobcentreCode),
}

/// What a message says, by DFDG's own types.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MessageBody {
    /// DFDG's `GetCprChanged` (S23-1.2a).
    GetCprChanged {
        /// The number immediately before, in this change.
        old: CprNumber,
        /// The number after.
        new: CprNumber,
        /// S23-1.2b.
        event_date: EventDate,
    },
    /// DFDG's `GetBookings`: a booking is made, changed or cancelled (SB-BOOKING-MESSAGE).
    GetBookings {
        /// The citizen's current number.
        number: CprNumber,
        /// Which.
        booking: RecordId,
        /// What happened to it.
        happening: Happening,
        /// Who summons.
        by: Authority,
        /// To what.
        #[serde(rename = "type")]
        kind: ConversationType,
        /// UTC.
        start: DateTime<Utc>,
    },
    /// DFDG's `GetMeetingParticipation`: who takes part in a joint conversation is another (S23-1.7a).
    GetMeetingParticipation {
        /// The citizen's current number.
        number: CprNumber,
        /// Which booking; none where somebody has chosen and nothing is booked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        booking: Option<RecordId>,
        /// When it begins, UTC.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        start: Option<DateTime<Utc>>,
        /// Whether the receiver, or its guest, takes part.
        takes_part: bool,
    },
    /// DFDG's `GetWarning`: a fund no longer takes part in what the receiver has summoned to (S23-1.6a).
    GetWarning {
        /// The citizen's current number.
        number: CprNumber,
        /// Which booking.
        booking: RecordId,
        /// When it begins, UTC.
        start: DateTime<Utc>,
        /// Which fund.
        fund: FundCode,
    },
    /// DFDG's `GetInterviewDeadline`: a deadline is set, or something becomes of it (SB-DEADLINE).
    GetInterviewDeadline {
        /// The citizen's current number.
        number: CprNumber,
        /// Which.
        deadline: RecordId,
        /// Whether it is new.
        happening: Happening,
        /// What it says.
        content: DeadlineContent,
    },
}

/// Something that the citizen's caseworker should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// About whom.
    pub subject: PersonId,
    /// Why.
    pub rule: RuleId,
    /// What.
    pub kind: NoticeKind,
}

/// What a notice says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// After a merge, no jobcentre has the citizen today.
    NoAffiliationToday,
    /// Records lost to the newer number's: see the merge report.
    MergeConflicts {
        /// Periods shortened.
        cut: usize,
        /// Periods with no day left.
        dropped: usize,
        /// Single values.
        values: usize,
    },
    /// DFDG wrote 999 'KMD Sygedagpengesystem' as the municipality.
    Municipality999,
    /// CPR's date could not be read; the day of receipt stands in its place.
    EventDateReplaced,
    /// The citizen is summoned to something else at the same time.
    DoubleBooking(DoubleBooking),
    /// No source says whether the conversation type is legal in the citizen's contact group.
    LegalityUnknown {
        /// Which type.
        #[serde(rename = "type")]
        kind: ConversationType,
        /// In which group.
        group: ContactGroupCode,
    },
    /// A conversation booked as joint is held as another type: DFDG then keeps the choices for the next one.
    JointHeldAsAnother,
    /// The citizen has fewer than eight days to book in.
    DeadlineShort,
    /// A booking after the last day for holding the conversation.
    BookedAfterDeadline {
        /// The last day.
        hold_by: NaiveDate,
    },
    /// The form 'møde direkte på arbejde' is for referrals alone, which DFDG does not check.
    FormForReferralsAlone,
}

/// Something that does not happen, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    /// About whom.
    pub subject: PersonId,
    /// Why not.
    pub rule: RuleId,
    /// What.
    pub what: NotDone,
}

/// What does not happen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotDone {
    /// The same event has been received before: nothing changes and nobody is told again.
    AlreadyKnown,
    /// A citizen who emigrates or disappears stays in their jobcentre.
    AffiliationKept {
        /// Where.
        jobcentre: JobcentreCode,
    },
    /// No jobcentre is derived from 999, and the last real municipality stays.
    MunicipalityKept {
        /// The last real one, if any is known.
        municipality: Option<MunicipalityCode>,
    },
    /// The records of an area that is not moved stay filed under a former number.
    StaysUnderNumber {
        /// Which area.
        area: Area,
        /// Under which number.
        number: CprNumber,
    },
    /// A value came for a former number; the newer number's stands.
    NewerNumberStands,
    /// No source says whether the conversation resets the contact course, so that was not checked.
    ResettingUnknown,
    /// A change that leads to a number which is no longer the current one.
    NotTheCurrentNumber {
        /// The current one.
        current: CprNumber,
    },
}

impl Decision {
    /// Every rule that speaks in the decision.
    pub fn rules(&self) -> impl Iterator<Item = RuleId> + '_ {
        let changes = self.changes.iter().map(|change| change.rule);
        let messages = self.messages.iter().flat_map(|message| message.rules.iter().copied());
        let notices = self.notices.iter().map(|notice| notice.rule);
        let not_done = self.not_done.iter().map(|undone| undone.rule);
        changes.chain(messages).chain(notices).chain(not_done)
    }

    /// Every person whom the decision touches.
    pub fn subjects(&self) -> impl Iterator<Item = PersonId> + '_ {
        self.changes.iter().map(|change| change.subject)
    }

    pub(crate) fn change(&mut self, subject: PersonId, rule: RuleId, what: What) {
        self.changes.push(Change { subject, rule, what });
    }

    pub(crate) fn notice(&mut self, subject: PersonId, rule: RuleId, kind: NoticeKind) {
        self.notices.push(Notice { subject, rule, kind });
    }

    pub(crate) fn leave(&mut self, subject: PersonId, rule: RuleId, what: NotDone) {
        self.not_done.push(Undone { subject, rule, what });
    }
}

/// Carries a decision out on the persons it was made for. Changes that name records which are not there leave things as
/// they are, so carrying out never fails; a decision made on the same persons always fits.
pub fn carry_out(people: &mut People, decision: &Decision, occasion: Occasion) {
    for change in &decision.changes {
        people.carry_out(change, occasion);
    }
}
