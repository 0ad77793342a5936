//! Three desks of two jobcentres, the backend, the CPR register, and lines, programs, clocks and disks that fail. One
//! thread drives everything, so that a plan always gives the same history.

mod bookings;
mod caseworkers;
mod decided;
mod decisions;
mod diaries;
mod end;
mod outer_world;
mod start;
mod trouble;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use desk::Desk;
use desk::door::{Door, Nothing};
use domain::CprNumber;
use exchange::{Clock, SetClock};
use tempfile::TempDir;

use crate::central::Central;
use crate::line::Line;
use crate::oracle::{Kind, Violation};
use crate::plan::{Act, Plan, Step, Trouble};
use crate::planted::{Passed, Planted};

pub use end::Figures;
pub use start::CASEWORKERS;

/// One history, as far as it has come.
pub struct Simulation {
    folder: TempDir,
    central: Central,
    /// The backend's clock. The clock of a desk goes right or wrong beside it.
    clock: Arc<SetClock>,
    desks: Vec<Station>,
    numbers: Box<dyn Iterator<Item = CprNumber>>,
    /// How many changes of number there were. Each has a day of its own.
    changes: u64,
    planted: Option<Planted>,
    trace: Vec<String>,
    figures: Figures,
}

/// One caseworker's desk and its line. The desk is away while it is shut.
struct Station {
    name: &'static str,
    jobcentre: &'static str,
    desk: Option<Desk>,
    line: Line,
    clock: Arc<SetClock>,
    /// How wrong its clock goes.
    skew: TimeDelta,
    /// What a planted fault remembers, at the desk's end of the line and at the backend's.
    passed: [Passed; 2],
    /// What was typed last and not confirmed: on whom, and the pieces of it.
    typed: Option<(usize, Vec<String>)>,
}

/// A history that came to its end, or to something that must not be.
pub struct History {
    /// What has happened, in words that are the same at every run of the plan.
    pub trace: Vec<String>,
    /// How much of it.
    pub figures: Figures,
    /// What does not hold, and after how many steps that was seen.
    pub violation: Option<(Violation, usize)>,
}

impl Simulation {
    /// Plays a plan to its end, and looks whether everything holds.
    pub fn play(plan: &Plan, planted: Option<Planted>) -> History {
        let mut simulation = Self::begin(planted);
        for (nth, step) in plan.0.iter().enumerate() {
            let done = catch_unwind(AssertUnwindSafe(|| simulation.step(*step)));
            if let Some(violation) = simulation.seen(done) {
                return simulation.stopped(Some((violation, nth + 1)));
            }
        }
        let done = catch_unwind(AssertUnwindSafe(|| simulation.end()));
        let violation = simulation.seen(done);
        simulation.stopped(violation.map(|violation| (violation, plan.0.len())))
    }

