use chrono::{DateTime, NaiveDate, Utc};
use domain::{Person, PersonId, What, danish_day};
use exchange::{Cursor, Epoch, FeedItem, FeedPage, JournalEntry, JournalLine, Row, Snapshot};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use super::citizens::as_far_as_readable;
use super::contact::{Gone, forget_gone, note_gone};
use super::names::{folded, sort_key};
use super::{Cache, FileError, blob, uuid};

/// Somebody as a feed item brings them.
struct Arrival<'a> {
    subject: PersonId,
    version: u64,
    rows: &'a [Row],
    journal: &'a [JournalLine],
    fetched_at: DateTime<Utc>,
    /// The Danish day of the look-up, for a citizen outside the scope.
    looked_up_on: Option<NaiveDate>,
}

impl Cache {
    /// How far the feed is read.
    pub fn cursor(&self) -> Result<Option<Cursor>, FileError> {
        let file = self.reading();
        let mut find = file.prepare_cached("SELECT epoch, position FROM cursor")?;
        let found = find.query_row([], |row| {
            let epoch = Epoch(uuid(row.get_ref(0)?.as_blob()?)?);
            Ok(Cursor { epoch, position: row.get::<_, i64>(1)?.unsigned_abs() })
        });
        Ok(found.optional()?)
    }

    /// Stores a page and its cursor in one transaction. Returns whom it changed.
    pub fn store_page(&self, page: &FeedPage, now: DateTime<Utc>) -> Result<Vec<PersonId>, FileError> {
        if page.items.is_empty() && !page.from_the_start && self.has_read_to(page.next)? {
            return Ok(Vec::new());
        }
        let mut file = self.writing();
        let step = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if page.from_the_start {
            // Another life of the store: nothing that the former one said holds, not even who was merged into whom.
            step.execute("UPDATE citizen SET stale = 1", [])?;
            step.execute("DELETE FROM alias", [])?;
        }
        let mut changed = Vec::new();
        for item in &page.items {
            store_item(&step, item, now, None, &mut changed)?;
        }
        if !page.more {
            changed.extend(drop_where(&step, "stale")?);
        }
        step.execute(
            "INSERT OR REPLACE INTO cursor (one, epoch, position) VALUES (1, ?1, ?2)",
            params![blob(page.next.epoch.0), page.next.position.cast_signed()],
        )?;
        step.commit()?;
        Ok(changed)
    }

    /// Whether there is nothing to store: the cursor stands there, and no full pull is under way.
    fn has_read_to(&self, next: Cursor) -> Result<bool, FileError> {
        let pulls_all = self.reading().prepare_cached("SELECT 1 FROM citizen WHERE stale")?.exists([])?;
        Ok(!pulls_all && self.cursor()? == Some(next))
    }

    /// Stores a citizen who was looked up. Outside the scope they are kept for the day.
    pub fn store_looked_up(&self, found: &Snapshot, now: DateTime<Utc>, today: NaiveDate) -> Result<(), FileError> {
        let mut file = self.writing();
        let step = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let day = if found.in_scope { None } else { Some(today) };
        store_item(&step, &found.item, now, day, &mut Vec::new())?;
        step.commit()?;
        Ok(())
    }

    /// Drops the citizens outside the scope who were looked up on another day, and yesterday's purposes.
    pub fn drop_yesterdays(&self, today: NaiveDate) -> Result<(), FileError> {
        let mut file = self.writing();
        let step = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Danish days hold only digits and hyphens.
        drop_where(&step, &format!("looked_up_on <> '{today}'"))?;
        step.execute("DELETE FROM purpose WHERE day <> ?1", [today.to_string()])?;
        step.execute("DELETE FROM gone WHERE day <> ?1", [today.to_string()])?;
        step.commit()?;
        Ok(())
    }
}

