//! What a trainer sees from outside: a citizen as the backend has them, and what came of an act.

use chrono::NaiveDate;
use domain::{
    Actor, Command, CommandKind, Person, PersonStatus,
    contact_course::{Authority, Booking, ContactGroupCode, WrittenBooking},
};
use exchange::{Outcome as Decided, Verdict};

use super::{
    Mask, Names, Reader, Tense, number, preview,
    reference::{both, contact_group, fund_name, jobcentre_name, municipality_name, status_name},
    refusal, tell_booking, tell_command,
};
use crate::{
    booking, dates,
    door::{ActVerdict, Acted, Choice, FactView, OuterBooking, OuterCitizen, Text},
};

/// The verdict on an act, with what it takes to tell of it.
pub struct Outcome<'a> {
    /// What was asked for.
    pub command: &'a Command,
    /// By whom.
    pub by: &'a Actor,
    /// What the backend answered.
    pub verdict: &'a Verdict,
    /// The citizen afterwards.
    pub person: &'a Person,
    /// Whether numbers may stand in full.
    pub mask: Mask,
    /// What people are called.
    pub names: &'a Names,
    /// The Danish day.
    pub today: NaiveDate,
}

/// What came of an act.
#[must_use]
pub fn acted(outcome: &Outcome) -> Acted {
    let Outcome { command, by, verdict, person, mask, names, today } = *outcome;
    let reader = Reader { person, mask, today, names };
    Acted {
        title: command_title(command.kind()),
        by: tell_command::by(by, names),
        at: dates::at(verdict.decided_at),
        verdict: match &verdict.outcome {
            Decided::Accepted { decision, .. } => {
                ActVerdict::Accepted { effects: preview::effects(decision, reader, Tense::Happened, None) }
            }
            Decided::Refused(why) => ActVerdict::Refused { refusal: refusal(why) },
        },
        citizen: outsider(person, mask, today),
    }
}

/// What a kind of command is called.
#[must_use]
pub fn command_title(kind: CommandKind) -> Text {
    tell_command::title(kind.as_str())
}

/// A citizen as the backend has them.
#[must_use]
pub fn outsider(person: &Person, mask: Mask, today: NaiveDate) -> OuterCitizen {
    let mut bookings: Vec<&Booking> = person.bookings.records.iter().filter(|booking| booking.stands()).collect();
    bookings.sort_by_key(|booking| (booking.content.start, booking.id));
    OuterCitizen {
        citizen: person.id.to_string(),
        name: super::name_of(person),
        numbers: person.numbers.newest_first().into_iter().map(|one| number(person, one, mask)).collect(),
        facts: facts(person, today),
        fund: person.fund_on(today).map(|fund| fund.to_string()),
        bookings: bookings.into_iter().map(standing).collect(),
    }
}

fn facts(person: &Person, today: NaiveDate) -> Vec<FactView> {
    let none = || Text::new("Ingen", "None");
    let fact = |da: &str, en: &str, value: Option<Text>| FactView {
        label: Text::new(da, en),
        value: value.unwrap_or_else(none),
    };
    let status = person.basic().status.unwrap_or(PersonStatus::RESIDENT);
    vec![
        fact("Personstatus", "Person status", Some(status_name(status))),
        fact("Jobcenter", "Jobcentre", person.jobcentre_on(today).map(jobcentre_name)),
        fact("A-kasse", "Fund", person.fund_on(today).map(fund_name)),
        fact("Kontaktgruppe", "Contact group", person.contact_group_on(today).map(contact_group)),
    ]
}

fn standing(booking: &Booking) -> OuterBooking {
    let (what, by) = (tell_booking::named(&booking.content), tell_booking::authority(booking.by));
    OuterBooking {
        booking: booking.id.to_string(),
        text: Text::new(format!("{}, {}", what.da, by.da), format!("{}, {}", what.en, by.en)),
        by: match booking.by {
            Authority::Fund(_) => "fund",
            Authority::Jobcentre(_) => "jobcentre",
        }
        .to_owned(),
        fields: booking::fields(&WrittenBooking::from(&booking.content)),
    }
}

/// The municipalities, 999 too: DFDG's known problem can be shown (S23-1.3b).
#[must_use]
pub fn municipalities() -> Vec<Choice> {
    let choice =
        |one: &::reference::Municipality| Choice { id: one.code.to_string(), text: municipality_name(one.code) };
    ::reference::municipalities().iter().map(choice).collect()
}

/// CPR's person statuses.
#[must_use]
pub fn person_statuses() -> Vec<Choice> {
    let choice = |one: &::reference::PersonStatusEntry| {
        let (id, name) = (String::from(one.code), both(&one.name));
        Choice { text: Text::new(format!("{id} {}", name.da), format!("{id} {}", name.en)), id }
    };
    ::reference::person_statuses().iter().map(choice).collect()
}

/// The contact groups whose names are known.
#[must_use]
pub fn contact_groups() -> Vec<Choice> {
    let choice = |id: u32| Choice { id: id.to_string(), text: contact_group(ContactGroupCode(id)) };
    ::reference::contact_groups().entry.iter().map(|one| choice(one.id)).collect()
}

/// The unemployment funds.
#[must_use]
pub fn funds() -> Vec<Choice> {
    let choice = |fund: &::reference::Fund| Choice { id: fund.code.to_string(), text: Text::same(&fund.name) };
    ::reference::funds().iter().map(choice).collect()
}
