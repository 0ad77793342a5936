//! What the backend must know of deadlines, and what it must say of a command on them.

use chrono::NaiveDate;
use domain::contact_course::{ConversationType, DeadlineContent};
use domain::{Command, CommandId, RecordId, RefusalCode, danish_day};

use super::meetings::{ALONE, At, Diary, JOINT, Side, State};

/// A deadline.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// Its id.
    pub id: RecordId,
    /// Who has set it.
    pub by: Side,
    /// Which conversation, the last day for booking, the last day for holding, and whether it must be booked at once.
    pub says: (u32, NaiveDate, NaiveDate, bool),
    /// How often what it says was written.
    pub times: u32,
    /// The Danish day on which it was set.
    pub set_on: NaiveDate,
    /// What meets it.
    pub met: Met,
}

/// What meets a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Met {
    /// Nothing.
    Open,
    /// A booking.
    Booked(RecordId),
    /// A conversation that was held.
    Held(RecordId),
    /// It was taken back.
    Withdrawn,
}

impl Diary {
    /// What the backend must say of a command on a deadline.
    pub(super) fn objection_on_deadlines(&self, command: &Command, at: At) -> Option<RefusalCode> {
        match command {
            Command::SetDeadline { deadline, .. } => self.objection_to_days(deadline, None, at),
            Command::ChangeDeadline { record, revision, deadline, .. } => match self.term_of(*record, at.side) {
                Err(code) => Some(code),
                Ok(Term { met: Met::Held(_) | Met::Withdrawn, .. }) => Some(RefusalCode::DeadlineIsDone),
                Ok(term) if term.times != *revision => Some(RefusalCode::DeadlineChangedMeanwhile),
                Ok(term) => {
                    let same = (term.says == days(deadline)).then_some(RefusalCode::NothingChanged);
                    self.objection_to_days(deadline, Some(term), at).or(same)
                }
            },
            Command::WithdrawDeadline { record, revision, .. } => match self.term_of(*record, at.side) {
                Err(code) => Some(code),
                Ok(Term { met: Met::Held(_) | Met::Withdrawn, .. }) => Some(RefusalCode::DeadlineIsDone),
                Ok(term) => (*revision < term.times).then_some(RefusalCode::DeadlineChangedMeanwhile),
            },
            _ => panic!("that is no command on a deadline"),
        }
    }

    fn term_of(&self, record: RecordId, side: Side) -> Result<&Term, RefusalCode> {
        let term = self.deadlines.iter().find(|term| term.id == record).ok_or(RefusalCode::UnknownDeadline)?;
        if term.by == side { Ok(term) } else { Err(RefusalCode::NoRights) }
    }

    fn objection_to_days(&self, says: &DeadlineContent, former: Option<&Term>, at: At) -> Option<RefusalCode> {
        let met = former.filter(|term| term.met != Met::Open && term.says.0 == says.kind.0);
        let today = danish_day(at.now);
        let others = self.deadlines.iter().filter(|term| term.met == Met::Open && Some(*term) != former);
        let mut coming = self.meetings.iter().filter(|one| one.state == State::Planned && at.now < one.says.start);
        match () {
            () if says.kind.0 == JOINT => Some(RefusalCode::NotSelfBookable),
            () if says.book_by < today && met.is_none_or(|term| term.says.1 != says.book_by) => {
                Some(RefusalCode::DeadlinePassed)
            }
            () if says.hold_by < says.book_by => Some(RefusalCode::HeldBeforeBooked),
            () if says.hold_by < today && met.is_none_or(|term| term.says.2 != says.hold_by) => {
                Some(RefusalCode::DeadlinePassed)
            }
            () if met.is_some() => None,
            () if others.map(|term| term.says.0).any(|kind| kind == says.kind.0) => {
                Some(RefusalCode::AnotherSuchDeadline)
            }
            () if ALONE.contains(&says.kind.0) && coming.any(|one| one.says.kind == says.kind) => {
                Some(RefusalCode::BookedAlready)
            }
            () => None,
        }
    }

    /// An accepted command on a deadline is carried out.
    pub(super) fn carry_out_on_deadlines(&mut self, id: CommandId, command: &Command, at: At) {
        let record = match command {
            Command::SetDeadline { deadline, .. } => {
                let (id, says, set_on) = (id.record(0), days(deadline), danish_day(at.now));
                self.deadlines.push(Term { id, by: at.side, says, times: 1, set_on, met: Met::Open });
                id
            }
            Command::ChangeDeadline { record, deadline, .. } => {
                let term = self.term(*record);
                let before = std::mem::replace(&mut term.says, days(deadline));
                term.times += 1;
                match term.met {
                    Met::Booked(booking) if before.0 == deadline.kind.0 => return self.meets(*record, booking, at),
                    Met::Booked(booking) => {
                        let other = self.first_in_time(*record, at);
                        self.becomes(*record, other.map_or(Met::Open, Met::Booked));
                        return self.goes_to_the_next(booking, before.0, at);
                    }
                    _ => *record,
                }
            }
            Command::WithdrawDeadline { record, .. } => {
                let Term { met, says, .. } = *self.term(*record);
                self.becomes(*record, Met::Withdrawn);
                if let Met::Booked(booking) = met {
                    self.goes_to_the_next(booking, says.0, at);
                }
                return;
            }
            _ => panic!("that is no command on a deadline"),
        };
        if let Some(booking) = self.first_in_time(record, at) {
            self.becomes(record, Met::Booked(booking));
        }
    }

