//! What was typed, and the words by which it is known again.

use chrono::NaiveDate;
use desk::door::{BookingFields, DraftForm, GuestFields};
use domain::Command;
use domain::contact_course::{GuestDetails, WrittenChooser};

/// The words of a form, where it has any. Each is typed once, so what has the words is what was typed.
pub fn words(form: &DraftForm) -> Option<&String> {
    match form {
        DraftForm::Comment { text } | DraftForm::CorrectComment { text, .. } => Some(text),
        DraftForm::MakeBooking { fields } | DraftForm::ChangeBooking { fields, .. } => Some(&fields.description),
        DraftForm::CancelBooking { reason, .. } => Some(reason),
        DraftForm::HeldConversation { fields, .. } => Some(&fields.agreement),
        DraftForm::RegisterReferral { fields } => Some(&fields.reason),
        DraftForm::Participation { takes_part: true, fields, .. } => Some(&fields.name),
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
        DraftForm::RegisterReferral { fields } => words.clone_into(&mut fields.reason),
        DraftForm::Participation { takes_part: true, fields, .. } => words.clone_into(&mut fields.name),
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
    match (shown, typed) {
        (
            DraftForm::ChangeBooking { fields: shown, .. },
            DraftForm::ChangeBooking { fields: typed, begun: Some(begun), .. },
        ) => is_typed_over([shown, typed, begun].map(|fields| serde_json::to_value(fields).unwrap())),
        (
            DraftForm::ChangeDeadline { fields: shown, .. },
            DraftForm::ChangeDeadline { fields: typed, begun: Some(begun), .. },
        ) => is_typed_over([shown, typed, begun].map(|fields| serde_json::to_value(fields).unwrap())),
        _ => by_hand(shown) == by_hand(typed),
    }
}

fn is_typed_over([shown, typed, begun]: [serde_json::Value; 3]) -> bool {
    let fields = typed.as_object().unwrap().iter();
    fields.filter(|(name, value)| begun[name] != **value).all(|(name, value)| shown[name] == *value)
}

/// Whether it is the form of a deadline, of a referral, or of who takes part.
pub fn is_decision(form: &DraftForm) -> bool {
    matches!(
        form,
        DraftForm::SetDeadline { .. }
            | DraftForm::ChangeDeadline { .. }
            | DraftForm::WithdrawDeadline { .. }
            | DraftForm::RegisterReferral { .. }
            | DraftForm::EndReferral { .. }
            | DraftForm::Participation { .. }
            | DraftForm::ParticipationChoice { .. }
    )
}

/// Whether a command on a deadline, on a referral or on who takes part says what was typed.
pub fn is_said(form: &DraftForm, command: &Command) -> bool {
    let day = |day: NaiveDate| day.format("%d.%m.%Y").to_string();
    match (form, command) {
        (DraftForm::SetDeadline { fields }, Command::SetDeadline { deadline: said, .. })
        | (DraftForm::ChangeDeadline { fields, .. }, Command::ChangeDeadline { deadline: said, .. }) => {
            let days = [day(said.book_by), day(said.hold_by)];
            days == [fields.book_by.as_str(), &fields.hold_by]
                && said.kind.to_string() == fields.conversation_type
                && said.at_once == fields.at_once
        }
        (DraftForm::RegisterReferral { fields }, Command::RegisterReferral { referral: said, .. }) => {
            let or_empty = |said: &Option<String>| said.clone().unwrap_or_default();
            let operator = &said.operator;
            [operator.cvr.clone(), or_empty(&operator.p_number), operator.name.clone(), or_empty(&said.reason)]
                == [fields.cvr.as_str(), &fields.p_number, &fields.name, &fields.reason]
                && [day(said.from), said.to.map(day).unwrap_or_default()] == [fields.from.as_str(), &fields.to]
        }
        (DraftForm::EndReferral { to, .. }, Command::EndReferral { to: said, .. }) => *to == day(*said),
        (DraftForm::Participation { takes_part, fields, .. }, Command::SetParticipation { guest, .. }) => {
            let said = guest.as_ref().map(|guest| {
                let GuestDetails { name, contact, phone, email } = (**guest).clone();
                [name, contact, phone, email].map(Option::unwrap_or_default)
            });
            let GuestFields { name, contact, phone, email } = fields.clone();
            said == takes_part.then_some([name, contact, phone, email])
        }
        (
            DraftForm::ParticipationChoice { chooser, takes_part },
            Command::SaveParticipationChoice { chooser: said, takes_part: comes, .. },
        ) => *takes_part == *comes && (chooser == "citizen") == (*said == WrittenChooser::Citizen),
        (DraftForm::WithdrawDeadline { .. }, Command::WithdrawDeadline { .. }) => true,
        _ => !is_decision(form),
    }
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
        DraftForm::ChangeDeadline { deadline, revision, begun, .. } => {
            deadline.clear();
            *revision = 0;
            *begun = None;
        }
        DraftForm::WithdrawDeadline { deadline: record, revision }
        | DraftForm::EndReferral { referral: record, revision, .. } => {
            record.clear();
            *revision = 0;
        }
        DraftForm::Participation { booking, seen, .. } => {
            booking.clear();
            seen.clear();
        }
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
        Command::RegisterReferral { referral, .. } => referral.reason.as_ref(),
        Command::SetParticipation { guest, .. } => guest.as_ref()?.name.as_ref(),
        _ => None,
    }
}
