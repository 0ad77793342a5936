//! Language and theme of the screens before the desk is open: its own settings are encrypted. Nothing personal.

use std::{fs, io, path::Path};

use crate::door::{Appearance, Settings};

/// What was kept. A lost or damaged file costs nobody more than a click.
pub(super) fn read(file: &Path) -> Appearance {
    let kept = fs::read(file).ok().and_then(|text| serde_json::from_slice(&text).ok());
    kept.unwrap_or_else(|| Appearance { language: "da".to_owned(), theme: "system".to_owned() })
}

/// Keeps what the caseworker has chosen.
pub(super) fn keep(file: &Path, settings: &Settings) -> io::Result<()> {
    let chosen = Appearance { language: settings.language.clone(), theme: settings.theme.clone() };
    if read(file) == chosen {
        return Ok(());
    }
    let fresh = file.with_extension("json.new");
    fs::write(&fresh, serde_json::to_vec(&chosen)?)?;
    fs::rename(&fresh, file)
}
