use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    BookingFields, DeadlineFields, GuestFields, HeldFields, NumberView, ReferralFields, RuleChip, Text, UnsentDraft,
};

/// Something typed and not confirmed. Belongs to a citizen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Draft {
    /// Person id.
    pub citizen: String,
    /// What is typed.
    pub form: DraftForm,
}

/// The forms. Dates as typed: `18.09.2023`, `1809`, `d`, `+7`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum DraftForm {
    /// A new comment.
    Comment {
        /// 1 to 1500 characters.
        text: String,
    },
    /// Another text for a comment.
    CorrectComment {
        /// Record id.
        comment: String,
        /// 1 to 1500 characters.
        text: String,
    },
    /// A comment taken back.
    WithdrawComment {
        /// Record id.
        comment: String,
    },
    /// Another jobcentre.
    Affiliation {
        /// Code; empty while not chosen.
        jobcentre: String,
        /// First day, as typed.
        from: String,
    },
    /// The caseworker becomes contact person, from the day of registration.
    ContactPerson,
    /// The caseworker, or a colleague, is contact person no longer, after the day of registration.
    EndContactPerson {
        /// The colleague's user name; none where it is the caseworker's own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        caseworker: Option<String>,
    },
    /// A new booking.
    MakeBooking {
        /// What is typed.
        fields: BookingFields,
    },
    /// Another time, or other words, for a booking.
    ChangeBooking {
        /// Record id.
        booking: String,
        /// The commands that had written it when the form was opened.
        #[serde(default)]
        seen: Vec<String>,
        /// What is typed.
        fields: BookingFields,
        /// What stood there when the form was opened, to tell apart what was typed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        begun: Option<BookingFields>,
    },
    /// A conversation that was held, and perhaps the next booking.
    HeldConversation {
        /// The booking that it comes from: its record id.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        booking: Option<String>,
        /// The commands that had written that booking when the form was opened.
        #[serde(default)]
        seen: Vec<String>,
        /// What is typed.
        fields: HeldFields,
        /// What is typed of the next booking; none where none is made.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        next: Option<BookingFields>,
    },
    /// A booking that is cancelled.
    CancelBooking {
        /// Record id.
        booking: String,
        /// The commands that had written it when the form was opened.
        #[serde(default)]
        seen: Vec<String>,
        /// At most 2000 characters; may be empty.
        reason: String,
    },
    /// Who takes part in a joint conversation beside who summons.
    Participation {
        /// The booking: its record id.
        booking: String,
        /// The commands that had written it when the form was opened.
        #[serde(default)]
        seen: Vec<String>,
        /// Whether the other authority does.
        takes_part: bool,
        /// Whom to find there.
        fields: GuestFields,
    },
    /// The citizen, or this jobcentre as a guest, stays away from the next joint conversation, or comes after all.
    ParticipationChoice {
        /// `citizen` or `guest`.
        chooser: String,
        /// False to stay away.
        takes_part: bool,
    },
    /// A deadline for booking and holding a conversation.
    SetDeadline {
        /// What is typed.
        fields: DeadlineFields,
    },
    /// Other days for a deadline.
    ChangeDeadline {
        /// Record id.
        deadline: String,
        /// How often it had been written when the form was opened.
        revision: u32,
        /// What is typed.
        fields: DeadlineFields,
        /// What stood there when the form was opened, to tell apart what was typed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        begun: Option<DeadlineFields>,
    },
    /// A deadline that is taken back.
    WithdrawDeadline {
        /// Record id.
        deadline: String,
        /// How often it had been written when the form was opened.
        revision: u32,
    },
    /// A referral to another operator.
    RegisterReferral {
        /// What is typed.
        fields: ReferralFields,
    },
    /// A last day for a referral, or another one.
    EndReferral {
        /// Record id.
        referral: String,
        /// How often it had been written when the form was opened.
        revision: u32,
        /// Last day, as typed.
        to: String,
    },
}

