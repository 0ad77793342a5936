//! The program that is killed, seen from outside.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use faults::killed::Said;
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(60);

/// A folder on the disk on which the tests are built.
pub fn folder() -> TempDir {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap()
}

/// Starts a busy desk, kills it so long after it has said so many things, and returns all that it said.
pub fn killed_after(folder: &Path, first: usize, (count, after): (usize, Duration)) -> Vec<Said> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_busy_desk"))
        .args([folder.as_os_str(), first.to_string().as_ref()])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = heard(&mut child);
    let mut said = Vec::new();
    while said.len() < count {
        said.push(lines.recv_timeout(PATIENCE).unwrap());
    }
    // Nobody ever rings.
    let (_bell, never) = channel::<()>();
    assert_eq!(never.recv_timeout(after), Err(RecvTimeoutError::Timeout));
    child.kill().unwrap();
    child.wait().unwrap();
    said.extend(lines.iter());
    said
}

/// What the child says, line by line; what is cut off in the middle was not said.
fn heard(child: &mut Child) -> Receiver<Said> {
    let (say, lines) = channel();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    std::thread::spawn(move || {
        let mut line = String::new();
        while out.read_line(&mut line).is_ok_and(|read| read > 0) {
            if let Some(said) = line.strip_suffix('\n').and_then(Said::read) {
                let _ = say.send(said);
            }
            line.clear();
        }
    });
    lines
}
