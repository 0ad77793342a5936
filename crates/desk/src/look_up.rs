use domain::{CprNumber, PersonId};
use exchange::{AccessAction, LookUp, Purpose, Scope, Snapshot, TypedNumber};

use crate::cache::{FileError, Named};
use crate::door::{
    CitizenView, DeskError, HistoryView, NumberRef, OpenAnswer, OpenBy, OpenCitizen, PurposeGiven, ShownNumber, Text,
};
use crate::policy::{keeps_everybody, keeps_nobody};
use crate::room::{Room, citizen_gone, guard, person_id};
use crate::search::{Reading, not_fetched_offline, read};
use crate::{dates, view};

/// How many of the last opened citizens are remembered.
const RECENT: usize = 8;
/// The longest note on a purpose, in characters.
const LONGEST_NOTE: usize = 300;

impl Room {
    pub fn open(&self, request: &OpenCitizen) -> Result<OpenAnswer, DeskError> {
        let purpose = request.purpose.as_ref().map(checked).transpose()?;
        match &request.by {
            OpenBy::Number(text) => self.open_number(text, purpose),
            OpenBy::Citizen(id) => {
                let subject = self.files.cache.survivor(person_id(id)?)?;
                let known = self.files.cache.named(subject)?.ok_or_else(|| self.gone(subject))?;
                if keeps_nobody(self.policy.scope) {
                    return self.look_up(known.person.current_number(), None, purpose);
                }
                self.open_known(&known, None, purpose)
            }
            OpenBy::Message(id) => self.open_of_number(self.number_in(id)?, None, purpose),
            OpenBy::Command(id) => self.open_of_number(self.number_written_under(id)?, None, purpose),
            OpenBy::Typed(id) => {
                let subject = person_id(id)?;
                let number = self.files.outbox.number_typed_on(subject)?.ok_or_else(|| self.gone(subject))?;
                self.look_up(number, None, purpose)
            }
        }
    }

    fn open_number(&self, text: &str, purpose: Option<Purpose>) -> Result<OpenAnswer, DeskError> {
        let number = match read(text, self.today()) {
            Reading::Number(number) => number,
            Reading::Useless(_, why) => return Err(DeskError::Asked { text: why }),
            Reading::Nothing | Reading::FirstDigits(_) | Reading::BirthDate(..) | Reading::Name(_) => {
                let digits = text.chars().filter(char::is_ascii_digit).count();
                let text = crate::search::number_error(domain::NumberError::NotTenDigits, digits);
                return Err(DeskError::Asked { text });
            }
        };
        self.open_of_number(number, Some(number), purpose)
    }

    fn open_of_number(
        &self,
        number: CprNumber,
        typed: Option<CprNumber>,
        purpose: Option<Purpose>,
    ) -> Result<OpenAnswer, DeskError> {
        let subject = self.files.cache.by_number(number)?;
        match subject.map(|subject| self.files.cache.named(subject)).transpose()?.flatten() {
            Some(known) if !keeps_nobody(self.policy.scope) => self.open_known(&known, typed, purpose),
            Some(_) | None => self.look_up(number, typed, purpose),
        }
    }

    /// A citizen who is here. No pull brings one outside the scope anew, so the backend is asked for them, as long as it
    /// answers.
    fn open_known(
        &self,
        known: &Named,
        typed: Option<CprNumber>,
        purpose: Option<Purpose>,
    ) -> Result<OpenAnswer, DeskError> {
        if known.in_scope || !self.is_online() {
            return self.open_here(known, typed, purpose);
        }
        match self.look_up(known.person.current_number(), typed, purpose.clone())? {
            OpenAnswer::OutOfReach { .. } => self.open_here(known, typed, purpose),
            answer => Ok(answer),
        }
    }

    /// A citizen as they are known here. One of another jobcentre is opened with a purpose, asked for once a day.
    fn open_here(
        &self,
        known: &Named,
        typed: Option<CprNumber>,
        purpose: Option<Purpose>,
    ) -> Result<OpenAnswer, DeskError> {
        let (subject, today) = (known.person.id, self.today());
        let purpose = match purpose {
            Some(purpose) => {
                self.files.cache.keep_purpose(subject, today, &purpose)?;
                Some(purpose)
            }
            None => self.files.cache.purpose(subject, today)?,
        };
        if self.is_of_another(known) && purpose.is_none() {
            return Ok(OpenAnswer::AskPurpose { text: of_another_jobcentre() });
        }
        self.show(known, typed, purpose)
    }

