//! The two houses behind a gate: an exercise in a small jobcentre, and a live desk.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use backend::{Bundled, MachineClock};
use desk::door::*;
use desk::{Caseworker, Desk, Gate, House, Line, Place};
use domain::{Actor, CaseworkerId, JobcentreCode};
use sealed::testing::MemoryKeychain;
use sealed::{Key, Keychain, NotReachable};
use tempfile::TempDir;

use crate::world::*;

pub type Heard = Arc<Mutex<Vec<DeskEvent>>>;

/// A gate before the desk of a small jobcentre.
pub fn exercise(world: &World, lock_after: Option<Duration>) -> (Gate, Heard) {
    exercise_of(world, line(), lock_after)
}

pub fn exercise_of(world: &World, who: Caseworker, lock_after: Option<Duration>) -> (Gate, Heard) {
    gate(world.folder.path(), exercise_house(world, who, |_| {}), lock_after)
}

pub fn exercise_house(world: &World, who: Caseworker, opened: impl Fn(&Desk) + Send + Sync + 'static) -> House {
    let (bundled, faults, clock, desk) =
        (world.bundled.clone(), world.faults.clone(), world.clock.clone(), world.desk_folder());
    let open = {
        let desk = desk.clone();
        Box::new(move |listener| {
            let who = who.clone();
            let actor = Actor::Caseworker { caseworker: who.id.clone(), jobcentre: who.jobcentre };
            let line = Line::with_faults(bundled.connect(actor), faults.clone());
            let desk = Desk::open_exercise(&desk, line, who, clock.clone(), listener)?;
            desk.settle();
            opened(&desk);
            Ok(desk)
        })
    };
    House::Exercise { folder: desk.parent().unwrap().to_owned(), desk, open }
}

pub fn gate(folder: &Path, house: House, lock_after: Option<Duration>) -> (Gate, Heard) {
    let (gate, heard) = before(folder, house, lock_after);
    gate.open();
    (gate, heard)
}

/// A gate that nobody has opened.
pub fn before(folder: &Path, house: House, lock_after: Option<Duration>) -> (Gate, Heard) {
    let heard = Heard::default();
    let own = Arc::clone(&heard);
    let gate = Gate::before(place(folder, house, lock_after), move |event| own.lock().unwrap().push(event));
    (gate, heard)
}

pub fn place(folder: &Path, house: House, lock_after: Option<Duration>) -> Place {
    Place { house, appearance: folder.join("appearance.json"), exports: folder.join("eksport"), lock_after }
}

pub fn line() -> Caseworker {
    Caseworker {
        id: CaseworkerId("line".into()),
        name: "Line Bjerre".into(),
        jobcentre: "75100".parse::<JobcentreCode>().unwrap(),
    }
}

pub fn view(gate: &Gate) -> GateView {
    gate.gate(Nothing {}).unwrap()
}

pub fn is_open(view: &GateView) -> bool {
    matches!(view, GateView::Open { .. })
}

pub fn asked(error: DeskError) -> String {
    let DeskError::Asked { text } = error else { panic!("{error:?}") };
    text.da
}

/// One keychain for several gates.
#[derive(Clone, Default)]
pub struct Shared(pub Arc<MemoryKeychain>);

impl Keychain for Shared {
    fn get(&self, account: &str) -> Result<Option<Key>, NotReachable> {
        self.0.get(account)
    }

    fn set(&self, account: &str, secret: &Key) -> Result<(), NotReachable> {
        self.0.set(account, secret)
    }

    fn delete(&self, account: &str) -> Result<(), NotReachable> {
        self.0.delete(account)
    }
}

pub fn live(folder: &TempDir, keychain: &(impl Keychain + Clone + Send + Sync + 'static)) -> Gate {
    gate(folder.path(), live_house(folder, keychain), None).0
}

pub fn live_house(folder: &TempDir, keychain: &(impl Keychain + Clone + Send + Sync + 'static)) -> House {
    let open = Box::new(|place: &desk::LivePlace, key: &Key, who: Caseworker, listener| {
        let clock = Arc::new(MachineClock);
        let backend = Bundled::open(&place.tenant, key, reference::lists(), clock.clone()).unwrap();
        let actor = Actor::Caseworker { caseworker: who.id.clone(), jobcentre: who.jobcentre };
        Desk::open_live(&place.desk, key, Box::new(backend.connect(actor)), who, clock, listener)
    });
    House::Live { folder: folder.path().join("live"), keychain: Box::new(keychain.clone()), open }
}

pub fn set_up(passphrase: Option<&str>) -> SetUp {
    SetUp {
        name: "Line Bjerre".into(),
        user: "line".into(),
        jobcentre: "75100".into(),
        passphrase: passphrase.map(|typed| Typed(typed.into())),
    }
}

pub fn with(passphrase: &str) -> Unlock {
    Unlock::Passphrase { passphrase: Typed(passphrase.into()) }
}

/// The caseworker's folder.
pub fn desk_folder(folder: &TempDir) -> PathBuf {
    let tenant = folder.path().join("live").join("75100");
    let mut folders = std::fs::read_dir(tenant).unwrap().map(|entry| entry.unwrap().path());
    folders.find(|path| path.is_dir() && path.extension().is_none()).unwrap()
}
