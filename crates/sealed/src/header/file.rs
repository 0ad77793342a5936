use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};

use crate::{aside::with_suffix, folder};

/// The two places of a header. The copy is written after the first, and is read only where the first is lost or damaged.
#[derive(Clone, Copy)]
pub(super) enum Place {
    First,
    Copy,
}

impl Place {
    pub fn path(self, folder: &Path) -> PathBuf {
        folder.join(match self {
            Self::First => "sagsbord.json",
            Self::Copy => "sagsbord.json.bak",
        })
    }
}

pub(super) fn read(folder: &Path, place: Place) -> io::Result<Option<Vec<u8>>> {
    match fs::read(place.path(folder)) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whole or not at all: a half-written header would cost every file in the folder.
pub(super) fn write(folder: &Path, place: Place, text: &[u8]) -> io::Result<()> {
    folder::make(folder)?;
    let path = place.path(folder);
    let beside = with_suffix(&path, ".new");
    let mut file = folder::owner_only().truncate(true).open(&beside)?;
    file.write_all(text)?;
    file.sync_all()?;
    folder::put(&beside, &path)
}

/// Takes away what was written of a header that nothing uses yet. What cannot be removed opens nothing.
pub(super) fn remove(folder: &Path) {
    for place in [Place::First, Place::Copy] {
        let _ = fs::remove_file(place.path(folder));
    }
}

/// Whether the folder has encrypted files in it.
pub(super) fn has_databases(folder: &Path) -> io::Result<bool> {
    let files = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        files => files?,
    };
    for file in files {
        if Path::new(&file?.file_name()).extension().is_some_and(|extension| extension == "db") {
            return Ok(true);
        }
    }
    Ok(false)
}
