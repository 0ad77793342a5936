//! What an exercise has beside the backend: a clock of its own, and a life before today for its citizens.

mod citizens;
mod clock;
mod seed;

pub use citizens::{by_id, by_number};
pub use clock::{ExerciseClock, NotMoved};
pub use seed::{Past, seed};
