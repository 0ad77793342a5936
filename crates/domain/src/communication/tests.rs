mod contact_person;
mod referral;

use crate::{
    Actor, Command, Refusal, RefusalCode, RuleId, What,
    testing::{
        A, AARHUS, B, FAVRSKOV, World, affiliation, caseworker_of, change_status, comment, day, fund, line, number,
        written,
    },
};

fn world() -> World {
    World::new().with_person(A).with_affiliation(A, AARHUS, "2021-03-01")
}

fn dead() -> World {
    world().with(&Actor::Cpr, &change_status(A, "90", None))
}

fn renumbered() -> World {
    world().with_change(A, B, "20230917")
}

fn code(answer: Result<crate::Decision, Refusal>) -> Option<RefusalCode> {
    answer.err().map(|refusal| refusal.code)
}

/// The guards of a comment, in their order (S23-1.1l): of two that fail, the first answers.
#[test]
fn a_comment_is_written() {
    use RefusalCode::*;
    let dead_and_renumbered = renumbered().with(&Actor::Cpr, &change_status(B, "90", None));
    for (case, world, actor, command, refused) in [
        ("a comment", world(), line(), comment(A, "Ringede i dag."), None),
        ("no number", world(), line(), comment("31028", "x"), Some(BadNumber)),
        ("31 February", world(), line(), comment("3102851234", "x"), Some(BadNumber)),
        ("the number of nobody", world(), line(), comment("0000000000", "x"), Some(BadNumber)),
        ("nobody", world(), line(), comment(B, "x"), Some(UnknownPerson)),
        ("a former number", renumbered(), line(), comment(A, "x"), Some(FormerNumber)),
        ("the current number", renumbered(), line(), comment(B, "x"), None),
        ("the dead", dead(), line(), comment(A, "x"), Some(Dead)),
        ("a former number of the dead", dead_and_renumbered, line(), comment(A, "x"), Some(FormerNumber)),
        ("the dead, and no rights", dead(), fund("90"), comment(A, "x"), Some(Dead)),
        ("a fund", world(), fund("90"), comment(A, "x"), Some(NoRights)),
        ("another jobcentre", world(), caseworker_of(FAVRSKOV), comment(A, "x"), Some(NoRights)),
        ("no rights, and no text", world(), fund("90"), comment(A, ""), Some(NoRights)),
        ("no text", world(), line(), comment(A, " \n "), Some(EmptyComment)),
        ("1500 characters", world(), line(), comment(A, &"å".repeat(1500)), None),
        ("1501 characters", world(), line(), comment(A, &"å".repeat(1501)), Some(LongComment)),
        ("a tag", world(), line(), comment(A, "<b>vigtigt</b>"), Some(HtmlInComment)),
        ("no tag", world(), line(), comment(A, "5 < 7 > 3, <3 og <- ->"), None),
    ] {
        assert_eq!(code(world.decides(&actor, &command)), refused, "{case}");
    }
}

/// S23-1.1h with its own text, and the day before, the day and the day after the release.
#[test]
fn a_former_number_is_refused_from_the_release() {
    let world = World::new().at("2023-09-10T09:00").with_person(A).with_affiliation(A, AARHUS, "2021-03-01");
    let renumbered = world.with_change(A, B, "20230912");
    for (at, refused) in [("2023-09-17T23:59", false), ("2023-09-18T00:00", true), ("2023-09-19T00:00", true)] {
        let answer = renumbered.clone().at(at).decides(&line(), &comment(A, "x"));
        let refusal = Refusal::new(RefusalCode::FormerNumber, RuleId::S23_1_1h);
        assert_eq!(answer.err(), refused.then_some(refusal), "{at}");
    }
    assert_eq!(
        RefusalCode::FormerNumber.text(),
        Some("Det er ikke tilladt at registrere oplysninger på borgers ikke-aktuelle personnummer")
    );
}

/// Cancelling counts as registering (S23-1.1h), and is not refused on the dead (S23-1.4a).
#[test]
fn a_comment_is_corrected_and_withdrawn() {
    use RefusalCode::*;
    let written_on = |world: World| {
        let world = world.with(&line(), &comment(A, "Ringede i dag."));
        let record = world.last_command().record(0);
        (world, record)
    };
    let (world, record) = written_on(self::world());
    let correct =
        |on: &str, text: &str| Command::CorrectComment { number: written(on), comment: record, text: text.into() };
    let withdraw = |on: &str| Command::WithdrawComment { number: written(on), comment: record };
    let stranger = Command::WithdrawComment { number: written(A), comment: crate::RecordId(uuid::Uuid::nil()) };
    let withdrawn = world.clone().with(&line(), &withdraw(A));
    let dead = world.clone().with(&Actor::Cpr, &change_status(A, "90", None));
    let renumbered = world.clone().with_change(A, B, "20230917");
    for (case, world, command, refused) in [
        ("corrected", world.clone(), correct(A, "Ringede i går."), None),
        ("corrected to nothing", world.clone(), correct(A, ""), Some(EmptyComment)),
        ("withdrawn", world.clone(), withdraw(A), None),
        ("a stranger", world.clone(), stranger, Some(UnknownComment)),
        ("withdrawn twice", withdrawn.clone(), withdraw(A), Some(UnknownComment)),
        ("corrected after withdrawal", withdrawn, correct(A, "x"), Some(UnknownComment)),
        ("corrected on the dead", dead.clone(), correct(A, "x"), Some(Dead)),
        ("withdrawn on the dead", dead, withdraw(A), None),
        ("corrected on a former number", renumbered.clone(), correct(A, "x"), Some(FormerNumber)),
        ("withdrawn on a former number", renumbered.clone(), withdraw(A), Some(FormerNumber)),
        ("withdrawn on the current number", renumbered, withdraw(B), None),
    ] {
        assert_eq!(code(world.decides(&line(), &command)), refused, "{case}");
    }
}

