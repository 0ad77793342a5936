mod chance;
mod names;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use domain::{
    Actor, CaseworkerId, Command, CprNumber, FundCode, JobcentreCode, MunicipalityCode, PersonStatus,
    person::{Address, Protection},
};

use crate::{Sent, command_id, moment};
use chance::Chance;

/// `count` made-up citizens of Jobcenter Aarhus and everything that has happened to them until the release, in the order
/// in which it happened. The same seed gives the same citizens, on every machine.
///
/// The spread is that of a real jobcentre as far as it is known: of a thousand citizens 3 have had another number, 20
/// are protected, 5 are dead, 10 have emigrated or disappeared.
pub fn generate(seed: u64, count: u32) -> impl Iterator<Item = Sent> {
    let mut chance = Chance::from_seed(seed);
    let traits = Traits::spread(&mut chance, count);
    let mut taken = HashSet::new();
    let mut life: Vec<(DateTime<Utc>, Actor, Command)> = Vec::new();
    for citizen in 0..count {
        let mut written = Life { chance: &mut chance, taken: &mut taken, life: &mut life };
        written.of(citizen, &traits);
    }
    // Each actor's commands of one moment stand together: they can be executed in one transaction.
    life.sort_by_cached_key(|(at, by, _)| (*at, format!("{by:?}")));
    let sent = move |(nth, (at, by, command)): (usize, _)| {
        let id = command_id(at, &format!("generated {seed} {nth}"));
        Sent { at, by, id, command }
    };
    life.into_iter().enumerate().map(sent)
}

/// Which citizens are out of the ordinary. Shares, not dice: a rare kind is never absent from a large set.
struct Traits {
    chains_of_two: HashSet<u32>,
    chains_of_three: HashSet<u32>,
    reversals: HashSet<u32>,
    protected: HashSet<u32>,
    dead: HashSet<u32>,
    emigrated: HashSet<u32>,
    disappeared: HashSet<u32>,
}

impl Traits {
    fn spread(chance: &mut Chance, count: u32) -> Self {
        let mut numbers = Share::among(chance, count);
        let mut protection = Share::among(chance, count);
        let mut status = Share::among(chance, count);
        Self {
            chains_of_two: numbers.next(290),
            chains_of_three: numbers.next(10),
            reversals: numbers.next(10),
            protected: protection.next(2_000),
            dead: status.next(500),
            emigrated: status.next(800),
            disappeared: status.next(200),
        }
    }
}

/// Citizens in a shuffled order, dealt out in shares.
struct Share {
    shuffled: Vec<u32>,
    count: u32,
}

impl Share {
    fn among(chance: &mut Chance, count: u32) -> Self {
        let mut shuffled: Vec<u32> = (0..count).collect();
        for at in (1..shuffled.len()).rev() {
            shuffled.swap(at, chance.below(at + 1));
        }
        Self { shuffled, count }
    }

    /// So many of a hundred thousand; at least one of a thousand citizens or more.
    fn next(&mut self, of_100_000: u64) -> HashSet<u32> {
        let exact = (u64::from(self.count) * of_100_000 + 50_000) / 100_000;
        let share = if self.count >= 1_000 { exact.max(1) } else { exact };
        let kept = self.shuffled.len().saturating_sub(usize::try_from(share).unwrap_or(usize::MAX));
        self.shuffled.split_off(kept).into_iter().collect()
    }
}

/// Writes one citizen's life.
struct Life<'a> {
    chance: &'a mut Chance,
    taken: &'a mut HashSet<CprNumber>,
    life: &'a mut Vec<(DateTime<Utc>, Actor, Command)>,
}

const OWN: &str = "75100";
const ELSEWHERE: [(&str, &str); 3] = [("73000", "730"), ("74000", "740"), ("46100", "461")];
const CASEWORKERS: [&str; 6] =
    ["Line Bjerre", "Karim Holt", "Ditte Sand", "Viggo Bilag", "Sofie Kladdebæk", "Bo Rammeskov"];
