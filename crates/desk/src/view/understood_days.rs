use domain::{Command, danish_day};

use crate::dates::iso;
use crate::door::UnderstoodDays;

/// The days in what was typed, to be said back beside the fields.
pub(super) fn understood_days(command: &Command) -> UnderstoodDays {
    let none = UnderstoodDays::default();
    match command {
        Command::RegisterAffiliation { from, .. } => UnderstoodDays { from: Some(iso(*from)), ..none },
        Command::MakeBooking { booking, .. } | Command::ChangeBooking { booking, .. } => UnderstoodDays {
            day: Some(iso(danish_day(booking.start))),
            rebook_until: booking.rebooking_deadline.map(iso),
            cancel_until: booking.cancelling_deadline.map(iso),
            ..none
        },
        Command::RegisterHeldConversation { conversation, next, .. } => UnderstoodDays {
            day: Some(iso(danish_day(conversation.at))),
            next_day: next.as_ref().map(|next| iso(danish_day(next.start))),
            ..none
        },
        Command::SetDeadline { deadline, .. } | Command::ChangeDeadline { deadline, .. } => {
            UnderstoodDays { book_by: Some(iso(deadline.book_by)), hold_by: Some(iso(deadline.hold_by)), ..none }
        }
        Command::RegisterReferral { referral, .. } => {
            UnderstoodDays { from: Some(iso(referral.from)), to: referral.to.map(iso), ..none }
        }
        Command::EndReferral { to, .. } => UnderstoodDays { to: Some(iso(*to)), ..none },
        Command::RegisterPerson { .. }
        | Command::ChangeName { .. }
        | Command::ChangeAddress { .. }
        | Command::ChangeProtection { .. }
        | Command::ChangeStatus { .. }
        | Command::ChangeNumber { .. }
        | Command::StartMembership { .. }
        | Command::EndMembership { .. }
        | Command::WriteComment { .. }
        | Command::CorrectComment { .. }
        | Command::WithdrawComment { .. }
        | Command::RegisterContactPerson { .. }
        | Command::EndContactPerson { .. }
        | Command::CancelBooking { .. }
        | Command::SetParticipation { .. }
        | Command::SaveParticipationChoice { .. }
        | Command::WithdrawDeadline { .. }
        | Command::RecordContactGroup { .. } => none,
    }
}
