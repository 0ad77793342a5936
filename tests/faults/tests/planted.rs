//! Faults that are planted: the oracle must see each of them. One that sees nothing is no oracle.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops at what it did not expect, and says what it did"
)]

use faults::oracle::{Kind, Violation};
use faults::{Plan, Planted, Simulation, shrink};

const SEEDS: u64 = 40;
const STEPS: usize = 200;

/// The first seed that shows the fault.
fn caught(planted: Planted, kinds: &[Kind]) -> (u64, Violation) {
    for seed in 1..=SEEDS {
        let history = Simulation::play(&Plan::from_seed(seed, STEPS), Some(planted));
        if let Some((violation, steps)) = history.violation {
            println!("{planted:?}: seed {seed} after {steps} steps: {violation:?}");
            assert!(kinds.contains(&violation.kind), "something else was seen: {violation:?}");
            return (seed, violation);
        }
    }
    panic!("{planted:?} was not seen in {SEEDS} histories");
}

#[test]
fn a_verdict_that_is_forgotten_is_caught() {
    caught(Planted::VerdictForgotten, &[Kind::Twice, Kind::Stranger]);
}

#[test]
fn a_new_id_at_retry_is_caught() {
    caught(Planted::NewIdAtRetry, &[Kind::Twice, Kind::Stranger]);
}

#[test]
fn a_cursor_that_is_stored_apart_from_the_rows_is_caught() {
    caught(Planted::CursorApartFromRows, &[Kind::NotTheSame]);
}

#[test]
fn a_refusal_that_is_dropped_is_caught() {
    caught(Planted::RefusalDropped, &[Kind::Lost]);
}

#[test]
fn the_outbox_of_another_user_is_caught() {
    caught(Planted::AnothersOutbox, &[Kind::ByAnother]);
}

#[test]
fn a_deadline_with_another_last_day_is_caught() {
    caught(Planted::OtherLastDay, &[Kind::NotAsTyped]);
}

#[test]
fn a_decision_that_is_forgotten_is_caught() {
    caught(Planted::DecisionForgotten, &[Kind::Lost]);
}

#[test]
fn a_failing_history_shrinks_to_what_matters() {
    let planted = Some(Planted::VerdictForgotten);
    let (seed, found) = caught(Planted::VerdictForgotten, &[Kind::Twice, Kind::Stranger]);
    let fails = |plan: &Plan| Simulation::play(plan, planted).violation.is_some_and(|(one, _)| one.kind == found.kind);
    let least = shrink(&Plan::from_seed(seed, STEPS), fails);
    println!("{STEPS} steps shrink to {}: {least}", least.0.len());
    assert!(least.0.len() <= 15 && fails(&least));
    for nth in 0..least.0.len() {
        let mut less = least.clone();
        less.0.remove(nth);
        assert!(!fails(&less), "step {nth} does not matter");
    }
}
