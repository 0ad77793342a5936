use std::collections::HashMap;
use std::io;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, OnceLock};

use domain::{CaseworkerId, JobcentreCode};
use exchange::{Backend, Clock};
use sealed::{FileTrouble, FolderLock, Key, LockError, OpenError, header::HeaderError};
use serde::{Deserialize, Serialize};

use crate::cache::{self, AccessLog, Cache, FileError, Files, Outbox};
use crate::door::{DeskEvent, Settings, Text};
use crate::expiry::Contact;
use crate::policy::{Policy, keeps_nobody};
use crate::room::{Caseworker, LOG_BROKEN, Room, new_device};
use crate::sync::{Bell, Sync};
use crate::view::Names;

/// Why a desk does not open. Nothing has been replaced. [`OpenDesk::text`] names no citizen.
#[derive(Debug, thiserror::Error)]
pub enum OpenDesk {
    /// The program runs already.
    #[error("another instance of the program uses this desk")]
    SecondInstance,
    /// The folder cannot be made, locked or read.
    #[error("the desk's folder cannot be used: {0:?}")]
    Folder(FileTrouble),
    /// The folder's header does not lead to a key.
    #[error(transparent)]
    Header(#[from] HeaderError),
    /// What is not sent cannot be read, or not all of it. The file is where it was.
    #[error("the outbox is damaged: {0:?}")]
    Outbox(Damage),
    /// What is not sent was written by somebody else, or at another jobcentre. It is neither shown nor sent.
    #[error("the outbox is somebody else's")]
    AnotherOwner,
    /// The file of the bundled backend is damaged.
    #[error("the bundled backend's file is damaged: {0:?}")]
    Backend(Damage),
    /// A later version of the program has written the file.
    #[error("a later version of the program has been used here")]
    LaterVersion,
    /// A file cannot be read or written.
    #[error("a file of the desk cannot be read or written: {0:?}")]
    File(FileTrouble),
}

/// What is wrong with a file that does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// It is not encrypted. Such a file is never read.
    NotEncrypted,
    /// What is in it is not what was written with this key.
    Damaged,
}

/// What an opening needs.
pub(crate) struct Opening<'a> {
    pub folder: &'a Path,
    pub mode: Mode<'a>,
    pub backend: Box<dyn Backend>,
    pub who: Caseworker,
    pub policy: Policy,
    pub clock: Arc<dyn Clock>,
    pub listener: Box<dyn Fn(DeskEvent) + Send + std::marker::Sync>,
}

/// Whose citizens a folder holds, and where its key comes from.
pub(crate) enum Mode<'a> {
    /// Made-up ones. The key lies open in the folder's header.
    Exercise,
    /// Real ones. The key is brought.
    Live(&'a Key),
}

/// Opens the files of a folder: the lock first, then the key, then the files. Also says what was set aside.
pub(crate) fn open(opening: Opening) -> Result<(Room, Vec<Text>), OpenDesk> {
    let lock = FolderLock::take(opening.folder)?;
    let (key, exercise) = match opening.mode {
        Mode::Exercise => (sealed::header::exercise_key(opening.folder)?, true),
        Mode::Live(key) => {
            sealed::header::refuse_exercise(opening.folder)?;
            (key.clone(), false)
        }
    };
    let today = domain::danish_day(opening.clock.now());
    let mut notices = Vec::new();
    let outbox = open_outbox(opening.folder, &key, &opening.who)?;
    let open_cache = || {
        let cache = Cache::open(opening.folder, &key)?;
        cache.keep_scope(opening.policy.scope)?;
        cache.drop_yesterdays(today)?;
        Ok(cache)
    };
    let cache = if keeps_nobody(opening.policy.scope) {
        Cache::of_this_run(opening.folder)?
    } else {
        open_or_rebuild((opening.folder, Cache::FILE), open_cache, &mut notices)?
    };
    let open_log = || {
        let log = AccessLog::open(opening.folder, &key)?;
        let is_new_chain = log.begin(&new_device())?;
        Ok((log, is_new_chain))
    };
    let (access, is_new_chain) = open_or_rebuild((opening.folder, AccessLog::FILE), open_log, &mut notices)?;
    if is_new_chain || outbox.setting(LOG_BROKEN)? == Some(true) {
        outbox.set(LOG_BROKEN, &false)?;
        notices.push(access_log_broken());
    }
    let files = Files { outbox, cache, access };
    files.outbox.retry_not_understood()?;
    let settings = files.outbox.setting("screen")?.unwrap_or_else(first_settings);
    let mut names = Names::default();
    names.caseworkers.insert(opening.who.id.clone(), opening.who.name.clone());
    // A file of schema 1 does not say since when; it counts from the day on which it is first opened.
    if files.cache.contact()?.is_none() && files.cache.cursor()?.is_some() {
        files.cache.keep_contact(Contact::made(today))?;
    }
    let contact = files.cache.contact()?;
    let room = Room {
        exercise,
        files,
        who: opening.who,
        names,
        reference: reference::lists(),
        clock: opening.clock,
        listener: opening.listener,
        backend: Mutex::new(opening.backend),
        sync: Mutex::new(Sync::default()),
        bell: Bell::default(),
        stepping: Mutex::new(()),
        settings: Mutex::new(settings),
        draft_ids: Mutex::new(HashMap::new()),
        opened: Mutex::new(HashMap::new()),
        read: Mutex::default(),
        told: Mutex::new(None),
        log_is_broken: AtomicBool::new(false),
        noticed: Mutex::default(),
        day: Mutex::default(),
        contact: Mutex::new(contact),
        policy: opening.policy,
        own_files: opening.folder.join("files"),
        to_try: Mutex::default(),
        outer_world: OnceLock::new(),
        _lock: lock,
    };
    room.begin_day()?;
    room.expire()?;
    Ok((room, notices))
}

