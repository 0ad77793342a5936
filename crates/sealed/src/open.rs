use std::{fs::File, io, io::Read, path::Path, time::Duration};

use rusqlite::{Connection, ErrorCode};
use zeroize::Zeroizing;

use crate::{Key, Migration, schema};

/// What a plain SQLite file begins with; an encrypted one begins with its salt.
const PLAIN: &[u8; 16] = b"SQLite format 3\0";
/// Page cache of one connection. The four files of a running program stay under 32 MB together.
const PAGE_CACHE_KIB: i64 = 7 * 1024;
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
    /// The file, or the library, does not encrypt.
    #[error("the file is not encrypted")]
    NotEncrypted,
    /// The key does not fit the file, or the file is damaged: encryption makes the two look alike.
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
/// Before anything is written it is proved that the file is encrypted and that the key fits.
///
/// # Errors
/// [`OpenError`]; the file is never replaced.
pub fn open(path: &Path, key: &Key, durability: Durability, migrations: &[Migration]) -> Result<Connection, OpenError> {
    refuse_plain(path)?;
    let mut connection = Connection::open(path)?;
    unlock(&connection, key)?;
    schema::check(&connection, migrations)?;
    configure(&connection, durability)?;
    // A new file has its first page now.
    refuse_plain(path)?;
    schema::migrate(&mut connection, migrations)?;
    Ok(connection)
}

fn refuse_plain(path: &Path) -> Result<(), OpenError> {
    let mut head = Vec::with_capacity(PLAIN.len());
    match File::open(path) {
        Ok(file) => file.take(PLAIN.len() as u64).read_to_end(&mut head)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    if head == PLAIN { Err(OpenError::NotEncrypted) } else { Ok(()) }
}

/// The key must be the first statement. A library without the cipher takes it and ignores it, and reads on in the clear;
/// so the cipher must answer, and the file must be readable with it.
fn unlock(connection: &Connection, key: &Key) -> Result<(), OpenError> {
    connection.pragma_update(None, "key", Zeroizing::new(format!("x'{}'", *key.to_hex())).as_str())?;
    // What is wrong is in the error that comes back; the cipher's own log would write it to the terminal as well.
    connection.pragma_update(None, "cipher_log_level", "NONE")?;
    let cipher = connection.pragma_query_value(None, "cipher_version", |row| row.get::<_, String>(0));
    if cipher.is_ok_and(|version| !version.is_empty()) {
        connection.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?;
        Ok(())
    } else {
        Err(OpenError::NotEncrypted)
    }
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
    Ok(())
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Self::WrongKeyOrDamaged,
            _ => Self::Unreadable(Cause::Store(error)),
        }
    }
}

impl From<io::Error> for OpenError {
    fn from(error: io::Error) -> Self {
        Self::Unreadable(error.into())
    }
}
