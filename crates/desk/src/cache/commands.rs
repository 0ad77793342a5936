use chrono::{DateTime, Utc};
use domain::{Area, Command, CommandId, Decision, PersonId, Refusal, RefusalCode, RuleId};
use exchange::{Answer, AsShown, Envelope, Fingerprint, Opened, Outcome, RawCommand, Verdict};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, TransactionBehavior, params};
use serde::{Deserialize, Serialize};

use super::{FileError, Outbox, blob, command, moment, person};
use crate::course::{CourseStep, Step};
use crate::sync::{Base, LONGEST_REST, Queued, Stage, reached};
use crate::{Pending, PendingState};

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
    /// The refused or held command that this one takes the place of, and the words that settle it.
    pub renews: Option<(CommandId, &'a str)>,
    /// The draft that is confirmed.
    pub draft: Option<&'a str>,
}

/// A command of the outbox.
pub(crate) struct Stored {
    pub id: CommandId,
    /// Whom it was written on; perhaps merged since.
    pub subject: PersonId,
    pub pending: Pending,
    pub verdict: Option<Verdict>,
    /// What was shown before confirming.
    pub shown: Option<Decision>,
    pub course: Vec<CourseStep>,
}

const COLUMNS: &str = "id, subject, sequence, raw, stage, rest_until, refusal, verdict, reason, settled_at, shown";

