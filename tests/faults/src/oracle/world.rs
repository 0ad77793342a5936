//! What the backend must know, in maps and lists: citizens, their numbers, stays, notes and meetings, and what was answered.
//! It is a simple model beside the real thing, and shares no rule with it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{Actor, Command, CommandId, CprNumber, JobcentreCode, RecordId, RefusalCode, WrittenNumber, danish_day};
use exchange::Answer;

use super::meetings::{At, Diary, Side};
use super::participation::Who;
use super::typed::words_of;

/// Goes back with a restored backup.
#[derive(Clone, Default)]
pub struct World {
    /// Every citizen ever made up, by place. A merged one points to the survivor.
    citizens: Vec<Citizen>,
    /// What each command was answered.
    pub answered: BTreeMap<CommandId, Answer>,
    /// The texts that were accepted. Each is written by one command.
    pub texts: BTreeSet<String>,
    /// The changes of number.
    pub changes_of_number: Vec<CommandId>,
    /// What the fund has done to bookings, and which jobcentre must be told.
    pub by_the_fund: Vec<(JobcentreCode, CommandId)>,
}

#[derive(Clone, Default)]
struct Citizen {
    /// In the order in which they last became current; what a merge brings is older than what it comes to.
    numbers: Vec<CprNumber>,
    merged_into: Option<usize>,
    stays: Vec<Stay>,
    notes: Vec<Note>,
    diary: Diary,
}

/// Time at a jobcentre, as registered.
#[derive(Clone)]
struct Stay {
    number: CprNumber,
    jobcentre: JobcentreCode,
    from: NaiveDate,
    to: Option<NaiveDate>,
}

/// A comment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// Its id.
    pub id: String,
    /// What it says.
    pub text: String,
    /// By whom.
    pub by: String,
    /// Whether it was taken back.
    pub withdrawn: bool,
}

impl World {
    /// How many were ever made up.
    pub fn count(&self) -> usize {
        self.citizens.len()
    }

    /// The person that a made-up citizen is by now.
    pub fn survivor(&self, citizen: usize) -> usize {
        self.citizens[citizen].merged_into.map_or(citizen, |into| self.survivor(into))
    }

