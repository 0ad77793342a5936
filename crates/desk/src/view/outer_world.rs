//! What a trainer sees from outside: a citizen as the backend has them, and what came of an act.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::{
    Actor, Command, CommandKind, FundCode, Person, PersonStatus,
    contact_course::{Authority, Booking, ContactGroupCode, FundReading, WrittenBooking, fund_reading},
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
        lines: Vec::new(),
    };
    let status = person.basic().status.unwrap_or(PersonStatus::RESIDENT);
    let known = [
        fact("Personstatus", "Person status", Some(status_name(status))),
        fact("Jobcenter", "Jobcentre", person.jobcentre_on(today).map(jobcentre_name)),
        fact("A-kasse", "Fund", person.fund_on(today).map(fund_name)),
        fact("Kontaktgruppe", "Contact group", person.contact_group_on(today).map(contact_group)),
    ];
    let funds: BTreeSet<FundCode> = person.memberships.records.iter().map(|membership| membership.fund).collect();
    let readings = funds.into_iter().map(|fund| read_by_a_fund(fund, fund_reading(person, fund, today).as_ref()));
    known.into_iter().chain(readings).collect()
}

/// What a fund reads of the contact course, conversation by conversation (SB-FUND-READS).
fn read_by_a_fund(fund: FundCode, reading: Option<&FundReading>) -> FactView {
    let name = fund_name(fund);
    let bookings = reading.iter().flat_map(|reading| &reading.bookings).map(|booking| {
        let told = tell_booking::named(&booking.content);
        if booking.stands() {
            told
        } else {
            Text::new(format!("{}, aflyst", told.da), format!("{}, cancelled", told.en))
        }
    });
    let held = reading.iter().flat_map(|reading| &reading.held).map(|held| {
        let told = tell_booking::named_held(&held.content);
        Text::new(format!("{}, afholdt", told.da), format!("{}, held", told.en))
    });
    FactView {
        label: Text::new(format!("{} kan læse", name.da), format!("{} can read", name.en)),
        value: reading.map_or_else(nothing_any_more, how_many),
        lines: bookings.chain(held).collect(),
    }
}

fn how_many(reading: &FundReading) -> Text {
    let (bookings, held) = (reading.bookings.len(), reading.held.len());
    let both = |booking: &str, conversation: &str| format!("{bookings} {booking}, {held} {conversation}");
    Text::new(
        both(
            if bookings == 1 { "indkaldelse" } else { "indkaldelser" },
            if held == 1 { "afholdt samtale" } else { "afholdte samtaler" },
        ),
        both(
            if bookings == 1 { "booking" } else { "bookings" },
            if held == 1 { "held conversation" } else { "held conversations" },
        ),
    )
}

fn nothing_any_more() -> Text {
    Text::new("Intet: medlemskabet er mere end 120 dage væk", "Nothing: the membership is more than 120 days away")
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
