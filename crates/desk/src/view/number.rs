use chrono::NaiveDate;
use domain::{CprNumber, Person, WrittenNumber};

use super::Reader;
use crate::{
    dates,
    door::{NumberView, Text},
};

/// Whether a number may stand in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mask {
    /// `150385-••••`.
    Hidden,
    /// `150385-1234`.
    Open,
}

/// One of a person's numbers, with its place among them.
#[must_use]
pub fn number(person: &Person, number: CprNumber, mask: Mask) -> NumberView {
    let which = person.numbers.newest_first().iter().position(|one| *one == number);
    NumberView {
        shown: shown(number, mask),
        masked: mask == Mask::Hidden,
        which: which.and_then(|which| u32::try_from(which).ok()).unwrap_or_default(),
        current: number == person.current_number(),
        since: person.numbers.since(number).map(dates::iso),
        until: until(person, number).map(dates::iso),
    }
}

/// The last day of a former number; the first one where it was given and replaced on the same day.
pub(super) fn until(person: &Person, number: CprNumber) -> Option<NaiveDate> {
    let until = person.numbers.until(number)?;
    Some(person.numbers.since(number).map_or(until, |since| until.max(since)))
}

/// A number in a text.
pub(super) fn shown(number: CprNumber, mask: Mask) -> String {
    match mask {
        Mask::Open => number.to_string(),
        Mask::Hidden => format!("{}-••••", number.digits().get(..6).unwrap_or("••••••")),
    }
}

/// A number in a sentence: it always says whether it is the current one, since two can be equal under the mask.
pub(super) fn labelled(reader: Reader, number: CprNumber) -> Text {
    let shown = shown(number, reader.mask);
    if number == reader.person.current_number() {
        Text::new(format!("{shown} (nuværende)"), format!("{shown} (current)"))
    } else {
        Text::new(format!("{shown} (tidligere)"), format!("{shown} (former)"))
    }
}

/// The number of a command whose citizen is not here. Always masked.
pub(super) fn of_a_stranger(written: &WrittenNumber) -> NumberView {
    let shown = match written.read() {
        Ok(number) => shown(number, Mask::Hidden),
        Err(_) => "••••••-••••".to_owned(),
    };
    NumberView { shown, masked: true, which: 0, current: false, since: None, until: None }
}
