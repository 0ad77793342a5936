//! Which booking, deadline, referral or comment a command or a form is of that acts on one.

use domain::{
    Command, Decision, Person, RecordId, What,
    contact_course::{BookingChange, DeadlineChange},
};

use super::{referrals, tell_booking::named, tell_command::first_words, tell_course::deadline_in_full};
use crate::door::{DraftForm, Text};

/// What acts on something that was there before.
#[derive(Clone, Copy)]
enum Concerned {
    Booking(RecordId),
    Deadline(RecordId),
    Referral(RecordId),
    Comment(RecordId),
}

/// As it stood when the command was confirmed, else as it stands now. None for a command that makes something, and where
/// nothing of it is known here.
pub(super) fn by_command(command: &Command, shown: Option<&Decision>, person: Option<&Person>) -> Option<Text> {
    let of = of_command(command)?;
    shown.and_then(|shown| as_shown(of, shown)).or_else(|| as_it_stands(of, person?))
}

/// As it stands now.
pub(super) fn by_form(form: &DraftForm, person: &Person) -> Option<Text> {
    as_it_stands(of_form(form)?, person)
}

fn of_command(command: &Command) -> Option<Concerned> {
    Some(match command {
        Command::ChangeBooking { record, .. }
        | Command::CancelBooking { record, .. }
        | Command::SetParticipation { record, .. } => Concerned::Booking(*record),
        Command::RegisterHeldConversation { conversation, .. } => Concerned::Booking(conversation.booking?),
        Command::ChangeDeadline { record, .. } | Command::WithdrawDeadline { record, .. } => {
            Concerned::Deadline(*record)
        }
        Command::EndReferral { record, .. } => Concerned::Referral(*record),
        Command::CorrectComment { comment, .. } | Command::WithdrawComment { comment, .. } => {
            Concerned::Comment(*comment)
        }
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
        | Command::RecordContactGroup { .. } => return None,
    })
}

fn of_form(form: &DraftForm) -> Option<Concerned> {
    let (concerned, record): (fn(RecordId) -> Concerned, &String) = match form {
        DraftForm::ChangeBooking { booking, .. }
        | DraftForm::CancelBooking { booking, .. }
        | DraftForm::Participation { booking, .. }
        | DraftForm::HeldConversation { booking: Some(booking), .. } => (Concerned::Booking, booking),
        DraftForm::ChangeDeadline { deadline, .. } | DraftForm::WithdrawDeadline { deadline, .. } => {
            (Concerned::Deadline, deadline)
        }
        DraftForm::EndReferral { referral, .. } => (Concerned::Referral, referral),
        DraftForm::CorrectComment { comment, .. } | DraftForm::WithdrawComment { comment, .. } => {
            (Concerned::Comment, comment)
        }
        DraftForm::HeldConversation { booking: None, .. }
        | DraftForm::Comment { .. }
        | DraftForm::ContactPerson
        | DraftForm::EndContactPerson { .. }
        | DraftForm::Affiliation { .. }
        | DraftForm::MakeBooking { .. }
        | DraftForm::ParticipationChoice { .. }
        | DraftForm::SetDeadline { .. }
        | DraftForm::RegisterReferral { .. } => return None,
    };
    Some(concerned(RecordId(record.parse().ok()?)))
}

fn as_shown(of: Concerned, shown: &Decision) -> Option<Text> {
    shown.changes.iter().find_map(|change| match (of, &change.what) {
        (Concerned::Booking(of), What::Booking { record, change }) if *record == of => {
            let (BookingChange::Made { content, .. }
            | BookingChange::Participation { content, .. }
            | BookingChange::Changed { before: content, .. }
            | BookingChange::Cancelled { content, .. }
            | BookingChange::Held { content, .. }) = change;
            Some(named(content))
        }
        (Concerned::Deadline(of), What::Deadline { record, change }) if *record == of => {
            let content = match change {
                DeadlineChange::Changed { before, .. } => *before,
                change => change.content(),
            };
            Some(deadline_in_full(&content))
        }
        (Concerned::Referral(of), What::Referral { record, change }) if *record == of => {
            Some(Text::same(&change.operator().name))
        }
        (
            Concerned::Comment(of),
            What::CommentCorrected { record, before, .. } | What::CommentWithdrawn { record, before },
        ) if *record == of => Some(Text::same(first_words(before))),
        _ => None,
    })
}

fn as_it_stands(of: Concerned, person: &Person) -> Option<Text> {
    match of {
        Concerned::Booking(record) => person.bookings.find(record).map(|booking| named(&booking.content)),
        Concerned::Deadline(record) => {
            person.deadlines.find(record).map(|deadline| deadline_in_full(&deadline.content))
        }
        Concerned::Referral(record) => {
            person.referrals.find(record).map(|referral| referrals::summary(&referral.content))
        }
        Concerned::Comment(record) => {
            person.comments.standing(record).map(|comment| Text::same(first_words(&comment.text)))
        }
    }
}
