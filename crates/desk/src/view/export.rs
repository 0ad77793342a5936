//! What is saved of a damaged outbox, for its owner to read and write again.

use std::fmt::Write;

use chrono::{DateTime, Utc};
use domain::{Command, Person, danish_day};

use super::{
    Mask, Names, concerned,
    drafts::{typed_booking, typed_deadline, typed_guest, typed_held},
    number, referrals, tags, tell_command,
};
use crate::cache::{SavedCommand, SavedDraft};
use crate::dates;
use crate::door::{DraftForm, Text};

/// In which language somebody reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    Danish,
    English,
}

impl Language {
    fn say(self, text: Text) -> String {
        match self {
            Self::Danish => text.da,
            Self::English => text.en,
        }
    }

    fn of<'a>(self, da: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Danish => da,
            Self::English => en,
        }
    }
}

/// A citizen by name and current number.
fn citizen(person: &Person) -> String {
    format!("{}, {}", tags::name(person), number::shown(person.current_number(), Mask::Open))
}

/// The head of the file.
pub(crate) fn export_head(language: Language, at: DateTime<Utc>, lost: &Text) -> String {
    let heading = language.of("Det, der ikke er sendt", "What is not sent");
    let from = language.of("Læst ud af en beskadiget fil", "Read out of a damaged file");
    let careful = language.of(
        "Her står borgeres numre og det, du har skrevet om dem. Slet filen, når du har skrevet det igen.",
        "Here are citizens' numbers and what you have written about them. Delete the file when you have written it again.",
    );
    let lost = language.say(lost.clone());
    format!("{heading}\n{}\n\n{from} {}.\n{lost}\n{careful}\n", "=".repeat(heading.chars().count()), moment(at))
}

/// One command, as it was written. Numbers stand in full: the owner needs them to write it again.
pub(crate) fn export_command(language: Language, saved: &SavedCommand, person: Option<&Person>) -> String {
    let kind = saved.envelope.as_ref().map_or("", |envelope| envelope.kind.as_str());
    let mut text = format!("\n--- {}\n", language.say(tell_command::title(kind)));
    let mut line = |da: &str, en: &str, what: &str| {
        if !what.is_empty() {
            let _ = writeln!(text, "{}: {what}", language.of(da, en));
        }
    };
    if let Some(envelope) = &saved.envelope {
        let written =
            envelope.number.read().map_or_else(|_| envelope.number.0.clone(), |one| number::shown(one, Mask::Open));
        line("Nummer", "Number", &written);
        line("Navn", "Name", &person.map(tags::name).unwrap_or_default());
        line("Skrevet", "Written", &moment(envelope.written_at));
    }
    let (da, en) = stage(&saved.stage);
    line("Stod som", "Stood as", language.of(da, en));
    match &saved.command {
        Some(command) => {
            if let Some(of) = concerned::by_command(command, None, person) {
                line("Gælder", "Concerns", &language.say(of));
            }
            fields(language, command, &mut line);
        }
        None => line("Indhold", "Content", &saved.raw),
    }
    text
}

fn fields(language: Language, command: &Command, line: &mut impl FnMut(&str, &str, &str)) {
    // Nobody's name is known where the outbox does not open.
    for field in tell_command::fields(command, &Names::default()) {
        line(&field.field.da, &field.field.en, &language.say(field.sent));
    }
}

