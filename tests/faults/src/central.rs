//! The real backend with its file, and the oracle that hears everything that reaches it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use backend::Bundled;
use domain::Actor;
use exchange::{Answer, Envelope, NoAnswer, RawCommand, SetClock};

use crate::line::wire::{Reply, Request, Way};
use crate::made_up;
use crate::oracle::Oracle;

/// The backend. Clones share it.
#[derive(Clone)]
pub struct Central(Arc<Mutex<Inner>>);

struct Inner {
    folder: PathBuf,
    clock: Arc<SetClock>,
    /// Away only while it is restarted.
    bundled: Option<Bundled>,
    oracle: Oracle,
    /// Commands that the outer world has sent.
    sent: u64,
    /// Those of them that it sends again when a backup was restored: what makes citizens known.
    births: Vec<(Actor, RawCommand)>,
}

impl Central {
    /// Starts the backend in its folder.
    pub fn start(folder: PathBuf, clock: Arc<SetClock>, oracle: Oracle, sent: u64) -> Self {
        let bundled = Some(made_up::open_backend(&folder, clock.clone()));
        Self(Arc::new(Mutex::new(Inner { folder, clock, bundled, oracle, sent, births: Vec::new() })))
    }

    /// Asks as `actor`. The oracle hears of it.
    pub fn ask(&self, actor: &Actor, request: &Request) -> Result<Reply, NoAnswer> {
        let mut inner = self.inner();
        let reply = request.ask(&inner.bundled().connect(actor.clone()))?;
        let now = exchange::Clock::now(&*inner.clock);
        match (request, &reply) {
            (Request::Push(commands), Reply::Answers(answers)) => inner.oracle.hears(actor, commands, answers, now),
            (Request::HandIn(device, links), Reply::Head(_)) => inner.oracle.hears_log(device, links),
            _ => {}
        }
        Ok(reply)
    }

    /// The outer world makes a citizen known, and does so again whenever a backup is restored.
    pub fn bear(&self, actor: &Actor, command: &domain::Command) {
        let raw = self.tell(actor, command, false);
        self.inner().births.push((actor.clone(), raw));
    }

    /// The outer world sends a command, now and then twice.
    pub fn tell(&self, actor: &Actor, command: &domain::Command, twice: bool) -> RawCommand {
        let raw = {
            let mut inner = self.inner();
            inner.sent += 1;
            let id = made_up::command_id(inner.sent);
            let raw = Envelope::of(id, inner.sent, command, exchange::Clock::now(&*inner.clock)).seal();
            inner.oracle.outer_world(id);
            raw
        };
        for _ in 0..=usize::from(twice) {
            let request = Request::Push(vec![raw.clone()]);
            let Ok(Reply::Answers(answers)) = self.ask(actor, &request) else { panic!("the backend does not answer") };
            assert!(matches!(answers[..], [Answer::Verdict(_)]));
        }
        raw
    }

    /// Lets every commit fail, until a restart.
    pub fn fail_commits(&self, fail: bool) {
        self.inner().bundled().fail_commits(fail).unwrap();
    }

    /// The backend dies, and is started again.
    pub fn restart(&self) {
        self.inner().with_closed_file(|_| {});
    }

    /// The backend's file is copied.
    pub fn back_up(&self) {
        let mut inner = self.inner();
        inner.with_closed_file(|folder| {
            std::fs::copy(folder.join(FILE), folder.join(COPY)).unwrap();
        });
        inner.oracle.backed_up();
    }

    /// The copy is put in the file's place. Every other time a new epoch is begun by hand; else the backend is told nothing,
    /// and finds it out from what the desks have read.
    pub fn restore(&self) {
        let mut inner = self.inner();
        inner.with_closed_file(|folder| {
            std::fs::copy(folder.join(COPY), folder.join(FILE)).unwrap();
        });
        inner.oracle.restored();
        if inner.oracle.restored.is_multiple_of(2) {
            inner.bundled().begin_new_epoch().unwrap();
        }
        let births = inner.births.clone();
        drop(inner);
        for (actor, raw) in births {
            self.ask(&actor, &Request::Push(vec![raw])).unwrap();
        }
    }

    /// Looks at the oracle, or tells it something.
    pub fn oracle<T>(&self, act: impl FnOnce(&mut Oracle) -> T) -> T {
        act(&mut self.inner().oracle)
    }

    /// Looks at the backend itself.
    pub fn bundled<T>(&self, act: impl FnOnce(&Bundled) -> T) -> T {
        act(self.inner().bundled())
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap()
    }
}

const FILE: &str = "backend.db";
const COPY: &str = "backend.copy";

impl Inner {
    fn bundled(&self) -> &Bundled {
        self.bundled.as_ref().unwrap()
    }

    /// The last one to close a file leaves nothing beside it.
    fn with_closed_file(&mut self, act: impl FnOnce(&Path)) {
        self.bundled = None;
        assert!(!self.folder.join("backend.db-wal").exists(), "somebody still has the backend's file open");
        act(&self.folder);
        self.bundled = Some(made_up::open_backend(&self.folder, self.clock.clone()));
    }
}

/// The way's end: the backend, as one caseworker reaches it.
pub struct AtCentral {
    pub central: Central,
    pub actor: Actor,
}

impl Way for AtCentral {
    fn carry(&self, request: Request) -> Result<Reply, NoAnswer> {
        self.central.ask(&self.actor, &request)
    }
}
