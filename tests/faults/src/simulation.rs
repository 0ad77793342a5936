use std::sync::Arc;

use backend::Bundled;
use chrono::{DateTime, TimeDelta, Utc};
use desk::{
    Caseworker, Desk, Faults, Line,
    door::{
        Confirm, Door, Draft, DraftForm, EntryRef, EntryState, Nothing, OpenAnswer, OpenBy, OpenCitizen, OutboxEntry,
        Preview,
    },
};
use domain::{Actor, CaseworkerId, Command, CommandId, CprNumber, JobcentreCode, WrittenNumber};
use exchange::{Answer, Backend, Clock, Envelope, FeedItem, LookUp, Outcome, Purpose, SetClock, read_rows};
use tempfile::TempDir;
use uuid::Uuid;

use crate::{
    chance::Chance,
    oracle::{Oracle, Written},
    people,
};

const JOBCENTRE: &str = "75100";
const CITIZENS: usize = 6;

/// One history from one seed.
pub struct Simulation {
    chance: Chance,
    clock: Arc<SetClock>,
    bundled: Bundled,
    folder: TempDir,
    desks: Vec<Station>,
    numbers: Box<dyn Iterator<Item = CprNumber>>,
    oracle: Oracle,
    sent: u64,
    trace: Vec<String>,
}

/// One caseworker's desk and its line. The desk is away while it is shut.
struct Station {
    name: &'static str,
    desk: Option<Desk>,
    faults: Faults,
}

impl Simulation {
    /// Two desks and six citizens, all pulled.
    pub fn from_seed(seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(SetClock::at("2023-09-20T07:00:00Z".parse::<DateTime<Utc>>().unwrap()));
        let own = folder.path().join("backend");
        std::fs::create_dir_all(&own).unwrap();
        let key = sealed::header::exercise_key(&own).unwrap();
        let bundled = Bundled::open(&own, &key, reference::jobcentres(), clock.clone()).unwrap();
        let station = |name| Station { name, desk: None, faults: Faults::default() };
        let mut simulation = Self {
            chance: Chance::from_seed(seed),
            clock,
            bundled,
            folder,
            desks: vec![station("anna"), station("bo")],
            numbers: Box::new(people::numbers()),
            oracle: Oracle::default(),
            sent: 0,
            trace: Vec::new(),
        };
        for _ in 0..CITIZENS {
            simulation.somebody_is_born();
        }
        for desk in 0..simulation.desks.len() {
            simulation.opens(desk);
        }
        simulation
    }

    /// What has happened, in words that are the same at every run of the seed.
    pub fn trace(&self) -> &[String] {
        &self.trace
    }

    /// Something happens.
    pub fn step(&mut self) {
        let desk = self.chance.below(self.desks.len());
        match self.chance.below(16) {
            0..=4 => self.writes(desk),
            5..=8 => self.syncs(desk),
            9 => self.takes_back(desk),
            10 => self.sends_on_new_number(desk),
            11 => self.line_fails(desk),
            12 => self.restarts(desk),
            13 => self.register_renumbers(),
            14 if self.chance.once_in(4) => self.register_merges(),
            _ => self.time_passes(),
        }
    }

    /// The line is mended, everything that can be sent is sent, and the oracle looks.
    pub fn end(self) {
        for desk in 0..self.desks.len() {
            self.desks[desk].faults.cut(false);
            self.desks[desk].faults.lose_answers(0);
        }
        for _ in 0..3 {
            self.clock.set(self.clock.now() + TimeDelta::minutes(2));
            for desk in 0..self.desks.len() {
                self.desk(desk).settle();
            }
        }
        self.nothing_is_lost_and_nothing_is_done_twice();
        self.every_number_finds_its_person_everywhere();
    }

    // What caseworkers do.

    fn writes(&mut self, desk: usize) {
        let citizen = self.chance.below(self.oracle.count());
        let typed = *self.chance.pick(self.oracle.numbers(citizen));
        let Some(citizen) = self.open(desk, typed) else {
            return self.tell(desk, "finds nobody there");
        };
        let text = format!("note {}", self.oracle.written.len());
        let draft = Draft { citizen, form: DraftForm::Comment { text: text.clone() } };
        let Ok(Preview::Accepted { fingerprint, .. }) = self.desk(desk).preview(draft.clone()) else {
            return self.tell(desk, "may not write there");
        };
        let confirmed = self.desk(desk).confirm(Confirm { draft, fingerprint, renews: None }).unwrap();
        self.tell(desk, &format!("writes {text}"));
        self.oracle.written.insert(text, Written { desk, command: confirmed.command, taken_back: false });
    }

