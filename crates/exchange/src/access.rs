use chrono::{DateTime, Utc};
use domain::{CaseworkerId, JobcentreCode, PersonId};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// One use of a citizen's data. Holds no CPR number: the citizen is named by id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessEntry {
    /// Real time, UTC, also in exercises.
    pub at: DateTime<Utc>,
    /// Who.
    pub caseworker: CaseworkerId,
    /// From where.
    pub jobcentre: JobcentreCode,
    /// What was done.
    pub action: AccessAction,
    /// Whose data; none for a search that opened nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<PersonId>,
    /// Why, where it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Purpose>,
    /// Whether the backend was within reach.
    pub online: bool,
}

/// What was done with a citizen's data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccessAction {
    /// A citizen was opened.
    Open {
        /// How the citizen was found.
        typed: TypedNumber,
    },
    /// A name or birth date was searched for, and the search settled.
    Search {
        /// How many were shown.
        hits: u32,
    },
    /// A masked number or a protected address was shown.
    Unmask,
    /// A number was copied.
    Copy,
    /// A message about the citizen was read.
    Message,
    /// The access log itself was shown, or was given out.
    Log,
    /// The citizen's extract of the access log was written to a file.
    Extract,
}

/// By which number a citizen was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TypedNumber {
    /// The current one.
    Current,
    /// A former one.
    Former,
    /// None: from a list, or by name or birth date.
    None,
}

/// Why somebody looks at a citizen outside their own jobcentre.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Purpose {
    /// Id in the list of purposes.
    pub id: String,
    /// The caseworker's own words.
    #[serde(default)]
    pub note: String,
}

/// An entry in its chain: each link's hash covers the one before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessLink {
    /// From 1, without gaps.
    pub sequence: u64,
    /// The entry as JSON, as it was hashed.
    pub entry: String,
    /// SHA-256 of the previous hash, the sequence and the entry, as 64 hex digits.
    pub hash: String,
}

/// The end of a chain: what the backend notes at a hand-in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessHead {
    /// The last link's number; 0 for an empty chain.
    pub sequence: u64,
    /// The last link's hash; empty for an empty chain.
    pub hash: String,
}

impl AccessHead {
    /// The link that `entry` makes after this head.
    #[must_use]
    pub fn next(&self, entry: &AccessEntry) -> AccessLink {
        let entry = serde_json::to_string(entry).unwrap_or_default();
        let sequence = self.sequence + 1;
        let hash = link_hash(&self.hash, sequence, &entry);
        AccessLink { sequence, entry, hash }
    }
}

impl AccessLink {
    /// The head that this link is.
    #[must_use]
    pub fn head(&self) -> AccessHead {
        AccessHead { sequence: self.sequence, hash: self.hash.clone() }
    }
}

/// A walk along a chain: each link must follow from the one before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walk {
    /// As far as the chain holds.
    pub head: AccessHead,
}

/// Where a chain does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Broken {
    /// The link with this number is not what it was, or is not in its place.
    Altered(u64),
    /// The link with this number is not there.
    Missing(u64),
}

impl Walk {
    /// Goes on from a head that is known to hold.
    #[must_use]
    pub fn from(head: AccessHead) -> Self {
        Self { head }
    }

    /// Takes the next link.
    ///
    /// # Errors
    /// [`Broken`]: the walk stays where it is.
    pub fn take(&mut self, link: &AccessLink) -> Result<(), Broken> {
        let expected = self.head.sequence + 1;
        if link.sequence > expected {
            return Err(Broken::Missing(expected));
        }
        if link.sequence < expected || link.hash != link_hash(&self.head.hash, link.sequence, &link.entry) {
            return Err(Broken::Altered(link.sequence));
        }
        self.head = link.head();
        Ok(())
    }
}

/// The number of the first link that does not follow from the one before, if any.
pub fn first_broken(from: &AccessHead, links: impl IntoIterator<Item = AccessLink>) -> Option<u64> {
    let mut walk = Walk::from(from.clone());
    links.into_iter().find(|link| walk.take(link).is_err()).map(|link| link.sequence)
}

/// One use of a citizen's data as others may know of it: when, from which jobcentre, what and why. Nobody's name or id,
/// and nobody's own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accessed {
    /// Real time, UTC.
    pub at: DateTime<Utc>,
    /// From where.
    pub jobcentre: JobcentreCode,
    /// What was done.
    pub action: AccessAction,
    /// Id in the list of purposes, where one was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// Whether the one who asks did it.
    pub yours: bool,
    /// Which log it stands in.
    pub noted: NotedBy,
}

/// Who wrote an entry of the access log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotedBy {
    /// A desk: it showed the citizen.
    Desk,
    /// The backend: it gave out the citizen's data.
    Backend,
}

impl AccessEntry {
    /// The entry without who it was, for somebody who is `reader`.
    #[must_use]
    pub fn without_name(&self, reader: (&CaseworkerId, JobcentreCode), noted: NotedBy) -> Accessed {
        Accessed {
            at: self.at,
            jobcentre: self.jobcentre,
            action: self.action,
            purpose: self.purpose.as_ref().map(|purpose| purpose.id.clone()),
            yours: (&self.caseworker, self.jobcentre) == reader,
            noted,
        }
    }
}

fn link_hash(previous: &str, sequence: u64, entry: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(previous.as_bytes());
    hash.update(sequence.to_be_bytes());
    hash.update(entry.as_bytes());
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
