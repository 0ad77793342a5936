use super::{
    Authority, Booking, BookingChange, BookingContent, BookingState, Cancelling, Rebooking, SourceSystem,
    WrittenBooking, checks, double,
    tell::{self, Told},
};
use crate::{
    Actor, Area, CprNumber, Decision, FundCode, Person, RecordId, Refusal, RefusalCode, RuleId, What, WrittenNumber,
    decide::{Case, ForTheDead},
};

/// Somebody summons a citizen.
pub(crate) fn decide_booking(
    case: &Case,
    number: &WrittenNumber,
    written: &WrittenBooking,
) -> Result<Decision, Refusal> {
    let (person, number) = case.addressed(Area::Bookings, number, ForTheDead::Never)?;
    let by = may_summon(case, person, written)?;
    made(case, person, (by, number), (case.occasion.command.record(0), written), None)
}

/// What a booking leads to that is made beside nothing else, or after `before`, which stands no longer.
pub(super) fn made(
    case: &Case,
    person: &Person,
    (by, number): (Authority, CprNumber),
    (record, written): (RecordId, &WrittenBooking),
    before: Option<&Booking>,
) -> Result<Decision, Refusal> {
    let content = checks::content(case, written)?;
    checks::is_legal(case, person, &content)?;
    checks::comes_alone(case, person, before, &content)?;

    let mut decision = Decision::default();
    let change = BookingChange::Made { number, by, content: Box::new(content.clone()) };
    decision.change(person.id, RuleId::SbBooking, What::Booking { record, change });
    worth_knowing(case, person, &mut decision, record, &content);
    tell::booking(case, person, &mut decision, (record, by), Told { before: None, after: Some(&content) });
    Ok(decision)
}

/// Somebody gives a booking another content; a move is one with another start. Who has not seen the latest one is told,
/// and nothing of what the other wrote is lost.
pub(crate) fn decide_booking_change(
    case: &Case,
    number: &WrittenNumber,
    (record, revision): (RecordId, u32),
    written: &WrittenBooking,
) -> Result<Decision, Refusal> {
    let (person, _) = case.addressed(Area::Bookings, number, ForTheDead::Never)?;
    let who = has_a_say(case, person)?;
    if let Actor::Fund { fund } = case.actor {
        case.member_of(person, *fund)?;
    }
    let booking = find(person, record)?;
    is_theirs(who, booking)?;
    stands(booking)?;
    if who == Who::Citizen {
        citizen_may_move(case, &booking.content, written)?;
    }
    let content = checks::content(case, &as_it_came_about(booking, written))?;
    if booking.revision != revision {
        return refuse(RefusalCode::BookingChangedMeanwhile);
    }
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
    record: RecordId,
    reason: Option<&str>,
) -> Result<Decision, Refusal> {
    let (person, _) = case.addressed(Area::Bookings, number, ForTheDead::Always)?;
    let who = has_a_say(case, person)?;
    let booking = find(person, record)?;
    is_theirs(who, booking)?;
    stands(booking)?;
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
    /// The jobcentre that has the citizen, in Sagsbord or in a system that DFDG knows by a number.
    Jobcentre(Option<SourceSystem>),
    /// An unemployment fund.
    Fund(FundCode),
    /// The citizen, through Jobnet.
    Citizen,
}

/// Guard 5, rights: who changes and cancels bookings at all.
fn has_a_say(case: &Case, person: &Person) -> Result<Who, Refusal> {
    let present = person.jobcentre_on(case.occasion.now.today);
    match case.actor {
        Actor::Caseworker { jobcentre, .. } if present == Some(*jobcentre) => Ok(Who::Jobcentre(None)),
        Actor::CaseSystem { jobcentre, system } if present == Some(*jobcentre) => Ok(Who::Jobcentre(Some(*system))),
        Actor::Fund { fund } => Ok(Who::Fund(*fund)),
        Actor::Jobnet => Ok(Who::Citizen),
        Actor::Caseworker { .. } | Actor::CaseSystem { .. } | Actor::Cpr => Err(Case::no_rights()),
    }
}

/// Each authority its own, and where a system owns the booking, that system alone.
///
/// [ours] What any jobcentre has summoned is the present one's to change, and the citizen's as far as the booking says.
fn is_theirs(who: Who, booking: &Booking) -> Result<(), Refusal> {
    let system = match (who, booking.by) {
        (Who::Jobcentre(system), Authority::Jobcentre(_)) => system,
        (Who::Citizen, Authority::Jobcentre(_)) => Some(SourceSystem::JOBNET),
        (Who::Fund(fund), Authority::Fund(by)) if fund == by => None,
        _ => return Err(Case::no_rights()),
    };
    match booking.content.owner {
        Some(owner) if Some(owner) != system => refuse(RefusalCode::OwnedByAnotherSystem),
        Some(_) | None => Ok(()),
    }
}

/// Through Jobnet a citizen moves what may be moved, until the last day for it, and changes nothing else.
fn citizen_may_move(case: &Case, content: &BookingContent, written: &WrittenBooking) -> Result<(), Refusal> {
    let only_moved =
        WrittenBooking { start: written.start, end: written.end, minutes: written.minutes, ..content.into() };
    match content.rebooking {
        Rebooking::Until(last) if case.occasion.now.today <= last && only_moved == *written => Ok(()),
        Rebooking::Until(_) | Rebooking::No => refuse(RefusalCode::NotForTheCitizen),
    }
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

fn find(person: &Person, record: RecordId) -> Result<&Booking, Refusal> {
    person.bookings.find(record).ok_or(Refusal::new(RefusalCode::UnknownBooking, RuleId::SbBooking))
}

pub(super) fn stands(booking: &Booking) -> Result<(), Refusal> {
    match booking.state {
        BookingState::Planned => Ok(()),
        BookingState::Cancelled { .. } => refuse(RefusalCode::BookingDoesNotStand),
        BookingState::Held { .. } => refuse(RefusalCode::BookingIsHeld),
    }
}

/// What the caseworker should know before it is done.
fn worth_knowing(case: &Case, person: &Person, decision: &mut Decision, record: RecordId, content: &BookingContent) {
    double::tell(person, decision, record, content);
    checks::tell_unknown_legality(case, person, decision, content.kind, content.day());
    checks::tell_form_for_referrals(person, decision, (content.kind, content.form));
}

pub(super) fn refuse<T>(code: RefusalCode) -> Result<T, Refusal> {
    Err(Refusal::new(code, RuleId::SbBooking))
}
