use super::{code, dead, renumbered, world};
use crate::{
    Actor, Area, RecordId, RefusalCode, RuleId, What,
    communication::{Operator, ReferralChange, ReferralContent},
    person::Filing,
    testing::{
        A, AARHUS, B, FAVRSKOV, World, affiliation, caseworker_of, change_number, change_status, day, end_referral,
        fund, jobnet, line, number, refer, referral, system_of,
    },
};

fn ordinary() -> ReferralContent {
    referral("2023-09-18")
}

fn with_operator(change: impl FnOnce(&mut Operator)) -> ReferralContent {
    let mut content = ordinary();
    change(&mut content.operator);
    content
}

fn until(content: ReferralContent, to: &str) -> ReferralContent {
    ReferralContent { to: Some(day(to)), ..content }
}

fn because(reason: &str) -> ReferralContent {
    ReferralContent { reason: Some(reason.to_owned()), ..ordinary() }
}

fn referred(content: ReferralContent) -> (World, RecordId) {
    let world = world().with(&line(), &refer(A, content));
    let record = world.last_command().record(0);
    (world, record)
}

fn last_day(world: &World, of: &str, record: RecordId) -> Option<String> {
    world.person(of).referrals.find(record).unwrap().content.to.map(|to| to.to_string())
}

/// SB-REFERRAL, S23-1.1h and S23-1.4a: the guards in their order (S23-1.1l); of two that fail, the first answers.
#[test]
fn a_jobcentre_refers_its_own_citizen() {
    use RefusalCode::*;
    let dead_and_renumbered = renumbered().with(&Actor::Cpr, &change_status(B, "90", None));
    let moved = world().with(&line(), &affiliation(A, FAVRSKOV, "2023-09-18"));
    let bad = || with_operator(|operator| operator.cvr.clear());
    for (case, world, actor, on, content, refused) in [
        ("an own citizen", world(), line(), A, ordinary(), None),
        ("by its system", world(), system_of(AARHUS, 17), A, ordinary(), None),
        ("no number", world(), line(), "31028", ordinary(), Some(BadNumber)),
        ("nobody", world(), line(), B, ordinary(), Some(UnknownPerson)),
        ("a former number", renumbered(), line(), A, ordinary(), Some(FormerNumber)),
        ("the current number", renumbered(), line(), B, ordinary(), None),
        ("the dead", dead(), line(), A, ordinary(), Some(Dead)),
        ("a former number of the dead", dead_and_renumbered, line(), A, ordinary(), Some(FormerNumber)),
        ("the dead, and no rights", dead(), fund("90"), A, ordinary(), Some(Dead)),
        ("a fund", world(), fund("90"), A, ordinary(), Some(NoRights)),
        ("through Jobnet", world(), jobnet(), A, ordinary(), Some(NoRights)),
        ("the register", world(), Actor::Cpr, A, ordinary(), Some(NoRights)),
        ("another jobcentre", world(), caseworker_of(FAVRSKOV), A, ordinary(), Some(NoRights)),
        ("another jobcentre's system", world(), system_of(FAVRSKOV, 17), A, ordinary(), Some(NoRights)),
        ("who has moved away today", moved, line(), A, ordinary(), Some(NoRights)),
        ("whom no jobcentre has", World::new().with_person(A), line(), A, ordinary(), Some(NoRights)),
        ("no rights, and no CVR number", world(), fund("90"), A, bad(), Some(NoRights)),
    ] {
        assert_eq!(code(world.decides(&actor, &refer(on, content))), refused, "{case}");
    }
}

