use chrono::{DateTime, TimeDelta, Utc};
use domain::{Command, CommandId, PersonId, RecordId};
use exchange::Fingerprint;

use crate::cache::{NewCommand, Stored};
use crate::door::{
    Confirm, DeskError, Discard, Draft, DraftForm, DraftRef, Nothing, OutboxEntry, OutboxView, SaveDraft, Text,
};
use crate::preview::{Considered, Considering, draft_key};
use crate::room::{Room, asked, command_id, guard, new_command_id, person_id};
use crate::{PendingState, view};

/// The longest reason for a discard, in characters.
const LONGEST_REASON: usize = 500;

impl Room {
    /// Puts a draft in the outbox, where it rests. What is confirmed is what was shown.
    pub fn confirm(&self, request: &Confirm) -> Result<OutboxEntry, DeskError> {
        let subject = self.opened(person_id(&request.draft.citizen)?)?;
        let shown: Fingerprint =
            serde_json::from_value(request.fingerprint.clone().into()).map_err(|_| DeskError::Malformed)?;
        let renews = request.renews.as_deref().map(|old| self.to_renew(old, subject)).transpose()?;
        if let Some(id) = self.files.outbox.confirmed_as(subject, &shown, makes_a_record(&request.draft.form))? {
            return self.entry(id);
        }
        let considered = match self.consider(&request.draft)? {
            Considering::Incomplete(text) => return Err(DeskError::Asked { text }),
            Considering::Whole(considered) => considered,
        };
        let Considered { known, stored, id, command, outcome, .. } = *considered;
        let decision = match &outcome {
            Err(refusal) => return Err(DeskError::Asked { text: view::refusal(refusal).what }),
            Ok(_) if Fingerprint::of(&outcome) != shown => return Err(shown_anew()),
            Ok(decision) => decision,
        };
        let (ids, draft) = (self.files.cache.ids(subject)?, draft_key(&request.draft.form));
        let added = self.files.outbox.add(&NewCommand {
            id,
            command: &command,
            subject,
            seen: Some(known.version),
            builds_on: builds_on(&command, &stored),
            shown: Some((decision, shown)),
            now: self.now(),
            rest_until: self.end_of_rest(),
            renews: renews.map(|old| (old, "Rettet og sendt igen")),
            // What is typed and not confirmed on the citizen's own page is another text than the one that is corrected.
            draft: renews.is_none().then_some((ids.as_slice(), draft.as_str())),
        })?;
        if !added {
            return Err(settled_already());
        }
        self.forget_draft_id(subject, &request.draft.form);
        self.tell_outbox(subject);
        self.entry(id)
    }

    /// A command to renew must be of the same citizen.
    fn to_renew(&self, old: &str, subject: PersonId) -> Result<CommandId, DeskError> {
        let old = self.stored(command_id(old)?)?;
        let is_same = self.files.cache.survivor(old.subject)? == subject;
        if is_same { Ok(old.id) } else { Err(DeskError::Malformed) }
    }

