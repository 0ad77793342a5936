//! Made-up citizens: the 24 of the exercise, written by hand in `assets/exercise`, and any number from a seed.
//!
//! Both are commands with a moment and an actor, and nothing else: they reach the backend through the same door as
//! everything, so no made-up citizen is in a state that the rules would not have led to.

mod citizens;
mod danish;
mod generate;
mod seed;
mod sent;
#[cfg(test)]
mod tests;
pub mod written;

pub use citizens::{Citizen, Exercise, ToTry, load};
pub use danish::{MomentError, moment};
pub use generate::generate;
pub use seed::{Seeded, seed};
pub use sent::{ActorError, Sent, actor, command_id};
