use chrono::{DateTime, Utc};
use domain::{CommandId, Decision, Refusal};
use serde::{Deserialize, Serialize};

/// The backend's answer to one command of a push.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Accepted or refused, once and for ever; the same for a repeated id.
    Verdict(Verdict),
    /// This backend does not know the kind. No verdict: the command waits.
    NotUnderstood {
        /// Which command.
        id: CommandId,
    },
    /// The id has been used for another content. Nothing is carried out, and the first verdict stands (SB-9001).
    IdTaken {
        /// Which command.
        id: CommandId,
    },
}

impl Answer {
    /// The command that is answered.
    #[must_use]
    pub fn id(&self) -> CommandId {
        match self {
            Self::Verdict(verdict) => verdict.id,
            Self::NotUnderstood { id } | Self::IdTaken { id } => *id,
        }
    }
}

/// What became of a command. Never changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// Which command.
    pub id: CommandId,
    /// Accepted or refused.
    pub outcome: Outcome,
    /// The moment of registration, UTC.
    pub decided_at: DateTime<Utc>,
}

/// Accepted or refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Carried out.
    Accepted {
        /// What was done.
        decision: Decision,
        /// Whether that is what the caseworker was shown.
        as_shown: AsShown,
    },
    /// Nothing of it was carried out.
    Refused(Refusal),
}

/// How a decision compares with what was shown before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AsShown {
    /// Nothing was shown.
    NotPreviewed,
    /// The same.
    AsShown,
    /// Something else: *gik anderledes end vist*.
    Otherwise,
}
