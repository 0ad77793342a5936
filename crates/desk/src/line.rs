use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use domain::{CommandId, CprNumber, PersonId};
use exchange::{
    AccessHead, AccessLink, Accesses, Answer, Backend, Cursor, FeedPage, Handshake, InboxCursor, InboxPage, LookUp,
    Mark, NoAnswer, Purpose, RawCommand, Scope,
};

/// The line between an exercise desk and the bundled backend. It holds no other backend, by its type; so an exercise
/// never reaches a real one. Exercises, scenarios and tests can cut it and lose answers on it.
pub struct Line {
    backend: backend::Connection,
    faults: Faults,
}

/// What goes wrong on a line.
#[derive(Clone, Debug, Default)]
pub struct Faults(Arc<State>);

#[derive(Debug, Default)]
struct State {
    is_cut: AtomicBool,
    lost_answers: AtomicU32,
}

impl Line {
    /// A line without faults.
    #[must_use]
    pub fn to(backend: backend::Connection) -> Self {
        Self { backend, faults: Faults::default() }
    }

    /// A line whose faults are in somebody's hands.
    #[must_use]
    pub fn with_faults(backend: backend::Connection, faults: Faults) -> Self {
        Self { backend, faults }
    }
}

impl From<backend::Connection> for Line {
    fn from(backend: backend::Connection) -> Self {
        Self::to(backend)
    }
}

impl Faults {
    /// From now on nothing gets through, or everything does again.
    pub fn cut(&self, is_cut: bool) {
        self.0.is_cut.store(is_cut, Ordering::SeqCst);
    }

    /// The next pushes are executed, and their answers are lost.
    pub fn lose_answers(&self, count: u32) {
        self.0.lost_answers.store(count, Ordering::SeqCst);
    }

    /// How many answers are still to be lost.
    #[must_use]
    pub fn answers_to_lose(&self) -> u32 {
        self.0.lost_answers.load(Ordering::SeqCst)
    }

    fn carry<T, E: From<NoAnswer>>(&self, ask: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        if self.0.is_cut.load(Ordering::SeqCst) { Err(NoAnswer::Unreachable.into()) } else { ask() }
    }

    fn loses_one(&self) -> bool {
        let one_less = |left: u32| left.checked_sub(1);
        self.0.lost_answers.fetch_update(Ordering::SeqCst, Ordering::SeqCst, one_less).is_ok()
    }
}

impl Backend for Line {
    fn handshake(&self) -> Result<Handshake, NoAnswer> {
        self.faults.carry(|| self.backend.handshake())
    }

    fn push(&self, commands: &[RawCommand]) -> Result<Vec<Answer>, NoAnswer> {
        let answers = self.faults.carry(|| self.backend.push(commands))?;
        if self.faults.loses_one() { Err(NoAnswer::Unreachable) } else { Ok(answers) }
    }

    fn unknown(&self, commands: &[CommandId]) -> Result<Vec<CommandId>, NoAnswer> {
        self.faults.carry(|| self.backend.unknown(commands))
    }

    fn pull(&self, scope: Scope, cursor: Option<Cursor>, limit: usize) -> Result<FeedPage, NoAnswer> {
        self.faults.carry(|| self.backend.pull(scope, cursor, limit))
    }

    fn look_up(&self, number: CprNumber, purpose: Option<&Purpose>) -> Result<LookUp, NoAnswer> {
        self.faults.carry(|| self.backend.look_up(number, purpose))
    }

    fn messages(&self, cursor: Option<InboxCursor>, limit: usize) -> Result<InboxPage, NoAnswer> {
        self.faults.carry(|| self.backend.messages(cursor, limit))
    }

    fn mark(&self, marks: &[Mark]) -> Result<(), NoAnswer> {
        self.faults.carry(|| self.backend.mark(marks))
    }

    fn hand_in(&self, device: &str, links: &[AccessLink]) -> Result<AccessHead, NoAnswer> {
        self.faults.carry(|| self.backend.hand_in(device, links))
    }

    fn handed_in(&self, device: &str, up_to: u64) -> Result<AccessHead, NoAnswer> {
        self.faults.carry(|| self.backend.handed_in(device, up_to))
    }

    fn accesses(&self, subject: PersonId, purpose: Option<&Purpose>) -> Result<Accesses, NoAnswer> {
        self.faults.carry(|| self.backend.accesses(subject, purpose))
    }
}
