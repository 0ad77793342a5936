//! What is left behind when the window is closed.

use domain::PersonId;

use crate::cache::FileError;
use crate::door::{DeskError, LeavingView};
use crate::room::Room;
use crate::sync::{LONGEST_REST, Stage, reached};
use crate::view::{self, Behind, NAMED};

impl Room {
    /// What would be left behind now, and on whom.
    pub(crate) fn leaving(&self) -> Result<LeavingView, DeskError> {
        let (outbox, now) = (&self.files.outbox, self.now());
        let rests = |stage: &Stage| matches!(stage, Stage::Resting { until } if !reached(*until, now, LONGEST_REST));
        let (mut resting, mut waiting) = (Vec::new(), Vec::new());
        for queued in outbox.queue()? {
            if rests(&queued.stage) { &mut resting } else { &mut waiting }.push(queued.subject);
        }
        waiting.extend(outbox.subjects_unreadable()?);
        Ok(view::leaving(&view::Left {
            resting: self.behind(resting)?,
            waiting: self.behind(waiting)?,
            refused: self.behind(outbox.subjects_to_act_on()?)?,
            otherwise: self.behind(outbox.subjects_to_see()?)?,
            drafts: self.behind(outbox.typed_on()?)?,
            online: self.is_online(),
        }))
    }

    /// Each as often as there is something on them; the first few are named.
    fn behind(&self, subjects: Vec<PersonId>) -> Result<Behind, FileError> {
        let count = u32::try_from(subjects.len()).unwrap_or(u32::MAX);
        let mut citizens: Vec<PersonId> = Vec::new();
        for subject in self.files.cache.survivors::<Vec<_>>(subjects)? {
            if !citizens.contains(&subject) {
                citizens.push(subject);
            }
        }
        let named = citizens.iter().take(NAMED).map(|subject| self.files.cache.named(*subject));
        let on = named.map(|known| Ok(known?.map(|known| known.person))).collect::<Result<_, FileError>>()?;
        let others = u32::try_from(citizens.len().saturating_sub(NAMED)).unwrap_or(u32::MAX);
        Ok(Behind { count, on, others })
    }
}
