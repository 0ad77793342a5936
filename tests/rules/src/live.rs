//! The rules that no decision names: they speak in the verdict of a backend or at a desk. Each test here runs a real one.
#![expect(clippy::panic, clippy::unwrap_used, reason = "a test harness says so and stops")]

use std::{
    collections::BTreeSet,
    sync::{Arc, OnceLock},
};

use backend::Bundled;
use chrono::TimeDelta;
use desk::{
    Caseworker, Desk, Line,
    door::{Confirm, Door, Draft, DraftForm, EntryState, Nothing, OpenAnswer, OpenBy, OpenCitizen, Preview},
};
use domain::{Actor, CaseworkerId, Command, CommandId, RefusalCode, RuleId, contact_course::FundReading};
use exchange::{Answer, Clock, Envelope, Outcome, RawCommand, SetClock};
use exercise::{actor, command_id, moment};
use tempfile::TempDir;

use crate::cases::commands::{affiliation, change, code, comment, join, register};

/// A test that needs a backend or a desk, after it has run.
pub struct Live {
    /// Says what it shows.
    pub name: &'static str,
    /// The rule it is about.
    pub shows: RuleId,
    /// The rules that spoke.
    pub rules: BTreeSet<RuleId>,
}

/// Every such test, run once.
pub fn all() -> &'static [Live] {
    static ALL: OnceLock<Vec<Live>> = OnceLock::new();
    let live = |name, shows, run: fn() -> BTreeSet<RuleId>| Live { name, shows, rules: run() };
    ALL.get_or_init(|| {
        vec![
            live("any_number_opens_the_citizen", RuleId::S23_1_1g, any_number_opens_the_citizen),
            live("a_command_that_waited_is_held", RuleId::S23_1_1k, a_command_that_waited_is_held),
            live("a_fault_refuses_one_command_alone", RuleId::S22_2a, a_fault_refuses_one_command_alone),
            live("an_id_that_is_taken", RuleId::SbId, an_id_that_is_taken),
            live("what_a_fund_reads", RuleId::SbFundReads, what_a_fund_reads),
        ]
    })
}

const A: &str = "1503851234";
const B: &str = "1503851318";
const LINE: &str = "caseworker:75100/line";

fn any_number_opens_the_citizen() -> BTreeSet<RuleId> {
    let world = World::new();
    world.send("cpr", &[change(A, B, "20230917")]);
    let desk = world.desk();
    match desk.open(OpenCitizen { by: OpenBy::Number(A.to_owned()), purpose: None }) {
        Ok(OpenAnswer::Citizen { citizen }) => {
            let by_former = citizen.opened_by_former.unwrap();
            assert_eq!(
                (by_former.typed.shown.as_str(), by_former.current.shown.as_str()),
                ("150385-1234", "150385-1318")
            );
            BTreeSet::from([code(&by_former.rule.id)])
        }
        other => panic!("{other:?}"),
    }
}

fn a_command_that_waited_is_held() -> BTreeSet<RuleId> {
    let world = World::new();
    let desk = world.desk();
    write(&desk, "Skrevet før nummerskiftet.");
    world.send("cpr", &[change(A, B, "20230917")]);
    desk.settle();
    refused(&desk, RefusalCode::FormerNumber)
}

fn what_a_fund_reads() -> BTreeSet<RuleId> {
    let world = World::new();
    world.send("fund:90", &[join(A, "90", "2023-09-01")]);
    let reads = |actor: &str| world.bundled.connect(exercise::actor(actor).unwrap()).fund_reads(A.parse().unwrap());
    assert!(reads("fund:90").unwrap().is_some());
    assert!(reads("fund:91").unwrap().is_none());
    assert!(reads(LINE).unwrap().is_none(), "nobody but a fund reads this way");
    BTreeSet::from([FundReading::RULE])
}

fn a_fault_refuses_one_command_alone() -> BTreeSet<RuleId> {
    let world = World::new();
    let is_hit = |command: &Command| *command == comment(A, "Denne fejler.");
    let bundled = world.bundled.clone().with_fault(is_hit);
    let commands = [comment(A, "Før."), comment(A, "Denne fejler."), comment(A, "Efter.")];
    let outcomes = World { bundled, ..world }.send(LINE, &commands);
    match outcomes.as_slice() {
        [Outcome::Accepted { .. }, Outcome::Refused(refusal), Outcome::Accepted { .. }] => {
            assert_eq!(refusal.code, RefusalCode::Fault);
            BTreeSet::from([refusal.rule])
        }
        other => panic!("{other:?}"),
    }
}

