use chrono::{DateTime, Utc};
use domain::{Area, Command, CommandId, CommandKind, Decision, PersonId, Refusal};
use exchange::{AsShown, Envelope, Fingerprint, Opened, Outcome, RawCommand, Verdict};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Deserialize;

use super::{FileError, Outbox, blob, command, moment, person, text_of};
use crate::course::CourseStep;
use crate::door::DraftForm;
use crate::sync::{Base, LONGEST_REST, Queued, Stage, reached};
use crate::{Pending, PendingState, Went};

/// A command of the outbox.
pub(crate) struct Stored {
    pub id: CommandId,
    /// Whom it was written on; perhaps merged since.
    pub subject: PersonId,
    /// The text as it was sealed.
    pub raw: String,
    pub pending: Pending,
    pub verdict: Option<Verdict>,
    /// What was shown before confirming.
    pub shown: Option<Decision>,
    /// What is typed in its correction.
    pub correcting: Option<DraftForm>,
    pub course: Vec<CourseStep>,
}

const COLUMNS: &str = "id, subject, sequence, raw, stage, rest_until, refusal, verdict, reason, settled_at, shown,
    learned_at, to_see, (SELECT form FROM correction WHERE correction.command = command.id)";

/// How many commands stand so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// On their way.
    pub waiting: u32,
    /// Somebody must act on them.
    pub refused: u32,
    /// Somebody must see them: they went otherwise than shown.
    pub otherwise: u32,
}

