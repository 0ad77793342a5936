//! What the program is told when it is started.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

/// What `sagsbord --help` says.
pub const USAGE: &str = "\
sagsbord [--data FOLDER]

  --data FOLDER   keep all data in FOLDER (or set SAGSBORD_DATA);
                  without it they are kept in the user's own data folder
  --help          this text
";

/// What the program was asked to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Start {
    /// Open the desk.
    Open(Desk),
    /// Say how the program is used.
    Explain,
}

/// The desk that is to be opened.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Desk {
    /// Where all its data lie. `None` is the user's own data folder.
    pub data: Option<PathBuf>,
}

impl Start {
    /// Reads the arguments and the one setting in the environment. An argument beats the setting.
    ///
    /// # Errors
    ///
    /// A sentence that names what cannot be understood.
    pub fn read(arguments: impl Iterator<Item = OsString>) -> Result<Start, String> {
        read(arguments, std::env::var_os("SAGSBORD_DATA"))
    }
}

/// Makes the data folder, readable by its owner alone.
pub(crate) fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn read(mut arguments: impl Iterator<Item = OsString>, setting: Option<OsString>) -> Result<Start, String> {
    let mut data = setting.filter(|folder| !folder.is_empty()).map(PathBuf::from);
    while let Some(argument) = arguments.next() {
        match argument.to_str() {
            Some("--help" | "-h") => return Ok(Start::Explain),
            Some("--data") => match arguments.next() {
                Some(folder) => data = Some(PathBuf::from(folder)),
                None => return Err("--data needs the name of a folder after it.".to_owned()),
            },
            _ => {
                return Err(format!("“{}” is not understood. sagsbord --help lists what is.", argument.display()));
            }
        }
    }
    Ok(Start::Open(Desk { data }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn started(arguments: &[&str], setting: Option<&str>) -> Result<Start, String> {
        read(arguments.iter().map(OsString::from), setting.map(OsString::from))
    }

    fn kept_in(folder: &str) -> Result<Start, String> {
        Ok(Start::Open(Desk { data: Some(PathBuf::from(folder)) }))
    }

    #[test]
    fn without_arguments_the_data_lie_in_the_users_own_folder() {
        assert_eq!(started(&[], None), Ok(Start::Open(Desk { data: None })));
        assert_eq!(started(&[], Some("")), Ok(Start::Open(Desk { data: None })));
    }

    #[test]
    fn an_argument_beats_the_setting() {
        assert_eq!(started(&[], Some("/a")), kept_in("/a"));
        assert_eq!(started(&["--data", "/b"], Some("/a")), kept_in("/b"));
    }

    #[test]
    fn what_is_not_understood_is_named() {
        assert_eq!(started(&["--data"], None), Err("--data needs the name of a folder after it.".to_owned()));
        let error = started(&["--dta", "/b"], None).unwrap_err();
        assert!(error.contains("--dta"), "{error}");
    }
}
