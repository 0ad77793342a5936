use super::{
    Authority, Booking, BookingChange, BookingContent, BookingState, Cancelling, ConversationType, GuestDetails,
    Rebooking, WrittenBooking, checks, double, due, participation,
    tell::{self, Told},
};
use crate::{
    Actor, Area, CommandId, CprNumber, Decision, FundCode, Person, RecordId, Refusal, RefusalCode, RuleId, What,
    WrittenNumber, danish_day,
    decide::{Case, ForTheDead},
};
use chrono::NaiveDate;

/// Somebody summons a citizen; to a joint conversation perhaps together with another authority.
pub(crate) fn decide_booking(
    case: &Case,
    number: &WrittenNumber,
    written: &WrittenBooking,
    guest: Option<&GuestDetails>,
) -> Result<Decision, Refusal> {
    let (person, number) = case.addressed(Area::Bookings, number, ForTheDead::Never)?;
    let by = may_summon(case, person, written)?;
    let mut decision = Decision::default();
    let new = New { record: case.occasion.command.record(0), number, by, written, guest };
    make(case, person, &mut decision, new, None)?;
    Ok(decision)
}

/// A booking that somebody makes.
pub(super) struct New<'a> {
    pub record: RecordId,
    pub number: CprNumber,
    pub by: Authority,
    pub written: &'a WrittenBooking,
    pub guest: Option<&'a GuestDetails>,
}

/// Adds to the decision what a booking leads to that is made beside nothing else, or after `before`, which stands no
/// longer.
pub(super) fn make(
    case: &Case,
    person: &Person,
    decision: &mut Decision,
    New { record, number, by, written, guest }: New,
    before: Option<&Booking>,
) -> Result<(), Refusal> {
    let content = checks::content(case, written)?;
    checks::is_legal(case, person, &content)?;
    checks::comes_alone(case, person, before, &content)?;
    let guest = guest.map(|guest| participation::invited(case, person, by, &content, guest)).transpose()?;

    let change = BookingChange::Made { number, by, content: Box::new(content.clone()), guest };
    decision.change(person.id, RuleId::SbBooking, What::Booking { record, change });
    due::booked(case, person, decision, record, &content);
    worth_knowing(case, person, decision, record, &content);
    tell::booking(case, person, decision, (record, by), Told { before: None, after: Some(&content) });
    Ok(())
}

/// Somebody gives a booking another content; a move is one with another start. Who has not seen the latest writing is
/// told, and nothing of what the other wrote is lost. A writing is known by the command that wrote it: a count would take
/// a colleague's for one's own that waited.
pub(crate) fn decide_booking_change(
    case: &Case,
    number: &WrittenNumber,
    (record, seen): (RecordId, &[CommandId]),
    written: &WrittenBooking,
) -> Result<Decision, Refusal> {
    let (person, _) = case.addressed(Area::Bookings, number, ForTheDead::Never)?;
    let who = has_a_say(case, person)?;
    if let Actor::Fund { fund } = case.actor {
        case.member_of(person, *fund)?;
    }
    let booking = find(person, record)?;
    is_theirs(case, who, booking)?;
    stands(booking)?;
    was_seen(booking, seen)?;
    if booking.writings.last() != seen.last() {
        return refuse(RefusalCode::BookingChangedMeanwhile);
    }
    let written = match who {
        Who::Citizen => citizen_moves(case, &booking.content, written)?,
        Who::Jobcentre | Who::Fund(_) => as_it_came_about(booking, written),
    };
    let content = checks::content(case, &written)?;
    // What keeps its type and its day has been looked at before.
    if booking.content.kind != content.kind || booking.content.day() != content.day() {
        checks::is_legal(case, person, &content)?;
    }
    checks::comes_alone(case, person, Some(booking), &content)?;
    if content == booking.content {
        return refuse(RefusalCode::NothingChanged);
    }

    let mut decision = Decision::default();
    let (before, after) = (Box::new(booking.content.clone()), Box::new(content.clone()));
    decision.change(
        person.id,
        RuleId::SbBooking,
        What::Booking { record, change: BookingChange::Changed { before, after } },
    );
    if content.kind != ConversationType::JOINT && booking.guest.is_some() {
        participation::set(person, &mut decision, booking, None);
    }
    due::reopened(case, person, &mut decision, record, Some(content.kind));
    due::booked(case, person, &mut decision, record, &content);
    worth_knowing(case, person, &mut decision, record, &content);
    let told = Told { before: Some(&booking.content), after: Some(&content) };
    tell::booking(case, person, &mut decision, (record, booking.by), told);
    Ok(decision)
}

