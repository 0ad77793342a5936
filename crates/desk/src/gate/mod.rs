//! The gate before the door: nothing of a desk is answered before it is open and unlocked, and a desk that does not open
//! says why and what can be done. A face asks the gate, never the desk itself.

mod answers;
mod appearance;
mod export;
mod idle;
mod inside;
mod keychain;
mod live;
mod opening;
mod patience;
mod reset;
mod trouble;

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use backend::MachineClock;
use exchange::Clock;
use sealed::{FolderLock, Keychain};
use serde_json::Value;

use crate::door::*;
use crate::room::{asked, guard};
use crate::{Desk, dates};
use idle::{Idle, Moment, Next};
use inside::Inside;
use live::Entrance;
pub use live::LivePlace;
pub use opening::{OpenExercise, OpenLive};
use patience::Patience;
use trouble::Trouble;

/// Whoever hears what a desk tells.
pub type Listener = Box<dyn Fn(DeskEvent) + Send + Sync>;

/// How long files may take to be closed by whoever still answers.
const CLOSING: Duration = Duration::from_secs(10);

/// The gate of one desk. Cheap to clone; it owns the folder, the mode, and the desk while there is one.
#[derive(Clone)]
pub struct Gate(Arc<Standing>);

/// What a gate needs to know.
pub struct Place {
    /// What lies behind it.
    pub house: House,
    /// Where language and theme are kept, for the screens before the desk.
    pub appearance: PathBuf,
    /// Where what is exported goes.
    pub exports: PathBuf,
    /// Locks after so long, whatever the caseworker has chosen: for trials and tests.
    pub lock_after: Option<Duration>,
}

/// What lies behind a gate. An exercise is never given a key, and a live desk never opens without one.
pub enum House {
    /// Made-up citizens.
    Exercise {
        /// The folder of the exercise; the gate locks it.
        folder: PathBuf,
        /// The desk's own folder in it.
        desk: PathBuf,
        /// Opens what is there.
        open: OpenExercise,
    },
    /// Real citizens.
    Live {
        /// The folder of all live desks, in which there is one.
        folder: PathBuf,
        /// Where secrets are kept.
        keychain: Box<dyn Keychain + Send + Sync>,
        /// Opens what is there.
        open: OpenLive,
    },
}

struct Standing {
    place: Place,
    state: Mutex<State>,
    opened: Condvar,
    /// How often the door has been locked: a late answer opens no later lock than the one that it was asked at.
    lockings: AtomicU64,
    /// The way into a live desk.
    entrance: Mutex<Option<Entrance>>,
    /// Held while the passphrase is changed.
    changing: Mutex<()>,
    patience: Mutex<Patience>,
    ear: Arc<Ear>,
    idle: Mutex<Idle>,
    inside: Inside,
    /// Ends the watch when it is dropped.
    _watched: Sender<()>,
}

enum State {
    /// Somebody opens the desk just now; whoever asks waits.
    Opening,
    FirstStart(FirstStart),
    Locked(Locked),
    Open(Opened),
    Troubled(Trouble),
    Closed,
}

struct FirstStart {
    /// None where the key is known, and only the caseworker is not.
    ways: Vec<WayView>,
    /// What is to be said when it is known who is there.
    notices: Vec<Text>,
}

struct Locked {
    /// None before the first unlocking.
    behind: Option<Opened>,
    since: Option<String>,
    notice: Option<Text>,
}

struct Opened {
    desk: Desk,
    notices: Vec<Text>,
    /// Given back last, when the files are closed; a live desk's is held at its entrance.
    _folder: Option<FolderLock>,
}

/// Passes on what the desk tells, while the door is open.
struct Ear {
    tell: Listener,
    is_open: AtomicBool,
}

