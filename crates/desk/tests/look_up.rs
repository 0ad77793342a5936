//! A typed number or name opens the right citizen, and what is no number gets a clear sentence.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod world;

use desk::door::*;
use world::*;

#[test]
fn a_typed_number_opens_the_citizen() {
    let world = World::new();
    let desk = world.desk();
    for typed in [METTE, "150385-1234", " 150385 1234 ", "cpr: 150385-1234.", "\u{202e}1503851234\u{202c}"] {
        assert_eq!(open_by(&desk, typed).name, "Mette Øvelsen", "{typed}");
    }
}

#[test]
fn a_former_number_opens_the_same_citizen_and_says_so() {
    let world = World::new();
    world.new_number(METTE, METTE_NEW);
    let desk = world.desk();
    let by_former = open_by(&desk, METTE);
    let opened = by_former.opened_by_former.clone().unwrap();
    assert_eq!(opened.rule.id, "S23-1.1g");
    assert!(opened.current.current && !opened.typed.current);
    let again = desk.citizen(CitizenRef { citizen: by_former.citizen.clone() }).unwrap();
    assert_eq!(again.opened_by_former, by_former.opened_by_former, "also after a change elsewhere");
    let by_current = open_by(&desk, METTE_NEW);
    assert_eq!(by_current.citizen, by_former.citizen);
    assert_eq!(by_current.opened_by_former, None);
    assert!(search(&desk, METTE).hits[0].by_former_number);
}

#[test]
fn every_bad_text_gets_a_sentence_and_loses_nothing() {
    let world = World::new();
    let desk = world.desk();
    let long = "a".repeat(300);
    for (typed, read_as, says) in [
        ("", ReadAs::Nothing, ""),
        ("   \u{200f}", ReadAs::Nothing, ""),
        ("m", ReadAs::Nothing, "mindst to bogstaver"),
        ("1503", ReadAs::NotANumber, "Her er der 4"),
        ("1503851", ReadAs::NotANumber, "Her er der 7"),
        ("150385-123", ReadAs::NotANumber, "Her er der 9"),
        ("15038512345", ReadAs::NotANumber, "Her er der 11"),
        ("3102851234", ReadAs::NotANumber, "ikke en dag, der findes"),
        ("310285", ReadAs::NotANumber, "ikke en dag, der findes"),
        ("310285-12", ReadAs::NotANumber, "ikke en dag, der findes"),
        ("750385", ReadAs::NotANumber, "erstatningsnummer"),
        ("1985-03", ReadAs::NotANumber, "Her er der 6"),
        ("0000000000", ReadAs::NotANumber, "tilhører ingen"),
        ("7503851234", ReadAs::NotANumber, "erstatningsnummer"),
        (long.as_str(), ReadAs::Nothing, "for lang"),
        ("\u{202e}\u{7}xq\u{0}", ReadAs::Name, "Ingen af jeres borgere"),
        ("\"", ReadAs::Nothing, "mindst to bogstaver"),
        ("*", ReadAs::Nothing, "mindst to bogstaver"),
        ("-:^(){}", ReadAs::Nothing, "mindst to bogstaver"),
        ("NEAR(bo bang)", ReadAs::Name, "Ingen af jeres borgere"),
        ("bo OR mette", ReadAs::Name, "Ingen af jeres borgere"),
        ("name:bo'; DROP TABLE citizen; --", ReadAs::Name, "Ingen af jeres borgere"),
        ("🙂🙂", ReadAs::Nothing, "mindst to bogstaver"),
    ] {
        let found = search(&desk, typed);
        assert_eq!(found.read_as, read_as, "{typed:?}");
        let note = found.note.clone().unwrap_or_default();
        assert!(note.da.contains(says), "{typed:?}: {}", note.da);
        assert_eq!(note.da.is_empty(), note.en.is_empty(), "{typed:?}");
        assert!(!found.ask_backend, "{typed:?}");
        let opened = desk.open(OpenCitizen { by: OpenBy::Number(typed.into()), purpose: None });
        assert!(matches!(opened, Err(DeskError::Asked { .. })), "{typed:?}: {opened:?}");
    }
    assert_eq!(desk.session(Nothing {}).unwrap().citizens, 4);
    assert_eq!(search(&desk, "bo").hits.len(), 1);
}

