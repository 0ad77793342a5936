//! The data that is measured on: made-up citizens in a backend, and a desk that has them, in folders that are copied.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use backend::{Bundled, exercise::ExerciseClock};
use chrono::{DateTime, TimeZone, Utc};
use chrono_tz::Europe::Copenhagen;
use desk::{Caseworker, Desk};
use domain::{Actor, CaseworkerId};
use exchange::SetClock;
use rusqlite::Connection;
use sealed::{Durability, Key};
use sha2::{Digest, Sha256};

use crate::{Failure, bare};

/// The citizens are always the same.
const SEED: u64 = 7;
const CASEWORKER: &str = "line";
/// The jobcentre that is measured on.
pub const JOBCENTRE: &str = "75100";

/// How much is measured.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// Citizens of an average jobcentre.
    pub citizens: u32,
    /// Citizens of the largest.
    pub many: u32,
    /// Runs of each figure.
    pub runs: usize,
    /// Commands that wait to be sent.
    pub waiting: usize,
    /// Look-ups, and commands one by one, in each run.
    pub in_a_run: usize,
    /// Look-ups through the window.
    pub looked_up: usize,
    /// How long the window rests after them, before its memory is read.
    pub idle: Duration,
    /// How often that is done.
    pub memory_runs: usize,
}

impl Scale {
    /// What the figures are about.
    pub const FULL: Self = Self {
        citizens: 4_200,
        many: 45_000,
        runs: 15,
        waiting: 1_000,
        in_a_run: 200,
        looked_up: 50,
        idle: Duration::from_secs(10),
        memory_runs: 5,
    };
    /// Enough to see that everything runs.
    pub const SMALL: Self = Self {
        citizens: 60,
        many: 90,
        runs: 2,
        waiting: 30,
        in_a_run: 5,
        looked_up: 3,
        idle: Duration::from_millis(100),
        memory_runs: 1,
    };
}

/// A folder with a backend and one with a desk, both closed.
#[derive(Clone)]
pub struct Place {
    backend: PathBuf,
    desk: PathBuf,
}

impl Place {
    /// So many citizens, pulled by a desk. Made once by this very program and kept in `root`; another build makes them
    /// anew, so that no figure is measured on what another version has written.
    pub fn with_citizens(root: &Path, citizens: u32) -> Result<Self, Failure> {
        let folder = root.join(format!("citizens-{citizens}"));
        let (place, mark, maker) = (Self::at(&folder), folder.join("maker"), maker()?);
        if fs::read_to_string(&mark).is_ok_and(|found| found == maker) {
            return Ok(place);
        }
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        let bundled = place.open_backend()?;
        take_in(&bundled, exercise::generate(SEED, citizens))?;
        place.open_desk(&bundled)?.settle();
        drop(bundled);
        fs::write(mark, maker)?;
        Ok(place)
    }

    /// The same citizens, and those of the exercise, as a data folder of the program; made anew each time.
    pub fn of_the_program(root: &Path, citizens: u32) -> Result<(PathBuf, Self), Failure> {
        let data = root.join("program");
        if data.exists() {
            fs::remove_dir_all(&data)?;
        }
        let place = Self { backend: data.join("exercise"), desk: data.join("exercise/desk-75100") };
        fs::create_dir_all(&place.backend)?;
        let exercise = exercise::load();
        let clock = Arc::new(ExerciseClock::open(&place.backend, exercise.start)?);
        let key = sealed::header::exercise_key(&place.backend)?;
        let bundled = Bundled::open(&place.backend, &key, reference::lists(), clock.clone())?;
        take_in(&bundled, exercise.life())?;
        take_in(&bundled, exercise::generate(SEED, citizens))?;
        let Actor::Caseworker { caseworker, jobcentre } = exercise.who.clone() else {
            return Err("the exercise has no caseworker".into());
        };
        let who = Caseworker { id: caseworker, name: exercise.caseworker.to_owned(), jobcentre };
        let line = bundled.connect(exercise.who.clone());
        Desk::open_exercise_at_rest(&place.desk, line, who, clock, |_| {})?.settle();
        Ok((data, place))
    }

