use serde::{Deserialize, Serialize};

use super::{Authority, BookingContent};
use crate::{Actor, Audience, Decision, Message, MessageBody, Person, RecordId, RuleId, decide::Case};

/// What happened to what a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Happening {
    /// It is new.
    Made,
    /// It says something else.
    Changed,
    /// It does not stand any more.
    Cancelled,
}

/// What a booking says before and after something happened to it: nothing before it is made, nothing after it is cancelled.
#[derive(Clone, Copy)]
pub(super) struct Told<'a> {
    pub before: Option<&'a BookingContent>,
    pub after: Option<&'a BookingContent>,
}

/// Tells the other authorities of a booking, so that nobody summons a citizen to two places.
///
/// [ours] Each that has the citizen today; the fund that summons and whoever takes part, also where they have the citizen no
/// more; but not the one that did it. From a former jobcentre's calendar the booking has gone with the citizen. A fund is told of what it may see: a booking that becomes of a type that funds do not see is
/// cancelled to it.
pub(super) fn booking(
    case: &Case,
    person: &Person,
    decision: &mut Decision,
    (booking, by): (RecordId, Authority),
    told: Told,
) {
    let today = case.occasion.now.today;
    let jobcentre = person.jobcentre_on(today).map(Authority::Jobcentre);
    let fund = person.fund_on(today).map(Authority::Fund);
    let guest = person.bookings.find(booking).and_then(|stands| stands.guest.as_ref()).map(|guest| guest.authority);
    let summons = Some(by).filter(|by| matches!(by, Authority::Fund(_)));
    let mut authorities: Vec<Authority> = Vec::new();
    for authority in [jobcentre, fund, summons, guest].into_iter().flatten() {
        if !authorities.contains(&authority) {
            authorities.push(authority);
        }
    }
    let own = own_audience(case.actor);
    for authority in authorities {
        let (to, told) = match authority {
            Authority::Jobcentre(jobcentre) => (Audience::Jobcentre(jobcentre), told),
            Authority::Fund(fund) => (Audience::Fund(fund), told.as_funds_see_it()),
        };
        let (false, Some((happening, content))) = (Some(to) == own, told.happening()) else { continue };
        let (number, kind, start) = (person.current_number(), content.kind, content.start);
        let body = MessageBody::GetBookings { number, booking, happening, by, kind, start };
        decision.messages.push(Message { subject: person.id, rules: vec![RuleId::SbBookingMessage], to, body });
    }
}

impl<'a> Told<'a> {
    fn as_funds_see_it(self) -> Self {
        let seen = |content: &&BookingContent| content.kind.is_seen_by_funds();
        Self { before: self.before.filter(seen), after: self.after.filter(seen) }
    }

    fn happening(self) -> Option<(Happening, &'a BookingContent)> {
        match (self.before, self.after) {
            (None, None) => None,
            (None, Some(after)) => Some((Happening::Made, after)),
            (Some(_), Some(after)) => Some((Happening::Changed, after)),
            (Some(before), None) => Some((Happening::Cancelled, before)),
        }
    }
}

/// Where messages to the authority arrive that the actor speaks for.
pub(super) fn own_audience(actor: &Actor) -> Option<Audience> {
    match actor {
        Actor::Caseworker { jobcentre, .. } | Actor::CaseSystem { jobcentre, .. } => {
            Some(Audience::Jobcentre(*jobcentre))
        }
        Actor::Fund { fund } => Some(Audience::Fund(*fund)),
        Actor::Jobnet | Actor::Cpr => None,
    }
}
