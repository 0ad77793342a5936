use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{BookingContent, Cancelling, ConversationForm, ConversationType, Meeting, Rebooking, SourceSystem};
use crate::CaseworkerId;

/// The longest title and the longest place, in characters.
pub const MAX_BOOKING_TITLE: usize = 100;
/// The longest description and the longest reason, in characters.
pub const MAX_BOOKING_TEXT: usize = 2000;
/// The longest link, in characters.
pub const MAX_BOOKING_LINK: usize = 2000;
/// The longest user name of who holds the conversation, in characters.
pub const MAX_BOOKING_USER: usize = 255;

/// A booking as somebody wrote it in a command, not yet looked at: DFDG's own fields, which can contradict each other.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenBooking {
    /// SamtaleType.
    #[serde(rename = "type")]
    pub kind: ConversationType,
    /// Samtaleform.
    pub form: ConversationForm,
    /// MoedeGruppeType: [`WrittenBooking::INDIVIDUAL`] or [`WrittenBooking::GROUP`]. DFDG's ids are not known.
    pub meeting: String,
    /// The group meeting, of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_meeting: Option<Uuid>,
    /// MoedeStarttidspunkt, UTC.
    pub start: DateTime<Utc>,
    /// MoedeSluttidspunkt, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<DateTime<Utc>>,
    /// In the place of an end: for how many minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The number to call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// DigitaltMoedelink.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// In one line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What the citizen is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Who holds the conversation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caseworker: Option<CaseworkerId>,
    /// OmbookingMulig.
    pub rebooking_possible: bool,
    /// OmbookingFrist: the last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rebooking_deadline: Option<NaiveDate>,
    /// Whether the citizen may cancel.
    pub cancelling_possible: bool,
    /// Aflysningsfrist: the last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancelling_deadline: Option<NaiveDate>,
    /// Ejersystem.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<SourceSystem>,
    /// Selvbooket.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub self_booked: bool,
}

impl WrittenBooking {
    /// A meeting with the citizen alone.
    pub const INDIVIDUAL: &'static str = "individual";
    /// A meeting with several citizens.
    pub const GROUP: &'static str = "group";
}

impl From<&BookingContent> for WrittenBooking {
    fn from(content: &BookingContent) -> Self {
        let (meeting, group_meeting) = match content.meeting {
            Meeting::Individual => (Self::INDIVIDUAL, None),
            Meeting::Group(meeting) => (Self::GROUP, Some(meeting)),
        };
        let (rebooking_possible, rebooking_deadline) = match content.rebooking {
            Rebooking::No => (false, None),
            Rebooking::Until(last) => (true, Some(last)),
        };
        let (cancelling_possible, cancelling_deadline) = match content.cancelling {
            Cancelling::No => (false, None),
            Cancelling::Yes => (true, None),
            Cancelling::Until(last) => (true, Some(last)),
        };
        Self {
            kind: content.kind,
            form: content.form,
            meeting: meeting.to_owned(),
            group_meeting,
            start: content.start,
            end: content.end,
            minutes: None,
            place: content.place.clone(),
            phone: content.phone.clone(),
            link: content.link.clone(),
            title: content.title.clone(),
            description: content.description.clone(),
            caseworker: content.caseworker.clone(),
            rebooking_possible,
            rebooking_deadline,
            cancelling_possible,
            cancelling_deadline,
            owner: content.owner,
            self_booked: content.self_booked,
        }
    }
}

/// The type alone: debug text ends in logs.
impl fmt::Debug for WrittenBooking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WrittenBooking(type {})", self.kind)
    }
}
