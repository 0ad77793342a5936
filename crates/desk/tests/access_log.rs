//! The access log: it reaches the backend, what is done to it is found, and it is shown without names.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod world;

use desk::Policy;
use desk::door::*;
use domain::{Actor, CaseworkerId};
use exchange::{AccessEntry, AccessHead, Backend, Purpose};
use rusqlite::Connection;
use world::*;

/// The desk's file, while no desk is open.
fn file(world: &World) -> Connection {
    let key = sealed::header::exercise_key(&world.desk_folder()).unwrap();
    as_it_is(&world.desk_folder().join("access.db"), &key)
}

/// The chain's name, how many links it has, and how many the backend has taken over.
fn chain(world: &World) -> (String, u64, u64) {
    let sql = "SELECT device, (SELECT count(*) FROM link), handed_in FROM chain";
    file(world).query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap()
}

fn look(world: &World, times: usize) {
    let desk = world.desk();
    (0..times).for_each(|_| drop(open_by(&desk, METTE)));
    for _ in 0..3 {
        world.pass(6);
        desk.settle();
    }
}

#[test]
fn a_desk_that_has_lost_links_hands_the_rest_in_as_another_chain_and_says_so() {
    let world = World::new();
    look(&world, 1);
    let path = world.desk_folder().join("access.db");
    let copy = path.with_extension("copy");
    std::fs::copy(&path, &copy).unwrap();
    look(&world, 2);
    let (device, links, handed_in) = chain(&world);
    assert_eq!((links, handed_in), (3, 3));
    std::fs::copy(&copy, &path).unwrap();

    look(&world, 4);
    let (other, links, handed_in) = chain(&world);
    assert_eq!((links, handed_in), (5, 5));
    assert_ne!(device, other);
    assert_eq!(world.bundled.broken_links(&device).unwrap(), [2]);
    assert!(world.bundled.broken_links(&other).unwrap().is_empty());
    assert_eq!(world.open().unwrap().notices().len(), 1);
    assert!(world.open().unwrap().notices().is_empty(), "once");
}

#[test]
fn a_chain_shorter_than_what_was_handed_in_begins_anew() {
    let world = World::new();
    look(&world, 2);
    file(&world).execute("UPDATE chain SET handed_in = 9", []).unwrap();
    assert_eq!(world.open().unwrap().notices().len(), 1);
    look(&world, 1);
    let (_, links, handed_in) = chain(&world);
    assert_eq!((links, handed_in), (3, 3));
}

#[test]
fn a_piece_that_does_not_hold_is_handed_in_once_and_that_is_said() {
    let world = World::new();
    let desk = world.desk();
    switch(&desk, false);
    open_by(&desk, METTE);
    drop(desk);
    file(&world).execute_batch("DROP TRIGGER link_text_stays; UPDATE link SET hash = 'another'").unwrap();
    look(&world, 1);
    let (device, links, handed_in) = chain(&world);
    assert_eq!((links, handed_in), (2, 0));
    assert_eq!(world.bundled.broken_links(&device).unwrap(), [1]);
    assert_eq!(world.open().unwrap().notices().len(), 1);
}

/// A desk whose five look-ups are handed in, and what somebody with the key does to its file meanwhile.
fn tampered(sql: &str) -> World {
    let world = World::new();
    look(&world, 5);
    assert_eq!(chain(&world).1, 5);
    file(&world).execute_batch(sql).unwrap();
    world
}

fn broken(desk: &desk::Desk) -> Option<u32> {
    let checked = desk.verify_access_log(Nothing {}).unwrap();
    assert_eq!(checked.broken.is_some(), checked.text.da.contains("Led nr."), "{}", checked.text.da);
    checked.broken.map(|broken| broken.link)
}

const WITHOUT_TRIGGERS: &str = "DROP TRIGGER link_stays; DROP TRIGGER link_text_stays;";
const SWAP: &str = "UPDATE link SET sequence = 99 WHERE sequence = 2; UPDATE link SET sequence = 2 WHERE sequence = 4;
    UPDATE link SET sequence = 4 WHERE sequence = 99";
const PUT_IN: &str = "UPDATE link SET sequence = sequence + 10 WHERE sequence > 2;
    UPDATE link SET sequence = sequence - 9 WHERE sequence > 10;
    INSERT INTO link SELECT 3, entry, hash FROM link WHERE sequence = 1";

