use chrono::{DateTime, Utc};
use domain::{Actor, CommandId, CprNumber, PersonId};
use serde::{Deserialize, Serialize};

use crate::{
    AccessHead, AccessLink, Accessed, Answer, Cursor, Epoch, FeedItem, FeedPage, InboxCursor, InboxPage, Mark, Purpose,
    RawCommand, Scope,
};

/// The most commands that [`Backend::unknown`] is asked about at once.
pub const MOST_ASKED: usize = 500;

/// The authority as a desk reaches it. A connection belongs to one actor; nothing in a request says who asks.
pub trait Backend: Send {
    /// Who the backend is and what time it has.
    ///
    /// # Errors
    /// [`NoAnswer`]: nothing is known of the backend.
    fn handshake(&self) -> Result<Handshake, NoAnswer>;

    /// Hands commands over, in order. One answer each; a repeated id gets the answer it got before.
    ///
    /// # Errors
    /// [`NoAnswer`] is no verdict: the commands may have been executed or not, and are sent again with the same ids.
    fn push(&self, commands: &[RawCommand]) -> Result<Vec<Answer>, NoAnswer>;

    /// Which of these commands it has never answered, in the same order: what a restored backup has lost. At most
    /// [`crate::MOST_ASKED`] are asked about at once; the rest are left out of the answer.
    ///
    /// # Errors
    /// [`NoAnswer`]: nothing is known of any of them.
    fn unknown(&self, commands: &[CommandId]) -> Result<Vec<CommandId>, NoAnswer>;

    /// What has changed in the actor's `scope` since `cursor`, at most about `limit` subjects; from the start without one.
    ///
    /// # Errors
    /// [`NoAnswer`]: nothing was read, the cursor stays.
    fn pull(&self, scope: Scope, cursor: Option<Cursor>, limit: usize) -> Result<FeedPage, NoAnswer>;

    /// One citizen, by any number. Outside the actor's jobcentre a purpose is needed. The backend notes the look-up.
    ///
    /// # Errors
    /// [`NoAnswer`]: nothing is known of the citizen, not even whether there is one.
    fn look_up(&self, number: CprNumber, purpose: Option<&Purpose>) -> Result<LookUp, NoAnswer>;

    /// The messages to the actor's authority, and what its people have done with them, after `cursor`: at most `limit` of
    /// each, the oldest first; from the start without a cursor.
    ///
    /// # Errors
    /// [`NoAnswer`]: nothing was read, the cursor stays.
    fn messages(&self, cursor: Option<InboxCursor>, limit: usize) -> Result<InboxPage, NoAnswer>;

    /// Keeps what the actor has done with messages. Marks that are kept already are passed over.
    ///
    /// # Errors
    /// [`NoAnswer`]: they may be kept or not, and are handed over again with the same ids.
    fn mark(&self, marks: &[Mark]) -> Result<(), NoAnswer>;

    /// Takes over a piece of the desk's access log and notes its head. Links that the backend has already are passed over.
    ///
    /// # Errors
    /// [`NoAnswer`]: the desk keeps them and hands them in again.
    fn hand_in(&self, device: &str, links: &[AccessLink]) -> Result<AccessHead, NoAnswer>;

    /// What the backend has of the device's chain: its head at the link `up_to`, or at its end where that is earlier.
    ///
    /// # Errors
    /// [`NoAnswer`].
    fn handed_in(&self, device: &str, up_to: u64) -> Result<AccessHead, NoAnswer>;

    /// Every noted use of a citizen's data. Outside the actor's jobcentre a purpose is needed. The backend notes the
    /// question.
    ///
    /// # Errors
    /// [`NoAnswer`].
    fn accesses(&self, subject: PersonId, purpose: Option<&Purpose>) -> Result<Accesses, NoAnswer>;
}

/// The backend as it presents itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handshake {
    /// [`crate::PROTOCOL`] of the backend.
    pub protocol: u32,
    /// The store's present life.
    pub epoch: Epoch,
    /// Who the connection speaks for.
    pub actor: Actor,
    /// The backend's clock, UTC.
    pub now: DateTime<Utc>,
}

/// The answer to a look-up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LookUp {
    /// The citizen, whole.
    Found(Box<Snapshot>),
    /// Nobody has or had the number (4404).
    Unknown,
    /// No citizen of the actor's jobcentre has the number, and no purpose was given. Whether there is one is not said.
    AskPurpose,
}

/// The answer to the question who has used a citizen's data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Accesses {
    /// All that the backend has, under every id that was ever the citizen's.
    Known {
        /// The latest first.
        entries: Vec<Accessed>,
        /// How many more there are, which this version cannot read.
        unread: u32,
    },
    /// No citizen of the actor's jobcentre has the id, and no purpose was given.
    AskPurpose,
}

/// A citizen as the backend has it now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The citizen's rows and whole journal: a [`FeedItem::Present`].
    pub item: FeedItem,
    /// Whether the citizen is of the actor's jobcentre.
    pub in_scope: bool,
}

/// The backend did not answer. Never a verdict, never a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoAnswer {
    /// It cannot be reached.
    #[error("the backend cannot be reached")]
    Unreachable,
    /// It was reached and could not do its work (its store failed, it is shutting down). Try again later.
    #[error("the backend cannot work at the moment")]
    OutOfOrder,
}
