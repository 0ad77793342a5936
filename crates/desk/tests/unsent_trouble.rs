//! What is down or odd is said, with its cause, and is gone when it is mended.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod world;

use std::sync::Arc;

use chrono::TimeDelta;
use desk::door::*;
use desk::{Caseworker, Desk};
use domain::{Actor, CaseworkerId, CommandId, CprNumber, JobcentreCode, PersonId};
use exchange::*;
use sealed::Key;
use world::*;

fn troubles(desk: &Desk) -> Vec<(String, Option<String>)> {
    let view = desk.trouble(Nothing {}).unwrap();
    view.troubles.into_iter().map(|trouble| (trouble.kind, trouble.since)).collect()
}

fn kinds(desk: &Desk) -> Vec<String> {
    troubles(desk).into_iter().map(|(kind, _)| kind).collect()
}

fn since(kind: &str, at: &str) -> (String, Option<String>) {
    (kind.to_owned(), Some(at.to_owned()))
}

#[test]
fn no_connection_and_what_waits_for_it() {
    let (world, desk, mette) = with_mette();
    assert_eq!(kinds(&desk), [""; 0]);
    world.pass(60);
    world.faults.cut(true);
    desk.settle();
    confirm(&desk, comment(&mette.citizen, "Venter."));
    assert_eq!(troubles(&desk), [since("offline", "2023-09-20T09:01")]);
    world.pass(180);
    assert_eq!(troubles(&desk), [since("offline", "2023-09-20T09:01"), since("waiting", "2023-09-20T09:01")]);
    switch(&desk, false);
    assert_eq!(kinds(&desk), ["switched_off", "waiting"]);
    assert!(desk.leaving(Nothing {}).unwrap().left[0].text.da.starts_with("1 venter"));
    world.faults.cut(false);
    switch(&desk, true);
    world.pass(60);
    desk.settle();
    assert_eq!(kinds(&desk), [""; 0]);
    let told = world.events.lock().unwrap().iter().filter(|event| matches!(event, DeskEvent::Trouble)).count();
    assert!(told >= 2, "when it came and when it went");
}

/// The desk of real citizens, with its own clock and a backend that presents itself in its own way.
struct Live {
    world: World,
    clock: Arc<SetClock>,
}

/// The real backend, which says that it speaks another protocol.
struct OtherProtocol(backend::Connection, u32);

impl Live {
    fn new() -> Self {
        let world = World::new();
        let clock = Arc::new(SetClock::at(world.clock.now()));
        Self { world, clock }
    }

    fn connection(&self) -> backend::Connection {
        let jobcentre: JobcentreCode = "75100".parse().unwrap();
        self.world.bundled.connect(Actor::Caseworker { caseworker: CaseworkerId("line".into()), jobcentre })
    }

    fn desk(&self, backend: Box<dyn Backend>) -> Desk {
        let who = Caseworker {
            id: CaseworkerId("line".into()),
            name: "Line Bjerre".into(),
            jobcentre: "75100".parse().unwrap(),
        };
        let (folder, key) = (self.world.folder.path().join("live"), Key::from_bytes([7; 32]));
        let desk = Desk::open_live(&folder, &key, backend, who, self.clock.clone(), |_| {}).unwrap();
        desk.settle();
        desk
    }

    fn set(&self, minutes: i64) {
        self.clock.set(self.clock.now() + TimeDelta::minutes(minutes));
    }
}

#[test]
fn a_clock_that_goes_wrong_is_told_of() {
    let live = Live::new();
    for (minutes, says) in [(0, None), (5, None), (2, Some("7 minutter foran")), (-60, Some("53 minutter bagud"))] {
        live.set(minutes);
        let desk = live.desk(Box::new(live.connection()));
        let view = desk.trouble(Nothing {}).unwrap();
        let told = view.troubles.iter().find(|trouble| trouble.kind == "clock").map(|trouble| trouble.what.da.as_str());
        assert_eq!(told.is_some(), says.is_some(), "{minutes}: {told:?}");
        assert!(told.unwrap_or_default().contains(says.unwrap_or_default()), "{told:?}");
    }
}

