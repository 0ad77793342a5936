//! Communication with the citizen (Borgerkommunikation): jobcentre affiliation, comments and contact persons. All three
//! areas are moved.

mod affiliation;
mod comment;
mod contact_person;
#[cfg(test)]
mod tests;

pub(crate) use affiliation::decide_affiliation;
pub use affiliation::{Affiliation, Affiliations};
pub use comment::{Comment, Comments, MAX_COMMENT};
pub(crate) use comment::{decide_comment, decide_correction, decide_withdrawal};
pub use contact_person::{ContactPerson, ContactPersons};
pub(crate) use contact_person::{decide_contact_person, decide_contact_person_end};
