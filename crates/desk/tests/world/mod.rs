//! A small jobcentre with a real bundled backend, and a desk on it. Everybody in it is made up.
#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use backend::{Bundled, exercise};
use chrono::{DateTime, NaiveDate, TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::Copenhagen;
use desk::door::*;
use desk::{Caseworker, Desk, Faults, Line, OpenDesk, Policy};
use domain::contact_course::{ConversationForm, ConversationType, SourceSystem, WrittenBooking};
use domain::{Actor, CaseworkerId, Command, CommandId, CprNumber, FundCode, JobcentreCode, WrittenNumber};
use exchange::{Answer, Clock, Envelope, Outcome, SetClock};
use rusqlite::Connection;
use sealed::{Durability, Key, Migration, OpenError};
use tempfile::TempDir;

pub const METTE: &str = "1503851234";
pub const METTE_NEW: &str = "1503851318";
pub const METTE_NEWEST: &str = "1503851412";
pub const AAGE: &str = "0210701237";
pub const ÅSE: &str = "1107822346";
pub const BO: &str = "2309903457";
pub const ODENSE: &str = "0509774568";
pub const NOBODY: &str = "1212121212";

pub struct World {
    pub folder: TempDir,
    pub clock: Arc<SetClock>,
    pub bundled: Bundled,
    pub faults: Faults,
    pub events: Arc<Mutex<Vec<DeskEvent>>>,
}

pub fn danish(year: i32, month: u32, day: u32, hour: u32, minute: u32) -> DateTime<Utc> {
    Copenhagen.with_ymd_and_hms(year, month, day, hour, minute, 0).unwrap().with_timezone(&Utc)
}

impl World {
    /// 20 September 2023 at 9 in the morning, Danish time. Five citizens: four of Aarhus, one of Odense.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(SetClock::at(danish(2023, 9, 20, 9, 0)));
        let own = folder.path().join("backend");
        std::fs::create_dir_all(&own).unwrap();
        let key = sealed::header::exercise_key(&own).unwrap();
        let bundled = Bundled::open(&own, &key, reference::lists(), clock.clone()).unwrap();
        let world = Self { folder, clock, bundled, faults: Faults::default(), events: Arc::default() };
        let mut past = Vec::new();
        for (number, name, jobcentre) in [
            (METTE, "Mette Øvelsen", "75100"),
            (AAGE, "Aage Aagaard", "75100"),
            (ÅSE, "Åse Ågård", "75100"),
            (BO, "Bo Bang", "75100"),
            (ODENSE, "Odin Øster", "46100"),
        ] {
            let parsed: CprNumber = number.parse().unwrap();
            assert!(!parsed.could_be_real(), "{number}");
            let at = danish(2023, 9, 1, 8, 0);
            let register = registration(number, name);
            let id = |past: &[exercise::Past]| CommandId(uuid::Uuid::from_u128(past.len() as u128 + 1));
            past.push(exercise::Past { id: id(&past), at, actor: Actor::Cpr, command: register });
            let jobcentre: JobcentreCode = jobcentre.parse().unwrap();
            let actor = Actor::Caseworker { caseworker: CaseworkerId("seed".into()), jobcentre };
            let command = Command::RegisterAffiliation {
                number: WrittenNumber(number.into()),
                jobcentre,
                from: chrono::NaiveDate::from_ymd_opt(2021, 3, 1).unwrap(),
            };
            past.push(exercise::Past { id: id(&past), at, actor, command });
        }
        for answer in exercise::seed(&world.bundled, &past).unwrap() {
            assert!(matches!(&answer, Answer::Verdict(verdict) if matches!(verdict.outcome, Outcome::Accepted { .. })));
        }
        world
    }

    pub fn backend_file(&self) -> PathBuf {
        self.folder.path().join("backend").join("backend.db")
    }

    /// Closes the backend, lets `act` do something with its file, and opens the backend on what is there then.
    pub fn with_closed_backend<T>(&mut self, act: impl FnOnce(&Path) -> T) {
        let elsewhere = tempfile::tempdir().unwrap();
        let key = sealed::header::exercise_key(elsewhere.path()).unwrap();
        self.bundled = Bundled::open(elsewhere.path(), &key, reference::lists(), self.clock.clone()).unwrap();
        let file = self.backend_file();
        for companion in ["backend.db-wal", "backend.db-shm"] {
            assert!(!file.with_file_name(companion).exists(), "somebody still has the file open");
        }
        act(&file);
        let own = file.parent().unwrap();
        let key = sealed::header::exercise_key(own).unwrap();
        self.bundled = Bundled::open(own, &key, reference::lists(), self.clock.clone()).unwrap();
    }

    pub fn desk_folder(&self) -> PathBuf {
        self.folder.path().join("exercise").join("line")
    }

    pub fn open(&self) -> Result<Desk, OpenDesk> {
        let events = Arc::clone(&self.events);
        self.open_heard_by(move |event| events.lock().unwrap().push(event))
    }

    /// A desk under a policy, which has pulled what there is to pull.
    pub fn desk_under(&self, policy: Policy) -> Desk {
        let (line, who) = self.line();
        let desk =
            Desk::open_exercise_under(policy, &self.desk_folder(), line, who, self.clock.clone(), |_| {}).unwrap();
        desk.settle();
        desk
    }

    pub fn open_with(&self, listener: impl Fn(DeskEvent) + Send + Sync + 'static) -> Desk {
        self.open_heard_by(listener).unwrap()
    }

    fn open_heard_by(&self, listener: impl Fn(DeskEvent) + Send + Sync + 'static) -> Result<Desk, OpenDesk> {
        let (line, who) = self.line();
        Desk::open_exercise(&self.desk_folder(), line, who, self.clock.clone(), listener)
    }

    fn line(&self) -> (Line, Caseworker) {
        let jobcentre: JobcentreCode = "75100".parse().unwrap();
        let id = CaseworkerId("line".into());
        let actor = Actor::Caseworker { caseworker: id.clone(), jobcentre };
        let line = Line::with_faults(self.bundled.connect(actor), self.faults.clone());
        (line, Caseworker { id, name: "Line Bjerre".into(), jobcentre })
    }

    /// A desk that has pulled everything.
    pub fn desk(&self) -> Desk {
        let desk = self.open().unwrap();
        desk.settle();
        desk
    }

    pub fn pass(&self, seconds: i64) {
        self.clock.set(self.clock.now() + TimeDelta::seconds(seconds));
    }

    /// So many more citizens of Aarhus.
    pub fn many_more(&self, count: usize) {
        let numbers = (0..10_000).map(|serial| format!("160385{serial:04}"));
        let made_up = numbers.filter(|number| number.parse().is_ok_and(|number: CprNumber| !number.could_be_real()));
        let at = self.clock.now();
        let jobcentre: JobcentreCode = "75100".parse().unwrap();
        let actor = Actor::Caseworker { caseworker: CaseworkerId("seed".into()), jobcentre };
        let from = chrono::NaiveDate::from_ymd_opt(2021, 3, 1).unwrap();
        let mut past = Vec::new();
        for number in made_up.take(count) {
            let id = || CommandId(uuid::Uuid::now_v7());
            let register = registration(&number, "Hans Hansen");
            past.push(exercise::Past { id: id(), at, actor: Actor::Cpr, command: register });
            let command = Command::RegisterAffiliation { number: WrittenNumber(number), jobcentre, from };
            past.push(exercise::Past { id: id(), at, actor: actor.clone(), command });
        }
        assert_eq!(past.len(), 2 * count);
        for answer in exercise::seed(&self.bundled, &past).unwrap() {
            assert!(matches!(&answer, Answer::Verdict(verdict) if matches!(verdict.outcome, Outcome::Accepted { .. })));
        }
    }

    /// The outer world speaks: CPR tells of somebody whom no jobcentre has.
    pub fn register(&self, number: &str, name: &str) {
        execute(&self.bundled, &self.clock, &registration(number, name));
    }

    /// A caseworker of `jobcentre` registers that the citizen belongs there from today on.
    pub fn moves(&self, number: &str, jobcentre: &str) {
        let jobcentre: JobcentreCode = jobcentre.parse().unwrap();
        let actor = Actor::Caseworker { caseworker: CaseworkerId("andre".into()), jobcentre };
        let from = domain::danish_day(self.clock.now());
        let command = Command::RegisterAffiliation { number: WrittenNumber(number.into()), jobcentre, from };
        execute_as(&self.bundled, &self.clock, &actor, &command);
    }

    /// A colleague at another desk becomes contact person.
    pub fn becomes_contact_person(&self, colleague: &str, number: &str) {
        self.colleague(colleague, &Command::RegisterContactPerson { number: WrittenNumber(number.into()) });
    }

    /// A colleague at another desk of the jobcentre registers something.
    pub fn colleague(&self, colleague: &str, command: &Command) {
        let jobcentre = "75100".parse().unwrap();
        let actor = Actor::Caseworker { caseworker: CaseworkerId(colleague.into()), jobcentre };
        execute_as(&self.bundled, &self.clock, &actor, command);
    }

    /// A colleague at another desk moves a booking on the same day, elsewhere, and says more of it.
    pub fn colleague_changes(&self, number: &str, booking: &BookingView) {
        let jobcentre = "75100".parse().unwrap();
        let actor = Actor::Caseworker { caseworker: CaseworkerId("kollega".into()), jobcentre };
        let record = domain::RecordId(booking.meeting.booking.parse().unwrap());
        let (number, seen) = (WrittenNumber(number.into()), seen(booking));
        let kind = ConversationType(booking.fields.conversation_type.parse().unwrap());
        let command = Command::ChangeBooking {
            number,
            record,
            seen,
            booking: Box::new(WrittenBooking { kind, ..in_room_nine() }),
        };
        execute_as(&self.bundled, &self.clock, &actor, &command);
    }

    /// Somebody outside does something.
    pub fn acts(&self, actor: &Actor, command: &Command) {
        execute_as(&self.bundled, &self.clock, actor, command);
    }

    /// The citizen has become a member of the fund.
    pub fn joins(&self, number: &str, fund: &str) {
        let fund: FundCode = fund.parse().unwrap();
        let from = NaiveDate::from_ymd_opt(2023, 9, 1).unwrap();
        let command = Command::StartMembership { number: WrittenNumber(number.into()), fund, from };
        execute_as(&self.bundled, &self.clock, &Actor::Fund { fund }, &command);
    }

    /// The citizen books on Jobnet, which owns the booking.
    pub fn citizen_books(&self, number: &str) {
        let booking = WrittenBooking {
            owner: Some(SourceSystem(32)),
            self_booked: true,
            rebooking_possible: true,
            rebooking_deadline: NaiveDate::from_ymd_opt(2023, 9, 21),
            caseworker: None,
            ..in_room_nine()
        };
        let command =
            Command::MakeBooking { number: WrittenNumber(number.into()), booking: Box::new(booking), guest: None };
        execute_as(&self.bundled, &self.clock, &Actor::Jobnet, &command);
    }

    /// The same caseworker corrects a comment at another desk.
    pub fn correct(&self, number: &str, comment: &str, text: &str) {
        let comment = domain::RecordId(comment.parse().unwrap());
        let command = Command::CorrectComment { number: WrittenNumber(number.into()), comment, text: text.into() };
        let jobcentre = "75100".parse().unwrap();
        let actor = Actor::Caseworker { caseworker: CaseworkerId("line".into()), jobcentre };
        execute_as(&self.bundled, &self.clock, &actor, &command);
    }

    pub fn new_number(&self, old: &str, new: &str) {
        change_number(&self.bundled, &self.clock, old, new);
    }
}

