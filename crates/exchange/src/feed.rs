use chrono::{DateTime, Utc};
use domain::{Actor, Area, Audience, CommandId, MessageBody, NotDone, NoticeKind, PersonId, RuleId, What};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Row;

/// The life of a store from one opening to the next. A store knows how far its former ones came; a restored backup lacks
/// those that came after it, and desks that have read of them pull everything anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Epoch(pub Uuid);

/// Whose citizens a desk asks the feed for, and keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Everybody of the caseworker's jobcentre.
    #[default]
    Jobcentre,
    /// Those whom the caseworker is contact person for.
    Caseload,
    /// Nobody: the feed only says how far it has come, and each citizen is looked up.
    Nobody,
}

/// How far a desk has read the feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// In which epoch.
    pub epoch: Epoch,
    /// The last feed number read.
    pub position: u64,
}

/// A piece of the feed: what a desk's scope looks like now, where it has changed since the cursor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FeedPage {
    /// The feed number after which it begins, 0 for the start; not said by backends of before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<u64>,
    /// Changed subjects, in the order of their feed numbers.
    pub items: Vec<FeedItem>,
    /// Where to go on. Stored in the same transaction as the items.
    pub next: Cursor,
    /// Whether there is more to pull now.
    pub more: bool,
    /// The backend's clock, UTC (the exercise clock in an exercise).
    pub now: DateTime<Utc>,
    /// Set when the cursor was from a life that the store has not lived: everything the desk has that this pull does not
    /// bring is out of date.
    pub from_the_start: bool,
}

impl FeedPage {
    /// Whether it goes on from `cursor`. One that does not is the answer to another question, come late: whoever stored it
    /// would pass over everybody between the two. The epochs are not compared: the store may have been opened again, and one
    /// that has not lived what was stored says so at the next pull.
    #[must_use]
    pub fn answers(&self, cursor: Option<Cursor>) -> bool {
        let Some(after) = self.after else { return true };
        match cursor {
            Some(cursor) if !self.from_the_start => cursor.position == after,
            Some(_) | None => after == 0,
        }
    }
}

/// One subject in the feed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeedItem {
    /// In scope: the rows as they are now, whole.
    Present {
        /// Who.
        subject: PersonId,
        /// The subject's latest feed number.
        version: u64,
        /// Every row of the subject.
        rows: Vec<Row>,
        /// Ids that were merged into this one.
        aliases: Vec<PersonId>,
        /// Journal lines since the cursor; all of them for a subject that has just come into scope.
        journal: Vec<JournalLine>,
    },
    /// Not in scope any more. The desk drops its rows and keeps what waits and what was answered.
    Gone {
        /// Who.
        subject: PersonId,
        /// Where a merge put everything, if that is why.
        survivor: Option<PersonId>,
        /// Whether the actor's jobcentre has them still, and only the caseload is left; not said by backends of before.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        is_ours: bool,
    },
}

/// One line of the journal: what happened, because of what. Append-only; never replayed for state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalLine {
    /// Order of everything that ever happened in this store.
    pub sequence: u64,
    /// Whose history it belongs to.
    pub subject: PersonId,
    /// The command that caused it.
    pub command: CommandId,
    /// The kind of that command.
    pub kind: String,
    /// Who sent it.
    pub actor: Actor,
    /// The moment of registration, UTC.
    pub at: DateTime<Utc>,
    /// The desk's time of writing, UTC.
    pub written_at: DateTime<Utc>,
    /// The rules that say so; the first is the one that decided.
    pub rules: Vec<RuleId>,
    /// What happened, or did not.
    pub entry: JournalEntry,
}

/// What a journal line tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JournalEntry {
    /// A change, with before and after.
    Change(What),
    /// Somebody was told.
    Message {
        /// Who.
        to: Audience,
        /// What.
        body: MessageBody,
    },
    /// Something to know.
    Notice(NoticeKind),
    /// Something that was deliberately left alone.
    NotDone(NotDone),
}

impl JournalLine {
    /// The area under which the line stands in the history; messages and notices stand with the numbers.
    #[must_use]
    pub fn area(&self) -> Area {
        match &self.entry {
            JournalEntry::Change(what) => what.area(),
            JournalEntry::Message { .. } | JournalEntry::Notice(_) | JournalEntry::NotDone(_) => Area::Numbers,
        }
    }
}
