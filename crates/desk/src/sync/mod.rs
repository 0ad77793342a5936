//! How the desk and the backend come to agree: a state machine without clock, file or network.
//!
//! It is told what has happened ([`Sync::hear`]) and says what to do next ([`Sync::next`]). A pull always comes before a
//! push, so that a desk that can know of a change of number knows it before it sends (S23-1.1k). A missing answer is not a
//! verdict: what was sent is sent again with the same ids. The desk's thread and a simulator drive the same machine.

mod queue;
mod restored;
mod thread;

use chrono::{DateTime, TimeDelta, Utc};
use domain::CommandId;

pub use queue::{Base, LONGEST_REST, MAX_BATCH, Queued, Stage, WaitsFor, due, next_end_of_rest, to_hold, waits_for};
pub(crate) use thread::{Bell, Engine};

/// How long after a pull the next one is due.
pub const BETWEEN_PULLS: TimeDelta = TimeDelta::seconds(5);
/// The longest wait before a backend that does not answer is asked again.
pub const LONGEST_BACK_OFF: TimeDelta = TimeDelta::seconds(60);

/// What has happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// Somebody has switched the connection on.
    Online,
    /// Somebody has switched it off.
    Offline,
    /// Somebody wants to know now: the waiting is over.
    Ask,
    /// A page has come, and is stored with its cursor.
    Pulled {
        /// Whether there is more to pull now.
        more: bool,
    },
    /// Answers have come, and are stored.
    Answered,
    /// The store of the backend has begun another epoch: it must be asked what it still knows.
    NewEpoch,
    /// The backend has told which of a piece of the accepted commands it knows, and that is stored.
    Told {
        /// Whether there are more to ask about.
        more: bool,
    },
    /// The backend has taken over a piece of the access log.
    HandedIn,
    /// The request in flight was not answered.
    NoAnswer,
    /// A file here could not be read or written. That says nothing of the backend.
    FileFailed,
}

/// What to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Pull from the stored cursor.
    Pull,
    /// Push these, in this order.
    Push(Vec<CommandId>),
    /// Ask which of the next accepted commands the backend still knows.
    AskKnown,
    /// Hand in a piece of the access log.
    HandIn,
    /// Nothing until then, or until something happens.
    Wait(Option<DateTime<Utc>>),
}

/// Whether the backend answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// It has not been asked yet.
    Unknown,
    /// The last request was answered.
    Answers,
    /// The last request was not.
    Silent,
}

/// Where the desk stands with the backend.
#[derive(Clone, Debug)]
pub struct Sync {
    switched_on: bool,
    reach: Reach,
    in_flight: bool,
    /// How far this round has come.
    round: Round,
    next_pull: Option<DateTime<Utc>>,
    failures: u32,
    retry_at: Option<DateTime<Utc>>,
    synced_at: Option<DateTime<Utc>>,
    /// Since when nothing has got through.
    offline_since: Option<DateTime<Utc>>,
    /// Whether everything was pulled after the last push.
    pulled_since_push: bool,
    /// Whether the backend was restored and has not told yet what it still knows.
    to_ask: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Round {
    /// Begins with a pull.
    Begins,
    /// There is more to pull.
    Pulling,
    /// Everything is pulled: now, and only now, commands may leave.
    Pulled,
    /// The access log is handed in as well.
    HandedIn,
}

impl Default for Sync {
    fn default() -> Self {
        Self {
            switched_on: true,
            reach: Reach::Unknown,
            in_flight: false,
            round: Round::Begins,
            next_pull: None,
            failures: 0,
            retry_at: None,
            synced_at: None,
            offline_since: None,
            pulled_since_push: false,
            to_ask: false,
        }
    }
}

impl Sync {
    /// Takes note of what has happened.
    pub fn hear(&mut self, input: Input, now: DateTime<Utc>) {
        match input {
            Input::Online => {
                self.switched_on = true;
                self.round = Round::Begins;
                self.ask_now();
            }
            Input::Offline => {
                self.switched_on = false;
                self.offline_since.get_or_insert(now);
            }
            Input::Ask => self.ask_now(),
            Input::Pulled { more } => {
                self.answered();
                self.round = if more { Round::Pulling } else { Round::Pulled };
                if !more {
                    self.synced_at = Some(now);
                    self.pulled_since_push = true;
                    self.next_pull = Some(now + BETWEEN_PULLS);
                }
            }
            Input::Answered => {
                self.answered();
                self.round = Round::Begins;
                self.next_pull = None;
            }
            Input::NewEpoch => self.to_ask = true,
            Input::Told { more } => {
                self.answered();
                self.to_ask = more;
            }
            Input::HandedIn => {
                self.answered();
                self.round = Round::HandedIn;
            }
            Input::NoAnswer => {
                self.reach = Reach::Silent;
                self.offline_since.get_or_insert(now);
                self.back_off(now);
            }
            Input::FileFailed => self.back_off(now),
        }
    }

