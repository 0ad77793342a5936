//! Referral and status (visitering og status): contact groups. None of it is moved.

mod contact_group;
#[cfg(test)]
mod tests;

pub(crate) use contact_group::decide_contact_group;
pub use contact_group::{ContactGroup, ContactGroupChange, ContactGroups};
