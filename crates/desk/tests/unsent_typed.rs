//! What is typed and not confirmed is as safe as what is.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod world;

use desk::Desk;
use desk::door::*;
use world::*;

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

/// Two who are typed on become one while the page of one of them is open: neither text is lost, whatever is done with the
/// other, and whoever opens the citizen then reads both.
#[test]
fn of_two_drafts_on_two_who_merge_neither_is_lost() {
    let world = World::new();
    let desk = world.desk();
    let (bo, aage) = (open_by(&desk, BO), open_by(&desk, AAGE));
    desk.save_draft(SaveDraft { draft: comment(&bo.citizen, "Om Bo") }).unwrap();
    world.pass(1);
    desk.save_draft(SaveDraft { draft: comment(&aage.citizen, "Om Aage") }).unwrap();
    world.new_number(BO, AAGE);
    desk.settle();
    // The page that stood open knows of its own text alone.
    desk.save_draft(SaveDraft { draft: comment(&aage.citizen, "Om Aage, og mere") }).unwrap();
    assert_eq!(drafts(&desk, AAGE), ["Om Bo\n\nOm Aage, og mere"]);
    // It has them both now: what is typed in it stands.
    desk.save_draft(SaveDraft { draft: comment(&aage.citizen, "Om dem begge") }).unwrap();
    assert_eq!(drafts(&desk, AAGE), ["Om dem begge"]);
}

#[test]
fn what_is_confirmed_on_one_of_two_who_merge_leaves_the_others_draft() {
    let world = World::new();
    let desk = world.desk();
    let (bo, aage) = (open_by(&desk, BO), open_by(&desk, AAGE));
    desk.save_draft(SaveDraft { draft: comment(&bo.citizen, "Om Bo") }).unwrap();
    desk.save_draft(SaveDraft { draft: comment(&aage.citizen, "Om Aage") }).unwrap();
    world.new_number(BO, AAGE);
    desk.settle();
    confirm(&desk, comment(&aage.citizen, "Om Aage"));
    assert_eq!(drafts(&desk, AAGE), ["Om Bo"]);
    desk.drop_draft(DraftRef { citizen: aage.citizen, kind: "comment".into() }).unwrap();
    assert!(drafts(&desk, AAGE).is_empty());
}

/// Whose page is open becomes another: it begins there with both texts, and once.
#[test]
fn a_page_that_becomes_anothers_begins_with_both_texts() {
    let world = World::new();
    let desk = world.desk();
    let aage = open_by(&desk, AAGE);
    desk.save_draft(SaveDraft { draft: comment(&aage.citizen, "Om Aage") }).unwrap();
    drop(desk);
    world.pass(1);
    let desk = world.desk();
    let bo = open_by(&desk, BO);
    desk.save_draft(SaveDraft { draft: comment(&bo.citizen, "Om Bo") }).unwrap();
    world.new_number(BO, AAGE);
    desk.settle();
    let shown = || desk.citizen(CitizenRef { citizen: bo.citizen.clone() }).unwrap();
    assert_eq!(shown().drafts, [comment(&aage.citizen, "Om Aage\n\nOm Bo")]);
    // What comes late from the page that went is a draft of its own until the citizen is opened again.
    desk.save_draft(SaveDraft { draft: comment(&bo.citizen, "Om Bo, og mere") }).unwrap();
    assert_eq!(shown().drafts, [comment(&aage.citizen, "Om Aage\n\nOm Bo")]);
    assert_eq!(desk.outbox(Nothing {}).unwrap().drafts.len(), 2);
}

/// What was being typed at a merge and is kept late goes on from what was kept before: it is one text, and stands once.
#[test]
fn a_text_that_goes_on_from_the_other_takes_its_place() {
    let world = World::new();
    let desk = world.desk();
    let (bo, aage) = (open_by(&desk, BO), open_by(&desk, AAGE));
    desk.save_draft(SaveDraft { draft: comment(&bo.citizen, "Hej") }).unwrap();
    world.new_number(BO, AAGE);
    desk.settle();
    assert_eq!(drafts(&desk, AAGE), ["Hej"]);
    for (citizen, text) in [(&bo, "Hej og farvel"), (&aage, "Hej og farvel, Bo"), (&bo, "Hej og farvel")] {
        desk.save_draft(SaveDraft { draft: comment(&citizen.citizen, text) }).unwrap();
        assert!(drafts(&desk, AAGE)[0].starts_with(text));
    }
    assert_eq!(drafts(&desk, AAGE), ["Hej og farvel, Bo"]);
}

