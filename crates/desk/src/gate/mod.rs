//! The gate before the door: nothing of a desk is answered before it is open and unlocked, and a desk that does not open
//! says why. A face asks the gate, never the desk itself.

mod idle;
mod trouble;

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError, Weak};
use std::time::Duration;

use backend::MachineClock;
use exchange::Clock;
use sealed::FolderLock;
use serde_json::Value;

use crate::door::*;
use crate::room::guard;
use crate::{Desk, OpenDesk, dates};
use idle::{Idle, Moment, Next};

/// Whoever hears what a desk tells.
pub type Listener = Box<dyn Fn(DeskEvent) + Send + Sync>;
type OpenExercise = Box<dyn Fn(Listener) -> Result<Desk, OpenDesk> + Send + Sync>;

/// The gate of one desk. Cheap to clone; it owns the folder, the mode, and the desk while there is one.
#[derive(Clone)]
pub struct Gate(Arc<Standing>);

struct Standing {
    state: Mutex<State>,
    opened: Condvar,
    house: House,
    ear: Arc<Ear>,
    idle: Mutex<Idle>,
    /// Instead of the caseworker's own setting: for trials and tests.
    lock_after: Option<Duration>,
    /// Ends the watch when it is dropped.
    _watched: Sender<()>,
}

/// What lies behind the gate.
struct House {
    folder: PathBuf,
    open: OpenExercise,
}

enum State {
    /// Somebody opens the desk just now; whoever asks waits.
    Opening,
    Open(Opened),
    Locked(Opened, String),
    Troubled(OpenDesk),
    Closed,
}

struct Opened {
    desk: Desk,
    /// Given back last, when the files are closed.
    _folder: FolderLock,
}

/// Passes on what the desk tells, while the door is open.
struct Ear {
    tell: Listener,
    is_open: AtomicBool,
}

