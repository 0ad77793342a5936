//! Where a scenario is played: a bundled backend, its desks and one clock, in a folder of their own.

mod desks;
mod read;
mod seen;

use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use backend::Bundled;
use chrono::TimeDelta;
use desk::door::{DeskEvent, OpenAnswer, OutboxEntry};
use domain::{Actor, Command, CommandId, CprNumber, RecordId, RuleId, contact_course::FundReading};
use exchange::{Answer, Clock, Envelope, Outcome, RawCommand, SetClock};
use exercise::{command_id, written};
use sealed::Key;
use tempfile::TempDir;

use crate::file::{Act, Scenario, Step};
use desks::Desks;
pub use read::messages;
pub use seen::{kind_of, opened_as};

/// A scenario on its way.
pub struct Stage {
    clock: Arc<SetClock>,
    bundled: Bundled,
    /// Whether the next decision fails inside (S22-2a).
    fails: Arc<AtomicBool>,
    desks: Desks,
    done: Vec<Done>,
    /// Last: the files are open until everything else is gone.
    _folder: TempDir,
}

/// What came of one step.
#[derive(Debug, Default)]
pub struct Done {
    /// The command's id, where the step was a command.
    pub id: Option<CommandId>,
    /// The desk that the step was made at.
    pub desk: Option<String>,
    /// As it was sent straight to the backend.
    pub sent: Option<(Actor, RawCommand)>,
    /// The backend's answer to that.
    pub answer: Option<Answer>,
    /// The number it was written under at a desk.
    pub number: Option<CprNumber>,
    /// The refusal that the desk showed instead of taking it.
    pub previewed: Option<String>,
    /// A command that left its outbox, as it stood last.
    pub left: Option<OutboxEntry>,
    /// How a look-up ended.
    pub opened: Option<OpenAnswer>,
    /// What a fund read; inside, none where it may not.
    pub read: Option<Option<FundReading>>,
    /// What every desk told its face, in its order.
    pub heard: Vec<(String, DeskEvent)>,
    /// The rules that spoke.
    pub rules: BTreeSet<RuleId>,
}

/// A scenario cannot be played: the place to play it in fails, or a step asks for what is not there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct CannotPlay {
    /// Line in the file.
    pub line: usize,
    /// What is wrong.
    pub problem: String,
}

impl Stage {
    /// Sets the stage: everybody who is there from the start, by the ordinary door.
    ///
    /// # Errors
    /// [`CannotPlay`], also when the rules refuse a person's setting.
    pub fn set(scenario: &Scenario) -> Result<Self, CannotPlay> {
        let broken = |line: usize, problem: &dyn std::fmt::Display| CannotPlay { line, problem: problem.to_string() };
        let folder = tempfile::tempdir().map_err(|error| broken(1, &error))?;
        let clock = Arc::new(SetClock::at(scenario.start));
        let key = Key::from_bytes([0; 32]);
        let mut lists = reference::lists();
        lists.legality.extend(&scenario.suppose);
        lists.resetting.extend(&scenario.suppose_resetting);
        let opened = Bundled::open(folder.path(), &key, lists, clock.clone());
        let fails = Arc::new(AtomicBool::new(false));
        let armed = Arc::clone(&fails);
        let bundled = opened.map_err(|error| broken(1, &error))?.with_fault(move |_| armed.load(Ordering::SeqCst));
        for person in &scenario.people {
            let seeded = exercise::seed(&bundled, person.life.iter().cloned());
            let seeded = seeded.map_err(|error| broken(person.line, &error))?;
            if let Some((_, refusal)) = seeded.refused.first() {
                let problem = format!("the person cannot be set up so: {} ({})", refusal.code.as_str(), refusal.rule);
                return Err(CannotPlay { line: person.line, problem });
            }
        }
        let desks = Desks::open(folder.path(), scenario, &bundled, &clock).map_err(|error| broken(1, &error))?;
        Ok(Self { clock, bundled, fails, desks, done: Vec::new(), _folder: folder })
    }

    /// What has come of the steps so far.
    #[must_use]
    pub fn done(&self) -> &[Done] {
        &self.done
    }

    /// Plays the next step.
    ///
    /// # Errors
    /// [`CannotPlay`].
    pub fn play(&mut self, step: &Step) -> Result<&Done, CannotPlay> {
        // Every step takes a second, so that what comes later is later.
        self.clock.set(self.clock.now() + TimeDelta::seconds(1));
        let done = self.act(&step.act).map_err(|problem| CannotPlay { line: step.line, problem })?;
        self.done.push(done);
        self.desks_catch_up().map_err(|problem| CannotPlay { line: step.line, problem })?;
        self.done.last().ok_or(CannotPlay { line: step.line, problem: "nothing was played".to_owned() })
    }

