//! A change that was begun before somebody else changed the booking too: it goes on from what stands now.

use domain::{
    Command, Decision, Person, RecordId, What,
    contact_course::{Booking, BookingChange, BookingContent, WrittenBooking},
};

use super::fields;
use crate::door::{BookingFields, DraftForm};
use crate::room::command_names;

/// The form of a command that was confirmed. What was shown then says what the booking said when the form was begun.
pub(crate) fn begun_from(mut form: DraftForm, command: &Command, shown: Option<&Decision>) -> DraftForm {
    if let (DraftForm::ChangeBooking { begun, .. }, Command::ChangeBooking { record, .. }) = (&mut form, command) {
        let before = shown.and_then(|shown| said_before(shown, *record));
        *begun = before.map(|content| fields(&WrittenBooking::from(content)));
    }
    form
}

fn said_before(shown: &Decision, of: RecordId) -> Option<&BookingContent> {
    shown.changes.iter().find_map(|change| match &change.what {
        What::Booking { record, change: BookingChange::Changed { before, .. } } if *record == of => {
            Some(before.as_ref())
        }
        _ => None,
    })
}

/// The form on what it is of as that stands now: whoever has it before them sees that too. In a change, what nobody typed
/// is what the other wrote meanwhile.
pub(crate) fn on_what_stands(mut form: DraftForm, person: &Person) -> DraftForm {
    match &mut form {
        DraftForm::ChangeBooking { booking, seen, fields: typed, begun } => {
            let stands = standing(booking, person);
            if let Some((stands, writings)) = stands.filter(|(_, writings)| writings.last() != seen.last()) {
                let now = fields(&WrittenBooking::from(&stands.content));
                if let Some(begun) = begun {
                    *typed = typed_over(begun, typed.clone(), now.clone());
                }
                *seen = writings;
                *begun = Some(now);
            }
        }
        DraftForm::CancelBooking { booking, seen, .. }
        | DraftForm::Participation { booking, seen, .. }
        | DraftForm::HeldConversation { booking: Some(booking), seen, .. }
            if !seen.is_empty() =>
        {
            if let Some((_, writings)) = standing(booking, person) {
                *seen = writings;
            }
        }
        DraftForm::ChangeDeadline { deadline, revision, .. } => {
            if let Some(stands) = deadline.parse().ok().and_then(|id| person.deadlines.find(RecordId(id))) {
                *revision = stands.revision;
            }
        }
        _ => {}
    }
    form
}

/// The booking, and who has written it.
fn standing<'a>(booking: &str, person: &'a Person) -> Option<(&'a Booking, Vec<String>)> {
    let booking = person.bookings.find(RecordId(booking.parse().ok()?))?;
    Some((booking, command_names(&booking.writings)))
}

/// What stands now, and over it what was typed since the form was begun. What makes sense together is taken together.
fn typed_over(begun: &BookingFields, typed: BookingFields, now: BookingFields) -> BookingFields {
    let mut after = now;
    macro_rules! take {
        ($($($field:ident)+),+) => {
            $(if $(begun.$field != typed.$field)||+ { $(after.$field = typed.$field;)+ })+
        };
    }
    take!(
        conversation_type, form, is_group, day from, until, place, phone, link, title, description, caseworker,
        can_rebook rebook_until, can_cancel cancel_until
    );
    after
}
