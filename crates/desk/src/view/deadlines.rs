use chrono::NaiveDate;
use domain::{
    Person,
    contact_course::{
        Authority, Booking, Chooser, ConversationType, Deadline, DeadlineState, Due, ParticipationChoice, fund_summons,
    },
};

use super::{
    Seen,
    reference::conversation_type,
    tell_booking::{authority, named},
};
use crate::{
    dates,
    deadline::fields,
    door::{ChoiceView, DeadlineView, JointView, Text},
    participation::guest_fields,
};

/// Every deadline of the citizen's: what is due first, and what is done with last.
pub(super) fn deadlines(seen: &Seen) -> Vec<DeadlineView> {
    let mut deadlines: Vec<&Deadline> = seen.after.deadlines.records.iter().collect();
    deadlines.sort_by_key(|deadline| {
        let is_done = matches!(deadline.state, DeadlineState::Held { .. } | DeadlineState::Withdrawn { .. });
        (is_done, !deadline.is_open(), deadline.content.book_by, deadline.id)
    });
    deadlines.into_iter().map(|deadline| view(seen, deadline)).collect()
}

fn view(seen: &Seen, deadline: &Deadline) -> DeadlineView {
    let content = deadline.content;
    let known = seen.known.person.deadlines.find(deadline.id);
    let waiting = match known {
        None => Some(Text::new("Venter på at blive sendt", "Waits to be sent")),
        Some(known) if known != deadline => {
            Some(Text::new("Ændringen venter på at blive sendt", "The change waits to be sent"))
        }
        Some(_) => None,
    };
    let is_ours = matches!(deadline.by, Authority::Jobcentre(_));
    let is_own = seen.after.jobcentre_on(seen.today) == Some(seen.own);
    DeadlineView {
        deadline: deadline.id.to_string(),
        revision: deadline.revision,
        conversation_type: conversation_type(content.kind),
        book_by: dates::iso(content.book_by),
        hold_by: dates::iso(content.hold_by),
        standing: standing(deadline, seen.after, seen.today),
        state: state(seen, deadline).to_owned(),
        by: authority(deadline.by),
        waiting,
        can_book: (deadline.is_open() || was_not_held(deadline, seen.after, seen.today)) && is_ours && is_own,
        can_change: deadline.can_be_written() && is_ours && is_own,
        fields: fields(&content),
    }
}

fn state(seen: &Seen, deadline: &Deadline) -> &'static str {
    match (deadline.state, deadline.due(seen.today)) {
        (DeadlineState::Held { .. } | DeadlineState::Withdrawn { .. }, _) => "done",
        (_, Due::NotBooked | Due::NotHeld) => "overdue",
        (_, Due::Today) => "due",
        (DeadlineState::Booked { .. }, Due::InTime) => "booked",
        (DeadlineState::Open, Due::InTime) => "open",
    }
}

/// What there is to do, or what has been done.
pub(super) fn standing(deadline: &Deadline, person: &Person, today: NaiveDate) -> Text {
    match deadline.state {
        DeadlineState::Withdrawn { .. } => Text::new("Taget tilbage", "Taken back"),
        DeadlineState::Held { conversation } => {
            let held = person.held_conversations.records.iter().find(|held| held.id == conversation);
            match held.map(|held| dates::show(domain::danish_day(held.content.at))) {
                Some(day) => Text::new(format!("Opfyldt: afholdt {day}"), format!("Met: held on {day}")),
                None => Text::new("Opfyldt: samtalen er afholdt", "Met: the conversation was held"),
            }
        }
        DeadlineState::Booked { .. } => booked(deadline, person, today),
        DeadlineState::Open => open(deadline, today),
    }
}

/// Whether its booking was on a day that has passed: another one takes its place.
fn was_not_held(deadline: &Deadline, person: &Person, today: NaiveDate) -> bool {
    let booking = deadline.booking().and_then(|booking| person.bookings.find(booking));
    booking.is_some_and(|booking| booking.content.day() < today)
}

fn booked(deadline: &Deadline, person: &Person, today: NaiveDate) -> Text {
    let booking = deadline.booking().and_then(|booking| person.bookings.find(booking));
    let Some(booking) = booking.map(|booking| named(&booking.content)) else {
        return Text::new("Booket", "Booked");
    };
    match deadline.due(today) {
        Due::NotHeld => Text::new(
            format!("Sidste dag er passeret, og samtalen er ikke registreret som afholdt: {}", booking.da),
            format!("The last day has passed, and it is not registered as held: {}", booking.en),
        ),
        _ if was_not_held(deadline, person, today) => Text::new(
            format!("Ikke registreret som afholdt: {}", booking.da),
            format!("Not registered as held: {}", booking.en),
        ),
        _ => Text::new(format!("Booket: {}", booking.da), format!("Booked: {}", booking.en)),
    }
}

