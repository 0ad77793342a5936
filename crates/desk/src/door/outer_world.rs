use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{BookingFields, Choice, Effect, HitView, NumberView, RefusalView, Text};

/// Looks at the outer world of an exercise, and at one citizen from there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OuterWorldAsk {
    /// Whom the acts are about; none while nobody is chosen.
    pub about: Option<About>,
}

/// How a citizen is named in the outer world, which knows everybody.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// A number or a name, as typed.
    Typed(String),
    /// Person id, from a list.
    Citizen(String),
}

/// Without a number or a name: debug text ends in logs.
impl fmt::Debug for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Typed(_) => f.write_str("Typed(…)"),
            Self::Citizen(id) => write!(f, "Citizen({id:?})"),
        }
    }
}

/// The outer world of an exercise.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OuterWorldView {
    /// `2023-09-18T10:05`, Danish time: where the exercise begins, and begins again when it is reset.
    pub start: String,
    /// Who can be played.
    pub roles: Vec<RoleView>,
    /// The citizen, as the backend has them now.
    pub citizen: Option<OuterCitizen>,
    /// Several whose name fits what was typed.
    pub hits: Vec<HitView>,
    /// Why nobody is chosen.
    pub note: Option<Text>,
}

/// Somebody who speaks to the backend from outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RoleView {
    /// `cpr`, `fund`, `jobnet` or `case_system`.
    pub role: String,
    /// What it is called.
    pub name: Text,
    /// Which of several; empty where there is one.
    pub which: Vec<Choice>,
    /// What it can do.
    pub acts: Vec<ActView>,
}

/// One kind of command that a role sends, and the form for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ActView {
    /// The name of the command's kind; a role has each at most once.
    pub act: String,
    /// What it is called.
    pub title: Text,
    /// In the order of the form.
    pub fields: Vec<FieldView>,
}

/// One field of such a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FieldView {
    /// Its name in [`OuterAct::typed`].
    pub field: String,
    /// What it is called.
    pub label: Text,
    /// What may be typed.
    pub hint: Option<Text>,
    /// How it is filled in.
    pub input: FieldInput,
}

/// How a field is filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum FieldInput {
    /// Words.
    Text,
    /// A CPR number or another row of digits.
    Digits,
    /// A day as typed: `18.09.2023`, `1809`, `+7`.
    Day,
    /// A time or a length as typed: `10`, `10.05`, `45`.
    Time,
    /// One of a list.
    Choice {
        /// What may stay empty, where it may.
        none: Option<Text>,
        /// The list.
        choices: Vec<Choice>,
    },
    /// One of the citizen's bookings that stand.
    Booking,
    /// All of a booking: [`OuterAct::booking`].
    BookingFields,
}

/// A citizen as the backend has them now, whoever's they are.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OuterCitizen {
    /// Person id.
    pub citizen: String,
    /// Full name.
    pub name: String,
    /// The newest first.
    pub numbers: Vec<NumberView>,
    /// What the acts begin from: status, jobcentre, fund, contact group.
    pub facts: Vec<FactView>,
    /// The fund that the citizen is a member of today.
    pub fund: Option<String>,
    /// The bookings that stand, in the order of time.
    pub bookings: Vec<OuterBooking>,
}

/// Never the name or a number: debug text ends in logs.
impl fmt::Debug for OuterCitizen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OuterCitizen({})", self.citizen)
    }
}

/// Without the hits: debug text ends in logs.
impl fmt::Debug for OuterWorldView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OuterWorldView({:?}, {} hits)", self.citizen, self.hits.len())
    }
}

/// One fact about a citizen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FactView {
    /// What it is.
    pub label: Text,
    /// How it stands.
    pub value: Text,
    /// What it is made of, one by one.
    pub lines: Vec<Text>,
}

/// A booking that somebody may act on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OuterBooking {
    /// Record id.
    pub booking: String,
    /// "Jobsamtale onsdag 20.09.2023 kl. 10.00, A-kassen Midtvej".
    pub text: Text,
    /// The role that summons: `fund`, or `jobcentre`.
    pub by: String,
    /// What its form begins with.
    pub fields: BookingFields,
}

/// Does something as somebody in the outer world.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OuterAct {
    /// Person id.
    pub citizen: String,
    /// The number that it is written under: [`NumberView::which`].
    pub under: u32,
    /// [`RoleView::role`].
    pub role: String,
    /// Of [`RoleView::which`]; empty where there is one.
    pub which: String,
    /// [`ActView::act`].
    pub act: String,
    /// By [`FieldView::field`].
    pub typed: BTreeMap<String, String>,
    /// Where a field is [`FieldInput::BookingFields`].
    pub booking: Option<BookingFields>,
}

/// Without what was typed: debug text ends in logs.
impl fmt::Debug for OuterAct {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OuterAct({} {})", self.role, self.act)
    }
}

/// What the backend answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Acted {
    /// What was asked for.
    pub title: Text,
    /// By whom.
    pub by: Text,
    /// `2023-09-18T10:05`, Danish time.
    pub at: String,
    /// What came of it.
    pub verdict: ActVerdict,
    /// The citizen afterwards.
    pub citizen: OuterCitizen,
}

/// What came of an act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum ActVerdict {
    /// It was carried out.
    Accepted {
        /// What came of it.
        effects: Vec<Effect>,
    },
    /// Nothing of it was carried out.
    Refused {
        /// Why.
        refusal: RefusalView,
    },
}

/// Moves the clock of an exercise, forward alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "by")]
pub enum MoveClock {
    /// By an hour.
    Hour,
    /// To the same time tomorrow.
    Day,
    /// To the same time in a week.
    Week,
    /// To a day and a time.
    To {
        /// As typed.
        day: String,
        /// As typed.
        time: String,
    },
}
