//! Who is kept at a desk, for how long, and what becomes of those who leave.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod world;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use desk::door::*;
use desk::{Desk, Policy};
use exchange::{AccessAction, AccessEntry, Scope};
use world::*;

const DAY: i64 = 24 * 60 * 60;

fn kept(desk: &Desk) -> Kept {
    desk.session(Nothing {}).unwrap().kept
}

/// The whole text of a comment, as *Ikke sendt* shows it.
fn typed(entry: &OutboxEntry) -> &str {
    entry.corrections.iter().find(|one| one.field.da == "Kommentar").map_or("", |one| one.sent.da.as_str())
}

fn citizens(desk: &Desk) -> u32 {
    desk.citizens(Page { from: 0, count: 100 }).unwrap().total
}

#[test]
fn without_contact_citizens_stay_for_fourteen_days_and_go_on_the_fifteenth() {
    let world = World::new();
    let desk = world.desk();
    switch(&desk, false);
    for day in 1..=14 {
        world.pass(DAY);
        desk.settle();
        assert_eq!(matches!(kept(&desk), Kept::RunsOut { .. }), day >= 10, "day {day}: {:?}", kept(&desk));
        assert_eq!(citizens(&desk), 4, "day {day}");
    }
    let Kept::RunsOut { text } = kept(&desk) else { panic!() };
    assert!(text.da.contains("i 14 dage") && text.da.contains("i morgen"), "{}", text.da);
    world.pass(DAY);
    desk.settle();
    assert_eq!(citizens(&desk), 0);
    let Kept::Dropped { text } = kept(&desk) else { panic!("{:?}", kept(&desk)) };
    assert!(text.da.contains("Opret forbindelse"));

    switch(&desk, true);
    desk.settle();
    assert_eq!((citizens(&desk), kept(&desk)), (4, Kept::Fresh));
}

#[test]
fn they_go_at_opening_as_well_and_what_is_written_stays() {
    let world = World::new();
    let desk = world.desk();
    let mette = open_by(&desk, METTE).citizen;
    open_by(&desk, BO);
    switch(&desk, false);
    let entry = confirm(&desk, comment(&mette, "Skal sendes."));
    let draft = comment(&mette, "Halvt skrev");
    desk.save_draft(SaveDraft { draft: draft.clone() }).unwrap();
    drop(desk);
    world.faults.cut(true);
    world.pass(15 * DAY);

    let desk = world.open().unwrap();
    assert!(matches!(kept(&desk), Kept::Dropped { .. }));
    assert_eq!(citizens(&desk), 0);
    assert!(search(&desk, "mette").hits.is_empty() && search(&desk, METTE).hits.is_empty());
    let my_day = desk.my_day(Nothing {}).unwrap();
    assert!(my_day.news.is_empty() && my_day.to_check.is_empty());
    let waiting = entry_of(&desk, &entry.command);
    assert_eq!(typed(&waiting), "Skal sendes.");
    assert_eq!(desk.verify_access_log(Nothing {}).unwrap().links, 2);

    world.faults.cut(false);
    desk.settle();
    assert!(matches!(entry_of(&desk, &entry.command).state, EntryState::Accepted { .. }));
    let mette = open_by(&desk, METTE);
    assert_eq!(mette.comments.len(), 1);
    assert_eq!(mette.drafts, [draft]);
}

