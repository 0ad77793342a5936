//! A disk that is really full, and one that may not be written.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "in a test a fault is a failure")]

mod support;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use sealed::{
    Durability, FileTrouble, OpenError, Passphrase, check,
    header::{ChangeError, HeaderError, LiveHeader, Way},
    open_irreplaceable, set_aside, trouble, trouble_of_disk,
};
use support::{V1, V2, V3, key, many_pages, note, notes, opened, run_inside};

fn trouble_of(error: &OpenError) -> Option<FileTrouble> {
    match error {
        OpenError::Unreadable(cause) => Some(cause.trouble()),
        _ => None,
    }
}

/// A small disk of its own, gone when the test ends.
fn on_a_disk_of(size: &str, name: &str) {
    let folder = tempfile::tempdir().unwrap();
    let mut unshare = Command::new("unshare");
    unshare.args(["--user", "--map-root-user", "--mount"]);
    if !unshare.arg("true").output().is_ok_and(|output| output.status.success()) {
        // Some containers forbid it; the rest of these tests still say what a full disk and a read-only file do.
        return;
    }
    let script = format!("mount -t tmpfs -o size={size} tmpfs \"$SMALL_DISK\" && exec \"$0\" \"$@\"");
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--mount", "sh", "-c", &script]);
    run_inside(command.env("SMALL_DISK", folder.path()), name);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

fn small_disk() -> PathBuf {
    std::env::var_os("SMALL_DISK").unwrap().into()
}

fn fill(folder: &Path) -> PathBuf {
    let path = folder.join("filler");
    let mut file = fs::File::create(&path).unwrap();
    let written = std::io::copy(&mut std::io::repeat(1), &mut file);
    assert_eq!(trouble_of_disk(&written.unwrap_err()), FileTrouble::DiskFull);
    path
}

#[test]
fn a_disk_that_is_really_full_costs_nothing_that_was_saved() {
    on_a_disk_of("768k", "inside_a_full_disk");
}

#[test]
#[ignore = "run by another test, on a small disk"]
fn inside_a_full_disk() {
    let folder = small_disk();
    let passphrases = ["den gamle adgangssætning", "den nye adgangssætning"];
    let [old, new] = passphrases.map(|text| Passphrase::new(text.to_owned()).unwrap());
    let (mut header, folders_key) = LiveHeader::create(&folder, "ejer", Way::Passphrase(&old)).unwrap();
    let path = folder.join("a.db");
    let file = opened(&path).unwrap();
    let error = (0..).find_map(|nth| note(&file, &format!("{nth} {}", "x".repeat(3000))).err()).unwrap();
    assert_eq!(trouble(&error), FileTrouble::DiskFull);
    let kept = notes(&file).unwrap();
    assert!(kept.len() > 5);
    drop(file);
    let filler = fill(&folder);

    // Nothing can be made, and nothing is half made.
    let error = opened(&folder.join("b.db")).unwrap_err();
    assert_eq!(trouble_of(&error), Some(FileTrouble::DiskFull), "{error:?}");
    assert!(!folder.join("b.db").exists());
    // No schema is changed.
    let error = open_irreplaceable(&path, &key(1), Durability::Full, &[V1, V2, V3]).unwrap_err();
    assert_eq!(trouble_of(&error), Some(FileTrouble::DiskFull), "{error:?}");
    // No passphrase is changed.
    let Err(ChangeError::Header(HeaderError::Unusable(error))) =
        header.add(Way::Passphrase(&old), Way::Passphrase(&new))
    else {
        unreachable!("there is no room for a header")
    };
    assert_eq!(trouble_of_disk(&error), FileTrouble::DiskFull);
    for header in [&header, &LiveHeader::read(&folder, "ejer").unwrap().unwrap()] {
        assert_eq!(header.unlock(Way::Passphrase(&old)).unwrap(), folders_key);
    }

    fs::remove_file(filler).unwrap();
    assert!(check(&path, &key(1)).unwrap().is_whole());
    let file = opened(&path).unwrap();
    assert_eq!(notes(&file).unwrap(), kept);
}

#[test]
fn a_disk_that_may_not_be_written_says_so() {
    on_a_disk_of("2m", "inside_a_read_only_disk");
}

#[test]
#[ignore = "run by another test, on a small disk"]
fn inside_a_read_only_disk() {
    let folder = small_disk();
    let path = folder.join("a.db");
    let whole = many_pages(&path);
    let passphrase = Passphrase::new("den gamle adgangssætning".to_owned()).unwrap();
    let status = Command::new("mount").args(["-o", "remount,ro"]).arg(&folder).status().unwrap();
    assert!(status.success());

    for path in [&path, &folder.join("b.db")] {
        let error = opened(path).unwrap_err();
        assert_eq!(trouble_of(&error), Some(FileTrouble::ReadOnly), "{error:?}");
    }
    let Err(ChangeError::Header(HeaderError::Unusable(error))) =
        LiveHeader::create(&folder.join("desk"), "ejer", Way::Passphrase(&passphrase))
    else {
        unreachable!("nothing can be made here")
    };
    assert_eq!(trouble_of_disk(&error), FileTrouble::ReadOnly);
    assert_eq!(trouble_of_disk(&set_aside(&path).unwrap_err()), FileTrouble::ReadOnly);
    assert_eq!(fs::read(&path).unwrap(), whole);
}
