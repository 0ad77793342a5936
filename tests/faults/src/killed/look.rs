use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use desk::Desk;
use desk::door::{Door, DraftForm, Nothing, OpenAnswer, OpenBy, OpenCitizen};
use domain::Command;
use exchange::{
    AccessHead, AccessLink, Backend, FeedItem, JournalEntry, LookUp, Opened, RawCommand, first_broken, read_rows,
};

use super::busy::{WRITTEN_ON, messages};
use super::{ANNA, Said, backend_folder, desk_folder, open_at_rest, open_backend};
use crate::made_up;

/// What one kill has left.
#[derive(Debug, Default)]
pub struct Found {
    /// Commands confirmed and not answered at the desk.
    pub open: usize,
    /// Of these, handed to the backend.
    pub sent: usize,
    /// Of these, answered there, which the desk does not know yet.
    pub untold: usize,
    /// Stored, without having been able to say so.
    pub unsaid: usize,
    /// All that is stored.
    pub stored: Vec<String>,
    /// Confirmed and not there.
    pub lost: Vec<String>,
    /// Not whole.
    pub torn: Vec<String>,
    /// In the backend more than once, or under another id.
    pub twice: Vec<String>,
}

/// Looks at the files as the kill has left them, lets everything be sent, and looks again.
pub fn look(folder: &Path, said: &[Said]) -> Found {
    let mut found = Found::default();
    found.torn.extend(files_that_are_not_whole(folder));
    let bundled = open_backend(folder);
    let desk = open_at_rest(folder, &bundled).unwrap();
    let stored = stored(folder);
    let confirmed: BTreeSet<&str> = ids(said, |said| if let Said::Confirmed(id) = said { Some(id) } else { None });
    let answered: BTreeSet<&str> = ids(said, |said| if let Said::Answered(id) = said { Some(id) } else { None });
    let done = texts_in_the_backend(&bundled);

    found.lost.extend(confirmed.iter().filter(|id| !stored.contains_key(**id)).map(ToString::to_string));
    let is_answered = |id: &&&str| stored.get(**id).is_some_and(|row| row.stage == "accepted");
    found.lost.extend(answered.iter().filter(|id| !is_answered(id)).map(|id| format!("the answer to {id}")));
    found.unsaid = stored.keys().filter(|id| !confirmed.contains(id.as_str())).count();
    for (id, row) in &stored {
        let is_open = matches!(row.stage.as_str(), "resting" | "waiting" | "sent");
        found.open += usize::from(is_open);
        found.sent += usize::from(row.stage == "sent");
        found.untold += usize::from(is_open && done.contains_key(&row.text));
        if !row.is_whole() {
            found.torn.push(format!("{id}: {row:?}"));
        }
    }
    found.lost.extend(lost_marks(&desk, said));
    desk.settle();
    found.lost.extend(lost_marks(&desk, said));
    found.lost.extend(lost_draft(&desk, said));
    let outbox = desk.outbox(Nothing {}).unwrap();
    let open = outbox.refused.iter().chain(&outbox.resting).chain(&outbox.waiting);
    found.lost.extend(open.map(|entry| format!("{} does not get through", entry.command)));
    let done = texts_in_the_backend(&bundled);
    let texts: BTreeMap<&str, &str> = stored.iter().map(|(id, row)| (row.text.as_str(), id.as_str())).collect();
    for (text, commands) in &done {
        if commands.len() != 1 || texts.get(text.as_str()) != Some(&commands[0].as_str()) {
            found.twice.push(text.clone());
        }
    }
    found.lost.extend(texts.keys().filter(|text| !done.contains_key(**text)).map(ToString::to_string));
    found.torn.extend(broken_log(folder, &bundled));
    found.stored = stored.into_keys().collect();
    found
}

fn ids(said: &[Said], id: impl Fn(&Said) -> Option<&String>) -> BTreeSet<&str> {
    said.iter().filter_map(id).map(String::as_str).collect()
}

fn files_that_are_not_whole(folder: &Path) -> Vec<String> {
    let (backend, desk) = (backend_folder(folder), desk_folder(folder));
    let files = [backend.join("backend.db"), desk.join("cache.db"), desk.join("outbox.db"), desk.join("access.db")];
    let checked = files.iter().map(|file| (file, sealed::check(file, &made_up::key())));
    let broken = checked.filter(|(_, check)| !check.as_ref().is_ok_and(sealed::Check::is_whole));
    broken.map(|(file, check)| format!("{}: {check:?}", file.display())).collect()
}

/// A row of the outbox.
#[derive(Debug)]
struct Row {
    stage: String,
    text: String,
    has_verdict: bool,
    /// The steps of its course.
    steps: Vec<String>,
}