impl DraftForm {
    /// The name of a draft: one of each kind for a citizen, for a comment, or for a colleague.
    pub(crate) fn key(&self) -> String {
        match self {
            Self::Comment { .. } => "comment".to_owned(),
            Self::CorrectComment { comment, .. } => format!("correct_comment/{comment}"),
            Self::WithdrawComment { comment } => format!("withdraw_comment/{comment}"),
            Self::Affiliation { .. } => "affiliation".to_owned(),
            Self::ContactPerson => "contact_person".to_owned(),
            Self::EndContactPerson { caseworker: None } => "end_contact_person".to_owned(),
            Self::EndContactPerson { caseworker: Some(caseworker) } => format!("end_contact_person/{caseworker}"),
            Self::MakeBooking { .. } => "make_booking".to_owned(),
            Self::ChangeBooking { booking, .. } => format!("change_booking/{booking}"),
            Self::CancelBooking { booking, .. } => format!("cancel_booking/{booking}"),
            Self::Participation { booking, takes_part: true, .. } => format!("participation/{booking}"),
            Self::Participation { booking, takes_part: false, .. } => format!("no_participation/{booking}"),
            Self::ParticipationChoice { chooser, .. } => format!("participation_choice/{chooser}"),
            Self::SetDeadline { .. } => "set_deadline".to_owned(),
            Self::ChangeDeadline { deadline, .. } => format!("change_deadline/{deadline}"),
            Self::WithdrawDeadline { deadline, .. } => format!("withdraw_deadline/{deadline}"),
            Self::RegisterReferral { .. } => "register_referral".to_owned(),
            Self::EndReferral { referral, .. } => format!("end_referral/{referral}"),
            Self::HeldConversation { booking: None, .. } => "held_conversation".to_owned(),
            Self::HeldConversation { booking: Some(booking), .. } => format!("held_conversation/{booking}"),
        }
    }

    /// Both texts, this one's first, or the one that goes on from the other; none where there is nothing to put together.
    pub(crate) fn above(&self, later: &Self) -> Option<Self> {
        let both = |earlier: &str, later: &str| match () {
            () if earlier == later => None,
            () if later.starts_with(earlier) => Some(later.to_owned()),
            () if earlier.starts_with(later) => Some(earlier.to_owned()),
            () => Some(format!("{earlier}\n\n{later}")),
        };
        match (self, later) {
            (Self::Comment { text }, Self::Comment { text: later }) => {
                both(text, later).map(|text| Self::Comment { text })
            }
            (Self::CorrectComment { comment, text }, Self::CorrectComment { comment: same, text: later })
                if comment == same =>
            {
                both(text, later).map(|text| Self::CorrectComment { comment: comment.clone(), text })
            }
            _ => None,
        }
    }
}

/// Keeps a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SaveDraft {
    /// What is typed.
    pub draft: Draft,
}

/// One draft of a citizen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DraftRef {
    /// Person id.
    pub citizen: String,
    /// `comment`, `correct_comment/<comment>`, `withdraw_comment/<comment>`, `affiliation`, `contact_person`,
    /// `end_contact_person`, `end_contact_person/<caseworker>`, `make_booking`, `change_booking/<booking>` or
    /// `cancel_booking/<booking>`, `held_conversation` or `held_conversation/<booking>`; one that waits until its form is free: `second/<id>/` before that.
    pub kind: String,
}

/// What is typed in the correction of a command that somebody must act on. It belongs to the command, and the citizen's own
/// drafts are others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Correcting {
    /// Command id.
    pub command: String,
    /// What is typed.
    pub form: DraftForm,
}

