//! What caseworkers and the fund book, move, cancel and hold.

use chrono::{DateTime, Days, TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::Copenhagen;
use desk::door::{BookingFields, BookingView, Draft, DraftForm, HeldFields, MeetingView, ParticipantField};
use domain::contact_course::{ConversationForm, ConversationType, WrittenBooking};
use domain::{Actor, Command, CommandId, RecordId, danish_day};

use super::Simulation;
use super::caseworkers::nth;
use super::start::fund;
use crate::oracle::{Side, typed};

/// The desks of one jobcentre.
pub(super) const COLLEAGUES: [usize; 2] = [0, 1];

/// To which conversations a citizen is summoned. Of two there is only one at a time.
const TYPES: [&str; 6] = ["7", "17", "2", "17", "12", "4"];

impl Simulation {
    pub(super) fn books(&mut self, desk: usize, citizen: usize, when: usize) {
        let citizen = self.citizen(citizen);
        let Some(shown) = self.finds(desk, citizen, 0) else { return };
        let fields = self.booking(desk, when, self.new_text());
        self.confirms_typed(desk, citizen, shown.citizen, DraftForm::MakeBooking { fields });
    }

    pub(super) fn changes_booking(&mut self, desk: usize, citizen: usize, which: usize) {
        let citizen = self.citizen(citizen);
        let text = self.new_text();
        self.moves_booking(desk, citizen, (which, None), text);
    }

    /// Two colleagues move the same booking, each as they see it.
    pub(super) fn both_change(&mut self, citizen: usize, which: usize) {
        let citizen = self.citizen(citizen);
        let shown = self.finds(COLLEAGUES[0], citizen, 0).map(|shown| shown.bookings).unwrap_or_default();
        let Some(booking) = nth(&standing(shown), which).map(|booking| booking.meeting.booking.clone()) else { return };
        for desk in COLLEAGUES {
            let text = format!("{} at desk {desk}", self.new_text());
            self.moves_booking(desk, citizen, (which + desk, Some(&booking)), text);
        }
    }

    fn moves_booking(&mut self, desk: usize, citizen: usize, (which, named): (usize, Option<&str>), text: String) {
        let Some(shown) = self.finds(desk, citizen, 0) else { return };
        let mut bookings = standing(shown.bookings);
        bookings.retain(|booking| named.is_none_or(|named| booking.meeting.booking == named));
        let Some(BookingView { meeting: MeetingView { booking, .. }, writings: seen, fields, .. }) =
            nth(&bookings, which).cloned()
        else {
            return;
        };
        let moved = self.booking(desk, which, text);
        // The words and the time are others; the rest stays.
        let BookingFields { day, from, until, rebook_until, description, can_rebook, .. } = moved;
        let begun = Some(fields.clone());
        // Now and then it is to another conversation.
        let conversation_type = if which % 4 == 3 { moved.conversation_type } else { fields.conversation_type.clone() };
        let fields =
            BookingFields { conversation_type, day, from, until, rebook_until, description, can_rebook, ..fields };
        self.confirms_typed(desk, citizen, shown.citizen, DraftForm::ChangeBooking { booking, seen, fields, begun });
    }

    pub(super) fn cancels(&mut self, desk: usize, citizen: usize, which: usize) {
        let citizen = self.citizen(citizen);
        let Some(shown) = self.finds(desk, citizen, 0) else { return };
        let Some(BookingView { meeting: MeetingView { booking, .. }, writings: seen, .. }) =
            nth(&standing(shown.bookings), which).cloned()
        else {
            return;
        };
        let form = DraftForm::CancelBooking { booking, seen, reason: self.new_text() };
        self.confirms_typed(desk, citizen, shown.citizen, form);
    }

    /// From a booking or without one, and with the next one or without.
    pub(super) fn holds(&mut self, desk: usize, citizen: usize, how: usize) {
        let citizen = self.citizen(citizen);
        let Some(shown) = self.finds(desk, citizen, 0) else { return };
        let text = self.new_text();
        let booking = nth(&standing(shown.bookings), how).filter(|_| !how.is_multiple_of(3)).cloned();
        let seen = booking.as_ref().map(|booking| booking.writings.clone()).unwrap_or_default();
        let is_joint = |view: &BookingView| view.joint.as_ref().is_some_and(|joint| joint.takes_part);
        let fund = if booking.as_ref().is_some_and(is_joint) { "took_part" } else { "no" };
        let booked_as = booking.as_ref().map(|view| view.fields.conversation_type.clone());
        let asked_for = nth(&shown.deadlines, how).map(|deadline| deadline.fields.conversation_type.clone());
        let conversation_type = booked_as.or(asked_for).filter(|_| !how.is_multiple_of(5));
        let conversation_type = conversation_type.unwrap_or_else(|| TYPES[how / 3 % 6].to_owned());
        let booking = booking.map(|view| view.meeting.booking);
        let next = how.is_multiple_of(2).then(|| self.next(desk, how, text.clone()));
        let at = self.desks[desk].now() - TimeDelta::minutes(how as i64 % 50 + 1);
        let (day, from) = as_typed(at);
        let fields = HeldFields {
            conversation_type,
            form: "4".to_owned(),
            day,
            from,
            agreement: text,
            fund: fund.to_owned(),
            participants: vec![ParticipantField { name: "Tolk Tolkesen".to_owned(), role: "interpreter".to_owned() }],
        };
        self.confirms_typed(desk, citizen, shown.citizen, DraftForm::HeldConversation { booking, seen, fields, next });
    }

    pub(super) fn confirms_typed(&mut self, desk: usize, citizen: usize, shown: String, form: DraftForm) {
        self.types_booking(&form);
        self.confirms(desk, citizen, Draft { citizen: shown, form });
    }

    /// The oracle hears what is typed of a booking.
    pub(super) fn types_booking(&mut self, form: &DraftForm) {
        let Some(fields) = typed::booking(form) else { return };
        let start = chrono::NaiveDateTime::parse_from_str(&format!("{} {}", fields.day, fields.from), "%d.%m.%Y %H.%M");
        let start = Copenhagen.from_local_datetime(&start.unwrap()).unwrap().to_utc();
        // Who takes part is no field of what stands.
        let fields = BookingFields { fund_takes_part: false, ..fields.clone() };
        self.central.oracle(|oracle| oracle.types_booking(&fields, start));
    }

    /// Who takes part in the next one is not asked.
    fn next(&self, desk: usize, when: usize, description: String) -> BookingFields {
        BookingFields { fund_takes_part: false, ..self.booking(desk, when, description) }
    }

    /// A booking as somebody types one: with each field that a form of the kind has.
    fn booking(&self, desk: usize, when: usize, description: String) -> BookingFields {
        let day = danish_day(self.desks[desk].now()) + Days::new(when as u64 % 15);
        let day = day.format("%d.%m.%Y").to_string();
        let hour = 8 + when % 7;
        let is_digital = when.is_multiple_of(5);
        let can_rebook = when.is_multiple_of(2);
        BookingFields {
            conversation_type: TYPES[when / 3 % 6].to_owned(),
            form: if is_digital { "8" } else { "1" }.to_owned(),
            from: format!("{hour:02}.{:02}", when % 4 * 15),
            until: format!("{} min", 60 - when % 4 * 15),
            place: format!("Lokale {}", when % 9),
            phone: "+4570101010".to_owned(),
            link: if is_digital { "https://moede.example/lokale" } else { "" }.to_owned(),
            title: "Om næste skridt".to_owned(),
            description,
            caseworker: super::CASEWORKERS[COLLEAGUES[when % 2]].0.to_owned(),
            can_rebook,
            rebook_until: if can_rebook { day.clone() } else { String::new() },
            can_cancel: when.is_multiple_of(3),
            fund_takes_part: TYPES[when / 3 % 6] == "17" && !(when / 18).is_multiple_of(3),
            day,
            ..BookingFields::default()
        }
    }

    /// The fund summons its member, moves what it has summoned to, cancels it, or tries its hand at another's.
    pub(super) fn fund_acts(&mut self, citizen: usize, which: usize, how: usize) {
        let citizen = self.citizen(citizen);
        let text = format!("the fund's {}", self.new_text());
        let day = danish_day(self.now()) + Days::new(how as u64 % 20);
        let start = day.and_hms_opt(8 + which as u32 % 6, 30, 0).unwrap().and_utc();
        let (number, of) = self.central.oracle(|oracle| {
            let side = if how % 16 == 15 { Side::Jobcentre } else { Side::Fund };
            let of = oracle.world.diary(citizen).meetings.iter().filter(|meeting| meeting.by == side);
            let of: Vec<(RecordId, Vec<CommandId>)> =
                of.map(|meeting| (meeting.id, meeting.writings.clone())).collect();
            (oracle.world.current(citizen).into(), of)
        });
        let kind = [12, 17, 7, 17][which / 2 % 4];
        let booking = Box::new(written(kind, start, text.clone()));
        let command = match (how % 4, nth(&of, which)) {
            (0 | 1, _) | (_, None) => {
                let guest = (kind == 17 && how.is_multiple_of(3)).then(Box::default);
                Command::MakeBooking { number, booking, guest }
            }
            // Now and then it has not seen the last word.
            (2, Some((record, writings))) => {
                let unseen = usize::from(how.is_multiple_of(5));
                let seen = writings[..writings.len() - unseen].to_vec();
                Command::ChangeBooking { number, record: *record, seen, booking }
            }
            (_, Some((record, writings))) => {
                let (record, seen) = (*record, writings.clone());
                Command::CancelBooking { number, record, seen, reason: Some(text.clone()) }
            }
        };
        let twice = which.is_multiple_of(2);
        self.central.tell(&Actor::Fund { fund: fund() }, &command, twice);
        self.tell(&format!("the fund sends {} on citizen {citizen} ({text})", command.kind().as_str()));
    }
}

/// What can be changed here.
fn standing(mut shown: Vec<BookingView>) -> Vec<BookingView> {
    shown.retain(|booking| booking.meeting.can_change);
    shown
}

/// A moment as the day and the time that are typed.
fn as_typed(at: DateTime<Utc>) -> (String, String) {
    let local = at.with_timezone(&Copenhagen);
    (local.format("%d.%m.%Y").to_string(), local.format("%H.%M").to_string())
}

/// A booking as a fund writes one, to a conversation that every authority may see.
fn written(kind: u32, start: DateTime<Utc>, description: String) -> WrittenBooking {
    WrittenBooking {
        kind: ConversationType(kind),
        form: ConversationForm(1),
        meeting: WrittenBooking::INDIVIDUAL.to_owned(),
        group_meeting: None,
        start,
        end: None,
        minutes: Some(45),
        place: None,
        phone: None,
        link: None,
        title: None,
        description: Some(description),
        caseworker: None,
        rebooking_possible: false,
        rebooking_deadline: None,
        cancelling_possible: true,
        cancelling_deadline: None,
        owner: None,
        self_booked: false,
    }
}
