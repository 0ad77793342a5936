//! What the header of a folder in earnest promises.
#![allow(clippy::unwrap_used, reason = "in a test a fault is a failure")]

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use sealed::{
    FileTrouble, Key, Passphrase,
    header::{ChangeError, HeaderError, LiveHeader, Mended, UnlockError, Way, WayKind, exercise_key},
    testing::MemoryKeychain,
    trouble_of_disk,
};

const OWNER: &str = "kommune-1/bruger-1";

static OLD: LazyLock<Passphrase> = LazyLock::new(|| phrase("den gamle adgangssætning"));
static NEW: LazyLock<Passphrase> = LazyLock::new(|| phrase("den nye adgangssætning"));

fn phrase(text: &str) -> Passphrase {
    Passphrase::new(text.to_owned()).unwrap()
}

fn first(folder: &Path) -> PathBuf {
    folder.join("sagsbord.json")
}

fn copy(folder: &Path) -> PathBuf {
    folder.join("sagsbord.json.bak")
}

fn read(folder: &Path) -> Result<Option<LiveHeader>, HeaderError> {
    LiveHeader::read(folder, OWNER)
}

fn header(folder: &Path) -> LiveHeader {
    read(folder).unwrap().unwrap()
}

/// A folder that opens with the old passphrase, and its key.
fn made(folder: &Path) -> Key {
    LiveHeader::create(folder, OWNER, Way::Passphrase(&OLD)).unwrap().1
}

#[test]
fn each_way_leads_to_the_one_key() {
    let (folder, keychain) = (tempfile::tempdir().unwrap(), MemoryKeychain::default());
    assert!(read(folder.path()).unwrap().is_none());
    let (mut header, key) = LiveHeader::create(folder.path(), OWNER, Way::Keychain(&keychain)).unwrap();
    assert_eq!(header.ways(), [WayKind::Keychain]);
    assert!(matches!(header.unlock(Way::Passphrase(&OLD)), Err(UnlockError::NoSuchWay)));
    header.add(Way::Keychain(&keychain), Way::Passphrase(&OLD)).unwrap();

    let mut header = self::header(folder.path());
    assert_eq!(header.ways(), [WayKind::Keychain, WayKind::Passphrase]);
    assert_eq!(header.unlock(Way::Keychain(&keychain)).unwrap(), key);
    assert_eq!(header.unlock(Way::Passphrase(&OLD)).unwrap(), key);
    assert!(!header.is_copy());
    assert_eq!(header.mend().unwrap(), Mended::Nothing);
    assert_eq!(fs::read(first(folder.path())).unwrap(), fs::read(copy(folder.path())).unwrap());
}

#[test]
fn every_folder_has_a_key_of_its_own() {
    let folders = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let keychain = MemoryKeychain::default();
    let [one, two] =
        folders.each_ref().map(|folder| LiveHeader::create(folder.path(), OWNER, Way::Keychain(&keychain)).unwrap().1);
    assert_ne!(one, two);
    assert_eq!(keychain.count(), 2, "each has an entry of its own in the keychain");
}

#[test]
fn a_way_that_does_not_lead_says_why() {
    let (folder, keychain) = (tempfile::tempdir().unwrap(), MemoryKeychain::default());
    let key = made(folder.path());
    let mut header = header(folder.path());
    assert!(matches!(header.unlock(Way::Passphrase(&NEW)), Err(UnlockError::WrongPassphrase)));
    assert!(matches!(header.unlock(Way::Keychain(&keychain)), Err(UnlockError::NoSuchWay)));

    header.add(Way::Passphrase(&OLD), Way::Keychain(&keychain)).unwrap();
    keychain.be_away(true);
    assert!(matches!(header.unlock(Way::Keychain(&keychain)), Err(UnlockError::KeychainNotReachable(_))));
    keychain.be_away(false);
    assert_eq!(header.unlock(Way::Keychain(&keychain)).unwrap(), key);
    keychain.forget();
    assert!(matches!(header.unlock(Way::Keychain(&keychain)), Err(UnlockError::KeychainLost)));

    // The passphrase brings the keychain back.
    header.add(Way::Passphrase(&OLD), Way::Keychain(&keychain)).unwrap();
    assert_eq!(self::header(folder.path()).unlock(Way::Keychain(&keychain)).unwrap(), key);
    assert_eq!(keychain.count(), 1);
}

