use std::{
    fs::{File, OpenOptions},
    io,
    io::Read,
    path::Path,
    sync::Once,
    time::Duration,
};

use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

use crate::{
    FileTrouble, Key, Migration,
    aside::with_suffix,
    folder, former, log, schema,
    trouble::{self, trouble},
};

/// What a plain SQLite file begins with; an encrypted one begins with its salt.
const PLAIN: &[u8; 16] = b"SQLite format 3\0";
/// Bytes of one page.
pub(crate) const PAGE: u64 = 4096;
/// Page cache of one connection. The five connections of a running program stay under 32 MB together.
const PAGE_CACHE_KIB: i64 = 6 * 1024;
/// Pages that gather in the log before they are put in their places: a page that is written often is put there once.
const PAGES_IN_LOG: u32 = 4_000;
/// Prepared statements kept by one connection.
const STATEMENTS: usize = 128;
/// A file has one writer, so nobody should ever wait; a virus scanner or a backup may still make us.
const BUSY: Duration = Duration::from_secs(5);

/// When a commit has reached the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// Before it returns: it survives a power cut.
    Full,
    /// Soon: a power cut may take the last commits, but never leaves half of one.
    Normal,
}

/// Why a file does not open. It is left as it was.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file, or the library, does not encrypt. A plain file is never read.
    #[error("the file is not encrypted")]
    NotEncrypted,
    /// The key does not fit the file, or the file is damaged: encryption makes the two look alike. [`crate::check`] says
    /// more. Also an empty file, and one with committed transactions behind a damaged part of its log.
    #[error("the key does not fit, or the file is damaged")]
    WrongKeyOrDamaged,
    /// A later version of the program has written the file.
    #[error("the file has schema {found}, and this version knows {known}")]
    LaterVersion {
        /// The file's.
        found: u32,
        /// The newest that this program knows.
        known: u32,
    },
    /// The file cannot be read or written.
    #[error("the file cannot be used")]
    Unreadable(#[source] Cause),
}

/// What lies behind [`OpenError::Unreadable`].
#[derive(Debug, thiserror::Error)]
pub enum Cause {
    /// The file system.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// SQLite.
    #[error(transparent)]
    Store(rusqlite::Error),
}

/// Opens an encrypted file, makes it where there is none, and brings its schema up to date.
///
/// Before anything is written it is proved that the file is encrypted and that the key fits. A file is made under another
/// name and takes its own when it is whole: an empty one has lost what it had.
///
/// # Errors
/// [`OpenError`]; the file is never replaced.
pub fn open(path: &Path, key: &Key, durability: Durability, migrations: &[Migration]) -> Result<Connection, OpenError> {
    let mut connection = connect(path, key, durability, migrations)?;
    schema::migrate(&mut connection, migrations)?;
    Ok(connection)
}

/// As [`open`], for a file that cannot be fetched again: before its schema is changed the file is copied, encrypted as it
/// is. The copy has the number of the former schema in its name and stays until the next such change.
///
/// # Errors
/// As [`open`]; where the copy cannot be made, the schema is not changed.
pub fn open_irreplaceable(
    path: &Path,
    key: &Key,
    durability: Durability,
    migrations: &[Migration],
) -> Result<Connection, OpenError> {
    let mut connection = connect(path, key, durability, migrations)?;
    let found = schema::version(&connection)?;
    if migrations.last().is_some_and(|newest| found < newest.version) {
        former::keep(path, &connection, found)?;
    }
    schema::migrate(&mut connection, migrations)?;
    Ok(connection)
}

fn connect(path: &Path, key: &Key, durability: Durability, migrations: &[Migration]) -> Result<Connection, OpenError> {
    match length(path)? {
        None if length(&with_suffix(path, "-wal"))?.is_none_or(|length| length == 0) => make(path, key, migrations)?,
        None => return Err(OpenError::WrongKeyOrDamaged),
        Some(length) => {
            refuse_plain(path)?;
            // SQLite takes a file of one byte, too, for a new one.
            if length < PAGE {
                return Err(OpenError::WrongKeyOrDamaged);
            }
        }
    }
    // SQLite says of a disk that may not be written only that it cannot open the file.
    OpenOptions::new().append(true).open(path)?;
    if durability == Durability::Full && log::is_broken(path)? {
        return Err(OpenError::WrongKeyOrDamaged);
    }
    let connection = connection(path, OpenFlags::default())?;
    unlock(&connection, key)?;
    schema::check(&connection, migrations)?;
    configure(&connection, durability)?;
    #[cfg(feature = "testing")]
    crate::testing::fill(&connection, path)?;
    Ok(connection)
}

