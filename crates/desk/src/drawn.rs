//! A booking as a calendar draws it: nothing of what somebody has written of the conversation.

use chrono::{
    DateTime, Utc,
    serde::{ts_milliseconds, ts_milliseconds_option},
};
use domain::{
    CaseworkerId, RecordId,
    contact_course::{Authority, Booking, BookingState, ConversationForm, ConversationType, Meeting, SourceSystem},
};
use serde::{Deserialize, Serialize};

/// What a calendar needs of a booking, to draw it and to see what stands at the same time.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawn {
    /// Its id.
    pub id: RecordId,
    /// Who summons.
    pub by: Authority,
    /// Conversation type.
    pub kind: ConversationType,
    /// Conversation form.
    pub form: ConversationForm,
    /// With the citizen alone, or with several.
    pub meeting: Meeting,
    /// UTC.
    #[serde(with = "ts_milliseconds")]
    pub start: DateTime<Utc>,
    /// UTC; none where it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "ts_milliseconds_option")]
    pub end: Option<DateTime<Utc>>,
    /// The end, or a moment after the start where none is known.
    #[serde(with = "ts_milliseconds")]
    pub until: DateTime<Utc>,
    /// Place, telephone number or link: where the citizen meets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Who holds the conversation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caseworker: Option<CaseworkerId>,
    /// The system that alone may change it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<SourceSystem>,
    /// Whether the citizen booked it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub self_booked: bool,
    /// How often it has been written.
    pub written: usize,
    /// Whether it stands.
    pub state: DrawnState,
}

/// Whether a booking stands, without the words in which it was cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DrawnState {
    /// It is still to come about.
    Planned,
    /// It was cancelled.
    Cancelled,
    /// The conversation was held.
    Held,
}

impl Drawn {
    /// What is drawn of a booking.
    #[must_use]
    pub fn of(booking: &Booking) -> Self {
        let content = &booking.content;
        Self {
            id: booking.id,
            by: booking.by,
            kind: content.kind,
            form: content.form,
            meeting: content.meeting,
            start: content.start,
            end: content.end,
            until: content.end_or_soon(),
            place: [&content.place, &content.phone, &content.link].into_iter().find_map(Clone::clone),
            caseworker: content.caseworker.clone(),
            owner: content.owner,
            self_booked: content.self_booked,
            written: booking.writings.len(),
            state: match booking.state {
                BookingState::Planned => DrawnState::Planned,
                BookingState::Cancelled { .. } => DrawnState::Cancelled,
                BookingState::Held { .. } => DrawnState::Held,
            },
        }
    }

    /// Whether it is still to come about: neither cancelled nor held.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.state == DrawnState::Planned
    }

    /// Whether the two share a moment. One may begin when the other ends.
    #[must_use]
    pub fn overlaps(&self, (start, until): (DateTime<Utc>, DateTime<Utc>)) -> bool {
        self.start < until && start < self.until
    }
}
