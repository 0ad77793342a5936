//! The outer world: speaks to the backend of an open window through its file, as it would through its own line.

use std::{fs, path::Path, sync::Arc};

use backend::Bundled;
use domain::{Actor, Command, CommandId, WrittenNumber};
use exchange::{Answer, Envelope, Outcome, SetClock};

/// CPR reports a change of number.
pub fn cpr_changes_number(data: &Path, old: &str, new: &str) {
    let number = |text: &str| WrittenNumber(text.to_owned());
    let command = Command::ChangeNumber { old: number(old), new: number(new), event_date: "20230918".to_owned() };
    let (backend, now) = (backend_of(data), exercise::load().start);
    let sealed = Envelope::of(CommandId(uuid::Uuid::now_v7()), 1, &command, now).seal();
    let answers = backend.execute(&Actor::Cpr, &[sealed]).unwrap();
    let Answer::Verdict(verdict) = &answers[0] else { panic!("{answers:?}") };
    assert!(matches!(verdict.outcome, Outcome::Accepted { .. }), "{verdict:?}");
}

/// Keeps a copy of the store of a closed window's backend.
pub fn back_up(data: &Path) {
    let folder = data.join("exercise");
    fs::copy(folder.join("backend.db"), folder.join("backup")).unwrap();
}

/// Puts the copy back: another life of the store begins, which knows nothing of what came after.
pub fn restore(data: &Path) {
    let folder = data.join("exercise");
    for file in ["backend.db-wal", "backend.db-shm"] {
        let _ = fs::remove_file(folder.join(file));
    }
    fs::copy(folder.join("backup"), folder.join("backend.db")).unwrap();
    backend_of(data).begin_new_epoch().unwrap();
}

fn backend_of(data: &Path) -> Bundled {
    let folder = data.join("exercise");
    let key = sealed::header::exercise_key(&folder).unwrap();
    let clock = Arc::new(SetClock::at(exercise::load().start));
    Bundled::open(&folder, &key, reference::jobcentres(), clock).unwrap()
}
