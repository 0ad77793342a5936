//! Reading a file whose commands name earlier steps: `comment = "step 2"`.

use domain::{Command, RecordId};
use serde::de::DeserializeOwned;
use toml::{
    Spanned,
    de::{DeTable, DeValue, ValueDeserializer},
};
use uuid::Uuid;

/// Reads a TOML text after `with` has replaced strings in it: it is given the key and the string, and answers with what
/// stands there instead. A bare date counts as a string.
///
/// # Errors
/// What is wrong, with the place in the text.
pub fn read<T: DeserializeOwned>(
    text: &str,
    with: &dyn Fn(&str, &str) -> Option<String>,
) -> Result<T, toml::de::Error> {
    let mut table = DeTable::parse(text)?;
    let span = table.span();
    replace_in_table(table.get_mut(), with);
    T::deserialize(ValueDeserializer::from(Spanned::new(span, DeValue::Table(table.into_inner()))))
}

fn replace_in_table(table: &mut DeTable, with: &dyn Fn(&str, &str) -> Option<String>) {
    for (key, value) in table.iter_mut() {
        replace_in_value(key.get_ref(), value.get_mut(), with);
    }
}

fn replace_in_value(key: &str, value: &mut DeValue, with: &dyn Fn(&str, &str) -> Option<String>) {
    match value {
        DeValue::String(text) => {
            if let Some(instead) = with(key, text) {
                *text = instead.into();
            }
        }
        DeValue::Datetime(date) => *value = DeValue::String(date.to_string().into()),
        DeValue::Array(values) => {
            for value in values.iter_mut() {
                replace_in_value(key, value.get_mut(), with);
            }
        }
        DeValue::Table(table) => replace_in_table(table, with),
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) => {}
    }
}

/// What stands for the record of step `step` while a file is read. Its real id is known when the step is carried out.
#[must_use]
pub fn record_of_step(step: usize) -> RecordId {
    const SPACE: Uuid = Uuid::from_u128(0x5d19_53a8_2f0c_4b7e_9a45_3f1b_86c2_d470);
    RecordId(Uuid::new_v5(&SPACE, step.to_string().as_bytes()))
}

/// The step in `step 2`.
#[must_use]
pub fn step_named(text: &str) -> Option<usize> {
    text.strip_prefix("step ")?.parse().ok().filter(|step| *step > 0)
}

/// The record that a command names, to be put right.
#[must_use]
pub fn record_in(command: &mut Command) -> Option<&mut RecordId> {
    match command {
        Command::CorrectComment { comment, .. } | Command::WithdrawComment { comment, .. } => Some(comment),
        Command::ChangeBooking { record, .. }
        | Command::CancelBooking { record, .. }
        | Command::SetParticipation { record, .. }
        | Command::ChangeDeadline { record, .. }
        | Command::WithdrawDeadline { record, .. }
        | Command::EndReferral { record, .. } => Some(record),
        Command::RegisterHeldConversation { conversation, .. } => conversation.booking.as_mut(),
        Command::RegisterPerson { .. }
        | Command::ChangeName { .. }
        | Command::ChangeAddress { .. }
        | Command::ChangeProtection { .. }
        | Command::ChangeStatus { .. }
        | Command::ChangeNumber { .. }
        | Command::StartMembership { .. }
        | Command::EndMembership { .. }
        | Command::RegisterAffiliation { .. }
        | Command::WriteComment { .. }
        | Command::RegisterContactPerson { .. }
        | Command::EndContactPerson { .. }
        | Command::RegisterReferral { .. }
        | Command::MakeBooking { .. }
        | Command::SaveParticipationChoice { .. }
        | Command::SetDeadline { .. }
        | Command::RecordContactGroup { .. } => None,
    }
}
