//! The door: everything that a face can ask, and everything that it is told. TypeScript types are generated from here.

mod access;
mod booking;
mod calendar;
mod citizen;
mod deadline;
mod draft;
mod event;
mod gate;
mod inbox;
mod list;
mod outbox;
mod outer_world;
mod referral;
mod search;
mod session;
mod text;
mod trouble;

pub use access::*;
pub use booking::*;
pub use calendar::*;
pub use citizen::*;
pub use deadline::*;
pub use draft::*;
pub use event::*;
pub use gate::*;
pub use inbox::*;
pub use list::*;
pub use outbox::*;
pub use outer_world::*;
pub use referral::*;
pub use search::*;
pub use session::*;
pub use text::*;
pub use trouble::*;
