//! What can be wrong with a file, what is said of it, and what is left of it.
#![allow(clippy::unwrap_used, reason = "in a test a fault is a failure")]

mod support;

use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
};

use sealed::{Check, Durability, FileTrouble, OpenError, check, open, open_irreplaceable, set_aside, trouble};
use support::{PAGE, V1, V2, V3, key, many_pages, note, notes, opened};

fn beside(path: &Path, suffix: &str) -> PathBuf {
    format!("{}.{suffix}", path.display()).into()
}

/// What a crash leaves: the file, and a log of ten transactions in which only the log has been written.
fn crashed(folder: &Path) -> (Vec<u8>, Vec<u8>) {
    let path = folder.join("crashed.db");
    opened(&path).unwrap().close().unwrap();
    let file = opened(&path).unwrap();
    (0..10).for_each(|nth| assert_eq!(note(&file, &nth.to_string()).unwrap(), 1));
    let left = (fs::read(&path).unwrap(), fs::read(folder.join("crashed.db-wal")).unwrap());
    drop(file);
    left
}

#[test]
fn a_file_that_was_changed_is_told_from_one_with_another_key() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let whole = many_pages(&path);
    let pages = u64::try_from(whole.len() / PAGE).unwrap();
    let all: Vec<u64> = (1..=pages).collect();
    let found = check(&path, &key(1)).unwrap();
    assert_eq!(found, Check { pages, broken_pages: vec![], faults: 0, log_is_broken: false });
    assert!(found.is_whole() && found.key_fits());

    let found = check(&path, &key(2)).unwrap();
    assert_eq!(found.broken_pages, all);
    assert!(!found.is_whole() && !found.key_fits());

    let last = whole.len() - PAGE;
    for (at, broken, opens) in
        [(3, all, false), (100, vec![1], false), (10 * PAGE + 7, vec![11], true), (last, vec![pages], true)]
    {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        fs::write(&path, &bytes).unwrap();
        let found = check(&path, &key(1)).unwrap();
        assert_eq!(found.broken_pages, broken, "byte {at}");
        assert!(!found.is_whole());
        assert_eq!(found.key_fits(), at >= 16, "the first sixteen bytes are what the key is mixed with");
        match opened(&path) {
            Ok(file) => {
                assert!(opens, "byte {at}");
                let error = notes(&file).unwrap_err();
                assert_eq!(trouble(&error), FileTrouble::Damaged, "byte {at}");
                assert_eq!(notes(&file).map_err(|error| trouble(&error)), Err(FileTrouble::Damaged), "and it stays so");
            }
            Err(error) => assert!(!opens && matches!(error, OpenError::WrongKeyOrDamaged), "byte {at}"),
        }
        assert_eq!(fs::read(&path).unwrap(), bytes, "it is left as it was");
    }
}

#[test]
fn a_file_that_was_cut_short_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let whole = many_pages(&path);
    for length in [0, 1, 15, 16, 700, PAGE, 10 * PAGE, 10 * PAGE + 5] {
        fs::write(&path, &whole[..length]).unwrap();
        assert!(matches!(opened(&path), Err(OpenError::WrongKeyOrDamaged)), "{length} bytes");
        assert!(!check(&path, &key(1)).unwrap().is_whole(), "{length} bytes");
        assert_eq!(fs::read(&path).unwrap(), &whole[..length], "{length} bytes: it is left as it was");
    }
}

/// After a power cut the end of the last page may be missing, and be in the log; so the file opens.
#[test]
fn a_last_page_that_is_cut_short_is_seen_when_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let whole = many_pages(&path);
    fs::write(&path, &whole[..whole.len() - 1]).unwrap();
    let last = u64::try_from(whole.len() / PAGE).unwrap();
    assert_eq!(check(&path, &key(1)).unwrap().broken_pages, [last]);
    assert_eq!(notes(&opened(&path).unwrap()).map_err(|error| trouble(&error)), Err(FileTrouble::Damaged));
}

/// What some file systems leave after a power cut.
#[test]
fn pages_of_zeroes_are_not_taken_for_empty_ones() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let whole = many_pages(&path);
    for (pages, opens) in [(0..1, false), (0..whole.len() / PAGE, false), (12..14, true)] {
        let mut bytes = whole.clone();
        bytes[pages.start * PAGE..pages.end * PAGE].fill(0);
        fs::write(&path, &bytes).unwrap();
        assert!(!check(&path, &key(1)).unwrap().is_whole(), "{pages:?}");
        match opened(&path) {
            Ok(file) => {
                assert!(opens, "{pages:?}");
                assert_eq!(notes(&file).map_err(|error| trouble(&error)), Err(FileTrouble::Damaged), "{pages:?}");
            }
            Err(error) => assert!(!opens && matches!(error, OpenError::WrongKeyOrDamaged), "{pages:?}"),
        }
    }
}

#[test]
fn a_plain_file_is_said_to_be_plain_by_a_check_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    rusqlite::Connection::open(&path).unwrap().execute_batch("CREATE TABLE plain (x)").unwrap();
    assert!(matches!(check(&path, &key(1)), Err(OpenError::NotEncrypted)));
}

#[test]
fn a_file_is_there_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    fs::write(beside(&path, "new"), "what a crash has left of a file in the making").unwrap();
    opened(&path).unwrap().close().unwrap();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    assert!(check(&path, &key(1)).unwrap().is_whole());
}

#[test]
fn a_log_without_its_file_is_not_taken_for_a_new_file() {
    let folder = tempfile::tempdir().unwrap();
    let (_, log) = crashed(folder.path());
    let (path, log_path) = (folder.path().join("a.db"), folder.path().join("a.db-wal"));
    fs::write(&log_path, &log).unwrap();
    assert!(matches!(opened(&path), Err(OpenError::WrongKeyOrDamaged)));
    assert!(!path.exists());
    let aside = set_aside(&path).unwrap();
    assert_eq!(fs::read(format!("{}-wal", aside.display())).unwrap(), log);
    assert!(opened(&path).is_ok());
}

