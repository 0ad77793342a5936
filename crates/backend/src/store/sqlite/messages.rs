use chrono::NaiveDate;
use domain::{Audience, CaseworkerId, CommandId, JobcentreCode, Message, Now, Period, PersonId};
use exchange::{Concern, InboxMessage, KeptMark, Mark, MessageId};
use rusqlite::{Row, named_params, params};

use super::{Tables, stamp, unstamp, uuid};
use crate::store::StoreError;

/// A message to keep: one row, however many will read it.
pub(crate) struct NewMessage<'a> {
    pub id: MessageId,
    pub now: Now,
    pub message: &'a Message,
    /// The jobcentres that had the citizen before the command.
    pub had: &'a [JobcentreCode],
}

impl Tables<'_> {
    /// Keeps a message.
    pub fn add_message(self, new: &NewMessage) -> Result<(), StoreError> {
        self.0
            .prepare_cached(
                "INSERT INTO message (audience, subject, command, nth, at, day, message, had) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                serde_json::to_string(&new.message.to)?,
                new.message.subject.0.as_bytes(),
                new.id.command.0.as_bytes(),
                new.id.nth,
                stamp(new.now.instant),
                new.now.today.to_string(),
                serde_json::to_string(new.message)?,
                serde_json::to_string(new.had)?,
            ])?;
        Ok(())
    }

    /// The messages to one of the `audiences`, at most two, that were received on a day of `open`, after the message number
    /// `after`, as `reader` sees them.
    pub fn messages(
        self,
        audiences: &[Audience],
        open: Period,
        reader: Option<JobcentreCode>,
        (after, limit): (u64, usize),
    ) -> Result<Vec<InboxMessage>, StoreError> {
        let mut all = self.0.prepare_cached(
            "SELECT sequence, at, command, nth, subject, message, had FROM message \
             WHERE audience IN (:one, :other) AND sequence > :after AND day >= :from AND day <= :to \
             ORDER BY sequence LIMIT :limit",
        )?;
        let mut found = all.query(named_params! {
            ":one": audiences.first().map(serde_json::to_string).transpose()?,
            ":other": audiences.get(1).map(serde_json::to_string).transpose()?,
            ":after": after,
            ":from": open.from.to_string(),
            ":to": open.to.unwrap_or(END_OF_TIME).to_string(),
            ":limit": limit,
        })?;
        let mut messages = Vec::new();
        while let Some(row) = found.next()? {
            messages.push(read_message(row, reader)?);
        }
        Ok(messages)
    }

    /// Keeps what somebody of a jobcentre did with a message, once.
    pub fn add_mark(self, jobcentre: JobcentreCode, by: &CaseworkerId, mark: &Mark) -> Result<(), StoreError> {
        self.0
            .prepare_cached(
                "INSERT OR IGNORE INTO message_mark (id, jobcentre, command, nth, what, caseworker, at) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                mark.id.as_bytes(),
                jobcentre.as_str(),
                mark.message.command.0.as_bytes(),
                mark.message.nth,
                serde_json::to_string(&mark.what)?,
                by.0,
                stamp(mark.at),
            ])?;
        Ok(())
    }

    /// What a jobcentre has done with its messages, after the mark number `after`.
    pub fn marks(self, jobcentre: JobcentreCode, after: u64, limit: usize) -> Result<Vec<KeptMark>, StoreError> {
        let mut all = self.0.prepare_cached(
            "SELECT position, caseworker, id, command, nth, what, at FROM message_mark \
             WHERE jobcentre = ?1 AND position > ?2 ORDER BY position LIMIT ?3",
        )?;
        let mut found = all.query((jobcentre.as_str(), after, limit))?;
        let mut marks = Vec::new();
        while let Some(row) = found.next()? {
            marks.push(read_mark(row)?);
        }
        Ok(marks)
    }
}

/// The last day with four digits in its year, so that days compare as texts.
const END_OF_TIME: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

fn read_message(row: &Row, reader: Option<JobcentreCode>) -> Result<InboxMessage, StoreError> {
    let text = |at: usize| row.get::<_, String>(at);
    let had: Vec<JobcentreCode> = serde_json::from_str(&text(6)?)?;
    // A message to one fund is about its member.
    let was_theirs = reader.is_none_or(|reader| had.contains(&reader));
    Ok(InboxMessage {
        id: MessageId { command: CommandId(uuid(row.get(2)?)?), nth: row.get(3)? },
        sequence: row.get(0)?,
        at: unstamp(&text(1)?)?,
        subject: PersonId(uuid(row.get(4)?)?),
        concern: if was_theirs { Concern::Ours } else { Concern::Others },
        message: serde_json::from_str(&text(5)?)?,
    })
}

fn read_mark(row: &Row) -> Result<KeptMark, StoreError> {
    let text = |at: usize| row.get::<_, String>(at);
    let message = MessageId { command: CommandId(uuid(row.get(3)?)?), nth: row.get(4)? };
    let mark =
        Mark { id: uuid(row.get(2)?)?, message, what: serde_json::from_str(&text(5)?)?, at: unstamp(&text(6)?)? };
    Ok(KeptMark { position: row.get(0)?, by: CaseworkerId(text(1)?), mark })
}
