use std::io;

use rusqlite::{ErrorCode, ffi};

/// What is wrong with a file, told apart by what somebody can do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileTrouble {
    /// There is no room. What was being written is not written, and what was there is there.
    DiskFull,
    /// The file or its folder may not be written.
    ReadOnly,
    /// What is in the file is not what was written.
    Damaged,
    /// Something else; trying again may help.
    Other,
}

/// The trouble behind an error of SQLite: the one place where its codes are read.
///
/// The first error is the one that counts. A connection that has met a damaged page says of every write after it that
/// the file is read-only.
#[must_use]
pub fn trouble(error: &rusqlite::Error) -> FileTrouble {
    let Some(error) = error.sqlite_error() else { return FileTrouble::Other };
    match (error.code, error.extended_code) {
        // The index of the write-ahead log is grown by writing, and only a full disk refuses that.
        (ErrorCode::DiskFull, _) | (_, ffi::SQLITE_IOERR_SHMSIZE) => FileTrouble::DiskFull,
        (ErrorCode::ReadOnly | ErrorCode::PermissionDenied, _) => FileTrouble::ReadOnly,
        (ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase, _)
        | (_, ffi::SQLITE_IOERR_DATA | ffi::SQLITE_IOERR_CORRUPTFS) => FileTrouble::Damaged,
        _ => FileTrouble::Other,
    }
}

/// The trouble behind an error of the file system.
#[must_use]
pub fn trouble_of_disk(error: &io::Error) -> FileTrouble {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => FileTrouble::DiskFull,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => FileTrouble::ReadOnly,
        io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => FileTrouble::Damaged,
        _ => FileTrouble::Other,
    }
}
