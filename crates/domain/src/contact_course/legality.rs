use chrono::NaiveDate;

use super::{ContactGroupCode, ConversationType};
use crate::Period;

/// Whether a conversation type is legal in a contact group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Legality {
    /// It is.
    Legal,
    /// It is not: refused.
    Illegal,
    /// No source says. It never refuses; the caseworker is told.
    Unknown,
}

/// One cell of the table of legality, with the days on which it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LegalityRow {
    /// Which type.
    pub kind: ConversationType,
    /// In which group.
    pub group: ContactGroupCode,
    /// Whether it is legal.
    pub is_legal: bool,
    /// On which days; both ends included.
    pub period: Period,
}

/// What the table says of a type in a group on a day.
#[must_use]
pub fn legality(rows: &[LegalityRow], kind: ConversationType, group: ContactGroupCode, day: NaiveDate) -> Legality {
    let row = rows.iter().find(|row| row.kind == kind && row.group == group && row.period.holds(day));
    match row.map(|row| row.is_legal) {
        Some(true) => Legality::Legal,
        Some(false) => Legality::Illegal,
        None => Legality::Unknown,
    }
}
