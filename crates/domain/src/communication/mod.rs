//! Communication with the citizen (Borgerkommunikation): jobcentre affiliation, comments, contact persons and referrals to
//! other operators. All its areas are moved.

mod affiliation;
mod comment;
mod contact_person;
mod referral;
#[cfg(test)]
mod tests;

pub(crate) use affiliation::decide_affiliation;
pub use affiliation::{Affiliation, Affiliations};
pub use comment::{Comment, Comments, MAX_COMMENT};
pub(crate) use comment::{decide_comment, decide_correction, decide_withdrawal};
pub use contact_person::{ContactPerson, ContactPersons};
pub(crate) use contact_person::{decide_contact_person, decide_contact_person_end};
pub use referral::{
    MAX_OPERATOR_NAME, MAX_REFERRAL_REASON, Operator, Referral, ReferralChange, ReferralContent, Referrals,
};
pub(crate) use referral::{decide_referral, decide_referral_end};
