use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{JointView, Text};

/// What is typed in the form of a booking. Days as typed: `18.09.2023`, `1809`, `+7`; times too: `10`, `10.05`, `1005`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BookingFields {
    /// Conversation type, by its id; empty while not chosen.
    pub conversation_type: String,
    /// Conversation form, by its id; empty while not chosen.
    pub form: String,
    /// Whether the fund takes part, in a joint conversation.
    #[serde(default)]
    pub fund_takes_part: bool,
    /// Whether other citizens take part.
    pub is_group: bool,
    /// The day.
    pub day: String,
    /// When it begins.
    pub from: String,
    /// When it ends, or for how many minutes: `10.45`, `45`; empty where that is not said.
    pub until: String,
    /// Where.
    pub place: String,
    /// The number to call; blanks between the digits do no harm.
    pub phone: String,
    /// Where a digital meeting is held.
    pub link: String,
    /// In one line.
    pub title: String,
    /// What the citizen is told.
    pub description: String,
    /// Who holds it, by user name; empty for the caseworker's own, and in a change for who holds it already.
    pub caseworker: String,
    /// Whether the citizen may move it.
    pub can_rebook: bool,
    /// The last day for that.
    pub rebook_until: String,
    /// Whether the citizen may cancel it.
    pub can_cancel: bool,
    /// The last day for that; empty for until it begins.
    pub cancel_until: String,
}

/// What is typed of a conversation that was held.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HeldFields {
    /// Conversation type, by its id; empty while not chosen.
    pub conversation_type: String,
    /// Conversation form, by its id.
    pub form: String,
    /// The day, as typed.
    pub day: String,
    /// When it began, as typed.
    pub from: String,
    /// What was agreed on.
    pub agreement: String,
    /// Whether the fund was to take part: `no`, `took_part` or `stayed_away`.
    pub fund: String,
    /// Who else took part.
    pub participants: Vec<ParticipantField>,
}

/// Somebody who took part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ParticipantField {
    /// Name.
    pub name: String,
    /// As what: `interpreter`, `assessor` …
    pub role: String,
}

/// A conversation that was held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HeldView {
    /// Record id; for one that waits, the id it will get.
    pub conversation: String,
    /// "Jobsamtale".
    pub conversation_type: Text,
    /// "Telefonisk".
    pub form: Text,
    /// `2023-09-18T08:30`, Danish time.
    pub at: String,
    /// Who held it.
    pub by: Text,
    /// Who registered it.
    pub caseworker: Option<String>,
    /// What was agreed on.
    pub agreement: Option<String>,
    /// Who took part: "Tolk: Tolk Tolkesen".
    pub participants: Vec<Text>,
    /// Whether the other authority took part, where one was to.
    pub fund: Option<Text>,
    /// Set while it is not sent.
    pub waiting: Option<Text>,
}

/// A booking as a calendar draws it. What was written of the conversation is not in it, nor why it was cancelled: that is read
/// where the citizen is opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MeetingView {
    /// Record id; for one that waits, the id it will get.
    pub booking: String,
    /// How often it has been written.
    pub written: usize,
    /// "Jobsamtale".
    pub conversation_type: Text,
    /// "Telefonisk".
    pub form: Text,
    /// `2023-09-20T10:05`, Danish time.
    pub start: String,
    /// The same form; none where it is not known.
    pub end: Option<String>,
    /// Who summons: "Jobcenter Aarhus", "A-kassen Midtvej".
    pub by: Text,
    /// Whether a jobcentre summons, and no other authority.
    pub is_ours: bool,
    /// Who holds it.
    pub caseworker: Option<String>,
    /// Place, telephone number or link: where the citizen meets.
    pub place: Option<String>,
    /// Marks: group meeting, self-booked, owned by another system.
    pub marks: Vec<Text>,
    /// `coming`, `now`, `past`, `held` or `cancelled`.
    pub state: String,
    /// Another one at the same time: what it is, and who summons to it.
    pub double: Option<Text>,
    /// Set while it, its change or its cancelling is not sent.
    pub waiting: Option<Text>,
    /// Whether it can be registered as held here.
    pub can_hold: bool,
    /// Whether it can be changed and cancelled here.
    pub can_change: bool,
    /// Why not.
    pub why_not: Option<Text>,
}

/// A booking as it stands on the citizen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BookingView {
    /// What a calendar draws of it.
    #[serde(flatten)]
    pub meeting: MeetingView,
    /// The commands that have written it: goes along with what is done with it, as what was seen.
    pub writings: Vec<String>,
    /// Its title.
    pub title: Option<String>,
    /// What the citizen is told.
    pub description: Option<String>,
    /// What the citizen may do: "Kan ombookes til og med 18.09.2023".
    pub citizen_may: Text,
    /// When it was cancelled and why.
    pub cancelled: Option<Text>,
    /// Who takes part beside who summons; none where the conversation is not joint.
    pub joint: Option<JointView>,
    /// What its form begins with.
    pub fields: BookingFields,
}

/// A booking of a citizen who has been opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BookingRef {
    /// Person id.
    pub citizen: String,
    /// Record id.
    pub booking: String,
}

/// A file that was written for the caseworker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SavedFile {
    /// Where it is, in full.
    pub file: String,
}

/// One choice, with what is known of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CodeChoice {
    /// What is sent.
    pub id: String,
    /// What is shown.
    pub text: Text,
    /// Whether the name is ours, until a better source is found.
    pub is_provisional: bool,
}
