//! What must hold of deadlines, of referrals and of who takes part at the end: in the backend, and on each citizen's page.

use std::collections::BTreeSet;

use desk::door::{CitizenView, GuestFields};
use domain::contact_course::{
    Authority, Booking, BookingState, ChoiceState, Chooser, Deadline, DeadlineState, GuestDetails, ParticipationChoice,
};
use domain::{JobcentreCode, Person, RecordId, danish_day};

use super::Simulation;
use super::diaries::side;
use crate::oracle::{ALONE, Choice, ChoiceEnd, Diary, Kind, Met, Referral, Term, Who};

impl Simulation {
    pub(super) fn decisions_are_what_was_accepted(&mut self) {
        for person in self.persons() {
            let (rows, _) = self.in_the_backend(person);
            let diary = self.diary(person);
            let is_same = terms(&rows) == diary.deadlines.iter().cloned().collect();
            self.must_be(is_same, Kind::WrongRows, || format!("deadlines of citizen {person}"));
            let is_same = choices(&rows) == diary.choices.iter().cloned().collect();
            self.must_be(is_same, Kind::WrongRows, || format!("choices of citizen {person}"));
            let is_same = guests(&rows) == expected_guests(&diary);
            self.must_be(is_same, Kind::WrongRows, || format!("who takes part in what of citizen {person}"));
            let mut expected = diary.referrals.clone();
            expected.sort_by_key(|one| one.id);
            self.must_be(referrals(&rows) == expected, Kind::WrongRows, || format!("referrals of citizen {person}"));
            self.no_two_stand_that_may_not(person, &rows);
            let met = &mut self.figures.decisions.met;
            met[0] += diary.deadlines.iter().filter(|term| matches!(term.met, Met::Booked(_))).count();
            met[1] += diary.deadlines.iter().filter(|term| matches!(term.met, Met::Held(_))).count();
            self.figures.decisions.guests += guests(&rows).len();
        }
    }

    /// What can be seen on the rows alone, whatever has led to them.
    fn no_two_stand_that_may_not(&self, person: usize, rows: &Person) {
        let deadlines = &rows.deadlines.records;
        let met_by: Vec<RecordId> = deadlines.iter().filter_map(booking_of).collect();
        let is_once = met_by.iter().collect::<BTreeSet<_>>().len() == met_by.len();
        self.must_be(is_once, Kind::Twice, || format!("a booking of citizen {person} meets two deadlines"));
        for deadline in deadlines {
            let is_right = match deadline.state {
                DeadlineState::Booked { booking } => rows.bookings.find(booking).is_some_and(|booking| {
                    booking.state == BookingState::Planned && booking.content.kind == deadline.content.kind
                }),
                DeadlineState::Held { conversation } => {
                    let mut held = rows.held_conversations.records.iter().filter(|held| held.id == conversation);
                    held.any(|held| {
                        let is_after = danish_day(deadline.registered) <= danish_day(held.content.at);
                        held.content.kind == deadline.content.kind && is_after
                    })
                }
                DeadlineState::Open | DeadlineState::Withdrawn { .. } => true,
            };
            self.must_be(is_right, Kind::WrongRows, || {
                format!("a deadline of citizen {person} is met by what is none")
            });
        }
        // By a merge two may come to stand beside each other.
        let (was_two, latest) = self.central.oracle(|oracle| (oracle.was_ever_two(person), oracle.latest));
        if was_two {
            return;
        }
        // One that was to come all the time, whichever clocks were set back.
        let comes = |booking: &Booking| booking.state == BookingState::Planned && latest < booking.content.start;
        let mut open = deadlines.iter().filter(|one| one.is_open() && ALONE.contains(&one.content.kind.0));
        let is_beside = open.any(|one| {
            rows.bookings.records.iter().any(|booking| {
                let in_time = booking.content.day() <= one.content.hold_by;
                comes(booking) && in_time && booking.content.kind == one.content.kind
            })
        });
        self.must_be(!is_beside, Kind::WrongRows, || {
            format!("a deadline of citizen {person} is open beside its booking")
        });
        let all = &rows.referrals.records;
        let is_twice = |nth: usize| {
            let one = &all[nth].content;
            let shares_days = |other: &domain::communication::Referral| {
                let other = &other.content;
                other.operator.cvr == one.operator.cvr
                    && other.to.is_none_or(|to| one.from <= to)
                    && one.to.is_none_or(|to| other.from <= to)
            };
            all[nth + 1..].iter().any(shares_days)
        };
        let is_twice = (0..all.len()).any(is_twice);
        self.must_be(!is_twice, Kind::Twice, || format!("citizen {person} is referred twice to one operator"));
    }

