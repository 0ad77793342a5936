use chrono::{DateTime, Utc};
use domain::{Command, Person, Refusal};
use exchange::{Envelope, JournalLine};

/// A citizen as this desk has them: what the backend has said, and nothing of what waits here.
#[derive(Clone, Debug)]
pub struct Known {
    /// The rows.
    pub person: Person,
    /// Feed number of the rows.
    pub version: u64,
    /// The journal, oldest first.
    pub journal: Vec<JournalLine>,
    /// When the rows came from the backend, UTC.
    pub fetched_at: DateTime<Utc>,
    /// Whether the citizen is of this desk's scope; a citizen looked up outside it is kept for the day only.
    pub in_scope: bool,
}

/// A command of the outbox, read.
#[derive(Clone, Debug)]
pub struct Pending {
    /// As it was sealed.
    pub envelope: Envelope,
    /// None where this version cannot read it.
    pub command: Option<Command>,
    /// Where it stands.
    pub state: PendingState,
}

/// Where a command of the outbox stands. Times are UTC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PendingState {
    /// Confirmed; may be undone until then.
    Resting {
        /// The end of the rest.
        until: DateTime<Utc>,
    },
    /// To be sent when it can be.
    Waiting,
    /// On its way: the answer is not known, so it cannot be undone.
    Sent,
    /// Kept back at the desk.
    Held(Refusal),
    /// Refused by the backend.
    Refused {
        /// Why.
        refusal: Refusal,
        /// When.
        at: DateTime<Utc>,
    },
    /// Accepted by the backend.
    Accepted {
        /// When.
        at: DateTime<Utc>,
        /// Whether what was shown was done.
        went: Went,
    },
    /// Accepted once, and not known to the backend any more: it was restored from a backup.
    Lost {
        /// When it was accepted.
        accepted_at: DateTime<Utc>,
        /// When the desk found out.
        at: DateTime<Utc>,
    },
    /// Taken back before it was sent.
    Undone {
        /// When.
        at: DateTime<Utc>,
    },
    /// Given up with a reason; stays in the history.
    Discarded {
        /// Why.
        reason: String,
        /// When.
        at: DateTime<Utc>,
    },
    /// Written by another version; waits for one that can read it.
    Unreadable,
}

/// How an accepted command went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Went {
    /// What was shown was done, or nothing was shown.
    AsShown,
    /// Something else was done.
    Otherwise {
        /// Whether the caseworker has said that it is seen.
        is_seen: bool,
    },
}

impl PendingState {
    /// Whether the command may still change something: it takes part in what the citizen's page shows as waiting.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Resting { .. } | Self::Waiting | Self::Sent)
    }

    /// Whether somebody must act.
    #[must_use]
    pub fn needs_somebody(&self) -> bool {
        matches!(self, Self::Held(_) | Self::Refused { .. } | Self::Lost { .. })
    }

    /// Whether somebody must say that it is seen: it went otherwise than shown.
    #[must_use]
    pub fn is_to_be_seen(&self) -> bool {
        matches!(self, Self::Accepted { went: Went::Otherwise { is_seen: false }, .. })
    }

    /// Whether it may be given up with a reason. What has left may not: it may have been executed.
    #[must_use]
    pub fn can_be_discarded(&self) -> bool {
        match self {
            Self::Resting { .. }
            | Self::Waiting
            | Self::Held(_)
            | Self::Refused { .. }
            | Self::Lost { .. }
            | Self::Unreadable => true,
            Self::Sent | Self::Accepted { .. } | Self::Undone { .. } | Self::Discarded { .. } => false,
        }
    }
}
