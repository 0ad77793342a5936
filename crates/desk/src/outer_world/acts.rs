//! What can be done from outside. A further act is a row of [`ACTS`]; its form, its reading and its verdict follow from it.

use domain::{
    Command, CommandKind, PersonStatus, WrittenNumber,
    contact_course::{ContactGroupCode, WrittenBooking},
    person::Address,
};

use super::field::{Field, Input};
use super::role::Role;
use super::typed::Typed;
use crate::door::{ActView, Text};
use crate::{booking::as_it_stands, view};

/// One kind of command of one role: the form for it, and how it is read.
pub(super) struct Act {
    pub role: Role,
    pub kind: CommandKind,
    pub fields: &'static [Field],
    /// Written under this number. Asked only when nothing is missing.
    pub command: fn(WrittenNumber, &Typed) -> Result<Command, Text>,
}

pub(super) const ACTS: &[Act] = &[
    Act {
        role: Role::Fund,
        kind: CommandKind::MakeBooking,
        fields: &[BOOKING_FIELDS],
        command: |number, typed| Ok(Command::MakeBooking { number, booking: Box::new(typed.written()?), guest: None }),
    },
    Act {
        role: Role::Fund,
        kind: CommandKind::ChangeBooking,
        fields: &[BOOKING, BOOKING_FIELDS],
        command: |number, typed| {
            let (stands, booking) = (typed.booking(&BOOKING)?, Box::new(typed.written()?));
            let (record, seen) = (stands.id, stands.writings.clone());
            Ok(as_it_stands(Command::ChangeBooking { number, record, seen, booking }, typed.person))
        },
    },
    Act { role: Role::Fund, kind: CommandKind::CancelBooking, fields: &[BOOKING, REASON], command: cancel },
    Act {
        role: Role::Fund,
        kind: CommandKind::StartMembership,
        fields: &[FIRST_DAY],
        command: |number, typed| {
            Ok(Command::StartMembership { number, fund: typed.fund()?, from: typed.day(&FIRST_DAY)? })
        },
    },
    Act {
        role: Role::Fund,
        kind: CommandKind::EndMembership,
        fields: &[LAST_DAY],
        command: |number, typed| Ok(Command::EndMembership { number, fund: typed.fund()?, to: typed.day(&LAST_DAY)? }),
    },
    Act {
        role: Role::Cpr,
        kind: CommandKind::ChangeNumber,
        fields: &[NEW_NUMBER, EVENT_DATE],
        command: |old, typed| {
            Ok(Command::ChangeNumber { old, new: typed.number(&NEW_NUMBER)?, event_date: typed.cpr_day(&EVENT_DATE) })
        },
    },
    Act {
        role: Role::Cpr,
        kind: CommandKind::ChangeName,
        fields: &[NAME],
        command: |number, typed| Ok(Command::ChangeName { number, name: typed.text(&NAME) }),
    },
    Act {
        role: Role::Cpr,
        kind: CommandKind::ChangeAddress,
        fields: &[STREET, POSTAL_CODE, TOWN, MUNICIPALITY],
        command: |number, typed| {
            let (street, postal_code) = (typed.text(&STREET), typed.text(&POSTAL_CODE));
            let address = Address { street, postal_code, town: typed.text(&TOWN) };
            let municipality = typed.chosen(&MUNICIPALITY, |said| said.parse().ok())?;
            Ok(Command::ChangeAddress { number, address, municipality })
        },
    },
    Act {
        role: Role::Cpr,
        kind: CommandKind::ChangeProtection,
        fields: &[PROTECTION, UNTIL_DAY],
        command: |number, typed| {
            Ok(Command::ChangeProtection { number, protection: typed.protection(&PROTECTION, &UNTIL_DAY)? })
        },
    },
    Act {
        role: Role::Cpr,
        kind: CommandKind::ChangeStatus,
        fields: &[STATUS, MUNICIPALITY_ALONG],
        command: |number, typed| {
            let status = typed.chosen(&STATUS, |said| PersonStatus::try_from(said.to_owned()).ok())?;
            let along = |said: &str| if said.is_empty() { Some(None) } else { said.parse().ok().map(Some) };
            let municipality = typed.chosen(&MUNICIPALITY_ALONG, along)?;
            Ok(Command::ChangeStatus { number, status, municipality })
        },
    },
    Act {
        role: Role::Jobnet,
        kind: CommandKind::MakeBooking,
        fields: &[BOOKING_FIELDS],
        command: |number, typed| {
            let booking = Box::new(WrittenBooking { self_booked: true, ..typed.written()? });
            Ok(Command::MakeBooking { number, booking, guest: None })
        },
    },
    Act {
        role: Role::Jobnet,
        kind: CommandKind::ChangeBooking,
        fields: &[BOOKING, DAY, FROM, UNTIL],
        command: |number, typed| {
            let stands = typed.booking(&BOOKING)?;
            let booking = Box::new(typed.moved(stands, &DAY, &FROM, &UNTIL)?);
            Ok(Command::ChangeBooking { number, record: stands.id, seen: stands.writings.clone(), booking })
        },
    },
    Act { role: Role::Jobnet, kind: CommandKind::CancelBooking, fields: &[BOOKING, REASON], command: cancel },
    Act {
        role: Role::CaseSystem,
        kind: CommandKind::RecordContactGroup,
        fields: &[GROUP, FIRST_DAY],
        command: |number, typed| {
            let group = typed.chosen(&GROUP, |said| said.parse().ok().map(ContactGroupCode))?;
            Ok(Command::RecordContactGroup { number, group, from: typed.day(&FIRST_DAY)? })
        },
    },
];

