use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{MeetingView, Text};

/// Which days, and whose conversations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CalendarAsk {
    /// The first day, `ÅÅÅÅ-MM-DD` or as the caseworker types it: `20.09`, `+7`, `uge 40 ma`.
    pub from: String,
    /// How many days, 1 to 42.
    pub days: u32,
    /// Whose.
    pub whose: CalendarOf,
}

/// Whose conversations a calendar shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CalendarOf {
    /// Those that the caseworker holds, and what stands in their way.
    Mine,
    /// Everybody's at the jobcentre, as far as this desk keeps its citizens.
    Jobcentre,
}

/// Some days of a calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CalendarView {
    /// In their order.
    pub days: Vec<CalendarDay>,
    /// In the order of time.
    pub entries: Vec<CalendarEntry>,
    /// Whether not all citizens of the jobcentre are kept here, so that some of its conversations may be missing.
    pub is_partial: bool,
    /// How fresh this is.
    pub as_of: Text,
}

/// One day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CalendarDay {
    /// `ÅÅÅÅ-MM-DD`.
    pub date: String,
    /// ISO week.
    pub week: u32,
    /// Whether it is a Saturday or a Sunday.
    pub is_weekend: bool,
    /// A public holiday.
    pub holiday: Option<Text>,
}

/// One conversation of a calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CalendarEntry {
    /// Person id.
    pub citizen: String,
    /// The citizen's name.
    pub name: String,
    /// Whether the caseworker holds it.
    pub is_mine: bool,
    /// What is drawn of the booking.
    pub booking: MeetingView,
    /// The group meeting that it is a part of: those of one meeting share this.
    pub group: Option<String>,
    /// Another citizen whom the same caseworker meets at the same time, and to what.
    pub also_meets: Option<Text>,
}
