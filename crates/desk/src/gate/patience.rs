//! Wrong passphrases: after a few, each next try waits longer. Nobody is shut out for ever.

use std::time::{Duration, Instant};

/// So many tries without a wait.
const FREE: u32 = 3;
const LONGEST: Duration = Duration::from_secs(60);

/// How many were wrong, and until when the next one waits.
#[derive(Debug, Default)]
pub(super) struct Patience {
    wrong: u32,
    until: Option<Instant>,
}

impl Patience {
    /// How long the next try must wait; none where it may be made.
    pub fn left(&self, now: Instant) -> Option<Duration> {
        self.until.map(|until| until.saturating_duration_since(now)).filter(|left| !left.is_zero())
    }

    pub fn was_wrong(&mut self, now: Instant) {
        self.wrong += 1;
        if let Some(more) = self.wrong.checked_sub(FREE) {
            self.until = Some(now + Duration::from_secs(2_u64.saturating_pow(more + 1)).min(LONGEST));
        }
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "a moment to count from")]
mod tests {
    use super::*;

    #[test]
    fn the_wait_grows_and_ends() {
        let begun = Instant::now();
        let mut patience = Patience::default();
        let mut waits = Vec::new();
        for _ in 0..9 {
            patience.was_wrong(begun);
            waits.push(patience.left(begun).map_or(0, |left| left.as_secs()));
        }
        assert_eq!(waits, [0, 0, 2, 4, 8, 16, 32, 60, 60]);
        assert_eq!(patience.left(begun + LONGEST), None);
    }
}
