//! The gate: what is locked answers nothing, every trouble is told, and nothing is replaced in silence.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod world;

use std::fs::OpenOptions;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use backend::{Bundled, MachineClock};
use desk::door::*;
use desk::{Caseworker, Desk, Gate, House, Line, OpenDesk, Place};
use domain::{Actor, CaseworkerId, JobcentreCode};
use sealed::testing::MemoryKeychain;
use sealed::{FolderLock, Key, Keychain, NotReachable};
use serde_json::json;
use tempfile::TempDir;
use world::*;

type Heard = Arc<Mutex<Vec<DeskEvent>>>;

/// A gate before the desk of a small jobcentre.
fn exercise(world: &World, lock_after: Option<Duration>) -> (Gate, Heard) {
    exercise_of(world, line(), lock_after)
}

fn exercise_of(world: &World, who: Caseworker, lock_after: Option<Duration>) -> (Gate, Heard) {
    gate(world.folder.path(), exercise_house(world, who, |_| {}), lock_after)
}

fn exercise_house(world: &World, who: Caseworker, opened: impl Fn(&Desk) + Send + Sync + 'static) -> House {
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

fn gate(folder: &Path, house: House, lock_after: Option<Duration>) -> (Gate, Heard) {
    let heard = Heard::default();
    let own = Arc::clone(&heard);
    let gate = Gate::before(place(folder, house, lock_after), move |event| own.lock().unwrap().push(event));
    gate.open();
    (gate, heard)
}

fn place(folder: &Path, house: House, lock_after: Option<Duration>) -> Place {
    Place { house, appearance: folder.join("appearance.json"), exports: folder.join("eksport"), lock_after }
}

fn line() -> Caseworker {
    Caseworker {
        id: CaseworkerId("line".into()),
        name: "Line Bjerre".into(),
        jobcentre: "75100".parse::<JobcentreCode>().unwrap(),
    }
}

fn view(gate: &Gate) -> GateView {
    gate.gate(Nothing {}).unwrap()
}

fn is_open(view: &GateView) -> bool {
    matches!(view, GateView::Open { .. })
}

fn asked(error: DeskError) -> String {
    let DeskError::Asked { text } = error else { panic!("{error:?}") };
    text.da
}

#[test]
fn while_it_is_locked_the_desk_answers_nothing_and_tells_nothing_and_goes_on_sending() {
    let world = World::new();
    let (gate, heard) = exercise(&world, None);
    let found = gate.ask("open", json!({ "by": { "number": METTE }, "purpose": null })).unwrap();
    let draft =
        json!({ "citizen": found["citizen"]["citizen"], "form": { "kind": "comment", "text": "Sendes bag døren." } });
    let preview = gate.ask("preview", draft.clone()).unwrap();
    gate.ask("confirm", json!({ "draft": draft, "fingerprint": preview["fingerprint"], "renews": null })).unwrap();

    let GateView::Locked { ways, exercise: true, since: Some(_), unsent: Some(1), .. } = gate.lock(Nothing {}).unwrap()
    else {
        panic!("{:?}", view(&gate))
    };
    assert_eq!(ways, [WayView::Enter]);
    for operation in DESK_OPERATIONS {
        assert!(matches!(gate.ask(operation.name, json!({})), Err(DeskError::Locked)), "{}", operation.name);
    }
    heard.lock().unwrap().clear();
    world.pass(9);
    let sent = || matches!(view(&gate), GateView::Locked { unsent: Some(0), .. });
    wait_until("the backend's answer", sent);
    assert!(heard.lock().unwrap().is_empty(), "{:?}", heard.lock().unwrap());

    assert!(is_open(&gate.unlock(Unlock::Enter).unwrap()));
    assert_eq!(gate.ask("outbox", json!({})).unwrap()["accepted"].as_array().unwrap().len(), 1);
}

#[test]
fn nobody_at_the_screen_is_warned_and_then_locked_out() {
    let world = World::new();
    let (gate, heard) = exercise(&world, Some(Duration::from_millis(300)));
    wait_until("the lock", || matches!(view(&gate), GateView::Locked { .. }));
    let heard = heard.lock().unwrap();
    let warned = heard.iter().position(|event| matches!(event, DeskEvent::LocksSoon { .. })).unwrap();
    let locked = |event: &DeskEvent| matches!(event, DeskEvent::Gate { gate: GateView::Locked { .. } });
    assert!(warned < heard.iter().position(locked).unwrap(), "{heard:?}");
}

#[test]
fn a_damaged_outbox_is_exported_and_given_up_only_by_name() {
    let world = World::new();
    let desk = world.desk();
    switch(&desk, false);
    let mette = open_by(&desk, METTE);
    for nth in 0..30 {
        confirm(&desk, comment(&mette.citizen, &format!("Besked {nth}. {}", "æ".repeat(300))));
    }
    desk.save_draft(SaveDraft { draft: comment(&mette.citizen, "Halvt skrevet") }).unwrap();
    drop(desk);
    let file = world.desk_folder().join("outbox.db");
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle + 50..middle + 4000].fill(0xa5);
    std::fs::write(&file, &bytes).unwrap();

    let (gate, _) = exercise(&world, None);
    let GateView::Trouble { trouble, .. } = view(&gate) else { panic!("it opened") };
    assert!(trouble.can_export && trouble.what.da.contains("beskadiget"));
    assert_eq!(trouble.anew.as_ref().unwrap().gives_up, GiveUp::Unsent);
    assert!(matches!(gate.ask("outbox", json!({})), Err(DeskError::Locked)));

    let exported = gate.export_unsent(Export { language: "da".into() }).unwrap();
    let text = std::fs::read_to_string(&exported.file).unwrap();
    assert!(!exported.file.contains("Mette") && !exported.file.contains(METTE));
    assert!(exported.commands > 15 && exported.drafts == 1, "{exported:?}");
    assert!(text.contains("150385-1234") && text.contains("Besked 0.") && text.contains("Halvt skrevet"), "{text}");
    #[cfg(unix)]
    {
        let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&exported.file).unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600);
    }
    assert!(file.exists(), "nothing is given up by an export");

    assert!(gate.begin_anew(BeginAnew { gives_up: GiveUp::Desk }).is_err());
    let GateView::Open { notices, .. } = gate.begin_anew(BeginAnew { gives_up: GiveUp::Unsent }).unwrap() else {
        panic!("{:?}", view(&gate))
    };
    assert!(notices[0].da.contains("outbox.db.set-aside-1"), "{notices:?}");
    assert_eq!(std::fs::read(file.with_extension("db.set-aside-1")).unwrap(), bytes, "as it was");
}

