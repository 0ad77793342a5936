//! The inbox at the desk: what is pulled, who sees whose marks, and that none is lost.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod world;

use std::fs;
use std::path::Path;

use desk::door::*;
use desk::{Caseworker, Desk, Line};
use domain::{Actor, CaseworkerId, JobcentreCode};
use exchange::Backend;
use world::*;

/// More than the backend gives at once.
const MANY: u32 = 1_201;

fn colleague(world: &World, name: &str, jobcentre: &str) -> Desk {
    let jobcentre: JobcentreCode = jobcentre.parse().unwrap();
    let id = CaseworkerId(name.into());
    let actor = Actor::Caseworker { caseworker: id.clone(), jobcentre };
    let line = Line::to(world.bundled.connect(actor));
    let who = Caseworker { id, name: name.into(), jobcentre };
    let folder = world.folder.path().join("exercise").join(name);
    Desk::open_exercise_at_rest(&folder, line, who, world.clock.clone(), |_| {}).unwrap()
}

fn inbox(desk: &Desk, with_done: bool) -> InboxView {
    desk.inbox(InboxAsk { with_done, most: 500 }).unwrap()
}

fn lines(desk: &Desk, asks: Asks) -> Vec<MessageLine> {
    inbox(desk, true).groups.into_iter().find(|group| group.asks == asks).unwrap().lines
}

fn open(desk: &Desk, line: &MessageLine) -> MessageView {
    desk.open_message(MessageRef { message: line.message.clone() }).unwrap()
}

fn mark(desk: &Desk, line: &MessageLine, done: bool) -> MessageView {
    desk.mark_message(MarkMessage { message: line.message.clone(), done }).unwrap()
}

/// Who has opened and who has finished the one message to Aarhus, as a desk shows it.
fn who(desk: &Desk) -> (Option<String>, Option<String>) {
    let by = |handled: Option<HandledView>| handled.map(|handled| handled.by);
    let line = lines(desk, Asks::Notice).remove(0);
    let view = open(desk, &line);
    (by(view.opened), by(view.line.done))
}

fn marks(world: &World) -> usize {
    let actor = Actor::Caseworker { caseworker: CaseworkerId("somebody".into()), jobcentre: "75100".parse().unwrap() };
    world.bundled.connect(actor).messages(None, 1_000).unwrap().marks.len()
}

/// However often somebody presses Enter.
#[test]
fn a_message_that_cannot_be_noted_is_not_shown() {
    let world = World::new();
    world.new_number(METTE, METTE_NEW);
    drop(world.desk());
    let log = world.desk_folder().join("access.db");
    sealed::testing::be_full(&log, true);
    let desk = world.desk();
    let line = lines(&desk, Asks::Notice).remove(0);
    let fills = |_: &u32| desk.open(OpenCitizen { by: OpenBy::Number(METTE.into()), purpose: None }).is_ok();
    assert!((0..200).take_while(fills).count() < 200, "there is no end of room");
    for _ in 0..3 {
        let shown = desk.open_message(MessageRef { message: line.message.clone() });
        assert!(matches!(shown, Err(DeskError::File { .. })), "{shown:?}");
    }
    drop(desk);
    sealed::testing::be_full(&log, false);
    let desk = world.desk();
    let noted = desk.verify_access_log(Nothing {}).unwrap().links;
    open(&desk, &line);
    open(&desk, &line);
    assert_eq!(desk.verify_access_log(Nothing {}).unwrap().links, noted + 1);
}

