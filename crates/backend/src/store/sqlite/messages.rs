use chrono::NaiveDate;
use domain::{Audience, CommandId, JobcentreCode, Message, Now, Period, PersonId};
use exchange::InboxMessage;
use rusqlite::{Row, named_params};

use super::{Tables, stamp, unstamp, uuid};
use crate::store::StoreError;

impl Tables<'_> {
    /// Keeps a message: one row, however many will read it.
    pub fn add_message(self, command: CommandId, now: Now, message: &Message) -> Result<(), StoreError> {
        self.0
            .prepare_cached(
                "INSERT INTO message (audience, subject, command, at, day, message) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute((
                serde_json::to_string(&message.to)?,
                message.subject.0.as_bytes(),
                command.0.as_bytes(),
                stamp(now.instant),
                now.today.to_string(),
                serde_json::to_string(message)?,
            ))?;
        Ok(())
    }

    /// The messages to `audience` that were received on a day of `open`, after the message number `after`. Whether they
    /// concern `reader` is whether that jobcentre has the citizen; without a reader they do.
    pub fn messages(
        self,
        audience: Audience,
        open: Period,
        reader: Option<JobcentreCode>,
        (after, limit): (u64, usize),
    ) -> Result<Vec<InboxMessage>, StoreError> {
        let mut all = self.0.prepare_cached(
            "SELECT message.sequence, message.at, message.command, coalesce(alias.survivor, message.subject) AS now, \
                    message.message, \
                    :reader IS NULL OR EXISTS (SELECT 1 FROM scope WHERE jobcentre = :reader \
                        AND scope.subject = coalesce(alias.survivor, message.subject) AND gone = 0) \
             FROM message LEFT JOIN alias ON alias.absorbed = message.subject \
             WHERE audience = :audience AND sequence > :after AND day >= :from AND day <= :to \
             ORDER BY sequence LIMIT :limit",
        )?;
        let mut found = all.query(named_params! {
            ":audience": serde_json::to_string(&audience)?,
            ":reader": reader.map(|code| code.to_string()),
            ":after": after,
            ":from": open.from.to_string(),
            ":to": open.to.unwrap_or(END_OF_TIME).to_string(),
            ":limit": limit,
        })?;
        let mut messages = Vec::new();
        while let Some(row) = found.next()? {
            messages.push(read_message(row)?);
        }
        Ok(messages)
    }
}

/// The last day with four digits in its year, so that days compare as texts.
const END_OF_TIME: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

fn read_message(row: &Row) -> Result<InboxMessage, StoreError> {
    let text = |at: usize| row.get::<_, String>(at);
    Ok(InboxMessage {
        sequence: row.get(0)?,
        at: unstamp(&text(1)?)?,
        command: CommandId(uuid(row.get(2)?)?),
        subject: PersonId(uuid(row.get(3)?)?),
        message: serde_json::from_str(&text(4)?)?,
        concerns_us: row.get(5)?,
    })
}
