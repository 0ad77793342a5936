//! A desk and its backend are killed while they write and send, again and again on the same files. What was said to be
//! done must be there afterwards, whole and once. On a real disk, as that is where a commit takes its time.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops at what it did not expect, and says what it did"
)]

mod begins;
mod child;

use std::time::Duration;

use child::{folder, killed_after};
use faults::Chance;
use faults::killed::{Found, Said, look, make};

const KILLS: usize = 500;
/// So many messages can be done.
const MESSAGES: usize = 40;
/// So often on the same files before it begins with new ones.
const IN_ONE_FOLDER: usize = 20;

#[test]
fn nothing_that_was_confirmed_is_lost_torn_or_done_twice() {
    let lanes: Vec<_> = (0..2).map(|lane| std::thread::spawn(move || run_lane(lane, KILLS / 2))).collect();
    let mut total = Total::default();
    for lane in lanes {
        total.add(lane.join().unwrap());
    }
    total.print();
    assert_eq!(total.kills, KILLS);
    assert!(total.in_flight * 100 >= KILLS * 60, "too few hit a command in flight");
}

#[derive(Debug, Default)]
struct Total {
    kills: usize,
    confirmed: usize,
    answered: usize,
    done: usize,
    in_flight: usize,
    sent: usize,
    untold: usize,
    unsaid: usize,
}

impl Total {
    fn print(&self) {
        let share = |count: usize| format!("{count} ({} %)", count * 100 / self.kills.max(1));
        println!("kills                                      {}", self.kills);
        println!("commands said to be confirmed              {}", self.confirmed);
        println!("answers said to be stored                  {}", self.answered);
        println!("messages said to be done                   {}", self.done);
        println!("lost, torn, done twice                     0, 0, 0");
        println!("kills that hit a command in flight         {}", share(self.in_flight));
        println!("  with one sent and not answered           {}", share(self.sent));
        println!("  with one done and the desk not told      {}", share(self.untold));
        println!("  with one stored that could not say so    {}", share(self.unsaid));
    }

    fn add(&mut self, other: Self) {
        self.kills += other.kills;
        self.confirmed += other.confirmed;
        self.answered += other.answered;
        self.done += other.done;
        self.in_flight += other.in_flight;
        self.sent += other.sent;
        self.untold += other.untold;
        self.unsaid += other.unsaid;
    }
}

fn run_lane(lane: usize, kills: usize) -> Total {
    let mut total = Total::default();
    let template = folder();
    make(template.path(), 13, MESSAGES);
    let mut chance = Chance::from_seed(lane as u64);
    let mut place = None;
    let mut said: Vec<Said> = Vec::new();
    for nth in 0..kills {
        if nth % IN_ONE_FOLDER == 0 {
            let new = folder();
            faults::made_up::copy(template.path(), new.path());
            place = Some(new);
            said.clear();
        }
        let folder = place.as_ref().unwrap().path();
        let before = said.len();
        // On a busy machine the time alone would end it before it has begun.
        let after = (2 + chance.below(20), Duration::from_micros(20 * chance.below(1_000) as u64));
        said.extend(killed_after(folder, nth * 10_000, after));
        let found = look(folder, &said);
        judge(&found, lane, nth);
        total.kills += 1;
        let new = &said[before..];
        total.confirmed += new.iter().filter(|said| matches!(said, Said::Confirmed(_))).count();
        total.answered += new.iter().filter(|said| matches!(said, Said::Answered(_))).count();
        total.done += new.iter().filter(|said| matches!(said, Said::Done(_))).count();
        total.in_flight += usize::from(found.open > 0);
        total.sent += usize::from(found.sent > 0);
        total.untold += usize::from(found.untold > 0);
        total.unsaid += usize::from(found.unsaid > 0);
        said.extend(found.stored.into_iter().map(Said::Confirmed));
    }
    total
}

fn judge(found: &Found, lane: usize, nth: usize) {
    let Found { lost, torn, twice, .. } = found;
    assert!(lost.is_empty() && torn.is_empty() && twice.is_empty(), "kill {nth} of lane {lane}: {found:#?}");
}
