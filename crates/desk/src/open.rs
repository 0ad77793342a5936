use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};

use exchange::{Backend, Clock};
use sealed::{FolderLock, Key, LockError, OpenError, header::HeaderError};

use crate::cache::{AccessLog, Cache, FileError, Files, NotOpened, Outbox};
use crate::door::{DeskEvent, Settings, Text};
use crate::expiry::Contact;
use crate::policy::{Policy, keeps_nobody};
use crate::room::{Caseworker, LOG_BROKEN, Room, new_device};
use crate::sync::{Bell, Sync};
use crate::view::Names;

/// Why a desk does not open. Each says what happened and what is safe; none names a citizen.
#[derive(Debug, thiserror::Error)]
pub enum OpenDesk {
    /// The program runs already.
    #[error("another instance of the program uses this desk")]
    SecondInstance,
    /// The folder cannot be made, locked or read.
    #[error("the desk's folder cannot be used")]
    Folder,
    /// The folder's header is damaged, or belongs to something else than an exercise.
    #[error("the folder's key cannot be read")]
    Key,
    /// The outbox does not open. It has been set aside under another name; the next start begins with an empty one.
    #[error("the outbox cannot be opened and has been set aside")]
    OutboxSetAside(
        /// Where it is now.
        PathBuf,
    ),
    /// A later version of the program has written the file.
    #[error("a later version of the program has been used here")]
    LaterVersion,
    /// The file of the bundled backend does not open.
    #[error("the bundled backend cannot be opened")]
    Backend,
    /// A file cannot be read or written.
    #[error("a file of the desk cannot be read or written")]
    File,
}

impl OpenDesk {
    /// The sentence for the caseworker.
    #[must_use]
    pub fn text(&self) -> Text {
        match self {
            Self::SecondInstance => Text::new(
                "Sagsbord kører allerede på denne pc. Brug det vindue, der er åbent.",
                "Sagsbord is already running at this desk. Use the window that is open.",
            ),
            Self::Folder => Text::new(
                "Sagsbords mappe kan ikke bruges. Se efter, om der er plads på disken, og om du må skrive i mappen.",
                "Sagsbord's folder cannot be used. See whether there is space on the disk and whether you may write in the folder.",
            ),
            Self::Key => Text::new(
                "Nøglen til Sagsbords filer kan ikke læses. Filerne er ikke rørt. Kontakt jeres systemansvarlige.",
                "The key of Sagsbord's files cannot be read. The files are untouched. Tell whoever runs your system.",
            ),
            Self::OutboxSetAside(file) => {
                let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                Text::new(
                    format!(
                        "Filen med det, der ikke er sendt, kan ikke åbnes. Den er lagt til side som {name} og er ikke slettet. Kontakt jeres systemansvarlige, før du skriver igen. Næste start begynder med en tom liste."
                    ),
                    format!(
                        "The file with what is not sent cannot be opened. It is set aside as {name} and is not deleted. Tell whoever runs your system before you write again. The next start begins with an empty list."
                    ),
                )
            }
            Self::LaterVersion => Text::new(
                "En nyere udgave af Sagsbord har været brugt her. Filerne er ikke rørt. Start den nyere udgave.",
                "A later version of Sagsbord has been used here. The files are untouched. Start the later version.",
            ),
            Self::Backend => Text::new(
                "Centralens fil på denne pc kan ikke åbnes. Intet er slettet. Se efter, om der er plads på disken.",
                "The backend's file at this desk cannot be opened. Nothing is deleted. See whether there is space on the disk.",
            ),
            Self::File => Text::new(
                "En af Sagsbords filer kan ikke læses eller skrives. Intet er slettet. Se efter, om der er plads på disken.",
                "One of Sagsbord's files cannot be read or written. Nothing is deleted. See whether there is space on the disk.",
            ),
        }
    }
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
    let mut notices = Vec::new();
    let files = Files {
        outbox: Outbox::open(opening.folder, &key).map_err(set_outbox_aside)?,
        cache: if keeps_nobody(opening.policy.scope) {
            Cache::of_this_run(opening.folder).map_err(|_| OpenDesk::File)?
        } else {
            open_or_rebuild(opening.folder, &key, Cache::open, cache_rebuilt, &mut notices)?
        },
        access: open_or_rebuild(opening.folder, &key, AccessLog::open, access_log_anew, &mut notices)?,
    };
    let is_new_chain = files.access.begin(&new_device())?;
    if is_new_chain || files.outbox.setting(LOG_BROKEN)? == Some(true) {
        files.outbox.set(LOG_BROKEN, &false)?;
        notices.push(access_log_broken());
    }
    files.outbox.retry_not_understood()?;
    let settings = files.outbox.setting("screen")?.unwrap_or_else(first_settings);
    let mut names = Names::default();
    names.caseworkers.insert(opening.who.id.clone(), opening.who.name.clone());
    // A file of schema 1 does not say since when; it counts from the day on which it is opened.
    let begun = files.cache.cursor()?.map(|_| Contact::made(domain::danish_day(opening.clock.now())));
    let contact = files.cache.contact()?.or(begun);
    let room = Room {
        exercise,
        files,
        who: opening.who,
        names,
        reference: reference::jobcentres(),
        clock: opening.clock,
        listener: opening.listener,
        backend: Mutex::new(opening.backend),
        sync: Mutex::new(Sync::default()),
        bell: Bell::default(),
        stepping: Mutex::new(()),
        settings: Mutex::new(settings),
        draft_ids: Mutex::new(HashMap::new()),
        opened: Mutex::new(HashMap::new()),
        told: Mutex::new(None),
        log_is_broken: AtomicBool::new(false),
        day: Mutex::default(),
        contact: Mutex::new(contact),
        policy: opening.policy,
        own_files: opening.folder.join("files"),
        scope_refused: Mutex::default(),
        to_try: Mutex::default(),
        _lock: lock,
    };
    room.begin_day()?;
    room.expire()?;
    Ok((room, notices))
}

