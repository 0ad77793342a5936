//! What the backend must know of bookings and held conversations, and what it must say of a command on them.

use chrono::{DateTime, Utc};
use domain::contact_course::{WrittenBooking, WrittenConversation};
use domain::{Command, CommandId, JobcentreCode, RecordId, RefusalCode, danish_day};

use super::deadlines::Term;
use super::participation::{Choice, Guest, guest_of};
use super::referrals::Referral;

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
    /// Who takes part in a joint conversation beside who summons.
    pub guest: Option<Guest>,
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
    /// Every deadline.
    pub deadlines: Vec<Term>,
    /// Every referral to another operator.
    pub referrals: Vec<Referral>,
    /// Every choice to stay away from a joint conversation.
    pub choices: Vec<Choice>,
}

/// Who sends a command, and when.
#[derive(Clone, Copy)]
pub(super) struct At {
    pub side: Side,
    /// The jobcentre that has the citizen.
    pub present: Option<JobcentreCode>,
    pub now: DateTime<Utc>,
}

impl Diary {
    /// What the backend must say of a command from somebody who may register: nothing against it, or the code.
    pub(super) fn objection(&self, command: &Command, at: At) -> Option<RefusalCode> {
        let At { side, now, .. } = at;
        match command {
            Command::MakeBooking { booking, guest, .. } => {
                let to_guest = || guest.as_ref().and_then(|_| self.objection_to_guest(booking.kind, side, at));
                self.objection_to(booking, None, now).or_else(to_guest)
            }
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
                let of = self.meetings.iter().find(|meeting| Some(meeting.id) == conversation.booking);
                let was_joint = conversation.with_more_authorities || of.is_some_and(|of| of.guest.is_some());
                if was_joint != conversation.participation.is_some() {
                    return Some(RefusalCode::NoParticipation);
                }
                next.as_ref().and_then(|next| self.objection_to(next, conversation.booking, now))
            }
            Command::RegisterReferral { referral, .. } => self.objection_to_referral(referral),
            Command::SetDeadline { .. } | Command::ChangeDeadline { .. } | Command::WithdrawDeadline { .. } => {
                self.objection_on_deadlines(command, at)
            }
            Command::SetParticipation { .. } | Command::SaveParticipationChoice { .. } => {
                self.objection_on_participation(command, at)
            }
            _ => None,
        }
    }

    /// Nobody is summoned to yesterday, and to some conversations only once at a time.
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
        let is_such = |meeting: &Meeting| ALONE.contains(&booking.kind.0) && meeting.says.kind == booking.kind;
        // One that came before stays, though by a merge it is not alone.
        let mut such = self.meetings.iter().filter(comes).filter(|meeting| is_such(meeting));
        let stays = such.clone().any(|meeting| Some(meeting.id) == gives_way);
        (!stays && such.next().is_some()).then_some(RefusalCode::AnotherSuchBooking)
    }

    fn that_stands(&self, record: RecordId, side: Side) -> Result<&Meeting, RefusalCode> {
        let meeting = self.meetings.iter().find(|meeting| meeting.id == record).ok_or(RefusalCode::UnknownBooking)?;
        match Self::does_not_stand(meeting) {
            _ if meeting.by != side => Err(RefusalCode::NoRights),
            Some(code) => Err(code),
            None => Ok(meeting),
        }
    }

    pub(super) fn does_not_stand(meeting: &Meeting) -> Option<RefusalCode> {
        match meeting.state {
            State::Planned => None,
            State::Cancelled => Some(RefusalCode::BookingDoesNotStand),
            State::Held => Some(RefusalCode::BookingIsHeld),
        }
    }

    /// Who says nothing of what they have seen is not asked.
    pub(super) fn is_unseen(meeting: &Meeting, seen: &[CommandId]) -> Option<RefusalCode> {
        let is_unseen = !seen.is_empty() && meeting.writings.iter().any(|writing| !seen.contains(writing));
        is_unseen.then_some(RefusalCode::BookingChangedMeanwhile)
    }

    /// What is against ending a booking of which these writings were seen.
    fn as_it_was_seen(&self, record: RecordId, seen: &[CommandId], side: Side) -> Option<RefusalCode> {
        self.that_stands(record, side).map_or_else(Some, |meeting| Self::is_unseen(meeting, seen))
    }

    /// An accepted command is carried out.
    pub(super) fn carry_out(&mut self, id: CommandId, command: &Command, at: At) {
        match command {
            Command::MakeBooking { booking, guest, .. } => {
                let guest = guest.as_ref().map(|details| (guest_of(at.side, at).unwrap(), *details.clone()));
                self.make((id, 0), booking, guest, at);
            }
            Command::ChangeBooking { record, booking, .. } => {
                let meeting = self.write(*record, id);
                meeting.says = *booking.clone();
                meeting.guest = meeting.guest.take().filter(|_| booking.kind.0 == JOINT);
                self.frees(*record, Some(booking.kind), at);
                self.is_booked(*record, booking.kind, at);
            }
            Command::CancelBooking { record, .. } => {
                self.write(*record, id).state = State::Cancelled;
                self.frees(*record, None, at);
            }
            Command::RegisterHeldConversation { conversation, next, .. } => {
                if let Some(record) = conversation.booking {
                    self.write(record, id).state = State::Held;
                }
                self.talks.push(Talk { id: id.record(0), says: *conversation.clone() });
                let of = (conversation.kind, danish_day(conversation.at));
                self.is_held(id.record(0), of, conversation.booking, at);
                if conversation.kind.0 == JOINT {
                    self.uses_up_choices();
                }
                if let Some(next) = next {
                    self.make((id, 1), next, None, at);
                }
            }
            Command::RegisterReferral { .. } | Command::EndReferral { .. } => {
                self.carry_out_on_referrals(id, command, at);
            }
            Command::SetDeadline { .. } | Command::ChangeDeadline { .. } | Command::WithdrawDeadline { .. } => {
                self.carry_out_on_deadlines(id, command, at);
            }
            Command::SetParticipation { .. } | Command::SaveParticipationChoice { .. } => {
                self.carry_out_on_participation(id, command, at);
            }
            _ => panic!("nobody in these histories sends that"),
        }
    }

    fn make(&mut self, (by, nth): (CommandId, u8), says: &WrittenBooking, guest: Option<Guest>, at: At) {
        let (id, says) = (by.record(nth), says.clone());
        let kind = says.kind;
        self.meetings.push(Meeting { id, by: at.side, says, writings: vec![by], guest, state: State::Planned });
        self.is_booked(id, kind, at);
    }

    /// A booking that is written once more.
    pub(super) fn write(&mut self, record: RecordId, by: CommandId) -> &mut Meeting {
        let meeting = self.meetings.iter_mut().find(|meeting| meeting.id == record).unwrap();
        meeting.writings.push(by);
        meeting
    }

    /// What was agreed with somebody who is the same citizen.
    pub(super) fn absorb(&mut self, mut other: Self) {
        self.meetings.append(&mut other.meetings);
        self.talks.append(&mut other.talks);
        self.deadlines.append(&mut other.deadlines);
        self.referrals.append(&mut other.referrals);
        self.choices.append(&mut other.choices);
    }
}

/// The conversation types of which only one comes at a time.
pub const ALONE: [u32; 2] = [4, 7];
/// The type of the joint conversation.
pub const JOINT: u32 = 17;
