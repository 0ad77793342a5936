use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use desk::door::DeskEvent;
use exchange::NoAnswer;

use super::Said;
use crate::line::wire::{Reply, Request, Way};

/// The way to the backend, which says what goes over it.
pub(super) struct Telling {
    way: backend::Connection,
    stores: Arc<AtomicBool>,
}

/// Hears what the desk tells of its outbox.
pub(super) struct Listener(Arc<AtomicBool>);

/// A way, and who hears when an answer that came over it is stored.
pub(super) fn telling(way: backend::Connection) -> (Telling, Listener) {
    let stores = Arc::new(AtomicBool::new(false));
    (Telling { way, stores: Arc::clone(&stores) }, Listener(stores))
}

impl Way for Telling {
    fn carry(&self, request: Request) -> Result<Reply, NoAnswer> {
        match request {
            Request::Pull(..) => say(&Said::Pulls),
            Request::Push(_) => say(&Said::Pushes),
            _ => {}
        }
        let reply = request.ask(&self.way);
        if matches!(request, Request::Push(_)) {
            self.stores.store(true, Ordering::SeqCst);
        }
        reply
    }
}

impl Listener {
    /// The desk tells of a push once its answers are stored.
    pub fn hear(&self, event: &DeskEvent) {
        if matches!(event, DeskEvent::Outbox) && self.0.swap(false, Ordering::SeqCst) {
            say(&Said::Pushed);
        }
    }
}

/// One write, so that a line is there whole or not at all.
pub(super) fn say(said: &Said) {
    let line = format!("{}\n", said.line());
    let mut out = std::io::stdout().lock();
    // Where nobody listens any more, nobody will kill it either.
    if out.write_all(line.as_bytes()).and_then(|()| out.flush()).is_err() {
        std::process::exit(1);
    }
}
