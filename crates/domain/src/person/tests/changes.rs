use crate::{
    Actor, Area, Audience, Change, Decision, EventDate, MessageBody, NotDone, NoticeKind, Refusal, RefusalCode, RuleId,
    What,
    person::Filing,
    testing::{
        A, AARHUS, B, C, D, World, change_number, comment, day, end_membership, fund, line, number, start_membership,
    },
};

fn world() -> World {
    World::new().with_person(A).with_affiliation(A, AARHUS, "2021-03-01")
}

/// S23-1.1a: which number is the current one after these changes, in this order of receipt.
#[test]
fn the_current_number_is_the_end_of_the_chain() {
    let chain = [(A, B, "20230301"), (B, C, "20230601")];
    for (case, changes, current, newest_first) in [
        ("one change", &[(A, B, "20230917")][..], B, vec![B, A]),
        ("a chain", &chain, C, vec![C, B, A]),
        ("a chain, the last received first", &[chain[1], chain[0]], C, vec![C, B, A]),
        ("a chain whose dates run backwards", &[(A, B, "20230601"), (B, C, "20230301")], C, vec![C, B, A]),
        ("two changes on one day", &[(A, B, "20230917"), (B, C, "20230917")], C, vec![C, B, A]),
        ("two on one day, the last received first", &[(B, C, "20230917"), (A, B, "20230917")], C, vec![C, B, A]),
        ("there and back", &[(A, B, "20230301"), (B, A, "20230601")], A, vec![A, B]),
        ("there and back, the last received first", &[(B, A, "20230601"), (A, B, "20230301")], A, vec![A, B]),
        ("there and back on one day: the order of receipt", &[(A, B, "20230601"), (B, A, "20230601")], A, vec![A, B]),
        ("back and there on one day: the order of receipt", &[(B, A, "20230601"), (A, B, "20230601")], B, vec![B, A]),
        ("there, back and there again", &[(A, B, "20230301"), (B, A, "20230601"), (A, B, "20230901")], B, vec![B, A]),
        (
            "there and back, and then on",
            &[(A, B, "20230301"), (B, A, "20230601"), (A, C, "20230901")],
            C,
            vec![C, A, B],
        ),
        ("a ring of three", &[(A, B, "20230301"), (B, C, "20230401"), (C, A, "20230501")], A, vec![A, C, B]),
        (
            "two numbers become one: what hung on it before is the newer",
            &[(A, C, "20230301"), (B, C, "20230601")],
            C,
            vec![C, A, B],
        ),
        ("two ends: the latest event", &[(A, B, "20230301"), (A, C, "20230601")], C, vec![C, B, A]),
        ("two ends, the latest received first", &[(A, C, "20230601"), (A, B, "20230301")], C, vec![C, B, A]),
    ] {
        let world = changes.iter().fold(world(), |world, (old, new, date)| world.with_change(old, new, date));
        let person = world.person(A);
        assert_eq!(person.current_number(), number(current), "{case}");
        let ages: Vec<_> = newest_first.into_iter().map(number).collect();
        assert_eq!(person.numbers.newest_first(), ages, "{case}");
    }
}

/// S23-1.1a: the same event twice is acknowledged; the same change with another date is another event.
#[test]
fn the_same_event_twice_changes_nothing_and_tells_nobody() {
    let mut world = world().with_change(A, B, "20230917");
    let before = world.people.clone();
    let again = world.does(&Actor::Cpr, &change_number(A, B, "20230917")).unwrap();
    assert_eq!(again.changes, []);
    assert_eq!(again.messages, []);
    assert!(matches!(again.not_done[..], [crate::Undone { what: NotDone::AlreadyKnown, rule: RuleId::S23_1_1a, .. }]));
    assert_eq!(world.people, before);

    let another = world.does(&Actor::Cpr, &change_number(A, B, "20230916")).unwrap();
    assert_eq!(another.messages.len(), 1);

    let unreadable = world.does(&Actor::Cpr, &change_number(B, C, "i går")).unwrap();
    assert_eq!(unreadable.messages.len(), 1);
    let unreadable_again = world.at("2023-09-19T09:00").does(&Actor::Cpr, &change_number(B, C, "i går")).unwrap();
    assert_eq!(unreadable_again.messages, [], "the same event, although it is received on another day");
}

