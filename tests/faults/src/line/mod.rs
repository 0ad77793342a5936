//! The simulated line between a desk and the backend. It loses, doubles, delays and mixes up what goes over it.

pub mod wire;

use std::sync::{Arc, Mutex};

use exchange::{FeedPage, NoAnswer};

use crate::central::Central;
use crate::plan::Trouble;
use wire::{Reply, Request, Way};

/// A page is no longer than this, so that there is always a next one to lose.
const PAGE: usize = 3;
/// How many pages of before are still under way somewhere.
const PAGES: usize = 4;

/// A desk's line. It lives on when the desk's program dies.
#[derive(Clone, Default)]
pub struct Line(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    is_cut: bool,
    /// What goes wrong, with the request after so many.
    armed: Option<(Trouble, u8)>,
    /// The desk's program is dead; what it still seems to do, it does not.
    is_dead: bool,
    /// How often something has gone wrong.
    struck: usize,
    /// Requests that have not arrived yet.
    late: Vec<Request>,
    /// Pages that have been given out.
    pages: Vec<FeedPage>,
}

impl Line {
    /// Cuts the line or mends it.
    pub fn cut(&self, is_cut: bool) {
        self.state().is_cut = is_cut;
    }

    /// Whether nothing gets through.
    pub fn is_cut(&self) -> bool {
        self.state().is_cut
    }

    /// Something will go wrong, with the request after so many.
    pub fn arm(&self, trouble: Option<(Trouble, u8)>) {
        self.state().armed = trouble;
    }

    /// How often something has gone wrong.
    pub fn struck(&self) -> usize {
        self.state().struck
    }

    /// Whether the desk's program has died.
    pub fn is_dead(&self) -> bool {
        self.state().is_dead
    }

    /// The desk's program runs again. What has gone wrong with it is over.
    pub fn revive(&self) {
        let mut state = self.state();
        state.is_dead = false;
        state.armed = None;
    }

    /// One of the requests that are under way, to arrive now.
    pub fn late(&self, which: usize) -> Option<Request> {
        let mut state = self.state();
        let count = state.late.len();
        (count > 0).then(|| state.late.remove(which % count))
    }

    /// Nothing is under way any more: the backend was away.
    pub fn forget_all(&self) {
        let mut state = self.state();
        state.late.clear();
        state.pages.clear();
    }

    /// What goes wrong with this request, if anything.
    fn trouble(&self, request: &Request) -> Option<Trouble> {
        let mut state = self.state();
        let (trouble, after) = state.armed?;
        if after > 0 {
            state.armed = Some((trouble, after - 1));
            return None;
        }
        if let Request::Pull(_, cursor, _) = request
            && cursor.is_none_or(|cursor| cursor.position == 0)
        {
            // The page of an earlier pull from the start cannot be told from the answer to this one. What waits on a number
            // that is younger than that page is then held as on a former one, and stays so until somebody corrects it.
            state.pages.retain(|page| page.after != Some(0));
        }
        let has_page = matches!(request, Request::Pull(..)) && !state.pages.is_empty();
        if trouble == Trouble::OldPage && !has_page {
            return None;
        }
        state.armed = None;
        state.struck += 1;
        Some(trouble)
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }
}

/// The way over a line to what lies behind it.
pub struct OverLine {
    pub line: Line,
    pub central: Central,
    pub behind: Box<dyn Way>,
}

impl Way for OverLine {
    fn carry(&self, request: Request) -> Result<Reply, NoAnswer> {
        let request = match request {
            Request::Pull(scope, cursor, limit) => Request::Pull(scope, cursor, limit.min(PAGE)),
            other => other,
        };
        if self.line.is_dead() {
            return Err(NoAnswer::Unreachable);
        }
        if self.line.is_cut() {
            self.line.state().struck += 1;
            return Err(NoAnswer::Unreachable);
        }
        match self.line.trouble(&request) {
            Some(trouble) => self.carry_with(trouble, request),
            None => self.carried(request),
        }
    }
}

impl OverLine {
    fn carry_with(&self, trouble: Trouble, request: Request) -> Result<Reply, NoAnswer> {
        let silence = Err(NoAnswer::Unreachable);
        match trouble {
            Trouble::RequestLost => silence,
            Trouble::AnswerLost => self.carried(request).and(silence),
            Trouble::Twice => self.carried(request.clone()).and_then(|_| self.carried(request)),
            Trouble::Delayed => {
                self.line.state().late.push(request);
                silence
            }
            Trouble::OldPage => Ok(Reply::Page(self.old_page())),
            Trouble::DiesUnsent => {
                self.line.state().is_dead = true;
                silence
            }
            Trouble::DiesUntold => {
                self.line.state().is_dead = true;
                self.carried(request).and(silence)
            }
            Trouble::DiesTold => {
                self.line.state().is_dead = true;
                self.carried(request)
            }
            Trouble::NoCommit => {
                self.central.fail_commits(true);
                let reply = self.carried(request);
                self.central.restart();
                reply
            }
            Trouble::BackendDies => {
                let reply = self.carried(request);
                self.central.restart();
                reply.and(silence)
            }
        }
    }

    fn carried(&self, request: Request) -> Result<Reply, NoAnswer> {
        let reply = self.behind.carry(request)?;
        if let Reply::Page(page) = &reply {
            let mut state = self.line.state();
            state.pages.push(page.clone());
            if state.pages.len() > PAGES {
                state.pages.remove(0);
            }
        }
        Ok(reply)
    }

    /// The oldest page that is still under way.
    fn old_page(&self) -> FeedPage {
        self.line.state().pages.remove(0)
    }
}
