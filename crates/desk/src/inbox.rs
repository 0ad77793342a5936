//! The messages to this jobcentre: the list, the reader's view, and what is done with them.
//!
//! They are kept here, so that they can be read without a connection. Who opened or finished a message is kept by the
//! backend for the whole jobcentre; what is done here waits in the outbox until the inbox has brought it back.

use std::collections::HashMap;

use domain::{CommandId, CprNumber, MessageBody, Person};
use exchange::{AccessAction, InboxMessage, Mark, MarkKind, MessageId};
use uuid::Uuid;

use crate::cache::{FileError, Folded};
use crate::door::{
    Asks, DeskError, DeskEvent, InboxAsk, InboxView, MarkMessage, MessageGroup, MessageLine, MessageRef, MessageView,
    Text,
};
use crate::policy::keeps_everybody;
use crate::room::{Room, guard};
use crate::trouble::Setback;
use crate::view::{self, Handled, Received, Whose};

/// The most lines of one group.
const LONGEST_GROUP: u32 = 500;
/// The most messages, and the most marks, that are handed over or asked for at once.
const PIECE: usize = 500;

/// What has been done with each line.
type HandledByFold = HashMap<String, Handled>;

impl Room {
    pub fn inbox(&self, ask: InboxAsk) -> Result<InboxView, DeskError> {
        let handled = self.handled()?;
        let mut groups: Vec<MessageGroup> = [Asks::Action, Asks::Notice, Asks::Nothing]
            .map(|asks| MessageGroup { asks, lines: Vec::new(), total: 0, done: 0 })
            .into();
        for folded in self.files.cache.folded()? {
            let is_done = handled.get(&folded.fold).is_some_and(Handled::is_done);
            // Somebody else's citizens are many: a line that is not brought is not read.
            let is_read =
                folded.is_near || !groups.iter().any(|group| group.asks == Asks::Nothing && is_full(group, ask));
            let line = if is_read { Some(self.told_line(&folded, &handled)?) } else { None };
            let asks = line.as_ref().map_or(Asks::Nothing, |(asks, _)| *asks);
            let Some(group) = groups.iter_mut().find(|group| group.asks == asks) else { continue };
            if is_done && !ask.with_done {
                group.done += 1;
                continue;
            }
            group.total += 1;
            if !is_full(group, ask) {
                group.lines.extend(line.map(|(_, line)| line));
            }
        }
        let waiting = u32::try_from(self.files.outbox.marks()?.len()).unwrap_or(u32::MAX);
        Ok(InboxView { groups, as_of: self.inbox_as_of()?, waiting })
    }

    /// The lines that somebody must act on, newest first.
    pub fn to_act_on(&self) -> Result<Vec<MessageLine>, DeskError> {
        let handled = self.handled()?;
        let mut lines = Vec::new();
        for folded in self.files.cache.folded()?.iter().filter(|folded| folded.is_near) {
            if handled.get(&folded.fold).is_some_and(Handled::is_done) {
                continue;
            }
            let (asks, line) = self.told_line(folded, &handled)?;
            lines.extend(Some(line).filter(|_| asks == Asks::Action));
        }
        Ok(lines)
    }

    /// Opens a message. The first time it is noted in the access log, and that it is opened is told to the colleagues.
    pub fn open_message(&self, request: &MessageRef) -> Result<MessageView, DeskError> {
        let (id, folded) = self.folded(&request.message)?;
        if !guard(&self.read).contains(&id) {
            self.note(AccessAction::Message, Some(folded.subject), None)?;
            guard(&self.read).insert(id);
            self.bell.ring();
        }
        if self.handled_of(&folded.fold)?.opened.is_none() {
            self.mark(&folded.fold, MarkKind::Opened)?;
        }
        self.told_message(&folded)
    }

    /// Finishes a message, or takes that back. Said again, it changes nothing.
    pub fn mark_message(&self, request: &MarkMessage) -> Result<MessageView, DeskError> {
        let (_, folded) = self.folded(&request.message)?;
        if self.handled_of(&folded.fold)?.is_done() != request.done {
            self.mark(&folded.fold, if request.done { MarkKind::Done } else { MarkKind::TakenBack })?;
        }
        self.told_message(&folded)
    }

    /// Notes what was done with every message of a line. What is noted survives a power cut.
    fn mark(&self, fold: &str, what: MarkKind) -> Result<(), FileError> {
        let (messages, at) = (self.files.cache.messages(fold)?, self.now());
        let mark = |message: MessageId| Mark { id: Uuid::now_v7(), message, what, at };
        let marks: Vec<Mark> = messages.iter().map(|message| mark(message.id)).collect();
        self.files.outbox.add_marks(&marks)?;
        self.tell(DeskEvent::Inbox);
        self.bell.ring();
        Ok(())
    }

