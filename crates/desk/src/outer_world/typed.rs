//! How what is typed in the form of an act is read. Days, times, numbers and bookings are read as everywhere else.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{
    Actor, CprNumber, FundCode, JobcentreCode, Person, WrittenNumber,
    contact_course::{Authority, Booking, WrittenBooking},
    person::Protection,
};
use uuid::Uuid;

use super::field::{ADDRESS_PROTECTION, FULL_PROTECTION, Field, NO_PROTECTION};
use crate::door::{BookingFields, Text};
use crate::{booking, dates, times, view};

/// What is typed in the form of an act, and around it.
pub(super) struct Typed<'a> {
    pub fields: &'a BTreeMap<String, String>,
    pub booking: Option<&'a BookingFields>,
    pub actor: &'a Actor,
    pub person: &'a Person,
    /// The desk's own jobcentre.
    pub own: JobcentreCode,
    pub today: NaiveDate,
}

impl Typed<'_> {
    /// What stands empty and may not.
    pub fn missing(&self, fields: &[Field]) -> Option<Text> {
        let is_empty = |field: &&Field| !field.may_be_empty && !field.is_of_a_booking() && self.said(field).is_empty();
        if let Some((da, en)) = fields.iter().find(is_empty).map(|field| field.label) {
            return Some(Text::new(format!("Udfyld feltet {da}."), format!("Fill in the field {en}.")));
        }
        if !fields.iter().any(Field::is_of_a_booking) {
            return None;
        }
        self.booking.map_or_else(|| view::missing_of_a_booking(&BookingFields::default()), view::missing_of_a_booking)
    }

    pub fn said(&self, field: &Field) -> &str {
        self.fields.get(field.name).map_or("", |typed| typed.trim())
    }

    pub fn text(&self, field: &Field) -> String {
        self.said(field).to_owned()
    }

    /// None where nothing is said.
    pub fn words(&self, field: &Field) -> Option<String> {
        Some(self.text(field)).filter(|said| !said.is_empty())
    }

    /// A number as it was written, which DFDG may refuse; but never one that could be a real person's.
    pub fn number(&self, field: &Field) -> Result<WrittenNumber, Text> {
        match CprNumber::find_in(self.said(field)) {
            Ok(number) if number.could_be_real() => Err(could_be_real()),
            Ok(number) => Ok(number.into()),
            Err(_) => Ok(WrittenNumber(self.text(field))),
        }
    }

    pub fn day(&self, field: &Field) -> Result<NaiveDate, Text> {
        dates::read(self.said(field), self.today)
    }

    /// None where nothing is said.
    pub fn last_day(&self, field: &Field) -> Result<Option<NaiveDate>, Text> {
        if self.said(field).is_empty() { Ok(None) } else { self.day(field).map(Some) }
    }

    /// A day as CPR writes it, ÅÅÅÅMMDD, or whatever else is typed (S23-1.2b).
    pub fn cpr_day(&self, field: &Field) -> String {
        self.day(field).map_or_else(|_| self.text(field), |day| day.format("%Y%m%d").to_string())
    }

    /// One of a list that the form shows.
    pub fn chosen<T>(&self, field: &Field, read: impl FnOnce(&str) -> Option<T>) -> Result<T, Text> {
        read(self.said(field)).ok_or_else(|| {
            let (da, en) = field.label;
            Text::new(format!("Vælg {da} fra listen."), format!("Choose {en} from the list."))
        })
    }

    pub fn protection(&self, field: &Field, until: &Field) -> Result<Protection, Text> {
        let until = self.last_day(until)?;
        self.chosen(field, |said| match said {
            NO_PROTECTION => Some(Protection::None),
            ADDRESS_PROTECTION => Some(Protection::Address { until }),
            FULL_PROTECTION => Some(Protection::NameAndAddress { until }),
            _ => None,
        })
    }

    /// The fund that is played.
    pub fn fund(&self) -> Result<FundCode, Text> {
        match self.actor {
            Actor::Fund { fund } => Ok(*fund),
            Actor::Caseworker { .. } | Actor::Cpr | Actor::Jobnet | Actor::CaseSystem { .. } => {
                Err(Text::new("Vælg a-kassen.", "Choose the fund."))
            }
        }
    }

    /// The booking that is chosen, as it stands now.
    pub fn booking(&self, field: &Field) -> Result<&Booking, Text> {
        let id = |said: &str| said.parse::<Uuid>().ok().map(domain::RecordId);
        self.chosen(field, |said| id(said).and_then(|record| self.person.bookings.find(record)))
    }

    /// All of a booking as it is filled in. Nobody is known who would hold what somebody outside summons to.
    pub fn written(&self) -> Result<WrittenBooking, Text> {
        let authority = match self.actor {
            Actor::Fund { fund } => Authority::Fund(*fund),
            Actor::Caseworker { .. } | Actor::Cpr | Actor::Jobnet | Actor::CaseSystem { .. } => {
                Authority::Jobcentre(self.person.jobcentre_on(self.today).unwrap_or(self.own))
            }
        };
        let writer = booking::Writer { holds: None, authority, today: self.today };
        booking::read(self.booking.unwrap_or(&BookingFields::default()), &writer)
    }

    /// The same booking at another time: as long as before, unless an end is said.
    pub fn moved(&self, booking: &Booking, day: &Field, from: &Field, until: &Field) -> Result<WrittenBooking, Text> {
        let stands = WrittenBooking::from(&booking.content);
        let day = self.day(day)?;
        let from = times::read(self.said(from))?;
        let start = times::instant(day, from)?;
        let end = match self.said(until) {
            "" => stands.end.map(|end| start + (end - stands.start)),
            until => Some(times::end(day, start, times::read_until(until, from)?)?),
        };
        Ok(WrittenBooking { start, end, ..stands })
    }
}

fn could_be_real() -> Text {
    Text::new(
        "Nummeret kan tilhøre et rigtigt menneske. I en øvelse skal et nummer være opdigtet: det må ikke passe med modulus 11 og ikke være fra 1. januar. Skift et af de sidste fire cifre.",
        "The number could be a real person's. In an exercise a number must be made up: it may not fit modulus 11, nor be of 1 January. Change one of the last four digits.",
    )
}
