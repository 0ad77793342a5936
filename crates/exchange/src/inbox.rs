use std::fmt;

use chrono::{DateTime, Utc};
use domain::{Audience, CaseworkerId, CommandId, Message, PersonId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::Epoch;

/// A message in an authority's inbox. Nothing of it ever changes, so one that comes twice is the same.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct InboxMessage {
    /// Which.
    pub id: MessageId,
    /// Order in the store's present life.
    pub sequence: u64,
    /// When the backend made it, UTC.
    pub at: DateTime<Utc>,
    /// About whom, when it was made; perhaps merged since.
    pub subject: PersonId,
    /// Whose the citizen was then.
    pub concern: Concern,
    /// A [`Message`], as it was stored. A later backend may send kinds that this version does not know.
    pub message: Value,
}

/// Which message: the same in every life of the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct MessageId {
    /// The command that caused it.
    pub command: CommandId,
    /// Its place among the messages of that command, from 0.
    pub nth: u32,
}

/// Whose the citizen of a message was when it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Concern {
    /// The reader's.
    Ours,
    /// Somebody else's, or nobody's.
    Others,
}

/// Something that somebody did with a message. It is done for the whole jobcentre.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Made and stored at the desk before it is handed over; the same one again changes nothing.
    pub id: Uuid,
    /// With which message.
    pub message: MessageId,
    /// What.
    pub what: MarkKind,
    /// When, by the desk's clock, UTC.
    pub at: DateTime<Utc>,
}

/// What somebody did with a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// Read it. The first one stays.
    Opened,
    /// Finished with it.
    Done,
    /// Took [`MarkKind::Done`] back.
    TakenBack,
}

/// A mark as the backend keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptMark {
    /// Order of the jobcentre's marks in the store's present life. Of two that contradict each other the later counts.
    pub position: u64,
    /// By whom: known from the connection.
    pub by: CaseworkerId,
    /// What was done.
    pub mark: Mark,
}

/// How far a desk has read its inbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxCursor {
    /// In which epoch.
    pub epoch: Epoch,
    /// The last message read, by its sequence.
    pub message: u64,
    /// The last mark read, by its position.
    pub mark: u64,
}

/// A piece of an inbox.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InboxPage {
    /// Oldest first.
    pub messages: Vec<InboxMessage>,
    /// What the jobcentre has done with its messages, in the order of the backend.
    pub marks: Vec<KeptMark>,
    /// Where to go on. Stored in the same transaction as the rest.
    pub next: InboxCursor,
    /// Whether there is more to read now.
    pub more: bool,
    /// Set when the cursor was from a life that the store has not lived: what the desk has is out of date.
    pub from_the_start: bool,
}

impl InboxMessage {
    /// The message, where this version knows its kind.
    #[must_use]
    pub fn read(&self) -> Option<Message> {
        serde_json::from_value(self.message.clone()).ok()
    }

    /// The sender's name of the kind, also of one that this version does not know.
    #[must_use]
    pub fn kind(&self) -> &str {
        match self.message.get("body") {
            Some(Value::Object(body)) => body.keys().next().map_or("", String::as_str),
            Some(Value::String(kind)) => kind,
            _ => "",
        }
    }

    /// Whether it was sent to every jobcentre, and not to the reader alone.
    #[must_use]
    pub fn is_to_everybody(&self) -> bool {
        let to = self.message.get("to").cloned().unwrap_or_default();
        serde_json::from_value(to).is_ok_and(|to: Audience| to == Audience::EveryJobcentre)
    }

    /// A digest of what it says: equal for two messages of the same kind with the same content.
    #[must_use]
    pub fn content(&self) -> String {
        let body = self.message.get("body").map(Value::to_string).unwrap_or_default();
        Sha256::digest(body.as_bytes()).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The id alone: debug text ends in logs.
impl fmt::Debug for InboxMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "InboxMessage({}/{})", self.id.command, self.id.nth)
    }
}
