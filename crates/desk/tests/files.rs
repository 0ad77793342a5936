//! The desk's files: one instance, nothing lost over a restart, and nothing replaced in silence.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod world;

use desk::door::*;
use desk::{Damage, OpenDesk};
use world::*;

#[test]
fn a_second_instance_is_refused_with_a_sentence() {
    let world = World::new();
    let desk = world.desk();
    let second = world.open();
    assert!(matches!(&second, Err(OpenDesk::SecondInstance)));
    assert!(second.err().unwrap().text().da.contains("allerede åbent"));
    drop(desk);
    assert!(world.open().is_ok());
}

#[test]
fn a_restart_keeps_the_outbox_the_drafts_and_the_settings() {
    let world = World::new();
    let desk = world.desk();
    switch(&desk, false);
    let mette = open_by(&desk, METTE);
    let entry = confirm(&desk, comment(&mette.citizen, "Gemt."));
    let draft = comment(&mette.citizen, "Halvt skrev");
    desk.save_draft(SaveDraft { draft: draft.clone() }).unwrap();
    let settings = Settings { theme: "dark".into(), ..desk.session(Nothing {}).unwrap().settings };
    desk.set(settings.clone()).unwrap();
    drop(desk);

    let desk = world.open().unwrap();
    assert!(desk.notices().is_empty());
    let seen = open_by(&desk, METTE);
    assert_eq!(seen.drafts, [draft]);
    assert_eq!(desk.session(Nothing {}).unwrap().settings, settings);
    world.pass(9);
    desk.settle();
    assert!(matches!(entry_of(&desk, &entry.command).state, EntryState::Accepted { .. }));
    desk.drop_draft(DraftRef { citizen: mette.citizen, kind: "comment".into() }).unwrap();
    assert!(open_by(&desk, METTE).drafts.is_empty());
}

#[test]
fn a_damaged_cache_goes_and_is_fetched_again() {
    let world = World::new();
    let desk = world.desk();
    switch(&desk, false);
    let mette = open_by(&desk, METTE);
    let entry = confirm(&desk, comment(&mette.citizen, "Overlever."));
    drop(desk);
    damage(&world, "cache.db");

    let desk = world.open().unwrap();
    assert_eq!(desk.notices().len(), 1);
    assert!(desk.notices()[0].da.contains("Den er slettet"));
    assert!(!set_aside(&world, "cache.db"), "it would keep citizens for longer than they may be kept");
    world.pass(9);
    desk.settle();
    assert_eq!(open_by(&desk, METTE).comments.len(), 1);
    assert!(matches!(entry_of(&desk, &entry.command).state, EntryState::Accepted { .. }));
}

#[test]
fn a_damaged_outbox_is_neither_opened_nor_replaced() {
    let world = World::new();
    drop(world.desk());
    damage(&world, "outbox.db");
    for _ in 0..2 {
        let Err(error) = world.open() else { panic!("it opened") };
        assert!(matches!(error, OpenDesk::Outbox(Damage::Damaged)), "{error:?}");
        assert!(error.text().da.contains("beskadiget"));
    }
    assert!(!set_aside(&world, "outbox.db"), "it is the caseworker who gives it up");
}

#[test]
fn no_file_holds_a_readable_name_or_number() {
    let world = World::new();
    let desk = world.desk();
    let mette = open_by(&desk, METTE);
    confirm(&desk, comment(&mette.citizen, "Hemmeligt notat."));
    drop(desk);
    for file in std::fs::read_dir(world.desk_folder()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for plain in [METTE, "Mette", "Hemmeligt", "SQLite format"] {
            assert!(!bytes.windows(plain.len()).any(|window| window == plain.as_bytes()), "{plain}");
        }
    }
}