/// SB-REFERRAL: what a referral may say, each check on both sides of its boundary, and in their order.
#[test]
fn a_referral_says_to_whom_from_when_and_why() {
    use RefusalCode::*;
    let cvr = |cvr: &str| with_operator(|operator| operator.cvr = cvr.to_owned());
    let p_number = |p: &str| with_operator(|operator| operator.p_number = Some(p.to_owned()));
    let name = |name: &str| with_operator(|operator| operator.name = name.to_owned());
    let two_faults = with_operator(|operator| (operator.cvr, operator.name) = (String::new(), String::new()));
    for (case, content, refused) in [
        ("seven digits", cvr("9900001"), Some(BadCvr)),
        ("nine digits", cvr("990000170"), Some(BadCvr)),
        ("a letter", cvr("9900001a"), Some(BadCvr)),
        ("blanks", cvr("99 00 00 17"), Some(BadCvr)),
        ("the digits of another script", cvr("९९००"), Some(BadCvr)),
        ("digits that nobody can have", cvr("00000000"), None),
        ("nine of a P-number", p_number("100000001"), Some(BadPNumber)),
        ("ten of a P-number", p_number("1000000017"), None),
        ("eleven of a P-number", p_number("10000000170"), Some(BadPNumber)),
        ("an empty P-number", p_number(""), Some(BadPNumber)),
        ("no name", name(""), Some(BadOperatorName)),
        ("a name of blanks", name(" \n"), Some(BadOperatorName)),
        ("256 characters", name(&"å".repeat(256)), None),
        ("257 characters", name(&"å".repeat(257)), Some(BadOperatorName)),
        ("a reason of 2000 characters", because(&"ø".repeat(2000)), None),
        ("a reason of 2001 characters", because(&"ø".repeat(2001)), Some(LongReferralReason)),
        ("the day before it begins", until(ordinary(), "2023-09-17"), Some(ReferralEndsBeforeStart)),
        ("the day on which it begins", until(ordinary(), "2023-09-18"), None),
        ("the day after", until(ordinary(), "2023-09-19"), None),
        ("in the past", until(referral("2023-01-02"), "2023-03-31"), None),
        ("in the future", referral("2024-01-01"), None),
        ("no CVR number, and no name", two_faults, Some(BadCvr)),
        (
            "a bad P-number, and a long reason",
            {
                let mut content = because(&"ø".repeat(2001));
                content.operator.p_number = Some("1".to_owned());
                content
            },
            Some(BadPNumber),
        ),
    ] {
        assert_eq!(code(world().decides(&line(), &refer(A, content))), refused, "{case}");
    }
}

/// SB-REFERRAL: two referrals to one business do not share a day; those to another business may.
#[test]
fn one_operator_has_one_referral_on_a_day() {
    use RefusalCode::*;
    let (open, _) = referred(referral("2023-09-10"));
    let (closed, _) = referred(until(referral("2023-09-10"), "2023-09-20"));
    let other = |content: ReferralContent| {
        let operator = Operator { cvr: "99000025".to_owned(), ..content.operator };
        ReferralContent { operator, ..content }
    };
    let other_place = with_operator(|operator| operator.p_number = Some("1000000017".to_owned()));
    for (case, world, content, refused) in [
        ("on its last day", &closed, referral("2023-09-20"), Some(ReferredAlready)),
        ("the day after", &closed, referral("2023-09-21"), None),
        ("until its first day", &closed, until(referral("2023-09-01"), "2023-09-10"), Some(ReferredAlready)),
        ("until the day before", &closed, until(referral("2023-09-01"), "2023-09-09"), None),
        ("beside an open one", &open, referral("2024-09-01"), Some(ReferredAlready)),
        ("before an open one", &open, until(referral("2023-09-01"), "2023-09-09"), None),
        ("at another place of work", &open, other_place, Some(ReferredAlready)),
        ("to another operator", &open, other(ordinary()), None),
    ] {
        assert_eq!(code(world.decides(&line(), &refer(A, content))), refused, "{case}");
    }
}