/// Somebody cancels a booking. Cancelling counts as registering (S23-1.1h), and is not refused on the dead (S23-1.4a).
///
/// [ours] A fund cancels its own also after the citizen has left it: nobody else could.
pub(crate) fn decide_booking_cancelled(
    case: &Case,
    number: &WrittenNumber,
    (record, seen): (RecordId, &[CommandId]),
    reason: Option<&str>,
) -> Result<Decision, Refusal> {
    let (person, _) = case.addressed(Area::Bookings, number, ForTheDead::Always)?;
    let who = has_a_say(case, person)?;
    let booking = find(person, record)?;
    is_theirs(case, who, booking)?;
    stands(booking)?;
    was_seen(booking, seen)?;
    if who == Who::Citizen {
        citizen_may_cancel(case, &booking.content)?;
    }
    checks::reason(reason)?;

    let mut decision = Decision::default();
    let change = BookingChange::Cancelled {
        content: Box::new(booking.content.clone()),
        reason: reason.map(str::trim).filter(|reason| !reason.is_empty()).map(str::to_owned),
    };
    decision.change(person.id, RuleId::SbBooking, What::Booking { record, change });
    due::reopened(case, person, &mut decision, record, None);
    let told = Told { before: Some(&booking.content), after: None };
    tell::booking(case, person, &mut decision, (record, booking.by), told);
    Ok(decision)
}

/// Guard 5, rights: who summons. A citizen who books through Jobnet is summoned by the own jobcentre.
fn may_summon(case: &Case, person: &Person, written: &WrittenBooking) -> Result<Authority, Refusal> {
    if case.actor != &Actor::Jobnet {
        return authority(case, person);
    }
    if !written.self_booked {
        return refuse(RefusalCode::NotSelfBookable);
    }
    person.jobcentre_on(case.occasion.now.today).map(Authority::Jobcentre).ok_or_else(Case::no_rights)
}

/// Guard 5, rights: which authority registers on the citizen. A fund only on its member on the day of registration
/// (S23-1.8a).
///
/// [ours] A jobcentre only on its own citizens.
pub(super) fn authority(case: &Case, person: &Person) -> Result<Authority, Refusal> {
    let present = person.jobcentre_on(case.occasion.now.today);
    match case.actor {
        Actor::Caseworker { jobcentre, .. } | Actor::CaseSystem { jobcentre, .. } if present == Some(*jobcentre) => {
            Ok(Authority::Jobcentre(*jobcentre))
        }
        Actor::Fund { fund } => case.member_of(person, *fund).map(|()| Authority::Fund(*fund)),
        Actor::Caseworker { .. } | Actor::CaseSystem { .. } | Actor::Cpr | Actor::Jobnet => Err(Case::no_rights()),
    }
}

/// Who changes or cancels.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Who {
    /// The jobcentre that has the citizen, in Sagsbord or in a system of its own.
    Jobcentre,
    /// An unemployment fund.
    Fund(FundCode),
    /// The citizen, through Jobnet.
    Citizen,
}

/// Guard 5, rights: who changes and cancels bookings at all.
fn has_a_say(case: &Case, person: &Person) -> Result<Who, Refusal> {
    let present = person.jobcentre_on(case.occasion.now.today);
    match case.actor {
        Actor::Caseworker { jobcentre, .. } | Actor::CaseSystem { jobcentre, .. } if present == Some(*jobcentre) => {
            Ok(Who::Jobcentre)
        }
        Actor::Fund { fund } => Ok(Who::Fund(*fund)),
        Actor::Jobnet => Ok(Who::Citizen),
        Actor::Caseworker { .. } | Actor::CaseSystem { .. } | Actor::Cpr => Err(Case::no_rights()),
    }
}

