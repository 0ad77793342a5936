use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Text;

/// Who has used a citizen's data: *Adgangslog*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AccessLogView {
    /// The latest first, at most 500.
    pub lines: Vec<AccessLine>,
    /// How many there are.
    pub total: u32,
    /// Why others' uses are not among them, or that some cannot be read.
    pub missing: Option<Text>,
    /// Whether the times are not those of the exercise.
    pub real_time: bool,
}

/// One use of a citizen's data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AccessLine {
    /// `2023-09-18T10:05`, Danish time.
    pub at: String,
    /// Whether the caseworker did it. Others are not named.
    pub yours: bool,
    /// From which jobcentre.
    pub jobcentre: Text,
    /// What was done.
    pub what: Text,
    /// Why, where it was asked for.
    pub purpose: Option<Text>,
    /// The caseworker's own words; none on others' lines.
    pub note: Option<String>,
}

/// The citizen's extract of the access log, as a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Extract {
    /// Where it is, in full.
    pub file: String,
    /// How many uses are in it.
    pub lines: u32,
    /// What is in it, as the page shows it.
    pub log: AccessLogView,
}

/// What a check of this desk's access log found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LogChecked {
    /// How many links follow from each other, from the first on.
    pub links: u32,
    /// How many of them were compared with what the backend was given; none where it does not answer.
    pub compared: Option<u32>,
    /// The first link that does not hold, if there is one.
    pub broken: Option<BrokenLink>,
    /// What that means, and what to do.
    pub text: Text,
}

/// The first link of the access log that does not hold. What it says is not shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BrokenLink {
    /// Its number.
    pub link: u32,
    /// `2023-09-18T10:05`, Danish time, as the link says; none for one that is missing.
    pub at: Option<String>,
}
