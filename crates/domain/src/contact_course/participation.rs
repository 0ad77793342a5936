use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{
    Authority, Booking, BookingChange, BookingContent, Bookings, Chooser, ConversationType,
    checks::{is_email, is_phone, said},
    summon,
};
use crate::{
    Area, Audience, CommandId, Decision, Message, MessageBody, Person, RecordId, Refusal, RefusalCode, RuleId, What,
    WrittenNumber,
    decide::{Case, ForTheDead},
};

/// The longest name of a guest, and the longest of its other words, in characters.
const LONGEST: usize = 256;

/// The authority that takes part in a joint conversation beside the one that summons (myndighedsdeltager).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guest {
    /// Which.
    pub authority: Authority,
    /// Whom to find there.
    #[serde(default, skip_serializing_if = "GuestDetails::is_empty")]
    pub details: GuestDetails,
}

/// Whom to find at an authority that takes part. Nothing of it need be said.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuestDetails {
    /// Navn: at most 256 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Kontaktdetaljer: at most 256 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// Telefonnummer: `+` or nothing, and 3 to 20 digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Email.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

impl GuestDetails {
    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Somebody says who takes part in a joint conversation beside who summons, or that nobody does.
///
/// [ours] The two authorities may, each for its part and for the other's; what nobody may do on the dead is to add.
pub(crate) fn decide_participation(
    case: &Case,
    number: &WrittenNumber,
    (record, seen): (RecordId, &[CommandId]),
    details: Option<&GuestDetails>,
) -> Result<Decision, Refusal> {
    let unless = if details.is_some() { ForTheDead::Never } else { ForTheDead::Always };
    let (person, _) = case.addressed(Area::Bookings, number, unless)?;
    let party = party(case, person, details.is_some())?;
    let booking = summon::find(person, record)?;
    takes_a_part(person, case, booking, party)?;
    // The guest speaks for itself, whichever system who summons has booked it in.
    if booking.is_of(party) {
        summon::is_written_by(case, booking)?;
    }
    summon::stands(booking)?;
    summon::was_seen(booking, seen)?;
    if booking.content.kind != ConversationType::JOINT {
        return refuse(RefusalCode::NotJoint);
    }
    let after = details.map(|details| invited(case, person, booking.by, &booking.content, details)).transpose()?;
    if after == booking.guest {
        return refuse(RefusalCode::NothingChanged);
    }
    let mut decision = Decision::default();
    set(person, &mut decision, booking, after);
    Ok(decision)
}

/// Who takes part, when they may: a fund where a jobcentre summons, and a jobcentre where a fund does.
pub(super) fn invited(
    case: &Case,
    person: &Person,
    by: Authority,
    content: &BookingContent,
    details: &GuestDetails,
) -> Result<Guest, Refusal> {
    if content.kind != ConversationType::JOINT {
        return refuse(RefusalCode::NotJoint);
    }
    let today = case.occasion.now.today;
    let authority = match by {
        Authority::Jobcentre(_) => person.fund_on(today).map(Authority::Fund),
        Authority::Fund(_) => person.jobcentre_on(today).map(Authority::Jobcentre),
    };
    let Some(authority) = authority else { return refuse(RefusalCode::NoGuest) };
    if person.participation_choices.standing().any(|choice| choice.chooser.keeps_away(authority)) {
        return refuse(RefusalCode::ParticipationDeclined);
    }
    Ok(Guest { authority, details: looked_at(details)? })
}

/// Gives a joint conversation another guest, or none, and tells who must know.
pub(super) fn set(person: &Person, decision: &mut Decision, booking: &Booking, after: Option<Guest>) {
    let before = booking.guest.clone();
    tell(person, decision, booking, before.as_ref(), after.as_ref());
    let change = BookingChange::Participation { content: Box::new(booking.content.clone()), before, after };
    decision.change(person.id, RuleId::SbParticipation, What::Booking { record: booking.id, change });
}

/// What a choice leads to: the first coming joint conversation is without the one who stays away.
pub(super) fn keep_away(case: &Case, person: &Person, decision: &mut Decision, chooser: Chooser) {
    if let Some(booking) = person.bookings.first_joint(case.occasion.now.instant)
        && booking.guest.as_ref().is_some_and(|guest| chooser.keeps_away(guest.authority))
    {
        set(person, decision, booking, None);
    }
}

impl Bookings {
    /// The first joint conversation that begins after `now`.
    #[must_use]
    pub fn first_joint(&self, now: DateTime<Utc>) -> Option<&Booking> {
        let joint = self.standing().filter(|booking| booking.content.kind == ConversationType::JOINT);
        let coming = joint.filter(|booking| now < booking.content.start);
        coming.min_by_key(|booking| (booking.content.start, booking.id))
    }
}

/// S23-1.7a: the fund gets exactly one message. S23-1.6a: where it no longer takes part in what a jobcentre summons to, that
/// jobcentre gets one too.
fn tell(person: &Person, decision: &mut Decision, booking: &Booking, before: Option<&Guest>, after: Option<&Guest>) {
    let (number, record, start) = (person.current_number(), booking.id, booking.content.start);
    let fund_of = |guest: Option<&Guest>| guest.and_then(|guest| guest.authority.fund());
    let mut message = |rule, to, body| {
        decision.messages.push(Message { subject: person.id, rules: vec![rule], to, body });
    };
    let mut funds = Vec::from_iter([booking.by.fund(), fund_of(before), fund_of(after)].into_iter().flatten());
    funds.sort_unstable();
    funds.dedup();
    for fund in funds {
        let takes_part =
            after.is_some_and(|guest| booking.by.fund() == Some(fund) || guest.authority.fund() == Some(fund));
        let body =
            MessageBody::GetMeetingParticipation { number, booking: Some(record), start: Some(start), takes_part };
        message(RuleId::S23_1_7a, Audience::Fund(fund), body);
    }
    if let (Authority::Jobcentre(jobcentre), Some(fund), None) = (booking.by, fund_of(before), after) {
        let body = MessageBody::GetWarning { number, booking: record, start, fund };
        message(RuleId::S23_1_6a, Audience::Jobcentre(jobcentre), body);
    }
}

/// Guard 5, rights: which authority says it. Who leaves may be taken off also by a fund that has lost its member.
fn party(case: &Case, person: &Person, adds: bool) -> Result<Authority, Refusal> {
    match case.actor {
        crate::Actor::Fund { fund } if !adds => Ok(Authority::Fund(*fund)),
        _ => summon::authority(case, person),
    }
}

/// Guard 5, rights: the authority that summons, and the one that is the guest or could be.
fn takes_a_part(person: &Person, case: &Case, booking: &Booking, party: Authority) -> Result<(), Refusal> {
    let is_guest = booking.guest.as_ref().is_some_and(|guest| guest.authority == party);
    let could_be = match (party, booking.by) {
        (Authority::Jobcentre(_), _) => true,
        (Authority::Fund(fund), Authority::Jobcentre(_)) => person.fund_on(case.occasion.now.today) == Some(fund),
        (Authority::Fund(_), Authority::Fund(_)) => false,
    };
    if is_guest || could_be || booking.is_of(party) { Ok(()) } else { Err(Case::no_rights()) }
}

/// What is said of the guest, as DFDG's pattern has it.
fn looked_at(details: &GuestDetails) -> Result<GuestDetails, Refusal> {
    let details = GuestDetails {
        name: said(details.name.as_deref()),
        contact: said(details.contact.as_deref()),
        phone: said(details.phone.as_deref()),
        email: said(details.email.as_deref()),
    };
    let is_long = |text: &Option<String>| text.as_ref().is_some_and(|text| LONGEST < text.chars().count());
    if [&details.name, &details.contact, &details.email].into_iter().any(is_long) {
        return refuse(RefusalCode::LongGuestText);
    }
    if details.phone.as_deref().is_some_and(|phone| !is_phone(phone)) {
        return refuse(RefusalCode::BadPhone);
    }
    if details.email.as_deref().is_some_and(|email| !is_email(email)) {
        return refuse(RefusalCode::BadEmail);
    }
    Ok(details)
}

fn refuse<T>(code: RefusalCode) -> Result<T, Refusal> {
    Err(Refusal::new(code, RuleId::SbParticipation))
}

/// The authority alone: debug text ends in logs.
impl fmt::Debug for Guest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Guest({:?})", self.authority)
    }
}

/// Nothing of it.
impl fmt::Debug for GuestDetails {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("GuestDetails")
    }
}
