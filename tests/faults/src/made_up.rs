//! What every test here begins with: made-up numbers, names and commands, a key, and a backend to open.

use std::path::Path;
use std::sync::Arc;

use backend::Bundled;
use desk::Caseworker;
use domain::{Actor, CaseworkerId, Command, CommandId, CprNumber};
use exchange::Clock;
use rusqlite::Connection;
use sealed::Key;
use uuid::Uuid;

/// Made-up numbers in an order: each fits the pattern, fails modulus 11 and is not of 1 January.
pub fn numbers() -> impl Iterator<Item = CprNumber> {
    (0_u32..).filter_map(|nth| {
        let (day, month, year) = (nth % 27 + 2, nth % 12 + 1, 40 + nth % 50);
        let number: CprNumber = format!("{day:02}{month:02}{year:02}{:04}", 1000 + nth * 7 % 3000).parse().ok()?;
        (!number.could_be_real()).then_some(number)
    })
}

/// A made-up name. All have the same first and last one, by which they are found where nobody may be named.
pub fn name(nth: usize) -> String {
    format!("Prøve {nth} Nulborg")
}

const KEY: [u8; 32] = [7; 32];

/// The key of every folder here.
pub fn key() -> Key {
    Key::from_bytes(KEY)
}

/// The id of a command of the outer world.
pub fn command_id(nth: u64) -> CommandId {
    CommandId(Uuid::from_u128(u128::from(nth)))
}

/// A caseworker as the backend knows one.
pub fn caseworker(name: &str, jobcentre: &str) -> Actor {
    Actor::Caseworker { caseworker: CaseworkerId(name.to_owned()), jobcentre: jobcentre.parse().unwrap() }
}

/// A caseworker as the desk knows one.
pub fn who(name: &str, jobcentre: &str) -> Caseworker {
    let id = CaseworkerId(name.to_owned());
    Caseworker { id, name: name.to_owned(), jobcentre: jobcentre.parse().unwrap() }
}

/// The register tells of somebody.
pub fn birth(number: CprNumber, name: String) -> Command {
    Command::RegisterPerson {
        number: number.into(),
        name,
        birth_date: None,
        address: None,
        municipality: None,
        protection: None,
        status: None,
    }
}

/// A backend in its folder.
pub fn open_backend(folder: &Path, clock: Arc<dyn Clock>) -> Bundled {
    std::fs::create_dir_all(folder).unwrap();
    Bundled::open(folder, &key(), reference::lists(), clock).unwrap()
}

/// Copies a folder with everything in it.
pub fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            std::fs::create_dir_all(&target).unwrap();
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A file as it lies on the disk, for a test's own statements.
pub fn reading(path: &Path) -> Connection {
    let file = Connection::open(path).unwrap();
    let key = KEY.map(|byte| format!("{byte:02x}")).concat();
    file.pragma_update(None, "key", format!("x'{key}'")).unwrap();
    file
}