impl Gate {
    /// A gate before a house. Nothing is opened before [`Gate::open`]; whoever asks waits for that.
    pub fn before(place: Place, listener: impl Fn(DeskEvent) + Send + Sync + 'static) -> Self {
        let (watched, ended) = channel();
        let standing = Arc::new(Standing {
            place,
            state: Mutex::new(State::Opening),
            opened: Condvar::new(),
            lockings: AtomicU64::new(0),
            entrance: Mutex::default(),
            changing: Mutex::default(),
            patience: Mutex::default(),
            ear: Arc::new(Ear { tell: Box::new(listener), is_open: AtomicBool::new(false) }),
            idle: Mutex::new(Idle::begin(Moment::now())),
            inside: Inside::default(),
            _watched: watched,
        });
        let weak = Arc::downgrade(&standing);
        // A machine that cannot start a thread cannot open a desk either: it has one of its own.
        let _ = std::thread::Builder::new().name("idle".to_owned()).spawn(move || {
            let mut wait = Duration::ZERO;
            while ended.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                let Some(gate) = Weak::upgrade(&weak).map(Gate) else { return };
                wait = gate.watch();
            }
        });
        Self(standing)
    }

    /// Answers one operation. What belongs to the desk is answered only while it is open and unlocked, and no answer leaves
    /// after it has been locked, also where it has been unlocked again.
    ///
    /// # Errors
    /// [`DeskError::Locked`], or the operation's own.
    pub fn ask(&self, operation: &str, request: Value) -> Result<Value, DeskError> {
        let _visit = self.0.inside.enter();
        if GATE_OPERATIONS.iter().any(|one| one.name == operation) {
            return AtTheGate::ask(self, operation, request);
        }
        let locking = self.0.lockings.load(Ordering::SeqCst);
        let answer = Door::ask(&self.desk()?, operation, request);
        if let Err(DeskError::File { is_damaged: true, .. }) = answer {
            self.look_for_damage();
        }
        let is_of_this_locking = self.0.lockings.load(Ordering::SeqCst) == locking;
        if is_of_this_locking && self.0.ear.is_open.load(Ordering::SeqCst) { answer } else { Err(DeskError::Locked) }
    }

    /// Closes the files, so that the last of what was written is on the disk when the window is gone. Not to be called by
    /// the listener: it waits for those who are inside.
    pub fn close(&self) {
        self.0.ear.is_open.store(false, Ordering::SeqCst);
        let before = std::mem::replace(&mut *guard(&self.0.state), State::Closed);
        if let State::Open(opened) = &before {
            self.keep_appearance(&opened.desk);
        }
        self.0.opened.notify_all();
        self.0.inside.is_left(CLOSING);
        drop(before);
        guard(&self.0.entrance).take();
    }

    fn is_exercise(&self) -> bool {
        matches!(self.0.place.house, House::Exercise { .. })
    }

    fn desk(&self) -> Result<Desk, DeskError> {
        match &*self.settled() {
            State::Open(opened) => Ok(opened.desk.clone()),
            State::Opening | State::FirstStart(_) | State::Locked(_) | State::Troubled(_) | State::Closed => {
                Err(DeskError::Locked)
            }
        }
    }

    /// The state, once nobody is opening the desk.
    fn settled(&self) -> MutexGuard<'_, State> {
        let opening = |state: &mut State| matches!(state, State::Opening);
        self.0.opened.wait_while(guard(&self.0.state), opening).unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the state away to make another of it, if it is one of those that `may`; whoever asks meanwhile waits.
    fn take(&self, may: impl Fn(&State) -> bool) -> Option<State> {
        let mut now = self.settled();
        may(&now).then(|| std::mem::replace(&mut *now, State::Opening))
    }

    /// Puts a state in the place of the one that was taken, and says so.
    fn put(&self, state: State) {
        let is_open = matches!(state, State::Open(_));
        guard(&self.0.idle).somebody_is_here(Moment::now());
        {
            let mut now = guard(&self.0.state);
            if matches!(*now, State::Closed) {
                return;
            }
            self.0.ear.is_open.store(is_open, Ordering::SeqCst);
            *now = state;
        }
        self.0.opened.notify_all();
        (self.0.ear.tell)(DeskEvent::Gate { gate: self.view() });
    }

    fn view(&self) -> GateView {
        let ways = self.ways();
        let exercise = self.is_exercise();
        match &*self.settled() {
            State::FirstStart(first) => self.first_start_view(&first.ways),
            State::Open(opened) => {
                let often = (self.lock_after(&opened.desk) / 10).min(Duration::from_secs(5));
                let still_here_ms = often.as_millis().try_into().unwrap_or(u32::MAX);
                GateView::Open { still_here_ms, ways, notices: opened.notices.clone() }
            }
            State::Locked(Locked { behind, since, notice }) => {
                let unsent = behind.as_ref().and_then(|opened| opened.desk.connection(Nothing {}).ok());
                let can_forget = behind.is_none() && ways.contains(&WayView::Passphrase);
                GateView::Locked {
                    ways,
                    exercise,
                    since: since.clone(),
                    unsent: unsent.map(|connection| connection.waiting),
                    notice: notice.clone(),
                    forgotten: can_forget.then(|| Box::new(trouble::forgotten())),
                }
            }
            State::Troubled(why) => GateView::Trouble { exercise, trouble: Box::new(trouble::view(why, exercise)) },
            State::Opening | State::Closed => {
                GateView::Trouble { exercise, trouble: Box::new(trouble::view(&Trouble::Closing, exercise)) }
            }
        }
    }

    fn ways(&self) -> Vec<WayView> {
        if self.is_exercise() {
            return vec![WayView::Enter];
        }
        guard(&self.0.entrance).as_ref().map(Entrance::ways).unwrap_or_default()
    }

    fn lock_after(&self, desk: &Desk) -> Duration {
        let chosen = || Duration::from_secs(u64::from(desk.settings().lock_minutes) * 60);
        self.0.place.lock_after.unwrap_or_else(chosen)
    }

    /// Warns or locks where nobody is at the screen, and looks at a file in which the desk has met damage by itself; says how
    /// long until it must look again.
    fn watch(&self) -> Duration {
        let _visit = self.0.inside.enter();
        let Ok(desk) = self.desk() else { return idle::LONGEST_WAIT };
        let next = guard(&self.0.idle).next(Moment::now(), self.lock_after(&desk));
        let is_damaged = desk.has_met_damage();
        drop(desk);
        if is_damaged {
            self.look_for_damage();
        }
        match next {
            Next::Wait(wait) => wait,
            Next::Warn { left } => {
                let seconds = left.as_millis().div_ceil(1000).try_into().unwrap_or(u32::MAX);
                (self.0.ear.tell)(DeskEvent::LocksSoon { seconds });
                Duration::ZERO
            }
            Next::Lock => {
                self.close_door();
                idle::LONGEST_WAIT
            }
        }
    }

    fn keep_appearance(&self, desk: &Desk) {
        // The next start asks in Danish, then.
        let _ = appearance::keep(&self.0.place.appearance, &desk.settings());
    }

    /// Open becomes locked. The desk stays as it is behind the door: what waits is sent, what comes is pulled.
    fn close_door(&self) {
        if let Some(State::Open(opened)) = self.take(|state| matches!(state, State::Open(_))) {
            self.keep_appearance(&opened.desk);
            self.0.lockings.fetch_add(1, Ordering::SeqCst);
            let since = Some(dates::time(MachineClock.now()));
            self.put(State::Locked(Locked { behind: Some(opened), since, notice: None }));
        }
    }
}
