//! The authority: decides every command, keeps the store, and tells the desks.
//!
//! [`Bundled`] is the backend that runs inside the program. [`Bundled::connect`] gives a [`Connection`] that speaks for
//! one actor; it answers as a backend across a network would.

mod authority;
mod bundled;
mod clock;
pub mod exercise;
mod store;

pub use authority::{AccessChecked, ChainChecked};
pub use bundled::{Bundled, Connection};
pub use clock::MachineClock;
