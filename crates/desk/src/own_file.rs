//! A new file for its owner alone, in a folder of the caseworker's.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::door::DeskError;
use crate::room::{Room, asked};

impl Room {
    /// Writes a file for the caseworker: in the folder that the policy names, or else in the desk's own. The name says
    /// nothing of a citizen.
    pub fn write_file(&self, name: impl Fn(u32) -> String, text: &str) -> Result<PathBuf, DeskError> {
        let asked_for = self.policy.files.as_deref().map(|folder| write_new(folder, &name, text));
        let written = match asked_for {
            Some(Ok(file)) => Ok(file),
            Some(Err(_)) | None => {
                fs::create_dir_all(&self.own_files).and_then(|()| write_new(&self.own_files, &name, text))
            }
        };
        written.map_err(|_| not_written())
    }
}

fn not_written() -> DeskError {
    asked(
        "Filen kunne ikke skrives. Se efter, om der er plads på disken, og om du må skrive i mappen.",
        "The file could not be written. See whether there is space on the disk and whether you may write in the folder.",
    )
}

/// The most files of one name.
const MOST: u32 = 1_000;

/// Writes a file that was not there, under the first of its names that is free. No file is overwritten, and one that could
/// not be written to its end is removed: what is in it names citizens.
pub(crate) fn write_new(folder: &Path, name: impl Fn(u32) -> String, text: &str) -> io::Result<PathBuf> {
    for nth in 1..=MOST {
        let path = folder.join(name(nth));
        match owner_only().open(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            file => {
                return match fill(file?, text) {
                    Ok(()) => Ok(path),
                    Err(error) => fs::remove_file(&path).and(Err(error)),
                };
            }
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn fill(mut file: File, text: &str) -> io::Result<()> {
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn owner_only() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

#[cfg(all(test, unix))]
mod tests;
