use std::{
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
};

/// Renames a file that does not open, with what SQLite keeps beside it, so that a new one can take its place and nothing
/// is lost. Returns the new path.
///
/// # Errors
/// The file system says no; whatever was not renamed is where it was.
pub fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let aside = first_free(path)?;
    // The write-ahead log goes first: a new database beside an old log would discard it.
    for companion in ["-wal", "-shm"] {
        let from = with_suffix(path, companion);
        if from.try_exists()? {
            fs::rename(&from, with_suffix(&aside, companion))?;
        }
    }
    fs::rename(path, &aside)?;
    Ok(aside)
}

fn first_free(path: &Path) -> io::Result<PathBuf> {
    for nth in 1_u32.. {
        let aside = with_suffix(path, &format!(".set-aside-{nth}"));
        if !aside.try_exists()? && !with_suffix(&aside, "-wal").try_exists()? {
            return Ok(aside);
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}