    fn seen(&self, done: std::thread::Result<()>) -> Option<Violation> {
        if let Err(panic) = done {
            let text = panic.downcast_ref::<String>().cloned();
            let text = text.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string));
            return Some(Violation { kind: Kind::Panic, what: text.unwrap_or_default() });
        }
        self.central.oracle(|oracle| oracle.violation())
    }

    fn stopped(mut self, violation: Option<(Violation, usize)>) -> History {
        let (trace, figures) = (std::mem::take(&mut self.trace), self.figures);
        History { trace, figures, violation }
    }

    /// Something happens.
    fn step(&mut self, step: Step) {
        let before = self.went_wrong();
        let Step { act, choices, trouble } = step;
        let [one, two, three] = choices.map(usize::from);
        let desk = one % self.desks.len();
        if trouble.is_some() {
            self.desks[desk].line.arm(trouble);
        }
        if let Some((trouble, after)) = trouble {
            self.tell(&format!("{} will have {trouble:?} after {after} requests", self.desks[desk].name));
        }
        match act {
            Act::Write => self.writes(desk, two, three),
            Act::Correct => self.corrects(desk, two, three),
            Act::Withdraw => self.withdraws(desk, two, three),
            Act::Affiliate => self.affiliates(desk, two, three),
            Act::Book => self.books(desk, two, three),
            Act::ChangeBooking => self.changes_booking(desk, two, three),
            Act::BothChange => self.both_change(two, three),
            Act::Cancel => self.cancels(desk, two, three),
            Act::Hold => self.holds(desk, two, three),
            Act::Fund => self.fund_acts(one, two, three),
            Act::SetDeadline => self.sets_deadline(desk, two, three),
            Act::ChangeDeadline => self.changes_deadline(desk, two, three),
            Act::WithdrawDeadline => self.withdraws_deadline(desk, two, three),
            Act::Refer => self.refers(desk, two, three),
            Act::EndReferral => self.ends_referral(desk, two, three),
            Act::Participate => self.says_who_takes_part(desk, two, three),
            Act::Choose => self.chooses(desk, two, three),
            Act::BothDecide => self.both_decide(one, two, three),
            Act::FundDecides => self.fund_decides(one, two, three),
            Act::Type => self.types(desk, two),
            Act::Look => self.looks(desk, two, three),
            Act::Undo => self.undoes(desk, two),
            Act::SendNow => self.sends_now(desk, two),
            Act::Readdress => self.readdresses(desk, two),
            Act::Again => self.corrects_and_sends(desk, two),
            Act::SendAgain => self.sends_again(desk, two),
            Act::Discard => self.discards(desk, two),
            Act::Sync => self.syncs(desk),
            Act::Renumber => self.renumbers(one, None),
            Act::Ring => self.renumbers(one, Some(two)),
            Act::Merge => self.merges(one, two),
            Act::Move => self.moves(one, two),
            Act::Birth => self.births(one),
            Act::Pass => self.passes(one),
            Act::Backup => self.backs_up(),
            Act::Restart => self.restarts(desk),
            Act::BackendRestart => self.restarts_backend(),
            Act::ClockForward => self.sets_clock_forward(one),
            Act::ClockBack => self.sets_clock_back(one),
            Act::DeskClock => self.sets_desk_clock(desk, two),
            Act::Cut => self.cuts(desk),
            Act::Mend => self.mends(one),
            Act::Late => self.arrives_late(desk, two),
            Act::Restore => self.restores(),
        }
        if step.goes_wrong() && self.went_wrong() == before {
            self.goes_wrong_at_last(desk, before);
        }
        self.desks[desk].line.arm(None);
        self.starts_the_dead();
        self.figures.steps += 1;
        self.figures.wrong += usize::from(self.went_wrong() > before);
    }

    /// What was to go wrong with a request that was not made goes wrong with the next ones.
    fn goes_wrong_at_last(&mut self, desk: usize, before: usize) {
        for _ in 0..4 {
            self.syncs(desk);
            if self.went_wrong() > before {
                return;
            }
        }
        self.desks[desk].line.arm(Some((Trouble::AnswerLost, 0)));
        self.syncs(desk);
    }

    /// How often something has gone wrong.
    fn went_wrong(&self) -> usize {
        let Figures { crashes, jumps, late, cuts, restored, .. } = self.figures;
        let on_lines: usize = self.desks.iter().map(|station| station.line.struck()).sum();
        crashes + jumps + late + cuts + restored + on_lines
    }

    fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    fn set_clock(&mut self, now: DateTime<Utc>) {
        self.clock.set(now);
        for station in &self.desks {
            station.clock.set(now + station.skew);
        }
    }

    fn desk(&self, desk: usize) -> &Desk {
        self.desks[desk].desk.as_ref().unwrap()
    }

    /// The desk pulls and pushes what it can.
    fn syncs(&mut self, desk: usize) {
        self.desk(desk).settle();
        let connection = self.desk(desk).connection(Nothing {}).unwrap();
        let (waiting, refused) = (connection.waiting, connection.refused);
        self.tell(&format!("{} has synced: {waiting} wait, {refused} are stopped", self.desks[desk].name));
    }

    fn tell(&mut self, what: &str) {
        self.trace.push(what.to_owned());
    }

    fn object(&self, kind: Kind, what: impl Into<String>) {
        self.central.oracle(|oracle| oracle.object(kind, what));
    }
}