#[test]
fn a_change_of_number_is_ours_or_anothers_and_can_be_read_without_a_connection() {
    let world = World::new();
    world.new_number(METTE, METTE_NEW);
    world.pass(60);
    world.new_number(ODENSE, "0509774642");
    let desk = world.desk();
    let count = |desk: &Desk| {
        let groups = inbox(desk, false).groups;
        groups.iter().map(|group| (group.asks, group.total)).collect::<Vec<_>>()
    };
    assert_eq!(count(&desk), [(Asks::Action, 0), (Asks::Notice, 1), (Asks::Nothing, 1)]);
    assert_eq!(lines(&desk, Asks::Notice)[0].name.da, "Mette Øvelsen");
    assert_eq!(lines(&desk, Asks::Nothing)[0].name.da, "Ikke jeres borger");
    assert_eq!(inbox(&desk, false).as_of.da, "Hentet kl. 09.01.");
    switch(&desk, false);
    world.pass(3600);
    assert_eq!(count(&desk), [(Asks::Action, 0), (Asks::Notice, 1), (Asks::Nothing, 1)]);
    assert!(inbox(&desk, false).as_of.da.starts_with("Offline. Listen er, som den var kl. 09.01"));

    world.new_number(BO, AAGE);
    switch(&desk, true);
    desk.settle();
    assert_eq!(count(&desk)[0], (Asks::Action, 1), "a merge with losses");
    assert_eq!(desk.session(Nothing {}).unwrap().inbox, 1);
    let day = desk.my_day(Nothing {}).unwrap();
    assert_eq!(day.messages.len(), 1);
    assert!(day.to_check.iter().all(|item| item.icon != "merge"), "said once");
    let view = open(&desk, &day.messages[0]);
    assert!(matches!(view.action, MessageAction::OpenCitizen { at: CitizenPart::MergeReport, .. }));
    mark(&desk, &day.messages[0], true);
    assert_eq!(desk.session(Nothing {}).unwrap().inbox, 0);
    assert_eq!(inbox(&desk, false).groups[0].done, 1);
}

#[test]
fn colleagues_see_each_others_marks_and_another_jobcentre_does_not() {
    let world = World::new();
    world.new_number(METTE, METTE_NEW);
    let (anna, bo) = (colleague(&world, "anna", "75100"), colleague(&world, "bo", "75100"));
    let odense = colleague(&world, "odin", "46100");
    [&anna, &bo, &odense].into_iter().for_each(Desk::settle);
    assert!(lines(&bo, Asks::Notice)[0].unread);
    let line = lines(&anna, Asks::Notice).remove(0);
    open(&anna, &line);
    let view = mark(&anna, &line, true);
    assert!(view.line.done.unwrap().waits, "shown at once, and not sent");
    [&anna, &bo, &odense].into_iter().for_each(Desk::settle);

    assert_eq!(who(&bo), (Some("anna".into()), Some("anna".into())));
    assert!(!open(&anna, &line).line.done.unwrap().waits);
    mark(&bo, &line, false);
    [&bo, &anna].into_iter().for_each(Desk::settle);
    assert_eq!(who(&anna), (Some("anna".into()), None), "taken back by a colleague");
    let theirs = lines(&odense, Asks::Nothing).remove(0);
    assert!(theirs.unread && theirs.done.is_none());
}

#[test]
fn what_is_marked_offline_survives_a_crash_and_arrives_once() {
    let world = World::new();
    world.new_number(METTE, METTE_NEW);
    let desk = world.desk();
    switch(&desk, false);
    let line = lines(&desk, Asks::Notice).remove(0);
    open(&desk, &line);
    mark(&desk, &line, true);
    assert_eq!(inbox(&desk, true).waiting, 2);
    // As the files lie when the program is killed here.
    let killed = world.folder.path().join("killed");
    copy(&world.desk_folder(), &killed);
    drop(desk);
    fs::remove_dir_all(world.desk_folder()).unwrap();
    copy(&killed, &world.desk_folder());
    let before = fs::read(world.desk_folder().join("outbox.db")).unwrap();
    let log = fs::read(world.desk_folder().join("outbox.db-wal")).unwrap();

    let desk = world.desk();
    assert_eq!((marks(&world), inbox(&desk, true).waiting), (2, 0));
    assert_eq!(who(&desk), (Some("Line Bjerre".into()), Some("Line Bjerre".into())));
    drop(desk);
    // Killed after they were handed over, before the outbox had forgotten them.
    fs::write(world.desk_folder().join("outbox.db"), before).unwrap();
    fs::write(world.desk_folder().join("outbox.db-wal"), log).unwrap();
    let desk = world.desk();
    assert_eq!((marks(&world), inbox(&desk, true).waiting), (2, 0), "known, and not kept twice");
}