/// The outer world speaks: CPR gives a citizen another number.
pub fn change_number(bundled: &Bundled, clock: &SetClock, old: &str, new: &str) {
    change_number_on(bundled, clock, old, new, "20230919");
}

/// The same, with a date as CPR writes it.
pub fn change_number_on(bundled: &Bundled, clock: &SetClock, old: &str, new: &str, event_date: &str) {
    let command = Command::ChangeNumber {
        old: WrittenNumber(old.into()),
        new: WrittenNumber(new.into()),
        event_date: event_date.into(),
    };
    execute(bundled, clock, &command);
}

fn execute(bundled: &Bundled, clock: &SetClock, command: &Command) {
    execute_as(bundled, clock, &Actor::Cpr, command);
}

fn execute_as(bundled: &Bundled, clock: &SetClock, actor: &Actor, command: &Command) {
    let raw = Envelope::of(CommandId(uuid::Uuid::now_v7()), 1, command, clock.now()).seal();
    let answers = bundled.execute(actor, &[raw]).unwrap();
    assert!(matches!(&answers[0], Answer::Verdict(v) if matches!(v.outcome, Outcome::Accepted { .. })), "{answers:?}");
}

/// A conversation of an hour, on the day of [`fields`] and elsewhere.
pub fn in_room_nine() -> WrittenBooking {
    WrittenBooking {
        kind: ConversationType(1),
        form: ConversationForm(1),
        meeting: WrittenBooking::INDIVIDUAL.into(),
        group_meeting: None,
        start: danish(2023, 9, 22, 14, 0),
        end: Some(danish(2023, 9, 22, 15, 0)),
        minutes: None,
        place: Some("Lokale 9".into()),
        phone: None,
        link: None,
        title: None,
        description: Some("Medbring CV.".into()),
        caseworker: Some(CaseworkerId("line".into())),
        rebooking_possible: false,
        rebooking_deadline: None,
        cancelling_possible: false,
        cancelling_deadline: None,
        owner: None,
        self_booked: false,
    }
}