/// Of two choices only one can stand in the form: the other waits.
#[test]
fn of_two_choices_on_two_who_merge_one_is_shown_first() {
    let world = World::new();
    let desk = world.desk();
    let (bo, aage) = (open_by(&desk, BO), open_by(&desk, AAGE));
    let choice = |citizen: &CitizenView, jobcentre: &str| {
        let form = DraftForm::Affiliation { jobcentre: jobcentre.into(), from: "d".into() };
        Draft { citizen: citizen.citizen.clone(), form }
    };
    desk.save_draft(SaveDraft { draft: choice(&bo, "46100") }).unwrap();
    desk.save_draft(SaveDraft { draft: choice(&aage, "10100") }).unwrap();
    world.new_number(BO, AAGE);
    desk.settle();
    assert_eq!(open_by(&desk, AAGE).drafts, [choice(&aage, "10100")]);
    desk.drop_draft(DraftRef { citizen: aage.citizen.clone(), kind: "affiliation".into() }).unwrap();
    assert_eq!(open_by(&desk, AAGE).drafts, [choice(&aage, "46100")]);
}

/// In *Ikke sendt* the row that opens is the one whose form the page shows: the others open in their turn, and nothing is
/// typed over.
#[test]
fn of_several_choices_on_those_who_merge_one_row_opens_at_a_time() {
    let world = World::new();
    let desk = world.desk();
    for (number, jobcentre) in [(BO, "46100"), (AAGE, "10100")] {
        let form = DraftForm::Affiliation { jobcentre: jobcentre.into(), from: "d".into() };
        let citizen = open_by(&desk, number).citizen;
        desk.save_draft(SaveDraft { draft: Draft { citizen, form } }).unwrap();
        world.pass(1);
    }
    let unsent = || desk.outbox(Nothing {}).unwrap().drafts;
    assert!(unsent().iter().all(|one| one.opens_by.is_some()), "two citizens");
    // Bo becomes Aage, who becomes Åse: nothing is typed under her own id.
    world.new_number(BO, AAGE);
    world.new_number(AAGE, ÅSE);
    desk.settle();
    for left in [2, 1] {
        let (opens, behind): (Vec<_>, Vec<_>) = unsent().into_iter().partition(|one| one.opens_by.is_some());
        assert_eq!((opens.len(), behind.len()), (1, left - 1));
        let by = opens[0].opens_by.clone().unwrap();
        let OpenAnswer::Citizen { citizen } = desk.open(OpenCitizen { by, purpose: None }).unwrap() else { panic!() };
        let shown: Vec<_> = citizen.drafts.iter().map(|draft| &draft.form).collect();
        assert_eq!(shown, [&opens[0].draft.as_ref().unwrap().form]);
        let still = unsent().into_iter().find(|one| one.opens_by.is_some()).unwrap();
        assert_eq!(still.draft.unwrap().form, *shown[0], "opening changes nothing");
        desk.drop_draft(still.of).unwrap();
    }
    assert!(unsent().is_empty());
}

/// In *Ikke sendt*, apart from the commands: on whom, what, and since when.
#[test]
fn drafts_are_listed_beside_the_commands_and_thrown_away_there() {
    let (world, desk, mette) = with_mette();
    let unsent = || desk.outbox(Nothing {}).unwrap().drafts;
    let counted = || desk.connection(Nothing {}).unwrap().drafts;
    assert_eq!((unsent().len(), counted()), (0, 0));
    desk.save_draft(SaveDraft { draft: comment(&mette.citizen, "Ringede om   kurset") }).unwrap();
    world.pass(3600);
    let bo = open_by(&desk, BO);
    let form = DraftForm::Affiliation { jobcentre: "46100".into(), from: "+7".into() };
    desk.save_draft(SaveDraft { draft: Draft { citizen: bo.citizen.clone(), form } }).unwrap();
    let told: Vec<[String; 5]> = unsent()
        .into_iter()
        .map(|one| [one.name.da, one.number.unwrap().shown, one.title.da, one.summary.da, one.typed_at])
        .collect();
    assert_eq!(
        told,
        [
            ["Mette Øvelsen", "150385-••••", "Kommentar", "Ringede om kurset", "2023-09-20T09:00"],
            ["Bo Bang", "230990-••••", "Nyt jobcenter", "Jobcenter Odense fra +7", "2023-09-20T10:00"],
        ]
    );
    let connection = desk.connection(Nothing {}).unwrap();
    assert_eq!((connection.drafts, connection.waiting), (2, 0), "a draft is no command");
    let told = desk.leaving(Nothing {}).unwrap().left;
    assert_eq!(told[0].on.da, "Mette Øvelsen 150385-•••• og Bo Bang 230990-••••");
    let is_told = |event: &DeskEvent| matches!(event, DeskEvent::Connection { connection } if connection.drafts == 2);
    assert!(world.events.lock().unwrap().iter().any(is_told), "the rail hears of it");

    desk.drop_draft(DraftRef { citizen: mette.citizen, kind: "comment".into() }).unwrap();
    assert_eq!((unsent().len(), counted()), (1, 1));
    assert_eq!(unsent()[0].opens_by, Some(OpenBy::Citizen(bo.citizen)));
}

