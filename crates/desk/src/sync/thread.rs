use std::collections::BTreeSet;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::PersonId;
use exchange::{Backend, NoAnswer};

use super::{Input, Output, Queued, Sync};
use crate::cache::{FileError, HandedIn};
use crate::door::DeskEvent;
use crate::room::{LOG_BROKEN, Room, new_device};
use crate::trouble::Setback;

/// The most subjects in one page.
const PAGE: usize = 1_000;
/// An exercise clock may be set while the thread waits, so it looks at it now and then.
const LONGEST_WAIT: Duration = Duration::from_millis(500);

/// What wakes the thread.
#[derive(Default)]
pub(crate) struct Bell {
    state: Mutex<Rung>,
    rings: Condvar,
}

#[derive(Default)]
struct Rung {
    woken: bool,
    stop: bool,
}

impl Bell {
    /// Something has happened: look again.
    pub fn ring(&self) {
        self.change(|rung| rung.woken = true);
    }

    fn stop(&self) {
        self.change(|rung| rung.stop = true);
    }

    fn change(&self, act: impl FnOnce(&mut Rung)) {
        act(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner));
        self.rings.notify_all();
    }

    /// Waits until it rings, at most so long. False when it is time to stop.
    fn wait(&self, longest: Duration) -> bool {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let idle = |rung: &mut Rung| !rung.woken && !rung.stop;
        let (mut rung, _) = self.rings.wait_timeout_while(state, longest, idle).unwrap_or_else(PoisonError::into_inner);
        rung.woken = false;
        !rung.stop
    }
}

/// The thread that carries out what the machine says. It stops, and is waited for, when the engine is dropped.
pub(crate) struct Engine {
    room: Arc<Room>,
    thread: Option<JoinHandle<()>>,
}

impl Engine {
    pub fn start(room: &Arc<Room>) -> std::io::Result<Self> {
        let own = Arc::clone(room);
        let thread = thread::Builder::new().name("sync".to_owned()).spawn(move || run(&own))?;
        Ok(Self { room: Arc::clone(room), thread: Some(thread) })
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        self.room.bell.stop();
        // A listener may hold the last handle of the desk; the thread cannot wait for itself.
        if let Some(thread) = self.thread.take().filter(|thread| thread.thread().id() != thread::current().id()) {
            let _ = thread.join();
        }
    }
}

fn run(room: &Room) {
    loop {
        let wait = match room.step() {
            Output::Wait(until) => wait_of(until, room.now()),
            Output::Pull | Output::Push(_) | Output::AskKnown | Output::HandIn => Duration::ZERO,
        };
        if !room.bell.wait(wait) {
            return;
        }
    }
}

