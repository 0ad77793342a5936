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

use std::collections::BTreeMap;
use std::time::Duration;

use child::{Heard, Moment, folder, killed_at, lengths, median};
use domain::CommandKind;
use faults::Chance;
use faults::killed::{Found, Said, look, make};
use faults::oracle::DECISIONS;

const KILLS: usize = 500;
/// So many messages can be done.
const MESSAGES: usize = 40;
/// So often on the same files before it begins with new ones.
const IN_ONE_FOLDER: usize = 20;
/// The last pushes whose lengths tell how long one takes.
const PUSHES: usize = 15;

#[test]
fn nothing_that_was_confirmed_is_lost_torn_or_done_twice() {
    let lanes: Vec<_> = (0..2).map(|lane| std::thread::spawn(move || run_lane(lane, KILLS / 2))).collect();
    let mut total = Total::default();
    for lane in lanes {
        total.add(&lane.join().unwrap());
    }
    total.print();
    assert_eq!(total.kills, KILLS);
    let hit = |count: usize, percent: usize| count * 100 >= KILLS * percent;
    assert!(hit(total.in_flight, 60), "too few hit a command in flight");
    assert!(hit(total.untold, 5), "too few hit an answer on its way");
    assert!(hit(total.untold_refusals, 1), "too few hit a refusal on its way");
    assert!(hit(total.refused, 50), "too few found a refusal stored");
    assert!(hit(total.bookings, 20), "too few hit a command on a booking in flight");
    assert!(hit(total.decisions, 5), "too few hit a command on a deadline, a referral or a guest in flight");
    assert_eq!(total.decided.len(), DECISIONS.len(), "of some kind of these none was done: {:?}", total.decided);
    assert!(hit(total.too_late, 20), "too few found a refusal of what a colleague had changed before");
    assert!(hit(total.in_calendar, 80), "too few found bookings in the calendar");
    assert!(hit(total.outside, 30), "too few commands of others");
}

/// In how many kills there was what.
#[derive(Debug, Default)]
struct Total {
    kills: usize,
    confirmed: usize,
    answered: usize,
    done: usize,
    in_flight: usize,
    /// Kills that waited for no push to begin, and those of them that hit a command in flight.
    any_moment: usize,
    any_moment_in_flight: usize,
    untold: usize,
    untold_refusals: usize,
    refused: usize,
    too_late: usize,
    bookings: usize,
    decisions: usize,
    /// By the kinds of those that were done in the end.
    decided: BTreeMap<CommandKind, usize>,
    outside: usize,
    in_calendar: usize,
    waiting: usize,
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
        println!("  of {} at any moment                     {}", self.any_moment, self.any_moment_in_flight);
        let [kills, in_flight] = [self.kills - self.any_moment, self.in_flight - self.any_moment_in_flight];
        println!("  of {kills} in the length of a push          {in_flight}");
        println!("  with one answered and the desk not told  {}", share(self.untold));
        println!("  and that answer a refusal                {}", share(self.untold_refusals));
        println!("kills that hit one on a booking in flight  {}", share(self.bookings));
        println!("  on a deadline, a referral or a guest      {}", share(self.decisions));
        println!("  and done in the end                      {:?}", self.decided);
        println!("commands of a fund and a colleague         {}", self.outside);
        println!("kills with a refusal stored at the desk    {}", share(self.refused));
        println!("  because a colleague had moved the booking {}", share(self.too_late));
        println!("kills with bookings in the calendar        {}", share(self.in_calendar));
        println!("kills with one confirmed and not sent      {}", share(self.waiting));
        println!("kills with one stored that could not say so {}", share(self.unsaid));
    }

    fn add(&mut self, other: &Self) {
        self.kills += other.kills;
        self.confirmed += other.confirmed;
        self.answered += other.answered;
        self.done += other.done;
        self.in_flight += other.in_flight;
        self.any_moment += other.any_moment;
        self.any_moment_in_flight += other.any_moment_in_flight;
        self.untold += other.untold;
        self.untold_refusals += other.untold_refusals;
        self.refused += other.refused;
        self.too_late += other.too_late;
        self.bookings += other.bookings;
        self.decisions += other.decisions;
        for (kind, kills) in &other.decided {
            *self.decided.entry(*kind).or_default() += kills;
        }
        self.outside += other.outside;
        self.in_calendar += other.in_calendar;
        self.waiting += other.waiting;
        self.unsaid += other.unsaid;
    }

    fn count(&mut self, new: &[Said], found: &Found, is_in_a_push: bool) {
        let said = |what: fn(&Said) -> bool| new.iter().filter(|said| what(said)).count();
        self.add(&Self {
            kills: 1,
            confirmed: said(|said| matches!(said, Said::Confirmed(_))),
            answered: said(|said| matches!(said, Said::Answered(_))),
            done: said(|said| matches!(said, Said::Done(_))),
            in_flight: usize::from(found.sent > 0),
            any_moment: usize::from(!is_in_a_push),
            any_moment_in_flight: usize::from(found.sent > 0 && !is_in_a_push),
            untold: usize::from(found.untold > 0),
            untold_refusals: usize::from(found.untold_refusals > 0),
            refused: usize::from(found.refused > 0),
            too_late: usize::from(found.too_late > 0),
            bookings: usize::from(found.bookings > 0),
            decisions: usize::from(found.decisions > 0),
            decided: found.decided.iter().map(|kind| (*kind, 1)).collect(),
            outside: said(|said| matches!(said, Said::Outside(_))),
            in_calendar: usize::from(found.in_calendar > 0),
            waiting: usize::from(found.waiting > 0),
            unsaid: usize::from(found.unsaid > 0),
        });
    }
}

