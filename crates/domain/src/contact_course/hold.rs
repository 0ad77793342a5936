use super::{
    Authorities, Authority, Booking, BookingChange, ConversationType, HeldChange, HeldContent, MAX_BOOKING_TEXT,
    MAX_BOOKING_TITLE, Participant, Resetting, WrittenBooking, WrittenConversation, checks, choice, due, resetting,
    summon::{self, New},
};
use crate::{
    Actor, Area, CaseworkerId, Decision, NotDone, NoticeKind, Person, RecordId, Refusal, RefusalCode, RuleId, What,
    WrittenNumber, danish_day,
    decide::{Case, ForTheDead},
};

/// [ours] More than sit round a table.
const MOST_PARTICIPANTS: usize = 20;

/// An authority registers that it has held a conversation, from a booking or without one, and perhaps the next booking with
/// it. Where one of the two is refused, nothing of both is carried out.
pub(crate) fn decide_held(
    case: &Case,
    number: &WrittenNumber,
    written: &WrittenConversation,
    next: Option<&WrittenBooking>,
) -> Result<Decision, Refusal> {
    let (person, number) = case.addressed(Area::HeldConversations, number, ForTheDead::Never)?;
    let by = summon::authority(case, person)?;
    let booking = checked(case, person, by, written)?;
    let content = content(case, written)?;

    let mut decision = Decision::default();
    let record = case.occasion.command.record(0);
    let (kind, day) = (content.kind, danish_day(content.at));
    let change = HeldChange::Registered { number, by, caseworker: own_name(case), content: Box::new(content) };
    decision.change(person.id, RuleId::SbHeld, What::HeldConversation { record, change });
    if let Some(booking) = booking {
        let content = Box::new(booking.content.clone());
        let change = BookingChange::Held { content, conversation: record };
        decision.change(person.id, RuleId::SbHeld, What::Booking { record: booking.id, change });
    }
    due::held(case, person, &mut decision, (record, kind, day), booking.map(|booking| booking.id));
    choices_are_used_up(person, &mut decision, (record, kind), booking);
    tell_what_is_not_known(case, person, &mut decision, written);
    if let Some(written) = next {
        let new = New { record: case.occasion.command.record(1), number, by, written, guest: None };
        summon::make(case, person, &mut decision, new, booking)?;
    }
    Ok(decision)
}

fn own_name(case: &Case) -> Option<CaseworkerId> {
    match case.actor {
        Actor::Caseworker { caseworker, .. } => Some(caseworker.clone()),
        Actor::Cpr | Actor::Fund { .. } | Actor::Jobnet | Actor::CaseSystem { .. } => None,
    }
}

/// A joint conversation resets who stays away from it, whether or not the fund came. One that was booked as joint must
/// therefore be registered as joint; DFDG does not ask for it.
fn choices_are_used_up(
    person: &Person,
    decision: &mut Decision,
    (conversation, kind): (RecordId, ConversationType),
    booking: Option<&Booking>,
) {
    if kind == ConversationType::JOINT {
        choice::reset(person, decision, conversation);
    } else if booking.is_some_and(|booking| booking.content.kind == ConversationType::JOINT) {
        decision.notice(person.id, RuleId::SbParticipation, NoticeKind::JointHeldAsAnother);
    }
}

