//! The header of a folder: `sagsbord.json`, which says what the folder is for and, in exercises, has its key.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::Path,
};

use serde::{Deserialize, Serialize};

use crate::Key;

const NAME: &str = "sagsbord.json";
const EXERCISE: &str = "exercise";

/// Why a folder's header cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum HeaderError {
    /// The folder holds made-up citizens, and its key lies open beside them.
    #[error("the folder belongs to an exercise")]
    ExerciseHeader,
    /// The folder is for something else than an exercise.
    #[error("the folder does not belong to an exercise")]
    NotAnExercise,
    /// The header is not what a header is.
    #[error("the folder's header is damaged")]
    Damaged,
    /// It can be neither read nor made.
    #[error("the folder's header cannot be used")]
    Unusable(#[source] io::Error),
}

#[derive(Serialize, Deserialize)]
struct Header {
    mode: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key: Option<String>,
}

/// The key of an exercise folder; made, and written into the header, the first time.
///
/// # Errors
/// A header of another mode, or one that cannot be read. Nothing is replaced.
pub fn exercise_key(folder: &Path) -> Result<Key, HeaderError> {
    let Some(header) = read(folder)? else { return make_exercise(folder) };
    if header.mode != EXERCISE {
        return Err(HeaderError::NotAnExercise);
    }
    header.key.as_deref().and_then(Key::from_hex).ok_or(HeaderError::Damaged)
}

/// The first guard of opening a folder in earnest: real citizens never lie under a key that stands in a file.
///
/// # Errors
/// [`HeaderError::ExerciseHeader`] for a folder of an exercise.
pub fn refuse_exercise(folder: &Path) -> Result<(), HeaderError> {
    match read(folder)? {
        Some(header) if header.mode == EXERCISE => Err(HeaderError::ExerciseHeader),
        Some(_) | None => Ok(()),
    }
}

fn read(folder: &Path) -> Result<Option<Header>, HeaderError> {
    match fs::read(folder.join(NAME)) {
        Ok(text) => serde_json::from_slice(&text).map(Some).map_err(|_| HeaderError::Damaged),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(HeaderError::Unusable(error)),
    }
}

fn make_exercise(folder: &Path) -> Result<Key, HeaderError> {
    let key = Key::random().map_err(|error| HeaderError::Unusable(error.into()))?;
    let header = Header { mode: EXERCISE.to_owned(), key: Some(key.to_hex()) };
    write(folder, &header).map_err(HeaderError::Unusable)?;
    Ok(key)
}

/// Whole or not at all: a half-written header would cost every file in the folder.
fn write(folder: &Path, header: &Header) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let beside = folder.join(format!("{NAME}.new"));
    let mut file = owner_only().open(&beside)?;
    file.write_all(&serde_json::to_vec_pretty(header)?)?;
    file.sync_all()?;
    fs::rename(&beside, folder.join(NAME))?;
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

fn owner_only() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}
