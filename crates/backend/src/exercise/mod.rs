//! What an exercise has beside the backend: a clock of its own, and a life before today for its citizens.

mod clock;
mod seed;

pub use clock::ExerciseClock;
pub use seed::{Past, seed};
