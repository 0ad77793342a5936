//! Time, and what many measurements of it say.

use std::time::{Duration, Instant};

use serde::Serialize;

/// How long `act` takes. The time in which it could have gone on, and other programs had the processors, is taken out: it
/// is the machine's and not ours. On a machine that does nothing else there is none.
#[expect(clippy::disallowed_methods, reason = "measuring time is what a bench is for")]
pub fn timed<T>(act: impl FnOnce() -> T) -> (T, Duration) {
    let before = queued();
    let begun = Instant::now();
    let done = act();
    let whole = begun.elapsed();
    (done, whole.saturating_sub(queued().saturating_sub(before)))
}

/// The beginning of something that others do, and that is seen from outside.
#[expect(clippy::disallowed_methods, reason = "measuring time is what a bench is for")]
pub fn begin() -> Instant {
    Instant::now()
}

/// How long this thread has waited for a processor since it began; nothing where the system does not say.
fn queued() -> Duration {
    let said = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanos = said.split_whitespace().nth(1).and_then(|nanos| nanos.parse().ok());
    Duration::from_nanos(nanos.unwrap_or_default())
}

/// Ours and the reference, one measurement after the other.
#[derive(Default)]
pub struct InTurn {
    pub ours: Vec<Duration>,
    pub bare: Vec<Duration>,
}

impl InTurn {
    /// How ours compares: the median of the ratios pair by pair, which holds also while the machine's speed drifts.
    pub fn ratio(&self) -> f64 {
        let seconds = |taken: &[Duration]| taken.iter().map(Duration::as_secs_f64).collect::<Vec<_>>();
        median_ratio(&seconds(&self.ours), &seconds(&self.bare))
    }
}

/// The median of the ratios pair by pair.
pub fn median_ratio(ours: &[f64], bare: &[f64]) -> f64 {
    let mut ratios: Vec<f64> = ours.iter().zip(bare).map(|(ours, bare)| ours / bare).collect();
    ratios.sort_by(f64::total_cmp);
    ratios.get(ratios.len() / 2).copied().unwrap_or(f64::NAN)
}

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Time.
    Microseconds,
    /// Memory: a million bytes.
    Megabytes,
}

/// Median and 99th percentile.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Spread {
    /// Of what.
    pub unit: Unit,
    /// Half of the measurements are not above it.
    pub p50: f64,
    /// 99 of 100 are not above it; of less than a hundred the largest.
    pub p99: f64,
    /// How many there are.
    pub measurements: usize,
}

impl Spread {
    /// What these say.
    #[must_use]
    pub fn of(measured: &[Duration]) -> Self {
        Self::sorted(Unit::Microseconds, measured.iter().map(|one| one.as_secs_f64() * 1e6).collect())
    }

    /// What these say, in MB.
    pub(crate) fn of_mb(measured: &[f64]) -> Self {
        Self::sorted(Unit::Megabytes, measured.to_vec())
    }

    fn sorted(unit: Unit, mut measured: Vec<f64>) -> Self {
        measured.sort_by(f64::total_cmp);
        Self { unit, p50: rank(&measured, 50), p99: rank(&measured, 99), measurements: measured.len() }
    }
}

/// The smallest value that so many of a hundred are not above.
fn rank(sorted: &[f64], of_100: usize) -> f64 {
    let place = (sorted.len() * of_100).div_ceil(100).max(1) - 1;
    sorted.get(place).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spread_has_the_middle_and_the_end() {
        let measured: Vec<Duration> = (1..=200).map(Duration::from_micros).collect();
        let spread = Spread::of(&measured);
        assert_eq!((spread.p50, spread.p99, spread.measurements), (100.0, 198.0, 200));
        assert_eq!(Spread::of(&measured[..15]).p99, 15.0);
    }

    #[test]
    fn a_ratio_is_the_middle_one_of_the_pairs() {
        let of = |micros: [u64; 3]| micros.map(Duration::from_micros).to_vec();
        let in_turn = InTurn { ours: of([30, 200, 40]), bare: of([10, 100, 10]) };
        assert_eq!(in_turn.ratio(), 3.0);
    }
}
