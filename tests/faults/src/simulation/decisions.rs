//! What caseworkers and the fund decide of deadlines, of referrals and of who takes part in a joint conversation.

use chrono::{Days, NaiveDate};
use desk::door::{
    BookingView, DeadlineFields, DeadlineView, DraftForm, GuestFields, JointView, ReferralFields, ReferralView,
};
use domain::contact_course::{ConversationType, DeadlineContent, GuestDetails, WrittenChooser};
use domain::{Actor, Command, danish_day};

use super::Simulation;
use super::bookings::COLLEAGUES;
use super::caseworkers::nth;
use super::start::fund;
use crate::oracle::{Diary, JOINT, Meeting, Met, Side, State, Term};

/// Of which conversations there are deadlines.
const TYPES: [&str; 4] = ["7", "2", "12", "4"];
/// The businesses to which citizens are referred.
const OPERATORS: [&str; 3] = ["10101010", "20202020", "30303030"];

impl Simulation {
    pub(super) fn sets_deadline(&mut self, desk: usize, citizen: usize, how: usize) {
        let citizen = self.citizen(citizen);
        let Some(shown) = self.finds(desk, citizen, 0) else { return };
        let fields = DeadlineFields { conversation_type: TYPES[how % 4].to_owned(), ..self.days(desk, how) };
        self.confirms_typed(desk, citizen, shown.citizen, DraftForm::SetDeadline { fields });
    }

    pub(super) fn changes_deadline(&mut self, desk: usize, citizen: usize, which: usize) {
        let citizen = self.one_with(citizen, has_open_deadline);
        self.changes_this_deadline(desk, citizen, (which, None));
    }

    fn changes_this_deadline(&mut self, desk: usize, citizen: usize, (which, named): (usize, Option<&str>)) {
        let Some(shown) = self.finds(desk, citizen, 0) else { return };
        let mut deadlines = shown.deadlines;
        deadlines.retain(|one| one.can_change && named.is_none_or(|named| one.deadline == named));
        let Some(DeadlineView { deadline, revision, fields, .. }) = nth(&deadlines, which).cloned() else { return };
        let begun = Some(fields.clone());
        // Of the type, of one day and of both there is always something that nobody types.
        let other = self.days(desk, which);
        let fields = match which % 3 {
            0 => DeadlineFields { hold_by: other.hold_by, ..fields },
            1 => DeadlineFields { conversation_type: fields.conversation_type, ..other },
            _ => DeadlineFields { conversation_type: TYPES[which / 3 % 4].to_owned(), ..fields },
        };
        let form = DraftForm::ChangeDeadline { deadline, revision, fields, begun };
        self.confirms_typed(desk, citizen, shown.citizen, form);
    }

    pub(super) fn withdraws_deadline(&mut self, desk: usize, citizen: usize, which: usize) {
        let citizen = self.one_with(citizen, |diary| !diary.deadlines.is_empty());
        self.withdraws_this_deadline(desk, citizen, (which, None));
    }

    fn withdraws_this_deadline(&mut self, desk: usize, citizen: usize, (which, named): (usize, Option<&str>)) {
        let Some(shown) = self.finds(desk, citizen, 0) else { return };
        let mut deadlines = shown.deadlines;
        deadlines.retain(|one| one.can_change && named.is_none_or(|named| one.deadline == named));
        let Some(DeadlineView { deadline, revision, .. }) = nth(&deadlines, which).cloned() else { return };
        self.confirms_typed(desk, citizen, shown.citizen, DraftForm::WithdrawDeadline { deadline, revision });
    }

    /// One of those who have something of the kind; where nobody has, anybody.
    fn one_with(&self, which: usize, has: impl Fn(&Diary) -> bool) -> usize {
        let with: Vec<usize> = self
            .central
            .oracle(|oracle| oracle.world.persons().filter(|person| has(oracle.world.diary(*person))).collect());
        nth(&with, which).copied().unwrap_or_else(|| self.citizen(which))
    }

    /// The last days of a deadline as somebody types them.
    fn days(&self, desk: usize, how: usize) -> DeadlineFields {
        let book_by = danish_day(self.desks[desk].now()) + Days::new(how as u64 / 4 % 12);
        let hold_by = book_by + Days::new(how as u64 % 9);
        let at_once = how.is_multiple_of(4);
        let [book_by, hold_by] = [book_by, hold_by].map(as_typed);
        DeadlineFields { book_by, hold_by, at_once, ..DeadlineFields::default() }
    }

    pub(super) fn refers(&mut self, desk: usize, citizen: usize, to: usize) {
        let citizen = self.citizen(citizen);
        let text = self.new_text();
        self.refers_to(desk, citizen, to, text);
    }

