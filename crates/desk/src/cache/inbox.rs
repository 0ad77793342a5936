//! The messages to this jobcentre and what it has done with them, as the backend keeps them; and what waits to be handed
//! over.

#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{CommandId, PersonId};
use exchange::{Concern, Epoch, InboxCursor, InboxMessage, InboxPage, KeptMark, Mark, MessageId};
use rusqlite::{OptionalExtension, ToSql, Transaction, TransactionBehavior, params};
use uuid::Uuid;

use super::citizens::survivor;
use super::{Cache, FileError, Outbox, blob, command, moment, person, text_of, uuid};

/// How exactly it is kept when the inbox was last read, where nothing new came.
const READ_AT: TimeDelta = TimeDelta::minutes(1);

/// Messages that say the same: one line of the list.
pub(crate) struct Folded {
    /// The citizen now.
    pub subject: PersonId,
    /// Whether the citizen is in this desk's scope.
    pub is_here: bool,
    /// Whether it is more than one of the messages to every jobcentre about somebody else's citizen.
    pub is_near: bool,
    /// What it says, as a digest.
    pub fold: String,
}

impl Cache {
    /// How far the inbox is read.
    pub fn inbox_cursor(&self) -> Result<Option<InboxCursor>, FileError> {
        Ok(self.inbox_read()?.map(|(cursor, _)| cursor))
    }

    /// How far the inbox is read, and when that was.
    pub fn inbox_read(&self) -> Result<Option<(InboxCursor, DateTime<Utc>)>, FileError> {
        let file = self.reading();
        let mut find = file.prepare_cached("SELECT epoch, message, mark, read_at FROM inbox_cursor")?;
        let found = find.query_row([], |row| {
            let cursor = InboxCursor {
                epoch: Epoch(uuid(row.get_ref(0)?.as_blob()?)?),
                message: row.get::<_, i64>(1)?.unsigned_abs(),
                mark: row.get::<_, i64>(2)?.unsigned_abs(),
            };
            Ok((cursor, moment(row.get(3)?)))
        });
        Ok(found.optional()?)
    }

    /// Stores a page and its cursor in one transaction. Says whether there was anything in it.
    pub fn store_inbox(&self, page: &InboxPage, now: DateTime<Utc>) -> Result<bool, FileError> {
        let is_empty = page.messages.is_empty() && page.marks.is_empty() && !page.from_the_start;
        let read = self.inbox_read()?;
        if is_empty && read.is_some_and(|(cursor, at)| cursor == page.next && (now - at).abs() < READ_AT) {
            return Ok(false);
        }
        let mut file = self.writing();
        let step = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if page.from_the_start {
            step.execute("DELETE FROM message", [])?;
            step.execute("DELETE FROM message_mark", [])?;
        }
        page.messages.iter().try_for_each(|message| store_message(&step, message))?;
        page.marks.iter().try_for_each(|mark| store_mark(&step, mark))?;
        step.prepare_cached(
            "INSERT OR REPLACE INTO inbox_cursor (one, epoch, message, mark, read_at) VALUES (1, ?1, ?2, ?3, ?4)",
        )?
        .execute(params![
            blob(page.next.epoch.0),
            page.next.message.cast_signed(),
            page.next.mark.cast_signed(),
            now.timestamp_millis(),
        ])?;
        step.commit()?;
        Ok(!is_empty)
    }

    /// Every line of the inbox, newest first.
    pub fn folded(&self) -> Result<Vec<Folded>, FileError> {
        self.fold_where("true", &[])
    }

    /// The line that a message is part of.
    pub fn fold_with(&self, id: MessageId) -> Result<Option<Folded>, FileError> {
        let fold = "fold = (SELECT fold FROM message WHERE command = ?1 AND nth = ?2)";
        Ok(self.fold_where(fold, &[&blob(id.command.0), &id.nth])?.pop())
    }