fn store_item(
    step: &Transaction,
    item: &FeedItem,
    now: DateTime<Utc>,
    looked_up_on: Option<NaiveDate>,
    changed: &mut Vec<PersonId>,
) -> Result<(), FileError> {
    match item {
        FeedItem::Present { subject, version, rows, aliases, journal } => {
            let arrival =
                Arrival { subject: *subject, version: *version, rows, journal, fetched_at: now, looked_up_on };
            store(step, &arrival)?;
            forget_gone(step, *subject)?;
            step.prepare_cached("DELETE FROM alias WHERE alias = ?1")?.execute([blob(subject.0)])?;
            for alias in aliases {
                store_alias(step, *alias, *subject)?;
                changed.push(*alias);
            }
            changed.push(*subject);
        }
        FeedItem::Gone { subject, survivor } => {
            let told_of = survivor.unwrap_or(*subject);
            if survivor.is_some() {
                store_alias(step, *subject, told_of)?;
            }
            // A survivor who comes here later comes with the whole journal.
            if survivor.is_none() || !is_here(step, told_of)? {
                step.prepare_cached("DELETE FROM journal WHERE subject = ?1")?.execute([blob(told_of.0)])?;
            }
            drop_citizen(step, *subject)?;
            if !is_here(step, told_of)? {
                let why = if survivor.is_some() { Gone::Merged } else { Gone::Moved };
                note_gone(step, told_of, why, danish_day(now))?;
            }
            changed.push(*subject);
        }
    }
    Ok(())
}

fn store(step: &Transaction, arrival: &Arrival) -> Result<(), FileError> {
    // What a later version has written is kept as it is; the citizen is found by the rest.
    let (person, unread) = as_far_as_readable(arrival.subject, arrival.rows);
    let name = person.basic().name.unwrap_or_default();
    let birth_date = person.birth_date().map(|day| day.to_string());
    let subject = blob(arrival.subject.0);
    let before = before(step, arrival.subject)?;
    let was_stale = before.map(|before| before.is_stale);
    if was_stale == Some(true) {
        step.prepare_cached("DELETE FROM journal WHERE subject = ?1")?.execute([&subject])?;
    }
    let fresh = before.filter(|before| !before.is_stale);
    // A look-up and a page may overtake each other. Only the feed says that somebody has left the scope.
    let looked_up_on = arrival.looked_up_on.filter(|_| !fresh.is_some_and(|before| before.in_scope));
    if fresh.is_some_and(|before| before.version > arrival.version) {
        step.prepare_cached("UPDATE citizen SET looked_up_on = ?2 WHERE subject = ?1")?
            .execute(params![subject, looked_up_on.map(|day| day.to_string())])?;
        return Ok(());
    }
    let id: i64 = step
        .prepare_cached(
            "INSERT INTO citizen
                 (subject, version, fetched_at, looked_up_on, name, sort_key, birth_date, needs_an_eye, unread)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
             ON CONFLICT (subject) DO UPDATE SET version = ?2, fetched_at = ?3, looked_up_on = ?4, name = ?5,
                 sort_key = ?6, birth_date = ?7, needs_an_eye = ?8, unread = ?9, stale = 0
             RETURNING id",
        )?
        .query_row(
            params![
                subject,
                arrival.version.cast_signed(),
                arrival.fetched_at.timestamp_millis(),
                looked_up_on.map(|day| day.to_string()),
                name,
                sort_key(&name),
                birth_date,
                unread.is_none() && needs_an_eye(&person, danish_day(arrival.fetched_at)),
                unread.is_some(),
            ],
            |row| row.get(0),
        )?;
    if was_stale.is_some() {
        step.prepare_cached("DELETE FROM name_index WHERE rowid = ?1")?.execute([id])?;
        step.prepare_cached("DELETE FROM record WHERE citizen = ?1")?.execute([id])?;
        step.prepare_cached("DELETE FROM number WHERE citizen = ?1")?.execute([id])?;
    }
    step.prepare_cached("INSERT INTO name_index (rowid, name) VALUES (?1, ?2)")?.execute(params![id, folded(&name)])?;
    let mut insert =
        step.prepare_cached("INSERT INTO record (citizen, area, version, schema, body) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for row in arrival.rows {
        let area = serde_json::to_value(row.area)?;
        let version = arrival.version.cast_signed();
        insert.execute(params![id, area.as_str().unwrap_or_default(), version, row.schema, row.body])?;
    }
    let current = person.current_number();
    // A number that a merge has moved leaves its former owner here.
    let mut insert =
        step.prepare_cached("INSERT OR REPLACE INTO number (number, citizen, current) VALUES (?1, ?2, ?3)")?;
    for number in &person.numbers.known {
        insert.execute(params![number.digits(), id, *number == current])?;
    }
    store_journal(step, arrival)
}