fn wait_of(until: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Duration {
    let left = until.and_then(|until| (until - now).to_std().ok()).unwrap_or(LONGEST_WAIT);
    left.clamp(Duration::from_millis(1), LONGEST_WAIT)
}

impl Room {
    /// One step of the machine, carried out. Whoever calls: steps never run side by side.
    pub(crate) fn step(&self) -> Output {
        let _alone = self.stepping.lock().unwrap_or_else(PoisonError::into_inner);
        // A file that fails now fails below as well, and that is said there.
        let _ = self.begin_day().and_then(|()| self.expire());
        let output = match self.prepared() {
            Ok((queue, log_waits)) => self.with_sync(|sync, now| sync.next(now, &queue, log_waits)),
            Err(error) => {
                let input = self.notice(&Err(error.into()));
                self.with_sync(|sync, now| sync.hear(input, now));
                Output::Wait(None)
            }
        };
        if let Some(done) = self.carry_out(&output) {
            let input = self.notice(&done);
            self.with_sync(|sync, now| sync.hear(input, now));
        }
        self.tell_connection();
        if matches!(output, Output::Wait(_)) {
            self.tell_trouble();
        }
        output
    }

    /// Keeps back what must not leave (S23-1.1k), on the latest that is known, and reads what is left.
    fn prepared(&self) -> Result<(Vec<Queued>, bool), FileError> {
        let now = self.now();
        let queue = self.queue()?;
        let numbers = self.files.cache.current_numbers(&queue.iter().map(|queued| queued.subject).collect())?;
        let to_hold = super::to_hold(&queue, domain::danish_day(now), |subject| numbers.get(&subject).copied());
        // The same piece would be refused for ever.
        let log_waits = !self.log_is_broken.load(Ordering::SeqCst) && self.files.access.waits()?;
        if to_hold.is_empty() {
            return Ok((queue, log_waits));
        }
        for (id, why) in &to_hold {
            self.files.outbox.hold(*id, *why, now)?;
        }
        let held = |queued: &&Queued| to_hold.iter().any(|(id, _)| *id == queued.id);
        self.tell_changed(queue.iter().filter(held).map(|queued| queued.subject));
        Ok((self.queue()?, log_waits))
    }

    /// Does what the machine says, stores what comes of it, and says what happened.
    fn carry_out(&self, output: &Output) -> Option<Result<Input, Setback>> {
        Some(match output {
            Output::Wait(_) => return None,
            Output::Pull => self.pull(),
            Output::Push(ids) => self.push(ids),
            Output::AskKnown => self.ask_known(),
            Output::HandIn => self.hand_in(),
        })
    }

    fn pull(&self) -> Result<Input, Setback> {
        self.greet()?;
        let cursor = self.read_to()?;
        let page = self.backend().pull(self.policy.scope, cursor, PAGE)?;
        if !page.answers(cursor) {
            return Err(NoAnswer::Unreachable.into());
        }
        self.note_life(&page)?;
        let is_first = !self.has_fetched()?;
        let changed = self.files.cache.store_page(&page, self.now())?;
        if is_first {
            // The line may go before the last page comes.
            self.contact_made()?;
        }
        if !changed.is_empty() {
            self.tell(DeskEvent::Changed { citizens: changed.iter().map(ToString::to_string).collect() });
        }
        self.notice_page(&page);
        if !page.more {
            self.contact_made()?;
            self.pull_inbox()?;
        }
        Ok(Input::Pulled { more: page.more })
    }

    fn push(&self, ids: &[domain::CommandId]) -> Result<Input, Setback> {
        let sent = self.files.outbox.send(ids, self.now())?;
        if sent.is_empty() {
            return Ok(Input::Answered);
        }
        self.tell(DeskEvent::Outbox);
        let (commands, about): (Vec<_>, BTreeSet<PersonId>) = sent.into_iter().unzip();
        let subjects: BTreeSet<PersonId> = self.files.cache.survivors(about)?;
        let answers = self.backend().push(&commands)?;
        self.files.outbox.answer(&answers, self.now())?;
        for subject in self.files.cache.outside_the_scope(&subjects)? {
            // Where it does not succeed, the verdict itself says what was done.
            let _ = self.look_up_again(subject);
        }
        self.tell_changed(subjects.into_iter());
        Ok(Input::Answered)
    }

    fn hand_in(&self) -> Result<Input, Setback> {
        let (device, links) = self.files.access.to_hand_in()?;
        let head = self.backend().hand_in(&device, &links)?;
        match self.files.access.handed_in(&head)? {
            HandedIn::Further => return Ok(Input::HandedIn),
            HandedIn::Parted => self.files.access.begin_anew(&new_device())?,
            HandedIn::NotTaken => self.log_is_broken.store(true, Ordering::SeqCst),
        }
        self.files.outbox.set(LOG_BROKEN, &true)?;
        Ok(Input::HandedIn)
    }

    /// Commands on these citizens have come further.
    pub(super) fn tell_changed(&self, subjects: impl Iterator<Item = PersonId>) {
        self.tell(DeskEvent::Outbox);
        self.tell(DeskEvent::Changed { citizens: subjects.map(|subject| subject.to_string()).collect() });
    }

    pub(crate) fn with_sync<T>(&self, act: impl FnOnce(&mut Sync, DateTime<Utc>) -> T) -> T {
        let now = self.now();
        act(&mut self.sync.lock().unwrap_or_else(PoisonError::into_inner), now)
    }

    pub(crate) fn backend(&self) -> std::sync::MutexGuard<'_, Box<dyn Backend>> {
        self.backend.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