#[test]
fn nothing_to_set_aside_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(set_aside(&folder.path().join("a.db")).unwrap_err().kind(), std::io::ErrorKind::NotFound);
}

#[test]
fn damage_inside_the_log_is_said_and_its_end_may_be_missing() {
    let folder = tempfile::tempdir().unwrap();
    let (file, log) = crashed(folder.path());
    let (path, log_path) = (folder.path().join("a.db"), folder.path().join("a.db-wal"));
    let with_log = |log: &[u8]| {
        let _ = fs::remove_file(folder.path().join("a.db-shm"));
        fs::write(&path, &file).unwrap();
        fs::write(&log_path, log).unwrap();
    };
    let frame = 24 + PAGE;
    assert!((log.len() - 32) % frame == 0 && (log.len() - 32) / frame >= 10);
    let last_but_one = log.len() - 2 * frame;
    for at in [0, 5, 9, 17, 25, 31, 32 + 2, 32 + 9, 32 + 17, 32 + 100, 32 + 3 * frame + 30, last_but_one + 500] {
        let mut damaged = log.clone();
        damaged[at] ^= 1;
        with_log(&damaged);
        assert!(check(&path, &key(1)).unwrap().log_is_broken, "byte {at}");
        assert!(matches!(opened(&path), Err(OpenError::WrongKeyOrDamaged)), "byte {at}");
        assert_eq!((fs::read(&path).unwrap(), fs::read(&log_path).unwrap()), (file.clone(), damaged));
        // Where nobody has waited for the disk, the end of the log may be in pieces after a power cut.
        assert!(open(&path, &key(1), Durability::Normal, &[V1]).is_ok(), "byte {at}");
    }
    // Damage in the last transaction looks as one that was cut off.
    let mut cut_off = log.clone();
    *cut_off.last_mut().unwrap() ^= 1;
    with_log(&cut_off);
    assert_eq!(notes(&opened(&path).unwrap()).unwrap().len(), 9);
    for (cut, kept) in
        [(log.len(), 10), (log.len() - 1, 9), (last_but_one, 8), (32 + frame, 1), (32, 0), (31, 0), (0, 0)]
    {
        with_log(&log[..cut]);
        assert!(!check(&path, &key(1)).unwrap().log_is_broken, "cut at {cut}");
        assert_eq!(notes(&opened(&path).unwrap()).unwrap().len(), kept, "cut at {cut}");
    }
}

/// Another connection may look while one writes, and the log begins anew now and then.
#[test]
fn a_log_that_is_being_written_is_never_taken_for_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let file = opened(&path).unwrap();
    file.pragma_update(None, "wal_autocheckpoint", 20).unwrap();
    let is_done = AtomicBool::new(false);
    let looks = std::thread::scope(|threads| {
        let looking = threads.spawn(|| {
            let mut looks = 0;
            while !is_done.load(Ordering::Relaxed) {
                assert!(!check(&path, &key(1)).unwrap().log_is_broken);
                looks += 1;
            }
            looks
        });
        (0..400).for_each(|nth| assert_eq!(note(&file, &nth.to_string()).unwrap(), 1));
        is_done.store(true, Ordering::Relaxed);
        looking.join().unwrap()
    });
    assert!(looks > 10, "{looks} looks");
}

#[test]
fn a_copy_of_the_former_schema_is_kept_where_it_cannot_be_fetched_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let open_at = |migrations| open_irreplaceable(&path, &key(1), Durability::Full, migrations).unwrap();
    let file = open_at(&[V1]);
    note(&file, "her").unwrap();
    drop(file);
    drop(open_at(&[V1]));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "a new file has no former schema");

    // What is in the log is in the copy too.
    let writer = open_at(&[V1]);
    note(&writer, "i loggen").unwrap();
    let upgraded = open_at(&[V1, V2]);
    let former = beside(&path, "schema-1");
    let copy = open(&former, &key(1), Durability::Full, &[V1]).unwrap();
    assert_eq!(notes(&copy).unwrap(), ["her", "i loggen"]);
    assert_eq!(notes(&upgraded).unwrap(), ["her", "i loggen"]);
    drop((writer, upgraded, copy));

    drop(open_at(&[V1, V2, V3]));
    assert!(beside(&path, "schema-2").exists() && !former.exists(), "only the last one is kept");
}

#[test]
fn a_full_disk_is_said_and_what_was_there_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let file = opened(&path).unwrap();
    note(&file, "før").unwrap();
    let pages: i64 = file.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    file.pragma_update_and_check(None, "max_page_count", pages + 2, |_| Ok(())).unwrap();
    let error = (0..).find_map(|_| note(&file, &"x".repeat(1000)).err()).unwrap();
    assert_eq!(trouble(&error), FileTrouble::DiskFull);
    let kept = notes(&file).unwrap();
    assert_eq!(kept[0], "før");
    drop(file);
    assert!(check(&path, &key(1)).unwrap().is_whole());
    let file = opened(&path).unwrap();
    assert_eq!(notes(&file).unwrap(), kept);
    note(&file, "efter").unwrap();
}

#[test]
fn four_connections_keep_within_their_memory() {
    let folder = tempfile::tempdir().unwrap();
    let file = opened(&folder.path().join("a.db")).unwrap();
    let cache: i64 = file.pragma_query_value(None, "cache_size", |row| row.get(0)).unwrap();
    assert!(cache < 0, "in KiB, not in pages");
    assert!(4 * -cache <= 32 * 1000 * 1000 / 1024);
}
