use crate::{
    Actor, Refusal, RefusalCode, RuleId,
    testing::{A, B, World, change_status, day, end_membership, fund, line, number, start_membership},
};

fn world() -> World {
    World::new().with_person(A).with_affiliation(A, "75100", "2021-03-01")
}

/// Every guard of a start, in order.
#[test]
fn a_membership_starts() {
    use RefusalCode::*;
    let joined = world().with(&fund("90"), &start_membership(A, "90", "2023-09-01"));
    let left = joined.clone().with(&fund("90"), &end_membership(A, "90", "2023-09-10"));
    let renumbered = world().with_change(A, B, "20230917");
    let dead = world().with(&Actor::Cpr, &change_status(A, "90", None));
    for (case, world, actor, command, refused) in [
        ("today", world(), fund("90"), start_membership(A, "90", "2023-09-18"), None),
        ("yesterday", world(), fund("90"), start_membership(A, "90", "2023-09-17"), None),
        ("tomorrow", world(), fund("90"), start_membership(A, "90", "2023-09-19"), Some(MembershipInFuture)),
        ("no number", world(), fund("90"), start_membership("15038", "90", "2023-09-18"), Some(BadNumber)),
        ("nobody", world(), fund("90"), start_membership(B, "90", "2023-09-18"), Some(UnknownPerson)),
        ("a caseworker", world(), line(), start_membership(A, "90", "2023-09-18"), Some(NoRights)),
        ("for another fund", world(), fund("91"), start_membership(A, "90", "2023-09-18"), Some(OtherFund)),
        ("the dead", dead, fund("90"), start_membership(A, "90", "2023-09-18"), Some(Dead)),
        ("already a member", joined, fund("91"), start_membership(A, "91", "2023-09-18"), Some(MembershipOverlap)),
        (
            "on the last day of another",
            left.clone(),
            fund("91"),
            start_membership(A, "91", "2023-09-10"),
            Some(MembershipOverlap),
        ),
        ("the day after another", left.clone(), fund("91"), start_membership(A, "91", "2023-09-11"), None),
        (
            "a former number",
            renumbered.clone(),
            fund("90"),
            start_membership(A, "90", "2023-09-18"),
            Some(FormerNumber),
        ),
        ("the current number", renumbered, fund("90"), start_membership(B, "90", "2023-09-18"), None),
    ] {
        let answer = world.decides(&actor, &command).map_err(|refusal| refusal.code);
        assert_eq!(answer.err(), refused, "{case}");
    }
}

/// Every guard of an end, in order.
#[test]
fn a_membership_ends() {
    use RefusalCode::*;
    let joined = world().with(&fund("90"), &start_membership(A, "90", "2023-09-01"));
    let dead = joined.clone().with(&Actor::Cpr, &change_status(A, "90", None));
    for (case, world, actor, command, refused) in [
        ("today", joined.clone(), fund("90"), end_membership(A, "90", "2023-09-18"), None),
        ("on its first day", joined.clone(), fund("90"), end_membership(A, "90", "2023-09-01"), None),
        (
            "before its first day",
            joined.clone(),
            fund("90"),
            end_membership(A, "90", "2023-08-31"),
            Some(MembershipEndsBeforeStart),
        ),
        ("none to end", world(), fund("90"), end_membership(A, "90", "2023-09-18"), Some(NoMembership)),
        ("another fund's", joined.clone(), fund("91"), end_membership(A, "90", "2023-09-18"), Some(OtherFund)),
        ("the dead's", dead, fund("90"), end_membership(A, "90", "2023-09-18"), None),
    ] {
        assert_eq!(world.decides(&actor, &command).err().map(|refusal| refusal.code), refused, "{case}");
    }
}

/// S23-1.1i: what is filed under a former number may be ended there and on the current number, on no other.
#[test]
fn a_membership_filed_under_a_former_number_is_ended_there() {
    let world = world()
        .with(&fund("90"), &start_membership(A, "90", "2023-09-01"))
        .with_change(A, B, "20230910")
        .with_change(B, crate::testing::C, "20230912");
    for (on, refused) in
        [(A, None), (B, Some(Refusal::new(RefusalCode::FormerNumber, RuleId::S23_1_1i))), (crate::testing::C, None)]
    {
        let answer = world.decides(&fund("90"), &end_membership(on, "90", "2023-09-18"));
        assert_eq!(answer.err(), refused, "on {on}");
    }
    assert_eq!(world.person(A).membership_filed_under(day("2023-09-18")), Some(number(A)));
}

/// S23-1.1e and i: after a merge the membership that is ended is the one filed under the number that is named.
#[test]
fn each_number_ends_its_own_membership() {
    for on in [A, B] {
        let mut world = World::new()
            .with_person(A)
            .with_person(B)
            .with(&fund("90"), &start_membership(A, "90", "2023-09-01"))
            .with(&fund("90"), &start_membership(B, "90", "2023-09-02"))
            .with_change(A, B, "20230917");
        world.does(&fund("90"), &end_membership(on, "90", "2023-09-18")).unwrap();
        for record in &world.person(A).memberships.records {
            assert_eq!(record.period.to.is_some(), record.number == number(on), "ended on {on}");
        }
    }
}

/// S23-1.8a: both ends of a membership count.
#[test]
fn a_citizen_is_a_member_from_the_first_day_to_the_last() {
    let world = world()
        .with(&fund("90"), &start_membership(A, "90", "2023-09-01"))
        .with(&fund("90"), &end_membership(A, "90", "2023-09-18"));
    for (on, member) in [("2023-08-31", false), ("2023-09-01", true), ("2023-09-18", true), ("2023-09-19", false)] {
        assert_eq!(world.person(A).fund_on(day(on)).is_some(), member, "{on}");
    }
}
