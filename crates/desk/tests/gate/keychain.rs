//! A keychain that opens the desk, that is lost, or that waits for its owner.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use desk::Gate;
use desk::door::*;
use sealed::{Key, Keychain, NotReachable};
use serde_json::json;
use tempfile::TempDir;

use crate::house::*;
use crate::world::wait_until;

/// A keychain that waits for its owner, who may be away.
#[derive(Clone, Default)]
struct Waiting {
    kept: Shared,
    owner: Arc<Mutex<()>>,
    asked: Arc<AtomicUsize>,
}

impl Keychain for Waiting {
    fn get(&self, account: &str) -> Result<Option<Key>, NotReachable> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        drop(self.owner.lock());
        self.kept.get(account)
    }

    fn set(&self, account: &str, secret: &Key) -> Result<(), NotReachable> {
        self.kept.set(account, secret)
    }

    fn delete(&self, account: &str) -> Result<(), NotReachable> {
        self.kept.delete(account)
    }
}

impl Waiting {
    /// What `act` leads to while `asks` waits for the owner.
    fn meanwhile<T: Send>(&self, asks: impl FnOnce() + Send, act: impl FnOnce() -> T + Send) -> T {
        let (tell, told) = channel();
        let before = self.asked.load(Ordering::SeqCst);
        thread::scope(|scope| {
            let owner = self.owner.lock().unwrap();
            scope.spawn(asks);
            wait_until("the keychain is asked", || self.asked.load(Ordering::SeqCst) > before);
            scope.spawn(move || tell.send(act()));
            let told = told.recv_timeout(Duration::from_secs(60));
            drop(owner);
            told.unwrap()
        })
    }
}

#[test]
fn a_keychain_opens_the_desk_and_a_lost_one_is_told_of() {
    let (folder, keychain) = (tempfile::tempdir().unwrap(), Shared::default());
    let gate = live(&folder, &keychain);
    assert!(is_open(&gate.set_up(set_up(None)).unwrap()));
    gate.close();
    drop(gate);

    let gate = live(&folder, &keychain);
    assert!(is_open(&view(&gate)), "the keychain has the key");
    gate.close();
    drop(gate);

    keychain.0.be_away(true);
    let gate = live(&folder, &keychain);
    let GateView::Trouble { trouble, .. } = view(&gate) else { panic!("it opened") };
    assert!(trouble.what.da.contains("svarer ikke") && trouble.anew.is_none(), "{trouble:?}");
    keychain.0.be_away(false);
    assert!(is_open(&gate.try_again(Nothing {}).unwrap()));

    let spare = ChangePassphrase { present: None, new: Typed("en ekstra vej ind".into()) };
    gate.change_passphrase(spare).unwrap();
    gate.close();
    drop(gate);
    keychain.0.forget();
    let gate = live(&folder, &keychain);
    let GateView::Locked { notice: Some(notice), .. } = view(&gate) else { panic!("{:?}", view(&gate)) };
    assert!(notice.da.contains("Brug din adgangssætning"));
    assert!(is_open(&gate.unlock(with("en ekstra vej ind")).unwrap()));
}

#[test]
fn nobody_else_waits_for_a_keychain_that_waits_for_its_owner() {
    let (folder, keychain) = (tempfile::tempdir().unwrap(), Waiting::default());
    let gate = live(&folder, &keychain);
    assert!(is_open(&gate.set_up(set_up(None)).unwrap()));

    let spare = ChangePassphrase { present: None, new: Typed("en ekstra vej ind".into()) };
    let change = || drop(gate.change_passphrase(spare).unwrap());
    assert!(matches!(keychain.meanwhile(change, || gate.lock(Nothing {}).unwrap()), GateView::Locked { .. }));

    let unlock = || drop(gate.unlock(Unlock::Keychain).unwrap());
    assert!(is_open(&keychain.meanwhile(unlock, || gate.unlock(with("en ekstra vej ind")).unwrap())));
}

#[test]
fn a_keychain_that_answers_late_opens_no_later_lock() {
    let (folder, keychain) = (tempfile::tempdir().unwrap(), Waiting::default());
    let gate = live(&folder, &keychain);
    assert!(is_open(&gate.set_up(set_up(None)).unwrap()));
    gate.change_passphrase(ChangePassphrase { present: None, new: Typed("en ekstra vej ind".into()) }).unwrap();
    gate.lock(Nothing {}).unwrap();

    let mut late = None;
    let unlock = || late = Some(gate.unlock(Unlock::Keychain).unwrap());
    keychain.meanwhile(unlock, || {
        assert!(is_open(&gate.unlock(with("en ekstra vej ind")).unwrap()));
        gate.lock(Nothing {}).unwrap()
    });
    assert!(matches!(late, Some(GateView::Locked { .. })), "they may have left: {late:?}");
    assert!(is_open(&gate.unlock(Unlock::Keychain).unwrap()), "asked anew, it opens");
}

