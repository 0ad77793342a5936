//! Encrypted files on disk: opening one with proof, its schema, its folder.
//!
//! The way in is [`FolderLock`] first, then the key ([`header`]), then [`open`]. A file that does not open is never
//! replaced in silence: the caller decides, says so, and may [`check`] it and [`set_aside`] it.

mod aside;
mod check;
mod folder;
mod former;
pub mod header;
mod hex;
mod key;
mod keychain;
mod lock;
mod log;
mod open;
mod passphrase;
mod schema;
#[cfg(feature = "testing")]
pub mod testing;
mod trouble;
mod wrap;

pub use aside::{discard, put_back, set_aside};
pub use check::{Check, check, open_to_read};
pub use key::Key;
pub use keychain::{Keychain, NotReachable, OsKeychain};
pub use lock::{FolderLock, LockError};
pub use open::{Cause, Durability, OpenError, open, open_irreplaceable};
pub use passphrase::{Passphrase, TooShort};
pub use schema::{Migration, schema_of};
pub use trouble::{FileTrouble, trouble, trouble_of_disk};