#[test]
fn a_check_names_the_first_link_that_does_not_hold() {
    let sound = tampered("");
    let checked = sound.desk().verify_access_log(Nothing {}).unwrap();
    assert_eq!((checked.links, checked.compared, checked.broken), (5, Some(5), None));
    for (done, first) in [
        ("UPDATE link SET entry = replace(entry, 'line', 'lone') WHERE sequence = 2", 2),
        ("DELETE FROM link WHERE sequence = 3", 3),
        ("DELETE FROM link WHERE sequence > 3", 4),
        ("DELETE FROM link", 1),
        (SWAP, 2),
        (PUT_IN, 3),
    ] {
        let world = tampered(&format!("{WITHOUT_TRIGGERS} {done}"));
        let desk = world.desk();
        assert_eq!(broken(&desk), Some(first), "{done}");
        let before = openings(&desk);
        assert_eq!(openings(&desk), before + 1, "look-ups are still noted: {done}");
    }
}

/// Opens the citizen and says how many openings this desk has noted.
fn openings(desk: &desk::Desk) -> usize {
    switch(desk, false);
    let mette = open_by(desk, METTE).citizen;
    let log = log_of(desk, &mette);
    log.lines.iter().filter(|line| line.what.da.starts_with("Åbnet")).count()
}

#[test]
fn a_link_that_was_changed_is_named_with_its_time() {
    let world = tampered(&format!(
        "{WITHOUT_TRIGGERS} UPDATE link SET entry = replace(entry, 'line', 'lone') WHERE sequence = 2"
    ));
    let broken = world.desk().verify_access_log(Nothing {}).unwrap().broken.unwrap();
    assert_eq!((broken.link, broken.at.map(|at| at.len())), (2, Some("2023-09-18T10:05".len())));
}

/// Whoever makes all hashes anew is found by what was handed in, and only by that.
#[test]
fn a_chain_that_is_made_anew_is_found_where_it_parts_from_what_was_handed_in() {
    let world = tampered(WITHOUT_TRIGGERS);
    let forged = file(&world);
    let mut head = AccessHead::default();
    for sequence in 1..=5 {
        let sql = "SELECT entry FROM link WHERE sequence = ?1";
        let text: String = forged.query_row(sql, [sequence], |row| row.get(0)).unwrap();
        let mut entry: AccessEntry = serde_json::from_str(&text).unwrap();
        if sequence == 3 {
            entry.caseworker = CaseworkerId("lone".into());
        }
        let link = head.next(&entry);
        let sql = "UPDATE link SET entry = ?2, hash = ?3 WHERE sequence = ?1";
        forged.execute(sql, (sequence, &link.entry, &link.hash)).unwrap();
        head = link.head();
    }
    drop(forged);
    let desk = world.desk();
    assert_eq!(broken(&desk), Some(3));
    switch(&desk, false);
    let alone = desk.verify_access_log(Nothing {}).unwrap();
    assert_eq!((alone.links, alone.compared, alone.broken), (5, None, None));
    assert!(alone.text.da.contains("ingen forbindelse"));
}

#[test]
fn an_older_copy_of_the_file_is_found_before_and_after_it_has_grown() {
    let world = World::new();
    look(&world, 3);
    let path = world.desk_folder().join("access.db");
    let copy = path.with_extension("copy");
    std::fs::copy(&path, &copy).unwrap();
    look(&world, 2);
    std::fs::copy(&copy, &path).unwrap();
    assert_eq!(broken(&world.desk()), Some(4), "missing");
    look(&world, 3);
    assert_eq!(broken(&world.desk()), Some(4), "another one");
}

/// A link that the backend has lost from the middle of its chain is where the two part.
#[test]
fn a_check_comes_to_its_end_where_the_backend_lacks_a_link_too() {
    let mut world = tampered(&format!("{WITHOUT_TRIGGERS} DELETE FROM link WHERE sequence > 4"));
    world.with_closed_backend(|path| {
        let key = sealed::header::exercise_key(path.parent().unwrap()).unwrap();
        as_it_is(path, &key)
            .execute_batch("DROP TRIGGER access_handed_in_stays; DELETE FROM access_handed_in WHERE sequence = 2")
            .unwrap();
    });
    assert_eq!(broken(&world.desk()), Some(2));
}

