//! What can still be read of a damaged outbox. Nothing is changed in it.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::{DateTime, Utc};
use domain::{Command, PersonId};
use exchange::{Envelope, RawCommand};
use rusqlite::{Connection, Row};
use sealed::{Key, OpenError};

use super::{command, moment, person, stored};
use crate::door::DraftForm;

/// Questions that are asked of a damaged file before it is left at that.
const MOST_QUESTIONS: usize = 2_000;
/// And before it has given anything.
const FIRST_QUESTIONS: usize = 130;

/// What is saved of an outbox.
#[derive(Default)]
pub(crate) struct Salvaged {
    /// Commands that are not settled, in the order of writing.
    pub commands: Vec<SavedCommand>,
    /// What was typed and not confirmed.
    pub drafts: Vec<SavedDraft>,
    /// Commands that are known to be there and cannot be read. Some of them may be settled.
    pub lost: usize,
    /// Whether it is known how many there were.
    pub all_commands: bool,
    /// Whether the drafts were read to their end.
    pub all_drafts: bool,
}

/// One command.
pub(crate) struct SavedCommand {
    pub raw: String,
    pub stage: String,
    pub envelope: Option<Envelope>,
    pub command: Option<Command>,
}

/// One draft.
pub(crate) struct SavedDraft {
    pub subject: PersonId,
    pub saved_at: DateTime<Utc>,
    pub form: Option<DraftForm>,
    pub text: String,
}

/// Reads an outbox row by row, passing over what is damaged.
///
/// # Errors
/// It is not encrypted, or not there.
pub(crate) fn salvage(path: &Path, key: &Key) -> Result<Salvaged, OpenError> {
    sealed::open_to_read(path, key)?;
    let Places { known, settled, all } = places(path, key);
    let mut commands = Sweep { path, key, asked: 0, found: Vec::new() };
    let end = if all { known.last().map_or(1, |last| last + 1) } else { i64::MAX };
    let has_seen_the_last = commands.between(0, end);
    // SQLite reads a log as far as it is whole, and says nothing of the commits behind that.
    let log_is_whole = sealed::check(path, key).is_ok_and(|check| !check.log_is_broken);
    commands.found.sort_by_key(|(place, _)| *place);
    let read: BTreeSet<i64> = commands.found.iter().map(|(place, _)| *place).collect();
    let last = read.iter().chain(&known).max().copied().unwrap_or(0);
    let lost = (1..=last).filter(|place| !read.contains(place) && !settled.contains(place)).count();
    let (drafts, all_drafts) = drafts(path, key);
    let is_open = |saved: &SavedCommand| !is_settled(&saved.stage);
    let commands = commands.found.into_iter().map(|(_, saved)| saved).filter(is_open).collect();
    let all_commands = (all || has_seen_the_last) && log_is_whole;
    Ok(Salvaged { commands, drafts, lost, all_commands, all_drafts: all_drafts && log_is_whole })
}

/// Commands are never deleted, so their places are 1, 2, 3 …: where a page between two of them is damaged, the gap is
/// halved until it is as narrow as it is.
struct Sweep<'a> {
    path: &'a Path,
    key: &'a Key,
    asked: usize,
    found: Vec<(i64, SavedCommand)>,
}

impl Sweep<'_> {
    /// Everything after the one place and before the other. Whether the last of it was read.
    fn between(&mut self, after: i64, before: i64) -> bool {
        if before - after <= 1 {
            return true;
        }
        let Some((up, is_all)) = self.ask(after, before, "ASC") else { return false };
        if is_all {
            return true;
        }
        let Some((down, _)) = self.ask(up, before, "DESC") else { return false };
        // From the place where reading up has stopped to the one where reading down has.
        if down - up > 2 {
            let middle = up + (down - up) / 2;
            self.between(up, middle + 1);
            self.between(middle, down);
        }
        down < before
    }

    /// Reads in one direction until the end or the first damaged page; the last place that was read, and whether it was all.
    fn ask(&mut self, after: i64, before: i64, direction: &str) -> Option<(i64, bool)> {
        // Where nothing at all is read, the page that leads to all others is damaged.
        if self.asked == if self.found.is_empty() { FIRST_QUESTIONS } else { MOST_QUESTIONS } {
            return None;
        }
        self.asked += 1;
        let mut reached = if direction == "ASC" { after } else { before };
        let sql = format!(
            "SELECT rowid, id, raw, stage FROM command WHERE rowid > ?1 AND rowid < ?2 ORDER BY rowid {direction}"
        );
        let found = &mut self.found;
        let all = sealed::open_to_read(self.path, self.key).is_ok_and(|file| {
            each(&file, &sql, &[&after, &before], |row| {
                let place = row.get(0)?;
                found.extend(saved_command(row)?.map(|saved| (place, saved)));
                reached = place;
                Ok(())
            })
        });
        Some((reached, all))
    }
}

