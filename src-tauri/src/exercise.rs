//! The exercise: made-up citizens, a backend inside the program, and one caseworker's desk before it.

use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use backend::{Bundled, exercise::ExerciseClock};
use desk::door::{DeskError, DeskEvent, Door, RuleChip, Text, Try};
use desk::{Caseworker, Desk};
use domain::Actor;
use sealed::FolderLock;
use serde_json::Value;

/// The desk of the window, from the moment it is asked for. Opening reads files, so the window does not wait for it.
#[derive(Clone, Default)]
pub(crate) struct Opening(Arc<Opened>);

#[derive(Default)]
struct Opened {
    desk: Mutex<Option<Result<Exercise, Text>>>,
    done: Condvar,
}

struct Exercise {
    desk: Desk,
    /// Given back last, when the files are closed.
    _folder: FolderLock,
}

impl Opening {
    /// Opens the exercise in `data`, and tells `listener` what happens there from then on.
    pub fn open(&self, data: &Path, listener: impl Fn(DeskEvent) + Send + Sync + 'static) {
        let opened = open(&data.join("exercise"), listener);
        *self.desk() = Some(opened);
        self.0.done.notify_all();
    }

    /// Answers one operation, once the desk is open. A desk that does not open says why to everything.
    pub fn ask(&self, operation: &str, request: Value) -> Result<Value, DeskError> {
        let opened = self.0.done.wait_while(self.desk(), |desk| desk.is_none());
        let desk = match opened.unwrap_or_else(PoisonError::into_inner).as_ref() {
            Some(Ok(exercise)) => exercise.desk.clone(),
            Some(Err(text)) => return Err(DeskError::File { text: text.clone() }),
            None => return Err(DeskError::Malformed),
        };
        desk.ask(operation, request)
    }

    /// Closes the files, so that the last of what was written is on the disk when the window is gone.
    pub fn close(&self) {
        *self.desk() = None;
    }

    fn desk(&self) -> MutexGuard<'_, Option<Result<Exercise, Text>>> {
        self.0.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn open(folder: &Path, listener: impl Fn(DeskEvent) + Send + Sync + 'static) -> Result<Exercise, Text> {
    let lock = FolderLock::take(folder).map_err(|error| desk::OpenDesk::from(error).text())?;
    let exercise = exercise::load();
    let clock = Arc::new(ExerciseClock::open(folder, exercise.start).map_err(|_| desk::OpenDesk::Folder.text())?);
    let key = sealed::header::exercise_key(folder).map_err(|error| desk::OpenDesk::from(error).text())?;

    let backend =
        Bundled::open(folder, &key, reference::jobcentres(), clock.clone()).map_err(|_| backend_does_not_open())?;
    exercise::seed(&backend, exercise.life()).map_err(|_| backend_does_not_open())?;

    let who = caseworker(&exercise.who, exercise.caseworker)?;
    let own = folder.join(format!("desk-{}", who.jobcentre));
    let line = backend.connect(exercise.who.clone());
    let desk = Desk::open_exercise(&own, line, who, clock, listener).map_err(|error| error.text())?;
    // The first screen counts the citizens: they are here before it is shown.
    desk.settle();
    desk.offer(exercise.to_try().map(to_try).collect());
    Ok(Exercise { desk, _folder: lock })
}

fn caseworker(actor: &Actor, name: &str) -> Result<Caseworker, Text> {
    match actor {
        Actor::Caseworker { caseworker, jobcentre } => {
            Ok(Caseworker { id: caseworker.clone(), name: name.to_owned(), jobcentre: *jobcentre })
        }
        Actor::Cpr | Actor::Fund { .. } => Err(backend_does_not_open()),
    }
}

fn to_try(one: &exercise::ToTry) -> Try {
    let ours = desk::view::chip(one.rule).ours;
    Try {
        typed: one.typed.clone(),
        shows: Text::new(&one.da, &one.en),
        rule: RuleChip { id: one.rule.to_string(), ours },
    }
}

fn backend_does_not_open() -> Text {
    Text::new(
        "Øvelsens data kan ikke åbnes. Intet er slettet. Se efter, om der er plads på disken, og start Sagsbord igen.",
        "The data of the exercise cannot be opened. Nothing is deleted. See whether there is space on the disk, and start Sagsbord again.",
    )
}
