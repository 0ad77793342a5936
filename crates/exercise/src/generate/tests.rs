use std::collections::{BTreeMap, HashMap};

use super::*;

/// Who ends where, read from the commands alone.
struct Spread {
    citizens: usize,
    by_length: BTreeMap<usize, usize>,
    reversals: usize,
    protected: usize,
    statuses: BTreeMap<u8, usize>,
}

fn spread(seed: u64, count: u32) -> Spread {
    let mut first_of_number: HashMap<String, String> = HashMap::new();
    let mut numbers: HashMap<String, Vec<String>> = HashMap::new();
    let mut spread =
        Spread { citizens: 0, by_length: BTreeMap::new(), reversals: 0, protected: 0, statuses: BTreeMap::new() };
    for sent in generate(seed, count) {
        match sent.command {
            Command::RegisterPerson { number, protection, .. } => {
                spread.citizens += 1;
                spread.protected += usize::from(protection.is_some());
                first_of_number.insert(number.0.clone(), number.0.clone());
                assert!(numbers.insert(number.0.clone(), vec![number.0]).is_none(), "a number given twice");
            }
            Command::ChangeNumber { old, new, .. } => {
                let first = first_of_number[&old.0].clone();
                first_of_number.insert(new.0.clone(), first.clone());
                numbers.get_mut(&first).unwrap().push(new.0);
            }
            Command::ChangeStatus { status, .. } => *spread.statuses.entry(status.code()).or_default() += 1,
            _ => {}
        }
    }
    for chain in numbers.values() {
        let is_back = chain.len() == 3 && chain[0] == chain[2];
        spread.reversals += usize::from(is_back);
        *spread.by_length.entry(chain.len() - usize::from(is_back)).or_default() += 1;
    }
    spread
}

#[test]
fn the_spread_is_that_of_a_real_jobcentre() {
    for (count, of_two, of_three, reversals) in [(4_200, 12, 1, 1), (45_000, 131, 5, 5)] {
        let spread = spread(7, count);
        let count = count as usize;
        assert_eq!(spread.citizens, count);
        let lengths = [(1, count - of_two - of_three - reversals), (2, of_two + reversals), (3, of_three)];
        assert_eq!(spread.by_length, BTreeMap::from(lengths));
        assert_eq!(spread.reversals, reversals);
        assert_eq!(spread.protected, count * 2 / 100);
        let statuses = [(70, (count * 2 + 500) / 1000), (80, (count * 8 + 500) / 1000), (90, (count * 5 + 500) / 1000)];
        assert_eq!(spread.statuses, BTreeMap::from(statuses));
    }
}

#[test]
fn the_same_seed_gives_the_same_citizens_and_another_seed_others() {
    let life: Vec<Sent> = generate(7, 300).collect();
    assert_eq!(life, generate(7, 300).collect::<Vec<_>>());
    assert_ne!(life, generate(8, 300).collect::<Vec<_>>());
    assert!(life.is_sorted_by_key(|sent| sent.at));
}

#[test]
fn no_generated_number_could_be_real() {
    for sent in generate(11, 2_000) {
        for number in sent.command.numbers() {
            assert!(!number.read().unwrap().could_be_real());
        }
    }
}

#[test]
fn nobody_generates_no_one() {
    assert_eq!(generate(7, 0).count(), 0);
}

/// The rules refuse nothing of what is generated: it is decided here by the same function as in the backend.
#[test]
fn the_rules_accept_everything_that_is_generated() {
    crate::tests::accepts(generate(7, 1_500));
}
