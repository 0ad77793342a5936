//! What is typed and not confirmed: a citizen's drafts, and the corrections of commands.

use crate::door::{Correcting, DeskError, Draft, DraftRef, EntryRef, Nothing, Preview, SaveDraft};
use crate::preview::{Of, draft_key};
use crate::room::{Room, command_id, guard, person_id};

use super::settled_already;

impl Room {
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
            let begins = |of: &Of| match of {
                Of::Citizen(whose, key) => {
                    *whose == subject && (*key == request.kind || key.starts_with(&format!("{}/", request.kind)))
                }
                Of::Command(_) => false,
            };
            guard(&self.draft_ids).retain(|of, _| !begins(of));
        }
        Ok(Nothing {})
    }

    /// What the correction would do, on the citizen as they are now.
    pub fn preview_correction(&self, request: &Correcting) -> Result<Preview, DeskError> {
        let old = self.stored(command_id(&request.command)?)?;
        let citizen = self.files.cache.survivor(old.subject)?.to_string();
        self.preview(&Draft { citizen, form: request.form.clone() }, Some(old.id))
    }

    /// As durable as any draft: it survives a crash, a lock and a walk to another screen.
    pub fn save_correction(&self, request: &Correcting) -> Result<Nothing, DeskError> {
        let kept = self.files.outbox.save_correction(command_id(&request.command)?, &request.form)?;
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
