use std::{
    io,
    path::{Path, PathBuf},
};

use self::text::{Live, Piece};
use super::{
    HeaderError,
    file::{self, Place},
};
use crate::{
    Key, Keychain, NotReachable, Passphrase, aside,
    passphrase::{Derivation, DerivationError},
    wrap::Wrap,
};

mod text;

/// The header of a folder in earnest. It has the folder's key wrapped in one way or in two, and never bare.
///
/// It stands on disk twice, and each is written whole. Changing a way writes the header anew and nothing else, since
/// the key stays what it is. Whoever reads it has locked the folder.
#[derive(Clone, Debug)]
pub struct LiveHeader {
    folder: PathBuf,
    live: Box<Live>,
    standing: Standing,
}

/// What is on disk of a header that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Both,
    /// The copy is lost, damaged or older.
    CopyBehind,
    FirstLost,
    FirstDamaged,
}

/// A way to the folder's key.
#[derive(Clone, Copy)]
pub enum Way<'a> {
    /// By a secret that the keychain keeps.
    Keychain(&'a dyn Keychain),
    /// By what the user knows. Takes a tenth of a second or so, and 64 MiB while it lasts.
    Passphrase(&'a Passphrase),
}

/// A way, without what it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WayKind {
    /// [`Way::Keychain`].
    Keychain,
    /// [`Way::Passphrase`].
    Passphrase,
}