#[test]
fn another_secret_under_our_name_is_a_lost_keychain() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (one, two) = (MemoryKeychain::default(), MemoryKeychain::default());
    let (header, _) = LiveHeader::create(folder.path(), OWNER, Way::Keychain(&one)).unwrap();
    LiveHeader::create(other.path(), OWNER, Way::Keychain(&two)).unwrap();
    one.replace_all(&two.any().unwrap());
    assert!(matches!(header.unlock(Way::Keychain(&one)), Err(UnlockError::KeychainLost)));
}

#[test]
fn a_change_of_passphrase_keeps_the_key_and_shuts_the_old_one_out() {
    let folder = tempfile::tempdir().unwrap();
    let key = made(folder.path());
    let before = fs::read(first(folder.path())).unwrap();
    let mut header = header(folder.path());
    assert!(matches!(
        header.add(Way::Passphrase(&NEW), Way::Passphrase(&NEW)),
        Err(ChangeError::Unlock(UnlockError::WrongPassphrase))
    ));
    assert_eq!(fs::read(first(folder.path())).unwrap(), before);

    header.add(Way::Passphrase(&OLD), Way::Passphrase(&NEW)).unwrap();
    for header in [header, self::header(folder.path())] {
        assert_eq!(header.unlock(Way::Passphrase(&NEW)).unwrap(), key);
        assert!(matches!(header.unlock(Way::Passphrase(&OLD)), Err(UnlockError::WrongPassphrase)));
    }
    assert_eq!(fs::read(first(folder.path())).unwrap(), fs::read(copy(folder.path())).unwrap());
}

#[test]
fn a_way_is_taken_away_only_when_the_other_is_proved() {
    let (folder, keychain) = (tempfile::tempdir().unwrap(), MemoryKeychain::default());
    let key = made(folder.path());
    let mut header = header(folder.path());
    assert!(matches!(header.remove_passphrase(&keychain), Err(ChangeError::Unlock(UnlockError::NoSuchWay))));
    header.add(Way::Passphrase(&OLD), Way::Keychain(&keychain)).unwrap();
    assert!(matches!(header.remove_keychain(&NEW, &keychain), Err(ChangeError::Unlock(UnlockError::WrongPassphrase))));
    header.remove_keychain(&OLD, &keychain).unwrap();
    assert_eq!((header.ways(), keychain.count()), (vec![WayKind::Passphrase], 0));

    header.add(Way::Passphrase(&OLD), Way::Keychain(&keychain)).unwrap();
    keychain.be_away(true);
    assert!(matches!(
        header.remove_passphrase(&keychain),
        Err(ChangeError::Unlock(UnlockError::KeychainNotReachable(_)))
    ));
    keychain.be_away(false);
    header.remove_passphrase(&keychain).unwrap();
    let header = self::header(folder.path());
    assert_eq!(header.ways(), [WayKind::Keychain]);
    assert_eq!(header.unlock(Way::Keychain(&keychain)).unwrap(), key);
}

#[test]
fn where_there_is_no_keychain_nothing_is_made_and_nothing_changes() {
    let (folder, keychain) = (tempfile::tempdir().unwrap(), MemoryKeychain::default());
    keychain.be_away(true);
    let refused = LiveHeader::create(folder.path(), OWNER, Way::Keychain(&keychain));
    assert!(matches!(refused, Err(ChangeError::KeychainNotReachable(_))));
    assert!(read(folder.path()).unwrap().is_none());

    made(folder.path());
    let before = fs::read(first(folder.path())).unwrap();
    let refused = header(folder.path()).add(Way::Passphrase(&OLD), Way::Keychain(&keychain));
    assert!(matches!(refused, Err(ChangeError::KeychainNotReachable(_))));
    assert_eq!(fs::read(first(folder.path())).unwrap(), before);
}

#[test]
fn a_folder_is_one_owners_and_one_modes() {
    let (folder, exercise) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    made(folder.path());
    exercise_key(exercise.path()).unwrap();
    assert!(matches!(LiveHeader::read(folder.path(), "kommune-1/bruger-2"), Err(HeaderError::AnotherOwner)));
    assert!(matches!(read(exercise.path()), Err(HeaderError::ExerciseHeader)));
    assert!(matches!(exercise_key(folder.path()), Err(HeaderError::NotAnExercise)));

    for (folder, owner) in [(folder.path(), OWNER), (folder.path(), "kommune-1/bruger-2"), (exercise.path(), OWNER)] {
        let before = fs::read(first(folder)).unwrap();
        assert!(matches!(LiveHeader::create(folder, owner, Way::Passphrase(&NEW)), Err(ChangeError::Header(_))));
        assert_eq!(fs::read(first(folder)).unwrap(), before, "a key is never replaced");
    }
    fs::remove_file(first(folder.path())).unwrap();
    assert!(matches!(exercise_key(folder.path()), Err(HeaderError::NotAnExercise)), "its copy shows what it was");
}

