//! What must hold, kept as simply as possible: who has which number, and what became of everything that was written.

use std::collections::BTreeMap;

use domain::CprNumber;

/// The simple model beside the real thing.
#[derive(Default)]
pub struct Oracle {
    /// Every citizen ever made up, by place. A merged one points to the survivor.
    citizens: Vec<Citizen>,
    /// Everything that a caseworker has confirmed, by what it says. Each says something else.
    pub written: BTreeMap<String, Written>,
}

struct Citizen {
    numbers: Vec<CprNumber>,
    merged_into: Option<usize>,
}

/// What a caseworker wrote.
pub struct Written {
    /// At which desk.
    pub desk: usize,
    /// The command's id, which a renewal changes.
    pub command: String,
    /// Whether it was taken back, or given up.
    pub taken_back: bool,
}

impl Oracle {
    /// Somebody new.
    pub fn born(&mut self, number: CprNumber) {
        self.citizens.push(Citizen { numbers: vec![number], merged_into: None });
    }

    /// How many were ever made up.
    pub fn count(&self) -> usize {
        self.citizens.len()
    }

    /// The person that a made-up citizen is by now.
    pub fn survivor(&self, citizen: usize) -> usize {
        self.citizens[citizen].merged_into.map_or(citizen, |into| self.survivor(into))
    }

    /// The last number that the register has given.
    pub fn current(&self, citizen: usize) -> CprNumber {
        *self.citizens[self.survivor(citizen)].numbers.last().unwrap()
    }

    /// Every number, oldest first.
    pub fn numbers(&self, citizen: usize) -> &[CprNumber] {
        &self.citizens[self.survivor(citizen)].numbers
    }

    /// The register gives another number.
    pub fn renumbered(&mut self, citizen: usize, new: CprNumber) {
        let survivor = self.survivor(citizen);
        self.citizens[survivor].numbers.push(new);
    }

    /// The register says that `citizen` has become `other`: the other's number is the current one.
    pub fn merged(&mut self, citizen: usize, other: usize) {
        let (gone, survivor) = (self.survivor(citizen), self.survivor(other));
        let mut numbers = std::mem::take(&mut self.citizens[gone].numbers);
        numbers.append(&mut self.citizens[survivor].numbers);
        self.citizens[survivor].numbers = numbers;
        self.citizens[gone].merged_into = Some(survivor);
    }

    /// Every person there is.
    pub fn persons(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.citizens.len()).filter(|citizen| self.citizens[*citizen].merged_into.is_none())
    }
}
