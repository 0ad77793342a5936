//! The form of who takes part in a joint conversation, and of who stays away.

use domain::contact_course::{GuestDetails, WrittenChooser};

use crate::door::GuestFields;

/// Whom to find at the authority that takes part, as typed.
pub(crate) fn read(fields: &GuestFields) -> GuestDetails {
    let said = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    GuestDetails {
        name: said(&fields.name),
        contact: said(&fields.contact),
        phone: said(&fields.phone.split_whitespace().collect::<String>()),
        email: said(&fields.email),
    }
}

/// A form filled as it is written: to change it, or to correct it.
pub(crate) fn guest_fields(details: Option<&GuestDetails>) -> GuestFields {
    let text = |of: fn(&GuestDetails) -> &Option<String>| details.and_then(|one| of(one).clone()).unwrap_or_default();
    GuestFields {
        name: text(|one| &one.name),
        contact: text(|one| &one.contact),
        phone: text(|one| &one.phone),
        email: text(|one| &one.email),
    }
}

/// Whose choice, as the page calls it.
pub(crate) fn chooser_name(chooser: WrittenChooser) -> &'static str {
    match chooser {
        WrittenChooser::Citizen => "citizen",
        WrittenChooser::Guest => "guest",
    }
}

/// Whose choice the page means.
pub(crate) fn chooser_named(name: &str) -> Option<WrittenChooser> {
    [WrittenChooser::Citizen, WrittenChooser::Guest].into_iter().find(|one| chooser_name(*one) == name)
}
