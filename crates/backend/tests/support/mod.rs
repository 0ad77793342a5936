//! A backend in a folder of its own, made-up citizens, and short words for commands.
#![allow(dead_code, clippy::unwrap_used, clippy::panic, reason = "shared by tests; in a test a fault is a failure")]

use std::path::Path;
use std::sync::Arc;

use backend::{Bundled, Connection};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{Actor, CaseworkerId, Command, CommandId, CprNumber, Person, Refusal};
use exchange::{Answer, Backend, Cursor, Envelope, FeedItem, FeedPage, Outcome, RawCommand, Scope, SetClock, Verdict};
use sealed::Key;
use uuid::Uuid;

pub struct World {
    pub folder: tempfile::TempDir,
    pub clock: Arc<SetClock>,
    pub backend: Bundled,
    made: u64,
}

pub const START: &str = "2023-10-02T08:00:00Z";

impl World {
    pub fn new() -> Self {
        Self::at(START)
    }

    pub fn at(start: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(SetClock::at(instant(start)));
        let backend = open(&folder, &clock);
        Self { folder, clock, backend, made: 0 }
    }

    /// Over files that are there already.
    pub fn over(folder: tempfile::TempDir) -> Self {
        let clock = Arc::new(SetClock::at(instant(START)));
        let backend = open(&folder, &clock);
        Self { folder, clock, backend, made: 1_000 }
    }

    /// Closes the backend and opens it again.
    pub fn reopen(self) -> Self {
        self.closed(|_| {})
    }

    /// Closes the backend, lets `act` do something with its file, and opens the backend on what is there then.
    pub fn closed(self, act: impl FnOnce(&Path)) -> Self {
        let Self { folder, clock, backend, made } = self;
        drop(backend);
        act(&folder.path().join("backend.db"));
        let backend = open(&folder, &clock);
        Self { folder, clock, backend, made }
    }

    pub fn set(&self, text: &str) {
        self.clock.set(instant(text));
    }

    /// Puts a command in an envelope with an id of its own.
    pub fn seal(&mut self, command: &Command) -> RawCommand {
        self.made += 1;
        Envelope::of(id(self.made), self.made, command, instant(START)).seal()
    }

    /// Executes one command and returns its verdict.
    pub fn say(&mut self, actor: &Actor, command: &Command) -> Verdict {
        let raw = self.seal(command);
        verdict(self.backend.execute(actor, &[raw]).unwrap().remove(0))
    }

    /// Executes one command that must be accepted.
    pub fn done(&mut self, actor: &Actor, command: &Command) -> Verdict {
        let verdict = self.say(actor, command);
        assert!(matches!(verdict.outcome, Outcome::Accepted { .. }), "{:?}", verdict.outcome);
        verdict
    }

    /// A citizen who is registered and belongs to a jobcentre.
    pub fn citizen(&mut self, nth: u32, jobcentre: &str) -> CprNumber {
        let number = number(nth);
        self.done(&Actor::Cpr, &register(number));
        self.done(&caseworker(jobcentre), &affiliation(number, jobcentre, "2023-01-02"));
        number
    }

    pub fn desk(&self, jobcentre: &str) -> Connection {
        self.backend.connect(caseworker(jobcentre))
    }

    /// The citizen as the backend has them.
    pub fn person(&self, number: CprNumber) -> Person {
        let purpose = exchange::Purpose { id: "oversight".to_owned(), note: String::new() };
        match self.desk("75100").look_up(number, Some(&purpose)).unwrap() {
            exchange::LookUp::Found(snapshot) => person(&snapshot.item),
            exchange::LookUp::Unknown | exchange::LookUp::AskPurpose => panic!("nobody has the number"),
        }
    }
}

fn open(folder: &tempfile::TempDir, clock: &Arc<SetClock>) -> Bundled {
    Bundled::open(folder.path(), &key(), reference::lists(), Arc::clone(clock) as _).unwrap()
}