fn open(deadline: &Deadline, today: NaiveDate) -> Text {
    let days = (deadline.content.book_by - today).num_days();
    match deadline.due(today) {
        Due::NotHeld => {
            Text::new("Overskredet: samtalen skulle være afholdt", "Overdue: the conversation was to be held by now")
        }
        Due::NotBooked => match -days {
            1 => Text::new("Overskredet i går: ikke booket", "Overdue since yesterday: not booked"),
            late => Text::new(
                format!("Overskredet for {late} dage siden: ikke booket"),
                format!("{late} days overdue: not booked"),
            ),
        },
        Due::Today => Text::new("Sidste dag for booking er i dag", "Today is the last day for booking"),
        Due::InTime => match days {
            1 => Text::new("Ikke booket: 1 dag tilbage", "Not booked: 1 day left"),
            days => Text::new(format!("Ikke booket: {days} dage tilbage"), format!("Not booked: {days} days left")),
        },
    }
}

/// The choices that stand.
pub(super) fn choices(seen: &Seen) -> Vec<ChoiceView> {
    let known = &seen.known.person.participation_choices;
    let is_known = |choice: &ParticipationChoice| known.standing().any(|known| known.id == choice.id);
    let is_ours = seen.after.jobcentre_on(seen.today) == Some(seen.own);
    let own = Chooser::Guest(Authority::Jobcentre(seen.own));
    let view = |choice: &ParticipationChoice| ChoiceView {
        chooser: match choice.chooser {
            Chooser::Citizen => "citizen",
            Chooser::Guest(Authority::Jobcentre(own)) if own == seen.own => "guest",
            Chooser::Guest(_) => "other",
        }
        .to_owned(),
        told: declined(choice.chooser),
        can_take_back: is_ours && (choice.chooser == Chooser::Citizen || choice.chooser == own),
        waiting: (!is_known(choice)).then(|| Text::new("Venter på at blive sendt", "Waits to be sent")),
    };
    seen.after.participation_choices.standing().map(view).collect()
}

fn declined(chooser: Chooser) -> Text {
    match chooser {
        Chooser::Citizen => Text::new(
            "Borgeren har sagt nej til a-kassens deltagelse i den næste fællessamtale.",
            "The citizen has said no to the fund's taking part in the next joint conversation.",
        ),
        Chooser::Guest(guest) => {
            let guest = authority(guest);
            Text::new(
                format!("{} deltager ikke i den første fællessamtale.", guest.da),
                format!("{} takes no part in the first joint conversation.", guest.en),
            )
        }
    }
}

/// Whose no can be registered here: the citizen's, and this jobcentre's where a fund summons.
pub(super) fn may_decline(seen: &Seen) -> Vec<String> {
    let person = seen.after;
    if person.jobcentre_on(seen.today) != Some(seen.own) || person.is_dead() {
        return Vec::new();
    }
    let has_not = |chooser| person.participation_choices.standing().all(|choice| choice.chooser != chooser);
    let own = Chooser::Guest(Authority::Jobcentre(seen.own));
    let citizens = has_not(Chooser::Citizen).then_some("citizen");
    let guests = (has_not(own) && fund_summons(person, seen.now)).then_some("guest");
    [citizens, guests].into_iter().flatten().map(str::to_owned).collect()
}

/// Whether who takes part is said here: of what is to come, on the own citizens, and not of what another system has booked.
fn is_said_here(booking: &Booking, seen: &Seen) -> bool {
    let is_ours = seen.after.jobcentre_on(seen.today) == Some(seen.own);
    let is_owned = matches!(booking.by, Authority::Jobcentre(_)) && booking.content.owner.is_some();
    booking.stands() && seen.now < booking.content.end_or_soon() && is_ours && !is_owned
}

/// Who takes part in a joint conversation; none for another one.
pub(super) fn joint(booking: &Booking, seen: &Seen) -> Option<JointView> {
    let (person, today) = (seen.after, seen.today);
    if booking.content.kind != ConversationType::JOINT {
        return None;
    }
    let other = match booking.by {
        Authority::Jobcentre(_) => person.fund_on(today).map(Authority::Fund),
        Authority::Fund(_) => person.jobcentre_on(today).map(Authority::Jobcentre),
    };
    let declined = other.and_then(|other| {
        let mut standing = person.participation_choices.standing();
        standing.find(|choice| choice.chooser.keeps_away(other)).map(|choice| declined(choice.chooser))
    });
    let guest = booking.guest.as_ref();
    let told = match guest.map(|guest| authority(guest.authority)) {
        Some(name) => Text::new(format!("{} deltager", name.da), format!("{} takes part", name.en)),
        None => match booking.by {
            Authority::Jobcentre(_) => Text::new("A-kassen deltager ikke", "The fund takes no part"),
            Authority::Fund(_) => Text::new("Jobcentret deltager ikke", "The jobcentre takes no part"),
        },
    };
    let why_not = match other {
        None => Some(Text::new("Borgeren er ikke medlem af en a-kasse.", "The citizen is no member of a fund.")),
        Some(_) => declined,
    };
    Some(JointView {
        told,
        takes_part: guest.is_some(),
        other: other.map(authority),
        can_invite: is_said_here(booking, seen) && why_not.is_none() && !person.is_dead(),
        can_remove: is_said_here(booking, seen) && guest.is_some(),
        why_not,
        fields: guest_fields(guest.map(|guest| &guest.details)),
    })
}
