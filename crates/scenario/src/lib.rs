//! Scenario files: citizens, what happens to them, and what must come of it. Read, checked and told.

mod file;

pub use file::{BadFile, Scenario, read};
