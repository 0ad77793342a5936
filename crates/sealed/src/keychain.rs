use keyring_core::{Error, api::CredentialStoreApi};
use zeroize::Zeroizing;

use crate::{Key, hex};

/// Under which all our entries stand. It names no user and no citizen; neither do the accounts.
const SERVICE: &str = "sagsbord";

/// A place outside the folder that keeps secrets.
pub trait Keychain {
    /// The secret under `account`; none where the keychain answers and has no such entry.
    ///
    /// # Errors
    /// [`NotReachable`]: nothing is known of the entry.
    fn get(&self, account: &str) -> Result<Option<Key>, NotReachable>;

    /// Puts `secret` under `account`.
    ///
    /// # Errors
    /// [`NotReachable`]: it is not kept.
    fn set(&self, account: &str, secret: &Key) -> Result<(), NotReachable>;

    /// Takes the entry away; fine where there is none.
    ///
    /// # Errors
    /// [`NotReachable`]: it may still be there.
    fn delete(&self, account: &str) -> Result<(), NotReachable>;
}

/// There is no keychain on this machine, it is locked, or it does not answer.
#[derive(Debug, thiserror::Error)]
#[error("the keychain cannot be reached")]
pub struct NotReachable;

/// The keychain of the operating system: Secret Service, Windows Credential Manager or the Keychain of macOS.
///
/// It is looked for anew at each call, since it may come, and be unlocked, while the program runs. A call may wait for
/// the user to unlock it.
#[derive(Clone, Copy, Debug)]
pub struct OsKeychain;

impl Keychain for OsKeychain {
    fn get(&self, account: &str) -> Result<Option<Key>, NotReachable> {
        match entry(account)?.get_password() {
            // Somebody has put another thing there: the secret is gone.
            Ok(secret) => Ok(Key::from_hex(&Zeroizing::new(secret))),
            Err(Error::NoEntry | Error::BadEncoding(_) | Error::BadDataFormat(..)) => Ok(None),
            Err(_) => Err(NotReachable),
        }
    }

    /// As digits: the wallet of KDE keeps text only.
    fn set(&self, account: &str, secret: &Key) -> Result<(), NotReachable> {
        Ok(entry(account)?.set_password(&Zeroizing::new(hex::encode(secret.as_bytes())))?)
    }

    fn delete(&self, account: &str) -> Result<(), NotReachable> {
        match entry(account)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(_) => Err(NotReachable),
        }
    }
}

fn entry(account: &str) -> Result<keyring_core::Entry, NotReachable> {
    #[cfg(target_os = "linux")]
    let store = zbus_secret_service_keyring_store::Store::new()?;
    #[cfg(target_os = "windows")]
    let store = windows_native_keyring_store::Store::new()?;
    #[cfg(target_os = "macos")]
    let store = apple_native_keyring_store::keychain::Store::new()?;
    Ok(store.build(SERVICE, account, None)?)
}

impl From<Error> for NotReachable {
    fn from(_: Error) -> Self {
        Self
    }
}
