use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{
    HeaderError,
    file::{self, Place},
};
use crate::Key;

pub(super) const MODE: &str = "exercise";

#[derive(Serialize, Deserialize)]
struct Exercise {
    mode: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key: Option<String>,
}

/// The key of an exercise folder; made, and written into the header, the first time.
///
/// # Errors
/// A header of another mode, or one that cannot be read. Nothing is replaced.
pub fn exercise_key(folder: &Path) -> Result<Key, HeaderError> {
    let Some(header) = read(folder)? else { return make(folder) };
    if header.mode != MODE {
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
        Some(header) if header.mode == MODE => Err(HeaderError::ExerciseHeader),
        Some(_) | None => Ok(()),
    }
}

fn read(folder: &Path) -> Result<Option<Exercise>, HeaderError> {
    let Some(text) = file::read(folder, Place::First)? else { return Ok(None) };
    serde_json::from_slice(&text).map(Some).map_err(|_| HeaderError::Damaged)
}

fn make(folder: &Path) -> Result<Key, HeaderError> {
    // Only a header in earnest has a copy; here its first has been lost.
    if file::read(folder, Place::Copy)?.is_some() {
        return Err(HeaderError::NotAnExercise);
    }
    let key = Key::random()?;
    let header = Exercise { mode: MODE.to_owned(), key: Some(key.to_hex().to_string()) };
    let text = serde_json::to_vec_pretty(&header).map_err(std::io::Error::from)?;
    file::write(folder, Place::First, &text)?;
    Ok(key)
}
