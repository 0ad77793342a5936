//! What a message says to its reader, what it asks of them, and the one thing to do with it.
//!
//! Each kind of message tells itself: a new one is a new arm of [`tell`], and owes everything that [`Told`] has.

mod booking;
mod course;
mod cpr_changed;
mod handled;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{CommandId, CprNumber, JobcentreCode, MessageBody, Person, PersonId};
use exchange::{Concern, InboxMessage, JournalLine};

pub use handled::{Handled, Trace};

use super::{
    Names,
    number::{self, Mask},
};
use crate::{
    dates,
    door::{
        Asks, CitizenPart, HandledView, MessageAction, MessageFact, MessageLine, MessageView, NumberView, Reason,
        RuleChip, Text,
    },
};

/// Messages that say the same, as somebody at this desk reads them now.
pub struct Received<'a> {
    /// Oldest first; at least one.
    pub messages: &'a [InboxMessage],
    /// Whose the citizen is.
    pub whose: Whose<'a>,
    /// What has been done with them.
    pub handled: &'a Handled,
    /// What people are called.
    pub names: &'a Names,
    /// The Danish day.
    pub today: NaiveDate,
}

/// Whose the citizen of a message is now, as far as this desk knows.
#[derive(Clone, Copy)]
pub enum Whose<'a> {
    /// Ours.
    Ours(&'a Person, &'a [JournalLine]),
    /// Ours when the message was made, and not any more.
    WereOurs,
    /// Ours when the message was made. Not all of ours are kept at this desk, so it does not know whether they still are.
    NotKept,
    /// Somebody else's, or nobody's. Nothing is known here but the message.
    Others,
}

impl<'a> Whose<'a> {
    /// `here` is the citizen, with the history, where they are in this desk's scope; `keeps_everybody` says whether all of
    /// ours are.
    #[must_use]
    pub fn of(
        here: Option<(&'a Person, &'a [JournalLine])>,
        concern: Concern,
        (own, keeps_everybody): (JobcentreCode, bool),
        today: NaiveDate,
    ) -> Self {
        match (here, concern) {
            (Some((person, journal)), _) if person.jobcentre_on(today).is_none_or(|code| code == own) => {
                Self::Ours(person, journal)
            }
            (None, Concern::Ours) if !keeps_everybody => Self::NotKept,
            (_, Concern::Ours) => Self::WereOurs,
            (_, Concern::Others) => Self::Others,
        }
    }

    fn citizen(self) -> Option<PersonId> {
        match self {
            Self::Ours(person, _) => Some(person.id),
            Self::WereOurs | Self::NotKept | Self::Others => None,
        }
    }

    fn name(self) -> Text {
        match self {
            Self::Ours(person, _) => Text::same(super::tags::name(person)),
            Self::WereOurs => Text::new("Ikke længere jeres borger", "No longer your citizen"),
            Self::NotKept => Text::new("Ikke på denne pc", "Not at this desk"),
            Self::Others => Text::new("Ikke jeres borger", "Not your citizen"),
        }
    }
}

/// All that the screens say of one kind of message.
struct Told {
    /// What has happened, in two or three words.
    title: Text,
    /// What it means here.
    detail: Text,
    /// The number that the line shows.
    number: Option<NumberView>,
    asks: Asks,
    why_here: Reason,
    why_sent: Reason,
    facts: Vec<MessageFact>,
    action: MessageAction,
}

fn tell(received: &Received) -> Told {
    let Some(message) = newest(received).and_then(InboxMessage::read) else { return of_a_later_kind(received) };
    let commands: Vec<CommandId> = received.messages.iter().map(|message| message.id.command).collect();
    match &message.body {
        MessageBody::GetCprChanged { old, new, event_date } => {
            cpr_changed::tell(&commands, (*old, *new, *event_date), received.whose, received.today)
        }
        MessageBody::GetBookings { number, booking, happening, by, kind, start } => {
            let (number, booking, happening) = (*number, *booking, *happening);
            let said = booking::Said { number, booking, happening, by: *by, kind: *kind, start: *start };
            booking::tell(&said, received.whose, received.today)
        }
        MessageBody::GetMeetingParticipation { number, start, takes_part, .. } => {
            course::participation(*number, (*start, *takes_part), received.whose)
        }
        MessageBody::GetWarning { number, booking, start, fund } => {
            let lost = course::Lost { number: *number, booking: *booking, fund: *fund, start: *start };
            course::warning(&lost, received.whose, received.today)
        }
        MessageBody::GetInterviewDeadline { number, happening, content, .. } => {
            course::deadline(*number, (*happening, content), received.whose)
        }
    }
}

/// A message in the list, and the group that it stands in.
#[must_use]
pub fn message_line(received: &Received) -> (Asks, MessageLine) {
    let told = tell(received);
    (told.asks, line(received, &told))
}

/// A message as its reader sees it.
#[must_use]
pub fn message(received: &Received) -> MessageView {
    let told = tell(received);
    MessageView {
        line: line(received, &told),
        asks: told.asks,
        why_here: told.why_here,
        why_sent: told.why_sent,
        facts: told.facts,
        received: received.messages.iter().rev().map(|message| dates::at(message.at)).collect(),
        opened: received.handled.opened.as_ref().map(|trace| handled_view(trace, received.names)),
        action: told.action,
    }
}

