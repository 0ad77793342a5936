use domain::{Actor, CaseworkerId, Command, CommandId, CprNumber, JobcentreCode, MessageBody, Person};
use exchange::{
    Answer, Backend, Clock, FeedItem, InboxMessage, JournalLine, LookUp, Outcome, Purpose, Verdict, read_rows,
};

use super::{Done, Stage};
use crate::file::{Recipient, Told};

/// A person as the backend has them.
pub struct Found {
    /// The records.
    pub person: Person,
    /// The history, oldest first.
    pub journal: Vec<JournalLine>,
    /// Feed number.
    pub version: u64,
}

impl Stage {
    /// The person with `number`, as a caseworker of Jobcenter København sees them.
    ///
    /// # Errors
    /// A sentence: nobody has the number, or the backend does not answer.
    pub fn find(&self, number: CprNumber) -> Result<Found, String> {
        let reader =
            Actor::Caseworker { caseworker: CaseworkerId("scenarie".to_owned()), jobcentre: JobcentreCode::COPENHAGEN };
        let purpose = Purpose { id: "oversight".to_owned(), note: String::new() };
        match self.bundled.connect(reader).look_up(number, Some(&purpose)).map_err(|error| error.to_string())? {
            LookUp::Unknown | LookUp::AskPurpose => Err(format!("nobody has the number {number}")),
            LookUp::Found(snapshot) => match snapshot.item {
                FeedItem::Present { subject, rows, journal, version, .. } => {
                    let person = read_rows(subject, &rows).map_err(|error| error.to_string())?;
                    Ok(Found { person, journal, version })
                }
                FeedItem::Gone { .. } => Err(format!("nobody has the number {number}")),
            },
        }
    }

    /// The messages that a command left in an inbox.
    ///
    /// # Errors
    /// The backend does not answer.
    pub fn inbox_of(&self, recipient: Recipient, command: CommandId) -> Result<Vec<Told>, String> {
        let reader = match recipient {
            Recipient::Jobcentre(jobcentre) => {
                Actor::Caseworker { caseworker: CaseworkerId("scenarie".to_owned()), jobcentre }
            }
            Recipient::Fund(fund) => Actor::Fund { fund },
        };
        let connection = self.bundled.connect(reader);
        let (mut found, mut cursor) = (Vec::new(), None);
        loop {
            let page = connection.messages(cursor, usize::MAX >> 1).map_err(|error| error.to_string())?;
            found.extend(page.messages.into_iter().filter(|message| message.id.command == command));
            cursor = Some(page.next);
            if !page.more {
                return Ok(found.iter().filter_map(InboxMessage::read).map(|message| told(&message)).collect());
            }
        }
    }

    /// The first verdict on a command that was sent straight to the backend.
    #[must_use]
    pub fn verdict<'a>(&self, done: &'a Done) -> Option<&'a Verdict> {
        match &done.answer {
            Some(Answer::Verdict(verdict)) => Some(verdict),
            Some(Answer::IdTaken { .. } | Answer::NotUnderstood { .. }) | None => None,
        }
    }

    /// The command that a step sent straight to the backend.
    #[must_use]
    pub fn command(&self, done: &Done) -> Option<Command> {
        let (_, raw) = done.sent.as_ref()?;
        match raw.open() {
            exchange::Opened::Command(_, command) => Some(command),
            exchange::Opened::NotUnderstood | exchange::Opened::Malformed(_) => None,
        }
    }

    /// The Danish day.
    #[must_use]
    pub fn today(&self) -> chrono::NaiveDate {
        domain::danish_day(self.clock.now())
    }

    /// The moment.
    #[must_use]
    pub fn now(&self) -> chrono::DateTime<chrono::Utc> {
        self.clock.now()
    }
}

/// The messages of an accepted command.
#[must_use]
pub fn messages(verdict: &Verdict) -> Vec<Told> {
    match &verdict.outcome {
        Outcome::Accepted { decision, .. } => decision.messages.iter().map(told).collect(),
        Outcome::Refused(_) => Vec::new(),
    }
}

fn told(message: &domain::Message) -> Told {
    let bare = |kind: &str| Told {
        kind: kind.to_owned(),
        to: message.to,
        old: None,
        new: None,
        event_date: None,
        happening: None,
    };
    match message.body {
        MessageBody::GetCprChanged { old, new, event_date } => {
            Told { old: Some(old), new: Some(new), event_date: Some(event_date.day()), ..bare("GetCprChanged") }
        }
        MessageBody::GetBookings { happening, .. } => Told { happening: Some(happening), ..bare("GetBookings") },
        MessageBody::GetInterviewDeadline { happening, .. } => {
            Told { happening: Some(happening), ..bare("GetInterviewDeadline") }
        }
        MessageBody::GetMeetingParticipation { .. } => bare("GetMeetingParticipation"),
        MessageBody::GetWarning { .. } => bare("GetWarning"),
    }
}
