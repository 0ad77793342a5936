//! The caseworker's side: what is known here, what is written here, and how it reaches the backend.
//!
//! A face speaks to the desk through one list of [operations](door) and hears of [events](door::DeskEvent).

pub mod dates;
pub mod door;
mod known;
pub mod view;

pub use known::{Known, Pending, PendingState};
