use chrono::{Days, NaiveDate};

use super::{Authority, Booking, ConversationType, HeldConversation};
use crate::{FundCode, Period, Person, RuleId};

/// How many days before the first and after the last day of a membership its fund reads of the citizen.
const DAYS_AROUND: Days = Days::new(120);

/// What a fund reads of a citizen's contact course (SB-FUND-READS).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FundReading {
    /// In the order of time.
    pub bookings: Vec<Booking>,
    /// In the order of time.
    pub held: Vec<HeldConversation>,
}

impl FundReading {
    /// The rule that draws the line.
    pub const RULE: RuleId = RuleId::SbFundReads;
}

/// What `fund` reads on `today`; none where the citizen is not, and has not lately been, its member.
///
/// [ours] Of bookings, those of the types that it sees as held, and its own of every type: how DFDG filters them is not known.
#[must_use]
pub fn fund_reading(person: &Person, fund: FundCode, today: NaiveDate) -> Option<FundReading> {
    let own = person.memberships.records.iter().filter(|membership| membership.fund == fund);
    own.map(|membership| around(membership.period)).find(|period| period.holds(today))?;
    let is_seen = |kind: ConversationType, by| kind.is_seen_by_funds() || by == Authority::Fund(fund);
    let mut bookings: Vec<Booking> =
        person.bookings.records.iter().filter(|one| is_seen(one.content.kind, one.by)).cloned().collect();
    bookings.sort_by_key(|booking| (booking.content.start, booking.id));
    let conversations = person.held_conversations.records.iter();
    let mut held: Vec<HeldConversation> =
        conversations.filter(|one| one.content.kind.is_seen_by_funds()).cloned().collect();
    held.sort_by_key(|conversation| (conversation.content.at, conversation.id));
    Some(FundReading { bookings, held })
}

/// Both ends included, as those of a membership.
fn around(period: Period) -> Period {
    let from = period.from.checked_sub_days(DAYS_AROUND).unwrap_or(NaiveDate::MIN);
    let to = period.to.map(|to| to.checked_add_days(DAYS_AROUND).unwrap_or(NaiveDate::MAX));
    Period { from, to }
}
