//! What the desk notices while it works, and what of it must be said: [`view::troubles`] makes the sentences.

use backend::MachineClock;
use chrono::{DateTime, TimeDelta, Utc};
use exchange::{Clock, FeedPage, NoAnswer, PROTOCOL};
use sealed::FileTrouble;

use crate::cache::FileError;
use crate::door::{DeskError, DeskEvent, Kept, KnownTrouble, Text, Trouble};
use crate::room::{LOG_BROKEN, Room, guard};
use crate::sync::Input;
use crate::view::{self, Clocks, Facts, Link, LogState, Restored};

/// The setting that keeps the latest time that the clock has shown.
const LATEST: &str = "latest_time";
/// How much later it must be before it is kept anew.
const KEPT_EVERY: TimeDelta = TimeDelta::minutes(10);
/// Clocks that differ by less go right.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::minutes(5);
/// What waits for less is on its way.
const ON_ITS_WAY: TimeDelta = TimeDelta::minutes(2);
/// How long a restored backup is told of when nothing is lost.
const RESTORED_DAYS: TimeDelta = TimeDelta::days(7);
/// How long the access log may wait to be handed in.
const LOG_WAITS: TimeDelta = TimeDelta::days(1);

/// Why a step of the machine has not come to its end.
#[derive(Debug)]
pub(crate) enum Setback {
    /// No verdict and no page.
    Silent(Silence),
    /// A file here.
    File(FileError),
}

/// Why nothing comes from the backend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// It cannot be reached.
    Unreachable,
    /// It answers that it cannot work.
    OutOfOrder,
    /// It speaks another protocol, this one.
    Protocol(u32),
}

/// What was noticed since the start.
#[derive(Debug, Default)]
pub(crate) struct Noticed {
    /// Whether the backend has presented itself on this connection.
    greeted: bool,
    silence: Option<Silence>,
    /// A file could not be written, and since when.
    file: Option<(DateTime<Utc>, FileTrouble)>,
    /// By how much this clock is ahead of the backend's.
    ahead: TimeDelta,
    /// The latest time that this clock has shown.
    latest: Option<DateTime<Utc>>,
    kept: Option<DateTime<Utc>>,
    /// How many citizens have come of a full pull that is under way.
    fetched: Option<u32>,
    /// What was set aside at the opening.
    opening: Vec<Text>,
    /// What was told last.
    told: Vec<Trouble>,
}

impl Room {
    /// Takes up what was known when the desk was last closed, and what was found at the opening.
    pub(crate) fn take_up(&self, opening: &[Text]) -> Result<(), FileError> {
        let latest = self.files.outbox.setting(LATEST)?;
        *guard(&self.noticed) = Noticed { opening: opening.to_vec(), latest, kept: latest, ..Noticed::default() };
        if self.files.outbox.lives()?.is_some_and(|lives| lives.told_up_to.is_some()) {
            self.with_sync(|sync, now| sync.hear(Input::NewEpoch, now));
        }
        Ok(())
    }

    /// What came of a step, as the machine hears it.
    pub(crate) fn notice(&self, done: &Result<Input, Setback>) -> Input {
        let mut noticed = guard(&self.noticed);
        match done {
            Ok(input) => {
                (noticed.silence, noticed.file) = (None, None);
                *input
            }
            Err(Setback::Silent(silence)) => {
                (noticed.silence, noticed.greeted) = (Some(*silence), false);
                Input::NoAnswer
            }
            Err(Setback::File(error)) => {
                let since = noticed.file.map_or_else(|| self.now(), |(since, _)| since);
                noticed.file = Some((since, error.trouble()));
                Input::FileFailed
            }
        }
    }

    /// Whether the last step of the machine met a damaged file.
    pub(crate) fn has_met_damage(&self) -> bool {
        guard(&self.noticed).file.is_some_and(|(_, trouble)| trouble == FileTrouble::Damaged)
    }

    /// Once on each connection: who answers, in which protocol, and what time it is there.
    pub(crate) fn greet(&self) -> Result<(), Setback> {
        if guard(&self.noticed).file.is_some() {
            // Nothing is asked for that could not be stored.
            self.files.outbox.probe()?;
        }
        if guard(&self.noticed).greeted {
            return Ok(());
        }
        let hello = self.backend().handshake()?;
        if hello.protocol != PROTOCOL {
            return Err(Setback::Silent(Silence::Protocol(hello.protocol)));
        }
        guard(&self.noticed).greeted = true;
        self.compare_clocks(hello.now);
        Ok(())
    }

    /// A page says what time it is at the backend, and how far a full pull has come.
    pub(crate) fn notice_page(&self, page: &FeedPage) {
        self.compare_clocks(page.now);
        let came = u32::try_from(page.items.len()).unwrap_or(u32::MAX);
        let mut noticed = guard(&self.noticed);
        noticed.fetched = page.more.then(|| noticed.fetched.unwrap_or(0).saturating_add(came));
    }

    /// Where the two agree, an earlier reading of this clock was the wrong one.
    fn compare_clocks(&self, theirs: DateTime<Utc>) {
        let (ours, mut noticed) = (self.now(), guard(&self.noticed));
        noticed.ahead = ours - theirs;
        if noticed.ahead.abs() <= CLOCKS_DIFFER {
            noticed.latest = Some(ours);
        }
    }

