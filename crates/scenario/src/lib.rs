//! Scenario files: citizens, what happens to them, and what must come of it. Read, checked and told.

mod check;
pub mod file;
mod play;
mod stage;
pub mod tell;

pub use check::Mismatch;
pub use file::{BadFile, Scenario, read};
pub use play::{Played, play};
pub use stage::{CannotPlay, Done, Stage};
