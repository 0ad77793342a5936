//! The program that is killed, seen from outside.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use faults::killed::Said;
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(60);

/// All that the program said, with the moment at which it was heard.
pub type Heard = Vec<(Instant, Said)>;

/// A folder on the disk on which the tests are built.
pub fn folder() -> TempDir {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap()
}

/// When the program is killed.
#[derive(Debug, Default)]
pub struct Moment {
    /// Once it has said so many things,
    pub count: usize,
    /// and after them this, so often,
    pub then: Option<(Said, usize)>,
    /// so long ago.
    pub after: Duration,
}

impl Moment {
    /// So long after it has said this for that time.
    pub fn since(then: Said, nth: usize, after: Duration) -> Self {
        Self { count: 0, then: Some((then, nth)), after }
    }

    fn has_come(&self, heard: &Heard) -> bool {
        let Some(later) = heard.get(self.count..) else { return false };
        let said = |what: &Said| later.iter().filter(|(_, said)| said == what).count();
        self.then.as_ref().is_none_or(|(then, times)| said(then) >= *times)
    }
}

/// Killed also where the test stops at something: it would go on without end.
struct Busy(Child);

impl Drop for Busy {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts a busy desk, kills it at that moment, and returns all that it said.
pub fn killed_at(folder: &Path, first: usize, moment: &Moment) -> Heard {
    let mut busy = Command::new(env!("CARGO_BIN_EXE_busy_desk"));
    busy.args([folder.as_os_str(), first.to_string().as_ref()]).stdout(Stdio::piped());
    let mut child = Busy(busy.spawn().unwrap());
    let lines = lines_of(&mut child.0);
    let mut heard = Heard::new();
    while !moment.has_come(&heard) {
        heard.push(lines.recv_timeout(PATIENCE).unwrap());
    }
    // Nobody ever rings.
    let (_bell, never) = channel::<()>();
    assert_eq!(never.recv_timeout(moment.after), Err(RecvTimeoutError::Timeout));
    drop(child);
    heard.extend(lines.iter());
    heard
}

/// How long each stretch took that begins with one thing that it said and ends with the next of the other.
pub fn lengths(heard: &Heard, from: &Said, to: &Said) -> Vec<Duration> {
    let mut lengths = Vec::new();
    let mut begun = None;
    for (at, said) in heard {
        match begun {
            None if said == from => begun = Some(*at),
            Some(begin) if said == to => {
                lengths.push(*at - begin);
                begun = (from == to).then_some(*at);
            }
            _ => {}
        }
    }
    lengths
}

/// The length in the middle.
pub fn median(mut lengths: Vec<Duration>) -> Duration {
    lengths.sort();
    lengths[lengths.len() / 2]
}

/// What the child says, line by line; what is cut off in the middle was not said.
#[expect(clippy::disallowed_methods, reason = "it measures how long the child takes")]
fn lines_of(child: &mut Child) -> Receiver<(Instant, Said)> {
    let (say, lines) = channel();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    std::thread::spawn(move || {
        let mut line = String::new();
        while out.read_line(&mut line).is_ok_and(|read| read > 0) {
            if let Some(said) = line.strip_suffix('\n').and_then(Said::read) {
                let _ = say.send((Instant::now(), said));
            }
            line.clear();
        }
    });
    lines
}
