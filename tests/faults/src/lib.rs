//! A seeded simulation: three desks of two jobcentres, the backend, the CPR register, and a line that fails. One thread
//! drives everything, so a seed always gives the same history. What must hold stands in [`oracle`].
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, reason = "this crate is for tests alone")]

mod chance;
pub mod oracle;
mod people;
mod simulation;

pub use simulation::Simulation;
