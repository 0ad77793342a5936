//! A desk that is killed: what the program that is killed does and says, and what must be in its files afterwards.

mod busy;
mod decisions;
mod forms;
mod look;
mod outside;
mod rows;
mod telling;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use backend::{Bundled, MachineClock};
use desk::door::{Door, Nothing, Settings};
use desk::{Desk, OpenDesk};
use domain::{Actor, Command};
use exchange::{Answer, Envelope, Outcome};

use crate::made_up;

pub use busy::{OPENED, be_busy};
pub use look::{Found, look};

/// Who is at the desk.
pub const ANNA: (&str, &str) = ("anna", "75100");
/// A jobcentre that is open in the desk's list and not in the backend's, which refuses whoever is to go there.
pub const CLOSED: &str = "70700";

/// The fund that every citizen is a member of.
const FUND: &str = "90";

/// What the program says as soon as it is so. Each is a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// It begins to open its files.
    Opens,
    /// The backend's are open, and the desk's are next.
    BackendOpen,
    /// They are open.
    Open,
    /// The desk asks for a page of its citizens: the page before is stored.
    Pulls,
    /// The desk hands commands to the backend: that they are sent is stored.
    Pushes,
    /// The desk has stored what it was answered.
    Pushed,
    /// A command is confirmed: its id.
    Confirmed(String),
    /// An answer is stored: the command's id.
    Answered(String),
    /// What is typed is stored: its number.
    Typed(usize),
    /// A message is marked as done: its id.
    Done(String),
    /// Somebody else has written in the backend: the command's id.
    Outside(String),
}

impl Said {
    /// The line.
    pub fn line(&self) -> String {
        match self {
            Self::Opens => "opens".to_owned(),
            Self::BackendOpen => "backend-open".to_owned(),
            Self::Open => "open".to_owned(),
            Self::Pulls => "pulls".to_owned(),
            Self::Pushes => "pushes".to_owned(),
            Self::Pushed => "pushed".to_owned(),
            Self::Confirmed(id) => format!("confirmed {id}"),
            Self::Answered(id) => format!("answered {id}"),
            Self::Typed(number) => format!("typed {number}"),
            Self::Done(id) => format!("done {id}"),
            Self::Outside(id) => format!("outside {id}"),
        }
    }

    /// What a line says.
    pub fn read(line: &str) -> Option<Self> {
        match line.split_once(' ') {
            None if line == "opens" => Some(Self::Opens),
            None if line == "backend-open" => Some(Self::BackendOpen),
            None if line == "open" => Some(Self::Open),
            None if line == "pulls" => Some(Self::Pulls),
            None if line == "pushes" => Some(Self::Pushes),
            None if line == "pushed" => Some(Self::Pushed),
            Some(("confirmed", id)) => Some(Self::Confirmed(id.to_owned())),
            Some(("answered", id)) => Some(Self::Answered(id.to_owned())),
            Some(("typed", number)) => number.parse().ok().map(Self::Typed),
            Some(("done", id)) => Some(Self::Done(id.to_owned())),
            Some(("outside", id)) => Some(Self::Outside(id.to_owned())),
            _ => None,
        }
    }
}

/// The backend's folder.
pub fn backend_folder(folder: &Path) -> PathBuf {
    folder.join("backend")
}

/// The desk's folder.
pub fn desk_folder(folder: &Path) -> PathBuf {
    folder.join("desk")
}

/// Opens the backend.
pub fn open_backend(folder: &Path) -> Bundled {
    let (own, mut lists) = (backend_folder(folder), reference::lists());
    lists.jobcentres.retain(|jobcentre| jobcentre.code.as_str() != CLOSED);
    std::fs::create_dir_all(&own).unwrap();
    Bundled::open(&own, &made_up::key(), lists, Arc::new(MachineClock)).unwrap()
}

/// Opens the backend, or says why not.
///
/// # Errors
/// As the backend itself.
pub fn try_backend(folder: &Path) -> Result<Bundled, sealed::OpenError> {
    Bundled::open(&backend_folder(folder), &made_up::key(), reference::lists(), Arc::new(MachineClock))
}

/// Opens the desk without its thread.
///
/// # Errors
/// As the desk itself.
pub fn open_at_rest(folder: &Path, bundled: &Bundled) -> Result<Desk, OpenDesk> {
    let (line, who) = (Box::new(bundled.connect(anna())), made_up::who(ANNA.0, ANNA.1));
    Desk::open_live_at_rest(&desk_folder(folder), &made_up::key(), line, who, Arc::new(MachineClock), |_| {})
}

/// A backend with `citizens` citizens of one jobcentre, and a desk there that sends at once and knows them all. The inbox
/// has so many messages, each about somebody else.
pub fn make(folder: &Path, citizens: usize, messages: usize) {
    let bundled = open_backend(folder);
    let mut sent = 0;
    let mut tell = |actor: &Actor, commands: Vec<Command>| {
        let sealed = commands.iter().map(|command| {
            sent += 1;
            Envelope::of(made_up::command_id(sent), sent, command, chrono::DateTime::UNIX_EPOCH).seal()
        });
        let sealed: Vec<_> = sealed.collect();
        for answer in bundled.execute(actor, &sealed).unwrap() {
            assert!(matches!(answer, Answer::Verdict(verdict) if matches!(verdict.outcome, Outcome::Accepted { .. })));
        }
    };
    let mut numbers = made_up::numbers();
    let born: Vec<_> = numbers.by_ref().take(citizens).collect();
    let births = born.iter().enumerate().map(|(nth, number)| made_up::birth(*number, made_up::name(nth)));
    tell(&Actor::Cpr, births.collect());
    let belongs = born.iter().map(|number| Command::RegisterAffiliation {
        number: (*number).into(),
        jobcentre: ANNA.1.parse().unwrap(),
        from: "2021-03-01".parse().unwrap(),
    });
    tell(&anna(), belongs.collect());
    let joins = born.iter().map(|number| Command::StartMembership {
        number: (*number).into(),
        fund: FUND.parse().unwrap(),
        from: "2021-03-01".parse().unwrap(),
    });
    tell(&fund(), joins.collect());
    for (old, new) in numbers.by_ref().take(messages).collect::<Vec<_>>().into_iter().zip(numbers) {
        let event_date = "20230918".to_owned();
        tell(&Actor::Cpr, vec![made_up::birth(old, made_up::name(0))]);
        tell(&Actor::Cpr, vec![Command::ChangeNumber { old: old.into(), new: new.into(), event_date }]);
    }
    let desk = open_at_rest(folder, &bundled).unwrap();
    let settings = desk.session(Nothing {}).unwrap().settings;
    desk.set(Settings { rest_seconds: 0, ..settings }).unwrap();
    desk.settle();
}

fn fund() -> Actor {
    Actor::Fund { fund: FUND.parse().unwrap() }
}

fn anna() -> Actor {
    made_up::caseworker(ANNA.0, ANNA.1)
}
