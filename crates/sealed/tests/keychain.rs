//! The keychain of the operating system: a real one, on a bus and in a home of its own.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "in a test a fault is a failure")]

mod support;

use std::{fs, path::Path, process::Command};

use sealed::{
    Key, Keychain, NotReachable, OsKeychain, Passphrase,
    header::{ChangeError, LiveHeader, UnlockError, Way},
};
use support::run_inside;

const OWNER: &str = "kommune-1/bruger-1";
const FOLDER: &str = "DESK_FOLDER";

/// A home, and a desk's folder.
struct Machine(tempfile::TempDir);

impl Machine {
    fn new() -> Self {
        let machine = Self(tempfile::tempdir().unwrap());
        fs::create_dir(machine.0.path().join("home")).unwrap();
        machine
    }

    fn desk(&self) -> std::path::PathBuf {
        self.0.path().join("desk")
    }

    /// In its home, with a display and a bus of nobody's.
    fn command(&self, program: &str) -> Command {
        let home = self.0.path().join("home");
        let mut command = Command::new(program);
        command.env_clear().env("PATH", std::env::var_os("PATH").unwrap()).env("HOME", &home);
        for folder in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"] {
            command.env(folder, &home);
        }
        command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere").env(FOLDER, self.desk());
        command
    }

    /// On a bus with a keychain that is unlocked.
    fn unlocked(&self, name: &str) {
        let script =
            "echo -n open | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec \"$0\" \"$@\"";
        run_inside(self.command("dbus-run-session").args(["--", "sh", "-c", script]), name);
    }

    /// On a bus that starts the keychain when asked, and nobody has unlocked it.
    fn locked(&self, name: &str) {
        run_inside(self.command("dbus-run-session").arg("--"), name);
    }

    /// Without a bus.
    fn alone(&self, name: &str) {
        run_inside(&mut self.command("env"), name);
    }
}

fn desk() -> std::path::PathBuf {
    std::env::var_os(FOLDER).unwrap().into()
}

fn passphrase() -> Passphrase {
    Passphrase::new("blåbærgrød til alle".to_owned()).unwrap()
}

fn unlock(folder: &Path, way: Way) -> Result<Key, UnlockError> {
    LiveHeader::read(folder, OWNER).unwrap().unwrap().unlock(way)
}

#[test]
fn the_keychain_keeps_a_key_and_says_when_it_is_away_and_when_it_has_lost_it() {
    let (machine, another) = (Machine::new(), Machine::new());
    machine.alone("without_a_keychain_nothing_is_made");
    machine.unlocked("a_key_is_kept");
    machine.unlocked("a_key_is_found_again");
    machine.locked("a_keychain_cannot_be_reached");
    machine.alone("a_keychain_cannot_be_reached");
    // The desk's folder on a machine whose keychain has never seen it.
    fs::rename(machine.desk(), another.desk()).unwrap();
    another.unlocked("a_keychain_has_lost_the_key_and_gets_it_again");
}

#[test]
#[ignore = "run by another test, on a bus of its own"]
fn without_a_keychain_nothing_is_made() {
    let refused = LiveHeader::create(&desk(), OWNER, Way::Keychain(&OsKeychain));
    assert!(matches!(refused, Err(ChangeError::KeychainNotReachable(_))));
    assert!(!desk().exists());
    assert!(matches!(OsKeychain.set("account", &Key::from_bytes([1; 32])), Err(NotReachable)));
    assert!(matches!(OsKeychain.delete("account"), Err(NotReachable)));
}

#[test]
#[ignore = "run by another test, on a bus of its own"]
fn a_key_is_kept() {
    let (mut header, key) = LiveHeader::create(&desk(), OWNER, Way::Keychain(&OsKeychain)).unwrap();
    header.add(Way::Keychain(&OsKeychain), Way::Passphrase(&passphrase())).unwrap();
    assert_eq!(unlock(&desk(), Way::Keychain(&OsKeychain)).unwrap(), key);
    // The entry of the first wrap goes when another takes its place.
    header.add(Way::Keychain(&OsKeychain), Way::Keychain(&OsKeychain)).unwrap();
    assert_eq!(unlock(&desk(), Way::Keychain(&OsKeychain)).unwrap(), key);

    assert_eq!(OsKeychain.get("another account").unwrap(), None);
    OsKeychain.set("another account", &Key::from_bytes([1; 32])).unwrap();
    OsKeychain.set("another account", &Key::from_bytes([2; 32])).unwrap();
    assert_eq!(OsKeychain.get("another account").unwrap(), Some(Key::from_bytes([2; 32])));
    OsKeychain.delete("another account").unwrap();
    OsKeychain.delete("another account").unwrap();
    assert_eq!(OsKeychain.get("another account").unwrap(), None);
}

#[test]
#[ignore = "run by another test, on a bus of its own"]
fn a_key_is_found_again() {
    let by_keychain = unlock(&desk(), Way::Keychain(&OsKeychain)).unwrap();
    assert_eq!(by_keychain, unlock(&desk(), Way::Passphrase(&passphrase())).unwrap());
}

#[test]
#[ignore = "run by another test, on a bus of its own"]
fn a_keychain_cannot_be_reached() {
    let refused = unlock(&desk(), Way::Keychain(&OsKeychain));
    assert!(matches!(refused, Err(UnlockError::KeychainNotReachable(_))), "{refused:?}");
    assert!(unlock(&desk(), Way::Passphrase(&passphrase())).is_ok());
}

#[test]
#[ignore = "run by another test, on a bus of its own"]
fn a_keychain_has_lost_the_key_and_gets_it_again() {
    let refused = unlock(&desk(), Way::Keychain(&OsKeychain));
    assert!(matches!(refused, Err(UnlockError::KeychainLost)), "{refused:?}");
    let mut header = LiveHeader::read(&desk(), OWNER).unwrap().unwrap();
    header.add(Way::Passphrase(&passphrase()), Way::Keychain(&OsKeychain)).unwrap();
    let key = header.unlock(Way::Passphrase(&passphrase())).unwrap();
    assert_eq!(unlock(&desk(), Way::Keychain(&OsKeychain)).unwrap(), key);
}
