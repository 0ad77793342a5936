//! A desk and its backend are killed while they write and send, again and again on the same files. What was said to be
//! done must be there afterwards, whole and once. `SEED=42 cargo test -p faults --test kill` begins with other moments.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops at what it did not expect, and says what it did"
)]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use faults::Chance;
use faults::killed::{Found, Said, look, make};

const KILLS: usize = 500;
/// So often on the same files before it begins with new ones.
const IN_ONE_FOLDER: usize = 20;
const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn nothing_that_was_confirmed_is_lost_torn_or_done_twice() {
    let lanes: Vec<_> = (0..2).map(|lane| std::thread::spawn(move || run_lane(lane, KILLS / 2))).collect();
    let mut total = Total::default();
    for lane in lanes {
        total.add(lane.join().unwrap());
    }
    println!("{total:#?}");
    assert_eq!(total.kills, KILLS);
    assert!(total.in_flight * 100 >= KILLS * 60, "too few hit a command in flight");
}

#[derive(Debug, Default)]
struct Total {
    kills: usize,
    confirmed: usize,
    answered: usize,
    in_flight: usize,
    sent: usize,
    untold: usize,
    unsaid: usize,
}

impl Total {
    fn add(&mut self, other: Self) {
        self.kills += other.kills;
        self.confirmed += other.confirmed;
        self.answered += other.answered;
        self.in_flight += other.in_flight;
        self.sent += other.sent;
        self.untold += other.untold;
        self.unsaid += other.unsaid;
    }
}

fn run_lane(lane: usize, kills: usize) -> Total {
    let mut total = Total::default();
    let template = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    make(template.path(), 13);
    let mut chance = Chance::from_seed(lane as u64);
    let mut folder = None;
    let mut said: Vec<Said> = Vec::new();
    for nth in 0..kills {
        if nth % IN_ONE_FOLDER == 0 {
            let new = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
            faults::made_up::copy(template.path(), new.path());
            folder = Some(new);
            said.clear();
        }
        let folder = folder.as_ref().unwrap().path();
        let before = said.len();
        // On a busy machine the time alone would end it before it has begun.
        let after = (2 + chance.below(20), Duration::from_micros(20 * chance.below(1_000) as u64));
        said.extend(killed_after(folder, nth * 10_000, after));
        let found = look(folder, &said);
        judge(&found, lane, nth);
        total.kills += 1;
        let new = &said[before..];
        total.confirmed += new.iter().filter(|said| matches!(said, Said::Confirmed(_))).count();
        total.answered += new.iter().filter(|said| matches!(said, Said::Answered(_))).count();
        total.in_flight += usize::from(found.open > 0);
        total.sent += usize::from(found.sent > 0);
        total.untold += usize::from(found.untold > 0);
        total.unsaid += usize::from(found.unsaid > 0);
        said.extend(found.stored.into_iter().map(Said::Confirmed));
    }
    total
}

fn judge(found: &Found, lane: usize, nth: usize) {
    let Found { lost, torn, twice, .. } = found;
    assert!(lost.is_empty() && torn.is_empty() && twice.is_empty(), "kill {nth} of lane {lane}: {found:#?}");
}

/// Starts a busy desk, kills it so long after it has said so many things, and returns all that it said.
fn killed_after(folder: &Path, first: usize, (count, after): (usize, Duration)) -> Vec<Said> {
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