#[test]
fn names_are_found_while_typing_and_stand_in_danish_order() {
    let world = World::new();
    let desk = world.desk();
    for (typed, names) in [
        ("aagaard", vec!["Aage Aagaard", "Åse Ågård"]),
        ("Ågård", vec!["Aage Aagaard", "Åse Ågård"]),
        ("ÅG", vec!["Aage Aagaard", "Åse Ågård"]),
        ("a\u{30a}se a\u{30a}g", vec!["Åse Ågård"]),
        ("åse", vec!["Åse Ågård"]),
        ("øvel", vec!["Mette Øvelsen"]),
        ("ovel", vec![]),
        ("bang bo", vec!["Bo Bang"]),
        ("ba", vec!["Bo Bang"]),
    ] {
        let found = search(&desk, typed);
        let hits: Vec<&str> = found.hits.iter().map(|hit| hit.name.as_str()).collect();
        assert_eq!(hits, names, "{typed}");
        assert!(found.hits.iter().all(|hit| hit.number.masked));
    }
    let all = desk.citizens(Page { from: 0, count: 10 }).unwrap();
    let names: Vec<&str> = all.citizens.iter().map(|hit| hit.name.as_str()).collect();
    assert_eq!((names, all.total), (vec!["Bo Bang", "Mette Øvelsen", "Aage Aagaard", "Åse Ågård"], 4));
}

#[test]
fn birth_dates_and_beginnings_of_numbers_find() {
    let world = World::new();
    let desk = world.desk();
    for (typed, read_as) in [
        ("150385", ReadAs::BirthDate),
        ("150385-", ReadAs::BirthDate),
        ("15.03.1985", ReadAs::BirthDate),
        ("15/3 85", ReadAs::BirthDate),
        ("1985-03-15", ReadAs::BirthDate),
        ("15031985", ReadAs::BirthDate),
        ("150385-1", ReadAs::NotANumber),
    ] {
        let found = search(&desk, typed);
        assert_eq!(found.read_as, read_as, "{typed}");
        assert_eq!(found.hits.len(), 1, "{typed}");
    }
}

#[test]
fn a_citizen_of_another_jobcentre_is_asked_for_once_a_day() {
    let world = World::new();
    let desk = world.desk();
    assert!(search(&desk, ODENSE).ask_backend);
    let open = |purpose| desk.open(OpenCitizen { by: OpenBy::Number(ODENSE.into()), purpose }).unwrap();
    assert!(matches!(open(None), OpenAnswer::AskPurpose { .. }));
    let purpose = PurposeGiven { id: "joint_case".into(), note: "Møde i morgen".into() };
    let OpenAnswer::Citizen { citizen } = open(Some(purpose.clone())) else { panic!() };
    assert!(!citizen.own);
    assert!(citizen.number.masked);
    assert!(matches!(open(None), OpenAnswer::Citizen { .. }), "once a day");
    assert_eq!(desk.citizens(Page { from: 0, count: 10 }).unwrap().total, 4, "not one of ours");

    switch(&desk, false);
    assert!(matches!(open(None), OpenAnswer::Citizen { .. }), "also offline");
    drop(desk);
    world.pass(24 * 60 * 60);
    let desk = world.open().unwrap();
    switch(&desk, false);
    let tomorrow = desk.open(OpenCitizen { by: OpenBy::Number(ODENSE.into()), purpose: Some(purpose) }).unwrap();
    assert!(matches!(tomorrow, OpenAnswer::OutOfReach { .. }), "kept for the day only");
}

/// No pull brings them, so each opening does; where nothing gets through, they are shown as they were.
#[test]
fn a_citizen_of_another_jobcentre_is_fetched_anew_at_each_opening() {
    let world = World::new();
    let desk = world.desk();
    let by_number = || open_by(&desk, ODENSE);
    let odin = open_with_purpose(&desk, ODENSE, "");
    let by_id = || match desk.open(OpenCitizen { by: OpenBy::Citizen(odin.citizen.clone()), purpose: None }).unwrap() {
        OpenAnswer::Citizen { citizen } => *citizen,
        other => panic!("{other:?}"),
    };
    assert!(odin.as_of.da.starts_with("Slået op kl. 09.00"), "{}", odin.as_of.da);
    world.pass(3600);
    world.new_number(ODENSE, "0509774642");
    world.faults.cut(true);
    assert_eq!((by_number().numbers.len(), by_id().numbers.len()), (1, 1));
    world.faults.cut(false);
    switch(&desk, true);
    desk.settle();
    assert_eq!(by_id().numbers.len(), 2);
    let again = by_number();
    assert!(again.opened_by_former.is_some() && again.as_of.da.starts_with("Slået op kl. 10.00"), "{}", again.as_of.da);
}

