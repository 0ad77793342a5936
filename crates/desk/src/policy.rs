use std::path::PathBuf;

use exchange::Scope;

/// What a system's administrator decides for a desk, and no caseworker changes.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// Whose citizens the desk fetches, and keeps until it has been without contact for too long. [`Scope::Nobody`] keeps
    /// nobody between two runs: each citizen is looked up in the backend, and noted there. So is everybody outside the
    /// caseload under [`Scope::Caseload`], who is kept for the day. At a desk that is given another scope everybody goes.
    pub scope: Scope,
    /// Where files for citizens are written; without it, in the desk's own folder.
    pub files: Option<PathBuf>,
}

/// Whether every citizen of the jobcentre is here, so that one who is not is somebody else's.
pub(crate) fn keeps_everybody(scope: Scope) -> bool {
    match scope {
        Scope::Jobcentre => true,
        Scope::Caseload | Scope::Nobody => false,
    }
}

pub(crate) fn keeps_nobody(scope: Scope) -> bool {
    match scope {
        Scope::Nobody => true,
        Scope::Jobcentre | Scope::Caseload => false,
    }
}