#[test]
fn the_file_takes_no_change_of_a_link() {
    let world = tampered("");
    for sql in ["DELETE FROM link", "UPDATE link SET entry = ''", "UPDATE link SET sequence = 9 WHERE sequence = 1"] {
        assert!(file(&world).execute(sql, []).is_err(), "{sql}");
    }
    file(&world).execute("INSERT INTO former_chain VALUES ('x')", []).unwrap();
    assert!(file(&world).execute("DELETE FROM former_chain", []).is_err());
}

fn log_of(desk: &desk::Desk, citizen: &str) -> AccessLogView {
    desk.access_log(CitizenRef { citizen: citizen.into() }).unwrap()
}

fn told(log: &AccessLogView) -> Vec<(&str, bool)> {
    log.lines.iter().map(|line| (line.what.da.as_str(), line.yours)).collect()
}

#[test]
fn the_page_tells_own_uses_in_full_and_of_others_no_name() {
    let world = World::new();
    let desk = world.desk();
    let jobcentre = "46100".parse().unwrap();
    let odense = Actor::Caseworker { caseworker: CaseworkerId("birthe".into()), jobcentre };
    let purpose = Purpose { id: "moving_here".into(), note: "Hemmelige ord".into() };
    world.bundled.connect(odense).look_up(METTE.parse().unwrap(), Some(&purpose)).unwrap();
    let mette = open_by(&desk, METTE).citizen;
    desk.copy_number(NumberRef { citizen: mette.clone(), which: 0 }).unwrap();

    let log = log_of(&desk, &mette);
    let expected =
        [("Nummer kopieret", true), ("Åbnet med det nuværende nummer", true), ("Hentet fra serveren", false)];
    assert_eq!(told(&log), expected);
    let of_another = &log.lines[2];
    assert_eq!(of_another.purpose.as_ref().unwrap().da, "Borgeren flytter til vores kommune");
    assert_eq!((of_another.jobcentre.da.as_str(), &of_another.note), ("Jobcenter Odense", &None));
    let text = serde_json::to_string(&log).unwrap();
    assert!(!text.contains("birthe") && !text.contains("Hemmelige ord"));
    assert_eq!((log.missing, log.total, log.real_time), (None, 3, true));
    let again = log_of(&desk, &mette);
    assert!(told(&again).contains(&("Adgangslog vist", true)), "to be shown the log is a use as well: {again:?}");
}

#[test]
fn what_is_handed_in_already_is_told_once() {
    let world = World::new();
    let desk = world.desk();
    let mette = open_by(&desk, METTE).citizen;
    world.pass(6);
    desk.settle();
    assert_eq!(told(&log_of(&desk, &mette)), [("Åbnet med det nuværende nummer", true)]);
}

#[test]
fn offline_the_page_has_only_own_uses_and_says_so() {
    let world = World::new();
    let desk = world.desk();
    let mette = open_by(&desk, METTE).citizen;
    switch(&desk, false);
    let log = log_of(&desk, &mette);
    assert_eq!(told(&log), [("Åbnet med det nuværende nummer", true)]);
    assert!(log.missing.unwrap().da.contains("ingen forbindelse"));
}

#[test]
fn a_merged_citizen_has_the_uses_of_both() {
    let world = World::new();
    let desk = world.desk();
    open_by(&desk, BO);
    open_by(&desk, AAGE);
    world.new_number(BO, AAGE);
    desk.settle();
    let citizen = open_by(&desk, BO).citizen;
    switch(&desk, false);
    assert_eq!(told(&log_of(&desk, &citizen)).len(), 3);
}

/// The purpose that is asked for once a day stands on every use of that day.
#[test]
fn the_purpose_of_the_day_is_noted_each_time() {
    let world = World::new();
    let desk = world.desk();
    let odin = open_with_purpose(&desk, ODENSE, "Møde i morgen").citizen;
    open_by(&desk, ODENSE);
    desk.show_number(NumberRef { citizen: odin.clone(), which: 0 }).unwrap();
    switch(&desk, false);
    let log = log_of(&desk, &odin);
    assert_eq!(log.lines.len(), 3);
    assert!(log.lines.iter().all(|line| line.note.as_deref() == Some("Møde i morgen") && line.purpose.is_some()));
}

#[test]
fn a_search_for_a_whole_number_is_a_use_of_that_citizens_data() {
    let world = World::new();
    let desk = world.desk();
    desk.settle_search(SearchText { text: METTE.into() }).unwrap();
    desk.settle_search(SearchText { text: "mette".into() }).unwrap();
    let mette = open_by(&desk, METTE).citizen;
    switch(&desk, false);
    let log = log_of(&desk, &mette);
    assert_eq!(told(&log), [("Åbnet med det nuværende nummer", true), ("Søgt frem på nummeret", true)]);
}

