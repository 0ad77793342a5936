use chrono::{DateTime, Utc};
use domain::{Command, CommandId, CprNumber, Decision, PersonId, Refusal, RefusalCode, RuleId};
use exchange::{Answer, AsShown, Envelope, Fingerprint, Outcome, RawCommand, Verdict};
use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};

use super::kept::{drop_correction, keep_above_drafts, keep_correction};
use super::{FileError, Outbox, blob, person, text_of};
use crate::course::Step;
use crate::door::DraftForm;

/// A command on its way into the outbox.
pub(crate) struct NewCommand<'a> {
    pub id: CommandId,
    pub command: &'a Command,
    pub subject: PersonId,
    /// Feed number of the citizen that was on the screen.
    pub seen: Option<u64>,
    pub builds_on: Option<CommandId>,
    /// What was shown before confirming, with its fingerprint.
    pub shown: Option<(&'a Decision, Fingerprint)>,
    pub now: DateTime<Utc>,
    pub rest_until: DateTime<Utc>,
    /// The refused, held or lost command that this one takes the place of.
    pub renews: Option<Renewed<'a>>,
    /// The draft that is confirmed, under the id that it was typed on.
    pub draft: Option<(PersonId, &'a str)>,
}

/// The command whose place another takes.
#[derive(Clone, Copy)]
pub(crate) struct Renewed<'a> {
    pub old: CommandId,
    /// The words that settle it.
    pub words: &'a str,
    /// Whether it is sent as it was. What is typed in its correction is not, and would be lost.
    pub as_it_was: bool,
}

/// What came of adding a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Added {
    /// It is stored.
    Stored,
    /// The command to renew is settled already.
    SettledAlready,
    /// The command to renew is being corrected, and was to be sent as it was.
    IsCorrected,
}

/// What was typed in a command that is taken back.
pub(crate) enum TypedAgain {
    /// It is the correction of the command that it took the place of.
    Correction(DraftForm),
    /// It is a draft on the citizen, whom these ids name: the present one first.
    Draft { subjects: Vec<PersonId>, number: Option<CprNumber>, form: DraftForm },
}

impl Outbox {
    /// Stores a command before anything is sent; the draft goes and the renewed command is settled in the same step.
    pub fn add(&self, new: &NewCommand) -> Result<Added, FileError> {
        let mut file = self.file();
        let step = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if let Some(Renewed { old, words, as_it_was }) = new.renews {
            let settled = step.execute(
                "UPDATE command SET stood = stage, stage = 'discarded', reason = ?2, settled_at = ?3
                 WHERE id = ?1 AND stage IN ('held', 'refused', 'lost')",
                params![blob(old.0), words, new.now.timestamp_millis()],
            )?;
            if settled == 0 {
                return Ok(Added::SettledAlready);
            }
            if drop_correction(&step, old)? && as_it_was {
                return Ok(Added::IsCorrected);
            }
            note(&step, old, new.now, Step::Renewed(new.id))?;
        }
        let sequence: i64 =
            step.query_row("SELECT coalesce(max(sequence), 0) + 1 FROM command", [], |row| row.get(0))?;
        let (shown, fingerprint) = new.shown.clone().unzip();
        let envelope = Envelope {
            seen: new.seen,
            fingerprint: fingerprint.clone(),
            builds_on: new.builds_on,
            renews: new.renews.map(|renewed| renewed.old),
            ..Envelope::of(new.id, sequence.unsigned_abs(), new.command, new.now)
        };
        step.execute(
            "INSERT INTO command (id, sequence, raw, subject, fingerprint, builds_on, shown, stage, rest_until)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'resting', ?8)",
            params![
                blob(new.id.0),
                sequence,
                envelope.seal().text,
                blob(new.subject.0),
                fingerprint.as_ref().map(text_of).transpose()?,
                new.builds_on.map(|base| blob(base.0)),
                shown.map(serde_json::to_string).transpose()?,
                new.rest_until.timestamp_millis(),
            ],
        )?;
        note(&step, new.id, new.now, Step::Confirmed)?;
        if let Some((subject, kind)) = new.draft {
            step.execute("DELETE FROM draft WHERE subject = ?1 AND kind = ?2", params![blob(subject.0), kind])?;
        }
        step.commit()?;
        Ok(Added::Stored)
    }

