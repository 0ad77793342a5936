//! Who has used a citizen's data, the citizen's extract of it, and whether this desk's own log holds.

use std::collections::HashSet;

use backend::MachineClock;
use chrono::{DateTime, Utc};
use domain::PersonId;
use exchange::{AccessAction, AccessEntry, AccessHead, Accessed, Accesses, Broken, Clock, NoAnswer, NotedBy};

use crate::cache::Named;
use crate::dates;
use crate::door::{AccessLogView, DeskError, Extract, LogChecked};
use crate::room::{Room, asked};
use crate::view::{self, Use};

/// What is known of the uses of a citizen's data.
struct Uses {
    /// The latest first.
    uses: Vec<Use>,
    /// How many of the backend's this version cannot read; none where the backend was not asked.
    unread: Option<u32>,
}

impl Room {
    /// Every use of a citizen's data that this desk can know of. To be shown the log is a use as well, and noted.
    pub fn access_log(&self, subject: PersonId) -> Result<AccessLogView, DeskError> {
        let known = self.opened_and_here(subject)?;
        let uses = self.uses_of(&known)?;
        self.note(AccessAction::Log, Some(known.person.id), self.purpose_of_the_day(&known)?)?;
        self.bell.ring();
        Ok(view::access_log(&uses.uses, uses.unread, self.exercise))
    }

    /// Writes every use of a citizen's data to a file that the citizen may have. Without the backend it would lack what
    /// others have done, so there is none then.
    pub fn write_extract(&self, subject: PersonId) -> Result<Extract, DeskError> {
        let known = self.opened_and_here(subject)?;
        let Uses { uses, unread: Some(unread) } = self.uses_of(&known)? else { return Err(not_without_the_backend()) };
        let purpose = self.purpose_of_the_day(&known)?;
        // Noted first: a file that nobody knows of is worse than a note of one that was not written.
        self.note(AccessAction::Extract, Some(known.person.id), purpose)?;
        self.bell.ring();
        let now = MachineClock.now();
        let text = view::extract(&view::ExtractOf {
            person: &known.person,
            uses: &uses,
            unread,
            own: self.who.jobcentre,
            at: now,
            exercise: self.exercise,
        });
        let day = dates::iso(domain::danish_day(now));
        let file = self.write_file(|nth| format!("adgangslog-{day}-{nth}.html"), &text)?;
        let lines = u32::try_from(uses.len()).unwrap_or(u32::MAX);
        let log = view::access_log(&uses, Some(unread), self.exercise);
        Ok(Extract { file: file.display().to_string(), lines, log })
    }

    /// Walks along this desk's own chain, and compares it with what the backend was given.
    pub fn verify_access_log(&self) -> Result<LogChecked, DeskError> {
        let (links, broken) = self.files.access.walk()?;
        let (compared, parted) = if self.is_online() { self.compared()? } else { (None, None) };
        let first = [broken, parted].into_iter().flatten().min_by_key(|broken| number_of(*broken));
        let at = match first {
            Some(Broken::Altered(link)) => self.files.access.noted_at(link)?,
            Some(Broken::Missing(_)) | None => None,
        };
        Ok(view::log_checked(links, compared, first, at))
    }

    /// How far the chain is the one that the backend was given, under each name that it has had there.
    fn compared(&self) -> Result<(Option<u64>, Option<Broken>), DeskError> {
        let (mut compared, mut parted) = (0, None);
        for device in self.files.access.devices()? {
            let Ok(at_the_backend) = self.backend().handed_in(&device, u64::MAX) else { return Ok((None, None)) };
            match self.parted_from(&device, &at_the_backend)? {
                Ok(None) => compared = compared.max(at_the_backend.sequence),
                Ok(Some(broken)) => {
                    let earlier = parted.filter(|earlier| number_of(*earlier) <= number_of(broken));
                    parted = earlier.or(Some(broken));
                }
                Err(NoAnswer::Unreachable | NoAnswer::OutOfOrder) => return Ok((None, None)),
            }
        }
        Ok((Some(compared), parted))
    }

    /// The first link that is not the one that the backend has. A link's hash covers all before it, so halving finds it.
    fn parted_from(
        &self,
        device: &str,
        at_the_backend: &AccessHead,
    ) -> Result<Result<Option<Broken>, NoAnswer>, DeskError> {
        let (mut same, mut parted) = (0, at_the_backend.sequence + 1);
        let (mut asked, mut told) = (at_the_backend.sequence, at_the_backend.clone());
        loop {
            // What is missing at the backend, in the middle of its chain, is not the same either.
            let is_told = told.sequence == asked;
            if asked == 0 || is_told && self.files.access.head_at(asked)?.as_ref() == Some(&told) {
                same = asked;
            } else {
                parted = asked;
            }
            if same + 1 >= parted {
                break;
            }
            asked = same + (parted - same) / 2;
            match self.backend().handed_in(device, asked) {
                Ok(head) => told = head,
                Err(no_answer) => return Ok(Err(no_answer)),
            }
        }
        if parted > at_the_backend.sequence {
            return Ok(Ok(None));
        }
        let is_here = self.files.access.head_at(parted)?.is_some();
        Ok(Ok(Some(if is_here { Broken::Altered(parted) } else { Broken::Missing(parted) })))
    }

    /// The uses that this desk has noted, and those that the backend knows of. One that stands in both is told once.
    fn uses_of(&self, known: &Named) -> Result<Uses, DeskError> {
        let subject = known.person.id;
        let own = self.files.access.uses_of(&self.files.cache.ids(subject)?)?;
        let purpose = self.purpose_of_the_day(known)?;
        let answer = if self.is_online() { self.backend().accesses(subject, purpose.as_ref()).ok() } else { None };
        let Some(Accesses::Known { entries, unread }) = answer else {
            return Ok(Uses { uses: own.iter().map(|entry| self.own_use(entry)).collect(), unread: None });
        };
        let here: HashSet<DateTime<Utc>> = own.iter().map(|entry| entry.at).collect();
        let is_here = |entry: &Accessed| entry.yours && entry.noted == NotedBy::Desk && here.contains(&entry.at);
        let others = entries.into_iter().filter(|entry| !is_here(entry));
        let mut uses: Vec<Use> = own.iter().map(|entry| self.own_use(entry)).collect();
        uses.extend(others.map(|accessed| Use { accessed, note: None }));
        uses.sort_by_key(|one| std::cmp::Reverse(one.accessed.at));
        Ok(Uses { uses, unread: Some(unread) })
    }

    fn own_use(&self, entry: &AccessEntry) -> Use {
        let accessed =
            Accessed { yours: true, ..entry.without_name((&self.who.id, self.who.jobcentre), NotedBy::Desk) };
        let note = entry.purpose.as_ref().map(|purpose| purpose.note.clone()).filter(|note| !note.is_empty());
        Use { accessed, note }
    }

    fn opened_and_here(&self, subject: PersonId) -> Result<Named, DeskError> {
        let subject = self.opened(subject)?;
        self.files.cache.named(subject)?.ok_or_else(|| self.gone(subject))
    }
}

fn number_of(broken: Broken) -> u64 {
    match broken {
        Broken::Altered(link) | Broken::Missing(link) => link,
    }
}

fn not_without_the_backend() -> DeskError {
    asked(
        "Udtrækket skal have alle opslag med, også dem, andre har lavet, og de står på serveren. Prøv igen, når der er forbindelse.",
        "The extract must have every look-up, those of others too, and they are in the backend. Try again when there is a connection.",
    )
}
