use serde::{Deserialize, Serialize};

use crate::{FundCode, JobcentreCode, contact_course::SourceSystem};

/// Who speaks. Known from the connection, never from the body of a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Actor {
    /// A caseworker of a jobcentre.
    Caseworker {
        /// Who.
        caseworker: CaseworkerId,
        /// Where the caseworker is employed.
        jobcentre: JobcentreCode,
    },
    /// The CPR register.
    Cpr,
    /// An unemployment fund (a-kasse).
    Fund {
        /// Which.
        fund: FundCode,
    },
    /// The citizen whom a command is about, through Jobnet.
    Jobnet,
    /// Another case or planning system of a jobcentre.
    CaseSystem {
        /// Whose.
        jobcentre: JobcentreCode,
        /// Which, by DFDG's id.
        system: SourceSystem,
    },
}

/// A caseworker's user name in the jobcentre's own directory.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CaseworkerId(pub String);