#[test]
fn another_life_of_the_store_is_read_anew_and_what_waited_is_handed_over() {
    let world = World::new();
    world.new_number(METTE, METTE_NEW);
    let desk = world.desk();
    let line = lines(&desk, Asks::Notice).remove(0);
    open(&desk, &line);
    desk.settle();
    switch(&desk, false);
    mark(&desk, &line, true);
    world.bundled.begin_new_epoch().unwrap();
    switch(&desk, true);
    desk.settle();
    assert_eq!(lines(&desk, Asks::Notice).len(), 1, "once, though it has come twice");
    assert_eq!(who(&desk), (Some("Line Bjerre".into()), Some("Line Bjerre".into())));
    assert_eq!(inbox(&desk, true).waiting, 0);
}

#[test]
fn what_is_received_twice_is_one_line_and_done_is_done_with_both() {
    let world = World::new();
    change_number_on(&world.bundled, &world.clock, METTE, METTE_NEW, "ugyldig");
    world.pass(120);
    change_number_on(&world.bundled, &world.clock, METTE, METTE_NEW, "20231399");
    let desk = world.desk();
    let line = lines(&desk, Asks::Notice).remove(0);
    assert_eq!((lines(&desk, Asks::Notice).len(), line.times), (1, 2));
    assert_eq!(open(&desk, &line).received, ["2023-09-20T09:02", "2023-09-20T09:00"]);
    mark(&desk, &line, true);
    desk.settle();
    assert_eq!(marks(&world), 4, "opened and done, of each");
    assert_eq!(inbox(&desk, false).groups[1].total, 0);
}

#[test]
fn a_message_is_noted_the_first_time_it_is_read() {
    let world = World::new();
    world.new_number(METTE, METTE_NEW);
    let desk = world.desk();
    let line = lines(&desk, Asks::Notice).remove(0);
    open(&desk, &line);
    open(&desk, &line);
    drop(desk);
    let key = sealed::header::exercise_key(&world.desk_folder()).unwrap();
    let file = as_it_is(&world.desk_folder().join("access.db"), &key);
    let count = "SELECT count(*) FROM link WHERE entry LIKE '%\"message\"%'";
    assert_eq!(file.query_row(count, [], |row| row.get::<_, u32>(0)).unwrap(), 1);
}

#[test]
fn the_newest_comes_first_of_more_than_the_backend_gives_at_once() {
    let mut world = World::new();
    world.new_number(METTE, METTE_NEW);
    let key = sealed::header::exercise_key(world.backend_file().parent().unwrap()).unwrap();
    world.with_closed_backend(|file| {
        let file = as_it_is(file, &key);
        // Somebody else's citizens, each on another day.
        let more = "WITH RECURSIVE nth (n) AS (VALUES (2) UNION ALL SELECT n + 1 FROM nth WHERE n < ?1)
            INSERT INTO message (audience, subject, command, nth, at, day, message)
            SELECT audience, randomblob(16), command, n, at, day,
                replace(message, '\"from_cpr\":\"2023-09-19\"', '\"from_cpr\":\"' || date('1990-01-01', n || ' days') || '\"')
            FROM message, nth";
        file.execute(more, [MANY]).unwrap();
    });
    world.pass(60);
    world.new_number(BO, AAGE);
    let desk = world.desk();
    let groups = inbox(&desk, false).groups;
    let count: Vec<(usize, u32)> = groups.iter().map(|group| (group.lines.len(), group.total)).collect();
    assert_eq!(count, [(1, 1), (1, 1), (500, MANY - 1)]);
    assert_eq!(groups[0].lines[0].at, "2023-09-20T09:01");
    let some = desk.inbox(InboxAsk { with_done: false, most: 2 }).unwrap();
    assert_eq!((some.groups[2].lines.len(), some.groups[2].total), (2, MANY - 1));
}

#[test]
fn the_inbox_can_be_damaged_and_is_fetched_again_with_its_marks() {
    let world = World::new();
    world.new_number(METTE, METTE_NEW);
    let desk = world.desk();
    mark(&desk, &lines(&desk, Asks::Notice)[0], true);
    desk.settle();
    drop(desk);
    fs::write(world.desk_folder().join("cache.db"), [7; 4096]).unwrap();
    let desk = world.desk();
    assert_eq!(who(&desk).1, Some("Line Bjerre".into()));
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for file in fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}