#[test]
fn a_second_window_waits_until_the_first_has_closed() {
    let world = World::new();
    let (first, _) = exercise(&world, None);
    let (second, _) = exercise(&world, None);
    let GateView::Trouble { trouble, .. } = view(&second) else { panic!("both are open") };
    assert!(trouble.what.da.contains("allerede åbent") && trouble.anew.is_none());
    first.close();
    assert!(is_open(&second.try_again(Nothing {}).unwrap()));
}

#[test]
fn the_outbox_of_somebody_else_is_not_opened() {
    let world = World::new();
    let (gate, _) = exercise(&world, None);
    assert!(is_open(&view(&gate)));
    gate.close();
    drop(gate);
    let (gate, _) = exercise_of(&world, Caseworker { id: CaseworkerId("bo".into()), ..line() }, None);
    let GateView::Trouble { trouble, .. } = view(&gate) else { panic!("it opened") };
    assert!(trouble.what.da.contains("en andens") && !trouble.can_export, "{trouble:?}");
    assert_eq!(gate.ask("outbox", json!({})), Err(DeskError::Locked));
}

/// Everything behind the first page, and the log, while somebody has the file open.
fn overwrite(world: &World, name: &str) {
    for name in [name.to_owned(), format!("{name}-wal")] {
        let file = OpenOptions::new().read(true).write(true).open(world.desk_folder().join(name)).unwrap();
        let length = usize::try_from(file.metadata().unwrap().len()).unwrap();
        file.write_all_at(&vec![0xa5; length.saturating_sub(4096)], 4096).unwrap();
    }
}