/// A file that can be made again is set aside when it does not open, and that is said.
fn open_or_rebuild<T>(
    folder: &Path,
    key: &Key,
    open: impl Fn(&Path, &Key) -> Result<T, NotOpened>,
    say: fn() -> Text,
    notices: &mut Vec<Text>,
) -> Result<T, OpenDesk> {
    match open(folder, key) {
        Ok(file) => Ok(file),
        Err(NotOpened { error: OpenError::Unreadable(_), .. }) => Err(OpenDesk::File),
        Err(NotOpened {
            path,
            error: OpenError::NotEncrypted | OpenError::WrongKeyOrDamaged | OpenError::LaterVersion { .. },
        }) => {
            sealed::set_aside(&path).map_err(|_| OpenDesk::File)?;
            notices.push(say());
            open(folder, key).map_err(|_| OpenDesk::File)
        }
    }
}

/// The outbox cannot be made again. It is never replaced in silence: the desk does not open this once.
fn set_outbox_aside(NotOpened { path, error }: NotOpened) -> OpenDesk {
    match error {
        OpenError::LaterVersion { .. } => OpenDesk::LaterVersion,
        OpenError::Unreadable(_) => OpenDesk::File,
        OpenError::NotEncrypted | OpenError::WrongKeyOrDamaged => match sealed::set_aside(&path) {
            Ok(aside) => OpenDesk::OutboxSetAside(aside),
            Err(_) => OpenDesk::File,
        },
    }
}

fn cache_rebuilt() -> Text {
    Text::new(
        "Den lokale kopi af borgerne kunne ikke åbnes. Den er lagt til side og bliver hentet igen fra centralen. Det, du har skrevet, er ikke berørt.",
        "The local copy of the citizens could not be opened. It is set aside and is fetched again from the backend. What you have written is not affected.",
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
        "Adgangsloggen på denne pc passer ikke med det, centralen har fået. Det kan komme af, at strømmen er gået. Opslag noteres stadig. Kontakt jeres systemansvarlige.",
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

impl From<LockError> for OpenDesk {
    fn from(error: LockError) -> Self {
        match error {
            LockError::InUse => Self::SecondInstance,
            LockError::Unusable(_) => Self::Folder,
        }
    }
}

impl From<HeaderError> for OpenDesk {
    fn from(_: HeaderError) -> Self {
        Self::Key
    }
}

impl From<FileError> for OpenDesk {
    fn from(_: FileError) -> Self {
        Self::File
    }
}
