//! How a command ends, and what the caseworker hears of it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod world;

use desk::Desk;
use desk::door::*;
use world::*;

#[test]
fn a_discard_needs_a_reason_and_is_kept_in_the_history() {
    let (world, desk, mette) = with_mette();
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
fn a_command_of_another_version_waits_and_holds_nobody_up() {
    let world = World::new();
    drop(world.desk());
    let id = write_of_a_later_version(&world);

    let desk = world.desk();
    let entry = entry_of(&desk, &id);
    assert_eq!((entry.state, entry.draft), (EntryState::Unreadable, None));
    no_rest(&desk);
    let mette = open_by(&desk, METTE);
    let other = confirm(&desk, comment(&mette.citizen, "Går forbi."));
    desk.settle();
    assert!(is_accepted(&desk, &other));
    assert_eq!(entry_of(&desk, &id).state, EntryState::Unreadable);
    assert!(!desk.connection(Nothing {}).unwrap().all_settled, "it is not sent");
}

/// Puts a command of a kind that nobody knows in the outbox of a closed desk.
fn write_of_a_later_version(world: &World) -> String {
    let key = sealed::header::exercise_key(&world.desk_folder()).unwrap();
    let id = uuid::Uuid::now_v7();
    let raw = format!(
        r#"{{"id":"{id}","sequence":1,"kind":"dream","kind_version":1,"number":"{METTE}","written_at":"2023-09-20T07:00:00Z","body":{{"of":"sheep"}}}}"#
    );
    let file = as_it_is(&world.desk_folder().join("outbox.db"), &key);
    let insert = "INSERT INTO command (id, sequence, raw, subject, stage) VALUES (?1, 1, ?2, ?3, 'waiting')";
    file.execute(insert, (id.as_bytes(), &raw, uuid::Uuid::now_v7().as_bytes())).unwrap();
    id.to_string()
}

/// Whoever has left the scope is told of as somebody who is not here; what was written on them is not lost, and stands in the
/// history when they come back.
#[test]
fn a_discard_is_in_the_history_when_the_citizen_comes_back() {
    let (world, desk, mette) = with_mette();
    switch(&desk, false);
    let (kept, given_up) = (confirm(&desk, comment(&mette.citizen, "Bliver.")), "Ringede selv tilbage");
    let discarded = confirm(&desk, comment(&mette.citizen, "Kasseres."));
    world.pass(9);
    world.moves(METTE, "46100");
    switch(&desk, true);
    desk.settle();
    let gone = entry_of(&desk, &kept.command);
    assert_eq!((gone.citizen.clone(), gone.draft.clone()), (None, None));
    assert_eq!(gone.corrections.last().unwrap().sent.da, "Bliver.", "the text is readable");
    desk.discard(Discard { command: discarded.command.clone(), reason: given_up.into() }).unwrap();
    let groups = desk.outbox(Nothing {}).unwrap().citizens;
    assert_eq!((groups.len(), groups[0].commands.clone()), (1, vec![kept.command]));
    assert_eq!(groups[0].name.da, "Borgeren er ikke længere på denne pc");

    world.pass(86_400);
    world.moves(METTE, "75100");
    desk.settle();
    open_by(&desk, METTE);
    let history = desk.history(CitizenRef { citizen: mette.citizen }).unwrap();
    let group = history.groups.iter().find(|group| group.command == discarded.command).unwrap();
    assert_eq!((group.state.as_str(), group.at.as_str()), ("discarded", "2023-09-20T09:00"));
    assert_eq!(group.lines[0].after.da, format!("kasseret: {given_up}"));
    assert!(group.by.da.starts_with("Line Bjerre"), "{}", group.by.da);
}

/// A comment is corrected as the desk knows it. Before the correction arrives, the same caseworker has corrected it at
/// another desk: what is done is another thing than what was shown.
fn goes_otherwise(world: &World, desk: &Desk, mette: &CitizenView) -> OutboxEntry {
    confirm(desk, comment(&mette.citizen, "Først."));
    world.pass(9);
    desk.settle();
    let record = open_by(desk, METTE).comments[0].comment.clone();
    switch(desk, false);
    let form = DraftForm::CorrectComment { comment: record.clone(), text: "Rettet her.".into() };
    let entry = confirm(desk, Draft { citizen: mette.citizen.clone(), form });
    world.pass(9);
    world.correct(METTE, &record, "Rettet et andet sted.");
    switch(desk, true);
    desk.settle();
    entry
}

#[test]
fn what_went_otherwise_asks_to_be_seen() {
    let (world, desk, mette) = with_mette();
    let entry = goes_otherwise(&world, &desk, &mette);
    let told = entry_of(&desk, &entry.command);
    let EntryState::Accepted { otherwise: Some(otherwise), .. } = &told.state else { panic!("{:?}", told.state) };
    assert!(!otherwise.is_seen);
    let lists = |desk: &Desk| {
        let (outbox, day) = (desk.outbox(Nothing {}).unwrap(), desk.my_day(Nothing {}).unwrap());
        let counted = desk.connection(Nothing {}).unwrap().otherwise as usize;
        (outbox.otherwise.len(), day.otherwise.len(), counted, outbox.accepted.len())
    };
    assert_eq!(lists(&desk), (1, 1, 1, 1), "and the comment itself, accepted as shown");
    // Days later and after a restart it still asks.
    world.pass(3 * 86_400);
    drop(desk);
    let desk = world.desk();
    assert_eq!(lists(&desk), (1, 1, 1, 0));
    let seen = desk.acknowledge(reference_to(&entry)).unwrap();
    assert!(matches!(&seen.state, EntryState::Accepted { otherwise: Some(otherwise), .. } if otherwise.is_seen));
    assert_eq!(lists(&desk), (0, 0, 0, 0));
    let steps = seen.course.len();
    assert_eq!(desk.acknowledge(reference_to(&entry)).unwrap().course.len(), steps, "once");
}

#[test]
fn both_sides_of_what_went_otherwise_are_shown_with_their_rules() {
    let (world, desk, mette) = with_mette();
    let entry = goes_otherwise(&world, &desk, &mette);
    let state = entry_of(&desk, &entry.command).state;
    let EntryState::Accepted { otherwise: Some(otherwise), .. } = state else { panic!("{state:?}") };
    let told = |effects: &[Effect]| effects[0].detail.as_ref().map(|text| text.da.clone()).unwrap_or_default();
    let (shown, done) = (told(&otherwise.shown), told(&otherwise.done));
    assert!(shown.contains("Først.") && done.contains("Rettet et andet sted."), "{otherwise:?}");
    assert!(otherwise.shown.iter().chain(&otherwise.done).all(|effect| !effect.rule.id.is_empty()));
    assert!(otherwise.text.da.starts_with("Det gik anderledes end vist"));
}

/// *Godkendt i dag* goes by the day on which the desk learned of it: an answer may be lost over midnight.
#[test]
fn what_is_learned_today_is_listed_today() {
    let (world, desk, mette) = with_mette();
    world.clock.set(danish(2023, 9, 20, 23, 59));
    no_rest(&desk);
    world.faults.lose_answers(1);
    let entry = confirm(&desk, comment(&mette.citizen, "Sent om aftenen."));
    wait_until("the lost answer", || world.faults.answers_to_lose() == 0);
    world.pass(120);
    desk.settle();
    let EntryState::Accepted { at, .. } = entry_of(&desk, &entry.command).state else { panic!() };
    assert_eq!(at, "2023-09-20T23:59", "the day of registration is the backend's");
    world.pass(86_400);
    assert!(desk.outbox(Nothing {}).unwrap().accepted.is_empty());
}

#[test]
fn an_unreadable_command_can_be_read_as_text_and_discarded() {
    let world = World::new();
    drop(world.desk());
    let id = write_of_a_later_version(&world);
    let desk = world.desk();
    let entry = entry_of(&desk, &id);
    assert!(entry.unread.unwrap().contains("sheep"));
    assert!(entry.can_discard);
    assert_eq!(desk.trouble(Nothing {}).unwrap().troubles[0].kind, "commands_unread");
    desk.discard(Discard { command: id, reason: "Skrevet ved en fejl".into() }).unwrap();
    assert_eq!(desk.connection(Nothing {}).unwrap().waiting, 0);
}

fn choice(citizen: &str, jobcentre: &str) -> Draft {
    let form = DraftForm::Affiliation { jobcentre: jobcentre.into(), from: "d".into() };
    Draft { citizen: citizen.to_owned(), form }
}

/// A form holds one choice. The one that is being made stays in it, and the one that comes back waits its turn.
#[test]
fn a_choice_that_is_taken_back_while_another_is_made_is_kept_beside_it() {
    let world = World::new();
    let desk = world.desk();
    let bo = open_by(&desk, BO).citizen;
    let choice = |jobcentre: &str| choice(&bo, jobcentre);
    let first = confirm(&desk, choice("46100"));
    world.pass(1);
    desk.save_draft(SaveDraft { draft: choice("10100") }).unwrap();
    let taken = first.draft.clone().unwrap();
    desk.undo(reference_to(&first)).unwrap();

    let unsent = || desk.outbox(Nothing {}).unwrap().drafts;
    let forms = || unsent().into_iter().map(|one| (one.draft.unwrap().form, one.is_second)).collect::<Vec<_>>();
    assert_eq!(forms(), [(choice("10100").form, false), (taken.form.clone(), true)]);
    assert_eq!(desk.connection(Nothing {}).unwrap().drafts, 2);
    assert!(unsent()[0].opens_by.is_some() && unsent()[1].opens_by.is_none());
    assert_eq!(open_by(&desk, BO).drafts, [choice("10100")], "the page goes on with what it had");

    desk.drop_draft(unsent().remove(0).of).unwrap();
    assert_eq!(forms(), [(taken.form.clone(), false)]);
    assert!(unsent()[0].opens_by.is_some(), "its turn has come");
    assert_eq!(open_by(&desk, BO).drafts, std::slice::from_ref(&taken));
    confirm(&desk, taken);
    assert!(open_by(&desk, BO).drafts.is_empty() && unsent().is_empty(), "it was one draft as any other");
}

#[test]
fn of_several_choices_that_are_taken_back_none_is_lost() {
    let world = World::new();
    let desk = world.desk();
    let bo = open_by(&desk, BO).citizen;
    let choice = |jobcentre: &str| choice(&bo, jobcentre);
    let mut taken = Vec::new();
    for (confirmed, typed) in [("46100", "10100"), ("10100", "71000")] {
        let entry = confirm(&desk, choice(confirmed));
        desk.save_draft(SaveDraft { draft: choice(typed) }).unwrap();
        world.pass(1);
        desk.undo(reference_to(&entry)).unwrap();
        taken.extend(entry.draft);
    }
    assert_eq!(in_turn(&desk, BO), [vec![choice("71000")], taken].concat());
}

/// Somebody with a choice in the form and another that waits becomes one with somebody who has a choice too.
#[test]
fn a_choice_that_waits_is_not_lost_in_a_merge() {
    let world = World::new();
    let desk = world.desk();
    let (bo, aage) = (open_by(&desk, BO).citizen, open_by(&desk, AAGE).citizen);
    let choice = |citizen: &str, jobcentre: &str| {
        let form = DraftForm::Affiliation { jobcentre: jobcentre.into(), from: "20.09.2023".into() };
        Draft { citizen: citizen.into(), form }
    };
    let entry = confirm(&desk, choice(&bo, "46100"));
    desk.save_draft(SaveDraft { draft: choice(&bo, "10100") }).unwrap();
    world.pass(1);
    desk.undo(reference_to(&entry)).unwrap();
    desk.save_draft(SaveDraft { draft: choice(&aage, "71000") }).unwrap();
    world.new_number(BO, AAGE);
    desk.settle();
    let seen = in_turn(&desk, AAGE);
    assert_eq!(seen, ["71000", "10100", "46100"].map(|jobcentre| choice(&aage, jobcentre)));
}

/// Opens the only draft that opens, and throws it away, until there is none.
fn in_turn(desk: &Desk, number: &str) -> Vec<Draft> {
    let mut seen = Vec::new();
    loop {
        let unsent = desk.outbox(Nothing {}).unwrap().drafts;
        let opens: Vec<_> = unsent.iter().filter(|one| one.opens_by.is_some()).collect();
        assert_eq!(opens.len(), usize::from(!unsent.is_empty()), "{unsent:?}");
        let Some(first) = opens.first() else { return seen };
        let citizen = open_by(desk, number);
        let forms: Vec<_> = citizen.drafts.iter().map(|draft| &draft.form).collect();
        assert_eq!(forms, [&first.draft.as_ref().unwrap().form]);
        desk.drop_draft(DraftRef { citizen: citizen.citizen, kind: "affiliation".into() }).unwrap();
        seen.extend(citizen.drafts);
    }
}
