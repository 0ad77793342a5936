//! What locks: by hand, by itself, for a second window, and for good.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use desk::door::*;
use desk::{Caseworker, Gate, House, OpenDesk};
use domain::CaseworkerId;
use serde_json::json;

use crate::house::*;
use crate::world::*;

#[test]
fn while_it_is_locked_the_desk_answers_nothing_and_tells_nothing_and_goes_on_sending() {
    let world = World::new();
    let (gate, heard) = exercise(&world, None);
    let found = gate.ask("open", json!({ "by": { "number": METTE }, "purpose": null })).unwrap();
    let draft =
        json!({ "citizen": found["citizen"]["citizen"], "form": { "kind": "comment", "text": "Sendes bag døren." } });
    let preview = gate.ask("preview", draft.clone()).unwrap();
    gate.ask("confirm", json!({ "draft": draft, "fingerprint": preview["fingerprint"], "renews": null })).unwrap();

    let GateView::Locked { ways, exercise: true, since: Some(_), unsent: Some(1), .. } = gate.lock(Nothing {}).unwrap()
    else {
        panic!("{:?}", view(&gate))
    };
    assert_eq!(ways, [WayView::Enter]);
    for operation in DESK_OPERATIONS {
        assert!(matches!(gate.ask(operation.name, json!({})), Err(DeskError::Locked)), "{}", operation.name);
    }
    heard.lock().unwrap().clear();
    world.pass(9);
    let sent = || matches!(view(&gate), GateView::Locked { unsent: Some(0), .. });
    wait_until("the backend's answer", sent);
    assert!(heard.lock().unwrap().is_empty(), "{:?}", heard.lock().unwrap());

    assert!(is_open(&gate.unlock(Unlock::Enter).unwrap()));
    assert_eq!(gate.ask("outbox", json!({})).unwrap()["accepted"].as_array().unwrap().len(), 1);
}

/// Whoever asked has left the screen, and somebody has come to it since.
#[test]
fn an_answer_that_comes_after_the_lock_is_not_given_after_the_unlocking_either() {
    let world = World::new();
    let (gate, _) = exercise(&world, None);
    let access = world.desk_folder().join("access.db");
    let held = as_it_is(&access, &sealed::header::exercise_key(&world.desk_folder()).unwrap());
    held.execute_batch("BEGIN IMMEDIATE").unwrap();
    let (tell, told) = channel();
    thread::scope(|scope| {
        scope.spawn(|| tell.send(gate.ask("open", json!({ "by": { "number": METTE }, "purpose": null }))));
        assert!(told.recv_timeout(Duration::from_millis(300)).is_err(), "the file is held");
        gate.lock(Nothing {}).unwrap();
        assert!(is_open(&gate.unlock(Unlock::Enter).unwrap()));
        assert!(told.try_recv().is_err(), "it is held still");
        drop(held);
        assert_eq!(told.recv().unwrap(), Err(DeskError::Locked));
    });
}

#[test]
fn nobody_at_the_screen_is_warned_and_then_locked_out() {
    let world = World::new();
    let (gate, heard) = exercise(&world, Some(Duration::from_millis(300)));
    wait_until("the lock", || matches!(view(&gate), GateView::Locked { .. }));
    let heard = heard.lock().unwrap();
    let warned = heard.iter().position(|event| matches!(event, DeskEvent::LocksSoon { .. })).unwrap();
    let locked = |event: &DeskEvent| matches!(event, DeskEvent::Gate { gate: GateView::Locked { .. } });
    assert!(warned < heard.iter().position(locked).unwrap(), "{heard:?}");
}

#[test]
fn a_second_window_waits_until_the_first_has_closed() {
    let world = World::new();
    let (first, _) = exercise(&world, None);
    let (second, _) = exercise(&world, None);
    let GateView::Trouble { trouble, .. } = view(&second) else { panic!("both are open") };
    assert!(trouble.what.da.contains("allerede åbent") && trouble.anew.is_none());
    first.close();
    assert!(is_open(&second.try_again(Nothing {}).unwrap()));
}

#[test]
fn the_outbox_of_somebody_else_is_not_opened() {
    let world = World::new();
    let (gate, _) = exercise(&world, None);
    assert!(is_open(&view(&gate)));
    gate.close();
    drop(gate);
    let (gate, _) = exercise_of(&world, Caseworker { id: CaseworkerId("bo".into()), ..line() }, None);
    let GateView::Trouble { trouble, .. } = view(&gate) else { panic!("it opened") };
    assert!(trouble.what.da.contains("en andens") && !trouble.can_export, "{trouble:?}");
    assert_eq!(gate.ask("outbox", json!({})), Err(DeskError::Locked));
}

/// The file of the desk is opened by somebody who is held up there.
#[test]
fn closing_waits_for_whoever_is_inside() {
    let (folder, (entered, has_entered), (go_on, may_go_on)) = (tempfile::tempdir().unwrap(), channel(), channel());
    let (entered, may_go_on) = (Mutex::new(entered), Mutex::new(may_go_on));
    let has_left = Arc::new(AtomicBool::new(false));
    let leaves = Arc::clone(&has_left);
    let open = Box::new(move |_| {
        entered.lock().unwrap().send(()).unwrap();
        may_go_on.lock().unwrap().recv().unwrap();
        leaves.store(true, Ordering::SeqCst);
        Err(OpenDesk::SecondInstance)
    });
    let house = folder.path().join("house");
    let house = House::Exercise { desk: house.join("desk"), folder: house, open };
    let gate = Gate::before(place(folder.path(), house, None), |_| {});
    thread::scope(|scope| {
        scope.spawn(|| gate.open());
        has_entered.recv().unwrap();
        scope.spawn(|| {
            assert_eq!(gate.ask("session", json!({})), Err(DeskError::Locked), "as soon as somebody closes");
            go_on.send(()).unwrap();
        });
        gate.close();
        assert!(has_left.load(Ordering::SeqCst), "the files were closed over somebody");
    });
}