/// A merge that the restored store has never heard of is undone here too, and what waits is sent as written.
#[test]
fn a_restored_backup_is_pulled_from_the_start_and_undoes_what_came_after_it() {
    let mut world = World::new();
    let copy = world.backend_file().with_extension("copy");
    world.with_closed_backend(|file| std::fs::copy(file, &copy).unwrap());
    let desk = world.desk();
    let bo = open_by(&desk, BO);
    world.new_number(BO, AAGE);
    desk.settle();
    assert_ne!(open_by(&desk, BO).citizen, bo.citizen, "merged into Aage");
    let purpose = Some(PurposeGiven { id: "joint_case".into(), note: String::new() });
    let odense = desk.open(OpenCitizen { by: OpenBy::Number(ODENSE.into()), purpose }).unwrap();
    assert!(matches!(odense, OpenAnswer::Citizen { .. }));
    switch(&desk, false);
    let entry = confirm(&desk, comment(&open_by(&desk, METTE).citizen, "Skal med."));
    world.pass(9);
    drop(desk);

    world.with_closed_backend(|file| std::fs::copy(&copy, file).unwrap());
    let desk = world.desk();
    assert_eq!(desk.session(Nothing {}).unwrap().citizens, 4);
    assert_eq!((open_by(&desk, BO).name, open_by(&desk, BO).citizen), ("Bo Bang".into(), bo.citizen.clone()));
    assert_eq!(open_by(&desk, AAGE).name, "Aage Aagaard");
    let by_id = OpenCitizen { by: OpenBy::Citizen(bo.citizen.clone()), purpose: None };
    let OpenAnswer::Citizen { citizen } = desk.open(by_id).unwrap() else { panic!("not opened") };
    assert_eq!((citizen.name.as_str(), citizen.numbers.len()), ("Bo Bang", 1));
    let history = desk.history(CitizenRef { citizen: open_by(&desk, AAGE).citizen }).unwrap();
    assert!(history.groups.iter().all(|group| group.title.da != "Nyt personnummer"), "it has not happened there");
    assert!(search(&desk, ODENSE).hits.is_empty(), "looked up in the former life");
    assert!(matches!(entry_of(&desk, &entry.command).state, EntryState::Accepted { .. }));
    assert_eq!(open_by(&desk, METTE).comments.len(), 1);
}

fn damage(world: &World, name: &str) {
    let path = world.desk_folder().join(name);
    let length = std::fs::metadata(&path).unwrap().len() as usize;
    std::fs::write(&path, vec![7; length]).unwrap();
    for companion in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(world.desk_folder().join(format!("{name}{companion}")));
    }
}

fn set_aside(world: &World, name: &str) -> bool {
    let begins = format!("{name}.set-aside");
    let mut files = std::fs::read_dir(world.desk_folder()).unwrap();
    files.any(|file| file.unwrap().file_name().to_string_lossy().starts_with(&begins))
}

#[test]
fn a_cache_fetched_anew_tells_what_one_tells_that_lived_through_a_merge() {
    let world = World::new();
    let desk = world.desk();
    let bo = open_by(&desk, BO);
    confirm(&desk, comment(&bo.citizen, "Før fletningen."));
    world.pass(9);
    desk.settle();
    world.new_number(BO, AAGE);
    desk.settle();
    let lived = told(&desk);
    assert!(lived.1.len() >= 5, "{lived:?}");
    drop(desk);
    damage(&world, "cache.db");
    let desk = world.desk();
    assert_eq!(told(&desk), lived);
}

/// The citizen by the former number, and the history as what happened.
fn told(desk: &desk::Desk) -> (CitizenView, Vec<HistoryGroup>) {
    let mut citizen = open_by(desk, BO);
    citizen.as_of = Text::default();
    let history = desk.history(CitizenRef { citizen: citizen.citizen.clone() }).unwrap();
    (citizen, history.groups)
}

#[test]
fn one_citizen_with_records_of_a_later_version_takes_nobody_down() {
    let mut world = World::new();
    let key = sealed::header::exercise_key(world.backend_file().parent().unwrap()).unwrap();
    world.with_closed_backend(|file| {
        let file = as_it_is(file, &key);
        let later = "UPDATE area_row SET schema = 99 WHERE area = 'affiliation'
            AND subject = (SELECT subject FROM number WHERE number = ?1)";
        assert_eq!(file.execute(later, [BO]).unwrap(), 1);
    });
    let desk = world.desk();
    let all = desk.citizens(Page { from: 0, count: 10 }).unwrap();
    let bo = all.citizens.iter().find(|hit| hit.name == "Bo Bang").unwrap();
    assert_eq!(
        bo.tags.iter().map(|tag| tag.text.da.as_str()).collect::<Vec<_>>(),
        ["Kræver en nyere udgave af Sagsbord"]
    );
    assert_eq!((all.citizens.len(), all.total), (4, 4));
    assert_eq!(search(&desk, "bang").hits.len(), 1);
    assert_eq!(search(&desk, BO).hits.len(), 1);
    desk.my_day(Nothing {}).unwrap();
    desk.session(Nothing {}).unwrap();
    let purpose = Some(PurposeGiven { id: "joint_case".into(), note: String::new() });
    let Err(DeskError::Asked { text }) = desk.open(OpenCitizen { by: OpenBy::Number(BO.into()), purpose }) else {
        panic!()
    };
    assert!(text.da.contains("kræver en nyere udgave af Sagsbord"));
    assert_eq!(open_by(&desk, METTE).name, "Mette Øvelsen");
}
