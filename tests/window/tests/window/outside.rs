//! The outer world: speaks to the backend of an open window through its file, as it would through its own line.

use std::{path::Path, sync::Arc};

use backend::Bundled;
use domain::{Actor, Command, CommandId, WrittenNumber};
use exchange::{Answer, Envelope, Outcome, SetClock};

/// CPR reports a change of number.
pub fn cpr_changes_number(data: &Path, old: &str, new: &str) {
    let number = |text: &str| WrittenNumber(text.to_owned());
    let command = Command::ChangeNumber { old: number(old), new: number(new), event_date: "20230918".to_owned() };
    let folder = data.join("exercise");
    let key = sealed::header::exercise_key(&folder).unwrap();
    let now = exercise::load().start;
    let clock = Arc::new(SetClock::at(now));
    let backend = Bundled::open(&folder, &key, reference::jobcentres(), clock).unwrap();
    let sealed = Envelope::of(CommandId(uuid::Uuid::now_v7()), 1, &command, now).seal();
    let answers = backend.execute(&Actor::Cpr, &[sealed]).unwrap();
    let Answer::Verdict(verdict) = &answers[0] else { panic!("{answers:?}") };
    assert!(matches!(verdict.outcome, Outcome::Accepted { .. }), "{verdict:?}");
}