fn registration(number: &str, name: &str) -> Command {
    Command::RegisterPerson {
        number: WrittenNumber(number.into()),
        name: name.into(),
        birth_date: None,
        address: None,
        municipality: None,
        protection: None,
        status: None,
    }
}

/// A file that is not in use, as it is: nothing is brought up to date.
pub fn as_it_is(path: &Path, key: &Key) -> Connection {
    let open = |version| sealed::open(path, key, Durability::Full, &[Migration { version, sql: "" }]);
    match open(1) {
        Err(OpenError::LaterVersion { found, .. }) => open(found).unwrap(),
        opened => opened.unwrap(),
    }
}

/// The writings of a booking that whoever has it before them has seen.
pub fn seen(booking: &BookingView) -> Vec<CommandId> {
    booking.writings.iter().map(|writing| CommandId(writing.parse().unwrap())).collect()
}

pub fn open_by(desk: &Desk, text: &str) -> CitizenView {
    match desk.open(OpenCitizen { by: OpenBy::Number(text.into()), purpose: None }).unwrap() {
        OpenAnswer::Citizen { citizen } => *citizen,
        other => panic!("{other:?}"),
    }
}

/// Opens a citizen of another jobcentre.
pub fn open_with_purpose(desk: &Desk, text: &str, note: &str) -> CitizenView {
    let purpose = Some(PurposeGiven { id: "joint_case".into(), note: note.into() });
    match desk.open(OpenCitizen { by: OpenBy::Number(text.into()), purpose }).unwrap() {
        OpenAnswer::Citizen { citizen } => *citizen,
        other => panic!("{other:?}"),
    }
}

