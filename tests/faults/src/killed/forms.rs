use chrono::{DateTime, Days, TimeDelta, Utc};
use chrono_tz::Europe::Copenhagen;
use desk::door::{
    BookingFields, BookingView, CitizenView, DraftForm, EntryState, HeldFields, MeetingView, OutboxEntry,
};

use super::decisions::decision;

/// The title of the bookings that the desk alone writes.
const OWN: &str = "own";
/// The title of those that a colleague writes too.
pub(super) const SHARED: &str = "shared";

/// What is written on a citizen as it is shown.
pub(super) enum Writes {
    /// A form, which the backend accepts, or refuses where it says so.
    Form(Box<DraftForm>),
    /// A change of a booking that a colleague has changed after it was looked at: refused with SB-2014.
    TooLate { booking: String, fields: Box<BookingFields>, seen: Vec<String> },
}

/// The second and the third of the three that each citizen gets in turn: comments, and everything that is done with bookings,
/// with deadlines, with referrals and with who takes part.
pub(super) fn form(number: usize, nth: usize, now: DateTime<Utc>, shown: &CitizenView) -> Writes {
    let text = format!("text {number}");
    let own = standing(shown, OWN);
    let turn = number / 3;
    let turn = (turn + turn / 12) % 8;
    if let Some(decision) = decision((turn, nth), &text, now, shown) {
        return Writes::Form(Box::new(decision));
    }
    Writes::Form(Box::new(match (turn % 4, nth, own) {
        (1, 1, Some(BookingView { meeting: MeetingView { booking, .. }, writings: seen, fields, .. })) => {
            let fields =
                BookingFields { description: text, from: "12.15".to_owned(), until: "13.00".to_owned(), ..fields };
            DraftForm::ChangeBooking { booking, seen, fields, begun: None }
        }
        (1, _, _) => match standing(shown, SHARED) {
            Some(BookingView { meeting: MeetingView { booking, .. }, writings: seen, fields, .. }) => {
                let fields = Box::new(BookingFields { description: format!("late {number}"), ..fields });
                return Writes::TooLate { booking, fields, seen };
            }
            None => DraftForm::MakeBooking { fields: booking(text, SHARED, now) },
        },
        (2, 1, Some(own)) => {
            let next = booking(format!("{text}, next"), OWN, now);
            DraftForm::HeldConversation {
                booking: Some(own.meeting.booking),
                seen: own.writings,
                fields: held(text, number, now),
                next: Some(next),
            }
        }
        (2, 2, _) => DraftForm::MakeBooking { fields: booking(text, SHARED, now) },
        (3, 1, Some(own)) => {
            DraftForm::CancelBooking { booking: own.meeting.booking, seen: own.writings, reason: text }
        }
        (3, 2, _) => {
            DraftForm::HeldConversation { booking: None, seen: Vec::new(), fields: held(text, number, now), next: None }
        }
        (_, 1, _) => DraftForm::MakeBooking { fields: booking(text, OWN, now) },
        _ => DraftForm::Comment { text },
    }))
}

/// One that stands, and that no open command speaks of: what builds on one that is refused is held.
fn standing(shown: &CitizenView, title: &str) -> Option<BookingView> {
    let is_free = |booking: &BookingView| {
        let changes_it = |entry: &&OutboxEntry| {
            let form = entry.draft.as_ref().map(|draft| &draft.form);
            matches!(form, Some(DraftForm::ChangeBooking { booking: changed, .. }) if *changed == booking.meeting.booking)
        };
        let is_stopped = |entry: &OutboxEntry| matches!(entry.state, EntryState::Refused { .. });
        shown.unsent.iter().filter(changes_it).all(is_stopped) && booking.meeting.waiting.is_none()
    };
    let is_one = |booking: &&BookingView| {
        booking.meeting.can_change && booking.title.as_deref() == Some(title) && is_free(booking)
    };
    shown.bookings.iter().find(is_one).cloned()
}

pub(super) fn booking(description: String, title: &str, now: DateTime<Utc>) -> BookingFields {
    BookingFields {
        conversation_type: "12".to_owned(),
        form: "1".to_owned(),
        day: (domain::danish_day(now) + Days::new(9)).format("%d.%m.%Y").to_string(),
        from: "10.00".to_owned(),
        until: "10.45".to_owned(),
        place: "Lokale 2".to_owned(),
        title: title.to_owned(),
        description,
        can_cancel: true,
        ..BookingFields::default()
    }
}

/// No two are at the same time.
fn held(agreement: String, number: usize, now: DateTime<Utc>) -> HeldFields {
    let at = (now - TimeDelta::minutes(number as i64 + 1)).with_timezone(&Copenhagen);
    HeldFields {
        conversation_type: "2".to_owned(),
        form: "4".to_owned(),
        day: at.format("%d.%m.%Y").to_string(),
        from: at.format("%H.%M").to_string(),
        agreement,
        fund: "no".to_owned(),
        participants: Vec::new(),
    }
}
