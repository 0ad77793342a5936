use domain::{Actor, Now, PersonId};
use exchange::{Cursor, FeedItem, FeedPage, Scope};

use super::{MOST, epoch, epoch::has_lived, scope::settle};
use crate::store::{Heads, InScope, StoreError, Tables};

/// What has changed in the actor's scope since the cursor.
pub(crate) fn pull(
    tables: Tables,
    (actor, scope): (&Actor, Scope),
    now: Now,
    cursor: Option<Cursor>,
    limit: usize,
) -> Result<FeedPage, StoreError> {
    // Before the days turn, which lifts the head.
    let known = match cursor {
        Some(Cursor { epoch, position: feed }) if has_lived(tables, epoch, Heads { feed, ..Heads::default() })? => {
            cursor
        }
        _ => None,
    };
    settle(tables, now.today)?;
    let (epoch, head) = (epoch(tables)?, tables.feed_head()?);
    let position = known.map_or(0, |cursor| cursor.position);

    let limit = limit.clamp(1, MOST);
    // Who reads from the start has nobody to lose.
    let with_gone = position > 0;
    let mut changed = match (actor, scope) {
        (Actor::Caseworker { jobcentre, .. }, Scope::Jobcentre) => {
            tables.scope(*jobcentre, position, with_gone, limit + 1)?
        }
        (Actor::Caseworker { caseworker, jobcentre }, Scope::Caseload) => {
            tables.caseload((*jobcentre, caseworker), position, with_gone, limit + 1)?
        }
        (Actor::Caseworker { .. }, Scope::Nobody)
        | (Actor::Cpr | Actor::Fund { .. } | Actor::Jobnet | Actor::CaseSystem { .. }, _) => Vec::new(),
    };
    let more = changed.len() > limit;
    changed.truncate(limit);
    let next = if more { changed.last().map_or(head, |last| last.position) } else { head };
    Ok(FeedPage {
        after: Some(position),
        items: changed.iter().map(|found| item(tables, (actor, scope), found, position)).collect::<Result<_, _>>()?,
        next: Cursor { epoch, position: next },
        more,
        now: now.instant,
        from_the_start: cursor.is_some() && known.is_none(),
    })
}

/// Whoever has come into the scope since the cursor, or has taken over somebody, arrives with the whole journal.
fn item(tables: Tables, whose: (&Actor, Scope), found: &InScope, position: u64) -> Result<FeedItem, StoreError> {
    let InScope { subject, gone, survivor, .. } = *found;
    if gone {
        let is_ours = match whose {
            (Actor::Caseworker { jobcentre, .. }, Scope::Caseload) => {
                tables.holder(survivor.unwrap_or(subject))?.as_deref() == Some(jobcentre.as_str())
            }
            _ => false,
        };
        return Ok(FeedItem::Gone { subject, survivor, is_ours });
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