    /// A booking that is made or changed meets a deadline of its type that nothing met, or, where it comes in time, one
    /// whose booking does not.
    pub(super) fn is_booked(&mut self, booking: RecordId, kind: ConversationType, at: At) {
        let own = self.met_by(booking).filter(|term| term.says.0 == kind.0).map(|term| term.id);
        let open = self.first_open(|term| term.says.0 == kind.0);
        let day = self.day_of(booking);
        let in_time = |term: &Term| term.says.0 == kind.0 && day.is_some_and(|day| day <= term.says.2);
        if let Some(term) = own.or(open).or_else(|| self.first_missed(in_time, at)) {
            self.meets(term, booking, at);
        }
    }

    /// A booking that meets its deadline no longer, and is still to come, meets the next one that it comes in time for.
    fn goes_to_the_next(&mut self, booking: RecordId, kind: u32, at: At) {
        let Some(one) = self.meetings.iter().find(|one| one.id == booking && at.now < one.says.start) else { return };
        let day = danish_day(one.says.start);
        let in_time = |term: &Term| term.says.0 == kind && day <= term.says.2;
        if let Some(term) = self.first_open(in_time).or_else(|| self.first_missed(in_time, at)) {
            self.meets(term, booking, at);
        }
    }

    /// The booking meets the deadline; one that misses it gives way to another that does not.
    fn meets(&mut self, term: RecordId, booking: RecordId, at: At) {
        let hold_by = self.term(term).says.2;
        let misses = self.day_of(booking).is_some_and(|day| hold_by < day || day < danish_day(at.now));
        let other = if misses { self.first_in_time(term, at) } else { None };
        let met = Met::Booked(other.unwrap_or(booking));
        if self.term(term).met != met {
            self.becomes(term, met);
        }
    }

    /// A booking stands no more, or is of another type: its deadline is met by another one, or by nothing.
    pub(super) fn frees(&mut self, booking: RecordId, becomes: Option<ConversationType>, at: At) {
        let freed = self.met_by(booking).filter(|term| becomes.is_none_or(|kind| term.says.0 != kind.0));
        if let Some(freed) = freed.map(|term| term.id) {
            let other = self.first_in_time(freed, at);
            self.becomes(freed, other.map_or(Met::Open, Met::Booked));
        }
    }

    /// A conversation was held, on a day on which its deadline was set already.
    pub(super) fn is_held(
        &mut self,
        talk: RecordId,
        (kind, day): (ConversationType, NaiveDate),
        booking: Option<RecordId>,
        at: At,
    ) {
        let meets = |term: &Term| term.says.0 == kind.0 && term.set_on <= day;
        let own = booking.and_then(|booking| self.met_by(booking)).filter(|term| meets(term)).map(|term| term.id);
        if let (None, Some(booking)) = (own, booking) {
            self.frees(booking, None, at);
        }
        let missed = |diary: &Self| diary.first_missed(meets, at);
        if let Some(term) = own.or_else(|| self.first_open(meets)).or_else(|| missed(self)) {
            self.becomes(term, Met::Held(talk));
        }
    }

    fn becomes(&mut self, term: RecordId, met: Met) {
        self.term(term).met = met;
    }

    fn term(&mut self, id: RecordId) -> &mut Term {
        self.deadlines.iter_mut().find(|term| term.id == id).unwrap()
    }

    fn met_by(&self, booking: RecordId) -> Option<&Term> {
        self.deadlines.iter().find(|term| term.met == Met::Booked(booking))
    }

    /// More than one only after a merge.
    fn first_open(&self, is_one: impl Fn(&Term) -> bool) -> Option<RecordId> {
        let open = self.deadlines.iter().filter(|term| term.met == Met::Open && is_one(term));
        open.map(|term| term.id).min()
    }

    /// One whose booking comes too late, or was on a day before this one.
    fn first_missed(&self, is_one: impl Fn(&Term) -> bool, at: At) -> Option<RecordId> {
        let misses = |term: &Term, day: NaiveDate| term.says.2 < day || day < danish_day(at.now);
        let missed = self.deadlines.iter().filter(|term| match term.met {
            Met::Booked(booking) => is_one(term) && self.day_of(booking).is_some_and(|day| misses(term, day)),
            _ => false,
        });
        missed.map(|term| term.id).min()
    }

    fn day_of(&self, booking: RecordId) -> Option<NaiveDate> {
        let booking = self.meetings.iter().find(|one| one.id == booking)?;
        Some(danish_day(booking.says.start))
    }

    /// The first booking to come that is of the deadline's type, is not too late for it, and meets no other one.
    fn first_in_time(&self, term: RecordId, at: At) -> Option<RecordId> {
        let (kind, _, hold_by, _) = self.deadlines.iter().find(|one| one.id == term)?.says;
        let in_time = self.meetings.iter().filter(|one| {
            let comes = one.state == State::Planned && at.now < one.says.start;
            comes && one.says.kind.0 == kind && danish_day(one.says.start) <= hold_by && self.met_by(one.id).is_none()
        });
        in_time.min_by_key(|one| (one.says.start, one.id)).map(|one| one.id)
    }
}

fn days(content: &DeadlineContent) -> (u32, NaiveDate, NaiveDate, bool) {
    (content.kind.0, content.book_by, content.hold_by, content.at_once)
}