/// The line goes when the first of several pages is stored, at the first fetch and after everybody went: there was contact on
/// that day, and the days count from it.
#[test]
fn a_fetch_that_is_broken_off_counts_the_days_as_well() {
    let world = World::new();
    world.many_more(1_000);
    let breaks_off = Arc::new(AtomicBool::new(true));
    let (faults, flag) = (world.faults.clone(), Arc::clone(&breaks_off));
    let desk = world.open_with(move |event| {
        if flag.load(Ordering::SeqCst) && matches!(event, DeskEvent::Changed { .. }) {
            faults.cut(true);
        }
    });
    for breaks_off_again in [true, false] {
        desk.settle();
        assert_eq!((citizens(&desk), kept(&desk)), (1_000, Kept::Fresh), "of 1,004");
        for day in 1..=14 {
            world.pass(DAY);
            desk.settle();
            assert_eq!(matches!(kept(&desk), Kept::RunsOut { .. }), day >= 10, "day {day}: {:?}", kept(&desk));
            assert_eq!(citizens(&desk), 1_000, "day {day}");
        }
        world.pass(DAY);
        desk.settle();
        assert_eq!(citizens(&desk), 0);
        assert!(matches!(kept(&desk), Kept::Dropped { .. }), "{:?}", kept(&desk));
        breaks_off.store(breaks_off_again, Ordering::SeqCst);
        world.faults.cut(false);
    }
    desk.settle();
    assert_eq!((citizens(&desk), kept(&desk)), (1_004, Kept::Fresh));
}

/// A file that does not say since when counts from the day on which it is first opened, not from each.
#[test]
fn a_file_that_does_not_say_since_when_counts_from_its_first_opening() {
    let world = World::new();
    drop(world.desk());
    world.faults.cut(true);
    let key = sealed::header::exercise_key(&world.desk_folder()).unwrap();
    let file = as_it_is(&world.desk_folder().join("cache.db"), &key);
    assert_eq!(file.execute("DELETE FROM contact", []).unwrap(), 1);
    drop(file);
    for (days, left) in [(0, 4), (14, 4), (1, 0)] {
        world.pass(days * DAY);
        assert_eq!(citizens(&world.open().unwrap()), left, "{days} days later");
    }
}

#[test]
fn an_open_page_says_what_happened_to_its_citizen() {
    let world = World::new();
    let desk = world.desk();
    let mette = open_by(&desk, METTE).citizen;
    switch(&desk, false);
    world.pass(15 * DAY);
    desk.settle();
    let Err(DeskError::Gone { text }) = desk.citizen(CitizenRef { citizen: mette }) else { panic!("still there") };
    assert!(text.da.contains("mere end 14 dage"), "{}", text.da);
}

#[test]
fn a_clock_that_is_set_back_gives_no_days() {
    let world = World::new();
    let desk = world.desk();
    switch(&desk, false);
    for days in [9, -20, 5] {
        world.pass(days * DAY);
        desk.settle();
        assert_eq!(citizens(&desk), 4);
    }
    drop(desk);
    world.faults.cut(true);
    world.pass(DAY);
    assert_eq!(citizens(&world.open().unwrap()), 0, "9, 5 and 1 day have been seen to begin");
}

#[test]
fn an_exercise_that_jumps_years_while_the_backend_answers_loses_nobody() {
    let world = World::new();
    let desk = world.desk();
    let mette = open_by(&desk, METTE).citizen;
    world.events.lock().unwrap().clear();
    world.pass(900 * DAY);
    desk.settle();
    assert_eq!((citizens(&desk), kept(&desk)), (4, Kept::Fresh));
    assert!(desk.citizen(CitizenRef { citizen: mette }).is_ok());
    let dropped = DeskEvent::Changed { citizens: Vec::new() };
    assert!(!world.events.lock().unwrap().contains(&dropped), "not even for a moment");
}

