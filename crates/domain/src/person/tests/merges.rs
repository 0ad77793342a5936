use chrono::NaiveDate;
use proptest::prelude::*;
use uuid::Uuid;

use crate::{
    Actor, Decision, NoticeKind, Period, RecordId, RuleId, What,
    person::{Lost, Standing, merge::settle_overlaps, merge_report},
    testing::{A, AARHUS, B, C, FAVRSKOV, World, affiliation, caseworker_of, change_number, day, number},
};

/// Two persons in the records, each with an affiliation from a day (and perhaps to one), who turn out to be one.
fn two(old: (&str, Option<&str>), new: (&str, Option<&str>)) -> World {
    let world = World::new().with_person(A).with_person(B);
    let world = affiliated(world, A, AARHUS, old);
    affiliated(world, B, FAVRSKOV, new)
}

/// An affiliation that ends is one that another jobcentre follows; København here, outside what is looked at.
fn affiliated(world: World, number: &str, jobcentre: &str, (from, to): (&str, Option<&str>)) -> World {
    let world = world.with_affiliation(number, jobcentre, from);
    match to {
        None => world,
        Some(to) => {
            let next = day(to).succ_opt().unwrap();
            let moves = affiliation(number, "10100", &next.to_string());
            world.with(&caseworker_of(jobcentre), &moves)
        }
    }
}

fn merges(world: &mut World) -> Decision {
    world.does(&Actor::Cpr, &change_number(A, B, "20230917")).unwrap()
}

/// S23-1.1f: the period on the older number ends the day before the newer one starts; without a day left it is dropped.
#[test]
fn the_older_period_gives_way() {
    for (case, old, new, stands) in [
        ("older first", "2021-03-01", "2022-06-01", Some(Some("2022-05-31"))),
        ("the newer starts the day after", "2022-05-31", "2022-06-01", Some(Some("2022-05-31"))),
        ("the same day", "2022-06-01", "2022-06-01", None),
        ("older starts the day after", "2022-06-02", "2022-06-01", None),
    ] {
        let mut world = two((old, None), (new, None));
        let decision = merges(&mut world);
        let person = world.person(A);
        let older = person.affiliations.records.iter().find(|record| record.number == number(A)).unwrap();
        let expected = stands.map(|to| Period { from: day(old), to: to.map(day) });
        assert_eq!(older.period(), expected, "{case}");
        let newer = person.affiliations.records.iter().find(|record| record.number == number(B)).unwrap();
        assert_eq!(newer.standing, Standing::InFull, "{case}");
        assert!(decision.changes.iter().any(|change| change.rule == RuleId::S23_1_1f), "{case}");
        assert_eq!(merge_report(person).iter().filter(|entry| !matches!(entry.lost, Lost::Value { .. })).count(), 1);
    }
}

/// S23-1.1f: only a change to a number with a person record of its own merges and cuts.
#[test]
fn a_number_without_a_person_merges_nothing() {
    let world = World::new().with_person(A).with_affiliation(A, AARHUS, "2021-03-01");
    let decision = world.decides(&Actor::Cpr, &change_number(A, B, "20230917")).unwrap();
    assert!(decision.changes.iter().all(|change| change.rule != RuleId::S23_1_1f));
    assert!(!decision.changes.iter().any(|change| matches!(change.what, What::PersonsMerged { .. })));
    assert_eq!(decision.notices, []);
    let nowhere = World::new().with_person(A).decides(&Actor::Cpr, &change_number(A, B, "20230917")).unwrap();
    assert_eq!(nowhere.notices, [], "no jobcentre before, none after: nothing that a merge has done");
}

/// S23-1.1f: until the release nothing is cut; the conversion does it later.
#[test]
fn nothing_is_cut_before_the_release() {
    for (at, cut) in [("2023-09-17T23:59", false), ("2023-09-18T00:00", true)] {
        let mut world = two(("2021-03-01", None), ("2022-06-01", None)).at(at);
        let decision = merges(&mut world);
        let is_cut = decision.changes.iter().any(|change| matches!(change.what, What::PeriodCut { .. }));
        assert_eq!(is_cut, cut, "{at}");
    }
}