#[test]
fn the_extract_is_a_file_of_its_own_for_the_citizen_alone() {
    let world = World::new();
    let folder = world.folder.path().join("Overførsler");
    std::fs::create_dir(&folder).unwrap();
    let desk = world.desk_under(Policy { files: Some(folder.clone()), ..Policy::default() });
    let jobcentre = "46100".parse().unwrap();
    let odense = Actor::Caseworker { caseworker: CaseworkerId("birthe".into()), jobcentre };
    let purpose = Purpose { id: "moving_here".into(), note: "Hemmelige ord".into() };
    world.bundled.connect(odense).look_up(METTE.parse().unwrap(), Some(&purpose)).unwrap();
    let citizen = open_by(&desk, METTE).citizen;

    let first = desk.write_extract(CitizenRef { citizen: citizen.clone() }).unwrap();
    let second = desk.write_extract(CitizenRef { citizen: citizen.clone() }).unwrap();
    assert_ne!(first.file, second.file, "nothing is overwritten");
    assert_eq!((first.lines, first.lines as usize), (first.log.total, first.log.lines.len()), "what it says is shown");
    let path = std::path::Path::new(&first.file);
    assert_eq!(path.parent(), Some(folder.as_path()));
    let name = path.file_name().unwrap().to_string_lossy();
    assert!(name.starts_with("adgangslog-") && !name.contains("1503"), "{name}");
    #[cfg(unix)]
    {
        let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(path).unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600);
    }
    let text = std::fs::read_to_string(path).unwrap();
    for part in
        ["lang=\"da\"", "Mette Øvelsen", "150385-1234", "Borgeren flytter til vores kommune", "Jobcenter Odense"]
    {
        assert!(text.contains(part), "{part}");
    }
    for hidden in ["birthe", "Line Bjerre", "line", "Hemmelige ord"] {
        assert!(!text.contains(&format!(">{hidden}<")) && !text.contains(&format!(" {hidden} ")), "{hidden}");
    }
    let title = text.split("<title>").nth(1).unwrap().split("</title>").next().unwrap();
    assert!(!title.contains("Mette") && !title.contains("1503"));
    assert_eq!(first.lines, 2);
    assert!(told(&log_of(&desk, &citizen)).contains(&("Udtræk til borgeren lavet", true)));
}

#[test]
fn where_the_folder_cannot_be_written_the_extract_lies_in_the_desks_own() {
    let world = World::new();
    let nowhere = world.folder.path().join("findes ikke");
    let desk = world.desk_under(Policy { files: Some(nowhere), ..Policy::default() });
    let citizen = open_by(&desk, METTE).citizen;
    let extract = desk.write_extract(CitizenRef { citizen }).unwrap();
    assert!(std::path::Path::new(&extract.file).starts_with(world.desk_folder()));
}

#[test]
fn there_is_no_extract_without_the_backend() {
    let world = World::new();
    let desk = world.desk();
    let citizen = open_by(&desk, METTE).citizen;
    switch(&desk, false);
    let Err(DeskError::Asked { text }) = desk.write_extract(CitizenRef { citizen }) else { panic!("written") };
    assert!(text.da.contains("også dem, andre har lavet"));
}

/// Noted by a later version, or damaged: the check tells of it, and nobody is kept out.
#[test]
fn a_link_that_this_version_cannot_read_keeps_the_desk_open() {
    for unread in ["replace(entry, '\"open\"', '\"dream\"')", "'{'", "''"] {
        let world = World::new();
        let desk = world.desk();
        switch(&desk, false);
        for number in [METTE, BO, AAGE] {
            open_by(&desk, number);
        }
        drop(desk);
        let sql = format!("{WITHOUT_TRIGGERS} UPDATE link SET entry = {unread} WHERE sequence IN (1, 3)");
        file(&world).execute_batch(&sql).unwrap();
        world.faults.cut(true);
        let desk = world.open().unwrap();
        let recent = desk.session(Nothing {}).unwrap().recent;
        assert_eq!(recent.len(), 1, "{unread}");
        assert!(desk.trouble(Nothing {}).is_ok(), "{unread}");
        open_by(&desk, METTE);
        assert_eq!(desk.session(Nothing {}).unwrap().recent.len(), 2, "{unread}");
    }
}
