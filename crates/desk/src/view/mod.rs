//! From what the desk knows to what a face shows. Pure functions; every sentence of the screens is written once, here,
//! in both languages.
//!
//! CPR numbers leave this module masked, unless the citizen is open, is the caseworker's own, and `Skjul numre` is off.

mod access;
mod bookings;
mod calendar;
mod citizen;
mod concerned;
mod deadlines;
mod drafts;
mod due;
mod export;
mod extract;
mod held;
mod history;
mod home;
mod icalendar;
mod inbox;
mod leaving;
mod my_day;
mod number;
mod outbox;
mod outbox_list;
mod outer_world;
mod preview;
mod reference;
mod referrals;
mod refusal;
mod tags;
mod tell_booking;
mod tell_change;
mod tell_command;
mod tell_course;
mod tell_message;
#[cfg(test)]
mod tests;
mod timeline;
mod trouble;
mod understood_days;
mod whose;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{CaseworkerId, CprNumber, JobcentreCode, Person};

pub use access::{Use, access_log, log_checked};
pub use calendar::{Found, Shown, also_meets_told, calendar, calendar_as_of};
pub use citizen::citizen;
pub use drafts::{Typed, unsent_draft};
pub use due::due;
pub(crate) use export::{Language, export_command, export_draft, export_head};
pub use extract::{ExtractOf, extract};
pub use history::history;
pub use icalendar::{Exported, icalendar};
pub use inbox::{Handled, Received, Trace, Whose, inbox_as_of, message, message_line};
pub use leaving::{Behind, Left, NAMED, leaving};
pub use my_day::{Day, my_day, news, to_check};
pub use number::{Mask, number};
pub use outbox::{Entry, form, is_unsent, outbox_entry};
pub use outbox_list::{InOutbox, outbox};
pub use outer_world::{
    Outcome, acted, command_title, contact_groups, funds, municipalities, outsider, person_statuses,
};
pub(crate) use preview::missing_of_a_booking;
pub use preview::{Foreseen, missing, preview};
pub use reference::{chip, jobcentre_name, jobcentres, reference};
pub use refusal::refusal;
pub use tags::{hit, name as name_of, tags};
pub use trouble::{Clocks, Facts, Link, LogState, Restored, checked, troubles};

use crate::{
    Known, Pending,
    door::{Draft, OutboxEntry},
};

/// A citizen as somebody at this desk looks at them now.
pub struct Seen<'a> {
    /// What the backend last said.
    pub known: &'a Known,
    /// Every command of the outbox on this citizen, in the order of writing, those that are settled too.
    pub pending: &'a [Pending],
    /// The person with the open pending commands carried out.
    pub after: &'a Person,
    /// The number that the citizen was opened with.
    pub typed: Option<CprNumber>,
    /// The Danish day.
    pub today: NaiveDate,
    /// The moment, UTC.
    pub now: DateTime<Utc>,
    /// The caseworker's jobcentre.
    pub own: JobcentreCode,
    /// Whether all numbers are masked.
    pub hide_numbers: bool,
    /// What is typed and not confirmed on this citizen.
    pub drafts: &'a [Draft],
    /// Since when the backend has not answered.
    pub offline_since: Option<DateTime<Utc>>,
    /// Who looks.
    pub caseworker: &'a CaseworkerId,
    /// What people are called.
    pub names: &'a Names,
    /// Those of `pending` that are not sent or not settled, told.
    pub unsent: &'a [OutboxEntry],
}

/// What caseworkers are called.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Full names by user name.
    pub caseworkers: BTreeMap<CaseworkerId, String>,
}

impl Names {
    /// The caseworker's name, or the user name where no name is known.
    #[must_use]
    pub fn of(&self, caseworker: &CaseworkerId) -> String {
        self.caseworkers.get(caseworker).unwrap_or(&caseworker.0).clone()
    }
}

impl Seen<'_> {
    /// Whether the citizen is the caseworker's own jobcentre's today.
    fn is_own(&self) -> bool {
        self.known.person.jobcentre_on(self.today) == Some(self.own)
    }

    /// Numbers stand in full only on an own citizen, and not while they are hidden.
    fn mask(&self) -> Mask {
        if self.is_own() && !self.hide_numbers { Mask::Open } else { Mask::Hidden }
    }

    fn reader(&self) -> Reader<'_> {
        Reader { person: self.after, mask: self.mask(), today: self.today, names: self.names }
    }
}

/// Who reads a telling: what they may see, and on which day.
#[derive(Clone, Copy)]
struct Reader<'a> {
    person: &'a Person,
    mask: Mask,
    today: NaiveDate,
    names: &'a Names,
}

/// Whether something is told after it has happened, or before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tense {
    Happened,
    Foreseen,
}
