use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A sentence in both languages of the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Danish.
    pub da: String,
    /// English.
    pub en: String,
}

impl Text {
    /// The two sentences.
    #[must_use]
    pub fn new(da: impl Into<String>, en: impl Into<String>) -> Self {
        Self { da: da.into(), en: en.into() }
    }

    /// The same in both languages: a name, a number, DFDG's own words.
    #[must_use]
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { da: text.clone(), en: text }
    }

    /// The same in the middle of a sentence.
    #[must_use]
    pub fn in_a_sentence(self) -> Self {
        Self { da: uncapital(&self.da), en: uncapital(&self.en) }
    }
}

/// A name in the middle of a sentence. `CV-oplysninger` keeps its initials, `A-kassemedlemskab` does not.
pub(crate) fn uncapital(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next();
    let has_initials = letters.clone().next().is_some_and(char::is_uppercase);
    match first {
        Some(first) if !has_initials => first.to_lowercase().chain(letters).collect(),
        Some(_) | None => name.to_owned(),
    }
}

/// An operation without a request or without an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Nothing {}

/// Why the desk cannot answer. The sentences are for the caseworker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "error")]
pub enum DeskError {
    /// What was asked makes no sense, and the caseworker can mend it.
    Asked {
        /// What is wrong and what to do.
        text: Text,
    },
    /// The citizen or entry is not here any more.
    Gone {
        /// What happened.
        text: Text,
    },
    /// A file of the desk cannot be read or written.
    File {
        /// What happened, and what is safe.
        text: Text,
        /// Whether what is in it is not what was written; said to the gate alone.
        #[serde(skip)]
        is_damaged: bool,
    },
    /// The desk is locked, or not open. The gate says more.
    Locked,
    /// The face and the desk do not fit together.
    Malformed,
}

/// A citizen, by the desk's own key. Never a CPR number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CitizenRef {
    /// Person id.
    pub citizen: String,
}

/// A piece of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Page {
    /// How many to pass over.
    pub from: u32,
    /// How many to bring, at most 500.
    pub count: u32,
}

/// A CPR number as it may be shown: masked unless it may stand in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NumberView {
    /// `150385-1234`, or `150385-••••`.
    pub shown: String,
    /// Whether digits are hidden in `shown`.
    pub masked: bool,
    /// Place in the citizen's list of numbers, 0 for the current one: how to ask for it.
    pub which: u32,
    /// Whether it is the current one.
    pub current: bool,
    /// First day as the citizen's number, `ÅÅÅÅ-MM-DD`; none for the first number.
    pub since: Option<String>,
    /// Last day, `ÅÅÅÅ-MM-DD`; none for the current one.
    pub until: Option<String>,
}

/// One of a citizen's numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NumberRef {
    /// Person id.
    pub citizen: String,
    /// [`NumberView::which`].
    pub which: u32,
}

/// A number in full.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ShownNumber {
    /// `150385-1234`.
    pub number: String,
    /// When it was noted in the access log, `10.07`.
    pub noted_at: String,
}

/// A rule's name as a chip.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RuleChip {
    /// `S23-1.1h`.
    pub id: String,
    /// Whether it is our own reading, or our own rule: a dashed edge.
    pub ours: bool,
}

/// Never the number itself: debug text ends in logs.
impl fmt::Debug for ShownNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ShownNumber(••••••-••••)")
    }
}
