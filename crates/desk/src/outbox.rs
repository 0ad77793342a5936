//! What is confirmed, until it is answered: how it comes in, and how it is taken back, sent at once, given up or seen.

mod base;
mod renew;
mod typed;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{CommandId, CprNumber, Person, PersonId};
use exchange::Fingerprint;

use self::base::builds_on;
pub(crate) use self::base::corrected;
use crate::begun::begun_from;
use crate::cache::{Added, Named, NewCommand, Renewed, Stored, TypedAgain};
use crate::door::{Confirm, DeskError, Discard, DraftForm, OutboxEntry, OutboxView, Text};
use crate::preview::{Considered, Considering, Of};
use crate::room::{Room, asked, command_id, person_id};
use crate::sync::Queued;
use crate::{Known, view};

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
        let considered = match self.consider(&request.draft, renews)? {
            Considering::Incomplete(text) => return Err(DeskError::Asked { text }),
            Considering::Whole(considered) => considered,
        };
        let Considered { known, stored, id, command, outcome, .. } = *considered;
        let decision = match &outcome {
            Err(refusal) => return Err(DeskError::Asked { text: view::refusal(refusal).what }),
            Ok(_) if Fingerprint::of(&outcome) != shown => return Err(shown_anew()),
            Ok(decision) => decision,
        };
        let (typed_on, draft) = (person_id(&request.draft.citizen)?, request.draft.form.key());
        let added = self.files.outbox.add(&NewCommand {
            id,
            command: &command,
            subject,
            seen: Some(known.version),
            builds_on: builds_on(&command, &stored, &self.who.id),
            shown: Some((decision, shown)),
            now: self.now(),
            rest_until: self.end_of_rest(),
            renews: renews.map(|old| Renewed { old, words: "Rettet og sendt igen", as_it_was: false }),
            // What is typed and not confirmed on the citizen's own page is another text than the one that is corrected.
            draft: renews.is_none().then_some((typed_on, draft.as_str())),
        })?;
        if added != Added::Stored {
            return Err(settled_already());
        }
        self.forget_draft_id(&Of::draft(subject, &request.draft.form, renews));
        self.tell_outbox(subject);
        self.entry(id)
    }

    /// Takes a command back that has not left.
    pub fn undo(&self, id: CommandId) -> Result<OutboxEntry, DeskError> {
        let stored = self.stored(id)?;
        let typed = self.typed_again(&stored)?;
        if !self.files.outbox.undo(id, typed.as_ref(), self.now())? {
            return Err(asked(
                "Den kan ikke fortrydes: den er allerede sendt eller afgjort. Registrér en rettelse i stedet.",
                "It cannot be undone: it has been sent or settled already. Register a correction instead.",
            ));
        }
        self.tell_outbox(stored.subject);
        self.entry(id)
    }

    /// What was typed in a command; in a renewal, where it is not what the renewed command says already.
    fn typed_again(&self, stored: &Stored) -> Result<Option<TypedAgain>, DeskError> {
        let form = |stored: &Stored| stored.pending.command.as_ref().and_then(view::form);
        let typed = form(stored).filter(|form| match form {
            DraftForm::Comment { .. }
            | DraftForm::CorrectComment { .. }
            | DraftForm::Affiliation { .. }
            | DraftForm::MakeBooking { .. }
            | DraftForm::ChangeBooking { .. }
            | DraftForm::CancelBooking { .. }
            | DraftForm::Participation { takes_part: true, .. }
            | DraftForm::SetDeadline { .. }
            | DraftForm::ChangeDeadline { .. }
            | DraftForm::RegisterReferral { .. }
            | DraftForm::EndReferral { .. }
            | DraftForm::HeldConversation { .. } => true,
            // Nothing is typed there.
            DraftForm::WithdrawComment { .. }
            | DraftForm::Participation { takes_part: false, .. }
            | DraftForm::ParticipationChoice { .. }
            | DraftForm::WithdrawDeadline { .. }
            | DraftForm::ContactPerson
            | DraftForm::EndContactPerson { .. } => false,
        });
        let (Some(typed), Some(command)) = (typed, &stored.pending.command) else { return Ok(None) };
        if let Some(old) = stored.pending.envelope.renews {
            let is_new = Some(&typed) != form(&self.stored(old)?).as_ref();
            let typed = begun_from(typed, command, stored.shown.as_ref());
            return Ok(is_new.then_some(TypedAgain::Correction(typed)));
        }
        let typed = begun_from(typed, command, stored.shown.as_ref());
        let subjects = self.files.cache.ids(stored.subject)?;
        let number = self.number_now(stored.subject).or_else(|| stored.pending.envelope.number.read().ok());
        Ok(Some(TypedAgain::Draft { subjects, number, form: typed }))
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

    /// Notes that the caseworker has seen that a command went otherwise than shown.
    pub fn acknowledge(&self, id: CommandId) -> Result<OutboxEntry, DeskError> {
        let stored = self.stored(id)?;
        if self.files.outbox.see(id, self.now())? {
            self.tell_outbox(stored.subject);
        }
        self.entry(id)
    }

    pub fn outbox(&self) -> Result<OutboxView, DeskError> {
        let (queue, mut told) = (self.queue()?, Vec::new());
        for stored in self.files.outbox.unsettled(self.start_of_today(), self.now())? {
            let citizen = self.files.cache.survivor(stored.subject)?;
            let known = self.as_far_as_known(citizen)?;
            let entry = self.told_of(&stored, known.as_ref(), &queue);
            let current = |person: &Person| view::number(person, person.current_number(), view::Mask::Hidden);
            let number = known.map_or_else(|| entry.number.clone(), |known| current(&known.person));
            told.push(view::InOutbox { citizen, number, state: stored.pending.state, entry });
        }
        Ok(OutboxView { drafts: self.unsent_drafts()?, ..view::outbox(told) })
    }

    pub fn entry(&self, id: CommandId) -> Result<OutboxEntry, DeskError> {
        self.told(&self.stored(id)?, &self.queue()?)
    }

    pub(crate) fn stored(&self, id: CommandId) -> Result<Stored, DeskError> {
        self.files.outbox.entry(id, self.now())?.ok_or_else(|| DeskError::Gone {
            text: Text::new("Registreringen findes ikke på denne pc.", "The command is not at this desk."),
        })
    }

    /// The number that the citizen of a command had when it was written.
    pub fn number_written_under(&self, command: &str) -> Result<CprNumber, DeskError> {
        let stored = self.stored(command_id(command)?)?;
        stored.pending.envelope.number.read().map_err(|_| self.gone(stored.subject))
    }

    pub fn told(&self, stored: &Stored, queue: &[Queued]) -> Result<OutboxEntry, DeskError> {
        Ok(self.told_of(stored, self.as_far_as_known(stored.subject)?.as_ref(), queue))
    }

    fn told_of(&self, stored: &Stored, known: Option<&Known>, queue: &[Queued]) -> OutboxEntry {
        view::outbox_entry(&view::Entry {
            pending: &stored.pending,
            raw: &stored.raw,
            known,
            names: &self.names,
            queue,
            online: self.is_online(),
            now: self.now(),
            steps: &stored.course,
            shown: stored.shown.as_ref(),
            verdict: stored.verdict.as_ref(),
            correcting: stored.correcting.as_ref(),
        })
    }

    /// The citizen, or as much of them as this version can read, without the journal.
    fn as_far_as_known(&self, subject: PersonId) -> Result<Option<Known>, DeskError> {
        if let Some(known) = self.files.cache.readable(subject)? {
            return Ok(Some(known));
        }
        let named = self.files.cache.named(subject)?;
        let part = |Named { person, in_scope, .. }| Known {
            person,
            version: 0,
            journal: Vec::new(),
            fetched_at: DateTime::default(),
            in_scope,
        };
        Ok(named.map(part))
    }

    pub(crate) fn end_of_rest(&self) -> DateTime<Utc> {
        self.now() + TimeDelta::seconds(i64::from(self.settings().rest_seconds.min(30)))
    }
}

fn makes_a_record(form: &DraftForm) -> bool {
    match form {
        DraftForm::Comment { .. }
        | DraftForm::Affiliation { .. }
        | DraftForm::ContactPerson
        | DraftForm::MakeBooking { .. }
        | DraftForm::SetDeadline { .. }
        | DraftForm::RegisterReferral { .. }
        | DraftForm::ParticipationChoice { takes_part: false, .. }
        | DraftForm::HeldConversation { .. } => true,
        DraftForm::CorrectComment { .. }
        | DraftForm::WithdrawComment { .. }
        | DraftForm::EndContactPerson { .. }
        | DraftForm::EndReferral { .. }
        | DraftForm::ChangeBooking { .. }
        | DraftForm::CancelBooking { .. }
        | DraftForm::Participation { .. }
        | DraftForm::ParticipationChoice { takes_part: true, .. }
        | DraftForm::ChangeDeadline { .. }
        | DraftForm::WithdrawDeadline { .. } => false,
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
