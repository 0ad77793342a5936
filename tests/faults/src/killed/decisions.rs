use chrono::{DateTime, Days, Utc};
use desk::door::{
    CitizenView, DeadlineFields, DeadlineView, DraftForm, GuestFields, JointView, ReferralFields, ReferralView,
};

use super::forms::booking;
use crate::made_up;

/// The title of the joint conversations.
const JOINT: &str = "joint";

/// What the third and the fourth quarter of the turns write, where it can be written: deadlines, referrals and who takes
/// part.
pub(super) fn decision(
    (turn, nth): (usize, usize),
    text: &str,
    now: DateTime<Utc>,
    shown: &CitizenView,
) -> Option<DraftForm> {
    let day = |days| (domain::danish_day(now) + Days::new(days)).format("%d.%m.%Y").to_string();
    let open = shown.deadlines.iter().find(|one| one.can_change).cloned();
    Some(match (turn, nth) {
        (4..=6, 1) => match open {
            None => DraftForm::SetDeadline { fields: deadline(day(10), day(20)) },
            Some(DeadlineView { deadline, revision, .. }) if turn == 6 => {
                DraftForm::WithdrawDeadline { deadline, revision }
            }
            Some(DeadlineView { deadline, revision, fields, .. }) => {
                // Each time another last day, of two.
                let hold_by = if fields.hold_by == day(20) { day(21) } else { day(20) };
                let begun = Some(fields.clone());
                DraftForm::ChangeDeadline { deadline, revision, fields: DeadlineFields { hold_by, ..fields }, begun }
            }
        },
        (4, 2) => DraftForm::RegisterReferral { fields: referral(text, day(1)) },
        (5, 2) => {
            let is_open = |one: &&ReferralView| one.can_end && one.to.is_empty();
            let ReferralView { referral, revision, .. } = shown.referrals.iter().find(is_open)?.clone();
            DraftForm::EndReferral { referral, revision, to: day(1) }
        }
        (6, 2) => {
            let fields = booking(text.to_owned(), JOINT, now);
            let fund_takes_part = shown.may_decline.iter().any(|chooser| chooser == "citizen");
            let fields = desk::door::BookingFields { conversation_type: "17".to_owned(), fund_takes_part, ..fields };
            DraftForm::MakeBooking { fields }
        }
        (7, 1) => {
            let can = |joint: &JointView| joint.can_invite || joint.can_remove;
            let joint = shown.bookings.iter().rfind(|one| one.joint.as_ref().is_some_and(can))?;
            let takes_part = !joint.joint.as_ref()?.takes_part;
            let name = if takes_part { text.to_owned() } else { String::new() };
            let (booking, seen) = (joint.meeting.booking.clone(), joint.writings.clone());
            let fields = GuestFields { name, ..GuestFields::default() };
            DraftForm::Participation { booking, seen, takes_part, fields }
        }
        (7, 2) => {
            let takes_part = shown.participation_choices.iter().any(|choice| choice.chooser == "citizen");
            DraftForm::ParticipationChoice { chooser: "citizen".to_owned(), takes_part }
        }
        _ => return None,
    })
}

/// Of a type that nobody books and nobody holds.
fn deadline(book_by: String, hold_by: String) -> DeadlineFields {
    DeadlineFields { conversation_type: "3".to_owned(), book_by, hold_by, at_once: false }
}

/// To one business only once at a time.
fn referral(reason: &str, from: String) -> ReferralFields {
    let cvr = format!("{:08}", reason.bytes().fold(7_u32, |sum, byte| (sum * 31 + u32::from(byte)) % 100_000_000));
    let (name, reason) = (format!("Aktør {cvr}"), reason.to_owned());
    ReferralFields { cvr, name, from, reason, ..ReferralFields::default() }
}

/// How many kinds of forms are typed in and not confirmed.
pub(super) const TYPED: usize = 4;

/// A form of the kind in which a number is typed, as far as it has come.
pub(super) fn typed(kind: usize, number: usize) -> DraftForm {
    let text = format!("typed {number}");
    match kind {
        0 => DraftForm::Comment { text },
        1 => DraftForm::SetDeadline { fields: deadline(text, String::new()) },
        2 => DraftForm::RegisterReferral { fields: ReferralFields { reason: text, ..ReferralFields::default() } },
        _ => DraftForm::Participation {
            booking: made_up::command_id(1).0.to_string(),
            seen: Vec::new(),
            takes_part: true,
            fields: GuestFields { name: text, ..GuestFields::default() },
        },
    }
}

/// The kind of a form that is typed in, and the number in it.
pub(super) fn number_in(form: &DraftForm) -> Option<(usize, usize)> {
    let (kind, text) = match form {
        DraftForm::Comment { text } => (0, text),
        DraftForm::SetDeadline { fields } => (1, &fields.book_by),
        DraftForm::RegisterReferral { fields } => (2, &fields.reason),
        DraftForm::Participation { fields, .. } => (3, &fields.name),
        _ => return None,
    };
    Some((kind, text.strip_prefix("typed ")?.parse().ok()?))
}
