//! A change that was begun before somebody else changed the booking, the deadline or the referral too: it goes on from what
//! stands now.

use domain::{
    Command, Decision, Person, RecordId, What,
    contact_course::{Booking, BookingChange, DeadlineChange, WrittenBooking},
};

use crate::{
    booking, deadline,
    door::{BookingFields, DeadlineFields, DraftForm},
    room::command_names,
};

/// The form of a command that was confirmed. What was shown then says what its record said when the form was begun.
pub(crate) fn begun_from(mut form: DraftForm, command: &Command, shown: Option<&Decision>) -> DraftForm {
    let shown = || shown.into_iter().flat_map(|shown| &shown.changes).map(|change| &change.what);
    match (&mut form, command) {
        (DraftForm::ChangeBooking { begun, .. }, Command::ChangeBooking { record: of, .. }) => {
            *begun = shown().find_map(|what| match what {
                What::Booking { record, change: BookingChange::Changed { before, .. } } if record == of => {
                    Some(booking::fields(&WrittenBooking::from(before.as_ref())))
                }
                _ => None,
            });
        }
        (DraftForm::ChangeDeadline { begun, .. }, Command::ChangeDeadline { record: of, .. }) => {
            *begun = shown().find_map(|what| match what {
                What::Deadline { record, change: DeadlineChange::Changed { before, .. } } if record == of => {
                    Some(deadline::fields(before))
                }
                _ => None,
            });
        }
        _ => {}
    }
    form
}

/// The form on what it is of as that stands now: whoever has it before them sees that too. In a change, what nobody typed
/// is what the other wrote meanwhile.
pub(crate) fn on_what_stands(mut form: DraftForm, person: &Person) -> DraftForm {
    match &mut form {
        DraftForm::ChangeBooking { booking, seen, fields: typed, begun } => {
            let stands = standing(booking, person);
            if let Some((stands, writings)) = stands.filter(|(_, writings)| writings != seen) {
                let now = booking::fields(&WrittenBooking::from(&stands.content));
                if let Some(begun) = begun {
                    *typed = booking_typed_over(begun, typed.clone(), now.clone());
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
        DraftForm::ChangeDeadline { deadline: of, revision, fields: typed, begun } => {
            let stands = of.parse().ok().and_then(|id| person.deadlines.find(RecordId(id)));
            if let Some(stands) = stands.filter(|stands| stands.revision != *revision) {
                let now = deadline::fields(&stands.content);
                if let Some(begun) = begun {
                    *typed = deadline_typed_over(begun, typed.clone(), now.clone());
                }
                *revision = stands.revision;
                *begun = Some(now);
            }
        }
        DraftForm::WithdrawDeadline { deadline, revision } => {
            if let Some(stands) = deadline.parse().ok().and_then(|id| person.deadlines.find(RecordId(id))) {
                *revision = stands.revision;
            }
        }
        DraftForm::EndReferral { referral, revision, .. } => {
            if let Some(stands) = referral.parse().ok().and_then(|id| person.referrals.find(RecordId(id))) {
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
macro_rules! typed_over {
    ($name:ident, $fields:ty, $($($field:ident)+),+) => {
        fn $name(begun: &$fields, typed: $fields, now: $fields) -> $fields {
            let mut after = now;
            $(if $(begun.$field != typed.$field)||+ { $(after.$field = typed.$field;)+ })+
            after
        }
    };
}

typed_over!(
    booking_typed_over, BookingFields,
    conversation_type, form, is_group, day from, until, place, phone, link, title, description, caseworker,
    can_rebook rebook_until, can_cancel cancel_until
);
typed_over!(deadline_typed_over, DeadlineFields, conversation_type, book_by, hold_by, at_once);
