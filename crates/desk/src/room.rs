use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use backend::MachineClock;
use chrono::{DateTime, NaiveDate, Utc};
use domain::{Actor, CaseworkerId, CommandId, CprNumber, JobcentreCode, PersonId, RecordId, Reference, danish_day};
use exchange::{AccessAction, AccessEntry, Backend, Clock, MessageId, Purpose, RowError};
use sealed::{FileTrouble, FolderLock};
use uuid::Uuid;

use crate::cache::{Counts, FileError, Files};
use crate::dates;
use crate::door::{Connection, DeskError, DeskEvent, Settings, Text, Try};
use crate::expiry::Contact;
use crate::outer_world::OuterWorld;
use crate::policy::Policy;
use crate::preview::Of;
use crate::sync::{Bell, Queued, Sync};
use crate::trouble::Noticed;
use crate::view::Names;

/// Who is at the desk.
#[derive(Clone, Debug)]
pub struct Caseworker {
    /// User name.
    pub id: CaseworkerId,
    /// Full name.
    pub name: String,
    /// Where the caseworker is employed.
    pub jobcentre: JobcentreCode,
}

/// Everything that the desk's operations and its thread share.
pub(crate) struct Room {
    /// Whether all citizens are made up.
    pub exercise: bool,
    pub files: Files,
    pub who: Caseworker,
    pub names: Names,
    pub reference: Reference,
    pub clock: Arc<dyn Clock>,
    pub listener: Box<dyn Fn(DeskEvent) + Send + std::marker::Sync>,
    pub backend: Mutex<Box<dyn Backend>>,
    pub sync: Mutex<Sync>,
    pub bell: Bell,
    /// Held during a step of the machine.
    pub stepping: Mutex<()>,
    pub settings: Mutex<Settings>,
    /// The id that each draft will have as a command: a preview and its command speak of the same records.
    pub draft_ids: Mutex<HashMap<Of, CommandId>>,
    /// Whom the caseworker has opened since the start, and with which number; that is noted in the access log.
    pub opened: Mutex<HashMap<PersonId, Option<CprNumber>>>,
    /// The messages that were opened since the start; that is noted in the access log.
    pub read: Mutex<HashSet<MessageId>>,
    pub told: Mutex<Option<Connection>>,
    /// The backend has refused the next piece of the access log: it is not handed in again before the next start.
    pub log_is_broken: AtomicBool,
    /// What was noticed of the backend, the files and the clock.
    pub noticed: Mutex<Noticed>,
    /// The day on which the cache was last tidied; none before the first time.
    pub day: Mutex<Option<NaiveDate>>,
    /// Since when there is no contact; none before the first.
    pub contact: Mutex<Option<Contact>>,
    pub policy: Policy,
    /// Where files for citizens are written, if they cannot be written where the policy says.
    pub own_files: PathBuf,
    pub to_try: Mutex<Vec<Try>>,
    /// What lies outside; none at a desk of real citizens.
    pub outer_world: OnceLock<OuterWorld>,
    /// Given back last.
    pub _lock: FolderLock,
}

impl Room {
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub fn today(&self) -> NaiveDate {
        danish_day(self.now())
    }

    pub fn actor(&self) -> Actor {
        Actor::Caseworker { caseworker: self.who.id.clone(), jobcentre: self.who.jobcentre }
    }

    pub fn tell(&self, event: DeskEvent) {
        (self.listener)(event);
    }

    /// Says how the desk stands with the backend, when it is not as it was.
    pub fn tell_connection(&self) {
        let Ok(connection) = self.connection() else { return };
        let is_new = {
            let mut told = guard(&self.told);
            let is_new = told.as_ref() != Some(&connection);
            *told = Some(connection.clone());
            is_new
        };
        if is_new {
            self.tell(DeskEvent::Connection { connection });
        }
    }

    /// Something was changed in the outbox.
    pub fn tell_outbox(&self, subject: PersonId) {
        self.tell(DeskEvent::Outbox);
        self.tell(DeskEvent::Changed { citizens: vec![subject.to_string()] });
        self.tell_connection();
        self.bell.ring();
    }

    pub fn connection(&self) -> Result<Connection, FileError> {
        let Counts { waiting, refused, otherwise } = self.files.outbox.counts()?;
        let sync = guard(&self.sync);
        Ok(Connection {
            online: sync.is_online(),
            switched_off: sync.is_switched_off(),
            synced_at: sync.synced_at().map(dates::time),
            waiting,
            refused,
            otherwise,
            drafts: self.files.outbox.count_drafts()?,
            all_settled: waiting == 0 && refused == 0 && sync.has_pulled_since_push(),
        })
    }

