//! An exercise that begins again.

use sealed::discard;

use super::*;

impl Gate {
    /// Closes the open exercise, deletes all of its files and opens it anew: citizens, clock, outbox, drafts and access log
    /// are those of the beginning. How the screen is set is the caseworker's own and stays.
    pub(super) fn begin_exercise_again(&self) -> Result<GateView, DeskError> {
        let House::Exercise { folder, desk, .. } = &self.0.place.house else { return Err(DeskError::Malformed) };
        let taken = self.take(|state| matches!(state, State::Open(_)));
        let Some(State::Open(open)) = taken else { return Err(DeskError::Locked) };
        // What is asked of the old one now is answered with nothing.
        self.0.ear.is_open.store(false, Ordering::SeqCst);
        self.0.lockings.fetch_add(1, Ordering::SeqCst);
        let settings = open.desk.settings();
        drop(open);
        let is_done = self.is_closed(desk) && discard(folder).is_ok();
        let state = self.opened(Vec::new());
        if let State::Open(fresh) = &state {
            // Where they cannot be kept, the screen looks as at the first start.
            let _ = fresh.desk.set(settings);
        }
        self.put(state);
        if is_done { Ok(self.view()) } else { Err(not_reset()) }
    }
}

fn not_reset() -> DeskError {
    asked(
        "Øvelsen kunne ikke nulstilles: dens filer er i brug eller kan ikke slettes. Intet er gået tabt. Prøv igen.",
        "The exercise could not be reset: its files are in use or cannot be deleted. Nothing is lost. Try again.",
    )
}
