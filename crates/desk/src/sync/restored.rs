use exchange::{Cursor, FeedPage, MOST_ASKED};

use super::Input;
use crate::cache::{FileError, Lives};
use crate::room::Room;
use crate::trouble::Setback;

impl Room {
    /// Notes that the backend's store has begun another life, before anything of it is stored: a restored backup may lack
    /// what it once accepted. A store that lost its own place in the feed has been restored as well.
    pub(super) fn note_life(&self, cursor: Option<Cursor>, page: &FeedPage) -> Result<(), FileError> {
        let (epoch, known) = (page.next.epoch, self.files.outbox.lives()?);
        let was_here = match known {
            Some(lives) => lives.epoch == epoch,
            None => cursor.is_none_or(|cursor| cursor.epoch == epoch),
        };
        if was_here && !page.from_the_start {
            return match known {
                Some(_) => Ok(()),
                None => self.files.outbox.keep_lives(&Lives { epoch, met_at: None, told_up_to: None }),
            };
        }
        self.files.outbox.keep_lives(&Lives { epoch, met_at: Some(self.now()), told_up_to: Some(0) })?;
        self.with_sync(|sync, now| sync.hear(Input::Restored, now));
        Ok(())
    }

    /// Asks about the next piece of what was accepted, and stores what is told. Nothing is ever sent again in silence.
    pub(super) fn ask_known(&self) -> Result<Input, Setback> {
        let Some((lives, after)) = self.files.outbox.lives()?.and_then(|lives| Some((lives, lives.told_up_to?))) else {
            return Ok(Input::Told { more: false });
        };
        let (asked, last) = self.files.outbox.to_ask_about(after)?;
        let unknown = if asked.is_empty() { Vec::new() } else { self.backend().unknown(&asked)? };
        let more = asked.len() == MOST_ASKED;
        let told = Lives { told_up_to: more.then_some(last), ..lives };
        self.files.outbox.tell_unknown(&asked, &unknown, &told, self.now())?;
        let mut subjects = Vec::new();
        for id in unknown {
            subjects.extend(self.files.outbox.entry(id, self.now())?.map(|stored| stored.subject));
        }
        if !subjects.is_empty() {
            self.tell_changed(subjects.into_iter());
        }
        Ok(Input::Told { more })
    }
}
