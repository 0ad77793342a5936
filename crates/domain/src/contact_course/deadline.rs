use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Authority, ConversationType, Happening};
use crate::{
    Area, CprNumber, Occasion, RecordId,
    person::{Filed, Record},
};

/// The deadlines for booking and holding conversations (frister) of one person.
pub type Deadlines = Filed<Deadline>;

/// One deadline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// Its id.
    pub id: RecordId,
    /// The number it was registered under.
    pub number: CprNumber,
    /// Who set it.
    pub by: Authority,
    /// What it says.
    pub content: DeadlineContent,
    /// How often what it says has been written, from 1: who changes it says which one they saw. What meets it is not counted:
    /// a booking of one's own that comes to nothing would read as another's writing.
    pub revision: u32,
    /// When the backend registered it, UTC.
    pub registered: DateTime<Utc>,
    /// What has become of it. DFDG's FriststatusType is not known.
    pub state: DeadlineState,
}

/// What a deadline says, in a command too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeadlineContent {
    /// Which conversation (SamtaleType).
    #[serde(rename = "type")]
    pub kind: ConversationType,
    /// Fristdato: the last day for booking it, Danish calendar day, included.
    pub book_by: NaiveDate,
    /// SidsteAfholdelsesdato: the last day for holding it, Danish calendar day, included.
    pub hold_by: NaiveDate,
    /// StraksbookingPaakraevet: the citizen must book at once.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub at_once: bool,
}

/// What has become of a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum DeadlineState {
    /// Nothing is booked.
    Open,
    /// A booking fulfils it.
    Booked {
        /// Which.
        booking: RecordId,
    },
    /// The conversation was held.
    Held {
        /// As which.
        conversation: RecordId,
    },
    /// It was taken back.
    Withdrawn {
        /// When, UTC.
        at: DateTime<Utc>,
    },
}

/// What happens to a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineChange {
    /// It is set.
    Set {
        /// The number it is registered under.
        number: CprNumber,
        /// Who sets it.
        by: Authority,
        /// What it says.
        content: DeadlineContent,
    },
    /// It says something else.
    Changed {
        /// What it said.
        before: DeadlineContent,
        /// What it says.
        after: DeadlineContent,
    },
    /// A booking fulfils it.
    Booked {
        /// What it says.
        content: DeadlineContent,
        /// Which booking.
        booking: RecordId,
    },
    /// The booking that fulfilled it does so no longer.
    Reopened {
        /// What it says.
        content: DeadlineContent,
        /// Which booking.
        booking: RecordId,
    },
    /// The conversation was held.
    Held {
        /// What it says.
        content: DeadlineContent,
        /// As which.
        conversation: RecordId,
    },
    /// It is taken back.
    Withdrawn {
        /// What it says.
        content: DeadlineContent,
    },
}

impl DeadlineChange {
    /// What the deadline says once it is carried out.
    #[must_use]
    pub fn content(&self) -> DeadlineContent {
        match *self {
            Self::Set { content, .. }
            | Self::Changed { after: content, .. }
            | Self::Booked { content, .. }
            | Self::Reopened { content, .. }
            | Self::Held { content, .. }
            | Self::Withdrawn { content } => content,
        }
    }

    /// What a message says of it: DFDG knows of no deletion.
    #[must_use]
    pub fn happening(&self) -> Happening {
        match self {
            Self::Set { .. } => Happening::Made,
            _ => Happening::Changed,
        }
    }
}

/// How a deadline stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// There is time, or nothing is left to do.
    InTime,
    /// This is the last day for booking.
    Today,
    /// The last day for booking has passed, and nothing is booked.
    NotBooked,
    /// The last day for holding has passed, and nothing is held.
    NotHeld,
}

impl Deadline {
    /// How it stands on `day`.
    #[must_use]
    pub fn due(&self, day: NaiveDate) -> Due {
        match self.state {
            DeadlineState::Held { .. } | DeadlineState::Withdrawn { .. } => Due::InTime,
            DeadlineState::Open | DeadlineState::Booked { .. } if self.content.hold_by < day => Due::NotHeld,
            DeadlineState::Open if self.content.book_by < day => Due::NotBooked,
            DeadlineState::Open if self.content.book_by == day => Due::Today,
            DeadlineState::Open | DeadlineState::Booked { .. } => Due::InTime,
        }
    }

    /// The first day from which it needs somebody, included; none while nothing can make it late.
    #[must_use]
    pub fn due_from(&self) -> Option<NaiveDate> {
        match self.state {
            DeadlineState::Open => Some(self.content.book_by),
            DeadlineState::Booked { .. } => self.content.hold_by.succ_opt(),
            DeadlineState::Held { .. } | DeadlineState::Withdrawn { .. } => None,
        }
    }

    /// Whether it can still be changed and taken back: until it is held, or taken back already.
    #[must_use]
    pub fn can_be_written(&self) -> bool {
        matches!(self.state, DeadlineState::Open | DeadlineState::Booked { .. })
    }

    /// The booking that fulfils it.
    #[must_use]
    pub fn booking(&self) -> Option<RecordId> {
        match self.state {
            DeadlineState::Booked { booking } => Some(booking),
            DeadlineState::Open | DeadlineState::Held { .. } | DeadlineState::Withdrawn { .. } => None,
        }
    }

    /// Whether it waits for a booking.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state == DeadlineState::Open
    }
}

impl DeadlineContent {
    /// Whether a booking on `day` that nobody has held misses the deadline, seen on `today`: it comes after the last day for
    /// holding, or its day has passed.
    #[must_use]
    pub fn is_missed_by(&self, day: NaiveDate, today: NaiveDate) -> bool {
        self.hold_by < day || day < today
    }

    /// A citizen has at least so many days to book in, unless they must at once.
    const NOTICE: Days = Days::new(8);

    /// Whether the citizen has less time to book than the rules of self-booking give.
    #[must_use]
    pub fn is_short(&self, today: NaiveDate) -> bool {
        !self.at_once && today.checked_add_days(Self::NOTICE).is_some_and(|first| self.book_by < first)
    }
}

impl Record for Deadline {
    const AREA: Area = Area::BookingDeadlines;

    fn id(&self) -> RecordId {
        self.id
    }
}

impl Deadlines {
    /// The deadline with `id`, whatever has become of it.
    #[must_use]
    pub fn find(&self, id: RecordId) -> Option<&Deadline> {
        self.records.iter().find(|deadline| deadline.id == id)
    }

    pub(crate) fn carry_out(&mut self, record: RecordId, change: &DeadlineChange, occasion: Occasion) {
        let at = occasion.now.instant;
        let mut become_ = |state| self.change(record, |deadline| deadline.state = state);
        match *change {
            DeadlineChange::Set { number, by, content } => {
                let state = DeadlineState::Open;
                let deadline = Deadline { id: record, number, by, content, revision: 1, registered: at, state };
                self.add(deadline, occasion.now.today);
            }
            DeadlineChange::Changed { after, .. } => self.change(record, |deadline| {
                deadline.content = after;
                deadline.revision += 1;
            }),
            DeadlineChange::Booked { booking, .. } => become_(DeadlineState::Booked { booking }),
            DeadlineChange::Reopened { .. } => become_(DeadlineState::Open),
            DeadlineChange::Held { conversation, .. } => become_(DeadlineState::Held { conversation }),
            DeadlineChange::Withdrawn { .. } => become_(DeadlineState::Withdrawn { at }),
        }
    }
}
