use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Text;

/// What is typed in the form of a referral to another operator. Days as typed: `18.09.2023`, `1809`, `+14`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReferralFields {
    /// The operator's CVR number; blanks between the digits do no harm.
    pub cvr: String,
    /// The P-number of its place of work; may be empty.
    pub p_number: String,
    /// Its name.
    pub name: String,
    /// First day.
    pub from: String,
    /// Last day; empty while it is not known.
    pub to: String,
    /// Why, and to what; may be empty.
    pub reason: String,
}

/// A referral to another operator as it stands on the citizen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReferralView {
    /// Record id; for one that waits, the id it will get.
    pub referral: String,
    /// How often it has been written; to end it says which one was seen.
    pub revision: u32,
    /// The operator's name.
    pub operator: String,
    /// Its CVR number.
    pub cvr: String,
    /// The P-number of its place of work.
    pub p_number: Option<String>,
    /// "fra 18.09.2023 uden slutdato".
    pub period: Text,
    /// Last day as a form has it; empty while it is not known.
    pub to: String,
    /// Why, and to what.
    pub reason: Option<String>,
    /// `coming`, `running` or `over`.
    pub state: String,
    /// Who registered it: "Line Bjerre, Jobcenter Aarhus".
    pub by: Text,
    /// Set while it, or its end, is not sent.
    pub waiting: Option<Text>,
    /// Whether it can be ended here.
    pub can_end: bool,
}
