//! Communication with the citizen (Borgerkommunikation): jobcentre affiliation and comments. Both areas are moved.

mod affiliation;
mod comment;
#[cfg(test)]
mod tests;

pub(crate) use affiliation::decide_affiliation;
pub use affiliation::{Affiliation, Affiliations};
pub use comment::{Comment, Comments, MAX_COMMENT};
pub(crate) use comment::{decide_comment, decide_correction, decide_withdrawal};
