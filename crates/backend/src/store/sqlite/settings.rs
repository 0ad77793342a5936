use chrono::NaiveDate;
use exchange::Epoch;
use rusqlite::{OptionalExtension, types::FromSql};

use super::Tables;
use crate::store::StoreError;

impl Tables<'_> {
    /// The present epoch; none in a new store.
    pub fn epoch(self) -> Result<Option<Epoch>, StoreError> {
        let text: Option<String> = self.setting("epoch")?;
        text.map(|text| text.parse().map(Epoch).map_err(|_| StoreError::Value)).transpose()
    }

    /// Begins an epoch.
    pub fn set_epoch(self, epoch: Epoch) -> Result<(), StoreError> {
        self.set("epoch", epoch.0.to_string())
    }

    /// The last place in the order of receipt.
    pub fn receipt(self) -> Result<u64, StoreError> {
        Ok(self.setting("receipt")?.unwrap_or(0))
    }

    /// Notes the last place in the order of receipt.
    pub fn set_receipt(self, receipt: u64) -> Result<(), StoreError> {
        self.set("receipt", receipt)
    }

    /// The last feed number.
    pub fn feed_head(self) -> Result<u64, StoreError> {
        Ok(self.setting("feed")?.unwrap_or(0))
    }

    /// Notes the last feed number: the last step before a commit.
    pub fn set_feed_head(self, head: u64) -> Result<(), StoreError> {
        self.set("feed", head)
    }

    /// The day that the scopes stand for; none in a new store.
    pub fn settled(self) -> Result<Option<NaiveDate>, StoreError> {
        let text: Option<String> = self.setting("settled")?;
        text.map(|text| text.parse().map_err(|_| StoreError::Value)).transpose()
    }

    /// Notes the day that the scopes stand for.
    pub fn set_settled(self, day: NaiveDate) -> Result<(), StoreError> {
        self.set("settled", day.to_string())
    }

    fn setting<T: FromSql>(self, name: &str) -> Result<Option<T>, StoreError> {
        let mut find = self.0.prepare_cached("SELECT value FROM setting WHERE name = ?1")?;
        Ok(find.query_row([name], |row| row.get(0)).optional()?)
    }

    fn set(self, name: &str, value: impl rusqlite::ToSql) -> Result<(), StoreError> {
        self.0
            .prepare_cached(
                "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value",
            )?
            .execute((name, value))?;
        Ok(())
    }
}