/// Without a backend the desk knows its own clock only: what it showed before the last start, too.
#[test]
fn a_clock_that_was_set_back_is_told_of_until_the_backend_says_which_is_right() {
    let live = Live::new();
    drop(live.desk(Box::new(live.connection())));
    live.set(-90);
    let silent = || Box::new(OtherProtocol(live.connection(), 2));
    let desk = live.desk(silent());
    assert_eq!(kinds(&desk), ["protocol", "clock_set_back"]);
    drop(desk);
    // The clock was wrong before and is right now.
    live.world.clock.set(live.clock.now());
    let desk = live.desk(Box::new(live.connection()));
    assert_eq!(kinds(&desk), [""; 0]);
    drop(desk);
    assert_eq!(kinds(&live.desk(silent())), ["protocol"], "and that is remembered");
}

#[test]
fn another_protocol_keeps_everything_here() {
    let live = Live::new();
    let desk = live.desk(Box::new(live.connection()));
    let mette = open_by(&desk, METTE);
    drop(desk);
    let desk = live.desk(Box::new(OtherProtocol(live.connection(), 7)));
    open_by(&desk, METTE);
    let entry = confirm(&desk, comment(&mette.citizen, "Venter på en anden udgave."));
    live.set(1);
    desk.settle();
    assert!(matches!(entry_of(&desk, &entry.command).state, EntryState::Waiting { .. }));
    let view = desk.trouble(Nothing {}).unwrap();
    assert_eq!((view.troubles[0].kind.as_str(), view.troubles[0].tone.as_str()), ("protocol", "bad"));
    assert!(view.troubles[0].means.da.contains("udgave 7"));
    assert!(!desk.connection(Nothing {}).unwrap().online);
}

#[test]
fn a_file_that_was_set_aside_is_still_told_of() {
    let world = World::new();
    drop(world.desk());
    std::fs::write(world.desk_folder().join("cache.db"), [7; 9_000]).unwrap();
    let desk = world.desk();
    assert_eq!(kinds(&desk), ["opening"]);
    assert_eq!(desk.trouble(Nothing {}).unwrap().troubles[0].means, desk.notices()[0]);
}

#[test]
fn leaving_says_what_is_unsent() {
    let (world, desk, mette) = with_mette();
    let left = |desk: &Desk| {
        let view = desk.leaving(Nothing {}).unwrap();
        (view.is_settled, view.can_send, view.left.len())
    };
    assert_eq!(left(&desk), (true, false, 0));
    desk.save_draft(SaveDraft { draft: comment(&mette.citizen, "Halvt") }).unwrap();
    assert_eq!(left(&desk), (false, false, 1));
    confirm(&desk, comment(&mette.citizen, "Hviler."));
    assert_eq!(left(&desk), (false, true, 1), "the draft is confirmed");
    switch(&desk, false);
    world.pass(9);
    confirm(&desk, comment(&mette.citizen, "Hviler også."));
    assert_eq!(left(&desk), (false, false, 2));
    world.pass(9);
    switch(&desk, true);
    desk.settle();
    assert_eq!(left(&desk), (true, false, 0));
}

impl Backend for OtherProtocol {
    fn handshake(&self) -> Result<Handshake, NoAnswer> {
        Ok(Handshake { protocol: self.1, ..self.0.handshake()? })
    }

    fn push(&self, _: &[RawCommand]) -> Result<Vec<Answer>, NoAnswer> {
        panic!("nothing may leave")
    }

    fn unknown(&self, commands: &[CommandId]) -> Result<Vec<CommandId>, NoAnswer> {
        self.0.unknown(commands)
    }

    fn pull(&self, _: Scope, _: Option<Cursor>, _: usize) -> Result<FeedPage, NoAnswer> {
        panic!("nothing may be read")
    }

    fn look_up(&self, number: CprNumber, purpose: Option<&Purpose>) -> Result<LookUp, NoAnswer> {
        self.0.look_up(number, purpose)
    }

    fn messages(&self, cursor: Option<InboxCursor>, limit: usize) -> Result<InboxPage, NoAnswer> {
        self.0.messages(cursor, limit)
    }

    fn mark(&self, marks: &[Mark]) -> Result<(), NoAnswer> {
        self.0.mark(marks)
    }

    fn hand_in(&self, device: &str, links: &[AccessLink]) -> Result<AccessHead, NoAnswer> {
        self.0.hand_in(device, links)
    }

    fn handed_in(&self, device: &str, up_to: u64) -> Result<AccessHead, NoAnswer> {
        self.0.handed_in(device, up_to)
    }

    fn accesses(&self, subject: PersonId, purpose: Option<&Purpose>) -> Result<Accesses, NoAnswer> {
        self.0.accesses(subject, purpose)
    }
}
