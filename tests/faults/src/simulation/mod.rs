mod end;

use std::{collections::BTreeMap, sync::Arc};

use backend::Bundled;
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use desk::{
    Caseworker, Desk, Faults, Line,
    door::{
        Confirm, Door, Draft, DraftForm, EntryRef, Nothing, OpenAnswer, OpenBy, OpenCitizen, Preview, PurposeGiven,
    },
};
use domain::{Actor, CaseworkerId, Command, CommandId, CprNumber, JobcentreCode, WrittenNumber, danish_day};
use exchange::{Answer, Clock, Envelope, Outcome, SetClock};
use tempfile::TempDir;
use uuid::Uuid;

use crate::{
    chance::Chance,
    oracle::{Moment, Oracle, Written},
    people,
};

/// The caseworkers, two of one jobcentre and one of another.
const CASEWORKERS: [(&str, &str); 3] = [("anna", "75100"), ("bo", "75100"), ("cai", "71000")];
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
    /// Of what moment the desks knew when they wrote each command.
    known_at: BTreeMap<String, Moment>,
    sent: u64,
    /// How many changes of number there were. Each has a day of its own.
    changes: u64,
    trace: Vec<String>,
}

/// One caseworker's desk and its line. The desk is away while it is shut.
struct Station {
    name: &'static str,
    jobcentre: &'static str,
    desk: Option<Desk>,
    faults: Faults,
    /// Of what moment it knows, as far as its feed goes.
    knows: Moment,
}