#[test]
fn a_header_that_is_gone_is_not_taken_for_a_new_folder() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("sagsbord.lock"), "").unwrap();
    assert!(read(folder.path()).unwrap().is_none());
    fs::write(folder.path().join("outbox.db"), "what was written").unwrap();
    assert!(matches!(read(folder.path()), Err(HeaderError::Lost)));
    let refused = LiveHeader::create(folder.path(), OWNER, Way::Passphrase(&OLD));
    assert!(matches!(refused, Err(ChangeError::Header(HeaderError::Lost))));
    assert!(!first(folder.path()).exists() && !copy(folder.path()).exists());
}

#[test]
fn any_flipped_bit_is_seen_as_damage_and_never_as_a_wrong_passphrase() {
    let folder = tempfile::tempdir().unwrap();
    let keychain = MemoryKeychain::default();
    made(folder.path());
    header(folder.path()).add(Way::Passphrase(&OLD), Way::Keychain(&keychain)).unwrap();
    fs::remove_file(copy(folder.path())).unwrap();
    let whole = fs::read(first(folder.path())).unwrap();
    for bit in 0..whole.len() * 8 {
        let mut text = whole.clone();
        text[bit / 8] ^= 1 << (bit % 8);
        fs::write(first(folder.path()), &text).unwrap();
        let refused = read(folder.path());
        assert!(matches!(refused, Err(HeaderError::Damaged)), "{}", String::from_utf8_lossy(&text));
    }
    for cut in 0..whole.len() {
        fs::write(first(folder.path()), &whole[..cut]).unwrap();
        assert!(matches!(read(folder.path()), Err(HeaderError::Damaged)), "cut at {cut}");
    }
}

#[test]
fn the_copy_is_used_where_the_first_is_lost_or_damaged_and_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let key = made(folder.path());
    let whole = fs::read(first(folder.path())).unwrap();
    for damage in [None, Some(&b""[..]), Some(&whole[..80]), Some(&b"not a header"[..])] {
        match damage {
            None => fs::remove_file(first(folder.path())).unwrap(),
            Some(damage) => fs::write(first(folder.path()), damage).unwrap(),
        }
        let mut header = header(folder.path());
        assert!(header.is_copy());
        assert_eq!(header.unlock(Way::Passphrase(&OLD)).unwrap(), key);
        let Mended::First { aside } = header.mend().unwrap() else { unreachable!("the first was mended") };
        assert_eq!(aside.map(|aside| fs::read(aside).unwrap()).as_deref(), damage, "what was damaged is set aside");
        assert_eq!(fs::read(first(folder.path())).unwrap(), whole);
        assert!(!header.is_copy() && !self::header(folder.path()).is_copy());
    }
}

#[test]
fn both_damaged_is_said_and_nothing_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    made(folder.path());
    for (one, two) in [(Some("x"), Some("y")), (Some(""), None), (None, Some("{}"))] {
        for (path, text) in [(first(folder.path()), one), (copy(folder.path()), two)] {
            match text {
                Some(text) => fs::write(&path, text).unwrap(),
                None => fs::remove_file(&path).unwrap(),
            }
        }
        assert!(matches!(read(folder.path()), Err(HeaderError::Damaged)), "{one:?} {two:?}");
        let refused = LiveHeader::create(folder.path(), OWNER, Way::Passphrase(&OLD));
        assert!(matches!(refused, Err(ChangeError::Header(HeaderError::Damaged))));
        assert_eq!(fs::read_to_string(first(folder.path())).ok().as_deref(), one);
        assert_eq!(fs::read_to_string(copy(folder.path())).ok().as_deref(), two);
    }
}

