use chrono::NaiveDate;
use domain::{
    Actor, Command, CommandKind,
    contact_course::{Authorities, GuestDetails, WrittenBooking, WrittenChooser, WrittenConversation},
};

use super::{Names, reference, referrals, tell_booking::when, tell_course::deadline_in_full};
use crate::{
    dates,
    door::{Correction, Text},
};

/// What a kind of command is called. A kind of a later version has only its own name.
pub(super) fn title(kind: &str) -> Text {
    match CommandKind::ALL.iter().copied().find(|known| known.as_str() == kind) {
        Some(kind) => title_of(kind),
        None => Text::new("Registrering fra en nyere version", "Command of a later version"),
    }
}

fn title_of(kind: CommandKind) -> Text {
    match kind {
        CommandKind::RegisterPerson => Text::new("Ny person", "New person"),
        CommandKind::ChangeName => Text::new("Nyt navn", "New name"),
        CommandKind::ChangeAddress => Text::new("Ny adresse", "New address"),
        CommandKind::ChangeProtection => Text::new("Navne- og adressebeskyttelse", "Name and address protection"),
        CommandKind::ChangeStatus => Text::new("Ny personstatus", "New person status"),
        CommandKind::ChangeNumber => Text::new("Nyt personnummer", "New CPR number"),
        CommandKind::StartMembership => Text::new("Medlem af a-kasse", "Member of an unemployment fund"),
        CommandKind::EndMembership => Text::new("A-kassemedlemskab slutter", "Fund membership ends"),
        CommandKind::RegisterAffiliation => Text::new("Nyt jobcenter", "New jobcentre"),
        CommandKind::WriteComment => Text::new("Kommentar", "Comment"),
        CommandKind::CorrectComment => Text::new("Rettelse af kommentar", "Correction of a comment"),
        CommandKind::WithdrawComment => Text::new("Tilbagetrækning af kommentar", "Withdrawal of a comment"),
        CommandKind::RegisterContactPerson => Text::new("Ny kontaktperson", "New contact person"),
        CommandKind::EndContactPerson => Text::new("Kontaktperson stopper", "Contact person stops"),
        CommandKind::RegisterReferral => Text::new("Henvisning til anden aktør", "Referral to another operator"),
        CommandKind::EndReferral => Text::new("Henvisning slutter", "Referral ends"),
        CommandKind::MakeBooking => Text::new("Ny indkaldelse", "New booking"),
        CommandKind::ChangeBooking => Text::new("Ændring af indkaldelse", "Change of a booking"),
        CommandKind::CancelBooking => Text::new("Aflysning af indkaldelse", "Cancelling of a booking"),
        CommandKind::RegisterHeldConversation => Text::new("Afholdt samtale", "Held conversation"),
        CommandKind::SetParticipation => Text::new("Deltagelse i fællessamtale", "Taking part in a joint conversation"),
        CommandKind::SaveParticipationChoice => Text::new("Valg om deltagelse", "Choice of taking part"),
        CommandKind::SetDeadline => Text::new("Ny frist", "New deadline"),
        CommandKind::ChangeDeadline => Text::new("Ændring af frist", "Change of a deadline"),
        CommandKind::WithdrawDeadline => Text::new("Frist tages tilbage", "Deadline taken back"),
        CommandKind::RecordContactGroup => Text::new("Kontaktgruppe", "Contact group"),
    }
}

/// Who sent a command, in words.
pub(super) fn by(actor: &Actor, names: &Names) -> Text {
    match actor {
        Actor::Caseworker { caseworker, jobcentre } => {
            let (name, jobcentre) = (names.of(caseworker), reference::jobcentre_name(*jobcentre));
            Text::new(format!("{name}, {}", jobcentre.da), format!("{name}, {}", jobcentre.en))
        }
        Actor::Cpr => Text::new("CPR-registret", "The CPR register"),
        Actor::Jobnet => Text::new("Borgeren på Jobnet", "The citizen on Jobnet"),
        Actor::CaseSystem { jobcentre, .. } => {
            let name = reference::jobcentre_name(*jobcentre);
            Text::new(format!("Fagsystem, {}", name.da), format!("Case system, {}", name.en))
        }
        Actor::Fund { fund } => reference::fund_name(*fund),
    }
}