fn cancel(number: WrittenNumber, typed: &Typed) -> Result<Command, Text> {
    let stands = typed.booking(&BOOKING)?;
    let (record, seen) = (stands.id, stands.writings.clone());
    Ok(Command::CancelBooking { number, record, seen, reason: typed.words(&REASON) })
}

const BOOKING: Field = Field::of("booking", "Indkaldelse", "Booking", Input::Booking);
const BOOKING_FIELDS: Field = Field::of("fields", "Samtalen", "The conversation", Input::BookingFields);
const REASON: Field = Field::of("reason", "Årsag", "Reason", Input::Text).or_nothing();
const FIRST_DAY: Field = Field::of("from", "Første dag", "First day", Input::Day);
const LAST_DAY: Field = Field::of("to", "Sidste dag", "Last day", Input::Day);
const DAY: Field = Field::of("day", "Ny dag", "New day", Input::Day);
const FROM: Field = Field::of("at", "Klokken", "At", Input::Time);
const UNTIL: Field = Field::of("until", "Slut", "End", Input::Time)
    .or_nothing()
    .hinting("10.45 eller 45 minutter; tomt: lige så længe", "10.45 or 45 minutes; empty: as long as before");
const NEW_NUMBER: Field = Field::of("new", "Nyt CPR-nummer", "New CPR number", Input::Digits)
    .hinting("Opdigtet, som alle numre i øvelsen", "Made up, as all numbers in the exercise");
const EVENT_DATE: Field = Field::of("event_date", "CPR's dato for skiftet", "CPR's date of the change", Input::Day)
    .hinting("Er det ingen dag, sendes det, som det står", "What is no day is sent as it stands");
const NAME: Field = Field::of("name", "Nyt navn", "New name", Input::Text);
const STREET: Field = Field::of("street", "Vej og husnummer", "Road and house number", Input::Text);
const POSTAL_CODE: Field = Field::of("postal_code", "Postnummer", "Postal code", Input::Digits);
const TOWN: Field = Field::of("town", "By", "Town", Input::Text);
const MUNICIPALITY: Field = Field::of("municipality", "Kommune", "Municipality", Input::Municipality);
const MUNICIPALITY_ALONG: Field =
    Field::of("municipality", "Kommunekode, der følger med", "Municipality code that comes along", Input::Municipality)
        .or_nothing();
const PROTECTION: Field = Field::of("protection", "Beskyttelse", "Protection", Input::Protection);
const UNTIL_DAY: Field = Field::of("until", "Til og med", "Until", Input::Day)
    .or_nothing()
    .hinting("Tomt: uden slutdato", "Empty: without an end");
const STATUS: Field = Field::of("status", "Personstatus", "Person status", Input::PersonStatus);
const GROUP: Field = Field::of("group", "Kontaktgruppe", "Contact group", Input::ContactGroup);

/// The row of a kind that a role sends.
pub(super) fn act_of(role: Role, kind: &str) -> Option<&'static Act> {
    ACTS.iter().find(|act| act.role == role && act.kind.as_str() == kind)
}

impl Act {
    pub fn view(&self) -> ActView {
        ActView {
            act: self.kind.as_str().to_owned(),
            title: view::command_title(self.kind),
            fields: self.fields.iter().map(Field::view).collect(),
        }
    }
}
