//! Every way in which a command can wait, be refused or be settled: its list, its words, and what can be done.

use domain::{PersonId, RefusalCode};

use super::*;
use crate::{
    door::{EntryState, OutboxEntry, OutboxView},
    view::{InOutbox, number, outbox, outbox_entry},
};

/// What a row of the table may offer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Can {
    correct: bool,
    send_on_new_number: bool,
    send_again: bool,
    discard: bool,
}

const NOTHING: Can = Can { correct: false, send_on_new_number: false, send_again: false, discard: false };
const DISCARD: Can = Can { discard: true, ..NOTHING };
const CORRECT: Can = Can { correct: true, ..DISCARD };
const TO_NEW: Can = Can { send_on_new_number: true, ..CORRECT };
const AGAIN: Can = Can { send_again: true, ..CORRECT };

fn refused(code: RefusalCode) -> Refusal {
    Refusal { code, rule: RuleId::S23_1_1h }
}

fn of(entry: &OutboxEntry) -> Can {
    let stuck = matches!(entry.state, EntryState::Refused { .. } | EntryState::Held { .. } | EntryState::Lost { .. });
    Can {
        correct: stuck && entry.draft.is_some(),
        send_on_new_number: entry.can_send_on_new_number,
        send_again: entry.can_send_again,
        discard: entry.can_discard,
    }
}

/// In which list of *Ikke sendt* a command stands.
fn list_of(view: &OutboxView) -> &'static str {
    let lists = [
        ("refused", view.refused.len()),
        ("otherwise", view.otherwise.len()),
        ("resting", view.resting.len()),
        ("waiting", view.waiting.len()),
        ("accepted", view.accepted.len()),
    ];
    let full: Vec<&str> = lists.iter().filter(|(_, count)| *count > 0).map(|(name, _)| *name).collect();
    match full[..] {
        [] => "none",
        [one] => one,
        _ => panic!("in more than one list: {full:?}"),
    }
}

fn alone(pending: &Pending, entry: OutboxEntry) -> OutboxView {
    let number = entry.number.clone();
    outbox(vec![InOutbox { citizen: PersonId(Uuid::from_u128(1)), number, state: pending.state.clone(), entry }])
}

#[test]
fn every_state_and_cause_has_its_list_its_words_and_its_deeds() {
    let mut new_number = World::of_mette();
    new_number.later("2023-09-18T10:02");
    new_number.change_number(A, B, "20230917");
    let (same, renumbered) = (World::of_mette().known(A), new_number.known(B));
    let (here, new, gone) = (Some(&same), Some(&renumbered), None);
    let at = danish("2023-09-18T10:04");
    let held = |code| PendingState::Held(refused(code));
    let back = |code| PendingState::Refused { refusal: refused(code), at };
    let accepted = |went| PendingState::Accepted { at, went };
    let otherwise = |is_seen| accepted(Went::Otherwise { is_seen });
    let lost = PendingState::Lost { accepted_at: at, at };
    let discarded = PendingState::Discarded { reason: "Aftalt på telefonen".into(), at };
    let rows = [
        ("rests", here, PendingState::Resting { until: danish("2023-09-18T10:06") }, "resting", DISCARD, 1),
        ("rests, and the citizen is gone", gone, PendingState::Resting { until: at }, "resting", DISCARD, 2),
        ("waits", here, PendingState::Waiting, "waiting", DISCARD, 1),
        ("waits, and the citizen is gone", gone, PendingState::Waiting, "waiting", DISCARD, 2),
        ("is sent without an answer", here, PendingState::Sent, "waiting", NOTHING, 1),
        ("is held: the number has changed", new, held(RefusalCode::FormerNumber), "refused", TO_NEW, 2),
        ("is held: its base was refused", here, held(RefusalCode::LongComment), "refused", CORRECT, 2),
        ("is held: its base is undone", here, held(RefusalCode::UnknownComment), "refused", CORRECT, 2),
        ("is held: its base is discarded", here, held(RefusalCode::BadMessage), "refused", CORRECT, 2),
        ("is held, and the citizen is gone", gone, held(RefusalCode::FormerNumber), "refused", DISCARD, 2),
        ("is refused on a former number", new, back(RefusalCode::FormerNumber), "refused", TO_NEW, 2),
        ("is refused, and the citizen is gone", gone, back(RefusalCode::NoRights), "refused", DISCARD, 2),
        ("is lost by a restored backend", here, lost.clone(), "refused", AGAIN, 2),
        ("is lost, and the number has changed", new, lost.clone(), "refused", TO_NEW, 2),
        ("is lost, and the citizen is gone", gone, lost, "refused", DISCARD, 2),
        ("went otherwise", here, otherwise(false), "otherwise", NOTHING, 1),
        ("went otherwise, and is seen", here, otherwise(true), "accepted", NOTHING, 1),
        ("is accepted as shown", here, accepted(Went::AsShown), "accepted", NOTHING, 1),
        ("is taken back", here, PendingState::Undone { at }, "none", NOTHING, 1),
        ("is discarded", here, discarded, "none", NOTHING, 1),
        ("is understood by nobody yet", here, PendingState::Unreadable, "waiting", DISCARD, 1),
    ];
    for (what, known, state, list, can, fields) in rows {
        let pending = pending(900, write(A, "Ringede i dag."), "2023-09-18T10:01", state);
        let entry = outbox_entry(&bare(&pending, known));
        assert_eq!(of(&entry), can, "{what}");
        assert_eq!(entry.corrections.len(), fields, "the whole text stands there: {what}");
        assert_eq!(entry.corrections.last().unwrap().sent.da, "Ringede i dag.", "{what}");
        assert_eq!((entry.name.en.is_empty(), entry.name.da.is_empty()), (false, false), "{what}");
        assert_eq!(entry.unread, None, "{what}");
        let view = alone(&pending, entry);
        assert_eq!(list_of(&view), list, "{what}");
        let is_grouped = !matches!(list, "accepted" | "none");
        assert_eq!(view.citizens.len(), usize::from(is_grouped), "{what}");
        let asks = matches!(list, "refused" | "otherwise");
        assert_eq!(view.citizens.first().is_some_and(|citizen| citizen.to_act_on == 1), asks, "{what}");
    }
}