/// Kept by a later version, say: it costs nobody the sight of what else is there, and can be read and thrown away.
#[test]
fn a_draft_that_cannot_be_read_stands_beside_those_that_can() {
    let (world, desk, mette) = with_mette();
    desk.save_draft(SaveDraft { draft: comment(&mette.citizen, "Kan læses.") }).unwrap();
    drop(desk);
    let key = sealed::header::exercise_key(&world.desk_folder()).unwrap();
    let file = as_it_is(&world.desk_folder().join("outbox.db"), &key);
    let later = r#"{"kind":"letter","text":"Kære Mette"}"#;
    let insert = "INSERT INTO draft SELECT subject, 'letter', ?1, saved_at + 1, number FROM draft";
    assert_eq!(file.execute(insert, [later]).unwrap(), 1);
    drop(file);

    let desk = world.desk();
    assert_eq!(drafts(&desk, METTE), ["Kan læses."]);
    let unsent = desk.outbox(Nothing {}).unwrap().drafts;
    let told: Vec<_> = unsent.iter().map(|one| (one.summary.da.as_str(), one.draft.is_some())).collect();
    assert_eq!(told, [("Kan læses.", true), (later, false)]);
    assert_eq!(unsent[1].name.da, "Mette Øvelsen");
    desk.drop_draft(unsent[1].of.clone()).unwrap();
    assert_eq!(desk.outbox(Nothing {}).unwrap().drafts, unsent[..1]);
}

fn drafts(desk: &Desk, number: &str) -> Vec<String> {
    let drafts = open_by(desk, number).drafts.into_iter();
    drafts
        .map(|draft| match draft.form {
            DraftForm::Comment { text } => text,
            other => panic!("{other:?}"),
        })
        .collect()
}

#[test]
fn each_comment_has_its_own_draft() {
    let (world, desk, mette) = with_mette();
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
    let drop_of = |kind: String| desk.drop_draft(DraftRef { citizen: mette.citizen.clone(), kind }).unwrap();
    drop_of("correct_comment".into());
    assert_eq!(open_by(&desk, METTE).drafts, [correction(2)], "a kind alone is no form");
    drop_of(format!("correct_comment/{}", records[2]));
    assert!(open_by(&desk, METTE).drafts.is_empty());
}

/// A comment that the backend refuses, for its citizen has moved to a new number meanwhile.
fn refused(world: &World, desk: &Desk, citizen: &str, text: &str) -> OutboxEntry {
    switch(desk, false);
    let entry = confirm(desk, comment(citizen, text));
    world.new_number(METTE, METTE_NEW);
    world.pass(9);
    switch(desk, true);
    desk.settle();
    entry_of(desk, &entry.command)
}

fn correcting(entry: &OutboxEntry, text: &str) -> Correcting {
    Correcting { command: entry.command.clone(), form: DraftForm::Comment { text: text.into() } }
}