/// SB-REFERRAL: ending counts as registering (S23-1.1h), and is not refused on the dead (S23-1.4a).
#[test]
fn a_referral_ends() {
    use RefusalCode::*;
    let (open, record) = referred(referral("2023-09-10"));
    let (planned, _) = referred(until(referral("2023-09-10"), "2023-10-20"));
    let (last_day_today, _) = referred(until(referral("2023-09-10"), "2023-09-18"));
    let (over, _) = referred(until(referral("2023-09-10"), "2023-09-17"));
    let followed = planned.clone().with(&line(), &refer(A, referral("2023-11-01")));
    let dead = open.clone().with(&Actor::Cpr, &change_status(A, "90", None));
    let renumbered = open.clone().with_change(A, B, "20230917");
    let moved = open.clone().with(&line(), &affiliation(A, FAVRSKOV, "2023-09-18"));
    let none_and_moved = world().with(&line(), &affiliation(A, FAVRSKOV, "2023-09-18"));
    let favrskov = || caseworker_of(FAVRSKOV);
    for (case, world, actor, on, to, refused) in [
        ("today", open.clone(), line(), A, "2023-09-18", None),
        ("by its system", open.clone(), system_of(AARHUS, 17), A, "2023-09-18", None),
        ("on its first day", open.clone(), line(), A, "2023-09-10", None),
        ("the day before it began", open.clone(), line(), A, "2023-09-09", Some(ReferralEndsBeforeStart)),
        ("later", open.clone(), line(), A, "2023-12-31", None),
        ("earlier than planned", planned.clone(), line(), A, "2023-09-30", None),
        ("later than planned", planned.clone(), line(), A, "2023-10-31", None),
        ("as planned", planned, line(), A, "2023-10-20", Some(NothingChanged)),
        ("until the next one", followed.clone(), line(), A, "2023-10-31", None),
        ("into the next one", followed, line(), A, "2023-11-01", Some(ReferredAlready)),
        ("on its last day", last_day_today, line(), A, "2023-09-30", None),
        ("the day after its last", over, line(), A, "2023-09-30", Some(ReferralIsOver)),
        ("no number", open.clone(), line(), "31028", "2023-09-18", Some(BadNumber)),
        ("nobody", open.clone(), line(), B, "2023-09-18", Some(UnknownPerson)),
        ("on a former number", renumbered.clone(), line(), A, "2023-09-18", Some(FormerNumber)),
        ("on the current number", renumbered, line(), B, "2023-09-18", None),
        ("on the dead", dead, line(), A, "2023-09-18", None),
        ("a fund", open.clone(), fund("90"), A, "2023-09-18", Some(NoRights)),
        ("the register", open.clone(), Actor::Cpr, A, "2023-09-18", Some(NoRights)),
        ("another jobcentre", open, favrskov(), A, "2023-09-18", Some(NoRights)),
        ("by who referred, of whom another has", moved.clone(), line(), A, "2023-09-18", None),
        ("by who has the citizen now", moved, favrskov(), A, "2023-09-18", None),
        (
            "none, by who has the citizen now",
            none_and_moved.clone(),
            favrskov(),
            A,
            "2023-09-18",
            Some(UnknownReferral),
        ),
        ("none, of whom another has", none_and_moved, line(), A, "2023-09-18", Some(NoRights)),
        ("none", world(), line(), A, "2023-09-18", Some(UnknownReferral)),
    ] {
        assert_eq!(code(world.decides(&actor, &end_referral(on, record, 1, to))), refused, "{case}");
    }
    let (mut world, record) = referred(referral("2023-09-10"));
    let decision = world.does(&line(), &end_referral(A, record, 1, "2023-09-18")).unwrap();
    assert_eq!(last_day(&world, A, record).as_deref(), Some("2023-09-18"));
    assert!(decision.messages.is_empty() && decision.notices.is_empty(), "nobody is told");
    assert!(matches!(
        decision.changes.as_slice(),
        [change] if change.rule == RuleId::SbReferral
            && matches!(&change.what, What::Referral { change: ReferralChange::Ended { before, .. }, .. } if before.to.is_none())
    ));
}

/// SB-REFERRAL: nobody ends what they have not seen; the guards before it and after it in their order (S23-1.1l).
#[test]
fn a_referral_is_ended_as_it_was_seen() {
    use RefusalCode::*;
    let (planned, record) = referred(until(referral("2023-09-10"), "2023-10-20"));
    let ended = planned.clone().with(&line(), &end_referral(A, record, 1, "2023-09-29"));
    let over = ended.clone().at("2023-09-30T09:00");
    let favrskov = || caseworker_of(FAVRSKOV);
    for (case, world, actor, revision, to, refused) in [
        ("as it was registered", &planned, line(), 1, "2023-10-06", None),
        ("as nobody has written it", &planned, line(), 2, "2023-10-06", Some(ReferralChangedMeanwhile)),
        ("before it was ended", &ended, line(), 1, "2023-10-06", Some(ReferralChangedMeanwhile)),
        ("as it was ended", &ended, line(), 2, "2023-10-06", None),
        ("before it was ended, by another jobcentre", &ended, favrskov(), 1, "2023-09-25", Some(NoRights)),
        ("before it was ended, and over", &over, line(), 1, "2023-10-06", Some(ReferralIsOver)),
        ("before it was ended, to no period", &ended, line(), 1, "2023-09-09", Some(ReferralChangedMeanwhile)),
        ("before it was ended, as it stands", &ended, line(), 1, "2023-09-29", Some(ReferralChangedMeanwhile)),
    ] {
        assert_eq!(code(world.decides(&actor, &end_referral(A, record, revision, to))), refused, "{case}");
    }
}

