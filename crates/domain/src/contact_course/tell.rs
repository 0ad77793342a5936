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

/// Tells the other authorities of a booking, so that nobody summons a citizen to two places.
///
/// [ours] Each that has the citizen today, but not the one that did it: the jobcentre, and the fund where it may see the
/// type.
pub(super) fn booking(
    case: &Case,
    person: &Person,
    decision: &mut Decision,
    (booking, by): (RecordId, Authority),
    content: &BookingContent,
    happening: Happening,
) {
    let today = case.occasion.now.today;
    let jobcentre = person.jobcentre_on(today).map(Audience::Jobcentre);
    let fund = person.fund_on(today).filter(|_| content.kind.is_seen_by_funds()).map(Audience::Fund);
    let own = match case.actor {
        Actor::Caseworker { jobcentre, .. } | Actor::CaseSystem { jobcentre, .. } => {
            Some(Audience::Jobcentre(*jobcentre))
        }
        Actor::Fund { fund } => Some(Audience::Fund(*fund)),
        Actor::Jobnet | Actor::Cpr => None,
    };
    let (number, kind, start) = (person.current_number(), content.kind, content.start);
    let body = MessageBody::GetBookings { number, booking, happening, by, kind, start };
    for to in [jobcentre, fund].into_iter().flatten().filter(|to| Some(*to) != own) {
        let rules = vec![RuleId::SbBookingMessage];
        decision.messages.push(Message { subject: person.id, rules, to, body: body.clone() });
    }
}
