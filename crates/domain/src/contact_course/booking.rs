use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{ConversationForm, ConversationType, Guest, SourceSystem};
use crate::{
    Area, CaseworkerId, CommandId, CprNumber, FundCode, JobcentreCode, Occasion, RecordId, danish_day,
    person::{Filed, Record},
};

/// The bookings (indkaldelser) of one person. Cancelled ones stay, so that the history can be told.
pub type Bookings = Filed<Booking>;

/// One booking: what somebody is summoned to.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Booking {
    /// Its id.
    pub id: RecordId,
    /// The number it was registered under.
    pub number: CprNumber,
    /// Who summons.
    pub by: Authority,
    /// To what.
    pub content: BookingContent,
    /// Who takes part in a joint conversation beside who summons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guest: Option<Guest>,
    /// The commands that have written it, in their order: who acts on it says which of them they saw.
    pub writings: Vec<CommandId>,
    /// When the backend registered it, UTC.
    pub registered: DateTime<Utc>,
    /// Whether it stands.
    pub state: BookingState,
}

/// An authority that summons citizens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Authority {
    /// A jobcentre.
    Jobcentre(JobcentreCode),
    /// An unemployment fund.
    Fund(FundCode),
}

/// Whether a booking stands.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum BookingState {
    /// It does.
    Planned,
    /// It was cancelled.
    Cancelled {
        /// When, UTC.
        at: DateTime<Utc>,
        /// In the words of who did it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// The conversation was held.
    Held {
        /// As which.
        conversation: RecordId,
    },
}

/// What a booking says, with nothing in it that contradicts itself.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BookingContent {
    /// Conversation type (samtaletype).
    #[serde(rename = "type")]
    pub kind: ConversationType,
    /// Conversation form (samtaleform).
    pub form: ConversationForm,
    /// With the citizen alone, or with several.
    pub meeting: Meeting,
    /// UTC.
    pub start: DateTime<Utc>,
    /// UTC, at or after the start; not every authority says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<DateTime<Utc>>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The number to call: `+` or nothing, and 3 to 20 digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Where a digital meeting is held: `https://…`.
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
    /// Whether the citizen may move it (ombooking).
    pub rebooking: Rebooking,
    /// Whether the citizen may cancel it (aflysning).
    pub cancelling: Cancelling,
    /// The system that alone may change it (ejersystem).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<SourceSystem>,
    /// Whether the citizen booked it (selvbooket).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub self_booked: bool,
}

/// With whom a citizen meets (MoedeGruppeType).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meeting {
    /// Alone.
    Individual,
    /// With other citizens, in this group meeting.
    Group(Uuid),
}

/// Whether a citizen may move a booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rebooking {
    /// No.
    No,
    /// Until a day, that day included.
    Until(NaiveDate),
}

/// Whether a citizen may cancel a booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cancelling {
    /// No.
    No,
    /// At any time before the start.
    Yes,
    /// Until a day, that day included.
    Until(NaiveDate),
}

/// What happens to a booking.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BookingChange {
    /// It is made.
    Made {
        /// The number it is registered under.
        number: CprNumber,
        /// Who summons.
        by: Authority,
        /// To what.
        content: Box<BookingContent>,
        /// Who takes part in a joint conversation beside who summons.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        guest: Option<Guest>,
    },
    /// Another authority takes part in a joint conversation, or none any more.
    Participation {
        /// What it says.
        content: Box<BookingContent>,
        /// Who did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<Guest>,
        /// Who does.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<Guest>,
    },
    /// It says something else.
    Changed {
        /// What it said.
        before: Box<BookingContent>,
        /// What it says.
        after: Box<BookingContent>,
    },
    /// It is cancelled.
    Cancelled {
        /// What it says.
        content: Box<BookingContent>,
        /// In the words of who does it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// The conversation was held.
    Held {
        /// What it says.
        content: Box<BookingContent>,
        /// As which.
        conversation: RecordId,
    },
}

impl Record for Booking {
    const AREA: Area = Area::Bookings;

    fn id(&self) -> RecordId {
        self.id
    }
}

impl Booking {
    /// Whether it is still to come about: neither cancelled nor held.
    #[must_use]
    pub fn stands(&self) -> bool {
        matches!(self.state, BookingState::Planned)
    }

    /// One writing may change more than one thing.
    fn is_written_by(&mut self, command: CommandId) {
        if self.writings.last() != Some(&command) {
            self.writings.push(command);
        }
    }

    /// Whether it is that authority's to act on.
    #[must_use]
    pub fn is_of(&self, authority: Authority) -> bool {
        self.by.acts_as(authority)
    }
}

impl Authority {
    /// The fund, of one.
    #[must_use]
    pub fn fund(self) -> Option<FundCode> {
        match self {
            Self::Fund(fund) => Some(fund),
            Self::Jobcentre(_) => None,
        }
    }

    /// Whether what one has registered is the other's to act on. [ours] What any jobcentre has, is the present one's.
    #[must_use]
    pub fn acts_as(self, other: Self) -> bool {
        match (self, other) {
            (Self::Jobcentre(_), Self::Jobcentre(_)) => true,
            (Self::Fund(one), Self::Fund(other)) => one == other,
            (Self::Jobcentre(_), Self::Fund(_)) | (Self::Fund(_), Self::Jobcentre(_)) => false,
        }
    }
}

impl BookingContent {
    /// The Danish day on which it begins.
    #[must_use]
    pub fn day(&self) -> NaiveDate {
        danish_day(self.start)
    }

    /// The end, or a moment after the start where none is known.
    #[must_use]
    pub fn end_or_soon(&self) -> DateTime<Utc> {
        self.end.filter(|end| self.start < *end).unwrap_or(self.start + Duration::minutes(1))
    }

    /// Whether the two share a moment. One may begin when the other ends.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end_or_soon() && other.start < self.end_or_soon()
    }
}

impl Bookings {
    /// The booking with `id`, whether it stands or not.
    #[must_use]
    pub fn find(&self, id: RecordId) -> Option<&Booking> {
        self.records.iter().find(|booking| booking.id == id)
    }

    /// Those that stand.
    pub fn standing(&self) -> impl Iterator<Item = &Booking> {
        self.records.iter().filter(|booking| booking.stands())
    }

    pub(crate) fn carry_out(&mut self, record: RecordId, change: &BookingChange, occasion: Occasion) {
        match change {
            BookingChange::Made { number, by, content, guest } => {
                let booking = Booking {
                    id: record,
                    number: *number,
                    by: *by,
                    content: content.as_ref().clone(),
                    guest: guest.clone(),
                    writings: vec![occasion.command],
                    registered: occasion.now.instant,
                    state: BookingState::Planned,
                };
                self.add(booking, occasion.now.today);
            }
            BookingChange::Participation { after, .. } => self.change(record, |booking| {
                booking.guest.clone_from(after);
                booking.is_written_by(occasion.command);
            }),
            BookingChange::Changed { after, .. } => self.change(record, |booking| {
                booking.content = after.as_ref().clone();
                booking.is_written_by(occasion.command);
            }),
            BookingChange::Cancelled { reason, .. } => self.change(record, |booking| {
                booking.state = BookingState::Cancelled { at: occasion.now.instant, reason: reason.clone() };
                booking.is_written_by(occasion.command);
            }),
            BookingChange::Held { conversation, .. } => self.change(record, |booking| {
                booking.state = BookingState::Held { conversation: *conversation };
                booking.is_written_by(occasion.command);
            }),
        }
    }
}
