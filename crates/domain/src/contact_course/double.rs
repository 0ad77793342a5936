use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Authority, BookingContent, ConversationType};
use crate::{Actor, Decision, NoticeKind, Person, RecordId, RuleId, decide::Case};

/// Another booking of the citizen's at the same time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoubleBooking {
    /// Which.
    pub booking: RecordId,
    /// Who has summoned to it.
    pub by: Authority,
    /// To what.
    #[serde(rename = "type")]
    pub kind: ConversationType,
    /// UTC.
    pub start: DateTime<Utc>,
    /// UTC; none where it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<DateTime<Utc>>,
}

impl Person {
    /// The bookings that stand at the same time as `content`, but for `own`.
    pub fn at_the_same_time<'a>(
        &'a self,
        own: RecordId,
        content: &'a BookingContent,
    ) -> impl Iterator<Item = DoubleBooking> + 'a {
        let others = self.bookings.standing().filter(move |other| other.id != own && other.content.overlaps(content));
        others.map(|other| DoubleBooking {
            booking: other.id,
            by: other.by,
            kind: other.content.kind,
            start: other.content.start,
            end: other.content.end,
        })
    }
}

/// Nobody can be at two places. It is not refused: only who summons can know which of the two gives way.
///
/// [ours] A fund hears of those that it may see.
pub(super) fn tell(case: &Case, person: &Person, decision: &mut Decision, own: RecordId, content: &BookingContent) {
    let may_know = |double: &DoubleBooking| match case.actor {
        Actor::Fund { fund } => double.by == Authority::Fund(*fund) || double.kind.is_seen_by_funds(),
        _ => true,
    };
    for double in person.at_the_same_time(own, content).filter(may_know) {
        decision.notice(person.id, RuleId::SbDoubleBooking, NoticeKind::DoubleBooking(double));
    }
}
