//! A backup is restored at the backend: what it has lost comes back to whoever wrote it, and nothing is sent twice in silence.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod world;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use desk::Desk;
use desk::door::*;
use domain::{Actor, CaseworkerId, CommandId};
use exchange::Backend;
use world::*;

fn backup(world: &mut World) -> PathBuf {
    backup_to(world, "backup.db")
}

fn backup_to(world: &mut World, name: &str) -> PathBuf {
    let copy = world.folder.path().join(name);
    world.with_closed_backend(|file| {
        fs::copy(file, &copy).unwrap();
    });
    copy
}

fn restore(world: &mut World, copy: &PathBuf) {
    world.with_closed_backend(|file| {
        fs::copy(copy, file).unwrap();
    });
    world.bundled.begin_new_epoch().unwrap();
}

/// Writes a comment and waits for its answer.
fn accepted(world: &World, desk: &Desk, citizen: &str, text: &str) -> OutboxEntry {
    let entry = confirm(desk, comment(citizen, text));
    world.pass(9);
    desk.settle();
    assert!(is_accepted(desk, &entry));
    entry
}

fn lost(desk: &Desk) -> Vec<OutboxEntry> {
    let refused = desk.outbox(Nothing {}).unwrap().refused;
    refused.into_iter().filter(|entry| matches!(entry.state, EntryState::Lost { .. })).collect()
}

fn kinds(desk: &Desk) -> Vec<String> {
    desk.trouble(Nothing {}).unwrap().troubles.into_iter().map(|trouble| trouble.kind).collect()
}

/// One comment is in the backup, and one was written after it. The desk is closed meanwhile.
fn restored_over_one() -> (World, Desk, OutboxEntry, OutboxEntry) {
    let (mut world, desk, mette) = with_mette();
    let kept = accepted(&world, &desk, &mette.citizen, "Før sikkerhedskopien.");
    drop(desk);
    let copy = backup(&mut world);
    let desk = world.desk();
    open_by(&desk, METTE);
    let gone = accepted(&world, &desk, &mette.citizen, "Efter sikkerhedskopien.");
    drop(desk);
    world.pass(3_600);
    restore(&mut world, &copy);
    let desk = world.desk();
    (world, desk, kept, gone)
}

#[test]
fn what_a_restored_backend_has_lost_comes_back_and_is_not_sent_by_itself() {
    let (world, desk, kept, gone) = restored_over_one();
    assert_eq!(comments(&desk, METTE), ["Før sikkerhedskopien."]);
    let found = lost(&desk);
    assert_eq!(found.iter().map(|entry| &entry.command).collect::<Vec<_>>(), [&gone.command]);
    let EntryState::Lost { accepted_at, at } = &found[0].state else { panic!() };
    assert_eq!((accepted_at.as_str(), at.as_str()), ("2023-09-20T09:00", "2023-09-20T10:00"));
    assert!(found[0].can_send_again && found[0].can_discard && !found[0].can_send_on_new_number);
    assert_eq!(kinds(&desk), ["lost", "restored"]);
    assert_eq!(desk.connection(Nothing {}).unwrap().refused, 1);
    assert!(is_accepted(&desk, &kept));
    let mette = open_by(&desk, METTE);
    assert_eq!(mette.unsent.len(), 1, "the citizen's page says so too");
    let history = desk.history(CitizenRef { citizen: mette.citizen }).unwrap();
    assert!(history.groups.iter().any(|group| group.command == gone.command && group.state == "lost"));

    for _ in 0..3 {
        world.pass(60);
        desk.settle();
    }
    assert_eq!(comments(&desk, METTE), ["Før sikkerhedskopien."], "nobody has asked for it");
    let again = desk.send_again(reference_to(&found[0])).unwrap();
    assert_ne!(again.command, gone.command);
    assert!(desk.send_again(reference_to(&found[0])).is_err(), "once");
    world.pass(9);
    desk.settle();
    assert!(is_accepted(&desk, &again));
    assert_eq!(comments(&desk, METTE), ["Efter sikkerhedskopien.", "Før sikkerhedskopien."]);
    assert_eq!(kinds(&desk), ["restored"], "and that for a week");
    assert!(desk.connection(Nothing {}).unwrap().all_settled);
    world.pass(8 * 86_400);
    desk.settle();
    assert_eq!(kinds(&desk), [""; 0]);
}