/// The checks in their order; the booking that the conversation comes from, where one is named.
///
/// [ours] Nothing is held that has not begun. A booking of another authority is that one's to register as held.
fn checked<'a>(
    case: &Case,
    person: &'a Person,
    by: Authority,
    written: &WrittenConversation,
) -> Result<Option<&'a Booking>, Refusal> {
    let (lists, now) = (case.reference, case.occasion.now);
    if !lists.conversation_forms.holds(written.form.0) {
        return refuse(RefusalCode::BadForm);
    }
    if !lists.conversation_types.holds(written.kind.0) {
        return refuse(RefusalCode::BadType);
    }
    let booking = match written.booking {
        None => None,
        Some(id) => match person.bookings.find(id) {
            None => return refuse(RefusalCode::UnknownBooking),
            Some(booking) if !booking.is_of(by) => return Err(Case::no_rights()),
            Some(booking) => Some(booking),
        },
    };
    if let Some(booking) = booking {
        summon::stands(booking)?;
        summon::was_seen(booking, &written.booking_seen)?;
    }
    if now.instant < written.at {
        return refuse(RefusalCode::HeldInFuture);
    }
    resets(case, person, written)?;
    let held = &person.held_conversations.records;
    if held.iter().any(|other| other.content.kind == written.kind && other.content.at == written.at) {
        return refuse(RefusalCode::HeldTwice);
    }
    if checks::is_illegal(case, person, written.kind, danish_day(written.at)) {
        return Err(Refusal::new(RefusalCode::IllegalType, RuleId::SbLegality));
    }
    // Of a guest it is said whether it came: from the booking it is known that there was to be one.
    let asked_for = written.with_more_authorities || booking.is_some_and(|booking| booking.guest.is_some());
    if asked_for != written.participation.is_some() {
        return refuse(RefusalCode::NoParticipation);
    }
    Ok(booking)
}

/// A conversation is not earlier than the latest that resets, and two that reset are not at the same time.
fn resets(case: &Case, person: &Person, written: &WrittenConversation) -> Result<(), Refusal> {
    let rows = &case.reference.resetting;
    let is_resetting = |kind, form, at| resetting(rows, kind, form, danish_day(at)) == Resetting::Yes;
    let held = person.held_conversations.records.iter().map(|held| &held.content);
    let latest = held.filter(|held| is_resetting(held.kind, held.form, held.at)).map(|held| held.at).max();
    match latest {
        Some(latest) if written.at < latest => refuse(RefusalCode::HeldBeforeResetting),
        Some(latest) if written.at == latest && is_resetting(written.kind, written.form, written.at) => {
            refuse(RefusalCode::HeldWithResetting)
        }
        Some(_) | None => Ok(()),
    }
}

fn content(case: &Case, written: &WrittenConversation) -> Result<HeldContent, Refusal> {
    let agreement = checks::said(written.agreement.as_deref());
    if agreement.as_ref().is_some_and(|text| text.chars().count() > MAX_BOOKING_TEXT) {
        return refuse(RefusalCode::LongBookingText);
    }
    Ok(HeldContent {
        kind: written.kind,
        form: written.form,
        at: written.at,
        booking: written.booking,
        agreement,
        participants: participants(case, &written.participants)?,
        authorities: written.participation.map_or(Authorities::One, Authorities::Two),
    })
}

/// Who took part, each with a name and a form.
fn participants(case: &Case, written: &[Participant]) -> Result<Vec<Participant>, Refusal> {
    if MOST_PARTICIPANTS < written.len() {
        return refuse(RefusalCode::BadParticipant);
    }
    let looked_at = written.iter().map(|participant| {
        let name = participant.name.trim().to_owned();
        if !(1..=MAX_BOOKING_TITLE).contains(&name.chars().count()) {
            return refuse(RefusalCode::BadParticipant);
        }
        if !case.reference.conversation_forms.holds(participant.form.0) {
            return refuse(RefusalCode::BadForm);
        }
        Ok(Participant { name, ..participant.clone() })
    });
    looked_at.collect()
}

fn tell_what_is_not_known(case: &Case, person: &Person, decision: &mut Decision, written: &WrittenConversation) {
    let day = danish_day(written.at);
    if resetting(&case.reference.resetting, written.kind, written.form, day) == Resetting::Unknown {
        decision.leave(person.id, RuleId::SbHeld, NotDone::ResettingUnknown);
    }
    checks::tell_unknown_legality(case, person, decision, written.kind, day);
    checks::tell_form_for_referrals(person, decision, (written.kind, written.form));
}

fn refuse<T>(code: RefusalCode) -> Result<T, Refusal> {
    Err(Refusal::new(code, RuleId::SbHeld))
}
