use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Text;

/// What is typed in the form of a deadline. Days as typed: `18.09.2023`, `1809`, `+14`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DeadlineFields {
    /// Conversation type, by its id; empty while not chosen.
    pub conversation_type: String,
    /// The last day for booking.
    pub book_by: String,
    /// The last day for holding.
    pub hold_by: String,
    /// Whether the citizen must book at once.
    pub at_once: bool,
}

/// A deadline as it stands on the citizen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DeadlineView {
    /// Record id; for one that waits, the id it will get.
    pub deadline: String,
    /// How often it has been written: goes along with its change.
    pub revision: u32,
    /// "Jobsamtale".
    pub conversation_type: Text,
    /// `2023-10-02`: the last day for booking.
    pub book_by: String,
    /// `2023-10-20`: the last day for holding.
    pub hold_by: String,
    /// What there is to do, or what has been done: "Sidste dag for booking er i dag", "Opfyldt af samtalen 20.09.2023".
    pub standing: Text,
    /// `open`, `due`, `overdue`, `booked` or `done`.
    pub state: String,
    /// Who set it.
    pub by: Text,
    /// Set while it is not sent.
    pub waiting: Option<Text>,
    /// Whether it waits for a booking that can be made here.
    pub can_book: bool,
    /// Whether it can be changed and taken back here: also while a booking fulfils it.
    pub can_change: bool,
    /// What its form begins with.
    pub fields: DeadlineFields,
}

/// What is typed of the authority that takes part in a joint conversation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GuestFields {
    /// Name.
    pub name: String,
    /// Another way of contact.
    pub contact: String,
    /// Telephone; blanks between the digits do no harm.
    pub phone: String,
    /// Mail.
    pub email: String,
}

/// A joint conversation: who takes part beside who summons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct JointView {
    /// "A-kassen Midtvej deltager", "A-kassen deltager ikke".
    pub told: Text,
    /// Whether the other authority takes part.
    pub takes_part: bool,
    /// Who could: "A-kassen Midtvej"; none where no authority has the citizen.
    pub other: Option<Text>,
    /// Whether it can be said here that it takes part.
    pub can_invite: bool,
    /// Whether it can be said here that it takes part no more.
    pub can_remove: bool,
    /// Why not.
    pub why_not: Option<Text>,
    /// What its form begins with.
    pub fields: GuestFields,
}

/// That somebody stays away from the citizen's next joint conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChoiceView {
    /// `citizen`, `guest` for this jobcentre's, or `other`.
    pub chooser: String,
    /// "Borgeren har sagt nej til a-kassens deltagelse i den næste fællessamtale".
    pub told: Text,
    /// Whether it can be taken back here.
    pub can_take_back: bool,
    /// Set while it is not sent.
    pub waiting: Option<Text>,
}