/// The guards of an affiliation, in their order, boundary days included.
#[test]
fn an_affiliation_is_registered() {
    use RefusalCode::*;
    let from_favrskov = caseworker_of(FAVRSKOV);
    for (case, world, actor, command, refused) in [
        ("to another, by the one that leaves", world(), line(), affiliation(A, FAVRSKOV, "2023-09-18"), None),
        (
            "to another, by the one that receives",
            world(),
            from_favrskov.clone(),
            affiliation(A, FAVRSKOV, "2023-09-18"),
            None,
        ),
        ("by a third", world(), from_favrskov, affiliation(A, "10100", "2023-09-18"), Some(NoRights)),
        ("by a fund", world(), fund("90"), affiliation(A, FAVRSKOV, "2023-09-18"), Some(NoRights)),
        ("yesterday", world(), line(), affiliation(A, FAVRSKOV, "2023-09-17"), None),
        ("tomorrow", world(), line(), affiliation(A, FAVRSKOV, "2023-09-19"), Some(AffiliationInFuture)),
        ("the same", world(), line(), affiliation(A, AARHUS, "2023-09-18"), Some(SameJobcentre)),
        ("the day after the present one began", world(), line(), affiliation(A, FAVRSKOV, "2021-03-02"), None),
        (
            "the day the present one began",
            world(),
            line(),
            affiliation(A, FAVRSKOV, "2021-03-01"),
            Some(AffiliationTooEarly),
        ),
        ("the day before", world(), line(), affiliation(A, FAVRSKOV, "2021-02-28"), Some(AffiliationTooEarly)),
        ("no such jobcentre", world(), line(), affiliation(A, "12300", "2023-09-18"), Some(UnknownJobcentre)),
        ("closed the day before", world(), line(), affiliation(A, "75101", "2023-09-18"), Some(UnknownJobcentre)),
        ("open on its last day", world(), line(), affiliation(A, "75101", "2023-09-17"), None),
        ("a former number", renumbered(), line(), affiliation(A, FAVRSKOV, "2023-09-18"), Some(FormerNumber)),
    ] {
        assert_eq!(code(world.decides(&actor, &command)), refused, "{case}");
    }
}

/// S23-1.4a: the dead's affiliation can be updated from the release on; with the current number.
#[test]
fn the_dead_can_be_given_another_jobcentre() {
    let dead = World::new()
        .at("2023-09-10T09:00")
        .with_person(A)
        .with_affiliation(A, AARHUS, "2021-03-01")
        .with(&Actor::Cpr, &change_status(A, "90", None));
    for (at, from, refused) in [
        ("2023-09-17T23:59", "2023-09-17", Some(RefusalCode::Dead)),
        ("2023-09-18T00:00", "2023-09-18", None),
        ("2023-09-19T00:00", "2023-09-19", None),
    ] {
        let answer = dead.clone().at(at).decides(&line(), &affiliation(A, FAVRSKOV, from));
        if let Ok(decision) = &answer {
            assert!(decision.changes.iter().all(|change| change.rule == RuleId::S23_1_4a), "{at}");
        }
        assert_eq!(code(answer), refused, "{at}");
    }
}

/// The one before ends the day before the new one begins.
#[test]
fn a_new_affiliation_ends_the_one_before() {
    let mut world = world();
    let decision = world.does(&line(), &affiliation(A, FAVRSKOV, "2023-09-10")).unwrap();
    assert!(matches!(decision.changes[0].what, What::AffiliationEnded { to, .. } if to == day("2023-09-09")));
    let person = world.person(A);
    assert_eq!(person.jobcentre_on(day("2023-09-09")), Some(AARHUS.parse().unwrap()));
    assert_eq!(person.jobcentre_on(day("2023-09-10")), Some(FAVRSKOV.parse().unwrap()));
    assert_eq!(person.affiliations.records.iter().filter(|record| record.number == number(A)).count(), 2);

    let back = world.with(&line(), &affiliation(A, AARHUS, "2023-09-12"));
    let days = |on: &str| back.person(A).jobcentre_on(day(on)).map(|jobcentre| jobcentre.to_string());
    let stays = [("2023-09-09", AARHUS), ("2023-09-10", FAVRSKOV), ("2023-09-11", FAVRSKOV), ("2023-09-12", AARHUS)];
    for (on, jobcentre) in stays {
        assert_eq!(days(on).as_deref(), Some(jobcentre), "{on}");
        let held = back.person(A).affiliations.records.iter();
        assert_eq!(held.filter(|record| record.period().is_some_and(|held| held.holds(day(on)))).count(), 1, "{on}");
    }
}
