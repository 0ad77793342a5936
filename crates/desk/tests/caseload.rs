//! A desk that keeps the caseload: those whom the caseworker is contact person for.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod world;

use desk::door::*;
use desk::{Desk, Policy};
use exchange::{AccessAction, AccessEntry, Scope};
use world::*;

const DAY: i64 = 24 * 60 * 60;

fn keeping_the_caseload(world: &World) -> Desk {
    let desk = world.desk_under(Policy { scope: Scope::Caseload, ..Policy::default() });
    no_rest(&desk);
    desk
}

/// The names in the list of citizens, in its order.
fn citizens(desk: &Desk) -> Vec<String> {
    desk.citizens(Page { from: 0, count: 100 }).unwrap().citizens.into_iter().map(|hit| hit.name).collect()
}

fn becomes(citizen: &CitizenView) -> Draft {
    Draft { citizen: citizen.citizen.clone(), form: DraftForm::ContactPerson }
}

fn ends(citizen: &CitizenView) -> Draft {
    Draft { citizen: citizen.citizen.clone(), form: DraftForm::EndContactPerson { caseworker: None } }
}

fn ends_of(citizen: &CitizenView, colleague: &str) -> Draft {
    let form = DraftForm::EndContactPerson { caseworker: Some(colleague.to_owned()) };
    Draft { citizen: citizen.citizen.clone(), form }
}

/// A caseload desk with Mette and Bo in it.
fn with_two(world: &World) -> Desk {
    let desk = keeping_the_caseload(world);
    for number in [METTE, BO] {
        let citizen = open_by(&desk, number);
        confirm(&desk, becomes(&citizen));
    }
    desk.settle();
    assert_eq!(citizens(&desk), ["Bo Bang", "Mette Øvelsen"]);
    desk
}

