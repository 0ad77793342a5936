//! Closing the window. The page is asked first; where it does not answer, or is asked twice, the window closes: nobody is
//! trapped.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::Deserialize;
use tauri::{Emitter, Manager, Runtime, State, WebviewWindow};

/// How long the page may take to say that it has heard, and then to say what is unsent.
const HEARS: Duration = Duration::from_secs(2);
const LOOKS: Duration = Duration::from_secs(10);

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
    /// The page has heard, keeps what is typed, and looks at what is unsent.
    Heard,
    /// The page shows what is unsent.
    Shown,
}

/// What the page answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Answer {
    /// It has heard.
    Heard,
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
        {
            let mut stage = self.stage();
            if *stage != Stage::Stays {
                return false;
            }
            *stage = Stage::Asked;
        }
        let (waiting, app) = (self.clone(), window.app_handle().clone());
        tauri::async_runtime::spawn_blocking(move || {
            if !waiting.is_answered(HEARS, LOOKS) {
                // A page that hangs does not let its window go.
                app.exit(0);
            }
        });
        window.emit("leave", ()).is_ok()
    }

    fn answered(&self, answer: Answer) {
        *self.stage() = match answer {
            Answer::Heard => Stage::Heard,
            Answer::Shown => Stage::Shown,
            Answer::Stay | Answer::Go => Stage::Stays,
        };
        self.0.1.notify_all();
    }

    fn is_answered(&self, hears: Duration, looks: Duration) -> bool {
        let passes = |stage: Stage, patience| {
            let stands = |now: &mut Stage| *now == stage;
            let waited = self.0.1.wait_timeout_while(self.stage(), patience, stands);
            *waited.unwrap_or_else(PoisonError::into_inner).0 != stage
        };
        passes(Stage::Asked, hears) && passes(Stage::Heard, looks)
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
        let (leaving, at_once) = (Leaving::default(), Duration::ZERO);
        *leaving.stage() = Stage::Asked;
        assert!(!leaving.is_answered(at_once, at_once));
        leaving.answered(Answer::Heard);
        assert!(!leaving.is_answered(at_once, at_once), "it has heard, and goes no further");
        leaving.answered(Answer::Shown);
        assert!(leaving.is_answered(at_once, at_once));
        assert_eq!(*leaving.stage(), Stage::Shown, "and the next one closes");
        leaving.answered(Answer::Stay);
        assert_eq!(*leaving.stage(), Stage::Stays, "and the next one is asked again");
    }
}
