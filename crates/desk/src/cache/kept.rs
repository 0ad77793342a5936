use chrono::{DateTime, Utc};
use domain::{CommandId, CprNumber, PersonId};
use exchange::Envelope;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use super::{FileError, Outbox, blob, moment, person};
use crate::door::DraftForm;

/// What is typed on a citizen and not confirmed.
pub(crate) struct KeptDraft {
    /// Whom it was typed on; perhaps merged since.
    pub subject: PersonId,
    /// A number of theirs, to look them up by.
    pub number: Option<CprNumber>,
    pub kind: String,
    /// None where this version cannot read it.
    pub form: Option<DraftForm>,
    /// The form as it is kept.
    pub raw: String,
    pub saved_at: DateTime<Utc>,
}

impl KeptDraft {
    /// Whether both stand in one form when they are brought together.
    pub fn stands_with(&self, other: &Self) -> bool {
        match (&self.form, &other.form) {
            (Some(one), Some(other)) => one == other || one.above(other).is_some(),
            _ => self.raw == other.raw,
        }
    }

    /// The kind of the form that it stands in, or waits for.
    pub fn form_kind(&self) -> &str {
        form_kind(&self.kind)
    }

    /// Whether it stands in its form; else another does, and this one waits.
    pub fn is_in_its_form(&self) -> bool {
        self.kind == self.form_kind()
    }
}

/// What the kind of a draft begins with that waits until its form is free; an id of its own and the form's kind come after.
const WAITS: &str = "second/";

fn form_kind(kind: &str) -> &str {
    kind.strip_prefix(WAITS).and_then(|rest| rest.split_once('/')).map_or(kind, |(_, form)| form)
}

impl Outbox {
    /// Keeps what is typed. It survives a lock and a crash. The number is the citizen's, where they are here.
    pub fn save_draft(
        &self,
        (subject, number): (PersonId, Option<CprNumber>),
        kind: &str,
        form: &DraftForm,
        now: DateTime<Utc>,
    ) -> Result<(), FileError> {
        keep_draft(&self.file(), (subject, number), kind, form, now)
    }

    /// A number of somebody on whom something is typed, to look them up by.
    pub fn number_typed_on(&self, subject: PersonId) -> Result<Option<CprNumber>, FileError> {
        let file = self.file();
        let mut find = file.prepare_cached("SELECT number FROM draft WHERE subject = ?1 AND number IS NOT NULL")?;
        let digits: Option<String> = find.query_row([blob(subject.0)], |row| row.get(0)).optional()?;
        Ok(digits.and_then(|digits| digits.parse().ok()))
    }

    /// Throws away what is typed in one form.
    pub fn drop_draft(&self, subject: PersonId, kind: &str) -> Result<(), FileError> {
        self.file().execute("DELETE FROM draft WHERE subject = ?1 AND kind = ?2", params![blob(subject.0), kind])?;
        Ok(())
    }

    /// What is typed and not confirmed in the forms of a citizen, as far as this version can read it.
    pub fn drafts(&self, subject: PersonId) -> Result<Vec<DraftForm>, FileError> {
        let file = self.file();
        let mut find = file.prepare_cached(
            "SELECT form FROM draft WHERE subject = ?1 AND kind NOT LIKE 'second/%' ORDER BY saved_at",
        )?;
        let forms = find.query_map([blob(subject.0)], |row| row.get::<_, String>(0))?;
        let mut drafts = Vec::new();
        for form in forms {
            drafts.extend(serde_json::from_str::<DraftForm>(&form?));
        }
        Ok(drafts)
    }

    /// Everything that is typed and not confirmed on citizens, in the order in which it was last typed in.
    pub fn all_drafts(&self) -> Result<Vec<KeptDraft>, FileError> {
        let file = self.file();
        let mut find =
            file.prepare_cached("SELECT subject, form, saved_at, number, kind FROM draft ORDER BY saved_at")?;
        let rows = find.query_map([], |row| {
            let number = row.get::<_, Option<String>>(3)?.and_then(|digits| digits.parse().ok());
            Ok((
                person(row.get_ref(0)?.as_blob()?)?,
                row.get::<_, String>(1)?,
                moment(row.get(2)?),
                number,
                row.get(4)?,
            ))
        })?;
        let mut drafts = Vec::new();
        for row in rows {
            let (subject, raw, saved_at, number, kind) = row?;
            drafts.push(KeptDraft { subject, number, kind, form: serde_json::from_str(&raw).ok(), raw, saved_at });
        }
        Ok(drafts)
    }

