//! Proofs that nothing is lost: a seeded simulation of three desks, the backend, the CPR register and everything that can
//! go wrong between them; planted faults that it must catch; a desk that is killed; disks that fail.
//!
//! One thread drives a history, so a [`Plan`] always gives the same one. What must hold stands in [`oracle`].
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, reason = "this crate is for tests alone")]

mod central;
mod chance;
pub mod killed;
mod line;
pub mod made_up;
pub mod oracle;
pub mod plan;
pub mod planted;
mod simulation;

pub use chance::Chance;
pub use plan::{Plan, shrink};
pub use planted::{PLANTED, Planted};
pub use simulation::{Figures, History, Simulation};
