//! The copy of a file as it was before its schema was changed.

use std::{
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
};

use rusqlite::Connection;

use crate::{OpenError, aside::with_suffix, folder};

/// Copies the file, and lets go of the copy that was taken before this one.
pub(crate) fn keep(path: &Path, connection: &Connection, version: u32) -> Result<(), OpenError> {
    // The copy is of the file alone, so all that is in its log must be in it.
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    let beside = with_suffix(path, ".copy");
    let mut copy = folder::owner_only().truncate(true).open(&beside)?;
    io::copy(&mut fs::File::open(path)?, &mut copy)?;
    copy.sync_all()?;
    let former = with_suffix(path, &suffix(version));
    folder::put(&beside, &former)?;
    for older in copies(path)?.into_iter().filter(|older| *older != former) {
        fs::remove_file(older)?;
    }
    Ok(())
}

fn suffix(version: u32) -> String {
    format!(".schema-{version}")
}

fn copies(path: &Path) -> io::Result<Vec<PathBuf>> {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return Ok(Vec::new()) };
    let mut start = OsString::from(name);
    start.push(".schema-");
    let mut copies = Vec::new();
    for file in fs::read_dir(folder)? {
        let file = file?;
        if file.file_name().as_encoded_bytes().starts_with(start.as_encoded_bytes()) {
            copies.push(file.path());
        }
    }
    Ok(copies)
}
