use std::io;

use super::*;

fn every() -> Vec<Trouble> {
    let disk = [FileTrouble::DiskFull, FileTrouble::ReadOnly, FileTrouble::Damaged, FileTrouble::Other];
    let damage = [Damage::NotEncrypted, Damage::Damaged];
    let header = [
        HeaderError::ExerciseHeader,
        HeaderError::NotAnExercise,
        HeaderError::AnotherOwner,
        HeaderError::LaterVersion,
        HeaderError::Damaged,
        HeaderError::Lost,
        HeaderError::Exists,
        HeaderError::Unusable(io::ErrorKind::StorageFull.into()),
    ];
    let mut every = vec![OpenDesk::SecondInstance, OpenDesk::AnotherOwner, OpenDesk::LaterVersion];
    every.extend(disk.map(OpenDesk::Folder));
    every.extend(disk.map(OpenDesk::File));
    every.extend(damage.map(OpenDesk::Outbox));
    every.extend(damage.map(OpenDesk::Backend));
    every.extend(header.map(OpenDesk::Header));
    let mut every: Vec<Trouble> = every.into_iter().map(Trouble::Desk).collect();
    every.extend([Trouble::NoKeychain, Trouble::KeychainSilent, Trouble::KeychainLost, Trouble::SeveralDesks]);
    every
}

#[test]
fn every_trouble_says_what_happened_why_what_is_safe_and_what_to_do() {
    for why in every() {
        for exercise in [true, false] {
            let view = view(&why, exercise);
            for text in [&view.what, &view.why, &view.safe, &view.to_do] {
                assert!(!text.da.is_empty() && !text.en.is_empty() && text.da != text.en, "{why:?}: {text:?}");
            }
            assert!(!view.what.da.ends_with('.'), "a headline: {}", view.what.da);
            assert!(view.can_try_again, "{why:?}");
        }
    }
}

#[test]
fn nothing_is_given_up_for_what_passes() {
    for passes in [
        Trouble::Desk(OpenDesk::SecondInstance),
        Trouble::Desk(OpenDesk::File(FileTrouble::DiskFull)),
        Trouble::Desk(OpenDesk::Folder(FileTrouble::ReadOnly)),
        Trouble::Desk(OpenDesk::LaterVersion),
        Trouble::Desk(OpenDesk::Header(HeaderError::ExerciseHeader)),
        Trouble::NoKeychain,
        Trouble::KeychainSilent,
        Trouble::SeveralDesks,
    ] {
        assert_eq!(gives_up(&passes, false), None, "{passes:?}");
    }
    assert_eq!(gives_up(&Trouble::Desk(OpenDesk::Outbox(Damage::Damaged)), true), Some(GiveUp::Unsent));
    assert_eq!(gives_up(&Trouble::KeychainLost, false), Some(GiveUp::Desk));
}
