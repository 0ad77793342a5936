//! What is written at the desk is safe, is sent when it can be, and is answered once.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod world;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use desk::Desk;
use desk::door::*;
use world::*;

#[test]
fn a_comment_written_offline_is_sent_and_answered() {
    let (world, desk, mette) = with_mette();
    switch(&desk, false);
    let entry = confirm(&desk, comment(&mette.citizen, "Ringede i dag."));
    assert!(matches!(entry.state, EntryState::Resting { left_ms: 1..=8000 }), "{:?}", entry.state);
    let seen = open_by(&desk, METTE);
    assert!(seen.comments[0].waiting.is_some());
    let pill = desk.connection(Nothing {}).unwrap();
    assert_eq!((pill.online, pill.switched_off, pill.waiting, pill.all_settled), (false, true, 1, false));

    world.pass(9);
    assert!(matches!(entry_of(&desk, &entry.command).state, EntryState::Waiting { place: 1, .. }));
    switch(&desk, true);
    desk.settle();
    assert!(is_accepted(&desk, &entry));
    let seen = open_by(&desk, METTE);
    assert_eq!((seen.comments.len(), seen.comments[0].waiting.clone()), (1, None));
    let pill = desk.connection(Nothing {}).unwrap();
    assert_eq!((pill.online, pill.waiting, pill.refused, pill.all_settled), (true, 0, 0, true));
    let events = world.events.lock().unwrap();
    assert!(
        events
            .iter()
            .any(|event| matches!(event, DeskEvent::Changed { citizens } if citizens.contains(&mette.citizen)))
    );
}

#[test]
fn nothing_leaves_before_the_rest_is_over() {
    let (world, desk, mette) = with_mette();
    let entry = confirm(&desk, comment(&mette.citizen, "Et."));
    world.pass(7);
    desk.settle();
    assert!(matches!(entry_of(&desk, &entry.command).state, EntryState::Resting { left_ms: 1000 }));
    desk.send_now(reference_to(&entry)).unwrap();
    desk.settle();
    assert!(is_accepted(&desk, &entry));
}

#[test]
fn what_rests_can_be_undone_and_what_is_answered_cannot() {
    let (world, desk, mette) = with_mette();
    let entry = confirm(&desk, comment(&mette.citizen, "Fortrydes."));
    let undone = desk.undo(reference_to(&entry)).unwrap();
    assert_eq!(undone.state, EntryState::Undone);
    world.pass(60);
    desk.settle();
    assert!(comments(&desk, METTE).is_empty());
    let typed = |text: &str| vec![comment(&mette.citizen, text)];
    assert_eq!(open_by(&desk, METTE).drafts, typed("Fortrydes."), "what was typed is never lost");
    let entry = confirm(&desk, comment(&mette.citizen, "Også."));
    desk.save_draft(SaveDraft { draft: comment(&mette.citizen, "Begyndt imens") }).unwrap();
    desk.undo(reference_to(&entry)).unwrap();
    assert_eq!(open_by(&desk, METTE).drafts, typed("Også.\n\nBegyndt imens"));

    let entry = confirm(&desk, comment(&mette.citizen, "Bliver."));
    world.pass(60);
    desk.settle();
    assert!(matches!(desk.undo(reference_to(&entry)), Err(DeskError::Asked { .. })));
    assert_eq!(comments(&desk, METTE), ["Bliver."]);
}

/// Undoing races with the thread that sends: one of the two wins, never both.
#[test]
fn what_is_undone_is_never_sent_and_what_is_sent_is_never_undone() {
    let (_world, desk, mette) = with_mette();
    no_rest(&desk);
    let mut stays = Vec::new();
    for nth in 0..30 {
        let text = format!("Nummer {nth}");
        let entry = confirm(&desk, comment(&mette.citizen, &text));
        for _ in 0..nth * 20 {
            std::thread::yield_now();
        }
        if desk.undo(reference_to(&entry)).is_err() {
            stays.push(text);
        }
    }
    desk.settle();
    let mut sent = comments(&desk, METTE);
    sent.sort_unstable();
    stays.sort_unstable();
    assert_eq!(sent, stays);
}

