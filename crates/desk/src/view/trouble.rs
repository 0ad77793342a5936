//! Known trouble in sentences: what is wrong, since when, what it means, and what can be done.

mod backend;
mod desk;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sealed::FileTrouble;

use crate::{
    Silence, dates,
    door::{Text, Trouble, TroubleAction},
};

/// What is known of the desk, its files and the backend. Pure: the same facts make the same sentences.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The moment, UTC.
    pub now: DateTime<Utc>,
    /// The Danish day.
    pub today: NaiveDate,
    /// When everything was last pulled.
    pub synced_at: Option<DateTime<Utc>>,
    /// How the backend is reached.
    pub link: Link,
    /// How many commands rest or wait.
    pub waiting: u32,
    /// Since when the oldest has waited, where that is longer than it takes.
    pub waiting_since: Option<DateTime<Utc>>,
    /// How many commands wait for another version.
    pub unreadable: u32,
    /// How many accepted commands the backend has lost.
    pub lost: u32,
    /// The backend was restored from a backup lately.
    pub restored: Option<Restored>,
    /// How this clock goes.
    pub clocks: Clocks,
    /// How far the access log is handed in.
    pub log: LogState,
    /// A file cannot be written, and since when.
    pub file: Option<(DateTime<Utc>, FileTrouble)>,
    /// What was set aside at the opening.
    pub opening: Vec<Text>,
    /// The citizens go, or are gone, for want of contact.
    pub expiry: Option<Text>,
    /// How many citizens have come of a full pull that is under way.
    pub fetched: Option<u32>,
    /// How many citizens have records that this version cannot read.
    pub unread_citizens: u32,
}

/// How the backend is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// As far as is known.
    Answers,
    /// Somebody has switched the connection off here.
    SwitchedOff {
        /// Since when nothing gets through.
        since: Option<DateTime<Utc>>,
    },
    /// Nothing comes.
    Silent {
        /// Since when.
        since: DateTime<Utc>,
        /// Why, as far as is known.
        why: Silence,
    },
}

/// A backup was restored at the backend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restored {
    /// When the desk met the new life of the store.
    pub at: DateTime<Utc>,
    /// Whether the backend has not told yet what it still knows.
    pub is_asking: bool,
}

/// How this desk's clock goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clocks {
    /// As the backend's.
    GoRight,
    /// It shows an earlier time than it has shown before.
    SetBack {
        /// By how much.
        by: TimeDelta,
    },
    /// It shows another time than the backend's.
    Differ {
        /// By how much it is ahead; less than nothing where it is behind.
        ahead: TimeDelta,
    },
}

/// How far the access log is handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogState {
    /// As far as can be expected.
    HandedIn,
    /// It has waited for long.
    Waits {
        /// Since when.
        since: DateTime<Utc>,
    },
    /// The backend does not take it: the chain does not hold.
    Broken,
}

/// What must be said, the worst first.
#[must_use]
pub fn troubles(facts: &Facts) -> Vec<Trouble> {
    let mut troubles: Vec<Trouble> = [
        facts.file.map(|(since, trouble)| desk::file(since, trouble)),
        backend::lost(facts),
        backend::link(facts),
        backend::waiting(facts),
        facts.expiry.as_ref().map(desk::expiry),
        desk::clock(facts.clocks),
        desk::access_log(facts.log),
        desk::citizens_unread(facts.unread_citizens),
        desk::commands_unread(facts.unreadable),
        facts.restored.map(|restored| backend::was_restored(restored, facts.lost)),
        facts.fetched.map(desk::fetching),
    ]
    .into_iter()
    .flatten()
    .collect();
    troubles.extend(facts.opening.iter().map(desk::opening));
    troubles.sort_by_key(|trouble| ["bad", "warn", "info"].iter().position(|tone| *tone == trouble.tone));
    troubles
}

/// What was looked at last.
#[must_use]
pub fn checked(facts: &Facts) -> Text {
    let now = dates::time(facts.now);
    let pulled = facts.synced_at.map(|at| dates::moment(at, facts.today));
    let da = format!("Set efter kl. {now}: forbindelsen, det, der venter, filerne, uret og adgangsloggen.");
    let en = format!("Looked at {now}: the connection, what waits, the files, the clock and the access log.");
    match pulled {
        Some(pulled) => Text::new(
            format!("{da} Senest hentet fra serveren {}.", pulled.da),
            format!("{en} Last fetched from the backend {}.", pulled.en),
        ),
        None => Text::new(
            format!("{da} Der er ikke hentet noget fra serveren, siden Sagsbord blev åbnet."),
            format!("{en} Nothing has been fetched from the backend since Sagsbord was opened."),
        ),
    }
}

fn trouble(kind: &str, tone: &str, what: Text, since: Option<DateTime<Utc>>, means: Text) -> Trouble {
    Trouble { kind: kind.to_owned(), tone: tone.to_owned(), what, since: since.map(dates::at), means, action: None }
}

fn with(trouble: Trouble, action: TroubleAction) -> Trouble {
    Trouble { action: Some(action), ..trouble }
}

pub(super) fn counted(n: u32, one: (&str, &str), many: (String, String)) -> Text {
    if n == 1 { Text::new(one.0, one.1) } else { Text::new(many.0, many.1) }
}