    fn takes_back(&mut self, desk: usize) {
        let outbox = self.desk(desk).outbox(Nothing {}).unwrap();
        let Some(entry) = outbox.resting.first().or(outbox.waiting.first()) else { return };
        let undone = self.desk(desk).undo(EntryRef { command: entry.command.clone() }).is_ok();
        self.tell(desk, &format!("takes {} back: {undone}", entry.summary));
        if undone {
            // A renewal that is taken back leaves the refused command where it was: somebody must still act on it.
            let refused = self.desk(desk).outbox(Nothing {}).unwrap().refused;
            let renewed = refused.into_iter().find(|refused| refused.summary == entry.summary);
            let written = self.oracle.written.get_mut(&entry.summary).unwrap();
            written.taken_back = renewed.is_none();
            written.command = renewed.map_or_else(|| entry.command.clone(), |refused| refused.command);
        }
    }

    fn sends_on_new_number(&mut self, desk: usize) {
        let outbox = self.desk(desk).outbox(Nothing {}).unwrap();
        let Some(entry) = outbox.refused.iter().find(|entry| entry.can_send_on_new_number) else { return };
        let renewed = self.desk(desk).send_on_new_number(EntryRef { command: entry.command.clone() }).unwrap();
        self.tell(desk, &format!("sends {} on the new number", entry.summary));
        self.oracle.written.get_mut(&entry.summary).unwrap().command = renewed.command;
    }

    // What goes well or wrong between desk and backend.

    fn syncs(&mut self, desk: usize) {
        self.desk(desk).settle();
        let connection = self.desk(desk).connection(Nothing {}).unwrap();
        let (waiting, refused) = (connection.waiting, connection.refused);
        self.tell(desk, &format!("has synced: {waiting} wait, {refused} refused"));
    }

    fn line_fails(&mut self, desk: usize) {
        let faults = self.desks[desk].faults.clone();
        match self.chance.below(3) {
            0 => faults.cut(true),
            1 => faults.cut(false),
            _ => faults.lose_answers(1),
        }
        self.tell(desk, "has another line");
    }

    fn restarts(&mut self, desk: usize) {
        self.desks[desk].desk = None;
        self.opens(desk);
        self.tell(desk, "has restarted");
    }

    fn time_passes(&mut self) {
        let seconds = *self.chance.pick(&[1, 5, 9, 60, -30]);
        self.clock.set(self.clock.now() + TimeDelta::seconds(seconds));
        self.trace.push(format!("{seconds} seconds pass"));
    }

    // What the register does.

    fn somebody_is_born(&mut self) {
        let number = self.numbers.next().unwrap();
        let name = format!("Prøve {}", self.oracle.count());
        let register = Command::RegisterPerson {
            number: number.into(),
            name,
            birth_date: None,
            address: None,
            municipality: None,
            protection: None,
            status: None,
        };
        self.execute(&Actor::Cpr, &register);
        let from = "2021-03-01".parse().unwrap();
        let affiliation =
            Command::RegisterAffiliation { number: number.into(), jobcentre: JOBCENTRE.parse().unwrap(), from };
        self.execute(&caseworker("seed"), &affiliation);
        self.oracle.born(number);
    }

    fn register_renumbers(&mut self) {
        let citizen = self.chance.below(self.oracle.count());
        let new = self.numbers.next().unwrap();
        self.register_says(self.oracle.current(citizen), new);
        self.oracle.renumbered(citizen, new);
        self.trace.push(format!("citizen {citizen} has a new number"));
    }

    fn register_merges(&mut self) {
        let (one, other) = (self.chance.below(self.oracle.count()), self.chance.below(self.oracle.count()));
        if self.oracle.survivor(one) != self.oracle.survivor(other) {
            self.register_says(self.oracle.current(one), self.oracle.current(other));
            self.oracle.merged(one, other);
            self.trace.push(format!("citizen {one} is citizen {other}"));
        }
    }

    fn register_says(&mut self, old: CprNumber, new: CprNumber) {
        let written = |number: CprNumber| WrittenNumber(number.to_string());
        let change = Command::ChangeNumber { old: written(old), new: written(new), event_date: "20230920".to_owned() };
        self.execute(&Actor::Cpr, &change);
    }

    fn execute(&mut self, actor: &Actor, command: &Command) {
        self.sent += 1;
        let id = CommandId(Uuid::from_u128(u128::from(self.sent)));
        let sealed = Envelope::of(id, self.sent, command, self.clock.now()).seal();
        let answers = self.bundled.execute(actor, &[sealed]).unwrap();
        let Answer::Verdict(verdict) = &answers[0] else { panic!("{answers:?}") };
        assert!(matches!(verdict.outcome, Outcome::Accepted { .. }), "{verdict:?}");
    }

    // What must hold at the end.

