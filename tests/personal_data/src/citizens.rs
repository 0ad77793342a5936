use std::collections::HashSet;
use std::iter;
use std::sync::OnceLock;

use domain::{Command, CprNumber};

use crate::What;

/// How many words may stand between first and last name.
const BETWEEN: usize = 2;

/// How many citizens the tests of faults have at most.
const OF_FAULTS: usize = 2_000;

/// All by which the made-up citizens can be told.
pub struct Citizens {
    /// Ten digits.
    numbers: HashSet<String>,
    /// First and last name, small letters.
    names: Vec<(String, String)>,
    /// Road and house number, small letters.
    addresses: Vec<String>,
}

impl Citizens {
    /// Of the exercise, and of the tests of faults: there the errors are made in which somebody could be named.
    pub fn made_up() -> &'static Self {
        static CITIZENS: OnceLock<Citizens> = OnceLock::new();
        CITIZENS.get_or_init(|| {
            let life = exercise::load().life().into_iter().map(|sent| sent.command);
            let name = iter::once(faults::made_up::name(0));
            let births = faults::made_up::numbers().take(OF_FAULTS).zip(name.cycle());
            Self::of(life.chain(births.map(|(number, name)| faults::made_up::birth(number, name))))
        })
    }

    fn of(life: impl Iterator<Item = Command>) -> Self {
        let mut citizens = Self { numbers: HashSet::new(), names: Vec::new(), addresses: Vec::new() };
        for command in life {
            let numbers = command.numbers().into_iter().filter_map(|number| number.read().ok());
            citizens.numbers.extend(numbers.map(|number: CprNumber| number.digits().to_owned()));
            let (name, address) = match command {
                Command::RegisterPerson { name, address, .. } => (Some(name), address),
                Command::ChangeName { name, .. } => (Some(name), None),
                Command::ChangeAddress { address, .. } => (None, Some(address)),
                _ => (None, None),
            };
            citizens.names.extend(name.and_then(|name| first_and_last(&name)));
            citizens.addresses.extend(address.map(|address| road_and_house(&address.street)));
        }
        citizens.names.sort_unstable();
        citizens.names.dedup();
        citizens
    }

    /// What in a line names a citizen, each kind once.
    pub fn whats_in(&self, line: &str) -> Vec<What> {
        let mut whats = Vec::new();
        if self.has_number(line) {
            whats.push(What::Number);
        }
        let line = line.to_lowercase();
        if self.has_name(&line) {
            whats.push(What::Name);
        }
        if self.addresses.iter().any(|address| line.contains(address)) {
            whats.push(What::Address);
        }
        whats
    }

    /// Ten digits in a row, however they are parted, that are a citizen's number and no piece of a longer one.
    fn has_number(&self, line: &str) -> bool {
        let digits: Vec<(usize, char)> = line.char_indices().filter(|(_, c)| c.is_ascii_digit()).collect();
        digits.windows(10).any(|ten| {
            let number: String = ten.iter().map(|(_, digit)| digit).collect();
            let (Some((from, _)), Some((to, _))) = (ten.first(), ten.last()) else { return false };
            let before = line.get(..*from).and_then(|before| before.chars().next_back());
            let after = line.get(to + 1..).and_then(|after| after.chars().next());
            let stands_alone = ![before, after].into_iter().flatten().any(|c| c.is_ascii_digit());
            let is_close = line.get(*from..*to).is_some_and(|piece| piece.chars().count() <= 14);
            is_close && stands_alone && self.numbers.contains(&number)
        })
    }

    fn has_name(&self, line: &str) -> bool {
        let words = words(line);
        let near = |at: usize, last: &String| words.iter().skip(at + 1).take(BETWEEN + 1).any(|word| word == last);
        words.iter().enumerate().any(|(at, word)| {
            let mut bearers = self.names.iter().filter(|(first, _)| first == word);
            bearers.any(|(_, last)| near(at, last))
        })
    }
}

fn first_and_last(name: &str) -> Option<(String, String)> {
    let name = name.to_lowercase();
    let words = words(&name);
    Some((words.first()?.to_string(), words.last()?.to_string()))
}

/// Without floor and door.
fn road_and_house(street: &str) -> String {
    street.split(',').next().unwrap_or(street).to_lowercase()
}

fn words(line: &str) -> Vec<&str> {
    line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}
