#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::env;
use std::process::Command;

use super::*;

/// Runs a second time under a limit: no file may be longer than four thousand bytes.
const LIMITED: &str = "trap '' XFSZ; ulimit -f 8; exec \"$0\" --exact own_file::tests::what_does_not_fit_is_gone_and_what_was_there_stays";

fn name(nth: u32) -> String {
    format!("{nth}.txt")
}

#[test]
fn what_does_not_fit_is_gone_and_what_was_there_stays() {
    if let Some(folder) = env::var_os("OWN_FILE_IN_LITTLE_ROOM") {
        let error = write_new(folder.as_ref(), name, &"æ".repeat(10_000)).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = |nth| folder.path().join(name(nth));
    fs::write(file(1), "Det, der var her.").unwrap();

    let mut limited = Command::new("sh");
    limited.arg("-c").arg(LIMITED).arg(env::current_exe().unwrap());
    let tried = limited.env("OWN_FILE_IN_LITTLE_ROOM", folder.path()).output().unwrap();
    assert!(tried.status.success(), "{tried:?}");
    assert!(String::from_utf8_lossy(&tried.stdout).contains("1 passed"), "{tried:?}");
    assert!(!file(2).exists(), "half of it names citizens too");
    assert_eq!(fs::read_to_string(file(1)).unwrap(), "Det, der var her.");

    assert_eq!(write_new(folder.path(), name, "Det nye.").unwrap(), file(2));
    assert_eq!(fs::read_to_string(file(2)).unwrap(), "Det nye.");
    assert_eq!(fs::read_to_string(file(1)).unwrap(), "Det, der var her.");
}
