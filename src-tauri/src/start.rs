//! What the program is told when it is started.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use ::desk::Scope;

/// What `sagsbord --help` says.
pub const USAGE: &str = "\
sagsbord [--live] [--data FOLDER] [--caseload | --no-cache] [--lock-after SECONDS]

  --live          open the desk of real citizens, with a key of its own; without it the exercise is opened
  --data FOLDER   keep all data in FOLDER (or set SAGSBORD_DATA);
                  without it they are kept in the user's own data folder
  --caseload      keep only the citizens whose contact person the caseworker is: anybody else is looked up
                  in the backend, and noted there. A policy for the system's administrator to set
  --no-cache      keep no citizens on this machine from one run to the next: each is looked up in the
                  backend, and noted there. A policy as well
  --lock-after SECONDS
                  lock the desk after so long without a key or a movement of the mouse, 2 to 3600, whatever
                  the caseworker has chosen: for trials
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
    /// Whose citizens.
    pub mode: Mode,
    /// Where all its data lie. `None` is the user's own data folder.
    pub data: Option<PathBuf>,
    /// Whose citizens it keeps.
    pub scope: Scope,
    /// Instead of the caseworker's own choice.
    pub lock_after: Option<Duration>,
}

/// Whose citizens a desk has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Made-up ones.
    #[default]
    Exercise,
    /// Real ones.
    Live,
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
    let (mut mode, mut scope, mut lock_after) = (Mode::Exercise, None, None);
    let mut data = setting.filter(|folder| !folder.is_empty()).map(PathBuf::from);
    while let Some(argument) = arguments.next() {
        match argument.to_str() {
            Some("--help" | "-h") => return Ok(Start::Explain),
            Some("--data") => match arguments.next() {
                Some(folder) => data = Some(PathBuf::from(folder)),
                None => return Err("--data needs the name of a folder after it.".to_owned()),
            },
            Some("--live") => mode = Mode::Live,
            Some("--caseload") => scope = Some(only(scope, Scope::Caseload)?),
            Some("--no-cache") => scope = Some(only(scope, Scope::Nobody)?),
            Some("--lock-after") => lock_after = Some(seconds(arguments.next())?),
            _ => {
                return Err(format!("“{}” is not understood. sagsbord --help lists what is.", argument.display()));
            }
        }
    }
    Ok(Start::Open(Desk { mode, data, scope: scope.unwrap_or_default(), lock_after }))
}

/// Of two policies neither is guessed.
fn only(before: Option<Scope>, scope: Scope) -> Result<Scope, String> {
    match before.filter(|before| *before != scope) {
        Some(_) => Err("--caseload and --no-cache are two policies. Give one of them.".to_owned()),
        None => Ok(scope),
    }
}

fn seconds(argument: Option<OsString>) -> Result<Duration, String> {
    let seconds = argument.as_ref().and_then(|text| text.to_str()?.parse().ok());
    match seconds {
        Some(seconds @ 2..=3600) => Ok(Duration::from_secs(seconds)),
        _ => Err("--lock-after needs a number of seconds after it, 2 to 3600.".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn started(arguments: &[&str], setting: Option<&str>) -> Result<Start, String> {
        read(arguments.iter().map(OsString::from), setting.map(OsString::from))
    }

    fn kept_in(folder: &str) -> Result<Start, String> {
        Ok(Start::Open(Desk { data: Some(PathBuf::from(folder)), ..Desk::default() }))
    }

    #[test]
    fn without_arguments_the_data_lie_in_the_users_own_folder() {
        assert_eq!(started(&[], None), Ok(Start::Open(Desk::default())));
        assert_eq!(started(&[], Some("")), Ok(Start::Open(Desk::default())));
    }

    #[test]
    fn a_desk_keeps_its_jobcentre_the_caseload_or_nobody() {
        let scope = |arguments| match started(arguments, None) {
            Ok(Start::Open(desk)) => desk.scope,
            other => panic!("{other:?}"),
        };
        assert_eq!((scope(&[]), scope(&["--no-cache"])), (Scope::Jobcentre, Scope::Nobody));
        assert_eq!((scope(&["--caseload"]), scope(&["--caseload", "--caseload"])), (Scope::Caseload, Scope::Caseload));
        for both in [["--caseload", "--no-cache"], ["--no-cache", "--caseload"]] {
            assert!(started(&both, None).unwrap_err().contains("two policies"));
        }
    }

    #[test]
    fn an_argument_beats_the_setting() {
        assert_eq!(started(&[], Some("/a")), kept_in("/a"));
        assert_eq!(started(&["--data", "/b"], Some("/a")), kept_in("/b"));
    }

    #[test]
    fn real_citizens_are_asked_for_by_name() {
        let Ok(Start::Open(desk)) = started(&["--live"], None) else { panic!() };
        assert_eq!(desk.mode, Mode::Live);
        assert_eq!(Desk::default().mode, Mode::Exercise);
    }

    #[test]
    fn the_lock_can_be_tried_in_seconds() {
        let Ok(Start::Open(desk)) = started(&["--lock-after", "4"], None) else { panic!() };
        assert_eq!(desk.lock_after, Some(Duration::from_secs(4)));
        for wrong in [&["--lock-after"][..], &["--lock-after", "1"], &["--lock-after", "soon"]] {
            assert!(started(wrong, None).unwrap_err().contains("2 to 3600"), "{wrong:?}");
        }
    }

    #[test]
    fn what_is_not_understood_is_named() {
        assert_eq!(started(&["--data"], None), Err("--data needs the name of a folder after it.".to_owned()));
        let error = started(&["--dta", "/b"], None).unwrap_err();
        assert!(error.contains("--dta"), "{error}");
    }
}