/// None where it is not what was written: a damaged page in the middle of a long text is read as zeros.
fn saved_command(row: &Row) -> rusqlite::Result<Option<SavedCommand>> {
    let raw = RawCommand { id: command(row.get_ref(1)?.as_blob()?)?, text: row.get(2)? };
    let stage: String = row.get(3)?;
    let (envelope, read) = stored::read(&raw);
    let is_as_written = !stage.is_empty() && !stage.contains('\0') && !raw.text.contains('\0');
    Ok(is_as_written.then_some(SavedCommand { raw: raw.text, stage, envelope, command: read }))
}

/// The places that the list by stage knows. It is another part of the file, so it may be whole.
#[derive(Default)]
struct Places {
    known: BTreeSet<i64>,
    settled: BTreeSet<i64>,
    /// Whether it was read to its end.
    all: bool,
}

fn places(path: &Path, key: &Key) -> Places {
    let Places { mut known, mut settled, mut all } = Places::default();
    if let Ok(file) = sealed::open_to_read(path, key) {
        all = each(&file, "SELECT rowid, stage FROM command INDEXED BY command_by_stage", &[], |row| {
            known.insert(row.get(0)?);
            if is_settled(&row.get::<_, String>(1)?) {
                settled.insert(row.get(0)?);
            }
            Ok(())
        });
    }
    Places { known, settled, all }
}

