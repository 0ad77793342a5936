//! What is typed and not confirmed: a citizen's drafts, and the corrections of commands.

use domain::{CprNumber, PersonId};

use crate::cache::{FileError, KeptDraft};
use crate::door::{Correcting, DeskError, Draft, DraftRef, EntryRef, Nothing, Preview, SaveDraft, UnsentDraft};
use crate::preview::Of;
use crate::room::{Room, command_id, guard, person_id};
use crate::view;

use super::settled_already;

impl Room {
    /// Under the id that the page knows: what is typed on somebody who has been merged with them since is another text,
    /// and was not on that page.
    pub fn save_draft(&self, request: &SaveDraft) -> Result<Nothing, DeskError> {
        let Draft { citizen, form } = &request.draft;
        let subject = person_id(citizen)?;
        let number = self.number_now(subject);
        self.files.outbox.save_draft((subject, number), &form.key(), form, self.now())?;
        self.tell_connection();
        Ok(Nothing {})
    }

    /// The citizen's number, where they are here; what is typed is kept without it too.
    pub(super) fn number_now(&self, subject: PersonId) -> Option<CprNumber> {
        self.files.cache.named(subject).ok().flatten().map(|known| known.person.current_number())
    }

    pub fn drop_draft(&self, request: &DraftRef) -> Result<Nothing, DeskError> {
        let subject = person_id(&request.citizen)?;
        self.files.outbox.drop_draft(subject, &request.kind)?;
        let subject = self.files.cache.survivor(subject)?;
        guard(&self.draft_ids).remove(&Of::Citizen(subject, request.kind.clone()));
        self.tell_connection();
        Ok(Nothing {})
    }

    /// Everything that is typed on citizens and not confirmed.
    pub(super) fn unsent_drafts(&self) -> Result<Vec<UnsentDraft>, DeskError> {
        let (mut told, all) = (Vec::new(), self.files.outbox.all_drafts()?);
        let are_second = all.iter().map(|one| self.is_second(one, &all)).collect::<Result<Vec<_>, _>>()?;
        for (KeptDraft { subject, number, kind, form, raw, saved_at }, is_second) in all.into_iter().zip(are_second) {
            // What is typed may be of something that waits itself.
            let person = match self.as_they_will_be(subject) {
                Ok((_, after)) => Some(after),
                Err(_) => self.files.cache.named(subject)?.map(|known| known.person),
            };
            let (of, person) = (DraftRef { citizen: subject.to_string(), kind }, person.as_ref());
            told.push(view::unsent_draft(view::Typed { of, form, raw, person, number, is_second, at: saved_at }));
        }
        Ok(told)
    }

    /// Whether the page would show another draft of the kind, as `gather_drafts` leaves them: the first in the form under any
    /// id that was ever the citizen's, the present one before all; else the first that waits.
    fn is_second(&self, draft: &KeptDraft, all: &[KeptDraft]) -> Result<bool, FileError> {
        let of_its_kind = || all.iter().filter(|one| one.form_kind() == draft.form_kind());
        if of_its_kind().nth(1).is_none() {
            return Ok(false);
        }
        let ids = self.files.cache.ids(draft.subject)?;
        let in_the_form = |id: &PersonId| of_its_kind().find(|one| one.subject == *id && one.is_in_its_form());
        let first = ids.iter().find_map(in_the_form).or_else(|| of_its_kind().find(|one| ids.contains(&one.subject)));
        Ok(first.is_some_and(|first| {
            (first.subject, &first.kind) != (draft.subject, &draft.kind) && !draft.stands_with(first)
        }))
    }

    /// What the correction would do, on the citizen as they are now.
    pub fn preview_correction(&self, request: &Correcting) -> Result<Preview, DeskError> {
        let old = self.stored(command_id(&request.command)?)?;
        let citizen = self.files.cache.survivor(old.subject)?.to_string();
        self.preview(&Draft { citizen, form: request.form.clone() }, Some(old.id))
    }

    /// As durable as any draft: it survives a crash, a lock and a walk to another screen.
    pub fn save_correction(&self, request: &Correcting) -> Result<Nothing, DeskError> {
        let kept = self.files.outbox.save_correction(command_id(&request.command)?, &request.form, self.now())?;
        if kept { Ok(Nothing {}) } else { Err(settled_already()) }
    }

    /// The correction begins again from what was sent.
    pub fn drop_correction(&self, request: &EntryRef) -> Result<Nothing, DeskError> {
        let id = command_id(&request.command)?;
        self.files.outbox.drop_correction(id)?;
        guard(&self.draft_ids).remove(&Of::Command(id));
        Ok(Nothing {})
    }
}
