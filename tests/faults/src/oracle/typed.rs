//! What was typed, and the words by which it is known again.

use desk::door::{BookingFields, DraftForm};
use domain::Command;

/// The words of a form, where it has any. Each is typed once, so what has the words is what was typed.
pub fn words(form: &DraftForm) -> Option<&String> {
    match form {
        DraftForm::Comment { text } | DraftForm::CorrectComment { text, .. } => Some(text),
        DraftForm::MakeBooking { fields } | DraftForm::ChangeBooking { fields, .. } => Some(&fields.description),
        DraftForm::CancelBooking { reason, .. } => Some(reason),
        DraftForm::HeldConversation { fields, .. } => Some(&fields.agreement),
        _ => None,
    }
}

/// The same form in other words.
pub fn in_other_words(mut form: DraftForm, words: &str) -> DraftForm {
    match &mut form {
        DraftForm::Comment { text } | DraftForm::CorrectComment { text, .. } => words.clone_into(text),
        DraftForm::MakeBooking { fields } | DraftForm::ChangeBooking { fields, .. } => {
            words.clone_into(&mut fields.description);
        }
        DraftForm::CancelBooking { reason, .. } => words.clone_into(reason),
        DraftForm::HeldConversation { fields, next, .. } => {
            words.clone_into(&mut fields.agreement);
            next.iter_mut().for_each(|next| words.clone_into(&mut next.description));
        }
        _ => {}
    }
    form
}

/// The booking that is typed in a form.
pub fn booking(form: &DraftForm) -> Option<&BookingFields> {
    match form {
        DraftForm::MakeBooking { fields } | DraftForm::ChangeBooking { fields, .. } => Some(fields),
        DraftForm::HeldConversation { next, .. } => next.as_ref(),
        _ => None,
    }
}

/// Whether a form is shown with all that was typed. What nobody typed in a change is as it stands by now.
pub fn is_shown(shown: &DraftForm, typed: &DraftForm) -> bool {
    let (
        DraftForm::ChangeBooking { fields: shown, .. },
        DraftForm::ChangeBooking { fields: typed, begun: Some(begun), .. },
    ) = (shown, typed)
    else {
        return by_hand(shown) == by_hand(typed);
    };
    let [shown, typed, begun] = [shown, typed, begun].map(|fields| serde_json::to_value(fields).unwrap());
    let fields = typed.as_object().unwrap().iter();
    fields.filter(|(name, value)| begun[name] != **value).all(|(name, value)| shown[name] == *value)
}

/// A form without what the program fills in beside what is typed: which record it is about, and who had written that.
pub fn by_hand(form: &DraftForm) -> DraftForm {
    let mut form = form.clone();
    match &mut form {
        DraftForm::ChangeBooking { booking, seen, begun, .. } => {
            booking.clear();
            seen.clear();
            *begun = None;
        }
        DraftForm::CancelBooking { booking, seen, .. } => {
            booking.clear();
            seen.clear();
        }
        DraftForm::HeldConversation { booking, seen, .. } => {
            *booking = None;
            seen.clear();
        }
        DraftForm::CorrectComment { comment, .. } | DraftForm::WithdrawComment { comment } => comment.clear(),
        // Typed in short, and shown as a date.
        DraftForm::Affiliation { from, .. } => from.clear(),
        _ => {}
    }
    form
}

/// The words of a command, where it has any.
pub(super) fn words_of(command: &Command) -> Option<&String> {
    match command {
        Command::WriteComment { text, .. } | Command::CorrectComment { text, .. } => Some(text),
        Command::MakeBooking { booking, .. } | Command::ChangeBooking { booking, .. } => booking.description.as_ref(),
        Command::CancelBooking { reason, .. } => reason.as_ref(),
        Command::RegisterHeldConversation { conversation, .. } => conversation.agreement.as_ref(),
        _ => None,
    }
}