impl Outbox {
    /// Stores a command before anything is sent; the draft goes and the renewed command is settled in the same step.
    /// False when the command to renew is settled already.
    pub fn add(&self, new: &NewCommand) -> Result<bool, FileError> {
        let mut file = self.file();
        let step = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if let Some((old, words)) = new.renews {
            let settled = step.execute(
                "UPDATE command SET stage = 'discarded', reason = ?2, settled_at = ?3
                 WHERE id = ?1 AND stage IN ('held', 'refused')",
                params![blob(old.0), words, new.now.timestamp_millis()],
            )?;
            if settled == 0 {
                return Ok(false);
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
            renews: new.renews.map(|(old, _)| old),
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
        if let Some(kind) = new.draft {
            step.execute("DELETE FROM draft WHERE subject = ?1 AND kind = ?2", params![blob(new.subject.0), kind])?;
        }
        step.commit()?;
        Ok(true)
    }

    /// The live command that was confirmed with this very preview: the second of two presses of Enter. A preview that
    /// makes a record names it, and is of one command alone; any other can come again, when something has happened since.
    pub fn confirmed_as(
        &self,
        subject: PersonId,
        shown: &Fingerprint,
        makes_a_record: bool,
    ) -> Result<Option<CommandId>, FileError> {
        let file = self.file();
        let mut find = file.prepare_cached(
            "SELECT id FROM command WHERE fingerprint = ?1 AND subject = ?2
             AND stage NOT IN ('undone', 'discarded', 'refused')
             AND (?3 OR (stage IN ('resting', 'waiting', 'sent')
                 AND sequence = (SELECT max(sequence) FROM command WHERE subject = ?2)))",
        )?;
        let found = find.query_row(params![text_of(shown)?, blob(subject.0), makes_a_record], |row| {
            command(row.get_ref(0)?.as_blob()?)
        });
        Ok(found.optional()?)
    }

    /// What is open, in the desk's order.
    pub fn queue(&self) -> Result<Vec<Queued>, FileError> {
        let file = self.file();
        let mut find = file.prepare_cached(
            "SELECT own.id, own.sequence, own.raw, own.subject, own.stage, own.rest_until,
                    base.stage, base.refusal
             FROM command AS own LEFT JOIN command AS base ON base.id = own.builds_on
             WHERE own.stage IN ('resting', 'waiting', 'sent') ORDER BY own.sequence",
        )?;
        let queue = find.query_map([], queued)?.collect::<Result<_, _>>()?;
        Ok(queue)
    }

    /// Marks as sent what may still leave, and gives it out as it was sealed. Undoing and this never both succeed.
    pub fn send(&self, ids: &[CommandId], now: DateTime<Utc>) -> Result<Vec<RawCommand>, FileError> {
        let mut file = self.file();
        let step = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut raw = Vec::with_capacity(ids.len());
        for id in ids {
            if change(&step, *id, &["resting", "waiting"], "sent", now)? {
                note(&step, *id, now, Step::Sent)?;
            }
            let mut find = step.prepare_cached("SELECT raw FROM command WHERE id = ?1 AND stage = 'sent'")?;
            let text: Option<String> = find.query_row([blob(id.0)], |row| row.get(0)).optional()?;
            raw.extend(text.map(|text| RawCommand { id: *id, text }));
        }
        step.commit()?;
        Ok(raw)
    }

    /// Stores an answer. A verdict is stored once; the same one again changes nothing.
    pub fn answer(&self, answer: &Answer, now: DateTime<Utc>) -> Result<bool, FileError> {
        let mut file = self.file();
        let step = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let (stage, told, refusal, verdict, at) = match answer {
            Answer::Verdict(verdict) => match &verdict.outcome {
                Outcome::Accepted { .. } => ("accepted", Step::Accepted, None, Some(verdict), verdict.decided_at),
                Outcome::Refused(why) => {
                    ("refused", Step::Refused(*why), Some(*why), Some(verdict), verdict.decided_at)
                }
            },
            Answer::NotUnderstood { .. } => ("unreadable", Step::NotUnderstood, None, None, now),
            Answer::IdTaken { .. } => {
                let why = Refusal { code: RefusalCode::IdTaken, rule: RuleId::SbId };
                ("refused", Step::Refused(why), Some(why), None, now)
            }
        };
        let stored = step.execute(
            "UPDATE command SET stage = ?2, refusal = ?3, verdict = ?4, settled_at = ?5
             WHERE id = ?1 AND stage IN ('sent', 'unreadable') AND verdict IS NULL",
            params![
                blob(answer.id().0),
                stage,
                refusal.map(|why| text_of(&why)).transpose()?,
                verdict.map(text_of).transpose()?,
                at.timestamp_millis(),
            ],
        )?;
        if stored > 0 {
            note(&step, answer.id(), now, told)?;
        }
        step.commit()?;
        Ok(stored > 0)
    }

    /// Keeps a command back at the desk.
    pub fn hold(&self, id: CommandId, why: Refusal, now: DateTime<Utc>) -> Result<bool, FileError> {
        self.act(id, &["resting", "waiting"], "held", now, Step::Held(why), |step| {
            step.execute("UPDATE command SET refusal = ?2 WHERE id = ?1", params![blob(id.0), text_of(&why)?])?;
            Ok(())
        })
    }

    /// Takes a command back that has not left. A command that it took the place of is as it was.
    pub fn undo(&self, id: CommandId, now: DateTime<Utc>) -> Result<bool, FileError> {
        self.act(id, &["resting", "waiting"], "undone", now, Step::Undone, |step| {
            let raw: String =
                step.query_row("SELECT raw FROM command WHERE id = ?1", [blob(id.0)], |row| row.get(0))?;
            if let Ok(Envelope { renews: Some(old), .. }) = serde_json::from_str(&raw) {
                step.execute(
                    "UPDATE command SET reason = NULL, stage = CASE WHEN verdict IS NULL THEN 'held' ELSE 'refused' END
                     WHERE id = ?1 AND stage = 'discarded'",
                    [blob(old.0)],
                )?;
            }
            Ok(())
        })
    }

    /// Ends a rest.
    pub fn send_now(&self, id: CommandId, now: DateTime<Utc>) -> Result<bool, FileError> {
        self.act(id, &["resting"], "waiting", now, Step::SentNow, |_| Ok(()))
    }

    /// Gives a command up, with a reason that is kept. What has left cannot be given up: it may have been executed.
    pub fn discard(&self, id: CommandId, reason: &str, now: DateTime<Utc>) -> Result<bool, FileError> {
        let from = ["resting", "waiting", "held", "refused", "unreadable"];
        self.act(id, &from, "discarded", now, Step::Discarded, |step| {
            step.execute("UPDATE command SET reason = ?2 WHERE id = ?1", params![blob(id.0), reason])?;
            Ok(())
        })
    }

    /// Lets what the backend did not understand try again: one of the two may be another version now.
    pub fn retry_not_understood(&self) -> Result<(), FileError> {
        self.file().execute("UPDATE command SET stage = 'waiting' WHERE stage = 'unreadable'", [])?;
        Ok(())
    }

    /// One command.
    pub fn entry(&self, id: CommandId, now: DateTime<Utc>) -> Result<Option<Stored>, FileError> {
        let found = self.list("id = ?1", &[&blob(id.0)], now)?;
        Ok(found.into_iter().next())
    }

    /// Every command on somebody who has had one of the ids, in the order of writing.
    pub fn of(&self, subjects: &[PersonId], now: DateTime<Utc>) -> Result<Vec<Stored>, FileError> {
        let mut found = Vec::new();
        for subject in subjects {
            found.extend(self.list("subject = ?1", &[&blob(subject.0)], now)?);
        }
        found.sort_by_key(|stored| stored.pending.envelope.sequence);
        Ok(found)
    }

    /// Everything that is not settled, and what was accepted since `since`, in the order of writing.
    pub fn unsettled(&self, since: DateTime<Utc>, now: DateTime<Utc>) -> Result<Vec<Stored>, FileError> {
        self.list(
            "stage IN ('resting', 'waiting', 'sent', 'held', 'refused', 'unreadable')
             OR (stage = 'accepted' AND settled_at >= ?1)",
            &[&since.timestamp_millis()],
            now,
        )
    }

    /// How many are on their way, and how many somebody must act on.
    pub fn counts(&self) -> Result<(u32, u32), FileError> {
        let file = self.file();
        let mut count = file.prepare_cached(
            "SELECT count(*) FILTER (WHERE stage IN ('resting', 'waiting', 'sent', 'unreadable')),
                    count(*) FILTER (WHERE stage IN ('held', 'refused'))
             FROM command WHERE stage IN ('resting', 'waiting', 'sent', 'unreadable', 'held', 'refused')",
        )?;
        Ok(count.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?)
    }

    fn list(&self, which: &str, values: &[&dyn rusqlite::ToSql], now: DateTime<Utc>) -> Result<Vec<Stored>, FileError> {
        let file = self.file();
        let mut find =
            file.prepare_cached(&format!("SELECT {COLUMNS} FROM command WHERE {which} ORDER BY sequence"))?;
        let mut rows = find.query(values)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(stored(&file, row, now)?);
        }
        Ok(found)
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

fn note(step: &Transaction, id: CommandId, now: DateTime<Utc>, told: Step) -> Result<(), FileError> {
    step.prepare_cached(
        "INSERT INTO course (command, nth, at, step)
         VALUES (?1, (SELECT count(*) FROM course WHERE command = ?1), ?2, ?3)",
    )?
    .execute(params![blob(id.0), now.timestamp_millis(), text_of(&told)?])?;
    Ok(())
}

fn queued(row: &Row) -> rusqlite::Result<Queued> {
    let id = command(row.get_ref(0)?.as_blob()?)?;
    let read = read(&RawCommand { id, text: row.get(2)? }).1;
    let stage = match row.get_ref(4)?.as_str()? {
        "resting" => Stage::Resting { until: moment(row.get(5)?) },
        "sent" => Stage::Sent,
        _ => Stage::Waiting,
    };
    let base_stage: Option<String> = row.get(6)?;
    let refusal: Option<String> = row.get(7)?;
    let base = match (base_stage.as_deref(), refusal.and_then(|text| serde_json::from_str(&text).ok())) {
        (Some("held" | "refused"), Some(why)) => Base::Stopped(why),
        (Some("accepted"), _) => Base::Firm,
        (Some("undone" | "discarded" | "held" | "refused"), _) => Base::Gone,
        (Some(_), _) => Base::Open,
        (None, _) => Base::Firm,
    };
    Ok(Queued {
        id,
        sequence: row.get::<_, i64>(1)?.unsigned_abs(),
        subject: person(row.get_ref(3)?.as_blob()?)?,
        number: read.as_ref().and_then(|command| command.written_under().read().ok()),
        area: read.as_ref().and_then(area_of),
        stage,
        base,
    })
}

fn stored(file: &Connection, row: &Row, now: DateTime<Utc>) -> Result<Stored, FileError> {
    let id = command(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?)?;
    let (envelope, read) = read(&RawCommand { id, text: row.get(3)? });
    let sequence = row.get::<_, i64>(2)?.unsigned_abs();
    let verdict: Option<Verdict> = from_text(row.get(7)?)?;
    let refusal: Option<Refusal> = from_text(row.get(6)?)?;
    let at = moment(row.get::<_, Option<i64>>(9)?.unwrap_or_default());
    let stage: String = row.get(4)?;
    let state = match (stage.as_str(), refusal) {
        ("accepted", _) => PendingState::Accepted { at, otherwise: verdict.as_ref().is_some_and(went_otherwise) },
        ("undone", _) => PendingState::Undone { at },
        ("discarded", _) => {
            PendingState::Discarded { reason: row.get::<_, Option<String>>(8)?.unwrap_or_default(), at }
        }
        ("held", Some(why)) => PendingState::Held(why),
        ("refused", Some(refusal)) => PendingState::Refused { refusal, at },
        _ if read.is_none() => PendingState::Unreadable,
        ("resting", _) => match moment(row.get::<_, Option<i64>>(5)?.unwrap_or_default()) {
            until if reached(until, now, LONGEST_REST) => PendingState::Waiting,
            until => PendingState::Resting { until },
        },
        ("sent", _) => PendingState::Sent,
        ("unreadable", _) => PendingState::Unreadable,
        _ => PendingState::Waiting,
    };
    let envelope = envelope.unwrap_or_else(|| unreadable(id, sequence));
    Ok(Stored {
        id,
        subject: person(row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?)?,
        pending: Pending { envelope, command: read, state },
        verdict,
        shown: from_text(row.get(10)?)?,
        course: course(file, id)?,
    })
}

fn course(file: &Connection, id: CommandId) -> Result<Vec<CourseStep>, FileError> {
    let mut find = file.prepare_cached("SELECT at, step FROM course WHERE command = ?1 ORDER BY nth")?;
    let steps = find.query_map([blob(id.0)], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?;
    let mut course = Vec::new();
    for step in steps {
        let (at, step) = step?;
        course.push(CourseStep { at: moment(at), step: serde_json::from_str(&step)? });
    }
    Ok(course)
}

/// The envelope, and the command where this version can read it.
fn read(raw: &RawCommand) -> (Option<Envelope>, Option<Command>) {
    match raw.open() {
        Opened::Command(envelope, command) => (Some(*envelope), Some(command)),
        Opened::NotUnderstood | Opened::Malformed(_) => (serde_json::from_str(&raw.text).ok(), None),
    }
}

/// An envelope for a text that is not even one: it is shown, and its text is kept.
fn unreadable(id: CommandId, sequence: u64) -> Envelope {
    Envelope {
        id,
        sequence,
        kind: String::new(),
        kind_version: 0,
        number: domain::WrittenNumber(String::new()),
        seen: None,
        written_at: DateTime::default(),
        fingerprint: None,
        builds_on: None,
        renews: None,
        body: serde_json::Value::Null,
        rest: serde_json::Map::new(),
    }
}

fn went_otherwise(verdict: &Verdict) -> bool {
    matches!(verdict.outcome, Outcome::Accepted { as_shown: AsShown::Otherwise, .. })
}

fn text_of(value: &impl Serialize) -> Result<String, FileError> {
    Ok(serde_json::to_string(value)?)
}

fn from_text<T: for<'de> Deserialize<'de>>(text: Option<String>) -> Result<Option<T>, FileError> {
    Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
}

/// The area that a command registers in; none for the register's own events.
fn area_of(command: &Command) -> Option<Area> {
    match command {
        Command::RegisterAffiliation { .. } => Some(Area::Affiliation),
        Command::WriteComment { .. } | Command::CorrectComment { .. } | Command::WithdrawComment { .. } => {
            Some(Area::Comments)
        }
        Command::StartMembership { .. } | Command::EndMembership { .. } => Some(Area::Membership),
        Command::RegisterPerson { .. }
        | Command::ChangeName { .. }
        | Command::ChangeAddress { .. }
        | Command::ChangeProtection { .. }
        | Command::ChangeStatus { .. }
        | Command::ChangeNumber { .. } => None,
    }
}
