use chrono::{DateTime, Utc};
use domain::{CommandId, PersonId};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use serde::{Serialize, de::DeserializeOwned};

use super::{FileError, Outbox, blob};
use crate::door::DraftForm;

impl Outbox {
    /// Keeps what is typed. It survives a lock and a crash.
    pub fn save_draft(
        &self,
        subject: PersonId,
        kind: &str,
        form: &DraftForm,
        now: DateTime<Utc>,
    ) -> Result<(), FileError> {
        keep_draft(&self.file(), (subject, kind), form, now)
    }

    /// Throws away what is typed: one draft, or all of a kind.
    pub fn drop_draft(&self, subject: PersonId, kind: &str) -> Result<(), FileError> {
        self.file().execute(
            "DELETE FROM draft WHERE subject = ?1 AND (kind = ?2 OR substr(kind, 1, length(?2) + 1) = ?2 || '/')",
            params![blob(subject.0), kind],
        )?;
        Ok(())
    }

    /// What is typed and not confirmed on somebody who has had one of the ids.
    pub fn drafts(&self, subjects: &[PersonId]) -> Result<Vec<DraftForm>, FileError> {
        let file = self.file();
        let mut find = file.prepare_cached("SELECT form FROM draft WHERE subject = ?1 ORDER BY saved_at")?;
        let mut drafts = Vec::new();
        for subject in subjects {
            let forms = find.query_map([blob(subject.0)], |row| row.get::<_, String>(0))?;
            for form in forms {
                drafts.push(serde_json::from_str(&form?)?);
            }
        }
        Ok(drafts)
    }

    /// Keeps what is typed in the correction of a command. False where nobody has to act on the command any more.
    pub fn save_correction(&self, id: CommandId, form: &DraftForm) -> Result<bool, FileError> {
        let mut file = self.file();
        let step = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let stands = step
            .prepare_cached("SELECT 1 FROM command WHERE id = ?1 AND stage IN ('held', 'refused', 'lost')")?
            .exists([blob(id.0)])?;
        if stands {
            keep_correction(&step, id, form)?;
        }
        step.commit()?;
        Ok(stands)
    }

    /// Throws away what is typed in the correction of a command.
    pub fn drop_correction(&self, id: CommandId) -> Result<(), FileError> {
        drop_correction(&self.file(), id)
    }

    /// How many drafts and corrections are typed and not confirmed.
    pub fn count_drafts(&self) -> Result<u32, FileError> {
        let file = self.file();
        let count = "SELECT (SELECT count(*) FROM draft) + (SELECT count(*) FROM correction)";
        Ok(file.prepare_cached(count)?.query_row([], |row| row.get(0))?)
    }

    /// A kept setting; none where it was never set, or has another form now.
    pub fn setting<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, FileError> {
        let file = self.file();
        let mut find = file.prepare_cached("SELECT value FROM setting WHERE name = ?1")?;
        let text: Option<String> = find.query_row([name], |row| row.get(0)).optional()?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// Writes something, to see whether the file can be written.
    pub fn probe(&self) -> Result<(), FileError> {
        self.set("probe", &true)
    }

    /// Keeps a setting.
    pub fn set(&self, name: &str, value: &impl Serialize) -> Result<(), FileError> {
        let text = serde_json::to_string(value)?;
        self.file().execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)", [name, &text])?;
        Ok(())
    }
}

fn keep_draft(
    file: &Connection,
    (subject, kind): (PersonId, &str),
    form: &DraftForm,
    now: DateTime<Utc>,
) -> Result<(), FileError> {
    file.execute(
        "INSERT OR REPLACE INTO draft (subject, kind, form, saved_at) VALUES (?1, ?2, ?3, ?4)",
        params![blob(subject.0), kind, serde_json::to_string(form)?, now.timestamp_millis()],
    )?;
    Ok(())
}

/// Keeps a draft that was typed before those that are there, of which there are several after a merge. Of two texts the one
/// stands above the other; of two choices the later stays.
pub(super) fn keep_above_drafts(
    file: &Connection,
    (subjects, kind): (&[PersonId], &str),
    earlier: &DraftForm,
    now: DateTime<Utc>,
) -> Result<(), FileError> {
    let mut kept = earlier.clone();
    let mut take = file.prepare_cached("DELETE FROM draft WHERE subject = ?1 AND kind = ?2 RETURNING form")?;
    for subject in subjects {
        let found: Option<String> = take.query_row(params![blob(subject.0), kind], |row| row.get(0)).optional()?;
        if let Some(later) = found.as_deref().map(serde_json::from_str::<DraftForm>).transpose()? {
            kept = kept.above(&later).unwrap_or(later);
        }
    }
    subjects.first().map_or(Ok(()), |present| keep_draft(file, (*present, kind), &kept, now))
}

pub(super) fn keep_correction(file: &Connection, id: CommandId, form: &DraftForm) -> Result<(), FileError> {
    let text = serde_json::to_string(form)?;
    file.execute("INSERT OR REPLACE INTO correction (command, form) VALUES (?1, ?2)", params![blob(id.0), text])?;
    Ok(())
}

pub(super) fn drop_correction(file: &Connection, id: CommandId) -> Result<(), FileError> {
    file.execute("DELETE FROM correction WHERE command = ?1", [blob(id.0)])?;
    Ok(())
}
