//! What the backend must know of bookings and held conversations, and what it must say of a command on them.

use chrono::{DateTime, Utc};
use domain::contact_course::{WrittenBooking, WrittenConversation};
use domain::{Command, CommandId, RecordId, RefusalCode, danish_day};

/// A booking.
#[derive(Clone)]
pub struct Meeting {
    /// Its id.
    pub id: RecordId,
    /// Who summons.
    pub by: Side,
    /// What was written of it last.
    pub says: WrittenBooking,
    /// The commands that wrote it.
    pub writings: Vec<CommandId>,
    /// What has become of it.
    pub state: State,
}

/// Who summons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// A jobcentre.
    Jobcentre,
    /// The fund of everybody.
    Fund,
}

/// What has become of a booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It is to come about.
    Planned,
    /// It never does.
    Cancelled,
    /// It did.
    Held,
}

/// A conversation that was held.
#[derive(Clone)]
pub struct Talk {
    /// Its id.
    pub id: RecordId,
    /// What was written of it.
    pub says: WrittenConversation,
}

/// All that was agreed with one citizen.
#[derive(Clone, Default)]
pub struct Diary {
    /// Every booking, whatever has become of it.
    pub meetings: Vec<Meeting>,
    /// Every held conversation.
    pub talks: Vec<Talk>,
}

impl Diary {
    /// What the backend must say of a command from somebody who may register: nothing against it, or the code.
    pub(super) fn objection(&self, side: Side, command: &Command, now: DateTime<Utc>) -> Option<RefusalCode> {
        match command {
            Command::MakeBooking { booking, .. } => self.objection_to(booking, None, now),
            Command::ChangeBooking { record, seen, booking, .. } => {
                let meeting = match self.that_stands(*record, side) {
                    Ok(meeting) => meeting,
                    Err(code) => return Some(code),
                };
                let is_unseen = meeting.writings.iter().any(|writing| !seen.contains(writing));
                if is_unseen || meeting.writings.last() != seen.last() {
                    Some(RefusalCode::BookingChangedMeanwhile)
                } else if danish_day(booking.start) < danish_day(now) {
                    Some(RefusalCode::StartBeforeToday)
                } else {
                    let same = (**booking == meeting.says).then_some(RefusalCode::NothingChanged);
                    self.objection_to(booking, Some(*record), now).or(same)
                }
            }
            Command::CancelBooking { record, seen, .. } => self.as_it_was_seen(*record, seen, side),
            Command::RegisterHeldConversation { conversation, next, .. } => {
                let seen = &conversation.booking_seen;
                let from = conversation.booking.and_then(|record| self.as_it_was_seen(record, seen, side));
                if from.is_some() {
                    return from;
                }
                let is_same = |talk: &Talk| talk.says.kind == conversation.kind && talk.says.at == conversation.at;
                if now < conversation.at {
                    return Some(RefusalCode::HeldInFuture);
                }
                if self.talks.iter().any(is_same) {
                    return Some(RefusalCode::HeldTwice);
                }
                next.as_ref().and_then(|next| self.objection_to(next, conversation.booking, now))
            }
            _ => None,
        }
    }

    /// Nobody is summoned to yesterday, and to a job conversation only once at a time.
    fn objection_to(
        &self,
        booking: &WrittenBooking,
        gives_way: Option<RecordId>,
        now: DateTime<Utc>,
    ) -> Option<RefusalCode> {
        if danish_day(booking.start) < danish_day(now) {
            return Some(RefusalCode::StartBeforeToday);
        }
        let comes = |meeting: &&Meeting| meeting.state == State::Planned && now < meeting.says.start;
        let is_such = |meeting: &Meeting| booking.kind.0 == JOB && meeting.says.kind.0 == JOB;
        // One that came before stays, though by a merge it is not alone.
        let mut such = self.meetings.iter().filter(comes).filter(|meeting| is_such(meeting));
        let stays = such.clone().any(|meeting| Some(meeting.id) == gives_way);
        (!stays && such.next().is_some()).then_some(RefusalCode::AnotherSuchBooking)
    }

    fn that_stands(&self, record: RecordId, side: Side) -> Result<&Meeting, RefusalCode> {
        let meeting = self.meetings.iter().find(|meeting| meeting.id == record).ok_or(RefusalCode::UnknownBooking)?;
        match meeting.state {
            _ if meeting.by != side => Err(RefusalCode::NoRights),
            State::Planned => Ok(meeting),
            State::Cancelled => Err(RefusalCode::BookingDoesNotStand),
            State::Held => Err(RefusalCode::BookingIsHeld),
        }
    }

    /// What is against ending a booking of which these writings were seen.
    fn as_it_was_seen(&self, record: RecordId, seen: &[CommandId], side: Side) -> Option<RefusalCode> {
        match self.that_stands(record, side) {
            Err(code) => Some(code),
            Ok(meeting) if !seen.is_empty() && meeting.writings.iter().any(|writing| !seen.contains(writing)) => {
                Some(RefusalCode::BookingChangedMeanwhile)
            }
            Ok(_) => None,
        }
    }

    /// An accepted command is carried out.
    pub(super) fn carry_out(&mut self, id: CommandId, by: Side, command: &Command) {
        let made = |nth, says: &WrittenBooking| Meeting {
            id: id.record(nth),
            by,
            says: says.clone(),
            writings: vec![id],
            state: State::Planned,
        };
        match command {
            Command::MakeBooking { booking, .. } => self.meetings.push(made(0, booking)),
            Command::ChangeBooking { record, booking, .. } => self.write(*record, id).says = *booking.clone(),
            Command::CancelBooking { record, .. } => self.write(*record, id).state = State::Cancelled,
            Command::RegisterHeldConversation { conversation, next, .. } => {
                if let Some(record) = conversation.booking {
                    self.write(record, id).state = State::Held;
                }
                self.talks.push(Talk { id: id.record(0), says: *conversation.clone() });
                self.meetings.extend(next.as_ref().map(|next| made(1, next)));
            }
            _ => panic!("nobody in these histories sends that"),
        }
    }

    /// A booking that is written once more.
    fn write(&mut self, record: RecordId, by: CommandId) -> &mut Meeting {
        let meeting = self.meetings.iter_mut().find(|meeting| meeting.id == record).unwrap();
        meeting.writings.push(by);
        meeting
    }

    /// What was agreed with somebody who is the same citizen.
    pub(super) fn absorb(&mut self, mut other: Self) {
        self.meetings.append(&mut other.meetings);
        self.talks.append(&mut other.talks);
    }
}

/// The conversation type of which only one comes at a time.
const JOB: u32 = 7;
