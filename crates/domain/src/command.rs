use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    CaseworkerId, CommandId, CprNumber, FundCode, JobcentreCode, MunicipalityCode, NumberError, PersonStatus, RecordId,
    communication::ReferralContent,
    contact_course::{
        ContactGroupCode, DeadlineContent, GuestDetails, WrittenBooking, WrittenChooser, WrittenConversation,
    },
    person::{Address, Protection},
};

/// A CPR number as somebody wrote it in a command, not yet looked at: a bad one is refused with 1001, not lost in reading.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WrittenNumber(pub String);

impl WrittenNumber {
    /// The number, if it is one.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(&self) -> Result<CprNumber, NumberError> {
        self.0.parse()
    }
}

impl From<CprNumber> for WrittenNumber {
    fn from(number: CprNumber) -> Self {
        Self(number.digits().to_owned())
    }
}

/// Never the number itself: debug text ends in logs.
impl fmt::Debug for WrittenNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WrittenNumber(••••••-••••)")
    }
}

macro_rules! commands {
    ($($(#[$doc:meta])* $variant:ident $name:literal {
        $(#[$number_meta:meta])* $number:ident: WrittenNumber,
        $($(#[$field_meta:meta])* $field:ident: $type:ty,)*
    })*) => {
        /// What somebody asks to have done, as data. One variant a kind; the same types read a scenario file.
        #[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case", deny_unknown_fields)]
        pub enum Command {
            $($(#[$doc])* $variant { $(#[$number_meta])* $number: WrittenNumber, $($(#[$field_meta])* $field: $type,)* },)*
        }

        /// The kind of a command: its name in envelopes and scenarios.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "documented at the command")]
        pub enum CommandKind {
            $($variant,)*
        }

        impl CommandKind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name in envelopes and scenarios.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }

        impl Command {
            /// The command's kind.
            #[must_use]
            pub fn kind(&self) -> CommandKind {
                match self {
                    $(Self::$variant { .. } => CommandKind::$variant,)*
                }
            }

            /// The number that the command is written under: the first field of each; for a change of number, the old one.
            #[must_use]
            pub fn written_under(&self) -> &WrittenNumber {
                match self {
                    $(Self::$variant { $number, .. } => $number,)*
                }
            }

            /// The same command on another number: what "Send på det nye nummer" sends (S23-1.1k).
            #[must_use]
            pub fn readdressed(mut self, to: CprNumber) -> Self {
                match &mut self {
                    $(Self::$variant { $number, .. } => *$number = to.into(),)*
                }
                self
            }
        }
    };
}

commands! {
    /// CPR: a person is registered.
    RegisterPerson "register_person" {
        /// The person's number.
        number: WrittenNumber,
        /// Full name.
        name: String,
        /// Where it is not the one in the number.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        birth_date: Option<NaiveDate>,
        /// None where CPR gives none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        address: Option<Address>,
        /// None where CPR gives none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        municipality: Option<MunicipalityCode>,
        /// None where CPR says nothing of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        protection: Option<Protection>,
        /// None means 01.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        status: Option<PersonStatus>,
    }
    /// CPR: a person has another name.
    ChangeName "change_name" {
        /// The number the event names.
        number: WrittenNumber,
        /// Full name.
        name: String,
    }
    /// CPR: a person has another address.
    ChangeAddress "change_address" {
        /// The number the event names.
        number: WrittenNumber,
        /// The new address.
        address: Address,
        /// The municipality of the address.
        municipality: MunicipalityCode,
    }
    /// CPR: name and address protection begins, changes or ends.
    ChangeProtection "change_protection" {
        /// The number the event names.
        number: WrittenNumber,
        /// What is in force from now on.
        protection: Protection,
    }
    /// CPR: a person has another status. DFDG's known problem sends municipality 999 along (S23-1.3b).
    ChangeStatus "change_status" {
        /// The number the event names.
        number: WrittenNumber,
        /// The new status.
        status: PersonStatus,
        /// The municipality code that came with it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        municipality: Option<MunicipalityCode>,
    }
    /// CPR: a person has a new number (S23-1.1a).
    ChangeNumber "change_number" {
        /// The number before.
        old: WrittenNumber,
        /// The number after.
        new: WrittenNumber,
        /// CPR's date as it came: ÅÅÅÅMMDD when it is right (S23-1.2b).
        event_date: String,
    }
    /// An unemployment fund: a membership starts.
    StartMembership "start_membership" {
        /// The member's number.
        number: WrittenNumber,
        /// The fund that the citizen joins.
        fund: FundCode,
        /// First day.
        from: NaiveDate,
    }
    /// An unemployment fund: a membership ends.
    EndMembership "end_membership" {
        /// The member's number.
        number: WrittenNumber,
        /// The fund that the citizen leaves.
        fund: FundCode,
        /// Last day.
        to: NaiveDate,
    }
    /// A caseworker: the citizen belongs to another jobcentre.
    RegisterAffiliation "register_affiliation" {
        /// The citizen's number.
        number: WrittenNumber,
        /// The new jobcentre.
        jobcentre: JobcentreCode,
        /// First day there.
        from: NaiveDate,
    }
    /// A caseworker: a comment on the citizen.
    WriteComment "write_comment" {
        /// The citizen's number.
        number: WrittenNumber,
        /// 1 to 1500 characters.
        text: String,
    }
    /// A caseworker: a comment gets another text.
    CorrectComment "correct_comment" {
        /// The citizen's number.
        number: WrittenNumber,
        /// Which comment.
        comment: RecordId,
        /// 1 to 1500 characters.
        text: String,
    }
    /// A caseworker: a comment is taken back. It stays in the history.
    WithdrawComment "withdraw_comment" {
        /// The citizen's number.
        number: WrittenNumber,
        /// Which comment.
        comment: RecordId,
    }
    /// A caseworker becomes the citizen's contact person, from the day of registration.
    RegisterContactPerson "register_contact_person" {
        /// The citizen's number.
        number: WrittenNumber,
    }
    /// A caseworker, or a colleague of the same jobcentre, is the citizen's contact person until the day of registration,
    /// that day included.
    EndContactPerson "end_contact_person" {
        /// The citizen's number.
        number: WrittenNumber,
        /// The colleague; none where it is the caseworker's own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        caseworker: Option<CaseworkerId>,
    }
    /// A jobcentre refers the citizen to another operator.
    RegisterReferral "register_referral" {
        /// The citizen's number.
        number: WrittenNumber,
        /// To whom, from when, and why.
        referral: Box<ReferralContent>,
    }
    /// A referral has a last day, or another one.
    EndReferral "end_referral" {
        /// The citizen's number.
        number: WrittenNumber,
        /// Which referral.
        record: RecordId,
        /// How often it had been written when it was looked at, from 1.
        revision: u32,
        /// Last day.
        to: NaiveDate,
    }
    /// An authority, or the citizen through Jobnet: the citizen is summoned to a conversation.
    MakeBooking "make_booking" {
        /// The citizen's number.
        number: WrittenNumber,
        /// To what.
        booking: Box<WrittenBooking>,
        /// To a joint conversation: that the other authority takes part, and whom to find there.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        guest: Option<Box<GuestDetails>>,
    }
    /// Who may change a booking gives it another content, or another time.
    ChangeBooking "change_booking" {
        /// The citizen's number.
        number: WrittenNumber,
        /// Which booking.
        record: RecordId,
        /// The commands that had written it when it was looked at.
        seen: Vec<CommandId>,
        /// All of the new content.
        booking: Box<WrittenBooking>,
    }
    /// Who may change a booking cancels it. It stays in the history.
    CancelBooking "cancel_booking" {
        /// The citizen's number.
        number: WrittenNumber,
        /// Which booking.
        record: RecordId,
        /// The commands that had written it when it was looked at; none where nobody looked.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        seen: Vec<CommandId>,
        /// At most 2000 characters.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    }
    /// An authority has held a conversation, and perhaps books the next one.
    RegisterHeldConversation "register_held_conversation" {
        /// The citizen's number.
        number: WrittenNumber,
        /// What was held.
        conversation: Box<WrittenConversation>,
        /// The next booking.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        next: Option<Box<WrittenBooking>>,
    }
    /// An authority: who takes part in a joint conversation beside who summons.
    SetParticipation "set_participation" {
        /// The citizen's number.
        number: WrittenNumber,
        /// Which booking.
        record: RecordId,
        /// The commands that had written it when it was looked at; none where nobody looked.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        seen: Vec<CommandId>,
        /// That the other authority takes part, and whom to find there; none where it takes no part.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        guest: Option<Box<GuestDetails>>,
    }
    /// An authority: the citizen or the guest stays away from the next joint conversation, or comes after all.
    SaveParticipationChoice "save_participation_choice" {
        /// The citizen's number.
        number: WrittenNumber,
        /// Whose choice.
        chooser: WrittenChooser,
        /// False to stay away.
        takes_part: bool,
    }
    /// An authority: a deadline for booking a conversation and for holding it.
    SetDeadline "set_deadline" {
        /// The citizen's number.
        number: WrittenNumber,
        /// Which days.
        deadline: DeadlineContent,
    }
    /// Who may set a deadline gives it another content.
    ChangeDeadline "change_deadline" {
        /// The citizen's number.
        number: WrittenNumber,
        /// Which deadline.
        record: RecordId,
        /// How often it had been written when it was looked at, from 1.
        revision: u32,
        /// All of the new content.
        deadline: DeadlineContent,
    }
    /// Who may set a deadline takes it back. It stays in the history.
    WithdrawDeadline "withdraw_deadline" {
        /// The citizen's number.
        number: WrittenNumber,
        /// Which deadline.
        record: RecordId,
        /// How often it had been written when it was looked at, from 1.
        revision: u32,
    }
    /// A system of the jobcentre: which contact group the citizen is in.
    RecordContactGroup "record_contact_group" {
        /// The citizen's number.
        number: WrittenNumber,
        /// Which group.
        group: ContactGroupCode,
        /// First day in it.
        from: NaiveDate,
    }
}

/// The kind alone: a command holds numbers, names and comments, and debug text ends in logs.
impl fmt::Debug for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Command({})", self.kind().as_str())
    }
}

impl Command {
    /// Every number that the command names: whose records a decision needs.
    #[must_use]
    pub fn numbers(&self) -> Vec<&WrittenNumber> {
        match self {
            Self::ChangeNumber { old, new, .. } => vec![old, new],
            other => vec![other.written_under()],
        }
    }

    /// The writings of a booking that it says were seen, for whoever knows them by other ids by now.
    #[must_use]
    pub fn seen_mut(&mut self) -> &mut [CommandId] {
        match self {
            Self::ChangeBooking { seen, .. }
            | Self::CancelBooking { seen, .. }
            | Self::SetParticipation { seen, .. } => seen,
            Self::RegisterHeldConversation { conversation, .. } => &mut conversation.booking_seen,
            _ => &mut [],
        }
    }
}
