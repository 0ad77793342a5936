//! A keychain may wait for its owner as long as that takes. The gate asks it, and does not wait with it: it says that there
//! is no answer, and an answer that comes late opens the desk where nothing else has done so.

use std::sync::mpsc::{SendError, sync_channel};
use std::thread;
use std::time::Duration;

use sealed::Key;
use sealed::header::{UnlockError, Way};

use super::trouble::Trouble;
use super::{Gate, House, LivePlace, Locked, State, live};
use crate::door::{Text, WayView};

/// How long a keychain may take before the caseworker is told that it does not answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// A key from the keychain, and of which desk it is.
type Answer = Result<(LivePlace, Key), UnlockError>;

impl Gate {
    /// Opens the desk by its keychain, or says why that cannot be done now.
    pub(super) fn opened_by_keychain(&self, notices: Vec<Text>) -> State {
        self.heard(self.in_time(Self::ask_keychain, Self::heard_late), notices)
    }

    /// Goes the keychain's way, and waits for its owner.
    pub(super) fn by_keychain(&self) -> Result<(), UnlockError> {
        self.ask_keychain().and_then(|found| self.keep_key(found))
    }

    /// Whether secrets can be kept in the keychain. It is asked now, and not whenever somebody looks.
    pub(super) fn has_keychain(&self) -> bool {
        let ask = |gate: &Self| match &gate.0.place.house {
            House::Live { keychain, .. } => live::is_reachable(keychain.as_ref()),
            House::Exercise { .. } => false,
        };
        self.in_time(ask, |_, _| {}).unwrap_or(false)
    }

    /// What `ask` answers in time. What comes later, `late` hears.
    fn in_time<T: Send + 'static>(&self, ask: fn(&Self) -> T, late: fn(&Self, T)) -> Option<T> {
        // It holds nothing: an answer is taken by whoever waits here, or comes back to whoever asked.
        let (tell, told) = sync_channel(0);
        let gate = self.clone();
        let asks = move || {
            if let Err(SendError(answer)) = tell.send(ask(&gate)) {
                late(&gate, answer);
            }
        };
        thread::Builder::new().name("keychain".to_owned()).spawn(asks).ok()?;
        told.recv_timeout(PATIENCE).ok()
    }

    fn ask_keychain(&self) -> Answer {
        let House::Live { keychain, .. } = &self.0.place.house else { return Err(UnlockError::NoSuchWay) };
        let (place, header) = self.header().ok_or(UnlockError::NoSuchWay)?;
        let key = header.unlock(Way::Keychain(keychain.as_ref()))?;
        Ok((place, key))
    }

    fn keep_key(&self, (place, key): (LivePlace, Key)) -> Result<(), UnlockError> {
        self.keep(&place, |entrance| entrance.key = Some(key)).ok_or(UnlockError::NoSuchWay)
    }

    /// The state that the keychain's answer leads to, or that there is none yet.
    fn heard(&self, answer: Option<Answer>, notices: Vec<Text>) -> State {
        let trouble = match answer.map(|answer| answer.and_then(|found| self.keep_key(found))) {
            Some(Ok(())) => return self.unlocked(None, notices),
            Some(Err(UnlockError::KeychainLost)) => Trouble::KeychainLost,
            Some(Err(_)) => Trouble::NoKeychain,
            None => Trouble::KeychainSilent,
        };
        if self.ways().contains(&WayView::Passphrase) {
            State::Locked(Locked { behind: None, since: None, notice: Some(use_the_passphrase(&trouble)) })
        } else {
            State::Troubled(trouble)
        }
    }

    fn heard_late(&self, answer: Answer) {
        let _visit = self.0.inside.enter();
        let is_waited_for = |state: &State| match state {
            State::Troubled(why) => matches!(why, Trouble::KeychainSilent | Trouble::NoKeychain),
            State::Locked(locked) => locked.behind.is_none(),
            State::Opening | State::FirstStart(_) | State::Open(_) | State::Closed => false,
        };
        if self.take(is_waited_for).is_some() {
            self.put(self.heard(Some(answer), Vec::new()));
        }
    }
}

fn use_the_passphrase(why: &Trouble) -> Text {
    match why {
        Trouble::KeychainLost => Text::new(
            "Nøglen er væk fra pc'ens nøglering. Brug din adgangssætning; kontakt jeres systemansvarlige, hvis du ikke selv har nulstillet nøgleringen.",
            "The key is gone from the computer's keychain. Use your passphrase; tell whoever runs your system if you have not reset the keychain yourself.",
        ),
        Trouble::KeychainSilent => Text::new(
            "Pc'ens nøglering svarer ikke endnu. Lås den op, hvis pc'en beder om det, så åbner Sagsbord af sig selv. Ellers brug din adgangssætning.",
            "The computer's keychain does not answer yet. Unlock it if the computer asks for that, and Sagsbord opens by itself. If not, use your passphrase.",
        ),
        _ => Text::new(
            "Pc'ens nøglering svarer ikke. Brug din adgangssætning.",
            "The computer's keychain does not answer. Use your passphrase.",
        ),
    }
}
