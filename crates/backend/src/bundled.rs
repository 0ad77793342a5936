use std::{
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use domain::{Actor, CommandId, CprNumber, Now, PersonId, Reference, contact_course::FundReading};
use exchange::{
    AccessHead, AccessLink, Accesses, Answer, Backend, Clock, Cursor, Epoch, FeedPage, Handshake, InboxCursor,
    InboxPage, LookUp, Mark, NoAnswer, PROTOCOL, Purpose, RawCommand, Scope,
};
use sealed::{Key, OpenError};
use uuid::Uuid;

use crate::{
    MachineClock,
    authority::{self, AccessChecked, Task},
    store::{Store, StoreError, Tables},
};

const FILE: &str = "backend.db";

/// The backend inside the program. Whoever opens it has locked the folder. Clones share one store.
#[derive(Clone)]
pub struct Bundled(Arc<Inner>);

struct Inner {
    store: Mutex<Store>,
    reference: Reference,
    clock: Arc<dyn Clock>,
    #[cfg(feature = "faults")]
    fault: Mutex<Option<authority::Fault>>,
}

impl Bundled {
    /// Opens the store in `folder`, or makes it. Every opening begins an epoch, so that a restored backup is told from the
    /// store that it takes the place of.
    ///
    /// # Errors
    /// [`OpenError`]: the file is left as it was.
    pub fn open(folder: &Path, key: &Key, reference: Reference, clock: Arc<dyn Clock>) -> Result<Self, OpenError> {
        let mut store = Store::open(&folder.join(FILE), key)?;
        let today = Now::at(clock.now()).today;
        store.write(|tables| authority::begin(tables, today, new_epoch())).map_err(unusable)?;
        Ok(Self(Arc::new(Inner {
            store: Mutex::new(store),
            reference,
            clock,
            #[cfg(feature = "faults")]
            fault: Mutex::default(),
        })))
    }

    /// A connection that speaks for `actor`.
    #[must_use]
    pub fn connect(&self, actor: Actor) -> Connection {
        Connection { actor, backend: self.clone() }
    }

    /// Executes commands of `actor` now, as one batch: how the outer world speaks.
    ///
    /// # Errors
    /// [`NoAnswer::OutOfOrder`]: nothing is saved.
    pub fn execute(&self, actor: &Actor, commands: &[RawCommand]) -> Result<Vec<Answer>, NoAnswer> {
        self.execute_at(actor, commands, Now::at(self.0.clock.now()))
    }

    /// Executes commands of `actor` as one batch at another moment: how an exercise tells what came before it.
    ///
    /// # Errors
    /// [`NoAnswer::OutOfOrder`]: nothing is saved.
    pub fn execute_at(&self, actor: &Actor, commands: &[RawCommand], now: Now) -> Result<Vec<Answer>, NoAnswer> {
        let tasks: Vec<Task> = commands.iter().map(|command| Task { actor, command, now }).collect();
        self.execute_tasks(&tasks)
    }

    pub(crate) fn execute_tasks(&self, tasks: &[Task]) -> Result<Vec<Answer>, NoAnswer> {
        let decide = self.decider();
        Ok(self.store().write(|tables| authority::execute(tables, &decide, tasks))?)
    }

    /// Begins an epoch that has no past: every desk pulls everything anew, as those do that have read of a life that a
    /// restored backup has not lived.
    ///
    /// # Errors
    /// [`NoAnswer::OutOfOrder`]: the store cannot be used.
    pub fn begin_new_epoch(&self) -> Result<(), NoAnswer> {
        Ok(self.store().write(|tables| authority::begin_anew(tables, new_epoch()))?)
    }

    /// The backend's own access log, from the beginning.
    ///
    /// # Errors
    /// [`NoAnswer::OutOfOrder`]: the store cannot be used.
    pub fn access_log(&self) -> Result<Vec<AccessLink>, NoAnswer> {
        Ok(self.store().read(|tables| tables.access_log())?)
    }

    /// Checks the backend's own access log and every one that was handed in: each link must follow from the one before,
    /// and the chain must still reach the head that was noted of it.
    ///
    /// # Errors
    /// [`NoAnswer::OutOfOrder`]: the store cannot be used.
    pub fn verify_access(&self) -> Result<AccessChecked, NoAnswer> {
        Ok(self.store().read(authority::verify)?)
    }

    /// The links at which the chain that `device` handed in did not hold.
    ///
    /// # Errors
    /// [`NoAnswer::OutOfOrder`]: the store cannot be used.
    pub fn broken_links(&self, device: &str) -> Result<Vec<u64>, NoAnswer> {
        Ok(self.store().read(|tables| tables.broken(device))?)
    }

    /// Lets the decision on every command that `fault` chooses panic.
    #[cfg(feature = "faults")]
    #[must_use]
    pub fn with_fault(self, fault: impl Fn(&domain::Command) -> bool + Send + Sync + 'static) -> Self {
        *self.0.fault.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(fault));
        self
    }

    /// Lets every commit fail from now on, or none.
    ///
    /// # Errors
    /// [`NoAnswer::OutOfOrder`]: the store cannot be used.
    #[cfg(feature = "faults")]
    pub fn fail_commits(&self, fail: bool) -> Result<(), NoAnswer> {
        Ok(self.store().fail_commits(fail)?)
    }

    pub(crate) fn read<T>(&self, act: impl FnOnce(Tables) -> Result<T, StoreError>) -> Result<T, StoreError> {
        self.store().read(act)
    }

    fn store(&self) -> MutexGuard<'_, Store> {
        // Whoever panicked while holding the store left a transaction that was rolled back.
        self.0.store.lock().unwrap_or_else(PoisonError::into_inner)
    }

    #[cfg(not(feature = "faults"))]
    fn decider(&self) -> authority::Decider<'_> {
        authority::Decider { reference: &self.0.reference }
    }

    #[cfg(feature = "faults")]
    fn decider(&self) -> authority::Decider<'_> {
        let fault = self.0.fault.lock().unwrap_or_else(PoisonError::into_inner).clone();
        authority::Decider { reference: &self.0.reference, fault }
    }
}

