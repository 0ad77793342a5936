use chrono::{DateTime, Utc};
use domain::CaseworkerId;
use exchange::{KeptMark, Mark, MarkKind};

/// What a jobcentre has done with a message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Handled {
    /// Who opened it first.
    pub opened: Option<Trace>,
    /// Who finished it, if that has not been taken back.
    pub done: Option<Trace>,
}

/// Who did something, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// Who.
    pub by: CaseworkerId,
    /// When, UTC.
    pub at: DateTime<Utc>,
    /// Whether it waits here: colleagues do not see it yet.
    pub waits: bool,
}

impl Handled {
    /// What is left of all that was done: `kept` by the backend, in its order, and then what waits here, done by `me`.
    /// A mark that waits here and has come back as well counts once.
    #[must_use]
    pub fn by(kept: &[KeptMark], waiting: &[Mark], me: &CaseworkerId) -> Self {
        let mut handled = Self::default();
        for kept in kept {
            handled.take(&kept.mark, &kept.by, false);
        }
        let is_new = |mark: &&Mark| kept.iter().all(|kept| kept.mark.id != mark.id);
        for mark in waiting.iter().filter(is_new) {
            handled.take(mark, me, true);
        }
        handled
    }

    /// Whether nobody need look at it any more.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.done.is_some()
    }

    fn take(&mut self, mark: &Mark, by: &CaseworkerId, waits: bool) {
        let trace = || Trace { by: by.clone(), at: mark.at, waits };
        match mark.what {
            MarkKind::Opened => self.opened = self.opened.take().or_else(|| Some(trace())),
            MarkKind::Done => self.done = self.done.take().or_else(|| Some(trace())),
            MarkKind::TakenBack => self.done = None,
        }
    }
}
