//! Whether somebody is at the screen. The clock of the exercise has no say here.

use std::time::{Duration, Instant};

use backend::MachineClock;
use chrono::{DateTime, Utc};
use exchange::Clock;

/// How long before the lock the caseworker is warned, or half of the time where that is short.
const WARNING: Duration = Duration::from_secs(60);
/// A machine that slept wakes up to a locked desk: time is looked at this often.
pub(super) const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// A moment by two clocks: one that nobody can set, and one that goes on while the machine sleeps.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment {
    steady: Instant,
    wall: DateTime<Utc>,
}

impl Moment {
    #[allow(clippy::disallowed_methods, reason = "the edge: how long nobody has been at the screen")]
    pub fn now() -> Self {
        Self { steady: Instant::now(), wall: MachineClock.now() }
    }

    /// The longer of the two: a clock set back does not keep the desk open.
    fn since(self, earlier: Self) -> Duration {
        let by_wall = (self.wall - earlier.wall).to_std().unwrap_or_default();
        self.steady.saturating_duration_since(earlier.steady).max(by_wall)
    }
}

/// When somebody was last at the screen, and whether they have been warned since.
#[derive(Debug)]
pub(super) struct Idle {
    last: Moment,
    is_warned: bool,
}

/// What is to be done now.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    Wait(Duration),
    Warn { left: Duration },
    Lock,
}

impl Idle {
    pub fn begin(now: Moment) -> Self {
        Self { last: now, is_warned: false }
    }

    pub fn somebody_is_here(&mut self, now: Moment) {
        *self = Self::begin(now);
    }

    pub fn next(&mut self, now: Moment, lock_after: Duration) -> Next {
        let idle = now.since(self.last);
        let Some(left) = lock_after.checked_sub(idle).filter(|left| !left.is_zero()) else { return Next::Lock };
        let warning = WARNING.min(lock_after / 2);
        if left > warning {
            Next::Wait((left - warning).min(LONGEST_WAIT))
        } else if self.is_warned {
            Next::Wait(left.min(LONGEST_WAIT))
        } else {
            self.is_warned = true;
            Next::Warn { left }
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    const TEN_MINUTES: Duration = Duration::from_secs(600);

    fn later(moment: Moment, steady: u64, wall: i64) -> Moment {
        Moment { steady: moment.steady + Duration::from_secs(steady), wall: moment.wall + TimeDelta::seconds(wall) }
    }

    #[test]
    fn it_warns_once_a_minute_before_it_locks() {
        let begun = Moment::now();
        let mut idle = Idle::begin(begun);
        assert_eq!(idle.next(later(begun, 0, 0), TEN_MINUTES), Next::Wait(LONGEST_WAIT));
        assert_eq!(idle.next(later(begun, 538, 538), TEN_MINUTES), Next::Wait(Duration::from_secs(2)));
        assert_eq!(idle.next(later(begun, 540, 540), TEN_MINUTES), Next::Warn { left: WARNING });
        assert_eq!(idle.next(later(begun, 541, 541), TEN_MINUTES), Next::Wait(LONGEST_WAIT));
        assert_eq!(idle.next(later(begun, 600, 600), TEN_MINUTES), Next::Lock);
    }

    #[test]
    fn a_key_puts_the_lock_off_and_the_next_warning_comes_again() {
        let begun = Moment::now();
        let mut idle = Idle::begin(begun);
        assert_eq!(idle.next(later(begun, 545, 545), TEN_MINUTES), Next::Warn { left: Duration::from_secs(55) });
        idle.somebody_is_here(later(begun, 550, 550));
        assert_eq!(idle.next(later(begun, 600, 600), TEN_MINUTES), Next::Wait(LONGEST_WAIT));
        assert_eq!(idle.next(later(begun, 1090, 1090), TEN_MINUTES), Next::Warn { left: WARNING });
    }

    #[test]
    fn a_short_time_is_warned_of_when_half_of_it_is_left() {
        let begun = Moment::now();
        let mut idle = Idle::begin(begun);
        let four = Duration::from_secs(4);
        assert_eq!(idle.next(later(begun, 1, 1), four), Next::Wait(Duration::from_secs(1)));
        assert_eq!(idle.next(later(begun, 2, 2), four), Next::Warn { left: Duration::from_secs(2) });
    }

    #[test]
    fn a_machine_that_slept_is_locked_and_a_clock_set_back_keeps_nothing_open() {
        let begun = Moment::now();
        assert_eq!(Idle::begin(begun).next(later(begun, 3, 3600), TEN_MINUTES), Next::Lock);
        assert_eq!(Idle::begin(begun).next(later(begun, 600, -3600), TEN_MINUTES), Next::Lock);
    }
}