#[test]
fn what_is_lost_can_be_undone_again_corrected_or_discarded() {
    let (world, desk, _, _) = restored_over_one();
    open_by(&desk, METTE);
    let entry = lost(&desk).remove(0);
    world.pass(3_600);
    let again = desk.send_again(reference_to(&entry)).unwrap();
    desk.undo(reference_to(&again)).unwrap();
    assert_eq!(lost(&desk).remove(0).state, entry.state, "it stands where it stood, since when it stood there");
    let typed = Correcting { command: entry.command.clone(), form: DraftForm::Comment { text: "Rettet.".into() } };
    desk.save_correction(typed.clone()).unwrap();
    assert!(!lost(&desk)[0].can_send_again && desk.send_again(reference_to(&entry)).is_err(), "what is typed stays");
    assert_eq!(lost(&desk)[0].correcting, Some(typed.form.clone()));
    let Preview::Accepted { fingerprint, .. } = desk.preview_correction(typed.clone()).unwrap() else { panic!() };
    let draft = Draft { form: typed.form, ..entry.draft.clone().unwrap() };
    let renewed = desk.confirm(Confirm { draft, fingerprint, renews: Some(entry.command.clone()) }).unwrap();
    desk.undo(reference_to(&renewed)).unwrap();
    let gone = desk.discard(Discard { command: entry.command, reason: "Aftalt på ny".into() }).unwrap();
    assert_eq!(gone.state, EntryState::Discarded { reason: "Aftalt på ny".into() });
    world.pass(60);
    desk.settle();
    assert!(lost(&desk).is_empty());
    assert_eq!(comments(&desk, METTE), ["Før sikkerhedskopien."]);
}

/// The right backup is found after the wrong one. What was typed meanwhile to mend it is nobody's correction any more.
#[test]
fn what_was_typed_to_correct_a_command_that_is_found_again_is_a_draft() {
    let (mut world, desk, mette) = with_mette();
    drop(desk);
    let earlier = backup(&mut world);
    let desk = world.desk();
    open_by(&desk, METTE);
    let entry = accepted(&world, &desk, &mette.citizen, "Efter sikkerhedskopien.");
    drop(desk);
    let later = backup_to(&mut world, "later.db");
    restore(&mut world, &earlier);
    let desk = world.desk();
    let typed = Correcting { command: entry.command.clone(), form: DraftForm::Comment { text: "Rettet.".into() } };
    assert_eq!(lost(&desk).len(), 1);
    desk.save_correction(typed.clone()).unwrap();
    let own = comment(&mette.citizen, "Et eget notat.");
    desk.save_draft(SaveDraft { draft: own }).unwrap();
    drop(desk);

    restore(&mut world, &later);
    let desk = world.desk();
    assert!(lost(&desk).is_empty());
    // The page has not heard of it yet.
    let further = DraftForm::Comment { text: "Rettet. Helt.".into() };
    desk.save_correction(typed).unwrap();
    desk.save_correction(Correcting { command: entry.command, form: further }).unwrap();
    let drafts: Vec<_> = open_by(&desk, METTE).drafts.into_iter().map(|draft| draft.form).collect();
    assert_eq!(drafts, [DraftForm::Comment { text: "Rettet. Helt.\n\nRettet.\n\nEt eget notat.".into() }]);
    assert_eq!(desk.leaving(Nothing {}).unwrap().left.len(), 1, "one draft");
}

/// Of two choices neither takes the other's place.
#[test]
fn a_corrected_choice_of_a_command_that_is_found_again_stands_beside_the_citizens_own() {
    let (mut world, desk, mette) = with_mette();
    drop(desk);
    let earlier = backup(&mut world);
    let desk = world.desk();
    open_by(&desk, METTE);
    let choice = |jobcentre: &str| DraftForm::Affiliation { jobcentre: jobcentre.into(), from: "d".into() };
    let draft = |form: DraftForm| Draft { citizen: mette.citizen.clone(), form };
    let entry = confirm(&desk, draft(choice("46100")));
    world.pass(9);
    desk.settle();
    assert!(is_accepted(&desk, &entry));
    drop(desk);
    let later = backup_to(&mut world, "later.db");
    restore(&mut world, &earlier);
    let desk = world.desk();
    let typed = Correcting { command: entry.command.clone(), form: choice("10100") };
    desk.save_correction(typed.clone()).unwrap();
    desk.save_draft(SaveDraft { draft: draft(choice("71000")) }).unwrap();
    drop(desk);

    restore(&mut world, &later);
    let desk = world.desk();
    assert!(lost(&desk).is_empty());
    let unsent = desk.outbox(Nothing {}).unwrap().drafts;
    let forms: Vec<_> = unsent.iter().map(|one| (one.draft.clone().unwrap().form, one.is_second)).collect();
    assert_eq!(forms, [(choice("71000"), false), (typed.form, true)]);
    assert_eq!(open_with_purpose(&desk, METTE, "").drafts, [draft(choice("71000"))]);
}