    /// Hands over what was done here, and reads what is new, as part of every pull. No answer leaves everything as it was.
    pub fn pull_inbox(&self) -> Result<(), Setback> {
        let waiting = self.files.outbox.marks()?;
        for piece in waiting.chunks(PIECE) {
            self.backend().mark(piece)?;
        }
        loop {
            let cursor = self.files.cache.inbox_cursor()?;
            let page = self.backend().messages(cursor, PIECE)?;
            if self.files.cache.store_inbox(&page, self.now())? {
                self.tell(DeskEvent::Inbox);
            }
            if !page.more {
                break;
            }
        }
        for mark in waiting {
            if self.files.cache.has_mark(mark.id)? {
                self.files.outbox.drop_mark(mark.id)?;
            }
        }
        Ok(())
    }

    /// The number that the citizen of a message has since.
    pub fn number_in(&self, message: &str) -> Result<CprNumber, DeskError> {
        let (_, folded) = self.folded(message)?;
        let messages = self.files.cache.messages(&folded.fold)?;
        let newest = messages.last().and_then(InboxMessage::read).ok_or_else(gone)?;
        match newest.body {
            MessageBody::GetCprChanged { new, .. } => Ok(new),
            MessageBody::GetBookings { number, .. }
            | MessageBody::GetMeetingParticipation { number, .. }
            | MessageBody::GetWarning { number, .. }
            | MessageBody::GetInterviewDeadline { number, .. } => Ok(number),
        }
    }

    fn told_message(&self, folded: &Folded) -> Result<MessageView, DeskError> {
        let handled = self.handled_of(&folded.fold)?;
        self.received(folded, &handled, |received| view::message(&received))
    }

    fn told_line(&self, folded: &Folded, handled: &HandledByFold) -> Result<(Asks, MessageLine), DeskError> {
        let nothing = Handled::default();
        let handled = handled.get(&folded.fold).unwrap_or(&nothing);
        self.received(folded, handled, |received| view::message_line(&received))
    }

    /// The line as somebody at this desk reads it now.
    fn received<T>(
        &self,
        folded: &Folded,
        handled: &Handled,
        tell: impl FnOnce(Received) -> T,
    ) -> Result<T, DeskError> {
        let messages = self.files.cache.messages(&folded.fold)?;
        let newest = messages.last().ok_or_else(gone)?;
        let known = if folded.is_here { self.files.cache.readable(folded.subject)? } else { None };
        let named = match known {
            None if folded.is_here => self.files.cache.named(folded.subject)?,
            _ => None,
        };
        let citizen: Option<(&Person, _)> = match (&known, &named) {
            (Some(known), _) => Some((&known.person, known.journal.as_slice())),
            (None, Some(named)) => Some((&named.person, [].as_slice())),
            (None, None) => None,
        };
        let keeps_everybody = keeps_everybody(self.policy.scope);
        let whose = Whose::of(citizen, newest.concern, (self.who.jobcentre, keeps_everybody), self.today());
        Ok(tell(Received { messages: &messages, whose, handled, names: &self.names, today: self.today() }))
    }

    /// What has been done with each line, by colleagues and here.
    fn handled(&self) -> Result<HandledByFold, FileError> {
        let mut kept = self.files.cache.marks_by_fold()?;
        let mut waiting: HashMap<String, Vec<Mark>> = HashMap::new();
        for mark in self.files.outbox.marks()? {
            if let Some(fold) = self.files.cache.fold_of(mark.message)? {
                kept.entry(fold.clone()).or_default();
                waiting.entry(fold).or_default().push(mark);
            }
        }
        let handled = kept.into_iter().map(|(fold, kept)| {
            let waiting = waiting.remove(&fold).unwrap_or_default();
            (fold, Handled::by(&kept, &waiting, &self.who.id))
        });
        Ok(handled.collect())
    }

    fn handled_of(&self, fold: &str) -> Result<Handled, FileError> {
        Ok(self.handled()?.remove(fold).unwrap_or_default())
    }

    fn folded(&self, message: &str) -> Result<(MessageId, Folded), DeskError> {
        let id = message_id(message).ok_or(DeskError::Malformed)?;
        let folded = self.files.cache.fold_with(id)?.ok_or_else(gone)?;
        Ok((id, folded))
    }

    fn inbox_as_of(&self) -> Result<Text, FileError> {
        let stored = self.files.cache.inbox_read()?.map(|(_, at)| at);
        let sync = guard(&self.sync);
        let read_at = sync.synced_at().or(stored);
        Ok(view::inbox_as_of(read_at, sync.offline_since(), self.today()))
    }
}

fn is_full(group: &MessageGroup, ask: InboxAsk) -> bool {
    group.lines.len() >= ask.most.min(LONGEST_GROUP) as usize
}

/// A message's id as the face has it: the command, a slash, the place among the command's messages.
fn message_id(text: &str) -> Option<MessageId> {
    let (command, nth) = text.split_once('/')?;
    Some(MessageId { command: CommandId(command.parse().ok()?), nth: nth.parse().ok()? })
}

fn gone() -> DeskError {
    DeskError::Gone {
        text: Text::new(
            "Beskeden er ikke længere i indbakken på denne pc. Gå tilbage til listen.",
            "The message is not in the inbox at this desk any more. Go back to the list.",
        ),
    }
}