/// By an affiliation registered elsewhere, and by a merge into somebody of another jobcentre.
#[test]
fn a_citizen_who_leaves_the_jobcentre_goes_and_what_was_written_stays() {
    type Leave = fn(&World);
    let ways: [(Leave, &str); 2] = [
        (|world| world.moves(METTE, "46100"), "hører ikke længere til jeres jobcenter"),
        (|world| world.new_number(METTE, ODENSE), "flettet med en borger i et andet jobcenter"),
    ];
    for (leave, says) in ways {
        let world = World::new();
        let desk = world.desk();
        no_rest(&desk);
        let mette = open_by(&desk, METTE).citizen;
        let sent = confirm(&desk, comment(&mette, "Sendt før."));
        desk.settle();
        switch(&desk, false);
        let open = confirm(&desk, comment(&mette, "Venter endnu."));
        desk.save_draft(SaveDraft { draft: comment(&mette, "Halvt skrev") }).unwrap();
        leave(&world);
        world.faults.cut(false);
        switch(&desk, true);
        desk.settle();

        assert_eq!(citizens(&desk), 3, "{says}");
        assert!(search(&desk, "mette").hits.is_empty() && search(&desk, METTE).hits.is_empty());
        let page = desk.citizen(CitizenRef { citizen: mette.clone() });
        let Err(DeskError::Gone { text }) = page else { panic!("{page:?}") };
        assert!(text.da.contains(says) && text.da.contains("Ikke sendt"), "{}", text.da);
        for (entry, text) in [(&sent, "Sendt før."), (&open, "Venter endnu.")] {
            let kept = entry_of(&desk, &entry.command);
            assert_eq!(self::typed(&kept), text);
            assert!(kept.number.masked);
        }
        let refused = entry_of(&desk, &open.command).state;
        assert!(matches!(refused, EntryState::Refused { .. } | EntryState::Held { .. }), "{refused:?}");
        let again = open_with_purpose(&desk, METTE, "");
        assert_eq!(again.drafts.len(), 1, "what was typed is there for whoever has a purpose");
    }
}

#[test]
fn a_citizen_who_comes_back_is_here_again() {
    let world = World::new();
    let desk = world.desk();
    let mette = open_by(&desk, METTE).citizen;
    world.moves(METTE, "46100");
    desk.settle();
    assert!(desk.citizen(CitizenRef { citizen: mette.clone() }).is_err());
    world.pass(DAY);
    world.moves(METTE, "75100");
    desk.settle();
    assert_eq!(desk.citizen(CitizenRef { citizen: mette }).unwrap().name, "Mette Øvelsen");
}

fn keeping_nobody(world: &World) -> Desk {
    world.desk_under(Policy { scope: Scope::Nobody, ..Policy::default() })
}

#[test]
fn a_desk_that_keeps_nobody_looks_everybody_up_and_each_look_up_is_noted_in_the_backend() {
    let world = World::new();
    drop(world.desk());
    assert!(world.desk_folder().join("cache.db").exists());
    let desk = keeping_nobody(&world);
    assert!(!world.desk_folder().join("cache.db").exists(), "what was kept before goes");
    assert_eq!(citizens(&desk), 0);
    let found = search(&desk, METTE);
    assert!(found.hits.is_empty() && found.ask_backend);
    assert!(search(&desk, "mette").note.unwrap().da.contains("gemmer ingen borgere"));

    let noted = || world.bundled.access_log().unwrap().len();
    let mette = open_by(&desk, METTE);
    assert!(mette.own, "no purpose is asked for at an own citizen");
    open_by(&desk, METTE);
    assert!(matches!(
        desk.open(OpenCitizen { by: OpenBy::Citizen(mette.citizen), purpose: None }).unwrap(),
        OpenAnswer::Citizen { .. }
    ));
    assert_eq!(noted(), 3);
    let entry: AccessEntry = serde_json::from_str(&world.bundled.access_log().unwrap()[0].entry).unwrap();
    assert!(matches!(entry.action, AccessAction::Open { .. }) && entry.purpose.is_none());
    let other = desk.open(OpenCitizen { by: OpenBy::Number(ODENSE.into()), purpose: None }).unwrap();
    assert!(matches!(other, OpenAnswer::AskPurpose { .. }));
    assert_eq!(open_with_purpose(&desk, ODENSE, "").name, "Odin Øster");
    assert_eq!(citizens(&desk), 0, "nobody is listed");
}

