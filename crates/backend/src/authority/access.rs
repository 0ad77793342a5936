use chrono::{DateTime, Utc};
use exchange::{AccessHead, AccessLink, first_broken};

use crate::store::{StoreError, Tables};

/// Takes over a piece of a desk's access log, as far as its chain holds, and returns how far. Where it does not hold,
/// or tells of a known link otherwise than before, that is noted.
pub(crate) fn hand_in(
    tables: Tables,
    device: &str,
    links: &[AccessLink],
    at: DateTime<Utc>,
) -> Result<AccessHead, StoreError> {
    let mut head = tables.handed_in_head(device)?;
    let (known, new): (Vec<_>, Vec<_>) = links.iter().partition(|link| link.sequence <= head.sequence);
    for link in known {
        if tables.handed_in(device, link.sequence)?.as_ref() != Some(link) {
            tables.note_broken(device, link.sequence, at)?;
            return Ok(head);
        }
    }
    let broken = first_broken(&head, new.iter().map(|link| (*link).clone()));
    for link in new {
        if broken == Some(link.sequence) {
            tables.note_broken(device, link.sequence, at)?;
            break;
        }
        tables.take_over(device, link)?;
        head = link.head();
    }
    Ok(head)
}
