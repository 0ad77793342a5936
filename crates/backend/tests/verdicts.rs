//! One id, one answer, for ever; and one faulty command disturbs nobody (SB-ID, S22-2a).
#![allow(clippy::unwrap_used, clippy::panic, reason = "in a test a fault is a failure")]

mod support;

use domain::{Actor, Command, RefusalCode, RuleId};
use exchange::{Answer, AsShown, Backend, Envelope, Fingerprint, MOST_ASKED, NoAnswer, Outcome, RawCommand};
use support::{World, affiliation, caseworker, change, comment, fund, id, instant, number, refused, register, verdict};

#[test]
fn the_same_id_gets_the_same_answer_and_nothing_is_done_twice() {
    let mut world = World::new();
    let citizen = world.citizen(1, "75100");
    let desk = world.desk("75100");
    let raw = world.seal(&comment(citizen, "Ringede i dag."));
    let first = desk.push(std::slice::from_ref(&raw)).unwrap();
    world.set("2023-10-03T08:00:00Z");
    let world = world.reopen();
    let again = world.desk("75100").push(&[raw.clone(), raw]).unwrap();
    assert_eq!(again, [first[0].clone(), first[0].clone()]);
    assert_eq!(world.person(citizen).comments.records.len(), 1);
}

#[test]
fn the_same_id_with_another_content_leaves_the_first_verdict_alone() {
    let mut world = World::new();
    let citizen = world.citizen(1, "75100");
    let desk = world.desk("75100");
    let raw = world.seal(&comment(citizen, "Det første."));
    let first = desk.push(std::slice::from_ref(&raw)).unwrap();
    let other = RawCommand { id: raw.id, text: raw.text.replace("første", "andet") };
    assert_eq!(desk.push(&[other]).unwrap(), [Answer::IdTaken { id: raw.id }]);
    assert_eq!(desk.push(&[raw]).unwrap(), first);
    assert_eq!(world.person(citizen).comments.records[0].text, "Det første.");
}

#[test]
fn a_refusal_is_answered_again_as_well() {
    let mut world = World::new();
    let raw = world.seal(&comment(number(9), "Til ingen."));
    let desk = world.desk("75100");
    let first = verdict(desk.push(std::slice::from_ref(&raw)).unwrap().remove(0));
    assert_eq!(refused(&first).unwrap().code, RefusalCode::UnknownPerson);
    world.done(&Actor::Cpr, &register(number(9)));
    assert_eq!(verdict(desk.push(&[raw]).unwrap().remove(0)), first);
}

/// What a desk asks after a backup was restored.
#[test]
fn the_backend_says_which_ids_it_has_never_answered() {
    let mut world = World::new();
    let citizen = world.citizen(1, "75100");
    let (accepted, refused, never) = (
        world.seal(&comment(citizen, "Ringede i dag.")),
        world.seal(&comment(number(9), "Til ingen.")),
        world.seal(&comment(citizen, "Aldrig sendt.")),
    );
    let desk = world.desk("75100");
    desk.push(&[accepted.clone(), refused.clone()]).unwrap();
    let asked = [never.id, accepted.id, id(900), refused.id];
    assert_eq!(desk.unknown(&asked).unwrap(), [never.id, id(900)]);
    assert_eq!(world.desk("46100").unknown(&asked).unwrap(), [never.id, id(900)], "whoever asks");
    let many: Vec<_> = (1_000..1_000 + MOST_ASKED as u64 + 1).map(id).collect();
    assert_eq!(desk.unknown(&many).unwrap().len(), MOST_ASKED);
}

#[test]
fn an_unknown_kind_gets_no_verdict_and_leaves_no_trace() {
    let mut world = World::new();
    let citizen = world.citizen(1, "75100");
    let known = world.seal(&comment(citizen, "Her."));
    let later = RawCommand { id: known.id, text: known.text.replace("write_comment", "dictate_comment") };
    let desk = world.desk("75100");
    assert_eq!(desk.push(&[later]).unwrap(), [Answer::NotUnderstood { id: known.id }]);
    assert!(refused(&verdict(desk.push(&[known]).unwrap().remove(0))).is_none(), "the id is still free");
}

#[test]
fn a_malformed_command_is_refused_for_good() {
    let world = World::new();
    let raw = RawCommand { id: id(1), text: "{ \"id\": 7".to_owned() };
    let desk = world.desk("75100");
    let first = verdict(desk.push(std::slice::from_ref(&raw)).unwrap().remove(0));
    assert_eq!(refused(&first).unwrap().code, RefusalCode::BadMessage);
    assert_eq!(verdict(desk.push(&[raw]).unwrap().remove(0)), first);
}

#[test]
fn a_fault_refuses_one_command_alone() {
    let mut world = World::new();
    let citizen = world.citizen(1, "75100");
    let faulty = |command: &Command| matches!(command, Command::WriteComment { text, .. } if text == "nr. 50");
    world.backend = world.backend.with_fault(faulty);
    let batch: Vec<_> = (0..101).map(|nth| world.seal(&comment(citizen, &format!("nr. {nth}")))).collect();
    let answers = world.desk("75100").push(&batch).unwrap();
    assert_eq!(answers.len(), 101);
    for (nth, answer) in answers.into_iter().enumerate() {
        let refusal = refused(&verdict(answer)).map(|refusal| (refusal.code, refusal.rule));
        assert_eq!(refusal, (nth == 50).then_some((RefusalCode::Fault, RuleId::S22_2a)), "nr. {nth}");
    }
    assert_eq!(world.person(citizen).comments.records.len(), 100);
}

