//! Events from the register arrive in any order and in any batches, and leave the same state (S23-1.1a, f).
#![allow(clippy::unwrap_used, reason = "in a test a fault is a failure")]

mod support;

use std::collections::BTreeSet;

use domain::{Actor, Command, CprNumber, Person, PersonId};
use exchange::{Backend, LookUp, Purpose};
use proptest::{collection::vec, prelude::*, sample::subsequence};
use support::{World, change, number, refused, verdict};

/// Executes the events in this order; `cuts` says after which of them a batch ends.
fn executed(events: &[Command], cuts: &[bool]) -> World {
    let mut world = World::new();
    let mut batch = Vec::new();
    for (nth, event) in events.iter().enumerate() {
        batch.push(world.seal(event));
        if cuts.get(nth).copied().unwrap_or(true) || nth + 1 == events.len() {
            for answer in world.backend.execute(&Actor::Cpr, &batch).unwrap() {
                assert_eq!(refused(&verdict(answer)), None);
            }
            batch.clear();
        }
    }
    world
}

/// Each number's person, and without what rightly tells of the order: the id, and the places in the order of receipt.
fn state(world: &World, numbers: &[CprNumber]) -> Vec<Option<(CprNumber, Vec<CprNumber>, Person)>> {
    let desk = world.desk("75100");
    let purpose = Purpose { id: "oversight".to_owned(), note: String::new() };
    let of = |number: &CprNumber| match desk.look_up(*number, Some(&purpose)).unwrap() {
        LookUp::Unknown | LookUp::AskPurpose => None,
        LookUp::Found(found) => {
            let mut person = support::person(&found.item);
            let (current, order) = (person.current_number(), person.numbers.newest_first());
            person.id = PersonId(uuid::Uuid::nil());
            person.numbers.known.sort_unstable();
            person.numbers.changes.iter_mut().for_each(|change| change.receipt = 0);
            person.numbers.changes.sort_by_key(|change| (change.event_date.day(), change.old, change.new));
            Some((current, order, person))
        }
    };
    numbers.iter().map(of).collect()
}

fn named(number: CprNumber) -> Command {
    match support::register(number) {
        Command::RegisterPerson { number, birth_date, address, municipality, protection, status, .. } => {
            let name = format!("Øvelse {}", &number.0[..4]);
            Command::RegisterPerson { number, name, birth_date, address, municipality, protection, status }
        }
        other => other,
    }
}

fn orders<T: Clone>(items: &[T]) -> Vec<Vec<T>> {
    if items.is_empty() {
        return vec![Vec::new()];
    }
    let with_first = |at: usize| {
        let mut rest = items.to_vec();
        let first = rest.remove(at);
        orders(&rest).into_iter().map(move |mut order| {
            order.insert(0, first.clone());
            order
        })
    };
    (0..items.len()).flat_map(with_first).collect()
}

#[test]
fn a_chain_is_the_same_in_every_order_and_every_batching() {
    let [a, b, c] = [1, 2, 3].map(number);
    let events = [named(a), change(a, b, "20230901"), change(b, c, "20231001")];
    let expected = state(&executed(&events, &[]), &[a, b, c]);
    assert!(expected.iter().all(|found| found.as_ref().is_some_and(|(current, ..)| *current == c)));
    for order in orders(&events) {
        for cuts in [[false, false], [false, true], [true, false], [true, true]] {
            assert_eq!(state(&executed(&order, &cuts), &[a, b, c]), expected, "{cuts:?}");
        }
    }
}

#[test]
fn one_person_is_left_of_every_order_of_a_merge() {
    let [a, b, c] = [1, 2, 3].map(number);
    let events = [named(a), named(c), change(a, b, "20230901"), change(b, c, "20231001")];
    let expected = state(&executed(&events, &[]), &[a, b, c]);
    for order in orders(&events) {
        let world = executed(&order, &[false; 3]);
        assert_eq!(state(&world, &[a, b, c]), expected);
        let ids: BTreeSet<_> = [a, b, c].map(|number| world.person(number).id).into();
        assert_eq!(ids.len(), 1);
    }
}

/// Up to six changes between five numbers, rings and forks among them, each on a day of its own; some numbers are
/// registered too.
fn events() -> impl Strategy<Value = Vec<Command>> {
    let pairs: Vec<(u32, u32)> =
        (1..=5).flat_map(|old| (1..=5).map(move |new| (old, new))).filter(|(old, new)| old != new).collect();
    let days: Vec<u32> = (1..=28).collect();
    let changes = (vec(prop::sample::select(pairs), 1..=6), subsequence(days, 6).prop_shuffle());
    let registered = subsequence(vec![1_u32, 2, 3, 4, 5], 0..=5);
    (changes, registered).prop_map(|((pairs, days), registered)| {
        let changes = pairs.into_iter().zip(days);
        let changes = changes.map(|((old, new), day)| change(number(old), number(new), &format!("202309{day:02}")));
        registered.into_iter().map(|nth| named(number(nth))).chain(changes).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_order_and_any_batching_leave_the_same_state(
        (straight, shuffled) in events().prop_flat_map(|events| (Just(events.clone()), Just(events).prop_shuffle())),
        cuts in vec(any::<bool>(), 11),
    ) {
        let numbers = [1, 2, 3, 4, 5].map(number);
        let expected = state(&executed(&straight, &[]), &numbers);
        prop_assert_eq!(state(&executed(&shuffled, &cuts), &numbers), expected);
    }
}
