use std::collections::BTreeSet;

use domain::RuleId;

use crate::{
    check::{self, Mismatch},
    file::{Scenario, Step},
    stage::{CannotPlay, Done, Stage},
};

/// What came of a scenario.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Played {
    /// What was otherwise than expected.
    pub mismatches: Vec<Mismatch>,
    /// The rules that spoke.
    pub rules: BTreeSet<RuleId>,
    /// The rules that the scenario names and that did not speak.
    pub missing: Vec<RuleId>,
}

impl Played {
    /// Whether everything is as the file has it.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.mismatches.is_empty() && self.missing.is_empty()
    }
}

/// Plays a scenario from beginning to end. After each step `tell` hears of it, and then what must hold is looked at.
///
/// # Errors
/// [`CannotPlay`]: the scenario asks for what cannot be done.
pub fn play(scenario: &Scenario, mut tell: impl FnMut(usize, &Step, &Done, &Stage)) -> Result<Played, CannotPlay> {
    let mut stage = Stage::set(scenario)?;
    let mut played = Played::default();
    for (at, step) in scenario.steps.iter().enumerate() {
        stage.play(step)?;
        if let Some(done) = stage.done().last() {
            tell(at + 1, step, done, &stage);
        }
        let now = scenario.expects.iter().filter(|expect| expect.after == at + 1);
        played.mismatches.extend(now.filter_map(|expect| check::look(&stage, scenario, expect).err()));
    }
    played.rules = stage.done().iter().flat_map(|done| done.rules.iter().copied()).collect();
    played.missing = scenario.rules.iter().copied().filter(|rule| !played.rules.contains(rule)).collect();
    Ok(played)
}