    pub fn is_online(&self) -> bool {
        guard(&self.sync).is_online()
    }

    /// What is open, about whom it is now.
    pub fn queue(&self) -> Result<Vec<Queued>, FileError> {
        let mut queue = self.files.outbox.queue()?;
        let now: Vec<PersonId> = self.files.cache.survivors(queue.iter().map(|queued| queued.subject))?;
        for (queued, now) in queue.iter_mut().zip(now) {
            queued.subject = now;
        }
        Ok(queue)
    }

    /// Notes a use of a citizen's data, also without a connection.
    pub fn note(
        &self,
        action: AccessAction,
        subject: Option<PersonId>,
        purpose: Option<Purpose>,
    ) -> Result<(), FileError> {
        self.files.access.append(&AccessEntry {
            // The access log keeps real time, also in exercises.
            at: MachineClock.now(),
            caseworker: self.who.id.clone(),
            jobcentre: self.who.jobcentre,
            action,
            subject,
            purpose,
            online: self.is_online(),
        })
    }

    /// The citizen now, if somebody has opened them, or whoever was merged into them, since the start. Nothing of a
    /// citizen is shown on a page before the opening is noted.
    pub fn opened(&self, subject: PersonId) -> Result<PersonId, DeskError> {
        let survivor = self.files.cache.survivor(subject)?;
        if guard(&self.opened).contains_key(&survivor) {
            return Ok(survivor);
        }
        let ids = self.files.cache.ids(survivor)?;
        let is_opened = ids.iter().any(|id| guard(&self.opened).contains_key(id));
        if is_opened { Ok(survivor) } else { Err(not_opened()) }
    }

    pub fn settings(&self) -> Settings {
        guard(&self.settings).clone()
    }
}

pub(crate) fn guard<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The setting that remembers, until the next start, that the access log did not hold.
pub(crate) const LOG_BROKEN: &str = "access_log_broken";

/// A name for a chain of the access log.
pub(crate) fn new_device() -> String {
    Uuid::now_v7().to_string()
}

pub(crate) fn new_command_id() -> CommandId {
    CommandId(Uuid::now_v7())
}

pub(crate) fn person_id(text: &str) -> Result<PersonId, DeskError> {
    text.parse().map(PersonId).map_err(|_| DeskError::Malformed)
}

pub(crate) fn record_id(text: &str) -> Result<RecordId, DeskError> {
    text.parse().map(RecordId).map_err(|_| DeskError::Malformed)
}

pub(crate) fn command_id(text: &str) -> Result<CommandId, DeskError> {
    text.parse().map(CommandId).map_err(|_| DeskError::Malformed)
}

pub(crate) fn command_ids(texts: &[String]) -> Result<Vec<CommandId>, DeskError> {
    texts.iter().map(|text| command_id(text)).collect()
}

/// The other way round: as the page carries them.
pub(crate) fn command_names(ids: &[CommandId]) -> Vec<String> {
    ids.iter().map(|id| id.0.to_string()).collect()
}

pub(crate) fn asked(da: &str, en: &str) -> DeskError {
    DeskError::Asked { text: Text::new(da, en) }
}

fn not_opened() -> DeskError {
    asked(
        "Åbn borgeren igen. Opslaget skrives i adgangsloggen.",
        "Open the citizen again. The look-up is written in the access log.",
    )
}

/// The citizen has left this desk's scope.
pub(crate) fn citizen_gone() -> DeskError {
    DeskError::Gone {
        text: Text::new(
            "Borgeren er ikke længere på denne pc. Det, du har skrevet, ligger i Ikke sendt. Du kan slå borgeren op igen derfra eller søge på CPR-nummeret.",
            "The citizen is not at this desk any more. What you have written is in Ikke sendt (not sent). Look the citizen up again from there, or search for the CPR number.",
        ),
    }
}

impl From<FileError> for DeskError {
    fn from(error: FileError) -> Self {
        if let FileError::Row(RowError::LaterForm { .. }) = error {
            return asked(
                "Borgeren har oplysninger, der kræver en nyere udgave af Sagsbord. Kontakt jeres systemansvarlige. Alle andre borgere kan åbnes.",
                "The citizen has records that require a later version of Sagsbord. Tell whoever runs your system. All other citizens can be opened.",
            );
        }
        Self::File {
            is_damaged: error.trouble() == FileTrouble::Damaged,
            text: Text::new(
                "En fil på denne pc kan ikke læses eller skrives. Det, der allerede er bekræftet, er gemt. Prøv igen, og kontakt jeres systemansvarlige, hvis det bliver ved.",
                "A file at this desk cannot be read or written. What is already confirmed is saved. Try again, and tell whoever runs your system if it goes on.",
            ),
        }
    }
}
