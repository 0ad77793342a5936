//! For how long citizens stay at a desk that has no contact with the backend.

use chrono::NaiveDate;
use domain::PersonId;
use exchange::Scope;

use crate::cache::{FileError, Gone};
use crate::door::{DeskError, DeskEvent, Kept, Text};
use crate::policy::keeps_nobody;
use crate::room::{Room, citizen_gone, guard};

/// Without contact for so many days citizens stay; on the next they are dropped.
pub const KEPT_DAYS: u32 = 14;
/// From this day without contact on it is said that they will be.
pub const SAID_FROM: u32 = 10;

/// Since when there is no contact: how many Danish days have begun since, as this desk has seen them begin, and the last
/// of them. Whoever sets the clock back gets none of them back, and the days after that count on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The day that was seen last.
    pub seen: NaiveDate,
    /// Days since the last contact.
    pub days: u32,
}

impl Contact {
    /// There is contact.
    #[must_use]
    pub fn made(today: NaiveDate) -> Self {
        Self { seen: today, days: 0 }
    }

    /// The same without contact, seen on another day.
    #[must_use]
    pub fn on(self, today: NaiveDate) -> Self {
        let begun = u32::try_from((today - self.seen).num_days()).unwrap_or(0);
        Self { seen: today, days: self.days.saturating_add(begun) }
    }

    /// Whether the citizens go.
    #[must_use]
    pub fn is_too_old(self) -> bool {
        self.days > KEPT_DAYS
    }
}

impl Room {
    /// On a new day those outside the scope go, who were looked up, and purposes are asked for anew.
    pub fn begin_day(&self) -> Result<(), FileError> {
        let today = self.today();
        let mut day = guard(&self.day);
        if *day != Some(today) {
            self.files.cache.drop_yesterdays(today)?;
            *day = Some(today);
        }
        Ok(())
    }

    /// After too long without contact every citizen goes; what is written stays. While the backend answers, a clock that
    /// jumps says nothing of contact: the next pull does.
    pub fn expire(&self) -> Result<(), FileError> {
        let (today, is_online) = (self.today(), self.is_online());
        let mut contact = guard(&self.contact);
        let Some(known) = contact.filter(|known| !is_online && known.seen != today) else { return Ok(()) };
        let now = known.on(today);
        let are_dropped = self.files.cache.go_without_contact(now)?;
        *contact = Some(now);
        drop(contact);
        if are_dropped {
            self.tell(DeskEvent::Changed { citizens: Vec::new() });
        }
        Ok(())
    }

    /// Everything is pulled, or a fetch from the start has brought its first page: whoever is here has come with it.
    pub fn contact_made(&self) -> Result<(), FileError> {
        let (made, mut contact) = (Contact::made(self.today()), guard(&self.contact));
        if *contact != Some(made) {
            self.files.cache.keep_contact(made)?;
            *contact = Some(made);
        }
        Ok(())
    }

    /// How long the citizens stay, where there is something to say of it.
    pub fn kept(&self) -> Result<Kept, FileError> {
        let days = guard(&self.contact).map_or(0, |contact| contact.days);
        Ok(match days {
            _ if days > KEPT_DAYS => Kept::Dropped { text: dropped() },
            _ if keeps_nobody(self.policy.scope) => Kept::Nobody { text: nobody_is_kept() },
            _ if !self.has_fetched()? => Kept::NotFetched { text: not_fetched() },
            _ if days >= SAID_FROM => Kept::RunsOut { text: runs_out(days) },
            _ => Kept::Fresh,
        })
    }

    /// Whether any pull has been answered since the citizens last went. Before that, whoever is not here may be of ours.
    pub fn has_fetched(&self) -> Result<bool, FileError> {
        Ok(self.files.cache.cursor()?.is_some())
    }

    /// That the caseload alone is kept, where it is.
    pub fn caseload(&self) -> Option<Text> {
        (self.policy.scope == Scope::Caseload).then(caseload_is_kept)
    }

    /// What has become of a citizen who is not here.
    pub fn gone(&self, subject: PersonId) -> DeskError {
        let is_dropped = matches!(self.kept(), Ok(Kept::Dropped { .. }));
        match self.files.cache.survivor(subject).and_then(|subject| self.files.cache.gone(subject)) {
            _ if is_dropped => DeskError::Gone { text: dropped() },
            Ok(Some(Gone::Moved)) => DeskError::Gone { text: moved() },
            Ok(Some(Gone::Merged)) => DeskError::Gone { text: merged() },
            Ok(Some(Gone::ContactEnded)) => DeskError::Gone { text: contact_ended() },
            Ok(None) | Err(_) => citizen_gone(),
        }
    }
}