impl Simulation {
    /// Three desks and six citizens, all pulled.
    pub fn from_seed(seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(SetClock::at("2023-09-20T07:00:00Z".parse::<DateTime<Utc>>().unwrap()));
        let own = folder.path().join("backend");
        std::fs::create_dir_all(&own).unwrap();
        let key = sealed::header::exercise_key(&own).unwrap();
        let bundled = Bundled::open(&own, &key, reference::jobcentres(), clock.clone()).unwrap();
        let station = |(name, jobcentre)| Station { name, jobcentre, desk: None, faults: Faults::default(), knows: 0 };
        let mut simulation = Self {
            chance: Chance::from_seed(seed),
            clock,
            bundled,
            folder,
            desks: CASEWORKERS.map(station).into(),
            numbers: Box::new(people::numbers()),
            oracle: Oracle::default(),
            known_at: BTreeMap::new(),
            sent: 0,
            changes: 0,
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
        match self.chance.below(20) {
            0..=5 => self.writes(desk),
            6..=9 => self.syncs(desk),
            10 => self.takes_back(desk),
            11 => self.sends_on_new_number(desk),
            12 => self.line_fails(desk),
            13 => self.restarts(desk),
            14 => self.register_renumbers(),
            15 if self.chance.once_in(4) => self.register_merges(),
            16 => self.somebody_moves(),
            17 if self.chance.once_in(3) => self.a_backup_is_restored(),
            _ => self.time_passes(),
        }
    }

    // What caseworkers do.

    fn writes(&mut self, desk: usize) {
        let citizen = self.chance.below(self.oracle.count());
        let typed = *self.chance.pick(self.oracle.numbers(citizen));
        let Ok(OpenAnswer::Citizen { citizen: shown }) = self.opened(desk, typed) else {
            return self.tell(desk, "finds nobody there");
        };
        let text = format!("note {}", self.oracle.written.len());
        let draft = Draft { citizen: shown.citizen, form: DraftForm::Comment { text: text.clone() } };
        let Ok(Preview::Accepted { fingerprint, .. }) = self.desk(desk).preview(draft.clone()) else {
            return self.tell(desk, "may not write there");
        };
        let confirmed = self.desk(desk).confirm(Confirm { draft, fingerprint, renews: None }).unwrap();
        self.tell(desk, &format!("writes {text}"));
        // Whoever was looked up may be known of an earlier moment than the feed.
        let known_at = if shown.own { self.desks[desk].knows } else { 0 };
        self.known_at.insert(confirmed.command.clone(), known_at);
        let command = confirmed.command;
        self.oracle.written.insert(text, Written { desk, citizen, command, taken_back: false, seen_accepted: false });
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
        self.known_at.insert(renewed.command.clone(), 0);
        self.oracle.written.get_mut(&entry.summary).unwrap().command = renewed.command;
    }

    // What goes well or wrong between desk and backend.

    fn syncs(&mut self, desk: usize) {
        self.settles(desk);
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

    /// Now and then up to a few seconds before midnight. The clock goes back a little, but not to yesterday.
    fn time_passes(&mut self) {
        let now = self.clock.now();
        let until = match self.chance.below(6) {
            0 => before_midnight(self.today()),
            1 if danish_day(now - TimeDelta::seconds(30)) == self.today() => now - TimeDelta::seconds(30),
            _ => now + TimeDelta::seconds(*self.chance.pick(&[1, 5, 9, 60])),
        };
        self.clock.set(until.max(now - TimeDelta::seconds(30)));
        self.trace.push(format!("it is {}", self.clock.now()));
    }

    fn a_backup_is_restored(&mut self) {
        self.bundled.begin_new_epoch().unwrap();
        self.trace.push("the backend begins a new epoch".to_owned());
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
        let jobcentre = self.chance.pick(&CASEWORKERS).1.parse().unwrap();
        self.register_jobcentre(number, jobcentre, from);
        self.oracle.born(number, jobcentre, from);
    }

    fn register_renumbers(&mut self) {
        let citizen = self.chance.below(self.oracle.count());
        let former = self.oracle.numbers(citizen).split_last().unwrap().1;
        // Now and then a ring: back to a number that the citizen has had.
        let new = if former.is_empty() || !self.chance.once_in(3) {
            self.numbers.next().unwrap()
        } else {
            *self.chance.pick(former)
        };
        self.register_says(self.oracle.current(citizen), new);
        self.oracle.renumbered(citizen, new);
        self.a_merge_may_move(citizen);
        self.trace.push(format!("citizen {citizen} has another number"));
    }

    fn register_merges(&mut self) {
        let (one, other) = (self.chance.below(self.oracle.count()), self.chance.below(self.oracle.count()));
        if self.oracle.survivor(one) != self.oracle.survivor(other) {
            self.register_says(self.oracle.current(one), self.oracle.current(other));
            self.oracle.merged(one, other);
            self.a_merge_may_move(one);
            self.trace.push(format!("citizen {one} is citizen {other}"));
        }
    }

    fn register_says(&mut self, old: CprNumber, new: CprNumber) {
        let written = |number: CprNumber| WrittenNumber(number.to_string());
        let day = NaiveDate::from_ymd_opt(2022, 1, 1).unwrap() + Days::new(self.changes);
        self.changes += 1;
        let event_date = day.format("%Y%m%d").to_string();
        let change = Command::ChangeNumber { old: written(old), new: written(new), event_date };
        self.execute(&Actor::Cpr, &change);
    }

    /// Which jobcentre keeps a merged citizen is a matter for the tests of the rules. Here it is taken as it comes.
    fn a_merge_may_move(&mut self, citizen: usize) {
        let jobcentre = self.in_the_backend(citizen).jobcentre_on(self.today());
        if jobcentre != self.oracle.jobcentre(citizen) {
            self.oracle.moved(citizen, jobcentre, self.oracle.moved_on(citizen));
        }
    }

    /// Somebody moves to where another jobcentre has them, at most once a day.
    fn somebody_moves(&mut self) {
        let citizen = self.chance.below(self.oracle.count());
        let here = self.oracle.jobcentre(citizen);
        let to =
            CASEWORKERS.iter().map(|(_, jobcentre)| jobcentre.parse().unwrap()).find(|to| Some(*to) != here).unwrap();
        let today = self.today();
        if self.oracle.moved_on(citizen) < today {
            self.register_jobcentre(self.oracle.current(citizen), to, today);
            self.oracle.moved(citizen, Some(to), today);
            self.trace.push(format!("citizen {citizen} moves to {to}"));
        }
    }

    fn register_jobcentre(&mut self, number: CprNumber, jobcentre: JobcentreCode, from: NaiveDate) {
        let command = Command::RegisterAffiliation { number: number.into(), jobcentre, from };
        self.execute(&caseworker("seed", &jobcentre.to_string()), &command);
    }

    fn execute(&mut self, actor: &Actor, command: &Command) {
        self.sent += 1;
        let id = CommandId(Uuid::from_u128(u128::from(self.sent)));
        let sealed = Envelope::of(id, self.sent, command, self.clock.now()).seal();
        let answers = self.bundled.execute(actor, &[sealed]).unwrap();
        let Answer::Verdict(verdict) = &answers[0] else { panic!("{answers:?}") };
        assert!(matches!(verdict.outcome, Outcome::Accepted { .. }), "{verdict:?}\n{}", self.story());
    }

    // How it is done.

    fn opens(&mut self, desk: usize) {
        let Station { name, jobcentre, faults, .. } = &self.desks[desk];
        let id = CaseworkerId((*name).to_owned());
        let who = Caseworker { id, name: (*name).to_owned(), jobcentre: jobcentre.parse().unwrap() };
        let line = Line::with_faults(self.bundled.connect(caseworker(name, jobcentre)), faults.clone());
        let folder = self.folder.path().join(name);
        let opened = Desk::open_exercise_at_rest(&folder, line, who, self.clock.clone(), |_| {}).unwrap();
        self.desks[desk].desk = Some(opened);
        self.settles(desk);
    }

    /// The desk pulls and pushes what it can. What it shows as accepted is noted: tomorrow it is not in that list any more.
    fn settles(&mut self, desk: usize) {
        self.desk(desk).settle();
        if self.desk(desk).connection(Nothing {}).unwrap().online {
            self.desks[desk].knows = self.oracle.now();
        }
        for entry in self.desk(desk).outbox(Nothing {}).unwrap().accepted {
            let written = self.oracle.written.get_mut(&entry.summary).unwrap();
            assert_eq!(written.command, entry.command, "{} was accepted twice", entry.summary);
            written.seen_accepted = true;
        }
    }

    fn opened(&self, desk: usize, typed: CprNumber) -> Result<OpenAnswer, desk::door::DeskError> {
        let purpose = PurposeGiven { id: "oversight".to_owned(), note: String::new() };
        self.desk(desk).open(OpenCitizen { by: OpenBy::Number(typed.to_string()), purpose: Some(purpose) })
    }

    fn today(&self) -> NaiveDate {
        danish_day(self.clock.now())
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

fn caseworker(name: &str, jobcentre: &str) -> Actor {
    Actor::Caseworker { caseworker: CaseworkerId(name.to_owned()), jobcentre: jobcentre.parse().unwrap() }
}

/// In Danish summer time.
fn before_midnight(day: NaiveDate) -> DateTime<Utc> {
    day.and_hms_opt(21, 59, 55).unwrap().and_utc()
}
