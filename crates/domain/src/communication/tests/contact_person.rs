use super::{code, dead, renumbered, world};
use crate::{
    Actor, Area, CaseworkerId, Command, Decision, RefusalCode, RuleId, What,
    person::Filing,
    testing::{
        A, AARHUS, B, FAVRSKOV, World, affiliation, caseworker_of, change_status, contact_person, day,
        end_contact_person, end_contact_person_of, fund, line, number,
    },
};

fn karim() -> Actor {
    Actor::Caseworker { caseworker: CaseworkerId("karim".to_owned()), jobcentre: AARHUS.parse().unwrap() }
}

/// Those who are contact person on a day, as user names.
fn on<'a>(world: &'a World, of: &str, on: &str) -> Vec<&'a str> {
    let mut names: Vec<&str> =
        world.person(of).contact_persons_on(day(on)).map(|record| record.caseworker.0.as_str()).collect();
    names.sort_unstable();
    names
}

/// SB-CONTACT-PERSON, S23-1.1h and S23-1.4a: the guards in their order (S23-1.1l); of two that fail, the first answers.
#[test]
fn a_caseworker_becomes_contact_person() {
    use RefusalCode::*;
    let of_nobody = World::new().with_person(A);
    let line_is = || world().with(&line(), &contact_person(A));
    let ended = line_is().with(&line(), &end_contact_person(A));
    let dead_and_renumbered = renumbered().with(&Actor::Cpr, &change_status(B, "90", None));
    for (case, world, actor, command, refused) in [
        ("an own citizen", world(), line(), contact_person(A), None),
        ("no number", world(), line(), contact_person("31028"), Some(BadNumber)),
        ("nobody", world(), line(), contact_person(B), Some(UnknownPerson)),
        ("a former number", renumbered(), line(), contact_person(A), Some(FormerNumber)),
        ("the current number", renumbered(), line(), contact_person(B), None),
        ("the dead", dead(), line(), contact_person(A), Some(Dead)),
        ("a former number of the dead", dead_and_renumbered, line(), contact_person(A), Some(FormerNumber)),
        ("the dead, and no rights", dead(), fund("90"), contact_person(A), Some(Dead)),
        ("a fund", world(), fund("90"), contact_person(A), Some(NoRights)),
        ("another jobcentre", world(), caseworker_of(FAVRSKOV), contact_person(A), Some(NoRights)),
        ("whom no jobcentre has", of_nobody, line(), contact_person(A), Some(NoRights)),
        ("twice", line_is(), line(), contact_person(A), Some(AlreadyContactPerson)),
        ("beside a colleague", line_is(), karim(), contact_person(A), None),
        ("again on the day it ended", ended, line(), contact_person(A), None),
    ] {
        assert_eq!(code(world.decides(&actor, &command)), refused, "{case}");
    }
}

/// SB-CONTACT-PERSON: who names nobody ends the own. Ending counts as registering (S23-1.1h), and is not refused on the
/// dead (S23-1.4a).
#[test]
fn a_caseworker_is_contact_person_no_longer() {
    use RefusalCode::*;
    let line_is = || world().with(&line(), &contact_person(A));
    let ended = line_is().with(&line(), &end_contact_person(A));
    let dead = line_is().with(&Actor::Cpr, &change_status(A, "90", None));
    let renumbered = line_is().with_change(A, B, "20230917");
    let moved = line_is().with(&line(), &affiliation(A, FAVRSKOV, "2023-09-18"));
    let none_and_moved = world().with(&line(), &affiliation(A, FAVRSKOV, "2023-09-18"));
    for (case, world, actor, command, refused) in [
        ("the own", line_is(), line(), end_contact_person(A), None),
        ("none", world(), line(), end_contact_person(A), Some(NoContactPerson)),
        ("a colleague's, who is not named", line_is(), karim(), end_contact_person(A), Some(NoContactPerson)),
        ("twice", ended, line(), end_contact_person(A), Some(NoContactPerson)),
        ("on the dead", dead, line(), end_contact_person(A), None),
        ("on a former number", renumbered.clone(), line(), end_contact_person(A), Some(FormerNumber)),
        ("on the current number", renumbered, line(), end_contact_person(B), None),
        ("the own, of whom another jobcentre has", moved.clone(), line(), end_contact_person(A), None),
        ("another jobcentre's", moved, caseworker_of(FAVRSKOV), end_contact_person(A), Some(NoContactPerson)),
        ("none, of whom another jobcentre has", none_and_moved, line(), end_contact_person(A), Some(NoRights)),
    ] {
        assert_eq!(code(world.decides(&actor, &command)), refused, "{case}");
    }
}

