//! What the backend must know of who takes part in a joint conversation, and what it must say of a command on that.

use chrono::{DateTime, Utc};
use domain::contact_course::{ConversationType, GuestDetails, WrittenChooser};
use domain::{Command, CommandId, JobcentreCode, RecordId, RefusalCode};

use super::meetings::{At, Diary, JOINT, Meeting, Side, State};

/// An authority that could take part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// The fund of everybody.
    Fund,
    /// A jobcentre.
    Jobcentre(JobcentreCode),
}

/// That somebody stays away from the next joint conversation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Choice {
    /// Its id.
    pub id: RecordId,
    /// Which authority stays away by its own choice; none where the citizen says no to the fund.
    pub of: Option<Who>,
    /// What has become of it.
    pub end: ChoiceEnd,
}

/// What has become of a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChoiceEnd {
    /// It stands.
    Stands,
    /// It was taken back.
    Withdrawn,
    /// A joint conversation was held.
    UsedUp,
}

impl Diary {
    /// What the backend must say of a guest, or of a choice.
    pub(super) fn objection_on_participation(&self, command: &Command, at: At) -> Option<RefusalCode> {
        match command {
            Command::SetParticipation { record, seen, guest, .. } => {
                let Some(meeting) = self.meetings.iter().find(|meeting| meeting.id == *record) else {
                    return Some(RefusalCode::UnknownBooking);
                };
                if let Some(code) = Self::does_not_stand(meeting).or_else(|| Self::is_unseen(meeting, seen)) {
                    return Some(code);
                }
                if meeting.says.kind.0 != JOINT {
                    return Some(RefusalCode::NotJoint);
                }
                let not_invited =
                    guest.as_ref().and_then(|_| self.objection_to_guest(meeting.says.kind, meeting.by, at));
                let after = guest.as_ref().and_then(|details| Some((guest_of(meeting.by, at)?, *details.clone())));
                not_invited.or((after == meeting.guest).then_some(RefusalCode::NothingChanged))
            }
            Command::SaveParticipationChoice { chooser, takes_part, .. } => {
                let is_guest = *chooser == WrittenChooser::Guest;
                if is_guest && !takes_part && self.fund_summons(at.now) == (at.side == Side::Fund) {
                    return Some(RefusalCode::NotTheGuest);
                }
                match (self.choice(chooser_of(*chooser, at)).is_some(), takes_part) {
                    (true, false) => Some(RefusalCode::ChosenAlready),
                    (false, true) => Some(RefusalCode::NoChoice),
                    _ => None,
                }
            }
            _ => panic!("that is no command on who takes part"),
        }
    }

    /// What is against the other authority's taking part.
    pub(super) fn objection_to_guest(&self, kind: ConversationType, by: Side, at: At) -> Option<RefusalCode> {
        if kind.0 != JOINT {
            return Some(RefusalCode::NotJoint);
        }
        let Some(guest) = guest_of(by, at) else { return Some(RefusalCode::NoGuest) };
        let mut standing = self.choices.iter().filter(|choice| choice.end == ChoiceEnd::Stands);
        standing.any(|choice| keeps_away(choice.of, guest)).then_some(RefusalCode::ParticipationDeclined)
    }

    /// An accepted command on who takes part is carried out.
    pub(super) fn carry_out_on_participation(&mut self, id: CommandId, command: &Command, at: At) {
        match command {
            Command::SetParticipation { record, guest, .. } => {
                let by = self.meetings.iter().find(|meeting| meeting.id == *record).unwrap().by;
                let guest = guest.as_ref().map(|details| (guest_of(by, at).unwrap(), *details.clone()));
                self.write(*record, id).guest = guest;
            }
            Command::SaveParticipationChoice { chooser, takes_part: false, .. } => {
                let of = chooser_of(*chooser, at);
                self.choices.push(Choice { id: id.record(0), of, end: ChoiceEnd::Stands });
                let next = self
                    .next_joint(at.now)
                    .filter(|next| next.guest.as_ref().is_some_and(|(guest, _)| keeps_away(of, *guest)));
                if let Some(next) = next.map(|next| next.id) {
                    self.write(next, id).guest = None;
                }
            }
            Command::SaveParticipationChoice { chooser, takes_part: true, .. } => {
                let taken_back = self.choice(chooser_of(*chooser, at)).unwrap();
                self.choices.iter_mut().find(|choice| choice.id == taken_back).unwrap().end = ChoiceEnd::Withdrawn;
            }
            _ => panic!("that is no command on who takes part"),
        }
    }

    /// A joint conversation was held: the next one is chosen for anew.
    pub(super) fn uses_up_choices(&mut self) {
        let standing = self.choices.iter_mut().filter(|choice| choice.end == ChoiceEnd::Stands);
        standing.for_each(|choice| choice.end = ChoiceEnd::UsedUp);
    }

    fn choice(&self, of: Option<Who>) -> Option<RecordId> {
        let same = self.choices.iter().filter(|choice| choice.of == of && choice.end == ChoiceEnd::Stands);
        same.map(|choice| choice.id).min()
    }

    fn next_joint(&self, now: DateTime<Utc>) -> Option<&Meeting> {
        let joint = self.meetings.iter().filter(|one| one.says.kind.0 == JOINT && one.state == State::Planned);
        joint.filter(|one| now < one.says.start).min_by_key(|one| (one.says.start, one.id))
    }

    fn fund_summons(&self, now: DateTime<Utc>) -> bool {
        self.next_joint(now).is_some_and(|next| next.by == Side::Fund)
    }
}

/// The guest is of the other kind than who summons.
pub(super) fn guest_of(by: Side, at: At) -> Option<Who> {
    match by {
        Side::Jobcentre => Some(Who::Fund),
        Side::Fund => at.present.map(Who::Jobcentre),
    }
}

fn chooser_of(chooser: WrittenChooser, at: At) -> Option<Who> {
    match (chooser, at.side) {
        (WrittenChooser::Citizen, _) => None,
        (WrittenChooser::Guest, Side::Fund) => Some(Who::Fund),
        (WrittenChooser::Guest, Side::Jobcentre) => at.present.map(Who::Jobcentre),
    }
}

fn keeps_away(of: Option<Who>, guest: Who) -> bool {
    of.map_or(guest == Who::Fund, |own| own == guest)
}

/// Who takes part, and whom to find there.
pub type Guest = (Who, GuestDetails);
