use std::path::Path;
use std::sync::{Mutex, MutexGuard};

use chrono::{DateTime, Utc};
use domain::PersonId;
use exchange::{AccessAction, AccessEntry, AccessHead, AccessLink, Broken, Walk};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use sealed::{Durability, Key};

use super::{FileError, held, schema};

/// The most links in one hand-in.
const PIECE: i64 = 500;
/// When a link was noted; none where it is no JSON. The rest of it may be another version's.
const AT: &str = "CASE WHEN json_valid(entry) THEN json_extract(entry, '$.at') END";

/// Who looked at whom from this desk. Each link's hash covers the one before.
pub(crate) struct AccessLog(Mutex<Connection>);

/// What came of handing in a piece.
pub(crate) enum HandedIn {
    /// The backend has come further along this chain.
    Further,
    /// The backend's chain is not this one: links that it has were lost here, with the power.
    Parted,
    /// The backend takes nothing more: the chain does not hold.
    NotTaken,
}

impl AccessLog {
    pub const FILE: &str = "access.db";

    pub fn open(folder: &Path, key: &Key) -> Result<Self, FileError> {
        let path = folder.join(Self::FILE);
        let file = sealed::open_irreplaceable(&path, key, Durability::Normal, schema::ACCESS)?;
        Ok(Self(Mutex::new(file)))
    }

    /// Names the chain, the first time. Says whether it had to be named anew: the backend has links that are lost here.
    pub fn begin(&self, device: &str) -> Result<bool, FileError> {
        self.file().execute("INSERT OR IGNORE INTO chain (one, device, handed_in) VALUES (1, ?1, 0)", [device])?;
        let is_short = "SELECT handed_in > (SELECT coalesce(max(sequence), 0) FROM link) FROM chain";
        let is_short: bool = self.file().query_row(is_short, [], |row| row.get(0))?;
        if is_short {
            self.begin_anew(device)?;
        }
        Ok(is_short)
    }

    /// The chain is another one for the backend, which is handed all of it again. The former name is kept: what was handed
    /// in under it can still be compared.
    pub fn begin_anew(&self, device: &str) -> Result<(), FileError> {
        let mut file = self.file();
        let step = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
        step.execute("INSERT OR IGNORE INTO former_chain (device) SELECT device FROM chain", [])?;
        step.execute("UPDATE chain SET device = ?1, handed_in = 0", [device])?;
        step.commit()?;
        Ok(())
    }

    /// Adds an entry at the end of the chain.
    pub fn append(&self, entry: &AccessEntry) -> Result<(), FileError> {
        let mut file = self.file();
        let step = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let link = head(&step)?.next(entry);
        step.prepare_cached("INSERT INTO link (sequence, entry, hash) VALUES (?1, ?2, ?3)")?.execute(params![
            link.sequence.cast_signed(),
            link.entry,
            link.hash
        ])?;
        step.commit()?;
        Ok(())
    }

    /// Who was opened last, the latest first; each once.
    pub fn last_opened(&self, count: usize) -> Result<Vec<PersonId>, FileError> {
        let file = self.file();
        let mut links = file.prepare_cached("SELECT entry FROM link ORDER BY sequence DESC LIMIT ?1")?;
        let mut rows = links.query([PIECE])?;
        let mut opened = Vec::new();
        while let (Some(row), true) = (rows.next()?, opened.len() < count) {
            // A link that was tampered with, or is a later version's, keeps nobody from the desk.
            let text = row.get_ref(0)?.as_str().unwrap_or_default();
            let Ok(entry) = serde_json::from_str::<AccessEntry>(text) else { continue };
            let subject = entry.subject.filter(|_| matches!(entry.action, AccessAction::Open { .. }));
            opened.extend(subject.filter(|subject| !opened.contains(subject)));
        }
        Ok(opened)
    }

    /// The name of the chain, and the next piece that the backend has not taken over.
    pub fn to_hand_in(&self) -> Result<(String, Vec<AccessLink>), FileError> {
        let file = self.file();
        let mut chain = file.prepare_cached("SELECT device, handed_in FROM chain")?;
        let (device, handed_in): (String, i64) = chain.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut links = file
            .prepare_cached("SELECT sequence, entry, hash FROM link WHERE sequence > ?1 ORDER BY sequence LIMIT ?2")?;
        let links = links.query_map([handed_in, PIECE], link)?.collect::<Result<_, _>>()?;
        Ok((device, links))
    }

    /// Whether there is something to hand in.
    pub fn waits(&self) -> Result<bool, FileError> {
        let file = self.file();
        let mut find = file
            .prepare_cached("SELECT coalesce((SELECT max(sequence) FROM link), 0) > (SELECT handed_in FROM chain)")?;
        Ok(find.query_row([], |row| row.get(0))?)
    }

    /// When the oldest link was written that the backend has not taken over; of those that say so.
    pub fn waits_since(&self) -> Result<Option<DateTime<Utc>>, FileError> {
        let file = self.file();
        let mut find = file.prepare_cached(&format!(
            "SELECT {AT} FROM link WHERE sequence > (SELECT handed_in FROM chain) ORDER BY sequence LIMIT ?1"
        ))?;
        let mut rows = find.query([PIECE])?;
        while let Some(row) = rows.next()? {
            if let Some(at) = moment_in(row)? {
                return Ok(Some(at));
            }
        }
        Ok(None)
    }

