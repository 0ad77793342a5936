//! What is written at the desk is safe, is sent when it can be, and is answered once.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod world;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use desk::Desk;
use desk::door::*;
use world::*;

fn comments(desk: &Desk, number: &str) -> Vec<String> {
    open_by(desk, number).comments.into_iter().map(|comment| comment.text).collect()
}

fn is_accepted(desk: &Desk, entry: &OutboxEntry) -> bool {
    matches!(entry_of(desk, &entry.command).state, EntryState::Accepted { .. })
}

#[test]
fn a_comment_written_offline_is_sent_and_answered() {
    let world = World::new();
    let desk = world.desk();
    switch(&desk, false);
    let mette = open_by(&desk, METTE);
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
    let world = World::new();
    let desk = world.desk();
    let mette = open_by(&desk, METTE);
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
    let world = World::new();
    let desk = world.desk();
    let mette = open_by(&desk, METTE);
    let entry = confirm(&desk, comment(&mette.citizen, "Fortrydes."));
    let undone = desk.undo(reference_to(&entry)).unwrap();
    assert_eq!(undone.state, EntryState::Undone);
    world.pass(60);
    desk.settle();
    assert!(comments(&desk, METTE).is_empty());

    let entry = confirm(&desk, comment(&mette.citizen, "Bliver."));
    world.pass(60);
    desk.settle();
    assert!(matches!(desk.undo(reference_to(&entry)), Err(DeskError::Asked { .. })));
    assert_eq!(comments(&desk, METTE), ["Bliver."]);
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
    assert_eq!(log.iter().filter(|link| link.entry.contains("Møde")).count(), 2, "each look-up with its purpose");
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

#[test]
fn two_presses_of_enter_make_one_command() {
    let world = World::new();
    let desk = world.desk();
    let mette = open_by(&desk, METTE);
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
    let world = World::new();
    let desk = world.desk();
    let mette = open_by(&desk, METTE);
    let shown = fingerprint(&desk, &comment(&mette.citizen, "Et."));
    let other = Confirm { draft: comment(&mette.citizen, "To."), fingerprint: shown, renews: None };
    assert!(matches!(desk.confirm(other), Err(DeskError::Asked { .. })));
    assert!(desk.outbox(Nothing {}).unwrap().resting.is_empty());
}

#[test]
fn a_comment_that_waits_while_the_number_changes_is_held_and_sent_on_the_new_number() {
    let world = World::new();
    let desk = world.desk();
    switch(&desk, false);
    let mette = open_by(&desk, METTE);
    let bo = open_by(&desk, BO);
    let held = confirm(&desk, comment(&mette.citizen, "Skrevet på det gamle."));
    let other = confirm(&desk, comment(&bo.citizen, "Venter ikke på Mette."));
    world.pass(9);
    world.new_number(METTE, METTE_NEW);
    switch(&desk, true);
    desk.settle();

    let entry = entry_of(&desk, &held.command);
    let EntryState::Held { refusal } = &entry.state else { panic!("{:?}", entry.state) };
    assert_eq!((refusal.code.as_str(), refusal.rule.id.as_str()), ("9460", "S23-1.1k"));
    assert!(entry.can_send_on_new_number);
    assert!(is_accepted(&desk, &other));
    assert!(comments(&desk, METTE).is_empty());
    assert!(!desk.connection(Nothing {}).unwrap().all_settled);

    let renewed = desk.send_on_new_number(reference_to(&entry)).unwrap();
    assert_ne!(renewed.command, held.command);
    assert!(desk.send_on_new_number(reference_to(&entry)).is_err(), "once");
    world.pass(9);
    desk.settle();
    assert!(is_accepted(&desk, &renewed));
    assert_eq!(comments(&desk, METTE_NEW), ["Skrevet på det gamle."]);
    assert!(desk.connection(Nothing {}).unwrap().all_settled);
}

#[test]
fn undoing_a_renewal_brings_the_held_command_back() {
    let world = World::new();
    let desk = world.desk();
    let mette = open_by(&desk, METTE);
    let held = confirm(&desk, comment(&mette.citizen, "Bliver holdt."));
    world.new_number(METTE, METTE_NEW);
    desk.settle();
    let renewed = desk.send_on_new_number(reference_to(&held)).unwrap();
    desk.undo(reference_to(&renewed)).unwrap();
    assert!(matches!(entry_of(&desk, &held.command).state, EntryState::Held { .. }));
}

#[test]
fn a_number_that_changed_without_the_desk_knowing_is_refused_by_the_backend() {
    let world = World::new();
    let between = Arc::new(AtomicBool::new(false));
    let (flag, bundled, clock) = (Arc::clone(&between), world.bundled.clone(), world.clock.clone());
    let desk = world.open_with(move |event| {
        // The desk says this when the command has left the outbox: after the pull, before the push.
        if matches!(event, DeskEvent::Outbox) && flag.swap(false, Ordering::SeqCst) {
            change_number(&bundled, &clock, METTE, METTE_NEW);
        }
    });
    desk.settle();
    let mette = open_by(&desk, METTE);
    let entry = confirm(&desk, comment(&mette.citizen, "Skrevet i god tro."));
    world.pass(9);
    between.store(true, Ordering::SeqCst);
    desk.settle();
    let entry = entry_of(&desk, &entry.command);
    let EntryState::Refused { refusal, .. } = &entry.state else { panic!("{:?}", entry.state) };
    assert_eq!((refusal.code.as_str(), refusal.rule.id.as_str()), ("9460", "S23-1.1h"));
    let dfdg = "Det er ikke tilladt at registrere oplysninger på borgers ikke-aktuelle personnummer";
    assert_eq!(refusal.dfdg.as_deref(), Some(dfdg));
    assert!(entry.can_send_on_new_number);

    // What is typed on the citizen's own page meanwhile is another text, and stays.
    let typed = comment(&mette.citizen, "Noget andet, jeg er ved at skrive.");
    desk.save_draft(SaveDraft { draft: typed.clone() }).unwrap();
    let draft = entry.draft.clone().unwrap();
    let request = Confirm { fingerprint: fingerprint(&desk, &draft), draft, renews: Some(entry.command.clone()) };
    let corrected = desk.confirm(request).unwrap();
    world.pass(9);
    desk.settle();
    assert!(is_accepted(&desk, &corrected));
    assert_eq!(comments(&desk, METTE_NEW), ["Skrevet i god tro."]);
    assert_eq!(desk.connection(Nothing {}).unwrap().refused, 0);
    assert_eq!(open_by(&desk, METTE_NEW).drafts, [typed]);
}

#[test]
fn a_command_on_a_citizen_who_is_merged_is_held_and_found_on_the_survivor() {
    let world = World::new();
    let desk = world.desk();
    let bo = open_by(&desk, BO);
    let entry = confirm(&desk, comment(&bo.citizen, "Før fletningen."));
    desk.save_draft(SaveDraft { draft: comment(&bo.citizen, "Halvt") }).unwrap();
    world.new_number(BO, AAGE);
    desk.settle();
    let survivor = open_by(&desk, BO);
    assert_eq!(survivor.citizen, open_by(&desk, AAGE).citizen);
    assert_eq!(survivor.unsent.len(), 1);
    assert_eq!(survivor.drafts.len(), 1);
    assert!(matches!(entry_of(&desk, &entry.command).state, EntryState::Held { .. }));
    assert_eq!(desk.citizen(CitizenRef { citizen: bo.citizen }).unwrap().citizen, survivor.citizen, "by the old id");
    let renewed = desk.send_on_new_number(reference_to(&entry)).unwrap();
    world.pass(9);
    desk.settle();
    assert!(is_accepted(&desk, &renewed));
}

#[test]
fn a_draft_from_before_a_merge_goes_when_it_is_confirmed_or_written_anew() {
    let world = World::new();
    let desk = world.desk();
    let bo = open_by(&desk, BO);
    desk.save_draft(SaveDraft { draft: comment(&bo.citizen, "Halvt") }).unwrap();
    let jobcentre = DraftForm::Affiliation { jobcentre: "46100".into(), from: "d".into() };
    desk.save_draft(SaveDraft { draft: Draft { citizen: bo.citizen.clone(), form: jobcentre.clone() } }).unwrap();
    world.new_number(BO, AAGE);
    desk.settle();
    let survivor = open_by(&desk, AAGE);
    assert_eq!(survivor.drafts.len(), 2);
    confirm(&desk, comment(&survivor.citizen, "Helt"));
    let jobcentre = Draft { citizen: survivor.citizen, form: jobcentre };
    desk.save_draft(SaveDraft { draft: jobcentre.clone() }).unwrap();
    assert_eq!(open_by(&desk, AAGE).drafts, [jobcentre]);
}

#[test]
fn each_comment_has_its_own_draft() {
    let world = World::new();
    let desk = world.desk();
    let mette = open_by(&desk, METTE);
    for text in ["A", "B", "C"] {
        confirm(&desk, comment(&mette.citizen, text));
    }
    world.pass(9);
    desk.settle();
    let records: Vec<String> = open_by(&desk, METTE).comments.into_iter().map(|one| one.comment).collect();
    let correction = |at: usize| {
        let form = DraftForm::CorrectComment { comment: records[at].clone(), text: format!("Rettet {at}") };
        Draft { citizen: mette.citizen.clone(), form }
    };
    for at in 0..3 {
        desk.save_draft(SaveDraft { draft: correction(at) }).unwrap();
    }
    assert_eq!(open_by(&desk, METTE).drafts.len(), 3);
    confirm(&desk, correction(0));
    desk.drop_draft(DraftRef { citizen: mette.citizen.clone(), kind: format!("correct_comment/{}", records[1]) })
        .unwrap();
    assert_eq!(open_by(&desk, METTE).drafts, [correction(2)]);
    desk.drop_draft(DraftRef { citizen: mette.citizen.clone(), kind: "correct_comment".into() }).unwrap();
    assert!(open_by(&desk, METTE).drafts.is_empty());
}

#[test]
fn a_text_may_be_corrected_back_and_forth() {
    let world = World::new();
    let desk = world.desk();
    switch(&desk, false);
    let mette = open_by(&desk, METTE);
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
fn a_correction_of_a_waiting_comment_waits_for_it_and_is_held_with_it() {
    let world = World::new();
    let desk = world.desk();
    switch(&desk, false);
    let mette = open_by(&desk, METTE);
    let write = confirm(&desk, comment(&mette.citizen, "Fejl."));
    let record = open_by(&desk, METTE).comments[0].comment.clone();
    let form = DraftForm::CorrectComment { comment: record, text: "Rettet.".into() };
    let correction = confirm(&desk, Draft { citizen: mette.citizen.clone(), form });
    world.new_number(METTE, METTE_NEW);
    world.pass(9);
    switch(&desk, true);
    desk.settle();
    assert!(matches!(entry_of(&desk, &write.command).state, EntryState::Held { .. }));
    assert!(matches!(entry_of(&desk, &correction.command).state, EntryState::Held { .. }));
    assert!(desk.send_on_new_number(reference_to(&correction)).is_err(), "its base first");
    let write = desk.send_on_new_number(reference_to(&write)).unwrap();
    let correction = desk.send_on_new_number(reference_to(&correction)).unwrap();
    world.pass(9);
    desk.settle();
    assert!(is_accepted(&desk, &write) && is_accepted(&desk, &correction));
    assert_eq!(comments(&desk, METTE_NEW), ["Rettet."]);
}

#[test]
fn what_builds_on_a_command_follows_it_through_every_renewal() {
    let world = World::new();
    let desk = world.desk();
    switch(&desk, false);
    let mette = open_by(&desk, METTE);
    let write = confirm(&desk, comment(&mette.citizen, "Fejl."));
    let record = open_by(&desk, METTE).comments[0].comment.clone();
    let correct = |text: &str| {
        let form = DraftForm::CorrectComment { comment: record.clone(), text: text.into() };
        confirm(&desk, Draft { citizen: mette.citizen.clone(), form })
    };
    let (first, second) = (correct("Rettet."), correct("Rettet igen."));
    let renew = |entry: &OutboxEntry| desk.send_on_new_number(reference_to(entry));
    world.new_number(METTE, METTE_NEW);
    switch(&desk, true);
    desk.settle();
    let write = renew(&write).unwrap();
    world.new_number(METTE_NEW, METTE_NEWEST);
    desk.settle();
    assert!(matches!(entry_of(&desk, &write.command).state, EntryState::Held { .. }));
    assert!(renew(&first).is_err(), "what it builds on is held again");

    let write = renew(&write).unwrap();
    let (first, second) = (renew(&first).unwrap(), renew(&second).unwrap());
    world.pass(9);
    desk.settle();
    for entry in [&write, &first, &second] {
        assert!(is_accepted(&desk, entry), "{:?}", entry_of(&desk, &entry.command).state);
    }
    assert_eq!(comments(&desk, METTE_NEWEST), ["Rettet igen."]);
}

#[test]
fn a_discard_needs_a_reason_and_is_kept_in_the_history() {
    let world = World::new();
    let desk = world.desk();
    let mette = open_by(&desk, METTE);
    let entry = confirm(&desk, comment(&mette.citizen, "Kasseres."));
    let discard = |reason: &str| desk.discard(Discard { command: entry.command.clone(), reason: reason.into() });
    assert!(matches!(discard("  "), Err(DeskError::Asked { .. })));
    let gone = discard("Skrevet på den forkerte borger").unwrap();
    assert_eq!(gone.state, EntryState::Discarded { reason: "Skrevet på den forkerte borger".into() });
    world.pass(60);
    desk.settle();
    assert!(comments(&desk, METTE).is_empty());
    let history = desk.history(CitizenRef { citizen: mette.citizen }).unwrap();
    assert!(history.groups.iter().any(|group| group.command == entry.command && group.state == "discarded"));
}

#[test]
fn a_preview_sees_what_waits() {
    let world = World::new();
    let desk = world.desk();
    switch(&desk, false);
    let mette = open_by(&desk, METTE);
    let move_to = |jobcentre: &str| Draft {
        citizen: mette.citizen.clone(),
        form: DraftForm::Affiliation { jobcentre: jobcentre.into(), from: "d".into() },
    };
    confirm(&desk, move_to("46100"));
    let Preview::Refused { refusal } = desk.preview(move_to("46100")).unwrap() else { panic!() };
    assert_eq!(refusal.code, "4575", "she is Odense's now, as far as this desk knows");
    let half = Draft { citizen: mette.citizen.clone(), form: DraftForm::Comment { text: " ".into() } };
    assert!(matches!(desk.preview(half).unwrap(), Preview::Incomplete { .. }));
}

/// Undoing races with the thread that sends: one of the two wins, never both.
#[test]
fn what_is_undone_is_never_sent_and_what_is_sent_is_never_undone() {
    let world = World::new();
    let desk = world.desk();
    no_rest(&desk);
    let mette = open_by(&desk, METTE);
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
fn a_command_of_another_version_waits_and_holds_nobody_up() {
    let world = World::new();
    drop(world.desk());
    let key = sealed::header::exercise_key(&world.desk_folder()).unwrap();
    let id = uuid::Uuid::now_v7();
    let raw = format!(
        r#"{{"id":"{id}","sequence":1,"kind":"dream","kind_version":1,"number":"{METTE}","written_at":"2023-09-20T07:00:00Z","body":{{"of":"sheep"}}}}"#
    );
    let file = as_it_is(&world.desk_folder().join("outbox.db"), &key);
    let insert = "INSERT INTO command (id, sequence, raw, subject, stage) VALUES (?1, 1, ?2, ?3, 'waiting')";
    file.execute(insert, (id.as_bytes(), &raw, uuid::Uuid::now_v7().as_bytes())).unwrap();
    drop(file);

    let desk = world.desk();
    let entry = entry_of(&desk, &id.to_string());
    assert_eq!((entry.state, entry.draft), (EntryState::Unreadable, None));
    no_rest(&desk);
    let mette = open_by(&desk, METTE);
    let other = confirm(&desk, comment(&mette.citizen, "Går forbi."));
    desk.settle();
    assert!(is_accepted(&desk, &other));
    assert_eq!(entry_of(&desk, &id.to_string()).state, EntryState::Unreadable);
    assert!(!desk.connection(Nothing {}).unwrap().all_settled, "it is not sent");
}
