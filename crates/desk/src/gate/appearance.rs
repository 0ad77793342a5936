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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_and_theme_are_kept_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("appearance.json");
        let danish = Appearance { language: "da".into(), theme: "system".into() };
        assert_eq!(read(&file), danish, "nobody has chosen");
        let (language, theme) = ("en".into(), "dark".into());
        let settings = Settings { language, theme, hide_numbers: true, rest_seconds: 8, lock_minutes: 10 };
        keep(&file, &settings).unwrap();
        assert_eq!(read(&file), Appearance { language: "en".into(), theme: "dark".into() });
        assert_eq!(fs::read_to_string(&file).unwrap(), r#"{"language":"en","theme":"dark"}"#);
        fs::write(&file, "{\"language\":").unwrap();
        assert_eq!(read(&file), danish, "a damaged file is no trouble");
        keep(&file, &settings).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "and nothing is left beside it");
    }
}
