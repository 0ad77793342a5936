use domain::{Actor, JobcentreCode, Now, PersonId};
use exchange::{Cursor, FeedItem, FeedPage};

use super::{MOST, epoch, scope::settle};
use crate::store::{InScope, StoreError, Tables};

/// What has changed in the actor's scope since the cursor.
pub(crate) fn pull(
    tables: Tables,
    actor: &Actor,
    now: Now,
    cursor: Option<Cursor>,
    limit: usize,
) -> Result<FeedPage, StoreError> {
    settle(tables, now.today)?;
    let (epoch, head) = (epoch(tables)?, tables.feed_head()?);
    // A cursor of another life, or one that is ahead of this store, says nothing here.
    let known = cursor.filter(|cursor| cursor.epoch == epoch && cursor.position <= head);
    let position = known.map_or(0, |cursor| cursor.position);

    let limit = limit.clamp(1, MOST);
    let mut scope = match actor {
        Actor::Caseworker { jobcentre, .. } => in_scope(tables, *jobcentre, position, limit + 1)?,
        Actor::Cpr | Actor::Fund { .. } => Vec::new(),
    };
    let more = scope.len() > limit;
    scope.truncate(limit);
    let next = if more { scope.last().map_or(head, |last| last.position) } else { head };
    Ok(FeedPage {
        items: scope.iter().map(|found| item(tables, found, position)).collect::<Result<_, _>>()?,
        next: Cursor { epoch, position: next },
        more,
        now: now.instant,
        from_the_start: cursor.is_some() && known.is_none(),
    })
}

/// Who reads from the start has nobody to lose.
fn in_scope(tables: Tables, jobcentre: JobcentreCode, position: u64, limit: usize) -> Result<Vec<InScope>, StoreError> {
    tables.scope(jobcentre, position, position > 0, limit)
}

/// Whoever has come into the scope since the cursor, or has taken over somebody, arrives with the whole journal.
fn item(tables: Tables, found: &InScope, position: u64) -> Result<FeedItem, StoreError> {
    let InScope { subject, gone, survivor, .. } = *found;
    if gone {
        return Ok(FeedItem::Gone { subject, survivor });
    }
    let is_whole = found.entered > position || tables.has_merged_since(subject, position)?;
    present(tables, subject, if is_whole { 0 } else { position })
}

/// A subject as it is now, with its journal after a feed number.
pub(super) fn present(tables: Tables, subject: PersonId, after: u64) -> Result<FeedItem, StoreError> {
    Ok(FeedItem::Present {
        subject,
        version: tables.version(subject)?,
        rows: tables.rows(subject)?,
        aliases: tables.aliases(subject)?,
        journal: tables.lines(subject, after)?,
    })
}
