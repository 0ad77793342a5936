use chrono::{DateTime, Utc};
use domain::CommandId;
use exchange::{Epoch, MOST_ASKED};
use rusqlite::{TransactionBehavior, params};
use serde::{Deserialize, Serialize};

use super::commands::note;
use super::kept::correction_becomes_draft;
use super::{FileError, Outbox, blob, command, text_of};
use crate::course::Step;

/// The setting that keeps [`Lives`].
const LIVES: &str = "lives";

/// What the outbox knows of the lives of the backend's store. It stands apart from the cursor, which goes with the cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Lives {
    /// The epoch in which the backend last answered.
    pub epoch: Epoch,
    /// When the desk last met a store that had not lived what was read here, UTC; none where it never has.
    pub met_at: Option<DateTime<Utc>>,
    /// The backend is being asked which accepted commands it knows, and has told of all up to this place in the desk's
    /// order; none when there is nothing to ask.
    pub told_up_to: Option<u64>,
}

impl Outbox {
    /// None before the first pull.
    pub fn lives(&self) -> Result<Option<Lives>, FileError> {
        self.setting(LIVES)
    }

    /// Keeps what is known of the lives.
    pub fn keep_lives(&self, lives: &Lives) -> Result<(), FileError> {
        self.set(LIVES, lives)
    }

    /// The next commands that the backend once accepted, with the place of the last one.
    pub fn to_ask_about(&self, after: u64) -> Result<(Vec<CommandId>, u64), FileError> {
        let file = self.file();
        let mut find = file.prepare_cached(
            "SELECT id, sequence FROM command WHERE stage IN ('accepted', 'lost') AND sequence > ?1
             ORDER BY sequence LIMIT ?2",
        )?;
        let mut rows = find.query(params![after.cast_signed(), MOST_ASKED as i64])?;
        let (mut ids, mut last) = (Vec::new(), after);
        while let Some(row) = rows.next()? {
            ids.push(command(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?)?);
            last = row.get::<_, i64>(1)?.unsigned_abs();
        }
        Ok((ids, last))
    }

    /// Stores what the backend has told of the commands that it was asked about, and how far it has told. What it does not
    /// know is lost; what it knows again is accepted again, and a correction begun meanwhile is a draft on the citizen. The
    /// verdicts stay as they are.
    pub fn tell_unknown(
        &self,
        asked: &[CommandId],
        unknown: &[CommandId],
        lives: &Lives,
        now: DateTime<Utc>,
    ) -> Result<(), FileError> {
        let mut file = self.file();
        let step = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for id in asked {
            let (from, to, told) = match unknown.contains(id) {
                true => ("accepted", "lost", Step::Lost),
                false => ("lost", "accepted", Step::Found),
            };
            let moved = step
                .prepare_cached(
                    "UPDATE command SET stage = ?3, learned_at = ?4, to_see = 0 WHERE id = ?1 AND stage = ?2",
                )?
                .execute(params![blob(id.0), from, to, now.timestamp_millis()])?;
            if moved > 0 {
                note(&step, *id, now, told)?;
                correction_becomes_draft(&step, *id, now)?;
            }
        }
        step.prepare_cached("INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)")?
            .execute([LIVES, &text_of(lives)?])?;
        step.commit()?;
        Ok(())
    }
}