    /// The backend has everything up to `head`.
    pub fn handed_in(&self, head: &AccessHead) -> Result<HandedIn, FileError> {
        let file = self.file();
        let is_ours = head.sequence == 0
            || file
                .prepare_cached("SELECT 1 FROM link WHERE sequence = ?1 AND hash = ?2")?
                .exists(params![head.sequence.cast_signed(), head.hash])?;
        if !is_ours {
            return Ok(HandedIn::Parted);
        }
        let moved = "UPDATE chain SET handed_in = ?1 WHERE handed_in <> ?1";
        Ok(if file.execute(moved, [head.sequence.cast_signed()])? > 0 { HandedIn::Further } else { HandedIn::NotTaken })
    }

    /// What this desk has noted of somebody who has had one of the ids, the latest first.
    pub fn uses_of(&self, subjects: &[PersonId]) -> Result<Vec<AccessEntry>, FileError> {
        let file = self.file();
        let mut find = file.prepare_cached(
            "SELECT entry FROM link
             WHERE CASE WHEN json_valid(entry) THEN json_extract(entry, '$.subject') END = ?1 ORDER BY sequence",
        )?;
        let mut uses: Vec<AccessEntry> = Vec::new();
        for subject in subjects {
            let entries = find.query_map([subject.to_string()], |row| row.get::<_, String>(0))?;
            for entry in entries {
                // A link that was tampered with is found by the walk, and keeps nobody from seeing the others.
                uses.extend(serde_json::from_str::<AccessEntry>(&entry?).ok());
            }
        }
        uses.sort_by_key(|entry| std::cmp::Reverse(entry.at));
        Ok(uses)
    }

    /// Every name that this chain has and had at the backend.
    pub fn devices(&self) -> Result<Vec<String>, FileError> {
        let file = self.file();
        let mut all = file.prepare_cached("SELECT device FROM former_chain UNION SELECT device FROM chain")?;
        let devices = all.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(devices)
    }

    /// Walks along the chain, piece by piece, so that look-ups can be noted meanwhile.
    pub fn walk(&self) -> Result<(u64, Option<Broken>), FileError> {
        let mut walk = Walk::default();
        loop {
            let links: Vec<AccessLink> = {
                let file = self.file();
                let mut find = file.prepare_cached(
                    "SELECT sequence, entry, hash FROM link WHERE sequence > ?1 ORDER BY sequence LIMIT ?2",
                )?;
                find.query_map([walk.head.sequence.cast_signed(), PIECE], link)?.collect::<Result<_, _>>()?
            };
            if links.is_empty() {
                return Ok((walk.head.sequence, self.before_the_first()?));
            }
            for link in &links {
                if let Err(broken) = walk.take(link) {
                    return Ok((walk.head.sequence, Some(broken)));
                }
            }
        }
    }

    /// A link may also have been put before the first.
    fn before_the_first(&self) -> Result<Option<Broken>, FileError> {
        let first = self.file().query_row("SELECT min(sequence) FROM link", [], |row| row.get::<_, Option<i64>>(0))?;
        Ok(first.filter(|first| *first < 1).map(|_| Broken::Altered(0)))
    }

    /// The head of the chain at a link; none where there is no such link.
    pub fn head_at(&self, sequence: u64) -> Result<Option<AccessHead>, FileError> {
        let file = self.file();
        let mut find = file.prepare_cached("SELECT sequence, entry, hash FROM link WHERE sequence = ?1")?;
        Ok(find.query_row([sequence.cast_signed()], link).optional()?.map(|link| link.head()))
    }

    /// When the link was noted, as far as it says so; none for one that is not there.
    pub fn noted_at(&self, sequence: u64) -> Result<Option<DateTime<Utc>>, FileError> {
        let file = self.file();
        let mut find = file.prepare_cached(&format!("SELECT {AT} FROM link WHERE sequence = ?1"))?;
        Ok(find.query_row([sequence.cast_signed()], moment_in).optional()?.flatten())
    }

    pub(super) fn file(&self) -> MutexGuard<'_, Connection> {
        held(&self.0)
    }
}

fn head(file: &Connection) -> Result<AccessHead, FileError> {
    let mut last = file.prepare_cached("SELECT sequence, entry, hash FROM link ORDER BY sequence DESC LIMIT 1")?;
    Ok(last.query_row([], link).optional()?.map(|link| link.head()).unwrap_or_default())
}

fn moment_in(row: &rusqlite::Row) -> rusqlite::Result<Option<DateTime<Utc>>> {
    Ok(row.get_ref(0)?.as_str().ok().and_then(|text| text.parse().ok()))
}

fn link(row: &rusqlite::Row) -> rusqlite::Result<AccessLink> {
    Ok(AccessLink { sequence: row.get::<_, i64>(0)?.unsigned_abs(), entry: row.get(1)?, hash: row.get(2)? })
}
