//! What needs the caseworker of the deadlines that were given.

use std::collections::BTreeSet;

use domain::{Area, PersonId};

use crate::door::{DeskError, DueLine};
use crate::room::{Room, guard};
use crate::view;

/// A command of any of these may set a deadline, meet it, or open it again.
const AREAS: [Area; 3] = [Area::BookingDeadlines, Area::Bookings, Area::HeldConversations];

impl Room {
    /// The deadlines that need the caseworker today, with what waits carried out: the one due the longest first.
    pub fn due_deadlines(&self) -> Result<Vec<DueLine>, DeskError> {
        let (today, who) = (self.today(), (&self.who.id, self.who.jobcentre));
        // Asked before the rows are read: what is settled meanwhile is in them then, or is worked out here.
        let apart = self.with_apart(&AREAS)?;
        let mut due = Vec::new();
        for subject in self.files.cache.with_due_deadlines(who.0, today)? {
            if apart.contains(&subject) {
                continue;
            }
            let named = self.files.cache.named(subject)?;
            due.extend(named.into_iter().flat_map(|named| view::due(&named.person, who, self.now())));
        }
        for subject in apart {
            let Ok((_, after)) = self.as_they_will_be(subject) else { continue };
            due.extend(view::due(&after, who, self.now()));
        }
        due.sort_by(|a, b| (&a.since, &a.citizen.name, &a.deadline).cmp(&(&b.since, &b.citizen.name, &b.deadline)));
        Ok(due)
    }

    /// Those on whom something of these areas is not in the rows: it waits, or it is accepted and nothing was pulled since.
    pub fn with_apart(&self, areas: &[Area]) -> Result<BTreeSet<PersonId>, DeskError> {
        let queue = self.queue()?;
        let has_pulled = guard(&self.sync).has_pulled_since_push();
        let accepted = if has_pulled { Vec::new() } else { self.files.outbox.accepted_last()? };
        let waiting = queue.into_iter().map(|queued| (queued.subject, queued.area));
        let all = waiting.chain(accepted);
        let of_areas = all.filter(|(_, area)| area.is_some_and(|area| areas.contains(&area)));
        Ok(self.files.cache.survivors(of_areas.map(|(subject, _)| subject))?)
    }
}
