use std::cmp::Reverse;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{Actor, PersonId};
use exchange::{AccessAction, AccessEntry, AccessHead, AccessLink, Accesses, Broken, Purpose, Walk, first_broken};

use super::scope::settle;
use crate::store::{OWN, StoreError, Tables};

/// Every noted use of a citizen's data, for a caseworker of the citizen's jobcentre or one with a purpose. That the log
/// was given out is in the log before the answer leaves, and is not in this answer.
pub(crate) fn accesses(
    tables: Tables,
    actor: &Actor,
    (today, at): (NaiveDate, DateTime<Utc>),
    subject: PersonId,
    purpose: Option<&Purpose>,
) -> Result<Accesses, StoreError> {
    let Actor::Caseworker { caseworker, jobcentre } = actor else { return Ok(Accesses::AskPurpose) };
    settle(tables, today)?;
    let subject = tables.survivor(subject)?;
    let is_own = tables.holder(subject)? == Some(jobcentre.to_string());
    if !is_own && purpose.is_none() {
        return Ok(Accesses::AskPurpose);
    }
    let (mut entries, mut unread) = (Vec::new(), 0);
    for id in [vec![subject], tables.aliases(subject)?].concat() {
        for (noted, entry) in tables.uses_of(id)? {
            match serde_json::from_str::<AccessEntry>(&entry) {
                Ok(entry) => entries.push(entry.without_name((caseworker, *jobcentre), noted)),
                Err(_) => unread += 1,
            }
        }
    }
    entries.sort_by_key(|entry| Reverse(entry.at));
    let question = AccessEntry {
        at,
        caseworker: caseworker.clone(),
        jobcentre: *jobcentre,
        action: AccessAction::Log,
        subject: Some(subject),
        purpose: purpose.cloned(),
        online: true,
    };
    tables.add_access(&tables.access_head()?.next(&question))?;
    Ok(Accesses::Known { entries, unread })
}

/// Takes over a piece of a desk's access log, as far as its chain holds, and returns how far. Where it does not hold,
/// tells of a known link otherwise than before, or tells of somebody else than who hands it in, that is noted.
pub(crate) fn hand_in(
    tables: Tables,
    actor: &Actor,
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
        if is_of_another(link, actor) {
            // It is kept: what a log tells is never thrown away.
            tables.note_broken(device, link.sequence, at)?;
        }
        tables.take_over(device, link)?;
        head = link.head();
    }
    tables.note_head(device, &head, at)?;
    tables.note_head(OWN, &tables.access_head()?, at)?;
    Ok(head)
}

/// An entry that cannot be read is nobody's.
fn is_of_another(link: &AccessLink, actor: &Actor) -> bool {
    let Ok(AccessEntry { caseworker, jobcentre, .. }) = serde_json::from_str(&link.entry) else { return false };
    *actor != Actor::Caseworker { caseworker, jobcentre }
}

/// The head of a device's chain at the link `up_to`, or at its end where that is earlier.
pub(crate) fn handed_in(tables: Tables, device: &str, up_to: u64) -> Result<AccessHead, StoreError> {
    let head = tables.handed_in_head(device)?;
    if up_to >= head.sequence {
        return Ok(head);
    }
    Ok(tables.handed_in(device, up_to)?.map(|link| link.head()).unwrap_or_default())
}

/// What a check of the backend's access logs finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessChecked {
    /// The backend's own chain.
    pub own: ChainChecked,
    /// Every chain that was handed in, by the device's name.
    pub devices: Vec<(String, ChainChecked)>,
}

/// What a check of one chain finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainChecked {
    /// How many links hold.
    pub links: u64,
    /// Where it does not hold, if it does not.
    pub broken: Option<Broken>,
}

/// Walks along every chain, and looks whether it still reaches the head that was noted of it.
pub(crate) fn verify(tables: Tables) -> Result<AccessChecked, StoreError> {
    let mut devices = Vec::new();
    for device in tables.devices()? {
        let checked = verify_chain(tables, &device)?;
        devices.push((device, checked));
    }
    Ok(AccessChecked { own: verify_chain(tables, OWN)?, devices })
}

fn verify_chain(tables: Tables, device: &str) -> Result<ChainChecked, StoreError> {
    let noted = tables.noted_head(device)?;
    let mut walk = Walk::default();
    let mut broken = None;
    tables.each_link(device, |link| {
        let is_noted = link.sequence == noted.sequence && link.hash != noted.hash;
        broken = walk.take(&link).err().or(is_noted.then_some(Broken::Altered(link.sequence)));
        broken.is_none()
    })?;
    let is_short = walk.head.sequence < noted.sequence;
    let broken = broken.or(is_short.then_some(Broken::Missing(walk.head.sequence + 1)));
    Ok(ChainChecked { links: walk.head.sequence, broken })
}