    /// Asks the backend for a citizen who is not here, or where nobody is kept. The purpose of the day is given again.
    fn look_up(
        &self,
        number: CprNumber,
        typed: Option<CprNumber>,
        purpose: Option<Purpose>,
    ) -> Result<OpenAnswer, DeskError> {
        let out_of_reach = || Ok(OpenAnswer::OutOfReach { text: self.out_of_reach()? });
        if !self.is_online() {
            return out_of_reach();
        }
        let here = self.files.cache.by_number(number)?;
        let of_the_day = here.map(|subject| self.files.cache.purpose(subject, self.today())).transpose()?.flatten();
        let purpose = purpose.or(of_the_day);
        let answer = self.backend().look_up(number, purpose.as_ref());
        match answer {
            Err(_) => out_of_reach(),
            Ok(LookUp::Unknown) => Ok(OpenAnswer::Unknown { text: unknown() }),
            Ok(LookUp::AskPurpose) => Ok(OpenAnswer::AskPurpose { text: not_among_yours() }),
            Ok(LookUp::Found(found)) => {
                self.store_looked_up(*found)?;
                let subject = self.files.cache.by_number(number)?.ok_or_else(citizen_gone)?;
                let known = self.files.cache.named(subject)?.ok_or_else(citizen_gone)?;
                self.open_here(&known, typed, purpose)
            }
        }
    }

    /// Where not all of the jobcentre's are kept, one of them is no more than looked up either; whoever is in the caseload
    /// comes with a pull.
    fn store_looked_up(&self, found: Snapshot) -> Result<(), FileError> {
        let in_scope = found.in_scope && keeps_everybody(self.policy.scope);
        self.files.cache.store_looked_up(&Snapshot { in_scope, ..found }, self.now(), self.today())
    }

    /// Fetches a citizen anew whom no pull brings, with the purpose that was given today.
    pub fn look_up_again(&self, subject: PersonId) -> Result<(), FileError> {
        let Some(known) = self.files.cache.named(subject)?.filter(|known| !known.in_scope) else { return Ok(()) };
        let purpose = self.files.cache.purpose(known.person.id, self.today())?;
        if purpose.is_none() && self.is_of_another(&known) {
            return Ok(());
        }
        let answer = self.backend().look_up(known.person.current_number(), purpose.as_ref());
        match answer {
            Ok(LookUp::Found(found)) => self.store_looked_up(*found),
            Ok(LookUp::Unknown | LookUp::AskPurpose) | Err(_) => Ok(()),
        }
    }

    fn show(&self, known: &Named, typed: Option<CprNumber>, purpose: Option<Purpose>) -> Result<OpenAnswer, DeskError> {
        let subject = known.person.id;
        let by = match typed {
            Some(number) if number == known.person.current_number() => TypedNumber::Current,
            Some(_) => TypedNumber::Former,
            None => TypedNumber::None,
        };
        self.note(AccessAction::Open { typed: by }, Some(subject), purpose)?;
        self.gather_drafts(subject)?;
        guard(&self.opened).insert(subject, typed);
        self.bell.ring();
        Ok(OpenAnswer::Citizen { citizen: Box::new(self.citizen(subject)?) })
    }

    /// The last opened citizens who are here, the latest first; each once, also after a merge.
    pub fn recent(&self) -> Result<Vec<PersonId>, DeskError> {
        let mut recent = Vec::new();
        for subject in self.files.access.last_opened(RECENT)? {
            let subject = self.files.cache.survivor(subject)?;
            if !recent.contains(&subject) {
                recent.push(subject);
            }
        }
        Ok(recent)
    }

    pub fn citizen(&self, subject: PersonId) -> Result<CitizenView, DeskError> {
        let subject = self.opened(subject)?;
        let moves_over = !guard(&self.opened).contains_key(&subject);
        if moves_over {
            // Whoever was open has become another: their page begins with all that is typed.
            self.gather_drafts(subject)?;
            guard(&self.opened).insert(subject, None);
        }
        self.seen(subject, view::citizen)
    }

    /// What was typed on somebody before a merge stands with the citizen. Where it cannot be written, it stays where it is,
    /// and the citizen is shown all the same.
    fn gather_drafts(&self, subject: PersonId) -> Result<(), FileError> {
        let ids = self.files.cache.ids(subject)?;
        let _ = self.files.outbox.gather_drafts(&ids);
        Ok(())
    }

    pub fn history(&self, subject: PersonId) -> Result<HistoryView, DeskError> {
        self.seen(self.opened(subject)?, view::history)
    }