impl Row {
    /// The stage, the verdict and the course are stored together or not at all.
    fn is_whole(&self) -> bool {
        let has = |step: &str| self.steps.iter().any(|taken| taken.contains(step));
        let is_answered = matches!(self.stage.as_str(), "accepted" | "refused");
        let is_sent = is_answered || self.stage == "sent";
        has("confirmed")
            && self.has_verdict == is_answered
            && has("\"sent\"") == is_sent
            && has("accepted") == is_answered
    }
}

/// The outbox as it lies on the disk. The test's own statements: what the desk would make of it is another matter.
fn stored(folder: &Path) -> BTreeMap<String, Row> {
    let file = made_up::reading(&desk_folder(folder).join("outbox.db"));
    let mut rows = file.prepare("SELECT id, raw, stage, verdict IS NOT NULL FROM command").unwrap();
    let mut course = file.prepare("SELECT step FROM course WHERE command = ?1 ORDER BY nth").unwrap();
    let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))).unwrap();
    let read = rows.map(|row| {
        let (blob, raw, stage, has_verdict): (Vec<u8>, String, String, bool) = row.unwrap();
        let steps = course.query_map([&blob], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
        let id = uuid::Uuid::from_slice(&blob).unwrap();
        let raw = RawCommand { id: domain::CommandId(id), text: raw };
        let text = match raw.open() {
            Opened::Command(_, Command::WriteComment { text, .. }) => text,
            other => panic!("{other:?}"),
        };
        (id.to_string(), Row { stage, text, has_verdict, steps })
    });
    read.collect()
}

/// Every text that the backend has, with the commands that have written it: by its rows and by its journal.
fn texts_in_the_backend(bundled: &backend::Bundled) -> BTreeMap<String, Vec<String>> {
    let connection = bundled.connect(super::anna());
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for number in made_up::numbers().take(WRITTEN_ON) {
        let LookUp::Found(found) = connection.look_up(number, None).unwrap() else { panic!("nobody there") };
        let FeedItem::Present { subject, rows, journal, .. } = found.item else { panic!("gone") };
        let written = journal.iter().filter_map(|line| match &line.entry {
            JournalEntry::Change(domain::What::CommentWritten { text, .. }) => Some((text.clone(), line.command)),
            _ => None,
        });
        let person = read_rows(subject, &rows).unwrap();
        let mut in_rows: Vec<String> = person.comments.records.into_iter().map(|comment| comment.text).collect();
        let mut in_journal = Vec::new();
        for (text, command) in written {
            in_journal.push(text.clone());
            texts.entry(text).or_default().push(command.0.to_string());
        }
        in_rows.sort();
        in_journal.sort();
        assert_eq!(in_rows, in_journal, "rows and journal of the backend are stored together");
    }
    texts
}

/// Messages that were said to be done and are not.
fn lost_marks(desk: &Desk, said: &[Said]) -> Vec<String> {
    let lines = messages(desk);
    let is_done = |id: &str| lines.iter().any(|line| line.message == id && line.done.is_some());
    ids(said, |said| if let Said::Done(id) = said { Some(id) } else { None })
        .into_iter()
        .filter(|id| !is_done(id))
        .map(|id| format!("that message {id} is done"))
        .collect()
}

/// What was typed last and said to be stored is there, or something later.
fn lost_draft(desk: &Desk, said: &[Said]) -> Option<String> {
    let typed = said.iter().rev().find_map(|said| if let Said::Typed(number) = said { Some(*number) } else { None })?;
    let number = made_up::numbers().nth(WRITTEN_ON).unwrap();
    let by = OpenBy::Number(number.to_string());
    let OpenAnswer::Citizen { citizen } = desk.open(OpenCitizen { by, purpose: None }).unwrap() else {
        return Some("the citizen who was typed on".to_owned());
    };
    let kept = citizen.drafts.iter().find_map(|draft| match &draft.form {
        DraftForm::Comment { text } => text.strip_prefix("typed ")?.parse::<usize>().ok(),
        _ => None,
    });
    (kept < Some(typed)).then(|| format!("what was typed: {kept:?} instead of {typed}"))
}

/// Where the chain of the desk's access log does not hold, at the desk or in the backend.
fn broken_log(folder: &Path, bundled: &backend::Bundled) -> Option<String> {
    let file = made_up::reading(&desk_folder(folder).join("access.db"));
    let mut links = file.prepare("SELECT sequence, entry, hash FROM link ORDER BY sequence").unwrap();
    let links = links.query_map([], |row| {
        Ok(AccessLink { sequence: row.get::<_, i64>(0)?.unsigned_abs(), entry: row.get(1)?, hash: row.get(2)? })
    });
    let links: Vec<AccessLink> = links.unwrap().collect::<Result<_, _>>().unwrap();
    let device: String = file.query_row("SELECT device FROM chain", [], |row| row.get(0)).unwrap();
    let noted = bundled.broken_links(&device).unwrap();
    let broken = first_broken(&AccessHead::default(), links);
    (broken.is_some() || !noted.is_empty()).then(|| format!("access log of {}: {broken:?}, {noted:?}", ANNA.0))
}
