use chrono::NaiveDate;
use domain::{Actor, Audience, JobcentreCode, Period, Reference};
use exchange::{InboxCursor, InboxPage, Mark};

use super::{MOST, epoch, epoch::has_lived};
use crate::store::{Heads, StoreError, Tables};

/// A piece of the inbox of the actor's authority. "Every jobcentre" is every main jobcentre open on the day of receipt
/// (S23-1.1j), which is resolved here, at reading. A sub-jobcentre reads only what is to it alone.
pub(crate) fn messages(
    tables: Tables,
    reference: &Reference,
    actor: &Actor,
    cursor: Option<InboxCursor>,
    limit: usize,
) -> Result<InboxPage, StoreError> {
    let known = match cursor {
        Some(InboxCursor { epoch, message, mark }) if has_lived(tables, epoch, Heads { feed: 0, message, mark })? => {
            cursor
        }
        _ => None,
    };
    let (message, mark) = known.map_or((0, 0), |cursor| (cursor.message, cursor.mark));
    let mut next = InboxCursor { epoch: epoch(tables)?, message, mark };
    let limit = limit.clamp(1, MOST);
    let mut messages = match reader(reference, actor) {
        Some((audiences, open, jobcentre)) => {
            tables.messages(&audiences, open, jobcentre, (next.message, limit + 1))?
        }
        None => Vec::new(),
    };
    let mut marks = match actor {
        Actor::Caseworker { jobcentre, .. } => tables.marks(*jobcentre, next.mark, limit + 1)?,
        Actor::Cpr | Actor::Fund { .. } | Actor::Jobnet | Actor::CaseSystem { .. } => Vec::new(),
    };
    let more = messages.len() > limit || marks.len() > limit;
    messages.truncate(limit);
    marks.truncate(limit);
    next.message = messages.last().map_or(next.message, |last| last.sequence);
    next.mark = marks.last().map_or(next.mark, |last| last.position);
    Ok(InboxPage { messages, marks, next, more, from_the_start: cursor.is_some() && known.is_none() })
}

/// Keeps what a caseworker has done with messages, for the whole jobcentre. Nobody else has colleagues to tell.
pub(crate) fn mark(tables: Tables, actor: &Actor, marks: &[Mark]) -> Result<(), StoreError> {
    let Actor::Caseworker { caseworker, jobcentre } = actor else { return Ok(()) };
    marks.iter().try_for_each(|mark| tables.add_mark(*jobcentre, caseworker, mark))
}

/// To whom the messages are addressed that the actor reads, on which days, and as which jobcentre.
fn reader(reference: &Reference, actor: &Actor) -> Option<(Vec<Audience>, Period, Option<JobcentreCode>)> {
    match actor {
        Actor::Caseworker { jobcentre, .. } | Actor::CaseSystem { jobcentre, .. } => {
            let own = reference.jobcentres.iter().find(|one| one.code == *jobcentre)?;
            let open = Period { from: own.open_from, to: own.open_to };
            let everybody = jobcentre.is_main().then_some(Audience::EveryJobcentre);
            let audiences = [Some(Audience::Jobcentre(*jobcentre)), everybody];
            Some((audiences.into_iter().flatten().collect(), open, Some(*jobcentre)))
        }
        Actor::Fund { fund } => Some((vec![Audience::Fund(*fund)], Period::open(NaiveDate::MIN), None)),
        Actor::Cpr | Actor::Jobnet => None,
    }
}
