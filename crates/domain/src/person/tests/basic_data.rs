use crate::{
    Actor, Command, JobcentreCode, MunicipalityCode, NotDone, NoticeKind, PersonStatus, RefusalCode, RuleId, What,
    person::{Address, Protection},
    testing::{A, AARHUS, B, World, change_status, comment, day, line, number, register, written},
};

fn world() -> World {
    World::new().with_person(A).with_affiliation(A, AARHUS, "2021-03-01")
}

fn change_name(on: &str, name: &str) -> Command {
    Command::ChangeName { number: written(on), name: name.to_owned() }
}

fn change_address(on: &str, municipality: &str) -> Command {
    let address = Address { street: "Prøvevej 1".into(), postal_code: "8000".into(), town: "Aarhus C".into() };
    Command::ChangeAddress { number: written(on), address, municipality: municipality.parse().unwrap() }
}

/// The guards of the register's events, in order.
#[test]
fn only_the_register_says_who_a_person_is() {
    use RefusalCode::*;
    let protect = |on: &str| Command::ChangeProtection { number: written(on), protection: Protection::None };
    for (case, actor, command, refused) in [
        ("a new person", Actor::Cpr, register(B), None),
        ("a new person, by a caseworker", line(), register(B), Some(NoRights)),
        ("nobody's number", Actor::Cpr, register("0000000000"), Some(BadNumber)),
        ("a replacement number", Actor::Cpr, register("7503851234"), Some(BadNumber)),
        ("the same person again", Actor::Cpr, register(A), None),
        ("a name", Actor::Cpr, change_name(A, "Mette Nyholm"), None),
        ("a name of nobody", Actor::Cpr, change_name(B, "Mette Nyholm"), Some(UnknownPerson)),
        ("a name, by a caseworker", line(), change_name(A, "Mette Nyholm"), Some(NoRights)),
        ("protection", Actor::Cpr, protect(A), None),
        ("protection of nobody", line(), protect(B), Some(UnknownPerson)),
    ] {
        assert_eq!(world().decides(&actor, &command).err().map(|refusal| refusal.code), refused, "{case}");
    }
    let another = Command::RegisterPerson {
        number: written(A),
        name: "En helt anden".into(),
        birth_date: None,
        address: None,
        municipality: None,
        protection: None,
        status: None,
    };
    assert_eq!(world().decides(&Actor::Cpr, &another).unwrap_err().code, RefusalCode::KnownPerson);
}

/// What was said already is acknowledged and changes nothing.
#[test]
fn the_same_word_twice_changes_nothing() {
    for command in [register(A), change_name(A, "Mette Nyholm"), change_address(A, "751"), change_status(A, "80", None)]
    {
        let world = world().with(&Actor::Cpr, &command);
        let again = world.decides(&Actor::Cpr, &command).unwrap();
        assert_eq!(again.changes, [], "{command:?}");
        assert!(matches!(again.not_done[..], [crate::Undone { what: NotDone::AlreadyKnown, .. }]), "{command:?}");
    }
}

/// SB-REGISTER: a word on a former number is kept there and does not displace the newer number's.
#[test]
fn the_newest_numbers_word_stands() {
    let world = world().with_change(A, B, "20230917").with(&Actor::Cpr, &change_name(B, "Mette Nyholm"));
    let late = world.decides(&Actor::Cpr, &change_name(A, "Mette Øvelsen")).unwrap();
    assert!(late.not_done.iter().any(|undone| undone.what == NotDone::NewerNumberStands));
    let world = world.with(&Actor::Cpr, &change_name(A, "Mette Øvelsen"));
    assert_eq!(world.person(A).basic().name.as_deref(), Some("Mette Nyholm"));
}

/// S23-1.3a: from the release on, who emigrates or disappears stays; until then DFDG moved them to Jobcenter København;
/// nobody is moved back.
#[test]
fn who_leaves_stays_in_their_jobcentre_from_the_release() {
    let copenhagen = JobcentreCode::COPENHAGEN;
    let aarhus: JobcentreCode = AARHUS.parse().unwrap();
    for (at, status, jobcentre, kept) in [
        ("2023-09-17T23:59", "80", copenhagen, false),
        ("2023-09-17T23:59", "70", copenhagen, false),
        ("2023-09-18T00:00", "80", aarhus, true),
        ("2023-09-18T00:00", "70", aarhus, true),
        ("2023-09-19T00:00", "80", aarhus, true),
        ("2023-09-17T23:59", "90", aarhus, false),
        ("2023-09-18T00:00", "90", aarhus, false),
        ("2023-09-18T00:00", "03", aarhus, false),
    ] {
        let mut world = world().at(at);
        let decision = world.does(&Actor::Cpr, &change_status(A, status, None)).unwrap();
        let today = world.now.today;
        assert_eq!(world.person(A).jobcentre_on(today), Some(jobcentre), "{status} at {at}");
        let told = decision.not_done.iter().any(|undone| undone.rule == RuleId::S23_1_3a);
        assert_eq!(told, kept, "{status} at {at}");
    }
    let there = World::new().with_person(A).with_affiliation(A, "10100", "2021-03-01").at("2023-09-17T09:00");
    let decision = there.decides(&Actor::Cpr, &change_status(A, "80", None)).unwrap();
    assert_eq!(decision.changes.len(), 1, "who is in Jobcenter København already is not moved there");
    let moved = world().at("2023-09-17T09:00").with(&Actor::Cpr, &change_status(A, "80", None));
    let back = moved.at("2023-09-20T09:00").with(&Actor::Cpr, &change_status(A, "01", None));
    assert_eq!(back.person(A).jobcentre_on(day("2023-09-20")), Some(copenhagen), "nobody is moved back");
}

