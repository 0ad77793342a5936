use chrono::{DateTime, Utc};
use domain::{Actor, CommandId, PersonId, RuleId};
use exchange::{JournalEntry, JournalLine};
use rusqlite::Row;

use super::{Tables, stamp, unstamp, uuid};
use crate::store::StoreError;

/// A journal line that has no place in the order yet.
pub(crate) struct Line {
    pub subject: PersonId,
    pub command: CommandId,
    pub kind: &'static str,
    pub actor: Actor,
    pub at: DateTime<Utc>,
    pub written_at: DateTime<Utc>,
    pub rules: Vec<RuleId>,
    pub entry: JournalEntry,
}

impl Tables<'_> {
    /// Adds a line, with its subject's feed number.
    pub fn add_line(self, line: &Line, feed: u64) -> Result<(), StoreError> {
        self.0
            .prepare_cached(
                "INSERT INTO journal (subject, feed, command, kind, actor, at, written_at, rules, entry) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute((
                line.subject.0.as_bytes(),
                feed,
                line.command.0.as_bytes(),
                line.kind,
                serde_json::to_string(&line.actor)?,
                stamp(line.at),
                stamp(line.written_at),
                serde_json::to_string(&line.rules)?,
                serde_json::to_string(&line.entry)?,
            ))?;
        Ok(())
    }

    /// The lines of a subject after the feed number `after`, oldest first; those of everybody who was merged into the
    /// subject too, which are the subject's now.
    pub fn lines(self, subject: PersonId, absorbed: &[PersonId], after: u64) -> Result<Vec<JournalLine>, StoreError> {
        // In the order of the index: of one subject, a later line never has a lower feed number.
        let mut all = self.0.prepare_cached(
            "SELECT sequence, command, kind, actor, at, written_at, rules, entry FROM journal \
             WHERE subject = ?1 AND feed > ?2 ORDER BY feed, sequence",
        )?;
        let mut lines = Vec::new();
        for written_on in std::iter::once(&subject).chain(absorbed) {
            let mut found = all.query((written_on.0.as_bytes(), after))?;
            while let Some(row) = found.next()? {
                lines.push(read_line(subject, row)?);
            }
        }
        if !absorbed.is_empty() {
            lines.sort_by_key(|line| line.sequence);
        }
        Ok(lines)
    }
}

fn read_line(subject: PersonId, row: &Row) -> Result<JournalLine, StoreError> {
    let text = |at: usize| row.get::<_, String>(at);
    Ok(JournalLine {
        sequence: row.get(0)?,
        subject,
        command: CommandId(uuid(row.get(1)?)?),
        kind: text(2)?,
        actor: serde_json::from_str(&text(3)?)?,
        at: unstamp(&text(4)?)?,
        written_at: unstamp(&text(5)?)?,
        rules: serde_json::from_str(&text(6)?)?,
        entry: serde_json::from_str(&text(7)?)?,
    })
}
