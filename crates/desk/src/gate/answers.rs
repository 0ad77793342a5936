//! What a face asks of the gate itself.

use std::time::Instant;

use domain::{CaseworkerId, JobcentreCode};
use sealed::Passphrase;
use sealed::header::{ChangeError, UnlockError, Way};

use super::live::NotMade;
use super::*;
use crate::cache::Outbox;
use crate::view::Language;
use crate::{Caseworker, OpenDesk};

impl AtTheGate for Gate {
    fn gate(&self, _: Nothing) -> Result<GateView, DeskError> {
        Ok(self.view())
    }

    fn appearance(&self, _: Nothing) -> Result<Appearance, DeskError> {
        Ok(appearance::read(&self.0.place.appearance))
    }

    fn set_up(&self, request: SetUp) -> Result<GateView, DeskError> {
        let who = caseworker(&request)?;
        let taken = self.take(|state| matches!(state, State::FirstStart(_)));
        let Some(State::FirstStart(first)) = taken else { return Ok(self.view()) };
        match self.make(&who, request.passphrase) {
            Ok(()) => self.put(self.unlocked(Some(who), first.notices)),
            Err(Refused::Trouble(why)) => self.put(State::Troubled(why)),
            Err(Refused::Asked(error)) => {
                self.put(State::FirstStart(first));
                return Err(error);
            }
        }
        Ok(self.view())
    }

    fn unlock(&self, request: Unlock) -> Result<GateView, DeskError> {
        let locking = self.0.lockings.load(Ordering::SeqCst);
        if !matches!(*self.settled(), State::Locked(_)) {
            return Ok(self.view());
        }
        match request {
            Unlock::Enter if self.is_exercise() => {}
            Unlock::Enter => return Err(DeskError::Malformed),
            Unlock::Keychain => self.by_keychain().map_err(|why| not_unlocked(&why))?,
            Unlock::Passphrase { passphrase } => self.by_passphrase(passphrase)?,
        }
        self.open_door(locking);
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

    fn change_passphrase(&self, request: ChangePassphrase) -> Result<GateView, DeskError> {
        self.desk()?;
        let House::Live { keychain, .. } = &self.0.place.house else { return Err(DeskError::Malformed) };
        let new = Passphrase::new(request.new.0).map_err(|_| too_short())?;
        let present = match request.present {
            Some(typed) => Some(self.typed(typed)?),
            None => None,
        };
        let _alone = guard(&self.0.changing);
        // Who has a passphrase proves it; the keychain would answer whoever sits there.
        let by = match (&present, self.ways().contains(&WayView::Passphrase)) {
            (Some(present), true) => Way::Passphrase(present),
            (None, true) => return Err(wrong_passphrase()),
            (_, false) => Way::Keychain(keychain.as_ref()),
        };
        let Some((place, mut header)) = self.header() else { return Err(DeskError::Malformed) };
        let changed = header.add(by, Way::Passphrase(&new));
        self.keep(&place, |entrance| entrance.header = header);
        match changed {
            // Without its copy the change is made too; the next start writes that.
            Ok(()) | Err(ChangeError::CopyNotWritten(_)) => {
                (self.0.ear.tell)(DeskEvent::Gate { gate: self.view() });
                Ok(self.view())
            }
            Err(ChangeError::Unlock(why)) => Err(self.refused(&why)),
            Err(ChangeError::KeychainNotReachable(_) | ChangeError::Header(_)) => Err(asked(
                "Adgangssætningen er ikke ændret: filen med nøglen kan ikke skrives. Se efter, om der er plads på disken.",
                "The passphrase is not changed: the file of the key cannot be written. See whether there is room on the disk.",
            )),
        }
    }

    fn try_again(&self, _: Nothing) -> Result<GateView, DeskError> {
        if self.take(|state| matches!(state, State::Troubled(_))).is_some() {
            self.put(self.opened(Vec::new()));
        }
        Ok(self.view())
    }

    fn export_unsent(&self, request: Export) -> Result<Exported, DeskError> {
        if !matches!(*self.settled(), State::Troubled(Trouble::Desk(OpenDesk::Outbox(_)))) {
            return Err(DeskError::Locked);
        }
        let (desk, key) = self.files().ok_or(DeskError::Locked)?;
        let language = if request.language == "en" { Language::English } else { Language::Danish };
        export::export(&desk, &key, &self.0.place.exports, language)
    }

    fn begin_anew(&self, request: BeginAnew) -> Result<GateView, DeskError> {
        let exercise = self.is_exercise();
        let is_offered = |state: &State| match state {
            State::Troubled(why) => trouble::gives_up(why, exercise) == Some(request.gives_up),
            State::Locked(Locked { behind: None, .. }) => request.gives_up == GiveUp::Desk && !exercise,
            State::Opening | State::FirstStart(_) | State::Locked(_) | State::Open(_) | State::Closed => false,
        };
        let Some(taken) = self.take(is_offered) else { return Err(DeskError::Malformed) };
        let (state, is_done) = self.set_aside(request.gives_up, taken);
        self.put(state);
        if is_done { Ok(self.view()) } else { Err(not_set_aside()) }
    }

    fn reset_exercise(&self, _: Nothing) -> Result<GateView, DeskError> {
        self.begin_exercise_again()
    }
}

/// Why a first start goes no further.
enum Refused {
    Asked(DeskError),
    Trouble(Trouble),
}

impl Gate {
    /// Makes folder and key, unless the key is known and only the caseworker was not.
    fn make(&self, who: &Caseworker, passphrase: Option<Typed>) -> Result<(), Refused> {
        let House::Live { folder, keychain, .. } = &self.0.place.house else {
            return Err(Refused::Asked(DeskError::Malformed));
        };
        if guard(&self.0.entrance).is_some() {
            return Ok(());
        }
        let typed = passphrase.map(|typed| Passphrase::new(typed.0)).transpose();
        let typed = typed.map_err(|_| Refused::Asked(too_short()))?;
        let way = typed.as_ref().map_or(Way::Keychain(keychain.as_ref()), Way::Passphrase);
        match Entrance::make(folder, who.jobcentre, way) {
            Ok(made) => {
                *guard(&self.0.entrance) = Some(made);
                Ok(())
            }
            Err(NotMade::NoKeychain) => Err(Refused::Asked(asked(
                "Pc'ens nøglering svarer ikke. Vælg en adgangssætning i stedet.",
                "The computer's keychain does not answer. Choose a passphrase instead.",
            ))),
            Err(NotMade::Desk(why)) => Err(Refused::Trouble(why.into())),
        }
    }