/// The guards of a change of number, in order.
#[test]
fn a_change_of_number_is_refused() {
    use RefusalCode::*;
    for (case, actor, old, new, refused) in [
        ("from the register", Actor::Cpr, A, B, None),
        ("no number before", Actor::Cpr, "15038512", B, Some((BadNumber, RuleId::S23_1_1l))),
        ("no number after", Actor::Cpr, A, "7503851234", Some((BadNumber, RuleId::S23_1_1l))),
        ("to nobody's number", Actor::Cpr, A, "0000000000", Some((BadNumber, RuleId::S23_1_1l))),
        ("from a caseworker", line(), A, B, Some((NoRights, RuleId::S23_1_1l))),
        ("from a fund", fund("90"), A, B, Some((NoRights, RuleId::S23_1_1l))),
        ("to itself", Actor::Cpr, A, A, Some((SameNumber, RuleId::S23_1_2a))),
        ("to itself, by a caseworker", line(), A, A, Some((NoRights, RuleId::S23_1_1l))),
        ("of somebody unknown", Actor::Cpr, C, D, None),
    ] {
        let answer = world().decides(&actor, &change_number(old, new, "20230917"));
        assert_eq!(answer.err(), refused.map(|(code, rule)| Refusal::new(code, rule)), "{case}");
    }
}

/// S23-1.2b: CPR's date when it is ÅÅÅÅMMDD and a real day, else the day of receipt.
#[test]
fn the_event_date_is_cprs_when_it_can_be_read() {
    for (given, read) in [
        ("20230917", Some("2023-09-17")),
        ("20240229", Some("2024-02-29")),
        ("19000101", Some("1900-01-01")),
        ("20230229", None),
        ("20230931", None),
        ("20231301", None),
        ("20230900", None),
        ("2023-09-17", None),
        ("17092023", None),
        ("2023917", None),
        ("202309170", None),
        (" 2023091", None),
        ("+2023091", None),
        ("", None),
    ] {
        let decision = world().decides(&Actor::Cpr, &change_number(A, B, given)).unwrap();
        let expected = match read {
            Some(read) => EventDate::FromCpr(day(read)),
            None => EventDate::DayOfReceipt(day("2023-09-18")),
        };
        let MessageBody::GetCprChanged { event_date, .. } = decision.messages[0].body else {
            panic!("another message")
        };
        assert_eq!(event_date, expected, "{given:?}");
        let told = decision.notices.iter().any(|notice| notice.kind == NoticeKind::EventDateReplaced);
        assert_eq!(told, read.is_none(), "{given:?}");
    }
}

/// S23-1.1j and 1.2a: one message to every main jobcentre, one to the fund of that day, both numbers of that change.
#[test]
fn every_jobcentre_and_the_present_fund_are_told() {
    let member = |from: &str, to: Option<&str>| {
        let world = world().with(&fund("90"), &start_membership(A, "90", from));
        match to {
            Some(to) => world.with(&fund("90"), &end_membership(A, "90", to)),
            None => world,
        }
    };
    for (case, world, fund_told) in [
        ("no member", world(), false),
        ("a member", member("2023-09-01", None), true),
        ("a member from today", member("2023-09-18", None), true),
        ("a member until today", member("2023-09-01", Some("2023-09-18")), true),
        ("a member until yesterday", member("2023-09-01", Some("2023-09-17")), false),
    ] {
        let decision = world.decides(&Actor::Cpr, &change_number(A, B, "20230917")).unwrap();
        let mut audiences = vec![Audience::EveryJobcentre];
        audiences.extend(fund_told.then(|| Audience::Fund("90".parse().unwrap())));
        assert_eq!(decision.messages.iter().map(|message| message.to).collect::<Vec<_>>(), audiences, "{case}");
        for message in &decision.messages {
            let MessageBody::GetCprChanged { old, new, .. } = message.body else { panic!("another message") };
            assert_eq!((old, new), (number(A), number(B)), "{case}");
            assert!(message.rules.starts_with(&[RuleId::S23_1_1j, RuleId::S23_1_2a, RuleId::S23_1_2b]), "{case}");
        }
        let by_membership = decision.messages.iter().any(|message| message.rules.contains(&RuleId::S23_1_8a));
        assert_eq!(by_membership, fund_told, "{case}");
    }
}

/// S23-1.2a in a chain: the number immediately before, not the first.
#[test]
fn a_message_names_the_number_immediately_before() {
    let decision =
        world().with_change(A, B, "20230901").decides(&Actor::Cpr, &change_number(B, C, "20230917")).unwrap();
    let MessageBody::GetCprChanged { old, new, .. } = decision.messages[0].body else { panic!("another message") };
    assert_eq!((old, new), (number(B), number(C)));
}

/// S23-1.1a: a change that arrives late leads to a number which is a former one already, and says so.
#[test]
fn a_late_change_says_that_its_number_is_not_the_current_one() {
    let late = world().with_change(B, C, "20230917").decides(&Actor::Cpr, &change_number(A, B, "20230901")).unwrap();
    let said = NotDone::NotTheCurrentNumber { current: number(C) };
    assert!(late.not_done.iter().any(|undone| undone.what == said && undone.rule == RuleId::S23_1_1a));
    let in_time = world().decides(&Actor::Cpr, &change_number(A, B, "20230901")).unwrap();
    assert!(!in_time.not_done.iter().any(|undone| matches!(undone.what, NotDone::NotTheCurrentNumber { .. })));
}

