//! For tests alone.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use rusqlite::Connection;

use crate::{Key, Keychain, NotReachable};

static FULL: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// From its next opening on the file has no room for another page, or room again.
pub fn be_full(file: &Path, is_full: bool) {
    let mut full = FULL.lock().unwrap_or_else(PoisonError::into_inner);
    full.retain(|path| path != file);
    if is_full {
        full.push(file.to_owned());
    }
}

/// SQLite takes a count below the pages that there are for just those.
pub(crate) fn fill(connection: &Connection, file: &Path) -> rusqlite::Result<()> {
    if FULL.lock().unwrap_or_else(PoisonError::into_inner).iter().any(|path| path == file) {
        connection.pragma_update_and_check(None, "max_page_count", 1, |_| Ok(()))?;
    }
    Ok(())
}

/// A keychain in memory. It can be out of reach, and it can forget.
#[derive(Debug, Default)]
pub struct MemoryKeychain(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    entries: HashMap<String, Key>,
    is_away: bool,
}

impl MemoryKeychain {
    /// Out of reach from now on, or not.
    pub fn be_away(&self, is_away: bool) {
        self.state().is_away = is_away;
    }

    /// Forgets everything.
    pub fn forget(&self) {
        self.state().entries.clear();
    }

    /// How many secrets there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.state().entries.len()
    }

    /// Any one of the secrets.
    #[must_use]
    pub fn any(&self) -> Option<Key> {
        self.state().entries.values().next().cloned()
    }

    /// Puts `secret` in the place of every other.
    pub fn replace_all(&self, secret: &Key) {
        self.state().entries.values_mut().for_each(|kept| *kept = secret.clone());
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn reached(&self) -> Result<MutexGuard<'_, State>, NotReachable> {
        Some(self.state()).filter(|state| !state.is_away).ok_or(NotReachable)
    }
}

impl Keychain for MemoryKeychain {
    fn get(&self, account: &str) -> Result<Option<Key>, NotReachable> {
        Ok(self.reached()?.entries.get(account).cloned())
    }

    fn set(&self, account: &str, secret: &Key) -> Result<(), NotReachable> {
        self.reached()?.entries.insert(account.to_owned(), secret.clone());
        Ok(())
    }

    fn delete(&self, account: &str) -> Result<(), NotReachable> {
        self.reached()?.entries.remove(account);
        Ok(())
    }
}
