//! Files and folders that may not be written. Whoever may write everything, as in a container, tries it as somebody who may
//! not.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use crate::FILES;
use crate::place::{Place, tries};

const INSIDE: &str = "read_only::inside";
/// Nobody's id, on every Linux.
const NOBODY: u32 = 65_534;

#[test]
fn what_may_not_be_written_says_so_and_loses_nothing() {
    let may_write_everything = fs::metadata("/proc/self").unwrap().uid() == 0;
    if !may_write_everything {
        return inside();
    }
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("inside");
    fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
    let home = folder.path().join("home");
    fs::create_dir(&home).unwrap();
    for (path, mode) in [(folder.path(), 0o755), (&program, 0o755), (&home, 0o777)] {
        permit(path, mode);
    }
    let mut inside = Command::new(&program);
    inside.uid(NOBODY).gid(NOBODY).env("TMPDIR", &home).current_dir("/");
    let output = inside.args([INSIDE, "--exact", "--ignored", "--nocapture"]).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(text.contains("1 passed"), "{text}");
    text.lines().filter(|line| line.contains(".db")).for_each(|line| println!("{line}"));
}

#[test]
#[ignore = "run by the other test, as somebody who may not write everything"]
fn inside() {
    for (folder, file) in FILES {
        for is_folder in [false, true] {
            let place = Place::new(false);
            let folder = place.path().join(folder);
            let (path, mode) = if is_folder { (folder, 0o555) } else { (folder.join(file), 0o444) };
            let before = permit(&path, mode);
            let told = tries(place.path());
            permit(&path, before);
            let what = if is_folder { "the folder" } else { "ReadOnly" };
            println!("{file:11}{what:13}{}", told.said.join(", "));
            assert_eq!(told.said, ["does not open: File(ReadOnly)"], "{file} {what}");
            place.has_everything(&told, file, what);
        }
    }
}

/// What was permitted before.
fn permit(path: &Path, mode: u32) -> u32 {
    let before = fs::metadata(path).unwrap().permissions().mode();
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    before
}
