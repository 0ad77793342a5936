//! Encrypted files on disk: opening one with proof, its schema, its folder.
//!
//! The way in is [`FolderLock`] first, then the key ([`header`]), then [`open`]. A file that does not open is never
//! replaced in silence: the caller decides, says so, and may [`set_aside`] it.

mod aside;
pub mod header;
mod key;
mod lock;
mod open;
mod schema;

pub use aside::set_aside;
pub use key::Key;
pub use lock::{FolderLock, LockError};
pub use open::{Cause, Durability, OpenError, open};
pub use schema::{Migration, schema_of};
