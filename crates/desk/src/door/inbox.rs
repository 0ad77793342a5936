use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{NumberView, RuleChip, Text};

/// Asks for the inbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct InboxAsk {
    /// Whether what is done is shown too.
    pub with_done: bool,
    /// How many lines of each group to bring, at most 500.
    pub most: u32,
}

/// The messages to this jobcentre.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct InboxView {
    /// What needs somebody, what is good to know, what is not ours: always all three, in this order.
    pub groups: Vec<MessageGroup>,
    /// How old the list is.
    pub as_of: Text,
    /// What has been done here and is not handed over yet.
    pub waiting: u32,
}

/// What a message asks of its reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Asks {
    /// Somebody must do something: *kræver handling*.
    Action,
    /// Good to know: *til orientering*.
    Notice,
    /// The citizen is another's: *vedrører ikke os*.
    Nothing,
}

/// One group of the inbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MessageGroup {
    /// Which.
    pub asks: Asks,
    /// Newest first.
    pub lines: Vec<MessageLine>,
    /// How many there are, those included that are not brought.
    pub total: u32,
    /// How many of the group are done and left out.
    pub done: u32,
}

/// A message in the list. Messages that say the same are one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MessageLine {
    /// Which.
    pub message: String,
    /// The sender's name of the kind: `GetCprChanged`.
    pub kind: String,
    /// What has happened, in two or three words.
    pub title: Text,
    /// About whom: the name of a citizen of ours, or that it is another's.
    pub name: Text,
    /// The citizen's number in the message.
    pub number: Option<NumberView>,
    /// What it means here.
    pub detail: Text,
    /// When it was last received: `2023-09-18T10:05`, Danish time.
    pub at: String,
    /// How many times it was received.
    pub times: u32,
    /// Whether nobody of the jobcentre has opened it.
    pub unread: bool,
    /// Who has finished it.
    pub done: Option<HandledView>,
    /// Person id, where the citizen is ours.
    pub citizen: Option<String>,
}

/// That somebody has opened or finished a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HandledView {
    /// Name.
    pub by: String,
    /// `2023-09-18T10:05`, Danish time.
    pub at: String,
    /// Whether it is not handed over yet: colleagues do not see it.
    pub waits: bool,
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MessageRef {
    /// [`MessageLine::message`].
    pub message: String,
}

/// Finishes a message, or takes that back; for the whole jobcentre.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MarkMessage {
    /// [`MessageLine::message`].
    pub message: String,
    /// Whether it is done.
    pub done: bool,
}

/// A message as its reader sees it. Numbers are masked, and of a citizen who is not ours nothing more is said than the
/// message itself says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MessageView {
    /// As it stands in the list.
    pub line: MessageLine,
    /// What it asks of its reader.
    pub asks: Asks,
    /// Why it is in that group.
    pub why_here: Reason,
    /// Why it was sent.
    pub why_sent: Reason,
    /// What it says.
    pub facts: Vec<MessageFact>,
    /// Each time it was received, the latest first: `2023-09-18T10:05`, Danish time.
    pub received: Vec<String>,
    /// Who opened it first.
    pub opened: Option<HandledView>,
    /// The one thing to do.
    pub action: MessageAction,
}

/// A sentence with the rules behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Reason {
    /// Why.
    pub text: Text,
    /// The deciding one first.
    pub rules: Vec<RuleChip>,
}

/// One thing that a message says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MessageFact {
    /// Its name.
    pub name: Text,
    /// What it says, where that is no number.
    pub value: Option<Text>,
    /// A number.
    pub number: Option<NumberView>,
    /// What to know about it.
    pub note: Option<Text>,
    /// Which rule.
    pub rule: Option<RuleChip>,
}

/// The one thing to do with a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum MessageAction {
    /// Open the citizen.
    OpenCitizen {
        /// Person id.
        citizen: String,
        /// Where on the citizen's page.
        at: CitizenPart,
        /// What stands on the button.
        text: Text,
    },
    /// Look the citizen up by the number of the message, which the screen has under its mask alone.
    LookUp {
        /// What stands on the button.
        text: Text,
    },
    /// Nothing but saying that it is seen: the same as done.
    MarkAsSeen {
        /// What stands on the button.
        text: Text,
    },
}

/// A part of a citizen's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CitizenPart {
    /// The first tab.
    Overview,
    /// The bookings.
    Bookings,
    /// The merge report.
    MergeReport,
}
