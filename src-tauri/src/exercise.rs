//! The exercise: made-up citizens, a backend inside the program, and one caseworker's desk before it.

use std::path::Path;
use std::sync::Arc;

use backend::{Bundled, exercise::ExerciseClock};
use desk::door::{RuleChip, Text, Try};
use desk::{Caseworker, Damage, Desk, House, Listener, OpenDesk, OuterWorld, Policy};
use domain::Actor;

/// What lies behind the gate of the exercise.
pub(crate) fn house(data: &Path, policy: Policy) -> House {
    let folder = data.join("exercise");
    let desk = folder.join(DESK);
    let open = {
        let (folder, desk) = (folder.clone(), desk.clone());
        Box::new(move |listener| open(&folder, &desk, policy.clone(), listener))
    };
    House::Exercise { folder, desk, open }
}

/// The folder of the one desk of the exercise.
const DESK: &str = "desk-75100";

fn open(folder: &Path, own: &Path, policy: Policy, listener: Listener) -> Result<Desk, OpenDesk> {
    let exercise = exercise::load();
    let clock = Arc::new(
        ExerciseClock::open(folder, exercise.start)
            .map_err(|error| OpenDesk::Folder(sealed::trouble_of_disk(&error)))?,
    );
    let key = sealed::header::exercise_key(folder)?;
    let backend = Bundled::open(folder, &key, reference::lists(), clock.clone()).map_err(OpenDesk::backend)?;
    exercise::seed(&backend, exercise.life()).map_err(|_| OpenDesk::Backend(Damage::Damaged))?;

    let who = caseworker(&exercise.who, exercise.caseworker)?;
    let line = backend.connect(exercise.who.clone());
    let desk = Desk::open_exercise_under(policy, own, line, who, clock.clone(), listener)?;
    // The first screen counts the citizens: they are here before it is shown.
    desk.settle();
    desk.offer(exercise.to_try().map(to_try).collect());
    desk.play(OuterWorld { backend, clock, start: exercise.start });
    Ok(desk)
}

fn caseworker(actor: &Actor, name: &str) -> Result<Caseworker, OpenDesk> {
    match actor {
        Actor::Caseworker { caseworker, jobcentre } => {
            Ok(Caseworker { id: caseworker.clone(), name: name.to_owned(), jobcentre: *jobcentre })
        }
        Actor::Cpr | Actor::Fund { .. } | Actor::Jobnet | Actor::CaseSystem { .. } => {
            Err(OpenDesk::Backend(Damage::Damaged))
        }
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
