//! What goes wrong beside the line: programs, clocks and disks.

use chrono::TimeDelta;

use super::{Simulation, Station};
use crate::made_up;
use crate::planted::Planted;

impl Simulation {
    /// A desk's program is ended and started again.
    pub(super) fn restarts(&mut self, desk: usize) {
        self.desks[desk].desk = None;
        if self.planted == Some(Planted::AnothersOutbox) && desk == 0 {
            self.takes_anothers_outbox();
        }
        self.opens(desk);
        self.figures.crashes += 1;
        self.tell(&format!("{} has restarted", self.desks[desk].name));
    }

    /// Whoever has died during this step is started again.
    pub(super) fn starts_the_dead(&mut self) {
        for desk in 0..self.desks.len() {
            if self.desks[desk].line.is_dead() {
                self.restarts(desk);
            }
        }
    }

    pub(super) fn restarts_backend(&mut self) {
        self.central.restart();
        self.figures.crashes += 1;
        self.tell("the backend has restarted");
    }

    pub(super) fn sets_clock_forward(&mut self, how: usize) {
        let days = [1, 2, 13, 15, 40][how % 5];
        self.set_clock(self.now() + TimeDelta::days(days));
        self.figures.jumps += 1;
        self.tell(&format!("{days} days later it is {}", self.now()));
    }

    pub(super) fn sets_clock_back(&mut self, how: usize) {
        let minutes = [1, 10, 90, 26 * 60][how % 4];
        self.set_clock(self.now() - TimeDelta::minutes(minutes));
        self.figures.jumps += 1;
        self.tell(&format!("the clocks are set back to {}", self.now()));
    }

    /// The clock of one desk alone.
    pub(super) fn sets_desk_clock(&mut self, desk: usize, how: usize) {
        let minutes = [0, 0, 1, -45, 180, -24 * 60, 2 * 24 * 60][how % 7];
        self.desks[desk].skew = TimeDelta::minutes(minutes);
        self.set_clock(self.now());
        self.figures.jumps += 1;
        let Station { name, .. } = self.desks[desk];
        self.tell(&format!("it is {} at {name}'s desk", self.desks[desk].now()));
    }

    pub(super) fn cuts(&mut self, desk: usize) {
        if self.desks[desk].line.is_cut() {
            return;
        }
        self.figures.cuts += 1;
        self.desks[desk].line.cut(true);
        self.tell(&format!("{}'s line is cut", self.desks[desk].name));
    }

    /// One of the lines that are cut.
    pub(super) fn mends(&mut self, which: usize) {
        let cut: Vec<usize> = (0..self.desks.len()).filter(|desk| self.desks[*desk].line.is_cut()).collect();
        if !cut.is_empty() {
            let desk = cut[which % cut.len()];
            self.desks[desk].line.cut(false);
            self.tell(&format!("{}'s line is mended", self.desks[desk].name));
        }
    }

    /// Nobody waits for its answer any more.
    pub(super) fn arrives_late(&mut self, desk: usize, which: usize) {
        let Some(request) = self.desks[desk].line.late(which) else { return };
        let answered = self.behind_line(desk).carry(request).is_ok();
        self.figures.late += 1;
        self.tell(&format!("a request of {} arrives late: {answered}", self.desks[desk].name));
    }

    pub(super) fn backs_up(&mut self) {
        self.central.back_up();
        self.tell("the backend's file is copied");
    }

    /// What was under way then does not arrive.
    pub(super) fn restores(&mut self) {
        self.central.restore();
        self.desks.iter().for_each(|station| station.line.forget_all());
        self.figures.restored += 1;
        self.tell("a backup is restored");
    }

    /// The planted fault: the outbox that anna's desk opens is bo's, and it does not look whose it is.
    fn takes_anothers_outbox(&mut self) {
        self.desks[1].desk = None;
        let [own, others] = [0, 1].map(|desk| self.desk_folder(desk).join("outbox.db"));
        std::fs::copy(others, &own).unwrap();
        let file = made_up::reading(&own);
        file.execute("DELETE FROM setting WHERE name = 'owner'", []).unwrap();
        drop(file);
        self.opens(1);
    }
}
