//! Requests and replies as things that can be kept, doubled and handed on: what a network makes of them.

use domain::{CommandId, CprNumber, PersonId};
use exchange::{
    AccessHead, AccessLink, Accesses, Answer, Backend, Cursor, FeedPage, Handshake, InboxCursor, InboxPage, LookUp,
    Mark, NoAnswer, Purpose, RawCommand, Scope,
};

/// What a desk asks.
#[derive(Clone)]
pub enum Request {
    Handshake,
    Push(Vec<RawCommand>),
    Unknown(Vec<CommandId>),
    Pull(Scope, Option<Cursor>, usize),
    LookUp(CprNumber, Option<Purpose>),
    Messages(Option<InboxCursor>, usize),
    Mark(Vec<Mark>),
    HandIn(String, Vec<AccessLink>),
    HandedIn(String, u64),
    Accesses(PersonId, Option<Purpose>),
}

/// What it is answered.
#[derive(Clone)]
pub enum Reply {
    Handshake(Handshake),
    Answers(Vec<Answer>),
    Unknown(Vec<CommandId>),
    Page(FeedPage),
    LookUp(LookUp),
    Messages(InboxPage),
    Marked(()),
    Head(AccessHead),
    Accesses(Accesses),
}

/// A piece of the way from a desk to the backend.
pub trait Way: Send {
    /// Brings a request to the backend, and the reply back.
    fn carry(&self, request: Request) -> Result<Reply, NoAnswer>;
}

impl Request {
    /// Asks a backend.
    pub fn ask(&self, backend: &impl Backend) -> Result<Reply, NoAnswer> {
        Ok(match self {
            Self::Handshake => Reply::Handshake(backend.handshake()?),
            Self::Push(commands) => Reply::Answers(backend.push(commands)?),
            Self::Unknown(commands) => Reply::Unknown(backend.unknown(commands)?),
            Self::Pull(scope, cursor, limit) => Reply::Page(backend.pull(*scope, *cursor, *limit)?),
            Self::LookUp(number, purpose) => Reply::LookUp(backend.look_up(*number, purpose.as_ref())?),
            Self::Messages(cursor, limit) => Reply::Messages(backend.messages(*cursor, *limit)?),
            Self::Mark(marks) => Reply::Marked(backend.mark(marks)?),
            Self::HandIn(device, links) => Reply::Head(backend.hand_in(device, links)?),
            Self::HandedIn(device, up_to) => Reply::Head(backend.handed_in(device, *up_to)?),
            Self::Accesses(subject, purpose) => Reply::Accesses(backend.accesses(*subject, purpose.as_ref())?),
        })
    }
}

/// The way as a desk sees it.
pub struct Wire(pub Box<dyn Way>);

macro_rules! carry {
    ($wire:expr, $request:expr, $reply:ident) => {
        match $wire.0.carry($request)? {
            Reply::$reply(reply) => Ok(reply),
            _ => panic!("a reply to another request"),
        }
    };
}

impl Backend for Wire {
    fn handshake(&self) -> Result<Handshake, NoAnswer> {
        carry!(self, Request::Handshake, Handshake)
    }

    fn push(&self, commands: &[RawCommand]) -> Result<Vec<Answer>, NoAnswer> {
        carry!(self, Request::Push(commands.to_vec()), Answers)
    }

    fn unknown(&self, commands: &[CommandId]) -> Result<Vec<CommandId>, NoAnswer> {
        carry!(self, Request::Unknown(commands.to_vec()), Unknown)
    }

    fn pull(&self, scope: Scope, cursor: Option<Cursor>, limit: usize) -> Result<FeedPage, NoAnswer> {
        carry!(self, Request::Pull(scope, cursor, limit), Page)
    }

    fn look_up(&self, number: CprNumber, purpose: Option<&Purpose>) -> Result<LookUp, NoAnswer> {
        carry!(self, Request::LookUp(number, purpose.cloned()), LookUp)
    }

    fn messages(&self, cursor: Option<InboxCursor>, limit: usize) -> Result<InboxPage, NoAnswer> {
        carry!(self, Request::Messages(cursor, limit), Messages)
    }

    fn mark(&self, marks: &[Mark]) -> Result<(), NoAnswer> {
        carry!(self, Request::Mark(marks.to_vec()), Marked)
    }

    fn hand_in(&self, device: &str, links: &[AccessLink]) -> Result<AccessHead, NoAnswer> {
        carry!(self, Request::HandIn(device.to_owned(), links.to_vec()), Head)
    }

    fn handed_in(&self, device: &str, up_to: u64) -> Result<AccessHead, NoAnswer> {
        carry!(self, Request::HandedIn(device.to_owned(), up_to), Head)
    }

    fn accesses(&self, subject: PersonId, purpose: Option<&Purpose>) -> Result<Accesses, NoAnswer> {
        carry!(self, Request::Accesses(subject, purpose.cloned()), Accesses)
    }
}