impl Gate {
    /// The gate of an exercise in `folder`. `open` opens what lies behind it, the folder's lock being taken. Nothing is opened
    /// before [`Gate::open`]; whoever asks waits for that.
    pub fn exercise(
        folder: PathBuf,
        lock_after: Option<Duration>,
        open: impl Fn(Listener) -> Result<Desk, OpenDesk> + Send + Sync + 'static,
        listener: impl Fn(DeskEvent) + Send + Sync + 'static,
    ) -> Self {
        let (watched, ended) = channel();
        let standing = Arc::new(Standing {
            state: Mutex::new(State::Opening),
            opened: Condvar::new(),
            house: House { folder, open: Box::new(open) },
            ear: Arc::new(Ear { tell: Box::new(listener), is_open: AtomicBool::new(false) }),
            idle: Mutex::new(Idle::begin(Moment::now())),
            lock_after,
            _watched: watched,
        });
        let weak = Arc::downgrade(&standing);
        // Without a watch nothing would ever lock; a machine that cannot start a thread cannot open a desk either.
        let _ = std::thread::Builder::new().name("idle".to_owned()).spawn(move || {
            let mut wait = Duration::ZERO;
            while ended.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                let Some(gate) = Weak::upgrade(&weak).map(Gate) else { return };
                wait = gate.watch();
            }
        });
        Self(standing)
    }

    /// Opens the desk, or learns why it does not open.
    pub fn open(&self) {
        let state = match self.open_house() {
            Ok(opened) => State::Open(opened),
            Err(why) => State::Troubled(why),
        };
        self.become_(state);
    }

    /// Answers one operation. What belongs to the desk is answered only while it is open and unlocked, and no answer leaves
    /// after it has been locked.
    ///
    /// # Errors
    /// [`DeskError::Locked`], or the operation's own.
    pub fn ask(&self, operation: &str, request: Value) -> Result<Value, DeskError> {
        if GATE_OPERATIONS.iter().any(|one| one.name == operation) {
            return AtTheGate::ask(self, operation, request);
        }
        let answer = Door::ask(&self.desk()?, operation, request);
        if self.0.ear.is_open.load(Ordering::SeqCst) { answer } else { Err(DeskError::Locked) }
    }

    /// Closes the files, so that the last of what was written is on the disk when the window is gone.
    pub fn close(&self) {
        self.0.ear.is_open.store(false, Ordering::SeqCst);
        *guard(&self.0.state) = State::Closed;
    }

    fn open_house(&self) -> Result<Opened, OpenDesk> {
        let House { folder, open } = &self.0.house;
        let lock = FolderLock::take(folder)?;
        let ear = Arc::clone(&self.0.ear);
        let desk = open(Box::new(move |event| {
            if ear.is_open.load(Ordering::SeqCst) {
                (ear.tell)(event);
            }
        }))?;
        Ok(Opened { desk, _folder: lock })
    }

    fn desk(&self) -> Result<Desk, DeskError> {
        match &*self.settled() {
            State::Open(opened) => Ok(opened.desk.clone()),
            State::Opening | State::Locked(..) | State::Troubled(_) | State::Closed => Err(DeskError::Locked),
        }
    }

    /// The state, once nobody is opening the desk.
    fn settled(&self) -> std::sync::MutexGuard<'_, State> {
        let opening = |state: &mut State| matches!(state, State::Opening);
        self.0.opened.wait_while(guard(&self.0.state), opening).unwrap_or_else(PoisonError::into_inner)
    }

    fn become_(&self, state: State) {
        let is_open = matches!(state, State::Open(_));
        guard(&self.0.idle).somebody_is_here(Moment::now());
        {
            let mut now = guard(&self.0.state);
            if !matches!(*now, State::Closed) {
                *now = state;
                self.0.ear.is_open.store(is_open, Ordering::SeqCst);
            }
        }
        self.0.opened.notify_all();
        (self.0.ear.tell)(DeskEvent::Gate { gate: self.view() });
    }

    fn view(&self) -> GateView {
        match &*self.settled() {
            State::Open(opened) => {
                let often = (self.lock_after(&opened.desk) / 10).min(Duration::from_secs(5));
                GateView::Open { still_here_ms: often.as_millis().try_into().unwrap_or(u32::MAX) }
            }
            State::Locked(opened, since) => GateView::Locked {
                exercise: true,
                since: Some(since.clone()),
                unsent: opened.desk.connection(Nothing {}).ok().map(|connection| connection.waiting),
            },
            State::Troubled(why) => GateView::Trouble { trouble: trouble::view(why) },
            State::Opening | State::Closed => GateView::Trouble { trouble: trouble::closing() },
        }
    }

    fn lock_after(&self, desk: &Desk) -> Duration {
        self.0.lock_after.unwrap_or_else(|| desk.locks_after())
    }

    /// Warns or locks where nobody is at the screen; says how long until that must be looked at again.
    fn watch(&self) -> Duration {
        let Ok(desk) = self.desk() else { return idle::LONGEST_WAIT };
        let next = guard(&self.0.idle).next(Moment::now(), self.lock_after(&desk));
        match next {
            Next::Wait(wait) => wait,
            Next::Warn { left } => {
                let seconds = left.as_secs_f64().ceil() as u32;
                (self.0.ear.tell)(DeskEvent::LocksSoon { seconds });
                Duration::ZERO
            }
            Next::Lock => {
                self.close_door();
                idle::LONGEST_WAIT
            }
        }
    }

    /// Open becomes locked. The desk stays as it is behind the door: what waits is sent, what comes is pulled.
    fn close_door(&self) {
        let state = {
            let mut now = guard(&self.0.state);
            match std::mem::replace(&mut *now, State::Opening) {
                State::Open(opened) => State::Locked(opened, dates::time(MachineClock.now())),
                other => {
                    *now = other;
                    return;
                }
            }
        };
        self.become_(state);
    }

    fn open_door(&self) {
        let state = {
            let mut now = guard(&self.0.state);
            match std::mem::replace(&mut *now, State::Opening) {
                State::Locked(opened, _) => State::Open(opened),
                other => {
                    *now = other;
                    return;
                }
            }
        };
        self.become_(state);
    }
}

impl AtTheGate for Gate {
    fn gate(&self, _: Nothing) -> Result<GateView, DeskError> {
        Ok(self.view())
    }

    fn unlock(&self, request: Unlock) -> Result<GateView, DeskError> {
        match request {
            Unlock::Enter => self.open_door(),
        }
        Ok(self.view())
    }

    fn lock(&self, _: Nothing) -> Result<GateView, DeskError> {
        self.close_door();
        Ok(self.view())
    }

    fn still_here(&self, _: Nothing) -> Result<Nothing, DeskError> {
        guard(&self.0.idle).somebody_is_here(Moment::now());
        Ok(Nothing {})
    }

    fn try_again(&self, _: Nothing) -> Result<GateView, DeskError> {
        {
            let mut now = guard(&self.0.state);
            if !matches!(*now, State::Troubled(_)) {
                drop(now);
                return Ok(self.view());
            }
            *now = State::Opening;
        }
        self.open();
        Ok(self.view())
    }
}