    fn nothing_is_lost_and_nothing_is_done_twice(&self) {
        let kept: Vec<String> = self.oracle.persons().flat_map(|person| self.comments_of(person)).collect();
        for (text, written) in &self.oracle.written {
            let in_the_backend = kept.iter().filter(|kept| *kept == text).count();
            let outbox = self.desk(written.desk).outbox(Nothing {}).unwrap();
            let is = |entries: &[OutboxEntry]| entries.iter().any(|entry| entry.command == written.command);
            let (accepted, refused) = (is(&outbox.accepted), is(&outbox.refused));
            match (written.taken_back, accepted, refused) {
                (true, false, false) => assert_eq!(in_the_backend, 0, "{text} was taken back\n{}", self.story()),
                (false, true, false) => assert_eq!(in_the_backend, 1, "{text} was accepted\n{}", self.story()),
                (false, false, true) => assert_eq!(in_the_backend, 0, "{text} was refused\n{}", self.story()),
                other => panic!("{text} is lost, or unsettled after all: {other:?}\n{}", self.story()),
            }
        }
        assert_eq!(kept.len(), kept.iter().filter(|text| self.oracle.written.contains_key(*text)).count());
    }

    fn every_number_finds_its_person_everywhere(&self) {
        for person in self.oracle.persons() {
            let current = self.oracle.current(person).to_string();
            let mut kept = self.comments_of(person);
            kept.sort();
            for typed in self.oracle.numbers(person) {
                for desk in 0..self.desks.len() {
                    let Ok(OpenAnswer::Citizen { citizen }) = self.opened(desk, *typed) else {
                        panic!("citizen {person} is not at desk {desk}\n{}", self.story())
                    };
                    assert_eq!(citizen.number.shown, current, "at desk {desk}\n{}", self.story());
                    let mut shown: Vec<String> = citizen.comments.into_iter().map(|comment| comment.text).collect();
                    shown.sort();
                    assert_eq!(shown, kept, "at desk {desk}\n{}", self.story());
                }
            }
        }
        for desk in 0..self.desks.len() {
            let outbox = self.desk(desk).outbox(Nothing {}).unwrap();
            let unsettled = outbox.waiting.iter().chain(&outbox.resting).any(|entry| entry.state != EntryState::Sent);
            assert!(!unsettled, "desk {desk} still holds something back\n{}", self.story());
        }
    }

    fn comments_of(&self, person: usize) -> Vec<String> {
        let connection = self.bundled.connect(caseworker("oracle"));
        let purpose = Purpose { id: "test".to_owned(), note: String::new() };
        let Ok(LookUp::Found(found)) = connection.look_up(self.oracle.current(person), &purpose) else {
            panic!("the backend does not know citizen {person}\n{}", self.story())
        };
        let FeedItem::Present { subject, rows, .. } = found.item else { panic!("{:?}", found.in_scope) };
        let person = read_rows(subject, &rows).unwrap();
        person.comments.records.into_iter().map(|comment| comment.text).collect()
    }

    // How it is done.

    fn opens(&mut self, desk: usize) {
        let Station { name, faults, .. } = &self.desks[desk];
        let who = Caseworker {
            id: CaseworkerId((*name).to_owned()),
            name: (*name).to_owned(),
            jobcentre: JOBCENTRE.parse::<JobcentreCode>().unwrap(),
        };
        let line = Line::with_faults(self.bundled.connect(caseworker(name)), faults.clone());
        let folder = self.folder.path().join(name);
        let opened = Desk::open_exercise_at_rest(&folder, line, who, self.clock.clone(), |_| {}).unwrap();
        opened.settle();
        self.desks[desk].desk = Some(opened);
    }

    fn open(&self, desk: usize, typed: CprNumber) -> Option<String> {
        match self.opened(desk, typed) {
            Ok(OpenAnswer::Citizen { citizen }) => Some(citizen.citizen),
            _ => None,
        }
    }

    fn opened(&self, desk: usize, typed: CprNumber) -> Result<OpenAnswer, desk::door::DeskError> {
        self.desk(desk).open(OpenCitizen { by: OpenBy::Number(typed.to_string()), purpose: None })
    }

    fn desk(&self, desk: usize) -> &Desk {
        self.desks[desk].desk.as_ref().unwrap()
    }

    fn tell(&mut self, desk: usize, what: &str) {
        self.trace.push(format!("{} {what}", self.desks[desk].name));
    }

    fn story(&self) -> String {
        self.trace.join("\n")
    }
}

fn caseworker(name: &str) -> Actor {
    Actor::Caseworker { caseworker: CaseworkerId(name.to_owned()), jobcentre: JOBCENTRE.parse().unwrap() }
}
