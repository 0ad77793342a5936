use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! typed_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

typed_id!(
    /// A command's id: a UUIDv7 made and stored at the desk before anything is sent.
    CommandId
);
typed_id!(
    /// A person's id. Never reused: after a merge it is an alias of the survivor.
    PersonId
);
typed_id!(
    /// A record's id within its area.
    RecordId
);

impl CommandId {
    /// The id of the `nth` record that this command makes. The same command makes the same ids on every seat, so a
    /// preview and a verdict speak of the same record.
    #[must_use]
    pub fn record(&self, nth: u8) -> RecordId {
        RecordId(Uuid::new_v5(&self.0, &[b'r', nth]))
    }

    /// The id of the person whom this command makes known.
    #[must_use]
    pub fn person(&self) -> PersonId {
        PersonId(Uuid::new_v5(&self.0, b"person"))
    }
}

/// The moment of deciding: an instant, and the Danish calendar day it falls on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// UTC.
    pub instant: DateTime<Utc>,
    /// The calendar day in Denmark at that instant.
    pub today: NaiveDate,
}

impl Now {
    /// The moment at `instant`.
    #[must_use]
    pub fn at(instant: DateTime<Utc>) -> Self {
        Self { instant, today: danish_day(instant) }
    }
}

/// The Danish calendar day of an instant, whatever the machine's own zone.
#[must_use]
pub fn danish_day(instant: DateTime<Utc>) -> NaiveDate {
    instant.with_timezone(&chrono_tz::Europe::Copenhagen).date_naive()
}

/// What is particular to one execution of a command: its id, when, and its place in the order of receipt.
#[derive(Clone, Copy, Debug)]
pub struct Occasion {
    /// The command that is decided.
    pub command: CommandId,
    /// When it is decided: in the backend the moment of registration, at the desk the moment of the preview.
    pub now: Now,
    /// Place in the backend's order of receipt. Order comes from this, never from clocks. At a desk: the greatest.
    pub receipt: u64,
}

/// A period of Danish calendar days, both ends included; without an end it is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// Last day; none while open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
}

impl Period {
    /// Open from `from`.
    #[must_use]
    pub fn open(from: NaiveDate) -> Self {
        Self { from, to: None }
    }

    /// Whether `day` is within, both ends included.
    #[must_use]
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    /// Whether the two share a day.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.to.is_none_or(|to| other.from <= to) && other.to.is_none_or(|to| self.from <= to)
    }
}