/// Before the first pull, whoever is not here may be of ours: nothing else is said, whether or not it is known that nothing
/// gets through.
#[test]
fn out_of_reach_before_anything_is_fetched_nobody_is_called_a_stranger() {
    let world = World::new();
    world.faults.cut(true);
    let desk = world.open().unwrap();
    let open = || desk.open(OpenCitizen { by: OpenBy::Number(METTE.into()), purpose: None }).unwrap();
    for _ in 0..2 {
        let OpenAnswer::OutOfReach { text } = open() else { panic!("{:?}", open()) };
        assert!(text.da.contains("ikke hentet") && text.en.contains("not been fetched"), "{text:?}");
        desk.settle();
    }
    world.faults.cut(false);
    switch(&desk, true);
    desk.settle();
    assert!(matches!(open(), OpenAnswer::Citizen { .. }));
    switch(&desk, false);
    let stranger = desk.open(OpenCitizen { by: OpenBy::Number(NOBODY.into()), purpose: None }).unwrap();
    let OpenAnswer::OutOfReach { text } = stranger else { panic!("{stranger:?}") };
    assert!(text.da.contains("ikke blandt jeres borgere"), "{}", text.da);
}

#[test]
fn an_unknown_number_is_unknown_and_a_made_up_purpose_is_none() {
    let world = World::new();
    let desk = world.desk();
    let open = |id: &str| {
        let purpose = Some(PurposeGiven { id: id.into(), note: String::new() });
        desk.open(OpenCitizen { by: OpenBy::Number(NOBODY.into()), purpose })
    };
    assert!(matches!(open("joint_case").unwrap(), OpenAnswer::Unknown { .. }));
    assert!(matches!(open("curiosity"), Err(DeskError::Asked { .. })));
}

#[test]
fn every_look_up_is_handed_in_also_those_offline() {
    let world = World::new();
    let desk = world.desk();
    switch(&desk, false);
    open_by(&desk, METTE);
    open_by(&desk, BO);
    desk.settle_search(SearchText { text: "bo".into() }).unwrap();
    switch(&desk, true);
    desk.settle();
    let log = world.bundled.access_log().unwrap();
    assert_eq!(exchange::first_broken(&exchange::AccessHead::default(), log.clone()), None);
    let session = desk.session(Nothing {}).unwrap();
    let recent: Vec<&str> = session.recent.iter().map(|hit| hit.name.as_str()).collect();
    assert_eq!(recent, ["Bo Bang", "Mette Øvelsen"]);
}

#[test]
fn nothing_is_shown_of_a_citizen_before_the_opening_is_noted() {
    let world = World::new();
    let desk = world.desk();
    let mette = open_by(&desk, METTE).citizen;
    let draft = comment(&mette, "Før en genstart.");
    let request = Confirm { draft: draft.clone(), fingerprint: fingerprint(&desk, &draft), renews: None };
    drop(desk);

    let desk = world.desk();
    let citizen = || CitizenRef { citizen: mette.clone() };
    let number = || NumberRef { citizen: mette.clone(), which: 0 };
    let errors = [
        desk.citizen(citizen()).err(),
        desk.history(citizen()).err(),
        desk.show_number(number()).err(),
        desk.copy_number(number()).err(),
        desk.preview(draft.clone()).err(),
        desk.confirm(request).err(),
    ];
    for error in errors {
        let Some(DeskError::Asked { text }) = &error else { panic!("{error:?}") };
        assert!(text.da.contains("Åbn borgeren igen"), "{}", text.da);
    }
    let by_id = OpenCitizen { by: OpenBy::Citizen(mette.clone()), purpose: None };
    assert!(matches!(desk.open(by_id).unwrap(), OpenAnswer::Citizen { .. }));
    assert_eq!(desk.citizen(citizen()).unwrap().citizen, mette);
    confirm(&desk, draft);
}