fn dropped() -> Text {
    Text::new(
        format!(
            "Der har ikke været forbindelse til serveren i mere end {KEPT_DAYS} dage, så borgerne er fjernet fra denne pc. Opret forbindelse, så bliver de hentet igen. Det, du har skrevet, er her stadig og ligger i Ikke sendt."
        ),
        format!(
            "There has been no connection to the backend for more than {KEPT_DAYS} days, so the citizens have been removed from this desk. Connect, and they are fetched again. What you have written is still here, in Ikke sendt (not sent)."
        ),
    )
}

fn runs_out(days: u32) -> Text {
    let left = KEPT_DAYS.saturating_sub(days) + 1;
    let (da, en) = if left == 1 {
        ("i morgen".to_owned(), "tomorrow".to_owned())
    } else {
        (format!("om {left} dage"), format!("in {left} days"))
    };
    Text::new(
        format!(
            "Der har ikke været forbindelse til serveren i {days} dage. Borgerne bliver fjernet fra denne pc {da}, hvis der ikke kommer forbindelse. Det, du har skrevet, bliver."
        ),
        format!(
            "There has been no connection to the backend for {days} days. The citizens are removed from this desk {en} unless there is a connection. What you have written stays."
        ),
    )
}

fn not_fetched() -> Text {
    Text::new(
        "Borgerne er ikke hentet til denne pc endnu. De kommer, når der er forbindelse til serveren.",
        "The citizens have not been fetched to this desk yet. They come when there is a connection to the backend.",
    )
}

fn nobody_is_kept() -> Text {
    Text::new(
        "Denne pc gemmer ingen borgere. Søg på et CPR-nummer for at slå en borger op på serveren.",
        "This desk keeps no citizens. Search for a CPR number to look a citizen up in the backend.",
    )
}

fn caseload_is_kept() -> Text {
    Text::new(
        "Denne pc henter kun din sagsstamme: de borgere, du er kontaktperson for. Søg på et CPR-nummer for at slå en anden borger op på serveren.",
        "This desk fetches your caseload only: the citizens whose contact person you are. Search for a CPR number to look another citizen up in the backend.",
    )
}

fn moved() -> Text {
    Text::new(
        "Borgeren hører ikke længere til jeres jobcenter og er fjernet fra denne pc. Det, du har skrevet, ligger stadig i Ikke sendt. Har du et formål, kan du slå borgeren op derfra eller søge på CPR-nummeret.",
        "The citizen does not belong to your jobcentre any more and has been removed from this desk. What you have written is still in Ikke sendt (not sent). If you have a purpose, look the citizen up from there, or search for the CPR number.",
    )
}

fn contact_ended() -> Text {
    Text::new(
        "Du er ikke længere borgerens kontaktperson, og denne pc henter kun din sagsstamme, så borgeren er fjernet fra den. Det, du har skrevet, ligger stadig i Ikke sendt. Du kan slå borgeren op på serveren derfra eller søge på CPR-nummeret.",
        "You are no longer the citizen's contact person, and this desk fetches your caseload only, so the citizen has been removed from it. What you have written is still in Ikke sendt (not sent). Look the citizen up in the backend from there, or search for the CPR number.",
    )
}

fn merged() -> Text {
    Text::new(
        "Borgeren har fået et nyt CPR-nummer og er flettet med en borger i et andet jobcenter, så borgeren er fjernet fra denne pc. Det, du har skrevet, ligger stadig i Ikke sendt. Har du et formål, kan du slå borgeren op derfra eller søge på CPR-nummeret.",
        "The citizen has a new CPR number and was merged with a citizen of another jobcentre, and so was removed from this desk. What you have written is still in Ikke sendt (not sent). If you have a purpose, look the citizen up from there, or search for the CPR number.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(nth: u32) -> NaiveDate {
        NaiveDate::MIN + chrono::Days::new(u64::from(nth))
    }

    #[test]
    fn citizens_stay_for_fourteen_days() {
        let made = Contact::made(day(100));
        assert!(!made.on(day(113)).is_too_old());
        assert!(!made.on(day(114)).is_too_old());
        assert!(made.on(day(115)).is_too_old());
    }

    #[test]
    fn it_makes_no_difference_how_often_somebody_looks() {
        let each = (100..=114).fold(Contact::made(day(100)), |contact, nth| contact.on(day(nth)));
        assert_eq!(each, Contact::made(day(100)).on(day(114)));
    }

    #[test]
    fn a_clock_that_is_set_back_gives_no_day_back() {
        let set_back = Contact::made(day(100)).on(day(110)).on(day(90));
        assert_eq!(set_back.days, 10);
        assert!(!set_back.on(day(94)).is_too_old());
        assert!(set_back.on(day(95)).is_too_old());
    }
}
