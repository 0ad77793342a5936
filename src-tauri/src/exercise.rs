//! The exercise: made-up citizens, a backend inside the program, and one caseworker's desk before it.

use std::path::Path;
use std::sync::Arc;

use backend::{Bundled, exercise::ExerciseClock};
use desk::door::{RuleChip, Text, Try};
use desk::{Caseworker, Desk, Listener, OpenDesk};
use domain::Actor;

/// Opens the exercise in its folder, whose lock is taken, and tells `listener` what happens there from then on.
pub(crate) fn open(folder: &Path, listener: Listener) -> Result<Desk, OpenDesk> {
    let exercise = exercise::load();
    let clock = Arc::new(ExerciseClock::open(folder, exercise.start).map_err(|_| OpenDesk::Folder)?);
    let key = sealed::header::exercise_key(folder)?;
    let backend = Bundled::open(folder, &key, reference::jobcentres(), clock.clone()).map_err(|_| OpenDesk::Backend)?;
    exercise::seed(&backend, exercise.life()).map_err(|_| OpenDesk::Backend)?;

    let who = caseworker(&exercise.who, exercise.caseworker)?;
    let own = folder.join(format!("desk-{}", who.jobcentre));
    let line = backend.connect(exercise.who.clone());
    let desk = Desk::open_exercise(&own, line, who, clock, listener)?;
    // The first screen counts the citizens: they are here before it is shown.
    desk.settle();
    desk.offer(exercise.to_try().map(to_try).collect());
    Ok(desk)
}

fn caseworker(actor: &Actor, name: &str) -> Result<Caseworker, OpenDesk> {
    match actor {
        Actor::Caseworker { caseworker, jobcentre } => {
            Ok(Caseworker { id: caseworker.clone(), name: name.to_owned(), jobcentre: *jobcentre })
        }
        Actor::Cpr | Actor::Fund { .. } => Err(OpenDesk::Backend),
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