/// The backend as one actor reaches it.
#[derive(Clone)]
pub struct Connection {
    actor: Actor,
    backend: Bundled,
}

impl Connection {
    /// What the fund that the connection speaks for reads of a citizen's contact course, by any number; none where it may
    /// not (SB-FUND-READS).
    ///
    /// # Errors
    /// [`NoAnswer::OutOfOrder`]: the store cannot be used.
    pub fn fund_reads(&self, number: CprNumber) -> Result<Option<FundReading>, NoAnswer> {
        let today = self.now().today;
        Ok(self.backend.store().read(|tables| authority::fund_reads(tables, &self.actor, today, number))?)
    }

    fn now(&self) -> Now {
        Now::at(self.backend.0.clock.now())
    }
}

impl Backend for Connection {
    fn handshake(&self) -> Result<Handshake, NoAnswer> {
        let epoch = self.backend.store().read(authority::epoch)?;
        Ok(Handshake { protocol: PROTOCOL, epoch, actor: self.actor.clone(), now: self.now().instant })
    }

    fn push(&self, commands: &[RawCommand]) -> Result<Vec<Answer>, NoAnswer> {
        self.backend.execute(&self.actor, commands)
    }

    fn unknown(&self, commands: &[CommandId]) -> Result<Vec<CommandId>, NoAnswer> {
        Ok(self.backend.store().read(|tables| authority::unknown(tables, commands))?)
    }

    fn pull(&self, scope: Scope, cursor: Option<Cursor>, limit: usize) -> Result<FeedPage, NoAnswer> {
        let (now, whose) = (self.now(), (&self.actor, scope));
        Ok(self.backend.store().write(|tables| authority::pull(tables, whose, now, cursor, limit))?)
    }

    fn look_up(&self, number: CprNumber, purpose: Option<&Purpose>) -> Result<LookUp, NoAnswer> {
        let (today, at) = (self.now().today, MachineClock.now());
        Ok(self
            .backend
            .store()
            .write(|tables| authority::look_up(tables, &self.actor, (today, at), number, purpose))?)
    }

    fn messages(&self, cursor: Option<InboxCursor>, limit: usize) -> Result<InboxPage, NoAnswer> {
        let reference = &self.backend.0.reference;
        Ok(self.backend.store().read(|tables| authority::messages(tables, reference, &self.actor, cursor, limit))?)
    }

    fn mark(&self, marks: &[Mark]) -> Result<(), NoAnswer> {
        Ok(self.backend.store().write(|tables| authority::mark(tables, &self.actor, marks))?)
    }

    fn hand_in(&self, device: &str, links: &[AccessLink]) -> Result<AccessHead, NoAnswer> {
        let at = MachineClock.now();
        Ok(self.backend.store().write(|tables| authority::hand_in(tables, &self.actor, device, links, at))?)
    }

    fn handed_in(&self, device: &str, up_to: u64) -> Result<AccessHead, NoAnswer> {
        Ok(self.backend.store().read(|tables| authority::handed_in(tables, device, up_to))?)
    }

    fn accesses(&self, subject: PersonId, purpose: Option<&Purpose>) -> Result<Accesses, NoAnswer> {
        let when = (self.now().today, MachineClock.now());
        Ok(self.backend.store().write(|tables| authority::accesses(tables, &self.actor, when, subject, purpose))?)
    }
}

fn new_epoch() -> Epoch {
    Epoch(Uuid::now_v7())
}

fn unusable(error: StoreError) -> OpenError {
    match error {
        StoreError::File(error) => error.into(),
        StoreError::Row(_) | StoreError::Value => OpenError::WrongKeyOrDamaged,
    }
}
