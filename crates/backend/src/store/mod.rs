//! What the authority keeps, and how it is kept. Only here is SQL.

mod error;
mod sqlite;

pub(crate) use error::StoreError;
pub(crate) use sqlite::{Heads, InScope, Line, NewMessage, OWN, Store, Tables};
