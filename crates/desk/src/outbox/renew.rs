//! A new command in the place of one that somebody must act on. The old one is kept and names what became of it.

use domain::{Command, CommandId, PersonId, RecordId};

use super::settled_already;
use crate::PendingState;
use crate::cache::{Added, NewCommand, Renewed, Stored};
use crate::door::{DeskError, OutboxEntry};
use crate::room::{Room, asked, command_id, new_command_id};

impl Room {
    /// A command to renew must be of the same citizen.
    pub(super) fn to_renew(&self, old: &str, subject: PersonId) -> Result<CommandId, DeskError> {
        let old = self.stored(command_id(old)?)?;
        let is_same = self.files.cache.survivor(old.subject)? == subject;
        if is_same { Ok(old.id) } else { Err(DeskError::Malformed) }
    }

    /// On the citizen's present number, what was written under a former one (S23-1.1k).
    pub fn send_on_new_number(&self, old: CommandId) -> Result<OutboxEntry, DeskError> {
        let old = self.stored(old)?;
        let (Some(command), true) = (&old.pending.command, old.pending.state.needs_somebody()) else {
            return Err(settled_already());
        };
        let known = self.files.cache.known(old.subject)?.ok_or_else(|| self.gone(old.subject))?;
        let current = known.person.current_number();
        if command.written_under().read() == Ok(current) {
            return Err(asked(
                "Registreringen er skrevet på borgerens nuværende nummer. Ret den, og send den igen.",
                "The command is written under the citizen's current number. Correct it and send it again.",
            ));
        }
        self.renew(&old, command.clone().readdressed(current), "Sendt på det nye nummer")
    }

    /// Once more and as it was, what a restored backend has lost. Somebody must ask for it: it may have been done in another
    /// way meanwhile.
    pub fn send_again(&self, old: CommandId) -> Result<OutboxEntry, DeskError> {
        let old = self.stored(old)?;
        match (&old.pending.command, &old.pending.state) {
            (Some(command), PendingState::Lost { .. }) => self.renew(&old, command.clone(), "Sendt igen"),
            _ => Err(settled_already()),
        }
    }

    fn renew(&self, old: &Stored, command: Command, words: &str) -> Result<OutboxEntry, DeskError> {
        let known = self.files.cache.known(old.subject)?.ok_or_else(|| self.gone(old.subject))?;
        let stored = self.stored_of(known.person.id)?;
        let (command, builds_on) = on_new_base(command, old, &stored)?;
        let id = new_command_id();
        let added = self.files.outbox.add(&NewCommand {
            id,
            command: &command,
            subject: known.person.id,
            seen: Some(known.version),
            builds_on,
            shown: None,
            now: self.now(),
            rest_until: self.end_of_rest(),
            renews: Some(Renewed { old: old.id, words, as_it_was: true }),
            draft: None,
        })?;
        match added {
            Added::Stored => {}
            Added::SettledAlready => return Err(settled_already()),
            Added::IsCorrected => return Err(is_corrected()),
        }
        self.tell_outbox(known.person.id);
        self.entry(id)
    }
}

fn is_corrected() -> DeskError {
    asked(
        "En rettelse er begyndt, og det skrevne ville gå tabt. Vælg Ret videre og send igen. Skal den sendes uden rettelsen, så vælg Slet kladde dér først.",
        "A correction has begun, and what is typed would be lost. Choose Go on correcting and send again. To send it without the correction, choose Delete draft there first.",
    )
}

/// A command that built on another one builds on what took that one's place; until something has, it cannot be sent.
fn on_new_base(
    mut command: Command,
    old: &Stored,
    stored: &[Stored],
) -> Result<(Command, Option<CommandId>), DeskError> {
    let base = base_of(&command, old, stored).filter(|base| !is_accepted(base));
    let Some(base) = base else { return Ok((command, None)) };
    let successor = end_of_renewals(base, stored);
    if !(is_accepted(successor) || successor.pending.state.is_open()) {
        return Err(asked(
            "Den bygger på en anden registrering, der ikke er sendt. Send den først.",
            "It builds on another command that is not sent. Send that one first.",
        ));
    }
    if let Command::CorrectComment { comment, .. } | Command::WithdrawComment { comment, .. } = &mut command {
        match &successor.pending.command {
            Some(Command::WriteComment { .. }) => *comment = successor.id.record(0),
            Some(Command::CorrectComment { comment: same, .. }) => *comment = *same,
            _ => {}
        }
    }
    Ok((command, (!is_accepted(successor)).then_some(successor.id)))
}

/// What the command built on when it was written: what it names, or what has made or last changed its comment or booking.
/// The latter was accepted then, and may be lost since.
fn base_of<'a>(command: &Command, old: &Stored, stored: &'a [Stored]) -> Option<&'a Stored> {
    let named = old.pending.envelope.builds_on;
    let speaks_of_it = |base: &&Stored| match (command, &base.pending.command) {
        (Command::CorrectComment { comment, .. } | Command::WithdrawComment { comment, .. }, Some(base_command)) => {
            speaks_of(base_command, base.id, *comment)
        }
        (Command::ChangeBooking { record, .. } | Command::CancelBooking { record, .. }, Some(base_command)) => {
            speaks_of(base_command, base.id, *record)
        }
        (Command::RegisterHeldConversation { conversation, .. }, Some(base_command)) => {
            conversation.booking.is_some_and(|record| speaks_of(base_command, base.id, record))
        }
        _ => false,
    };
    let mut before = stored.iter().filter(|base| base.pending.envelope.sequence < old.pending.envelope.sequence);
    stored.iter().find(|base| Some(base.id) == named).or_else(|| before.rfind(speaks_of_it))
}

fn is_accepted(stored: &Stored) -> bool {
    matches!(stored.pending.state, PendingState::Accepted { .. })
}

/// What has taken the command's place in the end; a renewal may have been renewed, or undone and made again.
fn end_of_renewals<'a>(command: &'a Stored, stored: &'a [Stored]) -> &'a Stored {
    let mut end = command;
    // Written in this order, a renewal always comes after what it renews.
    for next in stored {
        let is_undone = matches!(next.pending.state, PendingState::Undone { .. });
        if next.pending.envelope.renews == Some(end.id) && !is_undone {
            end = next;
        }
    }
    end
}

/// Whether the command makes the comment or the booking, or gives it another content.
pub(super) fn speaks_of(base: &Command, id: CommandId, record: RecordId) -> bool {
    match base {
        Command::WriteComment { .. } | Command::MakeBooking { .. } => id.record(0) == record,
        Command::CorrectComment { comment: other, .. } | Command::ChangeBooking { record: other, .. } => {
            *other == record
        }
        _ => false,
    }
}
