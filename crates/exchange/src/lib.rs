//! What a desk and the backend say to each other: the command in its envelope, the verdict, the feed, the access log.
//!
//! A desk knows the backend only through [`Backend`]. The bundled backend and the one across a network answer alike.

mod access;
mod backend;
mod clock;
mod envelope;
mod feed;
mod inbox;
mod rows;
mod verdict;

pub use access::{
    AccessAction, AccessEntry, AccessHead, AccessLink, Accessed, Broken, NotedBy, Purpose, TypedNumber, Walk,
    first_broken,
};
pub use backend::{Accesses, Backend, Handshake, LookUp, MOST_ASKED, NoAnswer, Snapshot};
pub use clock::{Clock, SetClock};
pub use envelope::{Envelope, Fingerprint, Heading, Opened, PROTOCOL, RawCommand};
pub use feed::{Cursor, Epoch, FeedItem, FeedPage, JournalEntry, JournalLine, Scope};
pub use inbox::{Concern, InboxCursor, InboxMessage, InboxPage, KeptMark, Mark, MarkKind, MessageId};
pub use rows::{Row, RowError, area_name, area_named, changed_rows, read_rows, write_row, write_rows};
pub use verdict::{Answer, AsShown, Outcome, Verdict};
