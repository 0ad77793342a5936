use proptest::{prelude::*, sample::Index};

use crate::{
    Actor, Command, CprNumber, People, Person, PersonId,
    communication::ContactPerson,
    person::{Lost, MergeEntry, merge_report},
    testing::{
        A, AARHUS, B, C, D, FAVRSKOV, World, caseworker_of, change_number, contact_person, day, number, register,
        written,
    },
};

/// What a person is, apart from the id, which is the survivor's and so depends on who was known first, and from the order
/// of receipt.
#[derive(Debug, PartialEq)]
struct Essence {
    current: CprNumber,
    newest_first: Vec<CprNumber>,
    name: Option<String>,
    affiliations: Vec<(CprNumber, String)>,
    contact_persons: Vec<(CprNumber, String)>,
    counting: Vec<String>,
    report: Vec<String>,
}

fn essence(person: &Person) -> Essence {
    let mut affiliations: Vec<_> = person
        .affiliations
        .records
        .iter()
        .map(|record| (record.number, format!("{} {:?} {:?}", record.jobcentre, record.registered, record.period())))
        .collect();
    affiliations.sort();
    let contact_person =
        |record: &ContactPerson| format!("{:?} {} {:?}", record.caseworker, record.jobcentre, record.period);
    let records = person.contact_persons.records.iter();
    let mut contact_persons: Vec<_> = records.map(|record| (record.number, contact_person(record))).collect();
    contact_persons.sort();
    let mut counting: Vec<_> = person.contact_persons_on(day("2023-09-18")).map(contact_person).collect();
    counting.sort();
    Essence {
        current: person.current_number(),
        newest_first: person.numbers.newest_first(),
        name: person.basic().name,
        affiliations,
        contact_persons,
        counting,
        report: merge_report(person).iter().map(told).collect(),
    }
}

/// A line of the merge report without the record's id, which follows from the command's place in the order.
fn told(entry: &MergeEntry) -> String {
    let lost = match &entry.lost {
        Lost::Cut { area, before, after, .. } => format!("{area:?} {before:?} {after:?}"),
        Lost::Dropped { area, before, .. } => format!("{area:?} {before:?}"),
        Lost::Value { before, after } => format!("{before:?} {after:?}"),
    };
    format!("{} {} {lost}", entry.number, entry.gave_way_to)
}

fn essences(people: &People) -> Vec<Option<Essence>> {
    [A, B, C, D].into_iter().map(|of| people.by_number(number(of)).map(essence)).collect()
}

/// Four persons with affiliations and contact persons of their own, at starts that may overlap in every way.
fn four(starts: [u32; 4]) -> World {
    let jobcentres = [AARHUS, FAVRSKOV, "10100", "75110"];
    [A, B, C, D].into_iter().zip(starts).zip(jobcentres).fold(World::new(), |world, ((of, start), jobcentre)| {
        let from = format!("2023-{:02}-{:02}", start / 28 + 1, start % 28 + 1);
        let world = world.with_person(of).with_affiliation(of, jobcentre, &from);
        world.with(&caseworker_of(jobcentre), &contact_person(of))
    })
}

fn shuffled<T: Clone>(items: &[T], picks: &[Index]) -> Vec<T> {
    let mut left = items.to_vec();
    picks.iter().take(items.len()).map(|pick| left.remove(pick.index(left.len()))).collect()
}

proptest! {
    /// Chains of four persons, received in any order: the same numbers, names, periods and merge report.
    #[test]
    fn a_chain_is_the_same_in_any_order(
        starts in prop::array::uniform4(0_u32..200),
        picks in prop::collection::vec(any::<Index>(), 3),
    ) {
        let changes = [(A, B, "20230301"), (B, C, "20230401"), (C, D, "20230501")];
        let all = |order: &[(&str, &str, &str)]| {
            order.iter().fold(four(starts), |world, (old, new, date)| world.with_change(old, new, date))
        };
        let in_order = essences(&all(&changes).people);
        prop_assert!(in_order.iter().all(|one| one.as_ref().is_some_and(|one| one.current == number(D))));
        prop_assert_eq!(essences(&all(&shuffled(&changes, &picks)).people), in_order);
    }

    /// Rings and branches with different dates, in any order.
    #[test]
    fn a_web_of_changes_is_the_same_in_any_order(
        starts in prop::array::uniform4(0_u32..200),
        ends in prop::collection::vec((0_usize..4, 0_usize..4), 1..6),
        picks in prop::collection::vec(any::<Index>(), 6),
    ) {
        let numbers = [A, B, C, D];
        let changes: Vec<Command> = ends
            .iter()
            .enumerate()
            .filter(|(_, (old, new))| old != new)
            .map(|(at, (old, new))| change_number(numbers[*old], numbers[*new], &format!("202305{:02}", at + 1)))
            .collect();
        let all = |order: &[Command]| order.iter().fold(four(starts), |world, change| world.with(&Actor::Cpr, change));
        prop_assert_eq!(essences(&all(&shuffled(&changes, &picks)).people), essences(&all(&changes).people));
    }

    /// Events that arrive before the person they are about, and names on former numbers, in any order.
    #[test]
    fn events_before_the_person_give_the_same(picks in prop::collection::vec(any::<Index>(), 4)) {
        let events = [register(A), change_number(A, B, "20230301"), change_number(B, C, "20230401"), register(C)];
        let all = |order: &[Command]| order.iter().fold(World::new(), |world, event| world.with(&Actor::Cpr, event));
        let in_order = essences(&all(&events).people);
        prop_assert_eq!(essences(&all(&shuffled(&events, &picks)).people), in_order);
    }

    /// Each event twice is the same as once, in any order.
    #[test]
    fn events_received_twice_give_the_same(picks in prop::collection::vec(any::<Index>(), 6)) {
        let name = Command::ChangeName { number: written(A), name: "Mette Nyholm".into() };
        let once = [change_number(A, B, "20230301"), change_number(B, C, "20230401"), name];
        let twice: Vec<Command> = once.iter().chain(&once).cloned().collect();
        let all = |order: &[Command]| order.iter().fold(four([1, 2, 3, 4]), |world, event| world.with(&Actor::Cpr, event));
        prop_assert_eq!(essences(&all(&shuffled(&twice, &picks)).people), essences(&all(&once).people));
    }
}

/// Merged ids are never reused, and everybody is found once.
#[test]
fn a_merge_leaves_one_person() {
    let world =
        four([1, 2, 3, 4]).with_change(A, B, "20230301").with_change(C, D, "20230401").with_change(B, C, "20230501");
    let ids: Vec<PersonId> = world.people.iter().map(|person| person.id).collect();
    assert_eq!(ids.len(), 1);
    assert_eq!(world.person(A).id, world.person(D).id);
}
