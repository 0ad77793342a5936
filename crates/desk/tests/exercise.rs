//! The made-up citizens of the exercise, seen through the door of a desk.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use std::sync::Arc;

use backend::Bundled;
use desk::door::*;
use desk::{Caseworker, Desk, Policy};
use domain::{Actor, Command, JobcentreCode};
use exchange::{Scope, SetClock};

fn desk(folder: &std::path::Path) -> Desk {
    desk_under(Policy::default(), folder)
}

fn desk_under(policy: Policy, folder: &std::path::Path) -> Desk {
    let exercise = exercise::load();
    let clock = Arc::new(SetClock::at(exercise.start));
    let key = sealed::header::exercise_key(folder).unwrap();
    let bundled = Bundled::open(folder, &key, reference::lists(), clock.clone()).unwrap();
    exercise::seed(&bundled, exercise.life()).unwrap();
    let Actor::Caseworker { caseworker: id, jobcentre } = exercise.who.clone() else { panic!() };
    let who = Caseworker { id, name: exercise.caseworker.to_owned(), jobcentre };
    let connection = bundled.connect(exercise.who.clone());
    let desk = Desk::open_exercise_under(policy, &folder.join("desk"), connection, who, clock, |_| {}).unwrap();
    desk.settle();
    desk
}

fn purpose() -> Option<PurposeGiven> {
    Some(PurposeGiven { id: "joint_case".into(), note: String::new() })
}

/// SB-CONTACT-PERSON: the exercise's caseworker has a caseload.
#[test]
fn a_desk_that_keeps_the_caseload_has_somebody_in_the_exercise() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk_under(Policy { scope: Scope::Caseload, ..Policy::default() }, folder.path());
    let here = desk.citizens(Page { from: 0, count: 100 }).unwrap();
    let names: Vec<&str> = here.citizens.iter().map(|hit| hit.name.as_str()).collect();
    assert_eq!(names, ["Flemming Sætlinje", "Ida Øvebjerg Modellund", "Aase Würtz-Æbletoft"]);
}

/// S23-1.1a, S23-1.1g: any number a citizen has ever had opens the one right citizen, with the same data.
#[test]
fn every_number_ever_opens_the_one_right_citizen() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let mut opened = 0;
    for sent in exercise::load().life() {
        let numbers: Vec<&str> = match &sent.command {
            Command::ChangeNumber { old, new, .. } => vec![&old.0, &new.0],
            Command::RegisterPerson { number, .. } => vec![&number.0],
            _ => continue,
        };
        let views: Vec<CitizenView> = numbers
            .iter()
            .map(|number| {
                let by = OpenBy::Number((*number).to_owned());
                match desk.open(OpenCitizen { by, purpose: purpose() }).unwrap() {
                    OpenAnswer::Citizen { citizen } => *citizen,
                    other => panic!("{other:?}"),
                }
            })
            .collect();
        for view in &views {
            assert_eq!(view.citizen, views[0].citizen);
            assert_eq!(view.comments, views[0].comments);
            assert_eq!(view.numbers.iter().filter(|number| number.current).count(), 1);
            desk.history(CitizenRef { citizen: view.citizen.clone() }).unwrap();
            opened += 1;
        }
    }
    assert!(opened > 24);
}

#[test]
fn what_is_offered_to_try_finds_somebody() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    for one in exercise::load().to_try() {
        let found = desk.search(SearchText { text: one.typed.clone() }).unwrap();
        assert!(!found.hits.is_empty() || found.ask_backend, "{}", one.rule);
    }
    let day = desk.my_day(Nothing {}).unwrap();
    assert!(!day.to_check.is_empty() && !day.news.is_empty());
    let own: JobcentreCode = desk.session(Nothing {}).unwrap().jobcentre_code.parse().unwrap();
    assert!(own.is_main());
    let groups = desk.inbox(InboxAsk { with_done: false, most: 50 }).unwrap().groups;
    assert!(groups.iter().all(|group| group.total > 0), "{groups:?}");
}
