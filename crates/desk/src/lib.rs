//! The caseworker's side: what is known here, what is written here, and how it reaches the backend.
//!
//! A face speaks to the desk through one list of [operations](door) and hears of [events](door::DeskEvent).

mod access;
mod begun;
mod booking;
mod cache;
mod calendar;
mod course;
pub mod dates;
mod deadline;
mod desk;
pub mod door;
pub mod drawn;
mod due;
pub mod expiry;
mod gate;
mod held;
mod inbox;
mod known;
mod leaving;
mod line;
mod look_up;
mod open;
mod outbox;
mod outer_world;
mod own_file;
mod participation;
mod policy;
mod preview;
mod referral;
mod room;
mod screens;
mod search;
pub mod sync;
pub mod times;
mod trouble;
pub mod view;

pub use course::{CourseStep, Step};
pub use desk::Desk;
pub use exchange::Scope;
pub use gate::{Gate, House, Listener, LivePlace, Place};
pub use known::{Known, Pending, PendingState, Went};
pub use line::{Faults, Line};
pub use open::{Damage, OpenDesk};
pub use outer_world::OuterWorld;
pub use policy::Policy;
pub use room::Caseworker;
pub use trouble::Silence;
