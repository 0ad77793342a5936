//! The outer world: speaks to the backend of an open window through its file, as it would through its own line.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use backend::Bundled;
use domain::{Actor, CaseworkerId, Command, CommandId, JobcentreCode, WrittenNumber};
use exchange::{Answer, Envelope, Outcome, SetClock};

/// CPR reports a change of number.
pub fn cpr_changes_number(data: &Path, old: &str, new: &str) {
    let number = |text: &str| WrittenNumber(text.to_owned());
    let command = Command::ChangeNumber { old: number(old), new: number(new), event_date: "20230918".to_owned() };
    execute(data, &Actor::Cpr, &command);
}

/// A caseworker of another jobcentre registers that the citizen belongs there from today on.
pub fn moves(data: &Path, number: &str, jobcentre: &str) {
    let jobcentre: JobcentreCode = jobcentre.parse().unwrap();
    let actor = Actor::Caseworker { caseworker: CaseworkerId("andre".to_owned()), jobcentre };
    let from = domain::danish_day(exercise::load().start);
    let command = Command::RegisterAffiliation { number: WrittenNumber(number.to_owned()), jobcentre, from };
    execute(data, &actor, &command);
}

fn execute(data: &Path, actor: &Actor, command: &Command) {
    let (backend, now) = (backend_of(data), exercise::load().start);
    let sealed = Envelope::of(CommandId(uuid::Uuid::now_v7()), 1, command, now).seal();
    let answers = backend.execute(actor, &[sealed]).unwrap();
    let Answer::Verdict(verdict) = &answers[0] else { panic!("{answers:?}") };
    assert!(matches!(verdict.outcome, Outcome::Accepted { .. }), "{verdict:?}");
}

/// Keeps a copy of the store of a closed window's backend.
pub fn back_up(data: &Path) {
    let folder = data.join("exercise");
    fs::copy(folder.join("backend.db"), folder.join("backup")).unwrap();
}

/// Puts the copy back. It knows nothing of what came after, and nobody says so.
pub fn restore(data: &Path) {
    let folder = data.join("exercise");
    for file in ["backend.db-wal", "backend.db-shm"] {
        let _ = fs::remove_file(folder.join(file));
    }
    fs::copy(folder.join("backup"), folder.join("backend.db")).unwrap();
}

/// The files of the exercise's desk.
pub fn exercise_desk(data: &Path) -> PathBuf {
    data.join("exercise/desk-75100")
}

/// The files of the one live desk: its folder is named by chance.
pub fn live_desk(data: &Path) -> PathBuf {
    let folders =
        |folder: PathBuf| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    folders(data.join("live")).flat_map(folders).find(|desk| desk.join("outbox.db").exists()).unwrap()
}

/// Overwrites the middle of a closed file, from a quarter to three quarters. What stands there then.
pub fn damage(file: &Path) -> Vec<u8> {
    let length = fs::metadata(file).unwrap().len() as usize;
    overwrite(file, length / 4..length * 3 / 4)
}

/// Overwrites some of what was written last in a closed file. What stands there then.
pub fn damage_a_little(file: &Path) -> Vec<u8> {
    let length = fs::metadata(file).unwrap().len() as usize;
    overwrite(file, length / 16 * 11..length / 4 * 3)
}

fn overwrite(file: &Path, bytes: Range<usize>) -> Vec<u8> {
    let log = PathBuf::from(format!("{}-wal", file.display()));
    assert!(!log.exists(), "the program that was closed has left nothing in the log");
    let mut all = fs::read(file).unwrap();
    all[bytes].fill(0xa5);
    fs::write(file, &all).unwrap();
    all
}

fn backend_of(data: &Path) -> Bundled {
    let folder = data.join("exercise");
    let key = sealed::header::exercise_key(&folder).unwrap();
    let clock = Arc::new(SetClock::at(exercise::load().start));
    Bundled::open(&folder, &key, reference::lists(), clock).unwrap()
}
