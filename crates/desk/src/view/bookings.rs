use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    JobcentreCode,
    contact_course::{Authority, Booking, BookingState, DoubleBooking, Meeting, SourceSystem, WrittenBooking},
};

use super::{
    Names, Seen,
    deadlines::joint,
    reference::{conversation_form, conversation_type, source_system},
    tell_booking::{authority, citizen_may, double},
};
use crate::{
    booking::fields,
    dates,
    door::{BookingView, MeetingView, Text},
    drawn::{Drawn, DrawnState},
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
pub(super) struct Looked {
    /// With what waits carried out.
    pub booking: Drawn,
    /// What of it is not sent.
    pub waiting: Option<Text>,
    /// The citizen's jobcentre today.
    pub present: Option<JobcentreCode>,
    /// Another one at the same time.
    pub double: Option<DoubleBooking>,
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
    bookings.into_iter().map(|booking| whole(looks, seen, booking)).collect()
}

/// A booking as it stands on the citizen's page.
fn whole(looks: Looks, seen: &Seen, booking: &Booking) -> BookingView {
    let content = &booking.content;
    BookingView {
        meeting: meeting(looks, looked(seen, booking)),
        writings: command_names(&booking.writings),
        title: content.title.clone(),
        description: content.description.clone(),
        citizen_may: citizen_may(content),
        cancelled: cancelled(looks, booking),
        joint: joint(booking, seen),
        fields: fields(&WrittenBooking::from(content)),
    }
}

fn looked(seen: &Seen, booking: &Booking) -> Looked {
    let mut doubles = seen.after.at_the_same_time(booking.id, &booking.content);
    Looked {
        booking: Drawn::of(booking),
        waiting: waiting(seen.known.person.bookings.find(booking.id), booking),
        present: seen.after.jobcentre_on(seen.today),
        double: if booking.stands() { doubles.next() } else { None },
    }
}

/// A booking as a calendar draws it for somebody at this desk.
pub(super) fn meeting(looks: Looks, looked: Looked) -> MeetingView {
    let why_not = why_not(looks, &looked);
    let can_hold = can_hold(looks, &looked);
    let Looked { booking, waiting, double: other, .. } = looked;
    MeetingView {
        booking: booking.id.to_string(),
        written: booking.written,
        conversation_type: conversation_type(booking.kind),
        form: conversation_form(booking.form),
        start: dates::at(booking.start),
        end: booking.end.map(dates::at),
        by: authority(booking.by),
        is_ours: matches!(booking.by, Authority::Jobcentre(_)),
        caseworker: booking.caseworker.as_ref().map(|caseworker| looks.names.of(caseworker)),
        marks: marks(&booking),
        state: state(looks, &booking).to_owned(),
        double: other.as_ref().map(double),
        waiting,
        can_hold,
        place: booking.place,
        can_change: why_not.is_none(),
        why_not,
    }
}

fn state(looks: Looks, booking: &Drawn) -> &'static str {
    match booking.state {
        DrawnState::Cancelled => "cancelled",
        DrawnState::Held => "held",
        DrawnState::Planned if booking.until <= looks.now => "past",
        DrawnState::Planned if booking.start <= looks.now => "now",
        DrawnState::Planned => "coming",
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

fn marks(booking: &Drawn) -> Vec<Text> {
    let group = matches!(booking.meeting, Meeting::Group(_)).then(|| Text::new("Gruppemøde", "Group meeting"));
    let own = booking.self_booked.then(|| Text::new("Selvbooket", "Self-booked"));
    let owner = booking.owner.map(|owner| {
        let name = source_system(owner);
        Text::new(format!("Ejes af {}", name.da), format!("Owned by {}", name.en))
    });
    [group, own, owner].into_iter().flatten().collect()
}

/// What of a booking is not sent yet; none is known where all of it waits.
pub(super) fn waiting(known: Option<&Booking>, booking: &Booking) -> Option<Text> {
    match known {
        None => Some(Text::new("Venter på at blive sendt", "Waits to be sent")),
        Some(before) if before.stands() && matches!(booking.state, BookingState::Held { .. }) => {
            Some(Text::new("Registreringen som afholdt venter på at blive sendt", "That it was held waits to be sent"))
        }
        Some(before) if before.stands() && !booking.stands() => {
            Some(Text::new("Aflysningen venter på at blive sendt", "The cancelling waits to be sent"))
        }
        Some(before) if before.content != booking.content || before.guest != booking.guest => {
            Some(Text::new("Ændringen venter på at blive sendt", "The change waits to be sent"))
        }
        Some(_) => None,
    }
}

/// Whoever owns the booking: a jobcentre's conversation is held by a jobcentre.
fn can_hold(looks: Looks, looked: &Looked) -> bool {
    let is_a_jobcentres = matches!(looked.booking.by, Authority::Jobcentre(_));
    looked.booking.stands() && is_a_jobcentres && looked.present == Some(looks.own)
}

/// Why nobody changes it here; none where it can be changed.
fn why_not(looks: Looks, looked: &Looked) -> Option<Text> {
    let booking = &looked.booking;
    match booking.state {
        DrawnState::Planned => {}
        DrawnState::Cancelled => return Some(Text::new("Den er aflyst.", "It is cancelled.")),
        DrawnState::Held => return Some(Text::new("Den er afholdt.", "It was held.")),
    }
    match (booking.by, booking.owner) {
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