    fn fold_where(&self, which: &str, values: &[&dyn ToSql]) -> Result<Vec<Folded>, FileError> {
        let file = self.reading();
        // With one max() the other columns are those of the row that has it.
        let mut find = file.prepare_cached(&format!(
            "SELECT fold, max(sequence), command, nth, subject, near FROM message
             WHERE {which} GROUP BY fold ORDER BY 2 DESC"
        ))?;
        let mut here = file.prepare_cached("SELECT 1 FROM citizen WHERE subject = ?1 AND looked_up_on IS NULL")?;
        let mut rows = find.query(values)?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let subject = survivor(&file, person(row.get_ref(4)?.as_blob().map_err(rusqlite::Error::from)?)?)?;
            let is_here = here.exists([blob(subject.0)])?;
            let is_near = is_here || row.get(5)?;
            all.push(Folded { subject, is_here, is_near, fold: row.get(0)? });
        }
        Ok(all)
    }

    /// The commands that this jobcentre has a message of.
    pub fn commands_told_of(&self) -> Result<HashSet<CommandId>, FileError> {
        let file = self.reading();
        let mut find = file.prepare_cached("SELECT DISTINCT command FROM message")?;
        let commands = find.query_map([], |row| command(row.get_ref(0)?.as_blob()?))?;
        Ok(commands.collect::<Result<_, _>>()?)
    }

    /// What the line of a message is known by.
    pub fn fold_of(&self, id: MessageId) -> Result<Option<String>, FileError> {
        let file = self.reading();
        let mut find = file.prepare_cached("SELECT fold FROM message WHERE command = ?1 AND nth = ?2")?;
        Ok(find.query_row(params![blob(id.command.0), id.nth], |row| row.get(0)).optional()?)
    }

    /// The messages of a line, oldest first.
    pub fn messages(&self, fold: &str) -> Result<Vec<InboxMessage>, FileError> {
        let file = self.reading();
        let mut find = file.prepare_cached("SELECT body FROM message WHERE fold = ?1 ORDER BY sequence")?;
        let bodies = find.query_map([fold], |row| row.get::<_, String>(0))?;
        bodies.map(|body| Ok(serde_json::from_str(&body?)?)).collect()
    }

    /// What the jobcentre has done, by line, in the backend's order.
    pub fn marks_by_fold(&self) -> Result<HashMap<String, Vec<KeptMark>>, FileError> {
        let file = self.reading();
        let mut find = file.prepare_cached(
            "SELECT message.fold, message_mark.body FROM message_mark
             JOIN message ON message.command = message_mark.command AND message.nth = message_mark.nth
             ORDER BY message_mark.position",
        )?;
        let mut rows = find.query([])?;
        let mut marks: HashMap<String, Vec<KeptMark>> = HashMap::new();
        while let Some(row) = rows.next()? {
            let body: String = row.get(1)?;
            marks.entry(row.get(0)?).or_default().push(serde_json::from_str(&body)?);
        }
        Ok(marks)
    }

    /// Whether the backend has brought this mark.
    pub fn has_mark(&self, id: Uuid) -> Result<bool, FileError> {
        Ok(self.reading().prepare_cached("SELECT 1 FROM message_mark WHERE id = ?1")?.exists([blob(id)])?)
    }
}

fn store_message(step: &Transaction, message: &InboxMessage) -> Result<(), FileError> {
    step.prepare_cached(
        "INSERT OR IGNORE INTO message (sequence, command, nth, subject, near, fold, body)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        message.sequence.cast_signed(),
        blob(message.id.command.0),
        message.id.nth,
        blob(message.subject.0),
        message.concern == Concern::Ours || !message.is_to_everybody(),
        message.content(),
        text_of(message)?,
    ])?;
    Ok(())
}

fn store_mark(step: &Transaction, kept: &KeptMark) -> Result<(), FileError> {
    step.prepare_cached(
        "INSERT OR IGNORE INTO message_mark (position, id, command, nth, body) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        kept.position.cast_signed(),
        blob(kept.mark.id),
        blob(kept.mark.message.command.0),
        kept.mark.message.nth,
        text_of(kept)?,
    ])?;
    Ok(())
}

impl Outbox {
    /// Keeps what was done with messages, until the inbox brings it back.
    pub fn add_marks(&self, marks: &[Mark]) -> Result<(), FileError> {
        let mut file = self.file();
        let step = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for mark in marks {
            step.prepare_cached("INSERT INTO message_mark (id, body) VALUES (?1, ?2)")?
                .execute(params![blob(mark.id), text_of(mark)?])?;
        }
        step.commit()?;
        Ok(())
    }

    /// What waits to be handed over, in the order in which it was done.
    pub fn marks(&self) -> Result<Vec<Mark>, FileError> {
        let file = self.file();
        let mut find = file.prepare_cached("SELECT body FROM message_mark ORDER BY place")?;
        let bodies = find.query_map([], |row| row.get::<_, String>(0))?;
        bodies.map(|body| Ok(serde_json::from_str(&body?)?)).collect()
    }

    /// Forgets a mark that the inbox has brought back.
    pub fn drop_mark(&self, id: Uuid) -> Result<(), FileError> {
        self.file().prepare_cached("DELETE FROM message_mark WHERE id = ?1")?.execute([blob(id)])?;
        Ok(())
    }
}
