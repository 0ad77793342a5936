//! Scenario files as a trainer writes them, whole and half written.
#![no_main]

use libfuzzer_sys::fuzz_target;
use scenario::{BadFile, Scenario, file::Act, file::DeskAct};

fuzz_target!(|text: &str| {
    match scenario::read(text) {
        Ok(scenario) => holds_together(&scenario),
        Err(bad) => says_where(text, &bad),
    }
    assert_eq!(format!("{:?}", scenario::read(text)), format!("{:?}", scenario::read(text)));
});

fn holds_together(scenario: &Scenario) {
    for person in &scenario.people {
        assert!(!person.life.is_empty(), "somebody who is there was registered");
        assert!(person.life.is_sorted_by_key(|sent| sent.at));
        assert!(person.life.iter().all(|sent| sent.at < scenario.start), "what came before came before");
        assert_eq!(scenario.number(&person.label).is_some(), first_of(scenario, &person.label));
    }
    for (before, step) in scenario.steps.iter().enumerate() {
        let refers_to = match &step.act {
            Act::Repeat { step, .. } => Some(*step),
            Act::Desk { act, .. } => match act {
                DeskAct::Correct { step, .. } | DeskAct::Discard { step, .. } => Some(*step),
                DeskAct::SendOnNewNumber(step) | DeskAct::SendNow(step) | DeskAct::Undo(step) => Some(*step),
                DeskAct::Write(_) | DeskAct::Go(_) | DeskAct::LookUp { .. } => None,
            },
            Act::Actor { .. } | Act::Read { .. } | Act::Clock(_) => None,
        };
        assert!(refers_to.is_none_or(|step| (1..=before).contains(&step)), "a step speaks of earlier ones alone");
    }
}

/// Whether the first person of that label has a number that can be read.
fn first_of(scenario: &Scenario, label: &str) -> bool {
    scenario.people.iter().find(|person| person.label == label).is_some_and(|person| person.number.read().is_ok())
}

fn says_where(text: &str, bad: &BadFile) {
    let lines = text.matches('\n').count() + 1;
    assert!((1..=lines).contains(&bad.line), "line {} of {lines}", bad.line);
    assert!(bad.column >= 1 && !bad.problem.is_empty() && !bad.problem.contains('\n'));
}