    pub(crate) fn trouble(&self) -> Result<KnownTrouble, DeskError> {
        let facts = self.facts()?;
        Ok(KnownTrouble { troubles: view::troubles(&facts), checked: view::checked(&facts) })
    }

    /// Says that there is another trouble, or one less.
    pub(crate) fn tell_trouble(&self) {
        let Ok(facts) = self.facts() else { return };
        let troubles = view::troubles(&facts);
        let is_new = {
            let mut noticed = guard(&self.noticed);
            let is_new = noticed.told != troubles;
            noticed.told = troubles;
            is_new
        };
        if is_new {
            self.tell(DeskEvent::Trouble);
        }
        self.keep_the_time();
    }

    fn facts(&self) -> Result<Facts, DeskError> {
        let (now, counts) = (self.now(), self.files.outbox.counts()?);
        let waiting_since = if counts.waiting > 0 { self.files.outbox.oldest_waiting()? } else { None };
        let (lives, unreadable) = (self.files.outbox.lives()?, self.files.outbox.count_unreadable()?);
        let (log, lost) = (self.log_state(now)?, self.files.outbox.count_lost()?);
        let unread_citizens = self.files.cache.unread()?;
        let link = self.link();
        let expiry = match self.kept()? {
            Kept::RunsOut { text } | Kept::Dropped { text } => Some(text),
            Kept::Fresh | Kept::NotFetched { .. } | Kept::Nobody { .. } => None,
        };
        let noticed = guard(&self.noticed);
        let met_at = lives.and_then(|lives| lives.met_at);
        let restored = met_at.map(|at| Restored { at, is_asking: lives.is_some_and(|it| it.told_up_to.is_some()) });
        let is_told = |restored: &Restored| lost > 0 || now - restored.at < RESTORED_DAYS;
        Ok(Facts {
            now,
            today: self.today(),
            synced_at: guard(&self.sync).synced_at(),
            link,
            waiting: counts.waiting,
            waiting_since: waiting_since.filter(|since| now - *since > ON_ITS_WAY),
            unreadable,
            lost,
            restored: restored.filter(is_told),
            clocks: self.clocks(&noticed, now),
            log,
            file: noticed.file,
            opening: noticed.opening.clone(),
            expiry,
            fetched: noticed.fetched,
            unread_citizens,
        })
    }

    fn link(&self) -> Link {
        let silence = guard(&self.noticed).silence;
        let sync = guard(&self.sync);
        match (sync.is_switched_off(), sync.offline_since()) {
            (true, since) => Link::SwitchedOff { since },
            (false, Some(since)) => Link::Silent { since, why: silence.unwrap_or(Silence::Unreachable) },
            (false, None) => Link::Answers,
        }
    }

    /// In an exercise one clock serves desk and backend, and is moved on purpose.
    fn clocks(&self, noticed: &Noticed, now: DateTime<Utc>) -> Clocks {
        let back = noticed.latest.map_or(TimeDelta::zero(), |latest| latest - now);
        if self.exercise {
            Clocks::GoRight
        } else if noticed.ahead.abs() > CLOCKS_DIFFER {
            Clocks::Differ { ahead: noticed.ahead }
        } else if back > CLOCKS_DIFFER {
            Clocks::SetBack { by: back }
        } else {
            Clocks::GoRight
        }
    }

    fn log_state(&self, now: DateTime<Utc>) -> Result<LogState, FileError> {
        if self.files.outbox.setting(LOG_BROKEN)? == Some(true) {
            return Ok(LogState::Broken);
        }
        // The log keeps real time, also in exercises; so does its age.
        let now = if self.exercise { MachineClock.now() } else { now };
        let since = self.files.access.waits_since()?.filter(|since| now - *since > LOG_WAITS);
        Ok(since.map_or(LogState::HandedIn, |since| LogState::Waits { since }))
    }

    /// Notes how late it is, now and then, so that the next start knows it too.
    fn keep_the_time(&self) {
        let now = self.now();
        let to_keep = {
            let mut noticed = guard(&self.noticed);
            noticed.latest = noticed.latest.max(Some(now));
            let is_due = noticed.kept.is_none_or(|kept| (noticed.latest.unwrap_or(now) - kept).abs() >= KEPT_EVERY);
            noticed.latest.filter(|_| is_due && !self.exercise)
        };
        // A file that cannot be written is noticed elsewhere.
        if let Some(latest) = to_keep
            && self.files.outbox.set(LATEST, &latest).is_ok()
        {
            guard(&self.noticed).kept = Some(latest);
        }
    }
}

impl From<NoAnswer> for Setback {
    fn from(none: NoAnswer) -> Self {
        Self::Silent(match none {
            NoAnswer::Unreachable => Silence::Unreachable,
            NoAnswer::OutOfOrder => Silence::OutOfOrder,
        })
    }
}

impl From<FileError> for Setback {
    fn from(error: FileError) -> Self {
        Self::File(error)
    }
}