    /// Brings together what is typed on somebody who may have had several ids, the present one first: of two texts the earlier
    /// stands above the later; of two choices each stays where it is, and the present one's is shown. What has waited for a
    /// form stands in it where it is free.
    pub fn gather_drafts(&self, subjects: &[PersonId]) -> Result<(), FileError> {
        let Some(present) = subjects.first() else { return Ok(()) };
        let mut file = self.file();
        let mut apart = Vec::new();
        for subject in subjects {
            let typed = typed_on(&file, *subject)?.into_iter().map(|typed| (*subject, typed));
            apart.extend(typed.filter(|(subject, (kind, ..))| subject != present || kind != form_kind(kind)));
        }
        if apart.is_empty() {
            return Ok(());
        }
        // What stood in a form comes first, in the order of the ids; then what waits, the longest first.
        apart.sort_by_key(|(_, (kind, _, saved_at, _))| (kind != form_kind(kind)).then_some(*saved_at));
        let step = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for (subject, moved) in apart {
            gather(&step, *present, subject, moved)?;
        }
        step.commit()?;
        Ok(())
    }

    /// Keeps what is typed in the correction of a command. False where nobody has to act on the command any more.
    /// One that has just been found again takes what is typed as a draft.
    pub fn save_correction(&self, id: CommandId, form: &DraftForm, now: DateTime<Utc>) -> Result<bool, FileError> {
        let mut file = self.file();
        let step = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let find = "SELECT stage FROM command WHERE id = ?1 AND stage IN ('held', 'refused', 'lost', 'accepted')";
        let stage: Option<String> = step.prepare_cached(find)?.query_row([blob(id.0)], |row| row.get(0)).optional()?;
        if stage.is_some() {
            keep_correction(&step, id, form)?;
        }
        if stage.as_deref() == Some("accepted") {
            correction_becomes_draft(&step, id, now)?;
        }
        step.commit()?;
        Ok(stage.is_some())
    }

