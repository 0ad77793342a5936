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
    // The write-ahead log goes first: a new database beside an old log would discard it. It may also be all there is.
    let log_was_there = rename_if_there(&with_suffix(path, "-wal"), &with_suffix(&aside, "-wal"))?;
    rename_if_there(&with_suffix(path, "-shm"), &with_suffix(&aside, "-shm"))?;
    if !rename_if_there(path, &aside)? && !log_was_there {
        return Err(io::ErrorKind::NotFound.into());
    }
    Ok(aside)
}

/// Takes back what [`set_aside`] has done, the log first here too.
///
/// # Errors
/// The file system says no; whatever was not renamed is set aside.
pub fn put_back(aside: &Path, path: &Path) -> io::Result<()> {
    for suffix in ["-wal", "-shm", ""] {
        rename_if_there(&with_suffix(aside, suffix), &with_suffix(path, suffix))?;
    }
    Ok(())
}

/// Deletes a folder of made-up citizens with all that is in it. It has another name before its first file goes: whoever
/// is interrupted finds all of it, or nothing.
///
/// # Errors
/// The file system says no; everything is where it was.
pub fn discard(folder: &Path) -> io::Result<()> {
    let gone = with_suffix(folder, ".gone");
    // What an interrupted one has left.
    match fs::remove_dir_all(&gone) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    fs::rename(folder, &gone)?;
    // What cannot be deleted now goes the next time.
    let _ = fs::remove_dir_all(&gone);
    Ok(())
}

fn rename_if_there(from: &Path, to: &Path) -> io::Result<bool> {
    match fs::rename(from, to) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
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

/// What SQLite keeps beside a file has the file's name with something after it.
pub(crate) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}