/// S23-1.4a: on the dead an end may come earlier, and not later; no more by a former jobcentre (SB-REFERRAL).
#[test]
fn only_who_may_refer_prolongs() {
    use RefusalCode::*;
    let (planned, record) = referred(until(referral("2023-09-10"), "2023-10-20"));
    let dead = planned.clone().with(&Actor::Cpr, &change_status(A, "90", None));
    let moved = planned.clone().with(&line(), &affiliation(A, FAVRSKOV, "2023-09-18"));
    for (case, world, actor, to, refused) in [
        ("the dead, a day earlier", &dead, line(), "2023-10-19", None),
        ("the dead, the same day", &dead, line(), "2023-10-20", Some(NothingChanged)),
        ("the dead, a day later", &dead, line(), "2023-10-21", Some(Dead)),
        ("by who referred, a day earlier", &moved, line(), "2023-10-19", None),
        ("by who referred, a day later", &moved, line(), "2023-10-21", Some(NoRights)),
        ("by who has the citizen, a day later", &moved, caseworker_of(FAVRSKOV), "2023-10-21", None),
    ] {
        assert_eq!(code(world.decides(&actor, &end_referral(A, record, 1, to))), refused, "{case}");
    }
}

/// S23-1.1b and c: registered before the release, they follow with the first change of number after it.
#[test]
fn referrals_follow_to_the_new_number() {
    let before = World::new().at("2023-09-10T09:00").with_person(A).with_affiliation(A, AARHUS, "2021-03-01");
    let before = before.with(&line(), &refer(A, ordinary()));
    let record = before.last_command().record(0);
    assert_eq!(before.person(A).referrals.filing, Filing::UnderOwnNumber);
    for (at, follow) in [("2023-09-17T23:59", false), ("2023-09-18T00:00", true), ("2023-09-19T00:00", true)] {
        let mut world = before.clone().at(at);
        let decision = world.does(&Actor::Cpr, &change_number(A, B, "20230912")).unwrap();
        let is_it =
            |what: &What| matches!(what, What::RecordsFollow { areas } if areas.contains(&Area::OperatorReferrals));
        assert_eq!(decision.changes.iter().any(|change| is_it(&change.what)), follow, "{at}");
        let filing = if follow { Filing::OnPerson } else { Filing::UnderOwnNumber };
        assert_eq!(world.person(B).referrals.filing, filing, "{at}");
        assert_eq!(code(world.decides(&line(), &end_referral(B, record, 1, "2023-09-30"))), None, "{at}");
    }
}

/// SB-REFERRAL and S23-1.1c: the records of both hang on the person, also where they are to one operator on one day; each
/// can be ended.
#[test]
fn a_merge_keeps_the_referrals_of_both() {
    let both = World::new().with_person(A).with_person(B);
    let both = both.with_affiliation(A, AARHUS, "2021-03-01").with_affiliation(B, AARHUS, "2022-03-01");
    let both = both.with(&line(), &refer(A, ordinary()));
    let of_a = both.last_command().record(0);
    let both = both.with(&line(), &refer(B, referral("2023-09-11")));
    let of_b = both.last_command().record(0);
    let merged = both.with_change(A, B, "20230917");
    let numbers = [of_a, of_b].map(|record| merged.person(B).referrals.find(record).map(|one| one.number));
    assert_eq!(numbers, [Some(number(A)), Some(number(B))], "each keeps the number that it was registered under");

    let merged = merged.with(&line(), &end_referral(B, of_a, 1, "2023-09-18"));
    assert_eq!(last_day(&merged, B, of_a).as_deref(), Some("2023-09-18"));
    assert_eq!(last_day(&merged, B, of_b), None);
}

/// The reason is the citizen's, and debug text ends in logs.
#[test]
fn the_reason_is_in_no_debug_text() {
    let (world, record) = referred(because("Hemmeligt forløb"));
    let referral = world.person(A).referrals.find(record).unwrap();
    assert!(!format!("{referral:?}").contains("Hemmeligt"));
    let change = What::Referral {
        record,
        change: ReferralChange::Registered {
            number: number(A),
            jobcentre: AARHUS.parse().unwrap(),
            caseworker: None,
            content: Box::new(because("Hemmeligt forløb")),
        },
    };
    assert!(!format!("{change:?}").contains("Hemmeligt"));
}