/// SB-CONTACT-PERSON: who has left ends nothing, so a colleague of the same jobcentre may; the guards in their order
/// (S23-1.1l).
#[test]
fn a_colleague_ends_what_a_contact_person_does_not() {
    use RefusalCode::*;
    let lines = |number| end_contact_person_of(number, "line");
    let line_is = || world().with(&line(), &contact_person(A));
    let ended = line_is().with(&karim(), &lines(A));
    let dead = line_is().with(&Actor::Cpr, &change_status(A, "90", None));
    let renumbered = line_is().with_change(A, B, "20230917");
    let moved = || line_is().with(&line(), &affiliation(A, FAVRSKOV, "2023-09-18"));
    let none_and_moved = world().with(&line(), &affiliation(A, FAVRSKOV, "2023-09-18"));
    for (case, world, actor, command, refused) in [
        ("a colleague's", line_is(), karim(), lines(A), None),
        ("the own, named", line_is(), line(), lines(A), None),
        ("no number", line_is(), karim(), lines("31028"), Some(BadNumber)),
        ("nobody", line_is(), karim(), lines(B), Some(UnknownPerson)),
        ("on a former number", renumbered.clone(), karim(), lines(A), Some(FormerNumber)),
        ("on a former number, and no rights", renumbered.clone(), fund("90"), lines(A), Some(FormerNumber)),
        ("on the current number", renumbered, karim(), lines(B), None),
        ("on the dead", dead, karim(), lines(A), None),
        ("a fund", line_is(), fund("90"), lines(A), Some(NoRights)),
        ("the register", line_is(), Actor::Cpr, lines(A), Some(NoRights)),
        ("another jobcentre", line_is(), caseworker_of(FAVRSKOV), lines(A), Some(NoRights)),
        ("nobody's", world(), karim(), lines(A), Some(NoContactPerson)),
        ("a colleague who is none", line_is(), line(), end_contact_person_of(A, "karim"), Some(NoContactPerson)),
        ("twice", ended, karim(), lines(A), Some(NoContactPerson)),
        ("of whom another jobcentre has", moved(), karim(), lines(A), None),
        ("the former jobcentre's", moved(), caseworker_of(FAVRSKOV), lines(A), Some(NoContactPerson)),
        ("none, of whom another jobcentre has", none_and_moved, karim(), lines(A), Some(NoRights)),
    ] {
        assert_eq!(code(world.decides(&actor, &command)), refused, "{case}");
    }
}

/// SB-CONTACT-PERSON: only the colleague's own records end, all that a merge has left, and not those of another jobcentre's
/// caseworker of the same user name.
#[test]
fn nobody_elses_contact_person_ends_with_a_colleagues() {
    let both = World::new().with_person(A).with_person(B);
    let both = both.with_affiliation(A, AARHUS, "2021-03-01").with_affiliation(B, AARHUS, "2022-03-01");
    let both =
        both.with(&line(), &contact_person(A)).with(&line(), &contact_person(B)).with(&karim(), &contact_person(A));
    let merged = both.with_change(A, B, "20230917").with(&line(), &affiliation(B, FAVRSKOV, "2023-09-18"));
    let mut world = merged.with(&caseworker_of(FAVRSKOV), &contact_person(B));

    let Decision { changes, .. } = world.does(&karim(), &end_contact_person_of(B, "line")).unwrap();
    let of_line = |what: &What| matches!(what, What::ContactPersonEnded { caseworker, .. } if caseworker.0 == "line");
    assert!(changes.len() == 2 && changes.iter().all(|change| of_line(&change.what)), "{changes:?}");
    assert!(changes.iter().all(|change| change.rule == RuleId::SbContactPerson));
    let open = world.person(B).contact_persons.records.iter().filter(|record| record.period.to.is_none());
    let mut open: Vec<_> = open.map(|record| (record.caseworker.0.as_str(), record.jobcentre.to_string())).collect();
    open.sort();
    assert_eq!(open, [("karim", AARHUS.to_owned()), ("line", FAVRSKOV.to_owned())]);
}

/// SB-CONTACT-PERSON: both days are included.
#[test]
fn a_contact_person_counts_from_the_first_day_to_the_last() {
    let world = world().with(&line(), &contact_person(A)).at("2023-09-20T23:59").with(&line(), &end_contact_person(A));
    for (at, counts) in
        [("2023-09-17", false), ("2023-09-18", true), ("2023-09-19", true), ("2023-09-20", true), ("2023-09-21", false)]
    {
        assert_eq!(on(&world, A, at), if counts { vec!["line"] } else { vec![] }, "{at}");
    }
}

/// SB-CONTACT-PERSON: a period has a first day before a last one, also where the clock has gone back.
#[test]
fn a_contact_person_never_ends_before_the_first_day() {
    let world = world().with(&line(), &contact_person(A)).at("2023-09-10T09:00").with(&line(), &end_contact_person(A));
    let period = world.person(A).contact_persons.records[0].period;
    assert_eq!((period.from, period.to), (day("2023-09-18"), Some(day("2023-09-18"))));
}

