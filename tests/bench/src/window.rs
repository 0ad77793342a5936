//! Sagsbord's window and the bare one, seen from outside: as pixels on a display, keys pressed on it, and processes.
//! Neither program knows that it is measured.

mod memory;
mod running;
mod screen;
mod seat;

pub use screen::moment;
pub use seat::{Program, Seat};