/// The first words of what was typed.
pub(super) fn summary(command: &Command, names: &Names) -> Text {
    match command {
        Command::WriteComment { text, .. } | Command::CorrectComment { text, .. } => Text::same(first_words(text)),
        Command::WithdrawComment { .. } => Text::new("Kommentaren tages tilbage", "The comment is taken back"),
        Command::RegisterAffiliation { jobcentre, from, .. } => {
            let (name, from) = (reference::jobcentre_name(*jobcentre), dates::show(*from));
            Text::new(format!("{} fra {from}", name.da), format!("{} from {from}", name.en))
        }
        Command::RegisterContactPerson { .. } => {
            Text::new("Du bliver borgerens kontaktperson", "You become the citizen's contact person")
        }
        Command::EndContactPerson { caseworker: Some(caseworker), .. } => {
            let name = names.of(caseworker);
            Text::new(
                format!("{name} stopper som borgerens kontaktperson"),
                format!("{name} stops being the citizen's contact person"),
            )
        }
        Command::EndContactPerson { caseworker: None, .. } => {
            Text::new("Du stopper som borgerens kontaktperson", "You stop being the citizen's contact person")
        }
        Command::RegisterReferral { referral, .. } => referrals::summary(referral),
        Command::EndReferral { to, .. } => {
            let to = dates::show(*to);
            Text::new(format!("Henvisningens sidste dag er {to}"), format!("The referral's last day is {to}"))
        }
        Command::MakeBooking { booking, .. } | Command::ChangeBooking { booking, .. } => {
            let (kind, when) = (reference::conversation_type(booking.kind), when(booking.start, booking.end));
            Text::new(format!("{} {}", kind.da, when.da), format!("{} {}", kind.en, when.en))
        }
        Command::RegisterHeldConversation { conversation, .. } => {
            let (kind, when) = (reference::conversation_type(conversation.kind), when(conversation.at, None));
            Text::new(format!("{} {}", kind.da, when.da), format!("{} {}", kind.en, when.en))
        }
        Command::SetDeadline { deadline, .. } | Command::ChangeDeadline { deadline, .. } => deadline_in_full(deadline),
        Command::WithdrawDeadline { .. } => Text::new("Fristen tages tilbage", "The deadline is taken back"),
        Command::SetParticipation { guest: Some(_), .. } => {
            Text::new("Den anden myndighed deltager", "The other authority takes part")
        }
        Command::SetParticipation { guest: None, .. } => {
            Text::new("Den anden myndighed deltager ikke", "The other authority takes no part")
        }
        Command::SaveParticipationChoice { chooser, takes_part, .. } => chosen(*chooser, *takes_part),
        Command::CancelBooking { reason: Some(reason), .. } => Text::same(first_words(reason)),
        Command::CancelBooking { reason: None, .. } => Text::new("Indkaldelsen aflyses", "The booking is cancelled"),
        Command::RegisterPerson { .. }
        | Command::ChangeName { .. }
        | Command::ChangeAddress { .. }
        | Command::ChangeProtection { .. }
        | Command::ChangeStatus { .. }
        | Command::ChangeNumber { .. }
        | Command::StartMembership { .. }
        | Command::EndMembership { .. }
        | Command::RecordContactGroup { .. } => title_of(command.kind()),
    }
}