#[test]
fn a_copy_that_is_damaged_while_it_is_open_is_fetched_anew_and_what_waits_is_still_there() {
    let world = World::new();
    let (gate, _) = exercise(&world, None);
    gate.ask("switch_connection", json!({ "online": false })).unwrap();
    let opened = gate.ask("open", json!({ "by": { "number": METTE }, "purpose": null })).unwrap();
    let draft = comment(opened["citizen"]["citizen"].as_str().unwrap(), "Hun ringer på mandag.");
    let preview = gate.ask("preview", json!(draft)).unwrap();
    gate.ask("confirm", json!({ "draft": draft, "fingerprint": preview["fingerprint"], "renews": null })).unwrap();

    overwrite(&world, "cache.db");
    gate.ask("switch_connection", json!({ "online": true })).unwrap();
    let notices = || match view(&gate) {
        GateView::Open { notices, .. } => notices,
        _ => Vec::new(),
    };
    // Something new makes the desk read again what it has in memory.
    world.register("2105901234", "Ny Prøve");
    world.moves("2105901234", "75100");
    world.pass(9);
    wait_until("the damage is met, and told", || notices().iter().any(|notice| notice.da.contains("lokale kopi")));
    wait_until("what was written is sent", || {
        let outbox = gate.ask("outbox", json!({}));
        outbox.is_ok_and(|outbox| outbox["accepted"].as_array().unwrap().len() == 1)
    });
}

#[test]
fn an_outbox_that_is_damaged_while_it_is_open_is_told_of_when_the_last_has_let_go() {
    let world = World::new();
    let inside = Arc::new(Mutex::new(None));
    let enters = Arc::clone(&inside);
    let house = exercise_house(&world, line(), move |desk| *enters.lock().unwrap() = Some(desk.clone()));
    let (gate, _) = gate(world.folder.path(), house, None);
    let (folder, file) = (world.desk_folder(), world.desk_folder().join("outbox.db"));
    // What somebody else has written makes the desk read the file again.
    let key = sealed::header::exercise_key(&folder).unwrap();
    as_it_is(&file, &key).execute_batch("CREATE TABLE another (one)").unwrap();
    overwrite(&world, "outbox.db");

    thread::scope(|scope| {
        scope.spawn(|| gate.ask("outbox", json!({})));
        wait_until("the gate lets go", || FolderLock::take(folder.parent().unwrap()).is_ok());
        inside.lock().unwrap().take();
    });
    let GateView::Trouble { trouble, .. } = view(&gate) else { panic!("{:?}", view(&gate)) };
    assert!(trouble.what.da.contains("beskadiget"), "{trouble:?}");
}

#[test]
fn a_full_disk_is_no_reason_to_look_for_damage() {
    let world = World::new();
    open_by(&world.desk(), METTE);
    let full = world.desk_folder().join("outbox.db");
    sealed::testing::be_full(&full, true);
    let (gate, _) = exercise(&world, None);
    gate.ask("switch_connection", json!({ "online": false })).unwrap();
    let opened = gate.ask("open", json!({ "by": { "number": METTE }, "purpose": null })).unwrap();
    let draft = comment(opened["citizen"]["citizen"].as_str().unwrap(), &"æ".repeat(9000));
    // Whoever looks finds this.
    overwrite(&world, "cache.db");

    let answer = gate.ask("save_draft", json!({ "draft": draft }));
    sealed::testing::be_full(&full, false);
    assert!(matches!(answer, Err(DeskError::File { .. })), "{answer:?}");
    let GateView::Open { notices, .. } = view(&gate) else { panic!("{:?}", view(&gate)) };
    assert_eq!(notices, []);
}

/// The file of the desk is opened by somebody who is held up there.
#[test]
fn closing_waits_for_whoever_is_inside() {
    let (folder, (entered, has_entered), (go_on, may_go_on)) = (tempfile::tempdir().unwrap(), channel(), channel());
    let (entered, may_go_on) = (Mutex::new(entered), Mutex::new(may_go_on));
    let has_left = Arc::new(AtomicBool::new(false));
    let leaves = Arc::clone(&has_left);
    let open = Box::new(move |_| {
        entered.lock().unwrap().send(()).unwrap();
        may_go_on.lock().unwrap().recv().unwrap();
        leaves.store(true, Ordering::SeqCst);
        Err(OpenDesk::SecondInstance)
    });
    let house = folder.path().join("house");
    let house = House::Exercise { desk: house.join("desk"), folder: house, open };
    let gate = Gate::before(place(folder.path(), house, None), |_| {});
    thread::scope(|scope| {
        scope.spawn(|| gate.open());
        has_entered.recv().unwrap();
        scope.spawn(|| {
            assert_eq!(gate.ask("session", json!({})), Err(DeskError::Locked), "as soon as somebody closes");
            go_on.send(()).unwrap();
        });
        gate.close();
        assert!(has_left.load(Ordering::SeqCst), "the files were closed over somebody");
    });
}