#[test]
fn a_lost_answer_is_asked_for_again_and_makes_one_record() {
    let world = World::new();
    let desk = world.desk();
    no_rest(&desk);
    world.faults.lose_answers(1);
    let mette = open_by(&desk, METTE);
    let entry = confirm(&desk, comment(&mette.citizen, "Kun én gang."));
    wait_until("the lost answer", || world.faults.answers_to_lose() == 0);
    assert!(matches!(entry_of(&desk, &entry.command).state, EntryState::Sent));
    assert!(desk.discard(Discard { command: entry.command.clone(), reason: "Nej".into() }).is_err());
    world.pass(2);
    desk.settle();
    assert!(is_accepted(&desk, &entry));
    assert_eq!(comments(&desk, METTE), ["Kun én gang."]);
}

#[test]
fn a_cut_line_is_no_verdict() {
    let world = World::new();
    let desk = world.desk();
    no_rest(&desk);
    world.faults.cut(true);
    let mette = open_by(&desk, METTE);
    let entry = confirm(&desk, comment(&mette.citizen, "Vent."));
    desk.settle();
    assert!(!desk.connection(Nothing {}).unwrap().online);
    assert!(matches!(entry_of(&desk, &entry.command).state, EntryState::Waiting { .. }));
    world.faults.cut(false);
    world.pass(61);
    desk.settle();
    assert!(is_accepted(&desk, &entry));
}

/// A desk whose line is cut when so many events of a kind have come as somebody asks for.
fn cut_after(world: &World, is_it: fn(&DeskEvent) -> bool) -> (Desk, Arc<AtomicUsize>) {
    let left = Arc::new(AtomicUsize::new(0));
    let (counted, faults) = (Arc::clone(&left), world.faults.clone());
    let desk = world.open_with(move |event| {
        let one_less = |left: usize| left.checked_sub(1);
        if is_it(&event) && counted.fetch_update(Ordering::SeqCst, Ordering::SeqCst, one_less) == Ok(1) {
            faults.cut(true);
        }
    });
    desk.settle();
    (desk, left)
}

#[test]
fn what_is_accepted_stands_also_before_it_is_pulled() {
    let world = World::new();
    let (desk, left) = cut_after(&world, |event| matches!(event, DeskEvent::Outbox));
    let mette = open_by(&desk, METTE);
    let entry = confirm(&desk, comment(&mette.citizen, "Godkendt."));
    // It leaves, and it is answered.
    left.store(2, Ordering::SeqCst);
    world.pass(9);
    desk.settle();
    assert!(is_accepted(&desk, &entry));
    assert!(!desk.connection(Nothing {}).unwrap().all_settled, "nothing is pulled since");
    let seen = open_by(&desk, METTE);
    assert_eq!((seen.comments.len(), seen.comments[0].waiting.clone()), (1, None));
    let record = seen.comments[0].comment.clone();
    let form = DraftForm::CorrectComment { comment: record, text: "Godkendt og rettet.".into() };
    fingerprint(&desk, &Draft { citizen: mette.citizen, form });
    world.faults.cut(false);
    world.pass(61);
    desk.settle();
    assert_eq!(comments(&desk, METTE), ["Godkendt."]);
}

#[test]
fn what_is_pulled_before_its_answer_stands_once() {
    let world = World::new();
    let (desk, left) = cut_after(&world, |event| matches!(event, DeskEvent::Changed { .. }));
    world.faults.lose_answers(1);
    let mette = open_by(&desk, METTE);
    let entry = confirm(&desk, comment(&mette.citizen, "Én gang."));
    world.pass(9);
    wait_until("the lost answer", || world.faults.answers_to_lose() == 0);
    // The next pull brings the comment, and the answer does not come.
    left.store(1, Ordering::SeqCst);
    world.pass(2);
    desk.settle();
    wait_until("the pull", || left.load(Ordering::SeqCst) == 0);
    assert!(matches!(entry_of(&desk, &entry.command).state, EntryState::Sent));
    let seen = open_by(&desk, METTE);
    assert_eq!((seen.comments.len(), seen.comments[0].waiting.clone()), (1, None));
    world.faults.cut(false);
    world.pass(61);
    desk.settle();
    assert!(is_accepted(&desk, &entry));
    assert_eq!(comments(&desk, METTE), ["Én gang."]);
}