    /// Locked becomes open: the door alone, or the files for the first time. Not where it has been locked anew since somebody
    /// asked: they may have left.
    fn open_door(&self, locking: u64) {
        let is_asked = || self.0.lockings.load(Ordering::SeqCst) == locking;
        match self.take(|state| matches!(state, State::Locked(_)) && is_asked()) {
            Some(State::Locked(Locked { behind: Some(opened), .. })) => self.put(State::Open(opened)),
            Some(_) => self.put(self.unlocked(None, Vec::new())),
            None => {}
        }
    }

    fn by_passphrase(&self, typed: Typed) -> Result<(), DeskError> {
        let passphrase = self.typed(typed)?;
        let mut entrance = guard(&self.0.entrance);
        let Some(entrance) = entrance.as_mut() else { return Err(DeskError::Malformed) };
        match entrance.unlock(Way::Passphrase(&passphrase)) {
            Ok(()) => {
                *guard(&self.0.patience) = Patience::default();
                Ok(())
            }
            Err(why) => Err(self.refused(&why)),
        }
    }

    /// What was typed, when it is time for another try. What is too short to be a passphrase is a wrong one.
    #[allow(clippy::disallowed_methods, reason = "the edge: how long the next try waits")]
    fn typed(&self, typed: Typed) -> Result<Passphrase, DeskError> {
        if let Some(left) = guard(&self.0.patience).left(Instant::now()) {
            let seconds = left.as_millis().div_ceil(1000);
            return Err(DeskError::Asked {
                text: Text::new(
                    format!("Vent {seconds} sekunder, og prøv igen. Ventetiden vokser for hvert forkert forsøg."),
                    format!("Wait {seconds} seconds and try again. The wait grows with each wrong try."),
                ),
            });
        }
        Passphrase::new(typed.0).map_err(|_| self.refused(&UnlockError::WrongPassphrase))
    }

    #[allow(clippy::disallowed_methods, reason = "the edge: how long the next try waits")]
    fn refused(&self, why: &UnlockError) -> DeskError {
        if matches!(why, UnlockError::WrongPassphrase) {
            guard(&self.0.patience).was_wrong(Instant::now());
        }
        not_unlocked(why)
    }