/// One keychain for several gates.
#[derive(Clone, Default)]
struct Shared(Arc<MemoryKeychain>);

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

fn live(folder: &TempDir, keychain: &(impl Keychain + Clone + Send + Sync + 'static)) -> Gate {
    gate(folder.path(), live_house(folder, keychain), None).0
}

fn live_house(folder: &TempDir, keychain: &(impl Keychain + Clone + Send + Sync + 'static)) -> House {
    let open = Box::new(|place: &desk::LivePlace, key: &Key, who: Caseworker, listener| {
        let clock = Arc::new(MachineClock);
        let backend = Bundled::open(&place.tenant, key, reference::jobcentres(), clock.clone()).unwrap();
        let actor = Actor::Caseworker { caseworker: who.id.clone(), jobcentre: who.jobcentre };
        Desk::open_live(&place.desk, key, Box::new(backend.connect(actor)), who, clock, listener)
    });
    House::Live { folder: folder.path().join("live"), keychain: Box::new(keychain.clone()), open }
}

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
            let told = told.recv_timeout(Duration::from_secs(10));
            drop(owner);
            told.unwrap()
        })
    }
}

fn set_up(passphrase: Option<&str>) -> SetUp {
    SetUp {
        name: "Line Bjerre".into(),
        user: "line".into(),
        jobcentre: "75100".into(),
        passphrase: passphrase.map(|typed| Typed(typed.into())),
    }
}

fn with(passphrase: &str) -> Unlock {
    Unlock::Passphrase { passphrase: Typed(passphrase.into()) }
}

/// The caseworker's folder.
fn desk_folder(folder: &TempDir) -> PathBuf {
    let tenant = folder.path().join("live").join("75100");
    let mut folders = std::fs::read_dir(tenant).unwrap().map(|entry| entry.unwrap().path());
    folders.find(|path| path.is_dir() && path.extension().is_none()).unwrap()
}

/// The same, after its header and the header's copy were lost.
fn without_header(folder: &TempDir) -> PathBuf {
    let own = desk_folder(folder);
    for header in ["sagsbord.json", "sagsbord.json.bak"] {
        std::fs::remove_file(own.join(header)).unwrap();
    }
    own
}