fn gone(desk: &Desk, citizen: &str) -> String {
    match desk.citizen(CitizenRef { citizen: citizen.to_owned() }) {
        Err(DeskError::Gone { text }) => text.da,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_desk_keeps_its_caseload_and_looks_everybody_else_up() {
    let world = World::new();
    let desk = keeping_the_caseload(&world);
    assert!(citizens(&desk).is_empty());
    let session = desk.session(Nothing {}).unwrap();
    assert!(session.caseload.unwrap().da.contains("sagsstamme") && session.kept == Kept::Fresh);
    let found = search(&desk, METTE);
    assert!(found.hits.is_empty() && found.ask_backend && found.note.unwrap().da.contains("sagsstamme"));
    assert!(search(&desk, "mette").note.unwrap().da.contains("sagsstamme"));

    let mette = open_by(&desk, METTE);
    assert!(mette.own, "no purpose is asked for at an own citizen");
    let noted = world.bundled.access_log().unwrap();
    let entry: AccessEntry = serde_json::from_str(&noted.last().unwrap().entry).unwrap();
    assert!(noted.len() == 1 && matches!(entry.action, AccessAction::Open { .. }), "the backend notes it");
    assert_eq!(desk.verify_access_log(Nothing {}).unwrap().links, 1, "and so does the desk");
    assert!(citizens(&desk).is_empty(), "whoever is looked up is not listed");
    let other = desk.open(OpenCitizen { by: OpenBy::Number(ODENSE.into()), purpose: None }).unwrap();
    assert!(matches!(other, OpenAnswer::AskPurpose { .. }));

    confirm(&desk, becomes(&mette));
    desk.settle();
    assert_eq!(citizens(&desk), ["Mette Øvelsen"]);
    let mette = open_by(&desk, METTE);
    assert!(mette.latest.iter().any(|group| group.title.da == "Ny person"), "with the whole history");
    assert_eq!(world.bundled.access_log().unwrap().len(), noted.len() + 1, "Odense's; who is kept is opened here");

    world.pass(DAY);
    desk.settle();
    switch(&desk, false);
    let kept = desk.open(OpenCitizen { by: OpenBy::Number(METTE.into()), purpose: None }).unwrap();
    assert!(matches!(kept, OpenAnswer::Citizen { .. }));
    let other = desk.open(OpenCitizen { by: OpenBy::Number(BO.into()), purpose: None }).unwrap();
    let OpenAnswer::OutOfReach { text } = other else { panic!("{other:?}") };
    assert!(text.da.contains("sagsstamme"), "{}", text.da);
}

/// A colleague's citizen who moves away while they are kept for the day: the next opening asks why.
#[test]
fn whoever_is_looked_up_is_not_opened_as_they_were_this_morning() {
    let world = World::new();
    let desk = keeping_the_caseload(&world);
    let bo = open_by(&desk, BO).citizen;
    world.pass(3600);
    world.moves(BO, "46100");
    let open = |by| desk.open(OpenCitizen { by, purpose: None }).unwrap();
    for by in [OpenBy::Citizen(bo), OpenBy::Number(BO.into())] {
        let again = open(by);
        assert!(matches!(again, OpenAnswer::AskPurpose { .. }), "{again:?}");
    }
}

/// A desk that does not know whether somebody must act says so, rather than that nobody must; and looks up whom it is
/// about, whose number stands under its mask. Of a citizen who is elsewhere now it asks why.
#[test]
fn a_message_on_a_citizen_outside_the_caseload_is_looked_into() {
    let world = World::new();
    let desk = keeping_the_caseload(&world);
    let action = |desk: &Desk| desk.inbox(InboxAsk { with_done: false, most: 500 }).unwrap().groups.remove(0).lines;
    world.new_number(METTE, METTE_NEW);
    world.pass(60);
    world.new_number(BO, AAGE);
    desk.settle();
    let [aage, mette] = &action(&desk)[..] else { panic!("{:?}", action(&desk)) };
    assert_eq!(desk.session(Nothing {}).unwrap().inbox, 2);
    let look_up = |line: &MessageLine| {
        let view = desk.open_message(MessageRef { message: line.message.clone() }).unwrap();
        assert!(matches!(view.action, MessageAction::LookUp { .. }), "{:?}", view.action);
        desk.open(OpenCitizen { by: OpenBy::Message(line.message.clone()), purpose: None }).unwrap()
    };
    let OpenAnswer::Citizen { citizen } = look_up(aage) else { panic!() };
    assert_eq!((citizen.numbers[0].shown.as_str(), &citizen.opened_by_former), ("021070-1237", &None));
    assert!(!citizen.merge_report.is_empty(), "what somebody must look at");
    assert_eq!(action(&desk).len(), 2, "looking is not doing");

    world.moves(METTE_NEW, "46100");
    desk.settle();
    assert!(matches!(look_up(mette), OpenAnswer::AskPurpose { .. }));
    switch(&desk, false);
    assert!(matches!(look_up(mette), OpenAnswer::OutOfReach { .. }));
}

/// SB-CONTACT-PERSON: on the page before it is sent, in Ikke sendt, and in the history.
#[test]
fn becoming_contact_person_stands_on_the_page_at_once() {
    let world = World::new();
    let desk = world.desk();
    no_rest(&desk);
    let mette = open_by(&desk, METTE);
    assert!(mette.contact_persons.is_empty() && !mette.is_contact_person);
    let seen = |desk: &Desk| desk.citizen(CitizenRef { citizen: mette.citizen.clone() }).unwrap();
    switch(&desk, false);
    let Preview::Accepted { effects, .. } = desk.preview(becomes(&mette)).unwrap() else { panic!("refused") };
    assert_eq!(
        (effects[0].subject.da.as_str(), effects[0].outcome.da.as_str()),
        ("Kontaktperson", "begynder 20.09.2023")
    );
    let entry = confirm(&desk, becomes(&mette));
    assert_eq!(entry.summary, "Du bliver borgerens kontaktperson");
    let waiting = seen(&desk);
    let [line] = &waiting.contact_persons[..] else { panic!("{:?}", waiting.contact_persons) };
    assert_eq!((line.name.as_str(), line.since.as_str()), ("Line Bjerre", "2023-09-20"));
    assert!(line.waiting.is_some() && waiting.is_contact_person);
    let Preview::Refused { refusal, .. } = desk.preview(becomes(&mette)).unwrap() else { panic!("twice") };
    assert_eq!(refusal.code, "SB-1501");

    // The end builds on what waits, and both go in their order.
    let end = confirm(&desk, ends(&mette));
    assert!(seen(&desk).contact_persons[0].until.is_some() && !seen(&desk).is_contact_person);
    switch(&desk, true);
    desk.settle();
    assert!(is_accepted(&desk, &entry) && is_accepted(&desk, &end));
    let today = seen(&desk);
    assert_eq!(
        (today.contact_persons[0].until.as_deref(), &today.contact_persons[0].waiting),
        (Some("2023-09-20"), &None)
    );
    let titles: Vec<_> = today.latest.iter().map(|group| group.title.da.as_str()).take(2).collect();
    assert_eq!(titles, ["Kontaktperson stopper", "Ny kontaktperson"]);
    let history = desk.history(CitizenRef { citizen: mette.citizen.clone() }).unwrap();
    assert!(history.groups[0].lines.iter().all(|line| line.area == "contact_persons"));
    world.pass(DAY);
    assert!(seen(&desk).contact_persons.is_empty(), "the last day is over");
}

/// SB-CONTACT-PERSON and S23-1.1k: held back when the number has changed, and sent on the new one.
#[test]
fn becoming_contact_person_is_sent_on_the_new_number() {
    let world = World::new();
    let desk = world.desk();
    no_rest(&desk);
    let mette = open_by(&desk, METTE);
    switch(&desk, false);
    let entry = confirm(&desk, becomes(&mette));
    let end = confirm(&desk, ends(&mette));
    world.new_number(METTE, METTE_NEW);
    switch(&desk, true);
    desk.settle();
    let held = entry_of(&desk, &entry.command);
    assert!(matches!(held.state, EntryState::Held { .. }) && held.can_send_on_new_number, "{:?}", held.state);
    assert!(desk.send_on_new_number(reference_to(&end)).is_err(), "not before what it builds on");
    let renewed = desk.send_on_new_number(reference_to(&entry)).unwrap();
    let renewed_end = desk.send_on_new_number(reference_to(&end)).unwrap();
    desk.settle();
    assert!(is_accepted(&desk, &renewed) && is_accepted(&desk, &renewed_end));
    let mette = open_by(&desk, METTE_NEW);
    assert_eq!(mette.contact_persons[0].until.as_deref(), Some("2023-09-20"));
}

/// Nothing is typed in it, so nothing is left as a draft when it is taken back.
#[test]
fn becoming_contact_person_is_taken_back_while_it_rests() {
    let world = World::new();
    let desk = world.desk();
    let mette = open_by(&desk, METTE);
    let entry = confirm(&desk, becomes(&mette));
    let end = confirm(&desk, ends(&mette));
    desk.undo(reference_to(&entry)).unwrap();
    world.pass(60);
    desk.settle();
    let EntryState::Held { refusal } = entry_of(&desk, &end.command).state else { panic!("what it builds on is gone") };
    assert_eq!(refusal.code, "SB-1502");
    let mette = open_by(&desk, METTE);
    assert!(mette.contact_persons.is_empty() && mette.drafts.is_empty());
}

/// SB-CONTACT-PERSON: a colleague who has left ends nothing. Somebody of the same jobcentre does, and stands by it.
#[test]
fn a_colleague_is_ended_as_contact_person() {
    let world = World::new();
    let desk = world.desk();
    no_rest(&desk);
    world.becomes_contact_person("karim", METTE);
    world.becomes_contact_person("åse", METTE);
    desk.settle();
    let mette = open_by(&desk, METTE);
    confirm(&desk, becomes(&mette));
    desk.settle();
    let seen = || desk.citizen(CitizenRef { citizen: mette.citizen.clone() }).unwrap();
    let can_end = |view: &CitizenView| -> Vec<String> {
        view.contact_persons.iter().filter(|one| one.can_end).map(|one| one.caseworker.clone()).collect()
    };
    assert_eq!(can_end(&seen()), ["karim", "åse"], "beside the own, which ends by itself");

    let Preview::Refused { refusal, .. } = desk.preview(ends_of(&mette, "bo")).unwrap() else { panic!("nobody") };
    assert_eq!(refusal.code, "SB-1502");
    let Preview::Accepted { effects, .. } = desk.preview(ends_of(&mette, "karim")).unwrap() else { panic!("refused") };
    let told = (effects[0].subject.da.as_str(), effects[0].outcome.da.as_str());
    assert_eq!(told, ("Kontaktperson karim", "slutter 20.09.2023"));

    // Two people are two forms: one can be thrown away, and taken back, without the other.
    for draft in [ends(&mette), ends_of(&mette, "karim"), ends_of(&mette, "åse")] {
        desk.save_draft(SaveDraft { draft }).unwrap();
    }
    desk.drop_draft(DraftRef { citizen: mette.citizen.clone(), kind: "end_contact_person".into() }).unwrap();
    desk.drop_draft(DraftRef { citizen: mette.citizen.clone(), kind: "end_contact_person/åse".into() }).unwrap();
    assert_eq!(seen().drafts, [ends_of(&mette, "karim")]);

    switch(&desk, false);
    let own = confirm(&desk, ends(&mette));
    let karims = confirm(&desk, ends_of(&mette, "karim"));
    assert!(seen().drafts.is_empty() && can_end(&seen()) == ["åse"]);
    assert_eq!(karims.summary, "karim stopper som borgerens kontaktperson");
    desk.discard(Discard { command: own.command, reason: "Bliver alligevel.".into() }).unwrap();
    assert!(
        matches!(entry_of(&desk, &karims.command).state, EntryState::Waiting { .. }),
        "it does not build on the own"
    );
    switch(&desk, true);
    desk.settle();
    assert!(is_accepted(&desk, &karims));
    let group = desk.history(CitizenRef { citizen: mette.citizen.clone() }).unwrap().groups;
    let group = group.into_iter().find(|group| group.command == karims.command).unwrap();
    assert_eq!((group.by_kind.as_str(), group.lines[0].subject.da.as_str()), ("you", "Kontaktperson karim"));
    world.pass(DAY);
    let left: Vec<_> = seen().contact_persons.into_iter().map(|one| one.caseworker).collect();
    assert_eq!(left, ["line", "åse"]);
}

/// SB-CONTACT-PERSON and S23-1.1k: on the new number it is still the colleague who is ended.
#[test]
fn a_colleague_is_ended_on_the_new_number() {
    let world = World::new();
    let desk = world.desk();
    no_rest(&desk);
    world.becomes_contact_person("karim", METTE);
    desk.settle();
    let mette = open_by(&desk, METTE);
    confirm(&desk, becomes(&mette));
    desk.settle();
    switch(&desk, false);
    let entry = confirm(&desk, ends_of(&mette, "karim"));
    world.new_number(METTE, METTE_NEW);
    switch(&desk, true);
    desk.settle();
    let held = entry_of(&desk, &entry.command);
    assert_eq!(held.draft.unwrap().form, ends_of(&mette, "karim").form, "what a correction begins from");
    assert!(held.corrections.iter().any(|one| one.field.da == "Kontaktperson" && one.sent.da == "karim"));
    let renewed = desk.send_on_new_number(reference_to(&entry)).unwrap();
    desk.settle();
    assert!(is_accepted(&desk, &renewed));
    let ended = open_by(&desk, METTE_NEW).contact_persons;
    let ended: Vec<_> = ended.iter().map(|one| (one.caseworker.as_str(), one.until.is_some())).collect();
    assert_eq!(ended, [("karim", true), ("line", false)]);
}

#[test]
fn who_leaves_the_caseload_leaves_the_desk_and_the_sentence_says_why() {
    type Leave = fn(&World, &Desk, &CitizenView);
    let ways: [(Leave, &str); 3] = [
        (
            |world, desk, mette| {
                switch(desk, true);
                confirm(desk, ends(mette));
                desk.settle();
                assert_eq!(citizens(desk).len(), 2, "the last day counts");
                switch(desk, false);
                world.pass(DAY);
            },
            "ikke længere borgerens kontaktperson",
        ),
        (|world, _, _| world.moves(METTE, "46100"), "hører ikke længere til jeres jobcenter"),
        (|world, _, _| world.new_number(METTE, ODENSE), "flettet med en borger i et andet jobcenter"),
    ];
    for (leave, says) in ways {
        let world = World::new();
        let desk = with_two(&world);
        let mette = open_by(&desk, METTE);
        switch(&desk, false);
        desk.save_draft(SaveDraft { draft: comment(&mette.citizen, "Halvt skrev") }).unwrap();
        leave(&world, &desk, &mette);
        let open = confirm(&desk, comment(&mette.citizen, "Venter endnu."));
        switch(&desk, true);
        desk.settle();

        assert_eq!(citizens(&desk), ["Bo Bang"], "{says}");
        assert!(search(&desk, "mette").hits.is_empty() && search(&desk, METTE).hits.is_empty());
        let text = gone(&desk, &mette.citizen);
        assert!(text.contains(says) && text.contains("Ikke sendt"), "{text}");
        assert!(entry_of(&desk, &open.command).number.masked, "what was written stays");
    }
}

/// What was written on a citizen who is out of the caseload goes all the same: they are of the own jobcentre.
#[test]
fn what_waits_on_a_citizen_outside_the_caseload_is_sent() {
    let world = World::new();
    let desk = with_two(&world);
    let aage = open_by(&desk, AAGE);
    switch(&desk, false);
    let entry = confirm(&desk, comment(&aage.citizen, "Uden for stammen."));
    world.pass(DAY);
    drop(desk);
    let desk = keeping_the_caseload(&world);
    assert!(is_accepted(&desk, &entry));
    assert_eq!(open_by(&desk, AAGE).comments.len(), 1);
}

/// Merged with another of the own jobcentre, the citizen stays under the new number.
#[test]
fn a_merge_within_the_jobcentre_keeps_the_citizen_in_the_caseload() {
    let world = World::new();
    let desk = with_two(&world);
    let mette = open_by(&desk, METTE).citizen;
    world.new_number(METTE, AAGE);
    desk.settle();
    assert_eq!(citizens(&desk).len(), 2);
    let now = desk.citizen(CitizenRef { citizen: mette }).unwrap();
    assert!(now.is_contact_person && now.numbers.len() == 2);
}

/// A policy is given at opening. What another one has left goes at once, also offline; what it lacks comes with the pull.
#[test]
fn a_change_of_the_policy_leaves_nobody_who_should_not_be_here_and_misses_nobody() {
    let world = World::new();
    drop(with_two(&world));
    let all = ["Bo Bang", "Mette Øvelsen", "Aage Aagaard", "Åse Ågård"];
    for _ in 0..2 {
        let desk = world.desk();
        let (mut here, mut expected) = (citizens(&desk), all.map(str::to_owned).to_vec());
        here.sort();
        expected.sort();
        assert_eq!(here, expected, "the jobcentre's");
        open_by(&desk, AAGE);
        switch(&desk, false);
        confirm(&desk, comment(&open_by(&desk, ÅSE).citizen, "Skrevet uden for stammen."));
        drop(desk);

        world.faults.cut(true);
        let desk = keeping_the_caseload(&world);
        assert!(citizens(&desk).is_empty(), "nobody before the first pull, rather than somebody too many");
        for number in [AAGE, ÅSE, METTE] {
            let found = search(&desk, number);
            assert!(found.hits.is_empty() && found.note.unwrap().da.contains("ikke hentet"), "nothing false is said");
            let opened = desk.open(OpenCitizen { by: OpenBy::Number(number.into()), purpose: None }).unwrap();
            let OpenAnswer::OutOfReach { text } = opened else { panic!("{opened:?}") };
            assert!(text.da.contains("ikke hentet"), "{}", text.da);
        }
        assert!(search(&desk, "mette").note.unwrap().da.contains("ikke hentet"));
        let Kept::NotFetched { text } = desk.session(Nothing {}).unwrap().kept else { panic!("nothing is known") };
        assert!(text.da.contains("ikke hentet"), "{}", text.da);
        assert_eq!(desk.outbox(Nothing {}).unwrap().waiting.len(), 1, "what is written stays");
        drop(desk);
        world.faults.cut(false);
        let desk = keeping_the_caseload(&world);
        assert_eq!(citizens(&desk), ["Bo Bang", "Mette Øvelsen"]);
        assert!(search(&desk, AAGE).hits.is_empty() && search(&desk, "åse").hits.is_empty());
        assert!(desk.outbox(Nothing {}).unwrap().waiting.is_empty(), "and is sent");
    }
    let desk = keeping_the_caseload(&world);
    switch(&desk, false);
    drop(desk);
    world.faults.cut(true);
    let desk = keeping_the_caseload(&world);
    assert_eq!(citizens(&desk).len(), 2, "the same policy again keeps whom it has kept, also offline");
}