    fn at(folder: &Path) -> Self {
        Self { backend: folder.join("backend"), desk: folder.join("desk") }
    }

    /// The same once more, elsewhere. Whatever was there goes.
    pub fn copy_to(&self, folder: &Path) -> Result<Self, Failure> {
        let copy = Self::at(folder);
        copy_folder(&self.backend, &copy.backend)?;
        copy_folder(&self.desk, &copy.desk)?;
        Ok(copy)
    }

    /// The same backend, and the desk once more.
    pub fn copy_desk_to(&self, folder: &Path) -> Result<Self, Failure> {
        let copy = Self { backend: self.backend.clone(), desk: folder.join("desk") };
        copy_folder(&self.desk, &copy.desk)?;
        Ok(copy)
    }

    /// Lets the desk begin with nothing.
    pub fn without_desk(&self) -> Result<(), Failure> {
        if self.desk.exists() {
            fs::remove_dir_all(&self.desk)?;
        }
        Ok(())
    }

    pub fn open_backend(&self) -> Result<Bundled, Failure> {
        fs::create_dir_all(&self.backend)?;
        let key = sealed::header::exercise_key(&self.backend)?;
        Ok(Bundled::open(&self.backend, &key, reference::lists(), clock()?)?)
    }

    /// A desk without a thread: nothing happens but what is measured.
    pub fn open_desk(&self, bundled: &Bundled) -> Result<Desk, Failure> {
        let (id, jobcentre) = (CaseworkerId(CASEWORKER.to_owned()), JOBCENTRE.parse()?);
        let actor = Actor::Caseworker { caseworker: id.clone(), jobcentre };
        let who = Caseworker { id, name: "Line Bjerre".to_owned(), jobcentre };
        Ok(Desk::open_exercise_at_rest(&self.desk, bundled.connect(actor), who, clock()?, |_| {})?)
    }

    /// The backend's file, for the reference.
    pub fn backend_file(&self) -> Result<Connection, Failure> {
        let key = sealed::header::exercise_key(&self.backend)?;
        bare::open(&self.backend.join("backend.db"), &key, Durability::Full)
    }

    /// A file of the desk, for the reference.
    pub fn desk_file(&self, name: &str) -> Result<Connection, Failure> {
        let durability = if name == "outbox.db" { Durability::Full } else { Durability::Normal };
        bare::open(&self.desk.join(name), &self.desk_key()?, durability)
    }

    pub fn desk_key(&self) -> Result<Key, Failure> {
        Ok(sealed::header::exercise_key(&self.desk)?)
    }
}

fn take_in(bundled: &Bundled, life: impl IntoIterator<Item = exercise::Sent>) -> Result<(), Failure> {
    match exercise::seed(bundled, life)?.refused.len() {
        0 => Ok(()),
        refused => Err(format!("{refused} commands of the made-up citizens were refused").into()),
    }
}

fn copy_folder(from: &Path, to: &Path) -> Result<(), Failure> {
    if to.exists() {
        fs::remove_dir_all(to)?;
    }
    fs::create_dir_all(to)?;
    for file in fs::read_dir(from)? {
        let file = file?;
        fs::copy(file.path(), to.join(file.file_name()))?;
    }
    Ok(())
}

/// Two days after the release: everybody's numbers have settled.
fn clock() -> Result<Arc<SetClock>, Failure> {
    let at = Copenhagen.with_ymd_and_hms(2023, 9, 20, 9, 0, 0).single();
    let at: DateTime<Utc> = at.ok_or("there is no such moment")?.with_timezone(&Utc);
    Ok(Arc::new(SetClock::at(at)))
}

/// Which build of the program this is.
fn maker() -> Result<String, Failure> {
    let program = fs::read(std::env::current_exe()?)?;
    Ok(Sha256::digest(program).iter().map(|byte| format!("{byte:02x}")).collect())
}
