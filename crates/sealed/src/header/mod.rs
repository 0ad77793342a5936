//! The header of a folder: `sagsbord.json`, which says what the folder is for and how its key is come by.
//!
//! In an exercise the key lies open in it ([`exercise_key`]). In earnest it stands there only encrypted
//! ([`LiveHeader`]), and neither kind is taken for the other.

mod exercise;
mod file;
mod live;
#[cfg(test)]
mod tests;

use std::io;

pub use exercise::{exercise_key, refuse_exercise};
pub use live::{ChangeError, LiveHeader, Mended, UnlockError, Way, WayKind};

/// Why a folder's header cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum HeaderError {
    /// The folder holds made-up citizens, and its key lies open beside them.
    #[error("the folder belongs to an exercise")]
    ExerciseHeader,
    /// The folder is for something else than an exercise.
    #[error("the folder does not belong to an exercise")]
    NotAnExercise,
    /// The folder is another user's, or another tenant's.
    #[error("the folder belongs to somebody else")]
    AnotherOwner,
    /// A later version of the program has written it.
    #[error("the folder's header is of a later version")]
    LaterVersion,
    /// The header is not what a header is, nor is its copy.
    #[error("the folder's header is damaged")]
    Damaged,
    /// There are files and no header: without it nothing opens them.
    #[error("the folder's header is gone")]
    Lost,
    /// There is one already, and its key would be lost with it.
    #[error("the folder has a header already")]
    Exists,
    /// It can be neither read nor made.
    #[error("the folder's header cannot be used")]
    Unusable(#[source] io::Error),
}

impl From<io::Error> for HeaderError {
    fn from(error: io::Error) -> Self {
        Self::Unusable(error)
    }
}

impl From<getrandom::Error> for HeaderError {
    fn from(error: getrandom::Error) -> Self {
        Self::Unusable(error.into())
    }
}
