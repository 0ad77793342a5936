//! What the register and other jobcentres do, and the time that passes meanwhile.

use chrono::{Days, NaiveDate, TimeDelta};
use domain::{Actor, Command, CprNumber, WrittenNumber, danish_day};

use super::{CASEWORKERS, Simulation};
use crate::made_up::caseworker;

impl Simulation {
    /// Another number, or one that the citizen has had.
    pub(super) fn renumbers(&mut self, citizen: usize, former: Option<usize>) {
        let citizen = self.citizen(citizen);
        let (current, earlier) = self.central.oracle(|oracle| {
            let numbers = oracle.world.numbers(citizen).to_vec();
            let (current, earlier) = numbers.split_last().map(|(last, rest)| (*last, rest.to_vec())).unwrap();
            (current, earlier)
        });
        let new = match former {
            Some(_) if earlier.is_empty() => return,
            Some(which) => earlier[which % earlier.len()],
            None => self.numbers.next().unwrap(),
        };
        self.register_says(current, new);
        self.tell(&format!("citizen {citizen} has another number"));
    }

    /// Two citizens are one.
    pub(super) fn merges(&mut self, one: usize, other: usize) {
        let chosen = self.central.oracle(|oracle| {
            let persons: Vec<usize> = oracle.world.persons().collect();
            let (one, other) = (one % persons.len(), other % persons.len());
            let other = if one == other { (one + 1) % persons.len() } else { other };
            let current = |nth: usize| oracle.world.current(persons[nth]);
            (persons.len() > 1).then(|| (persons[one], persons[other], current(one), current(other)))
        });
        let Some((one, other, old, new)) = chosen else { return };
        self.register_says(old, new);
        self.figures.merges += 1;
        self.tell(&format!("citizen {one} is citizen {other}"));
    }

    fn register_says(&mut self, old: CprNumber, new: CprNumber) {
        let written = |number: CprNumber| WrittenNumber(number.to_string());
        let day = NaiveDate::from_ymd_opt(2022, 1, 1).unwrap() + Days::new(self.changes);
        self.changes += 1;
        let event_date = day.format("%Y%m%d").to_string();
        let change = Command::ChangeNumber { old: written(old), new: written(new), event_date };
        // The register's line is no better than others.
        self.central.tell(&Actor::Cpr, &change, self.changes.is_multiple_of(2));
    }

    /// A jobcentre takes a citizen over.
    pub(super) fn moves(&mut self, citizen: usize, jobcentre: usize) {
        let citizen = self.citizen(citizen);
        let to = CASEWORKERS[jobcentre % 2 + 1].1;
        let today = danish_day(self.now());
        let number = self.central.oracle(|oracle| oracle.world.current(citizen));
        let command =
            Command::RegisterAffiliation { number: number.into(), jobcentre: to.parse().unwrap(), from: today };
        let (elsewhere, now) = (caseworker("elsewhere", to), self.now());
        if self.central.oracle(|oracle| oracle.world.objection(&elsewhere, &command, now).is_none()) {
            self.central.tell(&elsewhere, &command, true);
            self.tell(&format!("citizen {citizen} moves to {to}"));
        }
    }

    pub(super) fn births(&mut self, jobcentre: usize) {
        self.is_born(CASEWORKERS[jobcentre % 2 + 1].1);
        self.tell("somebody new comes");
    }

    /// A few seconds, or up to a few seconds before midnight.
    pub(super) fn passes(&mut self, how: usize) {
        let now = self.now();
        let midnight = danish_day(now).and_hms_opt(22, 59, 55).unwrap().and_utc();
        let until = match how % 6 {
            0 => midnight,
            how => now + TimeDelta::seconds([1, 5, 9, 60, 600][how - 1]),
        };
        self.set_clock(until.max(now));
        self.tell(&format!("it is {}", self.now()));
    }
}
