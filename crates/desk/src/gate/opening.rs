//! How the house behind the gate is opened, and opened again after something was set aside.

use std::path::{Path, PathBuf};
use std::time::Instant;

use domain::danish_day;
use exchange::Clock;
use sealed::header::LiveHeader;
use sealed::{FolderLock, Key, LockError};

use super::live::Entrance;
use super::trouble::Trouble;
use super::*;
use crate::cache::Outbox;
use crate::{Caseworker, OpenDesk, open, view};

/// Opens an exercise, whose folder is locked, and tells the listener what happens there from then on.
pub type OpenExercise = Box<dyn Fn(Listener) -> Result<Desk, OpenDesk> + Send + Sync>;
/// Opens a live desk, whose folder is locked, with its key, for its caseworker.
pub type OpenLive = Box<dyn Fn(&LivePlace, &Key, Caseworker, Listener) -> Result<Desk, OpenDesk> + Send + Sync>;

impl Gate {
    /// Opens the desk, or learns why it does not open. To be called once, and not by the listener.
    pub fn open(&self) {
        let _visit = self.0.inside.enter();
        self.put(self.opened(Vec::new()));
    }

    /// The state that opening leads to.
    pub(super) fn opened(&self, notices: Vec<Text>) -> State {
        let opened = match &self.0.place.house {
            House::Exercise { folder, open, .. } => {
                FolderLock::take(folder).map_err(OpenDesk::from).and_then(|lock| Ok((open(self.ear())?, lock)))
            }
            House::Live { folder, .. } => return self.at_the_entrance(folder, notices),
        };
        match opened {
            Ok((desk, lock)) => State::Open(self.found(desk, Some(lock), notices)),
            Err(why) => State::Troubled(why.into()),
        }
    }

    /// A live desk: nobody has set it up, or its keychain opens it, or it waits for somebody.
    fn at_the_entrance(&self, folder: &Path, notices: Vec<Text>) -> State {
        // The lock is given back first, where somebody tries again.
        guard(&self.0.entrance).take();
        match Entrance::find(folder) {
            Ok(None) => return self.first_start(notices),
            Ok(found) => *guard(&self.0.entrance) = found,
            Err(why) => return State::Troubled(why),
        }
        if !self.ways().contains(&WayView::Keychain) {
            return State::Locked(Locked { behind: None, since: None, notice: None });
        }
        self.opened_by_keychain(notices)
    }

    /// What leads to the key, and where. A keychain may wait for its owner, and nobody waits for a keychain: it is asked
    /// under no lock, and what comes of it is [kept](Self::keep).
    pub(super) fn header(&self) -> Option<(LivePlace, LiveHeader)> {
        guard(&self.0.entrance).as_ref().map(|entrance| (entrance.place.clone(), entrance.header.clone()))
    }

    /// Keeps what was learnt of a desk, unless the entrance is another's by now, or nobody's.
    pub(super) fn keep(&self, place: &LivePlace, keep: impl FnOnce(&mut Entrance)) -> Option<()> {
        guard(&self.0.entrance).as_mut().filter(|entrance| entrance.place.desk == place.desk).map(keep)
    }

    /// Opens a live desk whose key is known. Whose it is stands in its outbox, or is said now.
    pub(super) fn unlocked(&self, who: Option<Caseworker>, mut notices: Vec<Text>) -> State {
        let House::Live { open, .. } = &self.0.place.house else { return State::Troubled(Trouble::Closing) };
        let (place, key) = match guard(&self.0.entrance).as_mut() {
            Some(Entrance { place, key: Some(key), .. }) => (place.clone(), key.clone()),
            Some(_) | None => return State::Troubled(Trouble::Closing),
        };
        let who = match who.map_or_else(|| open::owner(&place.desk, &key), |who| Ok(Some(who))) {
            Ok(Some(who)) => who,
            Ok(None) => return State::FirstStart(FirstStart { ways: Vec::new(), notices }),
            Err(why) => return State::Troubled(why.into()),
        };
        if who.jobcentre != place.jobcentre {
            return State::Troubled(OpenDesk::AnotherOwner.into());
        }
        match open(&place, &key, who, self.ear()) {
            Ok(desk) => {
                notices.extend(guard(&self.0.entrance).as_mut().and_then(Entrance::mend));
                State::Open(self.found(desk, None, notices))
            }
            Err(why) => State::Troubled(why.into()),
        }
    }

    fn found(&self, desk: Desk, folder: Option<FolderLock>, mut notices: Vec<Text>) -> Opened {
        notices.extend_from_slice(desk.notices());
        Opened { desk, notices, _folder: folder }
    }

    fn ear(&self) -> Listener {
        let ear = Arc::clone(&self.0.ear);
        Box::new(move |event| {
            if ear.is_open.load(Ordering::SeqCst) {
                (ear.tell)(event);
            }
        })
    }

    /// Nobody has set the desk up.
    fn first_start(&self, notices: Vec<Text>) -> State {
        let mut ways = vec![WayView::Passphrase];
        if self.has_keychain() {
            ways.insert(0, WayView::Keychain);
        }
        State::FirstStart(FirstStart { ways, notices })
    }

    pub(super) fn first_start_view(&self, ways: &[WayView]) -> GateView {
        let known = guard(&self.0.entrance).as_ref().map(|entrance| entrance.place.jobcentre);
        let mut jobcentres = view::jobcentres(danish_day(MachineClock.now())).jobcentres;
        if let Some(known) = known {
            jobcentres.retain(|one| one.id == known.to_string());
        }
        GateView::FirstStart { ways: ways.to_vec(), jobcentres }
    }

    /// The folder of the desk's own files, and their key where it is known.
    pub(super) fn files(&self) -> Option<(PathBuf, Key)> {
        match &self.0.place.house {
            House::Exercise { desk, .. } => sealed::header::exercise_key(desk).ok().map(|key| (desk.clone(), key)),
            House::Live { .. } => {
                let entrance = guard(&self.0.entrance);
                let entrance = entrance.as_ref()?;
                Some((entrance.place.desk.clone(), entrance.key.clone()?))
            }
        }
    }

    /// A file has failed while the desk was open. Where something in it is damaged, the desk is opened again: without the
    /// copy of the citizens, which is fetched anew, or not at all where it is the outbox.
    pub(super) fn look_for_damage(&self) {
        let Some(name) = self.desk().ok().and_then(|desk| desk.damaged()) else { return };
        let Some((folder, _)) = self.files() else { return };
        let Some(open) = self.take(|state| matches!(state, State::Open(_))) else { return };
        self.0.ear.is_open.store(false, Ordering::SeqCst);
        drop(open);
        let mut notices = Vec::new();
        if self.is_closed(&folder) && name != Outbox::FILE && open::give_way(&folder, name).is_ok() {
            notices.push(open::rebuilt(name));
        }
        self.put(match &self.0.place.house {
            House::Exercise { .. } => self.opened(notices),
            House::Live { .. } => self.unlocked(None, notices),
        });
    }

    /// Whoever still answers something has its own hold on the desk: waits until the last has let go.
    #[allow(clippy::disallowed_methods, reason = "the edge: how long somebody may take")]
    pub(super) fn is_closed(&self, folder: &Path) -> bool {
        let begun = Instant::now();
        loop {
            match FolderLock::take(folder) {
                Ok(_) => return true,
                Err(LockError::InUse) if begun.elapsed() < CLOSING => std::thread::yield_now(),
                Err(_) => return false,
            }
        }
    }
}