    fn refers_to(&mut self, desk: usize, citizen: usize, to: usize, reason: String) {
        let Some(shown) = self.finds(desk, citizen, 0) else { return };
        let from = danish_day(self.desks[desk].now()) + Days::new(to as u64 / 3 % 7) - Days::new(3);
        let last = (!to.is_multiple_of(3)).then(|| from + Days::new(to as u64 % 20));
        let cvr = OPERATORS[to % OPERATORS.len()];
        let fields = ReferralFields {
            cvr: cvr.to_owned(),
            p_number: if to.is_multiple_of(2) { format!("{cvr}00") } else { String::new() },
            name: format!("Aktør {cvr}"),
            from: as_typed(from),
            to: last.map(as_typed).unwrap_or_default(),
            reason,
        };
        self.confirms_typed(desk, citizen, shown.citizen, DraftForm::RegisterReferral { fields });
    }

    pub(super) fn ends_referral(&mut self, desk: usize, citizen: usize, which: usize) {
        let citizen = self.one_with(citizen, |diary| !diary.referrals.is_empty());
        self.ends_this_referral(desk, citizen, (which, None));
    }

    fn ends_this_referral(&mut self, desk: usize, citizen: usize, (which, named): (usize, Option<&str>)) {
        let Some(shown) = self.finds(desk, citizen, 0) else { return };
        let mut referrals = shown.referrals;
        referrals.retain(|one| one.can_end && named.is_none_or(|named| one.referral == named));
        let Some(ReferralView { referral, revision, .. }) = nth(&referrals, which).cloned() else { return };
        let to = as_typed(danish_day(self.desks[desk].now()) + Days::new(which as u64 % 20));
        self.confirms_typed(desk, citizen, shown.citizen, DraftForm::EndReferral { referral, revision, to });
    }

    pub(super) fn says_who_takes_part(&mut self, desk: usize, citizen: usize, which: usize) {
        let citizen = self.one_with(citizen, has_joint);
        let text = self.new_text();
        self.says_who_takes_part_in(desk, citizen, (which, None), text);
    }

    fn says_who_takes_part_in(
        &mut self,
        desk: usize,
        citizen: usize,
        (which, named): (usize, Option<&str>),
        text: String,
    ) {
        let Some(shown) = self.finds(desk, citizen, 0) else { return };
        let mut bookings = shown.bookings;
        let can = |joint: &JointView| joint.can_invite || joint.can_remove;
        bookings.retain(|one| one.joint.as_ref().is_some_and(can));
        bookings.retain(|one| named.is_none_or(|named| one.meeting.booking == named));
        let Some(BookingView { meeting, writings: seen, joint: Some(joint), .. }) = nth(&bookings, which).cloned()
        else {
            return;
        };
        let takes_part = joint.can_invite && !(joint.can_remove && which.is_multiple_of(3));
        let fields = match takes_part {
            true => GuestFields { name: text, phone: "70101010".to_owned(), ..joint.fields },
            false => GuestFields::default(),
        };
        let form = DraftForm::Participation { booking: meeting.booking, seen, takes_part, fields };
        self.confirms_typed(desk, citizen, shown.citizen, form);
    }

    /// Somebody stays away, or comes after all.
    pub(super) fn chooses(&mut self, desk: usize, citizen: usize, which: usize) {
        let citizen = self.citizen(citizen);
        let Some(shown) = self.finds(desk, citizen, 0) else { return };
        let taken_back = shown.participation_choices.into_iter().filter(|choice| choice.can_take_back);
        let mut all: Vec<(String, bool)> = taken_back.map(|choice| (choice.chooser, true)).collect();
        all.extend(shown.may_decline.into_iter().map(|chooser| (chooser, false)));
        let Some((chooser, takes_part)) = nth(&all, which).cloned() else { return };
        self.confirms_typed(desk, citizen, shown.citizen, DraftForm::ParticipationChoice { chooser, takes_part });
    }