/// "Det sker der": what a draft would do, or why it would be refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "outcome")]
pub enum Preview {
    /// Something is still missing; not an error.
    Incomplete {
        /// What is missing.
        text: Text,
    },
    /// It would be done.
    Accepted {
        /// What changes, stays, who is told, what to check.
        effects: Vec<Effect>,
        /// The days that were typed, as they were understood.
        days: UnderstoodDays,
        /// What may be out of date, offline; what depends on sending before midnight.
        caution: Option<Text>,
        /// Whom else the caseworker who is to hold the conversation meets at that time. No rule of DFDG's, and no refusal.
        also_meets: Option<Text>,
        /// What is confirmed: hand it back in [`Confirm`].
        fingerprint: String,
    },
    /// It would be refused.
    Refused {
        /// Why, and what to do.
        refusal: RefusalView,
        /// The days that were typed, as they were understood: one that was misread may be why.
        days: UnderstoodDays,
    },
}

/// The days of a form as they were understood, each `ÅÅÅÅ-MM-DD`, by the field that it was typed in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UnderstoodDays {
    /// Of a conversation.
    pub day: Option<String>,
    /// Until when the citizen may move it.
    pub rebook_until: Option<String>,
    /// Until when the citizen may cancel it.
    pub cancel_until: Option<String>,
    /// Of the conversation that is booked along with one that was held.
    pub next_day: Option<String>,
    /// The first of a period.
    pub from: Option<String>,
    /// The last of a period.
    pub to: Option<String>,
    /// The last for booking.
    pub book_by: Option<String>,
    /// The last for the conversation itself.
    pub hold_by: Option<String>,
}

/// One thing that a decision does or leaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Effect {
    /// `changes`, `stays`, `told` or `not_told`.
    pub group: String,
    /// Subject in bold.
    pub subject: Text,
    /// Outcome in bold.
    pub outcome: Text,
    /// The rest.
    pub detail: Option<Text>,
    /// Whether somebody should look at it.
    pub check: bool,
    /// Which rule.
    pub rule: RuleChip,
}

/// A refusal, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RefusalView {
    /// `9460`, `SB-1001`.
    pub code: String,
    /// Hvad er galt.
    pub what: Text,
    /// Hvorfor.
    pub why: Text,
    /// Hvad gør du.
    pub what_to_do: Text,
    /// DFDG's own words, to the letter; none where they are not known or the code is ours.
    pub dfdg: Option<String>,
    /// Which rule.
    pub rule: RuleChip,
}

/// Confirms a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Confirm {
    /// What is typed.
    pub draft: Draft,
    /// The preview that was on the screen.
    pub fingerprint: String,
    /// The refused, held or lost command that this one takes the place of.
    pub renews: Option<String>,
}

/// One command of the outbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EntryRef {
    /// Command id.
    pub command: String,
}

/// Discards a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Discard {
    /// Command id.
    pub command: String,
    /// Why; must not be empty.
    pub reason: String,
}

/// Everything that is not sent or not settled.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OutboxView {
    /// Refused, held and lost: somebody must act.
    pub refused: Vec<OutboxEntry>,
    /// Accepted, went otherwise than shown, and nobody has said that it is seen.
    pub otherwise: Vec<OutboxEntry>,
    /// Confirmed less than the rest ago.
    pub resting: Vec<OutboxEntry>,
    /// In the order in which they will be sent.
    pub waiting: Vec<OutboxEntry>,
    /// All of the above by citizen: those with something to act on first.
    pub citizens: Vec<UnsentCitizen>,
    /// Those whose acceptance was learned today, newest first. What went otherwise is here once it is seen.
    pub accepted: Vec<OutboxEntry>,
    /// What is typed and not confirmed, the oldest first. None of it is a command yet.
    pub drafts: Vec<UnsentDraft>,
}

/// A citizen in *Ikke sendt*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UnsentCitizen {
    /// The citizen's name, or that it is not known here.
    pub name: Text,
    /// The current number, masked; that of the first command where the citizen is not here.
    pub number: NumberView,
    /// How many of the commands somebody must act on or look at.
    pub to_act_on: u32,
    /// Command ids, in the order in which they ask for somebody.
    pub commands: Vec<String>,
}