/// A power cut during a change of passphrase: every state in which it can leave the disk.
#[test]
fn a_change_of_passphrase_that_is_cut_short_leaves_one_that_works() {
    let folder = tempfile::tempdir().unwrap();
    let key = made(folder.path());
    let old = fs::read(first(folder.path())).unwrap();
    header(folder.path()).add(Way::Passphrase(&OLD), Way::Passphrase(&NEW)).unwrap();
    let new = fs::read(first(folder.path())).unwrap();
    let (half, none) = (&new[..new.len() / 2], &b""[..]);

    // The first, what was beside it, the copy, what was beside that.
    let states: [[Option<&[u8]>; 4]; 8] = [
        [Some(&old), Some(none), Some(&old), None],
        [Some(&old), Some(half), Some(&old), None],
        [Some(&old), Some(&new), Some(&old), None],
        [Some(&new), None, Some(&old), None],
        [Some(&new), None, Some(&old), Some(none)],
        [Some(&new), None, Some(&old), Some(half)],
        [Some(&new), None, Some(&old), Some(&new)],
        [Some(&new), None, Some(&new), None],
    ];
    for (nth, state) in states.into_iter().enumerate() {
        let folder = tempfile::tempdir().unwrap();
        let names = ["sagsbord.json", "sagsbord.json.new", "sagsbord.json.bak", "sagsbord.json.bak.new"];
        for (name, text) in names.into_iter().zip(state) {
            if let Some(text) = text {
                fs::write(folder.path().join(name), text).unwrap();
            }
        }
        let opens = if state[0] == Some(&new) { &NEW } else { &OLD };
        let mut header = header(folder.path());
        assert!(!header.is_copy(), "state {nth}");
        assert_eq!(header.unlock(Way::Passphrase(opens)).unwrap(), key, "state {nth}");
        let mended = if state[0] == state[2] { Mended::Nothing } else { Mended::Copy };
        assert_eq!(header.mend().unwrap(), mended, "state {nth}");
        assert_eq!(
            fs::read(copy(folder.path())).ok().as_deref(),
            state[0],
            "the former passphrase is gone from the copy too"
        );
    }
}

#[test]
fn a_change_that_is_made_and_not_copied_says_just_that() {
    let folder = tempfile::tempdir().unwrap();
    let key = made(folder.path());
    let mut header = header(folder.path());
    // Where the copy would be written there is a folder.
    let in_the_way = folder.path().join("sagsbord.json.bak.new");
    fs::create_dir(&in_the_way).unwrap();
    let answer = header.add(Way::Passphrase(&OLD), Way::Passphrase(&NEW));
    assert!(matches!(answer, Err(ChangeError::CopyNotWritten(_))));
    for header in [&header, &self::header(folder.path())] {
        assert_eq!(header.unlock(Way::Passphrase(&NEW)).unwrap(), key);
    }
    fs::remove_dir(in_the_way).unwrap();
    assert_eq!(header.mend().unwrap(), Mended::Copy);
    assert_eq!(header.mend().unwrap(), Mended::Nothing);
}

#[test]
fn a_header_of_a_later_version_is_left_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let later = include_str!("headers/2.json");
    fs::write(first(folder.path()), later).unwrap();
    assert!(matches!(read(folder.path()), Err(HeaderError::LaterVersion)));
    fs::rename(first(folder.path()), copy(folder.path())).unwrap();
    assert!(matches!(read(folder.path()), Err(HeaderError::LaterVersion)));
    assert_eq!(fs::read_to_string(copy(folder.path())).unwrap(), later);
}

/// Headers that have been written once must open for ever.
#[test]
fn a_header_of_the_first_version_opens() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(first(folder.path()), include_str!("headers/1.json")).unwrap();
    let key = header(folder.path()).unlock(Way::Passphrase(&OLD)).unwrap();
    let bytes: [u8; 32] = std::array::from_fn(|nth| u8::try_from(nth).unwrap());
    assert_eq!(key, Key::from_bytes(bytes));
}

#[test]
fn a_header_that_cannot_be_read_is_not_taken_for_none() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(first(folder.path())).unwrap();
    let Err(HeaderError::Unusable(error)) = read(folder.path()) else { unreachable!("a folder is no header") };
    assert_eq!(error.kind(), io::ErrorKind::IsADirectory);
    assert_eq!(trouble_of_disk(&error), FileTrouble::Other);
}

#[cfg(unix)]
#[test]
fn a_folder_and_its_files_are_their_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let above = tempfile::tempdir().unwrap();
    let folder = above.path().join("desk");
    let lock = sealed::FolderLock::take(&folder).unwrap();
    let key = made(&folder);
    let step = sealed::Migration { version: 1, sql: "CREATE TABLE note (text TEXT)" };
    let file = sealed::open(&folder.join("a.db"), &key, sealed::Durability::Full, &[step]).unwrap();
    file.execute("INSERT INTO note VALUES ('her')", []).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    let files: Vec<_> = fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(files.len(), 6, "lock, header, copy, file, log, index: {files:?}");
    for file in files {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
    drop(lock);
}