/// A citizen's row as it stood.
#[derive(Clone, Copy)]
struct Before {
    version: u64,
    is_stale: bool,
    in_scope: bool,
}

fn before(step: &Transaction, subject: PersonId) -> Result<Option<Before>, FileError> {
    let mut find =
        step.prepare_cached("SELECT version, stale, looked_up_on IS NULL FROM citizen WHERE subject = ?1")?;
    let found = find.query_row([blob(subject.0)], |row| {
        let version = row.get::<_, i64>(0)?.unsigned_abs();
        Ok(Before { version, is_stale: row.get(1)?, in_scope: row.get(2)? })
    });
    Ok(found.optional()?)
}

fn is_here(step: &Transaction, subject: PersonId) -> Result<bool, FileError> {
    Ok(before(step, subject)?.is_some())
}

fn store_journal(step: &Transaction, arrival: &Arrival) -> Result<(), FileError> {
    let mut insert = step.prepare_cached(
        "INSERT OR REPLACE INTO journal (subject, sequence, at, is_news, body) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for line in arrival.journal {
        insert.execute(params![
            blob(arrival.subject.0),
            line.sequence.cast_signed(),
            line.at.timestamp_millis(),
            is_news(&line.entry),
            serde_json::to_string(line)?
        ])?;
    }
    Ok(())
}

/// Whether the page of the day may have something to say of the citizen, whatever has come in lately.
fn needs_an_eye(person: &Person, today: NaiveDate) -> bool {
    let is_999 = person.basic().municipality.is_some_and(|municipality| municipality.is_999);
    is_999 || (person.jobcentre_on(today).is_none() && !person.is_dead())
}

/// Whether a line may stand on the page of the day.
fn is_news(entry: &JournalEntry) -> bool {
    match entry {
        JournalEntry::Change(what) => matches!(
            what,
            What::NumberChanged { .. }
                | What::PersonsMerged { .. }
                | What::StatusRecorded { .. }
                | What::ProtectionRecorded { .. }
        ),
        JournalEntry::Notice(_) => true,
        JournalEntry::Message { .. } | JournalEntry::NotDone(_) => false,
    }
}

/// From now on `alias` is `survivor`, with everything that the history tells.
fn store_alias(step: &Transaction, alias: PersonId, survivor: PersonId) -> Result<(), FileError> {
    let (alias_key, survivor_key) = (blob(alias.0), blob(survivor.0));
    step.prepare_cached("INSERT OR REPLACE INTO alias (alias, survivor) VALUES (?1, ?2)")?
        .execute(params![alias_key, survivor_key])?;
    step.prepare_cached("UPDATE OR REPLACE journal SET subject = ?2 WHERE subject = ?1")?
        .execute(params![alias_key, survivor_key])?;
    drop_citizen(step, alias)
}

fn drop_citizen(step: &Connection, subject: PersonId) -> Result<(), FileError> {
    let id = step
        .prepare_cached("SELECT id FROM citizen WHERE subject = ?1")?
        .query_row([blob(subject.0)], |row| row.get::<_, i64>(0))
        .optional()?;
    if let Some(id) = id {
        step.prepare_cached("DELETE FROM name_index WHERE rowid = ?1")?.execute([id])?;
        step.prepare_cached("DELETE FROM citizen WHERE id = ?1")?.execute([id])?;
    }
    Ok(())
}

fn drop_where(step: &Transaction, condition: &str) -> Result<Vec<PersonId>, FileError> {
    let mut find = step.prepare(&format!("SELECT subject FROM citizen WHERE {condition}"))?;
    let subjects = find.query_map([], |row| super::person(row.get_ref(0)?.as_blob()?))?;
    let subjects: Vec<PersonId> = subjects.collect::<Result<_, _>>()?;
    for subject in &subjects {
        step.prepare_cached("DELETE FROM journal WHERE subject = ?1")?.execute([blob(subject.0)])?;
        drop_citizen(step, *subject)?;
    }
    Ok(subjects)
}