    /// Every person there is.
    pub fn persons(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.citizens.len()).filter(|citizen| self.citizens[*citizen].merged_into.is_none())
    }

    /// The last number that the register has given.
    pub fn current(&self, citizen: usize) -> CprNumber {
        *self.numbers(citizen).last().unwrap()
    }

    /// Every number, the current one last.
    pub fn numbers(&self, citizen: usize) -> &[CprNumber] {
        &self.citizens[self.survivor(citizen)].numbers
    }

    /// All comments on the person, those that were withdrawn too.
    pub fn notes(&self, citizen: usize) -> &[Note] {
        &self.citizens[self.survivor(citizen)].notes
    }

    /// All bookings and held conversations of the person.
    pub fn diary(&self, citizen: usize) -> &Diary {
        &self.citizens[self.survivor(citizen)].diary
    }

    /// Whether that number is somebody's current one.
    pub fn is_current(&self, number: CprNumber) -> bool {
        self.persons().any(|person| self.current(person) == number)
    }

    /// The jobcentre that has the citizen on `day`.
    pub fn jobcentre_on(&self, citizen: usize, day: NaiveDate) -> Option<JobcentreCode> {
        let standing = self.standing(self.survivor(citizen));
        let holds = |stay: &&Stay| stay.from <= day && stay.to.is_none_or(|to| day <= to);
        standing.iter().find(holds).map(|stay| stay.jobcentre)
    }

    /// The first day of the stay that a new one would follow.
    pub fn last_stay_from(&self, citizen: usize) -> Option<NaiveDate> {
        let standing = self.standing(self.survivor(citizen));
        standing.iter().max_by_key(|stay| (stay.to.is_none(), stay.to, stay.from)).map(|stay| stay.from)
    }

    /// What stands of the stays (S23-1.1f): one on an older number ends the day before the earliest overlapping start of
    /// one on a newer number, and one that starts on or after that start is dropped.
    fn standing(&self, person: usize) -> Vec<Stay> {
        let Citizen { numbers, stays, .. } = &self.citizens[person];
        let mut standing: Vec<Stay> = Vec::new();
        for number in numbers.iter().rev() {
            let newer = standing.clone();
            for stay in stays.iter().filter(|stay| stay.number == *number) {
                let starts = newer.iter().filter(|newer| overlap(newer, stay)).map(|newer| newer.from);
                match starts.min() {
                    None => standing.push(stay.clone()),
                    Some(start) if start <= stay.from => {}
                    Some(start) => standing.push(Stay { to: start.pred_opt(), ..stay.clone() }),
                }
            }
        }
        standing
    }

    /// What the backend must say of a command: nothing against it, or the code.
    pub fn objection(&self, actor: &Actor, command: &Command, now: DateTime<Utc>) -> Option<RefusalCode> {
        let today = danish_day(now);
        let written = command.written_under().read().unwrap();
        let Some(person) = self.person_with(written) else {
            let is_birth = matches!(command, Command::RegisterPerson { .. });
            return (!is_birth).then_some(RefusalCode::UnknownPerson);
        };
        let own = match actor {
            Actor::Caseworker { jobcentre, .. } => Some(*jobcentre),
            // Everybody is its member.
            Actor::Fund { .. } => return self.diary(person).objection(command, self.at(person, actor, now)),
            // The register may say anything of somebody who is known.
            _ => return None,
        };
        if self.current(person) != written {
            return Some(RefusalCode::FormerNumber);
        }
        let present = self.jobcentre_on(person, today);
        let is_of_another = present.is_some() && present != own;
        let at = self.at(person, actor, now);
        match command {
            // Also by the jobcentre that has referred and has the citizen no more.
            Command::EndReferral { .. } => self.diary(person).objection_to_end(command, own, at),
            Command::RegisterAffiliation { jobcentre, from, .. } => {
                if own != Some(*jobcentre) && is_of_another {
                    Some(RefusalCode::NoRights)
                } else if *from > today {
                    Some(RefusalCode::AffiliationInFuture)
                } else if present == Some(*jobcentre) {
                    Some(RefusalCode::SameJobcentre)
                } else {
                    let is_early = self.last_stay_from(person).is_some_and(|last| *from <= last);
                    is_early.then_some(RefusalCode::AffiliationTooEarly)
                }
            }
            _ if is_of_another => Some(RefusalCode::NoRights),
            Command::CorrectComment { comment, .. } | Command::WithdrawComment { comment, .. } => {
                let stands = |note: &Note| note.id == comment.0.to_string() && !note.withdrawn;
                (!self.notes(person).iter().any(stands)).then_some(RefusalCode::UnknownComment)
            }
            Command::WriteComment { .. } => None,
            // Only who has the citizen summons.
            _ if present != own => Some(RefusalCode::NoRights),
            _ => self.diary(person).objection(command, at),
        }
    }

    fn at(&self, person: usize, actor: &Actor, now: DateTime<Utc>) -> At {
        let side = if matches!(actor, Actor::Fund { .. }) { Side::Fund } else { Side::Jobcentre };
        At { side, present: self.jobcentre_on(person, danish_day(now)), now }
    }

    /// An accepted command is carried out.
    pub fn carry_out(&mut self, id: CommandId, actor: &Actor, command: &Command, now: DateTime<Utc>) {
        let number = command.written_under().read().unwrap();
        let person = self.person_with(number);
        self.texts.extend(words_of(command).cloned());
        match command {
            Command::RegisterPerson { .. } => {
                self.citizens.push(Citizen { numbers: vec![number], ..Citizen::default() });
            }
            Command::ChangeNumber { old, new, .. } => {
                self.changes_of_number.push(id);
                self.change_number(old, new);
            }
            Command::RegisterAffiliation { jobcentre, from, .. } => {
                let stays = &mut self.citizens[person.unwrap()].stays;
                for earlier in stays.iter_mut().filter(|stay| stay.from < *from) {
                    earlier.to = earlier.to.min(from.pred_opt()).or(from.pred_opt());
                }
                stays.push(Stay { number, jobcentre: *jobcentre, from: *from, to: None });
            }
            Command::WriteComment { text, .. } => {
                let id = id.record(0).0.to_string();
                let note = Note { id, text: text.clone(), by: name_of(actor).to_owned(), withdrawn: false };
                self.citizens[person.unwrap()].notes.push(note);
            }
            Command::CorrectComment { comment, text, .. } => {
                self.note(person.unwrap(), *comment).text.clone_from(text);
            }
            Command::WithdrawComment { comment, .. } => self.note(person.unwrap(), *comment).withdrawn = true,
            Command::StartMembership { .. } => {}
            _ => {
                let person = person.unwrap();
                let at = self.at(person, actor, now);
                if at.side == Side::Fund {
                    self.is_told_of(person, id, command, at);
                }
                self.citizens[person].diary.carry_out(id, command, at);
            }
        }
    }

    /// Which jobcentres hear of a booking of the fund's: the one that has the citizen, and the one that takes part.
    fn is_told_of(&mut self, person: usize, id: CommandId, command: &Command, at: At) {
        let guest = match command {
            Command::MakeBooking { .. } => None,
            Command::ChangeBooking { record, .. } | Command::CancelBooking { record, .. } => {
                let meeting = self.diary(person).meetings.iter().find(|meeting| meeting.id == *record);
                match meeting.and_then(|meeting| meeting.guest.as_ref()) {
                    Some((Who::Jobcentre(guest), _)) => Some(*guest),
                    _ => None,
                }
            }
            _ => return,
        };
        let told: BTreeSet<JobcentreCode> = at.present.into_iter().chain(guest).collect();
        self.by_the_fund.extend(told.into_iter().map(|jobcentre| (jobcentre, id)));
    }

    /// The register gives another number, or says that two citizens are one.
    fn change_number(&mut self, old: &WrittenNumber, new: &WrittenNumber) {
        let (old, new) = (old.read().unwrap(), new.read().unwrap());
        let from = self.person_with(old).unwrap();
        let to = self.person_with(new).unwrap_or(from);
        if from == to {
            let numbers = &mut self.citizens[from].numbers;
            numbers.retain(|number| *number != new);
            numbers.push(new);
            return;
        }
        let Citizen { mut numbers, mut stays, mut notes, diary, .. } = self.citizens[from].clone();
        let survivor = &mut self.citizens[to];
        numbers.append(&mut survivor.numbers);
        survivor.numbers = numbers;
        survivor.stays.append(&mut stays);
        survivor.notes.append(&mut notes);
        survivor.diary.absorb(diary);
        self.citizens[from].merged_into = Some(to);
    }

    fn person_with(&self, number: CprNumber) -> Option<usize> {
        self.persons().find(|person| self.citizens[*person].numbers.contains(&number))
    }

    fn note(&mut self, person: usize, id: RecordId) -> &mut Note {
        let id = id.0.to_string();
        self.citizens[person].notes.iter_mut().find(|note| note.id == id).unwrap()
    }
}

/// The caseworker's name; nobody else has one here.
pub(super) fn name_of(actor: &Actor) -> &str {
    match actor {
        Actor::Caseworker { caseworker, .. } => &caseworker.0,
        _ => "",
    }
}

fn overlap(one: &Stay, other: &Stay) -> bool {
    one.to.is_none_or(|to| other.from <= to) && other.to.is_none_or(|to| one.from <= to)
}