/// Whose choice, and which.
fn chosen(chooser: WrittenChooser, takes_part: bool) -> Text {
    match (chooser, takes_part) {
        (WrittenChooser::Citizen, false) => {
            Text::new("Borgeren siger nej til a-kassens deltagelse", "The citizen says no to the fund's taking part")
        }
        (WrittenChooser::Citizen, true) => {
            Text::new("Borgeren siger alligevel ja til a-kassen", "The citizen says yes to the fund after all")
        }
        (WrittenChooser::Guest, false) => {
            Text::new("Jobcentret deltager ikke i den første", "The jobcentre takes no part in the first one")
        }
        (WrittenChooser::Guest, true) => {
            Text::new("Jobcentret deltager alligevel", "The jobcentre takes part after all")
        }
    }
}

/// What was typed, field by field, without the number. It is sent again as it is until somebody corrects it.
pub(super) fn fields(command: &Command, names: &Names) -> Vec<Correction> {
    let field = |da: &str, en: &str, sent: Text| Correction { field: Text::new(da, en), sent, corrected: None };
    match command {
        Command::WriteComment { text, .. } => vec![field("Kommentar", "Comment", Text::same(text))],
        Command::CorrectComment { text, .. } => vec![field("Ny tekst", "New text", Text::same(text))],
        Command::RegisterAffiliation { jobcentre, from, .. } => vec![
            field("Jobcenter", "Jobcentre", reference::jobcentre_name(*jobcentre)),
            field("Første dag", "First day", Text::same(dates::show(*from))),
        ],
        Command::EndContactPerson { caseworker: Some(caseworker), .. } => {
            vec![field("Kontaktperson", "Contact person", Text::same(names.of(caseworker)))]
        }
        Command::RegisterReferral { referral, .. } => {
            let fields = referrals::fields(referral).into_iter();
            fields.map(|(field, sent)| Correction { field, sent, corrected: None }).collect()
        }
        Command::EndReferral { to, .. } => vec![field("Sidste dag", "Last day", Text::same(dates::show(*to)))],
        Command::MakeBooking { booking, .. } | Command::ChangeBooking { booking, .. } => booked(booking, names),
        Command::RegisterHeldConversation { conversation, next, .. } => held(conversation, next.as_deref(), names),
        Command::CancelBooking { reason: Some(reason), .. } => vec![field("Årsag", "Reason", Text::same(reason))],
        Command::SetDeadline { deadline, .. } | Command::ChangeDeadline { deadline, .. } => {
            let mut fields = vec![
                field("Samtaletype", "Conversation type", reference::conversation_type(deadline.kind)),
                field("Book senest", "Book by", Text::same(dates::show(deadline.book_by))),
                field("Afhold senest", "Hold by", Text::same(dates::show(deadline.hold_by))),
            ];
            if deadline.at_once {
                fields.push(field("Borgeren skal booke straks", "The citizen must book at once", yes()));
            }
            fields
        }
        Command::SetParticipation { guest, .. } => {
            let takes_part = if guest.is_some() { yes() } else { Text::new("nej", "no") };
            let takes_part = field("Den anden myndighed deltager", "The other authority takes part", takes_part);
            std::iter::once(takes_part).chain(guest.iter().flat_map(|guest| guest_fields(guest))).collect()
        }
        Command::SaveParticipationChoice { chooser, takes_part, .. } => {
            vec![field("Valg", "Choice", chosen(*chooser, *takes_part))]
        }
        Command::WithdrawDeadline { .. }
        | Command::CancelBooking { reason: None, .. }
        | Command::RecordContactGroup { .. }
        | Command::WithdrawComment { .. }
        | Command::RegisterContactPerson { .. }
        | Command::EndContactPerson { caseworker: None, .. }
        | Command::RegisterPerson { .. }
        | Command::ChangeName { .. }
        | Command::ChangeAddress { .. }
        | Command::ChangeProtection { .. }
        | Command::ChangeStatus { .. }
        | Command::ChangeNumber { .. }
        | Command::StartMembership { .. }
        | Command::EndMembership { .. } => Vec::new(),
    }
}

fn yes() -> Text {
    Text::new("ja", "yes")
}

