use std::{
    fs::{File, TryLockError},
    io,
    path::Path,
};

use crate::folder;

const NAME: &str = "sagsbord.lock";

/// The right to use a folder. Taken before anything in it is opened; given back when dropped, also by a crash.
#[derive(Debug)]
pub struct FolderLock {
    file: File,
}

/// Why a folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another instance of the program uses it.
    #[error("another instance uses the folder")]
    InUse,
    /// The lock file cannot be made.
    #[error("the folder cannot be locked")]
    Unusable(#[source] io::Error),
}

impl FolderLock {
    /// Takes the lock, and makes the folder where there is none.
    ///
    /// # Errors
    /// [`LockError::InUse`] for a second instance.
    pub fn take(folder: &Path) -> Result<Self, LockError> {
        let make = || folder::make(folder).and_then(|()| folder::owner_only().read(true).open(folder.join(NAME)));
        let file = make().map_err(LockError::Unusable)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { file }),
            Err(TryLockError::WouldBlock) => Err(LockError::InUse),
            Err(TryLockError::Error(error)) => Err(LockError::Unusable(error)),
        }
    }
}

impl Drop for FolderLock {
    /// A child process that is just being started has a copy of the open file for a moment. Closing ours would leave the
    /// lock with it; unlocking takes it from both.
    fn drop(&mut self) {
        // What fails here is given back when the last copy is closed.
        let _ = self.file.unlock();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_that_a_child_still_has_holds_nobody_up() {
        let folder = tempfile::tempdir().unwrap();
        let lock = FolderLock::take(folder.path()).unwrap();
        let copy = lock.file.try_clone().unwrap();
        assert!(matches!(FolderLock::take(folder.path()), Err(LockError::InUse)));
        drop(lock);
        FolderLock::take(folder.path()).unwrap();
        drop(copy);
    }
}