#[test]
fn no_verdict_leaves_before_the_commit() {
    let mut world = World::new();
    let citizen = world.citizen(1, "75100");
    let desk = world.desk("75100");
    let (_, cursor) = support::pull_all(&desk, None, 10);
    let batch = [world.seal(&comment(citizen, "Den ene.")), world.seal(&comment(citizen, "Den anden."))];

    world.backend.fail_commits(true).unwrap();
    assert_eq!(desk.push(&batch), Err(NoAnswer::OutOfOrder));
    world.backend.fail_commits(false).unwrap();
    assert_eq!(world.person(citizen).comments.records.len(), 0);
    assert_eq!(support::pull_all(&desk, Some(cursor), 10).0, []);

    let answers = desk.push(&batch).unwrap();
    assert!(answers.into_iter().all(|answer| refused(&verdict(answer)).is_none()));
    assert_eq!(world.person(citizen).comments.records.len(), 2);
}

#[test]
fn a_citizen_of_a_later_form_gets_no_verdict_and_holds_nobody_up() {
    let mut world = World::new();
    let (later, other) = (world.citizen(1, "75100"), world.citizen(2, "75100"));
    let id = world.person(later).id;
    let file = rusqlite::Connection::open(world.folder.path().join("backend.db")).unwrap();
    file.pragma_update(None, "key", format!("x'{}'", "07".repeat(32))).unwrap();
    let written = "UPDATE area_row SET schema = 99 WHERE subject = ?1 AND area = 'numbers'";
    assert_eq!(file.execute(written, [id.0.as_bytes()]).unwrap(), 1);

    let desk = world.desk("75100");
    let batch = [world.seal(&comment(later, "Venter.")), world.seal(&comment(other, "Går igennem."))];
    let answers = desk.push(&batch).unwrap();
    assert_eq!(answers[0], Answer::NotUnderstood { id: batch[0].id });
    assert!(refused(&verdict(answers[1].clone())).is_none());
    assert_eq!(support::pull_all(&desk, None, 10).0.len(), 2, "the desk is handed the rows as they are");
}

#[test]
fn the_verdict_says_whether_it_went_as_shown() {
    let mut world = World::new();
    let citizen = world.citizen(1, "75100");
    let push = |nth: u64, shown: Option<Fingerprint>| {
        let mut envelope = Envelope::of(id(900 + nth), nth, &comment(citizen, "Vist."), instant(support::START));
        envelope.fingerprint = shown;
        match verdict(world.desk("75100").push(&[envelope.seal()]).unwrap().remove(0)).outcome {
            Outcome::Accepted { decision, as_shown } => (decision, as_shown),
            Outcome::Refused(refusal) => panic!("{refusal:?}"),
        }
    };
    let (decision, as_shown) = push(1, None);
    assert_eq!(as_shown, AsShown::NotPreviewed);
    assert_eq!(push(2, Some(Fingerprint::of(&Ok(decision)))).1, AsShown::Otherwise, "another id makes another record");

    let command = comment(citizen, "Vist.");
    let occasion =
        domain::Occasion { command: id(903), now: domain::Now::at(instant(support::START)), receipt: u64::MAX };
    let people = domain::People::new(vec![world.person(citizen)]);
    let preview = domain::decide(&people, &reference::lists(), &caseworker("75100"), &command, occasion);
    let mut envelope = Envelope::of(id(903), 3, &command, instant(support::START));
    envelope.fingerprint = Some(Fingerprint::of(&preview));
    let answer = verdict(world.desk("75100").push(&[envelope.seal()]).unwrap().remove(0));
    assert!(matches!(answer.outcome, Outcome::Accepted { as_shown: AsShown::AsShown, .. }));
}

#[test]
fn the_day_of_registration_is_the_backends_not_the_desks() {
    let mut world = World::new();
    let citizen = world.citizen(1, "75100");
    let raw = world.seal(&comment(citizen, "Skrevet før."));
    world.set("2023-12-01T09:30:00Z");
    let answer = verdict(world.desk("75100").push(&[raw]).unwrap().remove(0));
    assert_eq!(answer.decided_at, instant("2023-12-01T09:30:00Z"));
    assert_eq!(world.person(citizen).comments.records[0].registered, instant("2023-12-01T09:30:00Z"));
}

#[test]
fn rights_come_from_the_connection() {
    let mut world = World::new();
    let citizen = world.citizen(1, "75100");
    for actor in [caseworker("75100"), fund("90")] {
        let raw = world.seal(&change(citizen, number(2), "20231001"));
        let answer = verdict(world.backend.connect(actor).push(&[raw]).unwrap().remove(0));
        assert_eq!(refused(&answer).unwrap().code, RefusalCode::NoRights);
    }
    let raw = world.seal(&affiliation(citizen, "10100", "2023-10-02"));
    let answer = verdict(world.backend.connect(Actor::Cpr).push(&[raw]).unwrap().remove(0));
    assert_eq!(refused(&answer).unwrap().code, RefusalCode::NoRights);
}