    /// On the page of a citizen.
    pub(super) fn decisions_are_shown(&self, person: usize, desk: usize, citizen: &CitizenView) {
        let diary = self.diary(person);
        let shown = citizen.deadlines.iter().map(|one| {
            let days = [one.book_by.clone(), one.hold_by.clone()];
            let type_and_hurry = (one.fields.conversation_type.clone(), one.fields.at_once);
            (one.deadline.clone(), one.revision, days, type_and_hurry, one.state == "done")
        });
        let stands = diary.deadlines.iter().map(|term| {
            let (kind, book_by, hold_by, at_once) = term.says;
            let days = [book_by, hold_by].map(|day| day.to_string());
            let is_done = matches!(term.met, Met::Held(_) | Met::Withdrawn);
            (term.id.to_string(), term.times, days, (kind.to_string(), at_once), is_done)
        });
        let is_same = shown.collect::<BTreeSet<_>>() == stands.collect();
        self.must_be(is_same, Kind::NotTheSame, || format!("the deadlines of citizen {person} at desk {desk}"));
        let shown = citizen
            .referrals
            .iter()
            .map(|one| (one.referral.clone(), one.revision, one.cvr.clone(), one.to.clone(), one.reason.clone()));
        let stands = diary.referrals.iter().map(|one| {
            let to = one.says.to.map(|to| to.format("%d.%m.%Y").to_string()).unwrap_or_default();
            (one.id.to_string(), one.times, one.says.operator.cvr.clone(), to, one.says.reason.clone())
        });
        let is_same = shown.collect::<BTreeSet<_>>() == stands.collect();
        self.must_be(is_same, Kind::NotTheSame, || format!("the referrals of citizen {person} at desk {desk}"));
        let shown = citizen.bookings.iter().filter_map(|one| {
            let joint = one.joint.as_ref().filter(|joint| joint.takes_part)?;
            let GuestFields { name, contact, phone, email } = joint.fields.clone();
            Some((one.meeting.booking.clone(), [name, contact, phone, email]))
        });
        let stands = diary.meetings.iter().filter_map(|one| {
            Some((one.id.to_string(), details(&one.guest.as_ref()?.1).map(Option::unwrap_or_default)))
        });
        let is_same = shown.collect::<BTreeSet<_>>() == stands.collect();
        self.must_be(is_same, Kind::NotTheSame, || format!("who takes part with citizen {person} at desk {desk}"));
        let own: JobcentreCode = self.desks[desk].jobcentre.parse().unwrap();
        let mut shown: Vec<&str> = citizen.participation_choices.iter().map(|one| one.chooser.as_str()).collect();
        let standing = diary.choices.iter().filter(|choice| choice.end == ChoiceEnd::Stands);
        let mut stands: Vec<&str> = standing
            .map(|choice| match choice.of {
                None => "citizen",
                Some(Who::Jobcentre(jobcentre)) if jobcentre == own => "guest",
                Some(_) => "other",
            })
            .collect();
        shown.sort_unstable();
        stands.sort_unstable();
        self.must_be(shown == stands, Kind::NotTheSame, || format!("the choices of citizen {person} at desk {desk}"));
    }
}

fn booking_of(deadline: &Deadline) -> Option<RecordId> {
    match deadline.state {
        DeadlineState::Booked { booking } => Some(booking),
        DeadlineState::Open | DeadlineState::Held { .. } | DeadlineState::Withdrawn { .. } => None,
    }
}

fn terms(person: &Person) -> BTreeSet<Term> {
    let term = |deadline: &Deadline| {
        let content = deadline.content;
        Term {
            id: deadline.id,
            by: side(deadline.by),
            says: (content.kind.0, content.book_by, content.hold_by, content.at_once),
            times: deadline.revision,
            set_on: danish_day(deadline.registered),
            met: match deadline.state {
                DeadlineState::Open => Met::Open,
                DeadlineState::Booked { booking } => Met::Booked(booking),
                DeadlineState::Held { conversation } => Met::Held(conversation),
                DeadlineState::Withdrawn { .. } => Met::Withdrawn,
            },
        }
    };
    person.deadlines.records.iter().map(term).collect()
}

fn referrals(person: &Person) -> Vec<Referral> {
    let referral = |one: &domain::communication::Referral| Referral {
        id: one.id,
        by: one.jobcentre,
        says: one.content.clone(),
        times: one.revision,
    };
    let mut referrals: Vec<Referral> = person.referrals.records.iter().map(referral).collect();
    referrals.sort_by_key(|one| one.id);
    referrals
}

fn choices(person: &Person) -> BTreeSet<Choice> {
    let choice = |one: &ParticipationChoice| Choice {
        id: one.id,
        of: match one.chooser {
            Chooser::Citizen => None,
            Chooser::Guest(guest) => Some(who(guest)),
        },
        end: match one.state {
            ChoiceState::Stands => ChoiceEnd::Stands,
            ChoiceState::Withdrawn { .. } => ChoiceEnd::Withdrawn,
            ChoiceState::Reset { .. } => ChoiceEnd::UsedUp,
        },
    };
    person.participation_choices.records.iter().map(choice).collect()
}

fn who(authority: Authority) -> Who {
    match authority {
        Authority::Fund(_) => Who::Fund,
        Authority::Jobcentre(jobcentre) => Who::Jobcentre(jobcentre),
    }
}

/// Who takes part in each booking, and under which name they are found.
/// Who is to be found at a guest, and how.
type Details = [Option<String>; 4];

fn guests(person: &Person) -> BTreeSet<(RecordId, Who, Details)> {
    let guest = |booking: &Booking| {
        let guest = booking.guest.as_ref()?;
        Some((booking.id, who(guest.authority), details(&guest.details)))
    };
    person.bookings.records.iter().filter_map(guest).collect()
}

fn expected_guests(diary: &Diary) -> BTreeSet<(RecordId, Who, Details)> {
    let guests = diary.meetings.iter().filter_map(|one| one.guest.as_ref().map(|guest| (one.id, guest)));
    guests.map(|(booking, (who, said))| (booking, *who, details(said))).collect()
}

fn details(said: &GuestDetails) -> Details {
    let GuestDetails { name, contact, phone, email } = said.clone();
    [name, contact, phone, email]
}
