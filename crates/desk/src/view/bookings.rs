use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    JobcentreCode,
    contact_course::{Authority, Booking, BookingState, DoubleBooking, Meeting, SourceSystem, WrittenBooking},
};

use super::{
    Names, Seen,
    deadlines::joint,
    reference::{conversation_form, conversation_type, source_system},
    tell_booking::{authority, citizen_may, double, meets},
};
use crate::{
    booking::fields,
    dates,
    door::{BookingView, JointView, Text},
    room::command_names,
};

/// Who looks at a booking, and when.
#[derive(Clone, Copy)]
pub(super) struct Looks<'a> {
    pub names: &'a Names,
    pub now: DateTime<Utc>,
    pub today: NaiveDate,
    pub own: JobcentreCode,
}

/// A booking, with what it takes to tell of it.
pub(super) struct Looked<'a> {
    /// With what waits carried out.
    pub booking: &'a Booking,
    /// As the backend last said it; none where it waits.
    pub known: Option<&'a Booking>,
    /// The citizen's jobcentre today.
    pub present: Option<JobcentreCode>,
    /// Another one at the same time.
    pub double: Option<DoubleBooking>,
    /// Who takes part in a joint conversation.
    pub joint: Option<JointView>,
}

/// Every booking of the citizen's: what is to come first, in the order of time, and then what has been, the latest first.
pub(super) fn bookings(seen: &Seen) -> Vec<BookingView> {
    let mut bookings: Vec<&Booking> = seen.after.bookings.records.iter().collect();
    let is_behind = |booking: &Booking| !booking.stands() || booking.content.end_or_soon() <= seen.now;
    bookings.sort_by_key(|booking| {
        let (start, behind) = (booking.content.start.timestamp(), is_behind(booking));
        (behind, if behind { -start } else { start }, booking.id)
    });
    let looks = Looks { names: seen.names, now: seen.now, today: seen.today, own: seen.own };
    bookings.into_iter().map(|booking| view(looks, &looked(seen, booking))).collect()
}

fn looked<'a>(seen: &'a Seen, booking: &'a Booking) -> Looked<'a> {
    let mut doubles = seen.after.at_the_same_time(booking.id, &booking.content);
    Looked {
        booking,
        known: seen.known.person.bookings.find(booking.id),
        present: seen.after.jobcentre_on(seen.today),
        double: if booking.stands() { doubles.next() } else { None },
        joint: joint(booking, seen),
    }
}

/// A booking as somebody at this desk sees it.
pub(super) fn view(looks: Looks, looked: &Looked) -> BookingView {
    let booking = looked.booking;
    let content = &booking.content;
    let why_not = why_not(looks, looked);
    BookingView {
        booking: booking.id.to_string(),
        writings: command_names(&booking.writings),
        conversation_type: conversation_type(content.kind),
        form: conversation_form(content.form),
        start: dates::at(content.start),
        end: content.end.map(dates::at),
        by: authority(booking.by),
        is_ours: matches!(booking.by, Authority::Jobcentre(_)),
        caseworker: content.caseworker.as_ref().map(|caseworker| looks.names.of(caseworker)),
        place: meets(content),
        title: content.title.clone(),
        description: content.description.clone(),
        citizen_may: citizen_may(content),
        marks: marks(booking),
        state: state(looks, booking).to_owned(),
        cancelled: cancelled(looks, booking),
        double: looked.double.as_ref().map(double),
        joint: looked.joint.clone(),
        waiting: waiting(looked),
        can_hold: can_hold(looks, looked),
        can_change: why_not.is_none(),
        why_not,
        fields: fields(&WrittenBooking::from(content)),
    }
}

fn state(looks: Looks, booking: &Booking) -> &'static str {
    let content = &booking.content;
    match booking.state {
        BookingState::Cancelled { .. } => "cancelled",
        BookingState::Held { .. } => "held",
        BookingState::Planned if content.end_or_soon() <= looks.now => "past",
        BookingState::Planned if content.start <= looks.now => "now",
        BookingState::Planned => "coming",
    }
}

fn cancelled(looks: Looks, booking: &Booking) -> Option<Text> {
    let BookingState::Cancelled { at, reason } = &booking.state else { return None };
    let at = dates::moment(*at, looks.today);
    Some(match reason {
        Some(reason) => Text::new(format!("Aflyst {}: {reason}", at.da), format!("Cancelled {}: {reason}", at.en)),
        None => Text::new(format!("Aflyst {}", at.da), format!("Cancelled {}", at.en)),
    })
}

fn marks(booking: &Booking) -> Vec<Text> {
    let content = &booking.content;
    let group = matches!(content.meeting, Meeting::Group(_)).then(|| Text::new("Gruppemøde", "Group meeting"));
    let own = content.self_booked.then(|| Text::new("Selvbooket", "Self-booked"));
    let owner = content.owner.map(|owner| {
        let name = source_system(owner);
        Text::new(format!("Ejes af {}", name.da), format!("Owned by {}", name.en))
    });
    [group, own, owner].into_iter().flatten().collect()
}

/// What of a booking is not sent yet.
fn waiting(looked: &Looked) -> Option<Text> {
    match looked.known {
        None => Some(Text::new("Venter på at blive sendt", "Waits to be sent")),
        Some(before) if before.stands() && matches!(looked.booking.state, BookingState::Held { .. }) => {
            Some(Text::new("Registreringen som afholdt venter på at blive sendt", "That it was held waits to be sent"))
        }
        Some(before) if before.stands() && !looked.booking.stands() => {
            Some(Text::new("Aflysningen venter på at blive sendt", "The cancelling waits to be sent"))
        }
        Some(before) if before.content != looked.booking.content || before.guest != looked.booking.guest => {
            Some(Text::new("Ændringen venter på at blive sendt", "The change waits to be sent"))
        }
        Some(_) => None,
    }
}

/// Whoever owns the booking: a jobcentre's conversation is held by a jobcentre.
fn can_hold(looks: Looks, looked: &Looked) -> bool {
    let booking = looked.booking;
    let is_a_jobcentres = matches!(booking.by, Authority::Jobcentre(_));
    booking.state == BookingState::Planned && is_a_jobcentres && looked.present == Some(looks.own)
}

/// Why nobody changes it here; none where it can be changed.
fn why_not(looks: Looks, looked: &Looked) -> Option<Text> {
    let booking = looked.booking;
    match booking.state {
        BookingState::Planned => {}
        BookingState::Cancelled { .. } => return Some(Text::new("Den er aflyst.", "It is cancelled.")),
        BookingState::Held { .. } => return Some(Text::new("Den er afholdt.", "It was held.")),
    }
    match (booking.by, booking.content.owner) {
        (Authority::Fund(_), _) => {
            let by = authority(booking.by);
            Some(Text::new(format!("Kun {} kan ændre den.", by.da), format!("Only {} can change it.", by.en)))
        }
        (Authority::Jobcentre(_), _) if looked.present != Some(looks.own) => {
            Some(Text::new("Borgeren er ikke jeres.", "The citizen is not yours."))
        }
        (Authority::Jobcentre(_), Some(owner)) => Some(owned_by(owner)),
        (Authority::Jobcentre(_), None) => None,
    }
}

fn owned_by(owner: SourceSystem) -> Text {
    let name = source_system(owner);
    Text::new(
        format!("Kun {} kan ændre den: den ejer indkaldelsen.", name.da),
        format!("Only {} can change it: it owns the booking.", name.en),
    )
}