const FUNDS: [&str; 5] = ["90", "91", "92", "93", "94"];

impl Life<'_> {
    fn of(&mut self, citizen: u32, traits: &Traits) {
        let born = self.birth_date();
        let number = self.number(born);
        let arrived = self.chance.below(LAST - 2);
        let protection = traits.protected.contains(&citizen).then(|| self.protection());
        let is_from_elsewhere = self.chance.of_100(9);
        let (jobcentre, municipality) = match ELSEWHERE.get(self.chance.below(ELSEWHERE.len())) {
            Some(elsewhere) if is_from_elsewhere => *elsewhere,
            _ => (OWN, "751"),
        };
        let register = Command::RegisterPerson {
            number: number.into(),
            name: names::full(self.chance),
            birth_date: None,
            address: Some(self.address()),
            municipality: code::<MunicipalityCode>(municipality),
            protection,
            status: None,
        };
        self.send(first_of(arrived), "06:30", Actor::Cpr, register);
        let numbers = self.numbers(citizen, number, born, arrived, traits);
        self.affiliation(&numbers, jobcentre, arrived);
        let settled = if jobcentre == OWN { arrived } else { arrived + 1 + self.chance.below(LAST - 1 - arrived) };
        if settled != arrived {
            self.affiliation(&numbers, OWN, settled);
        }
        self.membership(number, first_of(arrived));
        self.comments(&numbers, settled);
        self.status(citizen, &numbers, traits);
    }

    /// The changes of number, on the first of a month. What comes back is each number with its first month.
    fn numbers(
        &mut self,
        citizen: u32,
        first: CprNumber,
        born: NaiveDate,
        arrived: usize,
        traits: &Traits,
    ) -> Vec<(usize, CprNumber)> {
        let mut numbers = vec![(0, first)];
        let is_long = traits.chains_of_three.contains(&citizen);
        let is_back = traits.reversals.contains(&citizen);
        if is_long || is_back || traits.chains_of_two.contains(&citizen) {
            let month = arrived + 1 + self.chance.below(LAST - 1 - arrived);
            numbers.push((month, self.number(born)));
        }
        if is_long || is_back {
            let (month, _) = numbers.last().copied().unwrap_or((arrived, first));
            let last = if is_back { first } else { self.number(born) };
            numbers.push((month + 1, last));
        }
        for pair in numbers.windows(2) {
            if let [(_, old), (month, new)] = pair {
                let day = first_of(*month);
                let event_date = day.checked_sub_days(Days::new(1)).unwrap_or(day).format("%Y%m%d").to_string();
                let command = Command::ChangeNumber { old: (*old).into(), new: (*new).into(), event_date };
                self.send(day, "06:40", Actor::Cpr, command);
            }
        }
        numbers
    }

    fn affiliation(&mut self, numbers: &[(usize, CprNumber)], jobcentre: &str, month: usize) {
        let (Some(jobcentre), Some(number)) = (code::<JobcentreCode>(jobcentre), number_in(numbers, month)) else {
            return;
        };
        let by = Actor::Caseworker { caseworker: CaseworkerId(CASEWORKERS[0].to_owned()), jobcentre };
        let from = first_of(month);
        self.send(from, "08:30", by, Command::RegisterAffiliation { number: number.into(), jobcentre, from });
    }

    fn membership(&mut self, number: CprNumber, arrived: NaiveDate) {
        if !self.chance.of_100(35) {
            return;
        }
        let Some(fund) = code::<FundCode>(FUNDS[self.chance.below(FUNDS.len())]) else { return };
        let by = Actor::Fund { fund };
        self.send(
            arrived,
            "08:40",
            by.clone(),
            Command::StartMembership { number: number.into(), fund, from: arrived },
        );
        if self.chance.of_100(12) {
            // An end is an update, so it may stand on the number that the membership is filed under (S23-1.1i).
            let to = NaiveDate::from_ymd_opt(2023, 8, 31).unwrap_or(arrived);
            self.send(first_of(LAST), "08:50", by, Command::EndMembership { number: number.into(), fund, to });
        }
    }

    fn comments(&mut self, numbers: &[(usize, CprNumber)], settled: usize) {
        let Some(jobcentre) = code::<JobcentreCode>(OWN) else { return };
        for _ in 0..self.chance.below(5) {
            let month = settled + self.chance.below(LAST + 1 - settled);
            let Some(number) = number_in(numbers, month) else { continue };
            let caseworker = CaseworkerId(CASEWORKERS[self.chance.below(CASEWORKERS.len())].to_owned());
            let by = Actor::Caseworker { caseworker, jobcentre };
            let text = names::comment(self.chance).to_owned();
            self.send(first_of(month), "09:30", by, Command::WriteComment { number: number.into(), text });
        }
    }

    fn status(&mut self, citizen: u32, numbers: &[(usize, CprNumber)], traits: &Traits) {
        let status = if traits.dead.contains(&citizen) {
            PersonStatus::Dead
        } else if traits.emigrated.contains(&citizen) {
            PersonStatus::Emigrated
        } else if traits.disappeared.contains(&citizen) {
            PersonStatus::Disappeared
        } else {
            return;
        };
        let Some((_, number)) = numbers.last().copied() else { return };
        // On the morning of the release, so that everybody stays in the own jobcentre (S23-1.3a).
        let command = Command::ChangeStatus { number: number.into(), status, municipality: None };
        self.send(domain::RELEASE_2023_3, "06:30", Actor::Cpr, command);
    }

    fn birth_date(&mut self) -> NaiveDate {
        let earliest = NaiveDate::from_ymd_opt(1957, 1, 2).unwrap_or_default();
        loop {
            let days = u64::try_from(self.chance.below(48 * 365)).unwrap_or_default();
            let born = earliest.checked_add_days(Days::new(days)).unwrap_or(earliest);
            if born.ordinal() != 1 {
                return born;
            }
        }
    }

    /// A number of that day that nobody has and that could not be a real person's.
    fn number(&mut self, born: NaiveDate) -> CprNumber {
        let seventh = if born.year() < 2000 { 0..4 } else { 5..9 };
        loop {
            let last = (seventh.start + self.chance.below(seventh.len())) * 1000 + self.chance.below(1000);
            let written = format!("{}{last:04}", born.format("%d%m%y"));
            if let Ok(number) = written.parse::<CprNumber>()
                && !number.could_be_real()
                && self.taken.insert(number)
            {
                return number;
            }
        }
    }

    fn protection(&mut self) -> Protection {
        let until = NaiveDate::from_ymd_opt(2024, 6, 30).filter(|_| self.chance.of_100(60));
        if self.chance.of_100(70) { Protection::NameAndAddress { until } } else { Protection::Address { until } }
    }

    fn address(&mut self) -> Address {
        let (postal_code, town) = names::town(self.chance);
        let street = format!("{} {}", names::street(self.chance), 1 + self.chance.below(98));
        Address { street, postal_code: postal_code.to_owned(), town: town.to_owned() }
    }

    fn send(&mut self, day: NaiveDate, time: &str, by: Actor, command: Command) {
        if let Ok(at) = moment(&format!("{day}T{time}")) {
            self.life.push((at, by, command));
        }
    }
}

/// September 2023, counted as months from January 2019: the last month in which anything happens.
const LAST: usize = 56;

fn number_in(numbers: &[(usize, CprNumber)], month: usize) -> Option<CprNumber> {
    numbers.iter().rev().find(|(since, _)| *since <= month).map(|(_, number)| *number)
}

/// The first day of a month, counted from January 2019.
fn first_of(month: usize) -> NaiveDate {
    let months = u32::try_from(month).unwrap_or_default();
    let start = NaiveDate::from_ymd_opt(2019, 1, 1).unwrap_or_default();
    start.checked_add_months(chrono::Months::new(months)).unwrap_or(start)
}

fn code<T: std::str::FromStr>(digits: &str) -> Option<T> {
    digits.parse().ok()
}