    /// What to do now, with this outbox; one request at a time.
    pub fn next(&mut self, now: DateTime<Utc>, queue: &[Queued], log_waits: bool) -> Output {
        if !self.switched_on || self.in_flight {
            return Output::Wait(None);
        }
        if let Some(at) = self.retry_at.filter(|at| !reached(*at, now, LONGEST_BACK_OFF)) {
            return Output::Wait(Some(at));
        }
        let due = due(queue, now);
        let output = match self.round {
            Round::Pulled if !due.is_empty() => {
                self.pulled_since_push = false;
                Output::Push(due)
            }
            // After the push: what it lacks is told even by a backend that cannot be asked about the past.
            Round::Pulled if self.to_ask => Output::AskKnown,
            Round::Pulled if log_waits => Output::HandIn,
            Round::Pulling => Output::Pull,
            _ if !due.is_empty() || self.next_pull.is_none_or(|at| reached(at, now, BETWEEN_PULLS)) => Output::Pull,
            Round::Begins | Round::Pulled | Round::HandedIn => {
                self.round = Round::Begins;
                return Output::Wait(self.next_pull.into_iter().chain(next_end_of_rest(queue)).min());
            }
        };
        self.in_flight = true;
        output
    }

    /// Whether the backend is within reach, as far as is known.
    #[must_use]
    pub fn is_online(&self) -> bool {
        self.switched_on && self.reach == Reach::Answers
    }

    /// Whether somebody has switched the connection off.
    #[must_use]
    pub fn is_switched_off(&self) -> bool {
        !self.switched_on
    }

    /// Since when nothing gets through; none while the backend answers.
    #[must_use]
    pub fn offline_since(&self) -> Option<DateTime<Utc>> {
        self.offline_since
    }

    /// When everything was last pulled.
    #[must_use]
    pub fn synced_at(&self) -> Option<DateTime<Utc>> {
        self.synced_at
    }

    /// Whether everything was pulled after the last push.
    #[must_use]
    pub fn has_pulled_since_push(&self) -> bool {
        self.pulled_since_push
    }

    /// Whether more of a full page is to be pulled now.
    #[must_use]
    pub fn is_pulling(&self) -> bool {
        self.round == Round::Pulling
    }

    fn ask_now(&mut self) {
        self.retry_at = None;
        self.failures = 0;
        self.next_pull = None;
    }

    fn answered(&mut self) {
        self.in_flight = false;
        self.reach = Reach::Answers;
        self.failures = 0;
        self.retry_at = None;
        if self.switched_on {
            self.offline_since = None;
        }
    }

    /// Doubles the wait from one second to sixty.
    fn back_off(&mut self, now: DateTime<Utc>) {
        self.in_flight = false;
        self.round = Round::Begins;
        let wait = TimeDelta::seconds(1 << self.failures.min(6)).min(LONGEST_BACK_OFF);
        self.failures += 1;
        self.retry_at = Some(now + wait);
    }
}

/// Whether `at` has come. A wait longer than there is comes from a clock that has been set back, and is over.
pub(crate) fn reached(at: DateTime<Utc>, now: DateTime<Utc>, longest: TimeDelta) -> bool {
    at <= now || at - now > longest
}