/// S23-1.1f: the newer number's single values win, and the lost ones stand in the report.
#[test]
fn the_newer_numbers_values_win() {
    let mut world = World::new().with_person(A).with_person(B);
    let decision = merges(&mut world);
    let person = world.person(A);
    assert_eq!(person.basic().name.as_deref(), Some("Prøve 1503851318"));
    let report = merge_report(person);
    let Lost::Value { before, after } = &report[0].lost else { panic!("{report:?}") };
    assert_eq!((report[0].number, report[0].gave_way_to), (number(A), number(B)));
    assert_eq!(before.name.as_deref(), Some("Prøve 1503851234"));
    assert_eq!(after.name.as_deref(), Some("Prøve 1503851318"));
    let conflicts = NoticeKind::MergeConflicts { cut: 0, dropped: 0, values: 1 };
    assert!(decision.notices.iter().any(|notice| notice.kind == conflicts));
}

/// S23-1.1f: only persons who were merged have a merge report; a new name after a change of number is a new name.
#[test]
fn a_new_name_on_a_new_number_is_no_conflict() {
    let rename =
        |on: &str| crate::Command::ChangeName { number: crate::testing::written(on), name: "Mette Nyholm".into() };
    let never_merged = World::new().with_person(A).with_change(A, B, "20230917").with(&Actor::Cpr, &rename(B));
    assert_eq!(merge_report(never_merged.person(A)), []);

    // A, later B with another name, turns out to be C, who has a record of their own: B's name gave way, A's did not.
    let merged = never_merged.with_person(C).with_change(B, C, "20230918");
    let report = merge_report(merged.person(A));
    assert_eq!(report.len(), 1);
    assert_eq!((report[0].number, report[0].gave_way_to), (number(B), number(C)));
    let Lost::Value { before, .. } = &report[0].lost else { panic!("{report:?}") };
    assert_eq!(before.name.as_deref(), Some("Mette Nyholm"));
}

/// S23-1.1f: of three who become one, each gives way to whoever newer has the value.
#[test]
fn a_value_gives_way_to_the_newest_that_has_it() {
    let address = |on: &str, street: &str| crate::Command::ChangeAddress {
        number: crate::testing::written(on),
        address: crate::person::Address { street: street.into(), postal_code: "8000".into(), town: "Aarhus C".into() },
        municipality: "751".parse().unwrap(),
    };
    let world = World::new()
        .with_person(A)
        .with_person(B)
        .with_person(C)
        .with(&Actor::Cpr, &address(A, "Ældste Vej 1"))
        .with(&Actor::Cpr, &address(B, "Mellemvej 2"))
        .with_change(A, B, "20230901")
        .with_change(B, C, "20230902");
    let streets: Vec<_> = merge_report(world.person(A))
        .into_iter()
        .filter_map(|entry| match entry.lost {
            Lost::Value { before, after } => Some((before.address?.street, after.address?.street)),
            Lost::Cut { .. } | Lost::Dropped { .. } => None,
        })
        .collect();
    assert_eq!(streets, [("Ældste Vej 1".to_owned(), "Mellemvej 2".to_owned())]);
}

/// S23-1.1f: a merge that leaves no affiliation today is flagged.
#[test]
fn a_merge_without_a_jobcentre_is_flagged() {
    for (case, mut world, flagged) in [
        ("neither has one", World::new().with_person(A).with_person(B), true),
        ("one has", two(("2021-03-01", None), ("2022-06-01", None)), false),
    ] {
        let decision = merges(&mut world);
        let told = decision.notices.iter().any(|notice| notice.kind == NoticeKind::NoAffiliationToday);
        assert_eq!(told, flagged, "{case}");
    }
}

/// Merging three, the middle one last: what gave way to a period that itself gives way stands again.
#[test]
fn a_period_stands_again_when_what_it_gave_way_to_is_gone() {
    let world = World::new().with_person(A).with_person(B).with_person(C);
    let world = affiliated(world, A, AARHUS, ("2021-06-01", None));
    let world = affiliated(world, B, FAVRSKOV, ("2021-03-01", None));
    let world = affiliated(world, C, "10100", ("2021-01-01", None));
    let mut in_order = world.clone().with_change(A, B, "20230901");
    assert_eq!(standing(&in_order, A), None, "dropped by B's");
    in_order.does(&Actor::Cpr, &change_number(B, C, "20230917")).unwrap();
    assert_eq!(standing(&in_order, A), None, "dropped by C's");
    assert_eq!(standing(&in_order, B), None, "dropped by C's");
}

