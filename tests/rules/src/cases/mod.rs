//! A table of commands and what must come of them: at least one row for every rule that a decision can name, and one for
//! every refusal code. The rules that speak are noted as they speak.

mod bookings;
pub(crate) mod commands;
mod course;
mod referrals;
mod table;

use std::collections::BTreeSet;

use domain::{
    Actor, Command, Now, Occasion, People, RefusalCode, RuleId, carry_out,
    contact_course::{LegalityRow, ResettingRow},
    decide,
};
use exercise::{actor, command_id, moment};

pub use table::all;

/// One row.
pub struct Case {
    /// Says what it shows.
    pub name: &'static str,
    /// Danish time.
    pub at: &'static str,
    /// What went before: moment, actor, command.
    pub before: Vec<(&'static str, &'static str, Command)>,
    /// Who sends the command.
    pub by: &'static str,
    /// The command.
    pub command: Command,
    /// What is supposed of the table of legality, beyond what is known.
    pub suppose: Vec<LegalityRow>,
    /// What is supposed of the table of what resets the contact course.
    pub resets: Vec<ResettingRow>,
    /// What must come of it.
    pub comes: Comes,
}

/// What must come of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Comes {
    /// It is refused.
    Refused(RefusalCode, RuleId),
    /// It is accepted, and these rules speak.
    Accepted(BTreeSet<RuleId>),
}

/// What came of a row.
pub struct Decided {
    /// As it is.
    pub comes: Comes,
    /// The rules that spoke.
    pub rules: BTreeSet<RuleId>,
}

impl Case {
    /// Decides the row, after carrying out what went before.
    ///
    /// # Panics
    /// When what went before is refused, or a moment or actor is misspelt.
    #[must_use]
    #[expect(clippy::panic, clippy::unwrap_used, reason = "a test harness says so and stops")]
    pub fn decide(&self) -> Decided {
        let mut people = People::default();
        let mut reference = reference::lists();
        reference.legality.extend(&self.suppose);
        reference.resetting.extend(&self.resets);
        let occasion = |at: &str, nth: usize| {
            let at = moment(at).unwrap();
            Occasion { command: command_id(at, &format!("{nth}")), now: Now::at(at), receipt: nth as u64 }
        };
        let who = |by: &str| -> Actor { actor(by).unwrap() };
        for (nth, (at, by, command)) in self.before.iter().enumerate() {
            let occasion = occasion(at, nth);
            let decision = decide(&people, &reference, &who(by), command, occasion);
            let decision =
                decision.unwrap_or_else(|refusal| panic!("{}: {nth} before: {}", self.name, refusal.code.as_str()));
            carry_out(&mut people, &decision, occasion);
        }
        match decide(&people, &reference, &who(self.by), &self.command, occasion(self.at, self.before.len())) {
            Err(refusal) => {
                Decided { comes: Comes::Refused(refusal.code, refusal.rule), rules: BTreeSet::from([refusal.rule]) }
            }
            Ok(decision) => {
                let rules: BTreeSet<RuleId> = decision.rules().collect();
                Decided { comes: Comes::Accepted(rules.clone()), rules }
            }
        }
    }
}
