use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use chrono::{DateTime, TimeDelta, Utc};
use exchange::Clock;
use serde::{Deserialize, Serialize};

const NAME: &str = "exercise-clock.json";

/// The one clock of an exercise, for desk and backend alike. It goes on at the pace of real time, stands still while the
/// program is closed, and can be moved forward.
#[derive(Debug)]
pub struct ExerciseClock {
    file: PathBuf,
    hand: Mutex<Hand>,
}

/// Where the clock was put, and when. Real time is read from a source that never jumps.
#[derive(Clone, Copy, Debug)]
struct Hand {
    put_at: DateTime<Utc>,
    since: Instant,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    stood_at: DateTime<Utc>,
}

impl ExerciseClock {
    /// The clock of the exercise in `folder`, where it stood; a new one begins at `start`.
    ///
    /// # Errors
    /// The file that keeps it cannot be read or written.
    pub fn open(folder: &Path, start: DateTime<Utc>) -> io::Result<Self> {
        let file = folder.join(NAME);
        let stood_at = match fs::read(&file) {
            Ok(text) => serde_json::from_slice::<Kept>(&text)?.stood_at,
            Err(error) if error.kind() == io::ErrorKind::NotFound => start,
            Err(error) => return Err(error),
        };
        let clock = Self { file, hand: Mutex::new(Hand { put_at: stood_at, since: real_time() }) };
        clock.keep()?;
        Ok(clock)
    }

    /// Moves the clock forward. What has been registered was registered before now, so it is never put back: who wants
    /// that begins the exercise anew.
    ///
    /// # Errors
    /// [`NotMoved`].
    pub fn move_to(&self, instant: DateTime<Utc>) -> Result<(), NotMoved> {
        {
            let mut hand = self.hand();
            if instant < hand.stands_at() {
                return Err(NotMoved::Back);
            }
            *hand = Hand { put_at: instant, since: real_time() };
        }
        Ok(self.keep()?)
    }

    /// Notes where the clock stands, so that the next start goes on from there. Also done when it is dropped.
    ///
    /// # Errors
    /// The file cannot be written; the old one stands.
    pub fn keep(&self) -> io::Result<()> {
        let beside = self.file.with_extension("new");
        fs::write(&beside, serde_json::to_vec(&Kept { stood_at: self.now() })?)?;
        fs::rename(&beside, &self.file)
    }

    fn hand(&self) -> MutexGuard<'_, Hand> {
        self.hand.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Why the clock of an exercise was not moved.
#[derive(Debug, thiserror::Error)]
pub enum NotMoved {
    /// It goes forward alone.
    #[error("the clock of an exercise is never put back")]
    Back,
    /// It stands there now, but where it stands cannot be kept.
    #[error("the file of the clock cannot be written")]
    NotKept(#[from] io::Error),
}

impl Hand {
    fn stands_at(self) -> DateTime<Utc> {
        self.put_at + TimeDelta::from_std(self.since.elapsed()).unwrap_or_default()
    }
}

impl Clock for ExerciseClock {
    fn now(&self) -> DateTime<Utc> {
        self.hand().stands_at()
    }
}

impl Drop for ExerciseClock {
    fn drop(&mut self) {
        // Where it cannot be kept, the next start begins a little earlier.
        let _ = self.keep();
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the edge that reads the clock")]
fn real_time() -> Instant {
    Instant::now()
}