    /// Sets aside what is given up. The state that follows, and whether it is done.
    fn set_aside(&self, gives_up: GiveUp, taken: State) -> (State, bool) {
        match (gives_up, &self.0.place.house) {
            (GiveUp::Unsent, house) => {
                let aside = self.files().and_then(|(desk, _)| sealed::set_aside(&desk.join(Outbox::FILE)).ok());
                let Some(notices) = aside.map(|aside| vec![outbox_anew(&aside)]) else { return (taken, false) };
                match house {
                    House::Exercise { .. } => (self.opened(notices), true),
                    House::Live { .. } => (self.unlocked(None, notices), true),
                }
            }
            (GiveUp::Exercise | GiveUp::Desk, House::Exercise { folder, .. }) => match sealed::set_aside(folder) {
                Ok(_) => (self.opened(Vec::new()), true),
                Err(_) => (taken, false),
            },
            (GiveUp::Exercise | GiveUp::Desk, House::Live { folder, .. }) => {
                // The folder's lock is given back before the folder is renamed. So what was is gone, also where the
                // folder stays.
                guard(&self.0.entrance).take();
                let is_done = Entrance::set_aside(folder).is_ok();
                (self.opened(Vec::new()), is_done)
            }
        }
    }
}

fn caseworker(request: &SetUp) -> Result<Caseworker, DeskError> {
    let (name, user) = (request.name.trim(), request.user.trim());
    let jobcentre: Option<JobcentreCode> = request.jobcentre.parse().ok();
    match jobcentre {
        Some(jobcentre) if !name.is_empty() && !user.is_empty() && name.len() <= 200 && user.len() <= 100 => {
            Ok(Caseworker { id: CaseworkerId(user.to_owned()), name: name.to_owned(), jobcentre })
        }
        Some(_) | None => Err(asked(
            "Skriv dit navn og dit brugernavn, og vælg dit jobcenter.",
            "Type your name and your user name, and choose your jobcentre.",
        )),
    }
}

fn not_unlocked(why: &UnlockError) -> DeskError {
    match why {
        UnlockError::WrongPassphrase | UnlockError::NoSuchWay => wrong_passphrase(),
        UnlockError::KeychainNotReachable(_) => asked(
            "Pc'ens nøglering svarer ikke. Lås nøgleringen op, og prøv igen, eller brug adgangssætningen.",
            "The computer's keychain does not answer. Unlock the keychain and try again, or use the passphrase.",
        ),
        UnlockError::KeychainLost => asked(
            "Nøglen er væk fra pc'ens nøglering. Brug adgangssætningen, hvis du har en; ellers kontakt jeres systemansvarlige, før du lukker Sagsbord.",
            "The key is gone from the computer's keychain. Use the passphrase if you have one; if not, tell whoever runs your system before you close Sagsbord.",
        ),
        UnlockError::HeaderDamaged => asked(
            "Filen med nøglen er beskadiget. Luk Sagsbord og åbn det igen.",
            "The file of the key is damaged. Close Sagsbord and open it again.",
        ),
        UnlockError::OutOfMemory => asked(
            "Pc'en har for lidt hukommelse lige nu. Luk noget andet, og prøv igen.",
            "The computer has too little memory just now. Close something else and try again.",
        ),
    }
}

fn wrong_passphrase() -> DeskError {
    asked(
        "Adgangssætningen passer ikke. Se efter, om Caps Lock er slået til, og prøv igen.",
        "The passphrase does not fit. See whether Caps Lock is on, and try again.",
    )
}

fn too_short() -> DeskError {
    asked(
        "Adgangssætningen skal have mindst 12 tegn. Brug gerne fire ord, som kun du sætter sammen.",
        "The passphrase must have at least 12 characters. Four words that only you would put together are good.",
    )
}

fn not_set_aside() -> DeskError {
    asked(
        "Filerne kunne ikke lægges til side. De er, hvor de var. Prøv igen, eller kontakt jeres systemansvarlige.",
        "The files could not be set aside. They are where they were. Try again, or tell whoever runs your system.",
    )
}

fn outbox_anew(aside: &std::path::Path) -> Text {
    let name = aside.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Text::new(
        format!(
            "Listen over det, der ikke er sendt, er begyndt forfra. Den gamle fil er lagt til side som {name} og er ikke slettet."
        ),
        format!("The list of what is not sent has begun anew. The old file is set aside as {name} and is not deleted."),
    )
}
