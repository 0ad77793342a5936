//! A new command in the place of one that somebody must act on. The old one is kept and names what became of it.

use domain::{Command, CommandId, PersonId};

use super::base::{as_sent_since, base_of, end_of_renewals, on_the_record_of};
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
fn on_new_base(command: Command, old: &Stored, stored: &[Stored]) -> Result<(Command, Option<CommandId>), DeskError> {
    let command = as_sent_since(command, stored);
    let base = base_of(&command, old, stored).filter(|base| !is_accepted(base));
    let Some(base) = base else { return Ok((command, None)) };
    let successor = end_of_renewals(base, stored);
    if !(is_accepted(successor) || successor.pending.state.is_open()) {
        return Err(asked(
            "Den bygger på en anden registrering, der ikke er sendt. Send den først.",
            "It builds on another command that is not sent. Send that one first.",
        ));
    }
    let command = on_the_record_of(successor, command);
    Ok((command, (!is_accepted(successor)).then_some(successor.id)))
}

fn is_accepted(stored: &Stored) -> bool {
    matches!(stored.pending.state, PendingState::Accepted { .. })
}