#[test]
fn a_live_desk_is_set_up_locked_and_unlocked_by_its_passphrase() {
    let (folder, keychain) = (tempfile::tempdir().unwrap(), Shared::default());
    let gate = live(&folder, &keychain);
    let GateView::FirstStart { ways, .. } = view(&gate) else { panic!("{:?}", view(&gate)) };
    assert_eq!(ways, [WayView::Keychain, WayView::Passphrase]);
    assert!(asked(gate.set_up(set_up(Some("kort"))).unwrap_err()).contains("mindst 12"));
    assert!(is_open(&gate.set_up(set_up(Some("fire ord som ingen"))).unwrap()));
    assert_eq!(gate.ask("session", json!({})).unwrap()["exercise"], false);

    gate.lock(Nothing {}).unwrap();
    assert_eq!(gate.unlock(Unlock::Enter), Err(DeskError::Malformed));
    assert!(asked(gate.unlock(with("fire ord som alle")).unwrap_err()).contains("passer ikke"));
    assert!(is_open(&gate.unlock(with("fire ord som ingen")).unwrap()));

    let change = ChangePassphrase { present: None, new: Typed("helt andre ord her".into()) };
    assert!(asked(gate.change_passphrase(change.clone()).unwrap_err()).contains("passer ikke"));
    let change = ChangePassphrase { present: Some(Typed("fire ord som ingen".into())), ..change };
    gate.change_passphrase(change).unwrap();
    gate.close();
    drop(gate);

    let gate = live(&folder, &keychain);
    let GateView::Locked { since: None, unsent: None, forgotten: Some(_), .. } = view(&gate) else {
        panic!("{:?}", view(&gate))
    };
    assert!(gate.unlock(with("fire ord som ingen")).is_err());
    assert!(is_open(&gate.unlock(with("helt andre ord her")).unwrap()));
    assert_eq!(gate.ask("session", json!({})).unwrap()["caseworker"], "Line Bjerre", "nobody is asked twice");
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
fn closing_does_not_wait_for_a_keychain_at_the_first_start() {
    let (folder, keychain) = (tempfile::tempdir().unwrap(), Waiting::default());
    let gate = Gate::before(place(folder.path(), live_house(&folder, &keychain), None), |_| {});
    let closes = gate.clone();
    let close = || {
        let closing = thread::spawn(move || closes.close());
        (gate.ask("session", json!({})), closing)
    };
    let (answer, closing) = keychain.meanwhile(|| gate.open(), close);
    assert_eq!(answer, Err(DeskError::Locked), "as soon as somebody closes");
    closing.join().unwrap();
}

#[test]
fn a_key_that_is_lost_is_never_made_anew_in_silence() {
    let (folder, keychain) = (tempfile::tempdir().unwrap(), Shared::default());
    let gate = live(&folder, &keychain);
    gate.set_up(set_up(Some("fire ord som ingen"))).unwrap();
    gate.close();
    drop(gate);
    let own = without_header(&folder);

    let gate = live(&folder, &keychain);
    let GateView::Trouble { trouble, .. } = view(&gate) else { panic!("{:?}", view(&gate)) };
    assert!(trouble.what.da.contains("er væk"), "{trouble:?}");
    assert_eq!(trouble.anew.unwrap().gives_up, GiveUp::Desk);
    assert!(matches!(gate.begin_anew(BeginAnew { gives_up: GiveUp::Desk }).unwrap(), GateView::FirstStart { .. }));
    let mut aside = own.into_os_string();
    aside.push(".set-aside-1");
    assert!(Path::new(&aside).join("outbox.db").exists(), "set aside, not deleted");
    assert!(is_open(&gate.set_up(set_up(Some("fire nye ord her"))).unwrap()));
}

#[test]
fn what_cannot_be_set_aside_is_where_it_was_and_opens_as_before() {
    let (folder, keychain) = (tempfile::tempdir().unwrap(), Shared::default());
    let gate = live(&folder, &keychain);
    gate.set_up(set_up(Some("fire ord som ingen"))).unwrap();
    gate.close();
    drop(gate);
    let own = desk_folder(&folder);
    for stays in [own.with_file_name("backend.db"), own.clone()] {
        let gate = live(&folder, &keychain);
        let mut taken = stays.clone().into_os_string();
        taken.push(".set-aside-1");
        // The file system does not say what is there.
        std::os::unix::fs::symlink(&taken, &taken).unwrap();
        assert!(asked(gate.begin_anew(BeginAnew { gives_up: GiveUp::Desk }).unwrap_err()).contains("hvor de var"));
        std::fs::remove_file(taken).unwrap();
        assert!(own.exists() && own.with_file_name("backend.db").exists(), "{stays:?}");
        assert!(is_open(&gate.unlock(with("fire ord som ingen")).unwrap()));
        gate.close();
    }
}

#[test]
fn what_was_given_up_with_the_owners_name_in_it_is_said_to_whoever_comes() {
    let (folder, keychain) = (tempfile::tempdir().unwrap(), Shared::default());
    let gate = live(&folder, &keychain);
    gate.set_up(set_up(None)).unwrap();
    gate.close();
    drop(gate);
    let file = desk_folder(&folder).join("outbox.db");
    let length = std::fs::metadata(&file).unwrap().len() as usize;
    std::fs::write(&file, vec![7; length]).unwrap();

    let gate = live(&folder, &keychain);
    let GateView::Trouble { .. } = view(&gate) else { panic!("it opened") };
    let anew = gate.begin_anew(BeginAnew { gives_up: GiveUp::Unsent }).unwrap();
    let GateView::FirstStart { ways, .. } = anew else { panic!("{anew:?}") };
    assert_eq!(ways, [], "the key is known; the caseworker is not");
    let GateView::Open { notices, .. } = gate.set_up(set_up(None)).unwrap() else { panic!("{:?}", view(&gate)) };
    assert!(notices.iter().any(|notice| notice.da.contains("outbox.db.set-aside-1")), "{notices:?}");
}

#[test]
fn an_exercise_folder_is_never_a_live_one() {
    let (folder, keychain) = (tempfile::tempdir().unwrap(), Shared::default());
    let gate = live(&folder, &keychain);
    gate.set_up(set_up(Some("fire ord som ingen"))).unwrap();
    gate.close();
    drop(gate);
    let own = without_header(&folder);
    sealed::header::exercise_key(&own).unwrap();
    let GateView::Trouble { trouble, .. } = view(&live(&folder, &keychain)) else { panic!("it opened") };
    assert!(trouble.what.da.contains("øvelses") && trouble.anew.is_none(), "{trouble:?}");
}
