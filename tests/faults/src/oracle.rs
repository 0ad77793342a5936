//! What must hold, kept as simply as possible: who has which number, and what became of everything that was written.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{CprNumber, JobcentreCode};

/// A place in the order of what the outside has done. The oracle counts it.
pub type Moment = usize;

/// The simple model beside the real thing.
#[derive(Default)]
pub struct Oracle {
    /// Every citizen ever made up, by place. A merged one points to the survivor.
    citizens: Vec<Citizen>,
    /// When each number was last taken from its citizen.
    left: BTreeMap<CprNumber, Moment>,
    now: Moment,
    /// Everything that a caseworker has confirmed, by what it says. Each says something else.
    pub written: BTreeMap<String, Written>,
}

struct Citizen {
    /// The order in which they last became current.
    numbers: Vec<CprNumber>,
    merged_into: Option<usize>,
    jobcentre: Option<JobcentreCode>,
    /// The day and the moment of the last move.
    moved: (NaiveDate, Moment),
}

/// What a caseworker wrote.
pub struct Written {
    /// At which desk.
    pub desk: usize,
    /// About whom.
    pub citizen: usize,
    /// The command's id, which a renewal changes.
    pub command: String,
    /// Whether it was taken back.
    pub taken_back: bool,
    /// Whether the desk has shown it as accepted.
    pub seen_accepted: bool,
}

impl Oracle {
    /// Somebody new.
    pub fn born(&mut self, number: CprNumber, jobcentre: JobcentreCode, from: NaiveDate) {
        let jobcentre = Some(jobcentre);
        self.citizens.push(Citizen { numbers: vec![number], merged_into: None, jobcentre, moved: (from, 0) });
    }

    /// How many were ever made up.
    pub fn count(&self) -> usize {
        self.citizens.len()
    }

    /// The present moment.
    pub fn now(&self) -> Moment {
        self.now
    }

    /// The person that a made-up citizen is by now.
    pub fn survivor(&self, citizen: usize) -> usize {
        self.citizens[citizen].merged_into.map_or(citizen, |into| self.survivor(into))
    }

    /// The last number that the register has given.
    pub fn current(&self, citizen: usize) -> CprNumber {
        *self.person(citizen).numbers.last().unwrap()
    }

    /// Every number, the current one last.
    pub fn numbers(&self, citizen: usize) -> &[CprNumber] {
        &self.person(citizen).numbers
    }

    /// The jobcentre that has the citizen.
    pub fn jobcentre(&self, citizen: usize) -> Option<JobcentreCode> {
        self.person(citizen).jobcentre
    }

    /// The day of the last move.
    pub fn moved_on(&self, citizen: usize) -> NaiveDate {
        self.person(citizen).moved.0
    }

    /// The numbers that were taken from their citizens after `moment`.
    pub fn left_after(&self, moment: Moment) -> impl Iterator<Item = CprNumber> + '_ {
        self.left.iter().filter(move |(_, left)| **left > moment).map(|(number, _)| *number)
    }

    /// Whether the citizen has moved after `moment`.
    pub fn has_moved_after(&self, citizen: usize, moment: Moment) -> bool {
        self.person(citizen).moved.1 > moment
    }

    /// The register gives another number, or an earlier one again.
    pub fn renumbered(&mut self, citizen: usize, new: CprNumber) {
        let old = self.current(citizen);
        self.leaves(old);
        let survivor = self.survivor(citizen);
        let numbers = &mut self.citizens[survivor].numbers;
        numbers.retain(|number| *number != new);
        numbers.push(new);
    }

    /// The register says that `citizen` has become `other`: the other's number is the current one.
    pub fn merged(&mut self, citizen: usize, other: usize) {
        let old = self.current(citizen);
        self.leaves(old);
        let (gone, survivor) = (self.survivor(citizen), self.survivor(other));
        let mut numbers = std::mem::take(&mut self.citizens[gone].numbers);
        numbers.append(&mut self.citizens[survivor].numbers);
        self.citizens[survivor].numbers = numbers;
        let last_move = self.citizens[gone].moved.0.max(self.citizens[survivor].moved.0);
        self.citizens[survivor].moved.0 = last_move;
        self.citizens[gone].merged_into = Some(survivor);
    }

    /// Another jobcentre has the citizen.
    pub fn moved(&mut self, citizen: usize, jobcentre: Option<JobcentreCode>, from: NaiveDate) {
        self.now += 1;
        let survivor = self.survivor(citizen);
        self.citizens[survivor].jobcentre = jobcentre;
        self.citizens[survivor].moved = (from, self.now);
    }

    /// Every person there is.
    pub fn persons(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.citizens.len()).filter(|citizen| self.citizens[*citizen].merged_into.is_none())
    }

    fn leaves(&mut self, number: CprNumber) {
        self.now += 1;
        self.left.insert(number, self.now);
    }

    fn person(&self, citizen: usize) -> &Citizen {
        &self.citizens[self.survivor(citizen)]
    }
}