/// Whom to find at the authority that takes part.
fn guest_fields(guest: &GuestDetails) -> Vec<Correction> {
    let fields = [
        ("Navn", "Name", &guest.name),
        ("Kontakt", "Contact", &guest.contact),
        ("Telefon", "Telephone", &guest.phone),
        ("E-mail", "Mail", &guest.email),
    ];
    let said = fields.into_iter().filter_map(|(da, en, sent)| Some((Text::new(da, en), sent.as_deref()?)));
    said.map(|(field, sent)| Correction { field, sent: Text::same(sent), corrected: None }).collect()
}

/// The fields of a held conversation, and of the next booking.
fn held(conversation: &WrittenConversation, next: Option<&WrittenBooking>, names: &Names) -> Vec<Correction> {
    let field = |da: &str, en: &str, sent: Text| Correction { field: Text::new(da, en), sent, corrected: None };
    let participants = conversation.participants.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(", ");
    let fund = conversation.participation.and_then(|participation| super::held::fund(Authorities::Two(participation)));
    let fields = [
        ("Samtaletype", "Conversation type", Some(reference::conversation_type(conversation.kind))),
        ("Samtaleform", "Conversation form", Some(reference::conversation_form(conversation.form))),
        ("Afholdt", "Held", Some(when(conversation.at, None))),
        ("Aftale", "Agreement", conversation.agreement.clone().map(Text::same)),
        ("Deltagere", "Participants", (!participants.is_empty()).then(|| Text::same(participants))),
        ("A-kassen", "The fund", fund),
    ];
    let mut fields: Vec<Correction> =
        fields.into_iter().filter_map(|(da, en, sent)| Some(field(da, en, sent?))).collect();
    fields.extend(next.into_iter().flat_map(|next| booked(next, names)).map(|mut one| {
        one.field = Text::new(format!("Næste: {}", one.field.da), format!("Next: {}", one.field.en));
        one
    }));
    fields
}

/// The fields of a booking that somebody has filled in.
fn booked(booking: &WrittenBooking, names: &Names) -> Vec<Correction> {
    let field = |da: &str, en: &str, sent: Text| Correction { field: Text::new(da, en), sent, corrected: None };
    let day =
        |day: NaiveDate| Text::new(format!("til og med {}", dates::show(day)), format!("until {}", dates::show(day)));
    let may = |possible: bool, last: Option<NaiveDate>| match (possible, last) {
        (true, Some(last)) => Some(day(last)),
        (true, None) => Some(yes()),
        (false, _) => None,
    };
    let text = |text: &Option<String>| text.clone().map(Text::same);
    let length = booking.minutes.map(|minutes| Text::new(format!("{minutes} minutter"), format!("{minutes} minutes")));
    let group = (booking.meeting == WrittenBooking::GROUP).then(yes);
    let caseworker = booking.caseworker.as_ref().map(|caseworker| Text::same(names.of(caseworker)));
    let fields = [
        ("Samtaletype", "Conversation type", Some(reference::conversation_type(booking.kind))),
        ("Samtaleform", "Conversation form", Some(reference::conversation_form(booking.form))),
        ("Tid", "Time", Some(when(booking.start, booking.end))),
        ("Varighed", "Length", length),
        ("Gruppemøde", "Group meeting", group),
        ("Sagsbehandler", "Caseworker", caseworker),
        ("Sted", "Place", text(&booking.place)),
        ("Telefon", "Telephone", text(&booking.phone)),
        ("Mødelink", "Meeting link", text(&booking.link)),
        ("Titel", "Title", text(&booking.title)),
        ("Beskrivelse", "Description", text(&booking.description)),
        ("Borgeren kan ombooke", "The citizen can rebook", may(booking.rebooking_possible, booking.rebooking_deadline)),
        (
            "Borgeren kan aflyse",
            "The citizen can cancel",
            may(booking.cancelling_possible, booking.cancelling_deadline),
        ),
    ];
    fields.into_iter().filter_map(|(da, en, sent)| Some(field(da, en, sent?))).collect()
}

/// At most 80 characters, on one line.
pub(super) fn first_words(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}