/// SB-CONTACT-PERSON: only those of the jobcentre that has the citizen count, on the days on which it has.
#[test]
fn a_contact_person_of_another_jobcentre_does_not_count() {
    let world = world().at("2023-09-10T09:00").with(&line(), &contact_person(A)).with(&karim(), &contact_person(A));
    let world = world.at("2023-09-18T09:00").with(&line(), &affiliation(A, FAVRSKOV, "2023-09-15"));
    let world = world.with(&caseworker_of(FAVRSKOV), &contact_person(A));
    for (at, counts) in [
        ("2023-09-09", vec![]),
        ("2023-09-10", vec!["karim", "line"]),
        ("2023-09-14", vec!["karim", "line"]),
        ("2023-09-15", vec![]),
        ("2023-09-17", vec![]),
        ("2023-09-18", vec!["line"]),
    ] {
        assert_eq!(on(&world, A, at), counts, "{at}");
    }
    let back = world.at("2023-09-25T09:00").with(&line(), &affiliation(A, AARHUS, "2023-09-25"));
    assert_eq!(on(&back, A, "2023-09-24"), ["line"], "Favrskov's");
    assert_eq!(on(&back, A, "2023-09-25"), ["karim", "line"], "who never ended it counts again");
}

/// SB-CONTACT-PERSON: what is ended while the citizen is elsewhere does not count again.
#[test]
fn a_contact_person_ends_it_after_the_citizen_has_moved() {
    let world = world().with(&line(), &contact_person(A)).with(&line(), &affiliation(A, FAVRSKOV, "2023-09-18"));
    let world = world.at("2023-09-20T09:00").with(&line(), &end_contact_person(A));
    let back = world.at("2023-09-25T09:00").with(&line(), &affiliation(A, AARHUS, "2023-09-25"));
    assert!(on(&back, A, "2023-09-25").is_empty());
}

/// SB-CONTACT-PERSON and S23-1.1c: the records of both hang on the person. Two open ones of one caseworker stand, and end
/// together.
#[test]
fn a_merge_keeps_the_contact_persons_of_both() {
    let both = World::new().with_person(A).with_person(B);
    let both = both.with_affiliation(A, AARHUS, "2021-03-01").with_affiliation(B, AARHUS, "2022-03-01");
    let both =
        both.with(&line(), &contact_person(A)).with(&line(), &contact_person(B)).with(&karim(), &contact_person(A));
    let mut merged = both.with_change(A, B, "20230917");
    assert_eq!(on(&merged, B, "2023-09-18"), ["karim", "line", "line"]);
    assert_eq!(code(merged.decides(&line(), &contact_person(B))), Some(RefusalCode::AlreadyContactPerson));

    let Decision { changes, .. } = merged.does(&line(), &end_contact_person(B)).unwrap();
    let ended = changes.iter().filter(|change| matches!(change.what, What::ContactPersonEnded { .. }));
    assert_eq!((ended.count(), changes.len()), (2, 2));
    assert!(changes.iter().all(|change| change.rule == RuleId::SbContactPerson));
    assert_eq!(on(&merged, B, "2023-09-19"), ["karim"]);
    let of_a = merged.person(B).contact_persons.records.iter().filter(|record| record.number == number(A));
    assert_eq!(of_a.count(), 2, "each keeps the number that it was registered under");
}

/// S23-1.1b and c: registered before the release, they follow with the first change of number after it.
#[test]
fn contact_persons_follow_to_the_new_number() {
    let before = World::new().at("2023-09-10T09:00").with_person(A).with_affiliation(A, AARHUS, "2021-03-01");
    let before = before.with(&line(), &contact_person(A));
    assert_eq!(before.person(A).contact_persons.filing, Filing::UnderOwnNumber);
    for (at, follow) in [("2023-09-17T23:59", false), ("2023-09-18T00:00", true), ("2023-09-19T00:00", true)] {
        let mut world = before.clone().at(at);
        let decision = world.does(&Actor::Cpr, &crate::testing::change_number(A, B, "20230912")).unwrap();
        let is_it =
            |what: &What| matches!(what, What::RecordsFollow { areas } if areas.contains(&Area::ContactPersons));
        assert_eq!(decision.changes.iter().any(|change| is_it(&change.what)), follow, "{at}");
        let filing = if follow { Filing::OnPerson } else { Filing::UnderOwnNumber };
        assert_eq!(world.person(B).contact_persons.filing, filing, "{at}");
    }
}

/// Whoever becomes contact person is known from the connection: a colleague can be ended, and never made one.
#[test]
fn nobody_is_made_contact_person_by_another() {
    let by_line = serde_json::json!({ "register_contact_person": { "number": A, "caseworker": "karim" } });
    assert!(serde_json::from_value::<Command>(by_line).is_err());
}
