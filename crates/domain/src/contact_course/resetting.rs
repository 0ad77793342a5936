use chrono::NaiveDate;

use super::{ConversationForm, ConversationType};
use crate::Period;

/// Whether a held conversation begins the count of the contact course anew (nulstillende).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resetting {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// No source says. It never refuses; it is told.
    Unknown,
}

/// One cell of the table, with the days on which it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResettingRow {
    /// Which type.
    pub kind: ConversationType,
    /// In which form.
    pub form: ConversationForm,
    /// Whether it does.
    pub is_resetting: bool,
    /// On which days; both ends included.
    pub period: Period,
}

/// What the table says of a type and a form on a day.
#[must_use]
pub fn resetting(rows: &[ResettingRow], kind: ConversationType, form: ConversationForm, day: NaiveDate) -> Resetting {
    let row = rows.iter().find(|row| row.kind == kind && row.form == form && row.period.holds(day));
    match row.map(|row| row.is_resetting) {
        Some(true) => Resetting::Yes,
        Some(false) => Resetting::No,
        None => Resetting::Unknown,
    }
}
