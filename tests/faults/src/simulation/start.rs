use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use desk::Desk;
use desk::door::{Door, Nothing, Settings};
use domain::{Actor, Command, FundCode, JobcentreCode};
use exchange::{Clock, SetClock};
use tempfile::TempDir;

use super::{Figures, Simulation, Station};
use crate::central::{AtCentral, Central};
use crate::line::wire::{Way, Wire};
use crate::line::{Line, OverLine};
use crate::made_up::{self, caseworker, who};
use crate::oracle::{Kind, Oracle, World};
use crate::planted::{AtBackend, AtDesk, Passed, Planted};

/// The caseworkers, two of one jobcentre and one of another.
pub const CASEWORKERS: [(&str, &str); 3] = [("anna", "75100"), ("bo", "75100"), ("cai", "71000")];
const CITIZENS: usize = 6;
const BEGIN: &str = "2024-03-20T07:00:00Z";
const BACKEND: &str = "backend";

/// A folder as every history begins with it: six citizens, and three desks that know them. Made once and copied.
struct Template {
    /// In memory: nobody ends what is made once for the whole program.
    files: Vec<(PathBuf, Vec<u8>)>,
    world: World,
    sent: u64,
}

impl Simulation {
    /// Everything is there, and nothing has happened.
    pub(super) fn begin(planted: Option<Planted>) -> Self {
        static TEMPLATE: OnceLock<Template> = OnceLock::new();
        let template = TEMPLATE.get_or_init(Template::make);
        let folder = in_memory();
        template.write(folder.path());
        let oracle = Oracle::of(template.world.clone());
        let mut simulation = Self::of(folder, planted, oracle, template.sent);
        simulation.central.back_up();
        for desk in 0..simulation.desks.len() {
            simulation.opens(desk);
        }
        simulation
    }

    fn of(folder: TempDir, planted: Option<Planted>, oracle: Oracle, sent: u64) -> Self {
        let begin: DateTime<Utc> = BEGIN.parse().unwrap();
        let clock = Arc::new(SetClock::at(begin));
        let central = Central::start(folder.path().join(BACKEND), clock.clone(), oracle, sent);
        let station = |(name, jobcentre)| Station {
            name,
            jobcentre,
            desk: None,
            line: Line::default(),
            clock: Arc::new(SetClock::at(begin)),
            skew: TimeDelta::zero(),
            passed: [Passed::default(), Passed::default()],
            typed: None,
        };
        let numbers = Box::new(made_up::numbers().skip(if sent == 0 { 0 } else { CITIZENS }));
        Self {
            folder,
            central,
            clock,
            desks: CASEWORKERS.map(station).into(),
            numbers,
            changes: 0,
            planted,
            trace: Vec::new(),
            figures: Figures::default(),
        }
    }

    /// Somebody new, whom a jobcentre has.
    pub(super) fn is_born(&mut self, jobcentre: &str) {
        let number = self.numbers.next().unwrap();
        let name = made_up::name(self.central.oracle(|oracle| oracle.world.count()));
        self.central.bear(&Actor::Cpr, &made_up::birth(number, name));
        let jobcentre: JobcentreCode = jobcentre.parse().unwrap();
        let from: NaiveDate = "2021-03-01".parse().unwrap();
        let belongs = Command::RegisterAffiliation { number: number.into(), jobcentre, from };
        self.central.bear(&caseworker("elsewhere", &jobcentre.to_string()), &belongs);
        let joins = Command::StartMembership { number: number.into(), fund: fund(), from };
        self.central.bear(&Actor::Fund { fund: fund() }, &joins);
    }

    /// Starts the desk's program.
    pub(super) fn opens(&mut self, desk: usize) {
        let Station { name, jobcentre, line, clock, passed, .. } = &self.desks[desk];
        line.revive();
        let [at_desk, _] = passed.clone();
        let over_line = OverLine { line: line.clone(), central: self.central.clone(), behind: self.behind_line(desk) };
        let way = AtDesk { planted: self.planted, passed: at_desk, line: line.clone(), behind: Box::new(over_line) };
        let (folder, who, clock) = (self.desk_folder(desk), who(name, jobcentre), clock.clone());
        let opened =
            Desk::open_live_at_rest(&folder, &made_up::key(), Box::new(Wire(Box::new(way))), who, clock, |_| {});
        match opened {
            Ok(desk_again) => self.desks[desk].desk = Some(desk_again),
            Err(error) => {
                self.object(Kind::File, format!("desk {desk} does not open: {error}"));
                panic!("desk {desk} does not open: {error}");
            }
        }
    }

    /// What lies between the line and the backend.
    pub(super) fn behind_line(&self, desk: usize) -> Box<dyn Way> {
        let Station { name, jobcentre, passed: [_, at_backend], .. } = &self.desks[desk];
        let end = AtCentral { central: self.central.clone(), actor: caseworker(name, jobcentre) };
        Box::new(AtBackend { planted: self.planted, passed: at_backend.clone(), behind: Box::new(end) })
    }

    pub(super) fn desk_folder(&self, desk: usize) -> PathBuf {
        self.folder.path().join(self.desks[desk].name)
    }
}

impl Template {
    fn make() -> Self {
        let mut simulation = Simulation::of(in_memory(), None, Oracle::default(), 0);
        for nth in 0..CITIZENS {
            simulation.is_born(CASEWORKERS[nth % CASEWORKERS.len()].1);
        }
        for desk in 0..simulation.desks.len() {
            simulation.opens(desk);
            // Two of the three do not wait before they send.
            let settings = simulation.desk(desk).session(Nothing {}).unwrap().settings;
            let rest_seconds = if desk == 0 { settings.rest_seconds } else { 0 };
            simulation.desk(desk).set(Settings { rest_seconds, ..settings }).unwrap();
            simulation.desk(desk).settle();
            simulation.desks[desk].desk = None;
        }
        let Simulation { folder, central, .. } = simulation;
        let (sent, world) = (3 * CITIZENS as u64, central.oracle(|oracle| oracle.world.clone()));
        drop(central);
        let mut files = Vec::new();
        read(folder.path(), Path::new(""), &mut files);
        Self { files, world, sent }
    }

    fn write(&self, folder: &Path) {
        for (name, bytes) in &self.files {
            let path = folder.join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
    }
}

/// The fund that everybody is a member of.
pub(super) fn fund() -> FundCode {
    "90".parse().unwrap()
}

/// Every file under `folder` by its name there.
fn read(folder: &Path, within: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder.join(within)).unwrap() {
        let entry = entry.unwrap();
        let name = within.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            read(folder, &name, files);
        } else {
            files.push((name, std::fs::read(entry.path()).unwrap()));
        }
    }
}

/// A folder that goes away. In memory where that can be had: here programs die, and power does not.
fn in_memory() -> TempDir {
    let memory = Path::new("/dev/shm");
    let made = tempfile::Builder::new().prefix("sagsbord-").tempdir_in(memory);
    made.or_else(|_| tempfile::tempdir()).unwrap()
}

impl Station {
    /// The moment at this desk.
    pub(super) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }
}
