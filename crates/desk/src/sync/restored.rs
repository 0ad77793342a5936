use exchange::{Cursor, FeedPage, MOST_ASKED};

use super::Input;
use crate::cache::{FileError, Lives};
use crate::room::Room;
use crate::trouble::Setback;

impl Room {
    /// How far the feed is read. A cache that was made anew has read nothing, of the epoch that the outbox knows: a backend
    /// that has not lived it says so.
    pub(super) fn read_to(&self) -> Result<Option<Cursor>, FileError> {
        let of_the_outbox = |lives: Lives| Cursor { epoch: lives.epoch, position: 0 };
        Ok(match self.files.cache.cursor()? {
            Some(cursor) => Some(cursor),
            None => self.files.outbox.lives()?.map(of_the_outbox),
        })
    }

    /// Notes in which epoch the backend answers, before anything of it is stored. A restored backup has not lived what was
    /// read here, and may lack what it once accepted; it may lack that too where what it had accepted was never read. So each
    /// epoch is asked.
    pub(super) fn note_life(&self, page: &FeedPage) -> Result<(), FileError> {
        let (epoch, known) = (page.next.epoch, self.files.outbox.lives()?);
        if page.from_the_start {
            self.files.outbox.keep_lives(&Lives { epoch, met_at: Some(self.now()), told_up_to: Some(0) })?;
            self.with_sync(|sync, now| sync.hear(Input::NewEpoch, now));
            return Ok(());
        }
        match known {
            Some(lives) if lives.epoch == epoch => Ok(()),
            Some(lives) => {
                self.files.outbox.keep_lives(&Lives { epoch, told_up_to: Some(0), ..lives })?;
                self.with_sync(|sync, now| sync.hear(Input::NewEpoch, now));
                Ok(())
            }
            None => self.files.outbox.keep_lives(&Lives { epoch, met_at: None, told_up_to: None }),
        }
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