/// How old the list is: when it was last read, or that the backend does not answer.
#[must_use]
pub fn inbox_as_of(read_at: Option<DateTime<Utc>>, offline_since: Option<DateTime<Utc>>, today: NaiveDate) -> Text {
    match (read_at.map(|at| dates::moment(at, today)), offline_since) {
        (None, _) => Text::new("Indbakken er ikke hentet endnu.", "The inbox has not been fetched yet."),
        (Some(at), None) => Text::new(format!("Hentet {}.", at.da), format!("Fetched {}.", at.en)),
        (Some(at), Some(_)) => Text::new(
            format!("Offline. Listen er, som den var {}; der kan være kommet mere siden.", at.da),
            format!("Offline. The list is as it was {}; more may have come since.", at.en),
        ),
    }
}

fn line(received: &Received, told: &Told) -> MessageLine {
    let newest = newest(received);
    MessageLine {
        message: newest.map(|message| format!("{}/{}", message.id.command, message.id.nth)).unwrap_or_default(),
        kind: newest.map(|message| message.kind().to_owned()).unwrap_or_default(),
        title: told.title.clone(),
        name: received.whose.name(),
        number: told.number.clone(),
        detail: told.detail.clone(),
        at: newest.map(|message| dates::at(message.at)).unwrap_or_default(),
        times: u32::try_from(received.messages.len()).unwrap_or(u32::MAX),
        unread: received.handled.opened.is_none() && !received.handled.is_done(),
        done: received.handled.done.as_ref().map(|trace| handled_view(trace, received.names)),
        citizen: received.whose.citizen().map(|id| id.to_string()),
    }
}

fn newest<'a>(received: &Received<'a>) -> Option<&'a InboxMessage> {
    received.messages.last()
}

fn handled_view(trace: &Trace, names: &Names) -> HandledView {
    HandledView { by: names.of(&trace.by), at: dates::at(trace.at), waits: trace.waits }
}

/// A kind that a later version of the backend sends. It is kept as it came, and read by the version that knows it. It may
/// be pressing, unless it went to every jobcentre and is about somebody else's citizen.
fn of_a_later_kind(received: &Received) -> Told {
    let is_to_everybody = newest(received).is_some_and(InboxMessage::is_to_everybody);
    let asks = match received.whose {
        Whose::Others if is_to_everybody => Asks::Nothing,
        Whose::Ours(..) | Whose::WereOurs | Whose::NotKept | Whose::Others => Asks::Action,
    };
    let kind = newest(received).map(|message| message.kind().to_owned()).unwrap_or_default();
    Told {
        title: Text::new("Besked, der kræver en nyere udgave", "Message that requires a later version"),
        detail: Text::new(
            "Denne udgave af Sagsbord kan ikke læse den. Den er gemt.",
            "This version of Sagsbord cannot read it. It is kept.",
        ),
        number: None,
        asks,
        why_here: reason(
            Text::new(
                "Kontakt jeres systemansvarlige. Beskeden kan læses, når Sagsbord er opdateret.",
                "Tell whoever runs your system. The message can be read when Sagsbord is up to date.",
            ),
            Vec::new(),
        ),
        why_sent: reason(
            Text::new(
                "Serveren er nyere end Sagsbord på denne pc og sender en slags besked, der ikke kendes her.",
                "The backend is later than Sagsbord at this desk and sends a kind of message that is not known here.",
            ),
            Vec::new(),
        ),
        facts: vec![fact(Text::new("Beskedtype", "Kind of message"), Text::same(kind))],
        action: seen(),
    }
}

fn open(person: &Person, at: CitizenPart) -> MessageAction {
    let text = match at {
        CitizenPart::Overview => Text::new("Åbn borgeren", "Open the citizen"),
        CitizenPart::Bookings => Text::new("Åbn borgerens samtaler", "Open the citizen's conversations"),
        CitizenPart::MergeReport => Text::new("Åbn fletterapporten", "Open the merge report"),
    };
    MessageAction::OpenCitizen { citizen: person.id.to_string(), at, text }
}

/// A number of the message: of our citizen it can be asked for in full.
fn shown(whose: Whose, number: CprNumber) -> NumberView {
    match whose {
        Whose::Ours(person, _) if person.numbers.known.contains(&number) => {
            number::number(person, number, Mask::Hidden)
        }
        Whose::Ours(..) | Whose::WereOurs | Whose::NotKept | Whose::Others => number::of_a_stranger(&number.into()),
    }
}

/// The action of what needs nothing else.
fn seen() -> MessageAction {
    MessageAction::MarkAsSeen { text: Text::new("Markér som set", "Mark as seen") }
}

fn fact(name: Text, value: Text) -> MessageFact {
    MessageFact { name, value: Some(value), number: None, note: None, rule: None }
}

fn reason(text: Text, rules: Vec<RuleChip>) -> Reason {
    Reason { text, rules }
}