    fn act(&mut self, act: &Act) -> Result<Done, String> {
        match act {
            Act::Clock(moment) => {
                self.clock.set(*moment);
                Ok(Done::default())
            }
            Act::Actor { actor, command, fault } => {
                let command = self.resolved(command)?;
                let nth = self.done.len() as u64 + 1;
                let now = self.clock.now();
                let id = command_id(now, &format!("step {nth}"));
                let sealed = Envelope::of(id, nth, &command, now).seal();
                if *fault { self.send_into_a_fault(actor.clone(), sealed) } else { self.send(actor.clone(), sealed) }
            }
            Act::Repeat { step, with } => {
                let Some((actor, first)) = self.done.get(step - 1).and_then(|done| done.sent.clone()) else {
                    return Err(format!("step {step} sent no command straight to the backend"));
                };
                let again = match with {
                    Some(command) => {
                        Envelope::of(first.id, *step as u64, &self.resolved(command)?, self.clock.now()).seal()
                    }
                    None => first,
                };
                let mut done = self.send(actor, again)?;
                // The rule that an id is answered once speaks when the same answer comes again.
                if done.answer.is_some()
                    && done.answer == self.done.get(step - 1).and_then(|first| first.answer.clone())
                {
                    done.rules.insert(RuleId::SbId);
                }
                Ok(done)
            }
            Act::Read { actor, number } => {
                let read =
                    self.bundled.connect(actor.clone()).fund_reads(*number).map_err(|error| error.to_string())?;
                Ok(Done { read: Some(read), rules: BTreeSet::from([FundReading::RULE]), ..Done::default() })
            }
            Act::Desk { desk, act, lose_reply } => self.at_desk(desk, act, *lose_reply),
        }
    }

    /// Sends a command straight to the backend.
    fn send(&self, actor: Actor, command: RawCommand) -> Result<Done, String> {
        let answers =
            self.bundled.execute(&actor, std::slice::from_ref(&command)).map_err(|error| error.to_string())?;
        let answer = answers.into_iter().next();
        let rules = answer.as_ref().map(rules_of).unwrap_or_default();
        Ok(Done { id: Some(command.id), sent: Some((actor, command)), answer, rules, ..Done::default() })
    }

    /// Sends a command whose decision panics. The panic is caught by the backend, and asked for: it need not be reported.
    fn send_into_a_fault(&self, actor: Actor, command: RawCommand) -> Result<Done, String> {
        let hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| {}));
        self.fails.store(true, Ordering::SeqCst);
        let done = self.send(actor, command);
        self.fails.store(false, Ordering::SeqCst);
        std::panic::set_hook(hook);
        done
    }

    /// The command with the records of earlier steps put in.
    fn resolved(&self, command: &Command) -> Result<Command, String> {
        let mut command = command.clone();
        if let Some(record) = written::record_in(&mut command)
            && let Some(id) = self.id_of(*record)?
        {
            *record = id.record(0);
        }
        // While a file is read, each is the record of its step.
        for seen in command.seen_mut() {
            if let Some(id) = self.id_of(RecordId(seen.0))? {
                *seen = id;
            }
        }
        Ok(command)
    }

    /// The command of the step that the record stands for while a file is read; none of a record that stands for none.
    fn id_of(&self, record: RecordId) -> Result<Option<CommandId>, String> {
        let step = (1..=self.done.len()).find(|step| written::record_of_step(*step) == record);
        let id = |step: usize| {
            let id = self.done.get(step - 1).and_then(|done| done.id);
            id.ok_or_else(|| format!("step {step} made no record"))
        };
        step.map(id).transpose()
    }
}

/// The rules that speak in an answer.
fn rules_of(answer: &Answer) -> BTreeSet<RuleId> {
    match answer {
        Answer::Verdict(verdict) => match &verdict.outcome {
            Outcome::Accepted { decision, .. } => decision.rules().collect(),
            Outcome::Refused(refusal) => BTreeSet::from([refusal.rule]),
        },
        Answer::IdTaken { .. } => BTreeSet::from([RuleId::SbId]),
        Answer::NotUnderstood { .. } => BTreeSet::new(),
    }
}
