use domain::{Actor, JobcentreCode, Now, PersonId};
use exchange::{Cursor, FeedItem, FeedPage, NotPulled, Scope};

use super::{MOST, epoch, scope::settle};
use crate::store::{InScope, StoreError, Tables};

/// The scopes that there are: contact persons, who make a caseload, are not registered here.
pub(crate) fn offered(scope: Scope) -> Result<(), NotPulled> {
    match scope {
        Scope::Jobcentre | Scope::Nobody => Ok(()),
        Scope::Caseload => Err(NotPulled::NotOffered(scope)),
    }
}

/// What has changed in the actor's scope since the cursor.
pub(crate) fn pull(
    tables: Tables,
    (actor, scope): (&Actor, Scope),
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
    let mut changed = match (actor, scope) {
        (Actor::Caseworker { jobcentre, .. }, Scope::Jobcentre) => in_scope(tables, *jobcentre, position, limit + 1)?,
        (Actor::Caseworker { .. } | Actor::Cpr | Actor::Fund { .. }, _) => Vec::new(),
    };
    let more = changed.len() > limit;
    changed.truncate(limit);
    let next = if more { changed.last().map_or(head, |last| last.position) } else { head };
    Ok(FeedPage {
        after: Some(position),
        items: changed.iter().map(|found| item(tables, found, position)).collect::<Result<_, _>>()?,
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
    let aliases = tables.aliases(subject)?;
    let journal = tables.lines(subject, &aliases, after)?;
    Ok(FeedItem::Present { subject, version: tables.version(subject)?, rows: tables.rows(subject)?, aliases, journal })
}
