use chrono::{DateTime, Utc};
use domain::PersonId;
use exchange::{AccessHead, AccessLink, NotedBy};
use rusqlite::{OptionalExtension, Row};

use super::{Tables, stamp};
use crate::store::StoreError;

/// The name of the backend's own chain, where chains have names.
pub(crate) const OWN: &str = "";

impl Tables<'_> {
    /// The end of the backend's own access log.
    pub fn access_head(self) -> Result<AccessHead, StoreError> {
        let mut find = self.0.prepare_cached("SELECT sequence, hash FROM access ORDER BY sequence DESC LIMIT 1")?;
        Ok(find.query_row([], read_head).optional()?.unwrap_or_default())
    }

    /// Adds a link to the backend's own access log.
    pub fn add_access(self, link: &AccessLink) -> Result<(), StoreError> {
        self.0.prepare_cached("INSERT INTO access (sequence, entry, hash) VALUES (?1, ?2, ?3)")?.execute((
            link.sequence,
            &link.entry,
            &link.hash,
        ))?;
        Ok(())
    }

    /// The backend's own access log from the beginning.
    pub fn access_log(self) -> Result<Vec<AccessLink>, StoreError> {
        let mut all = self.0.prepare_cached("SELECT sequence, entry, hash FROM access ORDER BY sequence")?;
        let links = all.query_map([], read_link)?;
        Ok(links.collect::<Result<_, _>>()?)
    }

    /// How far a desk has handed its access log in.
    pub fn handed_in_head(self, device: &str) -> Result<AccessHead, StoreError> {
        let mut find = self.0.prepare_cached(
            "SELECT sequence, hash FROM access_handed_in WHERE device = ?1 ORDER BY sequence DESC LIMIT 1",
        )?;
        Ok(find.query_row([device], read_head).optional()?.unwrap_or_default())
    }

    /// A link that a desk has handed in.
    pub fn handed_in(self, device: &str, sequence: u64) -> Result<Option<AccessLink>, StoreError> {
        let mut find = self
            .0
            .prepare_cached("SELECT sequence, entry, hash FROM access_handed_in WHERE device = ?1 AND sequence = ?2")?;
        Ok(find.query_row((device, sequence), read_link).optional()?)
    }

    /// Takes over a link.
    pub fn take_over(self, device: &str, link: &AccessLink) -> Result<(), StoreError> {
        self.0
            .prepare_cached("INSERT INTO access_handed_in (device, sequence, entry, hash) VALUES (?1, ?2, ?3, ?4)")?
            .execute((device, link.sequence, &link.entry, &link.hash))?;
        Ok(())
    }

    /// Notes how far a chain has come. A head that was noted once is never followed by an earlier one.
    pub fn note_head(self, device: &str, head: &AccessHead, at: DateTime<Utc>) -> Result<(), StoreError> {
        if head.sequence > 0 {
            self.0
                .prepare_cached(
                    "INSERT INTO access_head (device, sequence, hash, at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE \
                     SET sequence = excluded.sequence, hash = excluded.hash, at = excluded.at \
                     WHERE excluded.sequence > sequence",
                )?
                .execute((device, head.sequence, &head.hash, stamp(at)))?;
        }
        Ok(())
    }

    /// The head that was noted last of a chain.
    pub fn noted_head(self, device: &str) -> Result<AccessHead, StoreError> {
        let mut find = self.0.prepare_cached("SELECT sequence, hash FROM access_head WHERE device = ?1")?;
        Ok(find.query_row([device], read_head).optional()?.unwrap_or_default())
    }

    /// The names of all chains that were handed in, or of which a head is noted.
    pub fn devices(self) -> Result<Vec<String>, StoreError> {
        let mut all = self.0.prepare_cached(
            "SELECT device FROM access_handed_in UNION SELECT device FROM access_head WHERE device <> ?1 ORDER BY 1",
        )?;
        let devices = all.query_map([OWN], |row| row.get(0))?;
        Ok(devices.collect::<Result<_, _>>()?)
    }

    /// Shows a chain link by link, while `see` wants more.
    pub fn each_link(self, device: &str, mut see: impl FnMut(AccessLink) -> bool) -> Result<(), StoreError> {
        let mut all = self.0.prepare_cached(
            "SELECT sequence, entry, hash FROM access WHERE ?1 = ?2 UNION ALL \
             SELECT sequence, entry, hash FROM access_handed_in WHERE device = ?1 ORDER BY 1",
        )?;
        let mut links = all.query([device, OWN])?;
        while let Some(row) = links.next()? {
            if !see(read_link(row)?) {
                break;
            }
        }
        Ok(())
    }

    /// Every entry on a subject, and which log it stands in. A desk that had to begin another chain has handed the same
    /// entries in twice; they are told once.
    pub fn uses_of(self, subject: PersonId) -> Result<Vec<(NotedBy, String)>, StoreError> {
        let subject = subject.to_string();
        let mut uses = Vec::new();
        for (noted, table) in [(NotedBy::Backend, "access"), (NotedBy::Desk, "access_handed_in")] {
            let mut find = self.0.prepare_cached(&format!(
                "SELECT DISTINCT entry FROM {table} \
                 WHERE CASE WHEN json_valid(entry) THEN json_extract(entry, '$.subject') END = ?1"
            ))?;
            let found = find.query_map([&subject], |row| row.get(0))?;
            for entry in found {
                uses.push((noted, entry?));
            }
        }
        Ok(uses)
    }

    /// Notes that a desk's chain does not hold at this link.
    pub fn note_broken(self, device: &str, sequence: u64, at: DateTime<Utc>) -> Result<(), StoreError> {
        self.0
            .prepare_cached("INSERT OR IGNORE INTO access_broken (device, sequence, at) VALUES (?1, ?2, ?3)")?
            .execute((device, sequence, stamp(at)))?;
        Ok(())
    }

    /// The links at which a desk's chain did not hold.
    pub fn broken(self, device: &str) -> Result<Vec<u64>, StoreError> {
        let mut all =
            self.0.prepare_cached("SELECT sequence FROM access_broken WHERE device = ?1 ORDER BY sequence")?;
        let found = all.query_map([device], |row| row.get(0))?;
        Ok(found.collect::<Result<_, _>>()?)
    }
}

fn read_head(row: &Row) -> rusqlite::Result<AccessHead> {
    Ok(AccessHead { sequence: row.get(0)?, hash: row.get(1)? })
}

fn read_link(row: &Row) -> rusqlite::Result<AccessLink> {
    Ok(AccessLink { sequence: row.get(0)?, entry: row.get(1)?, hash: row.get(2)? })
}