    /// One number in full, for the screen or the clipboard. Noted.
    pub fn number_in_full(&self, request: &NumberRef, action: AccessAction) -> Result<ShownNumber, DeskError> {
        let subject = self.opened(person_id(&request.citizen)?)?;
        let known = self.files.cache.named(subject)?.ok_or_else(|| self.gone(subject))?;
        let purpose = self.purpose_of_the_day(&known)?;
        let which = usize::try_from(request.which).unwrap_or(usize::MAX);
        let number = known.person.numbers.newest_first().get(which).copied().ok_or(DeskError::Malformed)?;
        self.note(action, Some(subject), purpose)?;
        self.bell.ring();
        Ok(ShownNumber { number: number.to_string(), noted_at: dates::time(self.now()) })
    }

    /// Why the citizen is open. One of another jobcentre is not any more, when the day of the purpose is over.
    pub fn purpose_of_the_day(&self, known: &Named) -> Result<Option<Purpose>, DeskError> {
        match self.files.cache.purpose(known.person.id, self.today())? {
            None if self.is_of_another(known) => Err(DeskError::Asked { text: of_another_jobcentre() }),
            purpose => Ok(purpose),
        }
    }

    fn out_of_reach(&self) -> Result<Text, FileError> {
        let has_fetched = self.has_fetched()?;
        Ok(match self.policy.scope {
            Scope::Jobcentre | Scope::Caseload if !has_fetched => not_fetched_offline(),
            Scope::Jobcentre => out_of_reach(),
            Scope::Caseload => out_of_reach_of_the_caseload(),
            Scope::Nobody => out_of_reach_keeping_nobody(),
        })
    }

    fn is_of_another(&self, known: &Named) -> bool {
        match known.person.jobcentre_on(self.today()) {
            Some(jobcentre) => jobcentre != self.who.jobcentre,
            None => !known.in_scope,
        }
    }
}

/// A purpose from the list, with a note that fits.
fn checked(given: &PurposeGiven) -> Result<Purpose, DeskError> {
    if !reference::purposes().iter().any(|purpose| purpose.id == given.id) {
        return Err(DeskError::Asked {
            text: Text::new("Vælg et formål fra listen.", "Choose a purpose from the list."),
        });
    }
    let note = given.note.trim();
    if note.chars().count() > LONGEST_NOTE {
        return Err(DeskError::Asked {
            text: Text::new("Noten må højst fylde 300 tegn.", "The note may have at most 300 characters."),
        });
    }
    Ok(Purpose { id: given.id.clone(), note: note.to_owned() })
}

fn of_another_jobcentre() -> Text {
    Text::new(
        "Borgeren hører til et andet jobcenter. Vælg, hvorfor du slår borgeren op. Valget skrives i adgangsloggen.",
        "The citizen belongs to another jobcentre. Choose why you look the citizen up. The choice is written in the access log.",
    )
}

fn not_among_yours() -> Text {
    Text::new(
        "Nummeret er ikke blandt jeres borgere. Vælg, hvorfor du slår borgeren op på serveren. Valget skrives i adgangsloggen.",
        "The number is not among your citizens. Choose why you look the citizen up in the backend. The choice is written in the access log.",
    )
}

fn out_of_reach() -> Text {
    Text::new(
        "Nummeret er ikke blandt jeres borgere, og serveren kan ikke nås. Prøv igen, når der er forbindelse.",
        "The number is not among your citizens, and the backend cannot be reached. Try again when there is a connection.",
    )
}

fn out_of_reach_of_the_caseload() -> Text {
    Text::new(
        "Nummeret er ikke i din sagsstamme, og serveren kan ikke nås. Prøv igen, når der er forbindelse.",
        "The number is not in your caseload, and the backend cannot be reached. Try again when there is a connection.",
    )
}

fn out_of_reach_keeping_nobody() -> Text {
    Text::new(
        "Denne pc gemmer ingen borgere, og serveren kan ikke nås. De borgere, der er åbne, kan du blive ved med at skrive på. Prøv igen, når der er forbindelse.",
        "This desk keeps no citizens, and the backend cannot be reached. You can go on writing on the citizens who are open. Try again when there is a connection.",
    )
}

fn unknown() -> Text {
    Text::new(
        "Ingen har eller har haft det nummer (4404). Hold nummeret op mod borgerens papirer.",
        "Nobody has or has had that number (4404). Compare the number with the citizen's papers.",
    )
}