/// A desk that has pulled everything, with Mette open.
pub fn with_mette() -> (World, Desk, CitizenView) {
    let world = World::new();
    let desk = world.desk();
    let mette = open_by(&desk, METTE);
    (world, desk, mette)
}

pub fn comments(desk: &Desk, number: &str) -> Vec<String> {
    open_by(desk, number).comments.into_iter().map(|comment| comment.text).collect()
}

pub fn is_accepted(desk: &Desk, entry: &OutboxEntry) -> bool {
    matches!(entry_of(desk, &entry.command).state, EntryState::Accepted { .. })
}

pub fn search(desk: &Desk, text: &str) -> Found {
    desk.search(SearchText { text: text.into() }).unwrap()
}

pub fn comment(citizen: &str, text: &str) -> Draft {
    Draft { citizen: citizen.into(), form: DraftForm::Comment { text: text.into() } }
}

pub fn fingerprint(desk: &Desk, draft: &Draft) -> String {
    match desk.preview(draft.clone()).unwrap() {
        Preview::Accepted { fingerprint, .. } => fingerprint,
        other => panic!("{other:?}"),
    }
}

pub fn confirm(desk: &Desk, draft: Draft) -> OutboxEntry {
    let fingerprint = fingerprint(desk, &draft);
    desk.confirm(Confirm { draft, fingerprint, renews: None }).unwrap()
}

pub fn entry_of(desk: &Desk, command: &str) -> OutboxEntry {
    let outbox = desk.outbox(Nothing {}).unwrap();
    let all = [outbox.refused, outbox.otherwise, outbox.resting, outbox.waiting, outbox.accepted].concat();
    all.into_iter().find(|entry| entry.command == command).unwrap()
}

pub fn reference_to(entry: &OutboxEntry) -> EntryRef {
    EntryRef { command: entry.command.clone() }
}

pub fn no_rest(desk: &Desk) {
    rest(desk, 0);
}

pub fn rest(desk: &Desk, rest_seconds: u32) {
    let settings = desk.session(Nothing {}).unwrap().settings;
    desk.set(Settings { rest_seconds, ..settings }).unwrap();
}

pub fn switch(desk: &Desk, online: bool) {
    desk.switch_connection(SwitchConnection { online }).unwrap();
}

/// Waits for what another thread does.
#[allow(clippy::disallowed_methods, reason = "a test gives up after a time")]
pub fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(20), "{what} has not come");
        std::thread::yield_now();
    }
}

pub fn draft(citizen: &CitizenView, form: DraftForm) -> Draft {
    Draft { citizen: citizen.citizen.clone(), form }
}

/// A conversation in two days, at ten, face to face.
pub fn fields() -> BookingFields {
    BookingFields {
        conversation_type: "1".into(),
        form: "1".into(),
        day: "+2".into(),
        from: "10.00".into(),
        until: "45".into(),
        place: "Lokale 3".into(),
        ..BookingFields::default()
    }
}

/// A conversation of the same type, held this morning.
pub fn held() -> HeldFields {
    HeldFields {
        conversation_type: "1".into(),
        form: "1".into(),
        day: "d".into(),
        from: "8.30".into(),
        fund: "no".into(),
        ..HeldFields::default()
    }
}
