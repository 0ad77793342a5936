//! The form of a deadline: from what is typed to what is written in a command, and back.

use chrono::NaiveDate;
use domain::contact_course::{ConversationType, DeadlineContent};

use crate::{
    dates,
    door::{DeadlineFields, Text},
};

/// What is typed, as a command has it.
///
/// # Errors
/// A sentence about the first field that is not right yet.
pub(crate) fn read(fields: &DeadlineFields, today: NaiveDate) -> Result<DeadlineContent, Text> {
    let kind = fields.conversation_type.trim().parse().map(ConversationType);
    let kind =
        kind.map_err(|_| Text::new("Vælg samtaletype fra listen.", "Choose the conversation type from the list."))?;
    let book_by = dates::read(&fields.book_by, today)?;
    let hold_by = dates::read(&fields.hold_by, today)?;
    Ok(DeadlineContent { kind, book_by, hold_by, at_once: fields.at_once })
}

/// A form filled as a deadline is written: to change it, or to correct it.
pub(crate) fn fields(content: &DeadlineContent) -> DeadlineFields {
    DeadlineFields {
        conversation_type: content.kind.to_string(),
        book_by: dates::show(content.book_by),
        hold_by: dates::show(content.hold_by),
        at_once: content.at_once,
    }
}
