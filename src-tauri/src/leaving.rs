//! Closing the window. The page is asked first; where it does not answer, or is asked twice, the window closes: nobody is
//! trapped.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::Deserialize;
use tauri::{Emitter, Runtime, State, WebviewWindow};

/// How long the page may take to say that it is there.
const PATIENCE: Duration = Duration::from_secs(2);

/// Who wants to close the window, and whether the page has heard of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Leaving(Arc<(Mutex<Stage>, Condvar)>);

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stage {
    /// Nobody wants to leave.
    #[default]
    Stays,
    /// The page is asked.
    Asked,
    /// The page shows what is unsent.
    Shown,
}

/// What the page answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Answer {
    /// It shows what is unsent.
    Shown,
    /// The caseworker stays.
    Stay,
    /// The window closes.
    Go,
}

/// The page's answer to being closed.
#[tauri::command]
pub(crate) fn leave<R: Runtime>(
    window: WebviewWindow<R>,
    leaving: State<'_, Leaving>,
    answer: Answer,
) -> Result<(), ()> {
    leaving.answered(answer);
    if answer == Answer::Go { window.destroy().map_err(drop) } else { Ok(()) }
}

impl Leaving {
    /// Somebody closes the window. False where it closes at once, for somebody has done so already.
    pub fn asks<R: Runtime>(&self, window: &WebviewWindow<R>) -> bool {
        if *self.stage() != Stage::Stays || window.emit("leave", ()).is_err() {
            return false;
        }
        *self.stage() = Stage::Asked;
        let (waiting, window) = (self.clone(), window.clone());
        tauri::async_runtime::spawn_blocking(move || {
            if !waiting.is_answered(PATIENCE) {
                // It is closed already where this fails.
                let _ = window.destroy();
            }
        });
        true
    }

    fn answered(&self, answer: Answer) {
        *self.stage() = if answer == Answer::Shown { Stage::Shown } else { Stage::Stays };
        self.0.1.notify_all();
    }

    fn is_answered(&self, patience: Duration) -> bool {
        let asked = |stage: &mut Stage| *stage == Stage::Asked;
        let waited = self.0.1.wait_timeout_while(self.stage(), patience, asked);
        *waited.unwrap_or_else(PoisonError::into_inner).0 != Stage::Asked
    }

    fn stage(&self) -> MutexGuard<'_, Stage> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_does_not_answer_is_not_waited_for() {
        let leaving = Leaving::default();
        *leaving.stage() = Stage::Asked;
        assert!(!leaving.is_answered(Duration::ZERO));
        leaving.answered(Answer::Shown);
        assert!(leaving.is_answered(Duration::ZERO));
        assert_eq!(*leaving.stage(), Stage::Shown, "and the next one closes");
        leaving.answered(Answer::Stay);
        assert_eq!(*leaving.stage(), Stage::Stays, "and the next one is asked again");
    }
}