fn an_id_that_is_taken() -> BTreeSet<RuleId> {
    let world = World::new();
    let desk = world.desk();
    let id = write(&desk, "Skrevet her.");
    let another = Envelope::of(id, 1, &comment(A, "En anden med samme id."), world.clock.now()).seal();
    world.execute(LINE, &[another]);
    world.clock.set(world.clock.now() + TimeDelta::minutes(1));
    desk.settle();
    refused(&desk, RefusalCode::IdTaken)
}

/// Writes a comment, which rests.
fn write(desk: &Desk, text: &str) -> CommandId {
    let by = OpenBy::Number(A.to_owned());
    let Ok(OpenAnswer::Citizen { citizen }) = desk.open(OpenCitizen { by, purpose: None }) else {
        panic!("the citizen is not at the desk")
    };
    let draft = Draft { citizen: citizen.citizen, form: DraftForm::Comment { text: text.to_owned() } };
    let Ok(Preview::Accepted { fingerprint, .. }) = desk.preview(draft.clone()) else {
        panic!("the comment may not be written")
    };
    let entry = desk.confirm(Confirm { draft, fingerprint, renews: None }).unwrap();
    CommandId(code(&entry.command))
}

/// The rule behind the one command that is refused or held at a desk.
fn refused(desk: &Desk, expected: RefusalCode) -> BTreeSet<RuleId> {
    let outbox = desk.outbox(Nothing {}).unwrap();
    let [entry] = outbox.refused.as_slice() else { panic!("{outbox:?}") };
    let (EntryState::Held { refusal } | EntryState::Refused { refusal, .. }) = &entry.state else {
        panic!("{entry:?}")
    };
    assert_eq!(refusal.code, expected.as_str());
    BTreeSet::from([code(&refusal.rule.id)])
}

/// A bundled backend with one citizen of Jobcenter Aarhus.
struct World {
    clock: Arc<SetClock>,
    bundled: Bundled,
    folder: TempDir,
}

impl World {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(SetClock::at(moment("2023-09-18T10:00").unwrap()));
        let own = folder.path().join("backend");
        std::fs::create_dir_all(&own).unwrap();
        let key = sealed::header::exercise_key(&own).unwrap();
        let bundled = Bundled::open(&own, &key, reference::lists(), clock.clone()).unwrap();
        let world = Self { clock, bundled, folder };
        world.send("cpr", &[register(A, "Mette Øvelsen")]);
        world.send(LINE, &[affiliation(A, "75100", "2023-09-01")]);
        world
    }

    /// Sends commands as one batch, each with an id of its own.
    fn send(&self, by: &str, commands: &[Command]) -> Vec<Outcome> {
        self.clock.set(self.clock.now() + TimeDelta::seconds(1));
        let now = self.clock.now();
        let sealed = (1..).zip(commands).map(|(nth, command)| {
            let id = command_id(now, &format!("{by} {nth}"));
            Envelope::of(id, nth, command, now).seal()
        });
        self.execute(by, &sealed.collect::<Vec<_>>())
    }

    fn execute(&self, by: &str, commands: &[RawCommand]) -> Vec<Outcome> {
        let answers = self.bundled.execute(&actor(by).unwrap(), commands).unwrap();
        let outcome = |answer| match answer {
            Answer::Verdict(verdict) => verdict.outcome,
            other => panic!("{other:?}"),
        };
        answers.into_iter().map(outcome).collect()
    }

    /// A desk of Jobcenter Aarhus that has pulled everything.
    fn desk(&self) -> Desk {
        let by = actor(LINE).unwrap();
        let Actor::Caseworker { jobcentre, .. } = by else { panic!("{LINE}") };
        let who = Caseworker { id: CaseworkerId("line".to_owned()), name: "Line Bjerre".to_owned(), jobcentre };
        let line = Line::to(self.bundled.connect(by.clone()));
        let folder = self.folder.path().join("line");
        let desk = Desk::open_exercise_at_rest(&folder, line, who, self.clock.clone(), |_| {}).unwrap();
        desk.settle();
        desk
    }
}
