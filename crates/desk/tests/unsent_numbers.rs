//! Commands that waited while their citizen got another number (S23-1.1k), and what builds on them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod world;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use desk::door::*;
use exchange::AccessEntry;
use world::*;

/// Nobody can search for a number that stands under its mask: whoever has left is looked up from what was confirmed on them,
/// by the number that it is written under. Of a citizen who is elsewhere now it asks why.
#[test]
fn what_was_confirmed_on_somebody_who_has_left_leads_back_to_them() {
    let (world, desk, mette) = with_mette();
    no_rest(&desk);
    switch(&desk, false);
    let entry = confirm(&desk, comment(&mette.citizen, "Venter endnu."));
    let open = |purpose| desk.open(OpenCitizen { by: OpenBy::Command(entry.command.clone()), purpose }).unwrap();
    assert!(matches!(open(None), OpenAnswer::Citizen { .. }), "as long as the citizen is here");
    world.new_number(METTE, METTE_NEW);
    world.moves(METTE_NEW, "46100");
    switch(&desk, true);
    desk.settle();
    let told = || entry_of(&desk, &entry.command);
    assert!(told().citizen.is_none() && told().number.masked);
    let Err(DeskError::Gone { text }) = desk.citizen(CitizenRef { citizen: mette.citizen.clone() }) else { panic!() };
    assert!(text.da.contains("slå borgeren op derfra") && text.en.contains("from there"), "{text:?}");

    assert!(matches!(open(None), OpenAnswer::AskPurpose { .. }));
    let purpose = Some(PurposeGiven { id: "joint_case".into(), note: String::new() });
    let OpenAnswer::Citizen { citizen } = open(purpose) else { panic!("with a purpose") };
    assert_eq!((citizen.name.as_str(), &citizen.opened_by_former), ("Mette Øvelsen", &None), "no number was typed");
    assert!(told().citizen.is_some());
    let noted = world.bundled.access_log().unwrap();
    let noted: AccessEntry = serde_json::from_str(&noted.last().unwrap().entry).unwrap();
    assert_eq!(noted.purpose.unwrap().id, "joint_case");

    let nothing = OpenBy::Command(uuid::Uuid::now_v7().to_string());
    let unknown = desk.open(OpenCitizen { by: nothing, purpose: None });
    assert!(matches!(unknown, Err(DeskError::Gone { .. })), "{unknown:?}");
}

#[test]
fn a_comment_that_waits_while_the_number_changes_is_held_and_sent_on_the_new_number() {
    let (world, desk, mette) = with_mette();
    switch(&desk, false);
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
    let (world, desk, mette) = with_mette();
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
    let correcting = Correcting { command: entry.command.clone(), form: draft.form.clone() };
    let Preview::Accepted { fingerprint, .. } = desk.preview_correction(correcting).unwrap() else { panic!() };
    let request = Confirm { fingerprint, draft, renews: Some(entry.command.clone()) };
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
fn a_correction_of_a_waiting_comment_waits_for_it_and_is_held_with_it() {
    let (world, desk, mette) = with_mette();
    switch(&desk, false);
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
    let (world, desk, mette) = with_mette();
    switch(&desk, false);
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