pub fn key() -> Key {
    Key::from_bytes([7; 32])
}

pub fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn id(nth: u64) -> CommandId {
    CommandId(Uuid::from_u128(0x018b_0000_0000_7000_8000_0000_0000_0000 + u128::from(nth)))
}

/// The `nth` made-up number: it could not be mistaken for a real person's.
pub fn number(nth: u32) -> CprNumber {
    let (day, month, year) = (2 + nth % 26, 1 + nth / 26 % 12, 40 + nth / 312 % 50);
    let made_up = (1000 + nth / 15_600..4000).find_map(|serial| {
        let number: CprNumber = format!("{day:02}{month:02}{year:02}{serial:04}").parse().unwrap();
        (!number.could_be_real()).then_some(number)
    });
    made_up.unwrap()
}

pub fn caseworker(jobcentre: &str) -> Actor {
    Actor::Caseworker { caseworker: CaseworkerId("anna".to_owned()), jobcentre: jobcentre.parse().unwrap() }
}

pub fn fund(code: &str) -> Actor {
    Actor::Fund { fund: code.parse().unwrap() }
}

pub fn register(number: CprNumber) -> Command {
    Command::RegisterPerson {
        number: number.into(),
        name: "Øvelse Opdigtet".to_owned(),
        birth_date: None,
        address: None,
        municipality: None,
        protection: None,
        status: None,
    }
}

pub fn change(old: CprNumber, new: CprNumber, event_date: &str) -> Command {
    Command::ChangeNumber { old: old.into(), new: new.into(), event_date: event_date.to_owned() }
}

pub fn affiliation(number: CprNumber, jobcentre: &str, from: &str) -> Command {
    Command::RegisterAffiliation { number: number.into(), jobcentre: jobcentre.parse().unwrap(), from: day(from) }
}

pub fn comment(number: CprNumber, text: &str) -> Command {
    Command::WriteComment { number: number.into(), text: text.to_owned() }
}

pub fn contact_person(number: CprNumber) -> Command {
    Command::RegisterContactPerson { number: number.into() }
}

pub fn end_contact_person(number: CprNumber) -> Command {
    Command::EndContactPerson { number: number.into(), caseworker: None }
}

pub fn verdict(answer: Answer) -> Verdict {
    match answer {
        Answer::Verdict(verdict) => verdict,
        other => panic!("no verdict: {other:?}"),
    }
}

pub fn refused(verdict: &Verdict) -> Option<Refusal> {
    match verdict.outcome {
        Outcome::Refused(refusal) => Some(refusal),
        Outcome::Accepted { .. } => None,
    }
}

pub fn person(item: &FeedItem) -> Person {
    match item {
        FeedItem::Present { subject, rows, .. } => exchange::read_rows(*subject, rows).unwrap(),
        FeedItem::Gone { .. } => panic!("gone"),
    }
}

/// Everything of a jobcentre that there is to pull after `cursor`, page by page.
pub fn pull_all(desk: &Connection, cursor: Option<Cursor>, limit: usize) -> (Vec<FeedItem>, Cursor) {
    pull_scope(desk, Scope::Jobcentre, cursor, limit)
}

/// Everything of a scope.
pub fn pull_scope(
    desk: &Connection,
    scope: Scope,
    mut cursor: Option<Cursor>,
    limit: usize,
) -> (Vec<FeedItem>, Cursor) {
    let mut items = Vec::new();
    loop {
        let FeedPage { items: some, next, more, .. } = desk.pull(scope, cursor, limit).unwrap();
        assert!(some.len() <= limit);
        items.extend(some);
        cursor = Some(next);
        if !more {
            return (items, next);
        }
    }
}

pub fn present(items: &[FeedItem]) -> Vec<CprNumber> {
    let mut numbers: Vec<_> = items
        .iter()
        .filter(|item| matches!(item, FeedItem::Present { .. }))
        .map(|item| person(item).current_number())
        .collect();
    numbers.sort_unstable();
    numbers
}
