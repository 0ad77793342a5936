use chrono::{DateTime, Utc};
use domain::{CommandId, PersonId};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use serde::{Serialize, de::DeserializeOwned};

use super::{FileError, Outbox, blob, moment, person};
use crate::door::DraftForm;

/// What is typed on a citizen and not confirmed.
pub(crate) struct KeptDraft {
    /// Whom it was typed on; perhaps merged since.
    pub subject: PersonId,
    pub form: DraftForm,
    pub saved_at: DateTime<Utc>,
}

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

    /// What is typed and not confirmed on a citizen.
    pub fn drafts(&self, subject: PersonId) -> Result<Vec<DraftForm>, FileError> {
        let file = self.file();
        let mut find = file.prepare_cached("SELECT form FROM draft WHERE subject = ?1 ORDER BY saved_at")?;
        let forms = find.query_map([blob(subject.0)], |row| row.get::<_, String>(0))?;
        let mut drafts = Vec::new();
        for form in forms {
            drafts.push(serde_json::from_str(&form?)?);
        }
        Ok(drafts)
    }

    /// Everything that is typed and not confirmed on citizens, in the order in which it was last typed in.
    pub fn all_drafts(&self) -> Result<Vec<KeptDraft>, FileError> {
        let file = self.file();
        let mut find = file.prepare_cached("SELECT subject, form, saved_at FROM draft ORDER BY saved_at")?;
        let rows = find.query_map([], |row| {
            Ok((person(row.get_ref(0)?.as_blob()?)?, row.get::<_, String>(1)?, moment(row.get(2)?)))
        })?;
        let mut drafts = Vec::new();
        for row in rows {
            let (subject, form, saved_at) = row?;
            drafts.push(KeptDraft { subject, form: serde_json::from_str(&form)?, saved_at });
        }
        Ok(drafts)
    }

    /// Brings together what is typed on somebody who has had several ids, the present one first: of two texts the earlier
    /// stands above the later; of two choices each stays where it is, and the present one's is shown.
    pub fn gather_drafts(&self, subjects: &[PersonId]) -> Result<(), FileError> {
        let Some((present, merged)) = subjects.split_first() else { return Ok(()) };
        let mut file = self.file();
        for alias in merged {
            let typed = typed_on(&file, *alias)?;
            if typed.is_empty() {
                continue;
            }
            let step = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
            for moved in typed {
                gather(&step, *present, *alias, moved)?;
            }
            step.commit()?;
        }
        Ok(())
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

    /// How many drafts are typed on citizens and not confirmed. A correction stands with its command, and is not among them.
    pub fn count_drafts(&self) -> Result<u32, FileError> {
        let file = self.file();
        Ok(file.prepare_cached("SELECT count(*) FROM draft")?.query_row([], |row| row.get(0))?)
    }

    /// On whom something is typed and not confirmed, a draft or a correction; each as often as that.
    pub fn typed_on(&self) -> Result<Vec<PersonId>, FileError> {
        let file = self.file();
        let mut find = file.prepare_cached(
            "SELECT subject FROM (SELECT subject, saved_at AS at FROM draft ORDER BY saved_at)
             UNION ALL
             SELECT subject FROM correction JOIN command ON command.id = correction.command",
        )?;
        let subjects = find.query_map([], |row| person(row.get_ref(0)?.as_blob()?))?;
        Ok(subjects.collect::<Result<_, _>>()?)
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

/// A row of the drafts: its kind, the form, and when it was last typed in.
type Typed = (String, String, i64);

fn typed_on(file: &Connection, subject: PersonId) -> Result<Vec<Typed>, FileError> {
    let mut find = file.prepare_cached("SELECT kind, form, saved_at FROM draft WHERE subject = ?1")?;
    let rows = find.query_map([blob(subject.0)], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One draft moves to the present id, if it can.
fn gather(file: &Connection, present: PersonId, alias: PersonId, moved: Typed) -> Result<(), FileError> {
    let (kind, form, saved_at) = moved;
    let find = "SELECT form, saved_at FROM draft WHERE subject = ?1 AND kind = ?2";
    let there: Option<(String, i64)> = file
        .prepare_cached(find)?
        .query_row(params![blob(present.0), kind], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (form, saved_at) = match there {
        None => (form, saved_at),
        Some((same, at)) if same == form => (same, at.max(saved_at)),
        Some((own, at)) => {
            let (one, other): (DraftForm, DraftForm) = (serde_json::from_str(&form)?, serde_json::from_str(&own)?);
            let (earlier, later) = if saved_at <= at { (&one, &other) } else { (&other, &one) };
            let Some(both) = earlier.above(later) else { return Ok(()) };
            (serde_json::to_string(&both)?, at.max(saved_at))
        }
    };
    file.execute("DELETE FROM draft WHERE subject = ?1 AND kind = ?2", params![blob(alias.0), kind])?;
    file.execute(
        "INSERT OR REPLACE INTO draft (subject, kind, form, saved_at) VALUES (?1, ?2, ?3, ?4)",
        params![blob(present.0), kind, form, saved_at],
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
