//! The fields of an act, as a form shows them.

use crate::door::{Choice, FieldInput, FieldView, Text};
use crate::view;

/// One field of a form.
pub(super) struct Field {
    pub name: &'static str,
    pub label: (&'static str, &'static str),
    hint: Option<(&'static str, &'static str)>,
    input: Input,
    pub may_be_empty: bool,
}

/// How a field is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Input {
    Text,
    Digits,
    Day,
    Time,
    Municipality,
    PersonStatus,
    Protection,
    ContactGroup,
    /// One of the citizen's bookings that stand.
    Booking,
    /// All of a booking.
    BookingFields,
}

impl Field {
    /// A field that must be filled in.
    pub const fn of(name: &'static str, da: &'static str, en: &'static str, input: Input) -> Self {
        Self { name, label: (da, en), hint: None, input, may_be_empty: false }
    }

    /// The same with what may be typed.
    pub const fn hinting(self, da: &'static str, en: &'static str) -> Self {
        Self { hint: Some((da, en)), ..self }
    }

    /// The same where it may stand empty.
    pub const fn or_nothing(self) -> Self {
        Self { may_be_empty: true, ..self }
    }

    /// Whether all of a booking is filled in, which stands apart from the other fields.
    pub fn is_of_a_booking(&self) -> bool {
        self.input == Input::BookingFields
    }

    pub fn view(&self) -> FieldView {
        let text = |(da, en): (&str, &str)| Text::new(da, en);
        let choice = |choices| FieldInput::Choice { none: self.may_be_empty.then(not_said), choices };
        FieldView {
            field: self.name.to_owned(),
            label: text(self.label),
            hint: self.hint.map(text),
            input: match self.input {
                Input::Text => FieldInput::Text,
                Input::Digits => FieldInput::Digits,
                Input::Day => FieldInput::Day,
                Input::Time => FieldInput::Time,
                Input::Municipality => choice(view::municipalities()),
                Input::PersonStatus => choice(view::person_statuses()),
                Input::Protection => choice(protections()),
                Input::ContactGroup => choice(view::contact_groups()),
                Input::Booking => FieldInput::Booking,
                Input::BookingFields => FieldInput::BookingFields,
            },
        }
    }
}

fn not_said() -> Text {
    Text::new("Følger ikke med", "Does not come along")
}

/// The words for a protection, in the form and in its reading.
pub(super) const NO_PROTECTION: &str = "none";
pub(super) const ADDRESS_PROTECTION: &str = "address";
pub(super) const FULL_PROTECTION: &str = "name_and_address";

fn protections() -> Vec<Choice> {
    let choice = |id: &str, da, en| Choice { id: id.to_owned(), text: Text::new(da, en) };
    vec![
        choice(FULL_PROTECTION, "Navne- og adressebeskyttelse", "Name and address protection"),
        choice(ADDRESS_PROTECTION, "Adressebeskyttelse", "Address protection"),
        choice(NO_PROTECTION, "Ingen beskyttelse", "No protection"),
    ]
}