/// One draft. Its citizen is known by the desk's copy alone.
pub(crate) fn export_draft(language: Language, saved: &SavedDraft, person: Option<&Person>) -> String {
    let unknown = language.of("findes ikke i den lokale kopi", "is not in the local copy");
    let (title, typed) = match &saved.form {
        Some(DraftForm::Comment { text }) => (("Kladde: kommentar", "Draft: comment"), text.clone()),
        Some(DraftForm::CorrectComment { text, .. }) => {
            (("Kladde: rettelse af kommentar", "Draft: correction of a comment"), text.clone())
        }
        Some(DraftForm::WithdrawComment { .. }) => {
            (("Kladde: tilbagetrækning af kommentar", "Draft: withdrawal of a comment"), String::new())
        }
        Some(DraftForm::Affiliation { jobcentre, from }) => {
            (("Kladde: nyt jobcenter", "Draft: new jobcentre"), format!("{jobcentre} {from}"))
        }
        Some(DraftForm::ContactPerson) => (("Kladde: kontaktperson", "Draft: contact person"), String::new()),
        Some(DraftForm::EndContactPerson { caseworker: None }) => {
            (("Kladde: stop som kontaktperson", "Draft: stop being contact person"), String::new())
        }
        Some(DraftForm::EndContactPerson { caseworker: Some(caseworker) }) => {
            (("Kladde: afslut kontaktperson", "Draft: end a contact person"), caseworker.clone())
        }
        Some(DraftForm::MakeBooking { fields }) => {
            (("Kladde: ny indkaldelse", "Draft: new booking"), language.say(typed_booking(fields, false)))
        }
        Some(DraftForm::ChangeBooking { fields, .. }) => (
            ("Kladde: ændring af indkaldelse", "Draft: change of a booking"),
            language.say(typed_booking(fields, false)),
        ),
        Some(DraftForm::HeldConversation { fields, next, .. }) => (
            ("Kladde: afholdt samtale", "Draft: held conversation"),
            language.say(typed_held(fields, next.as_ref(), false)),
        ),
        Some(DraftForm::Participation { fields, .. }) => {
            (("Kladde: deltagelse i fællessamtale", "Draft: taking part"), language.say(typed_guest(fields)))
        }
        Some(DraftForm::ParticipationChoice { .. }) => {
            (("Kladde: valg om deltagelse", "Draft: choice of taking part"), String::new())
        }
        Some(DraftForm::SetDeadline { fields } | DraftForm::ChangeDeadline { fields, .. }) => {
            (("Kladde: frist", "Draft: deadline"), language.say(typed_deadline(fields)))
        }
        Some(DraftForm::WithdrawDeadline { .. }) => {
            (("Kladde: frist tages tilbage", "Draft: deadline taken back"), String::new())
        }
        Some(DraftForm::RegisterReferral { fields }) => {
            (("Kladde: henvisning til anden aktør", "Draft: referral"), language.say(referrals::typed(fields, false)))
        }
        Some(DraftForm::EndReferral { to, .. }) => {
            (("Kladde: afslutning af henvisning", "Draft: end of a referral"), to.clone())
        }
        Some(DraftForm::CancelBooking { reason, .. }) => {
            (("Kladde: aflysning af indkaldelse", "Draft: cancelling of a booking"), reason.clone())
        }
        None => (("Kladde", "Draft"), saved.text.clone()),
    };
    let (of, kept) = (language.of("Borger", "Citizen"), language.of("Gemt", "Kept"));
    let concerned = person.zip(saved.form.as_ref()).and_then(|(person, form)| concerned::by_form(form, person));
    let concerned = concerned.map(|text| format!("{}: {}\n", language.of("Gælder", "Concerns"), language.say(text)));
    format!(
        "\n--- {}\n{of}: {}\n{}{kept}: {}\n{}\n",
        language.of(title.0, title.1),
        person.map_or_else(|| unknown.to_owned(), citizen),
        concerned.unwrap_or_default(),
        moment(saved.saved_at),
        typed.trim()
    )
}

fn stage(stage: &str) -> (&'static str, &'static str) {
    match stage {
        "sent" => (
            "sendt uden svar: se efter hos borgeren, før du skriver det igen",
            "sent without an answer: look at the citizen before you write it again",
        ),
        "refused" => ("afvist", "refused"),
        "held" => ("holdt tilbage", "held"),
        _ => ("ikke sendt", "not sent"),
    }
}

fn moment(at: DateTime<Utc>) -> String {
    format!("{} {}", dates::show(danish_day(at)), dates::time(at))
}