/// S23-1.1b and f: what was registered under a former number hangs on the new one, and stands as its own does.
#[test]
fn records_from_a_former_number_stand_as_the_new_numbers_own() {
    let world = World::new().with_person(A).with_person(C);
    let world = affiliated(world, A, AARHUS, ("2021-03-01", None));
    let world = affiliated(world, C, FAVRSKOV, ("2020-01-01", None));
    let merged = world.with_change(A, B, "20220101").with_change(C, B, "20220102");
    assert_eq!(merged.person(B).jobcentre_on(day("2023-09-18")), Some(AARHUS.parse().unwrap()));
    assert_eq!(standing(&merged, C).and_then(|period| period.to), Some(day("2021-02-28")));
    assert_eq!(merged.person(B).basic().name.as_deref(), Some("Prøve 1503851234"));
}

/// A way back along a ring turns older into newer; what somebody registered after the merge stays as it is.
#[test]
fn a_way_back_gives_the_returning_number_its_days_again() {
    let merged = two(("2021-03-01", None), ("2022-06-01", None)).with_change(A, B, "20230901");
    assert_eq!(standing(&merged, A).and_then(|period| period.to), Some(day("2022-05-31")));
    let back = merged.clone().with_change(B, A, "20230910");
    assert_eq!(standing(&back, A), Some(Period::open(day("2021-03-01"))));
    assert_eq!(standing(&back, B), None);

    let registered = merged.with(&caseworker_of(FAVRSKOV), &affiliation(B, "10100", "2023-09-05"));
    let back = registered.with_change(B, A, "20230910");
    assert_eq!(back.person(A).jobcentre_on(day("2023-09-04")), Some(AARHUS.parse().unwrap()));
    assert_eq!(back.person(A).jobcentre_on(day("2023-09-05")), Some("10100".parse().unwrap()));
}

fn standing(world: &World, of: &str) -> Option<Period> {
    let records = &world.person(of).affiliations.records;
    let first = records.iter().filter(|record| record.number == number(of)).min_by_key(|record| record.registered.from);
    first.unwrap().period()
}

prop_compose! {
    fn periods()(raw in prop::collection::vec((0_usize..4, 0_i64..60, prop::option::of(0_i64..30)), 0..10))
        -> Vec<(RecordId, usize, Period)> {
        let start = NaiveDate::from_ymd_opt(2023, 1, 1).unwrap();
        let on = |days| start + chrono::Duration::days(days);
        let record = |(at, (age, from, length)): (usize, (usize, i64, Option<i64>))| {
            let to = length.map(|length| on(from + length));
            (RecordId(Uuid::from_u128(at as u128)), age, Period { from: on(from), to })
        };
        raw.into_iter().enumerate().map(record).collect()
    }
}

proptest! {
    /// After settling, no two periods of different numbers share a day; the newest number loses nothing; nothing grows;
    /// and the order in which the records stand does not matter.
    #[test]
    fn settled_periods_never_overlap(periods in periods(), by in any::<prop::sample::Index>()) {
        let settled = settle_overlaps(&periods);
        let standing = |id: RecordId| settled.iter().find(|(other, _)| *other == id).unwrap().1;
        let left: Vec<_> = periods
            .iter()
            .filter_map(|(id, age, period)| Some((*age, *period, standing(*id).of(*period)?)))
            .collect();
        for (at, (age, registered, stands)) in left.iter().enumerate() {
            prop_assert!(stands.from == registered.from && stands.to.is_none_or(|to| to >= stands.from));
            for (other, _, others) in left.iter().skip(at + 1) {
                prop_assert!(age == other || !stands.overlaps(others));
            }
        }
        if let Some(newest) = periods.iter().map(|(_, age, _)| *age).min() {
            for (id, age, _) in &periods {
                prop_assert!(*age != newest || standing(*id) == Standing::InFull);
            }
        }
        let mut turned = periods.clone();
        if !turned.is_empty() {
            let at = by.index(turned.len());
            turned.rotate_left(at);
        }
        let mut again = settle_overlaps(&turned);
        let mut settled = settled;
        again.sort_by_key(|(id, _)| *id);
        settled.sort_by_key(|(id, _)| *id);
        prop_assert_eq!(again, settled);
    }
}