impl Outbox {
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
             AND stage NOT IN ('undone', 'discarded', 'refused', 'lost')
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
                    base.stage, base.refusal, base.raw
             FROM command AS own LEFT JOIN command AS base ON base.id = own.builds_on
             WHERE own.stage IN ('resting', 'waiting', 'sent') ORDER BY own.sequence",
        )?;
        let queue = find.query_map([], queued)?.collect::<Result<_, _>>()?;
        Ok(queue)
    }

    /// On whom the last batch of answers accepted something, and in which area. Every push comes after a pull, so what was
    /// accepted before is in the rows.
    pub fn accepted_last(&self) -> Result<Vec<(PersonId, Option<Area>)>, FileError> {
        let file = self.file();
        let mut find = file.prepare_cached(
            "SELECT id, raw, subject FROM command
             WHERE stage = 'accepted' AND learned_at = (SELECT max(learned_at) FROM command WHERE stage = 'accepted')",
        )?;
        let accepted = find.query_map([], |row| {
            let heading = RawCommand { id: command(row.get_ref(0)?.as_blob()?)?, text: row.get(1)? }.heading();
            Ok((person(row.get_ref(2)?.as_blob()?)?, heading.and_then(|heading| area_of(heading.kind))))
        })?;
        Ok(accepted.collect::<Result<_, _>>()?)
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

    /// Everything that is not settled or not seen, and what was learned to be accepted since `since`, in the order of
    /// writing.
    pub fn unsettled(&self, since: DateTime<Utc>, now: DateTime<Utc>) -> Result<Vec<Stored>, FileError> {
        self.list(
            "stage IN ('resting', 'waiting', 'sent', 'held', 'refused', 'lost', 'unreadable')
             OR to_see OR (stage = 'accepted' AND learned_at >= ?1)",
            &[&since.timestamp_millis()],
            now,
        )
    }

    /// How many are on their way, and how many ask for somebody.
    pub fn counts(&self) -> Result<Counts, FileError> {
        let file = self.file();
        let mut count = file.prepare_cached(
            "SELECT count(*) FILTER (WHERE stage IN ('resting', 'waiting', 'sent', 'unreadable')),
                    count(*) FILTER (WHERE stage IN ('held', 'refused', 'lost')),
                    (SELECT count(*) FROM command WHERE to_see)
             FROM command WHERE stage IN ('resting', 'waiting', 'sent', 'unreadable', 'held', 'refused', 'lost')",
        )?;
        let counts = |row: &Row| Ok(Counts { waiting: row.get(0)?, refused: row.get(1)?, otherwise: row.get(2)? });
        Ok(count.query_row([], counts)?)
    }

    /// On whom somebody must act, each as often as there is something to act on.
    pub fn subjects_to_act_on(&self) -> Result<Vec<PersonId>, FileError> {
        self.subjects("stage IN ('held', 'refused', 'lost')")
    }

    /// On whom something went otherwise than shown, and nobody has seen it.
    pub fn subjects_to_see(&self) -> Result<Vec<PersonId>, FileError> {
        self.subjects("to_see")
    }

    /// On whom something waits for another version.
    pub fn subjects_unreadable(&self) -> Result<Vec<PersonId>, FileError> {
        self.subjects("stage = 'unreadable'")
    }

    fn subjects(&self, which: &str) -> Result<Vec<PersonId>, FileError> {
        let file = self.file();
        let mut find = file.prepare_cached(&format!("SELECT subject FROM command WHERE {which} ORDER BY sequence"))?;
        let subjects = find.query_map([], |row| person(row.get_ref(0)?.as_blob()?))?;
        Ok(subjects.collect::<Result<_, _>>()?)
    }

    /// How many the backend has accepted and lost.
    pub fn count_lost(&self) -> Result<u32, FileError> {
        let file = self.file();
        let mut count = file.prepare_cached("SELECT count(*) FROM command WHERE stage = 'lost'")?;
        Ok(count.query_row([], |row| row.get(0))?)
    }

    /// How many wait for another version, here or at the backend.
    pub fn count_unreadable(&self) -> Result<u32, FileError> {
        let file = self.file();
        let mut count = file.prepare_cached("SELECT count(*) FROM command WHERE stage = 'unreadable'")?;
        Ok(count.query_row([], |row| row.get(0))?)
    }

    /// When the oldest of those that should have left was written.
    pub fn oldest_waiting(&self) -> Result<Option<DateTime<Utc>>, FileError> {
        let file = self.file();
        let mut find = file.prepare_cached(
            "SELECT min(course.at) FROM command JOIN course ON course.command = command.id AND course.nth = 0
             WHERE stage IN ('resting', 'waiting', 'sent')",
        )?;
        let oldest: Option<i64> = find.query_row([], |row| row.get(0))?;
        Ok(oldest.map(moment))
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
}

fn queued(row: &Row) -> rusqlite::Result<Queued> {
    let id = command(row.get_ref(0)?.as_blob()?)?;
    let heading = RawCommand { id, text: row.get(2)? }.heading();
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
        (Some("undone" | "discarded" | "held" | "refused" | "lost"), _) => match kind_of(id, row.get(8)?) {
            Some(
                CommandKind::ChangeBooking
                | CommandKind::ChangeDeadline
                | CommandKind::EndReferral
                | CommandKind::SetParticipation
                | CommandKind::SaveParticipationChoice,
            ) => Base::ChangeGone,
            _ => Base::Gone,
        },
        (Some(_), _) => Base::Open,
        (None, _) => Base::Firm,
    };
    Ok(Queued {
        id,
        sequence: row.get::<_, i64>(1)?.unsigned_abs(),
        subject: person(row.get_ref(3)?.as_blob()?)?,
        number: heading.as_ref().and_then(|heading| heading.number.read().ok()),
        area: heading.and_then(|heading| area_of(heading.kind)),
        stage,
        base,
    })
}

fn kind_of(id: CommandId, raw: Option<String>) -> Option<CommandKind> {
    Some(RawCommand { id, text: raw? }.heading()?.kind)
}