    /// Marks as sent what may still leave, and gives it out as it was sealed, each with whom it was written on. Undoing
    /// and this never both succeed.
    pub fn send(&self, ids: &[CommandId], now: DateTime<Utc>) -> Result<Vec<(RawCommand, PersonId)>, FileError> {
        let mut file = self.file();
        let step = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut sent = Vec::with_capacity(ids.len());
        {
            let mut mark = step.prepare_cached(
                "UPDATE command SET stage = 'sent', settled_at = ?2 WHERE id = ?1 AND stage IN ('resting', 'waiting')
                 RETURNING raw, subject",
            )?;
            let mut again = step.prepare_cached("SELECT raw, subject FROM command WHERE id = ?1 AND stage = 'sent'")?;
            for id in ids {
                let read = |row: &rusqlite::Row| {
                    let subject = person(row.get_ref(1)?.as_blob()?)?;
                    Ok((RawCommand { id: *id, text: row.get(0)? }, subject))
                };
                let marked = mark.query_row(params![blob(id.0), now.timestamp_millis()], read).optional()?;
                if marked.is_some() {
                    note(&step, *id, now, Step::Sent)?;
                    sent.extend(marked);
                } else {
                    sent.extend(again.query_row([blob(id.0)], read).optional()?);
                }
            }
        }
        step.commit()?;
        Ok(sent)
    }

    /// Stores answers, all or none. A verdict is stored once; the same one again changes nothing.
    pub fn answer(&self, answers: &[Answer], now: DateTime<Utc>) -> Result<(), FileError> {
        let mut file = self.file();
        let step = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for answer in answers {
            store_answer(&step, answer, now)?;
        }
        step.commit()?;
        Ok(())
    }

    /// Keeps a command back at the desk.
    pub fn hold(&self, id: CommandId, why: Refusal, now: DateTime<Utc>) -> Result<bool, FileError> {
        self.act(id, &["resting", "waiting"], "held", now, Step::Held(why), |step| {
            step.execute("UPDATE command SET refusal = ?2 WHERE id = ?1", params![blob(id.0), text_of(&why)?])?;
            Ok(())
        })
    }

    /// Takes a command back that has not left: what was typed is kept in the same step. A command that it took the place of
    /// stands where it stood, and what was typed in the new one is its correction.
    pub fn undo(&self, id: CommandId, typed: Option<&TypedAgain>, now: DateTime<Utc>) -> Result<bool, FileError> {
        self.act(id, &["resting", "waiting"], "undone", now, Step::Undone, |step| {
            let raw: String =
                step.query_row("SELECT raw FROM command WHERE id = ?1", [blob(id.0)], |row| row.get(0))?;
            if let Some(TypedAgain::Draft { subjects, number, form }) = typed {
                return keep_above_drafts(step, (subjects, *number), form, now);
            }
            let Ok(Envelope { renews: Some(old), .. }) = serde_json::from_str(&raw) else { return Ok(()) };
            // Renewed by a version that did not note where it stood: it was held where nothing was answered.
            let is_back = step.execute(
                "UPDATE command SET reason = NULL, stood = NULL,
                     stage = coalesce(stood, CASE WHEN verdict IS NULL THEN 'held' ELSE 'refused' END)
                 WHERE id = ?1 AND stage = 'discarded'",
                [blob(old.0)],
            )?;
            match typed {
                Some(TypedAgain::Correction(form)) if is_back > 0 => keep_correction(step, old, form),
                _ => Ok(()),
            }
        })
    }

    /// Notes that a caseworker has seen that a command went otherwise than shown.
    pub fn see(&self, id: CommandId, now: DateTime<Utc>) -> Result<bool, FileError> {
        let mut file = self.file();
        let step = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let seen = step.execute("UPDATE command SET to_see = 0 WHERE id = ?1 AND to_see", [blob(id.0)])?;
        if seen > 0 {
            note(&step, id, now, Step::Seen)?;
        }
        step.commit()?;
        Ok(seen > 0)
    }

    /// Ends a rest.
    pub fn send_now(&self, id: CommandId, now: DateTime<Utc>) -> Result<bool, FileError> {
        self.act(id, &["resting"], "waiting", now, Step::SentNow, |_| Ok(()))
    }

