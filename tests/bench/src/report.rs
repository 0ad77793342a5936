//! The table and the JSON.

use std::fmt::Write;

use serde::Serialize;

use crate::{Spread, measure::Unit};

/// One measured figure, beside its reference.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// The name by which `./dev bench` asks for it.
    pub name: &'static str,
    /// What was done, and on how much.
    pub what: String,
    /// What the reference did.
    pub reference: String,
    /// How long it took, or what it held.
    pub ours: Spread,
    /// The same of the reference.
    pub bare: Spread,
    /// Ours to the reference.
    pub ratio: f64,
    /// What was asked, and whether it is so; nothing where the figure is only to be known.
    pub bars: Vec<Bar>,
    /// What else to know: sizes, rates.
    pub notes: Vec<String>,
}

impl Figure {
    /// The figure in one line.
    #[must_use]
    pub fn said(&self) -> String {
        let Self { what, ours, bare, ratio, bars, .. } = self;
        let bars: String = bars.iter().map(|bar| format!("; {} ({})", bar.measured, bar.text)).collect();
        format!("{what}: {}, reference {}, {ratio:.2} ×{bars}", both(ours), both(bare))
    }
}

/// One thing that is asked of a figure.
#[derive(Clone, Debug, Serialize)]
pub struct Bar {
    /// As the table says it.
    pub text: String,
    /// What was measured, in the same words.
    pub measured: String,
    /// Whether it is met.
    pub met: bool,
}

impl Bar {
    /// Something that may be at most so much.
    #[must_use]
    pub fn at_most(most: f64, unit: &str, measured: f64) -> Self {
        Self { text: format!("≤ {most} {unit}"), measured: format!("{measured:.2} {unit}"), met: measured <= most }
    }

    /// Something of which there must be so much at least.
    #[must_use]
    pub fn at_least(least: f64, unit: &str, measured: f64) -> Self {
        let met = measured >= least;
        Self {
            text: format!("≥ {} {unit}", thousands(least)),
            measured: format!("{} {unit}", thousands(measured)),
            met,
        }
    }
}

/// All figures of one run, and where they were measured.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// The machine.
    pub machine: String,
    /// Whether the code was optimised: figures of a debug build say nothing.
    pub optimised: bool,
    /// The figures.
    pub figures: Vec<Figure>,
}

impl Report {
    /// A report without figures.
    #[must_use]
    pub fn begin() -> Self {
        Self { machine: machine(), optimised: !cfg!(debug_assertions), figures: Vec::new() }
    }

    /// The table, as Markdown.
    #[must_use]
    pub fn table(&self) -> String {
        let mut table = String::from(
            "| figure | reference | ours p50 · p99 | reference p50 · p99 | ratio | bar | measured | met |\n\
             |---|---|---|---|---|---|---|---|\n",
        );
        for figure in &self.figures {
            let Figure { what, reference, ours, bare, ratio, bars, .. } = figure;
            let join = |part: fn(&Bar) -> String| bars.iter().map(part).collect::<Vec<_>>().join("; ");
            let (texts, measured, met) = match bars.as_slice() {
                [] => ("none".to_owned(), "–".to_owned(), "–"),
                bars => {
                    let met = if bars.iter().all(|bar| bar.met) { "yes" } else { "**no**" };
                    (join(|bar| bar.text.clone()), join(|bar| bar.measured.clone()), met)
                }
            };
            let _ = writeln!(
                table,
                "| {what} | {reference} | {} | {} | {ratio:.2} | {texts} | {measured} | {met} |",
                both(ours),
                both(bare)
            );
        }
        for figure in self.figures.iter().filter(|figure| !figure.notes.is_empty()) {
            let _ = writeln!(table, "\n{}: {}.", figure.name, figure.notes.join("; "));
        }
        table
    }

    /// The same as JSON.
    ///
    /// # Errors
    /// A figure that is no number.
    pub fn json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self)
    }
}

fn both(spread: &Spread) -> String {
    match spread.unit {
        Unit::Microseconds => format!("{} · {}", time(spread.p50), time(spread.p99)),
        Unit::Megabytes => format!("{:.0} MB · {:.0} MB", spread.p50, spread.p99),
    }
}

/// Microseconds, or milliseconds where there are many.
fn time(micros: f64) -> String {
    match micros {
        _ if micros >= 100_000.0 => format!("{:.0} ms", micros / 1e3),
        _ if micros >= 10_000.0 => format!("{:.1} ms", micros / 1e3),
        _ if micros >= 1_000.0 => format!("{:.2} ms", micros / 1e3),
        _ => format!("{micros:.0} µs"),
    }
}

/// A whole number with a comma at each thousand.
pub fn thousands(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn machine() -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or("a processor that does not say its name", |(_, name)| name.trim());
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    format!("{model}, {cores} cores, {}", std::env::consts::OS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_people_read_them() {
        assert_eq!(["7", "1,000", "25,123", "1,234,567"], [7.0, 1e3, 25_123.4, 1_234_567.0].map(thousands));
        assert_eq!([time(40.4), time(1_234.0), time(812_000.0)], ["40 µs", "1.23 ms", "812 ms"]);
    }

    #[test]
    fn a_bar_is_met_at_its_edge() {
        assert!(Bar::at_most(4.0, "×", 4.0).met && !Bar::at_most(4.0, "×", 4.01).met);
        assert!(Bar::at_least(1e4, "/s", 1e4).met && !Bar::at_least(1e4, "/s", 9_999.0).met);
    }
}