fn run_lane(lane: usize, kills: usize) -> Total {
    let mut total = Total::default();
    let template = folder();
    make(template.path(), 13, MESSAGES);
    let mut chance = Chance::from_seed(lane as u64);
    let mut pushes = pushes_of_a_quiet_run(template.path());
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
        let is_in_a_push = nth % 4 > 0;
        let heard = killed_at(folder, nth * 10_000, &moment(&mut chance, is_in_a_push.then(|| median(pushes.clone()))));
        pushes.extend(lengths(&heard, &Said::Pushes, &Said::Pushed));
        pushes.drain(..pushes.len().saturating_sub(PUSHES));
        let new: Vec<Said> = heard.into_iter().map(|(_, said)| said).collect();
        said.extend_from_slice(&new);
        let found = look(folder, &said);
        judge(&found, lane, nth);
        total.count(&new, &found, is_in_a_push);
        said.extend(found.stored.into_iter().map(Said::Confirmed));
    }
    total
}

/// Any moment at which it is busy; with the length of a push, a moment within one.
fn moment(chance: &mut Chance, push: Option<Duration>) -> Moment {
    // On a busy machine the time alone would end it before it has begun.
    let count = 4 + chance.below(30);
    let part = chance.below(1_000);
    match push {
        None => Moment { count, then: None, after: Duration::from_micros(20 * part as u64) },
        // To hear of the push and to kill takes its time as well, about half a push where both cores are busy.
        Some(length) => Moment { count, then: Some((Said::Pushes, 1)), after: length * part as u32 / 2_000 },
    }
}

fn pushes_of_a_quiet_run(template: &std::path::Path) -> Vec<Duration> {
    let place = folder();
    faults::made_up::copy(template, place.path());
    let heard: Heard = killed_at(place.path(), 0, &Moment::since(Said::Pushed, PUSHES, Duration::ZERO));
    lengths(&heard, &Said::Pushes, &Said::Pushed)
}

fn judge(found: &Found, lane: usize, nth: usize) {
    let Found { lost, torn, twice, .. } = found;
    assert!(lost.is_empty() && torn.is_empty() && twice.is_empty(), "kill {nth} of lane {lane}: {found:#?}");
}