/// Each authority its own, and where a system owns the booking, that system alone.
///
/// [ours] What any jobcentre has summoned is the present one's to change, and the citizen's as far as the booking says.
fn is_theirs(case: &Case, who: Who, booking: &Booking) -> Result<(), Refusal> {
    match (who, booking.by) {
        (Who::Jobcentre | Who::Citizen, Authority::Jobcentre(_)) => {}
        (Who::Fund(fund), Authority::Fund(by)) if fund == by => {}
        _ => return Err(Case::no_rights()),
    }
    is_written_by(case, booking)
}

/// Where a system owns the booking, that system alone writes it.
pub(super) fn is_written_by(case: &Case, booking: &Booking) -> Result<(), Refusal> {
    match booking.content.owner {
        Some(owner) if Some(owner) != checks::own_system(case.actor) => refuse(RefusalCode::OwnedByAnotherSystem),
        Some(_) | None => Ok(()),
    }
}

/// Through Jobnet a citizen moves what may be moved, until the last day for it and before it begins, and changes nothing
/// else. [ours] Moved to an earlier day, what the citizen may do with it ends on that day.
fn citizen_moves(case: &Case, content: &BookingContent, written: &WrittenBooking) -> Result<WrittenBooking, Refusal> {
    let now = case.occasion.now;
    let moved = WrittenBooking { start: written.start, end: written.end, minutes: written.minutes, ..content.into() };
    let may = matches!(content.rebooking, Rebooking::Until(last) if now.today <= last) && now.instant < content.start;
    if !may || moved != *written {
        return refuse(RefusalCode::NotForTheCitizen);
    }
    let no_later = |last: Option<NaiveDate>| last.map(|last| last.min(danish_day(written.start)));
    Ok(WrittenBooking {
        rebooking_deadline: no_later(moved.rebooking_deadline),
        cancelling_deadline: no_later(moved.cancelling_deadline),
        ..moved
    })
}

/// Through Jobnet a citizen cancels what may be cancelled, until the last day for it, and before it begins.
fn citizen_may_cancel(case: &Case, content: &BookingContent) -> Result<(), Refusal> {
    let now = case.occasion.now;
    let may = match content.cancelling {
        Cancelling::No => false,
        Cancelling::Yes => now.instant < content.start,
        Cancelling::Until(last) => now.today <= last && now.instant < content.start,
    };
    if may { Ok(()) } else { refuse(RefusalCode::NotForTheCitizen) }
}

/// [ours] Whether the citizen booked it is said when it is made; a change leaves it.
fn as_it_came_about(booking: &Booking, written: &WrittenBooking) -> WrittenBooking {
    WrittenBooking { self_booked: booking.content.self_booked, ..written.clone() }
}

pub(super) fn find(person: &Person, record: RecordId) -> Result<&Booking, Refusal> {
    person.bookings.find(record).ok_or(Refusal::new(RefusalCode::UnknownBooking, RuleId::SbBooking))
}

pub(super) fn stands(booking: &Booking) -> Result<(), Refusal> {
    match booking.state {
        BookingState::Planned => Ok(()),
        BookingState::Cancelled { .. } => refuse(RefusalCode::BookingDoesNotStand),
        BookingState::Held { .. } => refuse(RefusalCode::BookingIsHeld),
    }
}

/// Every writing of what somebody has looked at was seen. One that they saw and that never came about, of their own as it
/// waited, is nothing new to them.
pub(super) fn was_seen(booking: &Booking, seen: &[CommandId]) -> Result<(), Refusal> {
    if seen.is_empty() || booking.writings.iter().all(|writing| seen.contains(writing)) {
        return Ok(());
    }
    refuse(RefusalCode::BookingChangedMeanwhile)
}

/// What the caseworker should know before it is done.
fn worth_knowing(case: &Case, person: &Person, decision: &mut Decision, record: RecordId, content: &BookingContent) {
    double::tell(case, person, decision, record, content);
    checks::tell_unknown_legality(case, person, decision, content.kind, content.day());
    checks::tell_form_for_referrals(person, decision, (content.kind, content.form));
}

pub(super) fn refuse<T>(code: RefusalCode) -> Result<T, Refusal> {
    Err(Refusal::new(code, RuleId::SbBooking))
}