/// Why a way does not lead to the key. The files are as they were.
#[derive(Debug, thiserror::Error)]
pub enum UnlockError {
    /// It is not the passphrase.
    #[error("the passphrase is wrong")]
    WrongPassphrase,
    /// Nothing is known of the secret: try again when there is a keychain, or go the other way.
    #[error(transparent)]
    KeychainNotReachable(#[from] NotReachable),
    /// The keychain answers, and our secret is gone from it. Only the other way is left.
    #[error("the keychain has lost the secret")]
    KeychainLost,
    /// The folder cannot be opened in this way.
    #[error("the folder has no such way to its key")]
    NoSuchWay,
    /// The header asks for what cannot be done.
    #[error("the folder's header is damaged")]
    HeaderDamaged,
    /// The machine has too little memory just now.
    #[error("there is not enough memory")]
    OutOfMemory,
}

/// Why the ways to a key are as they were.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// The way by which to prove oneself does not lead to the key.
    #[error(transparent)]
    Unlock(#[from] UnlockError),
    /// The new secret cannot be kept.
    #[error(transparent)]
    KeychainNotReachable(#[from] NotReachable),
    /// The header cannot be written.
    #[error(transparent)]
    Header(#[from] HeaderError),
    /// **The change is made**; the copy of the header is still the former one. [`LiveHeader::mend`] writes it.
    #[error("the copy of the folder's header cannot be written")]
    CopyNotWritten(#[source] io::Error),
}

/// What [`LiveHeader::mend`] has done.
#[derive(Debug, PartialEq, Eq)]
pub enum Mended {
    /// Both were whole and the same.
    Nothing,
    /// The copy was lost, damaged or older; it is written anew.
    Copy,
    /// The first was lost or damaged, and is written anew from the copy.
    First {
        /// Where the damaged one is now, where there was one.
        aside: Option<PathBuf>,
    },
}

impl LiveHeader {
    /// The header of `owner`'s folder; none where the folder is new.
    ///
    /// # Errors
    /// [`HeaderError`]: nothing is replaced.
    pub fn read(folder: &Path, owner: &str) -> Result<Option<Self>, HeaderError> {
        let (first, copy) = (Piece::read(folder, Place::First)?, Piece::read(folder, Place::Copy)?);
        let (live, standing) = match (first, copy) {
            (Piece::Exercise, _) => return Err(HeaderError::ExerciseHeader),
            (Piece::Later, _) | (Piece::Missing | Piece::Damaged, Piece::Later) => {
                return Err(HeaderError::LaterVersion);
            }
            (Piece::Live(first), Piece::Live(copy)) if first == copy => (first, Standing::Both),
            (Piece::Live(first), _) => (first, Standing::CopyBehind),
            (Piece::Missing, Piece::Live(copy)) => (copy, Standing::FirstLost),
            (Piece::Damaged, Piece::Live(copy)) => (copy, Standing::FirstDamaged),
            (Piece::Missing, Piece::Missing) if !file::has_databases(folder)? => return Ok(None),
            (Piece::Missing, Piece::Missing) => return Err(HeaderError::Lost),
            (Piece::Missing | Piece::Damaged, _) => return Err(HeaderError::Damaged),
        };
        if live.owner != owner {
            return Err(HeaderError::AnotherOwner);
        }
        Ok(Some(Self { folder: folder.to_owned(), live, standing }))
    }

    /// Makes a new key for a new folder, with one way to it.
    ///
    /// # Errors
    /// [`ChangeError`]: no header is left behind.
    pub fn create(folder: &Path, owner: &str, way: Way) -> Result<(Self, Key), ChangeError> {
        if Self::read(folder, owner)?.is_some() {
            return Err(HeaderError::Exists.into());
        }
        let key = Key::random().map_err(HeaderError::from)?;
        let live = Box::new(Live::new(owner));
        let mut header = Self { folder: folder.to_owned(), live, standing: Standing::CopyBehind };
        header.live = header.with(&key, way)?;
        if let Err(error) = header.write(Place::First).and_then(|()| header.write(Place::Copy)) {
            file::remove(folder);
            return Err(HeaderError::from(error).into());
        }
        header.standing = Standing::Both;
        Ok((header, key))
    }

    /// The ways in which the folder can be opened; at least one.
    #[must_use]
    pub fn ways(&self) -> Vec<WayKind> {
        let keychain = self.live.keychain.as_ref().map(|_| WayKind::Keychain);
        let passphrase = self.live.passphrase.as_ref().map(|_| WayKind::Passphrase);
        keychain.into_iter().chain(passphrase).collect()
    }

    /// Whether the header was lost or damaged and this is its copy. A passphrase that was changed in the same moment may
    /// be the former one here.
    #[must_use]
    pub fn is_copy(&self) -> bool {
        matches!(self.standing, Standing::FirstLost | Standing::FirstDamaged)
    }

    /// The folder's key, proved to be the one that the folder was made with.
    ///
    /// # Errors
    /// [`UnlockError`].
    pub fn unlock(&self, way: Way) -> Result<Key, UnlockError> {
        let purpose = self.live.purpose(way.kind());
        match way {
            Way::Keychain(keychain) => {
                let ours = self.live.keychain.as_ref().ok_or(UnlockError::NoSuchWay)?;
                let secret = keychain.get(&ours.account)?.ok_or(UnlockError::KeychainLost)?;
                ours.wrap.open(&secret, &purpose).ok_or(UnlockError::KeychainLost)
            }
            Way::Passphrase(passphrase) => {
                let ours = self.live.passphrase.as_ref().ok_or(UnlockError::NoSuchWay)?;
                let derived = ours.derivation.key(passphrase)?;
                ours.wrap.open(&derived, &purpose).ok_or(UnlockError::WrongPassphrase)
            }
        }
    }

    /// Adds a way, or puts it in the place of the one of its kind; `by` proves that whoever asks may open the folder.
    /// So a passphrase is changed.
    ///
    /// # Errors
    /// [`ChangeError`]: all but [`ChangeError::CopyNotWritten`] leave the ways as they were.
    pub fn add(&mut self, by: Way, new: Way) -> Result<(), ChangeError> {
        let key = self.unlock(by)?;
        let former = self.live.keychain.as_ref().map(|ours| ours.account.clone());
        let live = self.with(&key, new)?;
        let written = self.replace(live);
        if let (Way::Keychain(keychain), Some(former), Ok(())) = (new, former, &written) {
            // Left behind it opens nothing: its wrap is gone.
            let _ = keychain.delete(&former);
        }
        written
    }

    /// Takes the passphrase away, when the keychain is proved to lead to the key.
    ///
    /// # Errors
    /// As [`LiveHeader::add`].
    pub fn remove_passphrase(&mut self, keychain: &dyn Keychain) -> Result<(), ChangeError> {
        self.unlock(Way::Keychain(keychain))?;
        let mut live = self.live.clone();
        live.passphrase = None;
        self.replace(live)
    }

    /// Takes the keychain away, when the passphrase is proved to lead to the key.
    ///
    /// # Errors
    /// As [`LiveHeader::add`].
    pub fn remove_keychain(&mut self, by: &Passphrase, keychain: &dyn Keychain) -> Result<(), ChangeError> {
        self.unlock(Way::Passphrase(by))?;
        let mut live = self.live.clone();
        let Some(ours) = live.keychain.take() else { return Ok(()) };
        self.replace(live)?;
        // Left behind it opens nothing: its wrap is gone.
        let _ = keychain.delete(&ours.account);
        Ok(())
    }

    /// Writes the header anew where one of the two on disk is not as it should be. To be called when the key is known,
    /// and its answer to be said.
    ///
    /// # Errors
    /// It cannot be written; what is whole stays.
    pub fn mend(&mut self) -> io::Result<Mended> {
        let mended = match self.standing {
            Standing::Both => return Ok(Mended::Nothing),
            Standing::CopyBehind => {
                self.write(Place::Copy)?;
                Mended::Copy
            }
            Standing::FirstLost => {
                self.write(Place::First)?;
                Mended::First { aside: None }
            }
            Standing::FirstDamaged => {
                let aside = aside::set_aside(&Place::First.path(&self.folder))?;
                self.standing = Standing::FirstLost;
                self.write(Place::First)?;
                Mended::First { aside: Some(aside) }
            }
        };
        self.standing = Standing::Both;
        Ok(mended)
    }

    /// The header with `key` wrapped in `way`. A new secret has its own account, so the one in use stays until the
    /// header is written.
    fn with(&self, key: &Key, way: Way) -> Result<Box<Live>, ChangeError> {
        let purpose = self.live.purpose(way.kind());
        let mut live = self.live.clone();
        match way {
            Way::Keychain(keychain) => {
                let (account, secret) = (text::account()?, Key::random().map_err(HeaderError::from)?);
                let wrap = Wrap::new(key, &secret, &purpose).map_err(HeaderError::from)?;
                keychain.set(&account, &secret)?;
                live.keychain = Some(text::ByKeychain { account, wrap });
            }
            Way::Passphrase(passphrase) => {
                let derivation = Derivation::new().map_err(HeaderError::from)?;
                let derived = derivation.key(passphrase).map_err(UnlockError::from)?;
                let wrap = Wrap::new(key, &derived, &purpose).map_err(HeaderError::from)?;
                live.passphrase = Some(text::ByPassphrase { derivation, wrap });
            }
        }
        Ok(live)
    }

    /// The first, then the copy. A damaged first has been set aside before it is written over.
    fn replace(&mut self, live: Box<Live>) -> Result<(), ChangeError> {
        if self.is_copy() {
            self.mend().map_err(HeaderError::from)?;
        }
        let former = std::mem::replace(&mut self.live, live);
        if let Err(error) = self.write(Place::First) {
            self.live = former;
            return Err(HeaderError::from(error).into());
        }
        self.standing = Standing::CopyBehind;
        self.write(Place::Copy).map_err(ChangeError::CopyNotWritten)?;
        self.standing = Standing::Both;
        Ok(())
    }

    fn write(&self, place: Place) -> io::Result<()> {
        file::write(&self.folder, place, self.live.text()?.as_bytes())
    }
}

impl Way<'_> {
    fn kind(self) -> WayKind {
        match self {
            Self::Keychain(_) => WayKind::Keychain,
            Self::Passphrase(_) => WayKind::Passphrase,
        }
    }
}

impl From<DerivationError> for UnlockError {
    fn from(error: DerivationError) -> Self {
        match error {
            DerivationError::Impossible => Self::HeaderDamaged,
            DerivationError::OutOfMemory => Self::OutOfMemory,
        }
    }
}
