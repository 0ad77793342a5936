use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{PersonId, danish_day};
use exchange::{Cursor, Epoch, FeedItem, FeedPage, Snapshot};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use super::arrival::{Arrival, before, store};
use super::contact::{Gone, forget_gone, note_gone};
use super::{Cache, FileError, blob, uuid};

/// What is gathered while items are stored.
#[derive(Default)]
struct Gathered {
    /// Whom the items change.
    changed: Vec<PersonId>,
    /// The names that the index lacks, by citizen. They are written last: the index collects what it is given in memory,
    /// and writes it out at every other statement that may have to be taken back.
    names: BTreeMap<i64, String>,
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
        let mut gathered = Gathered::default();
        for item in &page.items {
            store_item(&step, item, now, None, &mut gathered)?;
        }
        if !page.more {
            gathered.changed.extend(drop_where(&step, "stale")?);
        }
        index_names(&step, &gathered)?;
        step.execute(
            "INSERT OR REPLACE INTO cursor (one, epoch, position) VALUES (1, ?1, ?2)",
            params![blob(page.next.epoch.0), page.next.position.cast_signed()],
        )?;
        step.commit()?;
        Ok(gathered.changed)
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
        let mut gathered = Gathered::default();
        store_item(&step, &found.item, now, day, &mut gathered)?;
        index_names(&step, &gathered)?;
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
    gathered: &mut Gathered,
) -> Result<(), FileError> {
    match item {
        FeedItem::Present { subject, version, rows, aliases, journal } => {
            let arrival =
                Arrival { subject: *subject, version: *version, rows, journal, fetched_at: now, looked_up_on };
            store(step, &arrival, &mut gathered.names)?;
            forget_gone(step, *subject)?;
            step.prepare_cached("DELETE FROM alias WHERE alias = ?1")?.execute([blob(subject.0)])?;
            for alias in aliases {
                store_alias(step, *alias, *subject)?;
                gathered.changed.push(*alias);
            }
            gathered.changed.push(*subject);
        }
        FeedItem::Gone { subject, survivor, is_ours } => {
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
                let why = match survivor {
                    _ if *is_ours => Gone::ContactEnded,
                    Some(_) => Gone::Merged,
                    None => Gone::Moved,
                };
                note_gone(step, told_of, why, danish_day(now))?;
            }
            gathered.changed.push(*subject);
        }
    }
    Ok(())
}

/// Lets those who are still here be found by their names.
fn index_names(step: &Transaction, gathered: &Gathered) -> Result<(), FileError> {
    let mut is_here = step.prepare_cached("SELECT 1 FROM citizen WHERE id = ?1")?;
    let mut put = step.prepare_cached("INSERT INTO name_index (rowid, name) VALUES (?1, ?2)")?;
    for (id, name) in &gathered.names {
        if is_here.exists([id])? {
            put.execute(params![id, name])?;
        }
    }
    Ok(())
}

fn is_here(step: &Transaction, subject: PersonId) -> Result<bool, FileError> {
    Ok(before(step, subject)?.is_some())
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