fn stored(file: &Connection, row: &Row, now: DateTime<Utc>) -> Result<Stored, FileError> {
    let id = command(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?)?;
    let raw = RawCommand { id, text: row.get(3)? };
    let (envelope, read) = read(&raw);
    let sequence = row.get::<_, i64>(2)?.unsigned_abs();
    let verdict: Option<Verdict> = from_text(row.get(7)?)?;
    let refusal: Option<Refusal> = from_text(row.get(6)?)?;
    let settled_at = moment(row.get::<_, Option<i64>>(9)?.unwrap_or_default());
    // A command that was discarded and stands again was settled when it was answered.
    let answered_at = verdict.as_ref().map_or(settled_at, |verdict| verdict.decided_at);
    let stage: String = row.get(4)?;
    let state = match (stage.as_str(), refusal) {
        ("accepted", _) => PendingState::Accepted { at: answered_at, went: went(verdict.as_ref(), row.get(12)?) },
        ("lost", _) => {
            let at = moment(row.get::<_, Option<i64>>(11)?.unwrap_or_default());
            PendingState::Lost { accepted_at: answered_at, at }
        }
        ("undone", _) => PendingState::Undone { at: settled_at },
        ("discarded", _) => {
            let reason = row.get::<_, Option<String>>(8)?.unwrap_or_default();
            PendingState::Discarded { reason, at: settled_at }
        }
        ("held", Some(why)) => PendingState::Held(why),
        ("refused", Some(refusal)) => PendingState::Refused { refusal, at: answered_at },
        ("sent", _) => PendingState::Sent,
        _ if read.is_none() => PendingState::Unreadable,
        ("resting", _) => match moment(row.get::<_, Option<i64>>(5)?.unwrap_or_default()) {
            until if reached(until, now, LONGEST_REST) => PendingState::Waiting,
            until => PendingState::Resting { until },
        },
        ("unreadable", _) => PendingState::Unreadable,
        _ => PendingState::Waiting,
    };
    let envelope = envelope.unwrap_or_else(|| unreadable(id, sequence));
    Ok(Stored {
        id,
        subject: person(row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?)?,
        raw: raw.text,
        pending: Pending { envelope, command: read, state },
        verdict,
        shown: from_text(row.get(10)?)?,
        // A form of another version cannot be typed on in.
        correcting: row.get::<_, Option<String>>(13)?.and_then(|text| serde_json::from_str(&text).ok()),
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
pub(super) fn read(raw: &RawCommand) -> (Option<Envelope>, Option<Command>) {
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

fn went(verdict: Option<&Verdict>, is_to_see: bool) -> Went {
    match verdict.map(|verdict| &verdict.outcome) {
        Some(Outcome::Accepted { as_shown: AsShown::Otherwise, .. }) => Went::Otherwise { is_seen: !is_to_see },
        _ => Went::AsShown,
    }
}

fn from_text<T: for<'de> Deserialize<'de>>(text: Option<String>) -> Result<Option<T>, FileError> {
    Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
}

/// The area that a command registers in; none for the register's own events.
fn area_of(kind: CommandKind) -> Option<Area> {
    match kind {
        CommandKind::RegisterAffiliation => Some(Area::Affiliation),
        CommandKind::WriteComment | CommandKind::CorrectComment | CommandKind::WithdrawComment => Some(Area::Comments),
        CommandKind::RegisterContactPerson | CommandKind::EndContactPerson => Some(Area::ContactPersons),
        CommandKind::RegisterReferral | CommandKind::EndReferral => Some(Area::OperatorReferrals),
        CommandKind::MakeBooking
        | CommandKind::ChangeBooking
        | CommandKind::CancelBooking
        | CommandKind::SetParticipation => Some(Area::Bookings),
        CommandKind::SaveParticipationChoice => Some(Area::ParticipationChoices),
        CommandKind::SetDeadline | CommandKind::ChangeDeadline | CommandKind::WithdrawDeadline => {
            Some(Area::BookingDeadlines)
        }
        CommandKind::RegisterHeldConversation => Some(Area::HeldConversations),
        CommandKind::RecordContactGroup => Some(Area::ContactGroups),
        CommandKind::StartMembership | CommandKind::EndMembership => Some(Area::Membership),
        CommandKind::RegisterPerson
        | CommandKind::ChangeName
        | CommandKind::ChangeAddress
        | CommandKind::ChangeProtection
        | CommandKind::ChangeStatus
        | CommandKind::ChangeNumber => None,
    }
}