fn shown(desk: &Desk, correcting: &Correcting) -> String {
    match desk.preview_correction(correcting.clone()).unwrap() {
        Preview::Accepted { fingerprint, .. } => fingerprint,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_correction_survives_a_restart_and_goes_when_it_is_confirmed() {
    let (world, desk, mette) = with_mette();
    let entry = refused(&world, &desk, &mette.citizen, "Sendt.");
    assert_eq!(entry.correcting, None);
    desk.save_correction(correcting(&entry, "Sendt, og ret")).unwrap();
    drop(desk);

    let desk = world.desk();
    let entry = entry_of(&desk, &entry.command);
    assert_eq!(entry.correcting, Some(DraftForm::Comment { text: "Sendt, og ret".into() }));
    assert!(open_by(&desk, METTE_NEW).drafts.is_empty(), "it is no draft of the citizen's");
    assert_eq!(desk.leaving(Nothing {}).unwrap().left.len(), 2, "one refused, one typed");

    let typed = correcting(&entry, "Sendt, og rettet.");
    let draft = Draft { citizen: mette.citizen, form: typed.form.clone() };
    let fingerprint = shown(&desk, &typed);
    desk.confirm(Confirm { draft, fingerprint, renews: Some(entry.command.clone()) }).unwrap();
    assert!(desk.save_correction(typed).is_err(), "it is settled");
    world.pass(9);
    desk.settle();
    assert_eq!(comments(&desk, METTE_NEW), ["Sendt, og rettet."]);
    assert!(desk.leaving(Nothing {}).unwrap().is_settled);
}

/// The same words in the citizen's own form are another text: neither takes the other's place.
#[test]
fn a_correction_and_the_citizens_own_draft_are_two() {
    let (world, desk, mette) = with_mette();
    let entry = refused(&world, &desk, &mette.citizen, "Sendt.");
    let own = comment(&mette.citizen, "De samme ord.");
    desk.save_draft(SaveDraft { draft: own.clone() }).unwrap();
    let typed = correcting(&entry, "De samme ord.");
    desk.save_correction(typed.clone()).unwrap();
    let (of_own, of_typed) = (fingerprint(&desk, &own), shown(&desk, &typed));
    assert_ne!(of_own, of_typed, "each makes a comment of its own");

    let renews = Some(entry.command);
    desk.confirm(Confirm { draft: own.clone(), fingerprint: of_typed, renews }).unwrap();
    assert_eq!(open_by(&desk, METTE_NEW).drafts, std::slice::from_ref(&own));
    desk.confirm(Confirm { draft: own, fingerprint: of_own, renews: None }).unwrap();
    assert!(open_by(&desk, METTE_NEW).drafts.is_empty());
    world.pass(9);
    desk.settle();
    assert_eq!(comments(&desk, METTE_NEW), ["De samme ord.", "De samme ord."]);
}

#[test]
fn a_renewal_that_is_taken_back_leaves_what_was_typed_as_a_correction() {
    let (world, desk, mette) = with_mette();
    let entry = refused(&world, &desk, &mette.citizen, "Sendt.");
    let typed = correcting(&entry, "Rettet.");
    let draft = Draft { citizen: mette.citizen, form: typed.form.clone() };
    let (fingerprint, renews) = (shown(&desk, &typed), Some(entry.command.clone()));
    let renewal = desk.confirm(Confirm { draft, fingerprint, renews }).unwrap();
    desk.undo(reference_to(&renewal)).unwrap();
    let entry = entry_of(&desk, &entry.command);
    assert!(matches!(entry.state, EntryState::Held { .. }));
    assert_eq!(entry.correcting, Some(typed.form));

    desk.drop_correction(reference_to(&entry)).unwrap();
    let sent_on = desk.send_on_new_number(reference_to(&entry)).unwrap();
    desk.undo(reference_to(&sent_on)).unwrap();
    assert_eq!(entry_of(&desk, &entry.command).correcting, None, "nothing was typed");
}

#[test]
fn a_discarded_command_takes_its_correction_along() {
    let (world, desk, mette) = with_mette();
    let entry = refused(&world, &desk, &mette.citizen, "Sendt.");
    desk.save_correction(correcting(&entry, "Halvt")).unwrap();
    desk.discard(Discard { command: entry.command.clone(), reason: "Ikke aktuel".into() }).unwrap();
    assert!(desk.leaving(Nothing {}).unwrap().is_settled);
    assert!(desk.save_correction(correcting(&entry, "Halvt")).is_err());
}

/// Sent as it was, it would leave what is typed behind: that is asked for, and nothing is done.
#[test]
fn a_command_whose_correction_has_begun_is_not_sent_as_it_was() {
    let (world, desk, mette) = with_mette();
    let entry = refused(&world, &desk, &mette.citizen, "Sendt.");
    assert!(entry.can_send_on_new_number);
    let typed = correcting(&entry, "Sendt, og ret");
    desk.save_correction(typed.clone()).unwrap();
    assert!(!entry_of(&desk, &entry.command).can_send_on_new_number, "it is not offered");
    let said = desk.send_on_new_number(reference_to(&entry));
    let Err(DeskError::Asked { text }) = said else { panic!("{said:?}") };
    assert!(text.da.contains("rettelse er begyndt") && text.da.contains("Slet kladde"), "{text:?}");
    let still = entry_of(&desk, &entry.command);
    assert_eq!((still.correcting, still.state), (Some(typed.form), entry.state.clone()));

    desk.drop_correction(reference_to(&entry)).unwrap();
    assert!(entry_of(&desk, &entry.command).can_send_on_new_number);
    let sent = desk.send_on_new_number(reference_to(&entry)).unwrap();
    world.pass(9);
    desk.settle();
    assert!(is_accepted(&desk, &sent));
}
