use std::collections::BTreeMap;
use std::path::Path;

use domain::Command;
use exchange::{Opened, Outcome, RawCommand, Verdict};
use rusqlite::Row;

use super::{backend_folder, desk_folder};
use crate::made_up;

/// A command of the outbox, as it lies on the disk.
#[derive(Debug)]
pub(super) struct Kept {
    pub stage: String,
    pub asks: Asks,
    pub verdict: Option<Verdict>,
    /// The steps of its course.
    steps: Vec<String>,
}

/// What a command asks for, and so how it must end.
#[derive(Debug)]
pub(super) enum Asks {
    /// A comment, which is accepted.
    Comment(String),
    /// A closed jobcentre, which is refused.
    ClosedJobcentre,
}

impl Asks {
    /// The stage at which the command ends, and the step that leads there.
    fn end(&self) -> (&'static str, &'static str) {
        match self {
            Self::Comment(_) => ("accepted", "refused"),
            Self::ClosedJobcentre => ("refused", "accepted"),
        }
    }

    fn is_answered_by(&self, verdict: &Verdict) -> bool {
        match &verdict.outcome {
            Outcome::Accepted { .. } => matches!(self, Self::Comment(_)),
            Outcome::Refused(why) => {
                matches!(self, Self::ClosedJobcentre) && why.code == domain::RefusalCode::UnknownJobcentre
            }
        }
    }
}

impl Kept {
    pub fn is_at_its_end(&self) -> bool {
        self.stage == self.asks.end().0
    }

    /// The stage, the verdict and the course are stored together or not at all, and as this command must end.
    pub fn is_whole(&self) -> bool {
        let has = |step: &str| self.steps.iter().any(|taken| taken.contains(step));
        let (end, never) = self.asks.end();
        let is_answered = self.is_at_its_end();
        let is_sent = is_answered || self.stage == "sent";
        has("confirmed")
            && self.stage != never
            && !has(never)
            && self.verdict.is_some() == is_answered
            && self.verdict.as_ref().is_none_or(|verdict| self.asks.is_answered_by(verdict))
            && has("\"sent\"") == is_sent
            && has(end) == is_answered
    }
}

/// The outbox as it lies on the disk. The test's own statements: what the desk would make of it is another matter.
pub(super) fn kept(folder: &Path) -> BTreeMap<String, Kept> {
    let file = made_up::reading(&desk_folder(folder).join("outbox.db"));
    let mut rows = file.prepare("SELECT id, raw, stage, verdict FROM command").unwrap();
    let mut course = file.prepare("SELECT step FROM course WHERE command = ?1 ORDER BY nth").unwrap();
    let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, verdict(row, 3)?))).unwrap();
    let read = rows.map(|row| {
        let (blob, raw, stage, verdict): (Vec<u8>, String, String, Option<Verdict>) = row.unwrap();
        let steps = course.query_map([&blob], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
        let id = uuid::Uuid::from_slice(&blob).unwrap();
        let raw = RawCommand { id: domain::CommandId(id), text: raw };
        let asks = match raw.open() {
            Opened::Command(_, Command::WriteComment { text, .. }) => Asks::Comment(text),
            Opened::Command(_, Command::RegisterAffiliation { .. }) => Asks::ClosedJobcentre,
            other => panic!("{other:?}"),
        };
        (id.to_string(), Kept { stage, asks, verdict, steps })
    });
    read.collect()
}

/// Every verdict that the backend has stored.
pub(super) fn verdicts(folder: &Path) -> BTreeMap<String, Verdict> {
    let file = made_up::reading(&backend_folder(folder).join("backend.db"));
    let mut rows = file.prepare("SELECT verdict FROM command").unwrap();
    let verdicts = rows.query_map([], |row| verdict(row, 0)).unwrap();
    verdicts.map(|verdict| verdict.unwrap().unwrap()).map(|verdict| (verdict.id.0.to_string(), verdict)).collect()
}

fn verdict(row: &Row, column: usize) -> rusqlite::Result<Option<Verdict>> {
    let text: Option<String> = row.get(column)?;
    Ok(text.map(|text| serde_json::from_str(&text).unwrap()))
}
