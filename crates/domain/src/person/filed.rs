use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{Area, RecordId};

/// What the records of a moved area hang on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Filing {
    /// Each on the number it was registered under: from before the area was moved, and not converted yet (S23-1.1b).
    UnderOwnNumber,
    /// On the person, and so on the current number.
    #[default]
    OnPerson,
}

/// The records of one person in a moved area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Filed<R> {
    /// What the records hang on.
    pub filing: Filing,
    /// In no order that means anything.
    pub records: Vec<R>,
}

/// A record of a moved area.
pub trait Record {
    /// Which area.
    const AREA: Area;

    /// Its id.
    fn id(&self) -> RecordId;
}

impl<R> Default for Filed<R> {
    fn default() -> Self {
        Self { filing: Filing::OnPerson, records: Vec::new() }
    }
}

impl<R: Record> Filed<R> {
    /// Files a record that is registered on the day `today`. The first one from before the area was moved keeps all under
    /// their own numbers, until the conversion (S23-1.1b).
    pub(crate) fn add(&mut self, record: R, today: NaiveDate) {
        if self.records.is_empty() && !R::AREA.is_moved(today) {
            self.filing = Filing::UnderOwnNumber;
        }
        self.records.push(record);
        self.records.sort_by_key(R::id);
    }

    /// Changes the record with `id`, if it is there.
    pub(crate) fn change(&mut self, id: RecordId, act: impl FnOnce(&mut R)) {
        if let Some(record) = self.records.iter_mut().find(|record| record.id() == id) {
            act(record);
        }
    }

    /// Takes over the records of a person who is the same one.
    pub(crate) fn absorb(&mut self, other: Self) {
        if other.filing == Filing::UnderOwnNumber && !other.records.is_empty() {
            self.filing = Filing::UnderOwnNumber;
        }
        self.records.extend(other.records);
        self.records.sort_by_key(R::id);
    }
}
