//! Encrypted files on disk: opening one with proof, its schema, its folder.
//!
//! The way in is [`FolderLock`] first, then the key ([`header`]), then [`open`]. A file that does not open is never
//! replaced in silence: the caller decides, says so, and may [`set_aside`] it.

mod aside;
mod folder;
pub mod header;
mod hex;
mod key;
mod keychain;
mod lock;
mod open;
mod passphrase;
mod schema;
mod wrap;

pub use aside::set_aside;
pub use key::Key;
pub use keychain::{Keychain, NotReachable, OsKeychain};
pub use lock::{FolderLock, LockError};
pub use open::{Cause, Durability, OpenError, open};
pub use passphrase::{Passphrase, TooShort};
pub use schema::{Migration, schema_of};