/// S23-1.3b: 999 is taken, said, gives no jobcentre, and leaves the last real municipality.
#[test]
fn municipality_999_is_taken_and_said() {
    let mut world = World::new().with_person(A).with(&Actor::Cpr, &change_address(A, "751"));
    let decision = world.does(&Actor::Cpr, &change_status(A, "80", Some("999"))).unwrap();
    assert!(decision.notices.iter().any(|notice| notice.kind == NoticeKind::Municipality999));
    let kept = NotDone::MunicipalityKept { municipality: Some("751".parse().unwrap()) };
    assert!(decision.not_done.iter().any(|undone| undone.what == kept && undone.rule == RuleId::S23_1_3b));
    let municipality = world.person(A).basic().municipality.unwrap();
    assert_eq!((municipality.real, municipality.is_999), (Some("751".parse::<MunicipalityCode>().unwrap()), true));
    assert_eq!(world.person(A).jobcentre_on(day("2023-09-18")), None);

    let world = world.with(&Actor::Cpr, &change_address(A, "710"));
    let municipality = world.person(A).basic().municipality.unwrap();
    assert_eq!((municipality.real, municipality.is_999), (Some("710".parse().unwrap()), false));
}

/// S23-1.3b after a change of number: the last real municipality is the person's, not the number's.
#[test]
fn municipality_999_on_a_new_number_leaves_the_last_real_one() {
    let world = World::new().with_person(A).with(&Actor::Cpr, &change_address(A, "751")).with_change(A, B, "20230917");
    let mut world = world;
    let decision = world.does(&Actor::Cpr, &change_status(B, "80", Some("999"))).unwrap();
    let kept = NotDone::MunicipalityKept { municipality: Some("751".parse().unwrap()) };
    assert!(decision.not_done.iter().any(|undone| undone.what == kept));
    let municipality = world.person(B).basic().municipality.unwrap();
    assert_eq!((municipality.real, municipality.is_999), (Some("751".parse().unwrap()), true));
}

/// What is said of the current number replaces what the person was known by, also from a former number.
#[test]
fn a_first_word_on_a_new_number_says_what_was_before() {
    let world = world().with_change(A, B, "20230917");
    let decision = world.decides(&Actor::Cpr, &change_name(B, "Mette Nyholm")).unwrap();
    let What::NameRecorded { before, .. } = &decision.changes[0].what else { panic!("a name") };
    assert_eq!(before.as_deref(), Some("Prøve 1503851234"));
}

/// Register events are not refused on the dead (S23-1.4a), and the dead are read like others.
#[test]
fn the_register_speaks_of_the_dead_too() {
    let world = world().with(&Actor::Cpr, &change_status(A, "90", None));
    assert!(world.person(A).is_dead());
    assert!(world.decides(&Actor::Cpr, &change_name(A, "Mette Nyholm")).is_ok());
    assert_eq!(world.decides(&line(), &comment(A, "x")).unwrap_err().code, RefusalCode::Dead);
    assert_eq!(world.person(A).basic().status, Some(PersonStatus::Dead));
    assert_eq!(world.person(A).current_number(), number(A));
}

/// A protection is in force to its last day.
#[test]
fn a_protection_is_in_force_to_its_last_day() {
    let until = |text: &str| Protection::Address { until: Some(day(text)) };
    for (protection, in_force) in [
        (Protection::None, false),
        (until("2023-09-17"), false),
        (until("2023-09-18"), true),
        (until("2023-09-19"), true),
        (Protection::Address { until: None }, true),
        (Protection::NameAndAddress { until: None }, true),
    ] {
        assert_eq!(protection.is_in_force(day("2023-09-18")), in_force, "{protection:?}");
    }
}