    /// Throws away what is typed in the correction of a command.
    pub fn drop_correction(&self, id: CommandId) -> Result<(), FileError> {
        drop_correction(&self.file(), id)?;
        Ok(())
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

/// Somebody who has left since is still known by the number that stands with what was typed on them before.
fn keep_draft(
    file: &Connection,
    (subject, number): (PersonId, Option<CprNumber>),
    kind: &str,
    form: &DraftForm,
    now: DateTime<Utc>,
) -> Result<(), FileError> {
    let (text, digits) = (serde_json::to_string(form)?, number.map(|number| number.digits().to_owned()));
    file.execute(
        "INSERT OR REPLACE INTO draft (subject, kind, form, saved_at, number) VALUES (?1, ?2, ?3, ?4,
             coalesce(?5, (SELECT number FROM draft WHERE subject = ?1 AND number IS NOT NULL)))",
        params![blob(subject.0), kind, text, now.timestamp_millis(), digits],
    )?;
    Ok(())
}

/// A row of the drafts: its kind, the form, when it was last typed in, and a number of the citizen's.
type Typed = (String, String, i64, Option<String>);

fn typed_on(file: &Connection, subject: PersonId) -> Result<Vec<Typed>, FileError> {
    let mut find = file.prepare_cached("SELECT kind, form, saved_at, number FROM draft WHERE subject = ?1")?;
    let rows = find.query_map([blob(subject.0)], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One draft moves to the form of the present id, if it can.
fn gather(file: &Connection, present: PersonId, subject: PersonId, moved: Typed) -> Result<(), FileError> {
    let (kind, form, saved_at, number) = moved;
    let in_form = form_kind(&kind);
    let find = "SELECT form, saved_at FROM draft WHERE subject = ?1 AND kind = ?2";
    let there: Option<(String, i64)> = file
        .prepare_cached(find)?
        .query_row(params![blob(present.0), in_form], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (form, saved_at) = match there {
        None => (form, saved_at),
        Some((same, at)) if same == form => (same, at.max(saved_at)),
        Some((own, at)) => {
            let read = serde_json::from_str::<DraftForm>;
            let (Ok(one), Ok(other)) = (read(&form), read(&own)) else { return Ok(()) };
            let (earlier, later) = if saved_at <= at { (&one, &other) } else { (&other, &one) };
            let Some(both) = earlier.above(later) else { return Ok(()) };
            (serde_json::to_string(&both)?, at.max(saved_at))
        }
    };
    file.execute("DELETE FROM draft WHERE subject = ?1 AND kind = ?2", params![blob(subject.0), kind])?;
    file.execute(
        "INSERT OR REPLACE INTO draft (subject, kind, form, saved_at, number) VALUES (?1, ?2, ?3, ?4,
             coalesce((SELECT number FROM draft WHERE subject = ?1 AND number IS NOT NULL), ?5))",
        params![blob(present.0), in_form, form, saved_at, number],
    )?;
    Ok(())
}

/// Keeps a draft that was typed before those that are there, of which there are several after a merge. Of two texts the one
/// stands above the other; of two choices the later stays in the form, and the earlier waits until that is free.
pub(super) fn keep_above_drafts(
    file: &Connection,
    (subjects, number): (&[PersonId], Option<CprNumber>),
    earlier: &DraftForm,
    now: DateTime<Utc>,
) -> Result<(), FileError> {
    let Some(present) = subjects.first() else { return Ok(()) };
    let (mut kind, mut kept) = (earlier.key(), earlier.clone());
    let mut find = file.prepare_cached("SELECT form FROM draft WHERE subject = ?1 AND kind = ?2")?;
    let mut take = file.prepare_cached("DELETE FROM draft WHERE subject = ?1 AND kind = ?2")?;
    for subject in subjects.iter().rev() {
        let found: Option<String> = find.query_row(params![blob(subject.0), kind], |row| row.get(0)).optional()?;
        let Some(found) = found else { continue };
        let later = serde_json::from_str::<DraftForm>(&found).ok();
        match later.and_then(|later| if later == kept { Some(later) } else { kept.above(&later) }) {
            Some(both) => {
                take.execute(params![blob(subject.0), kind])?;
                kept = both;
            }
            // Whoever is typing in the form goes on there, and nothing that was typed is lost.
            None if subject == present => kind = format!("{WAITS}{}/{kind}", Uuid::now_v7()),
            None => {}
        }
    }
    keep_draft(file, (*present, number), &kind, &kept, now)
}

/// What was typed in the correction of a command that needs none any more stands among the citizen's drafts: nobody would
/// find it with the command. What this version cannot read stays where it is.
pub(super) fn correction_becomes_draft(file: &Connection, id: CommandId, now: DateTime<Utc>) -> Result<(), FileError> {
    let of = "SELECT form, subject, raw FROM correction JOIN command ON command.id = correction.command WHERE id = ?1";
    let typed = file.prepare_cached(of)?.query_row([blob(id.0)], |row| {
        Ok((row.get::<_, String>(0)?, person(row.get_ref(1)?.as_blob()?)?, row.get::<_, String>(2)?))
    });
    let Some((typed, subject, raw)) = typed.optional()? else { return Ok(()) };
    let Ok(form) = serde_json::from_str::<DraftForm>(&typed) else { return Ok(()) };
    let number = serde_json::from_str::<Envelope>(&raw).ok().and_then(|envelope| envelope.number.read().ok());
    keep_above_drafts(file, (&[subject], number), &form, now)?;
    drop_correction(file, id)?;
    Ok(())
}

pub(super) fn keep_correction(file: &Connection, id: CommandId, form: &DraftForm) -> Result<(), FileError> {
    let text = serde_json::to_string(form)?;
    file.execute("INSERT OR REPLACE INTO correction (command, form) VALUES (?1, ?2)", params![blob(id.0), text])?;
    Ok(())
}

/// Says whether there was one.
pub(super) fn drop_correction(file: &Connection, id: CommandId) -> Result<bool, FileError> {
    Ok(file.execute("DELETE FROM correction WHERE command = ?1", [blob(id.0)])? > 0)
}
