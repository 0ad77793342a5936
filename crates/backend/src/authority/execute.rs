use std::panic::{AssertUnwindSafe, catch_unwind};

use domain::{
    Actor, Command, CommandId, Decision, Now, Occasion, People, PersonId, Reference, Refusal, RefusalCode, RuleId,
    WrittenNumber, carry_out,
};
use exchange::{Answer, AsShown, Envelope, Fingerprint, Opened, Outcome, RawCommand, Verdict};

use super::batch::Batch;
use crate::store::{StoreError, Tables};

/// One command to execute.
pub(crate) struct Task<'a> {
    pub actor: &'a Actor,
    pub command: &'a RawCommand,
    pub now: Now,
}

/// Executes a batch in order, inside one transaction. The answers may leave only after its commit.
pub(crate) fn execute(tables: Tables, decider: &Decider, tasks: &[Task]) -> Result<Vec<Answer>, StoreError> {
    if tasks.is_empty() {
        return Ok(Vec::new());
    }
    let mut batch = Batch::begin(tables)?;
    let answers = tasks.iter().map(|task| answer(tables, decider, &mut batch, task)).collect::<Result<_, _>>()?;
    batch.finish(tables)?;
    Ok(answers)
}

/// One id is answered once and for ever (SB-ID). What this version cannot read gets no verdict and leaves no trace.
fn answer(tables: Tables, decider: &Decider, batch: &mut Batch, task: &Task) -> Result<Answer, StoreError> {
    let Task { actor, command: raw, now } = task;
    let (id, digest) = (raw.id, raw.digest());
    if let Some(stored) = tables.verdict(id)? {
        let is_the_same = stored.digest == digest;
        return Ok(if is_the_same { Answer::Verdict(stored.verdict) } else { Answer::IdTaken { id } });
    }
    let outcome = match raw.open() {
        Opened::NotUnderstood => return Ok(Answer::NotUnderstood { id }),
        Opened::Malformed(refusal) => Outcome::Refused(refusal),
        Opened::Command(envelope, command) => {
            let Some(people) = load(tables, &command)? else { return Ok(Answer::NotUnderstood { id }) };
            let occasion = Occasion { command: id, now: *now, receipt: batch.next_receipt() };
            let asked = Asked { actor, envelope: &envelope, command: &command, occasion };
            carried_out(tables, decider, batch, &asked, people)?
        }
    };
    let verdict = Verdict { id, outcome, decided_at: now.instant };
    tables.keep_verdict(digest, &verdict)?;
    Ok(Answer::Verdict(verdict))
}

/// A command with everything around it.
pub(super) struct Asked<'a> {
    pub actor: &'a Actor,
    pub envelope: &'a Envelope,
    pub command: &'a Command,
    pub occasion: Occasion,
}

/// Everybody whose number the command names. None where a row is of a form that this version cannot read: deciding
/// without it would be guessing, and failing the batch would hold up everybody else.
fn load(tables: Tables, command: &Command) -> Result<Option<People>, StoreError> {
    let mut ids: Vec<PersonId> = Vec::new();
    for number in command.numbers().into_iter().filter_map(|written| WrittenNumber::read(written).ok()) {
        ids.extend(tables.subject(number)?.filter(|id| !ids.contains(id)));
    }
    let persons: Result<Vec<_>, _> = ids.into_iter().map(|id| tables.person(id)).collect();
    match persons {
        Ok(persons) => Ok(Some(People::new(persons))),
        Err(StoreError::Row(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Decides, and carries the decision out.
fn carried_out(
    tables: Tables,
    decider: &Decider,
    batch: &mut Batch,
    asked: &Asked,
    before: People,
) -> Result<Outcome, StoreError> {
    let done = tables.apart(|| {
        let decided = decider.decide(&before, asked);
        if let Ok(decision) = &decided {
            let mut after = before.clone();
            carry_out(&mut after, decision, asked.occasion);
            batch.record(tables, asked, decision, &before, &after)?;
        }
        Ok(decided)
    })?;
    let shown = asked.envelope.fingerprint.as_ref();
    let as_shown = match shown {
        None => AsShown::NotPreviewed,
        Some(shown) if *shown == Fingerprint::of(&done) => AsShown::AsShown,
        Some(_) => AsShown::Otherwise,
    };
    Ok(match done {
        Ok(decision) => Outcome::Accepted { decision, as_shown },
        Err(refusal) => Outcome::Refused(refusal),
    })
}

/// Chooses the commands whose decision panics.
#[cfg(feature = "faults")]
pub(crate) type Fault = std::sync::Arc<dyn Fn(&Command) -> bool + Send + Sync>;

/// The rules, with what they read beside the citizen.
pub(crate) struct Decider<'a> {
    pub reference: &'a Reference,
    #[cfg(feature = "faults")]
    pub fault: Option<Fault>,
}

impl Decider<'_> {
    /// A fault inside one decision refuses that command alone, and disturbs no other (S22-2a).
    fn decide(&self, people: &People, asked: &Asked) -> Result<Decision, Refusal> {
        let Asked { actor, command, occasion, .. } = asked;
        let decided = catch_unwind(AssertUnwindSafe(|| {
            #[cfg(feature = "faults")]
            self.fail_if_asked(command);
            domain::decide(people, self.reference, actor, command, *occasion)
        }));
        decided.unwrap_or(Err(Refusal { code: RefusalCode::Fault, rule: RuleId::S22_2a }))
    }

    #[cfg(feature = "faults")]
    #[expect(clippy::panic, reason = "the fault that a test asks for")]
    fn fail_if_asked(&self, command: &Command) {
        if self.fault.as_ref().is_some_and(|fault| fault(command)) {
            panic!("a fault inside a decision, as a test asked for");
        }
    }
}

impl Asked<'_> {
    pub fn id(&self) -> CommandId {
        self.occasion.command
    }
}