    /// Gives a command up, with a reason that is kept. What has left cannot be given up: it may have been executed.
    pub fn discard(&self, id: CommandId, reason: &str, now: DateTime<Utc>) -> Result<bool, FileError> {
        let from = ["resting", "waiting", "held", "refused", "lost", "unreadable"];
        self.act(id, &from, "discarded", now, Step::Discarded, |step| {
            step.execute("UPDATE command SET reason = ?2 WHERE id = ?1", params![blob(id.0), reason])?;
            drop_correction(step, id)?;
            Ok(())
        })
    }

    /// Lets what the backend did not understand try again: one of the two may be another version now.
    pub fn retry_not_understood(&self) -> Result<(), FileError> {
        self.file().execute("UPDATE command SET stage = 'waiting' WHERE stage = 'unreadable'", [])?;
        Ok(())
    }

    /// Moves a command on, if it still stands where it may; what belongs to it happens in the same step.
    fn act(
        &self,
        id: CommandId,
        from: &[&str],
        to: &str,
        now: DateTime<Utc>,
        told: Step,
        and: impl FnOnce(&Transaction) -> Result<(), FileError>,
    ) -> Result<bool, FileError> {
        let mut file = self.file();
        let step = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if !change(&step, id, from, to, now)? {
            return Ok(false);
        }
        and(&step)?;
        note(&step, id, now, told)?;
        step.commit()?;
        Ok(true)
    }
}

fn went_otherwise(verdict: &Verdict) -> bool {
    matches!(verdict.outcome, Outcome::Accepted { as_shown: AsShown::Otherwise, .. })
}

fn store_answer(step: &Transaction, answer: &Answer, now: DateTime<Utc>) -> Result<(), FileError> {
    let (stage, told, refusal, verdict, settled_at) = match answer {
        Answer::Verdict(verdict) => match &verdict.outcome {
            Outcome::Accepted { .. } => ("accepted", Step::Accepted, None, Some(verdict), verdict.decided_at),
            Outcome::Refused(why) => ("refused", Step::Refused(*why), Some(*why), Some(verdict), verdict.decided_at),
        },
        Answer::NotUnderstood { .. } => ("unreadable", Step::NotUnderstood, None, None, now),
        Answer::IdTaken { .. } => {
            let why = Refusal { code: RefusalCode::IdTaken, rule: RuleId::SbId };
            ("refused", Step::Refused(why), Some(why), None, now)
        }
    };
    let mut store = step.prepare_cached(
        "UPDATE command SET stage = ?2, refusal = ?3, verdict = ?4, settled_at = ?5, learned_at = ?6, to_see = ?7
         WHERE id = ?1 AND stage IN ('sent', 'unreadable') AND verdict IS NULL",
    )?;
    let stored = store.execute(params![
        blob(answer.id().0),
        stage,
        refusal.map(|why| text_of(&why)).transpose()?,
        verdict.map(text_of).transpose()?,
        settled_at.timestamp_millis(),
        now.timestamp_millis(),
        verdict.is_some_and(went_otherwise),
    ])?;
    if stored > 0 {
        note(step, answer.id(), now, told)?;
    }
    Ok(())
}

fn change(step: &Transaction, id: CommandId, from: &[&str], to: &str, now: DateTime<Utc>) -> Result<bool, FileError> {
    let stage: Option<String> = step
        .prepare_cached("SELECT stage FROM command WHERE id = ?1")?
        .query_row([blob(id.0)], |row| row.get(0))
        .optional()?;
    if !stage.is_some_and(|stage| from.contains(&stage.as_str())) {
        return Ok(false);
    }
    step.prepare_cached("UPDATE command SET stage = ?2, settled_at = ?3 WHERE id = ?1")?.execute(params![
        blob(id.0),
        to,
        now.timestamp_millis()
    ])?;
    Ok(true)
}

pub(super) fn note(step: &Transaction, id: CommandId, now: DateTime<Utc>, told: Step) -> Result<(), FileError> {
    step.prepare_cached(
        "INSERT INTO course (command, nth, at, step)
         VALUES (?1, (SELECT count(*) FROM course WHERE command = ?1), ?2, ?3)",
    )?
    .execute(params![blob(id.0), now.timestamp_millis(), text_of(&told)?])?;
    Ok(())
}
