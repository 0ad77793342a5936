//! Seven faults of the kind that must never slip in. Each is built into the way between a desk and the backend, or into
//! the start of a desk, as a program that has it would behave. The simulation must catch every one of them.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use chrono::{DateTime, Days, Utc};
use domain::{Command, CommandId, Decision};
use exchange::{Answer, AsShown, Envelope, NoAnswer, Opened, Outcome, RawCommand, Verdict};
use uuid::Uuid;

use crate::line::Line;
use crate::line::wire::{Reply, Request, Way};

/// A fault that is planted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Planted {
    /// The backend forgets what it has answered: a command that comes again is executed again.
    VerdictForgotten,
    /// The desk gives a command another id when it sends it again.
    NewIdAtRetry,
    /// The desk stores the cursor in another transaction than the rows, and dies in between.
    CursorApartFromRows,
    /// The desk drops what is refused.
    RefusalDropped,
    /// The desk opens the outbox of another user.
    AnothersOutbox,
    /// The desk sends a deadline with another last day than was typed.
    OtherLastDay,
    /// The backend says that it has ended a referral or noted who takes part, and has not.
    DecisionForgotten,
}

/// All of them.
pub const PLANTED: [Planted; 7] = [
    Planted::VerdictForgotten,
    Planted::NewIdAtRetry,
    Planted::CursorApartFromRows,
    Planted::RefusalDropped,
    Planted::AnothersOutbox,
    Planted::OtherLastDay,
    Planted::DecisionForgotten,
];

/// The ids that have passed a place. They outlive the desk's program, as a fault in it would.
#[derive(Clone, Default)]
pub(crate) struct Passed(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    seen: BTreeSet<CommandId>,
    made: u64,
}

/// The desk's end of the way, with a fault in it.
pub(crate) struct AtDesk {
    pub planted: Option<Planted>,
    pub passed: Passed,
    pub line: Line,
    pub behind: Box<dyn Way>,
}

/// The backend's end of the way, with a fault in it.
pub(crate) struct AtBackend {
    pub planted: Option<Planted>,
    pub passed: Passed,
    pub behind: Box<dyn Way>,
}

impl Way for AtDesk {
    fn carry(&self, request: Request) -> Result<Reply, NoAnswer> {
        match (self.planted, request) {
            (Some(Planted::NewIdAtRetry), Request::Push(commands)) => {
                let renamed = self.passed.renamed(&commands);
                self.passed.have_passed(&commands);
                push_renamed(&*self.behind, &commands, renamed)
            }
            (Some(Planted::CursorApartFromRows), request @ Request::Pull(..)) => {
                let Reply::Page(mut page) = self.behind.carry(request)? else { panic!("no page") };
                if self.line.is_dead() {
                    page.items.clear();
                }
                Ok(Reply::Page(page))
            }
            (Some(Planted::RefusalDropped), request @ Request::Push(_)) => {
                let Reply::Answers(answers) = self.behind.carry(request)? else { panic!("no answers") };
                Ok(Reply::Answers(answers.into_iter().map(without_refusal).collect()))
            }
            (Some(Planted::OtherLastDay), Request::Push(commands)) => {
                self.behind.carry(Request::Push(commands.iter().map(with_another_last_day).collect()))
            }
            (_, request) => self.behind.carry(request),
        }
    }
}

impl Way for AtBackend {
    fn carry(&self, request: Request) -> Result<Reply, NoAnswer> {
        match (self.planted, request) {
            (Some(Planted::VerdictForgotten), Request::Push(commands)) => {
                let renamed = self.passed.renamed(&commands);
                let reply = push_renamed(&*self.behind, &commands, renamed)?;
                self.passed.have_passed(&commands);
                Ok(reply)
            }
            (Some(Planted::DecisionForgotten), Request::Push(commands)) => {
                let (forgotten, others): (Vec<_>, Vec<_>) = commands.iter().cloned().partition(is_forgotten);
                let Reply::Answers(answers) = self.behind.carry(Request::Push(others))? else { panic!("no answers") };
                let unheard = forgotten.iter().map(|command| accepted(command.id, DateTime::UNIX_EPOCH));
                let mut answers: Vec<Answer> = answers.into_iter().chain(unheard).collect();
                answers.sort_by_key(|answer| commands.iter().position(|command| command.id == answer.id()));
                Ok(Reply::Answers(answers))
            }
            (_, request) => self.behind.carry(request),
        }
    }
}

impl Passed {
    /// The commands, with a new id for each that has passed before.
    fn renamed(&self, commands: &[RawCommand]) -> Vec<RawCommand> {
        let mut state = self.0.lock().unwrap();
        let renamed = commands.iter().map(|command| {
            if !state.seen.contains(&command.id) {
                return command.clone();
            }
            state.made += 1;
            let id = CommandId(Uuid::from_u128((1 << 100) + u128::from(state.made)));
            let envelope: Envelope = serde_json::from_str(&command.text).unwrap();
            Envelope { id, ..envelope }.seal()
        });
        renamed.collect()
    }

    fn have_passed(&self, commands: &[RawCommand]) {
        self.0.lock().unwrap().seen.extend(commands.iter().map(|command| command.id));
    }
}

/// Whoever asked gets the answers under the ids that were asked for.
fn push_renamed(behind: &dyn Way, commands: &[RawCommand], renamed: Vec<RawCommand>) -> Result<Reply, NoAnswer> {
    let Reply::Answers(answers) = behind.carry(Request::Push(renamed))? else { panic!("no answers") };
    let named = commands.iter().zip(answers).map(|(command, answer)| match answer {
        Answer::Verdict(verdict) => Answer::Verdict(Verdict { id: command.id, ..verdict }),
        Answer::NotUnderstood { .. } => Answer::NotUnderstood { id: command.id },
        Answer::IdTaken { .. } => Answer::IdTaken { id: command.id },
    });
    Ok(Reply::Answers(named.collect()))
}

fn without_refusal(answer: Answer) -> Answer {
    match answer {
        Answer::Verdict(Verdict { outcome: Outcome::Refused(_), id, decided_at }) => accepted(id, decided_at),
        other => other,
    }
}

fn accepted(id: CommandId, decided_at: DateTime<Utc>) -> Answer {
    let outcome = Outcome::Accepted { decision: Decision::default(), as_shown: AsShown::AsShown };
    Answer::Verdict(Verdict { id, outcome, decided_at })
}

fn with_another_last_day(raw: &RawCommand) -> RawCommand {
    let Opened::Command(envelope, Command::SetDeadline { number, mut deadline }) = raw.open() else {
        return raw.clone();
    };
    deadline.hold_by = deadline.hold_by + Days::new(1);
    let command = Command::SetDeadline { number, deadline };
    let Envelope { body, .. } = Envelope::of(raw.id, envelope.sequence, &command, envelope.written_at);
    Envelope { body, ..*envelope }.seal()
}

fn is_forgotten(raw: &RawCommand) -> bool {
    let Opened::Command(_, command) = raw.open() else { return false };
    matches!(
        command,
        Command::EndReferral { .. } | Command::SetParticipation { .. } | Command::SaveParticipationChoice { .. }
    )
}
