//! The figures, one module each.

mod asked;
mod booking_commands;
mod bookings;
mod calendar;
mod deciding;
mod first_sync;
mod look_up;
mod name_search;
mod one_command;
mod push;
mod window_look_up;
mod window_memory;
mod window_start;

use std::path::Path;

use crate::{Failure, Figure, Scale, Spread};

/// Measures one figure, with data kept in a folder.
type Measure = fn(&Path, &Scale) -> Result<Figure, Failure>;

/// Every figure by the name that `./dev bench` knows it by.
pub const ALL: &[(&str, Measure)] = &[
    ("look-up", look_up::measure),
    ("name-search", name_search::measure),
    ("first-sync", first_sync::measure),
    ("push", push::measure),
    ("one-command", one_command::measure),
    ("calendar", calendar::measure),
    ("deciding", deciding::measure),
    ("booking-command", booking_commands::measure_single),
    ("booking-batch", booking_commands::measure_batch),
    ("window-start", window_start::measure),
    ("window-memory", window_memory::measure),
    ("window-look-up", window_look_up::measure),
];

/// Ours to the reference, where many short measurements have one median each.
fn ratio_of_medians(ours: &Spread, bare: &Spread) -> f64 {
    ours.p50 / bare.p50
}