    /// A new command with a new id on the citizen's present number, in place of one that was written under a former
    /// number (S23-1.1k). The old one is kept and names what became of it.
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
        let stored = self.stored_of(known.person.id)?;
        let (command, builds_on) = on_new_base(command.clone().readdressed(current), &old, &stored)?;
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
            renews: Some((old.id, "Sendt på det nye nummer")),
            draft: None,
        })?;
        if !added {
            return Err(settled_already());
        }
        self.tell_outbox(known.person.id);
        self.entry(id)
    }

    /// Takes a command back that has not left.
    pub fn undo(&self, id: CommandId) -> Result<OutboxEntry, DeskError> {
        let stored = self.stored(id)?;
        if !self.files.outbox.undo(id, self.now())? {
            return Err(asked(
                "Den kan ikke fortrydes: den er allerede sendt eller afgjort. Registrér en rettelse i stedet.",
                "It cannot be undone: it has been sent or settled already. Register a correction instead.",
            ));
        }
        self.tell_outbox(stored.subject);
        self.entry(id)
    }

    /// Ends a rest.
    pub fn send_now(&self, id: CommandId) -> Result<OutboxEntry, DeskError> {
        let stored = self.stored(id)?;
        self.files.outbox.send_now(id, self.now())?;
        self.tell_outbox(stored.subject);
        self.entry(id)
    }

    /// Gives a command up, with a reason that stays in the history.
    pub fn discard(&self, request: &Discard) -> Result<OutboxEntry, DeskError> {
        let id = command_id(&request.command)?;
        let reason = request.reason.trim();
        if reason.is_empty() {
            return Err(asked(
                "Skriv en begrundelse. Den bliver stående i historikken.",
                "Write a reason. It stays in the history.",
            ));
        }
        if reason.chars().count() > LONGEST_REASON {
            return Err(asked("Begrundelsen må højst fylde 500 tegn.", "The reason may have at most 500 characters."));
        }
        let stored = self.stored(id)?;
        if !self.files.outbox.discard(id, reason, self.now())? {
            return Err(asked(
                "Den kan ikke kasseres nu: den er sendt, og svaret mangler, eller den er afgjort.",
                "It cannot be discarded now: it is sent and not answered yet, or it is settled.",
            ));
        }
        self.tell_outbox(stored.subject);
        self.entry(id)
    }

    pub fn outbox(&self) -> Result<OutboxView, DeskError> {
        let stored = self.files.outbox.unsettled(self.start_of_today(), self.now())?;
        let queue = self.queue_ids()?;
        let mut outbox = OutboxView { refused: vec![], resting: vec![], waiting: vec![], accepted: vec![] };
        for stored in &stored {
            let list = match &stored.pending.state {
                PendingState::Held(_) | PendingState::Refused { .. } => &mut outbox.refused,
                PendingState::Resting { .. } => &mut outbox.resting,
                PendingState::Waiting | PendingState::Sent | PendingState::Unreadable => &mut outbox.waiting,
                PendingState::Accepted { .. } => &mut outbox.accepted,
                PendingState::Undone { .. } | PendingState::Discarded { .. } => continue,
            };
            list.push(self.told(stored, &queue)?);
        }
        outbox.accepted.reverse();
        Ok(outbox)
    }

    pub fn entry(&self, id: CommandId) -> Result<OutboxEntry, DeskError> {
        self.told(&self.stored(id)?, &self.queue_ids()?)
    }

    pub fn save_draft(&self, request: &SaveDraft) -> Result<Nothing, DeskError> {
        let Draft { citizen, form } = &request.draft;
        let (subject, key) = (self.files.cache.survivor(person_id(citizen)?)?, draft_key(form));
        self.files.outbox.save_draft(subject, &key, form, self.now())?;
        // It takes the place of what was typed before a merge.
        for alias in self.files.cache.ids(subject)?.into_iter().filter(|id| *id != subject) {
            self.files.outbox.drop_draft(alias, &key)?;
        }
        Ok(Nothing {})
    }

    pub fn drop_draft(&self, request: &DraftRef) -> Result<Nothing, DeskError> {
        for subject in self.files.cache.ids(person_id(&request.citizen)?)? {
            self.files.outbox.drop_draft(subject, &request.kind)?;
            let begins = |key: &str| key == request.kind || key.starts_with(&format!("{}/", request.kind));
            guard(&self.draft_ids).retain(|(whose, key), _| *whose != subject || !begins(key));
        }
        Ok(Nothing {})
    }

    fn stored(&self, id: CommandId) -> Result<Stored, DeskError> {
        self.files.outbox.entry(id, self.now())?.ok_or_else(|| DeskError::Gone {
            text: Text::new("Registreringen findes ikke på denne pc.", "The command is not at this desk."),
        })
    }

    pub fn told(&self, stored: &Stored, queue: &[CommandId]) -> Result<OutboxEntry, DeskError> {
        let known = self.files.cache.readable(stored.subject)?;
        Ok(view::outbox_entry(&view::Entry {
            pending: &stored.pending,
            known: known.as_ref(),
            queue,
            online: self.is_online(),
            now: self.now(),
            steps: &stored.course,
            shown: stored.shown.as_ref(),
            verdict: stored.verdict.as_ref(),
        }))
    }

    fn end_of_rest(&self) -> DateTime<Utc> {
        self.now() + TimeDelta::seconds(i64::from(self.settings().rest_seconds.min(30)))
    }
}

/// The open command that this one makes no sense without: a comment's write or last correction; the last affiliation.
fn builds_on(command: &Command, stored: &[Stored]) -> Option<CommandId> {
    let open = stored.iter().filter(|stored| stored.pending.state.is_open());
    let mut bases = open.filter(|base| match (command, &base.pending.command) {
        (Command::CorrectComment { comment, .. } | Command::WithdrawComment { comment, .. }, Some(base_command)) => {
            speaks_of(base_command, base.id, *comment)
        }
        (Command::RegisterAffiliation { .. }, Some(Command::RegisterAffiliation { .. })) => true,
        _ => false,
    });
    bases.next_back().map(|base| base.id)
}

fn speaks_of(base: &Command, id: CommandId, comment: RecordId) -> bool {
    match base {
        Command::WriteComment { .. } => id.record(0) == comment,
        Command::CorrectComment { comment: other, .. } => *other == comment,
        _ => false,
    }
}

/// A command that built on another one builds on what took that one's place; until something has, it cannot be sent.
fn on_new_base(
    mut command: Command,
    old: &Stored,
    stored: &[Stored],
) -> Result<(Command, Option<CommandId>), DeskError> {
    let Some(base) = old.pending.envelope.builds_on else { return Ok((command, None)) };
    let base = stored.iter().find(|stored| stored.id == base);
    let Some(base) = base.filter(|base| !matches!(base.pending.state, PendingState::Accepted { .. })) else {
        return Ok((command, None));
    };
    let successor = end_of_renewals(base, stored);
    let is_accepted = matches!(successor.pending.state, PendingState::Accepted { .. });
    if !(is_accepted || successor.pending.state.is_open()) {
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
    Ok((command, (!is_accepted).then_some(successor.id)))
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

fn makes_a_record(form: &DraftForm) -> bool {
    match form {
        DraftForm::Comment { .. } | DraftForm::Affiliation { .. } => true,
        DraftForm::CorrectComment { .. } | DraftForm::WithdrawComment { .. } => false,
    }
}

fn shown_anew() -> DeskError {
    asked(
        "Det, der sker, er blevet et andet, siden det blev vist. Se det igen, og bekræft. Det skrevne er ikke tabt.",
        "What happens has changed since it was shown. Look at it again and confirm. What you have written is not lost.",
    )
}

fn settled_already() -> DeskError {
    asked(
        "Registreringen er allerede afgjort og kan ikke sendes igen.",
        "The command is settled already and cannot be sent again.",
    )
}
