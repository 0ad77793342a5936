//! The gate: what is locked answers nothing, every trouble is told, and nothing is replaced in silence.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod damaged;
mod house;
mod keychain;
mod live;
mod locks;
mod reset;
#[path = "../world/mod.rs"]
mod world;