#[test]
fn every_refusal_says_what_why_and_what_to_do() {
    let known = World::of_mette().known(A);
    let at = danish("2023-09-18T10:04");
    for code in RefusalCode::ALL {
        let state = PendingState::Refused { refusal: refused(*code), at };
        let pending = pending(900, write(A, "Hej"), "2023-09-18T10:01", state);
        let entry = outbox_entry(&bare(&pending, Some(&known)));
        assert_eq!(of(&entry), CORRECT, "{code:?}");
        let EntryState::Refused { refusal, .. } = &entry.state else { panic!("{:?}", entry.state) };
        for text in [&refusal.what, &refusal.why, &refusal.what_to_do] {
            assert!(text.da.len() > 10 && text.en.len() > 10, "{code:?}: {text:?}");
        }
        assert!(!refusal.what.da.contains("med koden"), "{code:?} has no words of its own");
    }
}

/// What this version cannot read: the text stands there as it was written, and no number in it in full.
#[test]
fn an_unreadable_command_is_shown_as_it_was_written() {
    let known = World::of_mette().known(A);
    let raw = format!(
        r#"{{"id":"0190a1b2-1234-7000-8000-000000000000","kind":"dream","number":"{A}","body":{{"of":"får","for":"{}-{}"}}}}"#,
        &B[..6],
        &B[6..]
    );
    for known in [Some(&known), None] {
        let state = PendingState::Unreadable;
        let pending = Pending { command: None, ..pending(900, write(A, "Hej"), "2023-09-18T10:01", state) };
        let entry = outbox_entry(&Entry { raw: &raw, ..bare(&pending, known) });
        assert_eq!(of(&entry), DISCARD);
        let shown = entry.unread.clone().unwrap();
        assert!(shown.contains("får") && shown.contains("dream"), "{shown}");
        assert!(!shown.contains(&A[6..]) && !shown.contains(&B[6..]), "{shown}");
        assert_eq!(shown.matches("150385").count(), 2, "{shown}");
        assert_eq!(list_of(&alone(&pending, entry)), "waiting");
    }
}

/// Citizens with something to act on come first; under each, what asks for somebody comes first.
#[test]
fn the_list_is_by_citizen_and_by_what_must_be_acted_on() {
    let known = World::of_mette().known(A);
    let at = danish("2023-09-18T10:04");
    let rows = [
        (1, 901, PendingState::Waiting),
        (2, 902, PendingState::Waiting),
        (2, 903, PendingState::Resting { until: at }),
        (3, 904, PendingState::Accepted { at, went: Went::AsShown }),
        (2, 905, PendingState::Accepted { at, went: Went::Otherwise { is_seen: false } }),
        (2, 906, PendingState::Refused { refusal: refused(RefusalCode::Dead), at }),
        (4, 907, PendingState::Unreadable),
        (5, 908, PendingState::Lost { accepted_at: at, at }),
        (1, 909, PendingState::Undone { at }),
        (2, 910, PendingState::Held(refused(RefusalCode::FormerNumber))),
    ];
    let told = rows.map(|(citizen, id, state)| {
        let pending = pending(id, write(A, "Hej"), "2023-09-18T10:01", state);
        let entry = outbox_entry(&bare(&pending, Some(&known)));
        let number = number(&known.person, known.person.current_number(), Mask::Hidden);
        InOutbox { citizen: PersonId(Uuid::from_u128(citizen)), number, state: pending.state, entry }
    });
    let view = outbox(told.into());
    let id = |nth: u128| CommandId(Uuid::from_u128(nth)).to_string();
    let groups: Vec<(u32, Vec<String>)> =
        view.citizens.into_iter().map(|citizen| (citizen.to_act_on, citizen.commands)).collect();
    assert_eq!(
        groups,
        [
            (3, vec![id(906), id(910), id(905), id(903), id(902)]),
            (1, vec![id(908)]),
            (0, vec![id(901)]),
            (0, vec![id(907)]),
        ]
    );
    assert!(outbox(Vec::new()).citizens.is_empty());
}

/// A correction that has begun is shown as such.
#[test]
fn what_is_typed_in_a_correction_stands_with_its_command() {
    let known = World::of_mette().known(A);
    let state = PendingState::Refused { refusal: refused(RefusalCode::LongComment), at: danish("2023-09-18T10:04") };
    let pending = pending(900, write(A, "Sendt."), "2023-09-18T10:01", state);
    let typed = crate::door::DraftForm::Comment { text: "Sendt, og ret".into() };
    let entry = outbox_entry(&Entry { correcting: Some(&typed), ..bare(&pending, Some(&known)) });
    assert_eq!(entry.correcting, Some(typed));
    assert_eq!(entry.draft.unwrap().form, crate::door::DraftForm::Comment { text: "Sendt.".into() });
}