/// A correction of a lost comment goes to the comment that takes the lost one's place.
#[test]
fn what_builds_on_a_lost_comment_follows_it() {
    let (mut world, desk, mette) = with_mette();
    drop(desk);
    let copy = backup(&mut world);
    let desk = world.desk();
    open_by(&desk, METTE);
    accepted(&world, &desk, &mette.citizen, "Fejl.");
    let record = open_by(&desk, METTE).comments[0].comment.clone();
    let form = DraftForm::CorrectComment { comment: record, text: "Rettet.".into() };
    confirm(&desk, Draft { citizen: mette.citizen, form });
    world.pass(9);
    desk.settle();
    assert_eq!(comments(&desk, METTE), ["Rettet."]);
    drop(desk);
    restore(&mut world, &copy);
    let desk = world.desk();
    let both = lost(&desk);
    assert_eq!(both.len(), 2);
    assert!(desk.send_again(reference_to(&both[1])).is_err(), "what it corrects first");
    desk.send_again(reference_to(&both[0])).unwrap();
    desk.send_again(reference_to(&both[1])).unwrap();
    world.pass(9);
    desk.settle();
    assert_eq!(comments(&desk, METTE), ["Rettet."]);
    assert!(lost(&desk).is_empty());
}

/// What was left to ask is asked after a restart, and after a line that was cut in the middle.
#[test]
fn the_asking_goes_on_where_it_was_broken_off() {
    let (mut world, desk, mette) = with_mette();
    drop(desk);
    let copy = backup(&mut world);
    let desk = world.desk();
    open_by(&desk, METTE);
    accepted(&world, &desk, &mette.citizen, "Efter sikkerhedskopien.");
    drop(desk);
    restore(&mut world, &copy);
    let faults = world.faults.clone();
    // The page that brings the new life is stored; then the line is cut.
    let desk = world.open_with(move |event| faults.cut(matches!(event, DeskEvent::Changed { .. })));
    wait_until("the page", || kinds(&desk).contains(&"restored".to_owned()));
    wait_until("the cut", || !desk.connection(Nothing {}).unwrap().online);
    assert!(lost(&desk).is_empty());
    drop(desk);
    world.faults.cut(false);
    let desk = world.desk();
    assert_eq!(lost(&desk).len(), 1);
}

/// The backup was too old; a later one is restored over it, and knows the command.
#[test]
fn what_a_later_backup_knows_is_found_again() {
    let (mut world, desk, mette) = with_mette();
    drop(desk);
    let old = backup(&mut world);
    let older = old.with_extension("older");
    fs::rename(&old, &older).unwrap();
    let desk = world.desk();
    open_by(&desk, METTE);
    let entry = accepted(&world, &desk, &mette.citizen, "Mellem de to.");
    drop(desk);
    let newer = backup(&mut world);
    restore(&mut world, &older);
    let desk = world.desk();
    assert_eq!(lost(&desk).len(), 1);
    drop(desk);
    restore(&mut world, &newer);
    let desk = world.desk();
    assert!(lost(&desk).is_empty());
    assert!(is_accepted(&desk, &entry));
    assert_eq!(comments(&desk, METTE), ["Mellem de to."]);
}

/// Whatever comes between, at the end every command ever accepted is known to the backend, or shown as lost.
#[test]
fn nothing_accepted_is_forgotten_by_both() {
    for seed in 1..=6 {
        let mut chance = Chance(seed);
        let (mut world, mut desk, mette) = with_mette();
        no_rest(&desk);
        let mut ever = BTreeSet::new();
        let mut copies = Vec::new();
        for step in 0..24 {
            match chance.below(8) {
                0 => {
                    drop(desk);
                    let copy = backup(&mut world);
                    let kept = copy.with_extension(format!("{step}"));
                    fs::rename(copy, &kept).unwrap();
                    copies.push(kept);
                    desk = world.desk();
                }
                1 if !copies.is_empty() => {
                    drop(desk);
                    restore(&mut world, &copies[chance.below(copies.len())]);
                    world.faults.cut(chance.below(2) == 0);
                    desk = world.open().unwrap();
                    desk.settle();
                }
                2 => world.faults.cut(chance.below(2) == 0),
                3 => world.faults.lose_answers(1),
                4 => world.pass(70),
                _ => {
                    open_by(&desk, METTE);
                    confirm(&desk, comment(&mette.citizen, &format!("Nummer {step}")));
                    world.pass(2);
                    desk.settle();
                }
            }
            ever.extend(desk.outbox(Nothing {}).unwrap().accepted.into_iter().map(|entry| entry.command));
        }
        world.faults.cut(false);
        world.faults.lose_answers(0);
        for _ in 0..3 {
            world.pass(70);
            desk.settle();
        }
        let ids: Vec<CommandId> = ever.iter().map(|id| CommandId(id.parse().unwrap())).collect();
        let actor =
            Actor::Caseworker { caseworker: CaseworkerId("oracle".into()), jobcentre: "75100".parse().unwrap() };
        let unknown = world.bundled.connect(actor).unknown(&ids).unwrap();
        let forgotten: BTreeSet<String> = unknown.iter().map(ToString::to_string).collect();
        let shown: BTreeSet<String> = lost(&desk).into_iter().map(|entry| entry.command).collect();
        assert_eq!(shown, forgotten, "seed {seed}");
        let texts = comments(&desk, METTE);
        assert_eq!(texts.iter().collect::<BTreeSet<_>>().len(), texts.len(), "seed {seed}: something was done twice");
    }
}

/// A sequence from a seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}
