//! Files that may not be written. Whoever runs the tests may write everything; so each file is made read-only by a mount
//! of its own, where the machine lets us make one.

use std::path::Path;
use std::process::Command;

use crate::FILES;
use crate::place::{Place, tries};

const INSIDE: &str = "read_only::inside";

#[test]
fn a_file_that_may_not_be_written_says_so_and_loses_nothing() {
    let namespace = ["--user", "--map-root-user", "--mount"];
    if !Command::new("unshare").args(namespace).arg("true").output().is_ok_and(|output| output.status.success()) {
        println!("SKIPPED: this machine does not let a test mount anything, so no file can be made read-only");
        return;
    }
    let mut inside = Command::new("unshare");
    inside.args(namespace).arg(std::env::current_exe().unwrap());
    let output = inside.args([INSIDE, "--exact", "--ignored", "--nocapture"]).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(text.contains("1 passed"), "{text}");
    text.lines().filter(|line| line.contains(".db")).for_each(|line| println!("{line}"));
}

#[test]
#[ignore = "run by the other test, where it may mount"]
fn inside() {
    for (folder, file) in FILES {
        let place = Place::new(false);
        let path = place.path().join(folder).join(file);
        mount(&["--bind"], &[&path, &path]);
        mount(&["-o", "remount,bind,ro"], &[&path]);
        let told = tries(place.path());
        println!("{file:11}{:13}{}", "ReadOnly", told.said.join(", "));
        assert_eq!(told.said, ["does not open: File(ReadOnly)"], "{file}");
        assert!(Command::new("umount").arg(&path).status().unwrap().success());
        place.has_everything(&told, file, "ReadOnly");
    }
}

fn mount(how: &[&str], what: &[&Path]) {
    assert!(Command::new("mount").args(how).args(what).status().unwrap().success());
}
