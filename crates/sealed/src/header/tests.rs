//! What only the inside can see: the keys themselves.
#![allow(clippy::unwrap_used, reason = "in a test a fault is a failure")]

use std::{fs, path::Path};

use super::{LiveHeader, Way};
use crate::{Durability, Key, Keychain, Migration, NotReachable, Passphrase, hex, open};

/// Keeps the last secret where the test can see it.
struct Seen(std::sync::Mutex<Option<Key>>);

impl Keychain for Seen {
    fn get(&self, _: &str) -> Result<Option<Key>, NotReachable> {
        Ok(self.0.lock().unwrap().clone())
    }
    fn set(&self, _: &str, secret: &Key) -> Result<(), NotReachable> {
        *self.0.lock().unwrap() = Some(secret.clone());
        Ok(())
    }
    fn delete(&self, _: &str) -> Result<(), NotReachable> {
        Ok(())
    }
}

fn holding(folder: &Path, hidden: &[u8]) -> Vec<String> {
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let bytes = files.map(|path| (fs::read(&path).unwrap(), path));
    bytes
        .filter(|(bytes, _)| bytes.windows(hidden.len()).any(|window| window == hidden))
        .map(|(_, path)| path.display().to_string())
        .collect()
}

#[test]
fn nothing_secret_can_be_read_in_any_file_of_a_folder() {
    const NOTES: Migration = Migration { version: 1, sql: "CREATE TABLE note (text TEXT)" };
    let folder = tempfile::tempdir().unwrap();
    let keychain = Seen(std::sync::Mutex::default());
    let passphrase = Passphrase::new("blåbærgrød til alle".to_owned()).unwrap();
    let (mut header, key) = LiveHeader::create(folder.path(), "ejer", Way::Keychain(&keychain)).unwrap();
    header.add(Way::Keychain(&keychain), Way::Passphrase(&passphrase)).unwrap();
    let file = open(&folder.path().join("a.db"), &key, Durability::Full, &[NOTES]).unwrap();
    file.execute("INSERT INTO note VALUES ('kartoffelmos')", []).unwrap();

    let secret = keychain.get("").unwrap().unwrap();
    let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    for name in ["sagsbord.json", "sagsbord.json.bak", "a.db", "a.db-wal"] {
        assert!(names.iter().any(|found| found == name), "{name} is looked through too");
    }
    for key in [&key, &secret] {
        assert_eq!(holding(folder.path(), key.as_bytes()), Vec::<String>::new());
        assert_eq!(holding(folder.path(), hex::encode(key.as_bytes()).as_bytes()), Vec::<String>::new());
        assert_eq!(holding(folder.path(), hex::encode(key.as_bytes()).to_uppercase().as_bytes()), Vec::<String>::new());
    }
    for hidden in ["blåbærgrød til alle", "kartoffelmos"] {
        assert_eq!(holding(folder.path(), hidden.as_bytes()), Vec::<String>::new());
    }
    // The search finds what is there to be found.
    assert_eq!(holding(folder.path(), b"\"ejer\"").len(), 2);
}