/// A command as it stands in *Ikke sendt*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OutboxEntry {
    /// Command id.
    pub command: String,
    /// Person id; none where the citizen is not here any more.
    pub citizen: Option<String>,
    /// The citizen's name, or that it is not known here.
    pub name: Text,
    /// The number it is written under.
    pub number: NumberView,
    /// What it is: "Notat", "Nyt jobcenter".
    pub title: Text,
    /// The first words of what was typed.
    pub summary: String,
    /// `2023-09-18T10:05`, Danish time of writing.
    pub written_at: String,
    /// Where it stands.
    pub state: EntryState,
    /// What was typed, to correct; none where this version cannot read it or the citizen is not here.
    pub draft: Option<Draft>,
    /// What is typed so far in its correction; none where no correction has begun.
    pub correcting: Option<DraftForm>,
    /// Field by field, what was typed. Where somebody must act also the number, and what would be corrected.
    pub corrections: Vec<Correction>,
    /// The text as it was written, with numbers masked, where this version cannot read it.
    pub unread: Option<String>,
    /// The command that it took the place of.
    pub renews: Option<String>,
    /// What happened to it, oldest first.
    pub course: Vec<CourseLine>,
    /// Whether it can be sent as it is on the citizen's present number; not where a correction has begun.
    pub can_send_on_new_number: bool,
    /// Whether it can be sent once more as it is: the backend has lost it, and no correction has begun.
    pub can_send_again: bool,
    /// Whether it can be discarded with a reason.
    pub can_discard: bool,
}

/// Where a command stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum EntryState {
    /// Confirmed, may still be undone.
    Resting {
        /// Milliseconds left.
        left_ms: u32,
    },
    /// Will be sent when it can be.
    Waiting {
        /// Place in the queue, from 1.
        place: u32,
        /// For what: connection, another command.
        reason: Text,
    },
    /// Sent, and not answered yet.
    Sent,
    /// Kept back here: the citizen's number has changed (S23-1.1k), or what it builds on was refused.
    Held {
        /// Why.
        refusal: RefusalView,
    },
    /// Refused by the backend.
    Refused {
        /// Why.
        refusal: RefusalView,
        /// `2023-09-18T10:05`, Danish time.
        at: String,
    },
    /// Accepted.
    Accepted {
        /// `2023-09-18T10:05`, Danish time.
        at: String,
        /// *Gik anderledes end vist*; none where what was shown was done.
        otherwise: Option<Otherwise>,
    },
    /// Accepted once. The backend was restored from a backup and does not know it any more.
    Lost {
        /// `2023-09-18T10:05`, Danish time: when it was accepted.
        accepted_at: String,
        /// `2023-09-18T10:05`, Danish time: when it was found out.
        at: String,
    },
    /// Taken back before it was sent.
    Undone,
    /// Given up, with a reason.
    Discarded {
        /// Why.
        reason: String,
    },
    /// Written by another version of the program; this one cannot read it. It waits.
    Unreadable,
}

/// What was shown before confirming beside what was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Otherwise {
    /// Both in one sentence.
    pub text: Text,
    /// What was shown; empty where the citizen is not here.
    pub shown: Vec<Effect>,
    /// What was done.
    pub done: Vec<Effect>,
    /// Whether the caseworker has said so.
    pub is_seen: bool,
}

/// One field of a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Correction {
    /// The field's name.
    pub field: Text,
    /// As sent.
    pub sent: Text,
    /// As it would be sent again; none when unchanged.
    pub corrected: Option<Text>,
}

/// One step of a command's life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CourseLine {
    /// `2023-09-18T10:05`, Danish time.
    pub at: String,
    /// What happened.
    pub text: Text,
    /// Which rule.
    pub rule: Option<RuleChip>,
}