/// S23-1.1j: the main jobcentres that are open on the day of receipt.
#[test]
fn main_jobcentres_open_on_the_day_are_every_jobcentre() {
    let reference = World::new().reference;
    for (on, codes) in [
        ("2023-09-17", &["10100", "71000", "75100", "75101"][..]),
        ("2023-09-18", &["10100", "71000", "75100"]),
        ("2009-07-31", &["75101"]),
    ] {
        let told: Vec<_> = reference.main_jobcentres(day(on)).map(|jobcentre| jobcentre.code.to_string()).collect();
        assert_eq!(told, codes, "{on}");
    }
}

/// S23-1.1b, c and e: what follows to the new number, and what stays under the old.
#[test]
fn records_of_moved_areas_follow_and_others_stay() {
    let world = world()
        .with(&line(), &comment(A, "Ringede i dag."))
        .with(&fund("90"), &start_membership(A, "90", "2023-09-01"));
    let decision = world.decides(&Actor::Cpr, &change_number(A, B, "20230917")).unwrap();
    assert_eq!(followers(&decision), Some((RuleId::S23_1_1c, vec![Area::Affiliation, Area::Comments])));
    let stays = NotDone::StaysUnderNumber { area: Area::Membership, number: number(A) };
    assert!(decision.not_done.iter().any(|undone| undone.what == stays && undone.rule == RuleId::S23_1_1e));

    // On a way back it lies under the current number again, and there is nothing to say.
    let back = world.with_change(A, B, "20230917").decides(&Actor::Cpr, &change_number(B, A, "20230918")).unwrap();
    assert!(!back.not_done.iter().any(|undone| undone.rule == RuleId::S23_1_1e));
}

/// S23-1.1b: until the release a record hangs on its own number; a change of number from the release on takes it along.
#[test]
fn records_from_before_the_release_follow_at_the_first_change_after_it() {
    for (at, follow) in [("2023-09-17T23:59", None), ("2023-09-18T00:00", Some(RuleId::S23_1_1b))] {
        let world = World::new()
            .at("2023-09-01T09:00")
            .with_person(A)
            .with_affiliation(A, AARHUS, "2021-03-01")
            .with(&line(), &comment(A, "Ringede i dag."));
        assert_eq!(world.person(A).affiliations.filing, Filing::UnderOwnNumber);
        let mut world = world.at(at);
        let decision = world.does(&Actor::Cpr, &change_number(A, B, "20230901")).unwrap();
        assert_eq!(followers(&decision).map(|(rule, _)| rule), follow, "{at}");
        let filing = if follow.is_some() { Filing::OnPerson } else { Filing::UnderOwnNumber };
        assert_eq!(world.person(B).affiliations.filing, filing, "{at}");
        assert_eq!(world.person(B).comments.filing, filing, "{at}");
        // Reading by any number finds it all the same.
        assert_eq!(world.person(B).jobcentre_on(day("2023-09-18")), Some(AARHUS.parse().unwrap()), "{at}");
    }
}

/// S23-1.1g: any number that the person ever had finds the one person, the dead too.
#[test]
fn any_number_finds_the_one_person() {
    let world = world()
        .with_change(A, B, "20230901")
        .with_change(B, C, "20230917")
        .with(&Actor::Cpr, &crate::testing::change_status(C, "90", None));
    let found: Vec<_> = [A, B, C].into_iter().map(|typed| world.person(typed).id).collect();
    assert!(found.iter().all(|id| *id == found[0]));
    assert!(world.people.by_number(number(D)).is_none());
}

/// The days on which a number was the person's.
#[test]
fn a_number_has_its_days() {
    let world = world().with_change(A, B, "20230901").with_change(B, C, "20230917");
    let numbers = &world.person(A).numbers;
    for (of, since, until) in
        [(A, None, Some("2023-08-31")), (B, Some("2023-09-01"), Some("2023-09-16")), (C, Some("2023-09-17"), None)]
    {
        assert_eq!(numbers.since(number(of)), since.map(day), "{of}");
        assert_eq!(numbers.until(number(of)), until.map(day), "{of}");
    }
}

fn followers(decision: &Decision) -> Option<(RuleId, Vec<Area>)> {
    decision.changes.iter().find_map(|Change { rule, what, .. }| match what {
        What::RecordsFollow { areas } => Some((*rule, areas.clone())),
        _ => None,
    })
}