/// Those before and after a damaged page; whether they are all.
fn drafts(path: &Path, key: &Key) -> (Vec<SavedDraft>, bool) {
    let mut drafts: Vec<(Vec<u8>, String, SavedDraft)> = Vec::new();
    let mut is_as_written = true;
    let mut read = |direction: &str| {
        let sql =
            format!("SELECT subject, kind, form, saved_at FROM draft ORDER BY subject {direction}, kind {direction}");
        sealed::open_to_read(path, key).is_ok_and(|file| {
            each(&file, &sql, &[], |row| {
                let (subject, kind, text): (Vec<u8>, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
                if text.contains('\0') {
                    is_as_written = false;
                } else if !drafts.iter().any(|(of, is, _)| *of == subject && *is == kind) {
                    let form = serde_json::from_str(&text).ok();
                    let saved = SavedDraft { subject: person(&subject)?, saved_at: moment(row.get(3)?), form, text };
                    drafts.push((subject, kind, saved));
                }
                Ok(())
            })
        })
    };
    let is_all = read("ASC") || read("DESC");
    (drafts.into_iter().map(|(_, _, saved)| saved).collect(), is_all && is_as_written)
}

/// Hands each row over until the end, or until one cannot be read. Whether it was all.
fn each(
    file: &Connection,
    sql: &str,
    values: &[&dyn rusqlite::ToSql],
    mut take: impl FnMut(&Row) -> rusqlite::Result<()>,
) -> bool {
    let mut all = || -> rusqlite::Result<()> {
        let mut find = file.prepare(sql)?;
        let mut rows = find.query(values)?;
        while let Some(row) = rows.next()? {
            take(row)?;
        }
        Ok(())
    };
    all().is_ok()
}

fn is_settled(stage: &str) -> bool {
    matches!(stage, "accepted" | "undone" | "discarded")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
mod tests {
    use std::fs;

    use rusqlite::params;
    use sealed::Key;
    use tempfile::TempDir;

    use super::*;
    use crate::cache::{Outbox, blob};

    const PAGE: usize = 4096;
    const COMMANDS: usize = 60;

    fn key() -> Key {
        Key::from_bytes([7; 32])
    }

    /// Sixty comments, one of them too long for a page, and three drafts.
    fn outbox(settled: usize) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        let outbox = Outbox::open(folder.path(), &key()).unwrap();
        for nth in 1..=COMMANDS {
            let length = if nth == 20 { 9_000 } else { 700 };
            let raw = format!("{nth} {}", "ø".repeat(length / 2));
            let stage = if nth <= settled { "accepted" } else { "waiting" };
            let (id, subject) = (uuid::Uuid::from_u128(nth as u128), uuid::Uuid::from_u128(1));
            outbox
                .file()
                .execute(
                    "INSERT INTO command (id, sequence, raw, subject, stage) VALUES (?1, ?2, ?3, ?4, ?5)",
                    params![blob(id), nth as i64, raw, blob(subject), stage],
                )
                .unwrap();
        }
        for nth in 0..3 {
            let subject = PersonId(uuid::Uuid::from_u128(nth));
            let form = DraftForm::Comment { text: "Halvt skrevet".to_owned() };
            outbox.save_draft((subject, None), "comment", &form, DateTime::default()).unwrap();
        }
        drop(outbox);
        folder
    }

    fn damaged(whole: &[u8], page: usize) -> Vec<u8> {
        let mut bytes = whole.to_vec();
        bytes[page * PAGE + 100..(page + 1) * PAGE - 100].fill(0xa5);
        bytes
    }

    #[test]
    fn whatever_page_is_damaged_each_command_is_read_or_counted() {
        let folder = outbox(0);
        let path = folder.path().join(Outbox::FILE);
        let whole = fs::read(&path).unwrap();
        let (mut with_losses, mut most) = (0, 0);
        for page in 1..whole.len() / PAGE {
            fs::write(&path, damaged(&whole, page)).unwrap();
            let saved = salvage(&path, &key()).unwrap();
            assert_eq!((saved.commands.len() + saved.lost, saved.all_commands), (COMMANDS, true), "page {page}");
            with_losses += usize::from(saved.lost > 0);
            most = most.max(if saved.lost == COMMANDS { 0 } else { saved.lost });
            assert!(saved.drafts.len() == 3 || !saved.all_drafts, "page {page}");
        }
        assert!(with_losses > 8, "the commands fill more pages than that: {with_losses}");
        assert!((1..10).contains(&most), "a leaf costs its own commands and no others: {most}");
    }

    #[test]
    fn two_damaged_pages_leave_what_lies_between_them() {
        let folder = outbox(0);
        let path = folder.path().join(Outbox::FILE);
        let whole = fs::read(&path).unwrap();
        let costly: Vec<usize> = (1..whole.len() / PAGE)
            .filter(|page| {
                fs::write(&path, damaged(&whole, *page)).unwrap();
                (2..10).contains(&salvage(&path, &key()).unwrap().lost)
            })
            .collect();
        let (first, last) = (costly[0], costly[costly.len() - 1]);
        fs::write(&path, damaged(&damaged(&whole, first), last)).unwrap();
        let saved = salvage(&path, &key()).unwrap();
        assert!((4..20).contains(&saved.lost), "{}", saved.lost);
        assert_eq!(saved.commands.len() + saved.lost, COMMANDS);
    }

    #[test]
    fn what_is_settled_is_neither_saved_nor_missed() {
        let folder = outbox(50);
        let path = folder.path().join(Outbox::FILE);
        let whole = fs::read(&path).unwrap();
        let before = salvage(&path, &key()).unwrap();
        assert_eq!((before.commands.len(), before.lost, before.drafts.len(), before.all_drafts), (10, 0, 3, true));
        for page in 1..whole.len() / PAGE {
            fs::write(&path, damaged(&whole, page)).unwrap();
            let saved = salvage(&path, &key()).unwrap();
            // Where the list by stage is damaged too, the settled ones are not known to be.
            assert!(saved.commands.len() + saved.lost >= 10, "page {page}: {} {}", saved.commands.len(), saved.lost);
            assert!(saved.commands.len() <= 10, "page {page}: {}", saved.commands.len());
        }
    }

    /// What a crash leaves: everything is in the log, and nothing in the file yet.
    #[test]
    fn what_lies_behind_a_damaged_part_of_the_log_is_told_to_be_missing() {
        let (written, left) = (outbox(0), tempfile::tempdir().unwrap());
        let open = Outbox::open(written.path(), &key()).unwrap();
        for nth in 1..=3 {
            open.set(&format!("setting {nth}"), &nth).unwrap();
        }
        let log = format!("{}-wal", Outbox::FILE);
        for name in [Outbox::FILE, &log] {
            fs::copy(written.path().join(name), left.path().join(name)).unwrap();
        }
        drop(open);
        let path = left.path().join(Outbox::FILE);
        assert!(salvage(&path, &key()).unwrap().all_commands, "as long as the log is whole");
        let log = left.path().join(log);
        let mut bytes = fs::read(&log).unwrap();
        assert!(bytes.len() > 2 * PAGE, "more than one commit: {}", bytes.len());
        bytes[100..200].fill(0xa5);
        fs::write(&log, bytes).unwrap();
        let saved = salvage(&path, &key()).unwrap();
        assert!(!saved.all_commands && !saved.all_drafts);
    }

    #[test]
    fn a_plain_file_is_not_read_and_one_without_its_first_page_gives_nothing() {
        let folder = outbox(0);
        let path = folder.path().join(Outbox::FILE);
        let whole = fs::read(&path).unwrap();
        for nothing in [damaged(&whole, 0), Vec::new()] {
            fs::write(&path, nothing).unwrap();
            let saved = salvage(&path, &key()).unwrap();
            assert_eq!((saved.commands.len(), saved.all_commands, saved.all_drafts), (0, false, false));
        }
        fs::write(&path, b"SQLite format 3\0 and more").unwrap();
        assert!(matches!(salvage(&path, &key()), Err(OpenError::NotEncrypted)));
    }
}