/// Until it has its name nobody has written anything into it, so what a crash has left of it may go.
fn make(path: &Path, key: &Key, migrations: &[Migration]) -> Result<(), OpenError> {
    let beside = with_suffix(path, ".new");
    folder::owner_only().truncate(true).open(&beside)?;
    let mut connection = connection(&beside, OpenFlags::default())?;
    unlock(&connection, key)?;
    // All at once and without a log, so that the one file is all there is.
    connection.pragma_update_and_check(None, "journal_mode", "MEMORY", |_| Ok(()))?;
    schema::migrate(&mut connection, migrations)?;
    connection.close().map_err(|(_, error)| error)?;
    refuse_plain(&beside)?;
    Ok(folder::put(&beside, path)?)
}

fn length(path: &Path) -> io::Result<Option<u64>> {
    match path.metadata() {
        Ok(file) => Ok(Some(file.len())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

pub(crate) fn refuse_plain(path: &Path) -> Result<(), OpenError> {
    let mut head = Vec::with_capacity(PLAIN.len());
    File::open(path)?.take(PLAIN.len() as u64).read_to_end(&mut head)?;
    if head == PLAIN { Err(OpenError::NotEncrypted) } else { Ok(()) }
}

/// A connection that has no key yet. The library tells other threads that it is ready before its cipher is: a key that is
/// given in that moment is refused. So the first connection of a program is made while nobody else makes one.
pub(crate) fn connection(path: &Path, flags: OpenFlags) -> rusqlite::Result<Connection> {
    static FIRST: Once = Once::new();
    FIRST.call_once(|| drop(Connection::open_in_memory()));
    Connection::open_with_flags(path, flags)
}

fn unlock(connection: &Connection, key: &Key) -> Result<(), OpenError> {
    give_key(connection, key)?;
    connection.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?;
    Ok(())
}

/// The key must be the first statement. A library without the cipher takes it and ignores it, and reads on in the clear;
/// so the cipher must answer.
pub(crate) fn give_key(connection: &Connection, key: &Key) -> Result<(), OpenError> {
    let literal = Zeroizing::new(format!("x'{}'", *key.to_hex()));
    connection.pragma_update(None, "key", literal.as_str())?;
    // What is wrong is in the error that comes back; the cipher's own log would write it to the terminal as well.
    connection.pragma_update(None, "cipher_log_level", "NONE")?;
    let cipher = connection.pragma_query_value(None, "cipher_version", |row| row.get::<_, String>(0));
    if cipher.is_ok_and(|version| !version.is_empty()) { Ok(()) } else { Err(OpenError::NotEncrypted) }
}

fn configure(connection: &Connection, durability: Durability) -> Result<(), OpenError> {
    let synchronous = match durability {
        Durability::Full => "FULL",
        Durability::Normal => "NORMAL",
    };
    connection.busy_timeout(BUSY)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", synchronous)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -PAGE_CACHE_KIB)?;
    connection.pragma_update_and_check(None, "wal_autocheckpoint", PAGES_IN_LOG, |_| Ok(()))?;
    Ok(())
}

impl Cause {
    /// What somebody can do about it.
    #[must_use]
    pub fn trouble(&self) -> FileTrouble {
        match self {
            Self::Io(error) => trouble::trouble_of_disk(error),
            Self::Store(error) => trouble(error),
        }
    }
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        match trouble(&error) {
            FileTrouble::Damaged => Self::WrongKeyOrDamaged,
            FileTrouble::DiskFull | FileTrouble::ReadOnly | FileTrouble::Other => Self::Unreadable(Cause::Store(error)),
        }
    }
}

impl From<io::Error> for OpenError {
    fn from(error: io::Error) -> Self {
        Self::Unreadable(error.into())
    }
}
