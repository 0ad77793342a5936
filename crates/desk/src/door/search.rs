use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CitizenView, NumberView, TagView, Text};

/// What stands in the search field.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SearchText {
    /// As typed or pasted.
    pub text: String,
}

/// What a search finds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Found {
    /// How the text was understood.
    pub read_as: ReadAs,
    /// At most 20, in the order of their names.
    pub hits: Vec<HitView>,
    /// Whether there are more than the 20.
    pub more: bool,
    /// A sentence where there is nothing to show, or something to know: half a number, no such day, not here.
    pub note: Option<Text>,
    /// Whether the backend can be asked for the typed number: not among this desk's citizens.
    pub ask_backend: bool,
}

/// How a search text was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReadAs {
    /// Nothing to search for yet.
    Nothing,
    /// A CPR number.
    Number,
    /// The beginning of a number, or one that is not a CPR number.
    NotANumber,
    /// A birth date.
    BirthDate,
    /// A name.
    Name,
}

/// A citizen in a list. The number is masked, a protected address never stands here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HitView {
    /// Person id.
    pub citizen: String,
    /// Full name.
    pub name: String,
    /// Current number, masked.
    pub number: NumberView,
    /// `ÅÅÅÅ-MM-DD`.
    pub birth_date: Option<String>,
    /// Town; none where the address is protected.
    pub town: Option<String>,
    /// Jobcentre's name.
    pub jobcentre: Option<String>,
    /// Dead, emigrated, protected and so on.
    pub tags: Vec<TagView>,
    /// Whether the typed number is a former one.
    pub by_former_number: bool,
}

/// Opens a citizen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OpenCitizen {
    /// By the typed number, by person id, or by something about them.
    pub by: OpenBy,
    /// Why, for a citizen outside the own jobcentre.
    pub purpose: Option<PurposeGiven>,
}

/// How a citizen is named when opened.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OpenBy {
    /// Any number, as typed or pasted.
    Number(String),
    /// Person id, from a list.
    Citizen(String),
    /// The message about somebody whom this desk does not keep: they are looked up by the number that it says.
    Message(String),
    /// The command on somebody who is not here any more: they are looked up by the number that it is written under.
    Command(String),
    /// Person id that something is typed on, of somebody who is not here any more: the number that is kept with it is looked
    /// up.
    Typed(String),
}

/// A purpose as chosen.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PurposeGiven {
    /// One of [`super::ReferenceView::purposes`].
    pub id: String,
    /// The caseworker's own words.
    pub note: String,
}

/// What comes of opening a citizen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "answer")]
pub enum OpenAnswer {
    /// Here.
    Citizen {
        /// The whole view.
        citizen: Box<CitizenView>,
    },
    /// Not among this desk's citizens: a purpose is asked for before the backend is.
    AskPurpose {
        /// Why it is asked.
        text: Text,
    },
    /// Nobody has the number (4404).
    Unknown {
        /// What to do.
        text: Text,
    },
    /// Not here, and the backend cannot be asked.
    OutOfReach {
        /// What to do.
        text: Text,
    },
}

/// The citizens of this desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CitizenList {
    /// A piece of the list.
    pub citizens: Vec<HitView>,
    /// How many there are.
    pub total: u32,
}

/// Without what is typed: debug text ends in logs.
impl fmt::Debug for SearchText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SearchText({} characters)", self.text.chars().count())
    }
}

/// Without a number: debug text ends in logs.
impl fmt::Debug for OpenBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(_) => f.write_str("Number(••••••-••••)"),
            Self::Citizen(id) => write!(f, "Citizen({id:?})"),
            Self::Message(id) => write!(f, "Message({id:?})"),
            Self::Command(id) => write!(f, "Command({id:?})"),
            Self::Typed(id) => write!(f, "Typed({id:?})"),
        }
    }
}

/// Without the caseworker's own words: debug text ends in logs.
impl fmt::Debug for PurposeGiven {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PurposeGiven({:?})", self.id)
    }
}
