use chrono::{DateTime, Utc};
use domain::{CommandId, Refusal};
use serde::{Deserialize, Serialize};

/// One step of a command's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Put in the outbox.
    Confirmed,
    /// The caseworker ended its rest.
    SentNow,
    /// Handed to the backend for the first time.
    Sent,
    /// Kept back at the desk.
    Held(Refusal),
    /// Refused by the backend.
    Refused(Refusal),
    /// Accepted by the backend.
    Accepted,
    /// The backend does not know its kind.
    NotUnderstood,
    /// Taken back.
    Undone,
    /// Given up.
    Discarded,
    /// The caseworker has seen that it went otherwise than shown.
    Seen,
    /// The backend, restored from a backup, does not know it any more.
    Lost,
    /// The backend knows it again.
    Found,
    /// Another command has taken its place.
    Renewed(CommandId),
}

/// A step with its moment, UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CourseStep {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub step: Step,
}