    /// Two colleagues decide the same thing otherwise, each as they see it.
    pub(super) fn both_decide(&mut self, what: usize, citizen: usize, which: usize) {
        let citizen = match what % 7 {
            0 | 1 => self.one_with(citizen, has_open_deadline),
            3 => self.one_with(citizen, |diary| !diary.referrals.is_empty()),
            5 => self.one_with(citizen, has_joint),
            _ => self.citizen(citizen),
        };
        let Some(shown) = self.finds(COLLEAGUES[0], citizen, 0) else { return };
        let mut deadlines = shown.deadlines;
        deadlines.retain(|one| one.can_change);
        let mut referrals = shown.referrals;
        referrals.retain(|one| one.can_end);
        let mut bookings = shown.bookings;
        bookings.retain(|one| one.joint.as_ref().is_some_and(|joint| joint.can_invite || joint.can_remove));
        let deadline = nth(&deadlines, which).map(|one| one.deadline.as_str());
        let referral = nth(&referrals, which).map(|one| one.referral.as_str());
        let booking = nth(&bookings, which).map(|one| one.meeting.booking.as_str());
        for desk in COLLEAGUES {
            let text = format!("{} at desk {desk}", self.new_text());
            match what % 7 {
                0 => self.changes_this_deadline(desk, citizen, (which + desk, deadline)),
                1 if desk == 1 => self.withdraws_this_deadline(desk, citizen, (which, deadline)),
                1 => self.changes_this_deadline(desk, citizen, (which, deadline)),
                2 => self.sets_deadline(desk, citizen, which + 4 * desk),
                3 => self.ends_this_referral(desk, citizen, (which + desk, referral)),
                4 => self.refers_to(desk, citizen, which, text),
                5 => self.says_who_takes_part_in(desk, citizen, (which + desk, booking), text),
                _ => self.chooses(desk, citizen, which),
            }
        }
    }

    /// The fund sets, changes and takes back deadlines, and says who takes part in a joint conversation, or stays away.
    pub(super) fn fund_decides(&mut self, citizen: usize, which: usize, how: usize) {
        let citizen = match how % 8 {
            1 | 2 => self.one_with(citizen, |diary| diary.deadlines.iter().any(|term| term.by == Side::Fund)),
            3..=5 => self.one_with(citizen, has_joint),
            _ => self.citizen(citizen),
        };
        let text = format!("the fund's {}", self.new_text());
        let today = danish_day(self.now());
        let (number, terms, joint) = self.central.oracle(|oracle| {
            let diary = oracle.world.diary(citizen);
            // Now and then it tries its hand at a jobcentre's.
            let side = if how % 16 == 15 { Side::Jobcentre } else { Side::Fund };
            let terms: Vec<Term> = diary.deadlines.iter().filter(|term| term.by == side).cloned().collect();
            let is_joint = |one: &&Meeting| one.says.kind.0 == JOINT && (one.state == State::Planned || how % 16 == 14);
            let joint: Vec<Meeting> = diary.meetings.iter().filter(is_joint).cloned().collect();
            (oracle.world.current(citizen).into(), terms, joint)
        });
        let book_by = today + Days::new(which as u64 % 14);
        let kind = ConversationType(TYPES[which % 4].parse().unwrap());
        let hold_by = book_by + Days::new(how as u64 % 9);
        let deadline = DeadlineContent { kind, book_by, hold_by, at_once: false };
        let unseen = usize::from(how.is_multiple_of(5));
        let command = match (how % 8, nth(&terms, which), nth(&joint, which)) {
            (0, _, _) => Command::SetDeadline { number, deadline },
            (1, Some(term), _) => {
                let revision = term.times - u32::from(unseen > 0);
                Command::ChangeDeadline { number, record: term.id, revision, deadline }
            }
            (2, Some(term), _) => {
                let revision = term.times - u32::from(unseen > 0);
                Command::WithdrawDeadline { number, record: term.id, revision }
            }
            (3..=5, _, Some(meeting)) => {
                let (record, mut seen) = (meeting.id, meeting.writings.clone());
                seen.truncate(seen.len() - unseen);
                let details = GuestDetails { name: Some(text.clone()), ..GuestDetails::default() };
                let guest = (meeting.guest.is_none() || how.is_multiple_of(2)).then(|| Box::new(details));
                Command::SetParticipation { number, record, seen, guest }
            }
            (1 | 2, None, _) => {
                Command::WithdrawDeadline { number, record: crate::made_up::command_id(0).record(0), revision: 1 }
            }
            (_, _, _) => {
                let chooser = if which.is_multiple_of(2) { WrittenChooser::Citizen } else { WrittenChooser::Guest };
                Command::SaveParticipationChoice { number, chooser, takes_part: how.is_multiple_of(3) }
            }
        };
        self.central.tell(&Actor::Fund { fund: fund() }, &command, which.is_multiple_of(2));
        self.tell(&format!("the fund sends {} on citizen {citizen} ({text})", command.kind().as_str()));
    }
}

fn has_open_deadline(diary: &Diary) -> bool {
    diary.deadlines.iter().any(|term| term.met == Met::Open && term.by == Side::Jobcentre)
}

fn has_joint(diary: &Diary) -> bool {
    diary.meetings.iter().any(|one| one.says.kind.0 == JOINT && one.state == State::Planned)
}

fn as_typed(day: NaiveDate) -> String {
    day.format("%d.%m.%Y").to_string()
}
