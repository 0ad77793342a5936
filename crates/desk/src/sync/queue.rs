//! The order of the outbox: what may leave, what waits for what, and what is kept back.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{Area, CommandId, CprNumber, PersonId, Refusal, RefusalCode, RuleId};

/// The most commands in one push.
pub const MAX_BATCH: usize = 500;
/// The longest rest that can be set. An end further away comes from a clock that has been set back.
pub const LONGEST_REST: TimeDelta = TimeDelta::seconds(30);

/// An open command, as far as its order matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queued {
    /// Which.
    pub id: CommandId,
    /// The desk's own order.
    pub sequence: u64,
    /// About whom, after merges.
    pub subject: PersonId,
    /// The number it is written under.
    pub number: Option<CprNumber>,
    /// The area it registers in.
    pub area: Option<Area>,
    /// How far it has come.
    pub stage: Stage,
    /// What it builds on.
    pub base: Base,
}

/// How far an open command has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// May be undone until then.
    Resting {
        /// The end of the rest.
        until: DateTime<Utc>,
    },
    /// Ready.
    Waiting,
    /// Left, and no answer has come: it may have been executed.
    Sent,
}

/// How the command stands that another builds on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// It builds on none, or on one that is accepted.
    Firm,
    /// It is not settled yet.
    Open,
    /// It is refused or held, for this reason.
    Stopped(Refusal),
    /// It was undone or discarded.
    Gone,
    /// The same, and it would have changed a booking, a deadline or a referral: that stands as before.
    ChangeGone,
}

/// What may leave now, in the desk's order. Commands about one citizen keep their order and wait for each other; nobody
/// else waits.
#[must_use]
pub fn due(queue: &[Queued], now: DateTime<Utc>) -> Vec<CommandId> {
    let mut behind: Vec<PersonId> = Vec::new();
    let mut due = Vec::new();
    for queued in queue {
        let may_leave = queued.base == Base::Firm && !behind.contains(&queued.subject) && queued.is_ready(now);
        if may_leave || queued.stage == Stage::Sent {
            due.push(queued.id);
        } else {
            behind.push(queued.subject);
        }
    }
    due.truncate(MAX_BATCH);
    due
}

/// What an open command waits for, beside the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitsFor {
    /// Nothing.
    Nothing,
    /// The command that it builds on.
    Base,
    /// One on the same citizen that was written before it and may not leave yet.
    Earlier,
}

/// What the command waits for.
#[must_use]
pub fn waits_for(queue: &[Queued], id: CommandId, now: DateTime<Utc>) -> WaitsFor {
    let Some(own) = queue.iter().find(|queued| queued.id == id) else { return WaitsFor::Nothing };
    if own.base == Base::Open {
        return WaitsFor::Base;
    }
    let earlier = queue.iter().take_while(|queued| queued.id != id).filter(|queued| queued.subject == own.subject);
    let leaving = due(queue, now);
    let is_behind = earlier.into_iter().any(|earlier| !leaving.contains(&earlier.id));
    if is_behind { WaitsFor::Earlier } else { WaitsFor::Nothing }
}

/// When the next rest ends, if anything rests.
#[must_use]
pub fn next_end_of_rest(queue: &[Queued]) -> Option<DateTime<Utc>> {
    let ends = queue.iter().filter_map(|queued| match queued.stage {
        Stage::Resting { until } => Some(until),
        Stage::Waiting | Stage::Sent => None,
    });
    ends.min()
}

/// What the desk keeps back itself, and why: a command whose citizen has got another number (S23-1.1k), and one whose
/// base will not be carried out. What has left is not kept back: it may have been executed, and its answer is owed.
pub fn to_hold(
    queue: &[Queued],
    today: NaiveDate,
    current_number: impl Fn(PersonId) -> Option<CprNumber>,
) -> Vec<(CommandId, Refusal)> {
    let at_the_desk = queue.iter().filter(|queued| queued.stage != Stage::Sent);
    at_the_desk.filter_map(|queued| queued.reason_to_hold(today, &current_number).map(|why| (queued.id, why))).collect()
}

impl Queued {
    fn is_ready(&self, now: DateTime<Utc>) -> bool {
        match self.stage {
            Stage::Resting { until } => super::reached(until, now, LONGEST_REST),
            Stage::Waiting | Stage::Sent => true,
        }
    }

    fn reason_to_hold(
        &self,
        today: NaiveDate,
        current_number: impl Fn(PersonId) -> Option<CprNumber>,
    ) -> Option<Refusal> {
        let refusal = |code| Some(Refusal { code, rule: RuleId::S23_1_1k });
        match self.base {
            Base::Stopped(base) => return refusal(base.code),
            Base::Gone if self.area == Some(Area::Comments) => return refusal(RefusalCode::UnknownComment),
            Base::Gone if self.area == Some(Area::ContactPersons) => return refusal(RefusalCode::NoContactPerson),
            Base::Gone if matches!(self.area, Some(Area::Bookings | Area::HeldConversations)) => {
                return refusal(RefusalCode::UnknownBooking);
            }
            Base::Gone if self.area == Some(Area::OperatorReferrals) => return refusal(RefusalCode::UnknownReferral),
            Base::Gone if self.area == Some(Area::BookingDeadlines) => return refusal(RefusalCode::UnknownDeadline),
            Base::ChangeGone if self.area == Some(Area::BookingDeadlines) => {
                return refusal(RefusalCode::DeadlineChangedMeanwhile);
            }
            Base::ChangeGone if self.area == Some(Area::OperatorReferrals) => {
                return refusal(RefusalCode::ReferralChangedMeanwhile);
            }
            Base::ChangeGone => return refusal(RefusalCode::BookingChangedMeanwhile),
            Base::Gone => return refusal(RefusalCode::BadMessage),
            Base::Firm | Base::Open => {}
        }
        let (number, area) = (self.number?, self.area?);
        let current = current_number(self.subject)?;
        if number != current && area.is_moved(today) { refusal(RefusalCode::FormerNumber) } else { None }
    }
}