/// The outbox cannot be made again, so all of it is read before anything is done with it. It belongs to one caseworker at
/// one jobcentre: another's is never opened, nor sent.
fn open_outbox(folder: &Path, key: &Key, who: &Caseworker) -> Result<Outbox, OpenDesk> {
    let outbox = whole_outbox(folder, key)?;
    match outbox.setting::<Owner>(OWNER)? {
        Some(owner) if owner.user == who.id && owner.jobcentre == who.jobcentre => {}
        Some(_) => return Err(OpenDesk::AnotherOwner),
        None => outbox.set(OWNER, &Owner { user: who.id.clone(), jobcentre: who.jobcentre, name: who.name.clone() })?,
    }
    Ok(outbox)
}

fn whole_outbox(folder: &Path, key: &Key) -> Result<Outbox, OpenDesk> {
    let outbox = Outbox::open(folder, key).and_then(|outbox| outbox.whole().map(|()| outbox));
    outbox.map_err(|why| match why {
        FileError::Open(OpenError::NotEncrypted) => OpenDesk::Outbox(Damage::NotEncrypted),
        FileError::Open(OpenError::LaterVersion { .. }) => OpenDesk::LaterVersion,
        why if why.trouble() == FileTrouble::Damaged => OpenDesk::Outbox(Damage::Damaged),
        why => OpenDesk::File(why.trouble()),
    })
}

/// Whose outbox lies in a folder; none where it is new.
pub(crate) fn owner(folder: &Path, key: &Key) -> Result<Option<Caseworker>, OpenDesk> {
    let owner: Option<Owner> = whole_outbox(folder, key)?.setting(OWNER)?;
    Ok(owner.map(|Owner { user, jobcentre, name }| Caseworker { id: user, name, jobcentre }))
}

/// The setting that says whose outbox it is.
const OWNER: &str = "owner";

#[derive(Serialize, Deserialize)]
struct Owner {
    user: CaseworkerId,
    jobcentre: JobcentreCode,
    name: String,
}

/// A file that can be made again gives way when it is damaged, and that is said. A full disk is no damage.
fn open_or_rebuild<T>(
    (folder, name): (&Path, &str),
    open: impl Fn() -> Result<T, FileError>,
    notices: &mut Vec<Text>,
) -> Result<T, OpenDesk> {
    match open() {
        Err(why) if why.is_for_ever() => {
            give_way(folder, name).map_err(|error| OpenDesk::File(sealed::trouble_of_disk(&error)))?;
            notices.push(rebuilt(name));
            Ok(open()?)
        }
        opened => Ok(opened?),
    }
}

/// Makes room for a new file of this name. The log is set aside, for it says what was done. The copy of the citizens goes:
/// beside the new one it would keep them longer than they may be kept here.
pub(crate) fn give_way(folder: &Path, name: &str) -> io::Result<()> {
    let path = folder.join(name);
    if name == Cache::FILE { cache::remove(&path) } else { sealed::set_aside(&path).map(drop) }
}

/// What is said of a file that gave way, and was made anew.
pub(crate) fn rebuilt(name: &str) -> Text {
    if name == AccessLog::FILE { access_log_anew() } else { cache_rebuilt() }
}

fn cache_rebuilt() -> Text {
    Text::new(
        "Den lokale kopi af borgerne kunne ikke åbnes. Den er slettet, og borgerne bliver hentet igen fra serveren. Det, du har skrevet, er ikke berørt.",
        "The local copy of the citizens could not be opened. It is deleted, and the citizens are fetched again from the backend. What you have written is not affected.",
    )
}

fn access_log_anew() -> Text {
    Text::new(
        "Adgangsloggen på denne pc kunne ikke åbnes. Den er lagt til side, og en ny er begyndt. Kontakt jeres systemansvarlige.",
        "The access log at this desk could not be opened. It is set aside, and a new one has begun. Tell whoever runs your system.",
    )
}

fn access_log_broken() -> Text {
    Text::new(
        "Adgangsloggen på denne pc passer ikke med det, serveren har fået. Det kan komme af, at strømmen er gået. Opslag noteres stadig. Kontakt jeres systemansvarlige.",
        "The access log at this desk does not fit what the backend has been given. A power cut can be the cause. Look-ups are still noted. Tell whoever runs your system.",
    )
}

fn first_settings() -> Settings {
    Settings {
        language: "da".to_owned(),
        theme: "system".to_owned(),
        hide_numbers: false,
        rest_seconds: 8,
        lock_minutes: 10,
    }
}

impl OpenDesk {
    /// The bundled backend's file does not open.
    #[must_use]
    pub fn backend(error: OpenError) -> Self {
        match error {
            OpenError::NotEncrypted => Self::Backend(Damage::NotEncrypted),
            OpenError::WrongKeyOrDamaged => Self::Backend(Damage::Damaged),
            OpenError::LaterVersion { .. } => Self::LaterVersion,
            OpenError::Unreadable(cause) => Self::File(cause.trouble()),
        }
    }
}

impl From<LockError> for OpenDesk {
    fn from(error: LockError) -> Self {
        match error {
            LockError::InUse => Self::SecondInstance,
            LockError::Unusable(error) => Self::Folder(sealed::trouble_of_disk(&error)),
        }
    }
}

impl From<FileError> for OpenDesk {
    fn from(why: FileError) -> Self {
        Self::File(why.trouble())
    }
}