#[test]
fn a_desk_that_keeps_nobody_can_write_offline_on_who_is_open_and_keeps_that() {
    let world = World::new();
    let desk = keeping_nobody(&world);
    no_rest(&desk);
    let mette = open_by(&desk, METTE).citizen;
    switch(&desk, false);
    let again = desk.open(OpenCitizen { by: OpenBy::Number(METTE.into()), purpose: None }).unwrap();
    let OpenAnswer::OutOfReach { text } = again else { panic!("{again:?}") };
    assert!(text.da.contains("gemmer ingen borgere"));
    let entry = confirm(&desk, comment(&mette, "Skrevet uden forbindelse."));
    desk.save_draft(SaveDraft { draft: comment(&mette, "Halvt skrev") }).unwrap();
    assert_eq!(desk.citizen(CitizenRef { citizen: mette.clone() }).unwrap().comments.len(), 1);
    drop(desk);

    let desk = keeping_nobody(&world);
    assert!(matches!(entry_of(&desk, &entry.command).state, EntryState::Accepted { .. }));
    let mette = open_by(&desk, METTE);
    assert_eq!((mette.comments.len(), mette.drafts.len()), (1, 1));
    confirm(&desk, comment(&mette.citizen, "Og nu med."));
    desk.settle();
    let seen = desk.citizen(CitizenRef { citizen: mette.citizen }).unwrap();
    assert_eq!(seen.comments.iter().filter(|comment| comment.waiting.is_none()).count(), 2);
}

/// Whoever has left is known by the number that was theirs when something was typed on them, and is opened by it.
#[test]
fn what_is_typed_on_somebody_who_has_left_leads_back_to_them() {
    let world = World::new();
    let desk = keeping_nobody(&world);
    let (mette, bo) = (open_by(&desk, METTE).citizen, open_by(&desk, BO).citizen);
    let text = "Et ord til. ".repeat(20).trim().to_owned();
    desk.save_draft(SaveDraft { draft: comment(&mette, &text) }).unwrap();
    let taken_back = confirm(&desk, comment(&bo, "Fortrydes."));
    desk.undo(reference_to(&taken_back)).unwrap();
    drop(desk);

    let desk = keeping_nobody(&world);
    // The page that stood open knows no number any more.
    desk.save_draft(SaveDraft { draft: comment(&mette, &text) }).unwrap();
    world.new_number(METTE, METTE_NEW);
    let mut typed = desk.outbox(Nothing {}).unwrap().drafts;
    typed.sort_by_key(|one| one.of.citizen != mette);
    let numbers: Vec<&str> = typed.iter().map(|one| one.number.as_ref().unwrap().shown.as_str()).collect();
    assert_eq!(numbers, ["150385-••••", "230990-••••"]);
    assert!(typed.iter().all(|one| !one.is_here && one.number.as_ref().unwrap().masked));
    assert_eq!(typed[0].summary.da, text, "there is no page to read it on");
    for (typed, name) in typed.into_iter().zip(["Mette Øvelsen", "Bo Bang"]) {
        let by = typed.opens_by.unwrap();
        let answer = desk.open(OpenCitizen { by, purpose: None }).unwrap();
        let OpenAnswer::Citizen { citizen } = answer else { panic!("{answer:?}") };
        assert_eq!((citizen.name.as_str(), &citizen.drafts[..]), (name, &[typed.draft.unwrap()][..]));
    }
    assert_eq!(world.bundled.access_log().unwrap().len(), 4, "each look-up is noted in the backend");
    assert!(desk.outbox(Nothing {}).unwrap().drafts.iter().all(|one| one.is_here));
}

#[test]
fn what_a_desk_that_keeps_nobody_leaves_on_the_disk_opens_with_no_key_that_is_left() {
    let world = World::new();
    let desk = keeping_nobody(&world);
    open_by(&desk, METTE);
    drop(desk);
    let key = sealed::header::exercise_key(&world.desk_folder()).unwrap();
    let left = world.desk_folder().join("cache-of-a-run.db");
    assert!(sealed::open(&left, &key, sealed::Durability::Normal, &[]).is_err());
    drop(world.desk());
    assert!(!left.exists(), "and the next run removes it");
}
