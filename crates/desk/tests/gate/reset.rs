//! An exercise that begins again, and what is never reset.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use backend::{Bundled, exercise::ExerciseClock};
use desk::door::*;
use desk::{Desk, Gate, House, OuterWorld};
use serde_json::{Value, json};

use crate::house::*;

/// Every reset may take so long, the whole of it: closing, deleting, opening, and taking in the citizens.
const LONGEST: Duration = Duration::from_secs(2);

/// The exercise as the window opens it.
fn house(folder: &Path) -> House {
    let (own, desk) = (folder.to_owned(), folder.join("desk"));
    let opened = desk.clone();
    let open = move |listener| {
        let exercise = exercise::load();
        let clock = Arc::new(ExerciseClock::open(&own, exercise.start).unwrap());
        let key = sealed::header::exercise_key(&own)?;
        let backend = Bundled::open(&own, &key, reference::lists(), clock.clone()).unwrap();
        exercise::seed(&backend, exercise.life()).unwrap();
        let line = backend.connect(exercise.who.clone());
        let desk = Desk::open_exercise(&opened, line, line_bjerre(), clock.clone(), listener)?;
        desk.settle();
        desk.play(OuterWorld { backend, clock, start: exercise.start });
        Ok(desk)
    };
    House::Exercise { folder: folder.to_owned(), desk, open: Box::new(open) }
}

fn line_bjerre() -> desk::Caseworker {
    let domain::Actor::Caseworker { caseworker: id, jobcentre } = exercise::load().who.clone() else { panic!() };
    desk::Caseworker { id, name: exercise::load().caseworker.to_owned(), jobcentre }
}

fn ask(gate: &Gate, operation: &str, request: Value) -> Value {
    gate.ask(operation, request).unwrap()
}

fn open_mette(gate: &Gate) -> Value {
    ask(gate, "open", json!({ "by": { "number": "150385-1234" }, "purpose": null }))["citizen"].clone()
}

/// Something of everything that an exercise holds.
fn use_it(gate: &Gate) {
    let mette = open_mette(gate);
    let form = |text: &str| json!({ "citizen": mette["citizen"], "form": { "kind": "comment", "text": text } });
    let preview = ask(gate, "preview", form("Skrevet i øvelsen."));
    ask(
        gate,
        "confirm",
        json!({ "draft": form("Skrevet i øvelsen."), "fingerprint": preview["fingerprint"], "renews": null }),
    );
    ask(gate, "save_draft", json!({ "draft": form("En kladde.") }));
    let act = json!({
        "citizen": mette["citizen"], "under": 0, "role": "cpr", "which": "", "act": "change_name",
        "typed": { "name": "Mette Andetnavn" }, "booking": null,
    });
    assert_eq!(ask(gate, "act", act)["verdict"]["is"], "accepted");
    assert_eq!(ask(gate, "move_clock", json!({ "by": "week" }))["today"], "2023-09-25");
    ask(gate, "switch_connection", json!({ "online": false }));
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the time is what is promised")]
fn a_reset_puts_everything_back_within_two_seconds() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("exercise");
    let (gate, heard) = gate(folder.path(), house(&place), None);
    let first = (open_mette(&gate)["name"].clone(), ask(&gate, "inbox", json!({ "with_done": true, "most": 50 })));
    let mut settings = ask(&gate, "session", json!({}))["settings"].clone();
    settings["language"] = json!("en");
    settings["rest_seconds"] = json!(3);
    ask(&gate, "set", settings.clone());

    let mut slowest = Duration::ZERO;
    for _ in 0..3 {
        use_it(&gate);
        heard.lock().unwrap().clear();
        let begun = Instant::now();
        assert!(is_open(&gate.reset_exercise(Nothing {}).unwrap()));
        slowest = slowest.max(begun.elapsed());

        let session = ask(&gate, "session", json!({}));
        assert_eq!((&session["today"], &session["time"]), (&json!("2023-09-18"), &json!("10.05")));
        assert_eq!(session["recent"], json!([]), "nobody is open, and the access log is new");
        assert_eq!((&session["connection"]["drafts"], &session["connection"]["waiting"]), (&json!(0), &json!(0)));
        assert_eq!(session["connection"]["online"], true);
        assert_eq!(session["settings"], settings, "how the screen is set is not the exercise's");
        assert!(heard.lock().unwrap().iter().any(|event| matches!(event, DeskEvent::Gate { gate } if is_open(gate))));
        let mette = open_mette(&gate);
        assert_eq!((&mette["name"], &mette["drafts"]), (&first.0, &json!([])));
        assert_eq!(ask(&gate, "inbox", json!({ "with_done": true, "most": 50 })), first.1);
        assert!(!mette.to_string().contains("Skrevet i øvelsen"), "what was written is gone");
    }
    println!("reset of the exercise: {} ms, the slowest of three", slowest.as_millis());
    assert!(slowest < LONGEST, "{slowest:?}");
    let beside: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(beside.iter().all(|name| !name.to_string_lossy().contains("gone")), "nothing is left of them: {beside:?}");
}

/// What an interrupted reset has left is no reason not to begin again.
#[test]
fn what_a_killed_reset_has_left_goes_with_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("exercise");
    let left = folder.path().join("exercise.gone/desk");
    std::fs::create_dir_all(&left).unwrap();
    let (gate, _) = gate(folder.path(), house(&place), None);
    gate.reset_exercise(Nothing {}).unwrap();
    assert!(!left.exists());
}

#[test]
fn a_locked_exercise_is_not_reset() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("exercise");
    let (gate, _) = gate(folder.path(), house(&place), None);
    ask(&gate, "move_clock", json!({ "by": "week" }));
    gate.lock(Nothing {}).unwrap();
    assert_eq!(gate.reset_exercise(Nothing {}), Err(DeskError::Locked));
    gate.unlock(Unlock::Enter).unwrap();
    assert_eq!(ask(&gate, "session", json!({}))["today"], "2023-09-25");
}

/// Not a file of it, whatever the face asks.
#[test]
fn a_live_desk_is_never_reset() {
    let (folder, keychain) = (tempfile::tempdir().unwrap(), Shared::default());
    let gate = live(&folder, &keychain);
    gate.set_up(set_up(Some("fire ord som ingen"))).unwrap();
    let own = desk_folder(&folder);
    assert_eq!(gate.reset_exercise(Nothing {}), Err(DeskError::Malformed));
    assert!(own.join("outbox.db").exists() && is_open(&view(&gate)));
    for (operation, request) in [("outer_world", json!({ "about": null })), ("move_clock", json!({ "by": "week" }))] {
        assert!(matches!(gate.ask(operation, request), Err(DeskError::Asked { .. })), "{operation}");
    }
}
