use chrono::{DateTime, Utc};
use domain::PersonId;
use rusqlite::{OptionalExtension, params};
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
        self.file().execute(
            "INSERT OR REPLACE INTO draft (subject, kind, form, saved_at) VALUES (?1, ?2, ?3, ?4)",
            params![blob(subject.0), kind, serde_json::to_string(form)?, now.timestamp_millis()],
        )?;
        Ok(())
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

    /// A kept setting; none where it was never set, or has another form now.
    pub fn setting<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, FileError> {
        let file = self.file();
        let mut find = file.prepare_cached("SELECT value FROM setting WHERE name = ?1")?;
        let text: Option<String> = find.query_row([name], |row| row.get(0)).optional()?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// Keeps a setting.
    pub fn set(&self, name: &str, value: &impl Serialize) -> Result<(), FileError> {
        let text = serde_json::to_string(value)?;
        self.file().execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)", [name, &text])?;
        Ok(())
    }
}