/// What somebody at the screen is told of a keychain whose owner is away at the start; then the owner comes, and the desk
/// opens.
fn start_without_the_owner(folder: &TempDir, keychain: &Waiting, told: impl FnOnce(&Gate) + Send) {
    let (gate, _) = before(folder.path(), live_house(folder, keychain), None);
    keychain.meanwhile(
        || gate.open(),
        || {
            told(&gate);
            assert_eq!(gate.ask("session", json!({})), Err(DeskError::Locked));
        },
    );
    wait_until("the desk opens by itself", || is_open(&view(&gate)));
    assert_eq!(gate.ask("session", json!({})).unwrap()["caseworker"], "Line Bjerre");
    gate.close();
}

#[test]
fn a_keychain_that_does_not_answer_is_told_of_and_opens_the_desk_when_it_does() {
    let (folder, keychain) = (tempfile::tempdir().unwrap(), Waiting::default());
    let gate = live(&folder, &keychain);
    gate.set_up(set_up(None)).unwrap();
    gate.close();
    start_without_the_owner(&folder, &keychain, |gate| {
        let GateView::Trouble { trouble, .. } = view(gate) else { panic!("{:?}", view(gate)) };
        assert!(trouble.what.da.contains("svarer ikke endnu"), "{trouble:?}");
        assert!(trouble.can_try_again && trouble.anew.is_none(), "{trouble:?}");
    });

    let gate = live(&folder, &keychain);
    gate.change_passphrase(ChangePassphrase { present: None, new: Typed("en ekstra vej ind".into()) }).unwrap();
    gate.close();
    start_without_the_owner(&folder, &keychain, |gate| {
        let GateView::Locked { notice: Some(notice), .. } = view(gate) else { panic!("{:?}", view(gate)) };
        assert!(notice.da.contains("brug din adgangssætning"), "{notice:?}");
    });
}

#[test]
fn a_keychain_that_does_not_answer_is_no_way_to_a_new_desk() {
    let (folder, keychain) = (tempfile::tempdir().unwrap(), Waiting::default());
    let (gate, _) = before(folder.path(), live_house(&folder, &keychain), None);
    let GateView::FirstStart { ways, .. } = keychain.meanwhile(|| gate.open(), || view(&gate)) else {
        panic!("{:?}", view(&gate))
    };
    assert_eq!(ways, [WayView::Passphrase]);
}

#[test]
fn a_keychain_that_answers_after_the_lock_does_not_open_it() {
    let (folder, keychain) = (tempfile::tempdir().unwrap(), Waiting::default());
    let gate = live(&folder, &keychain);
    gate.set_up(set_up(None)).unwrap();
    gate.change_passphrase(ChangePassphrase { present: None, new: Typed("en ekstra vej ind".into()) }).unwrap();
    gate.close();

    let (gate, heard) = before(folder.path(), live_house(&folder, &keychain), None);
    keychain.meanwhile(
        || gate.open(),
        || {
            assert!(matches!(view(&gate), GateView::Locked { .. }));
            assert!(is_open(&gate.unlock(with("en ekstra vej ind")).unwrap()));
            gate.lock(Nothing {}).unwrap();
            heard.lock().unwrap().clear();
        },
    );
    drop(gate);
    wait_until("the keychain's answer is heard", || Arc::strong_count(&heard) == 1);
    assert!(heard.lock().unwrap().is_empty(), "{:?}", heard.lock().unwrap());
}

#[test]
fn closing_does_not_wait_for_a_keychain_at_the_first_start() {
    let (folder, keychain) = (tempfile::tempdir().unwrap(), Waiting::default());
    let (gate, _) = before(folder.path(), live_house(&folder, &keychain), None);
    let closes = gate.clone();
    let close = || {
        let closing = thread::spawn(move || closes.close());
        (gate.ask("session", json!({})), closing)
    };
    let (answer, closing) = keychain.meanwhile(|| gate.open(), close);
    assert_eq!(answer, Err(DeskError::Locked), "as soon as somebody closes");
    closing.join().unwrap();
}