#[test]
fn what_is_accepted_on_a_citizen_outside_the_scope_is_fetched_with_the_days_purpose() {
    let world = World::new();
    world.register(NOBODY, "Kim Uden Jobcenter");
    let desk = world.desk();
    let purpose = Some(PurposeGiven { id: "joint_case".into(), note: "Møde".into() });
    let opened = desk.open(OpenCitizen { by: OpenBy::Number(NOBODY.into()), purpose }).unwrap();
    let OpenAnswer::Citizen { citizen } = opened else { panic!("{opened:?}") };
    let entry = confirm(&desk, comment(&citizen.citizen, "Uden for området."));
    world.pass(9);
    desk.settle();
    assert!(is_accepted(&desk, &entry));
    assert_eq!(comments(&desk, NOBODY), ["Uden for området."]);
    let history = desk.history(CitizenRef { citizen: citizen.citizen }).unwrap();
    let group = history.groups.iter().find(|group| group.command == entry.command).unwrap();
    assert!(!group.lines.is_empty(), "the journal has come");
    let log = world.bundled.access_log().unwrap();
    assert_eq!(log.iter().filter(|link| link.entry.contains("Møde")).count(), 3, "each look-up with its purpose");
}

#[test]
fn two_presses_of_enter_make_one_command() {
    let (_world, desk, mette) = with_mette();
    let draft = comment(&mette.citizen, "Én gang.");
    let request = Confirm { draft: draft.clone(), fingerprint: fingerprint(&desk, &draft), renews: None };
    let first = desk.confirm(request.clone()).unwrap();
    let second = desk.confirm(request).unwrap();
    assert_eq!(first.command, second.command);
    assert_eq!(desk.outbox(Nothing {}).unwrap().resting.len(), 1);
    let same_words = confirm(&desk, draft);
    assert_ne!(same_words.command, first.command, "the same words on purpose are another comment");
}

#[test]
fn what_is_confirmed_is_what_was_shown() {
    let (_world, desk, mette) = with_mette();
    let shown = fingerprint(&desk, &comment(&mette.citizen, "Et."));
    let other = Confirm { draft: comment(&mette.citizen, "To."), fingerprint: shown, renews: None };
    assert!(matches!(desk.confirm(other), Err(DeskError::Asked { .. })));
    assert!(desk.outbox(Nothing {}).unwrap().resting.is_empty());
}

#[test]
fn a_text_may_be_corrected_back_and_forth() {
    let (world, desk, mette) = with_mette();
    switch(&desk, false);
    confirm(&desk, comment(&mette.citizen, "A"));
    let record = open_by(&desk, METTE).comments[0].comment.clone();
    let mut commands = Vec::new();
    for text in ["B", "A", "B"] {
        let form = DraftForm::CorrectComment { comment: record.clone(), text: text.into() };
        commands.push(confirm(&desk, Draft { citizen: mette.citizen.clone(), form }).command);
    }
    commands.sort_unstable();
    commands.dedup();
    assert_eq!(commands.len(), 3);
    world.pass(9);
    switch(&desk, true);
    desk.settle();
    assert_eq!(comments(&desk, METTE), ["B"]);
    assert!(desk.connection(Nothing {}).unwrap().all_settled);
}

#[test]
fn a_preview_sees_what_waits() {
    let (_world, desk, mette) = with_mette();
    switch(&desk, false);
    let move_to = |jobcentre: &str| Draft {
        citizen: mette.citizen.clone(),
        form: DraftForm::Affiliation { jobcentre: jobcentre.into(), from: "d".into() },
    };
    confirm(&desk, move_to("46100"));
    let Preview::Refused { refusal, .. } = desk.preview(move_to("46100")).unwrap() else { panic!() };
    assert_eq!(refusal.code, "4575", "she is Odense's now, as far as this desk knows");
    let half = Draft { citizen: mette.citizen.clone(), form: DraftForm::Comment { text: " ".into() } };
    assert!(matches!(desk.preview(half).unwrap(), Preview::Incomplete { .. }));
}
