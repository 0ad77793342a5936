use std::collections::HashSet;

use exchange::Concern;
use serde::Serialize;

use super::*;
use crate::view::{Day, Entry, hit, my_day, outbox_entry};

/// Fails where the last four digits of any of the test's numbers stand in a view.
fn assert_masked(what: &str, view: &impl Serialize) {
    let json = serde_json::to_string(view).unwrap();
    for number in [A, B, C] {
        let tail = &number[6..];
        assert!(!json.contains(tail), "{what} shows …{tail}: {json}");
    }
}

/// Worlds in which numbers stand in as many places as they can.
pub(super) fn worlds() -> Vec<(&'static str, World, &'static str)> {
    let mut changed = World::of_mette();
    changed.change_number(A, B, "20230917");
    let mut chain = World::of_mette();
    chain.change_number(A, B, "20230910");
    chain.change_number(B, C, "20230917");
    let mut ring = World::of_mette();
    ring.change_number(A, B, "20230910");
    ring.change_number(B, A, "not a date");
    vec![("a change", changed, B), ("a chain", chain, C), ("a ring", ring, A), ("a merge", merged(), B)]
}

/// Mette on A and on B with other data, then a change from A to B.
pub(super) fn merged() -> World {
    let mut world = World::of_mette();
    world.person(B, "Mette Fletberg");
    world.affiliate(B, AARHUS, "2023-06-01");
    world.later("2023-09-18T10:30");
    world.change_number(A, B, "20230917");
    world
}

pub(super) fn commands_of_every_state(former: &str, current: &str) -> Vec<Pending> {
    let refusal = Refusal { code: domain::RefusalCode::FormerNumber, rule: RuleId::S23_1_1h };
    let at = danish("2023-09-18T10:31");
    let open = |id, state| pending(id, write(current, "Venter."), "2023-09-18T10:20", state);
    let shut = |id, state| pending(id, write(former, "På det gamle nummer."), "2023-09-18T09:50", state);
    vec![
        open(900, PendingState::Resting { until: at }),
        open(901, PendingState::Waiting),
        open(902, PendingState::Sent),
        shut(903, PendingState::Held(refusal)),
        shut(904, PendingState::Refused { refusal, at }),
        shut(905, PendingState::Accepted { at, went: Went::Otherwise { is_seen: false } }),
        shut(909, PendingState::Lost { accepted_at: at, at }),
        shut(906, PendingState::Undone { at }),
        shut(907, PendingState::Discarded { reason: "Ikke aktuel".into(), at }),
        Pending { command: None, ..shut(908, PendingState::Unreadable) },
    ]
}

#[test]
fn no_number_stands_in_full_while_numbers_are_hidden() {
    for (what, world, current) in worlds() {
        let look = Look::at(&world, current).hidden().typed(A).with(commands_of_every_state(A, current));
        assert_masked(what, &look.see(crate::view::citizen));
        assert_masked(what, &look.see(crate::view::history));
    }
}

#[test]
fn no_number_stands_in_full_on_a_citizen_of_another_jobcentre() {
    for (what, world, current) in worlds() {
        let mut look = Look::at(&world, current).typed(A);
        look.own = FAVRSKOV;
        assert_masked(what, &look.see(crate::view::citizen));
        assert_masked(what, &look.see(crate::view::history));
    }
}

#[test]
fn no_number_ever_stands_in_full_in_a_list() {
    for (what, world, current) in worlds() {
        let known = world.known(current);
        let today = danish_day(world.now);
        assert_masked(what, &hit(&known.person, Some(number_of(A)), today));
        let entries = |known| {
            let entry = move |pending: Pending| {
                let raw = pending.envelope.seal();
                outbox_entry(&Entry { raw: &raw.text, now: world.now, ..bare(&pending, known) })
            };
            commands_of_every_state(A, current).into_iter().map(entry).collect::<Vec<_>>()
        };
        assert_masked(what, &entries(Some(&known)));
        assert_masked(what, &entries(None));
        let lines = |concern| {
            let messages = super::inbox::messages(&world, concern);
            messages
                .iter()
                .map(|one| super::inbox::read(std::slice::from_ref(one), Some(&known), today))
                .collect::<Vec<_>>()
        };
        assert_masked(what, &lines(Concern::Ours));
        assert_masked(what, &lines(Concern::Others));
        let day = Day {
            outbox: OutboxView { refused: entries(Some(&known)), ..OutboxView::default() },
            waiting: 3,
            conversations: vec![],
            due: vec![],
            messages: lines(Concern::Ours).into_iter().map(|view| view.line).collect(),
            told_of: &HashSet::new(),
            citizens: &[&known],
            own: AARHUS.parse().unwrap(),
            today,
        };
        assert_masked(what, &my_day(day));
    }
}

/// Own jobcentre and numbers not hidden: in full. Everything else: masked.
#[test]
fn a_number_stands_in_full_only_on_an_open_own_citizen() {
    let world = World::of_mette();
    for (own, hide, shown) in [
        (AARHUS, false, "150385-1846"),
        (AARHUS, true, "150385-••••"),
        (FAVRSKOV, false, "150385-••••"),
        (FAVRSKOV, true, "150385-••••"),
    ] {
        let mut look = Look::at(&world, A);
        (look.own, look.hide) = (own, hide);
        let view = look.see(crate::view::citizen);
        assert_eq!(view.number.shown, shown, "{own} {hide}");
        assert_eq!(view.number.masked, shown.ends_with('•'), "{own} {hide}");
        assert_eq!(view.own, own == AARHUS);
    }
}

#[test]
fn each_number_has_its_place_and_its_days() {
    let (_, chain, _) = worlds().remove(1);
    let look = Look::at(&chain, C);
    let view = look.see(crate::view::citizen);
    let told: Vec<_> = view
        .numbers
        .iter()
        .map(|one| (one.shown.as_str(), one.which, one.current, one.since.as_deref(), one.until.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            ("160385-1684", 0, true, Some("2023-09-17"), None),
            ("150385-1793", 1, false, Some("2023-09-10"), Some("2023-09-16")),
            ("150385-1846", 2, false, None, Some("2023-09-09")),
        ]
    );
}

/// Two changes on one day: the number in the middle was the citizen's on that day alone.
#[test]
fn a_number_of_one_day_does_not_end_before_it_begins() {
    let mut world = World::of_mette();
    world.change_number(A, B, "20230917");
    world.change_number(B, C, "20230917");
    let view = Look::at(&world, C).see(crate::view::citizen);
    let middle = &view.numbers[1];
    assert_eq!((middle.since.as_deref(), middle.until.as_deref()), (Some("2023-09-17"), Some("2023-09-17")));
    let spoken: Vec<_> = view.timeline.lanes[0].periods.iter().map(|one| one.spoken.da.as_str()).collect();
    assert!(spoken.iter().any(|one| one.contains("kun 17.09.2023")), "{spoken:?}");
}

#[test]
fn test_numbers_are_nobodys() {
    for number in [A, B, C] {
        assert!(!number_of(number).could_be_real(), "{number}");
    }
}
